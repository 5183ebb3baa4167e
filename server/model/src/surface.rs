use std::collections::BTreeSet;

use crate::place::Name;
use crate::{Implementation, ItemKind, Language, LeftCall, Place, RepoPath, Signature, Stability};

/// All that one boundary shows to others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Surface {
    pub boundary: Name,
    /// By symbol, kind and condition.
    pub items: Vec<SurfaceItem>,
    /// Names that it shows and that are no item of it: those of other packages. By symbol.
    pub handed_on: Vec<HandedOnName>,
    /// Paths that lead to something public, by an import that documentation hides.
    pub hidden_paths: BTreeSet<Name>,
    /// Paths of items that stand in a module which documentation hides, and that a re-export outside of it shows.
    pub hidden_at_home: BTreeSet<Name>,
    /// Those of them that an import names.
    pub handed_on_from_hidden: Vec<HandedOnName>,
    /// The traits that are implemented for types, where users can name both.
    pub implemented: Vec<ImplementedTrait>,
    /// What could not be looked into, and why: then there may be more.
    pub not_checked: Vec<(RepoPath, String)>,
    /// Calls of macros that are not followed.
    pub left_calls: Vec<(RepoPath, LeftCall)>,
    /// Ways into the boundary, and files whose names it hands on, that lead to nothing that is in the repository: what
    /// they bring may change with any file of the boundary.
    pub lost: Vec<(RepoPath, String)>,
    /// There are files of Rust that are half typed: what they hold, and lead to, is known in part.
    pub is_half_typed: bool,
}

impl Surface {
    /// What documentation shows of it: of items whose home it hides, only that an import names them, as `cargo public-api`
    /// has it.
    #[must_use]
    pub fn documented(mut self) -> Self {
        let hidden = &self.hidden_at_home;
        let is_hidden = |path: &Name| {
            let ends = path.match_indices("::").map(|(end, _)| end).chain([path.len()]);
            ends.filter_map(|end| path.get(..end)).any(|it| hidden.contains(it))
        };
        self.items.retain(|item| !item.paths.iter().all(is_hidden));
        self.handed_on.append(&mut self.handed_on_from_hidden);
        self.handed_on.sort_by(|a, b| a.paths.cmp(&b.paths));
        self
    }
}

/// An `impl` of a trait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImplementedTrait {
    /// Every path of the type.
    pub paths: Vec<Name>,
    /// As that of [`SurfaceItem`].
    pub known_as: Option<Name>,
    /// Every path of the trait, where it is one of the boundary itself.
    pub own_trait: Vec<Name>,
    pub head: Implementation,
    /// Something is written in it.
    pub has_members: bool,
    /// As that of [`SurfaceItem`].
    pub cfg: Option<Name>,
    pub place: Place,
}

/// A name of another package, or of a file that is not there, that a boundary exports.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandedOnName {
    /// As those of [`SurfaceItem`]. `*` stands for every name of another package.
    pub paths: Vec<Name>,
    /// What its definer calls it; `*` for all of it as one object.
    pub name: Name,
    /// The specifier that names the other package.
    pub from: Name,
    /// Where its definer is in the repository, and it is one item.
    pub kind: Option<ItemKind>,
    /// Of Rust: where the names of all that it means stand, if all of that is in the repository: of a module its declaration, of
    /// a whole package the beginning of its library.
    pub leads_to: Vec<Place>,
    /// As that of [`SurfaceItem`].
    pub cfg: Option<Name>,
    pub place: Place,
}

/// One public item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SurfaceItem {
    /// Every path under which a consumer can name it, the shortest first; without the boundary's name. Behind those, as
    /// `prelude::_`, where a module brings a trait into scope without a name.
    pub paths: Vec<Name>,
    pub kind: ItemKind,
    pub language: Language,
    /// A field, a variant, or another member that the signature of its owner tells of.
    pub is_part: bool,
    /// `None` where the text is not to be had.
    pub signature: Option<Signature>,
    pub stability: Option<Stability>,
    /// The condition under which it is compiled, from the outermost module inwards.
    pub cfg: Option<Name>,
    /// The trait whose implementation brings it, as it is written.
    pub of_trait: Option<Name>,
    /// Of a member of a type of others: its path with the parameters by their places. Not shown; it is found again by it
    /// when a parameter is renamed.
    pub known_as: Option<Name>,
    /// Those of its paths under which it is a type alone, by TypeScript's `export type { A }`, and its value is of no use.
    pub type_only_paths: Vec<Name>,
    /// Its path names a type as an import does, because the crate of that type is not in the repository: where the crate
    /// defines it may have another path.
    pub is_as_imported: bool,
    /// A default of the trait, which the implementation leaves as it is.
    pub is_inherited: bool,
    /// The macro that makes it, where it is written nowhere itself: then its place is the macro's name where it is called.
    pub made_by: Option<Name>,
    pub place: Place,
}

impl HandedOnName {
    /// The shortest path.
    pub fn symbol(&self) -> &str {
        self.paths.first().map_or("", |path| path)
    }

    /// Whether it stands for every name of another package.
    pub fn is_glob(&self) -> bool {
        self.symbol().ends_with('*')
    }
}

impl SurfaceItem {
    /// Whether it is a type alone under each of its paths.
    pub fn is_type_only(&self) -> bool {
        !self.paths.is_empty() && self.type_only_paths.len() == self.paths.len()
    }

    /// What the item stands in, by the name that it has there; `None` at the top of the crate, or of an entry of the package.
    pub fn around(&self) -> Option<&str> {
        path_around(self.language, self.symbol())
    }

    /// Its name in what it stands in.
    pub fn name(&self) -> &str {
        let separator = if self.around().is_some() { self.language.separator() } else { "/" };
        self.symbol().rsplit(separator).next().unwrap_or_default()
    }

    /// Every path by which it is found again: several traits may be brought by `prelude::_`, and so it tells none of them.
    pub fn known_paths(&self) -> impl Iterator<Item = &Name> {
        let has_name = !is_without_name(self.symbol());
        let told = self.paths.iter().filter(move |path| !(has_name && is_without_name(path)));
        told.chain(&self.known_as)
    }

    /// The shortest path.
    pub fn symbol(&self) -> &str {
        self.paths.first().map_or("", |path| path)
    }
}

/// How it begins to be said that a manifest names nothing that others could use.
pub const NO_ENTRY: &str = "it names no entry";

/// Whether a path only says that a trait is in scope: `prelude::_`, of `pub use shop::Priced as _;`.
pub fn is_without_name(path: &str) -> bool {
    path.split("::").any(|segment| segment == "_")
}

/// What an item with this path stands in: a subpath of an npm package may have dots of its own, `util.js/read`.
pub fn path_around(language: Language, path: &str) -> Option<&str> {
    let (before, _) = path.rsplit_once(language.separator())?;
    let is_of_subpath =
        language != Language::Rust && path.rfind('/').is_some_and(|at| at > before.len());
    (!is_of_subpath).then_some(before)
}
