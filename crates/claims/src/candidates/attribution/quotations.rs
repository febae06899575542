//! Ties quotations to the verb of saying beside them.
//!
//! A quotation that holds a clause belongs to the saying verb outside of it that stands nearest:
//! after its end in the same sentence, before its start in the same sentence, or in the sentence
//! before it where that ends with a colon. A quotation that opens a paragraph right after an
//! attributed one goes on with the same speaker.

use selon_model::{Deprel, Quotation, Span, Upos, WordId};

use crate::candidates::attribution::phrases::can_speak;
use crate::candidates::attribution::scope::Scope;
use crate::candidates::attribution::source::Speakers;
use crate::lexicon::cues::{Cues, Stance};
use crate::mentions::entities::Entities;
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// Fewer words than this, without a verb, are a mere expression.
const CLAUSE: usize = 5;

pub(super) fn attach(
    doc: &Doc,
    cues: &Cues,
    entities: &Entities,
    speakers: &mut Speakers,
    scopes: &mut Vec<Scope>,
) {
    // Scopes that a mere colon opens stand apart: the others are in the order of their cues.
    let mut introduced: Vec<Scope> = Vec::new();
    let mut last: Option<(Owner, Quotation)> = None;
    for q in &doc.analysis.quotations {
        if q.depth > 0 || !is_clause(doc, q.inner) {
            continue;
        }
        let beside = beside(doc, scopes, q).map(Owner::Cue);
        let owner = beside.or_else(|| {
            let (owner, before) = last?;
            (runs_on(doc, &before, q) || introduced_again(doc, &before, q)).then_some(owner)
        });
        let owner = match owner {
            Some(Owner::Cue(at)) => {
                scopes[at].content.push(q.span);
                owner
            }
            Some(Owner::Colon(at)) => {
                introduced[at].content.push(q.span);
                owner
            }
            None => opened_by(doc, cues, entities, speakers, q).map(|scope| {
                introduced.push(scope);
                Owner::Colon(introduced.len() - 1)
            }),
        };
        last = owner.map(|o| (o, *q)).or(last);
    }
    scopes.append(&mut introduced);
}

/// Whose a quotation is: a scope by its number.
#[derive(Clone, Copy, Debug)]
enum Owner {
    Cue(usize),
    Colon(usize),
}

/// "Le général a pris la parole : « … »": a colon makes the subject before it the speaker, whatever
/// its verb says, else the party named last.
fn opened_by(
    doc: &Doc,
    cues: &Cues,
    entities: &Entities,
    speakers: &mut Speakers,
    q: &Quotation,
) -> Option<Scope> {
    let before = doc.text.get(..q.span.start as usize)?.trim_end();
    let colon = doc.word_at(before.len() as u32).checked_sub(1).filter(|_| before.ends_with(':'))?;
    let words = doc.sentence_words(colon);
    let speaks = |s: WordId| entities.is_party(s) || can_speak(doc, cues, entities, s);
    let root = (words.start..colon).find(|&w| doc.rel(w) == Deprel::Root && doc.upos(w) == Upos::Verb);
    let subject = root.and_then(|r| doc.subject(r)).filter(|&s| s < colon && speaks(s));
    // "La troisième version est celle de l'État islamique : « … »".
    let named =
        || (words.start..colon).rev().find(|&w| entities.named(w).is_some() && entities.names_itself(doc, w));
    let subject = subject.or_else(named)?;
    let links = speakers.links(doc, cues, entities, subject)?;
    let (rule, stance) = (Rule::AttributionColon, Stance::Assert);
    Some(Scope { content: vec![q.span], links, cue: doc.span(colon), rule, stance, verb: None })
}

fn is_clause(doc: &Doc, inner: Span) -> bool {
    let words = doc.words_in(inner);
    words.len() >= CLAUSE || words.clone().any(|w| doc.upos(w) == Upos::Verb && words.len() >= 3)
}

