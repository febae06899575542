//! The index of echoes in the ledger: shingles by hash and day, and the pairs that were found.

use std::ops::RangeInclusive;

use rusqlite::{Connection, params};
use selon_model::{Date, PartialDate, Span};
use serde_json::json;

use super::entry::Entry;
use crate::echo::{DocId, Fingerprint, Passage, Postings, WINDOW, align, candidates, verify};
use crate::error::Error;
use crate::incident::{Day, day};
use crate::points::{Bytes, Points};

/// Stands for the day of reports whose day is not known: they are compared with all.
const UNDATED: Day = Day::MIN;
/// A report that is dated to the year stands at so many days of it.
const MOST_DAYS: Day = 26;

/// Finds the echoes of a new version and enters it into the index.
pub(crate) fn index(db: &Connection, entry: &Entry, version: i64) -> Result<(), Error> {
    let days = days(entry.report.article.published);
    let mut found: Vec<DocId> = Vec::new();
    for &day in &days {
        let mut postings = Stored { db, all: day == UNDATED };
        found.extend(candidates(&entry.fingerprint, day, &mut postings)?.into_iter().map(|(other, _)| other));
    }
    found.sort_unstable();
    found.dedup();
    for other in found {
        compare(db, entry, version, other)?;
    }
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO shingle (hash, day, version) VALUES (?, ?, ?)")?;
    for hash in entry.fingerprint.sample() {
        for day in &days {
            insert.execute(params![hash as i64, day, version])?;
        }
    }
    Ok(())
}

/// The days at which a report stands in the index: its own, or enough of its month or year for the window to reach
/// every day of it.
fn days(published: Option<PartialDate>) -> Vec<Day> {
    let Some(published) = published else { return vec![UNDATED] };
    let first = Date::new(published.year, published.month.unwrap_or(1), published.day.unwrap_or(1)).map(day);
    let last = published.latest().map(day);
    match (first, last) {
        (Ok(first), Some(last)) => {
            (0..=(last - first) / WINDOW).take(MOST_DAYS as usize).map(|n| first + n * WINDOW).collect()
        }
        _ => vec![UNDATED],
    }
}

struct Stored<'c> {
    db: &'c Connection,
    /// Whether every day is looked at.
    all: bool,
}

impl Postings for Stored<'_> {
    type Error = Error;

    fn of(&mut self, hash: u64, days: RangeInclusive<i32>, limit: usize) -> Result<Vec<DocId>, Error> {
        let select = "SELECT version FROM shingle WHERE hash = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day, version LIMIT ?4";
        let mut select = self.db.prepare_cached(select)?;
        let mut take = |from: Day, to: Day| -> Result<Vec<DocId>, Error> {
            let rows = select.query_map(params![hash as i64, from, to, limit as i64], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        if self.all {
            return take(Day::MIN, Day::MAX);
        }
        let mut found = take(UNDATED, UNDATED)?;
        found.extend(take(*days.start(), *days.end())?);
        found.truncate(limit);
        Ok(found)
    }
}

fn compare(db: &Connection, entry: &Entry, version: i64, other: i64) -> Result<(), Error> {
    let print: Vec<u8> = db
        .prepare_cached("SELECT fingerprint FROM version WHERE version = ?")?
        .query_row([other], |row| row.get(0))?;
    // A fingerprint of an older form is compared once its report was read again.
    let Some(print) = Fingerprint::from_bytes(&print) else { return Ok(()) };
    let reuse = verify(&print, &entry.fingerprint);
    if other == version || !reuse.is_echo() {
        return Ok(());
    }
    let insert = "INSERT OR REPLACE INTO echo (a, b, shared, containment, passages) VALUES (?, ?, ?, ?, ?)";
    let passages = passages(db, entry, other)?;
    // The earlier version has the lower number.
    db.prepare_cached(insert)?.execute(params![other, version, reuse.shared, reuse.containment, passages])?;
    Ok(())
}

fn passages(db: &Connection, entry: &Entry, other: i64) -> Result<String, Error> {
    let (text, kept): (String, String) = db
        .prepare_cached("SELECT text, kept FROM version WHERE version = ?")?
        .query_row([other], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let bytes = Bytes::of(&text);
    let kept: Vec<(u32, u32, String)> = serde_json::from_str(&kept)?;
    let kept: Vec<Span> = kept.into_iter().map(|(start, end, _)| bytes.span(&text, [start, end])).collect();
    let article = &entry.report.article;
    let own: Vec<Span> = article.kept_spans().collect();
    let points = Points::of(&text);
    let passage = |p: &Passage| {
        let ([a_start, a_end], [b_start, b_end]) = (points.span(p.a), entry.points.span(p.b));
        json!([a_start, a_end, b_start, b_end, p.words])
    };
    Ok(json!(align(&text, &kept, &article.text, &own).iter().map(passage).collect::<Vec<_>>()).to_string())
}
