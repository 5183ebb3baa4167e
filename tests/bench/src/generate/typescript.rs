//! TypeScript and TSX source as people write it: interfaces, classes, functions, components.

use std::fmt::Write;

use fastrand::Rng;

use super::code::{Source, comment};
use super::plan::Module;
use super::words::{camel, capitalized, noun, once_in, pascal, pick, sentence, verb};

const TYPES: [&str; 12] = [
    "string",
    "number",
    "boolean",
    "string[]",
    "Date",
    "Record<string, number>",
    "unknown",
    "Map<string, number>",
    "Promise<void>",
    "\"open\" | \"closed\"",
    "number | undefined",
    "ReadonlyArray<string>",
];

/// A module of about `wanted` bytes that exports `module.type_name`; with `is_component`, as TSX.
pub fn module(
    rng: &mut Rng,
    module: &Module,
    source: &Source,
    wanted: usize,
    is_component: bool,
) -> String {
    let mut text = String::with_capacity(wanted + 1024);
    imports(rng, source, is_component, &mut text);
    class(rng, &module.type_name, source, wanted.min(1500), &mut text);
    if is_component {
        component(rng, &format!("{}View", module.type_name), source, &mut text);
    }
    let mut number = 0;
    while text.len() < wanted {
        number += 1;
        item(rng, number, is_component, source, &mut text);
    }
    text
}

/// `src/index.ts`: exports every module.
pub fn entry(rng: &mut Rng, modules: &[Module], source: &Source) -> String {
    let mut text = format!("/** {} */\n", comment(rng, source));
    for module in modules {
        let (path, name) = (&module.path, &module.type_name);
        let _ = match rng.u32(..8) {
            0 => writeln!(text, "export * from \"./{path}\";"),
            1 => writeln!(text, "export type * from \"./{path}\";"),
            2 => writeln!(text, "export {{ {name} as {name}Base }} from \"./{path}\";"),
            _ => writeln!(text, "export {{ {name} }} from \"./{path}\";"),
        };
    }
    text
}

fn imports(rng: &mut Rng, source: &Source, is_component: bool, text: &mut String) {
    if is_component {
        text.push_str("import { useEffect, useMemo, useState } from \"react\";\n");
    }
    for (package, type_name) in &source.imports {
        let kind = if once_in(rng, 3) { "import type" } else { "import" };
        let _ = writeln!(text, "{kind} {{ {type_name} }} from \"{package}\";");
    }
    for sibling in &source.siblings {
        let name = pascal(sibling.rsplit('/').next().unwrap_or_default());
        let _ = writeln!(text, "import {{ {name} }} from \"{sibling}\";");
    }
}

fn item(rng: &mut Rng, number: usize, is_component: bool, source: &Source, text: &mut String) {
    let name = format!("{}{}{number}", pascal(noun(rng)), pascal(verb(rng)));
    match rng.u32(..10) {
        0 => interface(rng, &name, source, text),
        1 => alias(rng, &name, source, text),
        2 => class(rng, &name, source, 1200, text),
        3 if is_component => component(rng, &name, source, text),
        3 | 4 => arrow(rng, number, source, text),
        5 => table(rng, number, source, text),
        _ => function(rng, number, source, text),
    }
}

fn documentation(rng: &mut Rng, indent: &str, source: &Source, text: &mut String) {
    match rng.u32(..4) {
        0 => {}
        1 => {
            let _ = writeln!(text, "{indent}// {}", comment(rng, source));
        }
        2 => {
            let _ = writeln!(text, "{indent}/** {} */", comment(rng, source));
        }
        _ => {
            let _ = writeln!(text, "{indent}/**");
            for _ in 0..rng.usize(1..4) {
                let _ = writeln!(text, "{indent} * {}", comment(rng, source));
            }
            let _ = writeln!(text, "{indent} */");
        }
    }
}

fn interface(rng: &mut Rng, name: &str, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let _ = writeln!(text, "export interface {name} {{");
    for at in 0..rng.usize(1..9) {
        let optional = if once_in(rng, 3) { "?" } else { "" };
        let _ = writeln!(text, "  {}{at}{optional}: {};", noun(rng), ty(rng));
    }
    let _ = writeln!(text, "  {}({}: {}): {};\n}}", verb(rng), noun(rng), ty(rng), ty(rng));
}

fn alias(rng: &mut Rng, name: &str, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let kinds: Vec<String> = (0..rng.usize(2..7))
        .map(|_| format!("  | {{ kind: \"{}\"; {}: {} }}", noun(rng), noun(rng), ty(rng)))
        .collect();
    let _ = writeln!(text, "export type {name} =\n{};", kinds.join("\n"));
}

fn class(rng: &mut Rng, name: &str, source: &Source, wanted: usize, text: &mut String) {
    let end = text.len() + wanted;
    text.push('\n');
    documentation(rng, "", source, text);
    let _ = writeln!(text, "export class {name} {{");
    for at in 0..rng.usize(1..6) {
        let modifier = pick(rng, &["private readonly ", "private ", "readonly ", "protected ", ""]);
        let _ = writeln!(text, "  {modifier}{}{at}: {};", noun(rng), ty(rng));
    }
    let _ = writeln!(text, "\n  constructor(private readonly {}: {}) {{", noun(rng), ty(rng));
    body(rng, 2, text);
    text.push_str("  }\n");
    let mut number = 0;
    while number == 0 || (text.len() < end && number < 30) {
        number += 1;
        text.push('\n');
        documentation(rng, "  ", source, text);
        let modifier = pick(rng, &["", "", "async ", "private ", "static ", "get "]);
        let parameters = if modifier == "get " { String::new() } else { parameters(rng) };
        let name = camel(&format!("{}_{}_{number}", verb(rng), noun(rng)));
        let _ = writeln!(text, "  {modifier}{name}({parameters}): {} {{", ty(rng));
        body(rng, 2, text);
        text.push_str("  }\n");
    }
    text.push_str("}\n");
}

