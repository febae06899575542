use rusqlite::{TransactionBehavior, params};
use selon_model::{PartyFacts, PartyId, Sector, SourceKind};
use serde_json::json;

use super::ledger::Ledger;
use crate::error::Error;

impl Ledger {
    /// Keeps what these data (a version of them) know of parties, each once. Does nothing where the ledger has all of it from
    /// them already; parties that the data don't know stay as they were.
    ///
    /// # Errors
    /// Where the file can't be written; then nothing has changed.
    pub fn know_parties(&mut self, parties: &[PartyFacts], data: &str) -> Result<(), Error> {
        let file = self.file.clone();
        let mut all = || {
            let known = "SELECT count(*) FROM party WHERE data = ?";
            let known: i64 = self.db.prepare_cached(known)?.query_row([data], |row| row.get(0))?;
            if known == parties.len() as i64 {
                return Ok(());
            }
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut insert =
                transaction.prepare_cached("INSERT OR REPLACE INTO party VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
            for party in parties {
                let allies: Vec<&str> = party.member_of.iter().map(PartyId::as_str).collect();
                insert.execute(params![
                    party.id.as_str(),
                    party.name,
                    json!(party.names).to_string(),
                    party.sector.map(Sector::as_str),
                    party.kind.map(SourceKind::as_str),
                    json!(party.countries).to_string(),
                    json!(allies).to_string(),
                    data,
                ])?;
            }
            drop(insert);
            transaction.commit()?;
            Ok(())
        };
        all().map_err(|e: Error| e.of_file(&file))
    }
}
