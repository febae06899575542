use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::codec::inflate;
use super::ledger::Ledger;
use super::load::{StoredReport, load};
use crate::error::Error;

/// Something in a ledger that is not as it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where: a report's id, or a table.
    pub place: String,
    /// What, for a person.
    pub message: String,
}

impl Ledger {
    /// Looks through the whole ledger: pages and indexes of the file, foreign keys, hashes of the originals, offsets.
    /// `progress` is called after every report.
    ///
    /// # Errors
    /// Where the file can't be read at all. What is merely wrong in it is a [`Flaw`].
    pub fn verify(&self, mut progress: impl FnMut()) -> Result<Vec<Flaw>, Error> {
        let mut flaws = structure(&self.db)?;
        for version in self.all_versions()? {
            flaws.extend(original(&self.db, version)?);
            match load(&self.db, version) {
                Ok(stored) => flaws.extend(offsets(&stored)),
                Err(error) => {
                    flaws.push(Flaw { place: format!("version {version}"), message: error.to_string() })
                }
            }
            progress();
        }
        Ok(flaws)
    }

    /// Number of versions that [`Ledger::verify`] looks at.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_versions(&self) -> Result<u64, Error> {
        Ok(self.db.query_row("SELECT count(*) FROM version", [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    fn all_versions(&self) -> Result<Vec<i64>, Error> {
        let mut all = self.db.prepare("SELECT version FROM version ORDER BY version")?;
        let rows = all.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        Ok(rows)
    }
}

fn structure(db: &Connection) -> Result<Vec<Flaw>, Error> {
    let mut flaws = Vec::new();
    let mut check = db.prepare("PRAGMA integrity_check(20)")?;
    for message in check.query_map([], |row| row.get::<_, String>(0))? {
        let message = message?;
        if message != "ok" {
            flaws.push(Flaw { place: "the file".to_owned(), message });
        }
    }
    let mut check = db.prepare("PRAGMA foreign_key_check")?;
    let rows = check.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
    for row in rows {
        let (table, parent) = row?;
        flaws.push(Flaw {
            place: format!("table {table}"),
            message: format!("a row names one of {parent} that is not there"),
        });
    }
    let dangling = "SELECT r.id FROM report r LEFT JOIN reading g ON g.version = r.version AND g.superseded IS NULL \
        GROUP BY r.report HAVING count(g.reading) <> 1";
    let mut check = db.prepare(dangling)?;
    for id in check.query_map([], |row| row.get::<_, String>(0))? {
        flaws.push(Flaw { place: id?, message: "has not exactly one valid reading".to_owned() });
    }
    Ok(flaws)
}

fn original(db: &Connection, version: i64) -> Result<Option<Flaw>, Error> {
    let select = "SELECT r.id, v.original, v.original_hash, v.text FROM version v JOIN report r ON r.report = v.report WHERE v.version = ?";
    let (id, original, hash, text): (String, Option<Vec<u8>>, Vec<u8>, String) =
        db.prepare_cached(select)?
            .query_row([version], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let flaw = |message: &str| Ok(Some(Flaw { place: id.clone(), message: message.to_owned() }));
    let bytes = match original.map(|bytes| inflate(&bytes)).transpose() {
        Ok(bytes) => bytes.unwrap_or_else(|| text.into_bytes()),
        Err(_) => return flaw("the original can't be unpacked"),
    };
    if Sha256::digest(&bytes).as_slice() != hash.as_slice() {
        flaw("the original is not what was added: its hash differs")
    } else {
        Ok(None)
    }
}

/// Triggers stand in their sentences, and sentences in the text.
fn offsets(stored: &StoredReport) -> Vec<Flaw> {
    let article = &stored.report.article;
    let wrong = stored.report.claims.iter().filter(|claim| {
        !claim.sentence.covers(claim.trigger) || claim.trigger.of_text(&article.text).is_empty()
    });
    wrong
        .map(|_| Flaw {
            place: article.id.clone(),
            message: "a claim's trigger is not in its sentence".to_owned(),
        })
        .collect()
}
