//! What a boundary shows to others, with what each item promises.

mod reading;

use std::sync::Arc;

use boundstone_model::{
    Boundary, Form, HandedOnName, ImplementedTrait, Item, ItemKind, ItemNumber, ItemSignature,
    Language, Place, RepoPath, Signature, Stability, Surface, SurfaceItem,
};

use boundstone_text::TextRange;

use self::reading::Reading;
use super::code::{CodeReader, ExpandedFile};
use super::freeze::promise_of;
use super::made_from;
use crate::World;
use crate::class::parts;
use crate::crossings::{Brings, Exposed, FileId, HandedOn, Implemented, exposed};

const HALF_TYPED: &str = "its brackets do not match: what is not found is not said to be gone";

/// The public items of a boundary, by symbol.
pub fn surface(world: &World, code: &dyn CodeReader, boundary: &Boundary) -> Surface {
    let root = world.crossings.packages.library_in(&boundary.path);
    let files = root.map(|root| code.expanded(root)).unwrap_or_default();
    let expanded = (!files.is_empty())
        .then(|| world.seen_as(files.iter().map(|file| (&file.path, &file.facts))));
    let reading = Reading::new(expanded.as_ref().unwrap_or(world), code, &files);
    let mut surface = surface_of(reading, boundary);
    move_back(&mut surface, &files);
    for file in files.iter() {
        let left = file.left_calls.iter().map(|it| (file.path.clone(), it.clone()));
        surface.left_calls.extend(left);
        for why in &file.not_followed {
            let why = (file.path.clone(), why.clone());
            if !surface.not_checked.contains(&why) {
                surface.not_checked.push(why);
            }
        }
    }
    surface
}

/// The same without what macros make, which costs less: for what is asked of the text alone.
pub(super) fn surface_as_written(
    world: &World,
    code: &dyn CodeReader,
    boundary: &Boundary,
) -> Surface {
    surface_of(Reading::new(world, code, &[]), boundary)
}

/// What stands in expanded files stands where it is written, and what is written nowhere at the call that makes it.
fn move_back(surface: &mut Surface, files: &[ExpandedFile]) {
    let of_file = |place: &mut Place| {
        let file = files.binary_search_by(|file| file.path.cmp(&place.path)).ok()?;
        let (range, call) = files.get(file)?.origins.of(place.range);
        place.range = range;
        call.map(|call| Arc::clone(&call.name))
    };
    for item in &mut surface.items {
        item.made_by = of_file(&mut item.place);
    }
    for it in surface.handed_on.iter_mut().chain(&mut surface.handed_on_from_hidden) {
        of_file(&mut it.place);
    }
    for it in &mut surface.implemented {
        of_file(&mut it.place);
    }
}

fn surface_of(reading: Reading<'_>, boundary: &Boundary) -> Surface {
    let world = reading.world;
    let exposed = exposed(world, &boundary.path, &|path| reading.signatures(path));
    let mut made_from = Vec::new();
    let mut items: Vec<SurfaceItem> = Vec::new();
    for it in &exposed.items {
        let Some(item) = surface_item(&reading, it) else { continue };
        let signatures = reading.path(it.file).and_then(|path| reading.signatures(path));
        if let Some(own) = signatures.as_ref().and_then(|all| all.of(it.item)) {
            let facts = reading.facts(it.file);
            made_from.extend(made_from::implemented(&item, &own.made_from, facts));
        }
        items.push(item);
    }
    let mut handed_on = Vec::new();
    for it in &exposed.handed_on {
        let Some(name) = handed_on_name(&reading, it) else { continue };
        match it.brings {
            Brings::Namespace => {
                items.push(without_item(name, ItemKind::Namespace, Some(Form::Module)));
            }
            Brings::Made(kind) => items.push(without_item(name, kind, None)),
            Brings::OfOthers(kind) => handed_on.push(HandedOnName { kind, ..name }),
        }
    }
    let implemented = exposed.implemented.iter().filter_map(|it| implemented(&reading, it));
    let mut implemented: Vec<ImplementedTrait> = implemented.collect();
    implemented.extend(made_from::of_public(made_from, &items));
    handed_on.sort_by(|a, b| a.paths.cmp(&b.paths));
    items.sort_by(|a, b| (a.symbol(), a.kind, &a.cfg).cmp(&(b.symbol(), b.kind, &b.cfg)));
    let mut lost = world.lost_entries(boundary);
    lost.extend(handed_on.iter().filter_map(|it| lost_file(world, it)));
    lost.dedup();
    let at_home = &exposed.hidden_at_home;
    let from_hidden = at_home.handed_on.iter().filter_map(|it| handed_on_name(&reading, it));
    let handed_on_from_hidden = from_hidden.collect();
    let half_typed = reading.half_typed();
    let is_half_typed = !half_typed.is_empty();
    let mut not_checked = reading.not_read();
    not_checked.extend(half_typed.into_iter().map(|path| (path, HALF_TYPED.to_owned())));
    if exposed.is_cut {
        not_checked
            .push((boundary.path.clone(), "it has more public paths than are followed".to_owned()));
    }
    Surface {
        boundary: boundary.name.clone(),
        items,
        handed_on,
        hidden_paths: exposed.hidden_paths.iter().map(|path| path.as_str().into()).collect(),
        hidden_at_home: at_home.paths.iter().map(|path| path.as_str().into()).collect(),
        handed_on_from_hidden,
        implemented,
        not_checked,
        left_calls: Vec::new(),
        lost,
        is_half_typed,
    }
}

