// The status bar item: boundary and owner of the active file.

import { type Disposable, MarkdownString, StatusBarAlignment, window, workspace } from "vscode";
import type { ActiveContext, Context } from "./context";
import { showsStatusBar, STATUS_BAR } from "./settings";
import { nameOf, statusOf, summary, withoutOwner } from "./words";

/** Left of the language and the encoding, which stand around 100. */
const PRIORITY = 110;

export class StatusBar implements Disposable {
  private readonly item = window.createStatusBarItem("boundstone.context", StatusBarAlignment.Right, PRIORITY);
  private readonly disposables: Disposable[];

  constructor(private readonly context: ActiveContext) {
    this.item.name = "Boundstone";
    this.item.command = "boundstone.showContext";
    this.disposables = [
      this.item,
      context.onDidChange(() => this.render()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(STATUS_BAR)) {
          this.render();
        }
      }),
    ];
    this.render();
  }

  dispose(): void {
    this.disposables.forEach((it) => it.dispose());
  }

  private render(): void {
    const context = this.context.current;
    if (context === undefined || !showsStatusBar()) {
      this.item.hide();
      return;
    }
    this.item.text = `$(milestone) ${summary(context)}`;
    this.item.accessibilityInformation = { label: `Boundstone: ${summary(context)}` };
    this.item.tooltip = tooltip(context);
    this.item.show();
  }
}

function tooltip(context: Context): MarkdownString {
  const { ownership, boundary, contract, decisions } = context;
  const text = new MarkdownString();
  const line = (what: string, value: string) => {
    text.appendMarkdown(`**${what}** `).appendText(value).appendMarkdown("  \n");
  };
  if (boundary !== null) {
    line("Boundary", boundary.name);
  }
  line("Owner", ownership.state === "owned" ? ownership.owners.join(", ") : withoutOwner(ownership.state));
  if (contract !== null) {
    line("Contract", contract.stability);
  }
  if (decisions.length > 0) {
    text.appendMarkdown("\n**Decisions**\n\n");
  }
  for (const decision of decisions) {
    text.appendMarkdown("- ").appendText(`${nameOf(decision)} (${statusOf(decision)})`).appendMarkdown("\n");
  }
  return text;
}
