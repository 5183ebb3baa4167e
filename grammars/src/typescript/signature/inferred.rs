//! The types of values that are written out where they are declared: `{ retries: 3 }` is `{retries: number}`.
//! Source: The TypeScript Handbook, "Literal Inference", and the release notes of `as const`.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::writer::{Mark, Writer, array_of, bare_key, number, part, quoted};

/// How long a type is written out. Tables of data have longer ones, and promise their shape to nobody by hand.
pub(super) const LONGEST: usize = 4_000;

/// How deep values are read that hold one another.
const DEEPEST: u32 = 12;

/// What stands for a type that only a compiler tells.
pub(super) const UNKNOWN: &str = "_";

/// Who may assign anew what a value holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// `let a = 1` is a `number`.
    Open,
    /// `const a = 1` is `1`, and what stands in it is open.
    Const,
    /// `Object.freeze(…)`: what stands directly in it cannot be assigned.
    Shallow,
    /// `… as const`: all that stands in it is what it is.
    Frozen,
}

impl Held {
    fn inside(self) -> Self {
        if self == Self::Frozen { Self::Frozen } else { Self::Open }
    }

    fn is_readonly(self) -> bool {
        matches!(self, Self::Frozen | Self::Shallow)
    }
}

impl<'a> Writer<'a> {
    /// The type of a value as far as it is written out; `None` where none of it is. Where a part is left to
    /// inference, it is said so of the signature.
    pub(super) fn type_of(&mut self, value: Node<'_>, held: Held) -> Option<Mark> {
        let ty = self.written_out(value, held, 0).filter(|ty| ty.len() <= LONGEST);
        self.is_inferred |= ty.is_none();
        ty.map(Mark::from)
    }