fn surface_item(reading: &Reading<'_>, it: &Exposed) -> Option<SurfaceItem> {
    let path = reading.path(it.file)?;
    let enclosing = reading.enclosing(it.file, it.item);
    let (_, item) = *enclosing.first()?;
    let owner = enclosing.get(1).map(|(_, owner)| owner.kind);
    let signatures = reading.signatures(path);
    let own = signatures.as_ref().and_then(|all| all.of(it.item));
    let conditions = conditions(reading, it);
    // What is compiled for tests or for documentation alone is for nobody else.
    if conditions.iter().any(|condition| matches!(&**condition, "test" | "docsrs")) {
        return None;
    }
    Some(SurfaceItem {
        paths: derived(own).map_or_else(|| names(&it.paths), |name| vec![name]),
        kind: kind(it.kind, own, owner),
        language: reading.facts(it.file)?.language,
        is_part: is_part(owner),
        signature: own.and_then(|own| own.signature.clone()),
        stability: stability(reading.world, path, &enclosing),
        cfg: all_of(&conditions),
        of_trait: it.of_trait.clone(),
        known_as: it.known_as.clone(),
        type_only_paths: if has_value(it.kind) { names(&it.type_only_paths) } else { Vec::new() },
        is_as_imported: it.is_as_imported,
        is_inherited: it.inherited_by.is_some(),
        made_by: None,
        place: Place { path: path.clone(), range: item.name_range },
    })
}

fn is_part(owner: Option<ItemKind>) -> bool {
    // A function says nothing of the properties that it is given.
    use ItemKind::{Function, Impl, Module, Namespace};
    !matches!(owner, None | Some(Function | Impl | Module | Namespace))
}

/// Whether something of it is there at run time.
fn has_value(kind: ItemKind) -> bool {
    !matches!(kind, ItemKind::Interface | ItemKind::TypeAlias)
}

/// A function that is assigned to a variable is one for those who use it: it cannot be overloaded, nor merged.
fn kind(kind: ItemKind, own: Option<&ItemSignature>, owner: Option<ItemKind>) -> ItemKind {
    let is_assigned = |signature: &Signature| match &signature.form {
        Form::Value(_) => true,
        _ => signature.marks.iter().any(|it| matches!(&**it, "const" | "let" | "var")),
    };
    let signature = own.and_then(|own| own.signature.as_ref());
    match kind {
        ItemKind::Function if signature.is_some_and(is_procedural) => ItemKind::Macro,
        ItemKind::Function if signature.is_some_and(is_assigned) => ItemKind::Variable,
        // With or without a value that it is called on, it belongs to its type.
        ItemKind::Function if matches!(owner, Some(ItemKind::Impl | ItemKind::Trait)) => {
            ItemKind::Method
        }
        kind => kind,
    }
}

/// A function of a crate of procedural macros, whose users see the macro.
/// Source: The Rust Reference, "Procedural Macros".
fn is_procedural(signature: &Signature) -> bool {
    signature.marks.iter().any(|it| it.starts_with("proc_macro"))
}

