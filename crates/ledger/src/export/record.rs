use std::collections::BTreeSet;

use crate::store::StoredReport;

/// A report, and what only the ledger knows of it.
pub(super) struct Told<'a> {
    pub(super) stored: &'a StoredReport,
    pub(super) identity: &'a str,
    /// Of each claim.
    pub(super) incidents: &'a [Option<String>],
    /// Indexes of the claims that are wanted, if not all.
    pub(super) matching: Option<&'a BTreeSet<usize>>,
}
