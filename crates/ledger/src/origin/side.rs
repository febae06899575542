use selon_model::PartyId;

use super::agencies::state_of;
use super::canonical::is_body;

/// The side of an origin: the state whose organ or agency it is, else the origin itself.
///
/// A ministry, an army and a state agency are three origins and one side.
pub fn side(id: &str) -> &str {
    state(id).unwrap_or(id)
}

/// The state whose organ or agency an origin is: ISO 3166-1 alpha-3.
pub(super) fn state(id: &str) -> Option<&str> {
    let organ = || id.split_once('/').map(|(country, _)| country).filter(|_| is_body(&PartyId::new(id)));
    organ().or_else(|| state_of(id))
}
