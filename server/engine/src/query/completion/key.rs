//! The keys of front matter that Boundstone reads, and the values of `status`.

use boundstone_model::{Choice, ChoiceAbout, Status};

use super::{Found, value};

/// How the value of a key begins.
const VALUE: &str = ": ";
const LIST: &str = ":\n  - ";

/// Each key, how its value begins, and what it is for.
const KEYS: &[(&str, &str, &str)] = &[
    (
        "status",
        VALUE,
        "proposed, accepted, rejected, deprecated or superseded; without one, the record is in force",
    ),
    ("date", VALUE, "the day of the decision, as 2026-03-02"),
    ("title", VALUE, "the title, where no heading states it"),
    ("decision-makers", LIST, "who decided; for readers"),
    (
        "governs",
        LIST,
        "what the decision is about: globs (`!` excludes), `boundary:NAME`, `BOUNDARY#path`",
    ),
    (
        "enforce",
        LIST,
        "what a machine checks where the decision governs: `forbid: { import: NAME }`, `{ call: NAME }`",
    ),
    ("supersedes", VALUE, "the decisions that this one replaces"),
    ("superseded-by", VALUE, "the decision that replaces this one"),
    ("amends", VALUE, "the decisions that this one changes and leaves in force"),
    ("amended-by", VALUE, "the decisions that change this one and leave it in force"),
    ("relates-to", VALUE, "decisions to read with this one"),
];

/// Each status, and what it does.
const STATUSES: &[(Status, &str)] = &[
    (Status::Proposed, "shown as proposed; not in force, and retires no other"),
    (Status::Accepted, "in force"),
    (Status::Rejected, "not in force"),
    (Status::Deprecated, "not in force any more"),
    (Status::Superseded, "replaced by another decision; name it under superseded-by"),
];

/// The keys that the front matter does not have.
pub(super) fn keys(has_value: bool, taken: &[Box<str>], found: &mut Found<'_>) {
    let is_taken =
        |key: &str| taken.iter().any(|it| it.replace('_', "-").eq_ignore_ascii_case(key));
    for (key, beginning, purpose) in KEYS.iter().filter(|(key, ..)| !is_taken(key)) {
        let beginning = if has_value { "" } else { beginning };
        found.add(Choice {
            label: (*key).to_owned(),
            filter: (*key).to_owned(),
            text: format!("{key}{beginning}"),
            about: ChoiceAbout::Key(purpose),
        });
    }
}

pub(super) fn statuses(found: &mut Found<'_>) {
    for (status, meaning) in STATUSES {
        found.add(Choice {
            label: status.name().to_owned(),
            filter: status.name().to_owned(),
            text: value::written(status.name(), found.slot.quotes),
            about: ChoiceAbout::Word(meaning),
        });
    }
}
