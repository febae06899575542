//! From an analysed article to its claims, in the order that the codebook gives.

use std::collections::BTreeSet;

use selon_model::{
    Analysis, Argument, Article, BlockKind, Claim, Counted, Deprel, Diagnostic, EventType, Evidence,
    Factuality, Mode, Number, PartyId, Period, Role, Sector, Source, SourceKind, Span, Upos, WordId,
};

use crate::candidates::arguments::{Arg, Relation};
use crate::candidates::attribution::{self, Link, Scopes};
use crate::candidates::factuality;
use crate::candidates::find::{self, Event};
use crate::decide::count::{self, Counting};
use crate::decide::date::{self, Dated};
use crate::decide::discourse;
use crate::decide::domains;
use crate::decide::duplicates::{self, Draft};
use crate::decide::locate::{self, Running};
use crate::lexicon::classes::Class;
use crate::lexicon::counted::NounClass;
use crate::lexicon::cues::{Cues, Stance};
use crate::lexicon::frames::{Kind, Need, Pos, Slot};
use crate::lexicon::lexicons::Lexicons;
use crate::mentions::entities::Entities;
use crate::mentions::figures;
use crate::mentions::numerals::Stretch;
use crate::mentions::periods;
use crate::quantified;
use crate::rule::Rule;
use crate::spelling::fold;
use crate::syntax::functions;
use crate::syntax::view::Doc;

/// Reads the claims of an article, in the order of their triggers.
///
/// `analysis` is the article's. The time is linear in the text; strange text gives fewer claims,
/// never an error.
pub fn read(article: &Article, analysis: &Analysis, lexicons: &Lexicons) -> (Vec<Claim>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if article.published.is_none() {
        let message =
            "no date of publication: weekdays and \"hier\" can't be resolved; give one with --published"
                .to_owned();
        diagnostics.push(Diagnostic { code: "no-date".into(), message, span: None });
    }
    let analysis = quantified::noun_headed(analysis);
    let doc = Doc::new(&article.text, &analysis, &lexicons.classes, &lexicons.grammar);
    let entities = Entities::of(article, &doc, lexicons);
    let mut scopes = attribution::scopes(&doc, &lexicons.cues, &entities);
    let mut found = find::detect(&doc, &lexicons.frames, &entities);
    let opening: BTreeSet<WordId> =
        scopes.iter().filter(|s| !s.content.is_empty()).filter_map(|s| s.verb).collect();
    // Who meets somebody may tell of it, and meets all the same.
    let meets = |e: &Event| e.event() == EventType::Consult && e.actors.len() > 1;
    found.retain(|e| {
        meets(e) || !(e.frame.flags.weak && opening.contains(&e.head) && reports(&doc, &lexicons.cues, e))
    });
    let acts = found.iter().filter(|e| e.frame.flags.speech).map(|e| e.head).collect();
    attribution::yield_to_acts(&doc, &mut scopes, &acts);
    let scopes = Scopes::new(&doc, scopes);
    let reading = Reading::new(article, &doc, &entities, &scopes, lexicons);
    let mut drafts = reading.drafts(found);
    discourse::fill(&mut drafts, &reading.attackers());
    (duplicates::unique(drafts), diagnostics)
}

/// What the report goes on telling from one sentence to the next.
#[derive(Default)]
struct Story {
    place: Running,
    incident: date::Incident,
}

/// Whether a verb that opens a scope merely says: it asks or accuses nobody.
fn reports(doc: &Doc, cues: &Cues, event: &Event) -> bool {
    cues.verb_at(doc, event.head).is_some_and(|(verb, _)| !verb.act && verb.stance == Stance::Assert)
}

/// All that a claim is put together from.
struct Reading<'a> {
    article: &'a Article,
    doc: &'a Doc<'a>,
    entities: &'a Entities<'a>,
    scopes: &'a Scopes,
    lexicons: &'a Lexicons,
    dated: Vec<Dated>,
    countings: Vec<Counting>,
    /// For each word whether it stands between quotation marks.
    quoted: Vec<bool>,
    /// For each block whether it repeats an earlier one word for word.
    repeated: Vec<bool>,
}

