use serde::{Deserialize, Serialize};

use crate::RepoPath;

/// A language whose files Boundstone extracts facts from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Language {
    Rust,
    TypeScript,
    Tsx,
    JavaScript,
    /// Lines of Markdown may mention decisions; it has no items.
    Markdown,
    /// TypeScript without bodies, in a file whose name ends with `.d.ts` or the like: there a name may be
    /// exported without the word.
    Declarations,
}

impl Language {
    /// The language that a file's name says; `None` for a file that is only a path to Boundstone.
    pub fn of(path: &RepoPath) -> Option<Self> {
        match path.extension()? {
            "rs" => Some(Self::Rust),
            "ts" | "mts" | "cts" if is_declaration_file(path) => Some(Self::Declarations),
            "ts" | "mts" | "cts" => Some(Self::TypeScript),
            "tsx" => Some(Self::Tsx),
            "js" | "jsx" | "mjs" | "cjs" => Some(Self::JavaScript),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// Whether files of the language define items.
    pub fn is_code(self) -> bool {
        self != Self::Markdown
    }

    /// The name in JSON answers; TypeScript and TSX are one language to a reader.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::TypeScript | Self::Tsx | Self::Declarations => "typescript",
            Self::JavaScript => "javascript",
            Self::Markdown => "markdown",
        }
    }

    /// The language of this name; of TypeScript, the one without elements.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Rust, Self::TypeScript, Self::JavaScript, Self::Markdown];
        all.into_iter().find(|it| it.name() == name)
    }

    /// What separates the parts of a symbol's path.
    pub fn separator(self) -> &'static str {
        match self {
            Self::Rust => "::",
            _ => ".",
        }
    }
}

/// Source: TypeScript Handbook, "Type Declarations", and `allowArbitraryExtensions`, which adds the ending
/// of another file: `data.d.json.ts`.
fn is_declaration_file(path: &RepoPath) -> bool {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    let mut parts = name.rsplit('.').skip(1);
    parts.next() == Some("d") || parts.next() == Some("d") && name.ends_with(".ts")
}
