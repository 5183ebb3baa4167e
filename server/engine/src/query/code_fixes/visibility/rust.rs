//! `pub`, made `pub(crate)`, and what hands the item on, no longer for everyone.

mod around;
mod dead;
mod handed_on;
mod lints;
mod shown;

use boundstone_model::{ItemKind, RepoPath, Visibility};
use boundstone_text::TextRange;

use self::around::Package;
use super::{Edits, Expected, Narrowed, Narrowing, edits_of};
use crate::World;
use crate::crossings::{By, Lead, Leads};
use crate::query::code::CodeReader;
use crate::query::crossings::item_at;

const PUBLIC: &str = "pub";
const OF_CRATE: &str = "pub(crate)";

/// Attributes that make no code which could show the item to others.
const HARMLESS: [&str; 14] = [
    "allow",
    "cfg",
    "cold",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "inline",
    "must_use",
    "non_exhaustive",
    "repr",
    "track_caller",
    "warn",
];

const DERIVED: [&str; 9] =
    ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// So many statements hand an item on, which may each go or stay.
const MOST_STATEMENTS: usize = 3;

pub(super) fn narrowings(narrowed: &Narrowed<'_>) -> Option<Vec<Narrowing>> {
    let Narrowed { asked, item, .. } = narrowed;
    // A trait is used by who calls its methods, whether or not they name it.
    let is_plain = matches!(
        item.kind,
        ItemKind::Function
            | ItemKind::Struct
            | ItemKind::Enum
            | ItemKind::Union
            | ItemKind::TypeAlias
            | ItemKind::Constant
            | ItemKind::Static
    );
    let start = item.range.start();
    let range = TextRange::new(start, start + PUBLIC.len() as u32);
    let behind = asked.text.get(range.end() as usize..)?;
    let is_public = range.slice(asked.text) == PUBLIC && behind.starts_with(char::is_whitespace);
    if !is_plain || !is_public || item.visibility != Visibility::Public || !is_unadorned(narrowed) {
        return None;
    }
    let package = Package::of(narrowed)?;
    if package.is_named_outside(narrowed)
        || package.is_named_in_macro(narrowed)
        || package.is_handed_on_with_all(narrowed)
    {
        return None;
    }
    let leads = package.leads(narrowed);
    let is_use = |(path, lead): &(&RepoPath, Lead)| {
        let is_own = *path == asked.path;
        !lead.is_test
            && match lead.by {
                By::Import(_, visibility) => visibility == Visibility::Private,
                By::Path(at) => !is_own || !narrowed.is_in_itself(at),
            }
    };
    if !(leads.iter().any(is_use) || dead::is_used_in_file(narrowed))
        || leads.iter().any(|(_, it)| it.is_in_macro)
        || shown::is_shown(narrowed, &package)?
        || dead::has_unused(narrowed, &package)
        || lints::are_strict(narrowed, &package)
    {
        return None;
    }
    let statements = statements(narrowed, &leads)?;
    let count = leads.iter().filter(|(_, lead)| !lead.hands_on()).count();
    let title = format!("Make {} visible to its crate alone", item.name());
    let mut all = Vec::new();
    for kept in 0..1_usize << statements.len() {
        let mut edits: Vec<_> = edits_of(asked.path, vec![(range, OF_CRATE.to_owned())]).collect();
        for (number, it) in statements.iter().enumerate() {
            let is_kept = kept & (1 << number) != 0;
            let change = if is_kept { &it.restricted } else { &it.removed };
            edits.extend(edits_of(it.path, change.clone()?));
        }
        let expected = Expected::LedTo(
            narrowed.facts.path(narrowed.number),
            count + kept.count_ones() as usize,
        );
        all.push(Narrowing { title: title.clone(), edits, expected });
    }
    Some(all)
}

/// A `pub use` that names the item: how it reads without it, and with it for the crate alone.
struct Statement<'w> {
    path: &'w RepoPath,
    removed: Option<Edits>,
    restricted: Option<Edits>,
}

/// `None` where one of them hands on another name, or too many do.
fn statements<'w>(
    narrowed: &Narrowed<'w>,
    leads: &[(&'w RepoPath, Lead)],
) -> Option<Vec<Statement<'w>>> {
    let mut statements = Vec::new();
    for (path, lead) in leads.iter().filter(|(_, lead)| lead.hands_on()) {
        let By::Import(number, _) = lead.by else { continue };
        let references = narrowed.asked.world.facts(path)?.references();
        let import = references.imports.get(number as usize)?;
        if !lead.is_last || import.bound != narrowed.name() || import.name != narrowed.name() {
            return None;
        }
        let text = narrowed.text(path)?;
        let removed = handed_on::removed(&text, import.range);
        let restricted = handed_on::restricted(&text, import.range);
        statements.push(Statement { path, removed, restricted });
    }
    (statements.len() <= MOST_STATEMENTS).then_some(statements)
}

/// How many names in the library around a file lead to its item of that path; what hands it on to everyone is none.
pub fn names_leading_to(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    item: &str,
) -> Option<usize> {
    let own = (world.crossings.files.number(path)?, item_at(world.facts(path)?, item)?);
    let name = item.rsplit("::").next().unwrap_or(item);
    let inside = Package::around(world, path)?.inside;
    let mut leads = Leads::new(world);
    let mut count = 0;
    for (file, _) in inside.into_iter().filter(|(file, _)| code.may_hold_word(file, name)) {
        let Some(number) = world.crossings.files.number(file) else { continue };
        let all = leads.in_rust(number, name, own);
        count += all.iter().filter(|lead| !lead.hands_on()).count();
    }
    Some(count)
}

/// Whether no attribute above the item may make more of it.
fn is_unadorned(narrowed: &Narrowed<'_>) -> bool {
    let Narrowed { asked, item, .. } = narrowed;
    let lead = TextRange::new(item.lead_start, item.range.start()).slice(asked.text);
    let code: String = lead.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.split("#[").skip(1).all(|attribute| is_harmless(attribute.trim()))
}

/// Whether an attribute is, that begins behind its bracket.
fn is_harmless(attribute: &str) -> bool {
    let end = attribute.find(|ch: char| !ch.is_alphanumeric() && ch != '_');
    let (name, rest) = attribute.split_at(end.unwrap_or(attribute.len()));
    let inner = rest.trim_start().strip_prefix('(').unwrap_or_default();
    match name {
        "derive" => {
            let list = inner.split(')').next().unwrap_or_default();
            list.split(',').map(str::trim).all(|it| it.is_empty() || DERIVED.contains(&it))
        }
        // What it adds under a condition: all behind the first comma that stands in no parentheses of the condition.
        "cfg_attr" => {
            let mut depth = 0_i32;
            let mut parts = inner.split(|ch| {
                depth += i32::from(ch == '(') - i32::from(ch == ')');
                ch == ',' && depth == 0
            });
            parts.next();
            parts.map(str::trim).all(|it| it.is_empty() || is_harmless(it))
        }
        _ => HARMLESS.contains(&name),
    }
}
