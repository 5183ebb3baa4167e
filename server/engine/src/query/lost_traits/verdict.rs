//! What it means that an `impl` is gone.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, Form, Implementation, ImplementedTrait, ItemNumber, Place,
    RepoPath, SignatureChange, names_to,
};
use boundstone_text::TextRange;

use super::block::{
    self, Block, blocks, conditions, for_any_lifetime, in_short, is_for_all, short,
};
use super::now::{Implemented as Found, Of, Seen};
use super::{Changed, Known, OneFile, Type, named};
use crate::class::{cfg_changed, doubt, implies, in_same_words, parameters_in, trait_name};
use crate::query::contract_diff::features::Features;
use crate::query::contract_diff::implementations::{is_derivable, lost};
use crate::query::contract_diff::implemented::{
    Implemented, Types, is_same_head, name_of_head, trait_of_head,
};
use crate::query::contract_diff::one;
use crate::rust_types::list;

/// One type on one side.
struct OneType<'s> {
    implemented: Implemented<'s>,
    marks: Vec<Arc<str>>,
}

impl Types for OneType<'_> {
    fn implemented(&self) -> &Implemented<'_> {
        &self.implemented
    }

    fn marks(&self, _: &str, _: &Option<Arc<str>>) -> Vec<&Arc<str>> {
        self.marks.iter().collect()
    }
}

type Verdict = Option<(SignatureChange, Option<ItemNumber>)>;

