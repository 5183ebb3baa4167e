// The server's life: started, restarted when it ends by itself, stopped with the window.

import { EventEmitter, type Disposable, type Event, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { BackOff } from "./backOff";
import { newClient } from "./client";
import { Messages } from "./messages";
import { findProgram, versionOf } from "./program";
import { TraceChannel } from "./trace";
import { belongTogether } from "./version";

export class Server implements Disposable {
  private readonly trace = new TraceChannel();
  private readonly messages: Messages;
  private readonly backOff = new BackOff();
  private readonly changes = new EventEmitter<void>();
  private running: LanguageClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isDisposed = false;
  /** Starts and stops wait for each other here, so that there are never two processes. */
  private queue: Promise<void> = Promise.resolve();

  /** The server started or ended, or its answers may have changed. */
  readonly onDidChange: Event<void> = this.changes.event;

  constructor(
    private readonly extension: ExtensionContext,
    private readonly output: LogOutputChannel,
  ) {
    this.messages = new Messages(output);
  }

  /** The client of a server that is ready to answer. */
  get client(): LanguageClient | undefined {
    return this.running?.isRunning() ? this.running : undefined;
  }

  /** Whether the server that runs has a command. */
  offers(command: string): boolean {
    return this.client?.initializeResult?.capabilities.executeCommandProvider?.commands.includes(command) ?? false;
  }

  /** Starts the server, or starts it anew. */
  restart(): Promise<void> {
    this.backOff.reset();
    return this.startAnew();
  }

  dispose(): void {
    this.stop().catch((error: unknown) => console.error("Boundstone did not stop:", error));
  }

  /** Ends the server for good. */
  stop(): Promise<void> {
    this.isDisposed = true;
    return this.enqueue(async () => {
      await this.end();
      this.trace.dispose();
      this.changes.dispose();
    });
  }

  private startAnew(): Promise<void> {
    clearTimeout(this.retry);
    return this.enqueue(async () => {
      await this.end();
      if (!this.isDisposed) {
        await this.start();
      }
    });
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error: unknown) => this.output.error(String(error)));
    return this.queue;
  }

  private async start(): Promise<void> {
    const located = findProgram(this.extension);
    if ("reason" in located) {
      this.messages.missing(located.reason);
      return;
    }
    this.output.info(`Starting ${located.file} (from the ${located.from})`);
    await this.compareVersions(located.file);

    const startedAt = Date.now();
    const client = newClient(located.file, this.output, this.trace, {
      ended: () => this.ended(client, startedAt),
      changed: () => this.changes.fire(),
    });
    this.running = client;
    try {
      await client.start();
      this.changes.fire();
    } catch (error) {
      this.output.error(`The server did not start: ${String(error)}`);
      this.ended(client, startedAt);
    }
  }

  private async compareVersions(file: string): Promise<void> {
    const own = (this.extension.extension.packageJSON as { version: string }).version;
    try {
      const version = await versionOf(file);
      if (!belongTogether(version, own)) {
        this.messages.otherVersion(file, version, own);
      }
    } catch (error) {
      this.output.warn(`The server's version is not known: ${String(error)}`);
    }
  }

  /** The server is gone without being asked. May be told twice, by the connection and by the failed start. */
  private ended(client: LanguageClient, startedAt: number): void {
    if (this.running !== client || this.isDisposed) {
      return;
    }
    this.running = undefined;
    this.changes.fire();
    const waitMs = this.backOff.next(Date.now() - startedAt);
    if (waitMs === undefined) {
      this.messages.givenUp();
      return;
    }
    this.output.warn(`The server ended by itself; it is started again in ${waitMs} ms`);
    this.retry = setTimeout(() => void this.startAnew(), waitMs);
  }

  private async end(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    if (client === undefined) {
      return;
    }
    this.changes.fire();
    try {
      await client.dispose();
    } catch (error) {
      // A server that hangs does not answer; its process is killed all the same.
      this.output.warn(`The server did not end by itself: ${String(error)}`);
    }
  }
}
