//! Tables of what was found in a ledger: the columns of a claim are those of [`selon_ledger::form::csv`].

use selon_ledger::StoredReport;
use selon_ledger::form::csv::{Cell, Columns, joined, line};
use selon_ledger::incident::id_of;
use selon_ledger::people;
use selon_ledger::query::Found;
use serde_json::Value;

const CLAIMS: Columns = Columns { explain: false, incident: false, names: false };
/// What a ledger knows of a claim beside.
const FOUND: [&str; 2] = ["canonical_origin", "incident"];

/// The line of the columns' names of claims that were found in a ledger.
pub(crate) fn found_header() -> String {
    line(CLAIMS.column_names().chain(FOUND).map(Cell::code))
}

/// A claim that was found in a ledger.
pub(crate) fn found(stored: &StoredReport, found: Found) -> String {
    let Some(mut cells) = CLAIMS.cells(&stored.report, &[]).nth(found.index) else { return String::new() };
    let names = people::private_names(&stored.report.claims);
    let known = stored.claims.get(found.index);
    cells.push(Cell::of(known, |known| Cell::Words(people::withhold_in_origin(&known.origin, &names))));
    cells.push(Cell::of(found.incident, |key| Cell::Code(id_of(key))));
    line(cells)
}

/// The line of any columns' names.
pub(crate) fn names(columns: &[String]) -> String {
    line(columns.iter().map(Cell::words))
}

/// A row of any cells.
pub(crate) fn cells(row: &[Value]) -> String {
    let cell = |value: &Value| match value {
        Value::Null => Cell::Empty,
        Value::String(words) => Cell::words(words),
        Value::Array(parts) => joined(parts.iter().map(|part| part.as_str().unwrap_or_default().to_owned())),
        other => Cell::Code(other.to_string()),
    };
    line(row.iter().map(cell))
}
