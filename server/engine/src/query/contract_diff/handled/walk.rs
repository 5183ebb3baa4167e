//! From what users call to the types of what they are handed, and of what they hand over.

use boundstone_model::{Callable, Form, ItemKind, Member, Record, Signature, Value};
use rustc_hash::FxHashMap;

use super::super::super::aligned::Meanings;
use super::is_type;
use super::known::{COMPONENTS, FILLED, HOLDERS, PROPERTIES};
use super::ways::{BOTH, GIVEN, GOT, NONE, Ways};
use crate::types::{self, Function, Key, Name, Origin, Type, function, member, parse};

/// More type parameters no list has.
const MOST_PARAMETERS: usize = 64;

/// So many signatures are followed: more than any package has.
const MOST_STEPS: usize = 50_000;

/// Follows signatures by the names in them.
pub(super) struct Walk<'w, 's> {
    meanings: &'w Meanings<'s>,
    pub(super) ways: FxHashMap<Origin, Ways>,
    /// Items that leave something to inference, with what is done with that.
    pub(super) lost: FxHashMap<Origin, Ways>,
    pub(super) is_cut: bool,
    /// What is done with the type parameters of each list around, the outermost first.
    around: Vec<Vec<Ways>>,
    /// What is done with those of an item, where that with it.
    parameters: FxHashMap<Origin, Vec<(Ways, Vec<Ways>)>>,
}

impl<'w, 's> Walk<'w, 's> {
    pub(super) fn new(meanings: &'w Meanings<'s>) -> Self {
        Self {
            meanings,
            ways: FxHashMap::default(),
            lost: FxHashMap::default(),
            is_cut: false,
            around: Vec::new(),
            parameters: FxHashMap::default(),
        }
    }

    pub(super) fn item(&mut self, origin: Origin, ways: Ways) {
        let known = self.ways.get(&origin).copied().unwrap_or(NONE);
        let all = known.and(ways);
        if all == known {
            return;
        }
        if self.ways.len() >= MOST_STEPS {
            self.is_cut = true;
            return;
        }
        self.ways.insert(origin, all);
        if let Some((_, signature)) = self.meanings.signed(origin) {
            // What stands around a name is not around what it means.
            let around = std::mem::take(&mut self.around);
            let own = self.inside(|it| it.signature(&signature, origin, ways));
            self.defaults(&signature, origin, &own);
            self.around = around;
            self.parameters.entry(origin).or_default().push((ways, own));
        }
    }

    /// A default stands where its parameter does.
    fn defaults(&mut self, signature: &Signature, origin: Origin, own: &[Ways]) {
        let generics = match &signature.form {
            Form::Alias(alias) => &alias.generics,
            Form::Record(record) => &record.generics,
            _ => return,
        };
        let both = generics.parameters.iter().zip(own);
        let stated = both.filter_map(|(it, ways)| Some((it.default.as_deref()?, *ways)));
        for (default, ways) in stated.filter(|(_, ways)| *ways != NONE) {
            self.text(default, origin, ways);
        }
    }

    /// Visits what stands behind a list of type parameters: what is done with each of them.
    fn inside(&mut self, visit: impl FnOnce(&mut Self)) -> Vec<Ways> {
        self.around.push(Vec::new());
        visit(self);
        self.around.pop().unwrap_or_default()
    }

    fn parameter(&mut self, distance: usize, number: usize, ways: Ways) {
        let list = self.around.iter_mut().rev().nth(distance);
        let Some(list) = list.filter(|_| number < MOST_PARAMETERS) else { return };
        list.resize(list.len().max(number + 1), NONE);
        if let Some(known) = list.get_mut(number) {
            *known = known.and(ways);
        }
    }

    fn signature(&mut self, signature: &Signature, origin: Origin, ways: Ways) {
        match &signature.form {
            Form::Function(all) => all.iter().for_each(|it| self.callable(it, origin, ways)),
            Form::Value(value) => match &value.ty {
                Some(ty) => self.held(ty, origin, ways),
                None => self.lost(origin, BOTH),
            },
            Form::Alias(alias) => {
                self.bounds(&alias.generics.bounds, origin);
                alias.ty.iter().for_each(|ty| self.text(ty, origin, ways));
            }
            Form::Record(record) => self.record(record, origin, ways),
            Form::Enum(_) | Form::Macro(_) | Form::Module => {}
        }
    }

