//! How many: which numbers of a sentence belong to an event, and what they count.

use std::collections::BTreeSet;

use selon_model::{Counted, Deprel, EventType, Figure, Span, Upos, WordId};

use crate::events::{self, Event};
use crate::figures::{CountedNouns, NounClass, NumberKind, NumberMention};
use crate::frames::Of;
use crate::ground::Ground;
use crate::tree::Doc;

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
pub(crate) fn mentions(doc: &Doc, found: &[NumberMention]) -> Vec<Counting> {
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
            let noun = noun(doc, number, first, last);
            let whole = number.part_of.and_then(|i| found.get(i)).map(|n| n.span);
            Some(Counting { number: number.clone(), first, last, noun, whole })
        })
        .collect()
}

/// The noun that a number counts: the head of its unit where the text has one, else what the
/// number modifies, else the number.
fn noun(doc: &Doc, number: &NumberMention, first: WordId, last: WordId) -> WordId {
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
    ground: &Ground,
    event: &Event,
    used: &mut BTreeSet<Span>,
) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let sentence = doc.sentence_span(event.head);
    let from = countings.partition_point(|c| c.number.span.start < sentence.start);
    let here: Vec<&Counting> =
        countings[from..].iter().take_while(|c| sentence.covers(c.number.span)).collect();
    for part in event.parts.iter().chain([event]) {
        for counting in &here {
            let span = counting.number.span;
            if figures.iter().any(|f| f.span == span) {
                continue;
            }
            // A number on an argument is every event's that has the argument; others are used once.
            let of = on_argument(doc, nouns, ground, part, counting)
                .or_else(|| (!used.contains(&span)).then(|| beside(doc, nouns, part, counting)).flatten());
            figures.extend(of.map(|of| figure(doc, counting, of)));
        }
    }
    breakdowns(doc, &here, &mut figures);
    used.extend(figures.iter().map(|f| f.span));
    figures.sort_by_key(|f| f.span);
    figures
}

fn figure(doc: &Doc, counting: &Counting, of: Counted) -> Figure {
    let n = &counting.number;
    let who = (counting.noun < counting.first || counting.noun > counting.last).then(|| who(doc, counting));
    Figure { span: n.span, low: n.low, high: n.high, of, who, approximate: n.approximate }
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
    ground: &Ground,
    event: &Event,
    counting: &Counting,
) -> Option<Counted> {
    let noun = counting.noun;
    let n = &counting.number;
    for (of, what) in &event.frame.counts {
        let what = *what;
        if !events::arguments(doc, event, of).iter().any(|&head| stands_on(doc, counting, head, event)) {
            continue;
        }
        let one = !n.article_one || counts_one(doc, nouns, ground, noun, of, what);
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

/// The dead and wounded of the same clause belong to the attack or toll of the clause.
fn beside(doc: &Doc, nouns: &CountedNouns, event: &Event, counting: &Counting) -> Option<Counted> {
    let noun = counting.noun;
    let harm = by_noun(doc, nouns, noun)
        .filter(|c| matches!(c, Counted::Killed | Counted::Wounded | Counted::Missing))?;
    let bodily = matches!(event.event(), EventType::Assault | EventType::Toll);
    let near = event.words.iter().any(|&w| doc.governs(w, noun)) || same_clause(doc, event.head, noun);
    // "Un mort et deux blessés" is a toll, "un blessé raconte" a witness.
    let told = !counting.number.article_one || !matches!(doc.rel(noun), Deprel::Nsubj | Deprel::Obl);
    (bodily && near && told && counting.number.kind == NumberKind::Count).then_some(harm)
}

/// "Un soldat" killed is a figure of one; "une femme" who flees or "un groupe" that attacks is not.
fn counts_one(
    doc: &Doc,
    nouns: &CountedNouns,
    ground: &Ground,
    noun: WordId,
    of: &Of,
    what: Counted,
) -> bool {
    let class = nouns.get(doc.form(noun)).or_else(|| nouns.get(doc.lemma(noun))).map(|n| n.class);
    match what {
        Counted::Killed | Counted::Wounded | Counted::Missing | Counted::Captured => {
            matches!(class, Some(NounClass::Person)) || (class.is_none() && ground.is_person(doc, noun))
        }
        Counted::Weapons | Counted::Vehicles => {
            class == Some(NounClass::Asset) && matches!(of, Of::Recipient | Of::Object)
        }
        _ => false,
    }
}

/// Civilians among the killed stay killed; "une trentaine de blessés" under a verb of killing are wounded.
fn refined(doc: &Doc, nouns: &CountedNouns, noun: WordId, what: Counted) -> Counted {
    match (what, by_noun(doc, nouns, noun)) {
        (Counted::Personnel, Some(Counted::Fighters)) => Counted::Fighters,
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
    let people = matches!(
        what,
        Counted::Killed
            | Counted::Wounded
            | Counted::Missing
            | Counted::Captured
            | Counted::Displaced
            | Counted::Evacuated
            | Counted::Defected
    );
    let measure = counting.number.kind == NumberKind::Percent
        || matches!(by_noun, Some(Counted::Kilometres | Counted::Money));
    let person = nouns.get(doc.form(counting.noun)).is_some_and(|n| n.class == NounClass::Person);
    !(people && measure) && !(person && what == Counted::Localities)
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
    if doc.kid(counting.last, |r| r == Deprel::Nsubj) == Some(head) {
        return true;
    }
    // "une trentaine de civils": the collective is the head, the people its complement.
    let inside = doc.governs(head, noun)
        && matches!(doc.rel(noun), Deprel::Nmod | Deprel::Appos | Deprel::Nummod | Deprel::Flat)
        && doc.head(noun) == Some(head);
    inside && (counting.number.span.overlaps(doc.span(head)) || doc.upos(head) == Upos::Num)
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
