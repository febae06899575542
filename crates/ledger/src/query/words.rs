//! Words made comparable, and the functions that SQL has for them.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Result};
use selon_model::EventType;
use unicode_normalization::UnicodeNormalization;

/// Mean radius of the earth in kilometres (IUGG).
const RADIUS: f64 = 6371.0088;

/// Gives a connection the functions `fold(text)`, `bare(text)`, `within(name, place)`, `km(lat, lon, lat, lon)` and
/// `score(type)`. All are deterministic.
pub(crate) fn register(db: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function(c"fold", 1, flags, |call| Ok(text(call, 0)?.map(fold)))?;
    db.create_scalar_function(c"bare", 1, flags, |call| Ok(text(call, 0)?.map(bare)))?;
    db.create_scalar_function(c"within", 2, flags, |call| {
        Ok(text(call, 0)?.zip(text(call, 1)?).map(|(name, place)| within(name, place)))
    })?;
    db.create_scalar_function(c"km", 4, flags, |call| {
        let degrees = |at| call.get::<Option<f64>>(at);
        let point = |at| Ok::<_, rusqlite::Error>(degrees(at)?.zip(degrees(at + 1)?));
        Ok(point(0)?.zip(point(2)?).map(|(a, b)| kilometres(a, b)))
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
/// index of texts too.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let letters = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    for c in letters.flat_map(char::to_lowercase) {
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

/// Whether a gazetteer's name ("Dioungani, Mopti, Mali") names a place ("Mopti"; "Mopti, Mali") or something in it.
pub(crate) fn within(name: &str, place: &str) -> bool {
    let parts = |text: &str| text.split(',').map(fold).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let (name, place) = (parts(name), parts(place));
    !place.is_empty() && name.windows(place.len()).any(|run| run == place)
}

/// The great circle between two points in degrees, by the haversine formula.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let h = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    2.0 * RADIUS * h.clamp(0.0, 1.0).sqrt().asin()
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
    fn places_lie_in_others() {
        let check = |place: &str, expected: bool| {
            assert_eq!(within("Dioungani, Mopti, Mali", place), expected, "{place}");
        };
        check("Mopti", true);
        check("mopti, mali", true);
        check("dioungani,Mopti", true);
        check("Mop", false);
        check("Mali, Mopti", false);
        check(" , ", false);
    }

    #[test]
    fn distances() {
        let (bamako, gao) = ((12.65, -8.0), (16.27, -0.04));
        let told = kilometres(bamako, gao);
        assert!((940.0..955.0).contains(&told), "{told}");
        assert_eq!(kilometres(gao, gao), 0.0);
    }
}
