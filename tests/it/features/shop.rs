//! The bundled shop, as its README describes it.

use crate::repository::Repository;

#[test]
fn check_finds_what_the_readme_of_the_shop_says() {
    let answer = Repository::shop().json(&["check"]);
    let row = |it: &serde_json::Value| {
        format!("{} {}", it["path"].as_str().unwrap(), it["rule"].as_str().unwrap())
    };
    let rows: Vec<_> = answer["findings"].as_array().unwrap().iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ".github/CODEOWNERS ownership/dead-rule",
            "crates/orders/src/checkout.rs decision/superseded",
            "crates/shipping/boundary.toml config/unknown-key",
            "web/storefront/src/price.ts decision/unknown",
        ]
    );
}

#[test]
fn lsp_and_command_line_find_the_same() {
    let shop = Repository::shop();
    let answer = shop.json(&["check"]);
    for finding in answer["findings"].as_array().unwrap() {
        let path = finding["path"].as_str().unwrap();
        let mut client = crate::session::start(&shop, crate::session::capabilities());
        let uri = shop.uri(path);
        client.open(&uri, "x", &shop.read(path));
        let report = crate::session::published(&mut client, &uri);
        assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(1), "{report}");
        assert_eq!(report["diagnostics"][0]["code"], finding["rule"]);
    }
}
