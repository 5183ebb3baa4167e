//! `api-extractor.json`, as far as it says what belongs to a package.

use std::sync::Arc;

use boundstone_model::ApiExtractorConfig;

use super::{json, too_large};

/// Reads an `api-extractor.json`, and the reason why that may not be all. JSON with comments.
pub fn read(text: &str) -> (ApiExtractorConfig, Option<String>) {
    if let Some(reason) = too_large(text) {
        return (ApiExtractorConfig::default(), Some(reason));
    }
    let text = json::without_mark(text);
    let root = match json::parse(&text, &json::WITH_COMMENTS) {
        Ok(Some(root)) => root,
        Ok(None) => return (ApiExtractorConfig::default(), None),
        Err(reason) => return (ApiExtractorConfig::default(), Some(reason)),
    };
    let extends = json::get(&root, "extends").and_then(json::text).map(Arc::from);
    let Some(stated) = json::get(&root, "bundledPackages") else {
        return (ApiExtractorConfig { extends, bundled_packages: None }, None);
    };
    let items = json::items(stated);
    let names: Box<[Arc<str>]> = items.iter().filter_map(json::text).map(Arc::from).collect();
    let is_list = stated.as_array().is_some() && names.len() == items.len();
    let reason = (!is_list).then(|| "`bundledPackages` is not a list of strings".to_owned());
    (ApiExtractorConfig { extends, bundled_packages: Some(names) }, reason)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_bundled_and_what_says_the_rest() {
        let (config, reason) = read(
            r#"{
                // the base says more
                "extends": "<projectFolder>/../base.json",
                "bundledPackages": ["@acme/*", "left-pad"], /* , */
            }"#,
        );
        assert_eq!(config.extends.as_deref(), Some("<projectFolder>/../base.json"));
        let bundled = config.bundled_packages.unwrap();
        assert_eq!(bundled.iter().map(|it| &**it).collect::<Vec<_>>(), ["@acme/*", "left-pad"]);
        assert_eq!(reason, None);
    }

    #[test]
    fn what_is_wrong_is_said_and_the_rest_is_read() {
        let (config, reason) = read(r#"{ "bundledPackages": ["a", 1] }"#);
        assert_eq!(config.bundled_packages.unwrap().len(), 1);
        assert_eq!(reason.as_deref(), Some("`bundledPackages` is not a list of strings"));
        assert!(read("{").1.is_some());
        assert_eq!(read("").1, None);
        assert_eq!(read("{}").0.bundled_packages, None);
    }
}
