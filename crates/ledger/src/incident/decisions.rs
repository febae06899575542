//! What people decide of incidents: that two are one, or that some reports tell another event. A decision names claims by
//! their keys, so that it holds for later readings of the same sentences.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior, params};

use super::clustering::{Rank, neighbourhood, settle};
use super::id::id_of;
use crate::error::Error;
use crate::store::{Instant, Ledger};

/// A decision as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number, by which it can be undone.
    pub number: i64,
    /// `merge` or `split`.
    pub kind: String,
    /// What the person wrote about it.
    pub note: Option<String>,
    /// When it was made.
    pub made: String,
    /// When it was undone.
    pub undone: Option<String>,
}

impl Ledger {
    /// Makes one incident of several; its id. It holds until it is undone.
    ///
    /// # Errors
    /// Where one of them is unknown, or the file can't be written.
    pub fn merge(&mut self, incidents: &[&str], note: Option<&str>, now: &Instant) -> Result<String, Error> {
        let rows = incidents.iter().map(|id| self.incident_row(id)).collect::<Result<Vec<_>, _>>()?;
        let first = *rows.first().ok_or_else(|| Error::plain("there is nothing to merge"))?;
        self.decide("merge", note, now, |db| {
            // One claim of each is enough to find it again.
            let select = "SELECT key FROM telling WHERE telling = ?";
            rows.iter().map(|row| Ok(db.query_row(select, [row], |r| r.get(0))?)).collect()
        })?;
        let row =
            self.db.query_row("SELECT incident FROM telling WHERE telling = ?", [first], |r| r.get(0))?;
        self.id_at(row)
    }

    /// Makes an incident of its own of what some reports tell of this one; its id.
    ///
    /// # Errors
    /// Where the incident is unknown or none of the reports tells it, or the file can't be written.
    pub fn split(
        &mut self,
        incident: &str,
        reports: &[&str],
        note: Option<&str>,
        now: &Instant,
    ) -> Result<String, Error> {
        let row = self.incident_row(incident)?;
        let tellings = self.tellings_of(row, reports)?;
        let Some(&first) = tellings.first() else {
            return Err(Error::plain(format!("none of these reports tells the incident \"{incident}\"")));
        };
        self.decide("split", note, now, |db| {
            let mut select = db.prepare("SELECT key FROM claim WHERE telling = ? ORDER BY number")?;
            let mut keys: Vec<i64> = Vec::new();
            for telling in &tellings {
                keys.extend(select.query_map([telling], |r| r.get(0))?.collect::<Result<Vec<i64>, _>>()?);
            }
            Ok(keys)
        })?;
        let row =
            self.db.query_row("SELECT incident FROM telling WHERE telling = ?", [first], |r| r.get(0))?;
        self.id_at(row)
    }

    /// Undoes a decision.
    ///
    /// # Errors
    /// Where there is no such decision in force, or the file can't be written.
    pub fn undo(&mut self, decision: i64, now: &Instant) -> Result<(), Error> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let undo = "UPDATE decision SET undone = ? WHERE decision = ? AND undone IS NULL";
        if transaction.execute(undo, params![now.as_str(), decision])? == 0 {
            return Err(Error::unknown(format!("decision {decision} in force")));
        }
        repin(&transaction)?;
        merge_all(&transaction)?;
        transaction.commit()?;
        Ok(())
    }

    /// All decisions, the first made first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        let select = "SELECT decision, kind, note, made, undone FROM decision ORDER BY decision";
        let mut statement = self.db.prepare(select)?;
        let decision = |r: &rusqlite::Row<'_>| {
            Ok(Decision {
                number: r.get(0)?,
                kind: r.get(1)?,
                note: r.get(2)?,
                made: r.get(3)?,
                undone: r.get(4)?,
            })
        };
        Ok(statement.query_map([], decision)?.collect::<Result<_, _>>()?)
    }

    fn decide(
        &mut self,
        kind: &str,
        note: Option<&str>,
        now: &Instant,
        keys: impl FnOnce(&Connection) -> Result<Vec<i64>, Error>,
    ) -> Result<(), Error> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let keys = serde_json::to_string(&keys(&transaction)?)?;
        let insert = "INSERT INTO decision (kind, claims, note, made) VALUES (?, ?, ?, ?)";
        transaction.execute(insert, params![kind, keys, note, now.as_str()])?;
        repin(&transaction)?;
        merge_all(&transaction)?;
        transaction.commit()?;
        Ok(())
    }

    fn tellings_of(&self, incident: i64, reports: &[&str]) -> Result<Vec<i64>, Error> {
        let select = "SELECT t.telling FROM telling t JOIN reading g ON g.reading = t.reading JOIN version v ON v.version = g.version \
            JOIN report r ON r.report = v.report WHERE t.incident = ? AND r.id = ? ORDER BY t.rank";
        let mut statement = self.db.prepare(select)?;
        let mut tellings = Vec::new();
        for report in reports {
            let its = statement.query_map(params![incident, report], |r| r.get(0))?;
            tellings.extend(its.collect::<Result<Vec<i64>, _>>()?);
        }
        Ok(tellings)
    }

    fn id_at(&self, row: i64) -> Result<String, Error> {
        Ok(id_of(self.db.query_row("SELECT key FROM telling WHERE telling = ?", [row], |r| r.get(0))?))
    }
}

