//! How many: which numbers of a sentence belong to an event, and what they count.

use std::collections::BTreeSet;

use selon_model::{Counted, Deprel, EventType, Figure, Sector, Span, Tense, Upos, WordId};

use crate::candidates::needs;
use crate::candidates::predicate::Event;
use crate::lexicon::counted::{CountedNouns, NounClass};
use crate::lexicon::frames::Of;
use crate::mentions::entities::Entities;
use crate::mentions::figures::{NumberKind, NumberMention};
use crate::syntax::view::Doc;

/// A number and the noun that it counts.
#[derive(Debug)]
pub(crate) struct Counting {
    pub(crate) number: NumberMention,
    first: WordId,
    last: WordId,
    /// The noun counted; the number itself where none is told.
    noun: WordId,
    /// The number of which it is a part: "53 morts, [dont 49 gendarmes]".
    whole: Option<Span>,
}

/// The numbers of a sentence that count something, with their nouns.
pub(crate) fn mentions(doc: &Doc, found: &[NumberMention], nouns: &CountedNouns) -> Vec<Counting> {
    found
        .iter()
        .filter(|n| {
            matches!(
                n.kind,
                NumberKind::Count | NumberKind::Money | NumberKind::Distance | NumberKind::Percent
            )
        })
        .filter_map(|number| {
            let words = doc.words_in(number.span);
            let (first, last) = (words.start, words.end.checked_sub(1).filter(|&l| l >= words.start)?);
            let noun = noun(doc, number, first, last, nouns);
            let whole = number.part_of.and_then(|i| found.get(i)).map(|n| n.span);
            Some(Counting { number: number.clone(), first, last, noun, whole })
        })
        .collect()
}

/// The noun that a number counts: the head of its unit where the text has one, else what the
/// number modifies, else the number.
fn noun(doc: &Doc, number: &NumberMention, first: WordId, last: WordId, nouns: &CountedNouns) -> WordId {
    if let Some(unit) = number.unit {
        let words = doc.words_in(unit);
        if let Some(w) = words.clone().find(|&w| {
            matches!(doc.upos(w), Upos::Noun | Upos::Propn) && doc.head(w).is_none_or(|h| !words.contains(&h))
        }) {
            return w;
        }
        if let Some(w) = words.clone().find(|&w| matches!(doc.upos(w), Upos::Noun | Upos::Propn)) {
            return w;
        }
        // "Une trentaine blessées" counts the wounded.
        if let Some(w) = words.clone().find(|&w| by_noun(doc, nouns, w).is_some_and(Counted::is_harm)) {
            return w;
        }
    }
    let outside = |w: WordId| w < first || w > last;
    (first..=last)
        .find_map(|w| {
            let head = doc.head(w)?;
            let counts = matches!(doc.rel(w), Deprel::Nummod | Deprel::Det | Deprel::Advmod | Deprel::Amod);
            (outside(head) && counts && matches!(doc.upos(head), Upos::Noun | Upos::Propn)).then_some(head)
        })
        .unwrap_or(last)
}

/// The figures of an event and its parts, in the order of the text.
pub(crate) fn of(
    doc: &Doc,
    countings: &[Counting],
    nouns: &CountedNouns,
    entities: &Entities,
    event: &Event,
    used: &mut BTreeSet<Span>,
) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let sentence = doc.sentence_span(event.head);
    let from = countings.partition_point(|c| c.number.span.start < sentence.start);
    let here: Vec<&Counting> =
        countings[from..].iter().take_while(|c| sentence.covers(c.number.span)).collect();
    for part in event.parts.iter().chain([event]) {
        let gapped = |c: &&&Counting| part.words.contains(&c.noun) && doc.upos(c.noun) != Upos::Noun;
        let only = here.iter().find(gapped).map(|c| c.number.span);
        for counting in &here {
            let span = counting.number.span;
            // "Six soldats ont été tués et neuf blessés": the six are no subject of "blessés".
            if only.is_some_and(|only| only != span) || figures.iter().any(|f| f.span == span) {
                continue;
            }
            // A number on an argument is every event's that has the argument; others are used once.
            let of = on_argument(doc, nouns, entities, part, counting)
                .or_else(|| (!used.contains(&span)).then(|| beside(doc, nouns, part, counting)).flatten());
            figures.extend(of.map(|of| figure(doc, counting, of)));
        }
    }
    if figures.is_empty() {
        figures
            .extend(behind(doc, nouns, &here, event, used).or_else(|| tally(doc, nouns, &here, event, used)));
    }
    breakdowns(doc, &here, &mut figures);
    lists(doc, nouns, &here, used, &mut figures);
    used.extend(figures.iter().map(|f| f.span));
    figures.sort_by_key(|f| f.span);
    figures
}

