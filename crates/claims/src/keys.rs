//! Words as the keys by which the same thing is found in many reports: without case, accents and the words that say nothing.

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
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            'ı' => out.push('i'),
            c => out.push(c),
        }
        out
    })
}

/// Determiners and prepositions: what a noun phrase is the same body with and without.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "a", "au", "aux", "en", "et", "ce", "cet", "cette",
    "ces", "son", "sa", "ses", "leur", "leurs", "notre", "nos", "plusieurs", "certains", "certaines", "quelques",
    "selon", "qui", "que",
];

pub(crate) fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        let all: Vec<String> = words("L’état-major d'Éthiopie").collect();
        assert_eq!(all, ["l", "etat", "major", "d", "ethiopie"]);
        assert_eq!(fold("Cœur e\u{301}"), "coeur e");
        assert!(is_empty("l") && !is_empty("etat"));
    }
}
