use std::sync::LazyLock;

use boundstone_model::Language;
use tree_sitter::Node;

use super::place::Step;
use crate::walk::{ERROR_KIND, Field, KindTable};

/// What a kind of node is to someone who looks for the names that imports bind.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Part {
    #[default]
    Other,
    Comment,
    /// Words that are none: in strings, regular expressions and the text of elements.
    Text,
    ElementText,
    Name,
    TypeName,
    /// `a` in `{ a }`, where it is a value and not a pattern.
    Shorthand,
    PropertyName,
    /// A pattern that may hold more patterns.
    Pattern,
    /// A pattern on the left, the default on the right.
    DefaultPattern,
    ObjectPattern,
    PairPattern,
    Declarator,
    Lexical,
    Variables,
    Parameter,
    Parameters,
    Arrow,
    /// A function or class that is an expression: its name is known inside only.
    FunctionValue,
    ClassValue,
    Function,
    Class,
    ClassBody,
    Field,
    Modifier,
    Interface,
    TypeAlias,
    Enum,
    EnumBody,
    EnumMember,
    Namespace,
    Method,
    TypeParameter,
    TypeParameters,
    Infer,
    Conditional,
    Mapped,
    IndexSignature,
    ForIn,
    For,
    Catch,
    Block,
    StaticBlock,
    Program,
    Member,
    NestedType,
    GenericType,
    UnionType,
    LiteralType,
    TypeAnnotation,
    TypeQuery,
    Subscript,
    Call,
    New,
    Arguments,
    Assignment,
    Await,
    /// What changes nothing of a value: parentheses, `as T`, `satisfies T`, `!`.
    Wrapper,
    Object,
    Pair,
    Spread,
    Export,
    Element,
    ElementNamespace,
}

pub(super) struct Fields {
    pub name: Field,
    pub value: Field,
    pub pattern: Field,
    pub parameter: Field,
    pub parameters: Field,
    pub key: Field,
    pub left: Field,
    pub right: Field,
    pub kind: Field,
    pub function: Field,
    pub constructor: Field,
    pub object: Field,
    pub property: Field,
    pub consequence: Field,
}

pub(super) struct Syntax {
    parts: KindTable<Part>,
    pub fields: Fields,
}

static TYPESCRIPT: LazyLock<Syntax> =
    LazyLock::new(|| Syntax::new(&tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into()));
static TSX: LazyLock<Syntax> =
    LazyLock::new(|| Syntax::new(&tree_sitter_typescript::LANGUAGE_TSX.into()));

impl Syntax {
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::TypeScript | Language::Declarations => &TYPESCRIPT,
            _ => &TSX,
        }
    }

    fn new(grammar: &tree_sitter::Language) -> Self {
        let id = |name| grammar.field_id_for_name(name);
        let fields = Fields {
            name: id("name"),
            value: id("value"),
            pattern: id("pattern"),
            parameter: id("parameter"),
            parameters: id("parameters"),
            key: id("key"),
            left: id("left"),
            right: id("right"),
            kind: id("kind"),
            function: id("function"),
            constructor: id("constructor"),
            object: id("object"),
            property: id("property"),
            consequence: id("consequence"),
        };
        let part = |name: &str, is_named| if is_named { part(name) } else { Part::Other };
        Self { parts: KindTable::new(grammar, part), fields }
    }

    pub fn part(&self, node: Node<'_>) -> Part {
        self.parts.of(node.kind_id())
    }

    pub fn part_of(&self, step: &Step<'_>) -> Part {
        self.part(step.node)
    }
}

pub(super) fn is_error(node: Node<'_>) -> bool {
    node.kind_id() == ERROR_KIND
}

fn part(name: &str) -> Part {
    match name {
        "comment" | "html_comment" | "hash_bang_line" => Part::Comment,
        "string"
        | "string_fragment"
        | "escape_sequence"
        | "template_string"
        | "regex"
        | "regex_pattern"
        | "html_character_reference" => Part::Text,
        "jsx_text" => Part::ElementText,
        "identifier" | "shorthand_property_identifier_pattern" => Part::Name,
        "type_identifier" => Part::TypeName,
        "shorthand_property_identifier" => Part::Shorthand,
        "property_identifier" => Part::PropertyName,
        "array_pattern" | "rest_pattern" => Part::Pattern,
        "object_pattern" => Part::ObjectPattern,
        "pair_pattern" => Part::PairPattern,
        "assignment_pattern" | "object_assignment_pattern" => Part::DefaultPattern,
        "variable_declarator" => Part::Declarator,
        "lexical_declaration" => Part::Lexical,
        "variable_declaration" => Part::Variables,
        "required_parameter" | "optional_parameter" => Part::Parameter,
        "formal_parameters" => Part::Parameters,
        "arrow_function" => Part::Arrow,
        "function_expression" | "generator_function" => Part::FunctionValue,
        "class" => Part::ClassValue,
        "function_declaration" | "generator_function_declaration" | "function_signature" => {
            Part::Function
        }
        "class_declaration" | "abstract_class_declaration" => Part::Class,
        "class_body" => Part::ClassBody,
        "public_field_definition" => Part::Field,
        "accessibility_modifier" | "override_modifier" => Part::Modifier,
        "interface_declaration" => Part::Interface,
        "type_alias_declaration" => Part::TypeAlias,
        "enum_declaration" => Part::Enum,
        "enum_body" => Part::EnumBody,
        "enum_assignment" => Part::EnumMember,
        "internal_module" | "module" => Part::Namespace,
        "method_definition" => Part::Method,
        "type_parameter" => Part::TypeParameter,
        "type_parameters" => Part::TypeParameters,
        "infer_type" => Part::Infer,
        "conditional_type" => Part::Conditional,
        "mapped_type_clause" => Part::Mapped,
        "index_signature" => Part::IndexSignature,
        "for_in_statement" => Part::ForIn,
        "for_statement" => Part::For,
        "catch_clause" => Part::Catch,
        "statement_block" | "switch_body" => Part::Block,
        "class_static_block" => Part::StaticBlock,
        "program" => Part::Program,
        _ => expression_part(name),
    }
}

fn expression_part(name: &str) -> Part {
    match name {
        "member_expression" | "nested_identifier" => Part::Member,
        "nested_type_identifier" => Part::NestedType,
        "generic_type" => Part::GenericType,
        "union_type" => Part::UnionType,
        "literal_type" => Part::LiteralType,
        "type_annotation" => Part::TypeAnnotation,
        "type_query" => Part::TypeQuery,
        "subscript_expression" | "instantiation_expression" => Part::Subscript,
        "call_expression" => Part::Call,
        "new_expression" => Part::New,
        "arguments" => Part::Arguments,
        "assignment_expression" => Part::Assignment,
        "await_expression" => Part::Await,
        "parenthesized_expression"
        | "as_expression"
        | "satisfies_expression"
        | "non_null_expression" => Part::Wrapper,
        "object" => Part::Object,
        "pair" => Part::Pair,
        "spread_element" => Part::Spread,
        "export_statement" => Part::Export,
        "jsx_opening_element" | "jsx_closing_element" | "jsx_self_closing_element" => Part::Element,
        "jsx_namespace_name" => Part::ElementNamespace,
        _ => Part::Other,
    }
}
