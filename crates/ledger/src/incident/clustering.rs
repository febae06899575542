//! Which telling belongs to which incident.
//!
//! ReportEvents have a canonical order, their rank: those with an exact place and day come before vague ones. In that
//! order, a telling that has a sentence in the same words as an earlier one follows that one's leader; else it follows
//! the earlier leader that it is likest to, and where it is like none, it leads. So an incident is a leader and those that
//! follow it; nobody follows a follower, and no chain of likenesses runs from one event into the next. The definition
//! knows no order of adding. When a telling comes or goes, only those are looked at again whose leader it was or could
//! be, and copies of what has changed its leader.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::blocks::Blocks;
use super::report_event::{ReportEvent, Stance, Traits};
use super::similarity::{Similarity, copied, likeness};
use crate::error::Error;
use crate::hash::hash;

/// The bytes of a telling's place in the canonical order.
pub(crate) type Rank = Vec<u8>;

/// Stores the tellings of a new reading and finds their incidents. `keys` and `rows` are those of its claims.
pub(crate) fn place(
    db: &Connection,
    reading: i64,
    tellings: &[ReportEvent],
    keys: &[i64],
    rows: &[i64],
) -> Result<(), Error> {
    let mut used = Vec::new();
    let mut waiting = BTreeMap::new();
    for (number, telling) in (1i64..).zip(tellings) {
        let first = telling.claims.first().and_then(|&claim| keys.get(claim)).copied().unwrap_or(1);
        let key = (0..).map(|n| if n == 0 { first } else { hash(&[&first.to_string(), &n.to_string()]) });
        let key = key.into_iter().find(|key| !used.contains(key)).unwrap_or(first);
        used.push(key);
        let rank = rank(telling, key);
        let pin = pin(db, telling, keys)?;
        let row = insert(db, reading, number, key, &rank, pin, telling)?;
        for claim in telling.claims.iter().filter_map(|&claim| rows.get(claim)) {
            db.prepare_cached("UPDATE claim SET telling = ? WHERE claim = ?")?.execute([row, *claim])?;
        }
        waiting.insert(rank, row);
    }
    settle(db, waiting)
}

/// Takes the tellings of a reading that is no longer valid out of all incidents.
pub(crate) fn withdraw(db: &Connection, reading: i64) -> Result<(), Error> {
    let rows: Vec<i64> = column(db, "SELECT telling FROM telling WHERE reading = ?", reading)?;
    let mut waiting = BTreeMap::new();
    for row in rows {
        let telling = Placed::load(db, row)?;
        let copies = copies(db, &telling, &Blocks::of(&telling.traits))?;
        waiting.extend(copies.into_iter().map(|(other, row)| (other.rank, row)));
        waiting.extend(followers(db, row)?);
        db.prepare_cached("DELETE FROM telling_block WHERE telling = ?")?.execute([row])?;
        let clear = "UPDATE telling SET leader = NULL, incident = NULL, reasons = NULL WHERE telling = ?";
        db.prepare_cached(clear)?.execute([row])?;
    }
    // Some of those that followed may be of the same reading.
    let mut left = BTreeMap::new();
    for (rank, row) in waiting {
        if standing(db, row)? {
            left.insert(rank, row);
        }
    }
    settle(db, left)
}

/// Looks again for the leaders of these tellings, and of all that this concerns.
pub(crate) fn settle(db: &Connection, mut waiting: BTreeMap<Rank, i64>) -> Result<(), Error> {
    while let Some((rank, row)) = waiting.pop_first() {
        let telling = Placed::load(db, row)?;
        let blocks = Blocks::of(&telling.traits);
        let found = leader(db, &telling, &rank, &blocks)?;
        let (leads_now, led_before) = (found.is_none(), telling.leader == Some(row));
        let leader = found.as_ref().map_or(row, |(leader, _)| *leader);
        store(db, row, leader, found.as_ref().map(|(_, likeness)| likeness))?;
        if telling.leader != Some(leader) {
            for (other, later) in copies(db, &telling, &blocks)? {
                if other.rank > rank {
                    waiting.insert(other.rank, later);
                }
            }
        }
        if leads_now == led_before {
            continue;
        }
        lead(db, row, leads_now)?;
        // Only tellings of a higher rank look up to this one, so that the queue runs one way.
        if !leads_now {
            waiting.extend(followers(db, row)?);
            continue;
        }
        for later in neighbours(db, &blocks.looks, Among::All)? {
            let other = Placed::load(db, later)?;
            let looks_up = other.rank > rank && other.reading != telling.reading;
            if looks_up && likeness(&telling.traits, &other.traits).is_some() {
                waiting.insert(other.rank, later);
            }
        }
    }
    Ok(())
}

