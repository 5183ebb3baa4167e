//! Macros of other crates that are so common that what they mean is known.

use std::rc::Rc;

use super::item;
use super::scope::Definition;
use super::tree::{Sources, read};

/// `cfg_if!` of the crate `cfg-if`: of the branches the first is compiled whose condition holds. Written so that each
/// item of a branch is under all that its branch asks for. Source: the documentation of `cfg-if`.
const CFG_IF: &str = "
macro_rules! cfg_if {
    (if #[cfg($c:meta)] { $($t:tt)* } $(else $($rest:tt)+)?) => {
        #[cfg($c)] __cfg_if! { @items $($t)* }
        $(__cfg_if! { @else [$c] $($rest)+ })?
    };
}
macro_rules! __cfg_if {
    (@items $($t:tt)*) => { $($t)* };
    (@else [$($b:meta),+] if #[cfg($c:meta)] { $($t:tt)* } $(else $($rest:tt)+)?) => {
        $(#[cfg(not($b))])+ #[cfg($c)] __cfg_if! { @items $($t)* }
        __cfg_if! { @next [$($b),+] [$c] $(else $($rest)+)? }
    };
    (@else [$($b:meta),+] { $($t:tt)* }) => { $(#[cfg(not($b))])+ __cfg_if! { @items $($t)* } };
    (@next [$($b:meta),+] [$c:meta]) => {};
    (@next [$($b:meta),+] [$c:meta] else $($rest:tt)+) => { __cfg_if! { @else [$($b),+, $c] $($rest)+ } };
}
";

/// The crate whose macros these are, as paths name it.
pub(super) const CRATE: &str = "cfg_if";

/// The macros, by their names.
pub(super) fn definitions(sources: &mut Sources) -> Vec<(String, Rc<Definition>)> {
    let number = sources.add(CFG_IF.into());
    let trees = number.and_then(|number| read(number, CFG_IF)).unwrap_or_default();
    let mut found = Vec::new();
    let mut rest = trees.as_slice();
    while let Some((item, behind)) = item::first(sources, rest) {
        rest = behind;
        if let item::What::Definition { name, .. } = &item.what
            && let Some(definition) = Definition::new(sources, &item, &[])
        {
            found.push((sources.text(*name).to_owned(), Rc::new(definition)));
        }
    }
    found
}
