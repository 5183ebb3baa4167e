use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Boundary, ContractFile, Problem, RepoPath, Rule, Spanned, nearest_name};

use super::Sources;
use super::draft::Draft;

/// Which boundaries go by a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Positions in the list of boundaries. A name that is some boundary's own leads only to those.
    positions: BTreeMap<Arc<str>, Vec<usize>>,
}

/// The boundaries of `drafts`, in their order. Those that share a name become `name@path`.
pub(super) fn settle(drafts: &[Draft]) -> Vec<Boundary> {
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for draft in drafts {
        *bearers.entry(draft.name()).or_default() += 1;
    }
    let boundary = |draft: &Draft| {
        let is_shared = bearers.get(draft.name()).is_some_and(|count| *count > 1);
        let name = if is_shared { qualified(draft) } else { draft.name().to_owned() };
        Boundary {
            name: Arc::from(name),
            alias: draft.names.get(1).cloned(),
            path: draft.folder.clone(),
            languages: draft.languages.clone(),
            is_declared: draft.contract.is_some(),
            layer: draft.contract.as_ref().and_then(|it| Some(it.layer.as_ref()?.value.clone())),
            because: draft.because.clone(),
        }
    };
    drafts.iter().map(boundary).collect()
}

fn qualified(draft: &Draft) -> String {
    let folder = if draft.folder.is_root() { "." } else { draft.folder.as_str() };
    format!("{}@{folder}", draft.name())
}

impl Names {
    /// The names of `drafts`, which became `boundaries`.
    pub fn new(drafts: &[Draft], boundaries: &[Boundary]) -> Self {
        let mut positions: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        let mut others: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (position, (draft, boundary)) in drafts.iter().zip(boundaries).enumerate() {
            for (rank, name) in draft.names.iter().enumerate() {
                let names = if rank == 0 { &mut positions } else { &mut others };
                names.entry(Arc::clone(name)).or_default().push(position);
            }
            if boundary.name.as_ref() != draft.name() {
                positions.entry(Arc::clone(&boundary.name)).or_default().push(position);
            }
        }
        for (name, bearers) in others {
            positions.entry(name).or_insert(bearers);
        }
        Self { positions }
    }

    pub fn get(&self, name: &str) -> &[usize] {
        self.positions.get(name).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with the names in the contract of `folder`.
    pub fn problems(
        &self,
        folder: &RepoPath,
        contract: &ContractFile,
        boundaries: &[Boundary],
        sources: &Sources,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(name) = &contract.name {
            problems.extend(self.shared_name(name, folder, boundaries));
        }
        if let (Some(layer), Some(layers)) = (&contract.layer, &sources.layers) {
            problems.extend(unknown_layer(layer, layers));
        }
        let used = contract.uses.iter().flatten().map(|entry| &entry.name);
        for name in used.chain(contract.used_by.iter().flatten()) {
            problems.extend(self.unknown(name, boundaries));
        }
        problems.sort_by_key(|problem| problem.range);
        problems
    }

    fn unknown(&self, name: &Spanned<Arc<str>>, boundaries: &[Boundary]) -> Option<Problem> {
        let (message, help) = match self.get(&name.value) {
            [_] => return None,
            [] => {
                let known = self.positions.keys().map(|known| known.as_ref());
                let help = match nearest_name(&name.value, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`boundstone boundaries` lists them".to_owned(),
                };
                (format!("there is no boundary `{}`", shown(&name.value)), help)
            }
            several => {
                let names = several.iter().filter_map(|position| boundaries.get(*position));
                let names: Vec<_> = names.map(|it| format!("`{}`", it.name)).collect();
                let message =
                    format!("{} boundaries are called `{}`", names.len(), shown(&name.value));
                (message, format!("write one of {}", names.join(", ")))
            }
        };
        Some(Problem::new(Rule::ConfigUnknownName, name.range, message, help))
    }

    /// A name that a contract gives and that another boundary has too.
    fn shared_name(
        &self,
        name: &Spanned<Arc<str>>,
        folder: &RepoPath,
        boundaries: &[Boundary],
    ) -> Option<Problem> {
        let bearers = self.get(&name.value).iter().filter_map(|position| boundaries.get(*position));
        let other = bearers.map(|boundary| &boundary.path).find(|path| *path != folder)?;
        let place = if other.is_root() { "the root".to_owned() } else { format!("`{other}`") };
        let message = format!("the boundary in {place} is called `{}` too", shown(&name.value));
        Some(Problem::new(
            Rule::ConfigUnknownName,
            name.range,
            message,
            "give it a name of its own",
        ))
    }
}

fn unknown_layer(layer: &Spanned<Arc<str>>, layers: &[Spanned<Arc<str>>]) -> Option<Problem> {
    let mut known = layers.iter().map(|layer| layer.value.as_ref());
    if known.clone().any(|name| name == layer.value.as_ref()) {
        return None;
    }
    let help = match nearest_name(&layer.value, known.by_ref()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add it to `layers` in boundstone.toml".to_owned(),
    };
    let message = format!("there is no layer `{}` in boundstone.toml", shown(&layer.value));
    Some(Problem::new(Rule::ConfigUnknownName, layer.range, message, help))
}

/// A name from a file as a message may quote it: on one line, and not without end.
fn shown(name: &str) -> String {
    const LONGEST: usize = 80;
    name.chars()
        .map(|ch| if ch.is_control() || ch == '`' { ' ' } else { ch })
        .take(LONGEST)
        .collect()
}
