//! What calls give: told by who is called, and by what it is given of types and of functions.

use tree_sitter::Node;

use super::inferred::{Held, LONGEST};
use super::writer::{Writer, part};

/// Functions of packages that make of a component another one, which takes the same. Sources: `@types/react`, "mobx-react-lite".
const OF_COMPONENTS: [&str; 3] = ["memo", "forwardRef", "observer"];

/// The types that a ref is said to be. Source: `@types/react`.
const REFS: [&str; 4] = ["Ref", "ForwardedRef", "RefObject", "MutableRefObject"];

/// So many such calls hold one another.
const DEEPEST: u32 = 6;

impl<'a> Writer<'a> {
    /// What a call gives is told by who is called, and by what it is given of types.
    pub(super) fn called(&mut self, value: Node<'_>, depth: u32) -> Option<String> {
        let function = value.child_by_field_name("function")?;
        let arguments = value.child_by_field_name("arguments")?;
        if self.slice(function) == "Object.freeze" {
            return self.written_out(part(arguments, 0)?, Held::Shallow, depth + 1);
        }
        if self.slice(function) == "Object.assign" {
            return self.assigned(arguments, depth + 1);
        }
        self.is_inferred = true;
        if let Some(ty) = self.kept(value, depth) {
            return Some(ty);
        }
        let stated = value.child_by_field_name("type_arguments").map(|it| self.ty(it).to_string());
        let given = stated.or_else(|| self.of_component(function, arguments));
        let is_named = match function.kind() {
            "identifier" => {
                self.local(function).is_none()
                    && self.parameter_name(self.slice(function)).is_none()
            }
            "member_expression" => given.is_some() && self.local(function).is_none(),
            _ => false,
        };
        if !is_named {
            return None;
        }
        let functions = match given {
            None => self.functions_given(function, arguments),
            Some(_) => String::new(),
        };
        let given = given.unwrap_or_default();
        Some(format!("ReturnType<typeof {}{given}{functions}>", self.ty(function)))
    }

    /// `Object.assign(A, { b })` is an `A` with a `b`, where all of it is written out.
    fn assigned(&mut self, arguments: Node<'_>, depth: u32) -> Option<String> {
        let mut cursor = arguments.walk();
        let all = arguments.named_children(&mut cursor).filter(|it| !it.is_extra());
        let types = all.map(|it| {
            let ty = self.written_out(it, Held::Open, depth)?;
            let is_plain =
                !ty.contains([' ', '|']) || ty.starts_with('{') || ty.starts_with("typeof ");
            Some(if is_plain { ty } else { format!("({ty})") })
        });
        let mut types = types.collect::<Option<Vec<String>>>()?;
        types.retain(|it| it != "{}");
        types.sort();
        (!types.is_empty()).then(|| types.join(" & "))
    }

    /// `memo((props: P) => …)` is `memo<P>(…)`: what is stated of its parameters is what a compiler infers.
    fn of_component(&mut self, function: Node<'_>, arguments: Node<'_>) -> Option<String> {
        let name = self.name_in_package(function)?.to_owned();
        OF_COMPONENTS.contains(&name.as_str()).then_some(())?;
        let component = part(arguments, 0)?;
        let props = self.props(component, 0)?;
        if name != "forwardRef" {
            return Some(format!("<{props}>"));
        }
        let list = self.function_meant(component)?.child_by_field_name("parameters")?;
        let of = match part(list, 1).and_then(|it| it.child_by_field_name("type")) {
            Some(stated) => {
                let stated = self.annotation(stated);
                let (name, of) = stated.strip_suffix('>')?.split_once('<')?;
                REFS.contains(&name).then(|| of.to_owned())?
            }
            None => "unknown".to_owned(),
        };
        Some(format!("<{of}, {props}>"))
    }

    /// What a component takes, where it is stated.
    fn props(&mut self, component: Node<'_>, depth: u32) -> Option<String> {
        let component = self.function_meant(component).filter(|_| depth < DEEPEST)?;
        if component.kind() == "call_expression" {
            let called = component.child_by_field_name("function")?;
            self.name_in_package(called).filter(|it| OF_COMPONENTS.contains(it))?;
            return match component.child_by_field_name("type_arguments") {
                Some(list) => {
                    let last =
                        list.named_children(&mut list.walk()).filter(|it| !it.is_extra()).last();
                    last.map(|it| self.ty(it).to_string())
                }
                None => {
                    self.props(part(component.child_by_field_name("arguments")?, 0)?, depth + 1)
                }
            };
        }
        if component.child_by_field_name("type_parameters").is_some() {
            return None;
        }
        let first = part(component.child_by_field_name("parameters")?, 0)?;
        Some(self.annotation(first.child_by_field_name("type")?).to_string())
    }

    /// The parameters of the functions that a call is given, where they are stated: `, fn(A)`. Another function that is made of
    /// one takes mostly the same.
    fn functions_given(&mut self, function: Node<'_>, arguments: Node<'_>) -> String {
        let is_plain = |it: Node<'_>| {
            it.kind() != "call_expression" && it.child_by_field_name("type_parameters").is_none()
        };
        let is_known = self.of_file(function).is_some_and(is_plain);
        if self.is_given || is_known {
            return String::new();
        }
        self.is_given = true;
        let mut written = String::new();
        let mut cursor = arguments.walk();
        for argument in arguments.named_children(&mut cursor).filter(|it| !it.is_extra()) {
            let Some(given) = self.function_meant(argument).filter(|it| is_plain(*it)) else {
                continue;
            };
            let callable = self.callable(given);
            if callable.parameters.iter().any(|it| it.ty.is_some()) {
                written.push_str(&format!(", {callable}"));
            }
        }
        self.is_given = false;
        if written.len() > LONGEST { String::new() } else { written }
    }

    /// The function that a value is, or that it names; or the call that makes it.
    fn function_meant<'t>(&self, value: Node<'t>) -> Option<Node<'t>> {
        match value.kind() {
            "parenthesized_expression" => self.function_meant(part(value, 0)?),
            "identifier" => self.of_file(value),
            "call_expression" => Some(value),
            _ => Self::is_function(value).then_some(value),
        }
    }

    /// The function that a file declares by a name, or the call that a constant of the file begins with; `None` where there are
    /// several, or its type is stated.
    fn of_file<'t>(&self, name: Node<'t>) -> Option<Node<'t>> {
        let word = self.slice(name);
        if self.local(name).is_some() || self.parameter_name(word).is_some() {
            return None;
        }
        let one = self.declared_by_file(name)?;
        if one.kind() != "variable_declarator" {
            return Self::is_function(one).then_some(one);
        }
        let is_told =
            one.child_by_field_name("type").is_none() && super::value::word(one) == "const";
        let value = one.child_by_field_name("value").filter(|_| is_told)?;
        (Self::is_function(value) || value.kind() == "call_expression").then_some(value)
    }
}
