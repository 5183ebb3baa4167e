/// Whether a character shows as nothing: zero-width and bidirectional control characters, and tags.
/// Repository text is shown without them, so that it cannot hide or reorder what is read.
/// Source: Unicode Standard Annex 9 and the general category Cf.
pub fn is_hidden(ch: char) -> bool {
    matches!(ch,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}
