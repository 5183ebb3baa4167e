//! The protocol's methods. Each sends to the workspace of its document and parks for the answer, or gives
//! one that takes microseconds at once.
//!
//! Architecture invariant: the first thing a handler does is a synchronous send; nothing is awaited
//! before it, or edits would overtake each other. No handler awaits a request to the client.

mod ask;
mod configuration;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock};

use boundstone_model::RepoPath;
use boundstone_workspace::{Event, Options, Root, Workspace};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client as Connection, LanguageServer};

use crate::answers::{
    code_action, code_lens, completion, context, crossings, definition, diagnostic, document_link,
    document_symbol, hover, inlay_hint, references, symbol,
};
use crate::capabilities::{self, Client};
use crate::publish::{self, Noticed, Speaker};
use crate::roots::Roots;
use crate::settings::Settings;
use crate::strays::Strays;
use crate::view::View;
use crate::{commands, from_proto, watching};

pub(crate) struct Server {
    connection: Connection,
    client: OnceLock<Client>,
    roots: Mutex<Roots>,
    settings: Arc<RwLock<Settings>>,
    notices: OnceLock<UnboundedSender<Noticed>>,
    /// How many workspaces were started.
    started: AtomicU64,
}

impl Server {
    pub(crate) fn new(connection: Connection) -> Self {
        Self {
            connection,
            client: OnceLock::new(),
            roots: Mutex::default(),
            settings: Arc::default(),
            notices: OnceLock::new(),
            started: AtomicU64::default(),
        }
    }

    fn client(&self) -> Client {
        self.client.get().copied().unwrap_or_default()
    }

    /// Works on the roots. The lock is never held across an await.
    fn with_roots<T>(&self, work: impl FnOnce(&mut Roots) -> T) -> T {
        let mut roots = self.roots.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        work(&mut roots)
    }

    fn start(&self, root: Root) -> Option<Workspace> {
        let speaker = Speaker {
            workspace: self.started.fetch_add(1, Ordering::Relaxed),
            notices: self.notices.get().cloned(),
        };
        let notify = move |notice| speaker.say(notice);
        let options = Options { watches: !self.client().watches_files, ..Options::of_user() };
        match Workspace::start(root, &options, Box::new(notify)) {
            Ok(workspace) => Some(workspace),
            Err(error) => {
                let connection = self.connection.clone();
                let message = format!("Boundstone cannot read the repository: {error}");
                tokio::spawn(
                    async move { connection.show_message(MessageType::ERROR, message).await },
                );
                None
            }
        }
    }

    fn route(&self, uri: &Uri) -> Option<(Workspace, RepoPath)> {
        let path = from_proto::path(uri)?;
        self.with_roots(|roots| roots.route(&path, &|root| self.start(root)))
    }

    /// Works on a document that is of no repository that is served, at its path; a document that is on
    /// no disk is not ours.
    fn with_stray(&self, uri: &Uri, work: impl FnOnce(&mut Strays, PathBuf)) {
        if let Some(path) = from_proto::path(uri) {
            self.with_roots(|roots| work(&mut roots.strays, path));
        }
    }

    /// Sends an event about a document; one of no repository is not ours.
    fn tell(&self, uri: &Uri, event: impl FnOnce(RepoPath) -> Event) {
        if let Some((workspace, path)) = self.route(uri) {
            workspace.send(event(path));
        }
    }

