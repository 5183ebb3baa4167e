//! Where well-known crates define what they show elsewhere.

use std::sync::LazyLock;

/// Types and traits of the crates that others depend on. In each line a module by the path that users write, the one
/// where what follows is defined, and the names; `Error=ShapeError` is one that is called otherwise where it is defined,
/// and `U#` stands for a name with any number, as `typenum` makes them.
/// A line that begins with `~` holds of the newest version that is known, and of older ones something else, or nothing but
/// the crate's own text says it.
///
/// Source: the public items of each crate that a registry of 4,127 packages held in November 2026, where one of its
/// packages depends on that crate: of all versions where four do, else of the newest three. The compiler confirms them in
/// rustdoc's JSON of 500 other packages: what it contradicts was left out, and so was all that it does not tell of where
/// it contradicts more than one name in twenty of the crate. Without bindings to the system, and crates of more than 500 names.
/// 187 crates that were not among them come of the newest versions that sixteen large repositories are built with, where two
/// of their packages ask for the crate, confirmed in the same way by rustdoc's JSON of 100 others; 606 more of a folder of
/// 3,900 packages, where one of those asks for the crate, by the JSON of 160 others.
const TABLE: &str = include_str!("crates.txt");

const ANY_NUMBER: &str = "#";

/// Where a crate defines something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DefinedByCrate {
    pub path: String,
    /// No other place is known, of any version.
    pub is_certain: bool,
}

struct Known {
    module: &'static str,
    name: &'static str,
    defining: &'static str,
    own_name: &'static str,
    is_certain: bool,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut known: Vec<Known> = TABLE.lines().flat_map(of_line).collect();
    known.sort_by_key(|it| (it.module, it.name));
    known
});

fn of_line(line: &'static str) -> impl Iterator<Item = Known> {
    let is_certain = !line.starts_with('~');
    let mut words = line.trim_start_matches('~').split(' ');
    let (module, defining) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    words.map(move |word| {
        let (name, own_name) = word.split_once('=').unwrap_or((word, word));
        Known { module, name, defining, own_name, is_certain }
    })
}

/// The path where a crate defines what users write this path for, from that crate's own name.
pub fn defined_by_crate(written: &str) -> Option<DefinedByCrate> {
    let (module, name) = written.rsplit_once("::")?;
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let (_, number) = name.split_at(word.len());
    let numbered = || known(module, &[word, ANY_NUMBER].concat());
    let found = known(module, name).or_else(|| numbered().filter(|_| !number.is_empty()))?;
    let path = [found.defining, found.own_name].join("::").replace(ANY_NUMBER, number);
    Some(DefinedByCrate { path, is_certain: found.is_certain })
}

fn known(module: &str, name: &str) -> Option<&'static Known> {
    let at = KNOWN.binary_search_by(|it| (it.module, it.name).cmp(&(module, name))).ok()?;
    KNOWN.get(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_stands_once_and_each_line_is_whole() {
        assert!(TABLE.lines().all(|line| line.split(' ').count() >= 3));
        assert!(KNOWN.windows(2).all(|it| (it[0].module, it[0].name) < (it[1].module, it[1].name)));
        let is_elsewhere = |it: &Known| it.module != it.defining || it.name != it.own_name;
        assert!(KNOWN.iter().all(is_elsewhere));
    }

    #[test]
    fn a_type_is_found_by_the_path_that_users_write() {
        let certain = |path: &str| Some(DefinedByCrate { path: path.into(), is_certain: true });
        assert_eq!(defined_by_crate("chrono::DateTime"), certain("chrono::datetime::DateTime"));
        assert_eq!(defined_by_crate("syn::Ident"), certain("proc_macro2::Ident"));
        assert_eq!(defined_by_crate("typenum::U8").unwrap().path, "typenum::gen::consts::U8");
        assert_eq!(defined_by_crate("typenum::consts::Missing7"), None);
        assert_eq!(defined_by_crate("chrono::Missing"), None);
        assert_eq!(defined_by_crate("chrono"), None);
        // Before version 0.5 it stood beside `Bytes`.
        let uncertain = defined_by_crate("bytes::BytesMut").unwrap();
        assert_eq!(uncertain.path, "bytes::bytes_mut::BytesMut");
        assert!(!uncertain.is_certain);
    }
}
