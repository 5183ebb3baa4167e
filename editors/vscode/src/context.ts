// The context card of the active file: asked of the server, kept until something changes.

import {
  CancellationTokenSource,
  type Disposable,
  type Event,
  EventEmitter,
  type LogOutputChannel,
  type TextEditor,
  type Uri,
  window,
  workspace,
} from "vscode";
import { type Location, ExecuteCommandRequest } from "vscode-languageclient";
import type { Server } from "./server";

const COMMAND = "boundstone.context";

/** Several changes in a row, as while typing, are one question; short enough to look immediate. */
const SETTLE_MS = 100;

/** The server's answer to `boundstone.context` about a file. */
export interface Context {
  readonly path: string;
  readonly boundary: { readonly name: string; readonly location: Location | null } | null;
  readonly ownership: {
    readonly state: "owned" | "unowned" | "no-rule";
    readonly owners: readonly string[];
    readonly location: Location | null;
  };
  readonly contract: { readonly stability: string; readonly location: Location | null } | null;
  readonly decisions: readonly Decision[];
  /** Whether the repository is read whole; what is missing before may still come. */
  readonly isComplete: boolean;
}

export interface Decision {
  readonly name: string;
  readonly title: string;
  readonly status: string;
  readonly isInForce: boolean;
  /** How it comes to govern the file: "mention", "front-matter", … */
  readonly how: readonly string[];
  readonly location: Location;
}

export class ActiveContext implements Disposable {
  private readonly emitter = new EventEmitter<void>();
  private readonly disposables: Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private question: CancellationTokenSource | undefined;
  private answer: Context | undefined;
  private file = fileOf(window.activeTextEditor);

  readonly onDidChange: Event<void> = this.emitter.event;

  constructor(
    private readonly server: Server,
    private readonly output: LogOutputChannel,
  ) {
    this.disposables = [
      this.emitter,
      window.onDidChangeActiveTextEditor((editor) => this.editorChanged(editor)),
      workspace.onDidSaveTextDocument(() => this.refreshSoon()),
      server.onDidChange(() => this.refreshSoon()),
    ];
    this.refreshSoon();
  }

  /** The active file's context; undefined where there is nothing to say. */
  get current(): Context | undefined {
    return this.answer;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.question?.cancel();
    this.disposables.forEach((it) => it.dispose());
  }

  private editorChanged(editor: TextEditor | undefined): void {
    // A panel of text, as an output channel is, counts as an editor, but the file beside it stays the one.
    if (editor?.document.uri.scheme !== "output") {
      this.file = fileOf(editor);
      this.refreshSoon();
    }
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), SETTLE_MS);
  }

  private async refresh(): Promise<void> {
    this.question?.cancel();
    const question = new CancellationTokenSource();
    this.question = question;
    const answer = await this.ask(this.file, question);
    if (!question.token.isCancellationRequested) {
      this.answer = answer;
      this.emitter.fire();
    }
    question.dispose();
  }

  private async ask(file: Uri | undefined, question: CancellationTokenSource): Promise<Context | undefined> {
    const client = this.server.client;
    if (file === undefined || client === undefined || !this.server.offers(COMMAND)) {
      return undefined;
    }
    const params = { command: COMMAND, arguments: [{ uri: client.code2ProtocolConverter.asUri(file) }] };
    try {
      // The shape of the answer is the server's promise; its tests hold it.
      const answer: Context | null = await client.sendRequest(ExecuteCommandRequest.method, params, question.token);
      return answer ?? undefined;
    } catch (error) {
      if (!question.token.isCancellationRequested) {
        this.output.warn(`${COMMAND} was not answered: ${String(error)}`);
      }
      return undefined;
    }
  }
}

/** The file that an editor shows; undefined for what lies on no disk. */
function fileOf(editor: TextEditor | undefined): Uri | undefined {
  return editor?.document.uri.scheme === "file" ? editor.document.uri : undefined;
}
