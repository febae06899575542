//! `selon incidents`, `selon show`: what many reports tell of one event.

use anyhow::Result;
use selon_ledger::Ledger;
use serde_json::json;

use super::add::println;
use super::args::Incidents;
use crate::plan::Plan;

pub(crate) fn list(_plan: &Plan, args: &Incidents) -> Result<bool> {
    let ledger = Ledger::read(&args.place.ledger)?;
    for head in ledger.incidents()? {
        let incident = ledger.incident_at(head.row)?;
        let reports: Vec<_> = incident.reports.iter().map(|r| r.report.article.id.as_str()).collect();
        println(&json!({"id": incident.id, "news": head.news, "family": incident.family.as_str(), "reports": reports, "recalled_in": incident.recalled_in, "claims": incident.claims.len()}).to_string())?;
    }
    Ok(true)
}
