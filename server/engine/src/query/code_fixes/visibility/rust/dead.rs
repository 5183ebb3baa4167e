//! Members that nothing of the crate uses: who can see only the crate is told of each.

use boundstone_model::{FileFacts, Item, ItemKind, RepoPath, ScopeKind, Visibility};
use boundstone_text::TextRange;

use super::super::{Narrowed, in_code};
use super::around::Package;

/// Whether a public member of the item would be used by nothing.
pub(super) fn has_unused(narrowed: &Narrowed<'_>, package: &Package<'_>) -> bool {
    any_member(narrowed, package, |path, member| !is_used(narrowed, package, path, member))
}

pub(super) fn has_public_member(narrowed: &Narrowed<'_>, package: &Package<'_>) -> bool {
    any_member(narrowed, package, |_, member| member.kind != ItemKind::Variant)
}

/// Whether any field, variant, or item of an `impl` without a trait is such a one, of those that are public. An `impl`
/// of another type of its name is taken for its own.
fn any_member(
    narrowed: &Narrowed<'_>,
    package: &Package<'_>,
    mut is_meant: impl FnMut(&RepoPath, &Item<'_>) -> bool,
) -> bool {
    package.holding(narrowed, narrowed.name()).any(|(path, facts)| {
        let is_own_file = path == narrowed.asked.path;
        let items: Vec<Item<'_>> = facts.items().collect();
        items.iter().any(|member| {
            let parent = member.parent.and_then(|it| Some((it, items.get(it as usize)?)));
            let is_member = parent.is_some_and(|(number, of)| match of.kind {
                ItemKind::Impl => of.name() == narrowed.name(),
                _ => is_own_file && number == narrowed.number,
            });
            // What an `impl` of a trait has is as visible as the trait, and used by it.
            let is_of_trait = parent.is_some_and(|(_, of)| {
                let head = TextRange::new(of.range.start(), member.lead_start.min(of.range.end()));
                let head = narrowed.text(path).map(|text| head.slice(&text).to_owned());
                of.kind == ItemKind::Impl && head.is_none_or(|head| head.contains(" for "))
            });
            let is_public = member.visibility == Visibility::Public && !is_of_trait;
            is_member && is_public && is_meant(path, member)
        })
    })
}

/// Whether a member is named somewhere in the crate: a field as one of a value, since to be written alone is no use.
fn is_used(
    narrowed: &Narrowed<'_>,
    package: &Package<'_>,
    path: &RepoPath,
    member: &Item<'_>,
) -> bool {
    let name = member.name();
    // The fields of a tuple have no names to look for.
    if name.is_empty() || name.starts_with(|ch: char| ch.is_ascii_digit()) {
        return true;
    }
    package.holding(narrowed, name).any(|(file, facts)| {
        let Some(text) = narrowed.text(file) else { return false };
        let tests = tests_in(facts);
        let is_apart = |at: u32| {
            let at = TextRange::empty(at);
            let is_itself = file == path && member.range.contains(at);
            let is_declared = member.kind == ItemKind::Variant
                && file == narrowed.asked.path
                && narrowed.item.range.contains(at);
            !is_itself && !is_declared && !tests.iter().any(|range| range.contains(at))
        };
        let before = |at: u32| text.get(..at as usize).unwrap_or_default().trim_end();
        in_code(&text, name)
            .filter(|at| is_apart(*at))
            .any(|at| member.kind != ItemKind::Field || before(at).ends_with('.'))
    })
}

/// The modules of a file that are compiled for tests alone.
fn tests_in(facts: &FileFacts) -> Vec<TextRange> {
    let items: Vec<Item<'_>> = facts.items().collect();
    let scopes = facts.references().scopes;
    let module = |kind| match kind {
        ScopeKind::Module(item) => Some(items.get(item as usize)?.range),
        _ => None,
    };
    scopes.iter().filter(|it| it.is_test).filter_map(|it| module(it.kind)).collect()
}

/// Whether the code of the file itself names the item outside of its tests: that is no lead, which leads out of a file.
pub(super) fn is_used_in_file(narrowed: &Narrowed<'_>) -> bool {
    let tests = tests_in(narrowed.facts);
    let is_test = |at: u32| tests.iter().any(|range| range.contains(TextRange::empty(at)));
    let imports = narrowed.facts.references().imports;
    let is_import = |at: u32| imports.iter().any(|it| it.range.start() == at);
    in_code(narrowed.asked.text, narrowed.name())
        .any(|at| !narrowed.is_in_itself(at) && !is_test(at) && !is_import(at))
}
