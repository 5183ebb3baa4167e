//! Types without what the compiler would fill in again.

use boundstone_model::integer;

use super::standard::{by_shortest, of_alias};
use super::{Argument, Bound, Call, Given, Path, Type};

/// Types that hold what they are given as if it stood alone: an object in them lives as long as it likes.
/// Source: The Rust Reference, "Default trait object lifetimes".
const OWNERS: [&str; 12] = [
    "Box",
    "Vec",
    "Option",
    "Result",
    "std::rc::Rc",
    "std::sync::Arc",
    "std::sync::Mutex",
    "std::sync::RwLock",
    "std::cell::RefCell",
    "std::pin::Pin",
    "std::collections::HashMap",
    "std::collections::BTreeMap",
];

/// How long an object lives that does not say so.
#[derive(Clone, Copy)]
enum Default<'l> {
    Static,
    /// As the reference it stands behind.
    Reference(Option<&'l str>),
    Unknown,
}

/// A type without the lifetimes of objects that are those they have anyway, without lifetimes of functions that need no
/// name, and without the parameters of standard types that are the default.
pub(crate) fn plain(mut ty: Type) -> Type {
    objects(&mut ty, Default::Unknown);
    ty.inside_out(&mut |ty| match ty {
        Type::Function(function) => elide(&mut function.lifetimes, &mut function.call),
        Type::Bounds { bounds, .. } => {
            for bound in bounds.iter_mut() {
                elide_bound(bound);
                if let Bound::Trait { path, .. } = bound {
                    by_shortest(path);
                    with_plain_constants(path);
                }
            }
            bounds.sort_by_key(|it| (matches!(it, Bound::Lifetime(_)), it.to_string()));
        }
        Type::Path(path) => {
            by_shortest(path);
            without_state(path);
            with_plain_constants(path);
            if let Some(meant) = of_alias(path) {
                *ty = meant;
            }
        }
        Type::Array { length, .. } => *length = plain_constant(length),
        _ => {}
    });
    ty
}

/// `0x10` and `{4 * 4}` are 16.
fn plain_constant(text: &str) -> String {
    match (integer(text), text.strip_prefix('{').and_then(|it| it.strip_suffix('}'))) {
        (Some(number), _) => number.to_string(),
        (None, Some(inner))
            if inner.chars().all(|it| it.is_alphanumeric() || "_:".contains(it)) =>
        {
            inner.to_owned()
        }
        _ => text.to_owned(),
    }
}

fn with_plain_constants(path: &mut Path) {
    for segment in &mut path.segments {
        let Given::Arguments(arguments) = &mut segment.given else { continue };
        for argument in arguments {
            if let Argument::Constant(constant) = argument {
                *constant = plain_constant(constant);
            }
        }
    }
}

/// `&(dyn A + '_)` is `&dyn A`, and `Box<dyn A + 'static>` is `Box<dyn A>`.
fn objects(ty: &mut Type, default: Default<'_>) {
    match ty {
        Type::Bounds { word: "dyn", bounds } => {
            bounds.retain(|bound| match (bound, default) {
                (Bound::Lifetime(it), Default::Static) => it != "'static",
                (Bound::Lifetime(it), Default::Reference(of)) => {
                    it != "'_" && of != Some(it.as_str())
                }
                _ => true,
            });
            bounds.iter_mut().for_each(inner_objects_of_bound);
        }
        Type::Reference { lifetime, ty, .. } => {
            objects(ty, Default::Reference(lifetime.as_deref()));
        }
        Type::Tuple(types) => types.iter_mut().for_each(|it| objects(it, Default::Static)),
        Type::Slice(ty) | Type::Array { ty, .. } | Type::Pointer { ty, .. } => {
            objects(ty, Default::Static);
        }
        Type::Function(function) => objects_of_call(&mut function.call),
        Type::Bounds { bounds, .. } => bounds.iter_mut().for_each(inner_objects_of_bound),
        Type::Path(path) => objects_of_path(path),
        Type::Qualified { .. } | Type::Word(_) => {}
    }
}

fn inner_objects_of_bound(bound: &mut Bound) {
    if let Bound::Trait { path, .. } = bound {
        objects_of_path(path);
    }
}

