//! What stands outside, and inside, of the brackets of a text.

/// What a sign parts, outside of all brackets and quotes.
pub(crate) fn parts(text: &str, separator: char) -> Vec<&str> {
    let (mut from, mut found) = (0, Vec::new());
    scan(text, |at, sign, depth| {
        if sign == separator && depth == 0 {
            found.extend(text.get(from..at));
            from = at + sign.len_utf8();
        }
        true
    });
    found.extend(text.get(from..));
    found.into_iter().map(str::trim).filter(|it| !it.is_empty()).collect()
}

/// What stands in the brackets that a text begins and ends with.
pub(super) fn inside(text: &str, open: char) -> Option<&str> {
    let behind = text.strip_prefix(open)?;
    let end = closing(behind)?;
    (end + 1 == behind.len()).then(|| behind.get(..end)).flatten()
}

/// Where the bracket closes in which the text begins.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut found = None;
    scan(text, |at, _, depth| {
        found = (depth < 0).then_some(at);
        found.is_none()
    });
    found
}

/// Where a type ends with which a text begins: at the bracket around it, or where it is at an end outside of all brackets.
pub(super) fn type_end(text: &str, is_end: impl Fn(&str) -> bool) -> usize {
    let mut end = text.len();
    let mut was = 0;
    scan(text, |at, _, depth| {
        let is_outside = was == 0 && text.get(at..).is_some_and(&is_end);
        was = depth;
        if depth < 0 || is_outside {
            end = at;
        }
        end == text.len()
    });
    end
}

/// Each sign outside of quotes, with how many brackets are open behind it, until it is enough.
fn scan(text: &str, mut each: impl FnMut(usize, char, i32) -> bool) {
    let (mut depth, mut quote, mut before) = (0_i32, None, ' ');
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (Some(open), _) if sign == open && before != '\\' => quote = None,
            (Some(_), _) => {
                before = sign;
                continue;
            }
            (None, '"' | '\'' | '`') => quote = Some(sign),
            (None, '<' | '(' | '[' | '{') => depth += 1,
            (None, '>') if matches!(before, '-' | '=') => {}
            (None, '>' | ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        before = sign;
        if !each(at, sign, depth) {
            return;
        }
    }
}
