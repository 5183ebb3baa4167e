// Which server is started.

import * as path from "node:path";

/** The machine and the editor as far as they decide which server is started. */
export interface Surroundings {
  /** `boundstone.server.path`; empty when the user did not set it. */
  readonly setting: string;
  readonly home: string;
  /** The first folder of the workspace. */
  readonly folder: string | undefined;
  /** Where the extension is installed. */
  readonly extension: string;
  /** The environment's `PATH`. */
  readonly searchPath: string;
  readonly platform: NodeJS.Platform;
  /** Whether a file can be started. */
  canStart(file: string): boolean;
}

export interface Located {
  readonly file: string;
  readonly from: "setting" | "extension" | "PATH";
}

/** No server can be started; the reason is a sentence for the user. */
export interface Missing {
  readonly reason: string;
}

/** The server to start: the one that the setting names, else the extension's own, else one on the `PATH`. */
export function locate(around: Surroundings): Located | Missing {
  const setting = around.setting.trim();
  if (setting !== "") {
    // No other server is tried: whoever names one wants that one.
    const file = named(setting, around);
    return file !== undefined && around.canStart(file)
      ? { file, from: "setting" }
      : { reason: `The Boundstone server that boundstone.server.path names cannot be started: ${file ?? setting}` };
  }
  const program = programName(around.platform);
  const own = join(around, around.extension, "server", program);
  if (around.canStart(own)) {
    return { file: own, from: "extension" };
  }
  const found = onSearchPath(program, around);
  return found !== undefined
    ? { file: found, from: "PATH" }
    : { reason: "No Boundstone server was found: this extension carries none, and none is on the PATH." };
}

function named(setting: string, around: Surroundings): string | undefined {
  const { isAbsolute } = paths(around);
  const file = expand(setting, around);
  if (isAbsolute(file)) {
    return file;
  }
  if (!/[\\/]/.test(file)) {
    return onSearchPath(file, around);
  }
  return around.folder === undefined ? undefined : join(around, around.folder, file);
}

function expand(setting: string, around: Surroundings): string {
  const withHome = /^~(?=[\\/]|$)/.test(setting) ? around.home + setting.slice(1) : setting;
  const folder = around.folder;
  return folder === undefined ? withHome : withHome.replaceAll("${workspaceFolder}", folder);
}

function onSearchPath(program: string, around: Surroundings): string | undefined {
  const { delimiter, isAbsolute } = paths(around);
  return around.searchPath
    .split(delimiter)
    // A relative entry would start a program out of the folder that was opened.
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(around, folder, program))
    .find((file) => around.canStart(file));
}

function programName(platform: NodeJS.Platform): string {
  return platform === "win32" ? "boundstone.exe" : "boundstone";
}

function join(around: Surroundings, ...parts: string[]): string {
  return paths(around).join(...parts);
}

function paths(around: Surroundings): path.PlatformPath {
  return around.platform === "win32" ? path.win32 : path.posix;
}
