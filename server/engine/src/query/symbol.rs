use boundstone_model::{ItemNumber, RepoPath};

use crate::World;
use crate::change::Record;
use crate::claims::module_path;

/// The one spelling of a symbol: `BOUNDARY#path`, the path as a consumer writes it. Where a contract
/// names the item, its key is that path; else the layout of the files says it. Outside every boundary
/// it is `file#path`.
pub fn symbol(world: &World, path: &RepoPath, item: ItemNumber) -> Option<String> {
    let facts = world.facts(path)?;
    facts.item(item)?;
    let Some(boundary) = world.boundaries.at(path) else {
        return Some(format!("{path}#{}", facts.path(item)));
    };
    if let Some(key) = contract_key(world, path, item) {
        return Some(format!("{}#{key}", boundary.name));
    }
    Some(match module_path(path, &boundary.path, facts.language) {
        Some(mut names) => {
            names.push(facts.path(item));
            format!("{}#{}", boundary.name, names.join(facts.language.separator()))
        }
        // A test, an example or a script: no consumer can name its items.
        None => format!("{path}#{}", facts.path(item)),
    })
}

/// The innermost item around a place that a consumer can name.
pub fn symbol_around(world: &World, path: &RepoPath, offset: u32) -> Option<ItemNumber> {
    let facts = world.facts(path)?;
    let outwards =
        std::iter::successors(facts.item_at(offset), |&number| facts.item(number)?.parent);
    outwards
        .into_iter()
        .find(|&number| facts.item(number).is_some_and(|item| item.kind.is_symbol()))
}

fn contract_key(world: &World, path: &RepoPath, item: ItemNumber) -> Option<String> {
    world.claims.of_item(path, item).into_iter().find_map(|claim| {
        let Record::Contract(contract) = world.record(&claim.by)? else { return None };
        let key = &contract.interface.as_ref()?.get(claim.entry)?.key.value;
        (!key.ends_with('*')).then(|| key.to_string())
    })
}
