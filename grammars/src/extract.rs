use std::sync::Arc;

use boundstone_model::{
    Binding, CandidateMention, FactsBuilder, FileFacts, Language, MentionKey, NotChecked, Problem,
};

use crate::binding::Bindings;
use crate::comment::{Comments, comment_regions};
use crate::mention::{Candidate, Form, Syntax, candidates};
use crate::syntax_tree::{MAX_FILE_BYTES, SyntaxTree, has_long_line};
use crate::walk::Walk;
use crate::{allow, markdown, owner, rust, typescript};

/// What extraction keeps of one text, so that the facts of the text that it is edited to cost little more than
/// what was edited.
#[derive(Clone, Debug)]
pub struct Remembered {
    text: Arc<str>,
    scan: rust::Scan,
}

/// The facts of one text, from its tree, and what is wrong in it.
///
/// The tree must be that of exactly this text. Without one, a file of code has no facts but the
/// reason why it is not checked.
pub fn extract(
    language: Language,
    text: &str,
    tree: Option<&SyntaxTree>,
) -> (FileFacts, Vec<Problem>) {
    let mut scan = match (language, tree) {
        (Language::Rust, Some(_)) => rust::Scan::of(text),
        _ => rust::Scan::default(),
    };
    extract_with(language, text, tree, &mut scan)
}

/// As [`extract`], with what the last extraction of the same document remembered; what it remembers itself is
/// left in its place.
pub fn extract_again(
    language: Language,
    text: &Arc<str>,
    tree: Option<&SyntaxTree>,
    remembered: &mut Option<Arc<Remembered>>,
) -> (FileFacts, Vec<Problem>) {
    // Taken, so that a panic leaves nothing half made.
    let old = remembered.take();
    if language != Language::Rust || tree.is_none() {
        return extract(language, text, tree);
    }
    let mut scan = match &old {
        Some(old) => rust::Scan::of_edited(text, &old.text, &old.scan),
        None => rust::Scan::of(text),
    };
    let extracted = extract_with(language, text, tree, &mut scan);
    *remembered = Some(Arc::new(Remembered { text: Arc::clone(text), scan }));
    extracted
}

fn extract_with(
    language: Language,
    text: &str,
    tree: Option<&SyntaxTree>,
    scan: &mut rust::Scan,
) -> (FileFacts, Vec<Problem>) {
    let mut facts = FactsBuilder::default();
    let mut problems = Vec::new();
    match (language, tree) {
        _ if text.len() > MAX_FILE_BYTES => facts.not_checked = Some(NotChecked::TooLarge),
        (Language::Markdown, _) => markdown::candidates(text, &mut |candidate| {
            facts.mentions.push(mention(candidate, Binding::Nothing));
        }),
        (_, Some(tree)) => problems = extract_code(language, text, tree, scan, &mut facts),
        (_, None) if has_long_line(text) => facts.not_checked = Some(NotChecked::LongLine),
        (_, None) => facts.not_checked = Some(NotChecked::TooComplex),
    }
    (facts.finish(language, xxhash_rust::xxh3::xxh3_64), problems)
}

fn extract_code(
    language: Language,
    text: &str,
    tree: &SyntaxTree,
    scan: &mut rust::Scan,
    facts: &mut FactsBuilder,
) -> Vec<Problem> {
    let head_end = match language {
        Language::Rust => rust::items(&mut Walk::new(text, tree.tree(), facts, rust::marks)),
        _ => {
            typescript::items(&mut Walk::new(text, tree.tree(), facts, typescript::marks), language)
        }
    };
    match language {
        Language::Rust => rust::references(text, scan, facts),
        _ => typescript::references(language, text, tree.tree(), facts),
    }
    let mut mentions = Vec::new();
    let mut comments: Option<Comments<'_>> = None;
    let mut bindings = Bindings::new(text, facts.items(), head_end);
    comment_regions(language, text, &mut |region| {
        candidates(text, region, Syntax::Code, &mut |candidate| {
            let comments = comments.get_or_insert_with(|| Comments::new(language, text, tree));
            if let Some(comment) = comments.at(candidate.range.start()) {
                mentions.push(mention(candidate, bindings.of(&comment)));
            }
        });
    });
    facts.mentions = mentions;
    allow::comments(language, text, tree, facts);
    owner::comments(language, text, tree, facts)
}

fn mention(candidate: Candidate<'_>, binding: Binding) -> CandidateMention {
    let key = match candidate.form {
        Form::Numbered { prefix, number } => {
            MentionKey::Numbered { prefix: prefix.to_ascii_uppercase().into(), number }
        }
        Form::Path(path) => MentionKey::Path(path.into()),
    };
    CandidateMention {
        range: candidate.range,
        key,
        clause: candidate.clause.map(Into::into),
        is_external: candidate.is_external,
        binding,
    }
}