    fn folders(&self, params: &InitializeParams) -> Vec<PathBuf> {
        let named = params.workspace_folders.iter().flatten();
        let mut folders: Vec<_> =
            named.filter_map(|folder| from_proto::path(&folder.uri)).collect();
        if folders.is_empty() {
            #[expect(deprecated, reason = "clients that know no workspace folders send this")]
            let root = params.root_uri.as_ref();
            folders.extend(root.and_then(from_proto::path));
        }
        folders
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::of(&params.capabilities);
        self.client.set(client).ok();
        if let Some(options) = &params.initialization_options {
            self.set_settings(options);
        }
        let (sender, receiver) = unbounded_channel();
        self.notices.set(sender).ok();
        tokio::spawn(publish::run(
            receiver,
            self.connection.clone(),
            client,
            Arc::clone(&self.settings),
        ));
        for folder in self.folders(&params) {
            self.with_roots(|roots| roots.add(folder, &|root| self.start(root)));
        }
        Ok(InitializeResult {
            capabilities: capabilities::server(&client),
            server_info: Some(ServerInfo {
                name: "boundstone".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        if self.client().watches_files {
            watching::register(self.connection.clone());
        }
        self.fetch_settings();
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, version, text, .. } = params.text_document;
        match self.route(&uri) {
            Some((workspace, path)) => workspace.send(Event::Open { path, version, text }),
            None => self.with_stray(&uri, |strays, path| strays.open(path, version, text)),
        }
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let edits: Vec<_> = params.content_changes.into_iter().map(from_proto::edit).collect();
        let encoding = self.client().encoding;
        match self.route(&uri) {
            Some((workspace, path)) => {
                workspace.send(Event::Change { path, version, edits, encoding });
            }
            None => self
                .with_stray(&uri, |strays, path| strays.change(&path, version, &edits, encoding)),
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.tell(&uri, |path| Event::Close { path });
        self.with_stray(&uri, |strays, path| drop(strays.close(&path)));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.tell(&params.text_document.uri, |path| Event::Saved { path });
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        for change in params.changes {
            self.tell(&change.uri, |path| Event::Watched(vec![path]));
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().filter_map(|it| from_proto::path(&it.uri)).collect()
        };
        let (added, removed) = (paths(&params.event.added), paths(&params.event.removed));
        self.with_roots(|roots| {
            // First, so that a repository that stays is not read anew, and keeps its open documents. One
            // that is in both lists has another name.
            for folder in &added {
                roots.add(folder.clone(), &|root| self.start(root));
            }
            for folder in removed.iter().filter(|folder| !added.contains(folder)) {
                roots.remove(folder);
            }
            roots.take_in(&|root| self.start(root));
        });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.client().has_configuration {
            self.fetch_settings();
        } else {
            self.set_settings(&params.settings);
        }
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        if !self.settings().hover {
            return Ok(None);
        }
        let TextDocumentPositionParams { text_document, position } =
            params.text_document_position_params;
        let position = from_proto::position(position);
        let answer = self
            .ask_lightly(&text_document.uri, move |view, path| hover::answer(view, path, position));
        Ok(answer.await?.flatten())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        if !self.settings().completion {
            return Ok(None);
        }
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let (uri, position) = (text_document.uri.clone(), from_proto::position(position));
        // On the pool, because the symbols of a large boundary take milliseconds.
        let answer = self.ask(&text_document.uri, move |view, path| {
            completion::answer(view, path, &uri, position)
        });
        Ok(answer.await?.flatten())
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(uri) = completion::question_of(&item) else { return Ok(item) };
        let unresolved = item.clone();
        let answer = self.ask(&uri, move |view, _| completion::resolve(view, item));
        Ok(answer.await?.unwrap_or(unresolved))
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } =
            params.text_document_position_params;
        let position = from_proto::position(position);
        let answer = self.ask_lightly(&text_document.uri, move |view, path| {
            definition::answer(view, path, position)
        });
        Ok(answer.await?.flatten())
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let position = from_proto::position(position);
        let includes_itself = params.context.include_declaration;
        let answer = self.ask(&text_document.uri, move |view, path| {
            references::answer(view, path, position, includes_itself)
        });
        Ok(answer.await?.flatten())
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        if !self.settings().inlay_hints {
            return Ok(None);
        }
        let Range { start, end } = params.range;
        let range = (from_proto::position(start), from_proto::position(end));
        let answer = self.ask(&params.text_document.uri, move |view, path| {
            inlay_hint::answer(view, path, range)
        });
        Ok(answer.await?.flatten())
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(&params.text_document.uri, document_link::answer).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        Ok(self.ask(&params.text_document.uri, document_symbol::answer).await?.flatten())
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        if !self.settings().code_actions || !self.client().takes_actions {
            return Ok(None);
        }
        let uri = params.text_document.uri.clone();
        self.ask(&uri, move |view, path| code_action::answer(view, path, &params)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        if !self.settings().code_lens {
            return Ok(None);
        }
        let uri = params.text_document.uri.clone();
        self.ask(&params.text_document.uri, move |view, path| code_lens::answer(view, path, &uri))
            .await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let Some((uri, is_long)) = code_lens::question_of(&lens) else { return Ok(lens) };
        let unresolved = lens.clone();
        let answer =
            move |view: &View, path: &RepoPath| code_lens::resolve(view, path, lens.clone());
        let answer = match is_long {
            true => self.ask(&uri, answer).await,
            false => self.ask_lightly(&uri, answer).await,
        };
        Ok(answer?.unwrap_or(unresolved))
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        if !self.settings().diagnostics {
            return Ok(diagnostic::none());
        }
        let previous = params.previous_result_id;
        let Some((workspace, path)) = self.route(&params.text_document.uri) else {
            return Ok(diagnostic::none());
        };
        // Before the repository is read, what is missing cannot be told from what is wrong. An answer that
        // nothing is wrong would stay with clients that do not ask again by themselves.
        let answer = self.ask_whole(&workspace, move |view| {
            diagnostic::of_document(view, &path, previous.as_deref())
        });
        Ok(answer.await?.unwrap_or_else(diagnostic::none))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let mut items = Vec::new();
        if !self.settings().diagnostics {
            items.extend(diagnostic::taken_back(params.previous_result_ids));
            let report = WorkspaceDiagnosticReport { items };
            return Ok(WorkspaceDiagnosticReportResult::Report(report));
        }
        let previous = Arc::new(params.previous_result_ids);
        let asked: Vec<_> = self.with_roots(|roots| {
            let ask = |workspace: &Workspace| {
                let previous = Arc::clone(&previous);
                self.ask_whole(workspace, move |view| {
                    diagnostic::of_workspace(view, &previous).items
                })
            };
            roots.workspaces().map(ask).collect()
        });
        for answer in asked {
            items.extend(answer.await?.unwrap_or_default());
        }
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        let asked: Vec<_> = self.with_roots(|roots| {
            let ask = |workspace: &Workspace| {
                let text = params.query.clone();
                self.ask_workspace(workspace, move |view| symbol::answer(view, &text))
            };
            roots.workspaces().map(ask).collect()
        });
        let mut symbols = Vec::new();
        for answer in asked {
            symbols.extend(answer.await?);
        }
        Ok(Some(WorkspaceSymbolResponse::Nested(symbols)))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let Client { shows_documents, shows_crossings, .. } = self.client();
        if [commands::CONTEXT, commands::SHOW_CROSSINGS].contains(&params.command.as_str()) {
            let asked = commands::asked(&params.command, params.arguments);
            let asked = asked.map_err(Error::invalid_params)?;
            let position = asked.position.map(from_proto::position);
            if params.command == commands::CONTEXT {
                let answer =
                    self.ask(&asked.uri, move |view, path| context::answer(view, path, position));
                return written(&answer.await?);
            }
            let answer =
                self.ask(&asked.uri, move |view, path| crossings::answer(view, path, position));
            let answer = answer.await?;
            if let Some(found) = answer.as_ref().filter(|_| !shows_crossings) {
                commands::show(&self.connection, shows_documents, found);
            }
            return written(&answer);
        }
        commands::execute(&self.connection, shows_documents, &params.command, params.arguments)
            .map(|()| None)
            .map_err(Error::invalid_params)
    }
}

/// The answer of a command.
fn written(answer: &impl serde::Serialize) -> Result<Option<LSPAny>> {
    serde_json::to_value(answer).map(Some).map_err(|error| {
        tracing::error!(%error, "an answer cannot be written as JSON");
        Error::internal_error()
    })
}
