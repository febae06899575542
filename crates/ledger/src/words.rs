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

/// Lower case without accents; whatever is no letter or digit parts words and is one space. These are the words of the
/// index of texts too, which leaves ligatures as they are.
pub(crate) fn fold_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in letters(text) {
        match c {
            c if c.is_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Longer ones first: "de la" is no "de" before "la".
const DETERMINERS: &[&str] = &[
    "de la ", "de l'", "leurs ", "leur ", "cette ", "cet ", "ces ", "ce ", "des ", "du ", "les ", "le ",
    "la ", "l'", "une ", "un ", "ses ", "son ", "sa ", "nos ", "notre ", "vos ", "votre ", "mes ", "mon ",
    "ma ", "d'",
];

/// In lower case, without the determiner, in one line: "L’armée  malienne" and "l'armée malienne" are "armée malienne".
pub(crate) fn bare(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    let words = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = DETERMINERS.iter().find_map(|determiner| words.strip_prefix(determiner));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(&words).to_owned()
}

/// A place as it is written, made comparable: "la Ville de Gao" is "ville de gao", "Mopti, Mali" is "mopti, mali".
pub(crate) fn place_form(written: &str) -> String {
    parts(written).join(", ")
}

/// What a place of the gazetteer is found by: its name and those of all that it lies in, alone and together. "Dioungani,
/// Mopti, Mali" is found by each of the three, by "dioungani, mopti", "mopti, mali" and the whole.
pub(crate) fn place_forms(name: &str) -> Vec<String> {
    let parts = parts(name);
    let runs = (1..=parts.len()).flat_map(|length| parts.windows(length));
    runs.map(|run| run.join(", ")).collect()
}

fn parts(name: &str) -> Vec<String> {
    name.split(',').map(|part| fold_words(&bare(part))).filter(|part| !part.is_empty()).collect()
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

    #[test]
    fn words_of_the_index() {
        let check = |text: &str, expected: &str| assert_eq!(fold_words(text), expected, "{text}");
        check("L’Armée  « malienne »", "l armee malienne");
        check("Sœurs d'ALEP-Est", "sœurs d alep est");
        check(" — ", "");
    }

    #[test]
    fn determiners_are_left_out() {
        let check = |text: &str, expected: &str| assert_eq!(bare(text), expected, "{text}");
        check("L’armée\n malienne", "armée malienne");
        check("de la junte", "junte");
        check("Les", "les");
        check("la ", "la");
        check("Lesotho", "lesotho");
    }

    #[test]
    fn places_are_found_by_what_they_lie_in() {
        let forms = place_forms("Dioungani, Mopti, Mali");
        let expected =
            ["dioungani", "mopti", "mali", "dioungani, mopti", "mopti, mali", "dioungani, mopti, mali"];
        assert_eq!(forms, expected);
        assert_eq!(place_form("La région de  MOPTI,Mali ,"), "region de mopti, mali");
        assert_eq!(place_forms("La Paz, Bolivia")[0], place_form("La Paz"));
        assert!(place_forms(" , ").is_empty() && place_forms("").is_empty());
    }
}
