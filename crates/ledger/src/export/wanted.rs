use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::query::{Filter, Order};
use crate::store::Ledger;

/// What a filter chooses.
pub(super) struct Wanted {
    /// Rows of versions, in the order in which they were added, each with the indexes of the claims that match, if not all.
    pub(super) reports: Vec<(i64, Option<BTreeSet<usize>>)>,
    /// Rows of incidents, if not all.
    pub(super) incidents: Option<Vec<i64>>,
}

impl Wanted {
    pub(super) fn of(ledger: &Ledger, filter: &Filter) -> Result<Wanted, Error> {
        if *filter == Filter::default() {
            let reports = ledger.versions()?.into_iter().map(|version| (version, None)).collect();
            return Ok(Wanted { reports, incidents: None });
        }
        let found = ledger.find(filter, Order::Report, None)?;
        let mut reports: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
        for claim in &found {
            reports.entry(claim.version).or_default().insert(claim.index);
        }
        let reports = reports.into_iter().map(|(version, claims)| (version, Some(claims))).collect();
        let incidents = ledger.incidents_with(found.iter().filter_map(|claim| claim.incident))?;
        Ok(Wanted { reports, incidents: Some(incidents) })
    }
}
