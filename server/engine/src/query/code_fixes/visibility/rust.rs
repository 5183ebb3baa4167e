//! `pub`, made `pub(crate)`.

use boundstone_model::{
    FileFacts, FileSignatures, ImportForm, Item, ItemKind, ItemNumber, Language, RepoPath,
    ScopeKind, Visibility,
};
use boundstone_text::TextRange;

use super::{Edit, MOST_FILES, Narrowed, names};

const PUBLIC: &str = "pub";

/// Attributes that make no code which could show the item to others.
const HARMLESS: [&str; 14] = [
    "allow",
    "cfg",
    "cold",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "inline",
    "must_use",
    "non_exhaustive",
    "repr",
    "track_caller",
    "warn",
];

const DERIVED: [&str; 9] =
    ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// What has a crate refuse to compile for less than an error.
const STRICT: [&str; 6] =
    ["warnings", "unused", "dead_code", "private_interfaces", "private_bounds", "unreachable_pub"];

pub(super) fn edit(narrowed: &Narrowed<'_>) -> Option<Edit> {
    let Narrowed { asked, item, .. } = narrowed;
    // A trait is used by who calls its methods, whether or not they name it.
    let is_plain = matches!(
        item.kind,
        ItemKind::Function
            | ItemKind::Struct
            | ItemKind::Enum
            | ItemKind::Union
            | ItemKind::TypeAlias
            | ItemKind::Constant
            | ItemKind::Static
    );
    let start = item.range.start();
    let range = TextRange::new(start, start + PUBLIC.len() as u32);
    let behind = asked.text.get(range.end() as usize..)?;
    let is_public = range.slice(asked.text) == PUBLIC && behind.starts_with(char::is_whitespace);
    if !is_plain || !is_public || item.visibility != Visibility::Public || !is_unadorned(narrowed) {
        return None;
    }
    let package = Package::of(narrowed)?;
    let is_safe = !package.is_strict(narrowed)
        && !package.is_named_outside(narrowed)
        && !package.is_handed_on_with_all(narrowed)
        && !package.is_shown_inside(narrowed)?;
    is_safe
        .then(|| (format!("Make {} visible to its crate alone", item.name()), range, "pub(crate)"))
}

/// Whether no attribute above the item may make more of it.
fn is_unadorned(narrowed: &Narrowed<'_>) -> bool {
    let Narrowed { asked, item, .. } = narrowed;
    let lead = TextRange::new(item.lead_start, item.range.start()).slice(asked.text);
    lead.split("#[").skip(1).all(|attribute| {
        let name = attribute.trim_start();
        let end = name.find(|ch: char| !ch.is_alphanumeric() && ch != '_').unwrap_or(name.len());
        let (name, rest) = name.split_at(end);
        let derived = || {
            let list = rest.trim_start().strip_prefix('(')?.split_once(')')?.0;
            Some(list.split(',').map(str::trim).all(|it| it.is_empty() || DERIVED.contains(&it)))
        };
        HARMLESS.contains(&name) && (name != "derive" || derived() == Some(true))
    })
}

/// The files around the item: those of its library, others of its boundary, and those of packages that depend on it.
struct Package<'w> {
    /// What others call the library.
    name: String,
    inside: Vec<(&'w RepoPath, &'w FileFacts)>,
    outside: Vec<&'w RepoPath>,
    dependents: Vec<&'w RepoPath>,
}

impl<'w> Package<'w> {
    fn of(narrowed: &Narrowed<'w>) -> Option<Self> {
        let (world, path) = (narrowed.asked.world, narrowed.asked.path);
        let packages = &world.crossings.packages;
        let package = packages.at(path)?;
        let root = packages.library_in(package.folder())?;
        let name = package.library_name()?.to_owned();
        // The folder of the library holds its modules; a binary beside it names the library when it uses it.
        let folder = root.parent()?;
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for (file, _) in world.files_below(package.folder()).take(MOST_FILES + 1) {
            let Some(facts) = world.facts(file) else { continue };
            let is_inside = facts.language == Language::Rust
                && file.starts_with(&folder)
                && !package.is_other_root(file);
            if is_inside {
                inside.push((file, facts));
            } else {
                outside.push(file);
            }
        }
        let mut dependents = Vec::new();
        for other in packages.dependents_of(root).filter(|it| *it != package.folder()) {
            dependents.extend(world.files_below(other).map(|(path, _)| path).take(MOST_FILES));
        }
        let is_few = inside.len() + outside.len() + dependents.len() <= MOST_FILES;
        let is_own = inside.iter().any(|(file, _)| *file == path);
        (is_few && is_own).then_some(Self { name, inside, outside, dependents })
    }

