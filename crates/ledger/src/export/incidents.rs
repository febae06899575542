//! Which incidents there are, for the forms that tell of them.

use rusqlite::OptionalExtension;

use crate::error::Error;
use crate::incident::{Incident, id_of};
use crate::store::{Ledger, Stored, StoredReport};

/// The incident of each claim of a report.
pub(super) fn of_claims(ledger: &Ledger, stored: &StoredReport) -> Result<Vec<Option<String>>, Error> {
    stored.claims.iter().map(|claim| of_claim(ledger, claim)).collect()
}

fn of_claim(ledger: &Ledger, claim: &Stored) -> Result<Option<String>, Error> {
    let Some(telling) = claim.telling else { return Ok(None) };
    let select = "SELECT l.key FROM telling t JOIN telling l ON l.telling = t.incident WHERE t.telling = ?";
    let key = ledger.db.prepare_cached(select)?.query_row([telling], |row| row.get(0)).optional()?;
    Ok(key.map(id_of))
}

/// The incidents in these rows, or all in the order of the tellings that lead them; each is loaded when it is asked for.
pub(super) fn all(
    ledger: &Ledger,
    rows: Option<Vec<i64>>,
) -> Result<impl Iterator<Item = Result<Incident, Error>>, Error> {
    let rows = match rows {
        Some(rows) => rows,
        None => ledger.incidents()?.into_iter().map(|head| head.row).collect(),
    };
    Ok(rows.into_iter().map(|row| ledger.incident_at(row)))
}
