use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::union_parts;
use tree_sitter::Node;

use super::of_file::{Imported, OfFile};

pub(super) type Mark = Arc<str>;

/// How deep types are read that hold one another.
const DEEPEST: u32 = 200;

/// What stands for a type that is nested too deep.
const TOO_DEEP: &str = "_";

/// Writes types without what means nothing: white space, comments, names of parameters, the order of unions
/// and of the members of objects. A type parameter is written by its place, `T0`; one of what stands around
/// it as `^T0`.
pub(super) struct Writer<'a> {
    text: &'a str,
    pub(super) file: Rc<OfFile<'a>>,
    types: Vec<Vec<&'a str>>,
    /// The parameters of the functions around.
    pub(super) values: Vec<Vec<String>>,
    pub(super) is_inferred: bool,
    /// What the functions around bind whose results are read.
    pub(super) locals: Vec<super::locals::Locals<'a>>,
    /// What is written is given to a call: bodies of functions are not read.
    pub(super) is_given: bool,
    pub(super) depth: u32,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, file: &Rc<OfFile<'a>>) -> Self {
        Self {
            text,
            file: Rc::clone(file),
            types: Vec::new(),
            values: Vec::new(),
            is_inferred: false,
            locals: Vec::new(),
            is_given: false,
            depth: 0,
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn slice(&self, node: Node<'_>) -> &'a str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// Makes the type parameters of a list known.
    pub(super) fn enter(&mut self, list: Option<Node<'_>>) {
        let mut names = Vec::new();
        if let Some(list) = list {
            let mut cursor = list.walk();
            let all = list.named_children(&mut cursor).filter(|it| it.kind() == "type_parameter");
            names.extend(all.filter_map(|it| Some(self.slice(it.child_by_field_name("name")?))));
        }
        self.types.push(names);
    }

    pub(super) fn leave(&mut self) {
        self.types.pop();
    }

    /// The type behind the colon of an annotation.
    pub(super) fn annotation(&mut self, node: Node<'_>) -> Mark {
        if !node.kind().ends_with("annotation") {
            return self.ty(node);
        }
        let mut cursor = node.walk();
        let inner = node.named_children(&mut cursor).find(|it| !it.is_extra());
        inner.map(|it| self.ty(it)).unwrap_or_default()
    }

    pub(super) fn ty(&mut self, node: Node<'_>) -> Mark {
        let mut node = node;
        while node.kind() == "parenthesized_type"
            && let Some(inner) = part(node, 0)
        {
            node = inner;
        }
        let mut out = String::new();
        self.write(node, &mut out);
        out.into()
    }

    pub(super) fn is_too_deep(&self) -> bool {
        self.depth >= DEEPEST
    }

    fn write(&mut self, node: Node<'_>, out: &mut String) {
        if self.is_too_deep() {
            self.is_inferred = true;
            return push(out, TOO_DEEP);
        }
        self.depth += 1;
        self.write_node(node, out);
        self.depth -= 1;
    }

    fn write_node(&mut self, node: Node<'_>, out: &mut String) {
        match node.kind() {
            "comment" => {}
            "union_type" => self.sorted(node, "|", out),
            "intersection_type" => self.sorted(node, "&", out),
            "readonly_type" => self.readonly(node, out),
            "object_type" | "interface_body" => self.object(node, out),
            "parenthesized_type" => {
                let inner = self.ty(node);
                let is_simple =
                    inner.bytes().all(|it| it.is_ascii_alphanumeric() || b"_$.\"".contains(&it));
                if is_simple { push(out, &inner) } else { push(out, &format!("({inner})")) }
            }
            "function_type" | "constructor_type" => self.function_type(node, out),
            "conditional_type" => self.conditional(node, out),
            "index_signature" => self.keyed(node, out),
            "required_parameter" | "optional_parameter" => {
                // An element of a tuple with a name.
                let is_rest = node.child(0).is_some_and(|it| it.kind() == "rest_pattern");
                let ty = node.child_by_field_name("type").map(|it| self.annotation(it));
                push(out, if is_rest { "..." } else { "" });
                push(out, ty.as_deref().unwrap_or(TOO_DEEP));
                push(out, if node.kind() == "optional_parameter" { "?" } else { "" });
            }
            "string" => push(out, &quoted(self.slice(node))),
            "nested_type_identifier" | "nested_identifier" | "member_expression" => {
                self.path(node, out);
            }
            "type_identifier" => push(out, &self.type_name(self.slice(node))),
            "identifier" => {
                let name = self.slice(node);
                let name = self.parameter_name(name).unwrap_or_else(|| self.type_name(name));
                push(out, &name);
            }
            "template_literal_type" | "template_type" => self.glued(node, out),
            "generic_type" => self.generic(node, out),
            "number" => push(out, &number(self.slice(node))),
            _ if node.child_count() == 0 => push(out, self.slice(node)),
            _ => self.children(node, out),
        }
    }

    /// `Array<A>` is `A[]`, and `ReadonlyArray<A>` is `readonly A[]`.
    fn generic(&mut self, node: Node<'_>, out: &mut String) {
        let name = part(node, 0).map(|it| self.slice(it)).unwrap_or_default();
        let element = part(node, 1).and_then(|it| part(it, 0));
        let is_global = |name: &str| self.type_name(name) == name;
        let word = match name {
            "Array" if is_global(name) => "",
            "ReadonlyArray" if is_global(name) => "readonly ",
            _ => return self.children(node, out),
        };
        let Some(element) = element else { return self.children(node, out) };
        let element = self.ty(element);
        let array = format!("{word}{}", array_of(&element));
        let is_inside =
            node.parent().is_some_and(|it| matches!(it.kind(), "array_type" | "lookup_type"));
        push(out, &if is_inside && !word.is_empty() { format!("({array})") } else { array });
    }

    fn children(&mut self, node: Node<'_>, out: &mut String) {
        for child in node.children(&mut node.walk()) {
            let is_closing = matches!(child.kind(), "]" | ")" | "}" | ">");
            if is_closing && out.ends_with([',', ';']) {
                out.pop();
            }
            self.write(child, out);
        }
    }

    /// A template, whose white space counts.
    fn glued(&mut self, node: Node<'_>, out: &mut String) {
        let mut inner = String::new();
        for child in node.children(&mut node.walk()) {
            match child.kind() {
                "template_type" => self.glued(child, &mut inner),
                "string_fragment" | "`" | "${" | "}" => inner.push_str(self.slice(child)),
                _ => {
                    let written = self.ty(child);
                    inner.push_str(&written);
                }
            }
        }
        push(out, &inner);
    }

    /// A parameter, where a type speaks of one: `a is T`, `typeof a`.
    pub(super) fn parameter_name(&self, name: &str) -> Option<String> {
        let mut scopes = self.values.iter().rev().enumerate();
        scopes.find_map(|(distance, scope)| {
            let at = scope.iter().position(|it| it == name)?;
            Some(format!("{}#{at}", "^".repeat(distance)))
        })
    }

    /// A name as its definer calls it.
    fn type_name(&self, name: &str) -> String {
        for (distance, scope) in self.types.iter().rev().enumerate() {
            if let Some(at) = scope.iter().position(|it| *it == name) {
                return format!("{}T{at}", "^".repeat(distance));
            }
        }
        match self.file.imports.get(name) {
            Some(Imported::Named(name, _) | Imported::Module(name)) => name.to_string(),
            None => name.to_owned(),
        }
    }

    /// `a.b`: without `a`, where that is a module.
    fn path(&mut self, node: Node<'_>, out: &mut String) {
        let written: String = self.slice(node).split_whitespace().collect();
        if let Some((_, name)) = written.strip_prefix("import(").and_then(|it| it.split_once(")."))
        {
            return push(out, name);
        }
        let (first, rest) = written.split_once('.').unwrap_or((&written, ""));
        match self.file.imports.get(first) {
            Some(Imported::Module(_)) => push(out, rest),
            _ => push(out, &format!("{}.{rest}", self.type_name(first))),
        }
    }

    /// `readonly A[]`. The grammar takes the rest of a union for what is readonly, too: `readonly A[] | B`.
    fn readonly(&mut self, node: Node<'_>, out: &mut String) {
        match part(node, 0).map(|inner| inner.kind()) {
            Some("union_type") => self.sorted(node, "|", out),
            Some("intersection_type") => self.sorted(node, "&", out),
            _ => self.children(node, out),
        }
    }

    fn sorted(&mut self, node: Node<'_>, sign: &str, out: &mut String) {
        let kind = if sign == "|" { "union_type" } else { "intersection_type" };
        let mut parts = Vec::new();
        let mut open = vec![(node, false)];
        while let Some((one, is_readonly)) = open.pop() {
            let inner = part(one, 0).filter(|it| it.kind() == kind);
            match (one.kind(), inner) {
                ("parenthesized_type", Some(inner)) => open.push((inner, is_readonly)),
                ("readonly_type", Some(inner)) => open.push((inner, true)),
                (alike, _) if alike == kind => {
                    let mut cursor = one.walk();
                    let all = one.named_children(&mut cursor).filter(|it| !it.is_extra());
                    open.extend(all.enumerate().map(|(at, it)| (it, is_readonly && at == 0)));
                }
                _ => {
                    let mut part = String::new();
                    push(&mut part, if is_readonly { "readonly" } else { "" });
                    self.write(one, &mut part);
                    parts.push(part);
                }
            }
        }
        parts.sort();
        parts.dedup();
        if sign == "|" && parts.len() > 1 {
            // It holds no value.
            parts.retain(|it| it != "never");
        }
        push(out, &parts.join(&format!(" {sign} ")));
    }

    fn object(&mut self, node: Node<'_>, out: &mut String) {
        let mut members = Vec::new();
        let mut cursor = node.walk();
        let all: Vec<Node<'_>> =
            node.named_children(&mut cursor).filter(|it| !it.is_extra()).collect();
        for member in all {
            let mut written = String::new();
            match member.kind() {
                "method_signature" | "call_signature" | "construct_signature" => {
                    for child in member.children(&mut member.walk()) {
                        match child.kind() {
                            "type_parameters" | "formal_parameters" => break,
                            _ => self.write_key(child, &mut written),
                        }
                    }
                    let callable = self.callable(member);
                    written.push_str(if written.is_empty() { "" } else { ": " });
                    written.push_str(&callable.to_string());
                }
                "index_signature" => self.write(member, &mut written),
                _ => {
                    for child in member.children(&mut member.walk()) {
                        self.write_key(child, &mut written);
                    }
                }
            }
            members.push(written);
        }
        members.sort();
        match members.as_slice() {
            // It is called, and nothing else.
            [only] if only.starts_with("fn(") || only.starts_with("fn<") => push(out, only),
            _ => push(out, &format!("{{{}}}", members.join("; "))),
        }
    }

    /// A part of a member: keys are names of nothing else.
    fn write_key(&mut self, node: Node<'_>, out: &mut String) {
        match node.kind() {
            "property_identifier" => push(out, self.slice(node)),
            "string" => push(out, &bare_key(self.slice(node))),
            _ => self.write(node, out),
        }
    }

    fn function_type(&mut self, node: Node<'_>, out: &mut String) {
        let is_abstract = node.child(0).is_some_and(|it| it.kind() == "abstract");
        let callable = self.callable(node);
        push(out, if is_abstract { "abstract" } else { "" });
        push(out, if node.kind() == "constructor_type" { "new" } else { "" });
        push(out, &callable.to_string());
    }

    /// `A extends infer B ? B : C`
    fn conditional(&mut self, node: Node<'_>, out: &mut String) {
        let field = |name| node.child_by_field_name(name);
        let left = field("left").map(|it| self.ty(it)).unwrap_or_default();
        let inferred = field("right").map(|it| self.inferred_names(it)).unwrap_or_default();
        self.types.push(inferred);
        let right = field("right").map(|it| self.ty(it)).unwrap_or_default();
        let yes = field("consequence").map(|it| self.ty(it)).unwrap_or_default();
        self.types.pop();
        let no = field("alternative").map(|it| self.ty(it)).unwrap_or_default();
        push(out, &format!("{left} extends {right} ? {yes} : {no}"));
    }

    fn inferred_names(&self, node: Node<'_>) -> Vec<&'a str> {
        let mut names = Vec::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if node.kind() == "infer_type"
                && let Some(name) = part(node, 0).map(|it| self.slice(it))
                && !names.contains(&name)
            {
                names.push(name);
            }
            if node.kind() != "conditional_type" && names.len() < DEEPEST as usize {
                let mut cursor = node.walk();
                let inner: Vec<Node<'_>> = node.named_children(&mut cursor).collect();
                open.extend(inner.into_iter().rev());
            }
        }
        names
    }

    /// `[K in A]`, `[key: string]`
    fn keyed(&mut self, node: Node<'_>, out: &mut String) {
        let name = node.child_by_field_name("name").map(|it| self.slice(it));
        let mut cursor = node.walk();
        let clause = node.named_children(&mut cursor).find(|it| it.kind() == "mapped_type_clause");
        if let Some(clause) = clause {
            let key = clause.child_by_field_name("name").map(|it| self.slice(it));
            self.types.push(key.into_iter().collect());
            let mut mapped = String::new();
            self.children(node, &mut mapped);
            self.types.pop();
            return push(out, &mapped.replace("+readonly", "readonly").replace("+?", " ?"));
        }
        for child in node.children(&mut node.walk()) {
            match child.kind() {
                "identifier" if Some(self.slice(child)) == name => push(out, "_"),
                _ => self.write(child, out),
            }
        }
    }
}

/// `A[]`, of which `A` is the element: in brackets where a word or a sign stands in it, outside of its own.
pub(super) fn array_of(element: &str) -> String {
    let (mut depth, mut is_quoted, mut before) = (0_i32, false, ' ');
    let is_compound = element.chars().any(|sign| {
        is_quoted ^= matches!(sign, '"' | '`');
        match sign {
            _ if is_quoted => {}
            '<' | '(' | '[' | '{' => depth += 1,
            '>' if matches!(before, '-' | '=') => {}
            '>' | ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        before = sign;
        sign == ' ' && depth == 0 && !is_quoted
    });
    if is_compound { format!("({element})[]") } else { format!("{element}[]") }
}

/// A number as it is written without a radix and without parts: `0x10` is `16`.
pub(super) fn number(written: &str) -> String {
    let plain = written.replace('_', "").to_ascii_lowercase();
    let radix = [("0x", 16), ("0o", 8), ("0b", 2)];
    let read = radix
        .iter()
        .find_map(|(start, radix)| u64::from_str_radix(plain.strip_prefix(start)?, *radix).ok());
    match read {
        Some(number) => number.to_string(),
        None if plain.starts_with("0x") => written.to_owned(),
        None => plain,
    }
}

/// A type that may be missing, without what that says again.
pub(super) fn without_undefined(ty: &str) -> String {
    let parts = union_parts(ty);
    let kept: Vec<&str> = parts.iter().copied().filter(|it| *it != "undefined").collect();
    match kept.as_slice() {
        [] => ty.to_owned(),
        _ if kept.len() == parts.len() => ty.to_owned(),
        // A function stands in brackets beside others alone.
        [only] if only.starts_with("(fn") && only.ends_with(')') => {
            only.get(1..only.len() - 1).unwrap_or(only).to_owned()
        }
        kept => kept.join(" | "),
    }
}

/// A part of a node by its place, comments aside.
pub(super) fn part(node: Node<'_>, place: usize) -> Option<Node<'_>> {
    node.named_children(&mut node.walk()).filter(|it| !it.is_extra()).nth(place)
}

/// A string between double quotes.
pub(super) fn quoted(written: &str) -> String {
    let inner = written.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
    match inner.filter(|it| !it.contains(['"', '\\'])) {
        Some(inner) => format!("\"{inner}\""),
        None => written.to_owned(),
    }
}

/// The name of a member, whether it is quoted or not.
pub(super) fn bare_key(written: &str) -> String {
    boundstone_model::bare(written).to_owned()
}

/// Appends a token, with a space where it makes two words or reads better.
fn push(out: &mut String, token: &str) {
    let is_word = |ch: char| ch.is_alphanumeric() || "_$\"'`^#".contains(ch);
    let is_spaced = |it: &str| matches!(it, "=>" | "|" | "&" | "=" | "?:");
    let needs_space = match (out.chars().last(), token.chars().next()) {
        (Some(last), Some(first)) => {
            (is_word(last) && is_word(first))
                || matches!(last, ',' | ';' | ':')
                || is_spaced(token)
                || (last == '>' && out.ends_with("=>"))
                || (is_word(last) && first == '{')
                || (matches!(first, '[' | '(') && out.ends_with("readonly"))
        }
        _ => false,
    };
    if needs_space {
        out.push(' ');
    }
    out.push_str(token);
}
