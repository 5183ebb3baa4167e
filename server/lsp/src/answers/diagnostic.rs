//! `textDocument/diagnostic` and `workspace/diagnostic`.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use boundstone_engine::query;
use boundstone_model::{Finding, RepoPath};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, PreviousResultId, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::to_proto;
use crate::view::View;

/// The findings of one file in the protocol's form.
pub(crate) fn diagnostics(view: &View, path: &RepoPath) -> Vec<Diagnostic> {
    told(view, &query::findings(&view.snapshot.world, &view.snapshot, path))
}

/// Findings in the protocol's form.
pub(crate) fn told(view: &View, findings: &[Finding]) -> Vec<Diagnostic> {
    findings.iter().map(|finding| to_proto::diagnostic(view, finding)).collect()
}

pub(crate) fn of_document(
    view: &View,
    path: &RepoPath,
    previous: Option<&str>,
) -> DocumentDiagnosticReportResult {
    let items = diagnostics(view, path);
    let id = result_id(&items);
    DocumentDiagnosticReportResult::Report(if previous == Some(id.as_str()) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                result_id: id,
            },
        })
    } else {
        full(id, items)
    })
}

/// The report of a document that is no file of a repository.
pub(crate) fn none() -> DocumentDiagnosticReportResult {
    DocumentDiagnosticReportResult::Report(full(result_id(&[]), Vec::new()))
}

fn full(id: String, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(id),
            items,
        },
    })
}

/// The report of every file that has findings, or had some when the client asked before.
pub(crate) fn of_workspace(
    view: &View,
    previous: &[PreviousResultId],
) -> WorkspaceDiagnosticReport {
    let before: HashMap<&Uri, &str> =
        previous.iter().map(|it| (&it.uri, it.value.as_str())).collect();
    let mut files: HashMap<RepoPath, Vec<Finding>> = HashMap::new();
    for finding in view.snapshot.all_findings() {
        files.entry(finding.place.path.clone()).or_default().push(finding);
    }
    let root = view.snapshot.root();
    let had_some =
        previous.iter().filter_map(|it| root.relative(&crate::from_proto::path(&it.uri)?));
    for path in had_some {
        files.entry(path).or_default();
    }
    let mut paths: Vec<_> = files.into_iter().collect();
    paths.sort_by(|a, b| a.0.cmp(&b.0));
    let items = paths.into_iter().filter_map(|(path, findings)| {
        let items = told(view, &findings);
        let uri = view.uri(&path)?;
        let version = view.snapshot.version(&path).map(i64::from);
        let id = result_id(&items);
        Some(if before.get(&uri) == Some(&id.as_str()) {
            WorkspaceDocumentDiagnosticReport::Unchanged(
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                        result_id: id,
                    },
                },
            )
        } else {
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items,
                },
            })
        })
    });
    WorkspaceDiagnosticReport { items: items.collect() }
}

/// The report for a client that no longer wants findings: an empty one of each file that had some.
pub(crate) fn taken_back(
    previous: Vec<PreviousResultId>,
) -> impl Iterator<Item = WorkspaceDocumentDiagnosticReport> {
    let empty = result_id(&[]);
    previous.into_iter().filter(move |it| it.value != empty).map(|it| {
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri: it.uri,
            version: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(result_id(&[])),
                items: Vec::new(),
            },
        })
    })
}

/// Equal for equal reports.
pub(crate) fn result_id(items: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    // The wire's text is all that a client sees of them.
    serde_json::to_string(items).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
