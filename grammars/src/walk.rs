//! One walk over the parts of a tree that hold items: what both grammars have in common.
//!
//! A grammar says by a table what each kind of node is to it, and which nodes to enter; bodies of
//! functions and expressions are not entered, which is what makes the walk cheap beside the parse.

use boundstone_model::{FactsBuilder, ItemKind, ItemNumber, Marks, NewItem, Visibility, bare};
use boundstone_text::TextRange;
use tree_sitter::{Language, Node, Tree, TreeCursor};

use crate::top::Memory;

/// The id that tree-sitter gives to what it could not parse.
pub(crate) const ERROR_KIND: u16 = u16::MAX;

/// The id of a field of a grammar's nodes; `None` where the grammar has no such field.
pub(crate) type Field = Option<std::num::NonZeroU16>;

pub(crate) fn child<'a>(node: Node<'a>, field: Field) -> Option<Node<'a>> {
    field.and_then(|id| node.child_by_field_id(id.get()))
}

/// A value for each kind of node of a grammar, and the default for errors.
pub(crate) struct KindTable<T>(Box<[T]>);

impl<T: Copy + Default> KindTable<T> {
    /// `of` is asked for every kind by its name, and whether it is a named node.
    pub(crate) fn new(grammar: &Language, of: impl Fn(&str, bool) -> T) -> Self {
        let value = |id: u16| {
            let name = grammar.node_kind_for_id(id).unwrap_or_default();
            of(name, grammar.node_kind_is_named(id))
        };
        Self((0..grammar.node_kind_count()).map(|id| value(id as u16)).collect())
    }

    pub(crate) fn of(&self, kind: u16) -> T {
        self.0.get(kind as usize).copied().unwrap_or_default()
    }
}

/// A list of nodes that the walk is in the middle of. `T` is what its grammar has to know of it.
pub(crate) struct Scope<T> {
    /// How many nodes to climb from the list's nodes to the one where the walk goes on.
    levels: u32,
    /// The item that the items of the list belong to.
    pub parent: Option<ItemNumber>,
    pub lead: Lead,
    pub state: T,
    /// Items on lines indented further are locals of a function that the parser lost the end of.
    pub max_indent: Option<u32>,
    /// Items on lines indented no further do not belong to `parent`, whose end the parser lost, but
    /// to what is around it.
    unclosed: Option<(u32, Option<ItemNumber>)>,
}

/// What stands directly above the next node of a list.
#[derive(Clone, Copy, Default)]
pub(crate) struct Lead {
    /// Where the comments and attributes begin that the next node may own.
    start: Option<u32>,
    /// Whether they belong to the next node even over a blank line: attributes and doc comments.
    is_attached: bool,
    /// The end of the last node of any kind.
    end: Option<u32>,
    /// The column of the comment that ends the line of a node; more of it may follow below.
    trailing_column: Option<u32>,
}

pub(crate) struct Walk<'a, T> {
    pub text: &'a str,
    pub cursor: TreeCursor<'a>,
    pub facts: &'a mut FactsBuilder,
    pub scope: Scope<T>,
    outer: Vec<Scope<T>>,
    head_end: Option<u32>,
    /// Reads what stands above an item.
    pub(crate) marks: fn(&str) -> Marks,
    /// What is taken over from the text before an edit; `None` for a text that is not edited.
    pub(crate) memory: Option<Memory<'a>>,
}

impl<'a, T: Default> Walk<'a, T> {
    pub(crate) fn new(
        text: &'a str,
        tree: &'a Tree,
        facts: &'a mut FactsBuilder,
        marks: fn(&str) -> Marks,
    ) -> Self {
        let scope = Scope {
            levels: 0,
            parent: None,
            lead: Lead::default(),
            state: T::default(),
            max_indent: None,
            unclosed: None,
        };
        Self {
            text,
            cursor: tree.walk(),
            facts,
            scope,
            outer: Vec::new(),
            head_end: None,
            marks,
            memory: None,
        }
    }

