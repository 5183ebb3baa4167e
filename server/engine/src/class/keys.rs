//! What the properties of a type of TypeScript are called by: `keyof A`, `"a" | "b"`.

use boundstone_model::union_parts;

use super::assignable::literal_of;
use super::brackets::parts;
use super::type_text::generic;

/// What a property may be called by.
pub(super) const KEYS: [&str; 3] = ["string", "number", "symbol"];

/// `keyof A`, and what is one of those.
pub(super) fn is_keys(ty: &str) -> bool {
    parts(ty, '&').iter().any(|it| it.starts_with("keyof "))
}

/// Whether a type is the names of properties: `"a" | "b"`.
fn is_of_names(ty: &str) -> bool {
    union_parts(ty).into_iter().all(|it| literal_of(it) == Some("string"))
}

/// Whether a type became a part of itself: `Pick<A, "b">`. What users wrote out for it may have more than that.
pub(super) fn is_part_of(new: &str, old: &str) -> bool {
    let picked = |ty: &'_ str| {
        let (name, given) = generic(ty)?;
        let [of, names] = *given.as_slice() else { return None };
        (name == "Pick" && is_of_names(names)).then(|| (of.to_owned(), names.to_owned()))
    };
    match (picked(new), picked(old)) {
        (Some((of, names)), Some((whole, all))) => {
            of == whole && union_parts(&names).iter().all(|it| union_parts(&all).contains(it))
        }
        (Some((of, _)), None) => of == old,
        _ => false,
    }
}
