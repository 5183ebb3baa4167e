//! Source as text, and the facts expected of it as text.

// Without `cfg(test)`, clippy does not see that functions beside a `#[test]` are tests too.
#[cfg(test)]
mod allows;
#[cfg(test)]
mod completeness;
#[cfg(test)]
mod forbidden;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod incremental;
#[cfg(test)]
mod mentions;
#[cfg(test)]
mod rust;
#[cfg(test)]
mod rust_references;
#[cfg(test)]
mod rust_signature_edits;
#[cfg(test)]
mod rust_signatures;
#[cfg(test)]
mod slots;
#[cfg(test)]
mod typescript;
#[cfg(test)]
mod typescript_references;
#[cfg(test)]
mod typescript_signatures;
#[cfg(test)]
mod typescript_uses;

use boundstone_grammars::{extract, parse};
use boundstone_model::{Binding, FileFacts, Language, MentionKey};

fn facts(language: Language, text: &str) -> FileFacts {
    extract(language, text, parse(language, text, None).as_ref()).0
}

/// One line an item: its visibility (`+` public, `~` restricted, `-` private), kind and path, and
/// `^n` where its lead begins n lines above it.
fn items(language: Language, text: &str) -> String {
    let facts = facts(language, text);
    let line = |offset: u32| text[..offset as usize].matches('\n').count();
    let mut shown = String::from("\n");
    for (number, item) in facts.items().enumerate() {
        use boundstone_model::Visibility::{Private, Public, Restricted};
        let sign = match item.visibility {
            Public => '+',
            Restricted => '~',
            Private => '-',
        };
        let above = line(item.range.start()) - line(item.lead_start);
        let lead = if above > 0 { format!(" ^{above}") } else { String::new() };
        let path = facts.path(number as u32);
        shown.push_str(&format!("{sign} {} {path}{lead}\n", item.kind.name()));
    }
    shown
}

/// One line an import, `*` for a public and `~` for a restricted one: its form, where it looks, what
/// for, and what it is called here. Then one line a path, with its kind. `in 2` is the scope, where it is
/// not the file.
fn references(language: Language, text: &str) -> String {
    use boundstone_model::Visibility::{Private, Public, Restricted};
    let facts = facts(language, text);
    let all = facts.references();
    let mut shown = String::from("\n");
    let inside = |scope: u32| if scope == 0 { String::new() } else { format!(" in {scope}") };
    for (number, scope) in all.scopes.iter().enumerate().skip(1) {
        let test = if scope.is_test { " of tests" } else { "" };
        shown.push_str(&format!(
            "scope {number}: {:?}{test}{}\n",
            scope.kind,
            inside(scope.parent)
        ));
    }
    for import in &all.imports {
        let sign = match import.visibility {
            Public => "* ",
            Restricted => "~ ",
            Private => "",
        };
        let form = format!("{:?}", import.form).to_lowercase();
        let flags = [
            (import.is_test, " of tests".to_owned()),
            (import.is_type_only, " of types".to_owned()),
            (import.adjacent > 0, format!(" after {}", import.adjacent)),
        ];
        let flags: String = flags.into_iter().filter_map(|(is, flag)| is.then_some(flag)).collect();
        shown.push_str(&format!(
            "{sign}{form} [{}] {} as {}{flags}{} at {}\n",
            import.from,
            if import.name.is_empty() { "-" } else { import.name },
            if import.bound.is_empty() { "-" } else { import.bound },
            inside(import.scope),
            import.range.slice(text),
        ));
    }
    for path in &all.paths {
        let start = path.start as usize;
        assert!(text[start..].starts_with(path.path), "{} at {start}", path.path);
        let defined = if path.is_in_macro_definition { " in a macro definition" } else { "" };
        let scope = inside(path.scope);
        let of = if path.of_type.is_empty() { "" } else { " of " };
        let of_type = path.of_type;
        shown.push_str(&format!(
            "{} {}{of}{of_type}{defined}{scope}\n",
            path.kind.name(),
            path.path
        ));
    }
    shown
}

/// One line a mention: the text it names, its key, and what it is about.
fn mentions(language: Language, text: &str) -> String {
    let facts = facts(language, text);
    let mut shown = String::from("\n");
    for mention in facts.mentions() {
        let key = match &mention.key {
            MentionKey::Numbered { prefix, number } => format!("{prefix} {number}"),
            MentionKey::Path(path) => path.to_string(),
        };
        let clause = mention.clause.as_deref().map(|clause| format!(" {clause}"));
        let about = match mention.binding {
            Binding::Item(item) => format!(" -> {}", facts.path(item)),
            Binding::File => " -> the file".to_owned(),
            Binding::Nothing => String::new(),
        };
        let external = if mention.is_external { " (external)" } else { "" };
        let link = mention.link.as_deref().map(|link| format!(" ({link})")).unwrap_or_default();
        shown.push_str(&format!("{key}{}{external}{link}{about}\n", clause.unwrap_or_default()));
    }
    shown
}
