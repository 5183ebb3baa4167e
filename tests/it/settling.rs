//! What a fix makes of several files: its finding is gone then, and no other came.

use serde_json::Value;

use crate::fixing::{Session, check, taking_versions};
use crate::repository::Repository;

/// Each file that the action of that title changes, as it is then: `// path`, and its text. What the action leaves to
/// be written is `typed` where the editor is led.
#[track_caller]
pub fn settled(text: &str, title: &str, typed: &str) -> String {
    let repository = Repository::of(text);
    let mut capabilities = taking_versions();
    capabilities["window"] = serde_json::json!({ "showDocument": { "support": true } });
    let mut session = Session::at_cursor(&repository, capabilities);
    let actions = session.actions();
    let found = actions.iter().find(|it| it["title"] == title);
    let action = found.unwrap_or_else(|| panic!("no `{title}` among {actions:#?}")).clone();
    let before = check(&repository);
    let mut shown = String::new();
    for change in action["edit"]["documentChanges"].as_array().expect("changes") {
        if change["kind"] == "create" {
            continue;
        }
        let uri = change["textDocument"]["uri"].as_str().expect("a file").to_owned();
        let root = repository.uri("");
        let path = uri.strip_prefix(&*root).expect("in the repository").trim_start_matches('/');
        let text = match repository.path().join(path).exists() {
            true => repository.read(path),
            false => String::new(),
        };
        let text = write(changed(&text, &change["edits"]), &uri, &action["command"], typed);
        repository.write(path, &text);
        shown.push_str(&format!("// {path}\n{text}"));
    }
    let [diagnostic] = action["diagnostics"].as_array().expect("diagnostics").as_slice() else {
        panic!("a fix settles one finding: {action:#?}")
    };
    let code = diagnostic["code"].as_str().expect("a code");
    let message = diagnostic["message"].as_str().expect("a message").lines().next();
    let one = format!("{} {code} {}", session.path, message.unwrap_or_default());
    let after = check(&repository);
    let count = |all: &[String]| all.iter().filter(|it| **it == one).count();
    assert!(count(&after) < count(&before), "{one} is still there");
    let came: Vec<_> = after.iter().filter(|it| !before.contains(it)).collect();
    assert!(came.is_empty(), "came: {came:#?}");
    shown
}

/// The text after the edits, which are of ASCII.
fn changed(text: &str, edits: &Value) -> String {
    let mut text = text.to_owned();
    for edit in edits.as_array().expect("edits").iter().rev() {
        let at = |end: &str| offset(&text, &edit["range"][end]);
        let (start, end) = (at("start"), at("end"));
        text.replace_range(start..end, edit["newText"].as_str().expect("text"));
    }
    text
}

fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().expect("a number") as usize;
    let lines = text.split_inclusive('\n').take(number("line"));
    lines.map(str::len).sum::<usize>() + number("character")
}

/// The text with what is typed where the command leads.
fn write(mut text: String, uri: &str, command: &Value, typed: &str) -> String {
    if command.is_null() {
        assert!(typed.is_empty(), "nothing is left to be written");
        return text;
    }
    let location = &command["arguments"][0]["location"];
    if location["uri"] == uri {
        text.insert_str(offset(&text, &location["range"]["start"]), typed);
    }
    text
}
