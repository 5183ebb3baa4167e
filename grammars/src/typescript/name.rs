//! What a name in a tree is: a use of what is known there, or a binding that makes it known.

use boundstone_model::ReferenceKind;
use boundstone_text::TextRange;
use tree_sitter::Node;

use super::part::{Part, Syntax, is_error};
use super::place::Step;
use crate::walk;

/// What a name is looked up among. Source: TypeScript Handbook, "Declaration Merging".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Space {
    Value,
    Type,
    Namespace,
}

impl Space {
    pub const ALL: [Self; 3] = [Self::Value, Self::Type, Self::Namespace];
}

/// How many nodes are climbed from a name. Nobody nests so deep by hand, and a file that does must not
/// cost its depth for every name.
const HIGHEST_CLIMB: usize = 256;

/// Where names are known that are known in the whole file.
pub(super) fn file() -> TextRange {
    TextRange::new(0, u32::MAX)
}

/// The spaces in which a declaration makes its name known.
pub(super) type Spaces = &'static [Space];
const VALUE: Spaces = &[Space::Value];
const TYPE: Spaces = &[Space::Type];
const CLASS: Spaces = &[Space::Value, Space::Type];
const NAMESPACE: Spaces = &[Space::Value, Space::Namespace];
const ENUM: Spaces = &Space::ALL;

#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Use(Space, ReferenceKind),
    /// A name made known in a part of the file.
    Bound(Spaces, TextRange),
    Neither,
}

