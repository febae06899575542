//! Words made comparable: lower case, without accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, folded: stretches of letters and digits, so that "l'armée" is two.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// A text in lower case, without accents and ligatures.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in letters(text) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            'ı' => out.push('i'),
            c => out.push(c),
        }
    }
    out
}

/// The characters of a text in lower case and without their accents.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(
            words("L’état-major d'Éthiopie").collect::<Vec<_>>(),
            ["l", "etat", "major", "d", "ethiopie"]
        );
        assert_eq!(fold("Cœur e\u{301}"), "coeur e");
    }
}
