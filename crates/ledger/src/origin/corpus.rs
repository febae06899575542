use selon_model::{PartialDate, PartyId};

use super::canonical::{Origin, is_empty, origin};
use super::copied::{Shared, shared};
use crate::incident::{ClaimAt, Incident};
use crate::store::StoredReport;
use crate::words::words;

/// What is the same for all slots.
pub(super) struct Corpus<'a> {
    pub(super) incident: &'a Incident,
    /// Of each report: its place in the order of publication, then of ids.
    pub(super) rank: Vec<usize>,
    /// Of each claim of each report.
    origins: Vec<Vec<Origin>>,
    /// Of each report: its outlet's name as letters and digits.
    outlets: Vec<String>,
    /// Of each report: the agency that it is credited to, else its outlet; empty where neither is known.
    newsrooms: Vec<String>,
    /// In the order of publication.
    pub(super) claims: Vec<ClaimAt>,
    pub(super) shared: Vec<Shared>,
}

impl<'a> Corpus<'a> {
    pub(super) fn of(incident: &'a Incident) -> Corpus<'a> {
        let reports = &incident.reports;
        let key = |i: usize| (reports[i].report.article.published, reports[i].report.article.id.as_str());
        let mut order: Vec<usize> = (0..reports.len()).collect();
        order.sort_by_key(|&i| key(i));
        let mut rank = vec![0; reports.len()];
        order.iter().enumerate().for_each(|(place, &i)| rank[i] = place);
        let of_report = |i: usize| {
            let report = &reports[i].report;
            report.claims.iter().map(|claim| origin(claim, &report.article.text)).collect()
        };
        let origins: Vec<Vec<Origin>> = (0..reports.len()).map(of_report).collect();
        let outlet = |i: usize| squashed(reports[i].report.article.outlet.as_deref().unwrap_or(""));
        let mut claims = incident.claims.clone();
        claims.sort_by_key(|at| (rank[at.report], at.claim));
        claims.dedup();
        let shared = shared(incident, &rank, &origins);
        let outlets = (0..reports.len()).map(outlet).collect();
        let newsrooms = reports.iter().map(newsroom).collect();
        Corpus { incident, outlets, newsrooms, rank, origins, claims, shared }
    }

    pub(super) fn origin(&self, at: ClaimAt) -> &Origin {
        &self.origins[at.report][at.claim]
    }

    pub(super) fn newsroom(&self, at: ClaimAt) -> Option<&str> {
        Some(self.newsrooms[at.report].as_str()).filter(|newsroom| !newsroom.is_empty())
    }

    pub(super) fn published(&self, at: ClaimAt) -> Option<PartialDate> {
        self.incident.reports[at.report].report.article.published
    }

    /// The reports from the newsroom that an origin is, by their agency or their outlet.
    pub(super) fn reports_from(&self, id: &str) -> impl Iterator<Item = usize> {
        let name = squashed(id.strip_prefix("media:").unwrap_or(id));
        let described = id.starts_with('~');
        let is_outlet = move |outlet: &str| {
            let ends = described && outlet.len() >= SHORTEST && name.ends_with(outlet);
            !outlet.is_empty() && (name == outlet || ends)
        };
        (0..self.outlets.len()).filter(move |&r| self.newsrooms[r] == id || is_outlet(&self.outlets[r]))
    }
}

/// Whose text a report is: a party, else the outlet's whole name, which may say from whom it is taken ("Le Port (Le Rivage)").
pub(crate) fn newsroom(report: &StoredReport) -> String {
    let outlet = || report.report.article.outlet.as_deref().map(|outlet| words(outlet).collect());
    report.agency.as_ref().map(PartyId::to_string).or_else(outlet).unwrap_or_default()
}

/// Letters of the shortest name of an outlet that is looked for at the end of "le site Le Rivage".
const SHORTEST: usize = 5;

/// A name as the letters and digits of its words that say something: "France 24" and "france24" are one.
fn squashed(name: &str) -> String {
    let name = name.split('(').next().unwrap_or("");
    words(name).filter(|word| !is_empty(word)).collect()
}
