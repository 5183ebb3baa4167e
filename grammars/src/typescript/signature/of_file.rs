//! The names that a file brings and declares for all that stands in it.

use std::ops::Range;

use boundstone_model::{ImportForm, References};
use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::pattern;
use super::writer::{Mark, Writer};

/// Read once for all signatures of the file.
pub(super) struct OfFile<'a> {
    /// What each name that an import binds is called by its definer.
    pub(super) imports: FxHashMap<&'a str, Imported>,
    /// Where its declarations stand, by their names.
    declared: FxHashMap<&'a str, Vec<Range<usize>>>,
}

impl<'a> OfFile<'a> {
    pub(super) fn read(text: &'a str, root: Node<'_>, references: &References<'a>) -> Self {
        Self { imports: imported(references), declared: declared(text, root) }
    }
}

/// What an import binds a name to.
pub(super) enum Imported {
    /// By its name there, and whether a package has it.
    Named(Mark, bool),
    /// A module as one object, by its specifier.
    Module(Mark),
}

fn imported<'a>(references: &References<'a>) -> FxHashMap<&'a str, Imported> {
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

fn declared<'a>(text: &'a str, root: Node<'_>) -> FxHashMap<&'a str, Vec<Range<usize>>> {
    let mut found: FxHashMap<&str, Vec<Range<usize>>> = FxHashMap::default();
    for statement in root.named_children(&mut root.walk()) {
        let declaration = statement.child_by_field_name("declaration").unwrap_or(statement);
        let each = match declaration.child_by_field_name("name") {
            Some(_) => vec![declaration],
            None => declaration.named_children(&mut declaration.walk()).collect(),
        };
        for one in each {
            let Some(name) = one.child_by_field_name("name") else { continue };
            let names = match name.kind() {
                "object_pattern" | "array_pattern" => pattern::names(name),
                _ => vec![name],
            };
            for name in names {
                let word = text.get(name.byte_range()).unwrap_or_default();
                found.entry(word).or_default().push(one.byte_range());
            }
        }
    }
    found
}

/// Whether a specifier leads to a package, and not to a file of this one.
fn is_of_package(specifier: &str) -> bool {
    !specifier.starts_with(['.', '/', '#', '~']) && !specifier.starts_with("@/")
}

impl Writer<'_> {
    /// Whether the file brings or declares a name.
    pub(super) fn is_of_file(&self, name: &str) -> bool {
        self.file.imports.contains_key(name) || self.file.declared.contains_key(name)
    }

    /// The declaration of the file by a name; `None` where there are several.
    pub(super) fn declared_by_file<'t>(&self, name: Node<'t>) -> Option<Node<'t>> {
        let [one] = self.file.declared.get(self.slice(name))?.as_slice() else { return None };
        let mut root = name;
        while let Some(around) = root.parent() {
            root = around;
        }
        root.descendant_for_byte_range(one.start, one.end)
    }

    /// The module that a name brings as one object: `import("./a")`.
    pub(super) fn module(&self, name: &str) -> Option<Mark> {
        match self.file.imports.get(name) {
            Some(Imported::Module(module)) if module.ends_with(')') => Some(module.clone()),
            _ => None,
        }
    }

    /// What a function of a package is called there: `memo` of `memo(…)`, of `React.memo(…)`.
    pub(super) fn name_in_package(&self, function: Node<'_>) -> Option<&str> {
        if function.kind() == "identifier" {
            return match self.file.imports.get(self.slice(function))? {
                Imported::Named(name, is_of_package) => is_of_package.then_some(name),
                Imported::Module(_) => None,
            };
        }
        let object = function.child_by_field_name("object")?;
        let Imported::Module(module) = self.file.imports.get(self.slice(object))? else {
            return None;
        };
        let (_, specifier) = module.split_once('"')?;
        let name = function.child_by_field_name("property").map(|it| self.slice(it));
        name.filter(|_| is_of_package(specifier))
    }
}
