//! Resolution of TypeScript and JavaScript: packages, specifiers, and what modules export.

mod bundled;
mod conditions;
mod entry;
mod exports;
mod name;
mod package;
mod promise;
mod resolver;
mod rows;
mod specifier;
mod surface;
mod ways;

pub(crate) use conditions::NamesOfKey;
pub(super) use conditions::by_condition;
pub(super) use entry::entry_files;
pub(crate) use entry::is_of_files;
pub(super) use name::{brings, imported as imported_in, module_file, modules, named as named_in};
pub(crate) use package::{Modules, split_package};
pub(super) use promise::{exported, is_elsewhere, is_type_alone, meant, package_behind, way_to};
pub(super) use resolver::Resolver;
pub(super) use rows::{imported, rows};
pub(super) use surface::exposed;
