//! A glob of names and stars, matched name by name: most are, and each is asked of many paths.

use crate::ownership::Glob;

/// The part of a glob behind the place that it names.
#[derive(Debug)]
pub(super) struct Pattern {
    steps: Box<[Step]>,
    /// It ends in `**`: what it names is not meant itself.
    is_only_below: bool,
}

#[derive(Debug)]
enum Step {
    /// `**`: any number of names, also none.
    AnyDepth,
    Name(Box<str>),
    /// A name with `*` in it.
    Glob(Glob),
}

const ANY_DEPTH: &str = "**";

impl Pattern {
    /// `None` for a glob with anything but names and stars.
    pub(super) fn new(behind: &str) -> Option<Self> {
        let named = behind.trim_end_matches('/');
        let above = named.strip_suffix(ANY_DEPTH).and_then(|it| it.strip_suffix('/'));
        // What a slash behind `**` means is left to the library.
        if above.is_some() && named != behind {
            return None;
        }
        let steps: Option<Box<[Step]>> = above.unwrap_or(named).split('/').map(Step::new).collect();
        let steps = steps?;
        let is_twice = |two: &[Step]| matches!(two, [Step::AnyDepth, Step::AnyDepth]);
        let ends_in_any_depth = matches!(steps.last(), Some(Step::AnyDepth));
        let is_told = !ends_in_any_depth && !steps.windows(2).any(is_twice);
        is_told.then_some(Self { steps, is_only_below: above.is_some() })
    }

    /// Whether it means the path, given from behind the place, or a folder around it.
    ///
    /// Goes back to the last `**` only: whatever an earlier one could still pass over, the last one can too.
    pub(super) fn is_match(&self, behind: &str) -> bool {
        let (mut step, mut rest) = (0, Some(behind));
        let mut last_any_depth: Option<(usize, Option<&str>)> = None;
        loop {
            let next = match self.steps.get(step) {
                None => return rest.is_some() || !self.is_only_below,
                Some(Step::AnyDepth) => {
                    step += 1;
                    last_any_depth = Some((step, rest));
                    continue;
                }
                Some(next) => next,
            };
            let taken = rest.map(split_first).filter(|(name, _)| next.takes(name));
            if let Some((_, after)) = taken {
                (step, rest) = (step + 1, after);
                continue;
            }
            let Some((after_it, from)) = &mut last_any_depth else { return false };
            let Some(passed) = *from else { return false };
            *from = split_first(passed).1;
            (step, rest) = (*after_it, *from);
        }
    }
}

impl Step {
    fn new(name: &str) -> Option<Self> {
        if name == ANY_DEPTH {
            return Some(Self::AnyDepth);
        }
        if name.is_empty() || name.contains(['?', '[', ']', '{', '}', '\\']) {
            return None;
        }
        // Two stars in a name are one to some, and an error to others.
        if name.contains(ANY_DEPTH) {
            return None;
        }
        Some(if name.contains('*') { Self::Glob(Glob::new(name)) } else { Self::Name(name.into()) })
    }

    fn takes(&self, name: &str) -> bool {
        match self {
            Self::AnyDepth => true,
            Self::Name(own) => **own == *name,
            Self::Glob(glob) => glob.is_match(name),
        }
    }
}

/// The first name of a path, and what follows it.
fn split_first(path: &str) -> (&str, Option<&str>) {
    let Some(slash) = path.bytes().position(|byte| byte == b'/') else { return (path, None) };
    (path.get(..slash).unwrap_or_default(), path.get(slash + 1..))
}
