// A click on a lens that counts uses: VS Code's own view of references shows what the server gives.

import { commands, Position, Uri } from "vscode";
import type { ClientCapabilities, FeatureState, Location, StaticFeature } from "vscode-languageclient";
import type { LanguageClient } from "vscode-languageclient/node";

export const SHOW_CROSSINGS = "boundstone.showCrossings";

/** What the lens asks, and what the server answers. */
interface Question {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number } | null;
}
interface Answer {
  readonly locations: readonly Location[];
}

/** Tells the server that a click is in good hands, so that it does not ask the user itself. */
export class CrossingsFeature implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    const experimental = (capabilities.experimental ?? {}) as Record<string, unknown>;
    capabilities.experimental = { ...experimental, commands: { commands: [SHOW_CROSSINGS] } };
  }
  initialize(): void {}
  getState(): FeatureState {
    return { kind: "static" };
  }
  clear(): void {}
}

export async function showCrossings(client: LanguageClient, question: Question, answer: Answer | null): Promise<void> {
  const { line, character } = question.position ?? { line: 0, character: 0 };
  const locations = (answer?.locations ?? []).map((it) => client.protocol2CodeConverter.asLocation(it));
  await commands.executeCommand("editor.action.showReferences", Uri.parse(question.uri), new Position(line, character), locations);
}
