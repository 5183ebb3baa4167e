//! `textDocument/codeAction`.

use std::collections::{BTreeMap, HashMap};

use boundstone_engine::query;
use boundstone_model::{FileEdit, Fix, FixKind, Place, RepoPath, Rule};
use boundstone_text::{LineIndex, TextRange};
use boundstone_workspace::{
    code_fixes, contract_fixes, decision_fixes, fix_all, owner_fixes, promise_fixes,
};
use serde_json::json;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, CreateFile,
    CreateFileOptions, Diagnostic, DocumentChangeOperation, DocumentChanges, Location,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use crate::commands::SHOW_PLACE;
use crate::from_proto;
use crate::view::View;

/// What is offered where the client asks. Before the repository is read nothing is: what is missing then
/// cannot be told from what is wrong.
pub(crate) fn answer(
    view: &View,
    path: &RepoPath,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let Range { start, end } = params.range;
    let offset = |position| view.offset(path, from_proto::position(position));
    let Some((start, end)) = offset(start).zip(offset(end)) else { return Vec::new() };
    if !view.snapshot.is_complete {
        return Vec::new();
    }
    let only = params.context.only.as_deref();
    let mut all = fixes(view, path, TextRange::new(start, end));
    // Asked for by name, when a file is saved.
    if is_named(&FIX_ALL, only) {
        let length = view.text(path).map_or(0, |text| text.len() as u32);
        let of_file = fixes(view, path, TextRange::new(0, length));
        all.extend(fix_all(&view.snapshot, path, &of_file));
    }
    let wanted = all.into_iter().filter(|fix| is_wanted(&kind(fix.kind), only));
    let asked = Asked { view, path, params };
    wanted.filter_map(|fix| asked.action(fix)).map(CodeActionOrCommand::CodeAction).collect()
}

fn fixes(view: &View, path: &RepoPath, range: TextRange) -> Vec<Fix> {
    let snapshot = &view.snapshot;
    let texts = |path: &RepoPath| view.text(path);
    let mut all = query::fixes(&snapshot.world, snapshot, path, range, &texts);
    all.extend(decision_fixes(snapshot, path, range));
    all.extend(code_fixes(snapshot, path, range));
    all.extend(owner_fixes(snapshot, path, range));
    all.extend(contract_fixes(snapshot, path, range));
    all.extend(promise_fixes(snapshot, path, range));
    all
}

/// Below the kind that editors ask for on saving, and of us alone.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.boundstone");

fn kind(kind: FixKind) -> CodeActionKind {
    match kind {
        FixKind::QuickFix => CodeActionKind::QUICKFIX,
        FixKind::Refactor => CodeActionKind::REFACTOR,
        FixKind::FixAll => FIX_ALL,
    }
}

/// Whether the kind is one of those that are asked for, or below one: `quickfix` is asked for by itself and
/// by the empty kind.
fn is_wanted(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let is_below = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            || asked.as_str().is_empty()
    };
    only.is_none_or(|only| only.iter().any(is_below))
}

/// Whether the kind is wanted because somebody asks for it or for one above it, and not for all there are.
fn is_named(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let mut named = only.unwrap_or_default().iter().filter(|it| !it.as_str().is_empty());
    named.any(|it| is_wanted(kind, Some(std::slice::from_ref(it))))
}

struct Asked<'a> {
    view: &'a View,
    path: &'a RepoPath,
    params: &'a CodeActionParams,
}

