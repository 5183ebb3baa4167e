//! The numbers of the members of an enum. Source: TypeScript Handbook, "Computed and constant members".

use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::writer::{number, part};

/// How deep expressions are read that hold one another.
const DEEPEST: u32 = 64;

/// What the members before are, by their names.
pub(super) type Known = FxHashMap<String, i64>;

/// The whole number that a constant expression is. `None` for all else.
pub(super) fn constant(node: Node<'_>, text: &str, known: &Known) -> Option<i64> {
    within(node, text, known, DEEPEST)
}

fn within(node: Node<'_>, text: &str, known: &Known, depth: u32) -> Option<i64> {
    let depth = depth.checked_sub(1)?;
    let slice = |node: Node<'_>| text.get(node.byte_range());
    let field = |name| node.child_by_field_name(name);
    let operand = |name| within(field(name)?, text, known, depth);
    match node.kind() {
        "number" => number(slice(node)?).parse().ok(),
        "parenthesized_expression" => within(part(node, 0)?, text, known, depth),
        "identifier" => known.get(slice(node)?).copied(),
        // `Enum.Member`
        "member_expression" => known.get(slice(field("property")?)?).copied(),
        "unary_expression" => {
            let value = operand("argument")?;
            match field("operator")?.kind() {
                "-" => value.checked_neg(),
                "+" => Some(value),
                "~" => Some(i64::from(!word(value)?)),
                _ => None,
            }
        }
        "binary_expression" => {
            binary(field("operator")?.kind(), operand("left")?, operand("right")?)
        }
        _ => None,
    }
}

fn binary(operator: &str, left: i64, right: i64) -> Option<i64> {
    match operator {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        "|" => Some(i64::from(word(left)? | word(right)?)),
        "&" => Some(i64::from(word(left)? & word(right)?)),
        "^" => Some(i64::from(word(left)? ^ word(right)?)),
        "<<" => Some(i64::from(word(left)?.wrapping_shl(u32::try_from(right).ok()?))),
        ">>" => Some(i64::from(word(left)?.wrapping_shr(u32::try_from(right).ok()?))),
        _ => None,
    }
}

/// As operators of bits take it.
fn word(value: i64) -> Option<i32> {
    i32::try_from(value).ok()
}