/// The meaning of the word at `word`, the first of a chain of members that ends at `chain_end`, from
/// the nodes that hold it.
pub(super) fn meaning(
    syntax: &Syntax,
    path: &[Step<'_>],
    text: &str,
    word: TextRange,
    chain_end: u32,
) -> Meaning {
    let Some((leaf, around)) = path.split_last() else { return Meaning::Neither };
    let Some(parent) = around.last() else { return Meaning::Neither };
    if TextRange::of(leaf.node.byte_range()) != word {
        return Meaning::Neither;
    }
    let fields = &syntax.fields;
    match syntax.part_of(leaf) {
        Part::Shorthand => return Meaning::Use(Space::Value, ReferenceKind::Path),
        Part::PropertyName => return enum_member(syntax, around),
        Part::Name | Part::TypeName => {}
        _ => return Meaning::Neither,
    }
    if is_error(parent.node) && follows_keyword(text, parent.node, word) {
        return Meaning::Neither;
    }
    let is_intrinsic = || {
        let is_lower = word.slice(text).starts_with(|ch: char| ch.is_ascii_lowercase());
        is_lower && chain_end == word.end()
    };
    match syntax.part_of(parent) {
        Part::ElementNamespace => Meaning::Neither,
        Part::Element if leaf.field == fields.name && is_intrinsic() => Meaning::Neither,
        _ => bound(syntax, text, *leaf, around)
            .unwrap_or_else(|| used(syntax, path, word.start() as usize, chain_end as usize)),
    }
}

/// Members of an enum are known in its body.
fn enum_member(syntax: &Syntax, around: &[Step<'_>]) -> Meaning {
    let body = around.iter().rev().find(|step| syntax.part_of(step) != Part::EnumMember);
    match body {
        Some(body) if syntax.part_of(body) == Part::EnumBody => {
            Meaning::Bound(VALUE, range_of(body.node))
        }
        _ => Meaning::Neither,
    }
}

/// Whether the word before, in what could not be parsed, says that `word` is declared.
fn follows_keyword(text: &str, error: Node<'_>, word: TextRange) -> bool {
    let before = text.get(error.start_byte()..word.start() as usize).unwrap_or_default();
    let before = before.trim_end();
    let start = before.rfind(|ch: char| !ch.is_alphanumeric()).map_or(0, |at| at + 1);
    matches!(
        before.get(start..),
        Some(
            "const"
                | "let"
                | "var"
                | "using"
                | "function"
                | "class"
                | "interface"
                | "type"
                | "enum"
                | "namespace"
        )
    )
}

/// The binding that `leaf` is the name of, in a pattern or not.
fn bound(syntax: &Syntax, text: &str, leaf: Step<'_>, around: &[Step<'_>]) -> Option<Meaning> {
    let fields = &syntax.fields;
    let mut child = leaf;
    let mut outer = around;
    loop {
        let (parent, rest) = outer.split_last()?;
        let climbed = around.len() - outer.len();
        let is_first = climbed == 0;
        let inside = |spaces| Some(Meaning::Bound(spaces, range_of(parent.node)));
        match syntax.part_of(parent) {
            _ if climbed > HIGHEST_CLIMB => return None,
            Part::Pattern | Part::ObjectPattern | Part::PairPattern => {}
            Part::DefaultPattern if child.field == fields.right => return None,
            Part::DefaultPattern => {}
            Part::Declarator if child.field == fields.name => {
                return Some(Meaning::Bound(VALUE, variable_scope(syntax, rest)));
            }
            Part::Parameter => return parameter(syntax, &child, rest),
            Part::Arrow if child.field == fields.parameter => return inside(VALUE),
            Part::Catch if child.field == fields.parameter => return inside(VALUE),
            Part::ForIn if child.field == fields.left => {
                return loop_variable(syntax, parent.node, rest);
            }
            Part::Assignment if child.field == fields.left && is_using(text, parent.node) => {
                return Some(Meaning::Bound(VALUE, block(syntax, rest)));
            }
            _ if !is_first => return None,
            part => return declared(syntax, part, parent, &child, rest),
        }
        child = *parent;
        outer = rest;
    }
}

/// What a declaration binds that has no pattern, where `child` is its name.
fn declared(
    syntax: &Syntax,
    part: Part,
    parent: &Step<'_>,
    child: &Step<'_>,
    rest: &[Step<'_>],
) -> Option<Meaning> {
    if part == Part::Infer {
        let is_name = parent.node.named_child(0) == Some(child.node);
        let around = rest.iter().rev().find(|step| syntax.part_of(step) == Part::Conditional);
        let known_in = around.and_then(|it| walk::child(it.node, syntax.fields.consequence));
        return is_name.then(|| Meaning::Bound(TYPE, known_in.map_or_else(none, range_of)));
    }
    if child.field != syntax.fields.name || child.field.is_none() {
        return None;
    }
    let inside = |spaces| Some(Meaning::Bound(spaces, range_of(parent.node)));
    let beside = |spaces| Some(Meaning::Bound(spaces, block(syntax, rest)));
    match part {
        Part::FunctionValue => inside(VALUE),
        Part::ClassValue => inside(CLASS),
        Part::Function => beside(VALUE),
        Part::Class => beside(CLASS),
        Part::Interface | Part::TypeAlias => beside(TYPE),
        Part::Enum => beside(ENUM),
        Part::Namespace => beside(NAMESPACE),
        Part::IndexSignature => inside(VALUE),
        Part::Mapped => {
            Some(Meaning::Bound(TYPE, rest.last().map_or_else(none, |it| range_of(it.node))))
        }
        Part::TypeParameter => {
            let owner = rest.len().checked_sub(2).and_then(|at| rest.get(at))?;
            // `import("a").T<U>` is torn so that its arguments look like parameters.
            (!is_error(owner.node)).then(|| Meaning::Bound(TYPE, range_of(owner.node)))
        }
        _ => None,
    }
}

fn none() -> TextRange {
    TextRange::new(0, 0)
}

/// A parameter is known in its function. The name of an element of a tuple type is known nowhere.
fn parameter(syntax: &Syntax, child: &Step<'_>, rest: &[Step<'_>]) -> Option<Meaning> {
    if child.field == syntax.fields.name && child.field.is_some() {
        return Some(Meaning::Neither);
    }
    if child.field != syntax.fields.pattern {
        return None;
    }
    let mut around = rest.iter().rev();
    let list = around.next()?;
    let owner = if syntax.part_of(list) == Part::Parameters { around.next()? } else { list };
    Some(Meaning::Bound(VALUE, range_of(owner.node)))
}

fn loop_variable(syntax: &Syntax, statement: Node<'_>, rest: &[Step<'_>]) -> Option<Meaning> {
    let kind = statement.child_by_field_id(syntax.fields.kind?.get())?;
    let range = if kind.kind() == "var" { function(syntax, rest) } else { range_of(statement) };
    Some(Meaning::Bound(VALUE, range))
}

