use boundstone_model::RepoPath;
use globset::{GlobBuilder, GlobMatcher};

use crate::globs;

/// Whose rules a glob over folders follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tool {
    /// The `glob` crate: `*`, `**`, `?`, `[…]`; braces stand for themselves.
    Cargo,
    /// What npm, yarn and pnpm have in common: braces too; a wildcard matches no leading dot.
    Npm,
}

/// A glob over folders, as the list of members of a workspace has them.
#[derive(Debug)]
pub(super) struct FolderGlob {
    /// The folder that all it matches lies in, or is.
    base: RepoPath,
    /// From there.
    segments: Vec<Segment>,
}

#[derive(Debug)]
enum Segment {
    Literal(String),
    /// `*`: any one name, and whether it matches those with a leading dot.
    One(bool),
    /// A pattern within one name, and whether it matches names with a leading dot.
    Pattern(GlobMatcher, bool),
    /// `**`: any number of names, and whether it matches those with a leading dot.
    Any(bool),
}

impl FolderGlob {
    /// `glob` as seen from `folder`, or why it is not understood.
    pub fn new(folder: &RepoPath, glob: &str, tool: Tool) -> Result<Self, String> {
        let outside = || format!("the members `{glob}` are not inside the repository");
        let mut base = folder.clone();
        let mut segments = Vec::new();
        for part in split(glob) {
            match (part, Segment::new(part, glob, tool)?) {
                ("" | ".", _) => {}
                (part, Segment::Literal(_)) if segments.is_empty() => {
                    base = base.join(part).ok_or_else(outside)?;
                }
                ("..", _) => return Err(format!("the members `{glob}` climb from a wildcard")),
                (_, segment) => segments.push(segment),
            }
        }
        Ok(Self { base, segments })
    }

    /// The one folder that it can match, when it has no wildcard.
    pub fn literal(&self) -> Option<&RepoPath> {
        self.segments.is_empty().then_some(&self.base)
    }

    /// Costs at most the length of the pattern times the depth of the folder.
    pub fn matches(&self, folder: &RepoPath) -> bool {
        let Some(below) = folder.strip_prefix(&self.base) else { return false };
        if self.segments.is_empty() {
            return below.is_empty();
        }
        // `reached[n]`: the first n segments match the names so far.
        let mut reached = vec![false; self.segments.len() + 1];
        set(&mut reached, 0);
        self.skip_any(&mut reached);
        for name in below.split('/').filter(|name| !name.is_empty()) {
            let mut next = vec![false; self.segments.len() + 1];
            for (at, segment) in self.segments.iter().enumerate() {
                if reached.get(at) == Some(&true) && segment.matches(name) {
                    set(&mut next, if matches!(segment, Segment::Any(_)) { at } else { at + 1 });
                }
            }
            self.skip_any(&mut next);
            reached = next;
        }
        reached.last() == Some(&true)
    }

    /// `**` matches no name, too.
    fn skip_any(&self, reached: &mut [bool]) {
        for (at, segment) in self.segments.iter().enumerate() {
            if matches!(segment, Segment::Any(_)) && reached.get(at) == Some(&true) {
                set(reached, at + 1);
            }
        }
    }
}

fn set(reached: &mut [bool], at: usize) {
    if let Some(slot) = reached.get_mut(at) {
        *slot = true;
    }
}

impl Segment {
    fn new(part: &str, glob: &str, tool: Tool) -> Result<Self, String> {
        let is_cargo = tool == Tool::Cargo;
        match part {
            "*" => return Ok(Self::One(is_cargo)),
            "**" => return Ok(Self::Any(is_cargo)),
            _ => {}
        }
        let special: &[char] =
            if is_cargo { &['*', '?', '['] } else { &['*', '?', '[', '{', '(', '\\'] };
        if !part.contains(special) {
            return Ok(Self::Literal(part.to_owned()));
        }
        if !is_cargo && (part.contains('/') || part.contains('(')) {
            return Err(format!(
                "the members `{glob}` are written with a pattern that is not read"
            ));
        }
        let pattern =
            if is_cargo { part.replace('{', "[{]").replace('}', "[}]") } else { part.to_owned() };
        globs::check(part).map_err(|why| format!("the members `{glob}`: {why}"))?;
        let matcher = GlobBuilder::new(&pattern)
            .literal_separator(true)
            .backslash_escape(!is_cargo)
            .build()
            .map_err(|error| format!("the members `{glob}`: {error}"))?
            .compile_matcher();
        Ok(Self::Pattern(matcher, is_cargo || part.starts_with('.')))
    }

    fn matches(&self, name: &str) -> bool {
        match self {
            Self::Literal(literal) => literal == name,
            Self::Pattern(matcher, with_dot) => {
                (*with_dot || !name.starts_with('.')) && matcher.is_match(name)
            }
            Self::One(with_dot) | Self::Any(with_dot) => *with_dot || !name.starts_with('.'),
        }
    }
}

/// The parts of a glob between the slashes that stand outside braces.
fn split(glob: &str) -> Vec<&str> {
    let mut depth = 0usize;
    glob.split(|ch| {
        match ch {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        ch == '/' && depth == 0
    })
    .collect()
}
