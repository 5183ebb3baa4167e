//! Types that have one spelling alone, so that another one is another type: `number`, `u64`.

use std::sync::Arc;

use boundstone_model::{Callable, Form, ItemSignature};

/// Words of Rust and TypeScript that stand for nothing else.
const PLAIN: [&str; 23] = [
    "&str", "String", "bigint", "bool", "boolean", "char", "f32", "f64", "i128", "i16", "i32",
    "i64", "i8", "isize", "number", "string", "symbol", "u128", "u16", "u32", "u64", "u8", "usize",
];

/// What differs of the types of a function or value, where both sides have a plain one.
pub(super) fn changes(old: &ItemSignature, new: &ItemSignature) -> Vec<String> {
    let (Some(old), Some(new)) = (&old.signature, &new.signature) else { return Vec::new() };
    match (&old.form, &new.form) {
        (Form::Function(old), Form::Function(new)) => match (&**old, &**new) {
            ([old], [new]) => of_callable(old, new),
            _ => Vec::new(),
        },
        (Form::Value(old), Form::Value(new)) => {
            differs(&old.ty, &new.ty).map(|it| format!("is {it}")).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn of_callable(old: &Callable, new: &Callable) -> Vec<String> {
    let pairs = (1..).zip(old.parameters.iter().zip(&new.parameters));
    let parameters = pairs.filter_map(|(number, (old, new))| {
        let is_one = !old.is_rest && !new.is_rest;
        let it = differs(&old.ty, &new.ty).filter(|_| is_one)?;
        Some(format!("parameter {number} is {it}"))
    });
    let result = differs(&old.result, &new.result).map(|it| format!("returns {it}"));
    parameters.chain(result).collect()
}

/// `` `string`, and was `number` ``
fn differs(old: &Option<Arc<str>>, new: &Option<Arc<str>>) -> Option<String> {
    let plain = |ty: &Option<Arc<str>>| {
        let ty = ty.as_deref()?;
        let ty = ty.strip_prefix("alloc::string::").unwrap_or(ty);
        PLAIN.iter().find(|it| **it == ty).copied()
    };
    let (old, new) = (plain(old)?, plain(new)?);
    (old != new).then(|| format!("`{new}`, and was `{old}`"))
}
