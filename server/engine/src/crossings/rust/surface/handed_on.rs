//! What users can name that is no item of the crate: what others define, and what macros make.

use boundstone_model::{Import, ImportForm, ItemKind, Visibility};
use rustc_hash::FxHashSet;

use super::super::super::files::FileId;
use super::super::super::source::Module;
use super::super::meaning::Target;
use super::super::resolver::segments_of;
use super::way::Way;
use super::{Brings, SEPARATOR, Standing, Walk};

impl Walk<'_, '_> {
    /// Notes a module that a macro is given to declare, which is no item.
    pub(super) fn declared_by_macro(&mut self, module: Module, path: &[String]) -> bool {
        let Some(parent) = self.resolver.stand(module.file).and_then(|stand| stand.parent) else {
            return true;
        };
        let Some(source) = self.resolver.search.source(parent.file) else { return true };
        let declarations = (0..).zip(&source.references.imports);
        let mut declarations = declarations.filter(|(_, import)| {
            import.form == ImportForm::ModuleFile
                && source.module_of(import.scope) == parent.scope
                && path.last().is_some_and(|name| import.bound == name)
        });
        if let Some((number, _)) = declarations.next() {
            let key = (parent.file, number, Brings::Made(ItemKind::Module));
            self.handed_on.entry(key).or_default().push(path.join(SEPARATOR));
        }
        true
    }

    pub(super) fn made(&mut self, file: FileId, number: u32, path: &[String]) {
        let Some(source) = self.resolver.search.source(file) else { return };
        let Some(import) = source.references.imports.get(number as usize) else { return };
        let kind = match import.name {
            "struct" => ItemKind::Struct,
            "enum" => ItemKind::Enum,
            "union" => ItemKind::Union,
            "trait" => ItemKind::Trait,
            "type" => ItemKind::TypeAlias,
            "fn" => ItemKind::Function,
            "const" => ItemKind::Constant,
            "static" => ItemKind::Static,
            "mod" => ItemKind::Module,
            _ => return,
        };
        let path = path.join(SEPARATOR);
        self.handed_on.entry((file, number, Brings::Made(kind))).or_default().push(path);
    }

