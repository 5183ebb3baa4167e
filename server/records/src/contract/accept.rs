use boundstone_model::{ContractEdit, NewAccepted};

use super::edit::{edit, replace};

/// The text of a `boundary.toml` with these entries behind those that it has; all else stays as it is.
///
/// # Errors
/// Why the text cannot be written to, as a clause: it is no TOML, or `accepted` is no list of tables.
pub fn accept(text: &str, entries: &[NewAccepted]) -> Result<String, String> {
    let mut text = text.to_owned();
    for entry in entries {
        let made = edit(&text, &ContractEdit::Accept(entry.clone()))?;
        replace(&mut text, &made);
    }
    Ok(text)
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
