//! "Selon l'armée, …", "… , d'après des témoins", "de source sécuritaire".
//!
//! The scope is the whole segment of the sentence where the cue stands apart at its border or
//! between commas at the top of the clause, else the subordinate clause that it belongs to: in
//! "le président tué au combat selon la version officielle" only the participle.
//! Not a cue: "selon que", "selon l'accord" (the lexicon's `notcue` rows).

use selon_model::{Deprel, Span, Upos, VerbForm, WordId};

use crate::candidates::attribution::phrases::{can_speak, governed, segment};
use crate::candidates::attribution::scope::Scope;
use crate::candidates::attribution::source::{Speakers, is_own};
use crate::lexicon::cues::Cues;
use crate::mentions::entities::Entities;
use crate::rule::Rule;
use crate::syntax::view::Doc;

pub(super) fn at(
    doc: &Doc,
    cues: &Cues,
    entities: &Entities,
    speakers: &mut Speakers,
    w: WordId,
) -> Option<Scope> {
    let (preposition, last) = cues.preposition_at(doc, w)?;
    if preposition.own {
        return None;
    }
    if preposition.hearsay {
        let cue = doc.span_of(w, last);
        let content = vec![Span::new(cue.end, segment(doc, w).end)];
        let rule = Rule::AttributionHearsay;
        return Some(Scope { content, links: Vec::new(), cue, rule, stance: preposition.stance, verb: None });
    }
    if preposition.complete
        && !(w..=last).any(|x| doc.form(x).starts_with("source") || entities.mention(x).is_some())
    {
        // "Sous couvert d'anonymat" says how somebody speaks, not who.
        return None;
    }
    let head = if preposition.complete {
        (w..=last).rev().find(|&x| doc.upos(x) == Upos::Noun)?
    } else {
        governed(doc, w, last)?
    };
    if preposition.weak && !stands_for(doc, cues, entities, w, last, head) {
        return None;
    }
    // "Selon les informations de": whoever follows such a cue is a source.
    if !preposition.complete && last <= w + 1 && !can_speak(doc, cues, entities, head) {
        return None;
    }
    if refers_back(doc, cues, head) || is_own(doc, head) || speaks_for_another(doc, w, head) {
        return None;
    }
    let links = speakers.links(doc, cues, entities, head)?;
    let (_, end) = doc.noun_phrase(head);
    let cue = doc.span_of(w, end.max(last));
    Some(Scope {
        content: content(doc, w, head, cue),
        links,
        cue,
        rule: Rule::AttributionPreposition,
        stance: preposition.stance,
        verb: None,
    })
}

/// "L'armée dément les informations selon lesquelles …": what is told belongs to the verb of saying
/// that the noun is an argument of.
fn refers_back(doc: &Doc, cues: &Cues, head: WordId) -> bool {
    let Some(noun) = doc.antecedent(head).filter(|_| doc.word(head).feats.relative) else { return false };
    let argument = matches!(doc.rel(noun), Deprel::Obj | Deprel::NsubjPass | Deprel::OblArg);
    cues.is_hearsay(doc.low_lemma(noun))
        || (argument && doc.head(noun).is_some_and(|verb| cues.verb_at(doc, verb).is_some()))
}

/// "Par la voix de son porte-parole, le mouvement affirme …": the verb names who speaks.
fn speaks_for_another(doc: &Doc, w: WordId, head: WordId) -> bool {
    doc.form(w) == "par" && doc.dependents(head).iter().any(|&k| matches!(doc.form(k), "son" | "sa" | "leur"))
}

fn content(doc: &Doc, w: WordId, head: WordId, cue: Span) -> Vec<Span> {
    let words = doc.sentence_words(w);
    let segment = segment(doc, w);
    let first = doc.word_at(segment.start);
    let at_start = w <= first + 2 || (doc.form(w - 1) == "," && doc.sentence_words(w).start == w);
    let apart = w > words.start && matches!(doc.form(w - 1), "," | "(" | "-" | "–" | "—" | "»");
    let inside = |a: WordId| (w..doc.word_at(cue.end)).contains(&a);
    let host = doc.ancestors(head).find(|&a| !inside(a)).map(|h| clause(doc, h));
    let subordinate =
        host.filter(|&h| !matches!(doc.rel(h), Deprel::Root | Deprel::Conj | Deprel::Parataxis));
    let after = doc.word_at(cue.end);
    let at_end = (after..words.end)
        .all(|x| doc.upos(x) == Upos::Punct || doc.form(x) == ";" || x >= doc.word_at(segment.end));
    match subordinate {
        Some(h) if !(at_start || (apart && at_end)) => vec![doc.subtree_span(h)],
        _ => vec![segment],
    }
}

/// The verb or predicate whose clause a word stands in.
fn clause(doc: &Doc, w: WordId) -> WordId {
    doc.ancestors(w)
        .find(|&a| doc.is_clause(a) || matches!(doc.rel(a), Deprel::Root | Deprel::Acl | Deprel::Csubj))
        .unwrap_or(w)
}

/// "Pour Moscou, …": the cue stands at the head of the sentence, before somebody in particular;
/// neither "pour les civils" nor "pour combattre".
fn stands_for(doc: &Doc, cues: &Cues, entities: &Entities, w: WordId, last: WordId, head: WordId) -> bool {
    let in_office = || cues.source_noun(doc.low_lemma(head)).is_some_and(|n| !n.anonymous);
    w == doc.sentence_words(w).start
        && entities.party(head).is_some()
        && (entities.names_itself(doc, head) || in_office())
        && !infinitive_after(doc, last)
}

/// "Pour combattre": a purpose, no source.
fn infinitive_after(doc: &Doc, last: WordId) -> bool {
    (last + 1..doc.sentence_words(last).end.min(last + 3))
        .any(|x| doc.word(x).feats.verb_form == Some(VerbForm::Inf))
}
