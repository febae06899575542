use selon_model::{PartialDate, PartyId};

use super::canonical::{Origin, origin};
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
    /// Of each report: its outlet's name.
    outlets: Vec<Outlet>,
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
        let mut claims = incident.claims.clone();
        claims.sort_by_key(|at| (rank[at.report], at.claim));
        claims.dedup();
        let shared = shared(incident, &rank, &origins);
        let outlets = reports.iter().map(Outlet::of).collect();
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
        let party = PartyId::new(id);
        let name: String = words(party.slug()).collect();
        let described = id.starts_with('~');
        (0..self.outlets.len())
            .filter(move |&r| self.newsrooms[r] == id || self.outlets[r].is_called(&name, described))
    }
}

/// Whose text a report is: a party, else the outlet's whole name, which may say from whom it is taken ("Le Port (Le Rivage)").
pub(crate) fn newsroom(report: &StoredReport) -> String {
    let outlet = || report.report.article.outlet.as_deref().map(|outlet| words(outlet).collect());
    report.report.credits.agency.as_ref().map(PartyId::to_string).or_else(outlet).unwrap_or_default()
}

/// Letters of the shortest name of an outlet that is looked for at the end of "le site Le Rivage".
const SHORTEST: usize = 5;

/// The name of a report's outlet as letters and digits.
struct Outlet {
    /// All its words: "lemonde". Empty where there is none.
    whole: String,
    /// Those that say something, as the reading gave them: "monde".
    key: String,
}

impl Outlet {
    fn of(report: &StoredReport) -> Outlet {
        let name = report.report.article.outlet.as_deref().unwrap_or("");
        let whole = words(name.split('(').next().unwrap_or("")).collect();
        Outlet { whole, key: report.report.credits.outlet.clone().unwrap_or_default() }
    }

    /// Whether it is a medium of this name; one that a report describes may have its name at the end: "le site Le Rivage".
    fn is_called(&self, name: &str, described: bool) -> bool {
        let ends = described && self.key.len() >= SHORTEST && name.ends_with(&self.key);
        !self.key.is_empty() && (name == self.key || name == self.whole || ends)
    }
}
