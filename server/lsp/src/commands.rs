//! `workspace/executeCommand`.

use serde::Deserialize;
use tower_lsp::Client as Connection;
use tower_lsp::ls_types::{
    Location, MessageActionItem, MessageType, Position, ShowDocumentParams, Uri,
};

use crate::answers::crossings::Crossings;

/// Opens a decision; asks which one where a lens stands for several.
pub(crate) const OPEN_DECISION: &str = "boundstone.openDecision";

/// Gives the context card of a file, or of a place in it.
pub(crate) const CONTEXT: &str = "boundstone.context";

/// Gives the places where other boundaries use an item, or the boundary of a file.
pub(crate) const SHOW_CROSSINGS: &str = "boundstone.showCrossings";

/// Shows a place, such as the one where a fix leaves something to be written.
pub(crate) const SHOW_PLACE: &str = "boundstone.showPlace";

/// Prefixed, because two servers that register one id clash in the editor.
pub(crate) const COMMANDS: [&str; 4] = [CONTEXT, OPEN_DECISION, SHOW_CROSSINGS, SHOW_PLACE];

/// Choices of a question; editors show them as buttons in a row.
const CHOICES: usize = 6;

/// The argument of [`CONTEXT`] and [`SHOW_CROSSINGS`].
#[derive(Deserialize, Debug)]
pub(crate) struct Asked {
    pub(crate) uri: Uri,
    pub(crate) position: Option<Position>,
}

/// Reads the arguments of such a command. The error says what is wrong with the call.
pub(crate) fn asked(command: &str, arguments: Vec<serde_json::Value>) -> Result<Asked, String> {
    let first = arguments.into_iter().next();
    let first = first.ok_or_else(|| format!("{command}: name a document: {{ uri, position? }}"))?;
    serde_json::from_value(first).map_err(|error| format!("{command}: {error}"))
}

#[derive(Deserialize, Clone, Debug)]
struct Target {
    title: String,
    location: Location,
}

/// Runs a command of ours in the background: it asks the client, which may never answer.
/// The error says what is wrong with the call.
pub(crate) fn execute(
    connection: &Connection,
    shows_documents: bool,
    command: &str,
    arguments: Vec<serde_json::Value>,
) -> Result<(), String> {
    if command != OPEN_DECISION && command != SHOW_PLACE {
        return Err(format!("no command is called {command}"));
    }
    let targets: Result<Vec<Target>, _> =
        arguments.into_iter().map(serde_json::from_value).collect();
    let targets = targets.map_err(|error| format!("{command}: {error}"))?;
    if targets.is_empty() {
        return Err(format!("{command}: name at least one place"));
    }
    open_in_background(connection, shows_documents, "Which decision?", targets);
    Ok(())
}

/// Shows crossings with what the protocol has, to a client that does not show them itself.
pub(crate) fn show(connection: &Connection, shows_documents: bool, crossings: &Crossings) {
    let places = crossings.names.iter().zip(&crossings.locations);
    let target = |(title, location): (&String, &Location)| Target {
        title: title.clone(),
        location: location.clone(),
    };
    let targets: Vec<Target> = places.map(target).collect();
    let question = match targets.len() {
        0 => return,
        count if count > CHOICES => format!("Which crossing? The first {CHOICES} of {count}:"),
        _ => "Which crossing?".to_owned(),
    };
    open_in_background(connection, shows_documents, &question, targets);
}

fn open_in_background(
    connection: &Connection,
    shows_documents: bool,
    question: &str,
    targets: Vec<Target>,
) {
    let (connection, question) = (connection.clone(), question.to_owned());
    tokio::spawn(async move { open(&connection, shows_documents, &question, targets).await });
}

async fn open(
    connection: &Connection,
    shows_documents: bool,
    question: &str,
    targets: Vec<Target>,
) {
    let Some(target) = chosen(connection, question, targets).await else { return };
    if !shows_documents {
        let place = format!("{} — {}", target.title, target.location.uri.as_str());
        connection.show_message(MessageType::INFO, place).await;
        return;
    }
    let params = ShowDocumentParams {
        uri: target.location.uri,
        external: Some(false),
        take_focus: Some(true),
        selection: Some(target.location.range),
    };
    if let Err(error) = connection.show_document(params).await {
        tracing::warn!(%error, "the client did not open a document");
    }
}

async fn chosen(
    connection: &Connection,
    question: &str,
    mut targets: Vec<Target>,
) -> Option<Target> {
    if targets.len() == 1 {
        return targets.pop();
    }
    let choices = targets.iter().take(CHOICES);
    let actions = choices
        .map(|it| MessageActionItem { title: it.title.clone(), properties: Default::default() });
    let answer =
        connection.show_message_request(MessageType::INFO, question, Some(actions.collect())).await;
    let title = answer.ok().flatten()?.title;
    targets.into_iter().find(|target| target.title == title)
}
