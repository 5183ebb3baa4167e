//! `cargo public-api`: one item a line, with its path from the crate.

use std::sync::Arc;

use boundstone_model::{ApiReport, Language};

/// Words before the path of an item that say what it is.
const KINDS: [&str; 8] = ["fn", "struct", "enum", "union", "trait", "type", "const", "static"];

/// Words before these.
const QUALIFIERS: [&str; 5] = ["const", "async", "unsafe", "extern", "mut"];

/// Reads a `public-api.txt`. `None` for another file of that name; else the report, or why it cannot be read, as a
/// clause. Lines of which only the tool knows what they mean are left out.
pub fn read(text: &str) -> Option<Result<ApiReport, String>> {
    let package = text.lines().next()?.strip_prefix("pub mod ")?.trim();
    if package.is_empty() || !package.chars().all(is_name) {
        return Some(Err("its first line names no crate: `pub mod NAME`".to_owned()));
    }
    let (mut code, mut parts, mut at) = (String::new(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        if let Some(item) = line.trim().strip_prefix("pub ").and_then(as_code) {
            parts.push((code.len() as u32, at));
            code.push_str(&item);
            code.push('\n');
        }
        at += line.len() as u32;
    }
    Some(Ok(ApiReport {
        package: package.into(),
        language: Language::Rust,
        code: Arc::from(code),
        parts: parts.into(),
    }))
}

fn is_name(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_'
}

/// An item as code, in modules for what its path goes through: `mod a { mod B { pub fn c(_: u8); } }`.
fn as_code(line: &str) -> Option<String> {
    let (qualifiers, kind, rest) = head(line)?;
    let (path, rest) = path(rest)?;
    let (name, around) = path.split_last()?;
    let item = match kind {
        "fn" => function(name, rest)?,
        // Of these the kind alone is compared.
        "struct" | "union" | "enum" | "trait" => format!("{kind} {name} {{}}"),
        "type" => format!("type {name} = ();"),
        _ => format!("{kind} {name}: () = ();"),
    };
    let qualifiers: String = qualifiers.iter().map(|word| format!("{word} ")).collect();
    let open: String = around.iter().map(|name| format!("mod {name} {{ ")).collect();
    Some(format!("{open}pub {qualifiers}{item}{}", " }".repeat(around.len())))
}

/// The words before a path.
fn head(line: &str) -> Option<(Vec<&str>, &str, &str)> {
    let (mut qualifiers, mut rest) = (Vec::new(), line);
    loop {
        let (word, behind) = rest.split_once(' ')?;
        let is_function = behind.split(' ').take(QUALIFIERS.len()).any(|it| it == "fn");
        let is_kind = KINDS.contains(&word) && !(word == "const" && is_function);
        if is_kind {
            return Some((qualifiers, word, behind));
        }
        let is_abi = word.starts_with('"') && word.ends_with('"');
        if !is_abi && !QUALIFIERS.contains(&word) {
            return None;
        }
        qualifiers.push(word);
        rest = behind;
    }
}

/// The names of a path, without what its types are given, and what stands behind it.
fn path(text: &str) -> Option<(Vec<&str>, &str)> {
    let (mut names, mut rest) = (Vec::new(), text);
    loop {
        let end = rest.find(|ch| !is_name(ch)).unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
        names.push(name);
        let given = behind.starts_with('<').then(|| balanced(behind)).flatten().unwrap_or(0);
        match behind.get(given..)?.strip_prefix("::") {
            Some(next) => rest = next,
            None => return Some((names, behind)),
        }
    }
}

/// Where the brackets that a text begins with are closed.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, ch) in text.char_indices() {
        match ch {
            '<' | '(' | '[' | '{' => depth += 1,
            '>' if before == '-' || before == '=' => {}
            '>' | ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at + ch.len_utf8());
        }
        before = ch;
    }
    None
}

/// The name with what follows it; parameters without names get one.
fn function(name: &str, rest: &str) -> Option<String> {
    let generics = if rest.starts_with('<') { balanced(rest)? } else { 0 };
    let (generics, rest) = rest.split_at_checked(generics)?;
    let end = rest.starts_with('(').then(|| balanced(rest))??;
    let inside = rest.get(1..end - 1)?;
    let parameters: Vec<String> = list(inside).into_iter().map(parameter).collect();
    Some(format!("fn {name}{generics}({}){};", parameters.join(", "), rest.get(end..)?))
}

fn parameter(written: &str) -> String {
    let is_self = |it: &str| {
        let it = it.trim_start_matches('&').trim_start();
        let it =
            if it.starts_with('\'') { it.split_once(' ').map_or(it, |(_, it)| it) } else { it };
        let it = it.strip_prefix("mut ").unwrap_or(it);
        it == "self" || it.starts_with("self:")
    };
    let name = written.find(|ch| !is_name(ch)).map(|end| written.split_at(end));
    let has_name = name.is_some_and(|(name, rest)| {
        !name.is_empty() && rest.starts_with(':') && !rest.starts_with("::")
    });
    if is_self(written) || has_name || written == "..." {
        return written.to_owned();
    }
    format!("_: {written}")
}

/// The parts of a list that commas divide, outside of brackets.
fn list(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(ch) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let inner = match ch {
            '<' | '(' | '[' | '{' => text.get(at..).and_then(balanced),
            _ => None,
        };
        if ch == ',' {
            parts.extend(text.get(start..at));
            start = at + 1;
        }
        at += inner.unwrap_or(ch.len_utf8());
    }
    parts.extend(text.get(start..));
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}
