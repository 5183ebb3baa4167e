//! What the client can do, and what the server offers it.

use boundstone_text::Encoding;
use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CodeLensOptions, CompletionItemTag, CompletionOptions, DiagnosticOptions,
    DiagnosticServerCapabilities, DocumentLinkOptions, ExecuteCommandOptions,
    HoverProviderCapability, MarkupKind, OneOf, PositionEncodingKind, ResourceOperationKind,
    SaveOptions, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use crate::answers::code_action::FIX_ALL;
use crate::commands::{COMMANDS, SHOW_CROSSINGS};

/// What begins a name and is part of no word: of an owner, behind the prefix of a decision, behind the
/// boundary of a symbol, behind a folder or a module, in a string of TOML.
const TRIGGERS: [&str; 6] = ["@", "-", "#", "/", ":", "\""];

/// What matters of the client's capabilities.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Client {
    pub(crate) encoding: Encoding,
    pub(crate) reads_markdown: bool,
    /// Asks for diagnostics itself, and can be told to ask again; then none are pushed. Neovim before
    /// 0.12 asks but cannot be told, and would show what was true before the repository was read.
    pub(crate) pulls_diagnostics: bool,
    pub(crate) refreshes_lenses: bool,
    pub(crate) refreshes_hints: bool,
    /// Shows the answer of `boundstone.showCrossings` itself.
    pub(crate) shows_crossings: bool,
    pub(crate) shows_related: bool,
    pub(crate) shows_tags: bool,
    pub(crate) shows_tooltips: bool,
    /// Strikes out a choice that is tagged as deprecated.
    pub(crate) tags_choices: bool,
    /// Reads Markdown in what documents a choice.
    pub(crate) documents_in_markdown: bool,
    /// Takes an outline with parts in parts.
    pub(crate) nests_symbols: bool,
    pub(crate) watches_files: bool,
    pub(crate) shows_progress: bool,
    pub(crate) shows_documents: bool,
    pub(crate) has_configuration: bool,
    /// Takes code actions that carry their edits; others take none of ours.
    pub(crate) takes_actions: bool,
    pub(crate) shows_preferred: bool,
    /// Takes edits of a version of a document, and is told when it has another.
    pub(crate) takes_versions: bool,
    pub(crate) creates_files: bool,
}

impl Client {
    pub(crate) fn of(capabilities: &ClientCapabilities) -> Self {
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let window = capabilities.window.as_ref();
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let hover_formats = text.and_then(|text| text.hover.as_ref()?.content_format.as_ref());
        let choices = text.and_then(|text| text.completion.as_ref()?.completion_item.as_ref());
        let choice_formats = choices.and_then(|it| it.documentation_format.as_ref());
        let diagnostics = workspace.and_then(|it| it.diagnostics.as_ref());
        let lenses = workspace.and_then(|it| it.code_lens.as_ref());
        let hints = workspace.and_then(|it| it.inlay_hint.as_ref());
        let actions = text.and_then(|text| text.code_action.as_ref());
        let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
        let operations = edits.and_then(|it| it.resource_operations.as_ref());
        let watched = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        Self {
            encoding: encoding(capabilities),
            reads_markdown: hover_formats
                .is_some_and(|formats| formats.first() == Some(&MarkupKind::Markdown)),
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some())
                && diagnostics.and_then(|it| it.refresh_support) == Some(true),
            refreshes_lenses: lenses.and_then(|it| it.refresh_support) == Some(true),
            refreshes_hints: hints.and_then(|it| it.refresh_support) == Some(true),
            shows_crossings: runs(capabilities, SHOW_CROSSINGS),
            shows_related: published.and_then(|it| it.related_information) == Some(true),
            shows_tags: published.is_some_and(|it| it.tag_support.is_some()),
            shows_tooltips: text
                .and_then(|text| text.document_link.as_ref()?.tooltip_support)
                .unwrap_or_default(),
            tags_choices: choices
                .and_then(|it| it.tag_support.as_ref())
                .is_some_and(|tags| tags.value_set.contains(&CompletionItemTag::DEPRECATED)),
            documents_in_markdown: choice_formats
                .is_some_and(|formats| formats.first() == Some(&MarkupKind::Markdown)),
            nests_symbols: text
                .and_then(|text| {
                    text.document_symbol.as_ref()?.hierarchical_document_symbol_support
                })
                .unwrap_or_default(),
            watches_files: watched.and_then(|it| it.dynamic_registration) == Some(true),
            shows_progress: window.and_then(|it| it.work_done_progress) == Some(true),
            shows_documents: window
                .is_some_and(|it| it.show_document.as_ref().is_some_and(|it| it.support)),
            has_configuration: workspace.and_then(|it| it.configuration) == Some(true),
            takes_actions: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            shows_preferred: actions.and_then(|it| it.is_preferred_support) == Some(true),
            takes_versions: edits.and_then(|it| it.document_changes) == Some(true),
            creates_files: operations.is_some_and(|it| it.contains(&ResourceOperationKind::Create)),
        }
    }
}

/// Whether the client says that it knows what to do with a command of ours. The protocol has no place for
/// that; this one is also rust-analyzer's.
fn runs(capabilities: &ClientCapabilities, command: &str) -> bool {
    let commands =
        capabilities.experimental.as_ref().and_then(|it| it.pointer("/commands/commands"));
    let commands = commands.and_then(|it| it.as_array());
    commands.into_iter().flatten().any(|it| it.as_str() == Some(command))
}

/// UTF-8 where the client offers it, because then no column has to be counted; else UTF-16, which
/// every client speaks.
fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|it| it.position_encodings.as_ref());
    let offers =
        |kind: PositionEncodingKind| offered.is_some_and(|offered| offered.contains(&kind));
    if offers(PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offers(PositionEncodingKind::UTF32) && !offers(PositionEncodingKind::UTF16) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

pub(crate) fn server(client: &Client) -> ServerCapabilities {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    // A client that is offered both would show every finding twice.
    let diagnostics = client.pulls_diagnostics.then(|| {
        DiagnosticServerCapabilities::Options(DiagnosticOptions {
            identifier: Some("boundstone".to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: true,
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })
    });
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                include_text: Some(false),
            })),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true) }),
        completion_provider: Some(CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        code_action_provider: client.takes_actions.then(actions),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        diagnostic_provider: diagnostics,
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: COMMANDS.map(str::to_owned).to_vec(),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            ..WorkspaceServerCapabilities::default()
        }),
        ..ServerCapabilities::default()
    }
}

fn actions() -> CodeActionProviderCapability {
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, FIX_ALL]),
        ..CodeActionOptions::default()
    })
}
