//! From a noun phrase to the links of a chain.

use selon_model::{Deprel, Number, Source, SourceKind, Span, Upos, WordId};

use crate::candidates::attribution::channels;
use crate::candidates::attribution::phrases::can_speak;
use crate::candidates::attribution::scope::Link;
use crate::lexicon::cues::Cues;
use crate::mentions::entities::Entities;
use crate::mentions::names::Named;
use crate::syntax::view::Doc;

/// The sources named so far: what "la même source", "il", "le porte-parole" point back to.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    named: Vec<Vec<Link>>,
}

/// How many sources back a second mention looks.
const MEMORY: usize = 8;

impl Speakers {
    /// Ends the names of the last source before a byte.
    pub(super) fn cut(&mut self, at: u32) {
        for link in self.named.last_mut().into_iter().flatten().filter(|l| l.source.span.holds(at)) {
            link.source.span.end = link.source.span.end.min(at);
        }
    }

    /// The links that a source's noun phrase makes: the medium that cites or questions it first.
    /// `None` where the phrase names no source.
    pub(crate) fn links(
        &mut self,
        doc: &Doc,
        cues: &Cues,
        entities: &Entities,
        head: WordId,
    ) -> Option<Vec<Link>> {
        let word = head;
        let relative = doc.word(head).feats.relative
            || matches!(doc.form(head), "lequel" | "laquelle" | "lesquels" | "lesquelles" | "qui");
        let head = if relative { doc.antecedent(head)? } else { head };
        let head = issuer(doc, cues, head);
        if let Some(chain) = self.second_mention(doc, cues, entities, head) {
            return Some(chain);
        }
        let referent = latter(doc, entities, head).unwrap_or_else(|| entities.referent(head));
        let head =
            if entities.is_place(doc, referent) && doc.upos(head) == Upos::Pron { head } else { referent };
        if doc.upos(head) == Upos::Pron && !demonstrates(doc, head) {
            return None;
        }
        // "Les soldats ont tiré sur la foule, dit-elle": nobody of whom the same sentence tells.
        if doc.form(word).starts_with('-') && doc.sentence(head) == doc.sentence(word) {
            return None;
        }
        let outer = channels::handed_on(doc, head).map(|(_, by)| by).filter(|&by| !is_own(doc, by));
        let (_, last) = doc.noun_phrase(head);
        let cited = channels::cites(doc, last + 1).filter(|_| entities.is_medium(head));
        let chain = [outer, Some(head), cited];
        let links: Vec<Link> =
            chain.into_iter().flatten().map(|x| self.link(doc, cues, entities, x)).collect();
        self.named.push(links.clone());
        Some(links)
    }

    fn link(&self, doc: &Doc, cues: &Cues, entities: &Entities, head: WordId) -> Link {
        let named = entities.party(head);
        let span = source_span(doc, head);
        let kind = kind(doc, cues, head, named);
        let source = Source {
            span,
            kind,
            anonymous: anonymous(doc, cues, entities, head),
            person: named.and_then(|n| n.person.clone()),
            party: named.and_then(|n| n.party.clone()),
            document: document(doc, cues, head),
            channel: None,
            key: None,
        };
        Link { head, source }
    }