    pub(super) fn written_out(
        &mut self,
        value: Node<'_>,
        held: Held,
        depth: u32,
    ) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(ty) = self.by_language(value) {
            return Some(ty);
        }
        let is_open = held == Held::Open;
        let either =
            |wide: &str, narrow: String| Some(if is_open { wide.to_owned() } else { narrow });
        match value.kind() {
            "string" => either("string", quoted(self.slice(value))),
            "template_string" => self.template(value, held),
            "number" => {
                let wide = if self.slice(value).ends_with('n') { "bigint" } else { "number" };
                either(wide, number(self.slice(value)))
            }
            "true" | "false" => either("boolean", self.slice(value).to_owned()),
            "null" => Some("null".to_owned()),
            "regex" => Some("RegExp".to_owned()),
            "unary_expression" => self.unary(value, held),
            "binary_expression" => self.binary(value, depth),
            "ternary_expression" if !is_open => self.one_of_two(value, held),
            "as_expression" => match part(value, 1) {
                Some(ty) => Some(self.ty(ty).to_string()),
                None => self.written_out(part(value, 0)?, Held::Frozen, depth),
            },
            "satisfies_expression" | "parenthesized_expression" | "non_null_expression" => {
                self.written_out(part(value, 0)?, held, depth + 1)
            }
            "object" => self.object_value(value, held, depth + 1),
            "array" => self.array(value, held, depth + 1),
            "new_expression" => self.constructed(value),
            "call_expression" => self.called(value, depth),
            "identifier" if self.slice(value) == "undefined" => None,
            "identifier" | "member_expression" => self.other_value(value),
            _ if Self::is_function(value) => Some(self.callable(value).to_string()),
            _ => None,
        }
    }

    /// The same of a part, with what stands for what is not known.
    fn part_written_out(&mut self, value: Node<'_>, held: Held, depth: u32) -> String {
        let ty = self.written_out(value, held, depth);
        self.is_inferred |= ty.is_none();
        ty.unwrap_or_else(|| UNKNOWN.to_owned())
    }

    fn template(&self, value: Node<'_>, held: Held) -> Option<String> {
        let is_plain =
            value.named_children(&mut value.walk()).all(|it| it.kind() == "string_fragment");
        let written = self.slice(value);
        let inner = written.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
        let plain =
            inner.filter(|it| is_plain && held != Held::Open && !it.contains(['"', '\\', '\n']));
        Some(plain.map_or_else(|| "string".to_owned(), |inner| format!("\"{inner}\"")))
    }

    fn unary(&mut self, value: Node<'_>, held: Held) -> Option<String> {
        let operand = part(value, 0)?;
        match value.child_by_field_name("operator")?.kind() {
            "!" => Some("boolean".to_owned()),
            "typeof" => Some("string".to_owned()),
            "-" if operand.kind() == "number" && held != Held::Open => {
                Some(format!("-{}", number(self.slice(operand))))
            }
            "-" | "+" | "~" if operand.kind() == "number" => {
                self.written_out(operand, Held::Open, 0)
            }
            _ => None,
        }
    }

    fn binary(&mut self, value: Node<'_>, depth: u32) -> Option<String> {
        let operator = value.child_by_field_name("operator")?.kind();
        if matches!(
            operator,
            "==" | "!=" | "===" | "!==" | "<" | ">" | "<=" | ">=" | "in" | "instanceof"
        ) {
            return Some("boolean".to_owned());
        }
        let mut side = |name| {
            let node = value.child_by_field_name(name)?;
            // What another value is, is not told here.
            let is_told =
                !matches!(node.kind(), "identifier" | "member_expression" | "call_expression");
            is_told.then(|| self.written_out(node, Held::Open, depth + 1)).flatten()
        };
        let (left, right) = (side("left"), side("right"));
        let is = |side: &Option<String>, ty: &str| side.as_deref() == Some(ty);
        match operator {
            "+" if is(&left, "string") || is(&right, "string") => Some("string".to_owned()),
            "+" | "-" | "*" | "/" | "%" | "**" | "<<" | ">>" | ">>>" | "&" | "|" | "^"
                if is(&left, "number") && is(&right, "number") =>
            {
                Some("number".to_owned())
            }
            _ => None,
        }
    }

    fn object_value(&mut self, object: Node<'_>, held: Held, depth: u32) -> Option<String> {
        let mut cursor = object.walk();
        let all: Vec<Node<'_>> =
            object.named_children(&mut cursor).filter(|it| !it.is_extra()).collect();
        let setters = self.names_of_setters(&all);
        let mut members = BTreeSet::new();
        let mut length = 0;
        for member in all {
            let written = self.member_value(member, held, &setters, depth);
            // A name that is computed is not known.
            self.is_inferred |= written.is_none();
            let written = written.unwrap_or_else(|| format!("...{UNKNOWN}"));
            length += written.len();
            if length > LONGEST {
                return None;
            }
            members.insert(written);
        }
        let members: Vec<String> = members.into_iter().collect();
        Some(format!("{{{}}}", members.join("; ")))
    }

    fn member_value(
        &mut self,
        member: Node<'_>,
        held: Held,
        setters: &[&str],
        depth: u32,
    ) -> Option<String> {
        let word = if held.is_readonly() { "readonly " } else { "" };
        match member.kind() {
            "pair" => {
                let name = self.key(member.child_by_field_name("key")?)?;
                let value = member.child_by_field_name("value")?;
                Some(format!(
                    "{word}{name}: {}",
                    self.part_written_out(value, held.inside(), depth)
                ))
            }
            "shorthand_property_identifier" => {
                let ty = self.other_value(member).unwrap_or_else(|| UNKNOWN.to_owned());
                Some(format!("{word}{}: {ty}", self.slice(member)))
            }
            "method_definition" => self.method_value(member, setters),
            "spread_element" => {
                Some(format!("...{}", self.part_written_out(part(member, 0)?, held, depth)))
            }
            _ => None,
        }
    }

    /// A method is a property that holds a function; what only reads cannot be assigned.
    fn method_value(&mut self, method: Node<'_>, setters: &[&str]) -> Option<String> {
        let name = self.key(method.child_by_field_name("name")?)?;
        let has = |word| super::declared::has_word(method, word);
        if has("get") {
            let ty = method.child_by_field_name("return_type").map(|it| self.annotation(it));
            self.is_inferred |= ty.is_none();
            let word = if setters.contains(&name.as_str()) { "" } else { "readonly " };
            return Some(format!("{word}{name}: {}", ty.as_deref().unwrap_or(UNKNOWN)));
        }
        if has("set") {
            let list = method.child_by_field_name("parameters")?;
            let ty = part(list, 0)?.child_by_field_name("type").map(|it| self.annotation(it));
            self.is_inferred |= ty.is_none();
            return Some(format!("{name}: {}", ty.as_deref().unwrap_or(UNKNOWN)));
        }
        Some(format!("{name}: {}", self.callable(method)))
    }

    fn names_of_setters(&self, members: &[Node<'_>]) -> Vec<&'a str> {
        let setters = members.iter().filter(|it| super::declared::has_word(**it, "set"));
        setters.filter_map(|it| Some(self.slice(it.child_by_field_name("name")?))).collect()
    }

    /// The name of a member; `None` where it is computed.
    pub(super) fn key(&self, key: Node<'_>) -> Option<String> {
        match key.kind() {
            "property_identifier" | "shorthand_property_identifier_pattern" => {
                Some(self.slice(key).to_owned())
            }
            "string" => Some(bare_key(self.slice(key))),
            "number" => Some(number(self.slice(key))),
            _ => None,
        }
    }

    fn array(&mut self, array: Node<'_>, held: Held, depth: u32) -> Option<String> {
        let mut elements = Vec::new();
        let mut length = 0;
        let mut cursor = array.walk();
        let all: Vec<Node<'_>> =
            array.named_children(&mut cursor).filter(|it| !it.is_extra()).collect();
        for element in all {
            let is_spread = element.kind() == "spread_element";
            let value = if is_spread { part(element, 0)? } else { element };
            let ty = self.part_written_out(value, held.inside(), depth);
            let ty = if is_spread { format!("...{ty}") } else { ty };
            length += if elements.contains(&ty) && held != Held::Frozen { 0 } else { ty.len() };
            if length > LONGEST {
                return None;
            }
            elements.push(ty);
        }
        if held == Held::Frozen {
            return Some(format!("readonly [{}]", elements.join(", ")));
        }
        let different: BTreeSet<String> = elements.into_iter().collect();
        let different: Vec<String> = different.into_iter().collect();
        match different.as_slice() {
            [] => None,
            all if held == Held::Shallow => {
                Some(format!("readonly {}", array_of(&all.join(" | "))))
            }
            all => Some(array_of(&all.join(" | "))),
        }
    }

    /// `new Map<string, number>()`. What a class is given may be inferred.
    fn constructed(&mut self, value: Node<'_>) -> Option<String> {
        let class = value.child_by_field_name("constructor")?;
        let is_named = matches!(class.kind(), "identifier" | "member_expression");
        if !is_named || self.local(class).is_some() {
            return None;
        }
        let given = value.child_by_field_name("type_arguments").map(|it| self.ty(it));
        self.is_inferred |= given.is_none();
        Some(format!("{}{}", self.ty(class), given.unwrap_or_default()))
    }

    fn other_value(&mut self, name: Node<'_>) -> Option<String> {
        if let Some(known) = self.local(name) {
            self.is_inferred |= known.is_none();
            return known;
        }
        self.is_inferred = true;
        // A module as one object has no name that others know.
        let module = self.module(self.slice(name)).filter(|_| name.kind() != "identifier");
        Some(format!("typeof {}", module.unwrap_or_else(|| self.ty(name))))
    }
}
