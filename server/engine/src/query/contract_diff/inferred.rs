//! Items of TypeScript that say the same as before, and leave a part to a compiler, which may infer another one: that is not
//! compared, and said.

use std::collections::BTreeSet;

use boundstone_model::{Language, RepoPath, SurfaceItem};

use super::Side;

/// So many names are said of each file.
const MOST_NAMES: usize = 5;

/// For each file of the change, which of its items are left to what changed.
pub(super) fn not_compared(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
) -> Vec<(RepoPath, String)> {
    let of_file = |path: &&RepoPath| {
        let is_inferred = |it: &&&SurfaceItem| {
            let signature = it.signature.as_ref();
            it.language != Language::Rust && signature.is_some_and(|it| it.is_inferred)
        };
        let own = before.of_file(path).iter().filter(is_inferred);
        let symbols: Vec<&str> =
            own.filter(|it| is_inferred_anew(it, before, now)).map(|it| it.symbol()).collect();
        (!symbols.is_empty()).then(|| ((*path).clone(), why(&symbols)))
    };
    touched.iter().filter_map(of_file).collect()
}

fn is_inferred_anew(item: &SurfaceItem, before: &Side<'_>, now: &Side<'_>) -> bool {
    let same = now.items.get(item.symbol()).into_iter().flatten().find(|it| {
        it.kind == item.kind && it.place.path == item.place.path && it.signature == item.signature
    });
    let from = |side: &Side<'_>, item: &SurfaceItem| {
        let number = side.meanings.origin(&item.place.path, item.place.range)?.item;
        side.state.code.signatures(&item.place.path).ok()?.of(number)?.inferred_from
    };
    let both = same.and_then(|same| from(before, item).zip(from(now, same)));
    both.is_some_and(|(was, is)| was != is)
}

fn why(symbols: &[&str]) -> String {
    let said: Vec<String> = symbols.iter().take(MOST_NAMES).map(|it| format!("`{it}`")).collect();
    let more = match symbols.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "what a compiler infers of {}{more} was not compared: their text changed",
        said.join(", ")
    )
}
