// One VS Code: code-server in a home of its own, a page of Chromium that shows a folder, and the probe in it.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { eventually } from "./report.mjs";

/** Nothing but the editor and Boundstone: no welcome page, no assistant, no guesses of types. */
const QUIET = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "editor.fontFamily": "DejaVu Sans Mono",
  "explorer.autoReveal": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "window.autoDetectColorScheme": false,
};

const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts everything. `options.settings` are the user's; `options.isTrusting` takes every folder as trusted. */
export async function openWindow({ tools, extensions, folder, home, settings = {}, isTrusting = true }) {
  const user = join(home, "user");
  const probeFile = join(home, "probe");
  mkdirSync(join(user, "User"), { recursive: true });
  mkdirSync(join(home, "config"), { recursive: true });
  writeFileSync(join(user, "User/settings.json"), JSON.stringify({ ...QUIET, ...settings }, null, 2));

  const log = [];
  const server = spawn(
    process.execPath,
    [
      join(tools, "node_modules/code-server/out/node/entry.js"),
      "--auth", "none",
      "--bind-addr", "127.0.0.1:0",
      "--disable-telemetry",
      "--disable-update-check",
      ...(isTrusting ? ["--disable-workspace-trust"] : []),
      "--user-data-dir", user,
      "--extensions-dir", extensions,
    ],
    {
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, "config"), XDG_DATA_HOME: join(home, "data"), BOUNDSTONE_PROBE: probeFile },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own group, so that its children end with it.
      detached: true,
    },
  );
  server.stdout.on("data", (data) => log.push(String(data)));
  server.stderr.on("data", (data) => log.push(String(data)));
  const address = await eventually(
    () => /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log.join(""))?.[1] ?? log.join(""),
    (it) => it.startsWith("http:"),
  );

  const { chromium } = createRequire(join(tools, "package.json"))("playwright-core");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: CHROMIUM_ARGS });
  const page = await browser.newPage({ viewport: { width: 1180, height: 720 } });
  await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
  await eventually(() => existsSync(probeFile), Boolean, 90_000);
  const probe = readFileSync(probeFile, "utf8");

  return {
    page,
    log,

    /** Asks the probe; fails with its error. */
    async ask(name, question = {}) {
      const response = await fetch(probe, { method: "POST", body: JSON.stringify({ ...question, ask: name }) });
      const answer = await response.json();
      if (!response.ok) {
        throw new Error(answer.error);
      }
      return answer;
    },

    async close() {
      await browser.close();
      try {
        process.kill(-server.pid, "SIGTERM");
      } catch (error) {
        log.push(`code-server was gone: ${error.message}\n`);
      }
    },
  };
}

/** The processes that run `program`, by their executable. */
export function processesOf(program) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/exe`) === program;
      } catch {
        // It ended meanwhile, or is another user's.
        return false;
      }
    })
    .map(Number);
}