fn function(rng: &mut Rng, number: usize, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let head =
        pick(rng, &["export function", "export function", "export async function", "function"]);
    let generic = pick(rng, &["", "", "", "<T extends object>"]);
    let name = camel(&format!("{}_{}_{number}", verb(rng), noun(rng)));
    let _ = writeln!(text, "{head} {name}{generic}({}): {} {{", parameters(rng), ty(rng));
    body(rng, 1, text);
    text.push_str("}\n");
}

fn arrow(rng: &mut Rng, number: usize, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let name = camel(&format!("{}_{}_{number}", verb(rng), noun(rng)));
    let _ = writeln!(text, "export const {name} = ({}): {} => {{", parameters(rng), ty(rng));
    body(rng, 1, text);
    text.push_str("};\n");
}

fn table(rng: &mut Rng, number: usize, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let name = format!("{}_{}", noun(rng), verb(rng)).to_uppercase();
    let _ = writeln!(text, "export const {name}_{number} = {{");
    for at in 0..rng.usize(2..9) {
        let _ = writeln!(
            text,
            "  {}{at}: {{ label: \"{}\", limit: {}, values: [{}, {}] }},",
            noun(rng),
            sentence(rng),
            rng.u16(..),
            rng.u8(..),
            rng.u8(..)
        );
    }
    text.push_str("} as const;\n");
}

fn component(rng: &mut Rng, name: &str, source: &Source, text: &mut String) {
    text.push('\n');
    documentation(rng, "", source, text);
    let (item, label) = (noun(rng), noun(rng));
    let state = capitalized(item);
    let _ = writeln!(text, "export function {name}({{ {label} }}: {{ {label}: string }}) {{");
    let _ = writeln!(text, "  const [{item}s, set{state}s] = useState<string[]>([]);");
    let _ = writeln!(text, "  useEffect(() => {{");
    body(rng, 2, text);
    let _ = writeln!(text, "  }}, [{label}]);\n  return (\n    <section className=\"{label}\">");
    let _ = writeln!(text, "      <h2 title={{{label}}}>{}</h2>", sentence(rng));
    let _ = writeln!(text, "      {{{item}s.length > {} && (", rng.u8(..));
    let _ = writeln!(text, "        <ul>\n          {{{item}s.map(({item}) => (");
    let _ = writeln!(text, "            <li key={{{item}}} onClick={{() => set{state}s([])}}>");
    let _ = writeln!(text, "              {{{item}}}\n            </li>\n          ))}}");
    text.push_str("        </ul>\n      )}\n    </section>\n  );\n}\n");
}

fn parameters(rng: &mut Rng) -> String {
    let names: Vec<String> =
        (0..rng.usize(..4)).map(|at| format!("{}{at}: {}", noun(rng), ty(rng))).collect();
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
    let _ = writeln!(text, "{}return {};", "  ".repeat(depth), noun(rng));
}

fn statement(rng: &mut Rng, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let (a, b, verb, other) = (noun(rng), noun(rng), verb(rng), noun(rng));
    let number = rng.u16(..);
    if once_in(rng, 6) {
        let _ = writeln!(text, "{indent}// {}", sentence(rng));
    }
    let may_nest = depth < 4;
    let _ = match rng.u32(..11) {
        0 if may_nest => {
            let _ = writeln!(text, "{indent}if ({a}.length > {number} && !{b}) {{");
            statement(rng, depth + 1, text);
            writeln!(text, "{indent}}}")
        }
        1 if may_nest => {
            let _ = writeln!(text, "{indent}for (const {a} of {b}.entries()) {{");
            statement(rng, depth + 1, text);
            statement(rng, depth + 1, text);
            writeln!(text, "{indent}}}")
        }
        2 if may_nest => {
            let _ = writeln!(text, "{indent}try {{");
            statement(rng, depth + 1, text);
            let _ = writeln!(text, "{indent}}} catch (error) {{");
            statement(rng, depth + 1, text);
            writeln!(text, "{indent}}}")
        }
        3 => writeln!(
            text,
            "{indent}const {a} = {b}.filter(({other}) => {other}.{verb}() > {number}).map((it) => it.length);"
        ),
        4 => writeln!(
            text,
            "{indent}const {{ {a}, {b}: renamed, ...rest }} = await this.{verb}({other});"
        ),
        5 => writeln!(text, "{indent}{a}[{b}] = {other} ?? {number};"),
        6 => writeln!(
            text,
            "{indent}const {a} = `${{{b}}}: {verb} ${{{other}.toFixed({})}}`;",
            number % 9
        ),
        7 => writeln!(text, "{indent}this.{a}?.{verb}({{ {b}, {other}: {number} }});"),
        8 => writeln!(
            text,
            "{indent}let {a}: {} = {b} === {other} ? {number} : {verb}({b});",
            ty(rng)
        ),
        9 => writeln!(text, "{indent}logger.info(\"{verb} {a}\", {{ {b}: {other}.{a} }});"),
        _ => writeln!(text, "{indent}const {a} = await {verb}({b}, {number}, \"{other}\");"),
    };
}
