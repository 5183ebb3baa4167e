use std::sync::Arc;

use boundstone_model::NpmTarget;
use jsonc_parser::ast::Value;

use crate::manifest::json::{self, Names};

/// More ways to files, or more conditions on one way, are not written by hand. What conditions cost is
/// the product of both.
const MAX_WAYS: usize = 20_000;
const MAX_CONDITIONS: usize = 16;

/// The package itself, as a key of `exports`.
const WHOLE: &str = ".";

/// What `exports` says; `None` where it says nothing. With the reason why that may not be all.
pub(super) fn exports(
    value: Option<&Value>,
    names: &mut Names,
) -> (Option<Box<[NpmTarget]>>, Option<String>) {
    let Some(value) = value.filter(|value| value.as_null_keyword().is_none()) else {
        return (None, None);
    };
    let mut reading = Reading::new("exports", names);
    let entries = json::entries(value);
    let paths = entries.iter().filter(|(key, _)| key.starts_with(WHOLE));
    if paths.clone().next().is_none() {
        reading.key(WHOLE, value);
    } else {
        if paths.clone().count() < entries.len() {
            reading.refuse("mixes paths with conditions");
        }
        paths.for_each(|(key, value)| reading.key(key, value));
    }
    (Some(reading.ways.into()), reading.reason)
}

/// What `imports` says, and the reason why that may not be all.
pub(super) fn imports(
    value: Option<&Value>,
    names: &mut Names,
) -> (Box<[NpmTarget]>, Option<String>) {
    let mut reading = Reading::new("imports", names);
    let entries = value.map(json::entries).unwrap_or_default();
    let entries = entries.iter().filter(|(key, _)| key.starts_with('#'));
    entries.for_each(|(key, value)| reading.key(key, value));
    (reading.ways.into(), reading.reason)
}

/// The ways of one of the two keys, so far.
struct Reading<'n> {
    of: &'static str,
    names: &'n mut Names,
    ways: Vec<NpmTarget>,
    reason: Option<String>,
}

impl<'n> Reading<'n> {
    fn new(of: &'static str, names: &'n mut Names) -> Self {
        Self { of, names, ways: Vec::new(), reason: None }
    }

    fn key(&mut self, key: &str, value: &Value) {
        let key = self.names.of(key);
        self.value(&key, &mut Vec::new(), value, false);
    }

    /// Adds the ways of `value`, which stands below `conditions`. Where it is one of several
    /// alternatives, what is no target is passed over instead of blocking.
    fn value(
        &mut self,
        key: &Arc<str>,
        conditions: &mut Vec<Arc<str>>,
        value: &Value,
        is_alternative: bool,
    ) {
        match value {
            Value::Object(_) if conditions.len() == MAX_CONDITIONS => {
                self.refuse("nests too many conditions");
            }
            Value::Object(_) => {
                for (condition, value) in json::entries(value) {
                    conditions.push(self.names.of(condition));
                    self.value(key, conditions, value, is_alternative);
                    conditions.pop();
                }
            }
            Value::Array(_) => {
                let before = self.ways.len();
                for value in json::items(value) {
                    self.value(key, conditions, value, true);
                }
                if before == self.ways.len() && !is_alternative {
                    self.push(key, conditions, None);
                }
            }
            Value::StringLit(target) => {
                let target = self.names.of(&target.value);
                self.push(key, conditions, Some(target));
            }
            _ if is_alternative => {}
            _ => self.push(key, conditions, None),
        }
    }

    fn push(&mut self, key: &Arc<str>, conditions: &[Arc<str>], target: Option<Arc<str>>) {
        if self.ways.len() == MAX_WAYS {
            return self.refuse("has too many entries");
        }
        self.ways.push(NpmTarget { key: Arc::clone(key), conditions: conditions.into(), target });
    }

    fn refuse(&mut self, why: &str) {
        self.reason.get_or_insert_with(|| format!("`{}` {why}", self.of));
    }
}
