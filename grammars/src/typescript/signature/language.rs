//! What the functions and methods of the language give, where the text says what they are called on: `a.trim()` of a `string`.
//! Source: `lib.es2023.d.ts` of TypeScript.

use tree_sitter::Node;

use super::inferred::UNKNOWN;
use super::writer::{Writer, array_of, part};

/// What a value is, as far as its methods are known.
enum Known {
    Text,
    Number,
    Truth,
    /// `None` where it is not known what it holds.
    List(Option<String>),
}

impl Known {
    fn written(self) -> Option<String> {
        let word = match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Truth => "boolean",
            Self::List(element) => return element.map(|it| array_of(&it)),
        };
        Some(word.to_owned())
    }

    /// What a type is that is written out.
    fn of(ty: &str) -> Option<Self> {
        match ty {
            "string" => Some(Self::Text),
            "number" => Some(Self::Number),
            "boolean" => Some(Self::Truth),
            _ => {
                let list = ty.strip_prefix("readonly ").unwrap_or(ty).strip_suffix("[]")?;
                let is_name = list != UNKNOWN
                    && list.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '$'));
                Some(Self::List(is_name.then(|| list.to_owned())))
            }
        }
    }
}

impl Writer<'_> {
    /// A list of what nobody knows, `_[]`, that a constant begins with: `const a = []`. It is told of nothing but its methods.
    pub(super) fn list_declared(&self, declared: Node<'_>) -> Option<String> {
        let is_whole = declared.child_by_field_name("name")?.kind() == "identifier";
        let is_constant = is_whole && super::value::word(declared) == "const";
        let value = declared.child_by_field_name("value").filter(|_| is_constant)?;
        matches!(self.known(value, 0)?, Known::List(None)).then(|| array_of(UNKNOWN))
    }

    /// What a value is by the language alone, where what it names was learnt.
    pub(super) fn by_language(&self, value: Node<'_>) -> Option<String> {
        match value.kind() {
            "call_expression" | "member_expression" => self.known(value, 0)?.written(),
            _ => None,
        }
    }

    fn known(&self, value: Node<'_>, depth: u32) -> Option<Known> {
        const DEEPEST: u32 = 12;
        if depth > DEEPEST {
            return None;
        }
        match value.kind() {
            "string" | "template_string" => Some(Known::Text),
            "array" => Some(Known::List(None)),
            "parenthesized_expression" => self.known(part(value, 0)?, depth + 1),
            "identifier" => Known::of(self.stated_local(value)?),
            "call_expression" => {
                let function = value.child_by_field_name("function")?;
                if let Some(known) = of_global(self.slice(function)) {
                    return (!self.is_own(function)).then_some(known);
                }
                if function.kind() != "member_expression" || is_asked(function) {
                    return None;
                }
                let of = self.known(function.child_by_field_name("object")?, depth + 1)?;
                method(of, self.slice(function.child_by_field_name("property")?))
            }
            "member_expression" if is_asked(value) => None,
            "member_expression" => {
                if let Some(ty) = self.stated_local(value) {
                    return Known::of(ty);
                }
                let of = self.known(value.child_by_field_name("object")?, depth + 1)?;
                let is_length = self.slice(value.child_by_field_name("property")?) == "length";
                (is_length && matches!(of, Known::Text | Known::List(_))).then_some(Known::Number)
            }
            _ => None,
        }
    }

    /// Whether what a function is called by begins with a name of the file, or of a function around.
    fn is_own(&self, function: Node<'_>) -> bool {
        let name = self.slice(function).split('.').next().unwrap_or_default();
        self.is_of_file(name) || self.locals.iter().any(|it| it.binds(name))
    }
}

/// `a?.b`
fn is_asked(member: Node<'_>) -> bool {
    member.child_by_field_name("optional_chain").is_some()
}

/// What functions that are known everywhere give.
fn of_global(function: &str) -> Option<Known> {
    Some(match function {
        "String"
        | "JSON.stringify"
        | "encodeURIComponent"
        | "encodeURI"
        | "decodeURIComponent"
        | "decodeURI"
        | "String.fromCharCode"
        | "String.fromCodePoint" => Known::Text,
        "Number" | "parseInt" | "parseFloat" | "Number.parseInt" | "Number.parseFloat"
        | "Date.now" | "Date.UTC" | "performance.now" | "Math.abs" | "Math.ceil" | "Math.floor"
        | "Math.hypot" | "Math.log" | "Math.log10" | "Math.log2" | "Math.max" | "Math.min"
        | "Math.pow" | "Math.random" | "Math.round" | "Math.sign" | "Math.sqrt" | "Math.trunc" => {
            Known::Number
        }
        "Number.isFinite"
        | "Number.isInteger"
        | "Number.isNaN"
        | "Number.isSafeInteger"
        | "isNaN"
        | "isFinite"
        | "Object.is"
        | "Object.isFrozen" => Known::Truth,
        "Object.keys" | "Object.getOwnPropertyNames" => Known::List(Some("string".to_owned())),
        _ => return None,
    })
}

/// What a method gives that is called on such a value. A function that tells its elements apart makes of `filter` and `every`
/// something else: those are not known.
fn method(of: Known, name: &str) -> Option<Known> {
    Some(match (of, name) {
        (_, "toString" | "toLocaleString") => Known::Text,
        (Known::Text, "at" | "match" | "matchAll" | "codePointAt") => return None,
        (Known::Text, "split") => Known::List(Some("string".to_owned())),
        (Known::Text, "indexOf" | "lastIndexOf" | "search" | "charCodeAt" | "localeCompare") => {
            Known::Number
        }
        (Known::Text, "includes" | "startsWith" | "endsWith") => Known::Truth,
        (
            Known::Text,
            "charAt" | "concat" | "normalize" | "padEnd" | "padStart" | "repeat" | "replace"
            | "replaceAll" | "slice" | "substring" | "substr" | "toLowerCase" | "toUpperCase"
            | "toLocaleLowerCase" | "toLocaleUpperCase" | "trim" | "trimStart" | "trimEnd"
            | "valueOf",
        ) => Known::Text,
        (Known::Number, "toFixed" | "toPrecision" | "toExponential") => Known::Text,
        (Known::List(_), "join") => Known::Text,
        (Known::List(_), "indexOf" | "lastIndexOf" | "findIndex" | "push" | "unshift") => {
            Known::Number
        }
        (Known::List(_), "includes" | "some") => Known::Truth,
        (Known::List(element), "slice" | "toSorted" | "toReversed") => Known::List(element),
        (Known::List(_), "map" | "filter" | "concat" | "flat" | "flatMap" | "sort" | "reverse") => {
            Known::List(None)
        }
        _ => return None,
    })
}