impl Changed<'_> {
    /// What users feel of it that a block of `all` is gone, and the one that is in its place.
    pub(super) fn verdict(
        &self,
        of: &Type,
        (block, all): (&Block<'_>, &[Block<'_>]),
        (seen, known): (&Seen<'_>, &Known),
    ) -> Verdict {
        let name = name_of_head(block.head)?;
        let found = seen.implementations(self, (of, name), known.trait_folder.as_ref());
        let of_type: Vec<&Found> = found.iter().filter(|it| it.of == Of::Type).collect();
        let same = of_type.iter().filter(|it| trait_of_head(&it.head) == trait_of_head(block.head));
        let same: Vec<&&Found> = same.collect();
        if !same.is_empty() {
            let was = all.iter().filter(|it| {
                it.type_path() == block.type_path()
                    && trait_of_head(it.head) == trait_of_head(block.head)
            });
            // Several are told apart by what nobody compares here.
            let ([now], 1) = (same.as_slice(), was.count()) else { return None };
            return self.narrowed(of, block, now);
        }
        // The same in other words, or for more than what lives for ever.
        let in_other_words = in_short(block.head);
        let wider = for_any_lifetime(&in_other_words);
        let may_be_same = |it: &&Found| {
            let says =
                |it: &Found| in_short(&it.head) == in_other_words || in_short(&it.head) == wider;
            it.is_new && (it.gives_alias || known.gives_alias || says(it))
        };
        if of_type.iter().copied().any(|it| may_be_same(&it)) {
            return None;
        }
        let mut change = self.lost(of, block, &found)?;
        if of_type.iter().any(|it| !it.head.is_blanket) {
            change.confidence = Confidence::Likely;
        }
        if self.may_be_had((of, block), &found, known) || seen.has_new_call(self, of) {
            doubt(&mut change);
        }
        let here = of_type.iter().find(|it| it.is_new && it.path == *self.paths[1]);
        Some((change, here.map(|it| it.number)))
    }

    /// Whether something else may give what an `impl` gave.
    fn may_be_had(&self, (of, block): (&Type, &Block<'_>), found: &[Found], known: &Known) -> bool {
        let is_open = |it: &Found| {
            let mut given = parameters_in(trait_of_head(&it.head).unwrap_or_default());
            it.of == Of::Unknown || it.of == Of::Type && it.is_new && given.next().is_some()
        };
        let has_blanket = found.iter().any(|it| it.of == Of::All);
        let may_be_given =
            has_blanket || known.trait_folder.is_none() && block::may_be_given(block.head);
        found.iter().any(is_open)
            || may_be_given
                && name_of_head(block.head).is_none_or(|name| self.has_other_trait(of, name))
            || self.has_new_attribute(of)
    }

    /// The same trait for the same type, where it demands more, or is compiled elsewhere.
    fn narrowed(&self, of: &Type, block: &Block<'_>, now: &Found) -> Verdict {
        let mut changes = head_changes(block.head, &now.head, &self.bounds_of(of));
        changes.retain(|it| it.rule != "implementation_changed" || !is_for_all(&now.head));
        if now.path == *self.paths[1] {
            changes.extend(self.condition_changed(of, block, now.number));
        }
        let felt =
            |it: &SignatureChange| matches!(it.class, ChangeClass::Breaking | ChangeClass::Unknown);
        let worst = changes.into_iter().filter(felt).max_by_key(|it| it.class)?;
        Some((worst, (now.path == *self.paths[1]).then_some(now.number)))
    }

    /// What a type demands of its parameters, for which it tells itself.
    fn bounds_of(&self, of: &Type) -> Vec<Arc<str>> {
        let signatures = self.now.code.signatures(&of.path).ok();
        let form =
            signatures.as_ref().and_then(|it| Some(&it.of(of.item)?.signature.as_ref()?.form));
        match form {
            Some(Form::Record(it)) => it.generics.bounds.to_vec(),
            Some(Form::Enum(it)) => it.generics.bounds.to_vec(),
            _ => Vec::new(),
        }
    }

    /// What another condition of an `impl` means, where that of its type is what it was.
    fn condition_changed(
        &self,
        of: &Type,
        block: &Block<'_>,
        now: ItemNumber,
    ) -> Option<SignatureChange> {
        let world = self.now.world;
        let here = self.paths[1];
        let (facts, signatures) = (world.facts(here)?, self.now.code.signatures(here).ok()?);
        let all = blocks(facts, &signatures);
        let is = all.iter().find(|it| it.number == now)?.condition().map(Arc::from);
        let was = block.condition().map(Arc::from);
        let (before, then) = self.type_before(of)?;
        let own = self.now.code.signatures(&of.path).ok()?;
        let of_type = conditions(world.facts(&of.path)?, &own, of.item);
        if was == is || of_type != conditions(&before.facts, &before.signatures, then) {
            return None;
        }
        let folder = &world.boundaries.at(here)?.path;
        let features = Features::in_folder(world, folder);
        let enables =
            |one: &str, other: &str| features.as_ref().is_some_and(|it| it.enables(one, other));
        let mut changed = cfg_changed((&was, &enables), (&is, &enables))?;
        let of_trait = trait_of_head(block.head)?;
        changed.reason = format!("its `{of_trait}` is {}", changed.reason).into();
        Some(changed)
    }

    /// By what the package and the standard library give.
    fn lost(&self, of: &Type, block: &Block<'_>, found: &[Found]) -> Option<SignatureChange> {
        let sign = if of.is_reference { "&" } else { "" };
        let key: Arc<str> = format!("{sign}{}", of.name).into();
        let place = Place { path: of.path.clone(), range: TextRange::empty(0) };
        let implemented = |head| ImplementedTrait {
            paths: vec![Arc::clone(&key)],
            known_as: None,
            own_trait: Vec::new(),
            head,
            has_members: false,
            cfg: block.condition().map(Arc::from),
            place: place.clone(),
        };
        let it = implemented(block.head.clone());
        let heads = |is: &dyn Fn(&Found) -> bool| -> Vec<ImplementedTrait> {
            let heads = found.iter().filter(|it| is(it)).map(|it| it.head.clone());
            heads.map(implemented).collect()
        };
        let was = heads(&|it| it.of == Of::All && !it.is_new);
        let is = heads(&|it| it.of != Of::Unknown);
        let before = self.type_before(of);
        let marks = |file: &OneFile, item| {
            let own = file.signatures.of(item).and_then(|it| it.signature.as_ref());
            own.map(|it| it.marks.to_vec()).unwrap_or_default()
        };
        let own = self.now.code.signatures(&of.path).ok()?;
        let own = own.of(of.item).and_then(|it| it.signature.as_ref());
        let befores = OneType {
            implemented: Implemented::new(&was),
            marks: before.map(|(file, item)| marks(&file, item)).unwrap_or_default(),
        };
        let marks = own.map(|it| it.marks.to_vec()).unwrap_or_default();
        // A derive is for the type, and not for references to it.
        let marks = if of.is_reference { Vec::new() } else { marks };
        let others = OneType { implemented: Implemented::new(&is), marks };
        let mut change = lost(&it, (&befores, &others))?;
        if of.is_reference {
            change.reason = format!("{} for `&{}`", change.reason, of.name).into();
        }
        Some(change)
    }

    /// A file of now as it was before.
    pub(super) fn file_before(&self, path: &RepoPath) -> Option<OneFile> {
        let [was, is] = self.paths;
        (self.before.file)(if path == is { was } else { path })
    }

    /// The type in its file of before.
    fn type_before(&self, of: &Type) -> Option<(OneFile, ItemNumber)> {
        let file = self.file_before(&of.path)?;
        let items: Vec<_> = self.now.world.facts(&of.path)?.items().collect();
        let item = named(&file.facts, &names_to(&items, of.item), super::is_type)?;
        Some((file, item))
    }

    /// Whether the file of an `impl` or of its type gives that another trait than before: one of another crate may then have others
    /// with it.
    fn has_other_trait(&self, of: &Type, name: &str) -> bool {
        [self.paths[1], &of.path].into_iter().any(|path| {
            let Some(facts) = self.now.world.facts(path) else { return false };
            let Ok(signatures) = self.now.code.signatures(path) else { return false };
            let before = self.file_before(path);
            let before = before.as_ref().map(|it| blocks(&it.facts, &it.signatures));
            let was = |head: &Implementation| {
                before.iter().flatten().any(|it| is_same_head(it.head, head))
            };
            blocks(facts, &signatures).iter().any(|it| {
                let ty = it.type_path().map(|(_, path)| trait_name(path));
                ty == Some(&of.name) && name_of_head(it.head) != Some(name) && !was(it.head)
            })
        })
    }

    /// Whether an attribute stands at a type that did not: it may give the type whatever it likes. Unknown where nobody can say
    /// what stood there.
    fn has_new_attribute(&self, of: &Type) -> bool {
        let Some(facts) = self.now.world.facts(&of.path) else { return true };
        let Some((before, item)) = self.type_before(of) else { return true };
        let known = attributes(&before.facts, item);
        attributes(facts, of.item).into_iter().any(|it| {
            let last = it.rsplit("::").next().unwrap_or(&it);
            !known.contains(&it) && !is_derivable(last) && last != "derive"
        })
    }
}

