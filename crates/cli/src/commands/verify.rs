//! `selon verify`.

use anyhow::Result;
use selon_ledger::Ledger;

use crate::args::ledger::Verify;
use crate::output::{Output, complain, println};
use crate::plan::Plan;

/// Checks a ledger; whether nothing is wrong with it.
pub(crate) fn verify(plan: &Plan, args: &Verify) -> Result<bool> {
    let ledger = Ledger::read(&args.place.ledger)?;
    let versions = ledger.count_versions()?;
    let output = Output::new(plan.progress.then_some(versions));
    let flaws = ledger.verify(|| output.advance())?;
    output.finish();
    for flaw in &flaws {
        complain(&format!("{}: {}", flaw.place, flaw.message));
    }
    let told =
        if flaws.is_empty() { "nothing is wrong".to_owned() } else { format!("{} flaws", flaws.len()) };
    println(&format!("{}: {versions} versions of reports, {told}", args.place.ledger.display()))?;
    Ok(flaws.is_empty())
}
