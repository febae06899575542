//! What is asked of the generator, and what it gives: reports, and the truth about each.

use serde::{Deserialize, Serialize};

use super::echo::EchoKind;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// How many reports, echoes included.
    pub(crate) reports: u64,
    /// Another seed is another war.
    pub(crate) seed: u64,
    /// Which share of the reports are echoes: 0 to 0.8.
    pub(crate) echoes: f64,
}

/// A report as `selon` takes it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct ReportJson {
    pub(crate) id: String,
    pub(crate) outlet: String,
    pub(crate) url: String,
    /// `YYYY-MM-DD`
    pub(crate) published: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// What the generator knows of a report.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Truth {
    /// The report's.
    pub(crate) id: String,
    /// Reports with the same value tell the same incident.
    pub(crate) incident: String,
    /// The incident's day, or the evening of its night: `YYYY-MM-DD`.
    pub(crate) day: String,
    /// The town, as the reports name it.
    pub(crate) place: String,
    /// The incident's type, as the codebook writes it.
    pub(crate) event: String,
    /// Whether the text is the outlet's own.
    pub(crate) kind: Origin,
    /// Ids of the reports that an echo takes over, which are never echoes themselves. Two echoes of one report share its words with each
    /// other too.
    pub(crate) echo_of: Vec<String>,
    /// How it takes them over.
    pub(crate) echo_kind: Option<EchoKind>,
    /// For each of `echo_of`: words taken over as a part of the shorter one of the two texts, 0 to 1.
    pub(crate) shares: Vec<f64>,
    /// The agency whose credit the text bears.
    pub(crate) wire: Option<String>,
}

/// Whose words a report has.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Origin {
    /// Its own.
    Own,
    /// Another's, at least in part.
    Echo,
}
