use rusqlite::types::Value;
use selon_model::geo::{Bounds, Point};
use selon_model::{Date, EventType, Factuality};

use crate::words::{fold_words, place_form};

/// Which claims are asked for; every command that asks takes the same. The default is all that are valid now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Parties that all act in or undergo the event: an id (`group:m23`, `MLI/MIL`), all of a country (`MLI`, `MLI/*`), the
    /// beginning of an id (`igo:*`), or words of a party's name or of what a report calls it.
    pub parties: Vec<String>,
    /// Where: a name of the gazetteer or as reports write it, with all that lies in it; a country (`MLI`); a GeoNames id.
    pub place: Option<String>,
    /// Within so many kilometres of a point.
    pub near: Option<Near>,
    /// One of these types; all where empty.
    pub types: Vec<EventType>,
    /// The period ends on this day or later. Where its end is open, the day of publication is its end.
    pub from: Option<Date>,
    /// The period begins on this day or earlier. Where its beginning is open, its end is its beginning.
    pub to: Option<Date>,
    /// Whether a claim without a period counts as of the day of publication.
    pub undated: bool,
    /// The canonical origin: a party's id, `~words`, `?` for the unknown, or words of its name.
    pub origin: Option<String>,
    /// One of these; all where empty.
    pub factualities: Vec<Factuality>,
    /// Words that the report has, in any form of case and accents; those between double quotes stand together. Nothing
    /// in it is an operator.
    pub text: Option<String>,
    /// Name of the outlet, whole; case and accents are free.
    pub outlet: Option<String>,
    /// Id of the report.
    pub report: Option<String>,
    /// What was known on this day: of each report the newest version that was out.
    pub as_of: Option<Date>,
}

/// A circle on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Kilometres.
    pub radius: f64,
}

/// `FROM …` with its parameters in order. The tables are `c` (claim), `v` (version) and `r` (report).
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

/// Claims are found first, by the one index that the filter leaves most to; a small index of the valid readings says which
/// of them count.
const NOW: &str = "FROM claim c CROSS JOIN reading g INDEXED BY reading_valid ON g.reading = c.reading \
    WHERE g.superseded IS NULL";
const THEN: &str = "FROM claim c CROSS JOIN reading g ON g.reading = c.reading WHERE g.version = \
    (SELECT w.version FROM version w WHERE w.report = (SELECT x.report FROM version x WHERE x.version = g.version) \
     AND w.known <= ? ORDER BY w.number DESC LIMIT 1) \
    AND g.reading = (SELECT max(h.reading) FROM reading h WHERE h.version = g.version)";

/// Conditions on `c` (claim) and `g` (reading).
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.extend(values);
    }
}

impl Filter {
    /// The claims that match, for a statement that selects from them.
    pub(crate) fn scope(&self) -> Scope {
        self.scope_where(None)
    }

    /// As [`Filter::scope`], of claims `c` for which a condition holds too.
    pub(crate) fn scope_where(&self, condition: Option<&str>) -> Scope {
        let mut all = match self.as_of {
            None => Conditions { sql: NOW.to_owned(), values: Vec::new() },
            Some(day) => Conditions { sql: THEN.to_owned(), values: vec![day_value(day)] },
        };
        self.whereabouts(&mut all);
        self.when(&mut all);
        self.what(&mut all);
        self.who(&mut all);
        self.told(&mut all);
        condition.into_iter().for_each(|condition| all.and(condition, []));
        // The limit, which is none, keeps the wide rows of versions out of the search.
        let sql = format!(
            "FROM (SELECT c.claim, g.version {} LIMIT -1) hits CROSS JOIN claim c ON c.claim = hits.claim \
             CROSS JOIN version v ON v.version = hits.version CROSS JOIN report r ON r.report = v.report",
            all.sql
        );
        Scope { sql, values: all.values }
    }

    /// The condition on `p` (claim_party) that it is one of the parties asked for; none where none are.
    pub(crate) fn any_party(&self) -> Option<(String, Vec<Value>)> {
        let (sql, values): (Vec<_>, Vec<_>) = self.parties.iter().map(|party| party_is(party)).unzip();
        (!sql.is_empty()).then(|| (format!("({})", sql.join(" OR ")), values.concat()))
    }

    /// Whether few claims are left without looking at parties and outlets.
    fn is_narrow(&self) -> bool {
        self.place.is_some()
            || self.near.is_some()
            || (self.from.is_some() || self.to.is_some()) && !self.undated
            || self.report.is_some()
            || self.text.is_some()
    }

    fn whereabouts(&self, all: &mut Conditions) {
        if let Some(place) = &self.place {
            let (sql, values) = place_rows(place);
            all.and(&format!("c.place IN ({sql})"), values);
        }
        if let Some(near) = &self.near {
            all.and(NEAR, near.values());
        }
    }

