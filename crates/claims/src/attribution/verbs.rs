//! "X affirme que …", "dit avoir visé …", "confirme la chute de …", "… , a déclaré X à l'AFP".
//!
//! What stands under the verb: its complement clause or infinitive; the object or the complement
//! with "de" of verbs that the lexicon marks so; after a colon the rest of the sentence; for an
//! incise ("a-t-il ajouté") the sentence around it. Verbs that are events of their own
//! (accuse, demande) open no scope: the caller codes them.

use selon_model::{Deprel, Span, Upos, VerbForm, WordId};

use super::{Scope, segment};
use crate::attribution::source::Speakers;
use crate::classes::Class;
use crate::cues::{Cues, SayingVerb, Stance};
use crate::ground::Ground;
use crate::tree::Doc;

pub(super) fn at(
    doc: &Doc,
    cues: &Cues,
    ground: &Ground,
    speakers: &mut Speakers,
    w: WordId,
) -> Option<Scope> {
    let causative = doc.rel(w) == Deprel::AuxCaus;
    if doc.upos(w) != Upos::Verb && !causative {
        return None;
    }
    let (verb, last) = cues.verb_at(doc, w)?;
    // "A fait savoir": the infinitive carries the arguments.
    let w = if causative { doc.head(w)? } else { w };
    if hands_on(doc, w) {
        return None;
    }
    let inverted = is_incise(doc, ground, w);
    let content = content(doc, verb, w, last, inverted);
    if content.is_empty() && !beside_quotation(doc, w) {
        return None;
    }
    if doc.negation(w).is_some_and(|not| !denies_content(doc, not)) && verb.stance == Stance::Assert {
        // "n'a pas confirmé": nothing is said to be so or not to be so.
        return None;
    }
    let speaker = speaker(doc, ground, w);
    let links = match speaker {
        // "Cette bande frontalière a vu tomber …" says nothing.
        Some(head) if doc.is_a(head, Class::Place) && !ground.names_itself(doc, head) => return None,
        Some(head) => with_channel(doc, cues, ground, speakers, w, head),
        None => Vec::new(),
    };
    if links.is_empty() && verb.stance == Stance::Assert && !impersonal(doc, w) {
        return None;
    }
    let cue = doc.span_of(w, last);
    let rule = if inverted { "attribution:incise" } else { "attribution:verb" };
    Some(Scope { content, links, cue, rule, stance: verb.stance, verb: Some(w) })
}

/// "N'a signalé aucune victime" says that there is none.
fn denies_content(doc: &Doc, not: WordId) -> bool {
    matches!(doc.form(not), "aucun" | "aucune")
        && doc.head(not).is_some_and(|noun| matches!(doc.rel(noun), Deprel::Obj | Deprel::Nmod))
}

/// "Une source citée par l'AFP": the participle belongs to its source and tells nothing itself.
fn hands_on(doc: &Doc, w: WordId) -> bool {
    let participle = matches!(doc.rel(w), Deprel::Acl | Deprel::Amod)
        && doc.word(w).feats.verb_form == Some(VerbForm::Part);
    participle && doc.is_passive(w) && doc.is_a(w, Class::Citing)
}

/// Who says: the subject, the agent of a passive, the possessor of "selon ses dires".
fn speaker(doc: &Doc, ground: &Ground, w: WordId) -> Option<WordId> {
    let agent = doc.kid(w, |r| r == Deprel::OblAgent);
    let inverted = || is_incise(doc, ground, w).then(|| inverted_subject(doc, w)).flatten();
    let own = doc.kid(w, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass)).is_some();
    let subject = match doc.is_passive(w) {
        true => agent,
        false if own => doc.subject(w),
        false => inverted().or_else(|| doc.subject(w)).or(agent),
    }?;
    (!matches!(doc.form(subject), "on" | "-on" | "-t-on" | "ce" | "c'") && !is_impersonal_il(doc, subject, w))
        .then_some(subject)
}

fn is_impersonal_il(doc: &Doc, subject: WordId, w: WordId) -> bool {
    doc.rel(subject) == Deprel::ExplSubj || (doc.form(subject) == "il" && doc.is_passive(w))
}

