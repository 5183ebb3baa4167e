//! Rust source as people write it: documented items with bodies, impls, enums, traits, tests.

use std::fmt::Write;

use fastrand::Rng;

use super::code::{Source, comment};
use super::plan::Module;
use super::words::{noun, once_in, pascal, pick, sentence, verb};

const TYPES: [&str; 14] = [
    "u32",
    "u64",
    "i64",
    "usize",
    "bool",
    "f64",
    "String",
    "Vec<u8>",
    "Vec<String>",
    "Option<u32>",
    "Option<String>",
    "HashMap<String, u64>",
    "Box<str>",
    "Duration",
];

/// A module of about `wanted` bytes that defines `module.type_name`.
pub fn module(rng: &mut Rng, module: &Module, source: &Source, wanted: usize) -> String {
    let mut text = String::with_capacity(wanted + 1024);
    for _ in 0..rng.usize(..4) {
        let _ = writeln!(text, "//! {}", comment(rng, source));
    }
    imports(rng, source, &mut text);
    structure(rng, &module.type_name, source, &mut text);
    implementation(rng, &module.type_name, source, wanted.min(1500), &mut text);
    let mut number = 0;
    while text.len() < wanted {
        number += 1;
        item(rng, &module.type_name, number, source, &mut text);
    }
    if once_in(rng, 4) && wanted > 1500 {
        tests(rng, &module.type_name, &mut text);
    }
    text
}

/// `src/lib.rs`: declares the modules and exports their types.
pub fn entry(rng: &mut Rng, modules: &[Module], source: &Source) -> String {
    let mut text = String::new();
    for _ in 0..rng.usize(1..6) {
        let _ = writeln!(text, "//! {}", comment(rng, source));
    }
    text.push('\n');
    let mut declared: Vec<&str> = modules
        .iter()
        .map(|module| {
            module.path.split_once('/').map_or(module.stem.as_str(), |(folder, _)| folder)
        })
        .collect();
    declared.sort_unstable();
    declared.dedup();
    for name in declared {
        let _ = writeln!(text, "{}mod {name};", if once_in(rng, 2) { "pub " } else { "" });
    }
    text.push('\n');
    for module in modules {
        let _ = writeln!(text, "pub use {}::{};", module.path.replace('/', "::"), module.type_name);
    }
    text
}

fn imports(rng: &mut Rng, source: &Source, text: &mut String) {
    text.push('\n');
    text.push_str("use std::collections::HashMap;\n");
    if once_in(rng, 2) {
        text.push_str("use std::fmt;\nuse std::sync::{Arc, Mutex};\n");
    }
    text.push_str("use std::time::Duration;\n\n");
    for (package, type_name) in &source.imports {
        let _ = writeln!(text, "use {}::{type_name};", package.replace('-', "_"));
    }
    for sibling in &source.siblings {
        let _ = writeln!(text, "use crate::{sibling};");
    }
}

fn item(rng: &mut Rng, own: &str, number: usize, source: &Source, text: &mut String) {
    let name = format!("{}{}{number}", pascal(noun(rng)), pascal(verb(rng)));
    match rng.u32(..10) {
        0 => structure(rng, &name, source, text),
        1 | 2 => {
            structure(rng, &name, source, text);
            implementation(rng, &name, source, 1200, text);
        }
        3 => enumeration(rng, &name, source, text),
        4 => interface(rng, &name, own, source, text),
        5 => constant(rng, number, source, text),
        _ => {
            text.push('\n');
            documentation(rng, "", source, text);
            let head = if once_in(rng, 3) { "fn" } else { "pub fn" };
            let function = format!("{head} {}_{}_{number}", verb(rng), noun(rng));
            let parameters = parameters(rng);
            let generic = if once_in(rng, 5) { "<T: Into<String> + Clone>" } else { "" };
            let extra = if generic.is_empty() { "" } else { "label: T, " };
            let _ = writeln!(text, "{function}{generic}({extra}{parameters}) -> {} {{", ty(rng));
            body(rng, 1, text);
            text.push_str("}\n");
        }
    }
}

