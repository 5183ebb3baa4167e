//! Integers as source texts write them: `0x10`, `1_024usize`, `4 * (2 + 2)`.

/// Deeper brackets are not read.
const DEEPEST: u32 = 16;

/// The value of an expression of integer literals; `None` for what names something, or is too large.
/// Source: The Rust Reference, "Integer literals" and "Expression precedence".
pub fn integer(text: &str) -> Option<i128> {
    let mut reader = Reader { rest: text.trim_start(), depth: 0 };
    let value = reader.operations(OPERATORS)?;
    reader.rest.is_empty().then_some(value)
}

type Operation = fn(i128, i128) -> Option<i128>;

/// Those that bind least first; each row binds alike.
const OPERATORS: &[&[(&str, Operation)]] = &[
    &[("|", |a, b| Some(a | b))],
    &[("^", |a, b| Some(a ^ b))],
    &[("&", |a, b| Some(a & b))],
    &[("<<", shifted), (">>", |a, b| Some(a >> u32::try_from(b).ok().filter(|b| *b < 127)?))],
    &[("+", i128::checked_add), ("-", i128::checked_sub)],
    &[("*", i128::checked_mul), ("/", i128::checked_div), ("%", i128::checked_rem)],
];

fn shifted(value: i128, by: i128) -> Option<i128> {
    u32::try_from(by).ok().filter(|by| *by < 127).and_then(|by| value.checked_mul(1 << by))
}

struct Reader<'t> {
    rest: &'t str,
    depth: u32,
}

impl Reader<'_> {
    fn eat(&mut self, text: &str) -> bool {
        let behind = self.rest.strip_prefix(text);
        self.rest = behind.unwrap_or(self.rest).trim_start();
        behind.is_some()
    }

    fn operations(&mut self, operators: &[&[(&str, Operation)]]) -> Option<i128> {
        let Some((own, tighter)) = operators.split_first() else { return self.operand() };
        let mut value = self.operations(tighter)?;
        loop {
            let mut all = own.iter();
            let Some((_, operation)) = all.find(|(sign, _)| self.eat(sign)) else {
                return Some(value);
            };
            value = operation(value, self.operations(tighter)?)?;
        }
    }

    fn operand(&mut self) -> Option<i128> {
        if self.depth >= DEEPEST {
            return None;
        }
        if self.eat("-") {
            return self.deeper(Self::operand)?.checked_neg();
        }
        for (open, close) in [("(", ")"), ("{", "}")] {
            if self.eat(open) {
                let value = self.deeper(|reader| reader.operations(OPERATORS))?;
                return self.eat(close).then_some(value);
            }
        }
        let end = self.rest.find(|it: char| !it.is_alphanumeric() && it != '_');
        let (literal, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest.trim_start();
        value(literal)
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<i128>) -> Option<i128> {
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }
}

/// The value of a literal, with the type that may stand behind it.
fn value(literal: &str) -> Option<i128> {
    let digits = literal.replace('_', "");
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, digits.get(2..)?),
        Some("0o") => (8, digits.get(2..)?),
        Some("0b") => (2, digits.get(2..)?),
        _ => (10, digits.as_str()),
    };
    let end = digits.find(['u', 'i']).unwrap_or(digits.len());
    let (number, ty) = digits.split_at_checked(end)?;
    let width = ty.get(1..).unwrap_or_default();
    let is_type = ty.is_empty() || matches!(width, "8" | "16" | "32" | "64" | "128" | "size");
    i128::from_str_radix(number, radix).ok().filter(|_| is_type)
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn an_integer_is_read_in_each_way_to_write_it() {
        for (text, value) in [
            ("0x1F", Some(31)),
            ("0b11_u8", Some(3)),
            ("-1", Some(-1)),
            ("- 1", Some(-1)),
            ("1_000i64", Some(1000)),
            ("1024usize", Some(1024)),
            ("A", None),
            ("b'a'", None),
            ("1u7", None),
            ("", None),
            ("1<<8", Some(256)),
            ("1 << 4 | 2", Some(18)),
            ("10-3-2", Some(5)),
            ("2*3+1", Some(7)),
            ("1+2*3", Some(7)),
            ("A+1", None),
            ("(1+1)*2", Some(4)),
            ("{ 4 * 4 }", Some(16)),
            ("7/2%2", Some(1)),
            ("1/0", None),
            ("1<<200", None),
            ("(1", None),
            ("1 1", None),
        ] {
            assert_eq!(integer(text), value, "{text}");
        }
        assert_eq!(integer(&"(".repeat(1000)), None);
    }
}
