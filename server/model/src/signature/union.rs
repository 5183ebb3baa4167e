//! Unions of TypeScript, as signatures write them.

/// The parts of a union, outside of all brackets and quotes. A type that is more than that, as a function or a
/// condition, is one part.
pub fn union_parts(ty: &str) -> Vec<&str> {
    let (mut depth, mut quote, mut from) = (0_i32, None, 0);
    let (mut before, mut parts) = (' ', Vec::new());
    for (at, sign) in ty.char_indices() {
        match (quote, sign) {
            (Some(open), _) if sign == open && before != '\\' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(sign),
            (None, '<' | '(' | '[' | '{') => depth += 1,
            (None, '>') if matches!(before, '-' | '=') && depth == 0 => return vec![ty],
            (None, '>') if matches!(before, '-' | '=') => {}
            (None, '>' | ')' | ']' | '}') => depth -= 1,
            (None, '?') if depth == 0 => return vec![ty],
            (None, '|') if depth == 0 => {
                parts.extend(ty.get(from..at).map(str::trim));
                from = at + 1;
            }
            _ => {}
        }
        before = sign;
    }
    parts.extend(ty.get(from..).map(str::trim));
    parts
}

#[cfg(test)]
mod tests {
    use super::union_parts;

    #[test]
    fn a_union_is_taken_apart_where_it_is_nothing_else() {
        assert_eq!(union_parts("Map<string, A | B> | null"), ["Map<string, A | B>", "null"]);
        assert_eq!(union_parts("\"a | b\" | (fn() -> A | B)"), ["\"a | b\"", "(fn() -> A | B)"]);
        assert_eq!(union_parts("fn(string) -> A | B"), ["fn(string) -> A | B"]);
        assert_eq!(union_parts("T0 extends A ? B : C | D"), ["T0 extends A ? B : C | D"]);
    }
}
