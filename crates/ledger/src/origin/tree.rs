use selon_model::{Factuality, PartyId};

use super::canonical::{Origin, origin};
use super::side::side;
use crate::incident::Incident;

/// An origin with all that carries its word: what `selon show` draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Id of the origin; `None` where it is not known.
    pub origin: Option<String>,
    /// As the first report writes it; empty where it is not known.
    pub name: String,
    /// The side that it stands on; empty where it is not known.
    pub side: String,
    /// The agencies that carry it, each with its reports; reports that are credited to none come last.
    pub agencies: Vec<Carrier>,
}

/// An agency, or none, and the reports through which its text came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// Party of the agency.
    pub agency: Option<String>,
    /// Indices of reports.
    pub reports: Vec<usize>,
}

/// From origins over agencies to reports, over the claims of an incident that are told as having happened or denied:
/// identified origins first, those with the most reports first among them.
pub fn tree(incident: &Incident) -> Vec<Branch> {
    let mut branches: Vec<Branch> = Vec::new();
    for &at in &incident.claims {
        let claim = incident.claim(at);
        if matches!(claim.factuality, Factuality::Expected | Factuality::Hypothetical) {
            continue;
        }
        let stored = incident.report_of(at);
        let origin = origin(claim, &stored.report.article.text);
        let id = origin.id().map(str::to_owned);
        let place = branches.iter().position(|branch| branch.origin == id);
        let place = place.unwrap_or_else(|| {
            branches.push(branch(&origin));
            branches.len() - 1
        });
        let agency = stored.report.credits.agency.as_ref().map(PartyId::to_string);
        let carriers = &mut branches[place].agencies;
        match carriers.iter_mut().find(|carrier| carrier.agency == agency) {
            Some(carrier) if carrier.reports.contains(&at.report) => {}
            Some(carrier) => carrier.reports.push(at.report),
            None => carriers.push(Carrier { agency, reports: vec![at.report] }),
        }
    }
    for branch in &mut branches {
        branch.agencies.sort_by(|a, b| (a.agency.is_none(), &a.agency).cmp(&(b.agency.is_none(), &b.agency)));
    }
    let reports =
        |branch: &Branch| branch.agencies.iter().map(|carrier| carrier.reports.len()).sum::<usize>();
    branches.sort_by(|a, b| {
        (a.origin.is_none(), reports(b), &a.origin).cmp(&(b.origin.is_none(), reports(a), &b.origin))
    });
    branches
}

fn branch(origin: &Origin) -> Branch {
    let (name, side) = match origin {
        Origin::Known { id, name } => (name.clone(), side(id).to_owned()),
        Origin::Unknown => (String::new(), String::new()),
    };
    Branch { origin: origin.id().map(str::to_owned), name, side, agencies: Vec::new() }
}
