//! JSON Schemas of our own files, for TOML language servers to complete and check them.
//!
//! Our readers give spans and good messages, which serde's cannot, so the types here are read by nobody;
//! a test holds that they have just the keys that the readers know.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::config::schema::BoundstoneToml;
use crate::contract::schema::BoundaryToml;

/// The file name in `docs/schemas/` and the schema of each file that people write for Boundstone.
pub fn schemas() -> [(&'static str, Schema); 2] {
    [
        ("boundary.toml.json", schema_of::<BoundaryToml>()),
        ("boundstone.toml.json", schema_of::<BoundstoneToml>()),
    ]
}

/// In draft 7, which TOML language servers know best.
fn schema_of<T: JsonSchema>() -> Schema {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    RecursiveTransform(without_null).transform(&mut schema);
    schema
}

/// What each of these keys of a table is for, as its schema describes it.
pub(crate) fn purposes<T: JsonSchema>(keys: &[&str]) -> Vec<String> {
    let schema = schema_of::<T>();
    let properties = schema.get("properties");
    let purpose = |key: &&str| {
        let described = properties.and_then(|it| it.get(*key)?.get("description")?.as_str());
        described.unwrap_or_default().replace('\n', " ")
    };
    keys.iter().map(purpose).collect()
}

/// TOML has no null: what may be missing is not required, and that is all.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    let is_null = |value: &Value| *value == json!("null") || *value == json!({ "type": "null" });
    for key in ["type", "anyOf", "enum"] {
        let Some(Value::Array(choices)) = object.get_mut(key) else { continue };
        choices.retain(|choice| !is_null(choice) && !choice.is_null());
        if let [only] = choices.as_slice() {
            let only = only.clone();
            match (key, only) {
                ("type", only) => {
                    object.insert(key.to_owned(), only);
                }
                ("anyOf", Value::Object(inner)) => {
                    object.remove(key);
                    object.extend(inner);
                }
                _ => {}
            }
        }
    }
}

/// A string that is one of these words.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Schema {
    let words: Vec<&str> = words.into_iter().collect();
    schemars::json_schema!({ "type": "string", "enum": words })
}

/// A string, or a list of strings.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum TextOrTexts {
    Text(String),
    Texts(Vec<String>),
}

/// Gives a type this schema. A field's own `schema_with` would make the field required.
macro_rules! has_schema {
    ($type:ident, $schema:expr) => {
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema
            }
        }
    };
}
pub(crate) use has_schema;

/// A day, as 2027-01-31.
pub(crate) struct Day;
has_schema!(Day, schemars::json_schema!({ "type": "string", "format": "date" }));

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The keys of a table of a schema, in order.
    pub(crate) fn keys<T: JsonSchema>() -> Vec<String> {
        let schema = schema_of::<T>();
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut keys: Vec<String> =
            properties.into_iter().flatten().map(|(key, _)| key.clone()).collect();
        keys.sort();
        keys
    }

    /// The keys of a table that must be there, in order.
    pub(crate) fn required<T: JsonSchema>() -> Vec<String> {
        let schema = schema_of::<T>();
        let required = schema.get("required").and_then(Value::as_array);
        let mut keys: Vec<String> = required
            .into_iter()
            .flatten()
            .filter_map(|key| Some(key.as_str()?.to_owned()))
            .collect();
        keys.sort();
        keys
    }

    pub(crate) fn sorted<const N: usize>(keys: [&str; N]) -> Vec<String> {
        let mut keys = keys.map(str::to_owned).to_vec();
        keys.sort();
        keys
    }

    #[test]
    fn nothing_in_a_schema_is_null() {
        for (name, schema) in schemas() {
            let text = serde_json::to_string(&schema).unwrap();
            assert!(!text.contains("null"), "{name}: {text}");
        }
    }
}
