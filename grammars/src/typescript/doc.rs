//! The tags of doc comments.

/// Comments with one of these say something of their file. Source: TSDoc, "@packageDocumentation"; JSDoc, "@file";
/// TypeDoc, "@module".
const OF_FILES: [&str; 5] =
    ["packageDocumentation", "module", "file", "fileoverview", "fileOverview"];

/// The doc comment that is of the item below `lead`: the last one, as TSDoc has it.
pub(super) fn doc_comment(lead: &str) -> Option<&str> {
    let mut above = lead;
    loop {
        let text = above.get(..above.rfind("*/")?)?;
        let start = text.rfind("/*")?;
        let comment = text.get(start..)?;
        if comment.starts_with("/**") && !is_of_the_file(comment) {
            return Some(comment);
        }
        above = text.get(..start)?;
    }
}

/// Whether a doc comment is of the file that it stands in.
fn is_of_the_file(comment: &str) -> bool {
    tags(comment).any(|tag| OF_FILES.contains(&tag))
}

/// The names behind the `@` of a doc comment, outside of code. An `@` within a word begins none: `acme@beta`.
pub(super) fn tags(comment: &str) -> impl Iterator<Item = &str> {
    let mut is_fenced = false;
    comment.lines().flat_map(move |line| {
        let line = line.trim_start_matches([' ', '\t', '*', '/']);
        let is_fence = line.starts_with("```");
        let is_code = is_fenced || is_fence;
        is_fenced ^= is_fence;
        tags_of_line(if is_code { "" } else { line })
    })
}

fn tags_of_line(line: &str) -> impl Iterator<Item = &str> {
    // Every second piece stands between backticks.
    line.split('`').step_by(2).flat_map(|prose| {
        let at = prose.match_indices('@').filter_map(|(at, _)| {
            let is_first = prose.get(..at)?.chars().next_back().is_none_or(char::is_whitespace);
            prose.get(at + 1..).filter(|_| is_first)
        });
        at.filter_map(|rest| rest.split(|ch: char| !ch.is_ascii_alphanumeric()).next())
    })
}
