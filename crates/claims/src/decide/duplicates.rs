//! One event told twice is one claim.
//!
//! Two claims of one report are the same telling where type, factuality and chain agree and the
//! later one brings no party, place, period or figure that contradicts the earlier one or adds to
//! it. The title counts only where the body never tells the event.

use std::collections::BTreeMap;

use selon_model::{Argument, Claim, EventType, Figure, Source, Span};

/// A claim with what merging needs to know of it.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) claim: Claim,
    /// It stands in the headline.
    pub(crate) title: bool,
    /// Lemma of the predicate.
    pub(crate) lemma: String,
    /// The predicate is a noun that points back: "l'attaque", "ces combats".
    pub(crate) anaphoric: bool,
    /// The predicate tells one deed: "l'attaque", not "les frappes".
    pub(crate) single: bool,
    /// Place and period are the claim's own, not the running story's.
    pub(crate) own_place: bool,
    /// It stands at the head of the report, before the first incident with a period.
    pub(crate) opening: bool,
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// It brings in another event: "une attaque", "une bombe a tué".
    pub(crate) another: bool,
    /// What undergoes it as a thing: "la base de l'armée".
    pub(crate) facilities: Vec<Span>,
    /// It takes in an attack of others: "repousser une attaque", "condamner un massacre".
    pub(crate) repels: bool,
    /// It answers an attack of others: "l'armée a riposté", "la contre-offensive".
    pub(crate) retaliates: bool,
    /// Both sides take part alike: "les combats".
    pub(crate) mutual: bool,
    /// Its actors are told as both sides alone: "les deux camps".
    pub(crate) both_sides: bool,
    /// It is about a truce: "accepter un cessez-le-feu".
    pub(crate) truce: bool,
}

/// How many claims of one type back a second telling is looked for.
const MEMORY: usize = 256;

/// The claims that stay, in the order of their triggers.
pub(crate) fn unique(drafts: Vec<Draft>) -> Vec<Claim> {
    let mut keep = vec![true; drafts.len()];
    let mut told: BTreeMap<(EventType, bool), Vec<usize>> = BTreeMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        let earlier = told.entry((draft.claim.event, draft.title)).or_default();
        if earlier.iter().rev().take(MEMORY).any(|&j| same(&drafts[j], draft)) {
            keep[i] = false;
        } else {
            earlier.push(i);
        }
    }
    for (i, title) in drafts.iter().enumerate().filter(|(_, d)| d.title) {
        let event = title.claim.event;
        // Deaths that the title counts may be those of an attack in the body.
        let attack = (event == EventType::Toll).then_some(EventType::Assault);
        let body = |e: EventType| told.get(&(e, false)).into_iter().flatten().take(MEMORY);
        if body(event).chain(attack.into_iter().flat_map(body)).any(|&j| retells(&drafts[j], title)) {
            keep[i] = false;
        }
    }
    let mut stays = keep.iter();
    drafts.into_iter().filter(|_| stays.next().copied().unwrap_or(true)).map(|d| d.claim).collect()
}

/// Whether the body tells what the title says.
fn retells(body: &Draft, title: &Draft) -> bool {
    let (a, b) = (&body.claim, &title.claim);
    if b.event == EventType::Toll && !a.figures.is_empty() {
        // The title may count whom the body names otherwise: "des casques bleus", "des soldats de l'ONU".
        let same = |f: &Figure| a.figures.iter().any(|g| g.of == f.of && g.low == f.low);
        return b.figures.iter().all(same) || share(&a.recipients, &b.recipients);
    }
    a.event == b.event
        && (title.claim.actors.is_empty()
            || body.claim.actors.is_empty()
            || share(&body.claim.actors, &title.claim.actors))
        && (title.claim.recipients.is_empty()
            || body.claim.recipients.is_empty()
            || share(&body.claim.recipients, &title.claim.recipients))
}

fn share(a: &[Argument], b: &[Argument]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.is_same(y)))
}

fn same(first: &Draft, later: &Draft) -> bool {
    let (a, b) = (&first.claim, &later.claim);
    a.event == b.event
        && a.factuality == b.factuality
        && same_chain(&a.sources, &b.sources)
        && adds_nothing(&a.actors, &b.actors)
        && adds_nothing(&a.recipients, &b.recipients)
        && b.figures.iter().all(|f| a.figures.iter().any(|g| (g.low, g.high, g.of) == (f.low, f.high, f.of)))
        && (!later.own_place || a.place.is_none() || same_place(first, later))
        && (b.time.is_none()
            || a.time
                .as_ref()
                .is_some_and(|t| Some((t.start, t.end)) == b.time.as_ref().map(|u| (u.start, u.end))))
        && (first.lemma == later.lemma
            || later.anaphoric
            || (a.actors.len() + a.recipients.len() > 0
                && b.actors.len() == a.actors.len()
                && b.recipients.len() == a.recipients.len()
                && a.mode == b.mode
                && !b.figures.is_empty()))
}

fn same_place(first: &Draft, later: &Draft) -> bool {
    match (&first.claim.place, &later.claim.place) {
        (Some(a), Some(b)) => a.name == b.name || (a.geonames.is_some() && a.geonames == b.geonames),
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

fn adds_nothing(first: &[Argument], later: &[Argument]) -> bool {
    later.iter().all(|y| first.iter().any(|x| x.is_same(y)))
}

fn same_chain(a: &[Source], b: &[Source]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.is_same(y))
}
