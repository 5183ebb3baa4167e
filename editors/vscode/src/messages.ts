// What the user is told about the server, each message with the buttons that help.

import { commands, env, type LogOutputChannel, window } from "vscode";

const OPEN_SETTINGS = "Open Settings";
const INSTALLATION_GUIDE = "Installation Guide";
const RESTART = "Restart";
const SHOW_OUTPUT = "Show Output";

export class Messages {
  /** A version is warned of once, not at each restart. */
  private readonly warned = new Set<string>();

  constructor(private readonly output: LogOutputChannel) {}

  missing(reason: string): void {
    this.output.error(reason);
    this.follow(window.showErrorMessage(reason, OPEN_SETTINGS, INSTALLATION_GUIDE));
  }

  otherVersion(file: string, server: string, extension: string): void {
    const text = `The Boundstone server ${file} has version ${server}, this extension ${extension}. Some of it may not work.`;
    this.output.warn(text);
    if (!this.warned.has(text)) {
      this.warned.add(text);
      this.follow(window.showWarningMessage(text, OPEN_SETTINGS, INSTALLATION_GUIDE));
    }
  }

  givenUp(): void {
    const text = "The Boundstone server ended again and again, and is not started any more.";
    this.output.error(text);
    this.follow(window.showErrorMessage(text, RESTART, SHOW_OUTPUT));
  }

  private follow(answer: Thenable<string | undefined>): void {
    answer.then(
      (button) => this.press(button),
      (error: unknown) => this.output.error(String(error)),
    );
  }

  private press(button: string | undefined): void {
    const command =
      button === OPEN_SETTINGS ? openServerPath()
      : button === INSTALLATION_GUIDE ? commands.executeCommand("boundstone.openInstallationGuide")
      : button === RESTART ? commands.executeCommand("boundstone.restartServer")
      : button === SHOW_OUTPUT ? commands.executeCommand("boundstone.showOutput")
      : undefined;
    command?.then(undefined, (error: unknown) => this.output.error(String(error)));
  }
}

/** Where a remote machine runs the server, its path is a setting of that machine, on a page of its own. */
function openServerPath(): Thenable<unknown> {
  const query = "@id:boundstone.server.path";
  return env.remoteName === undefined
    ? commands.executeCommand("workbench.action.openSettings", query)
    : commands.executeCommand("workbench.action.openRemoteSettings", { query });
}
