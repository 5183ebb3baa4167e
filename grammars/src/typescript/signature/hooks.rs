//! What the hooks give that packages of components name alike. Sources: `@types/react`, "preact/hooks".

use tree_sitter::Node;

use super::inferred::Held;
use super::writer::{Writer, part};

impl Writer<'_> {
    /// What `useCallback(f, […])` and `useMemo(() => a, […])` give.
    pub(super) fn kept(&mut self, call: Node<'_>, depth: u32) -> Option<String> {
        let name = self.name_in_package(call.child_by_field_name("function")?)?;
        let is_made = match name {
            "useCallback" => false,
            "useMemo" => true,
            _ => return None,
        };
        if let Some(stated) = call.child_by_field_name("type_arguments") {
            return part(stated, 0).map(|it| self.ty(it).to_string());
        }
        let function = part(call.child_by_field_name("arguments")?, 0)?;
        if !is_made || !Self::is_function(function) {
            return (!is_made).then(|| self.written_out(function, Held::Open, depth + 1)).flatten();
        }
        let stated = function.child_by_field_name("return_type").map(|it| self.annotation(it));
        stated.or_else(|| self.given_at_once(function)).map(|it| it.to_string())
    }

    /// What a state is that `const [a, setA] = useState(1)` holds.
    pub(super) fn state(&mut self, call: Node<'_>) -> Option<String> {
        if call.kind() != "call_expression"
            || self.name_in_package(call.child_by_field_name("function")?)? != "useState"
        {
            return None;
        }
        let first = part(call.child_by_field_name("arguments")?, 0);
        if let Some(stated) = call.child_by_field_name("type_arguments") {
            // Without a value to begin with it may be `undefined` too.
            return first.and_then(|_| part(stated, 0)).map(|it| self.ty(it).to_string());
        }
        let first = first?;
        match Self::is_function(first) {
            true => None,
            false => self.written_out(first, Held::Open, 0).filter(|it| it != "null"),
        }
    }
}
