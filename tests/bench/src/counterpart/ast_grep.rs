//! ast-grep's language server, installed by npm at a pinned version, with three `kind` rules for each
//! language. The rules are of kinds that files seldom have, so that it is as fast as it can be.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::client::Client;

const RULES: [(&str, [&str; 3]); 2] = [
    ("Rust", ["trait_item", "union_item", "macro_definition"]),
    ("TypeScript", ["enum_declaration", "debugger_statement", "abstract_class_declaration"]),
];

/// A project for it, below `scratch`.
pub fn project(scratch: &Path) -> Result<PathBuf> {
    let folder = scratch.join("ast-grep-project");
    fs::create_dir_all(folder.join("rules")).with_context(|| folder.display().to_string())?;
    fs::write(folder.join("sgconfig.yml"), "ruleDirs: [rules]\n")?;
    for (language, kinds) in RULES {
        for kind in kinds {
            let rule = format!(
                "id: {kind}\nlanguage: {language}\nseverity: warning\nmessage: a {kind}\nrule:\n  kind: {kind}\n"
            );
            fs::write(folder.join(format!("rules/{kind}.yml")), rule)?;
        }
    }
    Ok(folder)
}

pub fn start(program: &Path, project: &Path) -> Result<Client> {
    Client::start(Command::new(program).arg("lsp").current_dir(project), project)
}
