//! Signatures of TypeScript that say the same in other words: an alias that was made or written out, a type that moved,
//! members that are inherited now.

mod constructors;
mod derived;
mod described;
mod filled;
mod inherited;
mod meaning;
mod symbols;

use std::cell::Cell;
use std::sync::Arc;

use boundstone_model::{
    Callable, Form, Generics, Member, Parameter, Place, Record, Signature, Value,
};

pub(super) use self::meaning::{KnownBy, Meanings};
use crate::class::is_loosened;
use crate::types::{
    self, Comparison, Follower, Key, Lookup, Meant, Name, Origin, Sides, Type, parse,
};

type Text = Arc<str>;

/// What stands somewhere, and what the names in it mean.
pub(super) type Stated<'i, 's> = (&'i Place, &'i Signature, &'i Meanings<'s>);

/// Both signatures, where each type of the new one that means what the old one says is written as there, and types of
/// the same form are taken apart. `None` where that says nothing else than before.
pub(super) fn aligned(
    (old, was, meant): Stated<'_, '_>,
    (new, is, means): Stated<'_, '_>,
) -> Option<(Signature, Signature)> {
    in_one_form((old, was, meant), (new, is, means), false)
}

/// The same for two that are written alike, while a name in them means another type now.
pub(super) fn told_apart(
    old: Stated<'_, '_>,
    new: Stated<'_, '_>,
) -> Option<(Signature, Signature)> {
    in_one_form(old, new, true)
}

fn in_one_form(
    (old, was, meant): Stated<'_, '_>,
    (new, is, means): Stated<'_, '_>,
    opens_equals: bool,
) -> Option<(Signature, Signature)> {
    let pair = Pair {
        sides: Sides { old: meant, new: means },
        old: meant.origin(&old.path, old.range)?,
        new: means.origin(&new.path, new.range)?,
        steps: Cell::new(0),
        is_in_interface: Cell::new(false),
        opens_equals,
    };
    let (mut old, mut new) = (was.clone(), is.clone());
    pair.signatures(&mut old, &mut new);
    (old != *was || new != *is).then_some((old, new))
}

/// How deep types are taken apart.
const DEEPEST: usize = 6;

/// One item on both sides of a change.
pub(super) struct Pair<'l> {
    pub(super) sides: Sides<'l>,
    pub(super) old: Origin,
    pub(super) new: Origin,
    steps: Cell<usize>,
    /// What is looked at is a member of an interface.
    is_in_interface: Cell<bool>,
    /// Whether two texts are looked into that are written alike.
    opens_equals: bool,
}

