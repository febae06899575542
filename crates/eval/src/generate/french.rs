//! What French asks of words that are put together: contraction, elision, agreement, numbers, dates.

use jiff::civil::{Date, Weekday};

use super::random::Rng;

/// Gender and number that verbs and participles agree with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub(crate) feminine: bool,
    pub(crate) plural: bool,
}

impl Agreement {
    /// `ms`, `fs`, `mp`, `fp`.
    pub(crate) fn parse(text: &str) -> Option<Agreement> {
        let (feminine, plural) = match text {
            "ms" => (false, false),
            "fs" => (true, false),
            "mp" => (false, true),
            "fp" => (true, true),
            _ => return None,
        };
        Some(Agreement { feminine, plural })
    }
}

/// Makes a sentence of words: contracts and elides at each `~` ("de~le" → "du", "que~il" → "qu'il"),
/// puts spaces where print has them, begins with a capital.
pub(crate) fn sentence(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut pieces = raw.split('~');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        join(&mut out, piece);
    }
    capitalised(&spaced(&out))
}

/// Joins what stands after a `~` to the preposition or conjunction before it.
fn join(out: &mut String, next: &str) {
    let head_start = out.rfind([' ', '\'', '(']).map_or(0, |at| at + 1);
    let head = out[head_start..].to_lowercase();
    if let "de" | "à" = head.as_str() {
        let articles =
            [("le ", "u ", "au "), ("les ", "es ", "aux "), ("des ", "e ", "à des "), ("de ", "e ", "à de ")];
        for (article, of, to) in articles {
            if let Some(rest) = next.strip_prefix(article) {
                if head == "de" {
                    out.pop();
                    if article.starts_with("de") {
                        out.push('e');
                        return join(out, rest);
                    }
                    out.push_str(of);
                } else {
                    out.truncate(head_start);
                    out.push_str(to);
                }
                out.push_str(rest);
                return;
            }
        }
    }
    if matches!(head.as_str(), "de" | "que" | "le" | "la" | "se" | "jusque" | "lorsque") && elides(next) {
        out.pop();
        out.push('\'');
    } else {
        out.push(' ');
    }
    out.push_str(next);
}

/// Whether a word begins with a vowel or a silent h; names in H are read with a breath.
fn elides(next: &str) -> bool {
    !["onze", "un demi", "haut", "hors"].iter().any(|w| next.starts_with(w))
        && next.starts_with(|c: char| "aeiouéèêhâîôAEIOUÉÎ".contains(c))
}

/// One space between words, none before a point or a comma or after an opening bracket, and no comma before either.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\n']).filter(|w| !w.is_empty()) {
        if !out.is_empty() && !word.starts_with([',', '.', ')']) && !out.ends_with(['(', '\'']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.replace(",.", ".").replace(",,", ",")
}

fn capitalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    for c in chars.by_ref() {
        out.extend(c.to_uppercase());
        if c.is_alphanumeric() {
            break;
        }
    }
    out.push_str(chars.as_str());
    out
}

const SMALL: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];

/// Collectives in -aine, from the smallest.
const ABOUT: [(u64, &str); 8] = [
    (10, "dizaine"),
    (12, "douzaine"),
    (15, "quinzaine"),
    (20, "vingtaine"),
    (30, "trentaine"),
    (40, "quarantaine"),
    (50, "cinquantaine"),
    (100, "centaine"),
];

/// A cardinal as newspapers write it: in letters up to sixteen, else in digits.
pub(crate) fn cardinal(n: u64, feminine: bool) -> String {
    match SMALL.get(n as usize) {
        Some(_) if n == 1 && feminine => "une".to_owned(),
        Some(word) => (*word).to_owned(),
        None if n < 1000 => n.to_string(),
        None => format!("{}\u{a0}{:03}", n / 1000, n % 1000),
    }
}

/// A number and what it counts: exact, at least, about or between, as chance has it.
pub(crate) fn counted(n: u64, noun: &Noun, rng: &mut Rng) -> (String, Agreement) {
    let name = if n == 1 { &noun.singular } else { &noun.plural };
    let number = cardinal(n, noun.feminine);
    let exact = (format!("{number} {name}"), Agreement { feminine: noun.feminine, plural: n != 1 });
    if n >= 100 {
        let round = if n < 1000 { n - n % 10 } else { n - n % 100 };
        let about = rng.pick(&["plus de~", "près de~", "environ ", "quelque ", "au moins ", ""]);
        return (format!("{about}{} {name}", cardinal(round, noun.feminine)), exact.1);
    }
    let words = match rng.below(10) {
        0 | 1 if n > 1 => format!("au moins {}", exact.0),
        2 if n > 5 => format!("plus de~{} {name}", cardinal(n - 1 - n % 5, noun.feminine)),
        3 | 4 => match ABOUT.iter().find(|(about, _)| n.abs_diff(*about) * 10 <= *about) {
            Some((_, word)) => format!("une {word} de~{name}"),
            None => exact.0,
        },
        5 if n > 3 => {
            let (low, high) = (n - rng.between(1, n / 4), n + rng.between(0, 1 + n / 4));
            format!("entre {} et {} {name}", cardinal(low, false), cardinal(high, false))
        }
        6 if n > 16 => format!("environ {}", exact.0),
        _ => exact.0,
    };
    (words, exact.1)
}

/// "le nord", "l'ouest".
pub(crate) fn with_article(masculine: &str) -> String {
    if elides(masculine) { format!("l'{masculine}") } else { format!("le {masculine}") }
}

/// A noun that is counted.
#[derive(Clone, Debug)]
pub(crate) struct Noun {
    pub(crate) feminine: bool,
    pub(crate) singular: String,
    pub(crate) plural: String,
}

pub(crate) fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

pub(crate) fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

/// "1er", "2", "3" …
pub(crate) fn day_of_month(date: Date) -> String {
    if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_join() {
        let check = |raw: &str, expected: &str| assert_eq!(sentence(raw), expected, "{raw}");
        check("un porte-parole de~le Jnim .", "Un porte-parole du Jnim.");
        check("l'attaque de~Ansongo", "L'attaque d'Ansongo");
        check("près de~Hombori , à~les abords", "Près de Hombori, aux abords");
        check("a appelé à~l'armée", "A appelé à l'armée");
        check("plus de~des habitants", "Plus d'habitants");
        check("une dizaine de~hommes", "Une dizaine d'hommes");
        check("plus de~onze morts", "Plus de onze morts");
        check("il dit que~elle  part", "Il dit qu'elle part");
        check("à Gao, au Mali, , dit-on,.", "À Gao, au Mali, dit-on.");
        check("lors de~de durs combats", "Lors de durs combats");
        check("face à~des hommes", "Face à des hommes");
        check("« nous partons »", "« Nous partons »");
    }

    #[test]
    fn numbers() {
        assert_eq!(cardinal(1, true), "une");
        assert_eq!(cardinal(16, false), "seize");
        assert_eq!(cardinal(17, false), "17");
        assert_eq!(cardinal(3050, false), "3\u{a0}050");
        let noun = Noun { feminine: false, singular: "civil".into(), plural: "civils".into() };
        let mut rng = Rng::new(2);
        for n in 1..300 {
            let (text, agreement) = counted(n, &noun, &mut rng);
            assert_eq!(agreement.plural, n != 1, "{text}");
            assert!(text.ends_with(if n == 1 { " civil" } else { "civils" }), "{text}");
        }
    }
}
