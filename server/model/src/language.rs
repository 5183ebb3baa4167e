use crate::RepoPath;

/// A language whose files Boundstone extracts facts from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Language {
    Rust,
    TypeScript,
    Tsx,
    JavaScript,
    /// Lines of Markdown may mention decisions; it has no items.
    Markdown,
}

impl Language {
    /// The language that a file's name says; `None` for a file that is only a path to Boundstone.
    pub fn of(path: &RepoPath) -> Option<Self> {
        match path.extension()? {
            "rs" => Some(Self::Rust),
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
            Self::TypeScript | Self::Tsx => "typescript",
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
