//! What a record lets a machine check: `enforce` in its front matter.

use std::ops::Range;

use boundstone_model::{Constraint, Demand, Language, Problem, Rule, Spanned, nearest_name};
use boundstone_text::TextRange;

use super::front_matter::FrontMatter;
use super::yaml::{Entry, Value};

const KEY: &str = "enforce";
const KINDS: &[&str] = &["forbid", "freeze", "require"];
const FORBIDDEN: &[&str] = &["import", "call", "query"];
const BESIDE: &[&str] = &["except", "language"];
const REVIEW: &str = "review";

/// The constraints in the order in which they are written. What is not understood is a problem, and
/// constrains nothing; so does all of front matter that `is_torn`, which is read by guess.
pub(super) fn read(
    front_matter: &FrontMatter,
    is_torn: bool,
    problems: &mut Vec<Problem>,
) -> Vec<Constraint> {
    let Some(entry) = front_matter.entries.iter().find(|entry| entry.key == KEY) else {
        return Vec::new();
    };
    let mut reader = Reader { problems, constraints: Vec::new() };
    match &entry.value {
        _ if is_torn => {
            let message = format!("`{KEY}` is not read, and enforces nothing");
            reader.problem(&entry.key_range, message, "Correct the front matter first");
        }
        Value::Null => {}
        Value::List(items) => items.iter().for_each(|item| reader.item(item, &entry.key_range)),
        item => reader.item(item, &entry.key_range),
    }
    reader.constraints
}

struct Reader<'p> {
    problems: &'p mut Vec<Problem>,
    constraints: Vec<Constraint>,
}

