//! Type parameters, which are known by how far out their list stands.

use super::{Function, Type};

impl Type {
    /// As it is written `by` lists of type parameters further in.
    pub(super) fn shifted(mut self, by: usize) -> Self {
        if by > 0 {
            shift(&mut self, by, 0);
        }
        self
    }

    /// With what each parameter of the list around it is given.
    pub(super) fn with(mut self, given: &[Type]) -> Self {
        substitute(&mut self, given, 0);
        self
    }
}

impl Type {
    /// With what stands for the parameters from number `first` on of the list `distance` further out; the list stays.
    pub(crate) fn filled(mut self, distance: usize, first: usize, with: &[Type]) -> Self {
        fill(&mut self, distance, first, with);
        self
    }
}

impl Type {
    /// Whether a value of it says what a parameter of the list `distance` further out is: a function that is written in place
    /// takes what it is given.
    pub(crate) fn says(&self, distance: usize, number: usize) -> bool {
        match self {
            Self::Parameter { distance: own, number: it } => (*own, *it) == (distance, number),
            Self::Function(_) => false,
            other => {
                let mut says = false;
                other.clone().each_inner(&mut |inner, scopes| {
                    says |= inner.says(distance + scopes, number);
                });
                says
            }
        }
    }
}

impl Function {
    /// With what its own type parameters are given.
    pub(super) fn instantiated(mut self, given: &[Type]) -> Self {
        self.generics.clear();
        self.bounds.clear();
        // Its list stays, and is empty: what it is given stands inside of it.
        let given: Vec<Type> = given.iter().map(|it| it.clone().shifted(1)).collect();
        self.each_inner(&mut |inner, _| {
            shift(inner, 1, 1);
            substitute(inner, &given, 0);
        });
        self
    }
}

fn fill(ty: &mut Type, inside: usize, first: usize, with: &[Type]) {
    match ty {
        Type::Parameter { distance, number } if *distance == inside => {
            if let Some(it) = number.checked_sub(first).and_then(|at| with.get(at)) {
                *ty = it.clone().shifted(inside);
            }
        }
        ty => ty.each_inner(&mut |inner, scopes| fill(inner, inside + scopes, first, with)),
    }
}

fn shift(ty: &mut Type, by: usize, inside: usize) {
    match ty {
        Type::Parameter { distance, .. } if *distance >= inside => *distance += by,
        ty => ty.each_inner(&mut |inner, scopes| shift(inner, by, inside + scopes)),
    }
}

fn substitute(ty: &mut Type, given: &[Type], inside: usize) {
    match ty {
        Type::Parameter { distance, number } if *distance == inside => {
            if let Some(it) = given.get(*number) {
                *ty = it.clone().shifted(inside);
            }
        }
        // The list is gone for those that stand further out.
        Type::Parameter { distance, .. } if *distance > inside => *distance -= 1,
        ty => ty.each_inner(&mut |inner, scopes| substitute(inner, given, inside + scopes)),
    }
}
