// Lets a test outside of VS Code ask what an extension sees: POST {"ask": NAME, ...} gives JSON.
// The address is written to the file that BOUNDSTONE_PROBE names.

const { createServer } = require("node:http");
const { renameSync, writeFileSync } = require("node:fs");
const vscode = require("vscode");

const { commands, languages, Range, Uri, window, workspace } = vscode;

const plain = (range) => [range.start.line, range.start.character, range.end.line, range.end.character];

async function opened(path) {
  const folder = workspace.workspaceFolders[0].uri;
  return workspace.openTextDocument(Uri.joinPath(folder, path));
}

/** Where `text` first stands in the document, on its first character. */
function positionOf(document, text) {
  const offset = document.getText().indexOf(text);
  if (offset < 0) {
    throw new Error(`${document.uri.path} has no "${text}"`);
  }
  return document.positionAt(offset);
}

const answers = {
  async show({ path, text }) {
    const document = await opened(path);
    const editor = await window.showTextDocument(document, { preview: false });
    if (text !== undefined) {
      const position = positionOf(document, text);
      editor.selection = new vscode.Selection(position, position);
      editor.revealRange(new Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  },

  async hover({ path, text }) {
    const document = await opened(path);
    const hovers = await commands.executeCommand("vscode.executeHoverProvider", document.uri, positionOf(document, text));
    return hovers.flatMap((hover) => hover.contents.map((content) => content.value ?? content));
  },

  async lenses({ path }) {
    const document = await opened(path);
    const all = 1000;
    const lenses = await commands.executeCommand("vscode.executeCodeLensProvider", document.uri, all);
    return lenses.map((lens) => ({
      line: lens.range.start.line,
      title: lens.command?.title,
      command: lens.command?.command,
      arguments: lens.command?.arguments,
    }));
  },

  async diagnostics({ path }) {
    const document = await opened(path);
    return languages.getDiagnostics(document.uri).map((found) => ({
      source: found.source,
      code: found.code?.value ?? found.code,
      severity: vscode.DiagnosticSeverity[found.severity],
      message: found.message,
      text: document.getText(found.range),
      range: plain(found.range),
    }));
  },

  /** The findings of every file, as `path code`. */
  async allDiagnostics() {
    return languages
      .getDiagnostics()
      .flatMap(([uri, all]) => all.filter((it) => it.source === "boundstone").map((it) => `${workspace.asRelativePath(uri)} ${it.code?.value ?? it.code}`));
  },

  async definition({ path, text }) {
    const document = await opened(path);
    const places = await commands.executeCommand("vscode.executeDefinitionProvider", document.uri, positionOf(document, text));
    return places.map((place) => ({
      path: workspace.asRelativePath(place.targetUri ?? place.uri),
      range: plain(place.targetSelectionRange ?? place.targetRange ?? place.range),
    }));
  },

  async references({ path, text }) {
    const document = await opened(path);
    const places = await commands.executeCommand("vscode.executeReferenceProvider", document.uri, positionOf(document, text));
    return places.map((place) => ({ path: workspace.asRelativePath(place.uri), range: plain(place.range) }));
  },

  async hints({ path }) {
    const document = await opened(path);
    const whole = new Range(0, 0, document.lineCount, 0);
    const hints = await commands.executeCommand("vscode.executeInlayHintProvider", document.uri, whole);
    return hints.map((hint) => ({ line: hint.position.line, label: hint.label }));
  },

  async symbols({ query }) {
    const symbols = await commands.executeCommand("vscode.executeWorkspaceSymbolProvider", query);
    return symbols.map((symbol) => symbol.name);
  },

  async replace({ path, from, to }) {
    const document = await opened(path);
    const start = positionOf(document, from);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new Range(start, start.translate(0, from.length)), to);
    return workspace.applyEdit(edit);
  },

  async save({ path }) {
    return (await opened(path)).save();
  },

  async set({ key, value }) {
    await workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
    return workspace.getConfiguration().get(key);
  },

  async get({ key }) {
    return workspace.getConfiguration().get(key);
  },

  /** Does not wait for its end: a command may wait for the user. */
  async run({ command, args }) {
    commands.executeCommand(command, ...(args ?? [])).then(undefined, (error) => console.error(command, error));
  },

  async commands({ part }) {
    return (await commands.getCommands()).filter((command) => command.includes(part));
  },

  async active() {
    const editor = window.activeTextEditor;
    return editor === undefined
      ? null
      : { path: workspace.asRelativePath(editor.document.uri), selection: plain(editor.selection) };
  },

  async isActive() {
    return vscode.extensions.getExtension("boundstone.boundstone")?.isActive ?? null;
  },

  async isTrusted() {
    return workspace.isTrusted;
  },
};

exports.activate = function activate() {
  const server = createServer(async (request, response) => {
    let status = 200;
    let body;
    try {
      const chunks = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const question = JSON.parse(Buffer.concat(chunks).toString());
      body = (await answers[question.ask](question)) ?? null;
    } catch (error) {
      status = 500;
      body = { error: error.stack };
    }
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1", () => {
    const file = process.env.BOUNDSTONE_PROBE;
    writeFileSync(`${file}.part`, `http://127.0.0.1:${server.address().port}/`);
    renameSync(`${file}.part`, file);
  });
};
