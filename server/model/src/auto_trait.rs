//! The auto traits that a type of Rust loses by what it holds.
//! Source: The Rust Reference, "Auto traits", and the documentation of `std`.

/// What a type is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Lost {
    pub send: bool,
    pub sync: bool,
    pub unpin: bool,
}

/// What is known of names that are none of the standard library.
pub trait Held {
    /// What a type is not, as signatures write it with what it is given. What nobody knows loses nothing.
    fn of(&self, ty: &str) -> Lost;

    /// The bounds that a trait demands itself; `None` where nobody knows.
    fn demanded(&self, of_trait: &str) -> Option<Vec<String>>;
}

/// Nothing is known of them.
pub struct StandardAlone;

impl Held for StandardAlone {
    fn of(&self, _: &str) -> Lost {
        Lost::default()
    }

    fn demanded(&self, _: &str) -> Option<Vec<String>> {
        None
    }
}

/// How deep types are read that hold one another.
const DEEPEST: u32 = 32;

impl Lost {
    const BOTH: Self = Self { send: true, sync: true, unpin: false };
    pub const ALL: Self = Self { unpin: true, ..Self::BOTH };

    /// Those of a type that holds all these, as signatures write them.
    pub fn of_all<'t>(types: impl Iterator<Item = &'t str>, others: &dyn Held) -> Self {
        types.map(|ty| of(ty, others, 0)).fold(Self::default(), Self::with)
    }

    /// What an `impl` gives, it is all the same.
    pub fn but_for(self, is_given: impl Fn(&str) -> bool) -> Self {
        Self {
            send: self.send && !is_given("Send"),
            sync: self.sync && !is_given("Sync"),
            unpin: self.unpin && !is_given("Unpin"),
        }
    }

    /// Those that are lost.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let all = [(self.send, "Send"), (self.sync, "Sync"), (self.unpin, "Unpin")];
        all.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, name)| name)
    }

    pub fn with(self, other: Self) -> Self {
        Self {
            send: self.send || other.send,
            sync: self.sync || other.sync,
            unpin: self.unpin || other.unpin,
        }
    }
}

/// Those of one type, as signatures write it.
fn of(ty: &str, others: &dyn Held, depth: u32) -> Lost {
    if depth > DEEPEST {
        return Lost::default();
    }
    let inside = |ty: &str| of(ty, others, depth + 1);
    if ty.starts_with("*const ") || ty.starts_with("*mut ") {
        return Lost::BOTH;
    }
    if let Some(behind) = ty.strip_prefix('&') {
        let behind = match behind.strip_prefix('\'') {
            Some(behind) => behind.split_once(' ').map_or("", |(_, behind)| behind),
            None => behind,
        };
        return match behind.strip_prefix("mut ") {
            Some(behind) => Lost { unpin: false, ..inside(behind) },
            None => {
                let Lost { sync, .. } = inside(behind);
                Lost { send: sync, sync, unpin: false }
            }
        };
    }
    if let Some(bounds) = ty.strip_prefix("dyn ") {
        return of_dyn(bounds, others);
    }
    if let Some(list) = ty.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        return parts(list).into_iter().map(inside).fold(Lost::default(), Lost::with);
    }
    if let Some(array) = ty.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        let length = array.rsplit_once("; ").filter(|_| !array.ends_with([']', ')', '>']));
        return inside(length.map_or(array, |(element, _)| element));
    }
    of_path(ty, inside, others)
}

/// So many traits are looked into for what one demands.
const MOST_TRAITS: usize = 64;

/// What stands behind `dyn`: a trait of which nobody knows may demand what its text does not say.
fn of_dyn(bounds: &str, others: &dyn Held) -> Lost {
    let mut all: Vec<String> = bounds.split(" + ").map(str::to_owned).collect();
    let mut at = 0;
    while let Some(bound) = all.get(at) {
        if !is_of_std(bound) {
            let Some(demanded) = others.demanded(bound).filter(|_| at < MOST_TRAITS) else {
                return Lost::default();
            };
            all.extend(demanded);
        }
        at += 1;
    }
    let has = |name: &str| all.iter().any(|it| it == name);
    Lost { send: !has("Send"), sync: !has("Sync"), unpin: false }
}

fn is_of_std(bound: &str) -> bool {
    bound.starts_with("std::")
        || bound.strip_prefix("Fn").is_some_and(|it| it.starts_with(['(', 'M', 'O']))
        || matches!(bound, "Send" | "Sync" | "Unpin" | "Sized" | "Clone" | "Copy" | "Iterator")
        || bound.starts_with('\'')
}

