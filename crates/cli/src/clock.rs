//! The clock of the system. The ledger keeps when it was told something; no reading depends on it.

use std::time::{SystemTime, UNIX_EPOCH};

use selon_ledger::Instant;

/// The moment.
#[expect(clippy::disallowed_methods)]
pub(crate) fn now() -> Instant {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    Instant::of_unix(seconds as i64)
}