    fn record(&mut self, record: &Record, origin: Origin, ways: Ways) {
        self.bounds(&record.generics.bounds, origin);
        for parent in &record.parents {
            let ty = parent.strip_prefix("extends ").or_else(|| parent.strip_prefix("implements "));
            self.text(ty.unwrap_or(parent), origin, ways);
        }
        for it in &record.members {
            let ways = ways.inside();
            let is_handed_over = record.word == "class" && self.is_handed_over(it, origin);
            let ways = if record.word == "class" { of_class(it, ways) } else { ways };
            let ways = if is_handed_over { ways.and(ways.flipped()) } else { ways };
            if let Form::Function(all) = &it.signature.form {
                all.iter().for_each(|it| self.callable(it, origin, ways));
                continue;
            }
            if let (Form::Value(Value { ty: Some(ty), .. }), "class") =
                (&it.signature.form, record.word)
            {
                self.held(ty, origin, ways);
                continue;
            }
            match member(it, origin) {
                Some(written) => written.iter().for_each(|it| self.member(it, origin, ways)),
                None => self.lost(origin, BOTH),
            }
        }
        if record.word == "class" {
            self.only_bounded(&record.generics.bounds, origin);
        }
    }

    /// Who extends a class writes what is abstract, and sets what is not readonly; where that holds a class of the package, nobody
    /// makes another one to set it.
    fn is_handed_over(&self, member: &Member, origin: Origin) -> bool {
        let has = |word: &str| member.signature.marks.iter().any(|it| &**it == word);
        let Form::Value(value) = &member.signature.form else {
            return has("abstract") || has("protected");
        };
        let is_class = |kind| kind == ItemKind::Class;
        let of_class = value
            .ty
            .as_deref()
            .is_some_and(|it| self.meanings.item(origin, it, is_class).is_some());
        !has("readonly") && !of_class || has("abstract") || has("protected")
    }

    /// What no member takes of a type parameter is what the bound says.
    fn only_bounded(&mut self, bounds: &[std::sync::Arc<str>], origin: Origin) {
        let done = self.around.last().cloned().unwrap_or_default();
        for bound in bounds {
            let of = bound.split_once(" extends ").and_then(|(of, ty)| Some((number(of)?, ty)));
            let known = of.and_then(|(of, ty)| Some((done.get(of).copied()?, ty)));
            if let Some((ways, ty)) = known.filter(|(ways, _)| ways.is_only_got()) {
                self.text(ty, origin, ways);
            }
        }
    }

    /// Something is left to inference, or cannot be read.
    fn lost(&mut self, origin: Origin, ways: Ways) {
        let known = self.lost.entry(origin).or_insert(NONE);
        *known = known.and(ways.inside());
    }

    /// What users must give for a type parameter.
    fn bounds(&mut self, bounds: &[std::sync::Arc<str>], origin: Origin) {
        for bound in bounds {
            if let Some((of, ty)) = bound.split_once(" extends ")
                && let Some(ty) = parse(ty, origin)
            {
                self.bound(&ty, origin, number(of));
            }
        }
    }

    /// What a parameter says of itself, `T extends Record<keyof T, A>`, nobody hands over besides.
    fn bound(&mut self, ty: &Type, origin: Origin, of: Option<usize>) {
        let own = |walk: &Self| Some(*walk.around.last()?.get(of?)?);
        let known = own(self).unwrap_or(NONE);
        self.ty(ty, origin, GIVEN);
        let said = of.and_then(|of| self.around.last_mut()?.get_mut(of));
        if let Some(said) = said {
            *said = known;
        }
    }

    fn callable(&mut self, callable: &Callable, origin: Origin, ways: Ways) {
        match function(callable, origin) {
            Some(read) => {
                if read.result.is_none() && callable.qualifiers.is_empty() {
                    self.lost(origin, ways);
                }
                self.function(&read, origin, ways);
            }
            None => self.lost(origin, BOTH),
        }
    }

    fn function(&mut self, function: &Function, origin: Origin, ways: Ways) {
        let ways = ways.inside();
        self.inside(|walk| {
            function.bounds.iter().for_each(|(of, bound)| walk.bound(bound, origin, Some(*of)));
            for parameter in &function.parameters {
                match &parameter.ty {
                    Some(ty) => walk.ty(ty, origin, ways.flipped()),
                    None => walk.lost(origin, ways.flipped()),
                }
            }
            function.result.iter().for_each(|it| walk.ty(it, origin, ways));
            let done = walk.around.last().cloned().unwrap_or_default();
            let own = |number: usize| done.get(number).copied().unwrap_or(NONE);
            // A default stands where its parameter does.
            for (number, default) in function.generics.iter().enumerate() {
                default.iter().for_each(|it| walk.ty(it, origin, own(number)));
            }
            // What no parameter says is what the bound says.
            for (of, bound) in function.bounds.iter().filter(|(of, _)| own(*of).is_only_got()) {
                walk.ty(bound, origin, own(*of));
            }
        });
    }

