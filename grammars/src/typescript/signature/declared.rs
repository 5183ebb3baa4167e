use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::pattern;
use super::writer::part;

/// The declaration behind a name.
#[derive(Clone, Copy)]
pub(super) struct Declared<'t> {
    pub(super) node: Node<'t>,
    pub(super) is_static: bool,
}

/// The declarations of a file by where their names begin. Bodies of functions are not entered, so that each
/// node is seen once.
pub(super) fn declared(root: Node<'_>) -> FxHashMap<u32, Declared<'_>> {
    let mut found = FxHashMap::default();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        let mut cursor = node.walk();
        for child in node.children(&mut cursor) {
            visit(child, &mut found, &mut open);
        }
    }
    found
}

fn visit<'t>(node: Node<'t>, found: &mut FxHashMap<u32, Declared<'t>>, open: &mut Vec<Node<'t>>) {
    let mut add = |name: Node<'t>| {
        let is_static = has_word(node, "static");
        found.entry(name.start_byte() as u32).or_insert(Declared { node, is_static });
    };
    let field = |name| node.child_by_field_name(name);
    match node.kind() {
        "export_statement" => {
            let word = node.children(&mut node.walk()).find(|it| it.kind() == "default");
            if let (Some(word), Some(value)) =
                (word, field("value").or_else(|| field("declaration")))
            {
                let it = Declared { node: value, is_static: false };
                found.insert(word.start_byte() as u32, it);
            }
            open.push(node);
        }
        "ambient_declaration"
        | "expression_statement"
        | "lexical_declaration"
        | "variable_declaration"
        | "statement_block"
        | "class_body"
        | "ERROR"
        | "object_type"
        | "interface_body"
        | "formal_parameters"
        | "class_static_block" => open.push(node),
        "function_declaration" | "generator_function_declaration" | "function_signature" => {
            field("name").into_iter().for_each(add);
        }
        "method_definition" => {
            field("name").into_iter().for_each(add);
            open.extend(field("parameters"));
        }
        "method_signature"
        | "abstract_method_signature"
        | "public_field_definition"
        | "property_signature" => field("name").into_iter().for_each(add),
        "required_parameter" | "optional_parameter" => {
            field("pattern").into_iter().for_each(add);
        }
        "class_declaration" | "abstract_class_declaration" | "class" | "interface_declaration" => {
            field("name").into_iter().for_each(add);
            open.extend(field("body"));
        }
        "internal_module" | "module" => {
            // Each name of `namespace a.b` is one.
            let mut name = field("name");
            while let Some((outer, own)) = name.and_then(|it| {
                it.child_by_field_name("object").zip(it.child_by_field_name("property"))
            }) {
                add(own);
                name = Some(outer);
            }
            name.into_iter().for_each(add);
            open.extend(field("body"));
        }
        "type_alias_declaration" => {
            field("name").into_iter().for_each(add);
            open.extend(field("value").filter(|it| it.kind() == "object_type"));
        }
        "enum_declaration" => {
            field("name").into_iter().for_each(&mut add);
            let body = field("body");
            let members = body
                .into_iter()
                .flat_map(|body| body.named_children(&mut body.walk()).collect::<Vec<_>>());
            for member in members {
                let name = member.child_by_field_name("name").unwrap_or(member);
                let it = Declared { node: member, is_static: false };
                found.insert(name.start_byte() as u32, it);
            }
        }
        "variable_declarator" => {
            field("name").into_iter().flat_map(pattern::names).for_each(&mut add);
            field("name").into_iter().for_each(add);
            open.extend(
                field("value")
                    .filter(|it| it.kind() == "class")
                    .and_then(|it| it.child_by_field_name("body")),
            );
        }
        "import_alias" => part(node, 0).into_iter().for_each(add),
        "assignment_expression" => assignment(node, found, open),
        _ => {}
    }
}

/// What CommonJS exports: named by the end of the left side, or by its value.
fn assignment<'t>(
    node: Node<'t>,
    found: &mut FxHashMap<u32, Declared<'t>>,
    open: &mut Vec<Node<'t>>,
) {
    let sides = node.child_by_field_name("left").zip(node.child_by_field_name("right"));
    let Some((left, right)) = sides else { return };
    let value = Declared { node: right, is_static: false };
    let property = left.child_by_field_name("property");
    let names = [property, Some(left), right.child_by_field_name("name")];
    for name in names.into_iter().flatten() {
        found.entry(name.start_byte() as u32).or_insert(value);
    }
    if right.kind() == "class" {
        open.extend(right.child_by_field_name("body"));
    }
    if right.kind() == "assignment_expression" {
        open.push(node);
    }
}

/// Whether a word stands directly in a node.
pub(super) fn has_word(node: Node<'_>, word: &str) -> bool {
    node.children(&mut node.walk())
        .take_while(|it| it.kind() != "class_body")
        .any(|it| it.kind() == word)
}
