//! Words made comparable, and the functions that SQL has for them.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Result};
use selon_model::EventType;
use selon_model::geo::Point;

use crate::words::letters;

/// Gives a connection the functions `fold(text)`, `bare(text)`, `km(lat, lon, lat, lon)` and `score(type)`. All are
/// deterministic.
pub(crate) fn register(db: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function(c"fold", 1, flags, |call| Ok(text(call, 0)?.map(fold)))?;
    db.create_scalar_function(c"bare", 1, flags, |call| Ok(text(call, 0)?.map(bare)))?;
    db.create_scalar_function(c"km", 4, flags, |call| {
        let degrees = |at| call.get::<Option<f64>>(at);
        let point = |at| {
            let both = degrees(at)?.zip(degrees(at + 1)?);
            Ok::<_, rusqlite::Error>(both.map(|(lat, lon)| Point { lat, lon }))
        };
        Ok(point(0)?.zip(point(2)?).map(|(a, b)| Point::km_to(a, b)))
    })?;
    db.create_scalar_function(c"score", 1, flags, |call| {
        let event = text(call, 0)?.and_then(EventType::parse);
        Ok(event.and_then(EventType::score).map(f64::from))
    })
}

/// An argument; anything that is no text is as good as none.
fn text<'a>(call: &'a Context<'_>, at: usize) -> Result<Option<&'a str>> {
    Ok(call.get_raw(at).as_str().ok())
}

/// Lower case without accents; whatever is no letter or digit parts words and is one space. These are the words of the
/// index of texts too, which leaves ligatures as they are.
pub(crate) fn fold(text: &str) -> String {
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
    name.split(',').map(|part| fold(&bare(part))).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected, "{text}");
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