    /// The imports of a module that hand on what other crates define, and those of modules that it brings whole.
    pub(super) fn hand_on(
        &mut self,
        module: Module,
        path: &[String],
        seen: &mut FxHashSet<Module>,
    ) {
        if !seen.insert(module) {
            return;
        }
        for part in self.resolver.parts_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            let signatures = self.signatures_of(part.file);
            for (number, import) in (0..).zip(&source.references.imports) {
                if signatures.as_ref().is_some_and(|it| it.hides(import.range)) {
                    continue;
                }
                let is_public =
                    import.scope == part.scope && import.visibility == Visibility::Public;
                // The modules that a list of imports stands in are no names, nor is `_`.
                let is_named = match import.form {
                    ImportForm::Named => !import.bound.is_empty(),
                    form => form == ImportForm::Glob,
                };
                if !is_public || !is_named || import.is_test {
                    continue;
                }
                self.hand_on_by(module, part, (number, import), path);
            }
        }
        for brought in self.brought_whole(module) {
            self.hand_on(brought, path, seen);
        }
    }

    /// Notes an import that hands on what another crate defines.
    fn hand_on_by(
        &mut self,
        module: Module,
        part: Module,
        (number, import): (u32, &Import<'_>),
        path: &[String],
    ) {
        self.resolver.search.begin();
        let meanings = self.resolver.brought(module, part, number);
        let is_of_others = meanings.iter().all(|meaning| match meaning.target {
            Target::Elsewhere => true,
            Target::Module(module) => !self.is_of_crate(module.file),
            Target::Item(file, _) | Target::Made(file, _) => !self.is_of_crate(file),
        });
        if !is_of_others {
            return;
        }
        let written = segments_of(import);
        let out = self.way_out(module, &written);
        // What only the glob of another crate can bring is found nowhere.
        let is_known = out.is_some() || !meanings.is_empty();
        if !is_known || self.is_hidden_further_in(module, &written) {
            return;
        }
        let name = if import.bound.is_empty() { "*" } else { import.bound };
        let kind = match meanings.as_slice() {
            [only] => self.kind_of(only),
            _ => None,
        };
        if let Some(out) = out {
            self.leads_to.insert((part.file, number), out);
        }
        if let ([only], ImportForm::Glob) = (meanings.as_slice(), import.form)
            && let Target::Module(brought) = only.target
            && let Some(stand) = self.resolver.stand(brought.file)
        {
            self.brought_packages.insert((part.file, number), stand.package.folder.clone());
        }
        let meant: Option<Vec<_>> = meanings.iter().map(|it| self.standing(it.target)).collect();
        self.meant.insert((part.file, number), meant.unwrap_or_default());
        let path = [path, &[name.to_owned()]].concat().join(SEPARATOR);
        let key = (part.file, number, Brings::OfOthers(kind));
        self.handed_on.entry(key).or_default().push(path);
    }

    /// The item that something is, or the file of a library; `None` where it is not in the repository.
    fn standing(&mut self, target: Target) -> Option<Standing> {
        match target {
            Target::Item(file, item) => Some((file, Some(item))),
            Target::Module(module) => match self.declaration(module) {
                Some((file, item)) => Some((file, Some(item))),
                None => (module == Module::file(module.file)).then_some((module.file, None)),
            },
            Target::Made(..) | Target::Elsewhere => None,
        }
    }

    /// Whether a path leads to an import of another module of the crate, and documentation hides that one.
    fn is_hidden_further_in(&mut self, module: Module, path: &[&str]) -> bool {
        let path: Vec<String> = path.iter().map(|&it| it.to_owned()).collect();
        let Some((inner, [name])) = self.last_module(module, &path) else { return false };
        inner != module && self.way_to(inner, name, &mut FxHashSet::default()) == Some(Way::Hidden)
    }

    /// Where a path leads that begins in the crate: to another one, through its imports.
    fn way_out(&mut self, module: Module, path: &[&str]) -> Option<String> {
        let [first, _, ..] = path else { return None };
        if self.is_elsewhere(module, first) {
            return None;
        }
        let written = path.join(SEPARATOR);
        let out = self.path_outside(module, &written);
        out.or_else(|| self.by_own_name(module, path)).filter(|out| *out != written)
    }

    /// A path that begins with another name that the module has for a crate of the repository: `use books as b;`.
    fn by_own_name(&mut self, module: Module, path: &[&str]) -> Option<String> {
        let (first, rest) = path.split_first()?;
        let parts = self.resolver.parts_of(module);
        parts.into_iter().find_map(|part| {
            let source = self.resolver.search.source(part.file)?;
            let of_part = source.references.imports.iter().filter(|it| it.scope == part.scope);
            let mut named = of_part.filter(|it| it.bound == *first);
            let segments = segments_of(named.next().filter(|_| named.next().is_none())?);
            let is_crate = segments.len() == 1;
            is_crate.then(|| [&segments, rest].concat().join(SEPARATOR))
        })
    }

    /// The modules of the crate of which a module hands on all names.
    fn brought_whole(&mut self, module: Module) -> Vec<Module> {
        let mut found = Vec::new();
        self.resolver.search.begin();
        for (part, number, visibility) in self.resolver.globs_of(module) {
            let source = self.resolver.search.source(part.file);
            let import =
                source.and_then(|it| Some(it.references.imports.get(number as usize)?.range));
            let signatures = self.signatures_of(part.file);
            let is_hidden =
                import.zip(signatures).is_some_and(|(range, signatures)| signatures.hides(range));
            if visibility != Visibility::Public || is_hidden {
                continue;
            }
            for meaning in self.resolver.brought(module, part, number).iter() {
                if let Target::Module(brought) = meaning.target {
                    found.push(brought);
                }
            }
        }
        found.retain(|brought| self.is_of_crate(brought.file));
        found
    }
}