/// A path to a type of the standard library, with what it is given.
fn of_path(ty: &str, inside: impl Fn(&str) -> Lost, others: &dyn Held) -> Lost {
    let (path, given) = match ty.split_once('<') {
        Some((path, given)) => (path, given.strip_suffix('>').unwrap_or(given)),
        None => (ty, ""),
    };
    let held = || parts(given).into_iter().map(&inside).fold(Lost::default(), Lost::with);
    let name = path.strip_prefix("std::").unwrap_or(path);
    match name {
        "rc::Rc" | "rc::Weak" | "ptr::NonNull" => Lost::BOTH,
        "cell::Cell"
        | "cell::RefCell"
        | "cell::UnsafeCell"
        | "cell::OnceCell"
        | "cell::LazyCell"
        | "sync::mpsc::Receiver" => Lost { sync: true, ..held() },
        "sync::MutexGuard" | "sync::RwLockReadGuard" | "sync::RwLockWriteGuard" => {
            Lost { send: true, ..held() }
        }
        "marker::PhantomPinned" => Lost { unpin: true, ..Lost::default() },
        // What one thread alone reaches at a time need not be shared.
        "sync::Mutex" => {
            let Lost { send, unpin, .. } = held();
            Lost { send, sync: send, unpin }
        }
        "sync::RwLock" | "sync::OnceLock" | "sync::LazyLock" => {
            let Lost { send, sync, unpin } = held();
            Lost { send, sync: send || sync, unpin }
        }
        "sync::Arc" | "sync::Weak" => {
            let Lost { send, sync, .. } = held();
            Lost { send: send || sync, sync: send || sync, unpin: false }
        }
        "Box" | "Vec" | "boxed::Box" | "vec::Vec" => Lost { unpin: false, ..held() },
        "Option" | "Result" | "marker::PhantomData" | "mem::ManuallyDrop" | "mem::MaybeUninit" => {
            held()
        }
        _ if name.starts_with("collections::") => Lost { unpin: false, ..held() },
        // Of others nobody knows what they do with what they are given.
        _ => others.of(ty),
    }
}

/// What commas part, outside of all brackets.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut before) = (0_i32, ' ');
    let parts = text.split(|sign: char| {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' if before == '-' => {}
            '>' | ')' | ']' => depth -= 1,
            _ => {}
        }
        before = sign;
        sign == ',' && depth == 0
    });
    parts.map(str::trim).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Lost, StandardAlone};

    #[test]
    fn what_a_type_holds_tells_what_it_is_not() {
        for (ty, lost) in [
            ("u8", ""),
            ("std::rc::Rc<u8>", "!Send !Sync"),
            ("Option<Box<dyn Fn(u8) -> u8>>", "!Send !Sync"),
            ("Box<dyn Send + std::error::Error>", "!Sync"),
            ("Box<dyn Own>", ""),
            ("Vec<*mut u8>", "!Send !Sync"),
            ("std::cell::RefCell<String>", "!Sync"),
            ("std::sync::Arc<std::cell::Cell<u8>>", "!Send !Sync"),
            ("std::sync::Arc<std::sync::Mutex<std::cell::Cell<u8>>>", ""),
            ("std::sync::Mutex<std::rc::Rc<u8>>", "!Send !Sync"),
            ("&'0 std::cell::Cell<u8>", "!Send !Sync"),
            ("&mut std::cell::Cell<u8>", "!Sync"),
            ("(u8, [std::rc::Rc<u8>; 4])", "!Send !Sync"),
            ("fn(std::rc::Rc<u8>) -> *const u8", ""),
            ("std::marker::PhantomData<fn() -> T0>", ""),
            ("std::collections::HashMap<u8, std::cell::Cell<u8>>", "!Sync"),
            ("std::marker::PhantomPinned", "!Unpin"),
            ("Box<std::marker::PhantomPinned>", ""),
            ("Own<std::rc::Rc<u8>>", ""),
        ] {
            let told = Lost::of_all([ty].into_iter(), &StandardAlone).names();
            assert_eq!(told.map(|it| format!("!{it}")).collect::<Vec<_>>().join(" "), lost, "{ty}");
        }
        let pointer = Lost::of_all(["*const u8"].into_iter(), &StandardAlone);
        assert_eq!(pointer.but_for(|it| it == "Send").names().collect::<Vec<_>>(), ["Sync"]);
    }
}