/// Gives every telling the newest split in force that names one of its claims, and looks again for the leaders of those
/// for which that has changed.
fn repin(db: &Connection) -> Result<(), Error> {
    let changed = "WITH wanted AS ( \
            SELECT c.telling AS telling, max(d.decision) AS pin FROM decision d, json_each(d.claims) k \
            JOIN claim c ON c.key = k.value JOIN telling_block b ON b.telling = c.telling \
            WHERE d.kind = 'split' AND d.undone IS NULL GROUP BY c.telling) \
        SELECT t.telling, t.rank, w.pin FROM telling t LEFT JOIN wanted w ON w.telling = t.telling \
        WHERE t.pin IS NOT w.pin AND t.leader IS NOT NULL";
    let mut select = db.prepare(changed)?;
    let rows = select.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let rows: Vec<(i64, Rank, Option<i64>)> = rows.collect::<Result<_, _>>()?;
    let mut waiting = BTreeMap::new();
    for (telling, rank, pin) in rows {
        db.execute("UPDATE telling SET pin = ? WHERE telling = ?", params![pin, telling])?;
        waiting.insert(rank, telling);
    }
    // Whoever looked up to one of them, or now could, looks again.
    let changed: Vec<i64> = waiting.values().copied().collect();
    for telling in changed {
        waiting.extend(neighbourhood(db, telling)?);
    }
    settle(db, waiting)
}

/// Carries out the merges in force: the incident of a telling is its leader's, and of leaders that were merged the one
/// with the lowest rank.
pub(crate) fn merge_all(db: &Connection) -> Result<(), Error> {
    let merges = "SELECT 1 FROM decision WHERE kind = 'merge'";
    if !db.prepare_cached(merges)?.exists([])? {
        return Ok(());
    }
    db.execute("UPDATE telling SET incident = leader WHERE incident IS NOT leader", [])?;
    let mut decisions = db
        .prepare("SELECT decision FROM decision WHERE kind = 'merge' AND undone IS NULL ORDER BY decision")?;
    let decisions = decisions.query_map([], |r| r.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for decision in decisions {
        // By the telling that was named; where a later reading has put its first claim elsewhere, by that claim.
        let select = "WITH k AS (SELECT value AS key FROM decision d, json_each(d.claims) WHERE d.decision = ?) \
            SELECT i.telling FROM k JOIN telling t ON t.key = k.key JOIN telling i ON i.telling = t.incident \
            UNION SELECT i.telling FROM k JOIN claim c ON c.key = k.key JOIN telling t ON t.telling = c.telling \
            JOIN telling i ON i.telling = t.incident \
            WHERE NOT EXISTS (SELECT 1 FROM telling s WHERE s.key = k.key AND s.incident IS NOT NULL)";
        let ranked = format!("SELECT telling FROM telling WHERE telling IN ({select}) ORDER BY rank");
        let mut leaders = db.prepare_cached(&ranked)?;
        let leaders = leaders.query_map([decision], |r| r.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        let Some((first, others)) = leaders.split_first() else { continue };
        for other in others {
            db.execute("UPDATE telling SET incident = ? WHERE incident = ?", [first, other])?;
        }
    }
    Ok(())
}