/// What a function that derives is called by its users: `Serialize` of `#[proc_macro_derive(Serialize)]`.
fn derived(own: Option<&ItemSignature>) -> Option<Arc<str>> {
    let marks = &own?.signature.as_ref()?.marks;
    let given = marks.iter().find_map(|it| it.strip_prefix("proc_macro_derive("))?;
    let names = given.trim_end_matches(')').split(',').map(str::trim);
    names.into_iter().find(|name| !name.contains('(') && !name.is_empty()).map(Arc::from)
}

fn names(paths: &[String]) -> Vec<Arc<str>> {
    paths.iter().map(|path| Arc::from(path.as_str())).collect()
}

fn handed_on_name(reading: &Reading<'_>, it: &HandedOn) -> Option<HandedOnName> {
    let path = reading.path(it.file)?;
    let references = reading.facts(it.file)?.references();
    let import = references.imports.get(it.import as usize)?;
    let conditions = conditions_of_import(reading, it, import.range)?;
    let written = if import.name.is_empty() { "*" } else { import.name };
    let out = it.leads_to.as_deref().and_then(|path| path.rsplit_once("::"));
    let (from, name) = out.unwrap_or((import.from, written));
    let leads_to: Option<Vec<Place>> =
        it.meant.iter().map(|(file, item)| standing(reading, *file, *item)).collect();
    Some(HandedOnName {
        paths: names(&it.paths),
        name: name.into(),
        from: from.into(),
        kind: None,
        leads_to: leads_to.unwrap_or_default(),
        cfg: all_of(&conditions),
        place: Place { path: path.clone(), range: import.range },
    })
}

/// Where the name of an item stands, or where a library begins.
fn standing(reading: &Reading<'_>, file: FileId, item: Option<ItemNumber>) -> Option<Place> {
    let range = match item {
        Some(item) => reading.facts(file)?.item(item)?.name_range,
        None => TextRange::new(0, 0),
    };
    Some(Place { path: reading.path(file)?.clone(), range })
}

/// What is handed on from a file that a build would make.
fn lost_file(world: &World, it: &HandedOnName) -> Option<(RepoPath, String)> {
    let is_relative = it.from.starts_with("./") || it.from.starts_with("../");
    let is_script = Language::of(&it.place.path).is_some_and(|it| it != Language::Rust);
    let path = it.place.path.parent()?.join(&it.from).filter(|_| is_relative && is_script)?;
    let why = || format!("`{}` leads to no file of the repository", it.from);
    world.file(&path).is_none().then(|| (it.place.path.clone(), why()))
}

fn implemented(reading: &Reading<'_>, it: &Implemented) -> Option<ImplementedTrait> {
    let path = reading.path(it.file)?;
    let facts = reading.facts(it.file)?;
    let signatures = reading.signatures(path)?;
    let inwards = conditions_at(reading, (it.file, it.item));
    let conditions = outwards(reading, inwards, (it.file, &it.declared_by));
    if conditions.iter().any(|condition| &**condition == "test") {
        return None;
    }
    Some(ImplementedTrait {
        paths: names(&it.paths),
        known_as: it.known_as.clone(),
        own_trait: names(&it.own_trait),
        head: signatures.of(it.item)?.implementation.clone()?,
        // What stands in an item follows it.
        has_members: facts.item(it.item + 1).is_some_and(|next| next.parent == Some(it.item)),
        cfg: all_of(&conditions),
        place: Place { path: path.clone(), range: facts.item(it.item)?.name_range },
    })
}

/// What stands under a name that is no item of the syntax tree: a file as one object, what a macro makes.
fn without_item(name: HandedOnName, kind: ItemKind, form: Option<Form>) -> SurfaceItem {
    let language = Language::of(&name.place.path).unwrap_or(Language::TypeScript);
    let signature = |form| Signature { marks: Box::default(), form, is_inferred: false };
    SurfaceItem {
        paths: name.paths,
        kind,
        language,
        is_part: false,
        signature: form.map(signature),
        stability: None,
        cfg: name.cfg,
        of_trait: None,
        known_as: None,
        type_only_paths: Vec::new(),
        is_as_imported: false,
        is_inherited: false,
        made_by: None,
        place: name.place,
    }
}