impl Asked<'_> {
    /// `None` where the client cannot make the change.
    fn action(&self, fix: Fix) -> Option<CodeAction> {
        let command = fix.cursor.as_ref().and_then(|place| self.go_to(place, &fix.edits));
        let edit = self.edit(fix.edits)?;
        let diagnostics = fix.settles.as_ref().map(|settled| self.known(settled));
        Some(CodeAction {
            title: fix.title,
            kind: Some(kind(fix.kind)),
            diagnostics: diagnostics.filter(|known| !known.is_empty()),
            edit: Some(edit),
            command,
            is_preferred: (self.view.client.shows_preferred && fix.is_preferred).then_some(true),
            ..CodeAction::default()
        })
    }

    /// Shows a place of the text after the edits, in a client that can be asked to.
    fn go_to(&self, place: &Place, edits: &[FileEdit]) -> Option<Command> {
        if !self.view.client.shows_documents {
            return None;
        }
        let of_file: Vec<FileEdit> =
            edits.iter().filter(|edit| *edit.path() == place.path).cloned().collect();
        let text = match of_file.as_slice() {
            [FileEdit::Create { text, .. }] => text.clone(),
            edits => FileEdit::applied(&self.view.text(&place.path)?, edits)?,
        };
        let lines = LineIndex::new(&text);
        let at = lines.position(&text, place.range.start(), self.view.client.encoding);
        let at = Position { line: at.line, character: at.column };
        let location =
            Location { uri: self.uri(&place.path)?, range: Range { start: at, end: at } };
        let target = json!({ "title": place.path.as_str(), "location": location });
        Some(Command {
            title: "Write what is missing".to_owned(),
            command: SHOW_PLACE.to_owned(),
            arguments: Some(vec![target]),
        })
    }

    /// Those of the client's own diagnostics that are the finding: it knows them again as it sent them.
    fn known(&self, (rule, place): &(Rule, Place)) -> Vec<Diagnostic> {
        let range = self.view.range(&place.path, place.range);
        let code = NumberOrString::String(rule.id().to_owned());
        let is_it = |it: &&Diagnostic| it.range == range && it.code.as_ref() == Some(&code);
        self.params.context.diagnostics.iter().filter(is_it).cloned().collect()
    }

    fn edit(&self, edits: Vec<FileEdit>) -> Option<WorkspaceEdit> {
        let mut created = Vec::new();
        let mut replaced: BTreeMap<RepoPath, Vec<TextEdit>> = BTreeMap::new();
        for edit in edits {
            match edit {
                FileEdit::Create { path, text } => {
                    created.push(self.uri(&path)?);
                    let range = Range { start: Position::default(), end: Position::default() };
                    replaced.entry(path).or_default().push(TextEdit { range, new_text: text });
                }
                FileEdit::Replace { place, text } => {
                    // Of a file that vanished, no place can be told.
                    self.view.text(&place.path)?;
                    let range = self.view.range(&place.path, place.range);
                    let edit = TextEdit { range, new_text: text };
                    replaced.entry(place.path).or_default().push(edit);
                }
            }
        }
        for edits in replaced.values_mut() {
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        }
        match self.view.client.takes_versions {
            true => self.with_versions(created, replaced),
            false if created.is_empty() => self.without_versions(replaced),
            false => None,
        }
    }

    /// The new files, then the edits, each of the version of its document that they were counted in.
    fn with_versions(
        &self,
        created: Vec<Uri>,
        replaced: BTreeMap<RepoPath, Vec<TextEdit>>,
    ) -> Option<WorkspaceEdit> {
        if !created.is_empty() && !self.view.client.creates_files {
            return None;
        }
        let create = |uri| {
            // One that has come to be there meanwhile is somebody's work.
            let options =
                CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
            let create = CreateFile { uri, options: Some(options), annotation_id: None };
            DocumentChangeOperation::Op(ResourceOp::Create(create))
        };
        let mut operations: Vec<_> = created.into_iter().map(create).collect();
        for (path, edits) in replaced {
            let version = self.view.snapshot.version(&path);
            let text_document =
                OptionalVersionedTextDocumentIdentifier { uri: self.uri(&path)?, version };
            let edits = edits.into_iter().map(OneOf::Left).collect();
            let edit = TextDocumentEdit { text_document, edits };
            operations.push(DocumentChangeOperation::Edit(edit));
        }
        let document_changes = Some(DocumentChanges::Operations(operations));
        Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
    }

    fn without_versions(
        &self,
        replaced: BTreeMap<RepoPath, Vec<TextEdit>>,
    ) -> Option<WorkspaceEdit> {
        let changes: Option<HashMap<Uri, Vec<TextEdit>>> =
            replaced.into_iter().map(|(path, edits)| Some((self.uri(&path)?, edits))).collect();
        Some(WorkspaceEdit { changes: Some(changes?), ..WorkspaceEdit::default() })
    }

    /// The document that was asked about goes by the name that the client has for it.
    fn uri(&self, path: &RepoPath) -> Option<Uri> {
        match path == self.path {
            true => Some(self.params.text_document.uri.clone()),
            false => self.view.uri(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use boundstone_workspace::{Options, Root, Workspace};
    use serde_json::{Value, json};

    use super::*;
    use crate::capabilities::Client;

    /// What a client is given that is to make `new.md` and change this crate's manifest.
    fn creating(client: Client) -> Option<Value> {
        let root = Root::exactly(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let view = View::new(Workspace::load(root, &Options::default()).unwrap(), client);
        let path = RepoPath::new("Cargo.toml").unwrap();
        let params: CodeActionParams = serde_json::from_value(json!({
            "textDocument": { "uri": "file:///asked/Cargo.toml" },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
            "context": { "diagnostics": [] },
        }))
        .unwrap();
        let place = |start, end| Place { path: path.clone(), range: TextRange::new(start, end) };
        let edit = Asked { view: &view, path: &path, params: &params }.edit(vec![
            FileEdit::Replace { place: place(4, 5), text: "b".to_owned() },
            FileEdit::Replace { place: place(0, 1), text: "a".to_owned() },
            FileEdit::Create { path: RepoPath::new("new.md").unwrap(), text: "# New\n".to_owned() },
        ]);
        let root = view.uri(&RepoPath::root()).unwrap().to_string();
        let written = edit.map(|edit| serde_json::to_string(&edit).unwrap());
        written.map(|text| serde_json::from_str(&text.replace(&root, "file:///root")).unwrap())
    }

    #[test]
    fn files_are_made_before_they_are_filled_and_only_by_clients_that_can() {
        let able = Client { takes_versions: true, creates_files: true, ..Client::default() };
        let range = |start: u32, end: u32| json!({ "start": { "line": 0, "character": start }, "end": { "line": 0, "character": end } });
        let document = |uri: &str| json!({ "uri": uri, "version": null });
        assert_eq!(
            creating(able),
            Some(json!({ "documentChanges": [
                {
                    "kind": "create",
                    "uri": "file:///root/new.md",
                    "options": { "overwrite": false, "ignoreIfExists": false },
                },
                {
                    "textDocument": document("file:///asked/Cargo.toml"),
                    "edits": [
                        { "range": range(0, 1), "newText": "a" },
                        { "range": range(4, 5), "newText": "b" },
                    ],
                },
                {
                    "textDocument": document("file:///root/new.md"),
                    "edits": [{ "range": range(0, 0), "newText": "# New\n" }],
                },
            ] }))
        );
        assert_eq!(creating(Client { creates_files: false, ..able }), None);
        assert_eq!(creating(Client { takes_versions: false, ..able }), None);
    }
}
