//! Where the standard library defines what it shows elsewhere.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Stable types and traits by the path that users write, and the one where they are defined, which is how rustdoc and
/// what is built on it name them; of `std::arch` those of x86, and without those of other systems than Linux. In order.
///
/// Source: where the documentation of `std`, `alloc` and `core`, Rust 1.97 (nightly of May 2026), says that the source of
/// each stands. Of 154 that were read from rustdoc's JSON of Rust 1.95, 149 are the same, and five have moved since.
static DEFINED: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    include_str!("standard.txt").lines().filter_map(|line| line.split_once(' ')).collect()
});

/// Whether it is the path where a type of the standard library is defined.
pub fn is_definition(path: &str) -> bool {
    DEFINED.iter().any(|(_, defined)| *defined == path)
}

/// The path where a type of the standard library is defined.
pub fn defined_at(written: &str) -> Option<&'static str> {
    let of = |written: &str| {
        let at = DEFINED.binary_search_by(|(path, _)| (*path).cmp(written)).ok()?;
        DEFINED.get(at).map(|(_, defined)| *defined)
    };
    // What the prelude knows has a short name: `Vec` of `std::vec::Vec`.
    let of_prelude = || {
        let (module, name) = written.strip_prefix("std::")?.split_once("::")?;
        of(name).filter(|defined| defined.contains(&format!("::{module}::")))
    };
    of(written).or_else(of_prelude)
}

/// The shortest path by which users name what a path of `std` names, where that is another one: `std::hash::RandomState` of
/// `std::collections::hash_map::RandomState`.
pub fn shortest_of_std(written: &str) -> Option<&'static str> {
    static SHORTEST: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
        let mut shortest = BTreeMap::new();
        for (path, defined) in DEFINED.iter() {
            let known = shortest.entry(*defined).or_insert(*path);
            if path.len() < known.len() {
                *known = path;
            }
        }
        shortest
    });
    let at = DEFINED.binary_search_by(|(path, _)| (*path).cmp(written)).ok()?;
    let (_, defined) = DEFINED.get(at)?;
    SHORTEST.get(defined).copied().filter(|shortest| *shortest != written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_each_line_has_two_paths() {
        assert_eq!(include_str!("standard.txt").lines().count(), DEFINED.len());
        assert!(DEFINED.is_sorted_by(|(one, _), (other, _)| one < other));
        assert!(DEFINED.iter().all(|(one, other)| !one.is_empty() && !other.contains(' ')));
    }

    #[test]
    fn a_type_is_found_by_the_path_that_users_write() {
        assert_eq!(defined_at("Vec"), Some("alloc::vec::Vec"));
        assert_eq!(defined_at("std::vec::Vec"), Some("alloc::vec::Vec"));
        assert_eq!(defined_at("std::io::Cursor"), Some("core::io::cursor::Cursor"));
        assert_eq!(defined_at("std::ffi::c_int"), Some("core::ffi::primitives::c_int"));
        assert_eq!(defined_at("std::os::fd::RawFd"), Some("std::os::fd::raw::RawFd"));
        assert_eq!(defined_at("std::vec::Missing"), None);
        assert!(is_definition("alloc::vec::Vec") && !is_definition("std::io::Cursor"));
    }
    #[test]
    fn of_several_paths_the_shortest_is_known() {
        let of = "std::collections::hash_map::RandomState";
        assert_eq!(shortest_of_std(of), Some("std::hash::RandomState"));
        assert_eq!(shortest_of_std("std::hash::RandomState"), None);
        assert_eq!(shortest_of_std("std::vec::Vec"), Some("Vec"));
        assert_eq!(shortest_of_std("Vec"), None);
        assert_eq!(shortest_of_std("std::hash_map::Missing"), None);
    }
}