    fn when(&self, all: &mut Conditions) {
        let (from, to) = (self.from.map(day_value), self.to.map(day_value));
        let told = |day: &Option<Value>, sql: &'static str| day.is_some().then_some(sql);
        let dated = [told(&to, "c.first_day <= ?"), told(&from, "c.last_day >= ?")];
        let dated = dated.into_iter().flatten().collect::<Vec<_>>().join(" AND ");
        let days: Vec<Value> = [to.clone(), from.clone()].into_iter().flatten().collect();
        if dated.is_empty() {
            return;
        }
        if !self.undated {
            return all.and(&dated, days);
        }
        let published = [told(&to, "w.published_from <= ?"), told(&from, "w.published_to >= ?")];
        let published = published.into_iter().flatten().collect::<Vec<_>>().join(" AND ");
        let sql = format!(
            "(({dated}) OR (c.first_day IS NULL AND EXISTS (SELECT 1 FROM version w WHERE w.version = g.version AND {published})))"
        );
        all.and(&sql, days.clone().into_iter().chain(days));
    }

    fn what(&self, all: &mut Conditions) {
        let types = self.types.iter().map(|event| event.as_str());
        one_of(all, "c.type", types);
        one_of(all, "c.factuality", self.factualities.iter().map(|f| f.as_str()));
    }

    fn who(&self, all: &mut Conditions) {
        for party in &self.parties {
            let (sql, values) = party_is(party);
            // Few claims: each is asked for its parties. All claims: the party is asked for its own.
            let sql = if self.is_narrow() {
                format!("EXISTS (SELECT 1 FROM claim_party p WHERE p.claim = c.claim AND {sql})")
            } else {
                format!("c.claim IN (SELECT p.claim FROM claim_party p WHERE {sql})")
            };
            all.and(&sql, values);
        }
        if let Some(origin) = &self.origin {
            let (sql, values) = origin_is(origin);
            all.and(&sql, values);
        }
    }

    fn told(&self, all: &mut Conditions) {
        if let Some(report) = &self.report {
            let sql = "c.reading IN (SELECT h.reading FROM report q JOIN version w ON w.report = q.report \
                JOIN reading h ON h.version = w.version WHERE q.id = ?)";
            all.and(sql, [text(report)]);
        }
        if let Some(words) = &self.text {
            self.words(words, all);
        }
        if let Some(outlet) = &self.outlet {
            let versions = "SELECT w.version FROM version w WHERE w.outlet IN \
                (SELECT o.outlet FROM (SELECT DISTINCT outlet FROM version) o WHERE fold(o.outlet) = ?)";
            let sql = if self.is_narrow() || !self.parties.is_empty() {
                format!("g.version IN ({versions})")
            } else {
                format!("c.reading IN (SELECT h.reading FROM reading h WHERE h.version IN ({versions}))")
            };
            all.and(&sql, [text(fold_words(outlet))]);
        }
    }

    /// The index of words knows current versions only; earlier ones are looked through.
    fn words(&self, words: &str, all: &mut Conditions) {
        let indexed = "c.reading IN (SELECT h.reading FROM report_text x JOIN reading h ON h.version = x.rowid \
            WHERE report_text MATCH ?)";
        let phrases = phrases(words);
        if phrases.is_empty() {
            return all.and("c.claim < 0", []);
        }
        let asked = text(matching(&phrases));
        if self.as_of.is_none() {
            return all.and(indexed, [asked]);
        }
        let each = "instr(' ' || fold(ifnull(w.title, '') || ' ' || w.text) || ' ', ' ' || ? || ' ') > 0";
        let each = vec![each; phrases.len()].join(" AND ");
        let sql = format!(
            "({indexed} OR EXISTS (SELECT 1 FROM version w JOIN report q ON q.report = w.report \
             WHERE w.version = g.version AND q.version <> w.version AND {each}))"
        );
        all.and(&sql, [asked].into_iter().chain(phrases.into_iter().map(text)));
    }
}

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

fn day_value(day: Date) -> Value {
    text(day.to_string())
}

fn one_of(all: &mut Conditions, column: &str, values: impl ExactSizeIterator<Item = &'static str>) {
    if values.len() > 0 {
        let marks = vec!["?"; values.len()].join(", ");
        all.and(&format!("{column} IN ({marks})"), values.map(text));
    }
}

