//! A crate that hands on what another one of its workspace defines: users of it have what its names lead to.

use serde_json::Value;

use crate::repository::Repository;

const WORKSPACE: &str = r#"
//- Cargo.toml
[workspace]
members = ["tool", "tool-core"]
//- tool-core/Cargo.toml
[package]
name = "tool-core"
version = "1.2.0"
edition = "2024"
//- tool-core/src/lib.rs
pub mod ast;
pub mod parse;
pub use ast::Node;
//- tool-core/src/ast.rs
pub enum Node { Leaf, Branch(Vec<Node>) }
pub trait Visit { fn visit(&mut self, node: &Node); }
pub mod old { pub struct Node { pub at: u8 } }
//- tool-core/src/parse.rs
use crate::ast::Node;
pub struct ParseError;
pub fn parse(text: &str) -> Result<Node, ParseError> { todo!() }
//- tool/Cargo.toml
[package]
name = "tool"
version = "1.2.0"
edition = "2024"
[dependencies]
tool-core = { path = "../tool-core", version = "1.2.0" }
//- tool/boundary.toml
[interface]
"Node" = "stable"
"Engine" = "stable"
"Engine::run" = "stable"
"ast::Visit" = "stable"
//- tool/src/lib.rs
use tool_core::parse::ParseError;
pub use tool_core::ast;
pub use tool_core::Node;
pub use tool_core::parse::parse;
pub mod prelude { pub use tool_core::ast::*; }
pub struct Engine { seen: usize }
impl Engine {
    pub fn new() -> Engine { todo!() }
    pub fn run(&mut self, text: &str) -> Result<Node, ParseError> { todo!() }
}
impl Clone for Engine { fn clone(&self) -> Engine { todo!() } }
impl From<Engine> for String { fn from(engine: Engine) -> String { todo!() } }
"#;

/// The engine as it stands in the core.
const ENGINE: &str = "use crate::{Node, parse::ParseError};
pub struct Engine { seen: usize }
impl Engine {
    pub fn new() -> Engine { todo!() }
    pub fn run(&mut self, text: &str) -> Result<Node, ParseError> { todo!() }
}
impl Clone for Engine { fn clone(&self) -> Engine { todo!() } }
impl From<Engine> for String { fn from(engine: Engine) -> String { todo!() } }
";

fn edit(repository: &Repository, path: &str, edits: &[(&str, &str)]) {
    let mut text = repository.read(path);
    for (old, new) in edits {
        assert!(text.contains(old), "{path}: {old}");
        text = text.replace(old, new);
    }
    repository.write(path, &text);
}

/// What `contract diff` says of the facade.
fn diff(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let word = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let boundaries = answer["boundaries"].as_array().unwrap().iter();
    let facade = boundaries.filter(|it| it["boundary"] == "tool");
    let changes = facade.flat_map(|it| it["changes"].as_array().unwrap());
    let told = changes.flat_map(|change| {
        change["reasons"].as_array().unwrap().iter().map(move |it| {
            let [rule, class, confidence] =
                ["rule", "class", "confidence"].map(|key| word(it, key));
            format!("{}: {rule}, {class} {confidence}", word(change, "symbol"))
        })
    });
    told.collect()
}

