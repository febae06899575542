//! "X affirme que …", "dit avoir visé …", "confirme la chute de …", "… , a déclaré X à l'AFP".
//!
//! What stands under the verb: its complement clause or infinitive; the object or the complement
//! with "de" of verbs that the lexicon marks so; after a colon the rest of the sentence; for an
//! incise ("a-t-il ajouté") the sentence around it. Verbs that are events of their own
//! (accuse, demande) open no scope: the caller codes them.

use selon_model::{Deprel, Span, Upos, VerbForm, WordId};

use crate::candidates::attribution::channels;
use crate::candidates::attribution::incises::{self, Incise};
use crate::candidates::attribution::phrases::{can_speak, segment};
use crate::candidates::attribution::scope::{Link, Scope};
use crate::candidates::attribution::source::{Speakers, is_own};
use crate::lexicon::classes::Class;
use crate::lexicon::cues::{Cues, SayingVerb, Stance};
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
    let causative = is_causative(doc, w);
    if doc.upos(w) != Upos::Verb && !causative && !stands_as_verb(doc, w) {
        return None;
    }
    let (verb, last) = cues.verb_at(doc, w)?;
    // "A fait savoir": the infinitive carries the arguments.
    let w = if causative { doc.head(w)? } else { w };
    if hands_on(doc, w) {
        return None;
    }
    let incise = verb.incise.then(|| incises::at(doc, cues, entities, w, last.max(w))).flatten();
    let mut content = content(doc, verb, w, last, incise);
    if verb.stance == Stance::Assert {
        content.extend(sentence_before(doc, w));
    }
    // "N'a pas confirmé": nothing is said to be so or not to be so.
    let unsaid =
        verb.stance == Stance::Assert && doc.negation(w).is_some_and(|not| !denies_content(doc, not));
    if unsaid || content.is_empty() && !beside_quotation(doc, w) {
        return None;
    }
    let opener = channels::opener(doc, cues, entities, w);
    let speaker = match incise {
        Some(incise) => Some(incise.subject).filter(|&s| speaks(doc, s, w)),
        None => tells_on(doc, w).or_else(|| speaker(doc, cues, entities, opener, w)),
    };
    // Anybody may say that something is so; what merely evokes something may be a thing.
    let clause = doc.dependent(w, |r| r == Deprel::Ccomp).is_some();
    let evokes = !verb.incise || (verb.object_is_content && !clause && incise.is_none());
    let spoken_by =
        speaker.map_or(Speaker::Unsaid, |head| speaker_of(doc, cues, entities, verb, head, evokes));
    let stance = if spoken_by == Speaker::Hearsay { Stance::Hedge } else { verb.stance };
    let named: Vec<WordId> = match spoken_by {
        Speaker::Own => return None,
        Speaker::Nobody | Speaker::Hearsay => Vec::new(),
        Speaker::Source(head) => {
            chain(doc, cues, entities, w, head, incise.is_some(), opener).into_iter().flatten().collect()
        }
        Speaker::Unsaid => {
            channels::informant(doc, cues, entities, w).filter(|_| impersonal(doc, w)).into_iter().collect()
        }
    };
    let link = |x: WordId| speakers.links(doc, cues, entities, x).unwrap_or_default();
    let mut links: Vec<Link> = named.into_iter().flat_map(link).collect();
    end_names(doc, speakers, &mut links, w);
    if links.is_empty() && stance == Stance::Assert && !impersonal(doc, w) {
        return None;
    }
    let cue = doc.span_of(w, last);
    let rule = if incise.is_some() { Rule::AttributionIncise } else { Rule::AttributionVerb };
    Some(Scope { content, links, cue, rule, stance, verb: Some(w) })
}

/// Who is behind a reporting verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaker {
    /// The report itself, or no saying at all.
    Own,
    /// A thing that tells nothing.
    Nobody,
    /// A rumour.
    Hearsay,
    Source(WordId),
    /// The verb has no subject that says it.
    Unsaid,
}

fn speaker_of(
    doc: &Doc,
    cues: &Cues,
    entities: &Entities,
    verb: &SayingVerb,
    head: WordId,
    evokes: bool,
) -> Speaker {
    // "Cette bande frontalière a vu tomber …" says nothing; "notre correspondant signale …" is the report's own voice.
    if doc.is_a(head, Class::Place) && !entities.names_itself(doc, head) || is_own(doc, head) {
        return Speaker::Own;
    }
    // "Le cessez-le-feu paraît tenir", "les rendez-vous évoquent …" tell nothing.
    if verb.impersonal && !entities.is_medium(head) || evokes && !could_speak(doc, cues, entities, head) {
        return Speaker::Nobody;
    }
    if cues.is_hearsay(doc.low_lemma(head)) { Speaker::Hearsay } else { Speaker::Source(head) }
}