/// The contract wins over the language, and what is said of an item over what is said around it. A key of a module
/// promises its name.
fn stability(
    world: &World,
    path: &RepoPath,
    enclosing: &[(ItemNumber, Item<'_>)],
) -> Option<Stability> {
    let own = enclosing.first().map(|(number, _)| *number);
    let said = |(number, item): &(ItemNumber, Item<'_>)| {
        let is_asked = item.kind != ItemKind::Module || own == Some(*number);
        let stated = || promise_of(world, path, *number).map(|it| it.entry.stability.value);
        is_asked.then(stated).flatten().or_else(|| by_language(item))
    };
    enclosing.iter().find_map(said)
}

fn by_language(item: &Item<'_>) -> Option<Stability> {
    let marks = item.marks;
    let said = [
        // What documentation hides as deprecated is kept for those who use it.
        (marks.is_hidden && !marks.is_deprecated, Stability::Internal),
        (marks.is_deprecated, Stability::Deprecated),
        (marks.is_experimental, Stability::Experimental),
        (marks.is_stable, Stability::Stable),
    ];
    said.into_iter().find_map(|(is_said, stability)| is_said.then_some(stability))
}

/// The conditions of an item and of all that it stands in, from the outside.
fn conditions(reading: &Reading<'_>, it: &Exposed) -> Vec<Arc<str>> {
    let mut inwards = conditions_at(reading, (it.file, it.item));
    if let Some(block) = it.inherited_by {
        // Of a default, the condition of its trait is that of its `impl` too.
        inwards.extend(conditions_at(reading, block));
    }
    let file = it.inherited_by.map_or(it.file, |(file, _)| file);
    let own = outwards(reading, inwards, (file, &it.declared_by));
    let reached = it.reached_under.iter().filter(|condition| !own.contains(condition));
    let mut all: Vec<Arc<str>> = reached.cloned().collect();
    all.extend(own);
    all.dedup();
    all
}

/// The same of an import.
fn conditions_of_import(
    reading: &Reading<'_>,
    it: &HandedOn,
    import: TextRange,
) -> Option<Vec<Arc<str>>> {
    let path = reading.path(it.file)?;
    let own = reading.signatures(path).and_then(|all| all.condition_of_import(import).cloned());
    let mut inwards: Vec<Arc<str>> = own.into_iter().collect();
    if let Some(around) = reading.facts(it.file)?.item_at(import.start()) {
        inwards.extend(conditions_at(reading, (it.file, around)));
    }
    Some(outwards(reading, inwards, (it.file, &it.declared_by)))
}

/// The conditions of an item and of those that enclose it in its file, outwards.
fn conditions_at(reading: &Reading<'_>, (file, item): (FileId, ItemNumber)) -> Vec<Arc<str>> {
    let signatures = reading.path(file).and_then(|path| reading.signatures(path));
    let around = reading.enclosing(file, item).into_iter();
    let of = |(number, _): (ItemNumber, Item<'_>)| signatures.as_ref()?.of(number)?.cfg.clone();
    around.filter_map(of).collect()
}

/// Conditions in a file, with those of the modules around it that are declared in other files, from the outside.
fn outwards(
    reading: &Reading<'_>,
    mut inwards: Vec<Arc<str>>,
    (mut file, declared_by): (FileId, &[(FileId, ItemNumber)]),
) -> Vec<Arc<str>> {
    for declaration in declared_by {
        inwards.extend(condition_of_file(reading, file, declaration.0));
        inwards.extend(conditions_at(reading, *declaration));
        file = declaration.0;
    }
    inwards.reverse();
    inwards.dedup();
    inwards
}

/// The condition under which a file is the one that another takes a module from.
fn condition_of_file(reading: &Reading<'_>, file: FileId, declaring: FileId) -> Option<Arc<str>> {
    let (path, declaring) = (reading.path(file)?, reading.path(declaring)?);
    let folder = declaring.parent()?;
    let signatures = reading.signatures(declaring)?;
    signatures.condition_of_file(|stated| folder.join(stated).as_ref() == Some(path)).cloned()
}

/// All of several at once, each said once, from the outermost inwards.
fn all_of(conditions: &[Arc<str>]) -> Option<Arc<str>> {
    let mut all: Vec<&str> = Vec::new();
    for condition in conditions {
        each_of(condition, &mut all);
    }
    match all.as_slice() {
        [] => None,
        [only] => Some((*only).into()),
        several => Some(format!("all({})", several.join(", ")).into()),
    }
}

fn each_of<'c>(condition: &'c str, all: &mut Vec<&'c str>) {
    match condition.strip_prefix("all(").and_then(|it| it.strip_suffix(')')) {
        Some(inner) => parts(inner, ',').into_iter().for_each(|it| each_of(it, all)),
        None if all.contains(&condition) => {}
        None => all.push(condition),
    }
}
