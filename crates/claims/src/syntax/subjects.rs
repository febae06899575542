//! Subjects: own, shared and understood; what relative pronouns stand for.

use selon_model::{Deprel, Number, Upos, VerbForm, WordId};

use crate::lexicon::classes::Class;
use crate::syntax::view::{CLIMB, Doc};

impl Doc<'_> {
    /// What a relative pronoun stands for: the noun that its clause modifies.
    pub(crate) fn antecedent(&self, pronoun: WordId) -> Option<WordId> {
        self.ancestors(pronoun)
            .take(CLIMB)
            .find(|&a| matches!(self.rel(a), Deprel::AclRelcl | Deprel::Acl))
            .and_then(|clause| self.head(clause).map(|noun| self.agreeing(pronoun, clause, noun)))
    }

    /// "Des soldats de la garnison qui ont riposté": the noun around the one that the parser hung a clause on, where
    /// only that one has the number of the clause's verb.
    fn agreeing(&self, pronoun: WordId, clause: WordId, noun: WordId) -> WordId {
        let number = |w: WordId| self.word(w).feats.number;
        let plural = |w: WordId| number(w) == Some(Number::Plur) || self.conjuncts(w).len() > 1;
        let verb = self.inflection(clause).finite.filter(|&v| number(v) == Some(Number::Plur));
        if self.form(pronoun) != "qui" || verb.is_none() || plural(noun) || number(noun).is_none() {
            return noun;
        }
        let nominal = |a: &WordId| matches!(self.upos(*a), Upos::Noun | Upos::Propn);
        let mut around = self.ancestors(noun).skip(1).take(3).take_while(nominal);
        around.find(|&a| plural(a)).unwrap_or(noun)
    }

    /// The grammatical subject of a predicate, own or shared: by coordination, control, relative
    /// clauses and participles. Never a relative pronoun: its antecedent instead.
    pub(crate) fn subject(&self, w: WordId) -> Option<WordId> {
        let mut at = w;
        for _ in 0..CLIMB {
            if let Some(own) = self.own_subject(at) {
                return Some(own);
            }
            let head = self.head(at)?;
            let infinitive = self.word(at).feats.verb_form == Some(VerbForm::Inf);
            let participle = self.word(at).feats.verb_form == Some(VerbForm::Part);
            at = match self.rel(at) {
                Deprel::Conj if !self.upos_is_nominal(head) || self.upos_is_nominal(at) => head,
                Deprel::Xcomp
                | Deprel::Ccomp
                | Deprel::Advcl
                | Deprel::Obl
                | Deprel::OblArg
                | Deprel::OblMod
                | Deprel::Parataxis
                    if infinitive || participle || self.rel(at) == Deprel::Xcomp =>
                {
                    match self.controller(head, at) {
                        Some(controller) => return Some(controller),
                        None => head,
                    }
                }
                Deprel::Acl if infinitive => return self.holder(head),
                Deprel::Acl | Deprel::Amod => return Some(head),
                Deprel::AuxCaus => head,
                _ => return None,
            };
        }
        None
    }

    fn upos_is_nominal(&self, w: WordId) -> bool {
        matches!(self.upos(w), Upos::Noun | Upos::Propn | Upos::Pron)
            && self.dependent(w, |r| r == Deprel::Cop).is_none()
    }

    fn own_subject(&self, w: WordId) -> Option<WordId> {
        let subject = self
            .dependents_with(w, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjCaus))
            .find(|&k| !self.is_a(k, Class::Time))
            .or_else(|| self.counted_subject(w))?;
        if self.word(subject).feats.relative || self.grammar.pronouns.relative.contains(self.form(subject)) {
            return self.antecedent(subject);
        }
        Some(subject)
    }

    /// "Six d'entre eux ont été tués", "jusqu'à 500 hommes seraient …": a number before a finite
    /// verb that the parser took for an adjunct.
    fn counted_subject(&self, w: WordId) -> Option<WordId> {
        self.inflection(w).finite?;
        self.dependents_with(w, |r| {
            matches!(r, Deprel::Obl | Deprel::OblMod | Deprel::OblArg | Deprel::Advmod | Deprel::Dep)
        })
        .find(|&k| {
            let number = self.upos(k) == Upos::Num || self.dependent(k, |r| r == Deprel::Nummod).is_some();
            k < w && number && matches!(self.case(k), "" | "jusque à" | "jusque" | "entre")
        })
    }

    /// Object of a verb that makes its object the subject of the infinitive ("contraindre X à …").
    fn controller(&self, verb: WordId, infinitive: WordId) -> Option<WordId> {
        if self.upos(infinitive) != Upos::Verb {
            return None;
        }
        if self.is_a(verb, Class::ObjectControl) {
            return if self.is_passive(verb) {
                None
            } else {
                self.dependent(verb, |r| matches!(r, Deprel::Obj | Deprel::ObjAgent))
            };
        }
        if self.is_a(verb, Class::IndirectControl) {
            return self.dependent(verb, |r| r == Deprel::Iobj).or_else(|| {
                self.dependents_with(verb, |r| matches!(r, Deprel::Obl | Deprel::OblArg | Deprel::OblMod))
                    .find(|&k| self.case(k) == "à")
            });
        }
        None
    }

    /// Who has the plan, the will, the order that a noun names: its complement with "de", its
    /// possessor, or the subject of the verb that it is the object of.
    fn holder(&self, noun: WordId) -> Option<WordId> {
        if let Some(of) = self.dependents_with(noun, |r| r == Deprel::Nmod).find(|&k| self.case(k) == "de") {
            return Some(of);
        }
        let head = self.head(noun)?;
        if self.upos(head) == Upos::Verb {
            return match self.rel(noun) {
                Deprel::Nsubj | Deprel::NsubjPass => None,
                _ => self.subject(head),
            };
        }
        self.dependent(head, |r| r == Deprel::Nsubj)
    }
}
