//! From the items that differ to the symbols that are touched.

use std::sync::Arc;

use boundstone_model::{
    FileChange, ItemKind, ItemNumber, Place, RepoPath, Side, SymbolChange, TouchedSymbol,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Compared;
use super::touched::{File, Parts, Touched, may_be_named, touched};
use crate::query::symbol::NamedItem;

/// A touched symbol, and where to look for more about it.
pub(super) struct Draft {
    pub(super) symbol: TouchedSymbol,
    /// Where the item is, or was.
    pub(super) before: Option<At>,
    pub(super) now: Option<At>,
    /// The path in its file of the type that a member belongs to, where the member may be used from
    /// elsewhere.
    pub(super) of_type: Option<String>,
    /// What the item says; empty for one that is on both sides.
    content: String,
}

/// An item of a file on one side.
#[derive(Clone)]
pub(super) struct At {
    pub(super) path: RepoPath,
    pub(super) number: ItemNumber,
    /// Its path in the file.
    pub(super) item_path: String,
    /// The outermost item around it.
    outermost: ItemNumber,
}

/// The touched symbols by path and place.
pub(super) fn drafts(change: &Compared<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> =
        change.files().flat_map(|file| drafts_of_file(change, file)).collect();
    join_moved(&mut drafts);
    // An impl is a place for its members; one that comes or only moves changes nothing for them.
    drafts.retain(|draft| {
        let change = draft.symbol.change;
        draft.symbol.kind.is_symbol()
            || matches!(change, SymbolChange::Removed | SymbolChange::Signature)
    });
    drafts.sort_by(|a, b| {
        let key = |draft: &Draft| (draft.symbol.place.clone(), draft.symbol.side);
        key(a).cmp(&key(b))
    });
    drafts
}

fn drafts_of_file(change: &Compared<'_>, file: &FileChange) -> Vec<Draft> {
    // What a file says that could not be read is neither there nor gone.
    let is_unread = |side: Side, path: &Option<RepoPath>| {
        let input = path.as_ref().and_then(|path| change.state(side).world.file(path));
        input.is_some_and(|it| it.source.is_none() && it.not_checked().is_some())
    };
    if is_unread(Side::Before, &file.before) || is_unread(Side::Now, &file.now) {
        return Vec::new();
    }
    let read = |side: Side, path: &Option<RepoPath>| {
        let state = change.state(side);
        let facts = state.world.facts(path.as_ref()?).filter(|facts| facts.language.is_code())?;
        Some(File { facts, source: (state.source)(path.as_ref()?)? })
    };
    let (before, now) = (read(Side::Before, &file.before), read(Side::Now, &file.now));
    let (before, now) = (before.as_ref().map(Parts::new), now.as_ref().map(Parts::new));
    let is_renamed = file.before.is_some() && file.now.is_some() && file.before != file.now;
    touched(before.as_ref(), now.as_ref(), is_renamed)
        .into_iter()
        .filter_map(|it| draft(change, file, before.as_ref(), now.as_ref(), it))
        .collect()
}

fn draft(
    change: &Compared<'_>,
    file: &FileChange,
    before: Option<&Parts<'_>>,
    now: Option<&Parts<'_>>,
    touched: Touched,
) -> Option<Draft> {
    let at = |parts: Option<&Parts<'_>>, path: &Option<RepoPath>, number: Option<ItemNumber>| {
        at(parts?, path.as_ref()?, number?)
    };
    let at_before = at(before, &file.before, touched.before);
    let at_now = at(now, &file.now, touched.now);
    let (side, here, parts) = match (&at_now, &at_before) {
        (Some(now_at), _) => (Side::Now, now_at, now?),
        (None, Some(before_at)) => (Side::Before, before_at, before?),
        (None, None) => return None,
    };
    let item = parts.items.get(here.number as usize)?;
    if touched.change.is_none() && (item.parent.is_some() || !may_be_named(item)) {
        return None;
    }
    let spelled = |side: Side, at: &Option<At>| {
        let at = at.as_ref()?;
        Some(NamedItem::find(change.world(side), &at.path, at.number)?.symbol)
    };
    let symbol = spelled(side, if side == Side::Now { &at_now } else { &at_before })?;
    let has_other_path = file.before != file.now;
    let was =
        if side == Side::Now && has_other_path { spelled(Side::Before, &at_before) } else { None };
    let was = was.filter(|was| *was != symbol && may_be_named(item));
    let what = match (touched.change, &was) {
        (Some(what), Some(_)) => what.min(SymbolChange::Moved),
        (Some(what), None) => what,
        (None, Some(_)) => SymbolChange::Moved,
        (None, None) => return None,
    };
    let is_on_one_side = at_before.is_none() || at_now.is_none();
    let content = if is_on_one_side && item.parent.is_none() {
        parts.content(here.number).join(" ")
    } else {
        String::new()
    };
    let is_member = matches!(item.kind, ItemKind::Method | ItemKind::Field | ItemKind::Property);
    let parent = item.parent.filter(|_| is_member && may_be_named(item));
    let boundary = change.world(side).boundaries.at(&here.path).map(|it| it.name.clone());
    Some(Draft {
        symbol: TouchedSymbol {
            symbol,
            was,
            kind: item.kind,
            change: what,
            side,
            place: Place { path: here.path.clone(), range: item.name_range },
            boundary,
            uses: 0,
            uses_of_type: 0,
        },
        of_type: parent.and_then(|parent| parts.paths.get(parent as usize).cloned()),
        before: at_before,
        now: at_now,
        content,
    })
}

