use boundstone_model::{Generic, GenericKind, Generics};
use tree_sitter::Node;

use super::writer::{Writer, part};

impl Writer<'_> {
    /// The type parameters of a declaration. They are known until [`Writer::leave`].
    pub(super) fn generics(&mut self, node: Node<'_>) -> Generics {
        let list = node.child_by_field_name("type_parameters");
        self.enter(list);
        let Some(list) = list else { return Generics::default() };
        let mut parameters = Vec::new();
        let mut bounds = Vec::new();
        let mut cursor = list.walk();
        let all = list.named_children(&mut cursor).filter(|it| it.kind() == "type_parameter");
        for (number, parameter) in all.enumerate() {
            let default = parameter.child_by_field_name("value");
            let default = default.and_then(|it| part(it, 0)).map(|it| self.ty(it));
            parameters.push(Generic { kind: GenericKind::Type, default });
            if super::declared::has_word(parameter, "const") {
                bounds.push(format!("const T{number}").into());
            }
            if let Some(variance) = self.variance(list, parameter) {
                bounds.push(format!("{variance} T{number}").into());
            }
            if let Some(constraint) = parameter.child_by_field_name("constraint") {
                let bound = part(constraint, 0).map(|it| self.ty(it)).unwrap_or_default();
                bounds.push(format!("T{number} extends {bound}").into());
            }
        }
        bounds.sort();
        Generics { parameters: parameters.into(), bounds: bounds.into(), ..Generics::default() }
    }

    /// `in`, `out` or `in out`, which the grammar does not know before the name of a parameter: by its text.
    fn variance(&self, list: Node<'_>, parameter: Node<'_>) -> Option<&'static str> {
        let name = parameter.child_by_field_name("name").unwrap_or(parameter);
        let before = self.text().get(list.start_byte() + 1..name.start_byte())?;
        // What stands on lines above may be a comment.
        let line = before.lines().next_back()?.rsplit([',', '/']).next()?;
        let words: Vec<&str> = line.split_whitespace().filter(|it| *it != "const").collect();
        match words.as_slice() {
            ["in"] => Some("in"),
            ["out"] => Some("out"),
            ["in", "out"] => Some("in out"),
            _ => None,
        }
    }
}
