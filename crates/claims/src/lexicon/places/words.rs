//! The words around names: type words, directions, nearness, titles, and words that are no names.

use crate::lexicon::codes::codes;
use crate::lexicon::table::{LexiconError, Row, Table, each_row, rows};
use crate::spelling::ascii;

/// What a word before a name makes of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sense {
    /// "province de": the division of that name; its precision (4, or 3 for districts).
    Division(u8),
    /// "ville de".
    Town,
    /// "quartier de", "centre de": a part of the place.
    Part,
    /// "base de", "hôpital de": a site in or at the place.
    Site,
    /// "hôtel de", "marché de": a site that takes up no place by itself ("ils ont pillé le marché").
    Venue,
    /// "massif de", "forêt de".
    Nature,
    /// "au large de", "mer de".
    Water,
    /// "frontière de", "front de", "axe".
    Line,
    /// "près de", "aux abords de".
    Near,
    /// "nord": degrees clockwise from north; `None` for the middle.
    Direction(Option<f64>),
    /// "pays".
    Country,
    /// "général": what follows is a person.
    Title,
    /// "Moussa": a place only behind a type word, and what follows belongs to the same person's name.
    Forename,
    /// Never a place without a type word.
    Stop,
}

codes! {
    /// The roles of the table, as [`Sense`]s without their values.
    enum Role = "role" {
        Division = "division",
        Town = "town",
        Part = "part",
        Site = "site",
        Venue = "venue",
        Nature = "nature",
        Water = "water",
        Line = "line",
        Near = "near",
        Direction = "direction",
        Country = "country",
        Title = "title",
        Forename = "forename",
        Stop = "stop",
    }
}

/// The table of words, by folded words without blanks.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlaceWords {
    senses: Table<Box<str>, Sense>,
    /// Countries (ISO3) by folded demonym.
    demonyms: Table<Box<str>, Vec<String>>,
}

impl PlaceWords {
    /// Adds the rows of a table with the columns `words`, `role` and `value`.
    pub(crate) fn add(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["words", "role"], &["value"], |row| {
            let sense = sense(row)?;
            for word in row.list("words") {
                if self.senses.insert(ascii(word).into(), sense).is_some_and(|other| other != sense) {
                    return Err(row.error(format!("{word:?} has two senses")));
                }
            }
            Ok(())
        })
    }

    /// Adds the demonyms of a table with the columns `iso3` and `demonyms`.
    pub(crate) fn add_demonyms(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        each_row(file, text, &["iso3", "demonyms"], |row| {
            for demonym in row.list("demonyms").map(|d| d.trim_start_matches('=').trim_end_matches('@')) {
                self.demonyms.entry(ascii(demonym).into()).or_default().push(row.get("iso3").to_owned());
            }
            Ok(())
        })
    }

    /// The countries (ISO3) of a folded demonym, in the singular or plural.
    pub(crate) fn countries_of(&self, demonym: &str) -> &[String] {
        let singular = || demonym.strip_suffix('s').and_then(|d| self.demonyms.get(d));
        self.demonyms.get(demonym).or_else(singular).map_or(&[], Vec::as_slice)
    }

    /// The sense of a folded word, or of its singular.
    pub(crate) fn sense(&self, key: &str) -> Option<Sense> {
        let singular = || key.strip_suffix(['s', 'x']).and_then(|k| self.senses.get(k));
        self.senses.get(key).or_else(singular).copied()
    }
}

/// What a row makes of its words: only divisions and directions have a value.
fn sense(row: &Row<'_>) -> Result<Sense, LexiconError> {
    let role = row.code("role")?;
    let value = row.get("value");
    let sense = match role {
        Role::Division if row.number("value", 3.0..=4.0)? == 3.0 => return Ok(Sense::Division(3)),
        Role::Division => return Ok(Sense::Division(4)),
        Role::Direction if value.is_empty() => Sense::Direction(None),
        Role::Direction => return Ok(Sense::Direction(Some(row.number("value", 0.0..=360.0)?))),
        Role::Town => Sense::Town,
        Role::Part => Sense::Part,
        Role::Site => Sense::Site,
        Role::Venue => Sense::Venue,
        Role::Nature => Sense::Nature,
        Role::Water => Sense::Water,
        Role::Line => Sense::Line,
        Role::Near => Sense::Near,
        Role::Country => Sense::Country,
        Role::Title => Sense::Title,
        Role::Forename => Sense::Forename,
        Role::Stop => Sense::Stop,
    };
    if value.is_empty() {
        Ok(sense)
    } else {
        Err(row.error(format!("{value:?} is the value of no such role")))
    }
}