fn objects_of_path(path: &mut Path) {
    let is_owner = OWNERS.contains(&path.names().as_str());
    let default = if is_owner { Default::Static } else { Default::Unknown };
    for segment in &mut path.segments {
        match &mut segment.given {
            Given::Nothing => {}
            Given::Call(call) => objects_of_call(call),
            Given::Arguments(arguments) => {
                for argument in arguments {
                    match argument {
                        Argument::Type(ty) => objects(ty, default),
                        Argument::Is { ty, .. } => objects(ty, Default::Unknown),
                        Argument::Demands { bounds, .. } => {
                            bounds.iter_mut().for_each(inner_objects_of_bound);
                        }
                        Argument::Lifetime(_) | Argument::Constant(_) => {}
                    }
                }
            }
        }
    }
}

fn objects_of_call(call: &mut Call) {
    call.parameters.iter_mut().for_each(|it| objects(it, Default::Static));
    call.result.iter_mut().for_each(|it| objects(it, Default::Static));
}

pub(super) fn elide_bound(bound: &mut Bound) {
    let Bound::Trait { lifetimes, path, .. } = bound else { return };
    if let [segment] = path.segments.as_mut_slice()
        && let Given::Call(call) = &mut segment.given
    {
        elide(lifetimes, call);
    }
}

/// `for<'a> fn(&'a A) -> &'a B` is `fn(&A) -> &B`.
/// Source: The Rust Reference, "Lifetime elision".
fn elide(lifetimes: &mut Vec<String>, call: &mut Call) {
    let mut holds_calls = false;
    call.types(&mut |ty| {
        let is_call = |path: &Path| {
            path.segments.iter().any(|segment| matches!(segment.given, Given::Call(_)))
        };
        holds_calls |= match ty {
            Type::Function(_) => true,
            Type::Path(path) => is_call(path),
            Type::Bounds { bounds, .. } => bounds
                .iter()
                .any(|bound| matches!(bound, Bound::Trait { path, .. } if is_call(path))),
            _ => false,
        };
    });
    // What is left out there belongs to the inner one.
    if holds_calls {
        return;
    }
    lifetimes.retain(|lifetime| {
        let (taken, all_taken) = counted(&mut call.parameters, lifetime);
        let given = match &mut call.result {
            Some(result) => counted(std::slice::from_mut(&mut **result), lifetime).0,
            None => 0,
        };
        let is_needed = taken != 1 || given > 0 && all_taken != 1;
        if !is_needed {
            call.types(&mut |ty| leave_out(ty, lifetime));
        }
        is_needed
    });
}

/// How often a lifetime is named in types, and how many there are, named or not.
fn counted(types: &mut [Type], lifetime: &str) -> (usize, usize) {
    let (mut named, mut all) = (0, 0);
    for ty in types {
        ty.lifetimes(&mut |it| {
            named += usize::from(it == lifetime);
            all += 1;
        });
        ty.inside_out(&mut |ty| {
            all += usize::from(matches!(ty, Type::Reference { lifetime: None, .. }));
        });
    }
    (named, all)
}

fn leave_out(ty: &mut Type, left: &str) {
    match ty {
        Type::Reference { lifetime, .. } if lifetime.as_deref() == Some(left) => *lifetime = None,
        Type::Path(path) => {
            for segment in &mut path.segments {
                let Given::Arguments(arguments) = &mut segment.given else { continue };
                arguments.retain(|it| !matches!(it, Argument::Lifetime(it) if it == left));
                if arguments.is_empty() {
                    segment.given = Given::Nothing;
                }
            }
        }
        _ => {}
    }
}

/// `HashMap<K, V, RandomState>` is `HashMap<K, V>`.
fn without_state(path: &mut Path) {
    let count = match path.names().as_str() {
        "std::collections::HashMap" => 3,
        "std::collections::HashSet" => 2,
        _ => return,
    };
    let Some(Given::Arguments(arguments)) = path.segments.last_mut().map(|it| &mut it.given) else {
        return;
    };
    let is_default = |it: &mut Argument| it.to_string().ends_with("::RandomState");
    if arguments.len() == count {
        arguments.pop_if(is_default);
    }
}

/// Whether `<T as Trait>::Name` stands in it.
pub(crate) fn has_qualified(ty: &mut Type) -> bool {
    let mut found = false;
    ty.inside_out(&mut |ty| found |= matches!(ty, Type::Qualified { of_trait: Some(_), .. }));
    found
}

/// `T::Name` for `<T as Trait>::Name`. That is the same only where nothing else of the name is meant.
pub(crate) fn without_qualified(ty: &mut Type) {
    ty.inside_out(&mut |ty| {
        if let Type::Qualified { ty: of, of_trait: Some(_), rest } = ty
            && let Type::Path(path) = &**of
        {
            let segments = [path.segments.as_slice(), rest].concat();
            *ty = Type::Path(Path { segments });
        }
    });
}
