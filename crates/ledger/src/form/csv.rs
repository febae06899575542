//! One claim a row: a long table for spreadsheets and statistics. `docs/output.md` names the columns.
//!
//! An unknown value is an empty cell; several values of one cell stand between ` | `. Names of
//! persons without public office are withheld (see [`crate::people`]).

use selon_model::{Argument, Article, Claim, CodePoints, Figure, Report, Source, Span};

use super::claim::rules;
use crate::people;

/// Column by column, in order, each with its hashtag of HXL; `evidence` and `incident` come last and only where asked for.
const COLUMNS: &[(&str, &str)] = &[
    ("report_id", "#meta+id+report"),
    ("outlet", "#meta+source+outlet"),
    ("published", "#date+published"),
    ("title", "#meta+title"),
    ("url", "#meta+url"),
    ("claim", "#meta+num+claim"),
    ("event_type", "#event+type"),
    ("mode", "#event+mode"),
    ("score", "#indicator+score+num"),
    ("factuality", "#event+factuality"),
    ("quoted", "#event+quoted"),
    ("sources", "#meta+source+chain"),
    ("source_parties", "#meta+source+code"),
    ("source_kinds", "#meta+source+type"),
    ("origin", "#meta+source+origin"),
    ("origin_party", "#meta+source+origin+code"),
    ("actors", "#org+actor+name"),
    ("actor_parties", "#org+actor+code"),
    ("recipients", "#org+recipient+name"),
    ("recipient_parties", "#org+recipient+code"),
    ("place", "#loc+text"),
    ("place_name", "#loc+name"),
    ("geonames_id", "#loc+code+v_geonames"),
    ("country", "#country+code+v_iso3"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("place_precision", "#geo+precision"),
    ("time", "#date+occurred+text"),
    ("date_start", "#date+occurred+start"),
    ("date_end", "#date+occurred+end"),
    ("time_precision", "#date+occurred+precision"),
    ("figures", "#affected+text"),
    ("figure_low", "#affected+min+num"),
    ("figure_high", "#affected+max+num"),
    ("figure_of", "#affected+type"),
    ("trigger", "#event+trigger"),
    ("trigger_start", "#event+trigger+start"),
    ("trigger_end", "#event+trigger+end"),
    ("sentence", "#event+description"),
    ("confidence", "#indicator+confidence+num"),
    ("rules", "#meta+rules"),
    ("engine_version", "#meta+version+engine"),
    ("model_version", "#meta+version+model"),
    ("data_version", "#meta+version+data"),
];
const EVIDENCE: (&str, &str) = ("evidence", "#meta+evidence");
const INCIDENT: (&str, &str) = ("incident", "#event+id");

/// Which columns there are, and whose names stand in them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns {
    /// With the evidence.
    pub explain: bool,
    /// With the incident.
    pub incident: bool,
    /// With the names of persons without public office.
    pub names: bool,
}

impl Columns {
    /// The line of the columns' names.
    pub fn header(self) -> String {
        line(self.all().map(|(name, _)| Cell::code(name)))
    }

    /// The line of the columns' hashtags, which stands below their names: <https://hxlstandard.org>.
    pub fn hashtags(self) -> String {
        line(self.all().map(|(_, tag)| Cell::code(tag)))
    }

    /// The claims of a report, one a row; `incidents` has the incident of each, where it is known.
    pub fn rows(self, report: &Report, incidents: &[Option<String>]) -> String {
        self.each(report, incidents).collect()
    }

    /// [`Columns::rows`] one by one.
    pub(crate) fn each<'a>(
        self,
        report: &'a Report,
        incidents: &'a [Option<String>],
    ) -> impl Iterator<Item = String> + 'a {
        self.cells(report, incidents).map(line)
    }

    /// The names of the columns.
    pub fn column_names(self) -> impl Iterator<Item = &'static str> {
        self.all().map(|(name, _)| name)
    }

    /// The cells of each claim, in the order of the columns.
    pub fn cells<'a>(
        self,
        report: &'a Report,
        incidents: &'a [Option<String>],
    ) -> impl Iterator<Item = Vec<Cell>> + 'a {
        let points = CodePoints::new(&report.article.text);
        let names = if self.names { Vec::new() } else { people::private_names(&report.claims) };
        report.claims.iter().enumerate().map(move |(i, claim)| {
            let row = Row { report, claim, points: &points, names: &names, number: i + 1 };
            let mut cells = row.cells();
            cells.extend(self.explain.then(|| row.evidence()));
            cells.extend(self.incident.then(|| Cell::of(incidents.get(i).cloned().flatten(), Cell::Code)));
            cells
        })
    }

    fn all(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let more = [self.explain.then_some(EVIDENCE), self.incident.then_some(INCIDENT)];
        COLUMNS.iter().copied().chain(more.into_iter().flatten())
    }
}

