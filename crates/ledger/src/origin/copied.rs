//! Which claims stand in text that two reports share.

use std::collections::{BTreeMap, BTreeSet};

use selon_model::{Claim, Span};

use super::Origin;
use crate::incident::{ClaimAt, Echo, Incident};

/// Share of both sentences from which most of a sentence is copied; a choice of ours.
const MOST: f64 = 0.6;
/// Share of both sentences under which shared words are chance; a choice of ours.
const SOME: f64 = 0.2;

/// Two claims whose sentences share text, the first of the first report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    pub(super) a: ClaimAt,
    pub(super) b: ClaimAt,
    /// Whether the text is most of both sentences.
    pub(super) mostly: bool,
}

/// The claims of an incident that stand in text which their reports share. `rank` orders the reports, `origins` has
/// those of each report's claims.
pub(super) fn shared(incident: &Incident, rank: &[usize], origins: &[Vec<Origin>]) -> Vec<Shared> {
    let counted: BTreeSet<ClaimAt> = incident.claims.iter().copied().collect();
    let mut all = Vec::new();
    for echo in &incident.echoes {
        let passages = echo.passages.iter().copied();
        let ordered = if rank[echo.a] <= rank[echo.b] {
            Echo { passages: passages.collect(), ..*echo }
        } else {
            Echo { a: echo.b, b: echo.a, passages: passages.map(|(a, b)| (b, a)).collect(), ..*echo }
        };
        all.extend(between(incident, &counted, &ordered, origins));
    }
    all
}

/// The pairs of one echo. A claim has one counterpart: the claim of the same type in the sentence at the same place of the
/// shared text, the nearest one where there are several.
fn between(
    incident: &Incident,
    counted: &BTreeSet<ClaimAt>,
    echo: &Echo,
    origins: &[Vec<Origin>],
) -> Vec<Shared> {
    let (ours, theirs) = (&incident.reports[echo.a].report.claims, &incident.reports[echo.b].report.claims);
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, ours_i) in ours.iter().enumerate().filter(|&(i, _)| counted.contains(&at(echo.a, i))) {
        let sentences = echo.passages.iter().filter_map(|&(a, b)| counterpart(ours_i.sentence, a, b));
        let sentences: BTreeSet<u32> = sentences.collect();
        let fits = |j: usize, other: &Claim| {
            let (a, b) = (&origins[echo.a][i], &origins[echo.b][j]);
            other.event == ours_i.event
                && sentences.iter().any(|&middle| other.sentence.holds(middle))
                && (a == &Origin::Unknown || b == &Origin::Unknown || a.id() == b.id())
        };
        let free = theirs.iter().enumerate().filter(|&(j, other)| {
            counted.contains(&at(echo.b, j)) && !taken.contains_key(&j) && fits(j, other)
        });
        let known_apart = |j: usize| origins[echo.a][i].id() != origins[echo.b][j].id();
        let nearest =
            free.min_by_key(|&(j, other)| (known_apart(j), depth(ours_i).abs_diff(depth(other)), j));
        taken.extend(nearest.map(|(j, _)| (j, i)));
    }
    let share = |(j, i): (usize, usize)| {
        let a = covered(ours[i].sentence, echo.passages.iter().map(|p| p.0));
        let b = covered(theirs[j].sentence, echo.passages.iter().map(|p| p.1));
        let share = a.min(b);
        (share >= SOME).then(|| Shared { a: at(echo.a, i), b: at(echo.b, j), mostly: share >= MOST })
    };
    taken.into_iter().filter_map(share).collect()
}

fn at(report: usize, claim: usize) -> ClaimAt {
    ClaimAt { report, claim }
}

/// Bytes of its sentence before the trigger.
fn depth(claim: &Claim) -> u32 {
    claim.trigger.start.saturating_sub(claim.sentence.start)
}

/// The byte of the other text that answers to the middle of what a passage has of a sentence.
fn counterpart(sentence: Span, ours: Span, theirs: Span) -> Option<u32> {
    let common = Span::new(sentence.start.max(ours.start), sentence.end.min(ours.end));
    if common.is_empty() || ours.is_empty() {
        return None;
    }
    let middle = u64::from(common.start + common.len() / 2 - ours.start);
    let scaled = middle * u64::from(theirs.len()) / u64::from(ours.len());
    Some(theirs.start + scaled as u32)
}

/// The share of a sentence that lies in passages, which do not overlap each other.
fn covered(sentence: Span, passages: impl Iterator<Item = Span>) -> f64 {
    let inside = |p: Span| p.end.min(sentence.end).saturating_sub(p.start.max(sentence.start));
    let bytes: u32 = passages.map(inside).sum();
    f64::from(bytes) / f64::from(sentence.len().max(1))
}
