use crate::{PartyId, Sector, SourceKind};

/// What is known of a party, or of a country (whose id is its code).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyFacts {
    /// Its id.
    pub id: PartyId,
    /// The name to show.
    pub name: String,
    /// All its names as reports write them, that one among them.
    pub names: Vec<String>,
    /// What it is, where it has a sector.
    pub sector: Option<Sector>,
    /// What kind of source it is, where one is known.
    pub kind: Option<SourceKind>,
    /// ISO 3166-1 alpha-3, home first; empty for the whole world.
    pub countries: Vec<String>,
    /// Alliances that it is directly a member of.
    pub member_of: Vec<PartyId>,
}
