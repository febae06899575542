//! From the events of a report to its claims: each field is decided by its own module, in the order of the text.

use std::collections::BTreeSet;

use selon_model::{
    Argument, Claim, EventType, Evidence, Factuality, Mode, Period, PlaceRef, Role, Source, SourceKind, Span,
    WordId,
};

use crate::candidates::arguments::{Arg, Relation};
use crate::candidates::attribution::Link;
use crate::candidates::factuality;
use crate::candidates::needs;
use crate::candidates::predicate::Event;
use crate::candidates::verdict::Verdict;
use crate::decide::admit::Admission;
use crate::decide::assembled::{Assembled, Traits, anaphoric};
use crate::decide::context::Context;
use crate::decide::rejected::Rejections;
use crate::decide::score::confidence;
use crate::decide::{count, date, locate};
use crate::lexicon::frames::Slot;
use crate::rule::Rule;
use crate::spelling::fold;
use crate::syntax::view::Doc;

/// The claims of a report's events that are coded, in the order of the text.
pub(crate) fn claims(context: &Context, events: &[Event], rejections: &mut Rejections) -> Vec<Assembled> {
    let mut words: Vec<WordId> = events.iter().flat_map(|e| e.words.iter().copied()).collect();
    words.sort_unstable();
    let speakers = context.scopes.speakers();
    let around = Around::new(context, &words, &speakers);
    let admission = Admission::of(context, events);
    let mut discourse = Discourse::default();
    let mut all = Vec::new();
    for event in events {
        let early = if context.is_repeated(context.doc.span(event.head).start) {
            Some(Rule::AdmissionRepeatedBlock)
        } else {
            describes_speaker(context.doc, event, &speakers).then_some(Rule::AdmissionDescribesSpeaker)
        };
        if let Some(rule) = early {
            rejections.push(event, rule, None);
            continue;
        }
        let assembled = claim(context, event, &around, &mut discourse);
        match context.refused(event, &assembled, &admission) {
            Some(rule) => rejections.push(event, rule, None),
            None => all.push(assembled),
        }
    }
    for assembled in all.iter_mut().filter(|a| a.opening) {
        assembled.claim.time = discourse.incident.first.clone();
        let time = assembled.claim.time.as_ref();
        let because = time.map(|t| because(Role::Time, t.span, Rule::TimeOpening));
        assembled.claim.evidence.extend(because);
    }
    all
}

/// What the report goes on telling from one sentence to the next.
#[derive(Default)]
struct Discourse {
    place: locate::RunningPlace,
    incident: date::Incident,
    /// Figures that some claim has.
    counted: BTreeSet<Span>,
}

/// What stands around an event.
struct Around<'a> {
    places: locate::Around<'a>,
    times: date::Around<'a>,
}

