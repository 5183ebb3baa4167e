//! What well-known crates hide of the traits that others implement.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// In each line a crate, a trait of it, and what bears `#[doc(hidden)]` of its members; `*` where the trait does itself.
///
/// Source: the newest versions of the 1,800 crates that a folder of packages held in November 2026, of those the traits
/// that have a name of their own in their crate.
const TABLE: &str = include_str!("hidden.txt");

const ALL: &str = "*";

static HIDDEN: LazyLock<BTreeMap<(&str, &str), Vec<&str>>> = LazyLock::new(|| {
    let of_line = |line: &'static str| {
        let mut words = line.split(' ');
        Some(((words.next()?, words.next()?), words.collect()))
    };
    TABLE.lines().filter_map(of_line).collect()
});

/// Whether documentation hides a member of a trait of another crate, and with it what implements that. The path of the
/// trait begins with the crate that defines it.
pub fn is_hidden_by_crate(of_trait: &str, member: &str) -> bool {
    let crate_name = of_trait.split("::").next().unwrap_or_default();
    let name = of_trait.rsplit("::").next().unwrap_or_default();
    let hidden = HIDDEN.get(&(crate_name, name));
    hidden.is_some_and(|it| it.iter().any(|hidden| matches!(*hidden, ALL) || *hidden == member))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trait_stands_once_with_what_is_hidden() {
        assert!(TABLE.lines().all(|line| line.split(' ').count() >= 3));
        assert_eq!(HIDDEN.len(), TABLE.lines().count());
    }

    #[test]
    fn a_member_is_hidden_in_the_trait_that_hides_it() {
        assert!(is_hidden_by_crate("serde_core::de::Deserialize", "deserialize_in_place"));
        assert!(!is_hidden_by_crate("serde_core::de::Deserialize", "deserialize"));
        assert!(is_hidden_by_crate("quote::__private::ext::RepIteratorExt", "any"));
        assert!(!is_hidden_by_crate("shop::Deserialize", "deserialize_in_place"));
        assert!(!is_hidden_by_crate("", ""));
    }
}
