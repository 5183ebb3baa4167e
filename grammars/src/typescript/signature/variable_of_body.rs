//! What the variables and functions are that a body declares, for what the body returns.

use boundstone_model::union_parts;
use tree_sitter::Node;

use super::inferred::Held;
use super::locals::Around;
use super::writer::{Writer, part};

impl Writer<'_> {
    /// What the declaration of a body says that a name is.
    pub(super) fn declared_type(
        &mut self,
        name: &str,
        declared: Node<'_>,
        around: Around<'_>,
        held: Held,
        depth: u32,
    ) -> Option<String> {
        if declared.kind() == "function_declaration" {
            return self.written_out(declared, Held::Open, depth);
        }
        let pattern = declared.child_by_field_name("name")?;
        let is_whole = pattern.kind() == "identifier";
        if is_whole && declared.child_by_field_name("type").is_some() {
            return self.stated_variable(declared);
        }
        let value = declared.child_by_field_name("value")?;
        if super::value::word(declared) != "const" {
            return None;
        }
        self.learn(value, around, Held::Open, depth + 1);
        match is_whole {
            true => self.written_out(value, held, depth),
            false => self.taken_out(name, declared),
        }
    }

    /// What a variable is said to be. Of several, it is what it begins with: that may be told where another function gives it.
    fn stated_variable(&mut self, declared: Node<'_>) -> Option<String> {
        let ty = self.annotation(declared.child_by_field_name("type")?).to_string();
        let begins_with = declared.child_by_field_name("value").map(|it| self.begins_with(it));
        let is_of_several = ty == "boolean" || union_parts(&ty).len() > 1;
        let is_told = match begins_with.unwrap_or(Begins::Unknown) {
            Begins::Unknown => true,
            Begins::Plain => is_plain(&ty),
            Begins::Made => !is_of_several,
        };
        // A name may stand for several as well.
        self.is_inferred |= is_of_several || !is_plain(&ty);
        is_told.then_some(ty)
    }

    fn begins_with(&self, value: Node<'_>) -> Begins {
        match value.kind() {
            "parenthesized_expression" | "non_null_expression" | "satisfies_expression" => {
                part(value, 0).map_or(Begins::Plain, |it| self.begins_with(it))
            }
            "call_expression"
            | "await_expression"
            | "as_expression"
            | "member_expression"
            | "subscript_expression"
            | "identifier"
                if self.slice(value) != "undefined" =>
            {
                Begins::Unknown
            }
            "object" | "array" | "new_expression" => Begins::Made,
            _ if Self::is_function(value) => Begins::Made,
            _ => Begins::Plain,
        }
    }
}

/// How much the value that a variable begins with says of its type.
enum Begins {
    /// That of another value, or none.
    Unknown,
    /// `"a"`, `null`, `1 + 2`
    Plain,
    /// What has members, or is called.
    Made,
}

/// Whether a type is one, and not one of several, by its text alone.
fn is_plain(ty: &str) -> bool {
    let is_word =
        matches!(ty, "number" | "string" | "bigint" | "symbol" | "void" | "object" | "Date");
    let is_made = ty.ends_with("[]") || ty.starts_with('{') || ty.starts_with("fn(");
    is_word || is_made && union_parts(ty).len() == 1 && !ty.contains(" & ")
}
