//! What the items of TypeScript and JavaScript promise, from what their declarations state.

mod body;
mod callable;
mod called;
mod constant;
mod declared;
mod generics;
mod given;
mod hooks;
mod inferred;
mod language;
mod leads_to;
mod locals;
mod nothing;
mod of_file;
mod pattern;
mod record;
mod value;
mod variable_of_body;
mod writer;

use std::collections::BTreeMap;
use std::rc::Rc;

use boundstone_model::{
    Alias, FileFacts, FileSignatures, Form, Generics, Item, ItemKind, ItemNumber, ItemSignature,
    Language, LeadsTo, Signature, Value,
};
use tree_sitter::{Node, Tree};

use super::doc::doc_comment;
use declared::{Declared, declared};
use of_file::OfFile;
use writer::{Writer, part};

/// The signatures of a file's items. Of several declarations that are one, overloads or interfaces that are
/// merged, the first has the signature of all.
pub(crate) fn signatures(text: &str, tree: &Tree, facts: &FileFacts) -> FileSignatures {
    let references = facts.references();
    let items: Vec<Item<'_>> = facts.items().collect();
    let nodes = declared(tree.root_node());
    let file = Rc::new(OfFile::read(text, tree.root_node(), &references));
    let mut groups: BTreeMap<Key<'_>, Vec<(ItemNumber, Declared<'_>)>> = BTreeMap::new();
    for (number, item) in (0..).zip(&items) {
        if let Some(node) = nodes.get(&item.name_range.start()) {
            let key = (item.parent, item.kind, node.is_static, item.name());
            groups.entry(key).or_default().push((number, *node));
        }
    }
    let mut found: Vec<Option<ItemSignature>> = items.iter().map(unknown).collect();
    for group in groups.into_values() {
        let Some(((first, _), later)) = group.split_first() else { continue };
        let Some(item) = items.get(*first as usize) else { continue };
        let mut writer = Writer::new(text, &file);
        let around = generics_around(&items, &nodes, item);
        writer.enter(around);
        let all: Vec<Declared<'_>> = group.iter().map(|(_, node)| *node).collect();
        let signature = writer.signature(item, &all);
        let slot = found.get_mut(*first as usize);
        if let (Some(slot), Some(signature)) = (slot, signature) {
            let is_of_one = item.kind != ItemKind::Class && signature.is_inferred;
            let inferred_from = is_of_one.then(|| hash_of(text, &all, facts.language));
            let leads_to = match signature.is_inferred {
                true => writer.leads_to(all.iter().map(|it| it.node)),
                false => LeadsTo::default(),
            };
            *slot = Some(ItemSignature { inferred_from, leads_to, ..of(signature) });
        }
        for (number, _) in later {
            if let Some(slot) = found.get_mut(*number as usize) {
                *slot = None;
            }
        }
    }
    FileSignatures {
        items: found.into_boxed_slice(),
        is_hidden: false,
        hidden_imports: Box::default(),
        import_conditions: Box::default(),
        module_files: Box::default(),
        of_std: Box::default(),
        without_std: None,
        is_half_typed: false,
    }
}

/// A hash of the words and signs of declarations, however they are laid out. Those of JavaScript say their types in comments.
fn hash_of(text: &str, all: &[Declared<'_>], language: Language) -> u64 {
    let mut words = String::new();
    for declared in all {
        if language == Language::JavaScript {
            stated_in_comment(text, declared.node).for_each(|line| words.push_str(line));
        }
        let mut open = vec![declared.node];
        while let Some(node) = open.pop() {
            if node.is_extra() {
                continue;
            }
            if node.child_count() == 0 {
                words.push_str(text.get(node.byte_range()).unwrap_or_default());
                words.push(' ');
            }
            let mut cursor = node.walk();
            let inner: Vec<Node<'_>> = node.children(&mut cursor).collect();
            open.extend(inner.into_iter().rev());
        }
    }
    crate::extract::hash(words.as_bytes())
}

/// The lines of a doc comment that state a type, `@param {string} a`. Source: TypeScript Handbook, "JSDoc Reference".
fn stated_in_comment<'t>(text: &'t str, node: Node<'_>) -> impl Iterator<Item = &'t str> {
    let mut statement = node;
    while let Some(around) = statement.parent().filter(|it| !is_list(*it)) {
        statement = around;
    }
    let mut before = statement.prev_sibling();
    while let Some(extra) = before.filter(|it| it.is_extra()) {
        before = extra.prev_sibling();
    }
    let start = before.map_or(0, |it| it.end_byte());
    let lead = text.get(start..statement.start_byte()).unwrap_or_default();
    let lines = doc_comment(lead).unwrap_or_default().lines();
    lines
        .filter_map(|line| line.find('@').and_then(|at| line.get(at..)))
        .filter(|it| it.contains('{'))
}

/// What statements or members stand in.
fn is_list(node: Node<'_>) -> bool {
    matches!(node.kind(), "program" | "class_body" | "statement_block" | "object")
}

/// What makes declarations of one name one.
type Key<'a> = (Option<ItemNumber>, ItemKind, bool, &'a str);