fn documentation(rng: &mut Rng, indent: &str, source: &Source, text: &mut String) {
    for _ in 0..rng.usize(..4) {
        let _ = writeln!(text, "{indent}/// {}", comment(rng, source));
    }
}

fn structure(rng: &mut Rng, name: &str, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let derives =
        pick(rng, &["Clone, Debug", "Clone, Copy, PartialEq, Eq, Debug", "Debug", "Default"]);
    let _ = writeln!(text, "#[derive({derives})]\npub struct {name} {{");
    for at in 0..rng.usize(1..8) {
        if once_in(rng, 3) {
            let _ = writeln!(text, "    /// {}", sentence(rng));
        }
        let visibility = pick(rng, &["pub ", "pub(crate) ", "", ""]);
        let _ = writeln!(text, "    {visibility}{}_{at}: {},", noun(rng), ty(rng));
    }
    text.push_str("}\n");
}

fn implementation(rng: &mut Rng, name: &str, source: &Source, wanted: usize, text: &mut String) {
    let end = text.len() + wanted;
    let _ = writeln!(text, "\nimpl {name} {{");
    let mut number = 0;
    while number == 0 || (text.len() < end && number < 30) {
        if number > 0 {
            text.push('\n');
        }
        number += 1;
        documentation(rng, "    ", source, text);
        let visibility = pick(rng, &["pub ", "pub ", "pub(crate) ", ""]);
        let receiver = pick(rng, &["&self", "&mut self", "self"]);
        let (verb, noun, parameters) = (verb(rng), noun(rng), parameters(rng));
        let result = ty(rng);
        let _ = writeln!(
            text,
            "    {visibility}fn {verb}_{noun}_{number}({receiver}, {parameters}) -> {result} {{"
        );
        body(rng, 2, text);
        text.push_str("    }\n");
    }
    text.push_str("}\n");
}

fn enumeration(rng: &mut Rng, name: &str, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let _ = writeln!(text, "#[derive(Clone, PartialEq, Debug)]\npub enum {name} {{");
    let variants: Vec<String> =
        (0..rng.usize(2..9)).map(|at| format!("{}{at}", pascal(noun(rng)))).collect();
    for variant in &variants {
        let _ = match rng.u32(..3) {
            0 => writeln!(text, "    {variant}({}),", ty(rng)),
            1 => writeln!(text, "    {variant} {{ {}: {} }},", noun(rng), ty(rng)),
            _ => writeln!(text, "    /// {}\n    {variant},", sentence(rng)),
        };
    }
    let _ = writeln!(text, "}}\n\nimpl std::fmt::Display for {name} {{");
    text.push_str("    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {\n");
    text.push_str("        match self {\n");
    for variant in &variants {
        let _ =
            writeln!(text, "            Self::{variant} {{ .. }} => f.write_str(\"{variant}\"),");
    }
    text.push_str("        }\n    }\n}\n");
}

fn interface(rng: &mut Rng, name: &str, own: &str, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let _ = writeln!(text, "pub trait {name}: Send + Sync {{\n    type Output;\n");
    let (verb, noun) = (verb(rng), noun(rng));
    documentation(rng, "    ", source, text);
    let _ = writeln!(text, "    fn {verb}_{noun}(&self, {noun}: u32) -> Self::Output;\n}}\n");
    let _ = writeln!(text, "impl {name} for {own} {{\n    type Output = u64;\n");
    let _ = writeln!(text, "    fn {verb}_{noun}(&self, {noun}: u32) -> u64 {{");
    body(rng, 2, text);
    text.push_str("    }\n}\n");
}

fn constant(rng: &mut Rng, number: usize, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let name = format!("{}_{}", noun(rng), verb(rng)).to_uppercase();
    let _ = writeln!(text, "pub const {name}_{number}: [u32; 8] = [");
    for _ in 0..rng.usize(1..6) {
        let _ = writeln!(text, "    {}, {}, {},", rng.u16(..), rng.u16(..), rng.u16(..));
    }
    text.push_str("];\n");
}

