//! What the features of a Cargo package promise.

use super::{changes, human, shown};
use crate::repository::Repository;

#[test]
fn features_are_promised_too() {
    let manifest = |features: &str| {
        format!(
            "[package]\nname = \"lib\"\nversion = \"1.2.0\"\n[dependencies]\nserde = {{ version = \"1\", \
             optional = true }}\nlog = {{ version = \"0.4\", optional = true }}\n[features]\n{features}"
        )
    };
    let before = manifest(
        "default = [\"std\", \"fast\"]\nstd = [\"alloc\"]\nalloc = []\nfast = []\nfull = [\"std\", \
         \"fast\"]\nold = []\n_own = []\nunstable-x = []\nmore = []\nwide = [\"fast\"]\n",
    );
    let code = "#[cfg(feature = \"alloc\")]\npub fn list() {}\n";
    let repository = Repository::of(&format!("//- Cargo.toml\n{before}//- src/lib.rs\n{code}"));
    repository.write(
        "Cargo.toml",
        &manifest(
            "default = [\"std\", \"more\"]\nstd = []\nalloc = []\nfast = []\nfull = [\"std\", \"fast\"]\nnew = \
             [\"dep:log\"]\nmore = []\nwide = []\n",
        ),
    );
    // `log` is no feature by itself any more; what `full` lost, `std` tells. No item is compiled for `fast`.
    insta::assert_snapshot!(human(&repository), @"
    Since HEAD (…), as asked:
    lib  breaking: raise the major version of 1.2.0
      breaking  feature default  Cargo.toml:8
                no longer enables `fast`
                enables `more` now
      breaking  feature log  Cargo.toml:6 before the change
                removed
      breaking  feature old  Cargo.toml:13 before the change
                removed
      breaking  feature std  Cargo.toml:9
                no longer enables `alloc`
      breaking  feature wide  Cargo.toml:15
                no longer enables `fast` (likely)
      unknown   feature _own  Cargo.toml:14 before the change
                removed (likely)
      unknown   feature unstable-x  Cargo.toml:15 before the change
                removed (likely)
      additive  feature new  Cargo.toml:13
                added
    ");
    let markdown = shown(&repository, "markdown");
    assert!(
        markdown
            .contains("| breaking | feature `old` | removed | `Cargo.toml:13` before the change |"),
        "{markdown}"
    );
}

#[test]
fn what_a_private_feature_compiles_is_promised_to_nobody() {
    let manifest = "//- Cargo.toml\npackage.name = \"lib\"\n[features]\ntls = [\"__tls\"]\n__tls = []\n__own = []\n";
    let code = "#[cfg(any(test, feature = \"__own\"))]\npub mod own { pub fn a() {} }\n\
                #[cfg(feature = \"__tls\")]\npub fn with_tls() {}\n";
    let said = changes(&format!("{manifest}//- src/lib.rs\n{code}"), "src/lib.rs", "");
    insta::assert_snapshot!(said.join("\n"), @"
    breaking with_tls: item_removed
    unknown own: item_removed
    ");
}

/// What a feature lets in, those let in that enable it.
#[test]
fn a_condition_means_what_features_enable() {
    let code = |cfg: &str| format!("#[cfg({cfg})]\npub struct Acceptor;\n");
    let manifest = "//- Cargo.toml\npackage.name = \"lib\"\n[features]\nrustls = [\"tls\"]\nopenssl = [\"tls\"]\ntls = []\n";
    let said = |old: &str, new: &str| {
        let files = format!("{manifest}//- src/lib.rs\n{}", code(old));
        changes(&files, "src/lib.rs", &code(new)).join("\n")
    };
    let (each, one) = ("any(feature = \"rustls\", feature = \"openssl\")", "feature = \"tls\"");
    // By itself too, it is wider.
    assert_eq!(said(each, one), "additive Acceptor: cfg_changed");
    assert_eq!(said(one, each), "breaking Acceptor: cfg_changed");
}
