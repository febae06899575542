//! Whole numbers in digits and in French words, and the collective nouns ("une trentaine").

use text2num::digit_string::DigitString;
use text2num::{LangInterpreter as _, Language};

use super::tokens::{Kind, Token};

/// A number as read from its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cardinal {
    pub(crate) value: u64,
    /// The token after the number.
    pub(crate) next: usize,
    /// "un" or "une", which may as well be an article.
    pub(crate) article: bool,
    /// A collective takes part in it ("deux centaines").
    pub(crate) collective: bool,
}

/// A number of tokens that no French number reaches.
const LONGEST: usize = 12;

/// The number that begins at token `at`.
pub(crate) fn cardinal(tokens: &[Token<'_>], at: usize) -> Option<Cardinal> {
    let token = tokens.get(at)?;
    let (value, next) = match token.kind {
        Kind::Number(numeral) => match tokens.get(at + 1).and_then(multiplier) {
            Some(factor) => (numeral.times(factor), at + 2),
            None => (numeral.times(1), at + 1),
        },
        Kind::Word => words(tokens, at)?,
        Kind::Mark => return None,
    };
    let article = next == at + 1 && matches!(&*token.key, "un" | "une");
    Some(times_collective(tokens, Cardinal { value, next, article, collective: false }))
}

/// "deux centaines", "trois milliers"; "un millier" is left to [`collective`].
fn times_collective(tokens: &[Token<'_>], number: Cardinal) -> Cardinal {
    let factor = tokens.get(number.next).and_then(|t| plural_collective(&t.key));
    let half = |factor: u64, next: usize| {
        let is_half = key(tokens, next) == "et" && matches!(key(tokens, next + 1), "demi" | "demie");
        if is_half && factor > 1 { (factor / 2, next + 2) } else { (0, next) }
    };
    match factor {
        Some(factor) if !number.article => Cardinal {
            value: number.value.saturating_mul(factor),
            next: number.next + 1,
            article: false,
            collective: true,
        },
        _ => {
            let last = number.next.checked_sub(1).and_then(|i| tokens.get(i)).and_then(multiplier);
            let (extra, next) = half(last.unwrap_or(1), number.next);
            Cardinal { value: number.value.saturating_add(extra), next, ..number }
        }
    }
}

fn key<'a>(tokens: &'a [Token<'_>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |t| &*t.key)
}

/// What a word after digits multiplies them with.
fn multiplier(token: &Token<'_>) -> Option<u64> {
    Some(match &*token.key {
        "mille" => 1_000,
        "million" | "millions" => 1_000_000,
        "milliard" | "milliards" | "mds" | "md" => 1_000_000_000,
        "m" if token.text == "M" => 1_000_000,
        _ => return None,
    })
}

/// The longest run of number words that makes one number. text2num takes the words one by one
/// and refuses the first that cannot go on.
fn words(tokens: &[Token<'_>], at: usize) -> Option<(u64, usize)> {
    if !continues(tokens, at, at) {
        return None;
    }
    let french = Language::french();
    let mut digits = DigitString::new();
    let mut next = at;
    for end in at..tokens.len().min(at + LONGEST) {
        if !continues(tokens, at, end) {
            break;
        }
        let word = tokens[end].text.to_lowercase().replace(['‐', '‑'], "-");
        match french.apply(&word, &mut digits) {
            Ok(()) => next = end + 1,
            Err(_) if word == "et" => {}
            Err(_) => break,
        }
    }
    (next > at).then(|| (french.format_and_value(&digits).1 as u64, next))
}

fn continues(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    let token = &tokens[end];
    if token.key == "et" {
        return end > at
            && matches!(key(tokens, end + 1), "un" | "une" | "onze")
            && tokens[end - 1].key.rsplit('-').next().is_some_and(is_ten);
    }
    token.is_word() && token.key.split('-').all(|part| is_number_word(part) || part == "et")
}

fn is_ten(word: &str) -> bool {
    matches!(
        word,
        "vingt"
            | "trente"
            | "quarante"
            | "cinquante"
            | "soixante"
            | "septante"
            | "huitante"
            | "octante"
            | "nonante"
    )
}

pub(crate) fn is_number_word(word: &str) -> bool {
    is_ten(word)
        || matches!(
            word,
            "zero"
                | "un"
                | "une"
                | "deux"
                | "trois"
                | "quatre"
                | "cinq"
                | "six"
                | "sept"
                | "huit"
                | "neuf"
                | "dix"
                | "onze"
                | "douze"
                | "treize"
                | "quatorze"
                | "quinze"
                | "seize"
                | "vingts"
                | "cent"
                | "cents"
                | "mille"
                | "million"
                | "millions"
                | "milliard"
                | "milliards"
        )
}

/// The number that "une trentaine" names.
pub(crate) fn collective(word: &str) -> Option<u64> {
    Some(match word {
        "huitaine" => 8,
        "dizaine" => 10,
        "douzaine" => 12,
        "quinzaine" => 15,
        "vingtaine" => 20,
        "trentaine" => 30,
        "quarantaine" => 40,
        "cinquantaine" => 50,
        "soixantaine" => 60,
        "centaine" => 100,
        "millier" => 1_000,
        _ => return None,
    })
}

/// The unit of "des dizaines", "deux centaines".
pub(crate) fn plural_collective(word: &str) -> Option<u64> {
    Some(match word {
        "dizaines" => 10,
        "douzaines" => 12,
        "centaines" => 100,
        "milliers" => 1_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use selon_model::Span;

    use super::super::tokens::tokens;
    use super::*;

    fn check(text: &str, expected: Option<(u64, usize)>) {
        let tokens = tokens(text, Span::of(0..text.len()));
        assert_eq!(cardinal(&tokens, 0).map(|c| (c.value, c.next)), expected, "{text}");
    }

    #[test]
    fn digits_and_words() {
        check("3,5 millions de dollars", Some((3_500_000, 2)));
        check("1,2 M d'euros", Some((1_200_000, 2)));
        check("2 milliers de personnes", Some((2_000, 2)));
        check("quarante-neuf gendarmes", Some((49, 1)));
        check("deux cent trente soldats", Some((230, 3)));
        check("vingt et un morts", Some((21, 3)));
        check("vingt et une victimes", Some((21, 3)));
        check("vingt et des poussières", Some((20, 1)));
        check("soixante-quinze", Some((75, 1)));
        check("quatre-vingt-dix-sept", Some((97, 1)));
        check("soixante et onze morts", Some((71, 3)));
        check("Dix-sept mille hommes", Some((17_000, 2)));
        check("un million et demi", Some((1_500_000, 4)));
        check("mille deux cents", Some((1_200, 3)));
        check("deux centaines de tentes", Some((200, 2)));
        check("trois morts", Some((3, 1)));
        check("un village", Some((1, 1)));
        check("cent-vingt chars", Some((120, 1)));
        check("septembre", None);
    }
}
