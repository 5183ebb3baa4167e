//! A text that the grammar cannot read, written so that it can. All stands where it stood.

use boundstone_text::TextRange;
use memchr::memmem;

use super::member_end::members_without_end;
use super::token::{Form, Tokens, is_word};

/// The text with what the grammar misses or does not know put right. `None` where nothing of that is in it.
pub(crate) fn mended(text: &str) -> Option<String> {
    let blanks = members_without_end(text);
    let mut words = variance(text);
    words.extend(abstract_without_name(text));
    words.extend(doubled_modifiers(text));
    let modules = types_of_modules(text);
    if blanks.is_empty() && words.is_empty() && modules.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    let semicolons = blanks.into_iter().map(|at| (at, b';'));
    let each = |ranges: Vec<TextRange>, sign: u8| {
        let places = ranges.into_iter().flat_map(|it| it.start()..it.end());
        places.map(move |at| (at as usize, sign))
    };
    for (at, sign) in semicolons.chain(each(words, b' ')).chain(each(modules, b'_')) {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = sign;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The words behind each place where this one stands.
fn behind<'t>(text: &'t str, word: &'static str) -> impl Iterator<Item = Tokens<'t>> {
    let bytes = text.as_bytes();
    let starts: Vec<usize> = memmem::find_iter(bytes, word).collect();
    let is_part =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|it| is_word(*it));
    let whole = starts.into_iter().filter_map(move |start| {
        let end = start + word.len();
        (!is_part(start.checked_sub(1)) && !is_part(Some(end))).then_some(end)
    });
    whole.map(|end| Tokens::from(text, end))
}

/// `in` and `out` before the type parameters of a declaration: they say again what the compiler finds out itself.
/// Source: the release notes of TypeScript 4.7, "Optional Variance Annotations for Type Parameters".
fn variance(text: &str) -> Vec<TextRange> {
    let mut words = Vec::new();
    for keyword in ["interface", "class", "type"] {
        for mut tokens in behind(text, keyword) {
            if tokens.next().form == Form::Word && tokens.take(b'<') {
                while let Some(word) = variance_word(&mut tokens) {
                    words.push(word);
                }
            }
        }
    }
    words
}

/// The next such word of a list of type parameters, which begins behind its `<`.
fn variance_word(tokens: &mut Tokens<'_>) -> Option<TextRange> {
    const MOST_TOKENS: usize = 500;
    let mut depth = 0_u32;
    for _ in 0..MOST_TOKENS {
        let token = tokens.next();
        match token.form {
            Form::End => return None,
            Form::Sign(b'<' | b'(' | b'[' | b'{') => depth += 1,
            Form::Sign(b'>') if depth == 0 => return None,
            Form::Sign(b'>' | b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            Form::Word if depth == 0 && matches!(tokens.slice(token), "in" | "out") => {
                let next = tokens.peek();
                // `<out extends A>` is a parameter of that name.
                if next.form == Form::Word && tokens.slice(next) != "extends" {
                    return Some(token.range());
                }
            }
            _ => {}
        }
    }
    None
}

/// The word `abstract` of `export default abstract class { … }`.
fn abstract_without_name(text: &str) -> Vec<TextRange> {
    let found = behind(text, "default").filter_map(|mut tokens| {
        let word = tokens.next();
        let is_class = tokens.slice(word) == "abstract" && tokens.take_word("class");
        let name = tokens.next();
        let is_nameless = name.is(b'{') || matches!(tokens.slice(name), "extends" | "implements");
        (is_class && is_nameless).then(|| word.range())
    });
    found.collect()
}

/// `override` and `accessor` behind another word before a field, where the grammar knows them as the only one. Neither
/// changes what others see of it.
fn doubled_modifiers(text: &str) -> Vec<TextRange> {
    let pairs = [
        ("abstract", "override"),
        ("abstract", "accessor"),
        ("static", "accessor"),
        ("override", "accessor"),
    ];
    let found = pairs.into_iter().flat_map(|(first, second)| {
        behind(text, first).filter_map(move |mut tokens| {
            let word = tokens.next();
            let is_it = tokens.slice(word) == second;
            let next = tokens.peek();
            let is_name = matches!(next.form, Form::Word | Form::Text | Form::Sign(b'[' | b'#'));
            (is_it && is_name).then(|| word.range())
        })
    });
    found.collect()
}

/// `("./a")` of `import("./a").A[]` and `import("./a").A<B>`, of which the grammar takes neither: what begins with `import_` is a name to it.
fn types_of_modules(text: &str) -> Vec<TextRange> {
    let found = behind(text, "import").filter_map(|mut tokens| {
        let start = tokens.at;
        let is_called = tokens.peek().start as usize == start && tokens.take(b'(');
        let is_text = is_called && tokens.next().form == Form::Text;
        let end = tokens.peek().end;
        let is_module = is_text && tokens.take(b')');
        (is_module && is_array_or_given(&mut tokens)).then(|| TextRange::new(start as u32, end))
    });
    found.collect()
}

/// `.A.B<C>[]`, or `.A.B<C>` that is not called.
fn is_array_or_given(tokens: &mut Tokens<'_>) -> bool {
    let mut is_named = false;
    while tokens.take(b'.') {
        is_named = tokens.next().form == Form::Word;
    }
    let mut is_given = false;
    if is_named && tokens.take(b'<') {
        is_given = skip_list(tokens);
        is_named = is_given;
    }
    let is_array = is_named && tokens.take(b'[') && tokens.take(b']');
    is_array || is_given && tokens.peek().form != Form::Sign(b'(')
}

/// Goes behind the `>` of a list whose `<` was taken.
fn skip_list(tokens: &mut Tokens<'_>) -> bool {
    const MOST_TOKENS: usize = 200;
    let mut depth = 1;
    for _ in 0..MOST_TOKENS {
        match tokens.next().form {
            Form::End => return false,
            Form::Sign(b'<') => depth += 1,
            Form::Sign(b'>') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}
