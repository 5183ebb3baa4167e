//! Our types to the protocol's.

use boundstone_model::{Finding, NamedKind, NamedPlace, Rule, Severity};
use tower_lsp::ls_types::{self as lsp, DiagnosticSeverity, DiagnosticTag, NumberOrString};

use crate::view::View;

const SOURCE: &str = "boundstone";

pub(crate) fn diagnostic(view: &View, finding: &Finding) -> lsp::Diagnostic {
    let related = finding.related.iter().filter_map(|related| {
        let location = view.location(&related.place)?;
        Some(lsp::DiagnosticRelatedInformation { location, message: shown(&related.message) })
    });
    let related =
        view.client.shows_related.then(|| related.collect::<Vec<_>>()).filter(|it| !it.is_empty());
    let tags = tags(finding.rule);
    lsp::Diagnostic {
        range: view.range(&finding.place.path, finding.place.range),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.id().to_owned())),
        source: Some(SOURCE.to_owned()),
        // Not every client shows related information or has quick fixes, so the next action stands here.
        message: shown(&format!("{}\n{}", finding.message, finding.help)),
        related_information: related,
        tags: tags.filter(|_| view.client.shows_tags),
        ..lsp::Diagnostic::default()
    }
}

/// Without what hides or reorders text: a message may hold words of the repository.
fn shown(text: &str) -> String {
    let is_shown = |ch: &char| !boundstone_text::is_hidden(*ch);
    let plain = |ch: char| if ch.is_control() && ch != '\n' { ' ' } else { ch };
    text.chars().filter(is_shown).map(plain).collect()
}

/// What an editor fades or strikes out.
fn tags(rule: Rule) -> Option<Vec<DiagnosticTag>> {
    match rule {
        Rule::AllowUnused | Rule::OwnershipDeadRule | Rule::OwnershipShadowedRule => {
            Some(vec![DiagnosticTag::UNNECESSARY])
        }
        Rule::ContractDeprecatedUse | Rule::DecisionSuperseded => {
            Some(vec![DiagnosticTag::DEPRECATED])
        }
        _ => None,
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

pub(crate) fn symbol(view: &View, named: &NamedPlace) -> Option<lsp::WorkspaceSymbol> {
    let kind = match named.kind {
        NamedKind::Boundary => lsp::SymbolKind::PACKAGE,
        NamedKind::Decision => lsp::SymbolKind::FILE,
    };
    Some(lsp::WorkspaceSymbol {
        name: named.name.clone(),
        kind,
        tags: None,
        container_name: Some(named.detail.clone()).filter(|detail| !detail.is_empty()),
        location: lsp::OneOf::Left(view.location(&named.place)?),
        data: None,
    })
}
