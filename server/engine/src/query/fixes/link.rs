//! Links between records that follow the record that moved.

use boundstone_model::{DecisionName, Finding, Fix, LinkTarget, RepoPath};
use boundstone_text::TextRange;

use super::Asked;
use super::spelling::relative;
use crate::decisions::{Record, percent_decoded};

/// The link with the path of the one record that bears the file's name, or its number and words.
pub(super) fn broken(asked: &Asked<'_>, finding: &Finding) -> Option<Fix> {
    let index = asked.world.decisions.at(asked.path)?;
    let mut broken = asked.world.decisions.broken(index).iter();
    let link = broken.find(|link| link.range == finding.place.range)?;
    let LinkTarget::Href(href) = &link.target else { return None };
    let moved = moved(asked, href)?;
    let new = destination(asked, href, &moved.path)?;
    let range = destination_in(asked.text, link.range, href)?;
    let title = format!("Follow to {}", moved.path);
    Some(asked.settle(finding, title, true, (range, new)))
}

fn moved<'a>(asked: &Asked<'a>, href: &str) -> Option<&'a Record> {
    let decoded = percent_decoded(href);
    let name = decoded.rsplit('/').next()?;
    let records = || asked.world.decisions.iter().map(|(_, record)| record);
    let only = |found: Vec<&'a Record>| match found.as_slice() {
        [record] => Some(*record),
        _ => None,
    };
    let named: Vec<_> = records().filter(|it| it.path.name() == name).collect();
    if !named.is_empty() {
        return only(named);
    }
    let old = DecisionName::of(&RepoPath::new(name)?);
    let number = old.number.filter(|_| !old.words.is_empty())?;
    let is_same = |record: &&Record| {
        record.file.number == Some(number)
            && DecisionName::of(&record.path).words.eq_ignore_ascii_case(&old.words)
    };
    only(records().filter(is_same).collect())
}

/// How the record at `path` is linked from here: from the root, or relative, as it was.
fn destination(asked: &Asked<'_>, href: &str, path: &RepoPath) -> Option<String> {
    let folder = asked.path.parent().unwrap_or_else(RepoPath::root);
    let new = match href.starts_with('/') {
        true => format!("/{path}"),
        false => {
            let new = relative(&folder, path, true);
            let is_dotted = href.starts_with("./");
            new.strip_prefix("./").filter(|_| !is_dotted).map(str::to_owned).unwrap_or(new)
        }
    };
    let is_plain = |ch: char| ch.is_alphanumeric() || "/._-".contains(ch);
    new.chars().all(is_plain).then_some(new)
}

/// Where the destination stands in the link: the last time that it is written there.
fn destination_in(text: &str, link: TextRange, href: &str) -> Option<TextRange> {
    let at = link.start() as usize + link.slice(text).rfind(href)?;
    Some(TextRange::of(at..at + href.len()))
}
