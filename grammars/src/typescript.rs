//! Items of TypeScript, TSX and JavaScript.

mod ambient;
mod call;
mod commonjs;
mod declaration;
mod doc;
mod export;
pub(crate) mod forbidden;
mod import;
mod innermost;
mod keyword;
mod member;
mod member_end;
mod mended;
mod name;
mod part;
mod place;
mod property;
mod reference;
mod role;
mod signature;
mod token;
mod used;
mod value;
mod variable;
mod whole;
mod word;

use boundstone_model::{ItemKind, ItemNumber, Language, Marks, Visibility};
use boundstone_text::TextRange;
use tree_sitter::Node;

use crate::walk::{ERROR_KIND, Found, Walk, child};
use doc::{doc_comment, tags};
use export::Exports;
use property::Functions;
use role::{Grammar, Role};

pub(crate) use mended::mended;
pub(crate) use reference::references;
pub(crate) use role::{COMMENT_KINDS, TSX_COMMENT_KINDS};
pub(crate) use signature::signatures;

/// What a list of nodes is, and what the statement around it says of its items.
#[derive(Clone, Copy, Default)]
pub(crate) struct List {
    kind: ListKind,
    /// Where the statement begins, behind its decorators; `None` once its first item took it.
    start: Option<u32>,
    lead_start: u32,
    is_exported: bool,
    /// Declared without a body: in a declaration file, or behind the word `declare`.
    is_ambient: bool,
    /// What stands in it is exported without the word.
    exports_all: bool,
    /// The word `default` of an `export default`.
    default: Option<TextRange>,
    /// The word `global` of a `declare global`.
    global: Option<TextRange>,
    /// Behind the `=` of an `export =`.
    is_assigned: bool,
    /// Exported as all that the module is: `module.exports = class A {}`.
    is_whole: bool,
    /// Where the word `export` stands that the grammar took for a statement of its own, because a line ends
    /// behind it.
    export_above: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum ListKind {
    #[default]
    Statements,
    /// The words and declarations inside one statement.
    Statement,
    Members,
    EnumMembers,
    Parameters,
    Pattern,
}

impl List {
    fn of(kind: ListKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// That of an ambient file, or of the body of an ambient namespace.
    fn ambient(grammar: &Grammar, statements: Node<'_>) -> Self {
        let exports_all = ambient::exports_all(grammar, statements);
        Self { is_ambient: true, exports_all, ..Self::default() }
    }

    fn visibility(&self) -> Visibility {
        if self.is_exported { Visibility::Public } else { Visibility::Private }
    }
}

pub(crate) type TsWalk<'a> = Walk<'a, List>;

/// Adds the items of a file; of JavaScript, those too that CommonJS exports. Returns the end of the
/// file's head.
pub(crate) fn items<'a>(walk: &mut TsWalk<'a>, language: Language) -> u32 {
    let mut items = Items {
        grammar: Grammar::of(language),
        is_javascript: language == Language::JavaScript,
        exports: Exports::default(),
        functions: Functions::default(),
    };
    if language == Language::Declarations {
        let file = walk.cursor.node();
        walk.scope.state = List::ambient(items.grammar, file);
        walk.scope.state.exports_all &= ambient::is_module(items.grammar, file);
    }
    walk.run(|walk| items.visit(walk));
    items.exports.apply(walk.facts);
    walk.head_end()
}

/// What the comments above an item say. Source: TSDoc, "Modifier tags": the release tags and "@deprecated".
pub(crate) fn marks(lead: &str) -> Marks {
    let mut marks = Marks::default();
    for tag in doc_comment(lead).into_iter().flat_map(tags) {
        match tag {
            "deprecated" => marks.is_deprecated = true,
            "internal" => marks.is_hidden = true,
            "alpha" | "beta" | "experimental" => marks.is_experimental = true,
            "public" => marks.is_stable = true,
            _ => {}
        }
    }
    marks
}

/// Whether a statement is the word `export` alone. The grammar ends one where a line ends behind the word and
/// `interface`, `type`, `declare` or the like follows, which are names elsewhere.
fn is_export_alone(walk: &TsWalk<'_>, statement: Node<'_>) -> bool {
    statement.child(0).is_some_and(|name| walk.slice(name) == "export")
}

struct Items<'a> {
    grammar: &'static Grammar,
    is_javascript: bool,
    exports: Exports<'a>,
    functions: Functions<'a>,
}