/// Whom the figures of an event count, where they are named as a party: "53 morts, dont 49 gendarmes". Civilians that are a part
/// of the dead ("dont trois enfants") name nobody.
pub(crate) fn people(
    doc: &Doc,
    countings: &[Counting],
    nouns: &CountedNouns,
    entities: &Entities,
    figures: &[Figure],
) -> Vec<WordId> {
    let counting = |f: &Figure| {
        let at = countings.partition_point(|c| c.number.span < f.span);
        countings.get(at).filter(|c| c.number.span == f.span && f.of.is_harm())
    };
    let named = |c: &&Counting| {
        let civil = c.whole.is_some() && entities.sector(c.noun) == Some(Sector::Cvl);
        let dead = by_noun(doc, nouns, c.noun).is_some_and(Counted::is_harm);
        doc.upos(c.noun) == Upos::Noun && entities.is_party(c.noun) && !civil && !dead
    };
    figures.iter().filter_map(counting).filter(named).map(|c| c.noun).collect()
}

fn figure(doc: &Doc, counting: &Counting, of: Counted) -> Figure {
    let n = &counting.number;
    let who = (counting.noun < counting.first || counting.noun > counting.last).then(|| who(doc, counting));
    Figure { low: n.low, high: n.high, who, approximate: n.approximate, ..Figure::exactly(0, of, n.span) }
}

/// The noun with what restricts it, without the number.
fn who(doc: &Doc, counting: &Counting) -> Span {
    let whole = doc.phrase_span(counting.noun);
    let number = counting.number.span;
    let noun = doc.span(counting.noun);
    if number.end <= noun.start && number.end > whole.start {
        let start = doc.word_at(number.end);
        return Span::new(doc.span(start.min(counting.noun)).start, whole.end.max(noun.end));
    }
    whole
}

/// What a number counts on an argument of an event: by the frame's rule for the argument, by its
/// noun otherwise.
fn on_argument(
    doc: &Doc,
    nouns: &CountedNouns,
    entities: &Entities,
    event: &Event,
    counting: &Counting,
) -> Option<Counted> {
    let noun = counting.noun;
    let n = &counting.number;
    for (of, what) in &event.frame.counts {
        let what = *what;
        if !needs::words_of(doc, event, of).iter().any(|&head| stands_on(doc, counting, head, event)) {
            continue;
        }
        // An article without a noun is "un autre", one more of the people told before.
        let more = n.unit.is_none() && what.is_harm();
        let one = !n.article_one || more || counts_one(doc, nouns, entities, noun, of, what);
        if !one || !sensible(doc, nouns, counting, what) {
            return None;
        }
        return Some(if n.kind == NumberKind::Percent {
            Counted::Other
        } else {
            refined(doc, nouns, noun, what)
        });
    }
    let argument =
        event.actors.iter().chain(&event.recipients).any(|a| stands_on(doc, counting, a.head, event));
    let told = !n.article_one && !n.definite && n.kind != NumberKind::Percent;
    (argument && told).then(|| by_noun(doc, nouns, noun).unwrap_or(Counted::Other))
}

/// "Ils ont massacré dans la ville, capitale de la province, des centaines de civils": the first people
/// counted behind a verb that has not found its object, before any other verb.
fn behind(
    doc: &Doc,
    nouns: &CountedNouns,
    here: &[&Counting],
    event: &Event,
    used: &BTreeSet<Span>,
) -> Option<Figure> {
    let harm = |(of, what): &(Of, Counted)| {
        (matches!(of, Of::Recipient | Of::Object) && what.is_harm()).then_some(*what)
    };
    let what = event.frame.counts.iter().find_map(harm)?;
    if !event.recipients.is_empty() || doc.is_passive(event.head) {
        return None;
    }
    let counting = here.iter().find(|c| c.first > event.head)?;
    let other_verb = (event.head + 1..counting.first)
        .any(|w| matches!(doc.upos(w), Upos::Verb | Upos::Aux) && !event.words.contains(&w));
    let n = &counting.number;
    let person = class(doc, nouns, counting.noun) == Some(NounClass::Person);
    let free = !n.article_one && !n.definite && !used.contains(&n.span) && n.kind == NumberKind::Count;
    let object = !matches!(doc.rel(counting.noun), Deprel::Nsubj | Deprel::NsubjPass);
    let near = counting.first - event.head <= FAR_BEHIND && !other_verb;
    (near && person && free && object)
        .then(|| figure(doc, counting, refined(doc, nouns, counting.noun, what)))
}

