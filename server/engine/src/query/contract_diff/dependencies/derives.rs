//! Derives that implement a trait of the crate that has them.

use std::sync::Arc;

use boundstone_model::{FileFacts, Signature};

use crate::class::derived_path;

/// The crate, and its derives. Source: the documentation of each crate.
const OF_ITS_OWN: [(&str, &[&str]); 14] = [
    ("arbitrary", &["Arbitrary"]),
    ("bincode", &["Decode", "Encode"]),
    ("borsh", &["BorshDeserialize", "BorshSerialize"]),
    ("bytemuck", &["AnyBitPattern", "NoUninit", "Pod", "Zeroable"]),
    ("clap", &["Args", "Parser", "Subcommand", "ValueEnum"]),
    ("diesel", &["AsChangeset", "Identifiable", "Insertable", "Queryable", "Selectable"]),
    ("prost", &["Message"]),
    ("rkyv", &["Archive", "Deserialize", "Serialize"]),
    ("schemars", &["JsonSchema"]),
    ("serde", &["Deserialize", "Serialize"]),
    ("sqlx", &["FromRow"]),
    ("utoipa", &["ToSchema"]),
    ("zerocopy", &["FromBytes", "Immutable", "IntoBytes", "KnownLayout", "Unaligned"]),
    ("zeroize", &["Zeroize", "ZeroizeOnDrop"]),
];

/// The traits of other crates that a type has by such a derive before and now, by their paths.
pub(super) fn kept(was: &Signature, is: &Signature, facts: &FileFacts) -> Vec<String> {
    let kept = was.marks.iter().filter(|mark| is.marks.contains(mark));
    let paths = kept.filter_map(|mark: &Arc<str>| derived_path(mark));
    paths.filter_map(|path| own_trait(path, facts)).collect()
}

/// The trait that a derive of this path implements, if it is one of the crate of the derive.
fn own_trait(path: &str, facts: &FileFacts) -> Option<String> {
    let is_of = |from: &str, name: &str| {
        let known = OF_ITS_OWN.iter().find(|(of, _)| *of == from);
        known.is_some_and(|(_, names)| names.contains(&name))
    };
    let whole = match path.trim_start_matches("::").rsplit_once("::") {
        Some((from, name)) => (from.to_owned(), name.to_owned()),
        None => {
            let references = facts.references();
            let import = references.imports.iter().find(|it| it.bound == path)?;
            (import.from.trim_start_matches("::").to_owned(), import.name.to_owned())
        }
    };
    is_of(&whole.0, &whole.1).then(|| format!("{}::{}", whole.0, whole.1))
}
