//! Each dialect's patterns, normalised to [`Pattern`].

use boundstone_model::{Pattern, Segment};

/// No path that git stores and a file system holds is longer, escapes included.
const NORMALISED_BYTES_MAX: usize = 16 * 1024;

/// A GitHub pattern that has been found free of what GitHub does not read. `None` when it is longer
/// than any path.
///
/// A slash at the start or in the middle anchors it at the root; a name covers what is below it; a
/// last `*` covers the direct children only.
pub(super) fn github(pattern: &str) -> Option<Pattern> {
    let mut names: Vec<&str> = pattern.split('/').collect();
    let is_folder = names.len() > 1 && names.last() == Some(&"");
    if is_folder {
        names.pop();
    }
    let is_anchored = names.len() > 1;
    if is_anchored && names.first() == Some(&"") {
        names.remove(0);
    }
    let mut segments = Vec::new();
    if !is_anchored {
        segments.push(Segment::AnyDepth);
    }
    segments.extend(names.iter().map(|name| match *name {
        // Folders at any depth, and so the content of every folder.
        "**" if is_folder && !is_anchored => segment("*"),
        "**" => Segment::AnyDepth,
        name => segment(name),
    }));
    let is_whole_content = is_folder || segments.last() == Some(&Segment::AnyDepth);
    let covers_children_only = names.last() == Some(&"*");
    let (matches_self, matches_below) = match (is_whole_content, covers_children_only) {
        (true, _) => (false, true),
        (false, true) => (true, false),
        (false, false) => (true, true),
    };
    finished(segments, matches_self, matches_below)
}

/// Why a pattern in the syntax of Ruby's `File.fnmatch` has no rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unmatchable {
    /// A `[` without its `]`, with which nothing matches.
    UnclosedSet,
    TooLong,
}

/// A GitLab pattern, after GitLab's own normalisation, so that it starts with `/`. It is matched as
/// Ruby's `File.fnmatch` does with `FNM_DOTMATCH | FNM_PATHNAME`: `**` is any depth only before a
/// slash, and `*` elsewhere.
pub(super) fn fnmatch(pattern: &str) -> Result<Pattern, Unmatchable> {
    let relative = pattern.strip_prefix('/').unwrap_or(pattern);
    if unclosed_set(relative).is_some() {
        return Err(Unmatchable::UnclosedSet);
    }
    let names = names(relative);
    let segments = names.iter().enumerate().map(|(at, name)| match name.as_str() {
        "**" if at + 1 < names.len() => Segment::AnyDepth,
        name => segment(name),
    });
    finished(segments.collect(), true, false).ok_or(Unmatchable::TooLong)
}

/// The offset of a `[` without its `]`.
pub(super) fn unclosed_set(pattern: &str) -> Option<usize> {
    let mut chars = pattern.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        match ch {
            '\\' => {
                chars.next();
            }
            '[' => {
                let Some(end) = set_end(pattern, at) else { return Some(at) };
                while chars.next_if(|&(next, _)| next < end).is_some() {}
            }
            _ => {}
        }
    }
    None
}

/// The names between the slashes; a slash inside a set is part of it. An escaped slash is a slash.
fn names(pattern: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut name = String::new();
    let mut chars = pattern.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let is_escaped_slash = ch == '\\' && chars.next_if(|&(_, next)| next == '/').is_some();
        if ch == '/' || is_escaped_slash {
            names.push(std::mem::take(&mut name));
            continue;
        }
        let end = match ch {
            '\\' => at + 1 + chars.next().map_or(0, |(_, escaped)| escaped.len_utf8()),
            '[' => set_end(pattern, at).unwrap_or(pattern.len()),
            _ => at + ch.len_utf8(),
        };
        while chars.next_if(|&(next, _)| next < end).is_some() {}
        name.push_str(pattern.get(at..end).unwrap_or_default());
    }
    names.push(name);
    names
}

/// The offset after the `]` that closes the set that opens at `open`. A `]` closes it also as the
/// first character, as Ruby has it.
fn set_end(pattern: &str, open: usize) -> Option<usize> {
    let mut chars = pattern.get(open + 1..)?.char_indices().peekable();
    chars.next_if(|&(_, ch)| matches!(ch, '!' | '^'));
    while let Some((at, ch)) = chars.next() {
        match ch {
            ']' => return Some(open + 1 + at + 1),
            '\\' => {
                chars.next();
            }
            _ => {}
        }
    }
    None
}

