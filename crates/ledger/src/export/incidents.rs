use rusqlite::OptionalExtension;

use crate::error::Error;
use crate::{Ledger, Stored, StoredReport};

impl Ledger {
    /// The incident of each claim of a report.
    pub(super) fn incidents_of(&self, stored: &StoredReport) -> Result<Vec<Option<String>>, Error> {
        stored.claims.iter().map(|claim| self.incident_of(claim)).collect()
    }

    fn incident_of(&self, claim: &Stored) -> Result<Option<String>, Error> {
        let Some(telling) = claim.telling else { return Ok(None) };
        let select =
            "SELECT l.key FROM telling t JOIN telling l ON l.telling = t.incident WHERE t.telling = ?";
        let key = self.db.prepare_cached(select)?.query_row([telling], |row| row.get(0)).optional()?;
        Ok(key.map(id))
    }
}

/// A key as it is shown.
fn id(key: i64) -> String {
    format!("{key:016x}")
}