/// Who hands the speaker's words on, the speaker, and whom he has them from.
fn chain(
    doc: &Doc,
    cues: &Cues,
    entities: &Entities,
    w: WordId,
    speaker: WordId,
    inverted: bool,
    opener: Option<(WordId, WordId)>,
) -> [Option<WordId>; 4] {
    let row = row_verb(doc, w).unwrap_or(doc.first_conjunct(w));
    let outer = channels::addressee(doc, cues, entities, w)
        .or_else(|| channels::addressee(doc, cues, entities, row).filter(|_| !inverted))
        .or(opener.map(|(medium, _)| medium));
    let told = entities.is_medium(speaker).then(|| channels::informant(doc, cues, entities, w)).flatten();
    [outer.filter(|&o| o != speaker), Some(speaker), channels::cites(doc, w + 1), told]
}

/// "L'état-major [ukrainien dément] avoir …": a verb that was tagged as an adjective is no part of the name.
fn end_names(doc: &Doc, speakers: &mut Speakers, links: &mut [Link], w: WordId) {
    let name = (doc.sentence_words(w).start..w).rev().find(|&x| doc.upos(x) != Upos::Punct);
    let before = name.map_or(0, |x| doc.span(x).end);
    for link in links.iter_mut().filter(|l| l.source.span.holds(doc.span(w).start)) {
        link.source.span.end = before;
        speakers.cut(before);
    }
}

/// "A fait savoir": the parser takes "fait" for an auxiliary of one kind or another.
fn is_causative(doc: &Doc, w: WordId) -> bool {
    let governs = |h: WordId| h > w && h - w <= 2 && doc.word(h).feats.verb_form == Some(VerbForm::Inf);
    doc.rel(w) == Deprel::AuxCaus || (doc.upos(w) == Upos::Aux && doc.head(w).is_some_and(governs))
}

/// "Le porte-parole réplique que …", "… », peste un commerçant": a noun or adjective by its tag is the
/// verb that it also may be between a noun phrase and "que" or "avoir", and behind a comma before a
/// noun phrase.
fn stands_as_verb(doc: &Doc, w: WordId) -> bool {
    let words = doc.sentence_words(w);
    let tagged = matches!(doc.upos(w), Upos::Noun | Upos::Adj);
    if !tagged || w == words.start || w + 1 >= words.end {
        return false;
    }
    if is_compound(doc, w) {
        return true;
    }
    let phrase = |x| matches!(doc.upos(x), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron);
    let tells = phrase(w - 1) && matches!(doc.form(w + 1), "que" | "qu'" | "avoir");
    let behind = matches!(doc.upos(w + 1), Upos::Det | Upos::Num | Upos::Propn);
    tells || (behind && doc.upos(w - 1) == Upos::Punct && incises::opened(doc, w))
}

/// Whether a subject may be a source at all; pronouns may, as long as nobody knows for whom they stand.
fn could_speak(doc: &Doc, cues: &Cues, entities: &Entities, head: WordId) -> bool {
    let referent = entities.referent(head);
    doc.upos(referent) != Upos::Noun
        || entities.is_party(referent)
        || can_speak(doc, cues, entities, referent)
}

/// "A démenti": whatever the tag, an auxiliary of tense makes a verb.
fn is_compound(doc: &Doc, w: WordId) -> bool {
    doc.dependent(w, |r| r == Deprel::AuxTense).is_some()
}