impl<'a> Reading<'a> {
    fn new(
        article: &'a Article,
        doc: &'a Doc<'a>,
        entities: &'a Entities<'a>,
        scopes: &'a Scopes,
        lexicons: &'a Lexicons,
    ) -> Reading<'a> {
        let (mut times, mut countings) = (Vec::new(), Vec::new());
        for sentence in &doc.analysis.sentences {
            let stretch = Stretch::new(doc.text, sentence.span);
            let found = periods::find(&stretch);
            let spans: Vec<Span> = found.iter().map(|time| time.span).collect();
            let numbers = figures::find(&stretch, &spans);
            let joined = figures::join_ones(doc.text, numbers, &lexicons.counted);
            countings.extend(count::mentions(doc, &joined, &lexicons.counted));
            times.extend(found);
        }
        let dated = date::mentions(doc, times, article.published);
        let (quoted, repeated) = (quoted(doc), repeated(article));
        Reading { article, doc, entities, scopes, lexicons, dated, countings, quoted, repeated }
    }

    fn drafts(&self, found: Vec<Event>) -> Vec<Draft> {
        let mut story = Story::default();
        let mut words: Vec<WordId> = found.iter().flat_map(|e| e.words.iter().copied()).collect();
        words.sort_unstable();
        let tellers = self.scopes.tellers();
        let places = locate::Around {
            places: &self.entities.places(),
            sayings: &self.scopes.verbs,
            events: &words,
            tellers: &tellers,
            frames: &self.lexicons.frames,
        };
        let times = date::Around {
            dated: &self.dated,
            sayings: &self.scopes.verbs,
            events: &words,
            published: self.article.published,
        };
        let mut used = BTreeSet::new();
        let armed = self.conflict();
        let elsewhere = domains::hold(&self.lexicons.domains, self.doc, self.entities);
        // Sentences with an event that is seldom anything else; weak ones count beside them.
        let strong: BTreeSet<usize> =
            found.iter().filter(|e| !e.frame.flags.weak).map(|e| self.doc.sentence(e.head)).collect();
        let mut drafts = Vec::new();
        for event in &found {
            if self.repeated(event) || self.describes_teller(event, &tellers) {
                continue;
            }
            let draft = self.draft(event, &places, &times, &mut story, &mut used);
            let here = self.doc.sentence(event.head);
            let beside = (here.saturating_sub(1)..=here + 1).any(|s| strong.contains(&s));
            if (!elsewhere || domains::counts(&draft.claim)) && self.counts(event, &draft, armed, beside) {
                drafts.push(draft);
            }
        }
        for draft in drafts.iter_mut().filter(|d| d.opening) {
            draft.claim.time = story.incident.first.clone();
            let because = |t: &Period| because(Role::Time, t.span, Rule::TimeOpening);
            draft.claim.evidence.extend(draft.claim.time.iter().map(because));
        }
        drafts
    }

    fn draft(
        &self,
        event: &Event,
        places: &locate::Around,
        times: &date::Around,
        story: &mut Story,
        used: &mut BTreeSet<Span>,
    ) -> Draft {
        let doc = self.doc;
        let trigger = self.trigger(event);
        let (links, around) = self.scopes.chain(doc, event.head);
        let verdict = factuality::of(doc, &self.lexicons.cues, event, &around);
        let mut evidence = vec![
            Evidence {
                role: Role::Trigger,
                span: trigger,
                rule: event.frame.name.to_string(),
                path: String::new(),
            },
            because(Role::Factuality, verdict.because, verdict.rule),
        ];
        evidence.extend(around.iter().map(|s| because(Role::Source, s.cue, s.rule)));
        let mut actors = self.arguments(event, Role::Actor, &links, &mut evidence);
        let mut recipients = self.arguments(event, Role::Recipient, &links, &mut evidence);
        let mut sources = self.sources(event, &links, &actors);
        if actors.is_empty() && event.frame.actor.contains(&Slot::Speaker) {
            // "Les rebelles ont violé la trêve, selon Kiev" is Kiev's allegation.
            actors.extend(sources.pop().map(speaker));
        }
        let points_back = anaphoric(doc, event);
        let time = date::of(doc, times, event);
        story.incident.advance(doc, times, event.head);
        let place = locate::of(doc, places, event, time.as_ref().map(|(t, _)| t), &mut story.place);
        evidence.extend(place.iter().map(|(p, tie)| because(Role::Place, p.span, *tie)));
        let own_place = place.as_ref().is_some_and(|(_, tie)| *tie != Rule::PlaceRunning);
        let follower = date::Follower {
            event,
            place: place.as_ref().map(|(p, _)| p).filter(|_| own_place),
            happened: matches!(verdict.value, Factuality::Asserted | Factuality::Unconfirmed),
            points_back,
        };
        let opening = time.is_none() && story.incident.opens(doc, &follower);
        let time = match time {
            Some((period, tie)) => {
                story.incident.begin(doc, &follower, &period);
                Some((period, tie))
            }
            None => story.incident.date(doc, &follower).map(|period| (period, Rule::TimeIncident)),
        };
        evidence.extend(time.iter().map(|(t, tie)| because(Role::Time, t.span, *tie)));
        let figures = count::of(doc, &self.countings, &self.lexicons.counted, self.entities, event, used);
        evidence.extend(figures.iter().map(|f| because(Role::Figure, f.span, Rule::Figure)));
        if recipients.is_empty() && matches!(event.event(), EventType::Assault | EventType::Toll) {
            let nouns = &self.lexicons.counted;
            let counted = count::people(doc, &self.countings, nouns, self.entities, &figures);
            recipients.extend(counted.into_iter().filter_map(|head| {
                self.argument(
                    event.event(),
                    &Arg::at(event.head, Relation::Counted, head),
                    Role::Recipient,
                    &links,
                )
            }));
            evidence.extend(recipients.iter().map(|r| because(Role::Recipient, r.span, Rule::Counted)));
        }
        let mut claim = Claim {
            event: event.event(),
            mode: mode(doc, event),
            trigger,
            sentence: doc.sentence_span(event.head),
            factuality: verdict.value,
            quoted: self.quoted[event.head as usize],
            sources,
            actors,
            recipients,
            place: place.map(|(p, _)| p),
            time: time.map(|(p, _)| p),
            figures,
            confidence: 0.0,
            evidence,
        };
        claim.confidence = confidence(event, &claim);
        let lemma = doc.lemma(event.head).to_owned();
        Draft {
            title: self.in_title(trigger),
            lemma,
            anaphoric: points_back,
            single: doc.word(event.head).feats.number != Some(Number::Plur),
            own_place,
            opening,
            sentence: doc.sentence(event.head),
            another: another(doc, event),
            facilities: self.facilities(event),
            repels: event.frame.flags.absorbs,
            retaliates: event.words.iter().any(|&w| doc.is_a(w, Class::Retaliating)),
            mutual: is_mutual(doc, event, &claim),
            both_sides: event.actors.iter().any(|a| self.entities.both_sides(a.head)),
            truce: about_truce(doc, event),
            claim,
        }
    }

    /// The camps and buildings among what undergoes an event.
    fn facilities(&self, event: &Event) -> Vec<Span> {
        let heads = event.recipients.iter().map(|r| self.entities.referent(r.head));
        heads.filter(|&w| self.doc.is_a(w, Class::Facility)).map(|w| self.doc.phrase_span(w)).collect()
    }

    /// The words of the predicate as one stretch, where they stand together.
    fn trigger(&self, event: &Event) -> Span {
        let first = event.words.iter().copied().min().unwrap_or(event.head);
        let last = event.words.iter().copied().max().unwrap_or(event.head);
        self.doc.span_of(first, last)
    }

    /// The block of the article that a byte lies in.
    fn block(&self, at: u32) -> Option<usize> {
        let block = self.article.kept.partition_point(|b| b.span.end <= at);
        self.article.kept.get(block).filter(|b| b.span.holds(at)).map(|_| block)
    }

    fn in_title(&self, trigger: Span) -> bool {
        self.block(trigger.start).is_some_and(|b| self.article.kept[b].kind == BlockKind::Title)
    }

    /// "Une source proche de l'armée affirme que …": whom a source belongs to is told of the source.
    fn describes_teller(&self, event: &Event, tellers: &[WordId]) -> bool {
        let noun = self.doc.head(event.head).filter(|_| event.event() == EventType::Align);
        noun.is_some_and(|n| tellers.binary_search(&n).is_ok())
    }

    fn repeated(&self, event: &Event) -> bool {
        self.block(self.doc.span(event.head).start).is_some_and(|b| self.repeated[b])
    }

    fn arguments(
        &self,
        event: &Event,
        role: Role,
        links: &[&Link],
        evidence: &mut Vec<Evidence>,
    ) -> Vec<Argument> {
        let mut found: Vec<Argument> = Vec::new();
        let args = if role == Role::Actor { &event.actors } else { &event.recipients };
        let own = args.iter().filter(|a| role == Role::Actor || !self.own_troops(event, a.head));
        let row = |a: &Arg| {
            let beside = self.listed(a.head).into_iter().map(|head| a.beside(head));
            std::iter::once(a.clone()).chain(beside).collect::<Vec<Arg>>()
        };
        for arg in &own.flat_map(row).collect::<Vec<Arg>>() {
            let Some(argument) = self.argument(event.event(), arg, role, links) else { continue };
            if found.iter().any(|a| a.span == argument.span || a.span.covers(argument.span)) {
                continue;
            }
            let rule = self.entities.party(arg.head).map_or(Rule::Argument, |n| n.rule);
            evidence.push(Evidence {
                role,
                span: argument.mention.unwrap_or(argument.span),
                rule: rule.name().to_owned(),
                path: arg.path.as_ref().map(|p| p.text(self.doc)).unwrap_or_default(),
            });
            found.push(argument);
        }
        found
    }

    /// "A retiré ses hommes de Bakhmout": whose men go gives way itself, and nobody undergoes it.
    fn own_troops(&self, event: &Event, head: WordId) -> bool {
        let own = |&k: &WordId| matches!(self.doc.form(k), "son" | "sa" | "ses" | "leur" | "leurs");
        event.event() == EventType::Retreat
            && event.frame.mode == Some(Mode::Withdraw)
            && self.doc.kids(head).iter().any(own)
    }

    /// A phrase as an argument; `None` for what is no party and can't be one: relative pronouns
    /// and things.
    fn argument(&self, event: EventType, arg: &Arg, role: Role, links: &[&Link]) -> Option<Argument> {
        let doc = self.doc;
        let head = self.apposed(self.entities.referent(arg.head));
        if self.entities.is_speaker(head) {
            // "Nous avons pris la ville", says the speaker of itself.
            let speaker = links.last()?;
            let Source { span, party, person, .. } = speaker.source.clone();
            return Some(Argument { span, mention: Some(doc.span(arg.head)), party, person });
        }
        let pronoun = matches!(doc.upos(head), Upos::Pron | Upos::Det) && self.entities.named(head).is_none();
        if pronoun && head == arg.head {
            return None;
        }
        if role == Role::Actor && doc.is_a(head, Class::Weapon) {
            // A weapon acts for whom its complement or adjective names, or for nobody.
            let owner = doc
                .kids_with(head, |r| matches!(r, Deprel::Nmod | Deprel::Amod))
                .find(|&k| self.entities.named(k).is_some())?;
            return self.argument(event, &arg.beside(owner), role, links);
        }
        let named = self.entities.party(head).or_else(|| self.entities.party(doc.counted_noun(head)));
        let people = doc.counted_noun(head);
        if named.is_none() && ![head, people].iter().any(|&w| self.could_be_party(event, w, role)) {
            return None;
        }
        if doc.upos(head) == Upos::Adj && doc.is_a(head, Class::Blame) {
            // "Une attaque barbare", "terroriste": a verdict on the deed names nobody.
            return None;
        }
        let span = if doc.upos(head) == Upos::Adj { doc.span(head) } else { doc.phrase_span(head) };
        let span = self.listed(head).first().map_or(span, |&next| self.before(span, next));
        let mention = (head != arg.head).then(|| doc.span(arg.head));
        let (party, person) = named.map_or((None, None), |n| (n.party.clone(), n.person.clone()));
        let adjective = doc.upos(head) == Upos::Adj
            && named.is_some_and(|n| {
                matches!(n.rule, Rule::PartyCountryAsGovernment | Rule::PartyPeopleOfCountry)
            });
        let party = party.map(|p| if adjective { by_adjective(event, &p) } else { p });
        // "Vingt civils ont été tués. « Ils ont tiré sur tout »": rather nobody than those who were shot at.
        let civil = party.as_ref().is_some_and(|p| p.as_str().ends_with("/CVL"));
        if mention.is_some() && civil && role == Role::Actor && event == EventType::Assault {
            return None;
        }
        Some(Argument { span, mention, party, person })
    }

    /// "Ansarul Islam, mouvement djihadiste lié au GSIM": what an apposition tells, it tells of the group named before it.
    /// Counter-example: "le commandant Traoré, chef du Mujao, …" is a person's post.
    fn apposed(&self, head: WordId) -> WordId {
        let group = |w: WordId| {
            let party = self.entities.named(w).and_then(|n| n.party.as_ref());
            party.is_some_and(|p| p.as_str().starts_with("group:"))
        };
        let name = self.doc.head(head).filter(|_| self.doc.rel(head) == Deprel::Appos);
        name.filter(|&n| group(n) && !group(head) && !self.entities.is_person(self.doc, head)).unwrap_or(head)
    }

    /// "La Cédéao, l'Union africaine et Washington": names in a row, where the parser took the second one for an apposition.
    /// Counter-example: "la Codeco, une milice de l'Ituri et du Kivu".
    fn listed(&self, head: WordId) -> Vec<WordId> {
        let party = |w: WordId| {
            let named = self.entities.named(w).filter(|_| self.entities.names_itself(self.doc, w));
            named.and_then(|n| n.party.as_ref())
        };
        let Some(first) = party(head) else { return Vec::new() };
        let beside = self.doc.kids_with(head, |r| r == Deprel::Appos);
        let row = beside.map(|k| self.doc.conjuncts(k)).find(|row| row.len() > 1).unwrap_or_default();
        let names = row.iter().all(|&w| party(w).is_some_and(|p| p != first));
        if names { row } else { Vec::new() }
    }

    /// The part of a span that ends before the phrase of the next name in a row.
    fn before(&self, span: Span, next: WordId) -> Span {
        let (start, _) = self.doc.noun_phrase(next);
        let last = (0..start).rev().find(|&w| self.doc.upos(w) != Upos::Punct).unwrap_or(start);
        Span::new(span.start, self.doc.span(last).end.max(span.start))
    }

    /// People of no known country, names, buildings, and vehicles that are attacked. Arms that are seized are nobody.
    fn could_be_party(&self, event: EventType, head: WordId, role: Role) -> bool {
        let counted = self.lexicons.counted.get(self.doc.form(head));
        if counted.and_then(|n| n.of).is_some_and(|of| matches!(of, Counted::Killed | Counted::Wounded)) {
            // "160 corps", "dix morts": of whom, nobody says.
            return false;
        }
        let noun = counted.map(|n| n.class);
        self.entities.is_party(head)
            || (self.doc.upos(head) == Upos::Propn
                && self.entities.places().at(self.doc.span(head)).is_none())
            || matches!(noun, Some(NounClass::Person | NounClass::Group))
            || (role == Role::Recipient && self.doc.is_a(head, Class::Facility))
            || (role == Role::Recipient && event == EventType::Assault && noun == Some(NounClass::Asset))
    }

    /// Where the report speaks of the attackers by that name alone: "les assaillants".
    fn attackers(&self) -> Vec<discourse::Attackers> {
        let named = (0..self.doc.len()).filter(|&w| self.doc.is_a(w, Class::Attackers));
        let mention = |w: WordId| {
            let argument =
                self.argument(EventType::Assault, &Arg { head: w, path: None }, Role::Actor, &[])?;
            Some((self.doc.sentence(w), argument))
        };
        named.filter_map(mention).collect()
    }

    /// The chain of an event. Where the saying is the act, its actor is no source of it as well.
    fn sources(&self, event: &Event, links: &[&Link], actors: &[Argument]) -> Vec<Source> {
        let mut sources: Vec<Source> =
            links.iter().map(|l| l.source.clone()).filter(|s| !self.is_outlet(s)).collect();
        let speech = event.frame.flags.speech;
        if speech
            && sources.last().is_some_and(|s| {
                actors.iter().any(|a| a.span == s.span || (a.party.is_some() && a.party == s.party))
            })
        {
            sources.pop();
        }
        sources
    }

    /// "Joint par Radio Okapi", in a report of that radio: the outlet itself is no link.
    fn is_outlet(&self, source: &Source) -> bool {
        let Some(outlet) = self.article.outlet.as_deref().filter(|o| o.len() > 2) else { return false };
        let named = source.span.of_text(&self.article.text);
        source.kind == SourceKind::Media && fold(named).ends_with(&*fold(outlet))
    }

    /// Whether the report is about armed conflict at all: it names an armed party, or gangs.
    fn conflict(&self) -> bool {
        let gang =
            |w: WordId| self.doc.is_a(w, Class::GenericGroup) && self.entities.sector(w) == Some(Sector::Crm);
        (0..self.doc.len()).any(|w| self.entities.is_armed(w) || gang(w))
    }

    /// What has no party, place or figure at all is not coded; a weak predicate needs a party and
    /// a place or figure, or another party, in a report about conflict. A report that names no
    /// armed party has only deaths, named places and parties to show that its words are meant (a football match has none).
    fn counts(&self, event: &Event, draft: &Draft, conflict: bool, beside: bool) -> bool {
        let claim = &draft.claim;
        let arguments = || claim.actors.iter().chain(&claim.recipients);
        let parties = arguments().filter(|a| a.party.is_some()).count();
        let harm = claim.figures.iter().any(|f| {
            matches!(f.of, Counted::Killed | Counted::Wounded | Counted::Missing | Counted::Captured)
        });
        let own_place =
            draft.own_place && claim.place.as_ref().is_some_and(|p| p.geonames.is_some() || p.lat.is_some());
        let named_place = claim.place.is_some() && draft.own_place;
        let anchored = draft.own_place || !claim.figures.is_empty();
        // "Des rescapés rencontrés à Bosso", "l'élu parle vite": nobody is told whom they met.
        let flags = event.frame.flags;
        let alone = claim.event == EventType::Consult && flags.symmetric && !flags.speech;
        if alone && flags.weak && event.frame.pos == Pos::Verb && arguments().count() < 2 {
            return false;
        }
        if event.frame.flags.weak {
            let rest = anchored || parties > 1 || claim.place.is_some() || beside;
            let bodily = matches!(claim.event, EventType::Toll | EventType::Assault);
            let told = arguments().next().is_some() || (bodily && harm);
            return if conflict { told && rest } else { parties > 1 && own_place };
        }
        if !conflict {
            return match claim.event {
                EventType::Assault | EventType::Toll | EventType::Protest => {
                    own_place || (harm && (parties > 0 || !claim.sources.is_empty()))
                }
                EventType::Control => own_place && parties > 0,
                _ => parties > 0,
            };
        }
        match claim.event {
            EventType::Assault | EventType::Control | EventType::Toll => {
                arguments().next().is_some() || claim.place.is_some() || anchored || !claim.sources.is_empty()
            }
            _ => {
                // A curfew, a truce that holds and seized arms tell of conflict by themselves.
                let arms = |n: &Need| matches!(n, Need::Is(_, Kind::Weapon));
                let by_itself = matches!(claim.mode, Some(Mode::Curfew | Mode::MartialLaw | Mode::Ceasefire))
                    || claim.event == EventType::Coerce && event.frame.needs.iter().any(arms);
                arguments().next().is_some()
                    || !claim.sources.is_empty()
                    || by_itself
                    || (named_place
                        && matches!(
                            claim.event,
                            EventType::Retreat
                                | EventType::Coerce
                                | EventType::Consult
                                | EventType::Protest
                                | EventType::Mobilize
                        ))
            }
        }
    }
}

