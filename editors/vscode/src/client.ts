// One client of one server process, as vscode-languageclient runs it.

import { createInterface } from "node:readline";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import type { DocumentSelector } from "vscode-languageclient";
import type { LogOutputChannel } from "vscode";
import { CrossingsFeature, SHOW_CROSSINGS, showCrossings } from "./crossings";
import { logLevel, SECTION, switches } from "./settings";

/** The documents whose text the server follows. */
const DOCUMENTS: DocumentSelector = [
  ...["rust", "typescript", "typescriptreact", "javascript", "javascriptreact", "markdown", "toml"].map((language) => ({
    scheme: "file",
    language,
  })),
  { scheme: "file", pattern: "**/{Cargo,boundary,boundstone}.toml" },
  { scheme: "file", pattern: "**/CODEOWNERS" },
];

/** A write to a server that is going away may fail a few times before its end is seen. */
const TOLERATED_WRITE_ERRORS = 3;

export interface Hooks {
  /** The process ended, and nobody had asked it to. */
  ended(): void;
  /** The server's answers about the open files may have changed. */
  changed(): void;
}

/** Writes its troubles into the output channel only: the supervisor tells the user what is worth telling. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export function newClient(file: string, output: LogOutputChannel, trace: LogOutputChannel, hooks: Hooks): LanguageClient {
  const client: LanguageClient = new QuietClient(
    SECTION,
    "Boundstone",
    { command: file, args: ["lsp", "--log-level", logLevel()] },
    {
      documentSelector: DOCUMENTS,
      outputChannel: output,
      traceOutputChannel: trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: switches,
      // The message would only repeat what follows: the supervisor tries again, and says when it gives up.
      initializationFailedHandler: () => false,
      synchronize: { configurationSection: SECTION },
      diagnosticCollectionName: SECTION,
      stdioOptions: {
        // Standard output is the protocol's; the client library reads it itself.
        stdout: () => undefined,
        // The server's log carries its own level on each line.
        stderr: (input) => createInterface({ input }).on("line", (line) => output.info(line)),
      },
      errorHandler: {
        error: (_error, _message, count) => ({
          action: (count ?? 0) <= TOLERATED_WRITE_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
          handled: true,
        }),
        closed: () => {
          hooks.ended();
          return { action: CloseAction.DoNotRestart, handled: true, message: "The server ended." };
        },
      },
      middleware: {
        executeCommand: async (command, args, next) => {
          const answer = await next(command, args);
          if (command === SHOW_CROSSINGS) {
            await showCrossings(client, args[0], answer);
          }
          return answer;
        },
        provideCodeLenses: (document, token, next) => {
          hooks.changed();
          return next(document, token);
        },
        provideDiagnostics: async (document, previous, token, next) => {
          const report = await next(document, previous, token);
          hooks.changed();
          return report;
        },
        handleDiagnostics: (uri, diagnostics, next) => {
          next(uri, diagnostics);
          hooks.changed();
        },
      },
    },
  );
  client.registerFeature(new CrossingsFeature());
  return client;
}
