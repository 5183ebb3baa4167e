use boundstone_model::NewAccepted;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// The text of a `boundary.toml` with these entries behind those that it has; all else stays as it is.
///
/// # Errors
/// Why the text cannot be written to, as a clause: it is no TOML, or `accepted` is no list of tables.
pub fn accept(text: &str, entries: &[NewAccepted]) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|_| "it has errors, which `boundstone check` shows".to_owned())?;
    let is_first = document.iter().next().is_none() && text.trim().is_empty();
    let accepted = document.entry("accepted").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(list) = accepted.as_array_of_tables_mut() else {
        return Err("its `accepted` is no list of tables under [[accepted]]".to_owned());
    };
    for (number, entry) in entries.iter().enumerate() {
        let mut table = Table::new();
        table.insert("rule", value(&entry.rule));
        table.insert("in", value(&entry.in_path));
        if let Some(to) = &entry.to {
            table.insert("to", value(to));
        }
        table.insert("reason", value(&entry.reason));
        table.decor_mut().set_prefix(if is_first && number == 0 { "" } else { "\n" });
        list.push(table);
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(to: Option<&str>) -> NewAccepted {
        NewAccepted {
            rule: "boundary/layer".to_owned(),
            in_path: "src/a.rs".to_owned(),
            to: to.map(Into::into),
            reason: "why".to_owned(),
        }
    }

    #[test]
    fn entries_are_added_and_the_rest_stays() {
        let text = "# Kept.\nuses  = []\n\n[[accepted]]\nrule   = \"boundary/cycle\" # here\nreason = \"x\"\n\n[interface]\nA = \"stable\"\n";
        let written = accept(text, &[entry(Some("b#B"))]).unwrap();
        let added = "\n[[accepted]]\nrule = \"boundary/layer\"\nin = \"src/a.rs\"\nto = \"b#B\"\nreason = \"why\"\n";
        let expected = text.replace("\n\n[interface]", &format!("\n{added}\n[interface]"));
        assert_eq!(written, expected);
        let (contract, problems) = super::super::read(&written);
        assert_eq!((contract.accepted.len(), problems.len()), (2, 0));
    }

    #[test]
    fn what_cannot_be_read_is_not_written() {
        assert!(accept("uses = [", &[entry(None)]).is_err());
        assert!(accept("accepted = []", &[entry(None)]).is_err());
        assert!(accept("", &[entry(None)]).unwrap().starts_with("[[accepted]]"));
    }
}