impl Pair<'_> {
    fn signatures(&self, old: &mut Signature, new: &mut Signature) {
        filled::with_defaults(old, new, self.new);
        if let Some(both) = self.described(old, new) {
            (old.form, new.form) = both;
        }
        match (&mut old.form, &mut new.form) {
            (Form::Function(old), Form::Function(new)) => self.functions(old, new),
            (Form::Record(old), Form::Record(new)) => self.records(old, new),
            (Form::Value(was), Form::Value(is)) => {
                if are_called_with_types(was, is) {
                    (old.is_inferred, new.is_inferred) = (false, false);
                }
                self.optional(&mut was.ty, &mut is.ty);
            }
            (Form::Alias(old), Form::Alias(new)) => {
                self.generics(&mut old.generics, &mut new.generics);
                self.optional(&mut old.ty, &mut new.ty);
            }
            (Form::Function(functions), Form::Value(value)) => self.held(functions, value, true),
            (Form::Value(value), Form::Function(functions)) => self.held(functions, value, false),
            _ => {}
        }
    }

    /// A function is declared on one side, the old one if `is_old`, and held by a value on the other: a value that says
    /// the same is written as the function.
    fn held(&self, functions: &[Callable], value: &mut Value, is_old: bool) {
        let ([only], Some(ty)) = (functions, &value.ty) else { return };
        let (own, other) = if is_old { (self.old, self.new) } else { (self.new, self.old) };
        let types = types::of_callable(only, own).zip(parse(ty, other));
        let is_same = types.is_some_and(|(function, held)| match is_old {
            true => self.comparison().is_same(&function, &held),
            false => self.comparison().is_same(&held, &function),
        });
        if is_same {
            value.ty = Some(only.to_string().into());
        }
    }

    pub(super) fn follower<'f>(&'f self, lookup: &'f dyn Lookup) -> Follower<'f> {
        Follower { lookup, steps: &self.steps }
    }

    pub(super) fn comparison(&self) -> Comparison<'_> {
        Comparison::new(self.sides, &self.steps)
    }

    fn optional(&self, old: &mut Option<Text>, new: &mut Option<Text>) {
        if let (Some(old), Some(new)) = (old, new) {
            self.texts(old, new);
        }
    }

    fn texts(&self, old: &mut Text, new: &mut Text) {
        if old == new && !self.opens_equals {
            return;
        }
        self.with_old_symbols(old, new);
        let (Some(was), Some(is)) = (parse(old, self.old), parse(new, self.new)) else { return };
        if self.comparison().is_same(&was, &is) {
            return *new = old.clone();
        }
        let (first, second) = self.types(&was, &is, DEEPEST);
        let (first, second): (Text, Text) = (first.to_string().into(), second.to_string().into());
        // Two names that are written alike may mean two things.
        if first != second {
            (*old, *new) = (first, second);
        }
    }

    /// Two types that differ, both taken apart where they are of one form.
    fn types(&self, old: &Type, new: &Type, depth: usize) -> (Type, Type) {
        let unchanged = || (old.clone(), new.clone());
        if self.comparison().is_same(old, new) {
            return (old.clone(), old.clone());
        }
        if depth == 0 || self.comparison().are_of_one_name(old, new) {
            return unchanged();
        }
        // Of two interfaces each member is told.
        if is_class(old, self.sides.old)
            && is_class(new, self.sides.new)
            && let Some(both) = self.derived(old, new)
        {
            return both;
        }
        // An object that is written out on one side is told by what the name of the other stands for.
        let is_written_out =
            self.opens_equals || [old, new].iter().any(|it| !matches!(it, Type::Name(_)));
        let written_out = || match is_written_out {
            true => self.comparison().heads(old, new),
            false => unchanged(),
        };
        match self.comparison().heads(old, new) {
            (Type::Object(mut was), Type::Object(mut is)) => {
                for now in &mut is {
                    let Key::Property { name, .. } = &now.key else { return written_out() };
                    let mut before = was.iter_mut().filter(
                        |it| matches!(&it.key, Key::Property { name: other, .. } if other == name),
                    );
                    if let Some(before) = before.next() {
                        (before.ty, now.ty) = self.types(&before.ty, &now.ty, depth - 1);
                    }
                }
                let is_plain = was.iter().all(|it| matches!(it.key, Key::Property { .. }));
                if is_plain { (Type::Object(was), Type::Object(is)) } else { written_out() }
            }
            (Type::Function(mut was), Type::Function(mut is)) => {
                let parameters = was.parameters.iter_mut().zip(&mut is.parameters);
                let inner = parameters.map(|(was, is)| (&mut was.ty, &mut is.ty));
                for both in inner.chain([(&mut was.result, &mut is.result)]) {
                    if let (Some(before), Some(now)) = both {
                        (*before, *now) = self.types(before, now, depth - 1);
                    }
                }
                (Type::Function(was), Type::Function(is))
            }
            (
                Type::Array { element: was, is_readonly: old },
                Type::Array { element: is, is_readonly: new },
            ) => {
                let (was, is) = self.types(&was, &is, depth - 1);
                let array =
                    |element, is_readonly| Type::Array { element: Box::new(element), is_readonly };
                (array(was, old), array(is, new))
            }
            // `Promise<A>`: what such a name is given is told apart where the name itself cannot be.
            (Type::Name(mut was), Type::Name(mut is))
                if was.name == is.name
                    && was.given.len() == is.given.len()
                    && !self.are_items(&was, &is) =>
            {
                for (before, now) in was.given.iter_mut().zip(&mut is.given) {
                    (*before, *now) = self.types(before, now, depth - 1);
                }
                (Type::Name(was), Type::Name(is))
            }
            // What is more than before: `number & { brand?: true }`.
            (was, Type::Intersection(parts)) if parts.contains(&was) => {
                (was, Type::Intersection(parts))
            }
            (Type::Intersection(was), Type::Intersection(is)) => {
                self.intersections(was, is, depth).unwrap_or_else(unchanged)
            }
            (Type::Union(was), Type::Union(is)) => self.unions(was, is),
            (Type::Union(was), _) => self.unions(was, vec![new.clone()]),
            (_, Type::Union(is)) => self.unions(vec![old.clone()], is),
            _ => unchanged(),
        }
    }

    fn are_items(&self, old: &Name, new: &Name) -> bool {
        let is_item = |lookup: &dyn Lookup, name| matches!(lookup.ty(name), Meant::Item(_));
        is_item(self.sides.old, old) || is_item(self.sides.new, new)
    }

    /// Two of which one part differs: that is taken apart, and the others are written as in the old one. `None` where more
    /// differs.
    fn intersections(&self, old: Vec<Type>, new: Vec<Type>, depth: usize) -> Option<(Type, Type)> {
        let is_in = |part: &Type, is_old: bool| match is_old {
            true => new.iter().any(|it| self.comparison().is_same(part, it)),
            false => old.iter().any(|it| self.comparison().is_same(it, part)),
        };
        let (common, gone): (Vec<Type>, Vec<Type>) =
            old.iter().cloned().partition(|part| is_in(part, true));
        let came: Vec<&Type> = new.iter().filter(|part| !is_in(part, false)).collect();
        let ([was], [is]) = (gone.as_slice(), came.as_slice()) else { return None };
        let (was, is) = self.types(was, is, depth - 1);
        let with = |part| Type::Intersection(common.iter().cloned().chain([part]).collect());
        Some((with(was), with(is)))
    }

    /// Each part of the new one that means the same as one of the old is written as that, or says that one of them extends the
    /// other.
    fn unions(&self, mut old: Vec<Type>, mut new: Vec<Type>) -> (Type, Type) {
        for part in &mut new {
            if let Some(same) = old.iter().find(|it| self.comparison().is_same(it, part)) {
                *part = same.clone();
            }
        }
        // What is still there says nothing of what came.
        let (kept, before) = (new.clone(), old.clone());
        for was in old.iter_mut().filter(|it| !kept.contains(it)) {
            for is in new.iter_mut().filter(|it| !before.contains(it)) {
                if let Some(both) = self.derived(was, is) {
                    (*was, *is) = both;
                    break;
                }
            }
        }
        let whole = |mut parts: Vec<Type>| match parts.len() {
            1 => parts.swap_remove(0),
            _ => Type::Union(with_boolean(parts)),
        };
        (whole(old), whole(new))
    }

    fn generics(&self, old: &mut Generics, new: &mut Generics) {
        self.bounds(&mut old.bounds, &mut new.bounds);
        for (old, new) in old.parameters.iter_mut().zip(&mut new.parameters) {
            self.optional(&mut old.default, &mut new.default);
        }
    }

    fn bounds(&self, old: &mut [Text], new: &mut [Text]) {
        for (old, new) in old.iter_mut().zip(new) {
            let (Some((first, was)), Some((second, is))) =
                (old.split_once(" extends "), new.split_once(" extends "))
            else {
                continue;
            };
            let (mut was, mut is) = (Text::from(was), Text::from(is));
            if first == second {
                self.texts(&mut was, &mut is);
                if was != is && self.has_all_of(&was, &is) {
                    was = format!("{was} & {is}").into();
                }
                let written = |bound| Text::from(format!("{first} extends {bound}"));
                (*old, *new) = (written(was), written(is));
            }
        }
    }

    /// Whether a class or an interface has all that an object type now demanded states. Who may write it is not asked for.
    fn has_all_of(&self, old: &Text, new: &Text) -> bool {
        let (Some(was @ Type::Name(_)), Some(is)) = (parse(old, self.old), parse(new, self.new))
        else {
            return false;
        };
        let has = types::members_of(&was, self.follower(self.sides.old));
        let demands = types::head(&is, self.follower(self.sides.new));
        let (Some(mut has), Type::Object(mut demands)) = (has, demands) else { return false };
        if demands.is_empty() || demands.iter().any(|it| it.name().is_none()) {
            return false;
        }
        has.retain(|it| demands.iter().any(|other| other.name() == it.name()));
        for it in demands.iter_mut().chain(&mut has) {
            if let Key::Property { is_readonly, .. } = &mut it.key {
                *is_readonly = true;
            }
        }
        is_loosened(&Type::Object(demands).to_string(), &Type::Object(has).to_string())
    }

    fn functions(&self, old: &mut [Callable], new: &mut [Callable]) {
        let are_as_many = old.len() == new.len();
        for (at, now) in new.iter_mut().enumerate() {
            let same = old.iter().find(|before| self.is_same_function(before, now)).cloned();
            match same {
                Some(same) => *now = same,
                None if are_as_many => {
                    if let Some(before) = old.get_mut(at) {
                        self.callables(before, now);
                    }
                }
                None => {}
            }
        }
    }

    fn is_same_function(&self, old: &Callable, new: &Callable) -> bool {
        let both = types::function(old, self.old).zip(types::function(new, self.new));
        let literals = |it: &'_ Callable| -> Vec<Text> {
            it.generics.bounds.iter().filter(|it| it.starts_with("const ")).cloned().collect()
        };
        literals(old) == literals(new)
            && both.is_some_and(|(old, new)| self.comparison().same_functions(&old, &new))
    }

    fn callables(&self, old: &mut Callable, new: &mut Callable) {
        // Who implements an interface must be called in each of the ways.
        if !self.is_in_interface.get() {
            filled::with_what_is_given(old, new, self.new);
            self.never_found(old, new);
        }
        self.generics(&mut old.generics, &mut new.generics);
        if old.parameters.last() != new.parameters.last() {
            self.counted(&mut old.parameters, (self.old, self.sides.old));
            self.counted(&mut new.parameters, (self.new, self.sides.new));
        }
        for (old, new) in old.parameters.iter_mut().zip(&mut new.parameters) {
            self.optional(&mut old.ty, &mut new.ty);
        }
        self.optional(&mut old.receiver, &mut new.receiver);
        self.of_itself(old, new);
        self.optional(&mut old.result, &mut new.result);
    }

    /// A method of a class that gave one of the class, and gives `this`: that is one of both.
    fn of_itself(&self, old: &Callable, new: &mut Callable) {
        let (Some(was), Some("this")) = (&old.result, new.result.as_deref()) else { return };
        let Some(Type::Name(name)) = parse(was, self.old) else { return };
        let own = |(number, it): (usize, &Type)| matches!(it, Type::Parameter { distance: 1, number: at } if *at == number);
        if self.sides.old.is(&name, self.old) && name.given.iter().enumerate().all(own) {
            new.result = Some(format!("{was} & this").into());
        }
    }

    /// `...Args` as the parameters that it stands for.
    fn counted(&self, parameters: &mut [Parameter], (origin, lookup): (Origin, &dyn Lookup)) {
        let Some(last) = parameters.last_mut().filter(|it| it.is_rest) else { return };
        let Some(ty) = last.ty.as_deref().and_then(|it| parse(it, origin)) else { return };
        if let (Type::Name(_), found @ Type::Tuple { .. }) =
            (&ty, types::head(&ty, self.follower(lookup)))
        {
            last.ty = Some(found.to_string().into());
        }
    }

    fn records(&self, old: &mut Record, new: &mut Record) {
        if old.word != new.word {
            return;
        }
        self.generics(&mut old.generics, &mut new.generics);
        self.inherited(old, new);
        self.is_in_interface.set(new.word == "interface");
        self.members_by_old_symbols(&old.members, &mut new.members);
        for now in &mut new.members {
            let is_static = |it: &Member| it.signature.marks.iter().any(|mark| &**mark == "static");
            let mut before = old
                .members
                .iter_mut()
                .filter(|it| it.name == now.name && is_static(it) == is_static(now));
            if let (Some(before), None) = (before.next(), before.next()) {
                self.signatures(&mut before.signature, &mut now.signature);
            }
        }
        self.is_in_interface.set(false);
    }
}

