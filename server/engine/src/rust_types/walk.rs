//! Each part of a type.

use super::{Argument, Bound, Call, Given, Path, Segment, Type};

impl Type {
    /// Calls `each` for every type in it, those inside first, and itself last.
    pub(crate) fn inside_out(&mut self, each: &mut dyn FnMut(&mut Type)) {
        match self {
            Self::Path(path) => path.types(each),
            Self::Qualified { ty, of_trait, rest } => {
                ty.inside_out(each);
                of_trait.iter_mut().for_each(|it| it.types(each));
                rest.iter_mut().for_each(|it| it.types(each));
            }
            Self::Reference { ty, .. }
            | Self::Pointer { ty, .. }
            | Self::Slice(ty)
            | Self::Array { ty, .. } => ty.inside_out(each),
            Self::Tuple(types) => types.iter_mut().for_each(|it| it.inside_out(each)),
            Self::Function(function) => function.call.types(each),
            Self::Bounds { bounds, .. } => bounds.iter_mut().for_each(|it| it.types(each)),
            Self::Word(_) => {}
        }
        each(self);
    }

    /// Calls `each` for every lifetime that is written in it, but for those that are declared.
    pub(crate) fn lifetimes(&mut self, each: &mut dyn FnMut(&mut String)) {
        self.inside_out(&mut |ty| match ty {
            Self::Reference { lifetime: Some(lifetime), .. } => each(lifetime),
            Self::Path(path) => path.own_lifetimes(each),
            Self::Qualified { of_trait, rest, .. } => {
                of_trait.iter_mut().for_each(|it| it.own_lifetimes(each));
                rest.iter_mut().for_each(|it| it.own_lifetimes(each));
            }
            Self::Bounds { bounds, .. } => bounds.iter_mut().for_each(|it| it.own_lifetimes(each)),
            _ => {}
        });
    }
}

impl Path {
    pub(super) fn types(&mut self, each: &mut dyn FnMut(&mut Type)) {
        self.segments.iter_mut().for_each(|it| it.types(each));
    }

    fn own_lifetimes(&mut self, each: &mut dyn FnMut(&mut String)) {
        self.segments.iter_mut().for_each(|it| it.own_lifetimes(each));
    }
}

impl Segment {
    fn types(&mut self, each: &mut dyn FnMut(&mut Type)) {
        match &mut self.given {
            Given::Nothing => {}
            Given::Call(call) => call.types(each),
            Given::Arguments(arguments) => {
                for argument in arguments {
                    match argument {
                        Argument::Type(ty) | Argument::Is { ty, .. } => ty.inside_out(each),
                        Argument::Demands { bounds, .. } => {
                            bounds.iter_mut().for_each(|it| it.types(each));
                        }
                        Argument::Lifetime(_) | Argument::Constant(_) => {}
                    }
                }
            }
        }
    }

    fn own_lifetimes(&mut self, each: &mut dyn FnMut(&mut String)) {
        let Given::Arguments(arguments) = &mut self.given else { return };
        for argument in arguments {
            match argument {
                Argument::Lifetime(lifetime) => each(lifetime),
                Argument::Demands { bounds, .. } => {
                    bounds.iter_mut().for_each(|it| it.own_lifetimes(each));
                }
                _ => {}
            }
        }
    }
}

impl Call {
    pub(super) fn types(&mut self, each: &mut dyn FnMut(&mut Type)) {
        self.parameters.iter_mut().for_each(|it| it.inside_out(each));
        self.result.iter_mut().for_each(|it| it.inside_out(each));
    }
}

impl Bound {
    pub(super) fn types(&mut self, each: &mut dyn FnMut(&mut Type)) {
        if let Self::Trait { path, .. } = self {
            path.types(each);
        }
    }

    fn own_lifetimes(&mut self, each: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Lifetime(lifetime) => each(lifetime),
            Self::Captured(_) => {}
            Self::Trait { path, .. } => path.own_lifetimes(each),
        }
    }
}
