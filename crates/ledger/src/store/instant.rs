use std::fmt;

/// A moment as the ledger writes it down: ISO 8601, UTC, to the second. The caller brings it; the ledger has no clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(String);

impl Instant {
    /// The moment `seconds` after 1970-01-01T00:00:00Z.
    pub fn of_unix(seconds: i64) -> Instant {
        Instant(jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