fn tests(rng: &mut Rng, own: &str, text: &mut String) {
    text.push_str("\n#[cfg(test)]\nmod tests {\n    use super::*;\n");
    for at in 0..rng.usize(1..6) {
        let _ = writeln!(text, "\n    #[test]\n    fn {}_{}_{at}() {{", verb(rng), noun(rng));
        let _ = writeln!(text, "        let subject = {own}::default();");
        for _ in 0..rng.usize(1..7) {
            statement(rng, 2, text);
        }
        let _ =
            writeln!(text, "        assert_eq!(subject.{}(), {});\n    }}", noun(rng), rng.u16(..));
    }
    text.push_str("}\n");
}

fn parameters(rng: &mut Rng) -> String {
    let names: Vec<String> = (0..rng.usize(..4))
        .map(|at| {
            let reference = if once_in(rng, 3) { "&" } else { "" };
            format!("{}_{at}: {reference}{}", noun(rng), ty(rng))
        })
        .collect();
    names.join(", ")
}

fn ty(rng: &mut Rng) -> &'static str {
    pick(rng, &TYPES)
}

/// The statements of a block, `depth` levels of indentation inside.
fn body(rng: &mut Rng, depth: usize, text: &mut String) {
    for _ in 0..rng.usize(1..7) {
        statement(rng, depth, text);
    }
    let _ = writeln!(text, "{}{}.into()", "    ".repeat(depth), noun(rng));
}

fn statement(rng: &mut Rng, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    let (a, b, verb, other) = (noun(rng), noun(rng), verb(rng), noun(rng));
    let number = rng.u16(..);
    if once_in(rng, 6) {
        let _ = writeln!(text, "{indent}// {}", sentence(rng));
    }
    let may_nest = depth < 4;
    let _ = match rng.u32(..12) {
        0 if may_nest => {
            let _ = writeln!(text, "{indent}if {a}.is_empty() && {b} < {number} {{");
            statement(rng, depth + 1, text);
            writeln!(text, "{indent}}}")
        }
        1 if may_nest => {
            let _ = writeln!(text, "{indent}for (at, {a}) in {b}.iter().enumerate() {{");
            statement(rng, depth + 1, text);
            statement(rng, depth + 1, text);
            writeln!(text, "{indent}}}")
        }
        2 if may_nest => {
            let _ = writeln!(text, "{indent}match {a}.{verb}(&{b})? {{");
            let _ =
                writeln!(text, "{indent}    Some({other}) if {other} > {number} => {other}.{b}(),");
            let _ = writeln!(text, "{indent}    Some({other}) => {{");
            statement(rng, depth + 2, text);
            writeln!(
                text,
                "{indent}    }}\n{indent}    None => return Default::default(),\n{indent}}}"
            )
        }
        3 => writeln!(
            text,
            "{indent}let {a} = {b}.iter().filter(|{other}| {other}.{verb}() > {number}).map(|it| it.len()).sum::<usize>();"
        ),
        4 => writeln!(text, "{indent}let mut {a} = HashMap::with_capacity({number});"),
        5 => writeln!(text, "{indent}{a}.insert({b}.to_owned(), self.{other}.{verb}({number}));"),
        6 => writeln!(
            text,
            "{indent}let {a} = format!(\"{{}}: {b} {verb} {{:?}}\", {other}, {number});"
        ),
        7 => writeln!(
            text,
            "{indent}let Some({a}) = self.{verb}_{b}(&{other}) else {{ return Default::default() }};"
        ),
        8 => writeln!(text, "{indent}self.{a} = {b}.saturating_add({number}) / {other}.max(1);"),
        9 => writeln!(text, "{indent}tracing::debug!({a} = %{b}, \"{verb} {other}\");"),
        10 => writeln!(text, "{indent}let {a}: Vec<_> = {b}.lines().map(str::trim).collect();"),
        _ => writeln!(text, "{indent}let {a} = {b}.{verb}({number}, &{other})?;"),
    };
}
