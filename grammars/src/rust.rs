mod attribute;
mod definition;
mod expansion;
mod forbidden;
mod given;
mod kept;
mod making;
mod pattern;
mod quotation;
mod reference;
mod scan;
mod signature;
mod token;
mod use_tree;
mod value;

use std::sync::LazyLock;

use boundstone_model::{ItemKind, Marks, Visibility};
use boundstone_text::TextRange;
use tree_sitter::{Language, Node};

pub use expansion::{BuiltVersion, BuiltWith, Expanded, LeastVersion, VERSIONED, expanded};
pub(crate) use forbidden::Uses;
pub(crate) use reference::references;
pub(crate) use scan::Scan;
pub(crate) use signature::signatures;

use crate::walk::{ERROR_KIND, Field, Found, KindTable, Walk, child};

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Role {
    /// Neither an item nor a place for items.
    #[default]
    Other,
    Comment,
    /// Belongs to the next node.
    Attribute,
    /// May stand in the head of a file.
    Head,
    /// A modifier that says the visibility.
    Visibility,
    /// The `self` of a method.
    SelfParameter,
    /// `fn` alone, in what could not be parsed.
    FnKeyword,
    /// A block of foreign items, which belong to the module around it.
    Foreign,
    Item(ItemKind),
}

struct Fields {
    name: Field,
    body: Field,
    parameters: Field,
    implemented_trait: Field,
    of_type: Field,
    value: Field,
}

static GRAMMAR: LazyLock<Language> = LazyLock::new(|| tree_sitter_rust::LANGUAGE.into());
static ROLES: LazyLock<KindTable<Role>> = LazyLock::new(|| KindTable::new(&GRAMMAR, role));
static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let id = |name| GRAMMAR.field_id_for_name(name);
    Fields {
        name: id("name"),
        body: id("body"),
        parameters: id("parameters"),
        implemented_trait: id("trait"),
        of_type: id("type"),
        value: id("value"),
    }
});

pub(crate) static COMMENT_KINDS: LazyLock<KindTable<bool>> = LazyLock::new(|| {
    KindTable::new(&GRAMMAR, |name, named| named && role(name, named) == Role::Comment)
});

fn role(name: &str, is_named: bool) -> Role {
    if !is_named {
        return if name == "fn" { Role::FnKeyword } else { Role::Other };
    }
    Role::Item(match name {
        "line_comment" | "block_comment" => return Role::Comment,
        "attribute_item" => return Role::Attribute,
        "inner_attribute_item"
        | "shebang"
        | "use_declaration"
        | "extern_crate_declaration"
        | "empty_statement" => return Role::Head,
        "visibility_modifier" => return Role::Visibility,
        "self_parameter" => return Role::SelfParameter,
        "foreign_mod_item" => return Role::Foreign,
        "mod_item" => ItemKind::Module,
        "function_item" | "function_signature_item" => ItemKind::Function,
        "struct_item" => ItemKind::Struct,
        "enum_item" => ItemKind::Enum,
        "union_item" => ItemKind::Union,
        "enum_variant" => ItemKind::Variant,
        "field_declaration" => ItemKind::Field,
        "trait_item" => ItemKind::Trait,
        "type_item" | "associated_type" => ItemKind::TypeAlias,
        "const_item" => ItemKind::Constant,
        "static_item" => ItemKind::Static,
        "macro_definition" => ItemKind::Macro,
        "impl_item" => ItemKind::Impl,
        _ => return Role::Other,
    })
}

/// What the attributes above an item say. Source: The Rust Reference, "Diagnostic attributes"; The
/// rustdoc book, "The `#[doc]` attribute".
pub(crate) fn marks(lead: &str) -> Marks {
    let lines = || lead.lines().map(str::trim_start).filter(|line| line.starts_with("#["));
    let attributes = || lines().flat_map(|line| line.split("#[").skip(1));
    let is_deprecated = |attribute: &str| {
        attribute.starts_with("deprecated")
            || attribute.starts_with("cfg_attr") && attribute.contains(" deprecated")
    };
    let is_deprecated = attributes().any(is_deprecated);
    // What is hidden and deprecated is kept for those who use it. Source: cargo-semver-checks, "public API".
    // What only some documentation leaves out, as `cfg_attr(docsrs, doc(hidden))` says, is for all to use.
    let hides = |it: &str| it.starts_with("doc(hidden)") || is_hidden_unless_built_so(it);
    let is_hidden = !is_deprecated && attributes().any(hides);
    Marks { is_deprecated, is_hidden, ..Marks::default() }
}

