// The messages between VS Code and the server, in a channel of their own.

import { type Event, EventEmitter, LogLevel, type LogOutputChannel, type OutputChannel, window, workspace } from "vscode";
import { isTraced, TRACE } from "./settings";

/**
 * A channel whose log level follows `boundstone.trace.server`. vscode-languageclient 10 writes a trace only at
 * log level "trace", which a user would have to set by a second, hidden command.
 */
export class TraceChannel implements LogOutputChannel {
  private readonly channel: OutputChannel = window.createOutputChannel("Boundstone Trace");
  private readonly levels = new EventEmitter<LogLevel>();
  readonly onDidChangeLogLevel: Event<LogLevel> = this.levels.event;
  private readonly watching = workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(TRACE)) {
      this.levels.fire(this.logLevel);
    }
  });

  get name(): string {
    return this.channel.name;
  }

  get logLevel(): LogLevel {
    return isTraced() ? LogLevel.Trace : LogLevel.Off;
  }

  trace(message: string): void {
    this.appendLine(message);
  }
  debug(message: string): void {
    this.appendLine(message);
  }
  info(message: string): void {
    this.appendLine(message);
  }
  warn(message: string): void {
    this.appendLine(message);
  }
  error(error: string | Error): void {
    this.appendLine(String(error));
  }
  append(value: string): void {
    this.channel.append(value);
  }
  appendLine(value: string): void {
    this.channel.appendLine(`[${new Date().toISOString()}] ${value}`);
  }
  replace(value: string): void {
    this.channel.replace(value);
  }
  clear(): void {
    this.channel.clear();
  }
  show(): void {
    this.channel.show(true);
  }
  hide(): void {
    this.channel.hide();
  }
  dispose(): void {
    this.watching.dispose();
    this.levels.dispose();
    this.channel.dispose();
  }
}