/// Whether it is a type by its name: a class, or one of the language.
fn is_class(ty: &Type, lookup: &dyn Lookup) -> bool {
    matches!(ty, Type::Name(name) if match lookup.ty(name) {
        Meant::Item(definition) => definition.stands_for.is_none(),
        Meant::Global => true,
        Meant::Foreign => false,
    })
}

/// Whether both are what one function gives, each with types that are written: `createContext<A>(…)`. Those tell it, as they do of
/// a type.
fn are_called_with_types(old: &Value, new: &Value) -> bool {
    let called = |it: &'_ Value| {
        let called = it.ty.as_deref()?.strip_prefix("ReturnType<typeof ")?.strip_suffix(">>")?;
        let (name, _) = called.split_once('<')?;
        // What else the call is given says less.
        (!name.contains(',')).then(|| name.to_owned())
    };
    called(old).is_some_and(|it| Some(it) == called(new))
}

/// What `true` and `false` are together.
fn with_boolean(parts: Vec<Type>) -> Vec<Type> {
    let both = [Type::word("true"), Type::word("false")];
    if !both.iter().all(|it| parts.contains(it)) {
        return parts;
    }
    let others = parts.into_iter().filter(|it| !both.contains(it));
    others.chain([Type::word("boolean")]).collect()
}