/// Whether an attribute hides what nobody sees who does not set an option of the crate's own for the compiler:
/// `cfg_attr(not(shop_unstable), doc(hidden))`. Those of documentation, platforms and profiles are set by others.
fn is_hidden_unless_built_so(attribute: &str) -> bool {
    let rest = attribute.strip_prefix("cfg_attr(not(").and_then(|rest| rest.split_once(')'));
    let Some((option, rest)) = rest else { return false };
    let is_name = option.chars().all(|ch| ch.is_alphanumeric() || ch == '_');
    let is_of_others = option.starts_with("doc")
        || matches!(option, "unix" | "windows" | "debug_assertions" | "overflow_checks");
    let hides = rest.trim_start_matches([',', ' ']).starts_with("doc(hidden)");
    is_name && !is_of_others && hides
}

/// Whether a comment documents what it stands in.
pub(crate) fn is_inner_doc(comment: &str) -> bool {
    comment.starts_with("//!") || comment.starts_with("/*!")
}

/// Whether a comment is a doc comment of what follows. Source: The Rust Reference, "Comments".
fn is_outer_doc(comment: &str) -> bool {
    let line = comment.starts_with("///") && !comment.starts_with("////");
    let block =
        comment.starts_with("/**") && !comment.starts_with("/***") && !comment.starts_with("/**/");
    line || block
}

/// What a list of items says of their visibility and kind.
#[derive(Clone, Copy, Default)]
pub(crate) struct List {
    /// What items have that state no visibility: that of their trait or enum.
    inherited: Option<Visibility>,
    /// Functions of a trait or impl are methods when they take `self`.
    has_methods: bool,
    /// How many macros around are given it.
    depth: u32,
    /// In the block of an anonymous constant, where nobody else can name what stands there.
    is_block: bool,
}

/// Adds the items of a Rust file. Returns the end of the file's head.
pub(crate) fn items(walk: &mut Walk<'_, List>) -> u32 {
    let (roles, fields) = (&*ROLES, &*FIELDS);
    walk.run(|walk| {
        let node = walk.cursor.node();
        let kind = node.kind_id();
        match roles.of(kind) {
            Role::Comment => {
                let comment = walk.slice(node);
                walk.comment(node, is_outer_doc(comment), is_inner_doc(comment));
            }
            Role::Attribute => walk.attribute(node),
            Role::Head => walk.other(node, true),
            Role::FnKeyword => {
                walk.scope.max_indent = Some(walk.indent(node.start_byte()));
            }
            Role::Foreign => {
                walk.take_lead(node);
                enter_foreign(walk, fields);
            }
            Role::Item(_) if walk.takes_over(node) => {}
            Role::Item(kind) => item(walk, node, kind, roles, fields),
            _ if kind == ERROR_KIND => {
                walk.other(node, false);
                walk.enter(1, walk.scope.parent, walk.scope.state);
            }
            _ => {
                given::given(walk, node);
                walk.other(node, false);
            }
        }
    });
    walk.head_end()
}

fn enter_foreign(walk: &mut Walk<'_, List>, fields: &Fields) {
    if !walk.cursor.goto_first_child() {
        return;
    }
    loop {
        if walk.cursor.field_id() == fields.body {
            walk.enter(2, walk.scope.parent, List::default());
            return;
        }
        if !walk.cursor.goto_next_sibling() {
            return walk.climb(1);
        }
    }
}

/// What the children of an item say of it.
struct Parts {
    name: TextRange,
    visibility: Option<Visibility>,
    takes_self: bool,
    implements_trait: bool,
}

fn item(
    walk: &mut Walk<'_, List>,
    node: Node<'_>,
    kind: ItemKind,
    roles: &KindTable<Role>,
    fields: &Fields,
) {
    let lead_start = walk.take_lead(node);
    if !walk.cursor.goto_first_child() {
        return;
    }
    let list = walk.scope.state;
    let (parts, body) = parts(walk, kind, list.has_methods, walk.is_torn(node), (roles, fields));
    let kind = match kind {
        ItemKind::Function if list.has_methods && parts.takes_self => ItemKind::Method,
        other => other,
    };
    let visibility = match (kind, parts.visibility) {
        (ItemKind::Macro, _) if is_exported(walk.text, lead_start, node) => Visibility::Public,
        (ItemKind::Impl, _) if parts.implements_trait => Visibility::Public,
        (kind, _) if list.is_block && kind != ItemKind::Impl => Visibility::Private,
        (_, stated) => stated.or(list.inherited).unwrap_or(Visibility::Private),
    };
    let is_anonymous = kind == ItemKind::Constant && parts.name.slice(walk.text) == "_";
    let number = if is_anonymous {
        walk.scope.parent
    } else {
        let found = Found {
            kind,
            visibility,
            range: TextRange::of(node.byte_range()),
            name: parts.name,
            lead_start,
        };
        walk.push(found)
    };
    let Some(levels) = body else { return walk.climb(1) };
    if matches!(kind, ItemKind::Function | ItemKind::Method) {
        walk.leave_body(levels, list);
    } else {
        let is_block = kind == ItemKind::Constant;
        let inner = List { depth: list.depth, is_block, ..list_of(kind, visibility, &parts) };
        walk.enter(levels, number.or(walk.scope.parent), inner);
    }
}

