//! `export`, dropped.

use boundstone_model::{Import, ImportForm, ItemKind, RepoPath};
use boundstone_text::TextRange;

use super::{Edit, MOST_FILES, Narrowed, names};

const EXPORT: &str = "export";

/// Files that are meant by the name of their folder.
const INDEXES: [&str; 2] = ["index", "main"];

pub(super) fn edit(narrowed: &Narrowed<'_>) -> Option<Edit> {
    let Narrowed { asked, item, facts, .. } = narrowed;
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
    let range = keyword(asked.text, item.range, item.name_range)?;
    let statement = TextRange::new(range.start(), item.range.end());
    let is_other = |it: &boundstone_model::Item<'_>| {
        it.parent.is_none()
            && it.name_range != item.name_range
            && statement.contains(TextRange::empty(it.name_range.start()))
    };
    // One word exports all that a statement declares.
    let has_more = facts.items().any(|it| is_other(&it)) || has_comma(narrowed);
    if has_more || is_imported(narrowed)? || is_handed_on(narrowed)? || !narrowed.is_used_here() {
        return None;
    }
    Some((format!("Do not export {}", item.name()), range, ""))
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

/// Whether another file imports the item, or may. `None` where too many would have to be looked into.
fn is_imported(narrowed: &Narrowed<'_>) -> Option<bool> {
    let (world, own) = (narrowed.asked.world, narrowed.asked.path);
    let package = world.crossings.modules.name_at(own);
    for (number, (path, input)) in world.files().enumerate() {
        if number > MOST_FILES * 100 {
            return None;
        }
        let source = input.source.as_deref().filter(|it| it.language.is_code());
        let Some(facts) = source.filter(|_| path != own) else { continue };
        let brings = |import: &Import<'_>| match import.form {
            ImportForm::Named => import.name == narrowed.name(),
            _ => may_lead_to(import.from, own, package.as_deref()),
        };
        if facts.references().imports.iter().any(brings) {
            return Some(true);
        }
    }
    Some(false)
}

/// Whether a specifier may mean a file: by its last name, or as the package.
fn may_lead_to(specifier: &str, path: &RepoPath, package: Option<&str>) -> bool {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let (own, folder) = (stem(path.name()), path.segments().rev().nth(1).unwrap_or_default());
    let last = specifier.rsplit('/').next().unwrap_or(specifier);
    let is_folder = specifier.starts_with('.') && stem(last).is_empty();
    let is_package = package.is_some_and(|name| {
        specifier.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let is_alias = || last.trim_start_matches(['@', '~', '#']) == folder;
    is_package
        || stem(last) == own
        || (INDEXES.contains(&own.as_str()) && (is_folder || is_alias()))
}

/// Whether the file itself hands the name on, or names it in what it exports.
fn is_handed_on(narrowed: &Narrowed<'_>) -> Option<bool> {
    let Narrowed { asked, facts, .. } = narrowed;
    let references = facts.references();
    let is_export = |it: &Import<'_>| {
        it.form == ImportForm::Local && (it.name == narrowed.name() || it.bound == narrowed.name())
    };
    if references.imports.iter().any(is_export) {
        return Some(true);
    }
    let signatures = asked.code.signatures(asked.path).ok()?;
    let shows = (0..).zip(facts.items()).any(|(number, item)| {
        let own = signatures.of(number);
        item.name_range != narrowed.item.name_range
            && own.is_some_and(|own| names(&format!("{:?}", own.signature), narrowed.name()))
    });
    Some(shows)
}
