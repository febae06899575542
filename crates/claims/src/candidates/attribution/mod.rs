//! Who says: stretches of text under a chain of sources.
//!
//! Every cue ("selon X", "a déclaré X", "un communiqué de X affirmant que …") opens a [`Scope`]: the
//! text that stands under it and the links that the cue names, outermost first. Scopes nest; an
//! event's chain is that of all scopes around its trigger, the widest first.

mod channels;
mod incises;
mod prepositions;
mod quotations;
mod source;
mod verbs;

use std::collections::BTreeSet;

use selon_model::{Deprel, Mood, Source, SourceKind, Span, Tense, Upos, WordId};

use crate::lexicon::cues::{Cues, Stance};
use crate::mentions::entities::Entities;
use crate::rule::Rule;
use crate::syntax::view::Doc;

pub(crate) use source::Speakers;

/// A stretch of text under one cue.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// What is told; may be in several pieces around an incise.
    pub(crate) content: Vec<Span>,
    /// Who tells it, outermost first; empty where the speaker stays unsaid ("on craint que").
    pub(crate) links: Vec<Link>,
    /// The words that open the scope.
    pub(crate) cue: Span,
    /// Name of the rule.
    pub(crate) rule: Rule,
    pub(crate) stance: Stance,
    /// The saying verb, where the cue is one.
    pub(crate) verb: Option<WordId>,
}

/// A link of a chain, with the word that its phrase hangs on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) head: WordId,
    pub(crate) source: Source,
}

impl Scope {
    pub(crate) fn holds(&self, at: u32) -> bool {
        self.content.iter().any(|s| s.holds(at))
    }

    fn width(&self) -> u32 {
        self.content.iter().map(|s| s.len()).sum()
    }
}

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
    let subject = doc.kid(root, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass));
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

/// The scopes of a document by the sentences that they reach into.
#[derive(Debug)]
pub(crate) struct Scopes {
    all: Vec<Scope>,
    /// For each sentence the numbers of its scopes.
    by_sentence: Vec<Vec<u32>>,
    /// The verbs that open a scope, in order.
    pub(crate) verbs: Vec<WordId>,
}

/// Scopes that one sentence keeps; real ones have a handful.
const DEPTH: usize = 32;

impl Scopes {
    pub(crate) fn new(doc: &Doc, all: Vec<Scope>) -> Scopes {
        let mut by_sentence: Vec<Vec<u32>> = vec![Vec::new(); doc.analysis.sentences.len()];
        for (i, scope) in all.iter().enumerate() {
            for content in &scope.content {
                let words = doc.words_in(*content);
                if words.is_empty() {
                    continue;
                }
                let sentences = doc.sentence(words.start)..=doc.sentence(words.end - 1);
                for here in &mut by_sentence[sentences] {
                    if here.len() < DEPTH && here.last() != Some(&(i as u32)) {
                        here.push(i as u32);
                    }
                }
            }
        }
        let mut verbs: Vec<WordId> = all.iter().filter_map(|s| s.verb).collect();
        verbs.sort_unstable();
        Scopes { all, by_sentence, verbs }
    }

    /// Those who tell, in order: behind a preposition ("selon X"), before a verb ("X dit que").
    pub(crate) fn tellers(&self) -> Vec<WordId> {
        let links = self.all.iter().filter(|s| s.verb.is_none()).flat_map(|s| &s.links);
        let mut all: Vec<WordId> = links.map(|l| l.head).collect();
        all.sort_unstable();
        all
    }

    /// The chain around a word: the links of all scopes that hold it, the widest scope first, each
    /// source once.
    pub(crate) fn chain(&self, doc: &Doc, word: WordId) -> (Vec<&Link>, Vec<&Scope>) {
        let at = doc.span(word).start;
        let here = self.by_sentence[doc.sentence(word)].iter().map(|&i| &self.all[i as usize]);
        let mut around: Vec<&Scope> = here.filter(|s| s.holds(at) && !s.cue.holds(at)).collect();
        around.sort_by_key(|s| (std::cmp::Reverse(s.width()), s.cue.start));
        let mut links: Vec<&Link> = Vec::new();
        for link in around.iter().flat_map(|s| &s.links) {
            let again = links.iter().any(|l| {
                l.source.span == link.source.span
                    || (l.source.party.is_some() && l.source.party == link.source.party)
            });
            if !again {
                links.push(link);
            }
        }
        // "La radio rapporte, de source militaire, que …": who hands words on stands outside of who said them.
        links.sort_by_key(|l| l.source.kind != SourceKind::Media);
        (links, around)
    }
}

/// The noun phrase that a preposition governs: the head that its first word points to, else the
/// first noun or pronoun after it.
fn governed(doc: &Doc, first: WordId, last: WordId) -> Option<WordId> {
    let end = doc.sentence_words(last).end;
    let by_tree = (first..=last).filter_map(|w| doc.head(w)).find(|&h| h > last && nominal(doc, h));
    by_tree.or_else(|| (last + 1..end.min(last + 6)).find(|&w| nominal(doc, w)))
}

fn nominal(doc: &Doc, w: WordId) -> bool {
    matches!(doc.upos(w), Upos::Noun | Upos::Propn | Upos::Pron)
        || (doc.upos(w) == Upos::Adj && doc.kid(w, |r| r == Deprel::Det).is_some())
}

/// Whether a phrase can be a source: a party, a name, a pronoun, a noun for sources or documents.
/// "Selon leur grade" has none.
fn can_speak(doc: &Doc, cues: &Cues, entities: &Entities, head: WordId) -> bool {
    let lemma = doc.low_lemma(head);
    matches!(doc.upos(head), Upos::Propn | Upos::Pron)
        || entities.mention(head).is_some()
        || cues.source_noun(lemma).is_some()
        || cues.is_document(lemma)
}

/// The clause-like stretch of a sentence around a byte: what semicolons bound.
fn segment(doc: &Doc, w: WordId) -> Span {
    let words = doc.sentence_words(w);
    let bound = |x: WordId| doc.form(x) == ";";
    let first = (words.start..w).rev().find(|&x| bound(x)).map_or(words.start, |x| x + 1);
    let last = (w..words.end).find(|&x| bound(x)).unwrap_or(words.end);
    doc.span_of(first.min(w), (last - 1).max(w))
}
