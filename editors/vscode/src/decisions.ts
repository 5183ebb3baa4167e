// The command "Open Decision…": a pick among the server's workspace symbols.

import { type QuickPickItem, window } from "vscode";
import { SymbolKind, WorkspaceSymbolRequest, type Location } from "vscode-languageclient";
import type { Server } from "./server";

/** The server gives boundaries as packages and decisions as files. */
const DECISION = SymbolKind.File;

interface Choice extends QuickPickItem {
  readonly location: Location;
}

export async function pickDecision(server: Server): Promise<void> {
  const client = server.client;
  if (client === undefined) {
    void window.showInformationMessage("The Boundstone server is not running.");
    return;
  }
  const found = await client.sendRequest(WorkspaceSymbolRequest.type, { query: "" });
  const choices: Choice[] = [];
  for (const { kind, name, containerName, location } of found ?? []) {
    if (kind === DECISION && "range" in location) {
      choices.push({ label: name, description: containerName ?? "", location });
    }
  }
  if (choices.length === 0) {
    void window.showInformationMessage("Boundstone found no decisions in this workspace.");
    return;
  }
  const choice = await window.showQuickPick(choices, { placeHolder: "Which decision?", matchOnDescription: true });
  if (choice !== undefined) {
    const { uri, range } = client.protocol2CodeConverter.asLocation(choice.location);
    await window.showTextDocument(uri, { selection: range });
  }
}
