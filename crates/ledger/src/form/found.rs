use std::borrow::Cow;

use serde::Serialize;

use super::claim::ClaimForm;
use super::head::FORM;
use super::offsets::{Depth, Offsets};
use crate::incident::id_of;
use crate::people::{private_names, withhold_in_origin};
use crate::query::Found;
use crate::store::StoredReport;

/// A claim as `selon claims` hands it out: where it stands, and the claim as in a report. Names of persons without public
/// office are withheld.
#[derive(Debug, Serialize)]
pub struct FoundForm<'a> {
    form: u32,
    report: &'a str,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    /// From 1, in the order of the report.
    number: usize,
    origin: String,
    incident: Option<String>,
    #[serde(flatten)]
    claim: ClaimForm<'a>,
    /// The sentence.
    text: Cow<'a, str>,
}

impl<'a> FoundForm<'a> {
    /// The form of a claim that was found in its report; `None` where the report has no such claim.
    pub fn of(stored: &'a StoredReport, found: Found) -> Option<FoundForm<'a>> {
        let report = &stored.report;
        let claim = report.claims.get(found.index)?;
        let names = private_names(&report.claims);
        let origin = stored.claims.get(found.index).map_or("?", |known| &known.origin);
        let origin = withhold_in_origin(origin, &names);
        let at = Offsets::of(&report.article.text, Depth::default()).without(names);
        let article = &report.article;
        Some(FoundForm {
            form: FORM,
            report: &article.id,
            outlet: article.outlet.as_deref(),
            published: article.published.map(|d| d.to_string()),
            url: article.url.as_deref(),
            number: found.index + 1,
            origin,
            incident: found.incident.map(id_of),
            claim: ClaimForm::of(claim, &at),
            text: at.text(claim.sentence),
        })
    }
}
