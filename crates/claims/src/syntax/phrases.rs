//! Noun phrases and the determiners that tell them apart.

use selon_model::{Deprel, Span, Upos, VerbForm, WordId};

use crate::lexicon::classes::Class;
use crate::syntax::view::Doc;

/// Words behind a participle that still belong to a short noun phrase: "les rebelles venus du nord".
const SHORT: WordId = 4;

impl Doc<'_> {
    /// A noun phrase without relative clauses, parentheses and coordination: first and last word.
    ///
    /// Participles that restrict the noun stay ("les rebelles venus du nord" without a comma);
    /// appositions stay for persons and names ("le général X, chef de …").
    pub(crate) fn noun_phrase(&self, head: WordId) -> (WordId, WordId) {
        let (mut first, mut last) = (head, head);
        // What follows a conjunct belongs to it, wherever the parser hung it.
        let conjunct = self.dependents_with(head, |r| r == Deprel::Conj).next().unwrap_or(WordId::MAX);
        for &dependent in self.dependents(head).iter().filter(|&&k| k < conjunct) {
            let keep = match self.rel(dependent) {
                Deprel::Det
                | Deprel::Amod
                | Deprel::Nummod
                | Deprel::Flat
                | Deprel::FlatName
                | Deprel::FlatForeign
                | Deprel::Compound
                | Deprel::Fixed => true,
                Deprel::Nmod => dependent > head && self.restricts(dependent),
                Deprel::Advmod => true,
                Deprel::Appos => dependent > head && dependent - head <= 12,
                Deprel::Acl => {
                    dependent > head
                        && !self.comma_before(dependent)
                        && self.subtree(dependent).1 - dependent <= SHORT
                        && (self.word(dependent).feats.verb_form == Some(VerbForm::Part)
                            || self.upos(dependent) != Upos::Verb)
                }
                _ => false,
            };
            if !keep || (self.rel(dependent) == Deprel::Advmod && dependent < head && dependent + 3 < head) {
                continue;
            }
            let (a, b) = self.clipped(dependent, head);
            first = first.min(a);
            last = last.max(b);
        }
        (first, last)
    }

    /// Whether a complement says which one the noun is ("de la province"), not where or when
    /// something happens to it ("à Inates", "dimanche").
    fn restricts(&self, complement: WordId) -> bool {
        match self.case(complement) {
            "de" => true,
            "en" | "pour" | "" | "au" | "à" => {
                self.upos(complement) == Upos::Propn && self.case(complement) != "à"
                    || self.case(complement) == "pour"
            }
            _ => false,
        }
    }

    /// The subtree of a modifier, cut before relative clauses and before what a comma sets apart.
    fn clipped(&self, w: WordId, noun: WordId) -> (WordId, WordId) {
        let (first, last) = self.subtree(w);
        if w < noun {
            return (first, w.max(first));
        }
        let cut = (w..=last).find(|&x| {
            x > w
                && (self.rel(x) == Deprel::AclRelcl
                    // "Accuse les rebelles du Tigré [d'avoir tué …]".
                    || (self.rel(x) == Deprel::Acl && self.dependent(x, |r| r == Deprel::Mark).is_some())
                    || (self.rel(x) == Deprel::Conj && self.upos(x) == Upos::Verb))
        });
        let mut end = match cut {
            Some(x) => self.subtree(x).0.max(w + 1) - 1,
            None => last,
        };
        while end > w && matches!(self.upos(end), Upos::Punct | Upos::Cconj | Upos::Adp) && !self.closes(end)
        {
            end -= 1;
        }
        (first, end)
    }

    fn closes(&self, w: WordId) -> bool {
        matches!(self.form(w), ")" | "»" | "\"" | "”")
    }

    /// Whether a comma stands right before the subtree of `w`.
    pub(crate) fn comma_before(&self, w: WordId) -> bool {
        let (first, _) = self.subtree(w);
        self.form(first) == "," || (first > 0 && self.form(first - 1) == ",")
    }

    /// The noun phrase as a stretch of text, without the preposition and outer punctuation.
    pub(crate) fn phrase_span(&self, head: WordId) -> Span {
        let (first, last) = self.noun_phrase(head);
        let mut first = first;
        while first < head
            && matches!(self.upos(first), Upos::Punct | Upos::Adp | Upos::Cconj)
            && self.form(first) != "d'"
        {
            first += 1;
        }
        self.span_of(first, last)
    }

    /// "Une dizaine d'assaillants", "une quantité d'armes": what there is so much of; else the word itself.
    pub(crate) fn counted_noun(&self, w: WordId) -> WordId {
        if !self.is_a(w, Class::Quantity) {
            return w;
        }
        self.dependents_with(w, |r| r == Deprel::Nmod).find(|&k| k > w && self.case(k) == "de").unwrap_or(w)
    }

    /// Whether a word is a definite article or a demonstrative: "la", "ces".
    pub(crate) fn is_definite(&self, w: WordId) -> bool {
        self.grammar.determiners.definite.contains(self.form(w)) || self.is_demonstrative(w)
    }

    /// Whether a word is a demonstrative: "ces".
    pub(crate) fn is_demonstrative(&self, w: WordId) -> bool {
        self.grammar.determiners.demonstrative.contains(self.form(w))
    }

    /// Whether a noun has a definite article or a demonstrative.
    pub(crate) fn has_definite(&self, noun: WordId) -> bool {
        self.dependents(noun).iter().any(|&k| self.is_definite(k))
    }

    /// Whether a word is a possessive of the third person: "son", "leurs".
    pub(crate) fn is_possessive(&self, w: WordId) -> bool {
        self.grammar.determiners.possessive.contains(self.form(w))
    }

    /// The possessive of the third person that a noun has.
    pub(crate) fn possessive(&self, noun: WordId) -> Option<WordId> {
        self.dependents(noun).iter().copied().find(|&k| self.is_possessive(k))
    }
}
