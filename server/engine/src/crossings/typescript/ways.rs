//! The keys of `exports` and `imports` that fit a specifier, and where they lead.

use boundstone_model::NpmTarget;

use super::package::matched;

/// Whether a condition of `exports` holds for everyone who imports the package without asking for more.
/// Source: TypeScript, "Modules - Reference", "Conditions"; Node.js documentation, "Conditional exports".
fn is_usual(condition: &str) -> bool {
    match condition.strip_prefix("types@") {
        Some(range) => has_newest(range),
        None => matches!(
            condition,
            "types" | "default" | "import" | "require" | "node" | "module-sync" | "source"
        ),
    }
}

/// Whether a range of versions has the newest compiler there may be: `>=5.4`, and not `<5.4`.
fn has_newest(range: &str) -> bool {
    let is_open = |it: &str| it.starts_with('>') || it == "*";
    range.split("||").any(|all| all.split_whitespace().all(is_open))
}

/// The targets of the best key that fits, the usual ones first, in order, each with what stands for its `*`.
pub(super) fn ways<'t, 's>(
    targets: &'t [NpmTarget],
    specifier: &'s str,
) -> Vec<(&'t str, &'s str)> {
    let (of_key, inner) = best(targets, specifier).unwrap_or_default();
    of_key.into_iter().filter_map(|way| Some((way.target.as_deref()?, inner))).collect()
}

/// The files that the best key that fits leads to, as they are written.
pub(super) fn targets(exports: &[NpmTarget], specifier: &str) -> Vec<String> {
    ways(exports, specifier).into_iter().map(|(target, inner)| filled(target, inner)).collect()
}

/// The same with those that are `null`; `None` where no key fits.
pub(super) fn best<'t, 's>(
    targets: &'t [NpmTarget],
    specifier: &'s str,
) -> Option<(Vec<&'t NpmTarget>, &'s str)> {
    // No pattern comes before the very key. Packages with a key for each file have thousands.
    let is_key = |way: &&NpmTarget| *way.key == *specifier;
    if targets.iter().any(|way| is_key(&way)) && !specifier.contains('*') {
        return Some((in_order(targets.iter().filter(is_key)), ""));
    }
    let fits = targets.iter().filter_map(|way| {
        let inner = match way.key.strip_suffix('/') {
            Some(folder) if !way.key.contains('*') => {
                specifier.strip_prefix(folder)?.strip_prefix('/')?
            }
            _ => matched(&way.key, specifier)?,
        };
        let before = way.key.find('*').unwrap_or(usize::MAX);
        Some((before, &way.key, inner))
    });
    let (_, key, inner) = fits.max_by_key(|(before, ..)| *before)?;
    Some((in_order(targets.iter().filter(|way| way.key == *key)), inner))
}

/// The usual ways first.
fn in_order<'t>(ways: impl Iterator<Item = &'t NpmTarget>) -> Vec<&'t NpmTarget> {
    let mut ways: Vec<&NpmTarget> = ways.collect();
    ways.sort_by_key(|way| !way.conditions.iter().all(|it| is_usual(it)));
    ways
}

/// A target with what stands for its `*`, or behind the folder that it is.
pub(super) fn filled(target: &str, inner: &str) -> String {
    if target.ends_with('/') { format!("{target}{inner}") } else { target.replace('*', inner) }
}
