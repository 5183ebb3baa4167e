// The Boundstone extension: starts the server, and shows what it says where VS Code has a place for it.
// Nothing here knows what a boundary or a decision is; the server answers.

import { commands, type ExtensionContext, Uri, window, workspace } from "vscode";
import { ActiveContext } from "./context";
import { ContextView, focusView } from "./contextView";
import { pickDecision } from "./decisions";
import { Server } from "./server";
import { START_SETTINGS } from "./settings";
import { StatusBar } from "./statusBar";
import { renewTomlSchemas, useTomlSchemas } from "./tomlSchemas";

let server: Server | undefined;

export async function activate(extension: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("Boundstone", { log: true });
  const started = new Server(extension, output);
  server = started;
  const context = new ActiveContext(started, output);

  extension.subscriptions.push(
    output,
    context,
    new StatusBar(context),
    new ContextView(context, started),
    commands.registerCommand("boundstone.restartServer", () => started.restart()),
    commands.registerCommand("boundstone.showOutput", () => output.show()),
    commands.registerCommand("boundstone.pickDecision", () => pickDecision(started)),
    commands.registerCommand("boundstone.showContext", () => focusView()),
    commands.registerCommand("boundstone.useTomlSchemas", () => useTomlSchemas(extension)),
    commands.registerCommand("boundstone.openInstallationGuide", () =>
      commands.executeCommand("markdown.showPreview", Uri.joinPath(extension.extensionUri, "INSTALL.md")),
    ),
    workspace.onDidChangeConfiguration((change) => {
      if (START_SETTINGS.some((key) => change.affectsConfiguration(key))) {
        void started.restart();
      }
    }),
  );

  await commands.executeCommand("setContext", "boundstone.isActive", true);
  renewTomlSchemas(extension).catch((error: unknown) => output.warn(`The TOML schemas stay as they were: ${String(error)}`));
  await started.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
