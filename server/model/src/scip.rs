//! What an `index.scip` says of the names of members.

use std::collections::BTreeMap;

use crate::RepoPath;

/// The uses of one SCIP index, by the file that uses. What a file uses of itself is not among them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ScipIndex {
    pub uses: BTreeMap<RepoPath, Box<[ScipUse]>>,
    /// The package of each file that defines something, by its number.
    pub packages: BTreeMap<RepoPath, u32>,
}

/// A symbol that a file uses, however often.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ScipUse {
    pub name: Box<str>,
    /// The type that it is a member of, without generics; empty for none.
    pub holder: Box<str>,
    pub definer: ScipDefiner,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ScipDefiner {
    File(RepoPath),
    /// Somewhere in a package: what a macro made has no place in a text.
    Package(u32),
}

impl ScipIndex {
    /// Whether the file `user` uses what `definer` defines under this name, as a member of `holder`; `None`
    /// where the holder is not known by its type.
    pub fn confirms(
        &self,
        user: &RepoPath,
        definer: &RepoPath,
        holder: Option<&str>,
        name: &str,
    ) -> bool {
        let Some(uses) = self.uses.get(user) else { return false };
        let first = uses.partition_point(|it| &*it.name < name);
        let named = uses.iter().skip(first).take_while(|it| &*it.name == name);
        named.filter(|it| holder.is_none_or(|holder| &*it.holder == holder)).any(|it| {
            match &it.definer {
                ScipDefiner::File(file) => file == definer,
                ScipDefiner::Package(package) => self.packages.get(definer) == Some(package),
            }
        })
    }
}
