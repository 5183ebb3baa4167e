//! Changes of code that may settle a finding about a use: which of them do, shows when they are tried.

mod owner_comment;
mod public_path;
mod public_use;
mod replacement;
mod use_tree;
mod visibility;

pub use visibility::names_leading_to;

use std::sync::Arc;

use boundstone_model::{FileEdit, Finding, Fix, FixKind, ItemKind, Place, RepoPath, Rule};
use boundstone_text::TextRange;

use super::code::CodeReader;
use super::crossings::item_at;
use super::findings::{findings, use_at};
use super::fixes::Texts;
use crate::World;

/// A change of one file of code that may settle a finding.
#[derive(Clone, Debug)]
pub struct CodeFix {
    pub fix: Fix,
    pub settles: Finding,
    pub expected: Expected,
}

/// What has to be so after the change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Every crossing of the file leads where it did.
    SameCrossings,
    /// Every crossing of the file that leads to an item leads where it did. By which modules is another matter.
    SameItems,
    /// The name at the place leads to this item.
    Leads(Place, UsedItem),
    /// So many names of the package lead to the item of this path in the file.
    LedTo(String, usize),
}

/// The item of another boundary that a name leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UsedItem {
    /// The folder of the boundary that defines it.
    pub folder: RepoPath,
    pub name: Arc<str>,
    pub kind: ItemKind,
}

/// What may be offered for the places of a file that `range` touches, in the order of the findings.
pub fn code_fixes(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    range: TextRange,
    texts: Texts<'_>,
) -> Vec<CodeFix> {
    let is_code = world.facts(path).is_some_and(|facts| facts.language.is_code());
    let Some(text) = texts(path).filter(|_| is_code) else { return Vec::new() };
    let asked = Asked { world, code, path, text: &text, texts };
    let touches = |other: TextRange| range.start() <= other.end() && other.start() <= range.end();
    let of_finding = |finding: &Finding| match finding.rule {
        Rule::ContractDeprecatedUse | Rule::ContractExpired => {
            replacement::fix(&asked, finding).into_iter().collect()
        }
        Rule::ContractUndeclaredItem => visibility::fixes(&asked, finding),
        Rule::OwnershipConflict => owner_comment::fix(&asked, finding).into_iter().collect(),
        Rule::BoundaryPrivateUse => {
            let in_rust = public_use::fixes(&asked, finding);
            in_rust.into_iter().chain(public_path::fixes(&asked, finding)).collect()
        }
        _ => Vec::new(),
    };
    let findings = findings(world, code, path);
    findings.iter().filter(|it| touches(it.place.range)).flat_map(of_finding).collect()
}

/// The item that the name at exactly this place leads to.
pub fn used_item(world: &World, place: &Place) -> Option<UsedItem> {
    let target = use_at(world, &place.path, place.range)?;
    let path = world.crossings.files.path(target.file)?;
    let facts = world.facts(path)?;
    let number = item_at(facts, &target.path)?;
    let item = facts.item(number)?;
    let folder = world.boundaries.at(path)?.path.clone();
    Some(UsedItem { folder, name: item.name().into(), kind: item.kind })
}

struct Asked<'a> {
    world: &'a World,
    code: &'a dyn CodeReader,
    path: &'a RepoPath,
    text: &'a str,
    texts: Texts<'a>,
}

impl Asked<'_> {
    fn fix(
        &self,
        title: String,
        finding: &Finding,
        is_preferred: bool,
        ranges: impl IntoIterator<Item = TextRange>,
        text: &str,
    ) -> Fix {
        let replace = |range| FileEdit::Replace {
            place: Place { path: self.path.clone(), range },
            text: text.to_owned(),
        };
        Fix {
            title,
            kind: FixKind::QuickFix,
            settles: Some((finding.rule, finding.place.clone())),
            is_preferred,
            edits: ranges.into_iter().map(replace).collect(),
            cursor: None,
        }
    }
}
