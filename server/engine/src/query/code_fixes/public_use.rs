//! Rust: an item that is named by a path that its boundary keeps to itself, by its public one.

use boundstone_model::{FileEdit, Finding, How, Language, Place, Reference, References, Stability};
use boundstone_text::TextRange;

use super::use_tree::{Leaf, UseTree};
use super::{Asked, CodeFix, Expected};
use crate::change::Record;
use crate::query::crossings::item_at;
use crate::query::findings::use_at;

const SEPARATOR: &str = "::";

/// Each path that users can write and the contract does not keep to itself, in place of the one that is written.
pub(super) fn fixes(asked: &Asked<'_>, finding: &Finding) -> Vec<CodeFix> {
    let paths = public_paths(asked, finding).unwrap_or_default();
    paths.iter().filter_map(|path| fix(asked, finding, path)).collect()
}

/// The keys that mean the item, then its shortest path.
fn public_paths(asked: &Asked<'_>, finding: &Finding) -> Option<Vec<String>> {
    let world = asked.world;
    world.facts(asked.path).filter(|it| it.language == Language::Rust)?;
    let target = use_at(world, asked.path, finding.place.range)?;
    let file = world.crossings.files.path(target.file)?;
    let item = item_at(world.facts(file)?, &target.path)?;
    let because = finding.because.first().filter(|it| it.how == How::Contract)?;
    let path = &because.place.path;
    let Record::Contract(contract) = world.record(path)? else { return None };
    let promise = world.promise(&path.parent()?);
    let is_meant = |number: usize| {
        let mut meant = promise.and_then(|it| it.keys.get(number)).into_iter().flatten();
        meant.any(|it| it.file == target.file && it.path.as_str() == target.path)
    };
    let keys = contract.interface.iter().flatten().enumerate().filter(|(number, entry)| {
        let is_one =
            entry.stability.value != Stability::Internal && !entry.key.value.ends_with('*');
        is_one && is_meant(*number)
    });
    let mut paths: Vec<String> = keys.map(|(_, entry)| entry.key.value.to_string()).collect();
    paths.extend(world.shown(&path.parent()?)?.path_of(target.file, item).map(str::to_owned));
    Some(paths)
}

fn fix(asked: &Asked<'_>, finding: &Finding, public: &str) -> Option<CodeFix> {
    let range = finding.place.range;
    let names: Vec<&str> = public.split(SEPARATOR).collect();
    if names.last().copied() != Some(range.slice(asked.text)) {
        return None;
    }
    let references = asked.world.facts(asked.path)?.references();
    let is_import = references.imports.iter().any(|import| import.range == range);
    let edits = match is_import {
        true => in_import(asked.text, range, &names)?,
        false => in_path(asked.text, range, &references, &names)?,
    };
    let title = format!("Name it by its public path, {public}");
    let replace = |(range, text)| {
        let place = Place { path: asked.path.clone(), range };
        FileEdit::Replace { place, text }
    };
    let mut fix = asked.fix(title, finding, true, [], "");
    fix.edits = edits.into_iter().map(replace).collect();
    Some(CodeFix { fix, settles: finding.clone(), expected: Expected::SameItems })
}

/// A path that begins with the name of the crate, up to the item.
fn in_path(
    text: &str,
    range: TextRange,
    references: &References<'_>,
    names: &[&str],
) -> Option<Edits> {
    let is_around = |path: &&Reference<'_>| {
        path.start <= range.start() && range.end() <= path.start + path.path.len() as u32
    };
    let path = references.paths.iter().find(is_around)?;
    let range = TextRange::new(path.start, range.end());
    let written = range.slice(text);
    let is_plain = path.path.starts_with(written) && !written.starts_with(SEPARATOR);
    let name = written.split(SEPARATOR).next().filter(|_| is_plain)?;
    Some(vec![(range, with_crate(name, names))])
}

fn with_crate(name: &str, names: &[&str]) -> String {
    [&[name], names].concat().join(SEPARATOR)
}

type Edits = Vec<(TextRange, String)>;

/// What changes in a `use`. What else it imports stays as it is.
fn in_import(text: &str, range: TextRange, names: &[&str]) -> Option<Edits> {
    let tree = UseTree::around(text, range)?;
    let leaf = tree.leaf(range)?;
    let first = leaf.way.first()?.segments.first()?;
    let public: Vec<&str> = [&[first.slice(text)], names].concat();
    let own = leaf.way.last()?;
    // What stands before the innermost braces that the new path begins with as well.
    let kept = (1..leaf.way.len()).rev().find(|depth| {
        let before = leaf.before(text, *depth);
        before.len() < public.len() && public.starts_with(&before)
    });
    let alone = leaf.alone();
    let rest = |depth: usize| public.get(leaf.before(text, depth).len()..).unwrap_or_default();
    let renamed = TextRange::new(own.path_end()?, own.range.end()).slice(text);
    Some(match kept {
        Some(depth) if depth >= alone => {
            // The braces that hold it alone go with it.
            let node = leaf.way.get(depth)?;
            vec![(node.range, format!("{}{renamed}", rest(depth).join(SEPARATOR)))]
        }
        Some(depth) => {
            let beside = leaf.way.get(depth)?.range.start();
            let inserted = format!("{}{renamed}, ", rest(depth).join(SEPARATOR));
            vec![(TextRange::empty(beside), inserted), (removal(&leaf)?, String::new())]
        }
        None if alone == 0 => {
            vec![(leaf.way.first()?.range, format!("{}{renamed}", public.join(SEPARATOR)))]
        }
        None => {
            let head = tree.head(text)?;
            let statement = format!("{head}{}{renamed};", public.join(SEPARATOR));
            let inserted = format!("{statement}\n{}", tree.indent(text));
            vec![(TextRange::empty(tree.start), inserted), (removal(&leaf)?, String::new())]
        }
    })
}

/// The outermost braces that hold nothing else, or the leaf, with a comma.
fn removal(leaf: &Leaf<'_>) -> Option<TextRange> {
    let depth = leaf.alone();
    let node = leaf.way.get(depth)?;
    let siblings = &leaf.way.get(depth.checked_sub(1)?)?.children;
    let at = siblings.iter().position(|it| it.range == node.range)?;
    if let Some(next) = siblings.get(at + 1) {
        return Some(TextRange::new(node.range.start(), next.range.start()));
    }
    let before = siblings.get(at.checked_sub(1)?)?;
    Some(TextRange::new(before.range.end(), node.range.end()))
}
