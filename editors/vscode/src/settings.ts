// The settings under `boundstone`, as package.json describes them.

import { type Uri, workspace } from "vscode";

export const SECTION = "boundstone";

/** Settings that the server is started with, so that a change of them starts it anew. */
export const START_SETTINGS = [`${SECTION}.server.path`, `${SECTION}.logLevel`];

export const STATUS_BAR = `${SECTION}.statusBar`;
export const TRACE = `${SECTION}.trace.server`;

function get<T>(key: string, otherwise: T, scope?: Uri): T {
  return workspace.getConfiguration(SECTION, scope).get<T>(key, otherwise);
}

export const serverPath = (): string => get("server.path", "");
export const logLevel = (): string => get("logLevel", "warn");
export const showsStatusBar = (): boolean => get("statusBar", true);
export const isTraced = (): boolean => get("trace.server", "off") !== "off";

type Switch = "hover" | "codeLens" | "codeActions" | "diagnostics" | "completion" | "inlayHints";

/** What the server is told when it starts; later changes reach it by `workspace/didChangeConfiguration`. */
export function switches(): Record<Switch, boolean> {
  return {
    hover: get("hover", true),
    codeLens: get("codeLens", true),
    codeActions: get("codeActions", true),
    diagnostics: get("diagnostics", true),
    completion: get("completion", true),
    inlayHints: get("inlayHints", false),
  };
}