/// What stands in a cell of a table. Each form of a table writes it in its own way.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Unknown.
    Empty,
    /// Words of a report, or of somebody who wrote a lexicon.
    Words(String),
    /// A code, a date, an id: nothing that a stranger wrote.
    Code(String),
    /// A whole number.
    Number(i64),
    /// Any other number.
    Real(f64),
    /// Yes or no.
    Truth(bool),
}

impl Cell {
    /// The cell of a value; empty where there is none.
    pub fn of<T>(value: Option<T>, cell: impl Fn(T) -> Cell) -> Cell {
        value.map_or(Cell::Empty, cell)
    }

    /// A code.
    pub fn code(value: impl Into<String>) -> Cell {
        Cell::Code(value.into())
    }

    /// Words.
    pub fn words(value: impl Into<String>) -> Cell {
        Cell::Words(value.into())
    }

    /// As it stands in a table of text.
    fn written(self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Words(words) => text(&words),
            Cell::Code(code) => code,
            Cell::Number(number) => number.to_string(),
            Cell::Real(number) => number.to_string(),
            Cell::Truth(truth) => truth.to_string(),
        }
    }
}

struct Row<'a> {
    report: &'a Report,
    claim: &'a Claim,
    points: &'a CodePoints,
    /// Names that are withheld.
    names: &'a [&'a str],
    /// From 1, in the order of the report.
    number: usize,
}

