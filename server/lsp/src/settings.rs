//! The client's settings, under `boundstone`.

use serde::Deserialize;

/// What a user can switch off in the editor, or on. What the repository decides stands in `boundstone.toml`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Settings {
    pub(crate) hover: bool,
    pub(crate) code_lens: bool,
    pub(crate) code_actions: bool,
    pub(crate) diagnostics: bool,
    pub(crate) completion: bool,
    pub(crate) inlay_hints: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hover: true,
            code_lens: true,
            code_actions: true,
            diagnostics: true,
            completion: true,
            inlay_hints: false,
        }
    }
}

/// The section that the client is asked for.
pub(crate) const SECTION: &str = "boundstone";

impl Settings {
    /// Reads a client's value: the section itself, or an object that holds it. Null is the default.
    pub(crate) fn read(value: &serde_json::Value) -> Result<Self, String> {
        let section = value.get(SECTION).unwrap_or(value);
        if section.is_null() {
            return Ok(Self::default());
        }
        serde_json::from_value(section.clone())
            .map_err(|error| format!("the settings under `{SECTION}` are not understood: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_the_section_with_or_without_its_name() {
        let off = Settings { code_lens: false, ..Settings::default() };
        assert_eq!(Settings::read(&json!({"boundstone": {"codeLens": false}})), Ok(off));
        assert_eq!(Settings::read(&json!({"codeLens": false})), Ok(off));
        assert_eq!(Settings::read(&json!(null)), Ok(Settings::default()));
        let off = Settings { code_actions: false, ..Settings::default() };
        assert_eq!(Settings::read(&json!({"codeActions": false})), Ok(off));
        let on = Settings { inlay_hints: true, ..Settings::default() };
        assert_eq!(Settings::read(&json!({"inlayHints": true})), Ok(on));
        assert!(Settings::read(&json!({"codeLens": "never"})).is_err());
    }
}