    fn text(&mut self, text: &str, origin: Origin, ways: Ways) {
        match parse(text, origin) {
            Some(ty) => self.ty(&ty, origin, ways),
            None => self.lost(origin, BOTH),
        }
    }

    /// What a constant or a field holds: users may put more into a list that they get there, as into a register.
    fn held(&mut self, text: &str, origin: Origin, ways: Ways) {
        let is_filled = |ty: &Type| match ty {
            Type::Array { is_readonly, .. } => !is_readonly,
            Type::Name(name) => FILLED.contains(&&*name.name),
            _ => false,
        };
        match parse(text, origin) {
            Some(ty) if is_filled(&ty) => self.ty(&ty, origin, ways.put_in()),
            Some(ty) => self.ty(&ty, origin, ways),
            None => self.lost(origin, BOTH),
        }
    }

    /// `typeof f` of a function that no item of the repository is.
    fn value_of_others(&mut self, name: &Name, origin: Origin, ways: Ways) {
        name.given.iter().for_each(|it| self.ty(it, origin, Ways::of_others()));
        self.lost(origin, ways);
    }

    /// What a call gives: `ReturnType<typeof f<A>>`.
    fn called(&mut self, name: &Name, origin: Origin, ways: Ways) {
        // The properties of a component are what its users hand over.
        let properties = match (name.name.rsplit('.').next(), name.given.as_slice()) {
            (Some("forwardRef"), [_, properties]) | (Some("memo"), [properties]) => {
                Some(properties)
            }
            _ => None,
        };
        let Some(found) = self.meanings.item(name.origin, &name.name, is_value) else {
            return match properties {
                Some(properties) => self.ty(properties, origin, ways.flipped()),
                None => self.value_of_others(name, origin, ways),
            };
        };
        let signed = self.meanings.signed(found).map(|(_, signature)| signature.form);
        let Some(Form::Function(all)) = signed else { return self.item(found, ways) };
        name.given.iter().for_each(|it| self.ty(it, origin, BOTH));
        let around = std::mem::take(&mut self.around);
        for it in all.iter() {
            match function(it, found) {
                Some(read) => {
                    self.inside(|walk| match &read.result {
                        Some(result) => walk.ty(result, found, ways),
                        None => walk.lost(found, ways),
                    });
                }
                None => self.lost(found, ways),
            }
        }
        self.around = around;
    }

    fn ty(&mut self, ty: &Type, origin: Origin, ways: Ways) {
        match ty {
            Type::Word(word) if word == "_" => self.lost(origin, ways),
            Type::Word(word) => {
                types_in(word).into_iter().for_each(|it| self.text(it, origin, ways));
            }
            Type::Parameter { distance, number } => self.parameter(*distance, *number, ways),
            Type::Name(name) => self.name(name, origin, ways),
            Type::Union(parts) | Type::Intersection(parts) => {
                parts.iter().for_each(|it| self.ty(it, origin, ways));
            }
            Type::Array { element, .. } => self.ty(element, origin, ways.inside()),
            Type::Tuple { elements, .. } => {
                let inner = elements.iter().filter_map(|it| it.ty.as_ref());
                inner.for_each(|it| self.ty(it, origin, ways.inside()));
            }
            Type::Object(members) => members.iter().for_each(|it| self.member(it, origin, ways)),
            Type::Function(function) => {
                if function.result.is_none() {
                    self.lost(origin, ways);
                }
                self.function(function, origin, ways);
            }
            Type::Prefixed(word, inner) if word == "keyof" => {
                self.ty(inner, origin, ways.of_members());
            }
            Type::Prefixed(word, inner) => match &**inner {
                Type::Name(name) if word == "typeof" => {
                    match self.meanings.item(name.origin, &name.name, is_value) {
                        Some(found) => self.item(found, ways),
                        None => self.value_of_others(name, origin, ways),
                    }
                }
                inner => self.ty(inner, origin, ways),
            },
            Type::Indexed(whole, key) => {
                self.ty(whole, origin, ways.in_part());
                self.ty(key, origin, BOTH);
            }
            // Of what is asked there are values as far as parts of it are inferred.
            Type::Conditional(parts) => {
                let [asked, _, yes, no] = &**parts;
                self.ty(asked, origin, ways.in_part());
                self.inside(|walk| walk.ty(yes, origin, ways));
                self.ty(no, origin, ways);
            }
        }
    }

