use boundstone_model::Replacement;
use toml_edit::{DocumentMut, InlineTable, Item, TableLike, Value};

use super::edit::{changed, replace};

/// The text of a `boundary.toml` in which these keys of `[interface]` record these signatures; all else stays as it is,
/// to the byte.
///
/// # Errors
/// Why the text cannot be written to, as a clause: it is no TOML, or has no such key.
pub fn lock(text: &str, signatures: &[(&str, &str)]) -> Result<String, String> {
    let mut text = text.to_owned();
    for (key, signature) in signatures {
        let made = recorded(&text, key, signature)?;
        replace(&mut text, &made);
    }
    Ok(text)
}

/// The change by which this key of `[interface]` records a signature.
///
/// # Errors
/// As for [`lock`].
pub(super) fn recorded(text: &str, key: &str, signature: &str) -> Result<Replacement, String> {
    changed(text, |text| {
        let mut document = parsed(text)?;
        let entry = entry(&mut document, key)?;
        write(entry, SIGNATURE, signature).ok_or_else(|| no_stability(key))?;
        Ok(document.to_string())
    })
}

/// The change by which this key of `[interface]` is deprecated, and `use` waits for what to use instead.
///
/// # Errors
/// As for [`lock`].
pub(super) fn deprecated(text: &str, key: &str) -> Result<Replacement, String> {
    changed(text, |text| {
        let mut document = parsed(text)?;
        let entry = entry(&mut document, key)?;
        write(entry, "is", "deprecated").ok_or_else(|| no_stability(key))?;
        write(entry, "use", "").ok_or_else(|| no_stability(key))?;
        Ok(document.to_string())
    })
}

fn parsed(text: &str) -> Result<DocumentMut, String> {
    text.parse().map_err(|_| "it has errors, which `boundstone check` shows".to_owned())
}

fn entry<'d>(document: &'d mut DocumentMut, key: &str) -> Result<&'d mut Item, String> {
    let interface = document.get_mut("interface").and_then(Item::as_table_like_mut);
    let interface = interface.ok_or("it has no [interface]")?;
    interface.get_mut(key).ok_or_else(|| format!("its [interface] has no key {key}"))
}

fn no_stability(key: &str) -> String {
    format!("its key {key} is no stability")
}

const SIGNATURE: &str = "sig";

/// Makes of `"frozen"` a table with the key, or writes that into the table that there is.
fn write(entry: &mut Item, key: &str, value: &str) -> Option<()> {
    if let Some(table) = entry.as_inline_table_mut()
        && !table.contains_key(key)
    {
        append(table, key, value);
        return Some(());
    }
    if let Some(table) = entry.as_table_like_mut() {
        return set(table, key, value);
    }
    let stability = entry.as_value()?;
    let mut table = InlineTable::new();
    table.insert("is", Value::from(stability.as_str()?));
    table.insert(key, Value::from(value));
    *table.decor_mut() = stability.decor().clone();
    *entry = Item::Value(Value::InlineTable(table));
    Some(())
}

/// Adds the key behind the last value, whose space before the brace it takes over.
fn append(table: &mut InlineTable, key: &str, value: &str) {
    let mut value = Value::from(value);
    if let Some((_, last)) = table.iter_mut().last() {
        let space = last.decor().suffix().cloned().unwrap_or_else(|| " ".into());
        last.decor_mut().set_suffix("");
        value.decor_mut().set_prefix(" ");
        value.decor_mut().set_suffix(space);
    }
    table.insert(key, value);
}

fn set(table: &mut dyn TableLike, key: &str, value: &str) -> Option<()> {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(known) => {
            let decor = known.decor().clone();
            *known = Value::from(value);
            *known.decor_mut() = decor;
        }
        None => drop(table.insert(key, Item::Value(Value::from(value)))),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_written_and_the_rest_stays() {
        let text = "# Kept.\nuses = []\n\n[interface] # here\nA   = \"frozen\"   # why\n\"B::new\" = { is = \"frozen\", since = \"0.1.0\" }\n\
                    C = { is = \"frozen\", sig = \"fn()\" } # old\n\n[interface.D]\nis = \"frozen\"\n";
        let written =
            lock(text, &[("A", "struct"), ("B::new", "fn() -> B"), ("C", "fn(u8)"), ("D", "fn()")]);
        let expected = text
            .replace("A   = \"frozen\"", "A   = { is = \"frozen\", sig = \"struct\" }")
            .replace("since = \"0.1.0\" }", "since = \"0.1.0\", sig = \"fn() -> B\" }")
            .replace("sig = \"fn()\" } # old", "sig = \"fn(u8)\" } # old")
            .replace(
                "[interface.D]\nis = \"frozen\"\n",
                "[interface.D]\nis = \"frozen\"\nsig = \"fn()\"\n",
            );
        assert_eq!(written.unwrap(), expected);
        let (contract, problems) = super::super::read(&expected);
        assert_eq!((contract.interface.unwrap().len(), problems.len()), (4, 0));
    }

    #[test]
    fn the_ends_of_lines_stay_as_they_are() {
        let text = "owner = \"@a/b\"\r\nuses = [\n]\r\n\r\n[interface]\r\nA = \"frozen\" # why\r\n[interface.D]\r\nis = \"frozen\"";
        let written = lock(text, &[("A", "struct"), ("D", "fn()")]).unwrap();
        let expected = text
            .replace("A = \"frozen\"", "A = { is = \"frozen\", sig = \"struct\" }")
            .replace("]\r\nis = \"frozen\"", "]\r\nis = \"frozen\"\r\nsig = \"fn()\"");
        assert_eq!(written, expected);
        assert_eq!(lock(&written, &[("A", "struct"), ("D", "fn()")]).unwrap(), written);
    }

    #[test]
    fn what_cannot_be_read_is_not_written() {
        assert!(lock("uses = [", &[("A", "fn()")]).is_err());
        assert!(lock("", &[("A", "fn()")]).is_err());
        assert!(lock("[interface]\n", &[("A", "fn()")]).is_err());
    }
}
