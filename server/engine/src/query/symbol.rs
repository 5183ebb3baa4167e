use std::sync::Arc;

use boundstone_model::{Boundary, Item, ItemKind, ItemNumber, Language, RepoPath};

use super::public_path::public_path;
use crate::World;
use crate::change::Record;
use crate::claims::{Claim, module_path};

/// An item, with what every question about it has to look up.
pub(super) struct NamedItem<'w> {
    /// The one spelling of its name: `BOUNDARY#path`, the path as a consumer writes it. Where a contract
    /// names the item, its key is that path; else what it shows says it, as far as that is known, or the layout of
    /// the files. Outside every boundary it is `file#path`.
    pub(super) symbol: Arc<str>,
    pub(super) item: Item<'w>,
    /// Itself and the items that enclose it, outwards.
    pub(super) enclosing: Vec<(ItemNumber, Item<'w>)>,
    /// What records say of it by its name.
    pub(super) claims: Vec<&'w Claim>,
}

impl<'w> NamedItem<'w> {
    pub(super) fn find(world: &'w World, path: &RepoPath, number: ItemNumber) -> Option<Self> {
        let facts = world.facts(path)?;
        let enclosing = facts.enclosing(number);
        let (_, item) = *enclosing.first()?;
        let claims = world.claims.of_item(world, path, number);
        let symbol = symbol_of(world, path, facts.language, &enclosing, &claims);
        Some(Self { symbol, item, enclosing, claims })
    }
}

fn symbol_of(
    world: &World,
    path: &RepoPath,
    language: Language,
    enclosing: &[(ItemNumber, Item<'_>)],
    claims: &[&Claim],
) -> Arc<str> {
    let spelled = |container: &str, names: &[&str]| {
        Arc::from([container, &names.join(language.separator())].join("#"))
    };
    let names: Vec<&str> = enclosing.iter().rev().map(|(_, item)| item.name()).collect();
    let Some(boundary) = world.boundaries.at(path) else {
        return spelled(path.as_str(), &names);
    };
    if let Some(key) = contract_key(world, claims) {
        return spelled(&boundary.name, &[key]);
    }
    let of_member =
        |number: ItemNumber| contract_key(world, &[world.claims.of_owner(world, path, number)?]);
    let of_owner = enclosing.first().and_then(|(number, _)| of_member(*number));
    if let Some(key) = of_owner.or_else(|| key_of_owner(world, path, enclosing))
        && let Some(member) = names.last()
    {
        return spelled(&boundary.name, &[key, member]);
    }
    if let Some((outer, inner)) = public_path(world, path, enclosing) {
        return spelled(&boundary.name, &[vec![outer], inner].concat());
    }
    by_layout(boundary, path, language, &names)
}

/// The name of an item by the layout of the files, whoever can write it so.
fn by_layout(boundary: &Boundary, path: &RepoPath, language: Language, names: &[&str]) -> Arc<str> {
    let (container, names) = match module_path(path, &boundary.path, language) {
        Some(module) => (&*boundary.name, [&module, names].concat()),
        // A test, an example or a script: no consumer can name its items.
        None => (path.as_str(), names.to_vec()),
    };
    [container, &names.join(language.separator())].join("#").into()
}

/// What the contract calls the type that a member belongs to.
fn key_of_owner<'w>(
    world: &'w World,
    path: &RepoPath,
    enclosing: &[(ItemNumber, Item<'_>)],
) -> Option<&'w str> {
    let (number, owner) = *enclosing.get(1)?;
    let of = |number: ItemNumber| contract_key(world, &world.claims.of_item(world, path, number));
    if owner.kind != ItemKind::Impl {
        return if owner.kind == ItemKind::Module { None } else { of(number) };
    }
    // An `impl` is no symbol: the contract names its type.
    let items = (0..).zip(world.facts(path)?.items());
    let mut types = items.filter(|(_, it)| it.parent == owner.parent && it.name() == owner.name());
    types.find_map(|(number, _)| of(number))
}

fn contract_key<'w>(world: &'w World, claims: &[&Claim]) -> Option<&'w str> {
    claims.iter().find_map(|claim| {
        let Record::Contract(contract) = world.record(&claim.by)? else { return None };
        let key = &contract.interface.as_ref()?.get(claim.entry)?.key.value;
        (!key.ends_with('*')).then_some(&**key)
    })
}

/// The symbol that an item is; `None` when the file has no such item.
pub(super) fn symbol(world: &World, path: &RepoPath, item: ItemNumber) -> Option<Arc<str>> {
    NamedItem::find(world, path, item).map(|item| item.symbol)
}

/// The same by the layout of the files, as records may name it that were written before a path for users was known.
pub(super) fn symbol_by_layout(
    world: &World,
    path: &RepoPath,
    item: ItemNumber,
) -> Option<Arc<str>> {
    let facts = world.facts(path)?;
    let enclosing = facts.enclosing(item);
    let names: Vec<&str> = enclosing.iter().rev().map(|(_, item)| item.name()).collect();
    Some(by_layout(world.boundaries.at(path)?, path, facts.language, &names))
}

/// The innermost item around a place that a consumer can name.
pub fn symbol_around(world: &World, path: &RepoPath, offset: u32) -> Option<ItemNumber> {
    let facts = world.facts(path)?;
    let outwards = facts.enclosing(facts.item_at(offset)?);
    outwards.into_iter().find(|(_, item)| item.kind.is_symbol()).map(|(number, _)| number)
}