/// What another head of an `impl` of the same trait for the same type demands, but for bounds that say nothing new, and what it is
/// for.
fn head_changes(
    before: &Implementation,
    now: &Implementation,
    by_type: &[Arc<str>],
) -> Vec<SignatureChange> {
    let Some(((of_trait, was, old), (_, is, new))) = before.parts().zip(now.parts()) else {
        return Vec::new();
    };
    let texts = |bounds: &str| list(bounds).into_iter().map(Arc::from).collect::<Vec<_>>();
    let (old, new) = in_same_words(&texts(old), &texts(new));
    // Parameters may stand in another order.
    let count =
        |all: &[Arc<str>], bound: &str| all.iter().filter(|it| short(it) == short(bound)).count();
    let says_nothing =
        |bound: &Arc<str>| by_type.contains(bound) || count(&new, bound) <= count(&old, bound);
    let mut changes = Vec::new();
    for bound in new.iter().filter(|it| !old.contains(it) && !it.contains(": ?")) {
        if !old.iter().any(|it| implies(it, bound)) && !says_nothing(bound) {
            let reason = format!("implements `{of_trait}` only where `{bound}`");
            let what = (ChangeClass::Breaking, Confidence::Likely);
            changes.push(one(what, "bound_added", reason));
        }
    }
    if was != is && was.contains('<') && changes.is_empty() {
        let reason = format!("implements `{of_trait}` for `{is}`, and did for `{was}`");
        let what = (ChangeClass::Unknown, Confidence::Likely);
        changes.push(one(what, "implementation_changed", reason));
    } else if changes.is_empty() && old.iter().any(|it| !new.contains(it)) {
        let reason = format!("implements `{of_trait}` for more types");
        let what = (ChangeClass::Additive, Confidence::Likely);
        changes.push(one(what, "bound_removed", reason));
    }
    changes
}

/// The paths in the attributes of an item.
fn attributes(facts: &FileFacts, item: ItemNumber) -> BTreeSet<String> {
    let Some(item) = facts.item(item) else { return BTreeSet::new() };
    let above = item.lead_start..item.range.start();
    let references = facts.references();
    let paths = references.paths.iter().filter(|it| above.contains(&it.start));
    paths.map(|it| it.path.to_owned()).collect()
}
