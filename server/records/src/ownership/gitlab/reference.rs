//! Owners in a word: `@user`, `@group/subgroup`, an email, `@@role`. GitLab finds them anywhere in
//! the word and passes over the rest of it.

use std::sync::Arc;

use boundstone_model::Owner;

use super::super::line::Span;

const ROLES: [&str; 3] = ["developer", "maintainer", "owner"];

/// Limits of GitLab's own expression for an email.
const LOCAL_CHARS_MAX: usize = 100;
const DOMAIN_CHARS_MAX: usize = 255;

/// Whether the word has the form of a role, known or not.
pub(super) fn is_role_like(word: &str) -> bool {
    word.strip_prefix("@@").is_some_and(|role| {
        !role.is_empty() && role.bytes().all(|byte| is_word(byte) || byte == b'-')
    })
}

/// Whether the word is one of GitLab's roles, in the singular or the plural and in any case.
pub(super) fn is_role(word: &str) -> bool {
    word.strip_prefix("@@").is_some_and(|role| {
        let role = role.to_ascii_lowercase();
        ROLES.contains(&role.as_str()) || ROLES.contains(&role.strip_suffix('s').unwrap_or(&role))
    })
}

pub(super) fn in_word(word: Span<'_>) -> Vec<Owner> {
    if is_role_like(word.text) {
        return vec![owner(word)];
    }
    let mut owners = Vec::new();
    let mut after_last = 0;
    for (at, _) in word.text.match_indices('@') {
        let found = email(word.text, after_last, at).or_else(|| name(word.text, at));
        if let Some((from, to)) = found.filter(|&(from, _)| from >= after_last) {
            owners.push(owner(word.part(from, to)));
            after_last = to;
        }
    }
    owners
}

fn owner(span: Span<'_>) -> Owner {
    Owner { name: Arc::from(span.text), range: span.range() }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The email around the `@` at `at`, which starts at `from` at the earliest.
fn email(word: &str, from: usize, at: usize) -> Option<(usize, usize)> {
    let local = word.get(from..at)?;
    let local = local.rsplit('@').next().unwrap_or(local);
    // `(@user` has the form of an email to GitLab, but only the user in it can be anyone.
    if !local.bytes().any(is_word) {
        return None;
    }
    let (start, _) = local.char_indices().rev().take(LOCAL_CHARS_MAX).last()?;
    let domain = word.get(at + 1..)?;
    let domain = domain.split('@').next().unwrap_or(domain);
    let within = domain.char_indices().take(DOMAIN_CHARS_MAX);
    let end = within.filter(|&(_, ch)| ch.is_ascii_alphanumeric() || ch == '_').last()?.0 + 1;
    Some((at - local.len() + start, at + 1 + end))
}

/// The user or group named from the `@` at `at`, unless a word or another `@` stands before it.
fn name(word: &str, at: usize) -> Option<(usize, usize)> {
    let before = word.get(..at)?.bytes().last();
    if before.is_some_and(|byte| is_word(byte) || byte == b'@') {
        return None;
    }
    let text = word.get(at + 1..)?;
    let mut end = 0;
    for segment in text.split('/') {
        let is_name = |byte: u8| is_word(byte) || byte == b'-' || byte == b'.';
        let run = segment.bytes().take_while(|&byte| is_name(byte)).count();
        let name = segment.get(..run)?.trim_end_matches('.');
        if name.is_empty() || name.starts_with('-') {
            break;
        }
        end = if end == 0 { name.len() } else { end + 1 + name.len() };
        if name.len() < segment.len() {
            break;
        }
    }
    (end > 0).then_some((at, at + 1 + end))
}

#[cfg(test)]
mod tests {
    use super::super::super::line::lines;
    use super::*;

    fn owners(word: &str) -> Vec<String> {
        let [line] = lines(word, &mut Vec::new())[..] else { panic!("one line") };
        in_word(line.content).iter().map(|owner| owner.name.to_string()).collect()
    }

    #[test]
    fn owners_are_found_inside_words() {
        assert_eq!(owners("@user-1,"), ["@user-1"]);
        assert_eq!(owners("(@a,@b)"), ["@a", "@b"]);
        assert_eq!(owners("@group/nested-on/other-group."), ["@group/nested-on/other-group"]);
        assert_eq!(owners("@a.b/"), ["@a.b"]);
        assert_eq!(owners("some.one(x)@example.nl,"), ["some.one(x)@example.nl"]);
        assert_eq!(owners("s.o{m}e-o_n|e@example.nl"), ["s.o{m}e-o_n|e@example.nl"]);
        for none in ["user", "@", "@-a", "a@", "@@@maintainer", "@@owner."] {
            assert!(owners(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn roles_have_plurals_and_any_case() {
        for role in ["@@owner", "@@mAintainer", "@@deVeloperS"] {
            assert!(is_role(role) && is_role_like(role), "{role}");
        }
        for other in ["@@reporter", "@@developersy", "a@@owner", "@owner"] {
            assert!(!is_role(other), "{other}");
        }
    }
}
