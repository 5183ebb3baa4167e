//! The parts of a symbol as SCIP writes it: `scheme manager package version descriptors`.

/// A symbol that others can name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Symbol<'a> {
    /// Scheme, manager, name and version.
    pub package: &'a str,
    pub name: &'a str,
    /// The type that it is a member of, without generics; empty for none.
    pub holder: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Namespace,
    Type,
    /// A value, a method, a macro, or what has no better name.
    Member,
    TypeParameter,
    Parameter,
}

/// What rust-analyzer calls the type that a method of an `impl` is a member of; the type itself comes behind
/// it as a parameter, and perhaps the trait.
const IMPL: &str = "impl";

impl<'a> Symbol<'a> {
    /// `None` for what no one names, such as parameters, and for what is malformed.
    pub fn read(text: &'a str) -> Option<Self> {
        let descriptors_at = end_of_package(text)?;
        let (package, mut rest) = text.split_at_checked(descriptors_at)?;
        let mut descriptors: Vec<(&str, Kind)> = Vec::new();
        while !rest.is_empty() {
            let (name, kind, behind) = descriptor(rest)?;
            descriptors.push((name, kind));
            rest = behind;
        }
        let ((name, kind), around) = descriptors.split_last()?;
        if matches!(kind, Kind::TypeParameter | Kind::Parameter) {
            return None;
        }
        let name = match kind {
            // scip-typescript numbers the properties of object literals.
            Kind::Member if text.ends_with(':') => {
                name.trim_end_matches(|digit: char| digit.is_ascii_digit())
            }
            _ => name,
        };
        Some(Self { package, name, holder: holder(around).unwrap_or_default() })
    }
}

fn holder<'a>(around: &[(&'a str, Kind)]) -> Option<&'a str> {
    let parameters =
        around.iter().rev().take_while(|(_, kind)| *kind == Kind::TypeParameter).count();
    let at = around.len().checked_sub(parameters + 1)?;
    let (name, kind) = *around.get(at)?;
    if kind != Kind::Type {
        return None;
    }
    match around.get(at + 1) {
        Some((of, _)) if name == IMPL => Some(bare_type(of)),
        _ => Some(name),
    }
}

/// `Bar` of `&'a mut foo::Bar<T>`.
fn bare_type(written: &str) -> &str {
    let plain = written.split('<').next().unwrap_or_default();
    let last = plain.rsplit([':', ' ', '&']).next().unwrap_or_default();
    last.trim()
}

/// Where the four fields in front of the descriptors end; a space in one of them is written twice.
fn end_of_package(text: &str) -> Option<usize> {
    const FIELDS: usize = 4;
    let bytes = text.as_bytes();
    let (mut at, mut fields) = (0, 0);
    while fields < FIELDS {
        let space = at + memchr::memchr(b' ', bytes.get(at..)?)?;
        if bytes.get(space + 1) == Some(&b' ') {
            at = space + 2;
        } else {
            at = space + 1;
            fields += 1;
        }
    }
    Some(at)
}

/// The first descriptor of `text`, and what stands behind it.
fn descriptor(text: &str) -> Option<(&str, Kind, &str)> {
    for (open, close, kind) in [('[', ']', Kind::TypeParameter), ('(', ')', Kind::Parameter)] {
        if let Some(inside) = text.strip_prefix(open) {
            let (name, behind) = name(inside)?;
            return Some((name, kind, behind.strip_prefix(close)?));
        }
    }
    let (name, behind) = name(text)?;
    let suffix = behind.chars().next()?;
    let after = behind.get(suffix.len_utf8()..)?;
    Some(match suffix {
        '/' => (name, Kind::Namespace, after),
        '#' => (name, Kind::Type, after),
        '.' | ':' | '!' => (name, Kind::Member, after),
        '(' => {
            let (_, after) = after.split_once(')')?;
            (name, Kind::Member, after.strip_prefix('.')?)
        }
        _ => return None,
    })
}

/// A name, plain or in back-quotes, and what stands behind it.
fn name(text: &str) -> Option<(&str, &str)> {
    let Some(quoted) = text.strip_prefix('`') else {
        let is_plain = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '+' | '-' | '$');
        return text.split_at_checked(text.find(|ch| !is_plain(ch))?);
    };
    let mut from = 0;
    loop {
        let end = from + quoted.get(from..)?.find('`')?;
        let behind = quoted.get(end + 1..)?;
        // A back-quote in a name is written twice. No name that is looked for has one.
        match behind.strip_prefix('`') {
            Some(_) => from = end + 2,
            None => return Some((quoted.get(..end)?, behind)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str) -> Option<(&str, &str, &str)> {
        let Symbol { package, name, holder } = Symbol::read(text)?;
        Some((package, holder, name))
    }

    #[test]
    fn symbols_of_rust_analyzer() {
        let core = "rust-analyzer cargo core 1.0.0 ";
        for (descriptors, expected) in [
            ("syntax/impl#[Loader][Default]default().", ("Loader", "default")),
            ("text/impl#[`Spans<'a>`][`From<&'a str>`]from().", ("Spans", "from")),
            ("graphics/impl#[Modifier]REVERSED.", ("Modifier", "REVERSED")),
            ("impl#[`&mut graph::Node<T>`]next().", ("Node", "next")),
            ("syntax/Lang#Rust#", ("Lang", "Rust")),
            ("shape/Area#area(+1).", ("Area", "area")),
            ("macros/sized!", ("", "sized")),
            ("kinds/", ("", "kinds")),
        ] {
            let text = format!("{core}{descriptors}");
            assert_eq!(read(&text), Some((core, expected.0, expected.1)), "{descriptors}");
        }
    }

    #[test]
    fn symbols_of_scip_typescript() {
        let npm = "scip-typescript npm @acme/query 5.1.0 src/`manager.ts`/";
        let package = "scip-typescript npm @acme/query 5.1.0 ";
        let method = format!("{npm}OnlineManager#setOnline().");
        assert_eq!(read(&method), Some((package, "OnlineManager", "setOnline")));
        let property = format!("{npm}batchCalls0:");
        assert_eq!(read(&property), Some((package, "", "batchCalls")));
    }

    #[test]
    fn what_nobody_names_and_what_is_malformed() {
        for text in [
            "",
            "local 7",
            "a b c",
            "a b c d ",
            "a b c d f().(x)",
            "a b c d T#[U]",
            "a b c d `x",
            "a b c d x(",
            "a b c d é",
            "a b c d f(1)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("a b my  pkg 1 f."), Some(("a b my  pkg 1 ", "", "f")));
    }
}
