//! Kinds of characters, and words with their variants made one.

pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{ad}')
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Lower case, one apostrophe, one hyphen.
pub(crate) fn plain(word: &str) -> String {
    let one = |c: char| {
        if is_apostrophe(c) {
            '\''
        } else if is_hyphen(c) {
            '-'
        } else {
            c
        }
    };
    word.chars().map(one).flat_map(char::to_lowercase).collect()
}

/// Whether a token can end a sentence.
pub(crate) fn ends(token: &str) -> bool {
    matches!(token, "!" | "?" | "…") || !token.is_empty() && token.bytes().all(|b| b == b'.')
}