/// The scope whose cue introduces or follows the quotation.
fn beside(doc: &Doc, scopes: &[Scope], q: &Quotation) -> Option<usize> {
    let words = doc.words_in(q.span);
    if words.is_empty() {
        return None;
    }
    let first = doc.sentence_span(words.start);
    let last = doc.sentence_span(words.end - 1);
    let next = doc.analysis.sentences.get(doc.sentence(words.end - 1) + 1).map(|s| s.span);
    let previous = doc.sentence(words.start).checked_sub(1).map(|i| doc.analysis.sentences[i].span);
    let outside = |s: &Scope| !q.inner.covers(s.cue) && !s.links.is_empty();
    let within = |s: &Scope, place: Span| place.covers(s.cue) && outside(s);
    // Scopes come in the order of their sentences.
    let nearest = |place: Option<Span>, wanted: &dyn Fn(&Scope) -> bool| {
        let place = place?;
        let from = scopes.partition_point(|s| s.cue.end <= place.start);
        scopes
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, s)| s.cue.start < place.end)
            .filter(|(_, s)| within(s, place) && wanted(s))
            .min_by_key(|(_, s)| {
                if s.cue.start >= q.span.end {
                    s.cue.start - q.span.end
                } else {
                    q.span.start.saturating_sub(s.cue.end)
                }
            })
            .map(|(i, _)| i)
    };
    let incise = |s: &Scope| s.rule == Rule::AttributionIncise;
    nearest(Some(last), &|s| s.cue.start >= q.span.end)
        .or_else(|| nearest(Some(first), &|s| s.cue.end <= q.span.start))
        .or_else(|| nearest(next, &|s| incise(s) && s.cue.start < q.span.end + 40))
        .or_else(|| nearest(previous.filter(|p| p.of_text(doc.text).trim_end().ends_with(':')), &|_| true))
        .or_else(|| inner_incise(scopes, q))
        .or_else(|| nearest(previous.filter(|_| opens_sentence(doc, q) && same_block(doc, q)), &|_| true))
}

/// "« Nous avancons, a-t-il dit, vers la ville »": the incise stands inside the quotation.
fn inner_incise(scopes: &[Scope], q: &Quotation) -> Option<usize> {
    let from = scopes.partition_point(|s| s.cue.end <= q.span.start);
    let inside = scopes[from..].iter().take_while(|s| s.cue.start < q.span.end);
    let at = inside
        .enumerate()
        .find(|(_, s)| s.rule == Rule::AttributionIncise && q.inner.covers(s.cue) && !s.links.is_empty());
    at.map(|(i, _)| from + i)
}

/// Whether a quotation begins its sentence: "…, a dit le préfet. « Nous avons … »" goes on with him.
fn opens_sentence(doc: &Doc, q: &Quotation) -> bool {
    let first = doc.words_in(q.span).start;
    doc.sentence_words(first).start == first
}

/// Whether the sentence before a quotation stands in the same paragraph.
fn same_block(doc: &Doc, q: &Quotation) -> bool {
    let sentence = doc.sentence(doc.words_in(q.span).start);
    let block = |i: usize| doc.analysis.sentences.get(i).map(|s| s.block);
    sentence > 0 && block(sentence) == block(sentence - 1)
}

/// Whether the second quotation goes on where the first one ended: nothing between them but
/// white space, or the next paragraph opens with it.
fn runs_on(doc: &Doc, before: &Quotation, q: &Quotation) -> bool {
    let between = Span::new(before.span.end.min(q.span.start), q.span.start).of_text(doc.text);
    between.trim().is_empty() && !before.closed
}

/// "Puis : « … »": a second quotation of the same paragraph behind a colon, with nobody named in between.
fn introduced_again(doc: &Doc, before: &Quotation, q: &Quotation) -> bool {
    let between = Span::new(before.span.end.min(q.span.start), q.span.start).of_text(doc.text);
    let words = doc.words_in(Span::new(before.span.end.min(q.span.start), q.span.start));
    let joins =
        words.len() <= JOINING && !words.clone().any(|w| matches!(doc.upos(w), Upos::Noun | Upos::Propn));
    between.trim_end().ends_with(':') && !between.contains('\n') && joins
}

/// Words between two quotations of one speaker that only join them: "Puis :", "Et d'ajouter :".
const JOINING: usize = 6;
