//! What a contract says to use in place of a deprecated item.

use boundstone_model::{Finding, Place, Visibility};
use boundstone_text::TextRange;

use super::{Asked, CodeFix, Expected, UsedItem, used_item};
use crate::change::Record;
use crate::query::findings::uses_like;

/// The name of the replacement in place of the deprecated one, where the two stand on one level. Where an import
/// brings it, in the import and wherever the file names it.
pub(super) fn fix(asked: &Asked<'_>, finding: &Finding) -> Option<CodeFix> {
    let (old, new) = names(asked, finding)?;
    let range = finding.place.range;
    if *range.slice(asked.text) != *old {
        return None;
    }
    let ranges = places(asked, range, &old, &new)?;
    let used = used_item(asked.world, &finding.place)?;
    let is_before = |range: &&TextRange| range.start() < finding.place.range.start();
    let before = ranges.iter().filter(is_before).count();
    let shift = before as i64 * (new.len() as i64 - old.len() as i64);
    let start = u32::try_from(i64::from(range.start()) + shift).ok()?;
    let place =
        Place { path: asked.path.clone(), range: TextRange::new(start, start + new.len() as u32) };
    let expected = Expected::Leads(place, UsedItem { name: new.as_str().into(), ..used });
    let title = format!("Use {new} instead");
    let fix = asked.fix(title, finding, true, ranges, &new);
    Some(CodeFix { fix, settles: finding.clone(), expected })
}

/// The last names of the deprecated item and of what replaces it.
fn names(asked: &Asked<'_>, finding: &Finding) -> Option<(String, String)> {
    let because = finding.because.first()?;
    let Record::Contract(contract) = asked.world.record(&because.place.path)? else { return None };
    let mut entries = contract.interface.iter().flatten();
    let entry = entries.find(|entry| entry.key.range == because.place.range)?;
    let (level, old) = last(&entry.key.value);
    let (new_level, new) = last(&entry.replacement.as_ref()?.value);
    let is_name = new.chars().all(|ch| ch.is_alphanumeric() || ch == '_' || ch == '$');
    (level == new_level && is_name && !new.is_empty() && old != "*")
        .then(|| (old.to_owned(), new.to_owned()))
}

/// A path without its last name, and that name.
fn last(path: &str) -> (&str, &str) {
    path.split_at(path.rfind([':', '.', '/', '#']).map_or(0, |at| at + 1))
}

/// Where the old name has to go. `None` where the file may mean the item by it in other places too, or the new name
/// is in use.
fn places(asked: &Asked<'_>, range: TextRange, old: &str, new: &str) -> Option<Vec<TextRange>> {
    let uses = uses_like(asked.world, asked.path, range);
    if uses.iter().any(|used| is_handed_on(asked, used.range)) {
        return None;
    }
    if !uses.iter().any(|used| used.is_import) {
        return Some(vec![range]);
    }
    let written = uses.iter().filter(|used| used.range.slice(asked.text) == old);
    let ranges: Vec<TextRange> = written.map(|used| used.range).collect();
    let is_sure = uses.iter().all(|used| !used.is_likely);
    let is_all = words(asked.text, old).all(|at| ranges.iter().any(|it| it.start() == at));
    let is_free = words(asked.text, new).next().is_none();
    (is_sure && is_all && is_free).then_some(ranges)
}

/// Whether the name at exactly this place is one that the file hands on, `pub use` or `export … from`: that is a promise of
/// its own, and another item behind it takes it from users that stand in no file here.
fn is_handed_on(asked: &Asked<'_>, range: TextRange) -> bool {
    let Some(facts) = asked.world.facts(asked.path) else { return false };
    let references = facts.references();
    let mut imports = references.imports.iter().filter(|import| import.range == range);
    imports.any(|import| import.visibility != Visibility::Private)
}

/// Where a name stands as a whole word, in code or not.
fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = u32> + 't {
    let is_part = |ch: char| ch.is_alphanumeric() || ch == '_' || ch == '$';
    let whole = move |(at, _): &(usize, &str)| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        let behind = text.get(at + word.len()..).and_then(|it| it.chars().next());
        !before.is_some_and(is_part) && !behind.is_some_and(is_part)
    };
    text.match_indices(word).filter(whole).map(|(at, _)| at as u32)
}
