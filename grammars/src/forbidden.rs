//! Where code does what a decision forbids: an import, a call, or what a query matches.
//!
//! What it is not: name resolution. A name is followed through the imports of its own file, and no further.

use std::cell::OnceCell;

use boundstone_model::{Constraint, Demand, FileFacts, Language};
use boundstone_text::TextRange;
use memchr::memmem;

use crate::query::Query;
use crate::syntax_tree::SyntaxTree;
use crate::{rust, typescript};

/// A constraint, ready to be looked for.
#[derive(Debug)]
pub enum Forbidden {
    Import(Path),
    Call(Callee),
    Query(Query),
}

/// A path as it is written: `std::time`, or a module specifier.
#[derive(Debug)]
pub struct Path {
    written: String,
    /// Without `r#`; a specifier is one segment.
    segments: Vec<String>,
}

#[derive(Debug)]
pub enum Callee {
    Function(Path),
    /// `println!`
    Macro(Path),
    /// `.unwrap`, of whatever value.
    Method(String),
    /// `node:fs#readFileSync`: what a module of JavaScript exports.
    Export {
        module: Path,
        name: String,
    },
}

impl Path {
    fn new(written: &str) -> Self {
        let segments = written.trim_start_matches("::").split("::");
        let segments = segments.map(|it| boundstone_model::bare(it).replace('-', "_")).collect();
        Self { written: written.to_owned(), segments }
    }

    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    pub(crate) fn segments(&self) -> &[String] {
        &self.segments
    }

    /// What stands in every text that names it.
    fn needle(&self, language: Language) -> &str {
        match language {
            Language::Rust => self.segments.last().map_or("", String::as_str),
            _ => &self.written,
        }
    }

    fn is_of(&self, language: Language) -> bool {
        match language {
            Language::Rust => {
                !self.written.contains(['/', '@', '#', '.', ':']) || self.written.contains("::")
            }
            _ => !self.written.contains("::"),
        }
    }
}

impl Forbidden {
    /// What the constraint forbids; `None` for one that forbids nothing.
    ///
    /// # Errors
    /// Why nothing can be looked for, as a sentence without a full stop.
    pub fn new(constraint: &Constraint) -> Result<Option<Self>, String> {
        let what = &*constraint.what.value;
        Ok(Some(match constraint.demand {
            Demand::ForbidImport => Self::Import(Path::new(what)),
            Demand::ForbidCall => Self::Call(Callee::new(what)?),
            Demand::ForbidQuery(language) => Self::Query(Query::new(language, what)?),
            Demand::Freeze | Demand::Review => return Ok(None),
        }))
    }

    /// Whether a text can hold it, by its bytes alone; never false when it does.
    pub fn may_stand_in(&self, language: Language, text: &str) -> bool {
        let needle = match self {
            Self::Import(path) if !path.is_of(language) => return false,
            Self::Import(path) => bare_specifier(path.needle(language)),
            Self::Call(callee) => match callee.needle(language) {
                Some(needle) => needle,
                None => return false,
            },
            Self::Query(query) => return query.is_of(language),
        };
        memmem::find(text.as_bytes(), needle.as_bytes()).is_some()
    }
}

/// A module of Node without its optional `node:`.
pub(crate) fn bare_specifier(specifier: &str) -> &str {
    specifier.strip_prefix("node:").unwrap_or(specifier)
}