/// "C'est ce qu'a annoncé le préfet.": what the sentence before tells.
fn sentence_before(doc: &Doc, w: WordId) -> Option<Span> {
    let start = doc.sentence_words(w).start;
    let what = (start..w.min(start + 8)).find(|&x| doc.form(x) == "ce" && x + 1 < w)?;
    let points_back = matches!(doc.form(what + 1), "que" | "qu'")
        && (what == start || matches!(doc.form(start), "c'" | "c'est" | "ce"))
        && matches!(doc.rel(w), Deprel::AclRelcl | Deprel::Root | Deprel::Ccomp | Deprel::Acl);
    let before = doc.sentence(w).checked_sub(1)?;
    points_back.then(|| doc.analysis.sentences[before].span)
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

/// Who says: the subject, the agent of a passive. What a comma ends at the head of the sentence
/// ("Invité de RFI, le ministre …") is no subject.
fn speaker(
    doc: &Doc,
    cues: &Cues,
    entities: &Entities,
    opener: Option<(WordId, WordId)>,
    w: WordId,
) -> Option<WordId> {
    let w = outer_verb(doc, cues, w).unwrap_or(w);
    let agent = doc.dependent(w, |r| r == Deprel::OblAgent);
    // "Craint que": a participle by its tag that has a subject and no auxiliary is a finite verb.
    let active = doc.dependent(w, |r| r == Deprel::Nsubj).is_some()
        && doc.dependent(w, |r| matches!(r, Deprel::AuxPass | Deprel::OblAgent)).is_none();
    let passive = doc.is_passive(w) && !active;
    let mistaken = stands_as_verb(doc, w) && !is_compound(doc, w);
    let noun = if mistaken { whole_phrase(doc, w) } else { None };
    let subject = noun.or_else(|| if passive { agent } else { doc.subject(w).or(agent) });
    // "Reconnaît des pertes, dit contrôler la ville": verbs in a row share their subject.
    let subject = subject.or_else(|| doc.subject(row_verb(doc, w).filter(|_| !passive)?));
    let finite = doc.inflection(w).finite.is_some();
    let subject = subject.or_else(|| phrase_before(doc, entities, w).filter(|_| finite && !passive));
    let behind = opener.filter(|&(_, after)| subject.is_none_or(|s| s < after)).and_then(|(_, after)| {
        (after..w).find(|&x| matches!(doc.upos(x), Upos::Noun | Upos::Propn | Upos::Pron))
    });
    behind.or(subject).filter(|&s| speaks(doc, s, w))
}

/// "Et le journal de poursuivre : « … »": the noun phrase before "de" and the infinitive.
fn tells_on(doc: &Doc, w: WordId) -> Option<WordId> {
    let start = doc.sentence_words(w).start;
    let opens = matches!(doc.form(start), "et" | "puis") && w >= start + 3;
    let infinitive = doc.word(w).feats.verb_form == Some(VerbForm::Inf);
    let de = opens && infinitive && matches!(doc.form(w - 1), "de" | "d'");
    if de { whole_phrase(doc, w - 1) } else { None }
}

/// The head of the noun phrase that ends right before `w`.
fn whole_phrase(doc: &Doc, w: WordId) -> Option<WordId> {
    let start = doc.sentence_words(w).start;
    let inside = |x: &WordId| {
        *x < w && *x >= start && matches!(doc.upos(*x), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj)
    };
    doc.ancestors(w.checked_sub(1)?).take_while(inside).last()
}

/// The verb that another one without a subject of its own follows in a row: "reconnaît des pertes, dit …".
fn row_verb(doc: &Doc, w: WordId) -> Option<WordId> {
    let row =
        matches!(doc.rel(w), Deprel::Parataxis | Deprel::ParataxisInsert | Deprel::Conj | Deprel::Advcl);
    let own = doc.dependent(w, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Mark)).is_some();
    let verb = |h| doc.upos(h) == Upos::Verb || is_compound(doc, h);
    let above = doc.head(w).filter(|&h| row && !own && h < w && verb(h))?;
    Some(if doc.rel(above) == Deprel::Conj { doc.first_conjunct(above) } else { above })
}

/// The noun phrase right before a verb group, where the parser gave the verb no subject.
fn phrase_before(doc: &Doc, entities: &Entities, w: WordId) -> Option<WordId> {
    let top = whole_phrase(doc, incises::group_start(doc, w))?;
    let subject = doc.case(top).is_empty() && entities.is_party(top);
    subject.then_some(top)
}

/// "X indique que six soldats sont morts et précise que …": where the parser hung the second verb of
/// saying into the clause of the first, the first one, which is of the same tense.
fn outer_verb(doc: &Doc, cues: &Cues, w: WordId) -> Option<WordId> {
    let first = doc.first_conjunct(w);
    let own = doc.dependent(w, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Mark));
    if first == w || doc.rel(first) != Deprel::Ccomp || own.is_some() {
        return None;
    }
    let above = doc.head(first).filter(|&a| cues.verb_at(doc, a).is_some())?;
    let tense = |x| {
        let inflection = doc.inflection(x);
        (inflection.mood, inflection.tense, inflection.perfect)
    };
    (tense(above) == tense(w)).then_some(above)
}

/// Whether a subject is somebody: neither "on" nor "ce" nor an impersonal "il".
fn speaks(doc: &Doc, subject: WordId, w: WordId) -> bool {
    !matches!(doc.form(subject), "on" | "-on" | "-t-on" | "ce" | "c'" | "cela" | "ça")
        && !is_impersonal_il(doc, subject, w)
}

