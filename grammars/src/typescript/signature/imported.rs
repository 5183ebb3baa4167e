//! What the names are that the imports of a file bind.

use boundstone_model::{ImportForm, References};
use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::writer::{Mark, Writer};

/// What an import binds a name to.
pub(super) enum Imported {
    /// By its name there, and whether a package has it.
    Named(Mark, bool),
    /// A module as one object, by its specifier.
    Module(Mark),
}

/// What each name that an import binds is called by its definer.
pub(super) fn imported<'a>(references: &References<'a>) -> FxHashMap<&'a str, Imported> {
    let imports = references.imports.iter().filter(|it| it.scope == 0 && !it.bound.is_empty());
    let imported = imports.filter_map(|it| match it.form {
        ImportForm::Named if it.name == "default" => {
            Some((it.bound, Imported::Module(format!("import({:?}).default", it.from).into())))
        }
        ImportForm::Named => {
            Some((it.bound, Imported::Named(it.name.into(), is_of_package(it.from))))
        }
        ImportForm::Namespace => {
            Some((it.bound, Imported::Module(format!("import({:?})", it.from).into())))
        }
        _ => None,
    });
    imported.collect()
}

/// Whether a specifier leads to a package, and not to a file of this one.
fn is_of_package(specifier: &str) -> bool {
    !specifier.starts_with(['.', '/', '#', '~']) && !specifier.starts_with("@/")
}

impl Writer<'_> {
    pub(super) fn is_imported(&self, name: &str) -> bool {
        self.imports.contains_key(name)
    }

    /// The module that a name brings as one object: `import("./a")`.
    pub(super) fn module(&self, name: &str) -> Option<Mark> {
        match self.imports.get(name) {
            Some(Imported::Module(module)) if module.ends_with(')') => Some(module.clone()),
            _ => None,
        }
    }

    /// What a function of a package is called there: `memo` of `memo(…)`, of `React.memo(…)`.
    pub(super) fn name_in_package(&self, function: Node<'_>) -> Option<&str> {
        if function.kind() == "identifier" {
            return match self.imports.get(self.slice(function))? {
                Imported::Named(name, is_of_package) => is_of_package.then_some(name),
                Imported::Module(_) => None,
            };
        }
        let object = function.child_by_field_name("object")?;
        let Imported::Module(module) = self.imports.get(self.slice(object))? else { return None };
        let (_, specifier) = module.split_once('"')?;
        let name = function.child_by_field_name("property").map(|it| self.slice(it));
        name.filter(|_| is_of_package(specifier))
    }
}
