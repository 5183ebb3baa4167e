//! `textDocument/codeLens` and `codeLens/resolve`.

use boundstone_engine::query;
use boundstone_model::{Lens, LensAbout, LensTitle, RepoPath};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{CodeLens, Command, Uri};

use crate::commands::OPEN_DECISION;
use crate::view::View;

/// What a lens carries from the list to its resolution.
#[derive(Serialize, Deserialize, Debug)]
struct Data {
    uri: Uri,
    /// The item's position in its file and its path there; none for the lens of the file.
    item: Option<(u32, String)>,
}

pub(crate) fn answer(view: &View, path: &RepoPath, uri: &Uri) -> Vec<CodeLens> {
    let lens = |lens: Lens| {
        let item = match lens.about {
            LensAbout::File => None,
            LensAbout::Item(number) => {
                Some((number, view.snapshot.world.facts(path)?.path(number)))
            }
        };
        let data = serde_json::to_value(Data { uri: uri.clone(), item }).ok()?;
        Some(CodeLens { range: view.range(path, lens.range), command: None, data: Some(data) })
    };
    query::lenses(&view.snapshot.world, path).into_iter().filter_map(lens).collect()
}

/// The document of a lens that is to be resolved.
pub(crate) fn uri_of(lens: &CodeLens) -> Option<Uri> {
    let data: Data = serde_json::from_value(lens.data.clone()?).ok()?;
    Some(data.uri)
}

/// The lens with its title. One whose item has gone since it was listed stays without a command, and
/// the client asks again.
pub(crate) fn resolve(view: &View, path: &RepoPath, mut lens: CodeLens) -> CodeLens {
    let data: Option<Data> = lens.data.clone().and_then(|data| serde_json::from_value(data).ok());
    let title = data.and_then(|data| title(view, path, &data));
    lens.command = title.map(|title| command(view, &title));
    lens
}

fn title(view: &View, path: &RepoPath, data: &Data) -> Option<LensTitle> {
    let world = &view.snapshot.world;
    let about = match &data.item {
        None => LensAbout::File,
        Some((number, name)) => {
            let is_same = world.facts(path)?.path(*number) == *name;
            is_same.then_some(LensAbout::Item(*number))?
        }
    };
    query::lens_title(world, path, &about)
}

fn command(view: &View, title: &LensTitle) -> Command {
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
