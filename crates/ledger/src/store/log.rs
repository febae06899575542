use rusqlite::params;
use serde_json::Value;

use super::instant::Instant;
use super::ledger::Ledger;
use crate::error::Error;

impl Ledger {
    /// Writes down that something is going to be done with the ledger; the row of the entry.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn log(&self, action: &str, detail: &Value, now: &Instant) -> Result<i64, Error> {
        let insert = "INSERT INTO log (at, action, detail) VALUES (?, ?, ?)";
        let done = self.db.execute(insert, params![now.as_str(), action, detail.to_string()]);
        done.map_err(|e| Error::from(e).of_file(&self.file))?;
        Ok(self.db.last_insert_rowid())
    }

    /// Adds to an entry of the log how many rows it was.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn log_rows(&self, entry: i64, rows: u64) -> Result<(), Error> {
        let update = "UPDATE log SET detail = json_set(detail, '$.rows', ?) WHERE entry = ?";
        let done = self.db.execute(update, params![rows as i64, entry]);
        done.map_err(|e| Error::from(e).of_file(&self.file))?;
        Ok(())
    }
}
