//! A value as it is written where a quote is open, and where none is.

use boundstone_model::Quotes;

use super::{toml, yaml};

/// `value` with what it takes to be read as itself.
pub(super) fn written(value: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::Toml(quotes) => toml::written(value, quotes),
        Quotes::Yaml(quotes) => yaml::written(value, quotes),
        Quotes::Needless => value.to_owned(),
    }
}

/// The same for a value that goes on: the quote that it takes stays open.
pub(super) fn begun(value: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::Toml(quotes) => toml::begun(value, quotes),
        Quotes::Yaml(quotes) => yaml::begun(value, quotes),
        Quotes::Needless => value.to_owned(),
    }
}