/// One name: a literal when nothing in it is special, else a glob with stars in a row made one.
fn segment(name: &str) -> Segment {
    let mut literal = String::with_capacity(name.len());
    let mut glob = String::with_capacity(name.len());
    let mut is_glob = false;
    let mut chars = name.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\\' => {
                // A backslash at the end stands for itself.
                let escaped = chars.next().unwrap_or('\\');
                glob.extend(['\\', escaped]);
                literal.push(escaped);
            }
            '*' => {
                while chars.next_if_eq(&'*').is_some() {}
                glob.push('*');
                is_glob = true;
            }
            _ => {
                is_glob |= matches!(ch, '?' | '[');
                glob.push(ch);
                literal.push(ch);
            }
        }
    }
    if is_glob { Segment::Glob(glob.into()) } else { Segment::Literal(literal.into()) }
}

fn finished(
    mut segments: Vec<Segment>,
    mut matches_self: bool,
    mut matches_below: bool,
) -> Option<Pattern> {
    segments.dedup_by(|a, b| *a == Segment::AnyDepth && *b == Segment::AnyDepth);
    // `x/**/*` is everything below `x`, which is cheaper to match.
    if let [.., Segment::AnyDepth, Segment::Glob(last)] = segments.as_slice()
        && &**last == "*"
        && matches_self
    {
        segments.truncate(segments.len() - 2);
        (matches_self, matches_below) = (false, true);
    }
    // Below a folder at any depth below `x` is below `x`.
    if !matches_self && segments.last() == Some(&Segment::AnyDepth) {
        segments.pop();
    }
    let bytes = |segment: &Segment| match segment {
        Segment::Literal(text) | Segment::Glob(text) => text.len() + 1,
        Segment::AnyDepth => 3,
    };
    let fits = segments.iter().map(bytes).sum::<usize>() <= NORMALISED_BYTES_MAX;
    fits.then(|| Pattern { segments: segments.into(), matches_self, matches_below })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `/` before each segment, quotes around literals, `=` for the path itself, `+` for what is below.
    fn shown(pattern: &Pattern) -> String {
        let mut text: String = pattern
            .segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(name) => format!("/'{name}'"),
                Segment::Glob(glob) => format!("/{glob}"),
                Segment::AnyDepth => "/**".to_owned(),
            })
            .collect();
        text.push_str(if pattern.matches_self { "=" } else { "" });
        text.push_str(if pattern.matches_below { "+" } else { "" });
        text
    }

    #[test]
    fn github_patterns_float_anchor_and_cover() {
        for (pattern, expected) in [
            ("foo", "/**/'foo'=+"),
            ("/foo", "/'foo'=+"),
            ("foo/", "/**/'foo'+"),
            ("a/b/", "/'a'/'b'+"),
            ("docs/*", "/'docs'/*="),
            ("/*", "/*="),
            ("*", "+"),
            ("**", "+"),
            ("/**", "+"),
            ("a/**", "/'a'+"),
            ("a/**/", "/'a'+"),
            ("a/**/*", "/'a'+"),
            ("a/**/b", "/'a'/**/'b'=+"),
            ("**/a", "/**/'a'=+"),
            ("*/", "/**/*+"),
            ("**/", "/**/*+"),
            ("x/*/", "/'x'/*+"),
            ("a**b/c", "/a*b/'c'=+"),
            (r"a\ b/\*", "/'a b'/'*'=+"),
        ] {
            assert_eq!(shown(&github(pattern).unwrap()), expected, "{pattern}");
        }
    }

    #[test]
    fn fnmatch_patterns_are_rubys() {
        for (pattern, expected) in [
            ("/**/*", "+"),
            ("/**/foo", "/**/'foo'="),
            ("/docs/**/*", "/'docs'+"),
            ("/docs/**", "/'docs'/*="),
            ("/a**/b", "/a*/'b'="),
            ("/x[a/b]y", "/x[a/b]y="),
            (r"/x\[a", "/'x[a'="),
            (r"/a\/b", "/'a'/'b'="),
            ("/{a,b}", "/'{a,b}'="),
        ] {
            assert_eq!(shown(&fnmatch(pattern).unwrap()), expected, "{pattern}");
        }
        assert_eq!(fnmatch("/a/x[bc"), Err(Unmatchable::UnclosedSet));
        assert_eq!(unclosed_set(r"a\[/[!]]x[\]"), Some(9));
    }
}