impl<'a> Around<'a> {
    fn new(context: &'a Context, events: &'a [WordId], speakers: &'a [WordId]) -> Around<'a> {
        let sayings = &context.scopes.verbs;
        Around {
            places: locate::Around {
                places: context.entities.places(),
                sayings,
                events,
                speakers,
                frames: &context.lexicons.frames,
            },
            times: date::Around {
                dated: &context.dated,
                sayings,
                events,
                published: context.article.published,
            },
        }
    }
}

/// "Une source proche de l'armée affirme que …": whom a source belongs to is told of the source.
fn describes_speaker(doc: &Doc, event: &Event, speakers: &[WordId]) -> bool {
    let noun = doc.head(event.head).filter(|_| event.event() == EventType::Align);
    noun.is_some_and(|n| speakers.binary_search(&n).is_ok())
}

/// The claim of one event. The order of the steps matters where the report goes on: its place is moved before its
/// period, and figures are taken in the order of the text.
fn claim(context: &Context, event: &Event, around: &Around, discourse: &mut Discourse) -> Assembled {
    let doc = context.doc;
    let (links, scopes) = context.scopes.chain(doc, event.head);
    let verdict = factuality::of(doc, &context.lexicons.cues, event, &scopes);
    let (first, last) = event.first_and_last();
    let trigger = doc.span_of(first, last);
    let mut evidence = vec![
        Evidence {
            role: Role::Trigger,
            span: trigger,
            rule: event.frame.name.to_string(),
            path: String::new(),
        },
        because(Role::Factuality, verdict.because, verdict.rule),
    ];
    evidence.extend(scopes.iter().map(|s| because(Role::Source, s.cue, s.rule)));
    let mut actors = context.arguments(event, Role::Actor, &links, &mut evidence);
    let recipients = context.arguments(event, Role::Recipient, &links, &mut evidence);
    let mut sources = sources(context, event, &links, &actors);
    if actors.is_empty() && event.frame.actor.contains(&Slot::Speaker) {
        // "Les rebelles ont violé la trêve, selon Kiev" is Kiev's allegation.
        actors.extend(sources.pop().map(speaker));
    }
    let located = locate_and_date(context, event, around, discourse, &verdict);
    evidence.extend(located.place.iter().map(|(p, tie)| because(Role::Place, p.span, *tie)));
    evidence.extend(located.time.iter().map(|(t, tie)| because(Role::Time, t.span, *tie)));
    let mut claim = Claim {
        event: event.event(),
        mode: mode(doc, event),
        trigger,
        sentence: doc.sentence_span(event.head),
        factuality: verdict.value,
        quoted: context.quoted[event.head as usize],
        sources,
        actors,
        recipients,
        place: located.place.as_ref().map(|(place, _)| place.clone()),
        time: located.time.map(|(time, _)| time),
        figures: Vec::new(),
        confidence: 0.0,
        evidence,
    };
    count_figures(context, event, &links, discourse, &mut claim);
    claim.confidence = confidence(event, &claim);
    Assembled {
        sentence: doc.sentence(event.head),
        place_tie: located.place.map(|(_, tie)| tie),
        opening: located.opening,
        traits: Traits::of(context, event, &claim),
        claim,
    }
}

/// Where and when, each with how it is tied to the event.
struct Located {
    place: Option<(PlaceRef, Rule)>,
    time: Option<(Period, Rule)>,
    /// Whether the event opens the report and has the period of the first incident.
    opening: bool,
}

fn locate_and_date(
    context: &Context,
    event: &Event,
    around: &Around,
    discourse: &mut Discourse,
    verdict: &Verdict,
) -> Located {
    let doc = context.doc;
    let time = date::of(doc, &around.times, event);
    discourse.incident.advance(doc, &around.times, event.head);
    let period = time.as_ref().map(|(t, _)| t);
    let place = locate::of(doc, &around.places, event, period, &mut discourse.place);
    let own = place.as_ref().filter(|(_, tie)| *tie != Rule::PlaceRunning).map(|(p, _)| p);
    let follower = date::Follower {
        event,
        place: own,
        happened: matches!(verdict.value, Factuality::Asserted | Factuality::Unconfirmed),
        points_back: anaphoric(doc, event),
    };
    let opening = time.is_none() && discourse.incident.opens(doc, &follower);
    let time = match time {
        Some((period, tie)) => {
            discourse.incident.begin(doc, &follower, &period);
            Some((period, tie))
        }
        None => discourse.incident.date(doc, &follower).map(|period| (period, Rule::TimeIncident)),
    };
    Located { place, time, opening }
}

/// The figures of a claim, and whom they count where nobody else is told to undergo it.
fn count_figures(
    context: &Context,
    event: &Event,
    links: &[&Link],
    discourse: &mut Discourse,
    claim: &mut Claim,
) {
    let (doc, nouns) = (context.doc, &context.lexicons.counted);
    claim.figures =
        count::of(doc, &context.countings, nouns, context.entities, event, &mut discourse.counted);
    claim.evidence.extend(claim.figures.iter().map(|f| because(Role::Figure, f.span, Rule::Figure)));
    if claim.recipients.is_empty() && claim.event.is_bodily() {
        let people = count::people(doc, &context.countings, nouns, context.entities, &claim.figures);
        let counted = people.into_iter().map(|head| Arg::at(event.head, Relation::Counted, head));
        claim
            .recipients
            .extend(counted.filter_map(|arg| context.argument(claim.event, &arg, Role::Recipient, links)));
        let recipients = claim.recipients.iter();
        claim.evidence.extend(recipients.map(|r| because(Role::Recipient, r.span, Rule::Counted)));
    }
}

/// The chain of an event. Where the saying is the act, its actor is no source of it as well.
fn sources(context: &Context, event: &Event, links: &[&Link], actors: &[Argument]) -> Vec<Source> {
    let mut sources: Vec<Source> =
        links.iter().map(|l| l.source.clone()).filter(|s| !is_outlet(context, s)).collect();
    let speech = event.frame.flags.speech;
    if speech && sources.last().is_some_and(|s| actors.iter().any(|a| a.is_source(s))) {
        sources.pop();
    }
    sources
}

/// "Joint par Radio Okapi", in a report of that radio: the outlet itself is no link.
fn is_outlet(context: &Context, source: &Source) -> bool {
    let Some(outlet) = context.article.outlet.as_deref().filter(|o| o.len() > 2) else { return false };
    let named = source.span.of_text(&context.article.text);
    source.kind == SourceKind::Media && fold(named).ends_with(&*fold(outlet))
}

/// Why a field is what it is.
fn because(role: Role, span: Span, rule: Rule) -> Evidence {
    Evidence { role, span, rule: rule.name().to_owned(), path: String::new() }
}

/// A source as the one who acts by speaking.
fn speaker(source: Source) -> Argument {
    Argument { span: source.span, mention: None, party: source.party, person: source.person }
}

/// The mode that the frame has, else that of what the attack is made with, else that of its parts.
fn mode(doc: &Doc, event: &Event) -> Option<Mode> {
    let parts =
        || event.parts.iter().find_map(|p| p.frame.mode).filter(|m| event.event().modes().contains(m));
    event.frame.mode.or_else(|| needs::mode_by_means(doc, event)).or_else(parts)
}