fn list_of(kind: ItemKind, visibility: Visibility, parts: &Parts) -> List {
    let inherited = match kind {
        ItemKind::Enum | ItemKind::Variant | ItemKind::Trait => Some(visibility),
        ItemKind::Impl if parts.implements_trait => Some(Visibility::Public),
        _ => None,
    };
    let has_methods = matches!(kind, ItemKind::Trait | ItemKind::Impl);
    List { inherited, has_methods, ..List::default() }
}

/// Reads the children of an item up to the last that is needed. How many levels lie between the item and what is in its
/// body, when the cursor stands on one that is to be entered.
fn parts(
    walk: &mut Walk<'_, List>,
    kind: ItemKind,
    is_member: bool,
    is_torn: bool,
    (roles, fields): (&KindTable<Role>, &Fields),
) -> (Parts, Option<u32>) {
    let mut parts = Parts {
        name: TextRange::default(),
        visibility: None,
        takes_self: false,
        implements_trait: false,
    };
    loop {
        let field = walk.cursor.field_id();
        let node = walk.cursor.node();
        if field.is_none() {
            if roles.of(node.kind_id()) == Role::Visibility {
                let is_bare = walk.slice(node) == "pub";
                let stated = if is_bare { Visibility::Public } else { Visibility::Restricted };
                parts.visibility = Some(stated);
            }
        } else if field == fields.name {
            parts.name = TextRange::of(node.byte_range());
            let is_last = match kind {
                ItemKind::Function => !is_member && !is_torn,
                ItemKind::Constant => walk.slice(node) != "_",
                ItemKind::Static | ItemKind::TypeAlias | ItemKind::Macro | ItemKind::Field => true,
                _ => false,
            };
            if is_last {
                return (parts, None);
            }
        } else if field == fields.parameters && kind == ItemKind::Function {
            parts.takes_self = is_member && has_self_parameter(node, roles);
            if !is_torn {
                return (parts, None);
            }
        } else if field == fields.implemented_trait {
            parts.implements_trait = true;
        } else if field == fields.of_type && kind == ItemKind::Impl {
            parts.name = TextRange::of(named_type(node, fields).byte_range());
        } else if field == fields.body {
            return (parts, Some(2));
        } else if field == fields.value && kind == ItemKind::Constant {
            let levels = block_levels(walk, node.kind());
            return (parts, levels);
        }
        if !walk.cursor.goto_next_sibling() {
            return (parts, None);
        }
    }
}

/// Goes from the value of a constant to its block, and says how many levels what is in it lies below the constant:
/// `{ … }`, `unsafe { … }`.
fn block_levels(walk: &mut Walk<'_, List>, kind: &str) -> Option<u32> {
    match kind {
        "block" => Some(2),
        "unsafe_block" if walk.cursor.goto_last_child() => Some(3),
        _ => None,
    }
}

fn has_self_parameter(parameters: Node<'_>, roles: &KindTable<Role>) -> bool {
    let mut cursor = parameters.walk();
    let mut more = cursor.goto_first_child();
    while more {
        let node = cursor.node();
        match roles.of(node.kind_id()) {
            Role::SelfParameter => return true,
            // `self: &Self`
            _ if node.kind() == "parameter" => {
                return node.child_by_field_name("pattern").is_some_and(|it| it.kind() == "self");
            }
            Role::Attribute | Role::Comment => {}
            _ if node.is_named() => return false,
            _ => {}
        }
        more = cursor.goto_next_sibling();
    }
    false
}

/// The name of the type that an impl is for: `Bar` of `&mut a::Bar<T>`. A type without a name, such
/// as a tuple, names the impl by its text.
fn named_type<'a>(node: Node<'a>, fields: &Fields) -> Node<'a> {
    /// Deeper types than this have no name that a reader would look for.
    const MAX_DEPTH: usize = 8;
    let mut named = node;
    for _ in 0..MAX_DEPTH {
        let field = match named.kind() {
            "generic_type" | "reference_type" | "pointer_type" => fields.of_type,
            "scoped_type_identifier" => fields.name,
            _ => break,
        };
        match child(named, field) {
            Some(inner) => named = inner,
            None => break,
        }
    }
    named
}

/// Whether `#[macro_export]` stands above a macro.
fn is_exported(text: &str, lead_start: u32, node: Node<'_>) -> bool {
    TextRange::new(lead_start, node.start_byte() as u32)
        .slice(text)
        .lines()
        .any(|line| line.trim_start().starts_with("#[macro_export"))
}
