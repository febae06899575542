//! The hand-written places: countries, divisions, regions, quarters, camps, villages, and the user's own.
//!
//! All tables have the same columns: `name` (with the article that French puts before it),
//! `english`, `aliases` (`|` between them), `kind` (the type word), `country` (ISO3, `|` between
//! several), `parent` (English name of the division; a country's neighbours), `seat`, `lat`,
//! `lon`, `precision` (UCDP GED's) and `example`.

use crate::lexicon::table::{LexiconError, Row, Table, WordSet, rows};
use crate::spelling::{ascii, ascii_words};

/// What a place is, as far as the reading of a phrase depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PlaceKind {
    Country,
    Division,
    /// A region that is no division: a valley, a front, a border land.
    Region,
    /// A town or village.
    Town,
    /// A quarter, a camp, a base, a bridge.
    Site,
    Water,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub(crate) struct PlaceEntry {
    /// English name.
    pub(crate) name: String,
    pub(crate) kind: PlaceKind,
    /// ISO3 of the countries that hold it; empty for seas.
    pub(crate) countries: Vec<String>,
    /// English name of the division that holds it.
    pub(crate) parent: String,
    /// A country's neighbours, ISO3.
    pub(crate) neighbours: Vec<String>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) precision: u8,
}

/// Every row of the tables, and the names that lead to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    pub(crate) entries: Vec<PlaceEntry>,
    names: Table<Box<str>, Vec<u32>>,
    /// The rows of the countries, by ISO3.
    countries: Table<Box<str>, u32>,
    /// Folded first words of names that begin in lower case ("bande de Gaza"), and their keys.
    lower_starts: WordSet,
    lower_names: WordSet,
}

const NEEDED: [&str; 5] = ["name", "country", "lat", "lon", "precision"];
const ALSO: [&str; 5] = ["english", "aliases", "kind", "parent", "seat"];

impl Tables {
    /// Adds the rows of one table.
    pub(crate) fn add(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &NEEDED, &ALSO, |row| {
            let entry = self.read(row)?;
            let number = self.entries.len() as u32;
            let name = without_article(row.get("name"));
            for name in [name, row.get("english")].into_iter().chain(row.list("aliases")) {
                self.add_name(name, number);
            }
            if let (PlaceKind::Country, Some(iso3)) = (entry.kind, entry.countries.first()) {
                self.countries.entry(iso3.as_str().into()).or_insert(number);
            }
            self.entries.push(entry);
            Ok(())
        })
    }

    /// The rows under a key: the folded name, or the letters themselves of a short acronym.
    pub(crate) fn find(&self, key: &str) -> &[u32] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a name can begin with this folded word in lower case.
    pub(crate) fn starts_lower(&self, word: &str) -> bool {
        self.lower_starts.contains(word)
    }

    /// Whether a key is that of a name written with a small letter at the beginning.
    pub(crate) fn is_lower(&self, key: &str) -> bool {
        self.lower_names.contains(key)
    }

    /// The number of a country's row.
    pub(crate) fn country_row(&self, iso3: &str) -> Option<u32> {
        self.countries.get(iso3).copied()
    }

    /// The row of a country.
    pub(crate) fn country(&self, iso3: &str) -> Option<&PlaceEntry> {
        self.country_row(iso3).map(|number| &self.entries[number as usize])
    }

    fn read(&self, row: &Row<'_>) -> Result<PlaceEntry, LexiconError> {
        let precision = row.get("precision").parse::<u8>().ok().filter(|p| (1..=7).contains(p));
        let precision = precision.ok_or_else(|| row.error("precision is none of 1 to 7"))?;
        let name = without_article(row.need("name")?);
        let kind = kind(precision, row.get("kind"));
        let english = row.get("english");
        let parents = || row.list("parent").map(str::to_owned).collect();
        let (parent, neighbours) = match kind {
            PlaceKind::Country => (String::new(), parents()),
            _ => (row.get("parent").to_owned(), Vec::new()),
        };
        Ok(PlaceEntry {
            name: if english.is_empty() { name } else { english }.to_owned(),
            kind,
            countries: self.countries_of(row, kind)?,
            parent,
            neighbours,
            lat: row.number("lat", -90.0..=90.0)?,
            lon: row.number("lon", -180.0..=180.0)?,
            precision,
        })
    }

    /// The countries of a row: those that have a row themselves. Only a sea has none.
    fn countries_of(&self, row: &Row<'_>, kind: PlaceKind) -> Result<Vec<String>, LexiconError> {
        let countries: Vec<String> = row.list("country").map(str::to_owned).collect();
        let unknown = |code: &&String| match kind {
            PlaceKind::Country => code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()),
            _ => !self.countries.contains_key(code.as_str()),
        };
        match countries.iter().find(unknown) {
            Some(code) => Err(row.error(format!("there is no country {code:?}"))),
            None => Ok(countries),
        }
    }

    fn add_name(&mut self, name: &str, number: u32) {
        let key = if is_acronym(name) { name.into() } else { ascii(name) };
        if key.is_empty() {
            return;
        }
        let key = Box::<str>::from(key);
        if name.starts_with(char::is_lowercase) {
            self.lower_starts.extend(ascii_words(name).into_iter().next().map(Box::from));
            self.lower_names.insert(key.clone());
        }
        let rows = self.names.entry(key).or_default();
        if !rows.contains(&number) {
            rows.push(number);
        }
    }
}

/// Whether a name is matched letter by letter: "RDC", "USA", "PK5".
pub(crate) fn is_acronym(name: &str) -> bool {
    name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn kind(precision: u8, word: &str) -> PlaceKind {
    match (precision, word) {
        (6, _) => PlaceKind::Country,
        (3 | 4, _) => PlaceKind::Division,
        (5, _) => PlaceKind::Region,
        (7, _) => PlaceKind::Water,
        (_, "" | "ville" | "village" | "localité" | "oasis") => PlaceKind::Town,
        _ => PlaceKind::Site,
    }
}

fn without_article(name: &str) -> &str {
    let bare = ["le ", "la ", "les ", "l'", "l’"].iter().find_map(|article| name.strip_prefix(article));
    bare.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_rows() {
        let mut tables = Tables::default();
        let text = "name\taliases\tcountry\tlat\tlon\tprecision\nle Congo\t\tCOD\t0\t0\t6\nl'Ituri\tdistrict de l'Ituri|ITU\tCOD\t1.5\t30\t4\n";
        tables.add("x.tsv", text).unwrap();
        assert_eq!(tables.find("ituri"), [1]);
        assert_eq!(tables.find("ITU"), [1]);
        assert_eq!(tables.find("itu"), [0; 0]);
        assert!(tables.starts_lower("district"));
        assert_eq!(tables.entries[1].kind, PlaceKind::Division);
    }

    #[test]
    fn wrong_rows_are_named() {
        let check = |row: &str, expected: &str| {
            let text = format!("name\tcountry\tlat\tlon\tprecision\nBurkina\tBFA\t12\t-1\t6\n{row}\n");
            assert_eq!(Tables::default().add("x.tsv", &text).unwrap_err().to_string(), expected);
        };
        check("Inata\tBFA\t114\t0\t1", "x.tsv, line 3: lat is 114, not between -90 and 90");
        check("Inata\tBFA\t14\t0\t9", "x.tsv, line 3: precision is none of 1 to 7");
        check("\tBFA\t14\t0\t1", "x.tsv, line 3: the name is empty");
        check("Inata\tBFX\t14\t0\t1", "x.tsv, line 3: there is no country \"BFX\"");
    }
}
