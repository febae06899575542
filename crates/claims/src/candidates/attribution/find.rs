//! All scopes of a document, and where they yield to events.

use std::collections::BTreeSet;

use selon_model::{Deprel, Mood, Span, Tense, WordId};

use crate::candidates::attribution::phrases::governed;
use crate::candidates::attribution::scope::Scope;
use crate::candidates::attribution::source::Speakers;
use crate::candidates::attribution::{prepositions, quotations, verbs};
use crate::lexicon::cues::{Cues, Stance};
use crate::mentions::entities::Entities;
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// All scopes of the document in the order of their cues.
pub(crate) fn scopes(doc: &Doc, cues: &Cues, entities: &Entities) -> Vec<Scope> {
    let mut speakers = Speakers::default();
    let mut all: Vec<Scope> = Vec::new();
    for sentence in 0..doc.analysis.sentences.len() {
        let s = doc.analysis.sentences[sentence];
        let before = all.len();
        for w in s.first..s.end {
            let found = prepositions::at(doc, cues, entities, &mut speakers, w)
                .or_else(|| verbs::at(doc, cues, entities, &mut speakers, w));
            all.extend(found);
        }
        if all.len() == before {
            all.extend(continued(doc, &all, sentence));
        }
    }
    all.extend(communique(doc, cues, entities, &mut speakers));
    all.sort_by_key(|s| (s.cue.start, s.cue.end));
    quotations::attach(doc, cues, entities, &mut speakers, &mut all);
    all.sort_by_key(|s| (s.cue.start, s.cue.end));
    all
}

/// "Communiqué n° 14 de la salle des opérations" over a text that says "nous" outside of quotations: the
/// whole text is the issuer's.
fn communique(doc: &Doc, cues: &Cues, entities: &Entities, speakers: &mut Speakers) -> Option<Scope> {
    let first = doc.analysis.sentences.first()?;
    if !cues.is_document(doc.low_lemma(first.first)) {
        return None;
    }
    let we = |w: WordId| matches!(doc.form(w), "nous" | "nos" | "notre");
    let quoted = |at: u32| doc.analysis.quotations.iter().any(|q| q.span.holds(at));
    (first.end..doc.len()).find(|&w| we(w)).filter(|&w| !quoted(doc.span(w).start))?;
    let of = (first.first..first.end).find(|&w| matches!(doc.form(w), "de" | "du"))?;
    let links = speakers.links(doc, cues, entities, governed(doc, of, of)?)?;
    let content = vec![Span::new(first.span.end, doc.span(doc.len() - 1).end)];
    let cue = doc.span(first.first);
    let (rule, stance) = (Rule::AttributionCommunique, Stance::Assert);
    Some(Scope { content, links, cue, rule, stance, verb: None })
}

/// A sentence without a cue of its own goes on telling what the attributed sentence before it told
/// where its form says so: the hearsay conditional ("… , selon la police. Deux assaillants auraient
/// été arrêtés."), the past of reported speech behind a past verb of saying ("le maire a raconté la
/// scène. Les soldats avaient encerclé le village."), "en effet", or the next item of a list.
fn continued(doc: &Doc, all: &[Scope], sentence: usize) -> Option<Scope> {
    let s = &doc.analysis.sentences[sentence];
    let before = doc.analysis.sentences.get(sentence.checked_sub(1)?)?;
    let told =
        all.iter().rev().take(NEAR).find(|scope| {
            !scope.links.is_empty() && scope.content.iter().any(|c| before.span.overlaps(*c))
        })?;
    let same_block = before.block == s.block;
    let next = is_item(doc, before.first) && told.rule == Rule::AttributionContinued;
    let listed = is_item(doc, s.first) && (introduces(doc, before.span) || next);
    let goes_on = same_block && (explains(doc, s.first) || goes_on_by_tense(doc, told, s.first..s.end));
    if !listed && !goes_on {
        return None;
    }
    let (rule, stance) = (Rule::AttributionContinued, Stance::Assert);
    Some(Scope { content: vec![s.span], rule, stance, verb: None, ..told.clone() })
}

/// Scopes looked back at from a sentence that may go on with one of them.
const NEAR: usize = 6;

fn goes_on_by_tense(doc: &Doc, told: &Scope, words: std::ops::Range<WordId>) -> bool {
    let Some(root) = words.clone().find(|&w| doc.rel(w) == Deprel::Root) else { return false };
    let inflection = doc.inflection(root);
    if inflection.mood == Some(Mood::Cnd) {
        return true;
    }
    // What stands before the subject ("la veille", "en 2021") is the report's own look back.
    let subject = doc.dependent(root, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass));
    let fronted = subject.is_none_or(|s| doc.subtree(s).0 > words.start);
    let reported = inflection.perfect && inflection.tense == Some(Tense::Imp);
    let said = told.verb.map(|v| doc.inflection(v));
    reported && !fronted && said.is_some_and(|i| i.perfect || i.tense == Some(Tense::Past))
}

/// "En effet, …".
fn explains(doc: &Doc, first: WordId) -> bool {
    first + 1 < doc.len() && doc.form(first) == "en" && doc.form(first + 1) == "effet"
}

/// An item of a list, by its mark.
fn is_item(doc: &Doc, first: WordId) -> bool {
    matches!(doc.form(first), "-" | "–" | "—" | "•" | "*" | "·" | "▪" | "►")
}

fn introduces(doc: &Doc, sentence: Span) -> bool {
    sentence.of_text(doc.text).trim_end().ends_with(':')
}

/// Where the saying is itself an event ("accuse", "exige"), its complement is that event's content
/// and no scope; what it quotes, or tells after a colon, stays under it.
pub(crate) fn yield_to_acts(doc: &Doc, scopes: &mut Vec<Scope>, acts: &BTreeSet<WordId>) {
    let quoted = |span: Span| {
        let quotations = &doc.analysis.quotations;
        let at = quotations.partition_point(|q| q.span.start < span.start);
        quotations.get(at).is_some_and(|q| q.span == span)
    };
    for scope in scopes
        .iter_mut()
        .filter(|s| s.rule == Rule::AttributionVerb && s.verb.is_some_and(|v| acts.contains(&v)))
    {
        scope.content.retain(|c| {
            let before = doc.text.get(..c.start as usize).unwrap_or("").trim_end();
            before.ends_with(':') || quoted(*c)
        });
    }
    scopes.retain(|s| !s.content.is_empty());
}
