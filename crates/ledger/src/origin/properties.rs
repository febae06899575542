//! What has to hold for the numbers of any incident.

use proptest::prelude::*;

use super::fixtures::{ClaimMaker, echo, incident, report};
use super::{Origins, Slot, independence};
use crate::incident::{Echo, Incident};
use crate::store::StoredReport;

/// Sources of all sorts: organs of one state, others, papers among the reports, nobody.
const LINKS: [&str; 8] = [
    "MLI/MIL|armed-forces|l'armée malienne",
    "MLI/GOV|government|le ministère",
    "igo:minusma|igo|la Minusma",
    "|government|le maire de Léré",
    "|witness|?un habitant",
    "media:afp|media|l'AFP",
    "|media|Le Rivage",
    "|media|La Dune",
];
/// The last one is no report's source.
const OUTLETS: [&str; 5] = ["Le Rivage", "La Dune", "Le Port (AFP)", "", "Le Sable"];

/// One claim: numbers of its links, its figure, if any.
type ClaimDraft = (Vec<usize>, Option<u64>);
/// A report: outlet, agency, day, claims.
type ReportDraft = (usize, bool, u32, Vec<ClaimDraft>);

fn claim_draft() -> impl Strategy<Value = ClaimDraft> {
    (prop::collection::vec(0..LINKS.len(), 0..3), prop::option::of(prop::sample::select(vec![9u64, 37, 137])))
}

fn drafts(size: usize) -> impl Strategy<Value = Vec<ReportDraft>> {
    let claims = prop::collection::vec(claim_draft(), 1..4);
    prop::collection::vec((0..OUTLETS.len(), any::<bool>(), 1u32..9, claims), 1..size)
}

fn made(i: usize, (outlet, agency, day, claims): &ReportDraft) -> StoredReport {
    let claims: Vec<ClaimMaker> = claims.iter().map(written).collect();
    let agency = if *agency { "media:afp" } else { "" };
    report(&format!("r{i:02}"), OUTLETS[*outlet], agency, &format!("2024-05-0{day}"), &claims)
}

fn written((links, figure): &ClaimDraft) -> ClaimMaker {
    let links: Vec<&str> = links.iter().map(|&link| LINKS[link]).collect();
    let claim = ClaimMaker::by(&links);
    match figure {
        Some(n) => claim.killed(&format!("{n} personnes"), *n, *n),
        None => claim,
    }
}

fn reports(drafts: &[ReportDraft]) -> Vec<StoredReport> {
    drafts.iter().enumerate().map(|(i, draft)| made(i, draft)).collect()
}

/// The range of a slot; nothing told is nothing.
fn range(all: &[Origins], slot: Slot) -> (usize, usize) {
    all.iter().find(|origins| origins.slot == slot).map_or((0, 0), |origins| (origins.low, origins.high))
}

/// Asserts that no slot of `before` has grown.
fn none_raised(before: &Incident, after: &Incident) -> Result<(), TestCaseError> {
    let (before, after) = (independence(before), independence(after));
    for origins in &before {
        let (low, high) = range(&after, origins.slot);
        prop_assert!(low <= origins.low, "low of {}: {} to {}", origins.slot, origins.low, low);
        prop_assert!(high <= origins.high, "high of {}: {} to {}", origins.slot, origins.high, high);
    }
    Ok(())
}

fn all_echoes(reports: &[StoredReport], pairs: &[(usize, usize)]) -> Vec<Echo> {
    let n = reports.len();
    let pair = |&(a, b): &(usize, usize)| (a % n, b % n);
    let distinct: std::collections::BTreeSet<_> =
        pairs.iter().map(pair).filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect();
    distinct.into_iter().map(|(a, b)| echo(reports, a, b)).collect()
}

proptest! {
    #[test]
    fn bounds(drafts in drafts(7), pairs in prop::collection::vec((0usize..7, 0usize..7), 0..6)) {
        let reports = reports(&drafts);
        let echoes = all_echoes(&reports, &pairs);
        for origins in independence(&incident(reports, echoes)) {
            let telling: std::collections::BTreeSet<usize> = origins.claims.iter().map(|at| at.report).collect();
            prop_assert!(1 <= origins.low && origins.low <= origins.high && origins.high <= telling.len());
            prop_assert!(origins.sides <= origins.voices.len());
            prop_assert!(origins.voices.iter().all(|v| 1 <= v.witnesses && v.witnesses <= v.reports.len()));
        }
    }

    #[test]
    fn a_hard_echo_raises_nothing(drafts in drafts(6), of in 0usize..6, outlet in 3usize..5, day in 1u32..9) {
        let mut all = reports(&drafts);
        let before = incident(all.clone(), Vec::new());
        let original = of % drafts.len();
        let mut copy = drafts[original].clone();
        (copy.0, copy.2) = (outlet, day);
        all.push(made(99, &copy));
        let echoes = vec![echo(&all, original, all.len() - 1)];
        none_raised(&before, &incident(all, echoes))?;
    }

    #[test]
    fn an_echo_between_reports_raises_nothing(
        drafts in drafts(6), pairs in prop::collection::vec((0usize..6, 0usize..6), 0..4), more in (0usize..6, 0usize..6)
    ) {
        let reports = reports(&drafts);
        let before = incident(reports.clone(), all_echoes(&reports, &pairs));
        let more: Vec<_> = pairs.into_iter().chain([more]).collect();
        let echoes = all_echoes(&reports, &more);
        none_raised(&before, &incident(reports, echoes))?;
    }

    #[test]
    fn order_is_irrelevant(drafts in drafts(6), turn in 0usize..6, pair in (0usize..6, 0usize..6)) {
        let straight = reports(&drafts);
        let n = straight.len();
        let mut turned = straight.clone();
        turned.rotate_left(turn % n);
        turned.reverse();
        let moved = |i: usize| n - 1 - (i + n - turn % n) % n;
        let before = incident(straight.clone(), all_echoes(&straight, &[pair]));
        let after = incident(turned.clone(), all_echoes(&turned, &[(moved(pair.0 % n), moved(pair.1 % n))]));
        let (before, after) = (independence(&before), independence(&after));
        prop_assert_eq!(before.len(), after.len());
        for (a, b) in before.iter().zip(&after) {
            prop_assert_eq!((a.slot, a.low, a.high, a.sides), (b.slot, b.low, b.high, b.sides));
            let edges = |all: &Origins, to: &dyn Fn(usize) -> usize| -> Vec<_> {
                all.edges.iter().map(|e| (to(e.a.report), e.a.claim, to(e.b.report), e.b.claim, e.reason)).collect()
            };
            prop_assert_eq!(edges(a, &moved), edges(b, &|i| i));
        }
    }
}