impl Callee {
    fn new(what: &str) -> Result<Self, String> {
        let is_name = |name: &str| {
            !name.is_empty()
                && name.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | '$'))
        };
        let segments_are_names = |path: &str, separator| path.split(separator).all(is_name);
        if let Some(method) = what.strip_prefix('.') {
            let method = method.trim_end_matches("()");
            return match is_name(method) {
                true => Ok(Self::Method(method.to_owned())),
                false => Err(format!("`{what}` is no method: write `.unwrap`")),
            };
        }
        if let Some((module, name)) = what.split_once('#') {
            return match !module.is_empty() && segments_are_names(name, ".") {
                true => Ok(Self::Export { module: Path::new(module), name: name.to_owned() }),
                false => Err(format!("`{what}` is no export: write `node:fs#readFileSync`")),
            };
        }
        let written = what.trim_end_matches("()").trim_start_matches("::");
        let is_macro = written.ends_with('!');
        let written = written.trim_end_matches('!');
        let names = written.replace("r#", "");
        if !segments_are_names(&names, "::") && !segments_are_names(&names, ".") {
            return Err(format!("`{what}` is no path of a function: write it as the code does"));
        }
        let path = Path::new(written);
        Ok(if is_macro { Self::Macro(path) } else { Self::Function(path) })
    }

    /// What stands in every text that calls it; `None` where no text of the language can.
    fn needle(&self, language: Language) -> Option<&str> {
        let is_rust = language == Language::Rust;
        match self {
            Self::Method(name) => Some(name.as_str()),
            Self::Macro(path) => is_rust.then(|| path.needle(language)),
            Self::Export { module, .. } => (!is_rust).then(|| bare_specifier(module.written())),
            Self::Function(path) if !path.is_of(language) => None,
            Self::Function(path) if is_rust => Some(path.needle(language)),
            Self::Function(path) => path.written.split('.').next(),
        }
    }
}

/// The code of one file, in which what is forbidden is looked for.
pub struct Code<'a> {
    language: Language,
    text: &'a str,
    tree: &'a SyntaxTree,
    /// What is read of it once, when it is needed.
    rust: OnceCell<rust::Uses>,
    facts: OnceCell<FileFacts>,
}

impl<'a> Code<'a> {
    /// `tree` must be that of exactly this text.
    pub fn new(language: Language, text: &'a str, tree: &'a SyntaxTree) -> Self {
        let (rust, facts) = Default::default();
        Self { language, text, tree, rust, facts }
    }

    /// Where the code does what is forbidden, in source order.
    ///
    /// # Errors
    /// When it takes more than a file may cost, as a clause.
    pub fn find(&self, forbidden: &Forbidden) -> Result<Vec<TextRange>, String> {
        if !forbidden.may_stand_in(self.language, self.text) {
            return Ok(Vec::new());
        }
        let tree = self.tree;
        let mut found = match forbidden {
            Forbidden::Query(query) => query.find(self.language, self.text, tree)?,
            Forbidden::Call(Callee::Method(name)) => crate::method::calls(self.text, tree, name),
            Forbidden::Import(path) if self.is_rust() => self.rust().imports(self.text, path),
            Forbidden::Call(Callee::Function(path)) if self.is_rust() => {
                self.rust().calls(self.text, path, false)
            }
            Forbidden::Call(Callee::Macro(path)) if self.is_rust() => {
                self.rust().calls(self.text, path, true)
            }
            Forbidden::Import(path) => {
                typescript::forbidden::imports(self.text, self.facts(), path.written())
            }
            Forbidden::Call(Callee::Export { module, name }) => {
                typescript::forbidden::exports(self.facts(), module.written(), name)
            }
            Forbidden::Call(Callee::Function(path)) => {
                let facts = self.facts();
                typescript::forbidden::globals(facts, self.text, tree.tree(), path.written())
            }
            Forbidden::Call(Callee::Macro(_)) => Vec::new(),
        };
        found.sort();
        found.dedup();
        Ok(found)
    }

    fn is_rust(&self) -> bool {
        self.language == Language::Rust
    }

    fn rust(&self) -> &rust::Uses {
        self.rust.get_or_init(|| rust::Uses::of(self.text, self.tree.tree()))
    }

    fn facts(&self) -> &FileFacts {
        let extract = || crate::extract(self.language, self.text, Some(self.tree)).0;
        self.facts.get_or_init(extract)
    }
}
