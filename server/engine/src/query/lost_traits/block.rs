//! The `impl`s of traits that stand in one file.

use boundstone_model::{FileFacts, FileSignatures, Implementation, ItemKind, ItemNumber};

use crate::class::{parameters_in, trait_name};
use crate::query::contract_diff::implementations::is_derivable;
use crate::query::contract_diff::implemented::{is_same_head, trait_of_head};
use crate::rust_types::is_in_prelude;

/// An `impl` of a trait, with the conditions that its file says.
pub(super) struct Block<'f> {
    pub(super) number: ItemNumber,
    pub(super) head: &'f Implementation,
    /// Documentation hides it.
    pub(super) is_hidden: bool,
    /// Outwards.
    conditions: Vec<&'f str>,
}

/// Those of a file, without what is compiled for tests.
pub(super) fn blocks<'f>(facts: &FileFacts, signatures: &'f FileSignatures) -> Vec<Block<'f>> {
    let written = (0..).zip(facts.items()).filter(|(_, it)| it.kind == ItemKind::Impl);
    let block = |number: ItemNumber, is_hidden: bool| {
        let head = signatures.of(number)?.implementation.as_ref()?;
        head.of_trait.as_ref()?;
        let conditions = conditions(facts, signatures, number);
        let is_for_tests = conditions.contains(&"test");
        (!is_for_tests).then_some(Block { number, head, is_hidden, conditions })
    };
    written.filter_map(|(number, it)| block(number, it.marks.is_hidden)).collect()
}

/// The conditions of an item and of those around it, outwards.
pub(super) fn conditions<'f>(
    facts: &FileFacts,
    signatures: &'f FileSignatures,
    item: ItemNumber,
) -> Vec<&'f str> {
    let around = facts.enclosing(item).into_iter();
    around.filter_map(|(number, _)| signatures.of(number)?.cfg.as_deref()).collect()
}

impl Block<'_> {
    pub(super) fn is_same(&self, other: &Block<'_>) -> bool {
        self.conditions == other.conditions && is_same_head(self.head, other.head)
    }

    /// The path of its type as written, and whether that is behind a reference. `None` for one without a name, and for any type.
    pub(super) fn type_path(&self) -> Option<(bool, &str)> {
        type_path(self.head)
    }

    /// All its conditions at once.
    pub(super) fn condition(&self) -> Option<String> {
        match self.conditions.as_slice() {
            [] => None,
            [only] => Some((*only).to_owned()),
            all => Some(format!("all({})", all.join(", "))),
        }
    }
}

/// As [`Block::type_path`].
pub(super) fn type_path(head: &Implementation) -> Option<(bool, &str)> {
    if head.is_blanket {
        return None;
    }
    if let Some(path) = &head.for_type {
        return Some((false, path));
    }
    let (_, ty, _) = head.parts()?;
    let mut paths = head.spelled.iter().filter_map(|it| it.path.as_deref());
    let path = paths.next().filter(|_| ty.starts_with('&') && !ty.starts_with("&("))?;
    Some((true, path))
}

/// Traits of the standard library that it gives to all that have another one.
const GIVEN: [&str; 9] = [
    "Any",
    "Borrow",
    "BorrowMut",
    "Into",
    "IntoIterator",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
];

/// Whether the crate of the trait of a head, which is not in the repository, may give it to all that have another one.
pub(super) fn may_be_given(head: &Implementation) -> bool {
    let Some(of_trait) = trait_of_head(head) else { return true };
    let name = trait_name(of_trait);
    !(is_trait_of_std(head) || is_derivable(name)) || GIVEN.contains(&name)
}

/// Whether the trait of a head is one of the standard library, of which the facts of a file have no imports.
pub(super) fn is_trait_of_std(head: &Implementation) -> bool {
    trait_of_head(head)
        .is_some_and(|it| is_path_of_std(it) || is_in_prelude(it.split('<').next().unwrap_or(it)))
}

/// The same of the type, where the head says so.
pub(super) fn is_type_of_std(head: &Implementation) -> bool {
    head.spelled.iter().any(|it| it.path.is_some() && is_path_of_std(&it.text))
}

fn is_path_of_std(path: &str) -> bool {
    ["std::", "core::", "alloc::"].iter().any(|it| path.starts_with(it))
}

/// The trait of a head and what it is given, in a form that is alike for what may be written otherwise. That it is given its own type
/// may be left out, `PartialEq<A> for A`.
pub(super) fn in_short(head: &Implementation) -> String {
    let Some((of_trait, ty, _)) = head.parts() else { return String::new() };
    let of_trait = short(of_trait);
    let bare = of_trait.strip_suffix(&format!("<{}>", short(ty)));
    bare.map(str::to_owned).unwrap_or(of_trait)
}

/// The same of a head in short that may take what lives for less: `From<&str>` of `From<&'static str>`.
pub(super) fn for_any_lifetime(short: &str) -> String {
    let without = short.replace("'static, ", "").replace("'static ", "").replace("'static", "");
    without.replace("<>", "")
}

/// Whether a head is for its type whatever that is given: it may have got a parameter.
pub(super) fn is_for_all(head: &Implementation) -> bool {
    let ty = head.parts().map(|(_, ty, _)| short(ty)).unwrap_or_default();
    let given = ty.split_once('<').and_then(|(_, given)| given.strip_suffix('>'));
    given.is_none_or(|given| given.split(", ").all(|it| it == "_"))
}

/// `From<&Error<_>>` of `From<&'0 std::io::Error<T0>>`: without the ways of paths, without lifetimes, and with parameters that are all
/// alike, as they may stand in another order.
pub(super) fn short(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_lifetime = first == '\'';
        let start = usize::from(is_lifetime);
        let is_part = |it: char| it.is_alphanumeric() || it == '_';
        let behind = rest.get(start..).unwrap_or_default();
        let end = start + behind.find(|it| !is_part(it)).unwrap_or(behind.len());
        let (word, behind) = rest.split_at(end.max(first.len_utf8()));
        if word.strip_prefix('\'').is_some_and(|it| it.parse::<u32>().is_ok()) {
            rest = behind.strip_prefix(", ").or(behind.strip_prefix(' ')).unwrap_or(behind);
        } else if let Some(behind) = behind.strip_prefix("::").filter(|_| end > 0) {
            rest = behind;
        } else {
            written.push_str(if parameters_in(word).next().is_some() { "_" } else { word });
            rest = behind;
        }
    }
    written.replace("<>", "")
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn paths_are_their_last_names_and_lifetimes_are_left_out() {
        assert_eq!(short("From<&'0 std::io::Error>"), "From<&Error>");
        assert_eq!(short("a::Parse<'0, &'static str>"), "Parse<&'static str>");
        assert_eq!(short("B<'0>"), "B");
        assert_eq!(short("<T0 as a::B>::C: ?Sized"), "<_ as B>::C: ?Sized");
        assert_eq!(short("T10: B<ST1>"), "_: B<ST1>");
    }
}
