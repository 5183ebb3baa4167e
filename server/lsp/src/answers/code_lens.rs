//! `textDocument/codeLens` and `codeLens/resolve`.

use boundstone_engine::query;
use boundstone_model::{Lens, LensAbout, LensTitle, RepoPath, names_to};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{CodeLens, Command, Uri};

use crate::answers::crossings;
use crate::commands::{OPEN_DECISION, SHOW_CROSSINGS};
use crate::view::View;

/// What a lens carries from the list to its resolution.
#[derive(Serialize, Deserialize, Debug)]
struct Data {
    uri: Uri,
    /// The item's position in its file and its path there; none for the lens of the file.
    item: Option<(u32, String)>,
    /// Who uses it, not what is said of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_about_uses: bool,
    /// How far the decision of the document reaches.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_about_decision: bool,
}

pub(crate) fn answer(view: &View, path: &RepoPath, uri: &Uri) -> Vec<CodeLens> {
    let world = &view.snapshot.world;
    let facts = world.facts(path);
    let items: Vec<_> = facts.iter().flat_map(|facts| facts.items()).collect();
    let separator = facts.map_or("", |facts| facts.language.separator());
    let lens = |lens: Lens| {
        let item = match lens.about {
            LensAbout::File | LensAbout::Dependents | LensAbout::Decision => None,
            LensAbout::Item(number) | LensAbout::Uses(number) => {
                Some((number, names_to(&items, number).join(separator)))
            }
        };
        let is_about_uses = matches!(lens.about, LensAbout::Dependents | LensAbout::Uses(_));
        let is_about_decision = lens.about == LensAbout::Decision;
        let data = Data { uri: uri.clone(), item, is_about_uses, is_about_decision };
        let data = serde_json::to_value(data).ok()?;
        Some(CodeLens { range: view.range(path, lens.range), command: None, data: Some(data) })
    };
    query::lenses(world, path).into_iter().filter_map(lens).collect()
}

/// What a lens that is to be resolved carries.
fn data_of(lens: &CodeLens) -> Option<Data> {
    serde_json::from_value(lens.data.clone()?).ok()
}

/// The document of a lens that is to be resolved, and whether many files may have to be looked through.
pub(crate) fn question_of(lens: &CodeLens) -> Option<(Uri, bool)> {
    data_of(lens).map(|data| (data.uri, data.is_about_uses || data.is_about_decision))
}

/// The lens with its title. One whose item has gone since it was listed stays without a command, and
/// the client asks again.
pub(crate) fn resolve(view: &View, path: &RepoPath, mut lens: CodeLens) -> CodeLens {
    let command = |data: Data| {
        let title = title(view, path, &data)?;
        if !data.is_about_uses {
            return Some(opening(view, &title));
        }
        let position = data.item.is_some().then_some(lens.range.start);
        Some(Command {
            title: title.text,
            command: SHOW_CROSSINGS.to_owned(),
            arguments: Some(vec![crossings::question(&data.uri, position)]),
        })
    };
    lens.command = data_of(&lens).and_then(command);
    lens
}

fn title(view: &View, path: &RepoPath, data: &Data) -> Option<LensTitle> {
    let world = &view.snapshot.world;
    let about = match &data.item {
        None if data.is_about_decision => LensAbout::Decision,
        None if data.is_about_uses => LensAbout::Dependents,
        None => LensAbout::File,
        Some((number, name)) => {
            let is_same = world.facts(path)?.path(*number) == *name;
            let about = if data.is_about_uses { LensAbout::Uses } else { LensAbout::Item };
            is_same.then_some(about(*number))?
        }
    };
    query::lens_title(world, &view.snapshot, path, &about)
}

/// Opens the decisions of a title.
fn opening(view: &View, title: &LensTitle) -> Command {
    let mut targets = Vec::new();
    for decision in &title.decisions {
        let place =
            boundstone_model::Place { path: decision.path.clone(), range: decision.title_range };
        if let Some(location) = view.location(&place) {
            let name = format!("{} {}", decision.display, decision.title);
            targets.push(serde_json::json!({ "title": name, "location": location }));
        }
    }
    // A lens without a decision is text: there is nothing to open.
    let command = if targets.is_empty() { "" } else { OPEN_DECISION };
    Command {
        title: title.text.clone(),
        command: command.to_owned(),
        arguments: (!targets.is_empty()).then_some(targets),
    }
}