impl Row<'_> {
    fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::from(self.of_report());
        cells.extend(self.of_event());
        cells.extend(self.of_chain());
        cells.extend(self.of_parties());
        cells.extend(self.of_place());
        cells.extend(self.of_time());
        cells.extend(self.of_figures());
        cells.extend(self.of_text());
        cells
    }

    fn of_report(&self) -> [Cell; 6] {
        let Article { id, outlet, published, title, url, .. } = &self.report.article;
        let words = |words: &Option<String>| Cell::of(words.as_ref(), Cell::words);
        [
            Cell::words(id),
            words(outlet),
            Cell::of(*published, |d| Cell::code(d.to_string())),
            Cell::of(title.as_deref(), |t| Cell::Words(people::withhold(t, self.names))),
            words(url),
            Cell::Number(self.number as i64),
        ]
    }

    fn of_event(&self) -> [Cell; 5] {
        let claim = self.claim;
        [
            Cell::code(claim.event.as_str()),
            Cell::of(claim.mode, |m| Cell::code(m.as_str())),
            Cell::of(claim.event.score(), |score| Cell::Real(f64::from(score))),
            Cell::code(claim.factuality.as_str()),
            Cell::Truth(claim.quoted),
        ]
    }

    fn of_chain(&self) -> [Cell; 5] {
        let sources = &self.claim.sources;
        let party = |s: &Source| s.party.as_ref().map(|p| p.to_string()).unwrap_or_default();
        let origin = sources.last();
        [
            joined(sources.iter().map(|s| self.words(s.span))),
            joined(sources.iter().map(party)),
            joined(sources.iter().map(|s| s.kind.to_string())),
            Cell::of(origin, |s| Cell::Words(self.words(s.span))),
            Cell::of(origin.and_then(|s| s.party.as_ref()), |p| Cell::code(p.as_str())),
        ]
    }

    fn of_parties(&self) -> [Cell; 4] {
        let party = |a: &Argument| a.party.as_ref().map(|p| p.to_string()).unwrap_or_default();
        let Claim { actors, recipients, .. } = self.claim;
        [
            joined(actors.iter().map(|a| self.words(a.span))),
            joined(actors.iter().map(party)),
            joined(recipients.iter().map(|a| self.words(a.span))),
            joined(recipients.iter().map(party)),
        ]
    }

    fn of_place(&self) -> [Cell; 7] {
        let Some(place) = &self.claim.place else { return [const { Cell::Empty }; 7] };
        [
            Cell::Words(self.words(place.span)),
            Cell::words(&place.name),
            Cell::of(place.geonames, |id| Cell::Number(i64::from(id))),
            Cell::of(place.country.as_ref(), Cell::code),
            Cell::of(place.lat, Cell::Real),
            Cell::of(place.lon, Cell::Real),
            Cell::Number(i64::from(place.precision)),
        ]
    }

    fn of_time(&self) -> [Cell; 4] {
        let Some(time) = &self.claim.time else { return [const { Cell::Empty }; 4] };
        [
            Cell::Words(self.words(time.span)),
            Cell::of(time.start, |d| Cell::code(d.to_string())),
            Cell::of(time.end, |d| Cell::code(d.to_string())),
            Cell::Number(i64::from(time.precision)),
        ]
    }

    fn of_figures(&self) -> [Cell; 4] {
        let figures = &self.claim.figures;
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let words = |f: &Figure| {
            let who = f.who.filter(|who| !f.span.overlaps(*who));
            let who = who.map(|s| format!(" {}", self.words(s))).unwrap_or_default();
            self.words(f.span) + &who
        };
        [
            joined(figures.iter().map(words)),
            joined(figures.iter().map(|f| number(f.low))),
            joined(figures.iter().map(|f| number(f.high))),
            joined(figures.iter().map(|f| f.of.to_string())),
        ]
    }

    fn of_text(&self) -> [Cell; 9] {
        let Claim { trigger, sentence, .. } = *self.claim;
        let versions = &self.report.versions;
        let offset = |at: u32| Cell::Number(i64::from(self.points.of(&self.report.article.text, at)));
        [
            Cell::Words(self.words(trigger)),
            offset(trigger.start),
            offset(trigger.end),
            Cell::Words(self.words(sentence)),
            Cell::Real((f64::from(self.claim.confidence) * 1000.0).round() / 1000.0),
            joined(rules(self.claim).into_iter().map(str::to_owned)),
            Cell::words(&versions.engine),
            Cell::words(&versions.model),
            Cell::words(&versions.data),
        ]
    }

    fn evidence(&self) -> Cell {
        joined(self.claim.evidence.iter().map(|e| {
            let path = if e.path.is_empty() { String::new() } else { format!(" ({})", e.path) };
            let path = people::withhold(&path, self.names);
            format!("{}: {} \"{}\"{path}", e.role.as_str(), e.rule, self.words(e.span))
        }))
    }

    /// The words of a span in one line, without names that are withheld.
    fn words(&self, span: Span) -> String {
        let words = span.of_text(&self.report.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        people::withhold(&words, self.names)
    }
}

/// A cell of several values; empty where all of them are, so that no column shows bare separators.
pub fn joined(values: impl Iterator<Item = String>) -> Cell {
    let values: Vec<String> = values.map(|v| v.replace('|', "/")).collect();
    if values.iter().all(String::is_empty) { Cell::Empty } else { Cell::Words(values.join(" | ")) }
}

/// A cell of words. Spreadsheets take a cell that begins with `= + - @` for a formula: an
/// apostrophe before it keeps it text (OWASP, "CSV Injection"). Control characters become spaces.
fn text(value: &str) -> String {
    let plain: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{plain}")
    } else {
        plain
    }
}

/// A row as RFC 4180 has it, with a line feed.
pub fn line(cells: impl IntoIterator<Item = Cell>) -> String {
    // Writing into memory does not fail.
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let written =
        writer.write_record(cells.into_iter().map(Cell::written)).and_then(|()| Ok(writer.flush()?));
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas() {
        let check = |value: &str, expected: &str| assert_eq!(text(value), expected);
        check("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")");
        check(" @cmd", "' @cmd");
        check("-1", "'-1");
        check("10 - 2", "10 - 2");
        check("a\r\nb\u{9b}", "a  b ");
    }

    #[test]
    fn lines_are_quoted_where_needed() {
        assert_eq!(line([Cell::words("a"), Cell::words("b, \"c\""), Cell::Empty]), "a,\"b, \"\"c\"\"\",\n");
    }

    #[test]
    fn values_of_a_cell_keep_their_places() {
        let check = |values: &[&str], expected: &str| {
            assert_eq!(joined(values.iter().map(|v| (*v).to_owned())).written(), expected);
        };
        check(&["AFP", "", "a|b"], "AFP |  | a/b");
        check(&["", ""], "");
    }
}
