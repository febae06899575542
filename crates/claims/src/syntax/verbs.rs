//! Verbs: inflection, voice, reflexives, negation.

use selon_model::{Deprel, Mood, Tense, Upos, VerbForm, WordId};

use crate::lexicon::classes::Class;
use crate::syntax::view::Doc;

/// How a verb group is inflected, auxiliaries included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inflection {
    pub(crate) mood: Option<Mood>,
    pub(crate) tense: Option<Tense>,
    /// The finite verb itself (an auxiliary, or the verb).
    pub(crate) finite: Option<WordId>,
    /// Compound tense: the auxiliary is of tense ("a pris", "aurait pris").
    pub(crate) perfect: bool,
    pub(crate) passive: bool,
}

impl Doc<'_> {
    /// The inflection of a verb, or of a predicate with a copula.
    pub(crate) fn inflection(&self, w: WordId) -> Inflection {
        let word = self.word(w);
        let mut got = Inflection::default();
        let mut take = |id: WordId, own: bool| {
            let feats = &self.word(id).feats;
            if feats.verb_form == Some(VerbForm::Fin) || feats.mood.is_some() {
                got.mood = feats.mood;
                got.tense = feats.tense;
                got.finite = Some(id);
                got.perfect = !own;
            }
        };
        if matches!(word.upos, Upos::Verb | Upos::Aux) {
            take(w, true);
        }
        for aux in self.dependents_with(w, |r| {
            matches!(r, Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::AuxCaus | Deprel::Cop)
        }) {
            take(aux, self.rel(aux) != Deprel::AuxTense);
        }
        got.perfect |= self.dependent(w, |r| r == Deprel::AuxTense).is_some();
        got.passive = self.is_passive(w);
        got
    }

    /// Whether the verb's grammatical subject undergoes it.
    pub(crate) fn is_passive(&self, w: WordId) -> bool {
        let word = self.word(w);
        let has = |r: Deprel| self.dependents(w).iter().any(|&k| self.rel(k) == r);
        if has(Deprel::OblAgent) || has(Deprel::ExplPass) {
            return true;
        }
        if has(Deprel::AuxPass) || has(Deprel::NsubjPass) {
            return !self.is_a(w, Class::Intransitive);
        }
        let past = word.feats.verb_form == Some(VerbForm::Part) && word.feats.tense != Some(Tense::Pres);
        if !past || has(Deprel::AuxTense) || has(Deprel::Aux) || has(Deprel::Obj) {
            return false;
        }
        // "Sont tombés", "est entré", "morts": verbs with "être" are active.
        if self.is_a(w, Class::Intransitive) {
            return false;
        }
        if word.deprel == Deprel::Conj {
            let first = self.first_conjunct(w);
            if first != w
                && self.upos(first) == Upos::Verb
                && self.word(first).feats.verb_form == Some(VerbForm::Part)
            {
                return self.is_passive(first);
            }
        }
        true
    }

    /// Whether the verb is reflexive ("se retirer").
    pub(crate) fn is_reflexive(&self, w: WordId) -> bool {
        self.dependents(w).iter().any(|&k| {
            k < w && self.grammar.pronouns.reflexive.contains(self.form(k)) && {
                let rel = self.rel(k);
                matches!(
                    rel,
                    Deprel::Expl
                        | Deprel::ExplComp
                        | Deprel::ExplPass
                        | Deprel::ExplPv
                        | Deprel::Obj
                        | Deprel::Iobj
                ) && (self.form(k).starts_with('s') || self.word(k).feats.reflexive || rel != Deprel::Obj)
            }
        })
    }

    /// The word that makes a predicate negative ("pas", "aucun", "ni", "sans"), if one does.
    pub(crate) fn negation(&self, w: WordId) -> Option<WordId> {
        let words = &self.grammar.negation;
        let group = std::iter::once(w).chain(self.dependents_with(w, |r| {
            matches!(r, Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::Cop)
        }));
        let mut found = None;
        let mut ne = false;
        for part in group {
            for &k in self.dependents(part) {
                if self.rel(k) == Deprel::Conj {
                    continue;
                }
                ne |= words.ne.contains(self.form(k));
                if words.adverbs.contains(self.form(k)) && self.upos(k) != Upos::Noun {
                    found = found.or(Some(k));
                }
            }
        }
        let argument = self
            .dependents_with(w, |r| {
                matches!(r, Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Xcomp)
            })
            .flat_map(|k| {
                self.dependents_with(k, |r| matches!(r, Deprel::Det | Deprel::Amod | Deprel::Advmod))
                    .chain([k])
                    .collect::<Vec<_>>()
            })
            .find(|&k| words.arguments.contains(self.form(k)));
        if ne { found.or(argument) } else { argument.filter(|&k| words.determiners.contains(self.form(k))) }
    }
}