impl<'a> Items<'a> {
    fn visit(&mut self, walk: &mut TsWalk<'a>) {
        let node = walk.cursor.node();
        let kind = node.kind_id();
        let role = self.grammar.role(kind);
        if role == Role::Comment {
            // A blank line parts no release tag from what it is said of, as TypeScript has it.
            let is_attached = marks(walk.slice(node)) != Marks::default();
            return walk.comment(node, is_attached, false);
        }
        if kind == ERROR_KIND {
            walk.other(node, false);
            walk.enter(1, walk.scope.parent, walk.scope.state);
            return;
        }
        match walk.scope.state.kind {
            ListKind::Statements => self.statement(walk, node, role),
            ListKind::Statement => self.part(walk, node, role),
            ListKind::Members => self.member(walk, node, role),
            ListKind::EnumMembers => self.enum_member(walk, node, role),
            ListKind::Parameters => self.parameter(walk, node, role),
            ListKind::Pattern => self.pattern(walk, node, role),
        }
    }

    fn statement(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>, role: Role) {
        let fields = &self.grammar.fields;
        let export = walk.scope.state.export_above.take();
        match role {
            Role::Import => walk.other(node, true),
            Role::Export if child(node, fields.source).is_some() => walk.other(node, true),
            Role::Decorator => walk.attribute(node),
            Role::Declaration(kind) => self.declaration(walk, node, kind, export),
            Role::Export | Role::Ambient | Role::Variables => {
                self.enter_statement(walk, node, export);
            }
            Role::Expression => match self.grammar.first_child_role(node) {
                Role::Identifier if is_export_alone(walk, node) => {
                    walk.scope.state.export_above = Some(node.start_byte() as u32);
                    walk.attribute(node);
                }
                Role::Text => walk.other(node, true),
                Role::Declaration(_) => self.enter_statement(walk, node, None),
                Role::Value(_) if node.has_error() => self.enter_statement(walk, node, None),
                Role::Assignment if self.property(walk, node) => {}
                Role::Assignment if self.is_javascript => self.enter_statement(walk, node, None),
                _ => walk.other(node, false),
            },
            Role::FunctionKeyword => {
                walk.scope.max_indent = Some(walk.indent(node.start_byte()));
                walk.other(node, false);
            }
            _ => walk.other(node, false),
        }
    }

    fn enter_statement(
        &mut self,
        walk: &mut TsWalk<'a>,
        node: Node<'_>,
        export_above: Option<u32>,
    ) {
        let lead_start = walk.take_lead(node);
        let List { is_ambient, exports_all, .. } = walk.scope.state;
        let list = List {
            lead_start,
            start: export_above,
            is_exported: exports_all || export_above.is_some(),
            is_ambient,
            ..List::of(ListKind::Statement)
        };
        walk.enter(1, walk.scope.parent, list);
    }

    /// Takes one word or declaration of a statement.
    fn part(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>, role: Role) {
        if role == Role::Decorator {
            return;
        }
        let list = &mut walk.scope.state;
        list.start.get_or_insert(node.start_byte() as u32);
        match role {
            Role::ExportWord => list.is_exported = true,
            Role::DeclareWord => list.is_ambient = true,
            Role::DefaultWord => list.default = Some(TextRange::of(node.byte_range())),
            Role::GlobalWord => list.global = Some(TextRange::of(node.byte_range())),
            Role::Equals => list.is_assigned = true,
            Role::Declaration(kind) => self.definition(walk, node, kind, 0, None),
            Role::Ambient | Role::Variables => {
                walk.enter(1, walk.scope.parent, walk.scope.state);
            }
            Role::Declarator => self.declarator(walk, node),
            Role::ImportAlias => self.import_alias(walk, node),
            Role::Block => self.global_block(walk, node),
            Role::ExportClause => self.exports.add_clause(walk, node, self.grammar),
            Role::Assignment if list.default.is_none() => self.assignment(walk, node),
            Role::Identifier if list.is_assigned || list.default.is_some() => {
                self.exports.add(walk, node);
            }
            Role::Value(kind) => self.value(walk, node, kind),
            _ if list.default.is_some() && node.is_named() => {
                self.value(walk, node, ItemKind::Variable);
            }
            _ => {}
        }
    }

    /// `declare global { … }`
    fn global_block(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>) {
        let list = walk.scope.state;
        let Some(name) = list.global else { return };
        walk.scope.state.start = None;
        let number = walk.push(Found {
            kind: ItemKind::Namespace,
            visibility: Visibility::Public,
            range: whole(&list, node),
            name,
            lead_start: list.lead_start,
        });
        let statements = List::ambient(self.grammar, node);
        walk.enter(1, number.or(walk.scope.parent), statements);
    }
}

impl<'a> Items<'a> {
    /// Adds an item that a statement of its list defines.
    fn push_defined(walk: &mut TsWalk<'a>, found: Found) -> Option<ItemNumber> {
        let list = walk.scope.state;
        let number = walk.push(found)?;
        if list.is_exported && list.default.is_none() && !list.is_whole {
            walk.facts.set_exported(number);
        }
        Some(number)
    }
}

/// From the start of the statement, where `node` is its first item, to the end of `node`.
fn whole(list: &List, node: Node<'_>) -> TextRange {
    let range = TextRange::of(node.byte_range());
    TextRange::new(list.start.unwrap_or(range.start()), range.end())
}
