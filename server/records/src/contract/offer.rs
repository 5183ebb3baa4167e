use toml_edit::{DocumentMut, Item, Key, Value};

use super::edit::{changed, replace};

/// The text of a `boundary.toml` whose `[interface]` has these keys, each with its stability, behind those that it has;
/// all else stays as it is, to the byte.
///
/// # Errors
/// Why the text cannot be written to, as a clause: it is no TOML, or `interface` is no table.
pub fn offer(text: &str, keys: &[(&str, &str)]) -> Result<String, String> {
    if parsed(text)?.get("interface").is_none() {
        return Ok(appended(text, keys));
    }
    let mut text = text.to_owned();
    let made = changed(&text, |text| {
        let mut document = parsed(text)?;
        let interface = document.get_mut("interface").ok_or("it has no [interface]")?;
        let is_new = inserted(interface, keys)?;
        Ok(if is_new { document.to_string() } else { text.to_owned() })
    })?;
    replace(&mut text, &made);
    Ok(text)
}

fn parsed(text: &str) -> Result<DocumentMut, String> {
    text.parse().map_err(|_| "it has errors, which `boundstone check` shows".to_owned())
}

/// Whether one of the keys was not there yet.
fn inserted(known: &mut Item, keys: &[(&str, &str)]) -> Result<bool, String> {
    let mut is_new = false;
    for (key, stability) in keys {
        let item = Item::Value(Value::from(*stability));
        let is_known = known.as_table_like().map(|interface| interface.contains_key(key));
        match (is_known, known.as_table_mut()) {
            (Some(true), _) => continue,
            (Some(false), Some(interface)) => drop(interface.insert_formatted(&quoted(key)?, item)),
            // Between braces.
            (Some(false), None) => known
                .as_table_like_mut()
                .into_iter()
                .for_each(|it| drop(it.insert(key, item.clone()))),
            (None, _) => return Err("its `interface` is no table".to_owned()),
        }
        is_new = true;
    }
    Ok(is_new)
}

/// A key in quotes, as people write all of them where most need it.
fn quoted(key: &str) -> Result<Key, String> {
    let parsed = Key::parse(&Value::from(key).to_string());
    let mut keys = parsed.map_err(|_| format!("{key} is no key"))?.into_iter();
    keys.next().ok_or_else(|| format!("{key} is no key"))
}

/// With a new table at the end.
fn appended(text: &str, keys: &[(&str, &str)]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut written = text.to_owned();
    if !text.is_empty() {
        let is_whole = text.ends_with('\n');
        written.push_str(if is_whole { end } else { "" });
        if !is_whole {
            written.push_str(end);
            written.push_str(end);
        }
    }
    written.push_str("[interface]");
    written.push_str(end);
    for (key, stability) in keys {
        let (key, stability) = (Value::from(*key), Value::from(*stability));
        written.push_str(&format!("{key} = {stability}{end}"));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_added_and_the_rest_stays() {
        let keys = [("A", "stable"), ("C", "deprecated")];
        let added = "[interface]\n\"A\" = \"stable\"\n\"C\" = \"deprecated\"\n";
        assert_eq!(offer("", &keys).unwrap(), added);
        let text =
            "# Kept.\nowner   = \"@a/b\"  # here\n\n[[accepted]]\nrule = \"x\"\nreason = \"y\"";
        assert_eq!(offer(text, &keys).unwrap(), format!("{text}\n\n{added}"));
        let text = "uses = []\r\n";
        assert_eq!(
            offer(text, &keys).unwrap(),
            format!("{text}\r\n{}", added.replace('\n', "\r\n"))
        );
        let text = "[interface] # these\n\"A\"   = { is = \"frozen\" } # first\n\n[[accepted]]\nrule = \"x\"\n";
        assert_eq!(
            offer(text, &keys).unwrap(),
            text.replace("# first\n", "# first\n\"C\" = \"deprecated\"\n")
        );
        assert_eq!(offer(text, &keys[..1]).unwrap(), text);
        let text = "uses = [\r\n\n]\r\n[interface]\r\n\"A\" = \"frozen\" # first\r\n\r\n[[accepted]]\r\nrule = \"x\"";
        assert_eq!(
            offer(text, &keys).unwrap(),
            text.replace("# first\r\n", "# first\r\n\"C\" = \"deprecated\"\r\n")
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_written() {
        assert!(offer("uses = [", &[("A", "stable")]).is_err());
        assert!(offer("interface = 1", &[("A", "stable")]).is_err());
    }
}
