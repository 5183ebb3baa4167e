//! Resolution of Rust: packages, the tree of modules, and the names in them.

mod expansion;
mod lookup;
mod meaning;
mod name;
mod package;
mod place;
mod promise;
mod resolver;
mod rows;
mod surface;

pub(super) use expansion::brings_otherwise;
pub(super) use name::{is_of_library, is_test, leads, led_to, named as named_in};
pub(crate) use package::Packages;
pub(super) use place::{by_path_attribute, declaring, places_of_modules, root_of};
pub(super) use promise::{is_elsewhere, meant};
pub(super) use resolver::{Resolver, segments_of};
pub(super) use rows::rows;
pub(crate) use surface::Trait;
pub(super) use surface::{exposed, named, outside, traits};