fn of(signature: Signature) -> ItemSignature {
    ItemSignature {
        signature: Some(signature),
        cfg: None,
        is_hidden: false,
        implementation: None,
        inferred_from: None,
        leads_to: LeadsTo::default(),
        number: None,
        holds: Box::default(),
        made_from: Box::default(),
        body: None,
    }
}

/// What is known of a variable whose declaration says nothing, as one of a pattern.
fn unknown(item: &Item<'_>) -> Option<ItemSignature> {
    let value = Value { word: "", is_mutable: false, ty: None, value: None };
    let form = Form::Value(value);
    let is_value = matches!(item.kind, ItemKind::Variable | ItemKind::Property);
    is_value.then(|| of(Signature { marks: Box::default(), form, is_inferred: true }))
}

/// The type parameters of the class, interface or alias that a member stands in.
fn generics_around<'t>(
    items: &[Item<'_>],
    nodes: &rustc_hash::FxHashMap<u32, Declared<'t>>,
    item: &Item<'_>,
) -> Option<Node<'t>> {
    let owner = items.get(item.parent? as usize)?;
    let node = nodes.get(&owner.name_range.start())?;
    node.node.child_by_field_name("type_parameters")
}

/// Whether the parser could not read a part of what is promised: what it lost there, nobody can say.
fn is_torn(node: Node<'_>) -> bool {
    if !node.has_error() {
        return false;
    }
    if node.is_error() || node.is_missing() {
        return true;
    }
    let is_body = node.kind() == "statement_block";
    !is_body && node.children(&mut node.walk()).any(is_torn)
}

/// Whether the grammar ended a variable before what it does not know: `const a: import("a").A[]`.
fn is_cut(node: Node<'_>) -> bool {
    let declaration = node.parent().filter(|_| node.kind() == "variable_declarator");
    declaration.is_some_and(|it| {
        let mut cursor = it.walk();
        it.children(&mut cursor).any(|part| part.is_error() || part.is_missing())
    })
}

impl Writer<'_> {
    fn signature(&mut self, item: &Item<'_>, all: &[Declared<'_>]) -> Option<Signature> {
        let first = all.first()?;
        if all.iter().any(|it| is_torn(it.node) || is_cut(it.node)) {
            return None;
        }
        let (form, mut marks) = match item.kind {
            ItemKind::Namespace | ItemKind::Module => (Form::Module, Vec::new()),
            ItemKind::TypeAlias => (self.alias(first.node), Vec::new()),
            ItemKind::Enum => (self.enumeration(all), Vec::new()),
            ItemKind::Interface => (self.interface(all), Vec::new()),
            ItemKind::Class => self.class(first.node),
            ItemKind::Variant => (self.variant(first.node), Vec::new()),
            ItemKind::Function | ItemKind::Method => self.function(all),
            ItemKind::Property => self.property(all),
            ItemKind::Variable => self.variable(first.node, item.name_range.start()),
            _ => return None,
        };
        if item.marks.is_deprecated {
            marks.push("deprecated".into());
        }
        marks.sort();
        Some(Signature { marks: marks.into(), form, is_inferred: self.is_inferred })
    }

    fn alias(&mut self, node: Node<'_>) -> Form {
        let generics = self.generics(node);
        let ty = node.child_by_field_name("value").map(|value| self.ty(value));
        self.leave();
        Form::Alias(Alias { generics, bounds: Box::default(), ty })
    }

    /// `import a = b.c`
    fn named_again(&mut self, node: Node<'_>) -> Form {
        let target = part(node, 1).map(|target| self.ty(target));
        Form::Alias(Alias { generics: Generics::default(), bounds: Box::default(), ty: target })
    }
}
