//! Boilerplate that shows by its shape rather than by its words: dates, credits, names, addresses.

use crate::chars::{fold, tokens};
use crate::dates;

/// Whether a line holds no words at all: figures, signs, emoji, addresses, hashtags.
pub(crate) fn is_wordless(line: &str) -> bool {
    let wordless = |token: &str| {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@' | '/'));
        !bare.contains(char::is_alphabetic) || bare.starts_with(['#', '@']) || is_address(bare)
    };
    line.split_whitespace().all(wordless)
}

/// `https://…`, `www.…`, `exemple.org/page`, `nom@exemple.org`.
fn is_address(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let host = lower.split(['/', '?']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or("");
    let (name, ending) = host.rsplit_once('.').unwrap_or(("", ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
    name.len() >= 2
        && (2..=6).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_lowercase())
        && plain(name)
}

/// Whether a line is a date, an hour or both, with a place or a zone at most.
pub(crate) fn is_date_line(line: &str) -> bool {
    let words = tokens(line, 16);
    if words.is_empty() || words.len() > 14 || super::units::ends_sentence(line) && words.len() > 6 {
        return false;
    }
    let of_date = |w: &String| DATE_WORDS.contains(&w.as_str()) || is_figure(w);
    let others = words.iter().filter(|w| !of_date(w)).count();
    let figures = words.iter().any(|w| w.contains(|c: char| c.is_ascii_digit()));
    let begins = words.first().is_some_and(of_date)
        && !matches!(words[0].as_str(), "le" | "a" | "de" | "cet" | "du" | "en");
    let dated = dates::read(line).is_some();
    figures
        && (others == 0
            || dated && begins && others <= 2 && words.len() >= 4
            || dated && others == 1 && words.len() <= 6)
}

/// `12`, `1er`, `10h`, `14h30`, `2e`.
fn is_figure(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len()
        && (letters.is_empty()
            || matches!(letters, "er" | "h" | "am" | "pm" | "th" | "min")
            || is_hour(letters))
}

fn is_hour(rest: &str) -> bool {
    rest.strip_prefix('h').is_some_and(|m| m.bytes().all(|b| b.is_ascii_digit()))
}

#[rustfmt::skip]
const DATE_WORDS: [&str; 63] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mer", "jeu", "ven",
    "sam", "dim", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "janvier",
    "janv", "fevrier", "fev", "mars", "avril", "avr", "mai", "juin", "juillet", "juil", "aout", "septembre",
    "sept", "octobre", "oct", "novembre", "nov", "decembre", "dec", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "le", "a", "h", "j",
    "min", "am", "pm", "gmt", "utc", "date", "cet",
];

/// Whether a line is a caption or a credit by its form: "… © AFP", "… (Photo: ONU)", "… / AFP".
pub(crate) fn is_caption(line: &str) -> bool {
    let words = line.split_whitespace().count();
    if words > 45 {
        return false;
    }
    line.contains('©') || has_photo_bracket(line) || ends_with_credit(line)
}

/// Whether a line holds a date between marks that part an author, a place, a number of comments: "Awa | 25 août 2022 | 3".
pub(crate) fn is_marked_date(line: &str) -> bool {
    let marks = ['|', '·', '•'];
    line.contains(marks)
        && line.split_whitespace().count() <= 18
        && !super::units::ends_sentence(line)
        && line.split(marks).any(|part| is_date_line(part.trim()))
}

/// Whether a line signs an embedded post ("— Armée malienne (@FAMa), 23 janvier 2020"): it names the post's
/// author, and so belongs to the article.
pub(crate) fn is_post_signature(line: &str) -> bool {
    let handle = |w: &str| w.trim_start_matches('(').strip_prefix('@').is_some_and(|h| h.len() >= 3);
    line.starts_with(['—', '–']) && line.split_whitespace().take(14).any(handle) && line.len() < 200
}

/// Whether a line is nothing but a credit: a few words about whose picture it is.
pub(crate) fn is_credit(line: &str) -> bool {
    line.split_whitespace().count() <= 8
        && (line.starts_with('©') || line.starts_with("(c)") || has_photo_bracket(line))
}

fn has_photo_bracket(line: &str) -> bool {
    let last = line.trim_end_matches(['.', ' ']);
    let Some(inside) = last.strip_suffix([')', ']']).and_then(|l| l.rsplit_once(['(', '['])).map(|(_, i)| i)
    else {
        return false;
    };
    let words = tokens(inside, 8);
    let photo =
        |w: &String| matches!(w.as_str(), "photo" | "photos" | "image" | "credit" | "archives" | "crédit");
    words.len() <= 7 && words.iter().any(photo)
}

/// An agency, or nothing, after a mark at the end: "Des combattants à Nyze. – / AFP", "( … / - )".
fn ends_with_credit(line: &str) -> bool {
    let bare = line.trim_end_matches([')', ']', '.', ' ', '-', '–']);
    if let Some(open) = bare.rfind('(').filter(|_| bare.ends_with('/')) {
        return bare[open..].split_whitespace().count() <= 12;
    }
    let Some(at) = bare.rfind(['/', '|', '–']) else { return false };
    let mark = bare[at..].chars().next().map_or(1, char::len_utf8);
    let tail = tokens(&bare[at + mark..], 6);
    let spaced = bare[at + mark..].starts_with(' ') || bare[..at].ends_with(' ');
    let head = bare[..at].split_whitespace().count();
    spaced
        && (3..40).contains(&head)
        && tail.len() <= 4
        && tail.iter().any(|w| AGENCIES.contains(&w.as_str()))
}

/// Agencies that sign pictures and texts.
#[rustfmt::skip]
const AGENCIES: [&str; 22] = [
    "afp", "ap", "reuters", "epa", "sipa", "getty", "anadolu", "xinhua", "dpa", "belga", "keystone", "abaca",
    "tass", "efe", "ansa", "aps", "map", "upi", "pa", "rfi", "vna", "dr",
];

/// Whether a line signs a text: "Par Awa Diop", "Le Figaro avec AFP", "AFP/VNA".
pub(crate) fn is_byline(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.is_empty() || words.len() > 12 || super::units::ends_sentence(line) && words.len() > 4 {
        return false;
    }
    let folded = fold(line);
    let by = (folded.starts_with("par ") || folded.starts_with("by "))
        && words.get(1).is_some_and(|w| starts_upper(w));
    by || words.len() <= 3 && words.iter().all(|w| is_initial(w))
        || is_slashed_signature(line, words.len())
        || signed_with_agency(&folded, words.len())
        || tokens(line, 6).iter().all(|w| AGENCIES.contains(&w.as_str()))
}

/// Whether a line names who comments: "Lecteur12 dit :".
pub(crate) fn heads_comment(line: &str) -> bool {
    let folded = fold(line);
    let said =
        [" dit :", " dit:", " a dit :", " a ecrit :", " says:", " said:"].iter().any(|w| folded.ends_with(w));
    said && line.split_whitespace().count() <= 5 && !folded.contains(',')
}

/// An agency's own signature: "AA / Bamako / Awa Diop".
fn is_slashed_signature(line: &str, words: usize) -> bool {
    let parts: Vec<&str> = line.split('/').map(str::trim).collect();
    let agency = parts.first().is_some_and(|p| *p == "AA" || AGENCIES.contains(&fold(p).as_str()));
    agency && parts.len() >= 2 && words <= 12
}

fn signed_with_agency(folded: &str, words: usize) -> bool {
    let tail = folded.rsplit_once(" avec ").map(|(_, tail)| tail);
    words <= 7
        && tail.is_some_and(|t| {
            tokens(t, 4).iter().all(|w| AGENCIES.contains(&w.as_str()) || w == "et" || w == "l")
        })
}

/// "A." of "A. D.".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.as_str() == "."
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The length of a dateline that begins a paragraph ("Bruxelles, 17 mars 2025 (ACP).- "): a place,
/// perhaps a date, an agency in brackets, a dash. It says where the agency wrote, not where things happened.
pub(crate) fn dateline(paragraph: &str) -> usize {
    let Some(open) = paragraph.find('(').filter(|at| *at < 80) else { return 0 };
    let Some(close) = paragraph[open..].find(')').map(|at| open + at) else { return 0 };
    let agency = &paragraph[open + 1..close];
    let head = &paragraph[..open];
    let short = head.split_whitespace().count() <= 7 && starts_upper(head) && !head.contains(['.', ';', ':']);
    if !short || agency.split_whitespace().count() > 3 || !starts_upper(agency) {
        return 0;
    }
    let rest = &paragraph[close + 1..];
    let marks =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '–' | '—' | ':'));
    let skipped = &rest[..rest.len() - marks.len()];
    let begins = marks
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '«' | '"' | '“'));
    if skipped.contains(['-', '–', '—']) && begins { paragraph.len() - marks.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shape: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for line in yes {
            assert!(shape(line), "{line}");
        }
        for line in no {
            assert!(!shape(line), "{line}");
        }
    }

    #[test]
    fn wordless_lines() {
        let yes = [
            "0",
            "2360",
            "- - -",
            "#Mali #Gao",
            "https://exemple.org/a",
            "[fr.exemple.com]",
            "redaction@exemple.org",
            "🕊",
        ];
        check(is_wordless, &yes, &["Gao", "160 morts", "Carnage à Solhan", "Il est mort.Il"]);
    }

    #[test]
    fn date_lines() {
        let yes = [
            "23-11-2024 03:52 AM Jerusalem Timing",
            "Dimanche 06 juin 2021",
            "02.11.2025",
            "Sunday, July 23, 2017",
            "23/7/17",
            "le 12 mars 2021 à 14h05",
            "Bamako, 12 mars 2021",
            "Lundi 3 mai",
            "14:05",
        ];
        let no = [
            "Attentats du 13 novembre 2015",
            "Le 12 mars 2021, des hommes armés ont attaqué le camp.",
            "160 morts",
            "Mardi noir à Gao",
            "2021, année terrible pour le Sahel",
        ];
        check(is_date_line, &yes, &no);
        let yes = ["La rédaction | 25 août 2022 | 3 commentaires", "Kidal · 25 mai 2014"];
        check(is_marked_date, &yes, &["Kidal | les combats ont repris", "Gao, le 25 août 2022"]);
    }

    #[test]
    fn captions() {
        let yes = [
            "Un marché de Bunia. © AFP",
            "Des soldats à Gao (Photo: ONU)",
            "Des rebelles capturés à Nyze. – / AFP",
            "Vue d'el-Facher, le 26 octobre ( Forces de soutien / - )",
            "Un blindé à Goma | Reuters",
        ];
        let no = [
            "Un bilan confirmé par l'armée. (AFP)",
            "L'accord Serval/Barkhane a tenu.",
            "Kiev – Moscou : la guerre des drones",
        ];
        check(is_caption, &yes, &no);
    }

    #[test]
    fn bylines() {
        check(
            is_byline,
            &["Par AFP", "A. D.", "Par Awa Diop", "Le Figaro avec AFP", "AFP/VNA", "By Sahel Desk"],
            &[
                "Par ailleurs",
                "Les avions de l'armée",
                "Mali avec ou sans la France",
                "Par Toutatis, la ville est prise par les rebelles.",
            ],
        );
    }

    #[test]
    fn datelines() {
        let check = |text: &str, rest: &str| assert_eq!(&text[dateline(text)..], rest);
        check("Bruxelles, 17 mars 2025 (ACP).- Huit chefs sont visés.", "Huit chefs sont visés.");
        check("BERLIN (Reuters) - Berlin va livrer des chars.", "Berlin va livrer des chars.");
        check("L'armée malienne (FAMa) a repris Ber.", "L'armée malienne (FAMa) a repris Ber.");
        check("Le Front (FACT) - un groupe armé - a", "Le Front (FACT) - un groupe armé - a");
    }
}
