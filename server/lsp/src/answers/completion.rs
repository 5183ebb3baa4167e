//! `textDocument/completion` and `completionItem/resolve`.

use boundstone_engine::query;
use boundstone_model::{
    Choice, ChoiceAbout, Completion, DecisionSummary, HoverContent, ItemKind, RepoPath, Severity,
};
use boundstone_text::Position;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList, CompletionResponse,
    CompletionTextEdit, Documentation, MarkupContent, MarkupKind, Range, TextEdit, Uri,
};

use crate::markdown;
use crate::view::View;

/// Bytes of a signature that stand beside a choice.
const DETAIL_BYTES: usize = 100;

/// What a choice of a decision carries from the list to its resolution.
#[derive(Serialize, Deserialize, Debug)]
struct Data {
    /// The document in which it is offered, which says which repository is meant.
    uri: Uri,
    /// The path of the record.
    record: String,
}

pub(crate) fn answer(
    view: &View,
    path: &RepoPath,
    uri: &Uri,
    position: Position,
) -> Option<CompletionResponse> {
    let offset = view.offset(path, position)?;
    let slots = view.snapshot.slots(path, offset);
    let answer = |slot| query::completion(&view.snapshot.world, &view.snapshot, path, slot);
    let Completion { range, choices, is_cut } = slots.iter().find_map(answer)?;
    let range = view.range(path, range);
    let item = |(at, choice): (usize, &Choice)| item(view, uri, range, at, choice);
    Some(CompletionResponse::List(CompletionList {
        // While the repository is being read there may be more.
        is_incomplete: is_cut || !view.snapshot.is_complete,
        items: choices.iter().enumerate().map(item).collect(),
    }))
}

/// The document of an item that is to be resolved.
pub(crate) fn question_of(item: &CompletionItem) -> Option<Uri> {
    data_of(item).map(|data| data.uri)
}

/// The item with what its decision says. One whose record has gone since stays as it is.
pub(crate) fn resolve(view: &View, mut item: CompletionItem) -> CompletionItem {
    let record = data_of(&item).and_then(|data| RepoPath::new(&data.record));
    let decision = record.and_then(|path| query::decision_at(&view.snapshot.world, &path));
    if let Some(decision) = decision {
        let is_markdown = view.client.documents_in_markdown;
        let content = HoverContent::Decisions(vec![decision]);
        let value = markdown::page(view, &content, is_markdown);
        item.documentation = Some(documentation(is_markdown, value));
    }
    item
}

fn data_of(item: &CompletionItem) -> Option<Data> {
    serde_json::from_value(item.data.clone()?).ok()
}

fn item(view: &View, uri: &Uri, range: Range, at: usize, choice: &Choice) -> CompletionItem {
    let record = match &choice.about {
        ChoiceAbout::Decision(decision) => Some(decision),
        _ => None,
    };
    let is_retired = record.is_some_and(|decision| decision.is_retired());
    let data = record.and_then(|decision| {
        let record = decision.path.to_string();
        serde_json::to_value(Data { uri: uri.clone(), record }).ok()
    });
    CompletionItem {
        label: markdown::words(&choice.label),
        kind: Some(kind(&choice.about)),
        detail: detail(&choice.about),
        documentation: purpose(&choice.about).map(|it| documentation(false, it.to_owned())),
        sort_text: Some(format!("{at:04}")),
        filter_text: Some(choice.filter.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range,
            new_text: choice.text.clone(),
        })),
        tags: (is_retired && view.client.tags_choices).then(|| vec![CompletionItemTag::DEPRECATED]),
        data,
        ..CompletionItem::default()
    }
}

fn documentation(is_markdown: bool, value: String) -> Documentation {
    let kind = if is_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Documentation::MarkupContent(MarkupContent { kind, value })
}

fn detail(about: &ChoiceAbout) -> Option<String> {
    let counted = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    };
    match about {
        ChoiceAbout::Decision(decision) => Some(said_of(decision)),
        ChoiceAbout::Owner { rules, contracts } => {
            let parts = [counted(*rules, "rule"), counted(*contracts, "contract")];
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        ChoiceAbout::Boundary => Some("boundary".to_owned()),
        ChoiceAbout::Symbol(kind) => Some(kind.name().to_owned()),
        ChoiceAbout::Item { kind, signature } => Some(match signature {
            Some(signature) => markdown::short(&markdown::words(signature), DETAIL_BYTES),
            None => kind.name().to_owned(),
        }),
        ChoiceAbout::OfOthers(from) => Some(format!("from {}", markdown::words(from))),
        ChoiceAbout::Level(count) => Some(format!("all of a level: {}", counted(*count, "item")?)),
        ChoiceAbout::Used(count) => counted(*count, "use"),
        ChoiceAbout::Layer { rank, of } => Some(format!("{rank} of {of} from the top")),
        ChoiceAbout::Rule(rule) => {
            Some(rule.default_severity().map_or("off", Severity::name).to_owned())
        }
        ChoiceAbout::Key(_) | ChoiceAbout::Word(_) | ChoiceAbout::Folder | ChoiceAbout::File => {
            None
        }
    }
}

/// Title and status, and what replaced it.
fn said_of(decision: &DecisionSummary) -> String {
    markdown::words(&format!("{} ({})", decision.title, markdown::status(decision)))
}

fn purpose(about: &ChoiceAbout) -> Option<&'static str> {
    match about {
        ChoiceAbout::Key(purpose) | ChoiceAbout::Word(purpose) => Some(purpose),
        ChoiceAbout::Rule(rule) => Some(rule.summary()),
        _ => None,
    }
}

fn kind(about: &ChoiceAbout) -> CompletionItemKind {
    match about {
        ChoiceAbout::Decision(_) | ChoiceAbout::Used(_) | ChoiceAbout::OfOthers(_) => {
            CompletionItemKind::REFERENCE
        }
        ChoiceAbout::Owner { .. } => CompletionItemKind::VALUE,
        ChoiceAbout::Key(_) => CompletionItemKind::PROPERTY,
        ChoiceAbout::Word(_) | ChoiceAbout::Layer { .. } | ChoiceAbout::Rule(_) => {
            CompletionItemKind::ENUM_MEMBER
        }
        ChoiceAbout::Folder => CompletionItemKind::FOLDER,
        ChoiceAbout::File => CompletionItemKind::FILE,
        ChoiceAbout::Boundary | ChoiceAbout::Level(_) => CompletionItemKind::MODULE,
        ChoiceAbout::Symbol(kind) | ChoiceAbout::Item { kind, .. } => of_item(*kind),
    }
}

fn of_item(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Module | ItemKind::Namespace | ItemKind::Impl => CompletionItemKind::MODULE,
        ItemKind::Function | ItemKind::Macro => CompletionItemKind::FUNCTION,
        ItemKind::Struct | ItemKind::Union | ItemKind::TypeAlias => CompletionItemKind::STRUCT,
        ItemKind::Enum => CompletionItemKind::ENUM,
        ItemKind::Variant => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Field => CompletionItemKind::FIELD,
        ItemKind::Trait | ItemKind::Interface => CompletionItemKind::INTERFACE,
        ItemKind::Constant | ItemKind::Static => CompletionItemKind::CONSTANT,
        ItemKind::Method => CompletionItemKind::METHOD,
        ItemKind::Class => CompletionItemKind::CLASS,
        ItemKind::Variable => CompletionItemKind::VARIABLE,
        ItemKind::Property => CompletionItemKind::PROPERTY,
    }
}
