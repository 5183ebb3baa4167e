//! Nothing is lost beside a plain walk over every node.

use std::path::Path;

use boundstone_model::{Language, RepoPath};
use boundstone_text::TextRange;
use tree_sitter::{Node, Parser};

use crate::facts;

/// Every named definition that a walk over all nodes finds outside the bodies of functions.
fn defined(language: Language, text: &str) -> Vec<TextRange> {
    let grammar = match language {
        Language::Rust => tree_sitter_rust::LANGUAGE.into(),
        Language::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        _ => tree_sitter_typescript::LANGUAGE_TSX.into(),
    };
    let mut parser = Parser::new();
    parser.set_language(&grammar).unwrap();
    let tree = parser.parse(text, None).unwrap();
    let mut found = Vec::new();
    visit(tree.root_node(), text, &mut found);
    found
}

const DEFINITIONS: &[&str] = &[
    "mod_item",
    "function_item",
    "function_signature_item",
    "struct_item",
    "enum_item",
    "union_item",
    "enum_variant",
    "field_declaration",
    "trait_item",
    "type_item",
    "associated_type",
    "const_item",
    "static_item",
    "macro_definition",
    "function_declaration",
    "generator_function_declaration",
    "function_signature",
    "class_declaration",
    "abstract_class_declaration",
    "interface_declaration",
    "enum_declaration",
    "type_alias_declaration",
    "internal_module",
    "module",
    "method_definition",
    "abstract_method_signature",
    "public_field_definition",
    "enum_assignment",
    "variable_declarator",
];

/// What follows is local, or has no name that anyone else could use.
const LOCAL: &[&str] = &[
    "object",
    "arguments",
    "call_expression",
    "for_statement",
    "for_in_statement",
    "if_statement",
    "try_statement",
    "while_statement",
    "switch_statement",
    "array",
    "decorator",
];

fn visit(node: Node<'_>, text: &str, found: &mut Vec<TextRange>) {
    let kind = node.kind();
    let is_body = matches!(kind, "block" | "statement_block")
        && !node.parent().is_some_and(|it| {
            matches!(it.kind(), "module" | "internal_module" | "ambient_declaration" | "const_item")
        });
    if is_body || LOCAL.contains(&kind) {
        return;
    }
    if DEFINITIONS.contains(&kind)
        && let Some(name) = node.child_by_field_name("name")
        && !matches!(name.kind(), "object_pattern" | "array_pattern")
        && !matches!(&text[name.byte_range()], "" | "_")
    {
        found.push(TextRange::of(name.byte_range()));
    }
    for child in node.children(&mut node.walk()) {
        visit(child, text, found);
    }
}

fn compare(folder: &Path, totals: &mut (usize, usize)) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let is_foreign = [".git", "target", "node_modules"].iter().any(|name| path.ends_with(name));
        if path.is_symlink() || is_foreign {
            continue;
        }
        if path.is_dir() {
            compare(&path, totals);
            continue;
        }
        let name = path.file_name().and_then(|name| RepoPath::new(name.to_str()?));
        let Some(language) = name.and_then(|name| Language::of(&name)).filter(|it| it.is_code())
        else {
            continue;
        };
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let facts = facts(language, &text);
        if facts.not_checked.is_some() {
            continue;
        }
        let expected = defined(language, &text);
        totals.0 += expected.len();
        totals.1 += facts.items().count();
        let names: std::collections::HashSet<_> =
            facts.items().map(|item| item.name_range).collect();
        for name in expected {
            let line = 1 + text[..name.start() as usize].matches('\n').count();
            assert!(names.contains(&name), "{}:{line} {}", path.display(), name.slice(&text));
        }
    }
}

/// Set `BOUNDSTONE_CHECKOUTS` to compare on other checkouts, separated by `:`.
#[test]
fn every_definition_of_a_full_walk_is_an_item() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let others = std::env::var("BOUNDSTONE_CHECKOUTS").unwrap_or_default();
    let others = others.split(':').filter(|it| !it.is_empty()).map(Path::new);
    for folder in [here.parent().unwrap()].into_iter().chain(others) {
        let mut totals = (0, 0);
        compare(folder, &mut totals);
        println!("{}: {} by the full walk, {} items", folder.display(), totals.0, totals.1);
        assert!(totals.0 > 0 && totals.1 >= totals.0);
    }
}
