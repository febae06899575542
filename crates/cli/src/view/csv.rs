//! One claim a row: a long table for spreadsheets and statistics. `docs/output.md` names the columns.
//!
//! An unknown value is an empty cell; several values of one cell stand between ` | `. Names of
//! persons without public office are withheld (see [`selon_ledger::people`]).

use selon::Report;
use selon::model::{Argument, Article, Claim, CodePoints, Figure, Span};
use selon_ledger::form::rules;
use selon_ledger::incident::id_of;
use selon_ledger::query::Found;
use selon_ledger::{StoredReport, people};
use serde_json::Value;

/// Column by column, in order; `evidence` comes last and only where asked for.
const COLUMNS: &[&str] = &[
    "report_id",
    "outlet",
    "published",
    "title",
    "url",
    "claim",
    "event_type",
    "mode",
    "score",
    "factuality",
    "quoted",
    "sources",
    "source_parties",
    "source_kinds",
    "origin",
    "origin_party",
    "actors",
    "actor_parties",
    "recipients",
    "recipient_parties",
    "place",
    "place_name",
    "geonames_id",
    "country",
    "latitude",
    "longitude",
    "place_precision",
    "time",
    "date_start",
    "date_end",
    "time_precision",
    "figures",
    "figure_low",
    "figure_high",
    "figure_of",
    "trigger",
    "trigger_start",
    "trigger_end",
    "sentence",
    "confidence",
    "rules",
    "engine_version",
    "model_version",
    "data_version",
];

/// What a ledger knows of a claim beside.
const FOUND: &[&str] = &["canonical_origin", "incident"];

/// The line of the columns' names.
pub(crate) fn header(explain: bool) -> String {
    let names = COLUMNS.iter().map(|c| (*c).to_owned());
    line(names.chain(explain.then(|| "evidence".to_owned())))
}

/// The claims of a report, one a row.
pub(crate) fn rows(report: &Report, explain: bool) -> String {
    let points = CodePoints::new(&report.article.text);
    let names = people::private_names(&report.claims);
    let row = |(i, claim)| Row { report, claim, points: &points, names: &names, number: i + 1 };
    report.claims.iter().enumerate().map(|numbered| line(row(numbered).cells(explain))).collect()
}

/// The line of the columns' names of claims that were found in a ledger.
pub(crate) fn found_header() -> String {
    line(COLUMNS.iter().chain(FOUND).map(|c| (*c).to_owned()))
}

/// A claim that was found in a ledger.
pub(crate) fn found(stored: &StoredReport, found: Found) -> String {
    let report = &stored.report;
    let Some(claim) = report.claims.get(found.index) else { return String::new() };
    let points = CodePoints::new(&report.article.text);
    let names = people::private_names(&report.claims);
    let row = Row { report, claim, points: &points, names: &names, number: found.index + 1 };
    let origin =
        stored.claims.get(found.index).map(|known| text(&people::withhold_in_origin(&known.origin, &names)));
    let incident = found.incident.map(id_of);
    line(row.cells(false).into_iter().chain([origin.unwrap_or_default(), incident.unwrap_or_default()]))
}

/// The line of any columns' names.
pub(crate) fn names(columns: &[String]) -> String {
    line(columns.iter().map(|name| text(name)))
}

