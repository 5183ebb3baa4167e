//! How files looked when they were read.

use boundstone_model::RepoPath;

/// The print of each file whose look tells whether it changed. One list, by path: there is an entry for each
/// file of a repository, and of a hash table up to half is free.
#[derive(Default)]
pub(crate) struct Prints(Vec<(RepoPath, u64)>);

/// Up to so many files are put in their places one by one.
const FEW: usize = 64;

impl Prints {
    pub(crate) fn get(&self, path: &RepoPath) -> Option<u64> {
        let at = self.position(path).ok()?;
        self.0.get(at).map(|(_, print)| *print)
    }

    /// Notes how files look now; `None` forgets what was known of one. Of entries for one path the last counts.
    pub(crate) fn note(&mut self, looks: Vec<(RepoPath, Option<u64>)>) {
        if looks.len() <= FEW {
            looks.into_iter().for_each(|(path, print)| self.put(path, print));
            return;
        }
        let known =
            std::mem::take(&mut self.0).into_iter().map(|(path, print)| (path, Some(print)));
        let mut all: Vec<_> = known.chain(looks).collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                kept.1 = later.1;
            }
            is_same
        });
        self.0 = all.into_iter().filter_map(|(path, print)| Some((path, print?))).collect();
        self.0.shrink_to_fit();
    }

    fn put(&mut self, path: RepoPath, print: Option<u64>) {
        match (self.position(&path), print) {
            (Ok(at), Some(print)) => self.0.get_mut(at).into_iter().for_each(|it| it.1 = print),
            (Ok(at), None) => drop(self.0.remove(at)),
            (Err(at), Some(print)) => self.0.insert(at, (path, print)),
            (Err(_), None) => {}
        }
    }

    fn position(&self, path: &RepoPath) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(of: impl IntoIterator<Item = (u32, Option<u64>)>) -> Vec<(RepoPath, Option<u64>)> {
        let path = |number: u32| RepoPath::new(&format!("src/{number:04}.rs")).unwrap();
        of.into_iter().map(|(number, print)| (path(number), print)).collect()
    }

    #[test]
    fn many_at_once_are_what_they_are_one_by_one() {
        let first: Vec<_> = (0..200).map(|it| (it * 7 % 200, Some(u64::from(it)))).collect();
        let then: Vec<_> = (0..150).map(|it| (it * 3, (it % 4 > 0).then_some(9))).collect();
        let (mut at_once, mut in_turn) = (Prints::default(), Prints::default());
        for all in [first, then] {
            at_once.note(looks(all.clone()));
            all.into_iter().for_each(|one| in_turn.note(looks([one])));
        }
        assert_eq!(at_once.0, in_turn.0);
        assert!(at_once.0.len() > 240);
        for (path, print) in looks([(3, Some(9)), (12, None), (1, Some(143)), (599, None)]) {
            assert_eq!(at_once.get(&path), print, "{path}");
        }
    }
}