fn impersonal(doc: &Doc, w: WordId) -> bool {
    doc.kids(w).iter().any(|&k| matches!(doc.form(k), "on" | "-on" | "-t-on"))
}

/// The noun right after an incise's verb, where the parser did not see the subject.
fn inverted_subject(doc: &Doc, w: WordId) -> Option<WordId> {
    let end = doc.sentence_words(w).end;
    (w + 1..end.min(w + 8))
        .take_while(|&x| doc.form(x) != ",")
        .find(|&x| matches!(doc.upos(x), Upos::Noun | Upos::Propn) && doc.case(x).is_empty())
}

/// Whether the verb stands in an incise: its subject follows, and a comma, a dash or a closing
/// quotation mark stands before the verb group.
fn is_incise(doc: &Doc, ground: &Ground, w: WordId) -> bool {
    let group = doc
        .kids(w)
        .iter()
        .copied()
        .filter(|&k| {
            k < w
                && matches!(
                    doc.rel(k),
                    Deprel::Aux
                        | Deprel::AuxTense
                        | Deprel::Advmod
                        | Deprel::Expl
                        | Deprel::ExplPv
                        | Deprel::ExplComp
                        | Deprel::Iobj
                        | Deprel::Obj
                )
        })
        .chain([w])
        .min()
        .unwrap_or(w);
    let start = doc.sentence_words(w).start;
    let opened = group == start
        || matches!(doc.form(group - 1), "," | "»" | "\"" | "”" | "-" | "–" | "—" | "(" | "?" | "!" | "…");
    let after =
        |k: WordId| k > group && matches!(doc.rel(k), Deprel::Nsubj | Deprel::NsubjPass | Deprel::ExplSubj);
    let own = doc.kid(w, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Xcomp));
    let apart =
        matches!(doc.rel(w), Deprel::Parataxis | Deprel::ParataxisInsert | Deprel::Conj | Deprel::Advcl)
            || (group > start && doc.upos(group - 1) == Upos::Punct && doc.form(group - 1) != ",");
    // ", racontent des rescapés": the parser takes a subject behind its verb for an object.
    let behind =
        || inverted_subject(doc, w).is_some_and(|s| ground.is_party(s) || doc.upos(s) == Upos::Propn);
    let follows = doc.kids(w).iter().any(|&k| after(k)) || (own.is_none() && apart && behind());
    let finite = doc.inflection(w).finite.is_some();
    opened && follows && finite && doc.kid(w, |r| r == Deprel::Ccomp).is_none_or(|c| c < w)
}

fn beside_quotation(doc: &Doc, w: WordId) -> bool {
    let sentence = doc.sentence_span(w);
    doc.analysis.quotations.iter().any(|q| q.span.overlaps(sentence) && !q.inner.holds(doc.span(w).start))
        || doc.sentence_words(w).any(|x| doc.form(x) == ":")
}

fn content(doc: &Doc, verb: &SayingVerb, w: WordId, last: WordId, incise: bool) -> Vec<Span> {
    if incise {
        return around(doc, w);
    }
    let mut spans: Vec<Span> = Vec::new();
    for &k in doc.kids(w).iter().filter(|&&k| k > w) {
        let told = match doc.rel(k) {
            Deprel::Ccomp => true,
            Deprel::Xcomp | Deprel::Advcl | Deprel::Obl | Deprel::OblArg | Deprel::Parataxis
                if infinitive(doc, k) =>
            {
                doc.rel(k) != Deprel::Advcl || doc.case(k) != "pour"
            }
            Deprel::Xcomp => true,
            Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass => {
                verb.object_is_content && (doc.rel(k) == Deprel::Obj || doc.is_passive(w))
            }
            Deprel::Obl | Deprel::OblArg | Deprel::OblMod | Deprel::Nmod => {
                verb.de_is_content && doc.case(k) == "de"
            }
            _ => false,
        };
        if told {
            spans.push(doc.subtree_span(k));
        }
    }
    // A multiword cue's last word may carry the complement: "faire état de …", "fait savoir que".
    if last != w {
        for &k in doc.kids(last).iter().filter(|&&k| k > last) {
            if matches!(
                doc.rel(k),
                Deprel::Nmod
                    | Deprel::Ccomp
                    | Deprel::Xcomp
                    | Deprel::Obj
                    | Deprel::Acl
                    | Deprel::Obl
                    | Deprel::OblArg
            ) {
                spans.push(doc.subtree_span(k));
            }
        }
    }
    let end = doc.sentence_words(w).end;
    if let Some(colon) = (last + 1..end).find(|&x| doc.form(x) == ":").filter(|&c| c + 1 < end) {
        spans.push(doc.span_of(colon + 1, end - 1));
    } else if spans.is_empty() {
        // "que" right after the verb, where the tree is wrong.
        let que = (last + 1..end.min(last + 12))
            .find(|&x| matches!(doc.form(x), "que" | "qu'") && doc.rel(x) == Deprel::Mark);
        spans.extend(que.map(|q| doc.span_of(q, end - 1)));
    }
    spans
}