/// "Ce qui porte à sept le nombre de ses morts", "chiffre à vingt soldats les pertes de l'armée": the number with "à" beside a
/// noun of harm in its clause; of losses it may be wounded as well.
fn tally(
    doc: &Doc,
    nouns: &CountedNouns,
    here: &[&Counting],
    event: &Event,
    used: &BTreeSet<Span>,
) -> Option<Figure> {
    let losses = (event.event() == EventType::Toll).then_some(Counted::Other);
    let of = by_noun(doc, nouns, event.head).filter(|of| of.is_harm()).or(losses)?;
    let counting = here.iter().find(|c| {
        let bare = (c.first..=c.last).contains(&c.noun);
        let people = of == Counted::Other && class(doc, nouns, c.noun) == Some(NounClass::Person);
        let count = (bare || people) && c.number.kind == NumberKind::Count;
        let to = doc.case(c.noun) == "à" || c.first.checked_sub(1).is_some_and(|w| doc.form(w) == "à");
        count && to && !used.contains(&c.number.span) && same_clause(doc, event.head, c.noun)
    })?;
    (doc.upos(event.head) == Upos::Noun).then(|| figure(doc, counting, of))
}

/// Words between a verb and what it counts behind other complements.
const FAR_BEHIND: WordId = 14;

/// "Quatorze motos, deux véhicules et une vingtaine d'armes": what a list goes on to count belongs to
/// the event of its first item; "six soldats sont morts et neuf sont blessés" is no list.
fn lists(
    doc: &Doc,
    nouns: &CountedNouns,
    here: &[&Counting],
    used: &BTreeSet<Span>,
    figures: &mut Vec<Figure>,
) {
    let mut last: Option<(&Counting, Counted)> = None;
    for counting in here {
        let span = counting.number.span;
        if let Some(figure) = figures.iter().find(|f| f.span == span) {
            last = Some((counting, figure.of));
            continue;
        }
        let of = last
            .filter(|(before, _)| !used.contains(&span) && goes_on(doc, before, counting))
            .and_then(|(before, of)| alike(doc, nouns, before, counting, of));
        figures.extend(of.map(|of| figure(doc, counting, of)));
        last = of.map(|of| (*counting, of));
    }
}

/// Whether only the rest of one noun phrase and a comma or "et" part two numbers.
fn goes_on(doc: &Doc, before: &Counting, next: &Counting) -> bool {
    let from = before.noun.max(before.last) + 1;
    let between = from..next.first;
    let joint = between.end.checked_sub(1).filter(|w| between.contains(w));
    let joined = joint.is_some_and(|w| matches!(doc.form(w), "," | "et" | "ou" | "plus" | "puis" | "que"));
    let plain = |w: WordId| match doc.upos(w) {
        Upos::Verb => {
            matches!(doc.rel(w), Deprel::Acl | Deprel::Amod) && doc.word(w).feats.tense != Some(Tense::Pres)
        }
        Upos::Aux | Upos::Pron | Upos::Sconj => false,
        _ => !matches!(doc.form(w), ":" | ";" | "dont" | "contre"),
    };
    let starts = matches!(doc.rel(next.noun), Deprel::Nsubj | Deprel::NsubjPass)
        && !matches!(doc.rel(before.noun), Deprel::Nsubj | Deprel::NsubjPass);
    joined && between.len() <= 10 && between.clone().all(plain) && !starts && !next.number.definite
}

/// What the next item of a list counts: people as those before them, things as their noun says.
fn alike(
    doc: &Doc,
    nouns: &CountedNouns,
    before: &Counting,
    next: &Counting,
    of: Counted,
) -> Option<Counted> {
    let bare = (next.first..=next.last).contains(&next.noun);
    if next.number.kind != NumberKind::Count {
        return None;
    }
    match (class(doc, nouns, before.noun), class(doc, nouns, next.noun)) {
        (_, None) if bare && !next.number.article_one => Some(of),
        (Some(NounClass::Person) | None, Some(NounClass::Person)) => Some(refined(doc, nouns, next.noun, of)),
        (Some(NounClass::Asset), Some(NounClass::Asset)) => {
            Some(by_noun(doc, nouns, next.noun).unwrap_or(Counted::Other))
        }
        _ => None,
    }
}

fn class(doc: &Doc, nouns: &CountedNouns, noun: WordId) -> Option<NounClass> {
    nouns.get(doc.form(noun)).or_else(|| nouns.get(doc.lemma(noun))).map(|n| n.class)
}

/// The dead and wounded of the same clause belong to the attack or toll of the clause.
fn beside(doc: &Doc, nouns: &CountedNouns, event: &Event, counting: &Counting) -> Option<Counted> {
    let noun = counting.noun;
    let harm = by_noun(doc, nouns, noun).filter(|c| c.is_harm())?;
    let bodily = event.event().is_bodily();
    let near = event.words.iter().any(|&w| doc.governs(w, noun)) || same_clause(doc, event.head, noun);
    // "Un mort et deux blessés" is a toll, "un blessé raconte" a witness.
    let told = !counting.number.article_one || !matches!(doc.rel(noun), Deprel::Nsubj | Deprel::Obl);
    (bodily && near && told && counting.number.kind == NumberKind::Count).then_some(harm)
}

