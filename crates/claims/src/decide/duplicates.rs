//! One event told twice is one claim.
//!
//! Two claims of one report are the same telling where type, factuality and chain agree and the
//! later one brings no party, place, period or figure that contradicts the earlier one or adds to
//! it. The title counts only where the body never tells the event.

use std::collections::BTreeMap;

use selon_model::{Argument, Claim, EventType, Figure, Source, Span};

use crate::decide::assembled::Assembled;
use crate::rule::Rule;

/// How many claims of one type back a second telling is looked for.
const MEMORY: usize = 256;

/// The claims that stay, in the order of their triggers, and for each that goes the rule and the claim that stands for it.
pub(crate) fn unique(all: Vec<Assembled>) -> (Vec<Claim>, Vec<(Claim, Rule, Span)>) {
    let mut stands_for: Vec<Option<(Rule, usize)>> = vec![None; all.len()];
    let mut told: BTreeMap<(EventType, bool), Vec<usize>> = BTreeMap::new();
    for (i, later) in all.iter().enumerate() {
        let earlier = told.entry((later.claim.event, later.traits.title)).or_default();
        match earlier.iter().rev().take(MEMORY).find(|&&j| same(&all[j], later)) {
            Some(&j) => stands_for[i] = Some((Rule::DuplicateSame, j)),
            None => earlier.push(i),
        }
    }
    for (i, title) in all.iter().enumerate().filter(|(_, d)| d.traits.title) {
        let event = title.claim.event;
        // Deaths that the title counts may be those of an attack in the body.
        let attack = (event == EventType::Toll).then_some(EventType::Assault);
        let body = |e: EventType| told.get(&(e, false)).into_iter().flatten().take(MEMORY);
        let retold = body(event).chain(attack.into_iter().flat_map(body)).find(|&&j| retells(&all[j], title));
        if let Some(&j) = retold {
            stands_for[i] = Some((Rule::DuplicateTitle, j));
        }
    }
    let triggers: Vec<Span> = all.iter().map(|a| a.claim.trigger).collect();
    let (mut stay, mut gone) = (Vec::new(), Vec::new());
    for (assembled, other) in all.into_iter().zip(stands_for) {
        match other {
            Some((rule, j)) => gone.push((assembled.claim, rule, triggers[j])),
            None => stay.push(assembled.claim),
        }
    }
    (stay, gone)
}

/// Whether the body tells what the title says.
fn retells(body: &Assembled, title: &Assembled) -> bool {
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
    a.iter().any(|x| b.iter().any(|y| same_party(x, y)))
}

fn same_party(a: &Argument, b: &Argument) -> bool {
    a.span == b.span || (a.party.is_some() && a.party == b.party)
}

fn same(first: &Assembled, later: &Assembled) -> bool {
    let (a, b) = (&first.claim, &later.claim);
    a.event == b.event
        && a.factuality == b.factuality
        && same_chain(&a.sources, &b.sources)
        && adds_nothing(&a.actors, &b.actors)
        && adds_nothing(&a.recipients, &b.recipients)
        && b.figures.iter().all(|f| a.figures.iter().any(|g| (g.low, g.high, g.of) == (f.low, f.high, f.of)))
        && (!later.own_place() || a.place.is_none() || same_place(first, later))
        && (b.time.is_none()
            || a.time
                .as_ref()
                .is_some_and(|t| Some((t.start, t.end)) == b.time.as_ref().map(|u| (u.start, u.end))))
        && (first.traits.lemma == later.traits.lemma
            || later.traits.anaphoric
            || (a.actors.len() + a.recipients.len() > 0
                && b.actors.len() == a.actors.len()
                && b.recipients.len() == a.recipients.len()
                && a.mode == b.mode
                && !b.figures.is_empty()))
}

fn same_place(first: &Assembled, later: &Assembled) -> bool {
    match (&first.claim.place, &later.claim.place) {
        (Some(a), Some(b)) => a.name == b.name || (a.geonames.is_some() && a.geonames == b.geonames),
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

fn adds_nothing(first: &[Argument], later: &[Argument]) -> bool {
    later.iter().all(|y| first.iter().any(|x| same_party(x, y)))
}

fn same_chain(a: &[Source], b: &[Source]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(x, y)| x.span == y.span || (x.party.is_some() && x.party == y.party))
}
