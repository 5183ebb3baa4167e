use std::sync::Arc;

use boundstone_model::{
    Binding, CandidateMention, FactsBuilder, FileFacts, Language, MentionKey, NotChecked, Problem,
};

use crate::binding::Bindings;
use crate::comment::{Comments, comment_regions};
use crate::link::Links;
use crate::mention::{Candidate, Form, Syntax, candidates};
use crate::said_title::{slug_behind, title_behind};
use crate::syntax_tree::{MAX_FILE_BYTES, SyntaxTree, has_long_line};
use crate::top::{Memory, Tops};
use crate::walk::Walk;
use crate::{allow, markdown, owner, rust, typescript};

/// What extraction keeps of one text, so that the facts of the text that it is edited to cost little more than
/// what was edited.
#[derive(Clone, Debug)]
pub struct Remembered {
    text: Arc<str>,
    scan: rust::Scan,
    tops: Tops,
    /// Keeps the nodes of `tops` alive.
    _tree: SyntaxTree,
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
    let mut facts = FactsBuilder::default();
    let mut problems = Vec::new();
    match (language, tree) {
        _ if text.len() > MAX_FILE_BYTES => facts.not_checked = Some(NotChecked::TooLarge),
        (Language::Markdown, _) => {
            let mut links = Links::new(text);
            markdown::candidates(text, &mut |candidate| {
                facts.mentions.push(mention(candidate, text, &mut links, Binding::Nothing));
            });
        }
        (Language::Rust, Some(tree)) => {
            let head_end = rust::items(&mut Walk::new(text, tree.tree(), &mut facts, rust::marks));
            rust::references(text, &mut rust::Scan::of(text), &mut facts);
            problems = extract_comments(language, text, tree, head_end, &mut facts);
        }
        (_, Some(tree)) => {
            let mut walk = Walk::new(text, tree.tree(), &mut facts, typescript::marks);
            let head_end = typescript::items(&mut walk, language);
            drop(walk);
            typescript::references(language, text, tree.tree(), &mut facts);
            problems = extract_comments(language, text, tree, head_end, &mut facts);
        }
        (_, None) if has_long_line(text) => facts.not_checked = Some(NotChecked::LongLine),
        (_, None) => facts.not_checked = Some(NotChecked::TooComplex),
    }
    (finished(facts, language, text), problems)
}

/// As [`extract`], with what the last extraction of the same document remembered; what it remembers itself is
/// left in its place. `tree` must be parsed from the last one, or anew.
pub fn extract_again(
    language: Language,
    text: &Arc<str>,
    tree: Option<&SyntaxTree>,
    remembered: &mut Option<Arc<Remembered>>,
) -> (FileFacts, Vec<Problem>) {
    // Taken, so that a panic leaves nothing half made.
    let old = remembered.take();
    let (Language::Rust, Some(tree)) = (language, tree) else {
        return extract(language, text, tree);
    };
    let mut facts = FactsBuilder::default();
    let mut walk = Walk::new(text, tree.tree(), &mut facts, rust::marks);
    walk.memory = Some(Memory::new(old.as_ref().map(|old| (&*old.text, &old.tops))));
    let head_end = rust::items(&mut walk);
    let tops = walk.tops();
    let mut scan = match &old {
        Some(old) => rust::Scan::of_edited(text, &old.text, &old.scan),
        None => rust::Scan::of(text),
    };
    rust::references(text, &mut scan, &mut facts);
    let problems = extract_comments(language, text, tree, head_end, &mut facts);
    let new = Remembered { text: Arc::clone(text), scan, tops, _tree: tree.clone() };
    *remembered = Some(Arc::new(new));
    (finished(facts, language, text), problems)
}

/// The hash that facts keep of their text.
pub fn hash(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

fn finished(facts: FactsBuilder, language: Language, text: &str) -> FileFacts {
    facts.finish(language, text, hash)
}

/// What comments say: mentions, owners, and what they allow.
fn extract_comments(
    language: Language,
    text: &str,
    tree: &SyntaxTree,
    head_end: u32,
    facts: &mut FactsBuilder,
) -> Vec<Problem> {
    let mut mentions = Vec::new();
    let mut comments: Option<Comments<'_>> = None;
    let mut bindings = Bindings::new(text, facts.items(), head_end);
    let mut links = Links::new(text);
    comment_regions(language, text, &mut |region| {
        candidates(text, region, Syntax::Code, &mut |candidate| {
            let comments = comments.get_or_insert_with(|| Comments::new(language, text, tree));
            if let Some(comment) = comments.at(candidate.range.start()) {
                mentions.push(mention(candidate, text, &mut links, bindings.of(&comment)));
            }
        });
    });
    facts.mentions = mentions;
    allow::comments(language, text, tree, facts);
    owner::comments(language, text, tree, facts)
}

fn mention(
    candidate: Candidate<'_>,
    text: &str,
    links: &mut Links<'_>,
    binding: Binding,
) -> CandidateMention {
    let end = candidate.range.end() as usize;
    let (link, title, slug) = match candidate.form {
        Form::Numbered { .. } if !candidate.is_external => {
            (links.around(candidate.range), title_behind(text, end), slug_behind(text, end))
        }
        _ => (None, None, None),
    };
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
        lacks_separator: candidate.lacks_separator,
        link: link.map(Into::into),
        title: title.map(Into::into),
        slug: slug.map(Into::into),
        binding,
    }
}