/// "Un soldat" killed is a figure of one; "une femme" who flees or "un groupe" that attacks is not.
fn counts_one(
    doc: &Doc,
    nouns: &CountedNouns,
    entities: &Entities,
    noun: WordId,
    of: &Of,
    what: Counted,
) -> bool {
    let class = class(doc, nouns, noun);
    match what {
        what if what.is_loss() => {
            matches!(class, Some(NounClass::Person)) || (class.is_none() && entities.is_person(doc, noun))
        }
        Counted::Weapons | Counted::Vehicles => {
            class == Some(NounClass::Asset) && matches!(of, Of::Recipient | Of::Object)
        }
        _ => false,
    }
}

/// Civilians among the killed stay killed; "une trentaine de blessés" under a verb of killing are wounded.
fn refined(doc: &Doc, nouns: &CountedNouns, noun: WordId, what: Counted) -> Counted {
    if matches!(what, Counted::Vehicles | Counted::Weapons)
        && class(doc, nouns, noun) == Some(NounClass::Person)
    {
        // "Deux cents personnes sont bloquées" as trucks may be.
        return Counted::Other;
    }
    match (what, by_noun(doc, nouns, noun)) {
        (Counted::Personnel, Some(Counted::Fighters)) => Counted::Fighters,
        // Houses are no localities.
        (Counted::Localities, Some(Counted::Other)) => Counted::Other,
        (
            Counted::Killed | Counted::Wounded | Counted::Missing,
            Some(by @ (Counted::Killed | Counted::Wounded | Counted::Missing)),
        ) => by,
        (
            _,
            Some(
                by @ (Counted::Vehicles
                | Counted::Weapons
                | Counted::Localities
                | Counted::Raids
                | Counted::Money
                | Counted::Kilometres),
            ),
        ) if matches!(
            what,
            Counted::Personnel
                | Counted::Fighters
                | Counted::Weapons
                | Counted::Vehicles
                | Counted::Other
                | Counted::Killed
                | Counted::Localities
                | Counted::Captured
        ) =>
        {
            by
        }
        _ => what,
    }
}

/// People are killed, not kilometres: a frame's count has to fit the noun.
fn sensible(doc: &Doc, nouns: &CountedNouns, counting: &Counting, what: Counted) -> bool {
    let by_noun = by_noun(doc, nouns, counting.noun);
    let people = what.is_of_people();
    let measure = counting.number.kind == NumberKind::Percent
        || matches!(by_noun, Some(Counted::Kilometres | Counted::Money));
    let person = class(doc, nouns, counting.noun) == Some(NounClass::Person);
    !(people && measure || person && what == Counted::Localities)
}

/// Whether a number stands on the noun phrase at `head`: on its noun, on one coordinated with it or
/// inside it, but not behind a clause border.
fn stands_on(doc: &Doc, counting: &Counting, head: WordId, event: &Event) -> bool {
    let noun = counting.noun;
    if noun == head || (counting.first <= head && head <= counting.last) {
        return true;
    }
    if event.words.contains(&noun) {
        return false;
    }
    // "Ils ont été 180.000 à fuir": the number is what is said of the argument.
    if doc.dependent(counting.last, |r| r == Deprel::Nsubj) == Some(head) {
        return true;
    }
    // "une trentaine de civils": the collective is the head, the people its complement.
    let inside = doc.governs(head, noun)
        && matches!(doc.rel(noun), Deprel::Nmod | Deprel::Appos | Deprel::Nummod | Deprel::Flat)
        && doc.head(noun) == Some(head);
    // "La mort de six des leurs".
    inside
        && (counting.number.span.overlaps(doc.span(head)) || matches!(doc.upos(head), Upos::Num | Upos::Pron))
}

/// "Neuf personnes, dont quatre civils": a number that is part of a figure counts the same.
fn breakdowns(doc: &Doc, here: &[&Counting], figures: &mut Vec<Figure>) {
    for counting in here {
        if figures.iter().any(|f| f.span == counting.number.span) {
            continue;
        }
        let whole = figures.iter().find(|f| Some(f.span) == counting.whole);
        if let Some(of) = whole.map(|f| f.of) {
            figures.push(figure(doc, counting, of));
        }
    }
}

/// What a noun counts by itself: "morts" the killed.
fn by_noun(doc: &Doc, nouns: &CountedNouns, noun: WordId) -> Option<Counted> {
    nouns.get(doc.form(noun)).or_else(|| nouns.get(doc.lemma(noun))).and_then(|n| n.of)
}

fn same_clause(doc: &Doc, a: WordId, b: WordId) -> bool {
    let clause = |w: WordId| doc.ancestors(w).find(|&x| doc.rel(x) == Deprel::Root || doc.is_clause(x));
    clause(a) == clause(b)
}