impl Reader<'_> {
    fn problem(&mut self, at: &Range<usize>, message: String, help: &str) {
        let range = TextRange::of(at.clone());
        self.problems.push(Problem::new(Rule::DecisionMalformed, range, message, help));
    }

    fn unknown(&mut self, entry: &Entry, known: &[&str]) {
        let message = format!("`{}` is nothing that `{KEY}` knows", entry.key);
        let help = match nearest_name(&entry.key, known.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("It knows {}", known.join(", ")),
        };
        self.problem(&entry.key_range, message, &help);
    }

    fn item(&mut self, item: &Value, list: &Range<usize>) {
        const FORM: &str = "Write `- forbid: { import: NAME }`; `boundstone rules decision/constraint` has all forms";
        match item {
            Value::Map(entries) => entries.iter().for_each(|entry| match entry.key.as_str() {
                "forbid" => self.forbid(entry),
                "require" => self.require(entry),
                "freeze" => self.each(entry, Demand::Freeze, &[]),
                _ => self.unknown(entry, KINDS),
            }),
            Value::Scalar { text, range } => {
                self.problem(range, format!("`{text}` says nothing that can be checked"), FORM);
            }
            Value::List(_) | Value::Null => {
                self.problem(list, "an entry of this list says nothing".to_owned(), FORM);
            }
        }
    }

    fn forbid(&mut self, forbid: &Entry) {
        let Value::Map(entries) = &forbid.value else {
            let message = "`forbid` does not say what kind of thing it forbids".to_owned();
            let help = "Write `{ import: NAME }`, `{ call: NAME }` or `{ query: …, language: … }`";
            return self.problem(&forbid.key_range, message, help);
        };
        let value_of = |key: &str| entries.iter().find(|entry| entry.key == key);
        let except = value_of("except").map(|it| self.texts(it)).unwrap_or_default();
        let language = value_of("language").and_then(|it| self.language(it));
        let constraints = self.constraints.len();
        for entry in entries {
            match entry.key.as_str() {
                "import" => self.each(entry, Demand::ForbidImport, &except),
                "call" => self.each(entry, Demand::ForbidCall, &except),
                "query" => match language {
                    Some(language) => self.each(entry, Demand::ForbidQuery(language), &except),
                    None if value_of("language").is_some() => return,
                    None => {
                        let message = "the query does not say of which language it is".to_owned();
                        let help = "Add `language: rust`, `typescript` or `javascript`";
                        return self.problem(&entry.key_range, message, help);
                    }
                },
                key if BESIDE.contains(&key) => {}
                _ => self.unknown(entry, &[FORBIDDEN, BESIDE].concat()),
            }
        }
        if constraints == self.constraints.len() && value_of("except").is_some() {
            let message = "`forbid` names nothing that is forbidden".to_owned();
            self.problem(&forbid.key_range, message, "Add `import`, `call` or `query`");
        }
    }

    fn require(&mut self, require: &Entry) {
        let Value::Map(entries) = &require.value else {
            let message = "`require` does not say what is required".to_owned();
            return self.problem(&require.key_range, message, "Write `{ review: \"@OWNER\" }`");
        };
        for entry in entries {
            match entry.key.as_str() {
                REVIEW => self.each(entry, Demand::Review, &[]),
                _ => self.unknown(entry, &[REVIEW]),
            }
        }
    }

    fn language(&mut self, entry: &Entry) -> Option<Language> {
        let written = self.texts(entry).into_iter().next()?;
        let language = Language::from_name(&written.value.to_lowercase());
        let language = language.filter(|language| language.is_code());
        if language.is_none() {
            let at = written.range.start() as usize..written.range.end() as usize;
            let message = format!("`{}` is no language that is checked", written.value);
            self.problem(&at, message, "Write rust, typescript or javascript");
        }
        language
    }

    /// A constraint for each of the values of `entry`.
    fn each(&mut self, entry: &Entry, demand: Demand, except: &[Spanned<std::sync::Arc<str>>]) {
        for what in self.texts(entry) {
            self.constraints.push(Constraint { demand, what, except: except.into() });
        }
    }

    /// The texts of a value or of a list of them.
    fn texts(&mut self, entry: &Entry) -> Vec<Spanned<std::sync::Arc<str>>> {
        let values = match &entry.value {
            Value::List(items) => items.iter().collect(),
            one => vec![one],
        };
        let mut texts = Vec::new();
        for value in values {
            match value {
                Value::Scalar { text, range } if !text.trim().is_empty() => {
                    texts.push(Spanned::new(text.trim().into(), TextRange::of(range.clone())));
                }
                _ => {
                    let message = format!("`{}` has no value that can be read", entry.key);
                    self.problem(&entry.key_range, message, "Write a text, or a list of texts");
                }
            }
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use boundstone_model::RepoPath;

    fn read(front_matter: &str) -> String {
        let text = format!("---\n{front_matter}\n---\n# Title\n");
        let path = RepoPath::new("docs/adr/0001-title.md").unwrap();
        let (file, problems) = crate::decision::read(&path, &text);
        let constraints = file.constraints.iter().map(|it| {
            let except: Vec<_> = it.except.iter().map(|it| it.range.slice(&text)).collect();
            format!(
                "{:?} {} at {:?} except {except:?}\n",
                it.demand,
                it.what.value,
                it.what.range.slice(&text)
            )
        });
        let problems = problems
            .iter()
            .map(|it| format!("! {:?} {} | {}\n", it.range.slice(&text), it.message, it.help));
        format!("\n{}", constraints.chain(problems).collect::<String>())
    }

    #[test]
    fn every_form() {
        let text = r#"enforce:
  - forbid: { import: sqlx, except: [services/store/**, 'b/*.rs'] }
  - forbid: { call: ["std::time::SystemTime::now", "println!"], except: a/** }
  - forbid: { query: "(unsafe_block) @found", language: rust }
  - forbid:
      query: |
        (unsafe_block)
          @found
      language: TypeScript
  - freeze: billing#ledger::Ledger
  - require: { review: "@acme/payments" }"#;
        insta::assert_snapshot!(read(text), @r#"

        ForbidImport sqlx at "sqlx" except ["services/store/**", "b/*.rs"]
        ForbidCall std::time::SystemTime::now at "std::time::SystemTime::now" except ["a/**"]
        ForbidCall println! at "println!" except ["a/**"]
        ForbidQuery(Rust) (unsafe_block) @found at "(unsafe_block) @found" except []
        ForbidQuery(TypeScript) (unsafe_block)
          @found at "(unsafe_block)\n          @found" except []
        Freeze billing#ledger::Ledger at "billing#ledger::Ledger" except []
        Review @acme/payments at "@acme/payments" except []
        "#);
    }

    #[test]
    fn one_entry_needs_no_list() {
        insta::assert_snapshot!(read("enforce: { forbid: { import: sqlx } }"), @r#"

        ForbidImport sqlx at "sqlx" except []
        "#);
    }

    #[test]
    fn what_is_not_understood_constrains_nothing_and_is_said() {
        let text = r#"enforce:
  - forbids: { import: a }
  - forbid: b
  - forbid: { imports: c }
  - forbid: { query: "(a)" }
  - forbid: { query: "(a)", language: cobol }
  - forbid: { except: [d] }
  - forbid: { import: [{ e: f }, ""] }
  - require: "@owner"
  - require: { reviews: "@owner" }
  - no words
  -"#;
        insta::assert_snapshot!(read(text), @r#"

        ! "forbids" `forbids` is nothing that `enforce` knows | Did you mean `forbid`?
        ! "forbid" `forbid` does not say what kind of thing it forbids | Write `{ import: NAME }`, `{ call: NAME }` or `{ query: …, language: … }`
        ! "imports" `imports` is nothing that `enforce` knows | Did you mean `import`?
        ! "query" the query does not say of which language it is | Add `language: rust`, `typescript` or `javascript`
        ! "cobol" `cobol` is no language that is checked | Write rust, typescript or javascript
        ! "forbid" `forbid` names nothing that is forbidden | Add `import`, `call` or `query`
        ! "import" `import` has no value that can be read | Write a text, or a list of texts
        ! "import" `import` has no value that can be read | Write a text, or a list of texts
        ! "require" `require` does not say what is required | Write `{ review: "@OWNER" }`
        ! "reviews" `reviews` is nothing that `enforce` knows | Did you mean `review`?
        ! "no words" `no words` says nothing that can be checked | Write `- forbid: { import: NAME }`; `boundstone rules decision/constraint` has all forms
        ! "enforce" an entry of this list says nothing | Write `- forbid: { import: NAME }`; `boundstone rules decision/constraint` has all forms
        "#);
    }

    #[test]
    fn torn_front_matter_enforces_nothing_and_says_so() {
        insta::assert_snapshot!(read("title: a: b\nenforce:\n  - forbid: { import: a }"), @r#"

        ! "title: a: b" the front matter is not valid YAML: mapping values are not allowed in this context | quote values that contain a colon, or that start with @, `, [ or {
        ! "enforce" `enforce` is not read, and enforces nothing | Correct the front matter first
        "#);
    }
}
