//! `tsconfig.json` and other files of its form.

use std::sync::Arc;

use boundstone_model::{Spanned, TsConfig, TsPaths};
use jsonc_parser::ast::Value;

use super::{json, too_large};

/// Reads a `tsconfig.json`: what can be read, and the reason why that may not be all. JSON with comments
/// and trailing commas; an empty file says nothing.
pub fn read(text: &str) -> (TsConfig, Option<String>) {
    if let Some(reason) = too_large(text) {
        return (TsConfig::default(), Some(reason));
    }
    let text = json::without_mark(text);
    let (root, reason) = match json::parse(&text, &json::WITH_COMMENTS) {
        Ok(root) => (root, None),
        // TypeScript says what is wrong, and reads on.
        Err(reason) => (json::parse(&text, &json::LOOSE).ok().flatten(), Some(reason)),
    };
    let Some(root) = root else { return (TsConfig::default(), reason) };
    let mut reading = Reading { reason };
    if root.as_object().is_none() {
        reading.refuse::<()>("the file", "an object");
    }
    let root = Some(&root);
    let options = reading.value(root, "compilerOptions");
    if options.is_some_and(|options| options.as_object().is_none()) {
        reading.refuse::<()>("compilerOptions", "an object");
    }
    let config = TsConfig {
        extends: reading.extends(root),
        files: reading.texts(root, "files"),
        include: reading.texts(root, "include"),
        exclude: reading.texts(root, "exclude"),
        references: reading.references(root),
        base_url: reading.text(options, "baseUrl"),
        paths: reading.paths(options),
        root_dir: reading.text(options, "rootDir"),
        root_dirs: reading.texts(options, "rootDirs"),
        out_dir: reading.text(options, "outDir"),
        declaration_dir: reading.text(options, "declarationDir"),
        module_suffixes: reading.texts(options, "moduleSuffixes"),
        custom_conditions: reading.texts(options, "customConditions"),
        allow_js: reading.flag(options, "allowJs").or_else(|| reading.flag(options, "checkJs")),
    };
    (config, reading.reason)
}

/// Reads values of the kind that TypeScript wants, and keeps what is first wrong with them.
struct Reading {
    reason: Option<String>,
}

impl Reading {
    /// What stands under `key`, unless it is `null`, which says nothing.
    fn value<'v, 'a>(&self, table: Option<&'v Value<'a>>, key: &str) -> Option<&'v Value<'a>> {
        json::get(table?, key).filter(|value| value.as_null_keyword().is_none())
    }

    fn text(&mut self, table: Option<&Value>, key: &str) -> Option<Arc<str>> {
        let value = self.value(table, key)?;
        json::text(value).map(Arc::from).or_else(|| self.refuse(key, "a string"))
    }

    fn flag(&mut self, table: Option<&Value>, key: &str) -> Option<bool> {
        let value = self.value(table, key)?;
        value.as_boolean_lit().map(|it| it.value).or_else(|| self.refuse(key, "true or false"))
    }

    fn texts(&mut self, table: Option<&Value>, key: &str) -> Option<Box<[Arc<str>]>> {
        let value = self.value(table, key)?;
        self.list(key, value)
    }

    /// A list of strings; what is no string in it is left out.
    fn list(&mut self, key: &str, value: &Value) -> Option<Box<[Arc<str>]>> {
        if value.as_array().is_none() {
            return self.refuse(key, "a list of strings");
        }
        let items = json::items(value);
        let texts: Box<[Arc<str>]> = items.iter().filter_map(json::text).map(Arc::from).collect();
        if texts.len() < items.len() {
            self.refuse::<()>(key, "a list of strings");
        }
        Some(texts)
    }

    /// A string, or a list of them.
    fn extends(&mut self, root: Option<&Value>) -> Box<[Spanned<Arc<str>>]> {
        let Some(value) = self.value(root, "extends") else { return Box::default() };
        let stated = match value {
            Value::Array(_) => json::items(value),
            value => std::slice::from_ref(value),
        };
        let files: Box<[_]> = stated.iter().filter_map(json::spanned).collect();
        if files.len() < stated.len() {
            self.refuse::<()>("extends", "a string or a list of strings");
        }
        files
    }

    fn references(&mut self, root: Option<&Value>) -> Box<[Arc<str>]> {
        let Some(value) = self.value(root, "references") else { return Box::default() };
        let items = json::items(value);
        let path = |item| json::get(item, "path").and_then(json::text).map(Arc::from);
        let paths: Box<[_]> = items.iter().filter_map(path).collect();
        if value.as_array().is_none() || paths.len() < items.len() {
            self.refuse::<()>("references", "a list of objects with a `path`");
        }
        paths
    }

    fn paths(&mut self, options: Option<&Value>) -> Option<Box<[TsPaths]>> {
        let value = self.value(options, "paths")?;
        if value.as_object().is_none() {
            return self.refuse("paths", "an object");
        }
        let mut paths = Vec::new();
        for (pattern, targets) in json::entries(value) {
            let targets = self.list("paths", targets).unwrap_or_default();
            paths.push(TsPaths { pattern: Arc::from(pattern), targets });
        }
        Some(paths.into())
    }

    fn refuse<T>(&mut self, what: &str, expected: &str) -> Option<T> {
        self.reason.get_or_insert_with(|| format!("`{what}` is not {expected}"));
        None
    }
}
