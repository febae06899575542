//! Which of the claims that were put together are coded at all.

use std::collections::BTreeSet;

use selon_model::{Argument, Claim, EventType, Mode, Sector, WordId};

use crate::candidates::predicate::Event;
use crate::decide::assembled::Assembled;
use crate::decide::context::Context;
use crate::decide::domains;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::{Kind, Need, Pos};
use crate::rule::Rule;

impl Context<'_> {
    /// Whether the report is about armed conflict at all: it names an armed party, or gangs.
    fn conflict(&self) -> bool {
        let gang =
            |w: WordId| self.doc.is_a(w, Class::GenericGroup) && self.entities.sector(w) == Some(Sector::Crm);
        (0..self.doc.len()).any(|w| self.entities.is_armed(w) || gang(w))
    }

    /// Why a claim that was put together is not coded, if it is not.
    ///
    /// What has no party, place or figure at all is not coded; a weak predicate needs a party and
    /// a place or figure, or another party, in a report about conflict. A report that names no
    /// armed party has only deaths, named places and parties to show that its words are meant (a football match has none).
    pub(crate) fn refused(&self, event: &Event, assembled: &Assembled, report: &Admission) -> Option<Rule> {
        let claim = &assembled.claim;
        if report.elsewhere && !domains::counts(claim) {
            return Some(Rule::AdmissionOtherDomain);
        }
        // "Des rescapés rencontrés à Bosso", "l'élu parle vite": nobody is told whom they met.
        let flags = event.frame.flags;
        let alone = claim.event == EventType::Consult && flags.symmetric && !flags.speech;
        if alone && flags.weak && event.frame.pos == Pos::Verb && arguments(claim).count() < 2 {
            return Some(Rule::AdmissionLoneMeeting);
        }
        let (admitted, rule) = if flags.weak {
            let beside = report.is_beside_strong(assembled.sentence);
            (weak(assembled, report.conflict, beside), Rule::AdmissionWeak)
        } else if !report.conflict {
            (without_conflict(assembled), Rule::AdmissionNoConflict)
        } else {
            (within_conflict(event, assembled), Rule::AdmissionNothingNamed)
        };
        (!admitted).then_some(rule)
    }
}

/// What a report is about, as far as the admission of its claims depends on it.
pub(crate) struct Admission {
    /// It names an armed party, or gangs.
    conflict: bool,
    /// It belongs to another domain: sport, weather, markets.
    elsewhere: bool,
    /// Sentences with an event that is seldom anything else; weak ones count beside them.
    strong: BTreeSet<usize>,
}

impl Admission {
    pub(crate) fn of(context: &Context, events: &[Event]) -> Admission {
        let strong = events.iter().filter(|e| !e.frame.flags.weak).map(|e| context.doc.sentence(e.head));
        Admission {
            conflict: context.conflict(),
            elsewhere: domains::hold(&context.lexicons.domains, context.doc, context.entities),
            strong: strong.collect(),
        }
    }

    fn is_beside_strong(&self, sentence: usize) -> bool {
        (sentence.saturating_sub(1)..=sentence + 1).any(|s| self.strong.contains(&s))
    }
}

fn arguments(claim: &Claim) -> impl Iterator<Item = &Argument> {
    claim.actors.iter().chain(&claim.recipients)
}

fn parties(claim: &Claim) -> usize {
    arguments(claim).filter(|a| a.party.is_some()).count()
}

/// Whether a claim counts dead, wounded, missing or captured.
fn counts_harm(claim: &Claim) -> bool {
    claim.figures.iter().any(|f| f.of.is_loss())
}

/// A place of the claim's own that is somewhere.
fn is_located(assembled: &Assembled) -> bool {
    let place = assembled.claim.place.as_ref();
    assembled.own_place() && place.is_some_and(|p| p.geonames.is_some() || p.lat.is_some())
}

fn weak(assembled: &Assembled, conflict: bool, beside: bool) -> bool {
    let claim = &assembled.claim;
    if !conflict {
        return parties(claim) > 1 && is_located(assembled);
    }
    let anchored = assembled.own_place() || !claim.figures.is_empty();
    let rest = anchored || parties(claim) > 1 || claim.place.is_some() || beside;
    let bodily = claim.event.is_bodily();
    rest && (arguments(claim).next().is_some() || (bodily && counts_harm(claim)))
}

fn without_conflict(assembled: &Assembled) -> bool {
    let claim = &assembled.claim;
    let known = parties(claim) > 0;
    match claim.event {
        EventType::Assault | EventType::Toll | EventType::Protest => {
            is_located(assembled) || (counts_harm(claim) && (known || !claim.sources.is_empty()))
        }
        EventType::Control => is_located(assembled) && known,
        _ => known,
    }
}

fn within_conflict(event: &Event, assembled: &Assembled) -> bool {
    use EventType::{Coerce, Consult, Mobilize, Protest, Retreat};
    let claim = &assembled.claim;
    if arguments(claim).next().is_some() || !claim.sources.is_empty() {
        return true;
    }
    if claim.event.is_violent() {
        return claim.place.is_some() || !claim.figures.is_empty();
    }
    // A curfew, a truce that holds and seized arms tell of conflict by themselves.
    let arms = |n: &Need| matches!(n, Need::Is(_, Kind::Weapon));
    let by_itself = matches!(claim.mode, Some(Mode::Curfew | Mode::MartialLaw | Mode::Ceasefire))
        || claim.event == Coerce && event.frame.needs.iter().any(arms);
    let placed = assembled.own_place() && claim.place.is_some();
    by_itself || placed && matches!(claim.event, Retreat | Coerce | Consult | Protest | Mobilize)
}