    /// Whether the crate asks for warnings to be errors.
    fn is_strict(&self, narrowed: &Narrowed<'_>) -> bool {
        let code = narrowed.asked.code;
        self.inside.iter().any(|(file, _)| {
            let denies = code.may_hold(file, "deny(") || code.may_hold(file, "forbid(");
            denies && STRICT.iter().any(|lint| code.may_hold(file, lint))
        })
    }

    /// Whether its name stands where it may mean the item from outside of the library: in a test, an example, a page, or a
    /// package that depends on it.
    fn is_named_outside(&self, narrowed: &Narrowed<'_>) -> bool {
        let (code, name) = (narrowed.asked.code, narrowed.name());
        let holds = |file: &&RepoPath| code.may_hold(file, name);
        let all = format!("{}::*", self.name);
        self.outside.iter().any(|it| holds(it) || code.may_hold(it, &all))
            || self.dependents.iter().any(|it| holds(it) && code.may_hold(it, &self.name))
            // A binary or an example in a comment, whose names begin with that of the library.
            || self.inside.iter().any(|(it, _)| {
                code.may_hold(it, &format!("{}::", self.name)) && code.may_hold(it, name)
            })
    }

    /// Whether a public `use …::*` of the library hands on all that is in the module of the item.
    fn is_handed_on_with_all(&self, narrowed: &Narrowed<'_>) -> bool {
        let module = module_of(narrowed);
        let is_it = |from: &str| from.rsplit("::").next() == Some(module);
        self.inside.iter().any(|(_, facts)| {
            facts.references().imports.iter().any(|it| {
                it.form == ImportForm::Glob && it.visibility == Visibility::Public && is_it(it.from)
            })
        })
    }

    /// Whether something public of the library hands the item on or names it, or nothing of it uses the item. `None`
    /// where that is not known.
    fn is_shown_inside(&self, narrowed: &Narrowed<'_>) -> Option<bool> {
        let (code, name) = (narrowed.asked.code, narrowed.name());
        let mut is_used = false;
        for (file, facts) in self.inside.iter().filter(|(file, _)| code.may_hold(file, name)) {
            let references = facts.references();
            let is_own = *file == narrowed.asked.path;
            let mut imports = references.imports.iter().filter(|it| it.name == name);
            let in_macro = references.paths.iter().any(|it| {
                it.is_in_macro_definition && it.path.split("::").any(|part| part == name)
            });
            let has_macros =
                references.scopes.iter().any(|it| matches!(it.kind, ScopeKind::Macro(_)));
            if imports.any(|it| it.visibility == Visibility::Public)
                || in_macro
                || (has_macros && code.may_hold(file, "$crate"))
            {
                return Some(true);
            }
            let signatures = code.signatures(file).ok()?;
            if shows(narrowed, facts, &signatures, is_own) {
                return Some(true);
            }
            let is_named = || {
                references.imports.iter().any(|it| it.name == name && !it.is_test)
                    || references.paths.iter().any(|it| it.path.split("::").any(|it| it == name))
            };
            is_used |= if is_own { narrowed.is_used_here() } else { is_named() };
        }
        Some(!is_used)
    }
}

/// The name of the module that an item stands in.
fn module_of<'a>(narrowed: &Narrowed<'a>) -> &'a str {
    let around = narrowed.facts.enclosing(narrowed.number).into_iter();
    let mut modules = around.filter(|(_, it)| it.kind == ItemKind::Module);
    let path = narrowed.asked.path;
    match modules.next() {
        Some((_, module)) => module.name(),
        None if path.name() == "mod.rs" => path.as_str().rsplit('/').nth(1).unwrap_or_default(),
        None => path.stem(),
    }
}

/// Whether an item that others may see says the name in its signature.
fn shows(
    narrowed: &Narrowed<'_>,
    facts: &FileFacts,
    signatures: &FileSignatures,
    is_own: bool,
) -> bool {
    let items: Vec<Item<'_>> = facts.items().collect();
    (0..).zip(&items).any(|(number, item)| {
        let is_itself = is_own && narrowed.is_in_itself(item.name_range.start());
        let has_name = |number: ItemNumber| {
            let own = signatures.of(number);
            own.is_some_and(|own| names(&format!("{:?}", own.signature), narrowed.name()))
        };
        // What a trait has, and what an `impl` of one has, is as visible as the trait.
        let is_of_trait = item.parent.and_then(|it| items.get(it as usize).map(|of| (it, of)));
        let is_of_trait = is_of_trait.is_some_and(|(number, of)| match of.kind {
            ItemKind::Trait => true,
            ItemKind::Impl => signatures
                .of(number)
                .and_then(|it| it.implementation.as_ref())
                .is_some_and(|it| it.of_trait.is_some()),
            _ => false,
        });
        let is_seen = item.visibility != Visibility::Private || is_of_trait;
        !is_itself && is_seen && item.kind != ItemKind::Impl && has_name(number)
    })
}