    /// The chain that a pronoun or a bare definite noun goes on with: "la même source" has the
    /// medium that cited it the first time.
    fn second_mention(&self, doc: &Doc, cues: &Cues, entities: &Entities, head: WordId) -> Option<Vec<Link>> {
        let recent = || self.named.iter().rev().take(MEMORY);
        let by =
            |wanted: &dyn Fn(&Link) -> bool| recent().find(|chain| chain.last().is_some_and(wanted)).cloned();
        if doc.upos(head) == Upos::Pron {
            // Whoever has spoken goes on speaking, unless somebody else was named since.
            let named = Some(entities.referent(head));
            let referent = named.filter(|&r| can_speak(doc, cues, entities, r)).unwrap_or(head);
            let plural = |w: WordId| doc.word(w).feats.number == Some(Number::Plur);
            let gender = |w: WordId| doc.word(w).feats.gender;
            let agrees = |l: &Link| {
                let genders = (gender(l.head), gender(head));
                plural(l.head) == plural(head)
                    && (genders.0 == genders.1 || genders.0.is_none() || genders.1.is_none())
            };
            let named_since = |l: &Link| referent == head || doc.sentence(l.head) >= doc.sentence(referent);
            let last = recent().next().filter(|c| c.last().is_some_and(|l| agrees(l) && named_since(l)));
            let earlier = || if referent == head { by(&agrees) } else { None };
            return last.cloned().or_else(|| by(&|l| l.head == referent)).or_else(earlier);
        }
        if !bare_definite(doc, head) {
            return None;
        }
        let lemma = doc.low_lemma(head);
        let number = |w: WordId| doc.word(w).feats.number;
        let same_noun = |l: &Link| doc.low_lemma(l.head) == lemma && number(l.head) == number(head);
        if doc.dependents(head).iter().any(|&k| doc.lemma(k) == "même") {
            return by(&same_noun).or_else(|| recent().next().cloned());
        }
        if cues.is_document(lemma) {
            return by(&|l| l.source.document.is_some()).or_else(|| recent().next().cloned());
        }
        if entities.names_itself(doc, head) {
            return None;
        }
        let noun = cues.source_noun(lemma)?;
        let same_kind = |l: &Link| {
            l.source.kind == noun.kind
                && !matches!(noun.kind, SourceKind::Government | SourceKind::ArmedForces | SourceKind::Other)
        };
        by(&|l| same_noun(l) || same_kind(l))
    }
}

/// "Ce dernier": the person named last.
fn latter(doc: &Doc, entities: &Entities, head: WordId) -> Option<WordId> {
    let demonstrative = doc.dependents(head).iter().any(|&k| matches!(doc.form(k), "ce" | "cette" | "ces"));
    if doc.lemma(head) != "dernier" || !demonstrative || entities.referent(head) != head {
        return None;
    }
    (head.saturating_sub(LATTER)..head).rev().find(|&x| {
        matches!(doc.upos(x), Upos::Noun | Upos::Propn)
            && entities.named(x).is_some_and(|n| n.person.is_some())
            && !matches!(doc.rel(x), Deprel::FlatName | Deprel::Flat | Deprel::Appos)
    })
}

/// Words that "ce dernier" looks back.
const LATTER: WordId = 40;

/// "Ceux qui ont fui", "l'un d'eux": a pronoun that names its people by itself.
fn demonstrates(doc: &Doc, head: WordId) -> bool {
    doc.dependents(head).iter().any(|&k| matches!(doc.rel(k), Deprel::AclRelcl | Deprel::Nmod | Deprel::Acl))
}

/// Who stands behind a document or a site: "un communiqué de l'armée" is the army's; a document without
/// an issuer stands for itself.
fn issuer(doc: &Doc, cues: &Cues, head: WordId) -> WordId {
    let lemma = doc.low_lemma(head);
    if !cues.is_document(lemma) && !cues.is_channel(lemma) {
        return head;
    }
    doc.dependents_with(head, |r| matches!(r, Deprel::Nmod | Deprel::Obl | Deprel::Acl))
        .find_map(|k| match doc.rel(k) {
            Deprel::Acl => doc.dependent(k, |r| r == Deprel::OblAgent),
            _ => matches!(doc.case(k), "de" | "par").then_some(k),
        })
        .filter(|&k| matches!(doc.upos(k), Upos::Noun | Upos::Propn))
        .unwrap_or(head)
}

fn document(doc: &Doc, cues: &Cues, head: WordId) -> Option<Span> {
    let above = doc.head(head)?;
    (cues.is_document(doc.low_lemma(above)) && matches!(doc.rel(head), Deprel::Nmod | Deprel::OblAgent))
        .then(|| doc.span(above))
}

/// "Interrogé par notre correspondant": the outlet itself is no link.
pub(super) fn is_own(doc: &Doc, head: WordId) -> bool {
    doc.dependent(head, |r| r == Deprel::Det).is_some_and(|d| matches!(doc.form(d), "notre" | "nos"))
}