/// `using a = …`, which the grammar takes for an assignment.
fn is_using(text: &str, assignment: Node<'_>) -> bool {
    text.get(assignment.byte_range()).is_some_and(|it| it.starts_with("using "))
}

/// Where the names of a declarator are known, from the nodes around it.
pub(super) fn variable_scope(syntax: &Syntax, around: &[Step<'_>]) -> TextRange {
    match around.last().map(|step| syntax.part_of(step)) {
        Some(Part::Variables) => function(syntax, around),
        _ => block(syntax, around),
    }
}

fn block(syntax: &Syntax, around: &[Step<'_>]) -> TextRange {
    nearest(syntax, around, |part| {
        matches!(part, Part::Block | Part::StaticBlock | Part::For | Part::Program)
    })
}

fn function(syntax: &Syntax, around: &[Step<'_>]) -> TextRange {
    nearest(syntax, around, |part| {
        matches!(
            part,
            Part::Arrow
                | Part::FunctionValue
                | Part::Function
                | Part::Method
                | Part::Namespace
                | Part::StaticBlock
        )
    })
}

/// The body of the nearest namespace or ambient module, which may have imports of its own; else the
/// file.
pub(super) fn module(syntax: &Syntax, around: &[Step<'_>]) -> TextRange {
    nearest(syntax, around, |part| part == Part::Namespace)
}

/// The innermost of the nodes for which `is` holds; else the file.
fn nearest(syntax: &Syntax, around: &[Step<'_>], is: impl Fn(Part) -> bool) -> TextRange {
    let mut inner = around.iter().skip(1).rev().take(HIGHEST_CLIMB);
    let found = inner.find(|step| is(syntax.part_of(step)));
    found.map_or_else(file, |step| range_of(step.node))
}

pub(super) fn range_of(node: Node<'_>) -> TextRange {
    TextRange::of(node.byte_range())
}

/// How the name at the end of `path` is used, whose chain of members is written from `start` to `end`.
fn used(syntax: &Syntax, path: &[Step<'_>], start: usize, end: usize) -> Meaning {
    let mut outer = path.iter().rev();
    let Some(leaf) = outer.next() else { return Meaning::Neither };
    let is_type_name = syntax.part_of(leaf) == Part::TypeName;
    let mut top = leaf;
    for step in outer.take(HIGHEST_CLIMB) {
        match syntax.part_of(step) {
            Part::NestedType if is_type_name => return Meaning::Neither,
            Part::NestedType => return Meaning::Use(Space::Namespace, ReferenceKind::Type),
            Part::TypeQuery => return Meaning::Use(Space::Value, ReferenceKind::Type),
            Part::Member | Part::Subscript if step.node.start_byte() == start => top = step,
            Part::Call | Part::New if is_callee(syntax, top) && top.node.end_byte() <= end => {
                return Meaning::Use(Space::Value, ReferenceKind::Call);
            }
            _ => break,
        }
    }
    if is_type_name {
        return Meaning::Use(Space::Type, ReferenceKind::Type);
    }
    Meaning::Use(Space::Value, ReferenceKind::Path)
}

fn is_callee(syntax: &Syntax, callee: &Step<'_>) -> bool {
    let fields = &syntax.fields;
    callee.field.is_some()
        && (callee.field == fields.function || callee.field == fields.constructor)
}