/// A row of any cells.
pub(crate) fn cells(row: &[Value]) -> String {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(words) => text(words),
        Value::Array(parts) => joined(parts.iter().map(|part| part.as_str().unwrap_or_default().to_owned())),
        other => other.to_string(),
    };
    line(row.iter().map(cell))
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
    fn cells(&self, explain: bool) -> Vec<String> {
        let mut cells = Vec::from(self.of_report());
        cells.extend(self.of_event());
        cells.extend(self.of_chain());
        cells.extend(self.of_parties());
        cells.extend(self.of_place());
        cells.extend(self.of_time());
        cells.extend(self.of_figures());
        cells.extend(self.of_text());
        if explain {
            cells.push(self.evidence());
        }
        cells
    }

    fn of_report(&self) -> [String; 6] {
        let Article { id, outlet, published, title, url, .. } = &self.report.article;
        [
            text(id),
            outlet.as_deref().map(text).unwrap_or_default(),
            published.map(|d| d.to_string()).unwrap_or_default(),
            title.as_deref().map(text).unwrap_or_default(),
            url.as_deref().map(text).unwrap_or_default(),
            self.number.to_string(),
        ]
    }

    fn of_event(&self) -> [String; 5] {
        let claim = self.claim;
        [
            claim.event.to_string(),
            claim.mode.map(|m| m.to_string()).unwrap_or_default(),
            claim.event.score().map(|s| s.to_string()).unwrap_or_default(),
            claim.factuality.to_string(),
            claim.quoted.to_string(),
        ]
    }

    fn of_chain(&self) -> [String; 5] {
        let sources = &self.claim.sources;
        let party = |s: &selon::model::Source| s.party.as_ref().map(|p| p.to_string()).unwrap_or_default();
        let origin = sources.last();
        [
            joined(sources.iter().map(|s| self.words(s.span))),
            joined(sources.iter().map(party)),
            joined(sources.iter().map(|s| s.kind.to_string())),
            origin.map(|s| text(&self.words(s.span))).unwrap_or_default(),
            origin.map(party).unwrap_or_default(),
        ]
    }

    fn of_parties(&self) -> [String; 4] {
        let party = |a: &Argument| a.party.as_ref().map(|p| p.to_string()).unwrap_or_default();
        let Claim { actors, recipients, .. } = self.claim;
        [
            joined(actors.iter().map(|a| self.words(a.span))),
            joined(actors.iter().map(party)),
            joined(recipients.iter().map(|a| self.words(a.span))),
            joined(recipients.iter().map(party)),
        ]
    }

    fn of_place(&self) -> [String; 7] {
        let Some(place) = &self.claim.place else { return Default::default() };
        [
            text(&self.words(place.span)),
            text(&place.name),
            place.geonames.map(|id| id.to_string()).unwrap_or_default(),
            place.country.clone().unwrap_or_default(),
            place.lat.map(|d| d.to_string()).unwrap_or_default(),
            place.lon.map(|d| d.to_string()).unwrap_or_default(),
            place.precision.to_string(),
        ]
    }

    fn of_time(&self) -> [String; 4] {
        let Some(time) = &self.claim.time else { return Default::default() };
        [
            text(&self.words(time.span)),
            time.start.map(|d| d.to_string()).unwrap_or_default(),
            time.end.map(|d| d.to_string()).unwrap_or_default(),
            time.precision.to_string(),
        ]
    }

    fn of_figures(&self) -> [String; 4] {
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

    fn of_text(&self) -> [String; 9] {
        let Claim { trigger, sentence, .. } = *self.claim;
        let versions = &self.report.versions;
        let offset = |at: u32| self.points.of(&self.report.article.text, at).to_string();
        [
            text(&self.words(trigger)),
            offset(trigger.start),
            offset(trigger.end),
            text(&self.words(sentence)),
            ((f64::from(self.claim.confidence) * 1000.0).round() / 1000.0).to_string(),
            joined(rules(self.claim).into_iter().map(str::to_owned)),
            text(&versions.engine),
            text(&versions.model),
            text(&versions.data),
        ]
    }

    fn evidence(&self) -> String {
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
fn joined(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.map(|v| v.replace('|', "/")).collect();
    if values.iter().all(String::is_empty) { String::new() } else { text(&values.join(" | ")) }
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

/// RFC 4180, with line feeds; writing to memory cannot fail.
fn line(cells: impl IntoIterator<Item = String>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(cells).and_then(|()| Ok(writer.flush()?));
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
        assert_eq!(line(["a".into(), "b, \"c\"".into(), String::new()]), "a,\"b, \"\"c\"\"\",\n");
    }

    #[test]
    fn values_of_a_cell_keep_their_places() {
        let check = |values: &[&str], expected: &str| {
            assert_eq!(joined(values.iter().map(|v| (*v).to_owned())), expected);
        };
        check(&["AFP", "", "a|b"], "AFP |  | a/b");
        check(&["", ""], "");
    }
}