/// Those that follow a telling.
fn followers(db: &Connection, row: i64) -> Result<Vec<(Rank, i64)>, Error> {
    let select = "SELECT rank, telling FROM telling WHERE leader = ?1 AND telling <> ?1";
    let mut select = db.prepare_cached(select)?;
    let rows = select.query_map([row], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<Vec<_>, _>>()?;
    Ok(rows)
}

/// All that a telling is compared with.
pub(crate) fn neighbourhood(db: &Connection, row: i64) -> Result<Vec<(Rank, i64)>, Error> {
    let blocks = Blocks::of(&Placed::load(db, row)?.traits);
    let around: BTreeSet<i64> = blocks.looks.union(&blocks.copies).copied().collect();
    neighbours(db, &around, Among::All)?
        .into_iter()
        .map(|row| Ok((Placed::load(db, row)?.rank, row)))
        .collect()
}

/// A telling as it is stored.
struct Placed {
    reading: i64,
    rank: Rank,
    traits: Traits,
    leader: Option<i64>,
    pin: Option<i64>,
}

impl Placed {
    /// Whether it may follow another: not one of its own report; and what a person split off and what stayed follow
    /// each their own.
    fn may_follow(&self, other: &Placed) -> bool {
        self.reading != other.reading && self.pin == other.pin
    }

    fn load(db: &Connection, row: i64) -> Result<Placed, Error> {
        let select = "SELECT reading, rank, traits, leader, pin FROM telling WHERE telling = ?";
        let mut statement = db.prepare_cached(select)?;
        let mut rows = statement.query([row])?;
        let row = rows.next()?.ok_or_else(|| Error::unknown(format!("telling {row}")))?;
        Ok(Placed {
            reading: row.get(0)?,
            rank: row.get(1)?,
            traits: serde_json::from_str(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?,
            leader: row.get(3)?,
            pin: row.get(4)?,
        })
    }
}

/// ReportEvents of other reports that have a sentence in the same words.
fn copies(db: &Connection, telling: &Placed, blocks: &Blocks) -> Result<Vec<(Placed, i64)>, Error> {
    let mut found = Vec::new();
    for row in neighbours(db, &blocks.copies, Among::First)? {
        let other = Placed::load(db, row)?;
        if other.reading != telling.reading && copied(&telling.traits, &other.traits).is_some() {
            found.push((other, row));
        }
    }
    Ok(found)
}

/// The leader that a telling follows: that of the first one that it copies, else the earlier leader that it is likest
/// to, among equally like ones the first.
fn leader(
    db: &Connection,
    telling: &Placed,
    rank: &Rank,
    blocks: &Blocks,
) -> Result<Option<(i64, Similarity)>, Error> {
    let earlier = |other: &Placed| other.rank < *rank && telling.may_follow(other);
    let mut copied_from: Vec<(Placed, i64)> = copies(db, telling, blocks)?;
    copied_from.retain(|(other, _)| earlier(other));
    copied_from.sort_by(|a, b| a.0.rank.cmp(&b.0.rank));
    for (other, _) in &copied_from {
        let Some(leader) = other.leader else { continue };
        if let Some(likeness) = copied(&telling.traits, &other.traits)
            && telling.may_follow(&Placed::load(db, leader)?)
        {
            return Ok(Some((leader, likeness)));
        }
    }
    let mut best: Option<(Rank, i64, Similarity)> = None;
    for row in neighbours(db, &blocks.looks, Among::Representatives)? {
        let other = Placed::load(db, row)?;
        if !earlier(&other) {
            continue;
        }
        let Some(likeness) = likeness(&telling.traits, &other.traits) else { continue };
        let better = best.as_ref().is_none_or(|(first, _, held)| {
            likeness.points > held.points || likeness.points == held.points && other.rank < *first
        });
        if better {
            best = Some((other.rank, row, likeness));
        }
    }
    Ok(best.map(|(_, row, likeness)| (row, likeness)))
}

/// Which tellings of a block are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    Representatives,
    All,
    /// Those that lead and the first others: a sentence that whole months repeat says little, and costs no more than one.
    First,
}

/// So many tellings with one sentence are looked at.
const FIRST: i64 = 64;

/// ReportEvents in some blocks, each once.
fn neighbours(db: &Connection, blocks: &BTreeSet<i64>, among: Among) -> Result<Vec<i64>, Error> {
    let select = match among {
        Among::Representatives => "SELECT telling FROM telling_block WHERE block = ?1 AND leads = 1 LIMIT ?2",
        Among::All => "SELECT telling FROM telling_block WHERE block = ?1 LIMIT ?2",
        Among::First => {
            "SELECT telling FROM telling_block WHERE block = ?1 ORDER BY leads DESC, telling DESC LIMIT ?2"
        }
    };
    let most = if among == Among::First { FIRST } else { -1 };
    let mut select = db.prepare_cached(select)?;
    let mut found = Vec::new();
    for block in blocks {
        for row in select.query_map([*block, most], |row| row.get(0))? {
            found.push(row?);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn insert(
    db: &Connection,
    reading: i64,
    number: i64,
    key: i64,
    rank: &Rank,
    pin: Option<i64>,
    telling: &ReportEvent,
) -> Result<i64, Error> {
    let traits = serde_json::to_string(&telling.traits)?;
    let insert = "INSERT INTO telling (reading, number, key, family, lead, rank, traits, pin) VALUES (?,?,?,?,?,?,?,?)";
    let family = telling.traits.family.as_str();
    db.prepare_cached(insert)?.execute(params![
        reading,
        number,
        key,
        family,
        telling.stance.number(),
        rank,
        traits,
        pin
    ])?;
    let row = db.last_insert_rowid();
    let mut stand =
        db.prepare_cached("INSERT INTO telling_block (block, leads, telling) VALUES (?, 0, ?)")?;
    for block in Blocks::of(&telling.traits).stands {
        stand.execute([block, row])?;
    }
    Ok(row)
}

/// Notes whom a telling follows, or that it leads.
fn store(db: &Connection, row: i64, leader: i64, likeness: Option<&Similarity>) -> Result<(), Error> {
    let reasons = likeness.map(|likeness| serde_json::to_string(&likeness.reasons)).transpose()?;
    let update = "UPDATE telling SET leader = ?1, incident = ?1, reasons = ?2 WHERE telling = ?3";
    db.prepare_cached(update)?.execute(params![leader, reasons, row])?;
    Ok(())
}

fn lead(db: &Connection, row: i64, leads: bool) -> Result<(), Error> {
    let update = "UPDATE telling_block SET leads = ? WHERE telling = ?";
    db.prepare_cached(update)?.execute(params![leads, row])?;
    Ok(())
}

/// Whether a telling is of a valid reading.
fn standing(db: &Connection, row: i64) -> Result<bool, Error> {
    Ok(db.prepare_cached("SELECT 1 FROM telling_block WHERE telling = ?")?.exists([row])?)
}

/// Place in the canonical order: exact places first, then told days, then what leads its report, then what was
/// published first; the key makes it one order.
fn rank(telling: &ReportEvent, key: i64) -> Rank {
    let traits = &telling.traits;
    let day = traits.published.map_or(i32::MAX, |(_, to)| to);
    let mut rank =
        vec![traits.vagueness(), u8::from(traits.period.is_none()), u8::from(telling.stance != Stance::Lead)];
    rank.extend((day as u32 ^ 1 << 31).to_be_bytes());
    rank.extend((key as u64).to_be_bytes());
    rank
}

/// The split, still in force, that names one of a telling's claims.
fn pin(db: &Connection, telling: &ReportEvent, keys: &[i64]) -> Result<Option<i64>, Error> {
    let find = "SELECT max(d.decision) FROM decision d, json_each(d.claims) k \
        WHERE d.kind = 'split' AND d.undone IS NULL AND k.value = ?";
    if !db.prepare_cached("SELECT 1 FROM decision WHERE kind = 'split' AND undone IS NULL")?.exists([])? {
        return Ok(None);
    }
    let mut newest = None;
    for key in telling.claims.iter().filter_map(|&claim| keys.get(claim)) {
        let found: Option<Option<i64>> =
            db.prepare_cached(find)?.query_row([key], |row| row.get(0)).optional()?;
        newest = newest.max(found.flatten());
    }
    Ok(newest)
}

fn column<T: rusqlite::types::FromSql>(db: &Connection, select: &str, value: i64) -> Result<Vec<T>, Error> {
    let mut statement = db.prepare_cached(select)?;
    let rows = statement.query_map([value], |row| row.get(0))?.collect::<Result<Vec<T>, _>>()?;
    Ok(rows)
}
