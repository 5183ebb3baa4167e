//! What users do with the values of a type.

/// A set of that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ways(u16);

pub(super) const NONE: Ways = Ways(0);
const IS_GOT: Ways = Ways(1);
const IS_GOT_WITH_GAPS: Ways = Ways(1 << 1);
const IS_GIVEN: Ways = Ways(1 << 2);
const IS_GIVEN_IN_PART: Ways = Ways(1 << 3);
const IS_GIVEN_FOR_EACH: Ways = Ways(1 << 4);
const IS_GIVEN_IN_FULL: Ways = Ways(1 << 5);
const NAMES_ARE_GOT: Ways = Ways(1 << 6);
const NAMES_ARE_GIVEN: Ways = Ways(1 << 7);
const IS_PUT_IN: Ways = Ways(1 << 8);
/// It stands in a type of others, which may do anything with it.
const IS_OF_OTHERS: Ways = Ways(1 << 9);

pub(super) const GOT: Ways = IS_GOT.and(IS_GOT_WITH_GAPS);
pub(super) const GIVEN: Ways = IS_GIVEN;
pub(super) const BOTH: Ways = GOT.and(GIVEN);

impl Ways {
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    fn only(self, kept: Self) -> Self {
        Self(self.0 & kept.0)
    }

    fn without(self, gone: Self) -> Self {
        Self(self.0 & !gone.0)
    }

    fn when(self, is_so: bool) -> Self {
        if is_so { self } else { NONE }
    }

    /// What a type of others does with it that is given so.
    pub(super) fn of_others() -> Self {
        IS_OF_OTHERS
    }

    pub(super) fn is_of_others(self) -> bool {
        self.has(IS_OF_OTHERS)
    }

    pub(super) fn is_got(self) -> bool {
        self.has(IS_GOT)
    }

    pub(super) fn is_only_got(self) -> bool {
        self.is_got() && !self.is_given_at_all() && !self.is_of_others()
    }

    /// Each member that may be missing may be: not of `Required<A>`.
    pub(super) fn is_got_with_gaps(self) -> bool {
        self.has(IS_GOT_WITH_GAPS)
    }

    pub(super) fn is_given(self) -> bool {
        self.has(IS_GIVEN.and(IS_PUT_IN))
    }

    /// They may put more of it into a list that they are handed, and hand over none otherwise.
    pub(super) fn is_only_put_in(self) -> bool {
        self.has(IS_PUT_IN) && !self.has(IS_GIVEN.and(IS_GIVEN_IN_PART))
    }

    /// They hand over values of it, or what one of its members is.
    pub(super) fn is_given_at_all(self) -> bool {
        self.has(IS_GIVEN.and(IS_GIVEN_IN_PART).and(IS_PUT_IN))
    }

    /// They hand over what has something under each of its values, or of the names of its members: `Record<A, B>`.
    pub(super) fn is_given_for_each(self) -> bool {
        self.has(IS_GIVEN_FOR_EACH)
    }

    /// They hand over also what may be missing of it: `Required<A>`.
    pub(super) fn is_given_in_full(self) -> bool {
        self.has(IS_GIVEN_IN_FULL)
    }

    /// They are handed names of its members: `keyof A`.
    pub(super) fn has_names_got(self) -> bool {
        self.has(NAMES_ARE_GOT)
    }

    /// It is known by the names of its members alone.
    pub(super) fn is_of_names(self) -> bool {
        !self.has(BOTH.and(IS_GIVEN_IN_PART).and(IS_PUT_IN).and(IS_OF_OTHERS))
    }

    pub(super) fn flipped(self) -> Self {
        let turned = GOT.when(self.is_given_at_all()).and(GIVEN.when(self.is_got()));
        turned.and(self.only(IS_OF_OTHERS))
    }

    /// What is done with the names of what is handled so: who is handed an object asks it for those. Who hands one over needs
    /// all of them, unless each `may_miss`.
    pub(super) fn of_keys(self, may_miss: bool) -> Self {
        let for_each = BOTH.and(IS_GIVEN_FOR_EACH).and(self.only(IS_GIVEN_IN_FULL));
        let own = if self.is_given_at_all() && !may_miss { for_each } else { GIVEN };
        own.and(self.only(IS_OF_OTHERS))
    }

    /// What is done with a type where that is done with the names of its members.
    pub(super) fn of_members(self) -> Self {
        let names = NAMES_ARE_GOT.when(self.is_got());
        let names = names.and(NAMES_ARE_GIVEN.when(self.is_given_at_all()));
        names.and(self.only(IS_GIVEN_FOR_EACH.and(IS_GIVEN_IN_FULL).and(IS_OF_OTHERS)))
    }

    pub(super) fn in_part(self) -> Self {
        let part = GOT.when(self.is_got()).and(IS_GIVEN_IN_PART.when(self.is_given_at_all()));
        part.and(self.only(IS_OF_OTHERS))
    }

    pub(super) fn without_gaps(self) -> Self {
        let in_full = IS_GIVEN_IN_FULL.when(self.is_given_at_all());
        self.without(IS_GOT_WITH_GAPS).and(in_full)
    }

    /// What is done with what such a type holds: of what is handed over in part, a part is handed over.
    pub(super) fn inside(self) -> Self {
        let given = GIVEN.when(self.has(IS_GIVEN.and(IS_GIVEN_IN_PART)));
        GOT.when(self.is_got()).and(given).and(self.only(IS_PUT_IN.and(IS_OF_OTHERS)))
    }

    /// What is done with a list whose users may put more into it.
    pub(super) fn put_in(self) -> Self {
        self.and(IS_PUT_IN.when(self.is_got()))
    }
}
