//! What a file of TypeScript or JavaScript imports and calls, followed through its own imports.

use boundstone_model::{FileFacts, Import, ImportForm, Reference, ReferenceKind, References};
use boundstone_text::TextRange;
use tree_sitter::Tree;

use super::innermost::{Known, innermost};
use super::name::{Space, file};
use super::part::Syntax;
use super::used::{slot, uses};
use super::word::Names;
use crate::forbidden::bare_specifier;

/// Where a module, or one in it, is imported: its specifier, where that stands behind the names.
pub(crate) fn imports(text: &str, facts: &FileFacts, module: &str) -> Vec<TextRange> {
    let references = facts.references();
    let imports = references.imports.iter().filter(|import| is_of(import.from, module));
    imports.map(|import| specifier(text, import)).collect()
}

/// Whether a specifier means a module, or something below it.
fn is_of(specifier: &str, module: &str) -> bool {
    let (specifier, module) = (bare_specifier(specifier), bare_specifier(module));
    let rest = specifier.strip_prefix(module);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn specifier(text: &str, import: &Import<'_>) -> TextRange {
    /// So far behind a name its specifier is looked for, in bytes.
    const FARTHEST: usize = 4096;
    let start = import.range.start() as usize;
    let rest = text.get(start..).unwrap_or_default();
    let quoted = ['"', '\'', '`'].into_iter().filter_map(|quote| {
        let at = rest.find(&format!("{quote}{}{quote}", import.from))?;
        let is_near = at < FARTHEST && !rest.get(..at).is_some_and(|between| between.contains(';'));
        is_near.then_some(start + at)
    });
    quoted.min().map_or(import.range, |at| TextRange::of(at..at + import.from.len() + 2))
}

/// Where what a module exports under a name is called or named.
pub(crate) fn exports(facts: &FileFacts, module: &str, name: &str) -> Vec<TextRange> {
    let references = facts.references();
    let is_meant = |path: &&Reference<'_>| {
        matches!(path.kind, ReferenceKind::Call | ReferenceKind::Path)
            && exported(&references, path, module).is_some_and(|it| is_or_begins(&it, name))
    };
    references.paths.iter().filter(is_meant).map(range_of).collect()
}

/// The name under which `module` exports what a path leads to.
fn exported(references: &References<'_>, path: &Reference<'_>, module: &str) -> Option<String> {
    let mut parts = path.path.splitn(2, '.');
    let (first, rest) = (parts.next()?, parts.next());
    let mut scope = path.scope;
    let import = loop {
        let bound =
            |it: &&Import<'_>| it.scope == scope && it.bound == first && !it.from.is_empty();
        match references.imports.iter().find(bound) {
            Some(import) => break import,
            None if scope == 0 => return None,
            None => scope = references.scopes.get(scope as usize)?.parent,
        }
    };
    let is_meant = bare_specifier(import.from) == bare_specifier(module);
    let name = match import.form {
        // The default of a module of CommonJS is all that it exports.
        ImportForm::Named if import.name == "default" => None,
        ImportForm::Named => Some(import.name),
        _ => None,
    };
    let whole = [name, rest].into_iter().flatten().collect::<Vec<_>>().join(".");
    is_meant.then_some(whole)
}

/// Whether a chain of members is `name`, or begins with it.
fn is_or_begins(chain: &str, name: &str) -> bool {
    let rest = chain.strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Where a global, `console.log`, is called or named, and nothing of the file hides it.
pub(crate) fn globals(facts: &FileFacts, text: &str, tree: &Tree, path: &str) -> Vec<TextRange> {
    let first = path.split('.').next().unwrap_or_default();
    let references = facts.references();
    if references.imports.iter().any(|import| import.bound == first) {
        return Vec::new();
    }
    let names = Names::new([first].into_iter());
    let syntax = Syntax::of(facts.language);
    let everywhere = Known { slot: slot(0, Space::Value), range: file(), is: Some(0) };
    let mut known = vec![everywhere];
    let uses = uses(syntax, text, tree, &names, &[], &mut known);
    let places = uses.iter().map(|one| (one.slot, one.range.start()));
    let meanings = innermost(known, Space::ALL.len(), places);
    let is_meant = |one: &&super::used::Use| {
        matches!(one.kind, ReferenceKind::Call | ReferenceKind::Path)
            && is_or_begins(one.range.slice(text), path)
    };
    let global =
        uses.iter().zip(meanings).filter(|(_, meaning)| meaning.is_some()).map(|(one, _)| one);
    global.filter(is_meant).map(|one| one.range).collect()
}

fn range_of(path: &Reference<'_>) -> TextRange {
    TextRange::new(path.start, path.start + path.path.len() as u32)
}