    /// Calls `visit` on every node of every list that is entered, in source order. `visit` leaves
    /// the cursor where it was, or has entered a list of the node.
    pub(crate) fn run(&mut self, mut visit: impl FnMut(&mut Self)) {
        if !self.cursor.goto_first_child() {
            return;
        }
        loop {
            let depth = self.outer.len();
            if depth == 0 {
                self.close_top();
            }
            visit(self);
            if self.outer.len() > depth {
                continue;
            }
            while !self.cursor.goto_next_sibling() {
                let Some(outer) = self.outer.pop() else { return };
                for _ in 0..self.scope.levels {
                    self.cursor.goto_parent();
                }
                self.scope = outer;
            }
        }
    }

    /// Goes to the first child of the cursor's node, `levels` below the node of the current list.
    /// Without children, the cursor goes back to that node, and the answer is false.
    pub(crate) fn enter(&mut self, levels: u32, parent: Option<ItemNumber>, state: T) -> bool {
        let outer_parent = self.scope.parent;
        let (unclosed, max_indent) = if parent == outer_parent {
            (self.scope.unclosed, self.scope.max_indent)
        } else {
            (self.unclosed_indent().map(|indent| (indent, outer_parent)), None)
        };
        if !self.cursor.goto_first_child() {
            self.climb(levels.saturating_sub(1));
            return false;
        }
        let scope = Scope { levels, parent, lead: Lead::default(), state, max_indent, unclosed };
        self.outer.push(std::mem::replace(&mut self.scope, scope));
        true
    }

    /// Takes the body of a function, under the cursor and `levels - 1` below the node of the
    /// current list. Its items are locals, except where it or what is around it lost its end: while
    /// a function is being typed, the parser takes what follows it for its body, and what is
    /// indented no deeper than the function is none of it.
    pub(crate) fn leave_body(&mut self, levels: u32, state: T) {
        let around = self.scope.unclosed.map(|_| self.indent(self.cursor.node().start_byte()));
        match self.unclosed_indent().or(around) {
            None => self.climb(levels.saturating_sub(1)),
            Some(indent) => {
                let inside = self.scope.max_indent.map_or(indent, |outer| outer.min(indent));
                if self.enter(levels, self.scope.parent, state) {
                    self.scope.max_indent = Some(inside);
                }
            }
        }
    }

    /// Whether a function's body may hold items that are not its locals.
    pub(crate) fn is_torn(&self, function: Node<'_>) -> bool {
        function.has_error() || self.scope.unclosed.is_some()
    }

    /// The indentation of the cursor's node when its closing brace is missing.
    fn unclosed_indent(&self) -> Option<u32> {
        let body = self.cursor.node();
        if !body.has_error() {
            return None;
        }
        let last = body.child(body.child_count().checked_sub(1)?)?;
        last.is_missing().then(|| self.indent(body.start_byte()))
    }

    /// How far the line that holds the byte at `offset` is indented, in bytes.
    pub(crate) fn indent(&self, offset: usize) -> u32 {
        let start = offset as u32 - self.column(offset as u32);
        let line = TextRange::new(start, self.text.len() as u32).slice(self.text).as_bytes();
        line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count() as u32
    }

    pub(crate) fn climb(&mut self, levels: u32) {
        for _ in 0..levels {
            self.cursor.goto_parent();
        }
    }

    /// The end of the file's head: where its first item begins, or else its first code that imports
    /// nothing. The end of the text when there is neither.
    pub(crate) fn head_end(&self) -> u32 {
        self.head_end.unwrap_or(self.text.len() as u32)
    }