fn because(role: Role, span: Span, rule: Rule) -> Evidence {
    Evidence { role, span, rule: rule.name().to_owned(), path: String::new() }
}

/// Whom an adjective of a country names: in "l'offensive azerbaïdjanaise" the army, in "la proposition
/// russe" the government.
fn by_adjective(event: EventType, party: &PartyId) -> PartyId {
    let force =
        matches!(event, EventType::Assault | EventType::Control | EventType::Mobilize | EventType::Retreat);
    let sector = if force { Sector::Mil } else { Sector::Gov };
    party.country().map_or_else(|| party.clone(), |country| PartyId::sector_of(country, sector))
}

/// A source as the one who acts by speaking.
fn speaker(source: Source) -> Argument {
    Argument { span: source.span, mention: None, party: source.party, person: source.person }
}

/// The mode that the frame has, else that of what the attack is made with, else that of its parts.
fn mode(doc: &Doc, event: &Event) -> Option<Mode> {
    let parts =
        || event.parts.iter().find_map(|p| p.frame.mode).filter(|m| event.event().modes().contains(m));
    event.frame.mode.or_else(|| find::mode_by_means(doc, event)).or_else(parts)
}

/// Which words stand between quotation marks.
fn quoted(doc: &Doc) -> Vec<bool> {
    let mut quoted = vec![false; doc.len() as usize];
    let mut done = 0;
    for q in &doc.analysis.quotations {
        // Inner quotations lie in outer ones that are marked already.
        let words = doc.words_in(q.inner);
        for w in words.start.max(done)..words.end {
            quoted[w as usize] = true;
        }
        done = done.max(words.end);
    }
    quoted
}