fn infinitive(doc: &Doc, w: WordId) -> bool {
    doc.word(w).feats.verb_form == Some(VerbForm::Inf)
        || doc.kids(w).iter().any(|&k| {
            doc.word(k).feats.verb_form == Some(VerbForm::Inf)
                && matches!(doc.rel(k), Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::Cop)
        })
}

/// The segment of the sentence without the incise.
fn around(doc: &Doc, w: WordId) -> Vec<Span> {
    let whole = segment(doc, w);
    let (mut first, mut last) = (w, w);
    for &k in doc.kids(w) {
        let inside = matches!(
            doc.rel(k),
            Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::ExplSubj
                | Deprel::Aux
                | Deprel::AuxTense
                | Deprel::Obl
                | Deprel::OblArg
                | Deprel::OblMod
                | Deprel::Iobj
                | Deprel::Advmod
                | Deprel::Expl
        ) && doc.kid(k, |r| r == Deprel::AclRelcl).is_none();
        if inside && (k > w || w - k < 4) {
            let (a, b) = doc.subtree(k);
            if a + 4 >= first.min(w) {
                first = first.min(a);
            }
            last = last.max(b);
        }
    }
    let cut = doc.span_of(first, last);
    [Span::new(whole.start, cut.start), Span::new(cut.end, whole.end)]
        .into_iter()
        .filter(|s| s.len() > 2)
        .collect()
}

/// The speaker with the medium that he said it to: "a dit Z à RT" is RT, then Z.
fn with_channel(
    doc: &Doc,
    cues: &Cues,
    ground: &Ground,
    speakers: &mut Speakers,
    w: WordId,
    head: WordId,
) -> Vec<super::Link> {
    let channel = channel(doc, ground, doc.first_conjunct(w)).or_else(|| channel(doc, ground, w));
    let mut links: Vec<super::Link> =
        channel.filter(|&c| c != head).and_then(|c| speakers.links(doc, cues, ground, c)).unwrap_or_default();
    links.extend(speakers.links(doc, cues, ground, head).unwrap_or_default());
    // "X, citant Y" and "X, qui cite Y": Y is the inner link.
    let citing =
        doc.kids_with(w, |r| matches!(r, Deprel::Advcl | Deprel::Acl)).find(|&k| doc.form(k) == "citant");
    if let Some(cited) = citing.and_then(|c| doc.kid(c, |r| r == Deprel::Obj)) {
        links.extend(speakers.links(doc, cues, ground, cited).unwrap_or_default());
    }
    links
}

/// The medium that a statement was made to.
fn channel(doc: &Doc, ground: &Ground, w: WordId) -> Option<WordId> {
    doc.kids(w)
        .iter()
        .copied()
        .chain(doc.kid(w, |r| r == Deprel::Obj).into_iter().flat_map(|o| doc.kids(o).iter().copied()))
        .find(|&k| {
            matches!(doc.rel(k), Deprel::Obl | Deprel::OblArg | Deprel::OblMod | Deprel::Iobj | Deprel::Nmod)
                && matches!(doc.case(k), "à" | "auprès de" | "pour" | "sur" | "dans")
                && ground.is_medium(k)
        })
}
