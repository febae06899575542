use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::params_from_iter;

use super::filter::Filter;
use super::table::limit_value;
use crate::error::Error;
use crate::store::{Ledger, StoredReport};

/// A claim that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Row of the version of its report.
    pub version: i64,
    /// Index among the claims of the report.
    pub index: usize,
    /// Key of the incident that it belongs to; [`crate::incident::id_of`] writes it.
    pub incident: Option<i64>,
}

/// In which order claims are told. Equal ones stand in the order of their reports' ids and of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the first day of the period; those without one last.
    #[default]
    Day,
    /// By the day of publication; those without one last.
    Published,
    /// By the id of the report.
    Report,
    /// Surest reading first.
    Confidence,
}

impl Order {
    const fn sql(self) -> &'static str {
        match self {
            Order::Day => "c.first_day IS NULL, c.first_day, r.id, c.number",
            Order::Published => "v.published_from IS NULL, v.published_from, r.id, c.number",
            Order::Report => "r.id, c.number",
            Order::Confidence => "c.confidence DESC, r.id, c.number",
        }
    }
}

/// Reports that are held at one time while claims are told.
const STEP: usize = 256;

/// The key of the incident of a claim `c`, or null.
const INCIDENT_KEY: &str =
    "(SELECT i.key FROM telling t JOIN telling i ON i.telling = t.incident WHERE t.telling = c.telling)";

impl Ledger {
    /// The claims that match, no more than `limit`.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn find(&self, filter: &Filter, order: Order, limit: Option<usize>) -> Result<Vec<Found>, Error> {
        let mut scope = filter.scope();
        scope.values.push(limit_value(limit));
        let sql = format!(
            "SELECT v.version, c.number, {INCIDENT_KEY} {} ORDER BY {} LIMIT ?",
            scope.sql,
            order.sql()
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let found = statement.query_map(params_from_iter(scope.values), |row| {
            let number: i64 = row.get(1)?;
            Ok(Found {
                version: row.get(0)?,
                index: usize::try_from(number - 1).unwrap_or(0),
                incident: row.get(2)?,
            })
        })?;
        found.collect::<Result<_, _>>().map_err(|e| Error::from(e).of_file(&self.file))
    }

    /// Hands out claims that were found, in their order, each with its report.
    ///
    /// # Errors
    /// Those of `each`, and where the file can't be read.
    pub fn each_found<E: From<Error>>(
        &self,
        found: &[Found],
        mut each: impl FnMut(&StoredReport, Found) -> Result<(), E>,
    ) -> Result<(), E> {
        for step in found.chunks(STEP) {
            let mut reports = BTreeMap::new();
            for claim in step {
                if let Entry::Vacant(place) = reports.entry(claim.version) {
                    place.insert(self.stored(claim.version)?);
                }
            }
            for claim in step {
                if let Some(report) = reports.get(&claim.version) {
                    each(report, *claim)?;
                }
            }
        }
        Ok(())
    }
}
