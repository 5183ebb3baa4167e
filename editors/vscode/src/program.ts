// The server's program on this machine: where it is, and its version.

import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { promisify } from "node:util";
import { type ExtensionContext, workspace } from "vscode";
import { type Located, locate, type Missing } from "./locate";
import { serverPath } from "./settings";
import { versionIn } from "./version";

/** `boundstone --version` answers in milliseconds; this only catches a program that hangs. */
const VERSION_TIMEOUT_MS = 10_000;

export function findProgram(extension: ExtensionContext): Located | Missing {
  return locate({
    setting: serverPath(),
    home: homedir(),
    folder: workspace.workspaceFolders?.find((folder) => folder.uri.scheme === "file")?.uri.fsPath,
    extension: extension.extensionPath,
    searchPath: process.env["PATH"] ?? "",
    platform: process.platform,
    canStart,
  });
}

/** The program's version. Rejects when the program does not start or is no Boundstone. */
export async function versionOf(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(file, ["--version"], { timeout: VERSION_TIMEOUT_MS });
  const version = versionIn(stdout);
  if (version === undefined) {
    throw new Error(`${file} --version printed no version: ${stdout.trim()}`);
  }
  return version;
}

function canStart(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Absent and forbidden are one answer here: it cannot be started.
    return false;
  }
}
