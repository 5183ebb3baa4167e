use toml_edit::{DocumentMut, InlineTable, Item, TableLike, Value};

/// The text of a `boundary.toml` in which these keys of `[interface]` record these signatures; all else stays as it is.
///
/// # Errors
/// Why the text cannot be written to, as a clause: it is no TOML, or has no such key.
pub fn lock(text: &str, signatures: &[(&str, &str)]) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|_| "it has errors, which `boundstone check` shows".to_owned())?;
    let interface = document.get_mut("interface").and_then(Item::as_table_like_mut);
    let Some(interface) = interface else { return Err("it has no [interface]".to_owned()) };
    for (key, signature) in signatures {
        let Some(entry) = interface.get_mut(key) else {
            return Err(format!("its [interface] has no key {key}"));
        };
        record(entry, signature).ok_or_else(|| format!("its key {key} is no stability"))?;
    }
    Ok(document.to_string())
}

/// Makes of `"frozen"` a table with the signature, or writes it into the table that there is.
fn record(entry: &mut Item, signature: &str) -> Option<()> {
    if let Some(table) = entry.as_inline_table_mut()
        && !table.contains_key("sig")
    {
        append(table, signature);
        return Some(());
    }
    if let Some(table) = entry.as_table_like_mut() {
        return set(table, signature);
    }
    let stability = entry.as_value()?;
    let mut table = InlineTable::new();
    table.insert("is", Value::from(stability.as_str()?));
    table.insert("sig", Value::from(signature));
    *table.decor_mut() = stability.decor().clone();
    *entry = Item::Value(Value::InlineTable(table));
    Some(())
}

/// Adds the signature behind the last value, whose space before the brace it takes over.
fn append(table: &mut InlineTable, signature: &str) {
    let mut value = Value::from(signature);
    if let Some((_, last)) = table.iter_mut().last() {
        let space = last.decor().suffix().cloned().unwrap_or_default();
        last.decor_mut().set_suffix("");
        value.decor_mut().set_prefix(" ");
        value.decor_mut().set_suffix(space);
    }
    table.insert("sig", value);
}

fn set(table: &mut dyn TableLike, signature: &str) -> Option<()> {
    match table.get_mut("sig").and_then(Item::as_value_mut) {
        Some(known) => {
            let decor = known.decor().clone();
            *known = Value::from(signature);
            *known.decor_mut() = decor;
        }
        None => drop(table.insert("sig", Item::Value(Value::from(signature)))),
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
    fn what_cannot_be_read_is_not_written() {
        assert!(lock("uses = [", &[("A", "fn()")]).is_err());
        assert!(lock("", &[("A", "fn()")]).is_err());
        assert!(lock("[interface]\n", &[("A", "fn()")]).is_err());
    }
}