    fn member(&mut self, member: &types::Member, origin: Origin, ways: Ways) {
        let ways = ways.inside();
        match &member.key {
            Key::Mapped { over, behind, .. } => {
                self.inside(|walk| {
                    let ways = if behind.contains("-?") { ways.without_gaps() } else { ways };
                    let may_miss = behind.contains('?') && !behind.contains("-?");
                    walk.ty(over, origin, ways.of_keys(may_miss));
                    walk.ty(&member.ty, origin, ways);
                });
                return;
            }
            Key::Index { by, .. } => self.ty(by, origin, BOTH),
            Key::Property { .. } | Key::Call => {}
        }
        self.ty(&member.ty, origin, ways);
    }

    /// What is done with a type parameter of an item, where that is done with it. `None` while that is followed.
    fn of_parameter(&self, (item, number): (Origin, usize), ways: Ways) -> Option<Ways> {
        let known = self.parameters.get(&item)?;
        let at = |list: &[Ways]| list.get(number).copied().unwrap_or(NONE);
        let whole = known.iter().find(|(of, _)| of.and(ways) == *of);
        Some(match whole {
            Some((_, list)) => at(list),
            None => known.iter().fold(NONE, |all, (_, list)| all.and(at(list))),
        })
    }

    /// A type of no item of the repository.
    fn of_language(&mut self, name: &Name, origin: Origin, ways: Ways) {
        match (&*name.name, name.given.as_slice()) {
            ("Record", [keys, held]) => {
                self.ty(keys, origin, ways.of_keys(false));
                self.ty(held, origin, ways);
            }
            ("Partial", [Type::Name(inner)]) if self.is_record(inner) => {
                let [keys, held] = inner.given.as_slice() else { return };
                self.ty(keys, origin, ways.of_keys(true));
                self.ty(held, origin, ways);
            }
            ("Partial", [of]) => self.ty(of, origin, ways.in_part()),
            // What is chosen or left out by name.
            ("Pick", [of, chosen]) => {
                self.ty(of, origin, ways.in_part());
                self.ty(chosen, origin, BOTH);
            }
            ("Omit" | "Extract" | "Exclude", [of, chosen]) => {
                self.ty(of, origin, ways);
                self.ty(chosen, origin, BOTH);
            }
            ("ReturnType", [Type::Prefixed(word, of)]) if word == "typeof" => match &**of {
                Type::Name(function) => self.called(function, origin, ways),
                of => self.ty(of, origin, BOTH),
            },
            (component, [properties]) if COMPONENTS.contains(&component) => {
                self.ty(properties, origin, ways.flipped());
            }
            // The first is what a ref is of.
            ("ForwardRefRenderFunction", [_, properties]) => {
                self.ty(properties, origin, ways.flipped());
            }
            (props, [properties]) if PROPERTIES.contains(&props) => {
                self.ty(properties, origin, ways);
            }
            ("Required", [of]) => self.ty(of, origin, ways.without_gaps()),
            ("Readonly" | "NonNullable", [of]) => self.ty(of, origin, ways),
            (known, given) => {
                let is_held = HOLDERS.contains(&known);
                let ways = if is_held { ways.inside() } else { Ways::of_others() };
                given.iter().for_each(|it| self.ty(it, origin, ways));
            }
        }
    }

    fn is_record(&self, name: &Name) -> bool {
        name.name == "Record" && self.meanings.item(name.origin, &name.name, is_type).is_none()
    }

    fn name(&mut self, name: &Name, origin: Origin, ways: Ways) {
        let Some(found) = self.meanings.item(name.origin, &name.name, is_type) else {
            return self.of_language(name, origin, ways);
        };
        self.item(found, ways);
        for (number, given) in name.given.iter().enumerate() {
            let ways = match self.of_parameter((found, number), ways) {
                Some(ways) => ways,
                // It stands in itself: what it hands on to itself says nothing new.
                None if matches!(given, Type::Parameter { .. }) => continue,
                None => BOTH,
            };
            self.ty(given, origin, ways);
        }
    }
}

/// The types in a template: `A` of `` `a-${A}` ``.
fn types_in(word: &str) -> Vec<&str> {
    let inner = word.strip_prefix('`').into_iter();
    let parts = inner.flat_map(|it| it.split("${").skip(1));
    parts.filter_map(|it| Some(it.split_once('}')?.0)).collect()
}

/// What is static is of the class itself.
fn of_class(member: &Member, ways: Ways) -> Ways {
    let is_static = member.signature.marks.iter().any(|it| &**it == "static");
    if is_static || &*member.name == "constructor" { GOT } else { ways }
}

/// The number of a type parameter: `T1`.
fn number(parameter: &str) -> Option<usize> {
    parameter.strip_prefix('T')?.parse().ok()
}

fn is_value(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Variable | ItemKind::Function | ItemKind::Class | ItemKind::Enum)
}