fn is_country(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// Parties that have a name with these words, which are folded and stand between spaces.
const CALLED: &str =
    "SELECT q.party FROM party q, json_each(q.names) n WHERE instr(' ' || fold(n.value) || ' ', ?) > 0";
/// Countries of this name, which is folded.
const COUNTRIES: &str =
    "SELECT q.party FROM party q, json_each(q.names) n WHERE length(q.party) = 3 AND fold(n.value) = ?";

/// The condition on `p` (claim_party) that it is a party.
fn party_is(asked: &str) -> (String, Vec<Value>) {
    let asked = asked.trim();
    let beginning = if is_country(asked) {
        Some(format!("{asked}/"))
    } else {
        asked.strip_suffix('*').map(str::to_owned)
    };
    if let Some(beginning) = beginning {
        let end = text(format!("{beginning}{}", char::MAX));
        return ("p.party >= ? AND p.party < ?".to_owned(), vec![text(beginning), end]);
    }
    if is_id(asked) {
        return ("p.party = ?".to_owned(), vec![text(asked)]);
    }
    let sql = format!(
        "(p.party IN ({CALLED}) OR substr(p.party, 1, 4) IN (SELECT party || '/' FROM ({COUNTRIES})) \
         OR instr(' ' || fold(p.text) || ' ', ?) > 0)"
    );
    let folded = fold_words(asked);
    let whole = text(format!(" {folded} "));
    (sql, vec![whole.clone(), text(folded), whole])
}

/// Whether it is written as ids of parties are.
fn is_id(asked: &str) -> bool {
    let id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let plain = |part: &str| !part.is_empty() && part.chars().all(id);
    let group = asked.split_once(':').is_some_and(|(kind, name)| plain(kind) && plain(name));
    group || asked.split_once('/').is_some_and(|(country, sector)| is_country(country) && plain(sector))
}

fn origin_is(asked: &str) -> (String, Vec<Value>) {
    let asked = asked.trim();
    if is_id(asked) || asked == "?" || asked.starts_with('~') {
        return ("c.origin = ?".to_owned(), vec![text(asked)]);
    }
    let sql = format!(
        "(c.origin IN ({CALLED}) OR (c.origin >= '~' AND instr(' ' || fold(c.origin) || ' ', ?) > 0))"
    );
    let whole = text(format!(" {} ", fold_words(asked)));
    (sql, vec![whole.clone(), whole])
}

/// Selects the rows of a place and of all that lies in it.
fn place_rows(asked: &str) -> (String, Vec<Value>) {
    let asked = asked.trim();
    if is_country(asked) {
        return ("SELECT place FROM place WHERE country = ?".to_owned(), vec![text(asked)]);
    }
    if let Ok(id) = asked.parse::<u32>() {
        let sql = "SELECT i.place FROM place p JOIN place_form i ON i.form = p.form WHERE p.geonames = ?";
        return (sql.to_owned(), vec![Value::Integer(id.into())]);
    }
    // A place that only reports call so has places in it under the gazetteer's name.
    let sql = format!(
        "SELECT i.place FROM place_form f JOIN place p ON p.place = f.place JOIN place_form i ON i.form = p.form \
         WHERE f.form = ? UNION SELECT place FROM place WHERE country IN ({COUNTRIES})"
    );
    (sql, vec![text(place_form(asked)), text(fold_words(asked))])
}

const NEAR: &str = "c.place IN (SELECT m.place FROM place_map m JOIN place n ON n.place = m.place \
    WHERE m.lat_max >= ? AND m.lat_min <= ? AND m.lon_max >= ? AND m.lon_min <= ? AND km(n.lat, n.lon, ?, ?) <= ?)";

impl Near {
    /// Latitudes and longitudes of a box around the circle, then the circle.
    fn values(&self) -> [Value; 7] {
        let Near { lat, lon, radius } = *self;
        let Bounds { south, north, west, east } = Point { lat, lon }.around(radius);
        [south, north, west, east, lat, lon, radius].map(Value::Real)
    }
}

/// What stands between double quotes together, and every other word by itself, folded.
fn phrases(asked: &str) -> Vec<String> {
    let mut phrases = Vec::new();
    for (i, part) in asked.split('"').enumerate() {
        if i % 2 == 1 {
            phrases.push(fold_words(part));
        } else {
            phrases.extend(part.split_whitespace().map(fold_words));
        }
    }
    phrases.retain(|phrase| !phrase.is_empty());
    phrases
}

/// In FTS5's language, where all between quotes is words.
fn matching(phrases: &[String]) -> String {
    phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_an_operator() {
        let check = |asked: &str, expected: &str| assert_eq!(matching(&phrases(asked)), expected, "{asked}");
        check("Djibo attaque", "\"djibo\" \"attaque\"");
        check("\"groupe armé\" Léré", "\"groupe arme\" \"lere\"");
        check("a OR b* NEAR(c) title:d", "\"a\" \"or\" \"b\" \"near c\" \"title d\"");
        check("un \" ouvert", "\"un\" \"ouvert\"");
        check("l'armée", "\"l armee\"");
        check("\"\" — *", "");
    }

    #[test]
    fn boxes_hold_their_circles() {
        let [south, north, west, east, ..] = Near { lat: 16.0, lon: -3.0, radius: 100.0 }.values();
        let real = |value: Value| if let Value::Real(degrees) = value { degrees } else { f64::NAN };
        assert!(real(south) < 15.1 && real(north) > 16.9 && real(west) < -3.93 && real(east) > -2.07);
        let [_, _, west, east, ..] = Near { lat: 0.0, lon: 179.5, radius: 100.0 }.values();
        assert_eq!((real(west), real(east)), (-180.0, 180.0));
    }
}
