use boundstone_text::TextRange;

use crate::place::Name;
use crate::{DecisionSummary, ItemKind, Rule};

/// What can be written at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What each choice replaces.
    pub range: TextRange,
    /// The likeliest first.
    pub choices: Vec<Choice>,
    /// Whether there are more, which show when more is typed.
    pub is_cut: bool,
}

/// One of the things that can be written at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    pub label: String,
    /// What is typed to find it.
    pub filter: String,
    /// What is written.
    pub text: String,
    pub about: ChoiceAbout,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ChoiceAbout {
    Decision(Box<DecisionSummary>),
    /// How many rules and contracts name the owner.
    Owner {
        rules: usize,
        contracts: usize,
    },
    /// A key of the front matter of a record or of a file of ours, and what it is for.
    Key(&'static str),
    /// A status or a stability, and what it does.
    Word(&'static str),
    Folder,
    File,
    Boundary,
    Symbol(ItemKind),
    /// A public item of a boundary, with what it promises, as far as that is known.
    Item {
        kind: ItemKind,
        signature: Option<Name>,
    },
    /// A name that a boundary hands on from another package, which is called so; more is not known.
    OfOthers(Name),
    /// All of a level: how many items.
    Level(usize),
    /// A symbol of another boundary: how often the file that is asked about uses it.
    Used(usize),
    /// A layer: its rank from the top, from 1, and of how many.
    Layer {
        rank: usize,
        of: usize,
    },
    Rule(Rule),
}
