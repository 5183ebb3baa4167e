// The tree view: boundary, owners, contract and decisions of the active file, each opening its source.

import { type Command, commands, type Disposable, EventEmitter, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem, window } from "vscode";
import type { Location } from "vscode-languageclient";
import { type ActiveContext, type Context, type Decision } from "./context";
import type { Server } from "./server";
import { lastPart, nameOf, statusOf, withoutOwner } from "./words";

export const VIEW = "boundstone.context";

export class ContextView implements TreeDataProvider<TreeItem>, Disposable {
  private readonly emitter = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly view = window.createTreeView(VIEW, { treeDataProvider: this });
  private readonly disposables: Disposable[];

  constructor(
    private readonly context: ActiveContext,
    private readonly server: Server,
  ) {
    this.disposables = [this.view, this.emitter, context.onDidChange(() => this.render())];
    this.render();
  }

  dispose(): void {
    this.disposables.forEach((it) => it.dispose());
  }

  getTreeItem(row: TreeItem): TreeItem {
    return row;
  }

  getChildren(row?: TreeItem): TreeItem[] {
    const context = this.context.current;
    return row !== undefined || context === undefined ? [] : rows(context, this.server);
  }

  private render(): void {
    const context = this.context.current;
    this.view.description = context === undefined ? "" : lastPart(context.path);
    // Assigned only where there is one: an empty message still takes room.
    const message = this.message(context);
    if (this.view.message !== message) {
      (this.view as { message: string | undefined }).message = message;
    }
    this.emitter.fire();
  }

  private message(context: Context | undefined): string | undefined {
    if (context !== undefined) {
      return context.isComplete ? undefined : "The repository is still being read…";
    }
    if (this.server.client === undefined) {
      return "The Boundstone server is not running.";
    }
    return "No context: open a file of a repository.";
  }
}

function rows(context: Context, server: Server): TreeItem[] {
  const { boundary, ownership, contract, decisions } = context;
  const owners = ownership.state === "owned" ? ownership.owners : [];
  return [
    ...(boundary === null ? [] : [stated(boundary.name, "boundary", "milestone", boundary.location, server)]),
    ...owners.map((owner) => stated(owner, "owner", "organization", ownership.location, server)),
    ...(owners.length > 0 ? [] : [stated(withoutOwner(ownership.state), "owner", "circle-slash", ownership.location, server)]),
    ...(contract === null ? [] : [stated(contract.stability, "contract", "verified", contract.location, server)]),
    ...decisions.map((decision) => decided(decision, server)),
  ];
}

/** A row for a fact and where it is stated. */
function stated(label: string, what: string, icon: string, location: Location | null, server: Server): TreeItem {
  const row = new TreeItem(label);
  row.iconPath = new ThemeIcon(icon);
  row.description = location === null ? what : `${what} · ${placeOf(location)}`;
  row.tooltip = location === null ? `${label} (${what})` : `${label} (${what}), stated in ${placeOf(location)}`;
  open(row, location, server);
  return row;
}

function decided(decision: Decision, server: Server): TreeItem {
  const row = new TreeItem(nameOf(decision));
  row.iconPath = decision.isInForce
    ? new ThemeIcon("book")
    : new ThemeIcon("history", new ThemeColor("list.deemphasizedForeground"));
  row.description = statusOf(decision);
  row.tooltip = `${nameOf(decision)}: ${statusOf(decision)}; governs by ${decision.how.join(", ")}`;
  open(row, decision.location, server);
  return row;
}

/** `boundary.toml:2` */
function placeOf(location: Location): string {
  return `${lastPart(decodeURIComponent(location.uri))}:${location.range.start.line + 1}`;
}

function open(row: TreeItem, location: Location | null, server: Server): void {
  const place = location === null ? undefined : server.client?.protocol2CodeConverter.asLocation(location);
  if (place === undefined) {
    return;
  }
  const command: Command = {
    command: "vscode.open",
    title: "Open",
    arguments: [place.uri, { selection: place.range, preview: true }],
  };
  row.command = command;
}

export function focusView(): Thenable<unknown> {
  return commands.executeCommand(`${VIEW}.focus`);
}
