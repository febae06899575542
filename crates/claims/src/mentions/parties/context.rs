//! What the reading of a party asks and gives.

use selon_model::{Date, PartyId, SourceKind};

use crate::rule::Rule;

/// What is known of the report around a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartyContext {
    /// The country that the report is about, where one stands out.
    pub(crate) country: Option<String>,
    /// Day of publication.
    pub(crate) date: Option<Date>,
}

/// The party of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResolvedParty {
    /// Its id.
    pub(crate) party: PartyId,
    /// What kind of source it is when it speaks.
    pub(crate) kind: SourceKind,
    /// The person who acts for it, where one is named.
    pub(crate) person: Option<String>,
    /// How it was found, for `--explain`.
    pub(crate) rule: Rule,
}
