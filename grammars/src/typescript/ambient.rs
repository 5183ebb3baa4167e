//! What is exported without the word `export`: in a declaration file, and behind the word `declare`.
//!
//! Source: the compiler's binder, `setExportContextFlag`: all that an ambient file or namespace declares is exported,
//! unless one of its statements only says what is.

use tree_sitter::Node;

use super::role::{Grammar, Role};

/// Whether a declaration file is a module; else its names are global.
pub(super) fn is_module(grammar: &Grammar, file: Node<'_>) -> bool {
    file.children(&mut file.walk()).any(|statement| {
        grammar.role_of(statement) == Role::Export || statement.kind() == "import_statement"
    })
}

/// Whether the statements of an ambient file or of the body of a namespace leave it to the words of each
/// declaration what is exported.
pub(super) fn exports_all(grammar: &Grammar, statements: Node<'_>) -> bool {
    !statements.children(&mut statements.walk()).any(|it| is_list_of_exports(grammar, it))
}

/// `export { a }`, `export * from "a"`, `export = a` and `export default a`; no declaration with the word.
fn is_list_of_exports(grammar: &Grammar, statement: Node<'_>) -> bool {
    if grammar.role_of(statement) != Role::Export {
        return false;
    }
    let mut cursor = statement.walk();
    let mut words = statement.children(&mut cursor).skip(1);
    let mut word = words.next();
    if word.is_some_and(|it| it.kind() == "type") {
        word = words.next();
    }
    let Some(word) = word else { return false };
    match grammar.role_of(word) {
        Role::ExportClause | Role::Equals => true,
        Role::DefaultWord => words.next().is_some_and(|value| {
            value.is_named()
                && !matches!(grammar.role_of(value), Role::Value(_) | Role::Declaration(_))
        }),
        _ => matches!(word.kind(), "*" | "namespace_export"),
    }
}
