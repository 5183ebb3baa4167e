use boundstone_model::RepoPath;
use proptest::prelude::*;

use super::*;

fn field(number: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![number << 3 | 2];
    let mut length = content.len();
    while length >= 0x80 {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(content);
    bytes
}

/// A document with its occurrences: symbol, and whether it is defined there. Each occurrence has the place
/// that an indexer gives it, which is not read.
fn document(path: &str, occurrences: &[(&str, bool)]) -> Vec<u8> {
    let occurrence = |(symbol, defines): &(&str, bool)| {
        let mut bytes = field(1, &[3, 4, 9]);
        bytes.extend(field(2, symbol.as_bytes()));
        bytes.extend([3 << 3, u8::from(*defines)]);
        field(2, &bytes)
    };
    let mut bytes = field(4, b"rust");
    bytes.extend(field(1, path.as_bytes()));
    occurrences.iter().for_each(|it| bytes.extend(occurrence(it)));
    field(2, &bytes)
}

fn path(text: &str) -> RepoPath {
    RepoPath::new(text).unwrap()
}

const NEW: &str = "rust-analyzer cargo ledger 1.0.0 impl#[Entry]new().";
const DERIVED: &str = "rust-analyzer cargo ledger 1.0.0 impl#[Entry][Default]default().";
const STANDARD: &str = "rust-analyzer cargo std 1.0.0 impl#[Entry][Default]default().";

fn index() -> Vec<u8> {
    let mut bytes = field(1, b"\x08\x00");
    bytes.extend(document("ledger/src/lib.rs", &[(NEW, true), (NEW, false), ("local 3", true)]));
    bytes.extend(document("shop/src/lib.rs", &[(NEW, false), (DERIVED, false), (NEW, false)]));
    bytes.extend(document("other/src/lib.rs", &[(STANDARD, false)]));
    bytes.extend(document("../../outside.rs", &[(NEW, false)]));
    bytes
}

#[test]
fn uses_of_other_files_are_confirmed() {
    let index = read(&path("rust"), &index()).unwrap();
    let confirms = |user: &str, holder: Option<&str>, name: &str| {
        index.confirms(&path(user), &path("rust/ledger/src/lib.rs"), holder, name)
    };
    assert!(confirms("rust/shop/src/lib.rs", Some("Entry"), "new"));
    assert!(confirms("rust/shop/src/lib.rs", None, "new"));
    assert!(confirms("rust/shop/src/lib.rs", Some("Entry"), "default"), "a macro made it");
    assert!(!confirms("rust/shop/src/lib.rs", Some("Other"), "new"));
    assert!(!confirms("rust/shop/src/lib.rs", Some("Entry"), "open"));
    assert!(!confirms("rust/ledger/src/lib.rs", Some("Entry"), "new"), "its own");
    assert!(!confirms("rust/other/src/lib.rs", Some("Entry"), "default"), "of another package");
    assert!(!index.confirms(
        &path("rust/shop/src/lib.rs"),
        &path("rust/shop/src/entry.rs"),
        Some("Entry"),
        "new"
    ));
    assert_eq!(index.uses.len(), 1, "{:?}", index.uses.keys());
}

#[test]
fn what_is_no_index_says_so() {
    let mut cut = index();
    cut.truncate(cut.len() - 4);
    for bytes in [&cut[..], b"\xff\xff\xff", b"Not an index at all\n"] {
        let reason = read(&RepoPath::root(), bytes).unwrap_err();
        assert!(reason.starts_with("it is no SCIP index: "), "{reason}");
    }
    assert_eq!(read(&RepoPath::root(), b"").unwrap(), ScipIndex::default());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0usize..200) {
        let _ = read(&RepoPath::root(), &bytes);
        let mut broken = index();
        for (place, byte) in broken.iter_mut().skip(at).zip(&bytes) {
            *place = *byte;
        }
        let _ = read(&RepoPath::root(), &broken);
    }
}
