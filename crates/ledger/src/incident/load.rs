use rusqlite::{OptionalExtension, params};
use selon_model::Span;
use serde::Serialize;

use super::family::Family;
use super::id::{id_of, key_of};
use super::similarity::Reason;
use super::view::{ClaimAt, Echo, Incident};
use crate::error::Error;
use crate::points::Bytes;
use crate::store::{Ledger, StoredReport};

/// An incident in a list: what can be told of it without its reports.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentHead {
    /// See [`Incident::id`].
    pub id: String,
    /// Row of the telling that leads it.
    pub row: i64,
    /// Number of reports that tell it, as news or as past.
    pub tellings: u64,
    /// Whether some report tells it as its news.
    pub news: bool,
}

/// Why a report's telling belongs to an incident.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Membership {
    /// Id of the report.
    pub report: String,
    /// Empty for the telling that leads the incident.
    pub reasons: Vec<Reason>,
}

impl Ledger {
    /// All incidents, in the order of the tellings that lead them.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn incidents(&self) -> Result<Vec<IncidentHead>, Error> {
        let select = "SELECT l.telling, l.key, count(*), max(t.lead) FROM telling t JOIN telling l ON l.telling = t.incident \
            WHERE t.incident IS NOT NULL GROUP BY t.incident ORDER BY l.rank";
        let mut statement = self.db.prepare_cached(select)?;
        let head = |row: &rusqlite::Row<'_>| {
            Ok(IncidentHead {
                row: row.get(0)?,
                id: id_of(row.get(1)?),
                tellings: row.get::<_, i64>(2)?.unsigned_abs(),
                news: row.get::<_, i64>(3)? > 0,
            })
        };
        Ok(statement.query_map([], head)?.collect::<Result<_, _>>()?)
    }

    /// The incident with this id, or the one that what the id was given for belongs to now.
    ///
    /// # Errors
    /// Where there is none, or the file can't be read.
    pub fn incident(&self, id: &str) -> Result<Incident, Error> {
        self.incident_row(id).and_then(|row| self.incident_at(row)).map_err(|e| e.of_file(&self.file))
    }

    /// The row of the telling that leads the incident with this id.
    pub(crate) fn incident_row(&self, id: &str) -> Result<i64, Error> {
        let unknown = || Error::unknown(format!("incident \"{id}\""));
        let key = key_of(id).ok_or_else(unknown)?;
        let find = "SELECT incident FROM telling WHERE key = ? AND incident IS NOT NULL ORDER BY telling DESC LIMIT 1";
        let row: Option<i64> = self.db.prepare_cached(find)?.query_row([key], |row| row.get(0)).optional()?;
        row.ok_or_else(unknown)
    }

    /// The incident that the telling in this row leads.
    ///
    /// # Errors
    /// Where what is stored can't be read.
    pub fn incident_at(&self, row: i64) -> Result<Incident, Error> {
        let (key, family): (i64, String) = self
            .db
            .prepare_cached("SELECT key, family FROM telling WHERE telling = ?")?
            .query_row([row], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let family = Family::parse(&family).ok_or_else(|| Error::plain(format!("no family \"{family}\"")))?;
        let members = self.members(row)?;
        let news = members.iter().any(|member| member.lead > 0);
        let (telling, recalling): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| member.lead > 0 || !news);
        let mut incident = Incident {
            id: id_of(key),
            family,
            reports: Vec::new(),
            recalled_in: recalling.into_iter().map(|member| member.report).collect(),
            claims: Vec::new(),
            echoes: Vec::new(),
        };
        incident.recalled_in.dedup();
        let mut rows = Vec::new();
        for member in telling {
            if rows.last() != Some(&member.version) {
                incident.reports.push(self.stored(member.version)?);
                rows.push(member.version);
            }
            take_claims(&mut incident, member.telling);
        }
        incident.claims.sort();
        incident.recalled_in.retain(|id| incident.reports.iter().all(|r| r.report.article.id != *id));
        incident.echoes = self.echoes_among(&rows, &incident.reports)?;
        Ok(incident)
    }

    /// Ids of the reports of an incident, as [`Incident::reports`] has them, without reading these.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn reports_of(&self, incident: i64) -> Result<Vec<String>, Error> {
        let members = self.members(incident)?;
        let news = members.iter().any(|member| member.lead > 0);
        let telling = members.into_iter().filter(|member| member.lead > 0 || !news);
        let mut reports: Vec<String> = telling.map(|member| member.report).collect();
        reports.dedup();
        Ok(reports)
    }

    /// All pairs of reports that share text, by their ids.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn echo_pairs(&self) -> Result<Vec<(String, String)>, Error> {
        let select = "SELECT ra.id, rb.id FROM echo e JOIN version va ON va.version = e.a JOIN report ra ON ra.report = va.report \
            JOIN version vb ON vb.version = e.b JOIN report rb ON rb.report = vb.report ORDER BY e.a, e.b";
        let mut statement = self.db.prepare(select)?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Why each report belongs to an incident.
    ///
    /// # Errors
    /// Where what is stored can't be read.
    pub fn membership(&self, incident: &str) -> Result<Vec<Membership>, Error> {
        let incident = self.incident_row(incident)?;
        let select = "SELECT r.id, t.reasons FROM telling t JOIN reading g ON g.reading = t.reading \
            JOIN version v ON v.version = g.version JOIN report r ON r.report = v.report \
            WHERE t.incident = ? ORDER BY t.rank";
        let mut statement = self.db.prepare_cached(select)?;
        let mut rows = statement.query([incident])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let reasons: Option<String> = row.get(1)?;
            let reasons = reasons.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default();
            all.push(Membership { report: row.get(0)?, reasons });
        }
        Ok(all)
    }

    fn members(&self, incident: i64) -> Result<Vec<Member>, Error> {
        let select = "SELECT t.telling, t.lead, g.version, r.id FROM telling t JOIN reading g ON g.reading = t.reading \
            JOIN version v ON v.version = g.version JOIN report r ON r.report = v.report \
            WHERE t.incident = ? ORDER BY ifnull(v.published_to, '9999'), v.published_from, r.id, t.number";
        let mut statement = self.db.prepare_cached(select)?;
        let member = |row: &rusqlite::Row<'_>| {
            Ok(Member { telling: row.get(0)?, lead: row.get(1)?, version: row.get(2)?, report: row.get(3)? })
        };
        Ok(statement.query_map([incident], member)?.collect::<Result<_, _>>()?)
    }

    fn echoes_among(&self, rows: &[i64], reports: &[StoredReport]) -> Result<Vec<Echo>, Error> {
        let mut echoes = Vec::new();
        let mut select = self.db.prepare_cached("SELECT b, containment, passages FROM echo WHERE a = ?")?;
        for (index, row) in rows.iter().enumerate() {
            let mut found = select.query([row])?;
            while let Some(echo) = found.next()? {
                let other: i64 = echo.get(0)?;
                let Some(other) = rows.iter().position(|row| *row == other) else { continue };
                let passages: Vec<[u32; 5]> =
                    serde_json::from_str(echo.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
                let text = |at: usize| reports[at].report.article.text.as_str();
                let (a_bytes, b_bytes) = (Bytes::of(text(index)), Bytes::of(text(other)));
                let passage = |p: [u32; 5]| -> (Span, Span) {
                    let (a, b) =
                        (a_bytes.span(text(index), [p[0], p[1]]), b_bytes.span(text(other), [p[2], p[3]]));
                    if index < other { (a, b) } else { (b, a) }
                };
                let passages = passages.into_iter().map(passage).collect();
                let (a, b) = (index.min(other), index.max(other));
                echoes.push(Echo { a, b, containment: echo.get(1)?, passages });
            }
        }
        echoes.sort_by_key(|echo| (echo.a, echo.b));
        Ok(echoes)
    }

    /// Rows of the incidents with these keys, each once, in the order of the keys' first occurrence.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn incidents_with(&self, keys: impl Iterator<Item = i64>) -> Result<Vec<i64>, Error> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut select =
            self.db.prepare_cached("SELECT telling FROM telling WHERE key = ? AND incident = telling")?;
        let mut rows = Vec::new();
        for key in keys.filter(|key| seen.insert(*key)) {
            rows.extend(select.query_row([key], |row| row.get::<_, i64>(0)).optional()?);
        }
        Ok(rows)
    }

    /// Rows of the incidents that the current claims in these rows belong to, each once, in order.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn incidents_of_claims(&self, claims: &[i64]) -> Result<Vec<i64>, Error> {
        let select =
            "SELECT t.incident FROM claim c JOIN telling t ON t.telling = c.telling WHERE c.claim = ?";
        let mut statement = self.db.prepare_cached(select)?;
        let mut found = Vec::new();
        for claim in claims {
            let row: Option<Option<i64>> =
                statement.query_row(params![claim], |row| row.get(0)).optional()?;
            found.extend(row.flatten());
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

struct Member {
    telling: i64,
    lead: i64,
    version: i64,
    report: String,
}

/// The claims of a telling, which is one of the last report's.
fn take_claims(incident: &mut Incident, telling: i64) {
    let report = incident.reports.len() - 1;
    let stored = &incident.reports[report].claims;
    let its = stored.iter().enumerate().filter(|(_, claim)| claim.telling == Some(telling));
    let its: Vec<_> = its.map(|(claim, _)| ClaimAt { report, claim }).collect();
    incident.claims.extend(its);
}
