//! Names in a contract that nothing bears: taken out, or written as what they are nearest to.

use std::sync::Arc;

use boundstone_model::{ContractEdit, ContractFile, Finding, Rule, nearest_name};
use boundstone_text::TextRange;

use super::{Asked, ContractFix, fix};

pub(super) fn unknown(asked: &Asked<'_>, finding: &Finding) -> Vec<ContractFix> {
    let (path, range) = (&finding.place.path, finding.place.range);
    let Some(named) = asked.contract(path).and_then(|it| Named::at(it, range)) else {
        return Vec::new();
    };
    let near = nearest_name(&named.name, asked.known(named.what)).map(Arc::<str>::from);
    let rename = near.map(|name| {
        let edit = ContractEdit::Rename { range, name: name.clone() };
        fix(format!("Write {name}"), finding, false, [(path.clone(), edit)])
    });
    let remove = named.what.list().map(|list| {
        let title = format!("Remove {} from {list}", named.name);
        fix(title, finding, false, [(path.clone(), ContractEdit::Remove { range })])
    });
    rename.into_iter().chain(remove).collect()
}

struct Named {
    name: Arc<str>,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Uses,
    UsedBy,
    Decision,
    Owner,
    Rule,
    Key,
}

impl What {
    /// Where one name less makes sense, what holds the names.
    fn list(self) -> Option<&'static str> {
        match self {
            Self::Uses => Some("`uses`"),
            Self::UsedBy => Some("`used-by`"),
            Self::Decision => Some("`decisions`"),
            Self::Key => Some("`[interface]`"),
            Self::Owner | Self::Rule => None,
        }
    }
}

impl Named {
    fn at(contract: &ContractFile, range: TextRange) -> Option<Self> {
        let uses = contract.uses.iter().flatten().map(|it| (What::Uses, &it.name));
        let used_by = contract.used_by.iter().flatten().map(|it| (What::UsedBy, it));
        let decisions = contract.decisions.iter().map(|it| (What::Decision, it));
        let owners = contract.owners.iter().flatten().map(|it| (What::Owner, it));
        let rules = contract.accepted.iter().map(|it| (What::Rule, &it.rule));
        let keys = contract.interface.iter().flatten().map(|it| (What::Key, &it.key));
        let mut all = uses.chain(used_by).chain(decisions).chain(owners).chain(rules).chain(keys);
        let (what, name) = all.find(|(_, it)| it.range == range)?;
        Some(Self { name: name.value.clone(), what })
    }
}

impl Asked<'_> {
    /// The names that one of its kind may be.
    fn known(&self, what: What) -> Vec<&str> {
        let world = self.world;
        match what {
            What::Uses | What::UsedBy => {
                let all = world.boundaries.all().iter();
                all.flat_map(|it| [Some(&it.name), it.alias.as_ref()])
                    .flatten()
                    .map(|it| &**it)
                    .collect()
            }
            What::Decision => world.decisions.iter().map(|(_, it)| it.display.as_ref()).collect(),
            What::Owner => {
                let rules = world.forge.iter().flat_map(|it| it.file().rules.iter());
                let in_rules = rules.flat_map(|it| it.owners.iter()).map(|it| it.name.as_ref());
                let known = world.config.known_owners.iter().map(|it| it.value.as_ref());
                in_rules.chain(known).collect()
            }
            What::Rule => Rule::ALL.iter().map(|rule| rule.id()).collect(),
            // Nobody says which item was meant.
            What::Key => Vec::new(),
        }
    }
}