/// Which blocks repeat an earlier one word for word (titles and first sentences often stand twice).
fn repeated(article: &Article) -> Vec<bool> {
    let mut seen = BTreeSet::new();
    article
        .kept
        .iter()
        .map(|b| {
            let text = b.span.of_text(&article.text).trim();
            text.len() > 20 && !seen.insert(text)
        })
        .collect()
}

/// "Les combats", "on se bat": nobody began it.
fn is_mutual(doc: &Doc, event: &Event, claim: &Claim) -> bool {
    let between = |slot: &Slot| matches!(slot, Slot::Prep(p) if p == "entre");
    event.frame.actor.iter().any(between)
        || (event.frame.flags.symmetric && claim.actors.is_empty())
        || fight_of_all(doc, event)
}

/// "Accepter un cessez-le-feu": the predicate or its object is a truce.
fn about_truce(doc: &Doc, event: &Event) -> bool {
    let objects = functions::object_of(doc, event.head, &event.words);
    event.words.iter().copied().chain(objects).any(|w| doc.is_a(w, Class::Truce))
}

/// "On se bat à Bakhmout", "on s'affronte": everybody there does.
fn fight_of_all(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Assault
        && doc.is_reflexive(event.head)
        && doc
            .subject(event.head)
            .is_some_and(|s| doc.lemma(s) == "on" || matches!(doc.form(s), "on" | "l'on"))
}

