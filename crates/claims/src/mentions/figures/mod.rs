//! Figures: the numbers of a text, how exact they are, and what they count.
//!
//! [`find`] reads numbers in digits and words with their approximators ("environ", "une
//! trentaine"), bounds ("au moins", "moins de", "33 morts au moins") and ranges ("entre 600 et
//! 700"). Numbers that count nothing — hours, years, ages, calibres, names of roads and weapons —
//! are told apart by their [`NumberKind`]. [`CountedNouns`] knows what a noun counts by itself.
//!
//! The conventions are the codebook's: "au moins 9" is 9 to open; "des dizaines" is 20 to 99;
//! "environ 350" and "une trentaine" are one number, approximate.

pub(crate) mod cardinal;
mod nouns;
mod read;
pub(crate) mod tokens;
mod words;

pub(crate) use nouns::{CountedNouns, NounClass};
pub(crate) use tokens::Stretch;

use selon_model::Span;

use crate::mentions::periods::TimeMention;

/// A number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberMention {
    /// The number with its bounds; over the noun too where a bound stands after it.
    pub(crate) span: Span,
    /// At least; `None` where open.
    pub(crate) low: Option<u64>,
    /// At most; `None` where open.
    pub(crate) high: Option<u64>,
    /// "environ", "près de", "une trentaine", "des dizaines".
    pub(crate) approximate: bool,
    /// The noun right after that it counts; its complements are left to the parser.
    pub(crate) unit: Option<Span>,
    /// What kind of number it is.
    pub(crate) kind: NumberKind,
    /// "un" or "une", which counts only where the noun is a victim or an asset.
    pub(crate) article_one: bool,
    /// After "les", "ces", "leurs": a number that the text has told before, or that goes without saying.
    pub(crate) definite: bool,
    /// Followed by "d'entre eux" or "d'entre elles": it counts some of the noun told before.
    pub(crate) of_them: bool,
    /// "53 morts, dont 49 gendarmes": index of the whole among the mentions found with it.
    pub(crate) part_of: Option<usize>,
}

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberKind {
    /// So many of something.
    Count,
    /// A sum of money.
    Money,
    /// A length or an area.
    Distance,
    /// Per cent.
    Percent,
    /// "deux tiers".
    Fraction,
    /// "3e", "1er".
    Ordinal,
    /// A year.
    Year,
    /// A time of day or a length of time.
    Time,
    /// "âgé de 34 ans".
    Age,
    /// The measure of a weapon: "155 mm", "250 kg".
    Calibre,
    /// "deux fois".
    Times,
    /// Part of a name or an address: "résolution 2254", "Mirage 2000", a telephone number.
    Label,
}

/// The numbers of a stretch, in order, without overlap. `times` are its time expressions, in
/// order: the numbers in them are left to them.
pub(crate) fn find(stretch: &Stretch<'_>, times: &[TimeMention]) -> Vec<NumberMention> {
    let mut found = read::mentions(stretch, times);
    read::mark_parts(&stretch.tokens, &mut found);
    found
}

/// Joins "un médecin et un infirmier" into one number of two: what such a pair counts are persons
/// of one toll.
pub(crate) fn join_ones(text: &str, found: Vec<NumberMention>, nouns: &CountedNouns) -> Vec<NumberMention> {
    let person = |unit: Span| {
        let noun = unit.of_text(text);
        let people = noun.starts_with(char::is_uppercase);
        people || nouns.get(noun).is_some_and(|noun| noun.class == NounClass::Person)
    };
    let one = |mention: &NumberMention| {
        mention.article_one.then_some(mention.unit).flatten().filter(|unit| person(*unit))
    };
    let mut joined: Vec<NumberMention> = Vec::with_capacity(found.len());
    let mut index = Vec::with_capacity(found.len());
    for mut mention in found {
        mention.part_of = mention.part_of.and_then(|whole| index.get(whole).copied());
        let pair = joined.last().and_then(|first| Some((one(first)?, one(&mention)?)));
        match (pair, joined.last_mut()) {
            (Some((first, second)), Some(last))
                if Span::new(first.end, mention.span.start).of_text(text).trim() == "et" =>
            {
                let span = Span::new(last.span.start, second.end);
                *last = NumberMention {
                    span,
                    low: Some(2),
                    high: Some(2),
                    unit: Some(span),
                    article_one: false,
                    ..last.clone()
                };
            }
            _ => joined.push(mention),
        }
        index.push(joined.len() - 1);
    }
    joined
}

#[cfg(test)]
mod tests;
