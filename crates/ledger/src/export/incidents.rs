//! Which incidents there are, for the forms that tell of them.

use rusqlite::OptionalExtension;

use crate::error::Error;
use crate::incident::{ClaimAt, Family, Incident};
use crate::{Ledger, Stored, StoredReport};

/// The incident of each claim of a report.
pub(super) fn of_claims(ledger: &Ledger, stored: &StoredReport) -> Result<Vec<Option<String>>, Error> {
    stored.claims.iter().map(|claim| of_claim(ledger, claim)).collect()
}

fn of_claim(ledger: &Ledger, claim: &Stored) -> Result<Option<String>, Error> {
    let Some(telling) = claim.telling else { return Ok(None) };
    let select = "SELECT l.key FROM telling t JOIN telling l ON l.telling = t.incident WHERE t.telling = ?";
    let key = ledger.db.prepare_cached(select)?.query_row([telling], |row| row.get(0)).optional()?;
    Ok(key.map(id))
}

/// All incidents, in the order of their first tellings; each is loaded when it is asked for.
pub(super) fn all(ledger: &Ledger) -> Result<impl Iterator<Item = Result<Incident, Error>>, Error> {
    let select = "SELECT DISTINCT incident FROM telling WHERE incident IS NOT NULL ORDER BY 1";
    let mut select = ledger.db.prepare(select)?;
    let rows = select.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    Ok(rows.into_iter().map(|row| one(ledger, row)))
}

fn one(ledger: &Ledger, leader: i64) -> Result<Incident, Error> {
    let select = "SELECT g.version, c.number FROM telling t JOIN claim c ON c.telling = t.telling \
        JOIN reading g ON g.reading = t.reading AND g.superseded IS NULL \
        JOIN version v ON v.version = g.version JOIN report r ON r.version = g.version \
        WHERE t.incident = ? ORDER BY v.published_to, r.id, c.number";
    let mut select = ledger.db.prepare_cached(select)?;
    let rows = select.query_map([leader], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (mut versions, mut claims) = (Vec::<i64>::new(), Vec::new());
    for row in rows {
        let (version, number): (i64, u32) = row?;
        if versions.last() != Some(&version) {
            versions.push(version);
        }
        claims.push(ClaimAt { report: versions.len() - 1, claim: number as usize - 1 });
    }
    let reports = versions.into_iter().map(|v| ledger.stored(v)).collect::<Result<Vec<_>, Error>>()?;
    let key = "SELECT key FROM telling WHERE telling = ?";
    let key = ledger.db.prepare_cached(key)?.query_row([leader], |row| row.get(0))?;
    let family = claims
        .first()
        .map_or(Family::Force, |at: &ClaimAt| Family::of(&reports[at.report].report.claims[at.claim]));
    Ok(Incident { id: id(key), family, reports, recalled_in: Vec::new(), claims, echoes: Vec::new() })
}

/// A key as it is shown.
fn id(key: i64) -> String {
    format!("{key:016x}")
}
