//! `export`, dropped, or the name taken out of what exports it from the package.

mod list;
mod users;

use boundstone_model::{Import, ImportForm, ItemKind, ItemNumber, Language, RepoPath};
use boundstone_text::TextRange;

use self::users::Users;
use super::{Expected, Narrowed, Narrowing, edits_of, in_code, names};

const EXPORT: &str = "export";

pub(super) fn narrowings(narrowed: &Narrowed<'_>) -> Option<Vec<Narrowing>> {
    let Narrowed { asked, item, .. } = narrowed;
    let is_plain = matches!(
        item.kind,
        ItemKind::Function
            | ItemKind::Class
            | ItemKind::Interface
            | ItemKind::TypeAlias
            | ItemKind::Enum
            | ItemKind::Variable
            | ItemKind::Constant
    );
    if !is_plain || !item.is_exported || item.parent.is_some() {
        return None;
    }
    let users = Users::of(narrowed)?;
    if users.is_on_page(narrowed) || is_shown(narrowed, &users)? {
        return None;
    }
    let is_used_here = is_used_here(narrowed);
    let mut all = Vec::new();
    if users.is_of_file_alone()
        && is_used_here
        && let Some(range) = own_keyword(narrowed)
    {
        let mut edits: Vec<_> = edits_of(asked.path, vec![(range, String::new())]).collect();
        edits.extend(users.removed(narrowed)?);
        let title = format!("Do not export {}", item.name());
        all.push(Narrowing { title, edits, expected: Expected::SameCrossings });
    }
    let has_user = is_used_here || users.has_importer();
    if has_user && !users.statements.is_empty() {
        let edits = users.removed(narrowed)?;
        let title = match users.statements.as_slice() {
            [one] => format!("Do not export {} from {}", item.name(), one.path),
            _ => format!("Do not export {} from its package", item.name()),
        };
        all.push(Narrowing { title, edits, expected: Expected::SameCrossings });
    }
    Some(all)
}

/// Whether the name stands in the code of the file elsewhere than in the item itself. `[Key in Keys]` is a name of its own.
fn is_used_here(narrowed: &Narrowed<'_>) -> bool {
    let (text, name) = (narrowed.asked.text, narrowed.name());
    let is_of_mapped_type = |at: u32| {
        let before = text.get(..at as usize).unwrap_or_default().trim_end();
        let behind = text.get(at as usize + name.len()..).unwrap_or_default();
        before.ends_with('[') && behind.trim_start().starts_with("in ")
    };
    in_code(text, name).any(|at| !narrowed.is_in_itself(at) && !is_of_mapped_type(at))
}

/// The word that exports the item, and nothing else. `None` where the file exports it in another way, too.
fn own_keyword(narrowed: &Narrowed<'_>) -> Option<TextRange> {
    let Narrowed { asked, item, facts, .. } = narrowed;
    let range = keyword(asked.text, item.range, item.name_range)?;
    let statement = TextRange::new(range.start(), item.range.end());
    let is_other = |it: &boundstone_model::Item<'_>| {
        it.parent.is_none()
            && it.name_range != item.name_range
            && statement.contains(TextRange::empty(it.name_range.start()))
    };
    let is_export = |it: &Import<'_>| {
        it.form == ImportForm::Local && (it.name == narrowed.name() || it.bound == narrowed.name())
    };
    // One word exports all that a statement declares.
    let has_more = facts.items().any(|it| is_other(&it)) || has_comma(narrowed);
    let is_handed_on = facts.references().imports.iter().any(is_export);
    (!has_more && !is_handed_on).then_some(range)
}

/// The word before an item, with the space behind it.
fn keyword(text: &str, item: TextRange, name: TextRange) -> Option<TextRange> {
    let head = TextRange::new(item.start(), name.start()).slice(text);
    let start = match head.starts_with(EXPORT) {
        true => item.start() as usize,
        false => {
            let before = text.get(..item.start() as usize)?.trim_end();
            before.len() - before.ends_with(EXPORT).then_some(EXPORT.len())?
        }
    };
    let rest = text.get(start + EXPORT.len()..)?;
    let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let begins = rest.get(space..)?;
    let is_declaration = space > 0 && !begins.starts_with(['{', '*', '=']);
    let is_default = begins.starts_with("default");
    (is_declaration && !is_default).then(|| TextRange::of(start..start + EXPORT.len() + space))
}

/// Whether a variable may have others beside it: `export const a = 1, b = 2`.
fn has_comma(narrowed: &Narrowed<'_>) -> bool {
    let item = narrowed.item;
    let is_variable = matches!(item.kind, ItemKind::Variable | ItemKind::Constant);
    let behind = narrowed.asked.text.get(item.range.end() as usize..).unwrap_or_default();
    let before = TextRange::new(item.range.start(), item.name_range.start());
    is_variable
        && (behind.trim_start().starts_with(',')
            || before.slice(narrowed.asked.text).contains([',', '{', '[']))
}

/// Whether something that users can name says the item in its signature. `None` where that is not known.
fn is_shown(narrowed: &Narrowed<'_>, users: &Users<'_>) -> Option<bool> {
    let Narrowed { asked, .. } = narrowed;
    let (world, code) = (asked.world, asked.code);
    let shown = world.shown(&users.folder);
    let is_code = |path: &RepoPath| {
        let language = world.facts(path).map(|facts| facts.language);
        language.is_some_and(|it| it.is_code() && it != Language::Rust)
    };
    for (path, _) in world.files_below(&users.folder) {
        if !is_code(path) || !code.may_hold_word(path, narrowed.name()) {
            continue;
        }
        let Some((facts, file)) = world.facts(path).zip(world.crossings.files.number(path)) else {
            continue;
        };
        let signatures = code.signatures(path).ok()?;
        let is_seen = |number: ItemNumber| match &shown {
            Some(shown) => {
                let around = facts.enclosing(number);
                around.iter().any(|(it, _)| shown.path_of(file, *it).is_some())
            }
            None => true,
        };
        let is_itself = |number: ItemNumber| {
            let around = facts.enclosing(number);
            path == asked.path && around.iter().any(|(it, _)| *it == narrowed.number)
        };
        let says = (0..).zip(facts.items()).any(|(number, _)| {
            let own = signatures.of(number).and_then(|it| it.signature.as_ref());
            own.is_some_and(|own| names(&own.to_string(), narrowed.name()))
                && !is_itself(number)
                && is_seen(number)
        });
        if says {
            return Some(true);
        }
    }
    Some(false)
}
