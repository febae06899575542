use crate::incident::{ClaimAt, Incident};
use crate::origin::{newsroom, origin};

/// Who tells a claim, as far as later tellings are to be known as the same one's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceKey {
    /// The origin's id; `?` and the newsroom, else the report, where the origin is unknown.
    pub(crate) key: String,
    /// Whether the origin is identified.
    pub(crate) known: bool,
}

pub(crate) fn voice(incident: &Incident, at: ClaimAt) -> SourceKey {
    let stored = incident.report_of(at);
    let origin = origin(incident.claim(at), &stored.report.article.text);
    if let Some(id) = origin.id() {
        return SourceKey { key: id.to_owned(), known: true };
    }
    let newsroom = newsroom(stored);
    let name = if newsroom.is_empty() { &stored.report.article.id } else { &newsroom };
    SourceKey { key: format!("?{name}"), known: false }
}
