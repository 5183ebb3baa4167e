use std::sync::LazyLock;

use boundstone_model::ItemKind;
use tree_sitter::{Language, Node};

use crate::walk::{Field, KindTable};

/// What a kind of node is to the walk.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Other,
    Comment,
    Decorator,
    Import,
    /// `import a = b.c`
    ImportAlias,
    Export,
    Ambient,
    Expression,
    Text,
    Assignment,
    /// `const`, `let` and `var`.
    Variables,
    Declarator,
    Declaration(ItemKind),
    /// An expression that is a function or class of its own.
    Value(ItemKind),
    Block,
    ObjectType,
    Object,
    ExportClause,
    Identifier,
    Accessibility,
    /// `readonly` or `override`.
    PropertyWord,
    Accessor,
    Member(ItemKind),
    EnumAssignment,
    Parameter,
    /// A pattern that may hold more patterns.
    Pattern,
    ExportWord,
    DefaultWord,
    DeclareWord,
    GlobalWord,
    /// `function`
    FunctionKeyword,
    Equals,
}

pub(super) struct Fields {
    pub name: Field,
    pub body: Field,
    pub parameters: Field,
    pub value: Field,
    pub source: Field,
    pub pattern: Field,
    pub key: Field,
    pub left: Field,
    pub right: Field,
    pub ty: Field,
}

pub(super) struct Grammar {
    roles: KindTable<Role>,
    pub fields: Fields,
}

static TYPESCRIPT: LazyLock<Language> =
    LazyLock::new(|| tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into());
static TSX: LazyLock<Language> = LazyLock::new(|| tree_sitter_typescript::LANGUAGE_TSX.into());
static TYPESCRIPT_GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(&TYPESCRIPT));
static TSX_GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(&TSX));

pub(crate) static COMMENT_KINDS: LazyLock<KindTable<bool>> =
    LazyLock::new(|| comment_kinds(&TYPESCRIPT));
pub(crate) static TSX_COMMENT_KINDS: LazyLock<KindTable<bool>> =
    LazyLock::new(|| comment_kinds(&TSX));

fn comment_kinds(grammar: &Language) -> KindTable<bool> {
    KindTable::new(grammar, |name, is_named| role(name, is_named) == Role::Comment)
}

impl Grammar {
    pub(super) fn of(language: boundstone_model::Language) -> &'static Self {
        match language {
            boundstone_model::Language::TypeScript | boundstone_model::Language::Declarations => {
                &TYPESCRIPT_GRAMMAR
            }
            _ => &TSX_GRAMMAR,
        }
    }

    fn new(grammar: &Language) -> Self {
        let id = |name| grammar.field_id_for_name(name);
        let fields = Fields {
            name: id("name"),
            body: id("body"),
            parameters: id("parameters"),
            value: id("value"),
            source: id("source"),
            pattern: id("pattern"),
            key: id("key"),
            left: id("left"),
            right: id("right"),
            ty: id("type"),
        };
        Self { roles: KindTable::new(grammar, role), fields }
    }

    pub(super) fn role(&self, kind: u16) -> Role {
        self.roles.of(kind)
    }

    pub(super) fn role_of(&self, node: Node<'_>) -> Role {
        self.roles.of(node.kind_id())
    }

    pub(super) fn first_child_role(&self, node: Node<'_>) -> Role {
        node.child(0).map_or(Role::Other, |child| self.role_of(child))
    }
}

fn role(name: &str, is_named: bool) -> Role {
    if is_named { node_role(name) } else { word_role(name) }
}

fn word_role(name: &str) -> Role {
    match name {
        "export" => Role::ExportWord,
        "default" => Role::DefaultWord,
        "declare" => Role::DeclareWord,
        "global" => Role::GlobalWord,
        "function" => Role::FunctionKeyword,
        "readonly" => Role::PropertyWord,
        "get" | "set" => Role::Accessor,
        "=" => Role::Equals,
        _ => Role::Other,
    }
}

fn node_role(name: &str) -> Role {
    match name {
        "comment" | "html_comment" => Role::Comment,
        "decorator" => Role::Decorator,
        "import_statement" | "hash_bang_line" | "empty_statement" => Role::Import,
        "import_alias" => Role::ImportAlias,
        "export_statement" => Role::Export,
        "ambient_declaration" => Role::Ambient,
        "expression_statement" => Role::Expression,
        "string" => Role::Text,
        "assignment_expression" => Role::Assignment,
        "lexical_declaration" | "variable_declaration" => Role::Variables,
        "variable_declarator" => Role::Declarator,
        "statement_block" => Role::Block,
        "object_type" => Role::ObjectType,
        "export_clause" => Role::ExportClause,
        "object" => Role::Object,
        "identifier"
        | "shorthand_property_identifier"
        | "shorthand_property_identifier_pattern" => Role::Identifier,
        "accessibility_modifier" => Role::Accessibility,
        "override_modifier" => Role::PropertyWord,
        "enum_assignment" => Role::EnumAssignment,
        "required_parameter" | "optional_parameter" => Role::Parameter,
        "object_pattern"
        | "array_pattern"
        | "pair_pattern"
        | "rest_pattern"
        | "object_assignment_pattern"
        | "assignment_pattern" => Role::Pattern,
        "method_definition" | "method_signature" | "abstract_method_signature" => {
            Role::Member(ItemKind::Method)
        }
        "public_field_definition" | "property_signature" => Role::Member(ItemKind::Property),
        "arrow_function" | "function_expression" | "generator_function" => {
            Role::Value(ItemKind::Function)
        }
        "class" => Role::Value(ItemKind::Class),
        _ => declared_kind(name).map_or(Role::Other, Role::Declaration),
    }
}

fn declared_kind(name: &str) -> Option<ItemKind> {
    Some(match name {
        "function_declaration" | "generator_function_declaration" | "function_signature" => {
            ItemKind::Function
        }
        "class_declaration" | "abstract_class_declaration" => ItemKind::Class,
        "interface_declaration" => ItemKind::Interface,
        "enum_declaration" => ItemKind::Enum,
        "type_alias_declaration" => ItemKind::TypeAlias,
        "internal_module" => ItemKind::Namespace,
        "module" => ItemKind::Module,
        _ => return None,
    })
}