    pub(crate) fn slice(&self, node: Node<'_>) -> &'a str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// The bytes between the start of the line and `offset`.
    pub(crate) fn column(&self, offset: u32) -> u32 {
        let before = self.text.as_bytes().get(..offset as usize).unwrap_or_default();
        let line = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        (before.len() - line) as u32
    }

    /// Takes a comment of the list; `is_attached` when it documents the next node even over a
    /// blank line, `is_inner` when it documents what it stands in.
    pub(crate) fn comment(&mut self, node: Node<'_>, is_attached: bool, is_inner: bool) {
        let start = node.start_byte() as u32;
        let end = start + self.slice(node).trim_end().len() as u32;
        let breaks = self.breaks_before(start);
        let lead = self.scope.lead;
        let column = self.column(start);
        let is_trailing = lead.start.is_none()
            && ((breaks == 0 && lead.end.is_some())
                || (breaks == 1 && lead.trailing_column == Some(column)));
        if is_trailing || is_inner {
            let trailing_column = is_trailing.then_some(column);
            self.scope.lead = Lead { end: Some(end), trailing_column, ..Lead::default() };
        } else {
            self.extend_lead(start, end, breaks, is_attached);
        }
    }

    /// Takes an attribute or decorator that belongs to the next node of the list.
    pub(crate) fn attribute(&mut self, node: Node<'_>) {
        let start = node.start_byte() as u32;
        let breaks = self.breaks_before(start);
        self.extend_lead(start, node.end_byte() as u32, breaks, true);
    }

    fn extend_lead(&mut self, start: u32, end: u32, breaks: usize, is_attached: bool) {
        let lead = &mut self.scope.lead;
        let continues = lead.is_attached || breaks < 2;
        let first = lead.start.filter(|_| continues).unwrap_or(start);
        *lead = Lead {
            start: Some(first),
            is_attached: is_attached || (lead.is_attached && continues),
            end: Some(end),
            trailing_column: None,
        };
    }

    /// Takes a node that is no item and no part of one. Imports belong to the head of the file.
    pub(crate) fn other(&mut self, node: Node<'_>, is_head: bool) {
        let start = node.start_byte() as u32;
        if !is_head && self.outer.is_empty() {
            self.head_end.get_or_insert(start);
        }
        self.scope.lead = Lead { end: Some(node.end_byte() as u32), ..Lead::default() };
    }

    /// Takes a node that may hold items: where what it owns above it begins.
    pub(crate) fn take_lead(&mut self, node: Node<'_>) -> u32 {
        let lead_start = self.lead_start(node.start_byte() as u32);
        if self.outer.is_empty() {
            self.head_end.get_or_insert(lead_start);
        }
        self.scope.lead = Lead { end: Some(node.end_byte() as u32), ..Lead::default() };
        lead_start
    }

    /// Where what a node at `start`, the next of the list, owns above it begins.
    pub(crate) fn lead_start(&self, start: u32) -> u32 {
        let breaks = self.breaks_before(start);
        let lead = self.scope.lead;
        let owned = lead.start.filter(|_| lead.is_attached || breaks < 2);
        owned.unwrap_or(start)
    }

    /// Whether the walk has entered a list.
    pub(crate) fn is_inside(&self) -> bool {
        !self.outer.is_empty()
    }

    pub(crate) fn close_top(&mut self) {
        let end = self.facts.items().len() as ItemNumber;
        if let Some(memory) = &mut self.memory {
            memory.close(end);
        }
    }

    fn breaks_before(&self, start: u32) -> usize {
        let gap = TextRange::new(self.scope.lead.end.unwrap_or(start), start).slice(self.text);
        let bytes = gap.as_bytes();
        let is_break = |at: &usize| match bytes.get(*at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        (0..bytes.len()).filter(is_break).count()
    }

    /// Adds an item of the current list. Nothing when its name is missing, or when it is a local of
    /// a function that the parser lost the end of; nor when a statement torn by an error has it begin
    /// before the last item, or far from its name.
    pub(crate) fn push(&mut self, found: Found) -> Option<ItemNumber> {
        let name = found.name.slice(self.text);
        let is_within = |indent| self.indent(found.range.start() as usize) <= indent;
        let last_start = self.facts.items().last().map_or(0, |last| last.range.start());
        if found.range.start() < last_start || !found.range.contains(found.name) {
            return None;
        }
        if bare(name).is_empty() || self.scope.max_indent.is_some_and(|max| !is_within(max)) {
            return None;
        }
        let parent = match self.scope.unclosed {
            Some((indent, outer_parent)) if is_within(indent) => outer_parent,
            _ => self.scope.parent,
        };
        let lead_start = found.lead_start.min(found.range.start());
        Some(self.facts.push(NewItem {
            name,
            kind: found.kind,
            visibility: found.visibility,
            marks: (self.marks)(TextRange::new(lead_start, found.range.start()).slice(self.text)),
            range: found.range,
            name_at: found.name.start(),
            lead_start,
            parent,
        }))
    }
}

/// An item as it was found.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub kind: ItemKind,
    pub visibility: Visibility,
    pub range: TextRange,
    pub name: TextRange,
    pub lead_start: u32,
}
