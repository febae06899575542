//! Which agencies belong to a state.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Parties and their states in `data/parties/agencies.tsv`, whose header explains it.
static STATES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    const TABLE: &str = include_str!("../../../../data/parties/agencies.tsv");
    let rows = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
    let state = |row: &'static str| {
        let mut cells = row.split('\t');
        let (party, state) = (cells.next()?, cells.next()?);
        (!state.is_empty()).then_some((party, state))
    };
    rows.filter_map(state).collect()
});

/// The state that an agency belongs to and speaks for: ISO 3166-1 alpha-3; `None` for all other parties.
pub(super) fn state_of(agency: &str) -> Option<&'static str> {
    STATES.get(agency).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_of_states() {
        assert_eq!(state_of("media:sana"), Some("SYR"));
        assert_eq!(state_of("media:afp"), None);
        assert_eq!(state_of("ngo:sohr"), None);
    }
}
