//! Types of the standard library by other names that it has for them.

use boundstone_model::shortest_of_std;

use super::parse::parse;
use super::{Argument, Given, Path, Segment, Type};

/// What aliases stand for, with `_` for what they are given. Those of C are what they are on each system that Rust knows.
/// Source: their declarations in `std`, Rust 1.95; of `std::io::Result` and `std::fmt::Result` signatures have what they stand for.
const ALIASES: [(&str, &str); 27] = [
    ("std::alloc::LayoutErr", "std::alloc::LayoutError"),
    ("std::ffi::c_float", "f32"),
    ("std::ffi::c_longlong", "i64"),
    ("std::ffi::c_schar", "i8"),
    ("std::ffi::c_short", "i16"),
    ("std::ffi::c_uchar", "u8"),
    ("std::ffi::c_ulonglong", "u64"),
    ("std::ffi::c_ushort", "u16"),
    ("std::io::RawOsError", "i32"),
    ("std::num::NonZeroI128", "std::num::NonZero<i128>"),
    ("std::num::NonZeroI16", "std::num::NonZero<i16>"),
    ("std::num::NonZeroI32", "std::num::NonZero<i32>"),
    ("std::num::NonZeroI64", "std::num::NonZero<i64>"),
    ("std::num::NonZeroI8", "std::num::NonZero<i8>"),
    ("std::num::NonZeroIsize", "std::num::NonZero<isize>"),
    ("std::num::NonZeroU128", "std::num::NonZero<u128>"),
    ("std::num::NonZeroU16", "std::num::NonZero<u16>"),
    ("std::num::NonZeroU32", "std::num::NonZero<u32>"),
    ("std::num::NonZeroU64", "std::num::NonZero<u64>"),
    ("std::num::NonZeroU8", "std::num::NonZero<u8>"),
    ("std::num::NonZeroUsize", "std::num::NonZero<usize>"),
    ("std::os::fd::RawFd", "std::ffi::c_int"),
    ("std::panic::PanicInfo", "std::panic::PanicHookInfo"),
    ("std::string::ParseError", "std::convert::Infallible"),
    ("std::sync::LockResult", "Result<_, std::sync::PoisonError<_>>"),
    ("std::sync::TryLockResult", "Result<_, std::sync::TryLockError<_>>"),
    ("std::thread::Result", "Result<_, Box<dyn Send + std::any::Any>>"),
];

/// A path by the shortest one that leads to the same type or trait of `std`.
pub(super) fn by_shortest(path: &mut Path) {
    let is_of_std = path.segments.first().is_some_and(|it| it.name == "std");
    let Some(shortest) = is_of_std.then(|| shortest_of_std(&path.names())).flatten() else {
        return;
    };
    let Some(last) = path.segments.pop() else { return };
    let modules =
        shortest.split("::").map(|name| Segment { name: name.to_owned(), given: Given::Nothing });
    path.segments = modules.collect();
    if let Some(segment) = path.segments.last_mut() {
        segment.given = last.given;
    }
}

/// The type that an alias of `std` stands for.
pub(super) fn of_alias(path: &Path) -> Option<Type> {
    let [first, .., last] = path.segments.as_slice() else { return None };
    if first.name != "std" {
        return None;
    }
    let names = path.names();
    // The types of the language, and those of C that `std::ffi` has as well.
    let names = match names.strip_prefix("std::primitive::") {
        Some(name) => return parse(name),
        None => match names.strip_prefix("std::os::raw::") {
            Some(name) => format!("std::ffi::{name}"),
            None => names,
        },
    };
    let at = ALIASES.iter().find(|(alias, _)| *alias == names);
    let mut meant = parse(at.map_or(names.as_str(), |(_, meant)| meant))?;
    match &last.given {
        Given::Arguments(arguments) => {
            let [Argument::Type(given)] = arguments.as_slice() else { return None };
            let mut is_given = false;
            meant.inside_out(&mut |ty| {
                if matches!(ty, Type::Word(word) if word == "_") {
                    (*ty, is_given) = (given.clone(), true);
                }
            });
            is_given.then_some(meant)
        }
        _ => Some(meant),
    }
}
