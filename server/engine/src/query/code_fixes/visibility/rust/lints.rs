//! What a crate does not let pass.

use boundstone_model::RepoPath;

use super::super::{Narrowed, names};
use super::around::Package;
use super::dead;

/// What has a crate refuse to compile for less than an error, if anything was overlooked.
const STRICT: [&str; 5] =
    ["warnings", "unused", "dead_code", "private_interfaces", "private_bounds"];

/// Says that what is public in something that is not says too much.
const UNREACHABLE: &str = "unreachable_pub";

const MANIFEST: &str = "Cargo.toml";

/// Whether the change may bring more than the crate lets pass.
pub(super) fn are_strict(narrowed: &Narrowed<'_>, package: &Package<'_>) -> bool {
    let code = narrowed.asked.code;
    let denies = |path: &RepoPath| {
        (code.may_hold(path, "deny(") || code.may_hold(path, "forbid("))
            && narrowed.text(path).is_none_or(|text| denied(&text).any(|it| STRICT.contains(&it)))
    };
    let mut says_unreachable = false;
    for manifest in package.folder.join("x").iter().flat_map(RepoPath::ancestors) {
        let Some(text) = manifest.join(MANIFEST).and_then(|path| narrowed.text(&path)) else {
            continue;
        };
        if text.lines().any(is_denied_in_manifest) {
            return true;
        }
        says_unreachable |= names(&text, UNREACHABLE);
    }
    says_unreachable |= package.holding(narrowed, UNREACHABLE).next().is_some();
    package.inside.iter().any(|(path, _)| denies(path))
        || (says_unreachable && dead::has_public_member(narrowed, package))
}

/// The lints in each `deny(…)` and `forbid(…)`.
fn denied(text: &str) -> impl Iterator<Item = &str> {
    let lists = text.split("deny(").skip(1).chain(text.split("forbid(").skip(1));
    let lists = lists.filter_map(|rest| Some(rest.split_once(')')?.0));
    lists.flat_map(|list| list.split(',').map(str::trim))
}

fn is_denied_in_manifest(line: &str) -> bool {
    let Some((lint, level)) = line.split_once('=') else { return false };
    let is_strict = level.contains("\"deny\"") || level.contains("\"forbid\"");
    is_strict && STRICT.contains(&lint.trim().trim_start_matches("rust."))
}
