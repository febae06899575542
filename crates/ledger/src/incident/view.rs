use selon_model::{Claim, Date, PartialDate, Span};

use super::family::Family;
use crate::store::StoredReport;

/// An incident with all that is told of it.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Stable: an id that was ever given leads to the incident that its telling belongs to now.
    pub id: String,
    /// What kind of types its claims have.
    pub family: Family,
    /// The reports that tell it as their news, in the order of publication, then of their ids. Where none does, all that
    /// recall it.
    pub reports: Vec<StoredReport>,
    /// Ids of further reports that recall it: told of in passing, long after.
    pub recalled_in: Vec<String>,
    /// Its claims, in the order of the reports and of the triggers in each.
    pub claims: Vec<ClaimAt>,
    /// Text that its reports share.
    pub echoes: Vec<Echo>,
}

/// A claim of an incident: an index into [`Incident::reports`], and one into the claims of that report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimAt {
    /// Of the report.
    pub report: usize,
    /// Of the claim.
    pub claim: usize,
}

/// Text that two reports of an incident share.
#[derive(Clone, Debug, PartialEq)]
pub struct Echo {
    /// Index of one report.
    pub a: usize,
    /// Index of the other; above `a`.
    pub b: usize,
    /// Share of the shorter text that stands in the longer one, 0 to 1.
    pub containment: f64,
    /// Where: stretches of both texts.
    pub passages: Vec<(Span, Span)>,
}

impl Incident {
    /// The incident without reports that were published, or where that is not known added, after a day. Why it is one
    /// incident may have become plain only later.
    pub fn as_of(mut self, day: Date) -> Incident {
        let known = |report: &StoredReport| {
            let published = report.report.article.published.and_then(PartialDate::latest);
            published.or_else(|| report.added.get(..10)?.parse().ok()).is_none_or(|known| known <= day)
        };
        let mut places: Vec<Option<usize>> = Vec::with_capacity(self.reports.len());
        let mut kept = 0;
        for report in &self.reports {
            places.push(known(report).then_some(kept));
            kept += usize::from(known(report));
        }
        self.reports.retain(|report| known(report));
        let claims = self.claims.into_iter();
        self.claims = claims.filter_map(|at| Some(ClaimAt { report: places[at.report]?, ..at })).collect();
        let echoes = self.echoes.into_iter();
        self.echoes =
            echoes.filter_map(|echo| Some(Echo { a: places[echo.a]?, b: places[echo.b]?, ..echo })).collect();
        self
    }

    /// The report of a claim.
    pub fn report_of(&self, at: ClaimAt) -> &StoredReport {
        &self.reports[at.report]
    }

    /// A claim.
    pub fn claim(&self, at: ClaimAt) -> &Claim {
        &self.reports[at.report].report.claims[at.claim]
    }

    /// A stretch of the text of a claim's report.
    pub fn text(&self, at: ClaimAt, span: Span) -> &str {
        span.of_text(&self.reports[at.report].report.article.text)
    }
}