fn checked(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check", "--base", "HEAD"]);
    let row = |it: &Value| {
        format!("{}: {}", it["path"].as_str().unwrap(), it["message"].as_str().unwrap())
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

fn with(edits: &[(&str, &str)]) -> Repository {
    let repository = Repository::of(WORKSPACE);
    edit(&repository, "tool/src/lib.rs", edits);
    repository
}

/// The engine stands in the core now, written so.
fn with_engine_in_core(engine: &str) -> Repository {
    let repository = Repository::of(WORKSPACE);
    let text = repository.read("tool/src/lib.rs");
    let (names, _) = text.split_once("pub struct Engine").unwrap();
    repository.write("tool/src/lib.rs", &format!("{names}pub use tool_core::Engine;\n"));
    repository.write("tool-core/src/engine.rs", engine);
    edit(
        &repository,
        "tool-core/src/lib.rs",
        &[("pub mod parse;", "pub mod parse;\nmod engine;\npub use engine::Engine;")],
    );
    repository
}

#[test]
fn a_name_that_leads_to_the_same_by_another_path_is_no_change() {
    let node = "pub use tool_core::Node;";
    let ast = "pub use tool_core::ast;";
    let prelude = "pub use tool_core::ast::*;";
    for edits in [
        [(node, "pub use tool_core::ast::Node;")],
        [(node, "use tool_core as inner; pub use inner::ast::Node;")],
        [(ast, "pub mod ast { pub use tool_core::ast::*; }")],
        [(ast, "pub mod ast { pub use tool_core::ast::{Node, Visit, old}; }")],
        [(ast, "pub mod ast { pub use tool_core::{Node, ast::{Visit, old}}; }")],
        [(
            ast,
            "pub mod ast { pub use tool_core::ast::{Node, Visit}; pub mod old { pub use tool_core::ast::old::Node; } }",
        )],
        [(prelude, "pub use tool_core::{Node, ast::Visit, ast::old};")],
    ] {
        let repository = with(&edits);
        assert_eq!(diff(&repository), [""; 0], "{edits:?}");
        assert_eq!(checked(&repository), [""; 0], "{edits:?}");
        // The way back.
        repository.git(&["commit", "--quiet", "--all", "--message", "other"]);
        let [(old, new)] = edits;
        edit(&repository, "tool/src/lib.rs", &[(new, old)]);
        assert_eq!(diff(&repository), [""; 0], "back from {edits:?}");
    }
}

#[test]
fn a_module_of_the_core_may_be_called_otherwise_as_long_as_it_keeps_its_name_too() {
    let renamed = || {
        let repository = with(&[("tool_core::parse::parse", "tool_core::parser::parse")]);
        repository.git(&["mv", "tool-core/src/parse.rs", "tool-core/src/parser.rs"]);
        repository
    };
    let repository = renamed();
    let kept = "pub mod parser; pub mod parse { pub use crate::parser::*; }";
    edit(&repository, "tool-core/src/lib.rs", &[("pub mod parse;", kept)]);
    assert_eq!(diff(&repository), [""; 0]);
    // That the core has lost its own name is told there, with all that it had.
    let repository = renamed();
    edit(&repository, "tool-core/src/lib.rs", &[("pub mod parse;", "pub mod parser;")]);
    assert_eq!(diff(&repository), ["parse: handed_on_from_elsewhere, unknown likely"]);
}

#[test]
fn what_a_name_leads_to_no_more_is_told() {
    let ast = "pub use tool_core::ast;";
    let less = with(&[(ast, "pub mod ast { pub use tool_core::ast::{Node, old}; }")]);
    assert_eq!(diff(&less), ["ast::Visit: item_removed, breaking proved"]);
    let found = checked(&less);
    assert!(found.iter().any(|it| it.contains("ast::Visit")), "{found:#?}");
    let other = with(&[("pub use tool_core::Node;", "pub use tool_core::ast::old::Node;")]);
    assert_eq!(diff(&other), ["Node: kind_changed, breaking likely"]);
    let found = checked(&other);
    assert!(found.iter().any(|it| it.contains("Node")), "{found:#?}");
    // A name of its own goes before those of a glob.
    let own = "pub mod ast { pub use tool_core::ast::*; pub struct Visit; }";
    let own = with(&[(ast, own)]);
    assert_eq!(diff(&own), ["ast::Visit: kind_changed, breaking likely"]);
}

#[test]
fn an_item_that_moves_to_the_core_is_what_it_was() {
    let repository = with_engine_in_core(ENGINE);
    assert_eq!(diff(&repository), [""; 0]);
    assert_eq!(checked(&repository), [""; 0]);
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "--quiet", "--all", "--message", "moved"]);
    repository.git(&["checkout", "--quiet", "HEAD~1", "--", "."]);
    edit(
        &repository,
        "tool-core/src/lib.rs",
        &[("pub mod parse;", "pub mod parse;\nmod nothing {}")],
    );
    assert_eq!(diff(&repository), [""; 0], "the way back");
}

#[test]
fn what_changes_while_it_moves_is_told_as_of_one_that_stays() {
    let changed = |old: &str, new: &str| {
        assert!(ENGINE.contains(old));
        with_engine_in_core(&ENGINE.replace(old, new))
    };
    let run = changed("text: &str)", "text: &str, more: u8)");
    assert_eq!(diff(&run), ["Engine::run: parameter_count_changed, breaking likely"]);
    let found = checked(&run);
    let drift = |it: &&String| it.contains("tool#Engine::run") && it.contains("takes 2 parameters");
    assert_eq!(found.iter().filter(drift).count(), 1, "{found:#?}");
    let gone = changed("    pub fn new() -> Engine { todo!() }\n", "");
    assert_eq!(diff(&gone), ["Engine::new: item_removed, breaking likely"]);
    let other = changed("Result<Node, ParseError>", "Result<crate::ast::old::Node, ParseError>");
    assert_eq!(diff(&other), ["Engine::run: item_moved, unknown likely"]);
    // An `impl` may have stayed, or come with what nobody here sees.
    let clone = changed("impl Clone for Engine { fn clone(&self) -> Engine { todo!() } }\n", "");
    assert_eq!(diff(&clone), ["Engine::clone: item_removed, unknown likely"]);
    let more = changed("    pub fn new()", "    pub fn more(&self) {}\n    pub fn new()");
    assert_eq!(diff(&more), ["Engine::more: item_added, additive proved"]);
}

#[test]
fn what_is_in_no_package_of_the_repository_stays_unknown() {
    let repository = Repository::of(
        "//- Cargo.toml\n[package]\nname = \"tool\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\
         [dependencies]\none = \"1\"\nother = \"1\"\n\
         //- src/lib.rs\npub use one::Node;\npub struct Engine;\n",
    );
    repository.write("src/lib.rs", "pub use other::Node;\npub use other::Engine;\n");
    assert_eq!(
        diff(&repository),
        ["Engine: item_moved, unknown likely", "Node: handed_on_from_elsewhere, unknown likely"]
    );
}