fn is_impersonal_il(doc: &Doc, subject: WordId, w: WordId) -> bool {
    doc.rel(subject) == Deprel::ExplSubj && !doc.form(subject).starts_with('-')
        || (doc.form(subject) == "il" && doc.is_passive(w))
}

fn impersonal(doc: &Doc, w: WordId) -> bool {
    let near = w.saturating_sub(3)..doc.sentence_words(w).end.min(w + 2);
    near.into_iter().any(|k| matches!(doc.form(k), "on" | "-on" | "-t-on"))
}

fn beside_quotation(doc: &Doc, w: WordId) -> bool {
    let sentence = doc.sentence_span(w);
    doc.analysis.quotations.iter().any(|q| q.span.overlaps(sentence) && !q.inner.holds(doc.span(w).start))
        || doc.sentence_words(w).any(|x| doc.form(x) == ":")
}

fn content(doc: &Doc, verb: &SayingVerb, w: WordId, last: WordId, incise: Option<Incise>) -> Vec<Span> {
    if let Some(incise) = incise {
        return around(doc, w, last, incise);
    }
    let mut spans: Vec<Span> = Vec::new();
    for &k in doc.dependents(w).iter().filter(|&&k| k > w) {
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
        for &k in doc.dependents(last).iter().filter(|&&k| k > last) {
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
    let subject_behind = doc.dependent(w, |r| r == Deprel::Nsubj).is_some_and(|s| s > w);
    if spans.is_empty() && verb.object_is_content && !subject_behind {
        spans.extend(object_behind(doc, last.max(w)));
    }
    spans.extend(spans.last().copied().and_then(|told| second_clause(doc, w, told)));
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

/// "Confirme, sous couvert d'anonymat, cinq morts": the noun phrase behind the verb and what commas set
/// apart, up to the next comma or finite verb.
fn object_behind(doc: &Doc, last: WordId) -> Option<Span> {
    let end = doc.word_at(segment(doc, last).end);
    let comma = |from: WordId| (from..end).find(|&x| doc.form(x) == ",");
    let mut first = last + 1;
    if first < end && doc.form(first) == "," {
        first = comma(first + 1)? + 1;
    }
    let phrase = first < end && matches!(doc.upos(first), Upos::Det | Upos::Num | Upos::Noun);
    let stops = |x: &WordId| doc.form(*x) == "," || doc.word(*x).feats.verb_form == Some(VerbForm::Fin);
    let stop = (first..end).find(stops).unwrap_or(end);
    (phrase && stop > first).then(|| doc.span_of(first, stop - 1))
}

/// "Affirme que le général a fui et que ses troupes ont déserté": the second clause, wherever the
/// parser hung it.
fn second_clause(doc: &Doc, w: WordId, told: Span) -> Option<Span> {
    let first = doc.word_at(told.start);
    if first <= w || !matches!(doc.form(first), "que" | "qu'") {
        return None;
    }
    let end = doc.word_at(segment(doc, w).end);
    let joins = |x: WordId| matches!(doc.form(x), "et" | "ou" | "mais" | "," | "ainsi");
    let que = (first + 1..end).find(|&x| matches!(doc.form(x), "que" | "qu'") && joins(x - 1))?;
    (!told.holds(doc.span(end - 1).start)).then(|| doc.span_of(que, end - 1))
}

fn infinitive(doc: &Doc, w: WordId) -> bool {
    doc.word(w).feats.verb_form == Some(VerbForm::Inf)
        || doc.dependents(w).iter().any(|&k| {
            doc.word(k).feats.verb_form == Some(VerbForm::Inf)
                && matches!(doc.rel(k), Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::Cop)
        })
}

/// The segment of the sentence without the incise.
fn around(doc: &Doc, w: WordId, last: WordId, incise: Incise) -> Vec<Span> {
    let whole = segment(doc, w);
    let (_, named) = doc.noun_phrase(incise.subject);
    let mut end = last.max(w).max(named);
    for &k in doc.dependents(w).iter().filter(|&&k| k > w) {
        let inside = matches!(
            doc.rel(k),
            Deprel::Obl | Deprel::OblArg | Deprel::OblMod | Deprel::Iobj | Deprel::Advmod
        ) && doc.dependent(k, |r| r == Deprel::AclRelcl).is_none();
        if inside {
            end = end.max(doc.subtree(k).1);
        }
    }
    let cut = doc.span_of(incise.first, end);
    [Span::new(whole.start, cut.start), Span::new(cut.end, whole.end)]
        .into_iter()
        .filter(|s| s.len() > 2)
        .collect()
}