/// A source's phrase ends before "citée par …" and before a relative clause.
fn source_span(doc: &Doc, head: WordId) -> Span {
    let whole = doc.phrase_span(head);
    let Some((participle, _)) = channels::handed_on(doc, head) else { return whole };
    if !whole.holds(doc.span(participle).start) {
        return whole;
    }
    let last = (head..participle).rev().find(|&x| doc.upos(x) != Upos::Punct).unwrap_or(head);
    Span::new(whole.start, doc.span(last).end)
}

/// A noun with a definite or demonstrative article and nothing that says which one.
fn bare_definite(doc: &Doc, head: WordId) -> bool {
    let definite = doc.dependent(head, |r| r == Deprel::Det).is_some_and(|d| doc.is_definite(d));
    let said_which = doc.dependents(head).iter().any(|&k| {
        matches!(
            doc.rel(k),
            Deprel::Nmod | Deprel::Appos | Deprel::FlatName | Deprel::Flat | Deprel::AclRelcl | Deprel::Acl
        ) || (doc.rel(k) == Deprel::Amod && !matches!(doc.lemma(k), "même" | "dernier"))
    });
    doc.upos(head) == Upos::Noun && definite && !said_which
}

fn has_name(doc: &Doc, head: WordId) -> bool {
    doc.upos(head) == Upos::Propn
        || doc.dependents(head).iter().any(|&k| {
            matches!(doc.rel(k), Deprel::Appos | Deprel::FlatName | Deprel::Flat)
                && (doc.upos(k) == Upos::Propn
                    || doc.dependents(k).iter().any(|&x| doc.upos(x) == Upos::Propn))
        })
}

fn anonymous(doc: &Doc, cues: &Cues, entities: &Entities, head: WordId) -> bool {
    if has_name(doc, head) || doc.upos(head) == Upos::Propn {
        return false;
    }
    let indefinite = doc.dependent(head, |r| matches!(r, Deprel::Det | Deprel::Nummod)).is_none_or(|d| {
        matches!(
            doc.form(d),
            "un" | "une" | "des" | "de" | "plusieurs" | "certains" | "certaines" | "quelques" | "d'"
        ) || doc.upos(d) == Upos::Num
    });
    match cues.source_noun(doc.low_lemma(head)) {
        Some(noun) => noun.anonymous || indefinite,
        None => indefinite && !entities.names_itself(doc, head),
    }
}

/// What kind of source a phrase is: by its noun and the noun's adjectives first, then by its party.
fn kind(doc: &Doc, cues: &Cues, head: WordId, named: Option<&Named>) -> SourceKind {
    let lemma = doc.low_lemma(head);
    let noun = cues.source_noun(lemma);
    let vague = noun.is_none_or(|n| n.kind == SourceKind::Other)
        || matches!(lemma, "source" | "responsable" | "chef" | "porte-parole" | "officier" | "représentant");
    if vague {
        let by_word = doc.words_in(doc.phrase_span(head)).filter(|&w| w != head).find_map(|w| {
            Some(match doc.low_lemma(w) {
                "sécuritaire" | "sécurité" | "militaire" | "policier" => SourceKind::ArmedForces,
                "médical" | "hospitalier" | "sanitaire" | "hôpital" => SourceKind::Medical,
                "diplomatique" | "gouvernemental" | "officiel" | "judiciaire" | "administratif"
                | "présidentiel" => SourceKind::Government,
                "humanitaire" | "associatif" => SourceKind::Ngo,
                "onusien" => SourceKind::Igo,
                _ => return None,
            })
        });
        if let Some(kind) = by_word {
            return kind;
        }
    }
    match (noun, named.filter(|n| n.party.is_some())) {
        (Some(noun), Some(named)) if vague || noun.kind == SourceKind::Document => named.kind,
        (Some(noun), _) => noun.kind,
        (None, Some(named)) => named.kind,
        (None, None) => SourceKind::Other,
    }
}
