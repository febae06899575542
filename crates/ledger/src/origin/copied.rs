//! Which claims stand in text that two reports share.

use std::collections::BTreeSet;

use selon_model::{Claim, Span};

use super::canonical::Origin;
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

/// How the origins of two claims stand to each other, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kinship {
    Same,
    /// One of the two is unknown.
    Open,
    Apart,
}

impl Kinship {
    fn of(a: &Origin, b: &Origin) -> Kinship {
        match (a.id(), b.id()) {
            (a, b) if a == b => Kinship::Same,
            (Some(_), Some(_)) => Kinship::Apart,
            _ => Kinship::Open,
        }
    }
}

/// The pairs of one echo. A claim has one counterpart at most: of the claims of its type in the sentence at the same place of
/// the shared text one of its own origin, else one that may be, else one of another; the nearest where there are several.
fn between(
    incident: &Incident,
    counted: &BTreeSet<ClaimAt>,
    echo: &Echo,
    origins: &[Vec<Origin>],
) -> Vec<Shared> {
    let (ours, theirs) = (&incident.reports[echo.a].report.claims, &incident.reports[echo.b].report.claims);
    let mine = ours.iter().enumerate().filter(|&(i, _)| counted.contains(&at(echo.a, i)));
    let mut left: Vec<(usize, BTreeSet<u32>)> = mine.map(|(i, claim)| (i, places(claim, echo))).collect();
    let yours = (0..theirs.len()).filter(|&j| counted.contains(&at(echo.b, j)));
    let mut free: BTreeSet<usize> = yours.collect();
    let mut pairs = Vec::new();
    for kinship in [Kinship::Same, Kinship::Open, Kinship::Apart] {
        left.retain(|(i, places)| {
            let fits = |j: &usize| {
                let other = &theirs[*j];
                other.event == ours[*i].event
                    && places.iter().any(|&place| other.sentence.holds(place))
                    && Kinship::of(&origins[echo.a][*i], &origins[echo.b][*j]) == kinship
            };
            let distance = |j: &usize| (depth(&ours[*i]).abs_diff(depth(&theirs[*j])), *j);
            let nearest = free.iter().copied().filter(fits).min_by_key(distance);
            nearest.into_iter().for_each(|j| {
                free.remove(&j);
                pairs.push((*i, j, kinship));
            });
            nearest.is_none()
        });
    }
    let shared = |(i, j, kinship): (usize, usize, Kinship)| {
        let a = covered(ours[i].sentence, echo.passages.iter().map(|p| p.0));
        let b = covered(theirs[j].sentence, echo.passages.iter().map(|p| p.1));
        let share = a.min(b);
        // The same words under two names are no copy of one saying, but not independent of each other either.
        let mostly = share >= MOST && kinship != Kinship::Apart;
        (share >= SOME).then(|| Shared { a: at(echo.a, i), b: at(echo.b, j), mostly })
    };
    pairs.into_iter().filter_map(shared).collect()
}

/// The bytes of the other text that answer to a claim's sentence: one for each passage that has some of it.
fn places(claim: &Claim, echo: &Echo) -> BTreeSet<u32> {
    echo.passages.iter().filter_map(|&(a, b)| counterpart(claim.sentence, a, b)).collect()
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