fn at(parts: &Parts<'_>, path: &RepoPath, number: ItemNumber) -> Option<At> {
    let up = |number: &ItemNumber| parts.items.get(*number as usize)?.parent;
    let outermost = std::iter::successors(Some(number), up).last()?;
    let item_path = parts.paths.get(number as usize)?.clone();
    Some(At { path: path.clone(), number, item_path, outermost })
}

/// Finds the items that went from one file to another as they are: what is gone here and new there.
fn join_moved(drafts: &mut Vec<Draft>) {
    type Key = (ItemKind, String, String);
    let key = |draft: &Draft| -> Option<Key> {
        let at = draft.now.as_ref().or(draft.before.as_ref())?;
        let is_known = !draft.content.is_empty();
        is_known.then(|| (draft.symbol.kind, at.item_path.clone(), draft.content.clone()))
    };
    let mut ends: FxHashMap<Key, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for (number, draft) in drafts.iter().enumerate() {
        let Some(key) = key(draft) else { continue };
        let (gone, come) = ends.entry(key).or_default();
        match draft.symbol.change {
            SymbolChange::Removed => gone.push(number),
            SymbolChange::Added => come.push(number),
            _ => {}
        }
    }
    // What was moved, with all that is in it, by file and outermost item.
    let mut gone_items: FxHashSet<(RepoPath, ItemNumber)> = FxHashSet::default();
    let mut come_items: FxHashSet<(RepoPath, ItemNumber)> = FxHashSet::default();
    let mut moves: Vec<(usize, At, Arc<str>)> = Vec::new();
    for (gone, come) in ends.into_values() {
        let ([gone], [come]) = (gone.as_slice(), come.as_slice()) else { continue };
        let (Some(from), Some(to)) = (drafts.get(*gone), drafts.get(*come)) else { continue };
        let (Some(before), Some(now)) = (&from.before, &to.now) else { continue };
        gone_items.insert((before.path.clone(), before.outermost));
        come_items.insert((now.path.clone(), now.outermost));
        moves.push((*come, before.clone(), from.symbol.symbol.clone()));
    }
    let mut moved: FxHashSet<usize> = FxHashSet::default();
    for (number, before, was) in moves {
        let Some(draft) = drafts.get_mut(number) else { continue };
        draft.symbol.change = SymbolChange::Moved;
        draft.symbol.was = Some(was).filter(|was| *was != draft.symbol.symbol);
        draft.before = Some(before);
        moved.insert(number);
    }
    let is_of = |at: &Option<At>, items: &FxHashSet<(RepoPath, ItemNumber)>| {
        at.as_ref().is_some_and(|at| items.contains(&(at.path.clone(), at.outermost)))
    };
    let mut number = 0;
    drafts.retain(|draft| {
        let is_moved = moved.contains(&number);
        number += 1;
        let is_gone =
            draft.symbol.change == SymbolChange::Removed && is_of(&draft.before, &gone_items);
        let is_come = draft.symbol.change == SymbolChange::Added && is_of(&draft.now, &come_items);
        is_moved || !(is_gone || is_come)
    });
}