/// "L'attaque", "ces combats": a noun that points back to what was told.
fn anaphoric(doc: &Doc, event: &Event) -> bool {
    doc.upos(event.head) == Upos::Noun
        && doc
            .kids(event.head)
            .iter()
            .any(|&k| matches!(doc.form(k), "le" | "la" | "l'" | "les" | "ce" | "cet" | "cette" | "ces"))
}

/// "Une attaque", "deux raids", "des tirs", "une bombe a tué": what an article brings in is no event told before.
fn another(doc: &Doc, event: &Event) -> bool {
    let article = |k: WordId| match doc.form(k) {
        "un" | "une" => true,
        "des" | "de" | "d'" | "plusieurs" => doc.rel(k) == Deprel::Det,
        _ => doc.rel(k) == Deprel::Nummod || doc.upos(k) == Upos::Num,
    };
    let definite =
        |k: WordId| matches!(doc.form(k), "le" | "la" | "l'" | "les" | "ce" | "cet" | "cette" | "ces");
    let indefinite = |w: WordId| {
        let before = || doc.kids(w).iter().copied().filter(|&k| k < w);
        let bare = doc.case(w) == "de" && !before().any(|k| doc.rel(k) == Deprel::Det);
        (bare || before().any(article)) && !before().any(definite)
    };
    if doc.upos(event.head) != Upos::Verb {
        return indefinite(event.head);
    }
    let means =
        if doc.is_passive(event.head) { functions::agent(doc, event.head) } else { doc.subject(event.head) };
    means.is_some_and(|w| doc.is_a(w, Class::Weapon) && indefinite(w))
}

/// How far the reading can be relied on: frames that are seldom anything else, arguments that were
/// found and grounded, a verdict that the text spells out.
fn confidence(event: &Event, claim: &Claim) -> f32 {
    let mut value: f32 = if event.frame.flags.weak { 0.45 } else { 0.65 };
    let grounded = claim.actors.iter().chain(&claim.recipients).filter(|a| a.party.is_some()).count();
    value += 0.1 * grounded.min(2) as f32;
    value += if claim.place.as_ref().is_some_and(|p| p.confidence > 0.5) { 0.05 } else { 0.0 };
    value -= if claim.factuality == Factuality::Asserted { 0.0 } else { 0.05 };
    value.clamp(0.05, 0.95)
}
