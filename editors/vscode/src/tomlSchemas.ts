// The command that gives our JSON Schemas to the TOML extension.

import { ConfigurationTarget, type ExtensionContext, extensions, FileType, Uri, window, workspace } from "vscode";

/** "Even Better TOML". What extensions contribute to it must be an address, so a file is set by its setting. */
const TOML_EXTENSION = "tamasfe.even-better-toml";
const ASSOCIATIONS = "evenBetterToml.schema.associations";

const SCHEMAS = ["boundary.toml", "boundstone.toml"];

export async function useTomlSchemas(extension: ExtensionContext): Promise<void> {
  if (extensions.getExtension(TOML_EXTENSION) === undefined) {
    void window.showInformationMessage("The schemas are for the extension “Even Better TOML”, which is not installed.");
    return;
  }
  // Kept where no update of this extension moves them.
  const kept = Uri.joinPath(extension.globalStorageUri, "schemas");
  const configuration = workspace.getConfiguration();
  const associations = { ...configuration.inspect<Record<string, string>>(ASSOCIATIONS)?.globalValue };
  for (const name of SCHEMAS) {
    const schema = Uri.joinPath(kept, `${name}.json`);
    await workspace.fs.copy(Uri.joinPath(extension.extensionUri, "schemas", `${name}.json`), schema, { overwrite: true });
    associations[`.*/${name.replace(".", "\\.")}$`] = schema.toString(true);
  }
  await configuration.update(ASSOCIATIONS, associations, ConfigurationTarget.Global);
  void window.showInformationMessage("boundary.toml and boundstone.toml are now completed and checked by Even Better TOML.");
}

/** Copies newer schemas over those that the TOML extension was given before. */
export async function renewTomlSchemas(extension: ExtensionContext): Promise<void> {
  const kept = Uri.joinPath(extension.globalStorageUri, "schemas");
  for (const name of SCHEMAS) {
    const [from, to] = [Uri.joinPath(extension.extensionUri, "schemas", `${name}.json`), Uri.joinPath(kept, `${name}.json`)];
    if ((await isFile(from)) && (await isFile(to))) {
      await workspace.fs.copy(from, to, { overwrite: true });
    }
  }
}

async function isFile(uri: Uri): Promise<boolean> {
  try {
    return (await workspace.fs.stat(uri)).type === FileType.File;
  } catch {
    // `stat` of an absent file is an error, and absent is an answer here.
    return false;
  }
}
