//! A view of an analysis for rules: children, subtrees, noun phrases, clauses.

use std::borrow::Cow;

use selon_model::{Analysis, Deprel, Mode, Mood, Number, Span, Tense, Upos, VerbForm, Word, WordId};

use crate::lexicon::classes::{Class, ClassSet, Classes, Support};
use crate::spelling::fold;

/// An article's analysis with the links that rules follow.
#[derive(Debug)]
pub(crate) struct Doc<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    classes: &'a Classes,
    /// Children of all words, one after the other; those of `w` are `kids[starts[w]..starts[w + 1]]`.
    kids: Vec<WordId>,
    starts: Vec<u32>,
    /// First and last word of each word's subtree.
    reach: Vec<(WordId, WordId)>,
    /// Forms, lemmas and the words as they are written (a contraction is one), folded.
    forms: Vec<Cow<'a, str>>,
    lemmas: Vec<Cow<'a, str>>,
    written: Vec<Cow<'a, str>>,
    /// The classes of each word.
    of_classes: Vec<ClassSet>,
    /// The preposition of each word.
    cases: Vec<Cow<'a, str>>,
    /// Index of the sentence of each word.
    sentences: Vec<u32>,
}

/// How far up a chain of heads a rule looks; trees deeper than that are parse errors.
const CLIMB: usize = 8;

/// Words behind a participle that still belong to a short noun phrase: "les rebelles venus du nord".
const SHORT: WordId = 4;

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

impl<'a> Doc<'a> {
    pub(crate) fn new(text: &'a str, analysis: &'a Analysis, classes: &'a Classes) -> Doc<'a> {
        let words = &analysis.words;
        let (kids, starts) = children(words);
        let mut sentences = vec![0; words.len()];
        for (i, s) in analysis.sentences.iter().enumerate() {
            sentences[s.first as usize..s.end as usize].fill(i as u32);
        }
        let mut doc = Doc {
            text,
            analysis,
            classes,
            kids,
            starts,
            reach: Vec::new(),
            forms: words.iter().map(|w| fold(&w.form)).collect(),
            lemmas: words.iter().map(|w| fold(&w.lemma)).collect(),
            written: words.iter().map(|w| fold(w.span.of_text(text))).collect(),
            of_classes: words.iter().map(|w| classes.of(&w.lemma)).collect(),
            cases: Vec::new(),
            sentences,
        };
        doc.reach = doc.subtrees();
        doc.cases = (0..doc.len()).map(|w| doc.read_case(w)).collect();
        doc
    }

    /// First and last word of every subtree, children before parents.
    fn subtrees(&self) -> Vec<(WordId, WordId)> {
        let mut reach: Vec<(WordId, WordId)> = (0..self.len()).map(|i| (i, i)).collect();
        let mut stack: Vec<(WordId, bool)> = Vec::new();
        for root in (0..self.len()).filter(|&w| self.word(w).head == w) {
            stack.push((root, false));
            while let Some((w, done)) = stack.pop() {
                if !done {
                    stack.push((w, true));
                    stack.extend(self.kids(w).iter().map(|&k| (k, false)));
                    continue;
                }
                for &k in self.kids(w) {
                    let (first, last) = reach[k as usize];
                    let own = &mut reach[w as usize];
                    *own = (own.0.min(first), own.1.max(last));
                }
            }
        }
        reach
    }

    pub(crate) fn len(&self) -> WordId {
        self.analysis.words.len() as WordId
    }

    pub(crate) fn word(&self, w: WordId) -> &'a Word {
        &self.analysis.words[w as usize]
    }

    /// The word's form in lower case.
    pub(crate) fn form(&self, w: WordId) -> &str {
        &self.forms[w as usize]
    }

    pub(crate) fn lemma(&self, w: WordId) -> &'a str {
        &self.word(w).lemma
    }

    /// The word's lemma in lower case.
    pub(crate) fn low_lemma(&self, w: WordId) -> &str {
        &self.lemmas[w as usize]
    }

    /// The word as it is written, in lower case: "aux" for both words of the contraction.
    pub(crate) fn written(&self, w: WordId) -> &str {
        &self.written[w as usize]
    }

    /// Whether the word's form or lemma is this one of a lexicon.
    pub(crate) fn says(&self, w: WordId, word: &str) -> bool {
        self.form(w) == word || self.low_lemma(w) == word
    }

    /// Whether a word belongs to a class of `data/fr/classes.tsv`.
    pub(crate) fn is_a(&self, w: WordId, class: Class) -> bool {
        self.of_classes[w as usize].has(class)
    }

    /// Whether a word belongs to a class that a frame asks for by name.
    pub(crate) fn is_noun_of(&self, w: WordId, class: &str) -> bool {
        self.classes.is_of(class, self.lemma(w))
    }

    /// The mode of assault that a weapon or vehicle stands for.
    pub(crate) fn means(&self, w: WordId) -> Option<Mode> {
        self.classes.means(self.lemma(w))
    }

    /// How a verb carries an event noun, if it does.
    pub(crate) fn support(&self, verb: WordId) -> Option<Support> {
        self.classes.support(self.lemma(verb))
    }

    pub(crate) fn upos(&self, w: WordId) -> Upos {
        self.word(w).upos
    }

    pub(crate) fn rel(&self, w: WordId) -> Deprel {
        self.word(w).deprel
    }

    /// The word that governs `w`, `None` for a root.
    pub(crate) fn head(&self, w: WordId) -> Option<WordId> {
        let head = self.word(w).head;
        (head != w).then_some(head)
    }

    pub(crate) fn kids(&self, w: WordId) -> &[WordId] {
        &self.kids[self.starts[w as usize] as usize..self.starts[w as usize + 1] as usize]
    }

    pub(crate) fn kid(&self, w: WordId, wanted: impl Fn(Deprel) -> bool) -> Option<WordId> {
        self.kids(w).iter().copied().find(|&k| wanted(self.rel(k)))
    }

    pub(crate) fn kids_with(
        &self,
        w: WordId,
        wanted: impl Fn(Deprel) -> bool,
    ) -> impl Iterator<Item = WordId> {
        self.kids(w).iter().copied().filter(move |&k| wanted(self.rel(k)))
    }

    /// Index of the sentence that holds `w`.
    pub(crate) fn sentence(&self, w: WordId) -> usize {
        self.sentences[w as usize] as usize
    }

    pub(crate) fn sentence_span(&self, w: WordId) -> Span {
        self.analysis.sentences[self.sentence(w)].span
    }

    /// Words of the sentence that holds `w`.
    pub(crate) fn sentence_words(&self, w: WordId) -> std::ops::Range<WordId> {
        let s = &self.analysis.sentences[self.sentence(w)];
        s.first..s.end
    }

    pub(crate) fn span(&self, w: WordId) -> Span {
        self.word(w).span
    }

    /// The text from the first to the last word.
    pub(crate) fn span_of(&self, first: WordId, last: WordId) -> Span {
        self.span(first).join(self.span(last))
    }

    pub(crate) fn subtree(&self, w: WordId) -> (WordId, WordId) {
        self.reach[w as usize]
    }

    pub(crate) fn subtree_span(&self, w: WordId) -> Span {
        let (first, last) = self.subtree(w);
        self.span_of(first, last)
    }

    /// First word that begins at or after a byte.
    pub(crate) fn word_at(&self, byte: u32) -> WordId {
        self.analysis.words.partition_point(|w| w.span.start < byte) as WordId
    }

    /// Words inside a span.
    pub(crate) fn words_in(&self, span: Span) -> std::ops::Range<WordId> {
        self.word_at(span.start)..self.word_at(span.end)
    }

    /// Whether `above` is `w` or one of the words that govern it.
    pub(crate) fn governs(&self, above: WordId, w: WordId) -> bool {
        let (first, last) = self.subtree(above);
        first <= w && w <= last && self.ancestors(w).any(|a| a == above)
    }

    /// `w` and the words that govern it, nearest first.
    pub(crate) fn ancestors(&self, w: WordId) -> impl Iterator<Item = WordId> {
        std::iter::successors(Some(w), move |&a| self.head(a)).take(64)
    }

    /// `w` and the words coordinated with it; `w` has to be the first of them.
    pub(crate) fn conjuncts(&self, w: WordId) -> Vec<WordId> {
        let mut all = vec![w];
        all.extend(self.kids_with(w, |r| r == Deprel::Conj));
        all
    }

    /// Whether a word heads a clause of its own below another: a relative, complement, adverbial or
    /// loose clause, or a verb coordinated with another.
    pub(crate) fn is_clause(&self, w: WordId) -> bool {
        match self.rel(w) {
            Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis => true,
            Deprel::Conj => self.upos(w) == Upos::Verb,
            _ => false,
        }
    }

    /// First of the words that `w` is coordinated with.
    pub(crate) fn first_conjunct(&self, w: WordId) -> WordId {
        let mut at = w;
        for _ in 0..CLIMB {
            match self.head(at) {
                Some(head) if self.rel(at) == Deprel::Conj => at = head,
                _ => break,
            }
        }
        at
    }

    /// The preposition of a phrase ("contre", "à l'encontre de"), by the phrase's head, in its
    /// lemma; empty where there is none. A conjunct shares its first conjunct's.
    pub(crate) fn case(&self, w: WordId) -> &str {
        &self.cases[w as usize]
    }

    fn read_case(&self, w: WordId) -> Cow<'a, str> {
        let mut own = self.kids_with(w, |r| r == Deprel::Case).take_while(|&k| k < w);
        let Some(first) = own.next() else {
            let first = self.first_conjunct(w);
            return if first == w { "".into() } else { self.read_case(first) };
        };
        let mut parts = self.kids_with(first, |r| r == Deprel::Fixed).chain(own).peekable();
        if parts.peek().is_none() {
            return self.lemma(first).into();
        }
        let mut case = self.lemma(first).to_owned();
        for part in parts {
            case.push(' ');
            case.push_str(self.form(part));
        }
        // "Lors d'un raid", "à l'encontre d'eux": as written before a consonant.
        if case.ends_with(" d'") {
            case.truncate(case.len() - 2);
            case.push_str("de");
        }
        case.into()
    }

    /// A noun phrase without relative clauses, parentheses and coordination: first and last word.
    ///
    /// Participles that restrict the noun stay ("les rebelles venus du nord" without a comma);
    /// appositions stay for persons and names ("le général X, chef de …").
    pub(crate) fn noun_phrase(&self, head: WordId) -> (WordId, WordId) {
        let (mut first, mut last) = (head, head);
        // What follows a conjunct belongs to it, wherever the parser hung it.
        let conjunct = self.kids_with(head, |r| r == Deprel::Conj).next().unwrap_or(WordId::MAX);
        for &kid in self.kids(head).iter().filter(|&&k| k < conjunct) {
            let keep = match self.rel(kid) {
                Deprel::Det
                | Deprel::Amod
                | Deprel::Nummod
                | Deprel::Flat
                | Deprel::FlatName
                | Deprel::FlatForeign
                | Deprel::Compound
                | Deprel::Fixed => true,
                Deprel::Nmod => kid > head && self.restricts(kid),
                Deprel::Advmod => true,
                Deprel::Appos => kid > head && kid - head <= 12,
                Deprel::Acl => {
                    kid > head
                        && !self.comma_before(kid)
                        && self.subtree(kid).1 - kid <= SHORT
                        && (self.word(kid).feats.verb_form == Some(VerbForm::Part)
                            || self.upos(kid) != Upos::Verb)
                }
                _ => false,
            };
            if !keep || (self.rel(kid) == Deprel::Advmod && kid < head && kid + 3 < head) {
                continue;
            }
            let (a, b) = self.clipped(kid, head);
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
                    || (self.rel(x) == Deprel::Acl && self.kid(x, |r| r == Deprel::Mark).is_some())
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
        for aux in self.kids_with(w, |r| {
            matches!(r, Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::AuxCaus | Deprel::Cop)
        }) {
            take(aux, self.rel(aux) != Deprel::AuxTense);
        }
        got.perfect |= self.kid(w, |r| r == Deprel::AuxTense).is_some();
        got.passive = self.is_passive(w);
        got
    }

    /// Whether the verb's grammatical subject undergoes it.
    pub(crate) fn is_passive(&self, w: WordId) -> bool {
        let word = self.word(w);
        let has = |r: Deprel| self.kids(w).iter().any(|&k| self.rel(k) == r);
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
        self.kids(w).iter().any(|&k| {
            k < w && matches!(self.form(k), "se" | "s'" | "me" | "nous" | "m'") && {
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

    /// "Une dizaine d'assaillants", "une quantité d'armes": what there is so much of; else the word itself.
    pub(crate) fn counted_noun(&self, w: WordId) -> WordId {
        if !self.is_a(w, Class::Quantity) {
            return w;
        }
        self.kids_with(w, |r| r == Deprel::Nmod).find(|&k| k > w && self.case(k) == "de").unwrap_or(w)
    }

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
            && self.kid(w, |r| r == Deprel::Cop).is_none()
    }

    fn own_subject(&self, w: WordId) -> Option<WordId> {
        let subject = self
            .kids_with(w, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjCaus))
            .find(|&k| !self.is_a(k, Class::Time))
            .or_else(|| self.counted_subject(w))?;
        if self.word(subject).feats.relative
            || (matches!(self.form(subject), "qui" | "lequel" | "laquelle" | "lesquels"))
        {
            return self.antecedent(subject);
        }
        Some(subject)
    }

    /// "Six d'entre eux ont été tués", "jusqu'à 500 hommes seraient …": a number before a finite
    /// verb that the parser took for an adjunct.
    fn counted_subject(&self, w: WordId) -> Option<WordId> {
        self.inflection(w).finite?;
        self.kids_with(w, |r| {
            matches!(r, Deprel::Obl | Deprel::OblMod | Deprel::OblArg | Deprel::Advmod | Deprel::Dep)
        })
        .find(|&k| {
            let number = self.upos(k) == Upos::Num || self.kid(k, |r| r == Deprel::Nummod).is_some();
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
                self.kid(verb, |r| matches!(r, Deprel::Obj | Deprel::ObjAgent))
            };
        }
        if self.is_a(verb, Class::IndirectControl) {
            return self.kid(verb, |r| r == Deprel::Iobj).or_else(|| {
                self.kids_with(verb, |r| matches!(r, Deprel::Obl | Deprel::OblArg | Deprel::OblMod))
                    .find(|&k| self.case(k) == "à")
            });
        }
        None
    }

    /// Who has the plan, the will, the order that a noun names: its complement with "de", its
    /// possessor, or the subject of the verb that it is the object of.
    fn holder(&self, noun: WordId) -> Option<WordId> {
        if let Some(of) = self.kids_with(noun, |r| r == Deprel::Nmod).find(|&k| self.case(k) == "de") {
            return Some(of);
        }
        let head = self.head(noun)?;
        if self.upos(head) == Upos::Verb {
            return match self.rel(noun) {
                Deprel::Nsubj | Deprel::NsubjPass => None,
                _ => self.subject(head),
            };
        }
        self.kid(head, |r| r == Deprel::Nsubj)
    }

    /// The word that makes a predicate negative ("pas", "aucun", "ni", "sans"), if one does.
    pub(crate) fn negation(&self, w: WordId) -> Option<WordId> {
        const NEGATORS: &[&str] = &["pas", "plus", "jamais", "aucun", "aucune", "guère", "nullement", "ni"];
        let group =
            std::iter::once(w).chain(self.kids_with(w, |r| {
                matches!(r, Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::Cop)
            }));
        let mut found = None;
        let mut ne = false;
        for part in group {
            for &k in self.kids(part) {
                if self.rel(k) == Deprel::Conj {
                    continue;
                }
                ne |= matches!(self.form(k), "ne" | "n'");
                if NEGATORS.contains(&self.form(k)) && self.upos(k) != Upos::Noun {
                    found = found.or(Some(k));
                }
            }
        }
        let argument = self
            .kids_with(w, |r| matches!(r, Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Xcomp))
            .flat_map(|k| {
                self.kids_with(k, |r| matches!(r, Deprel::Det | Deprel::Amod | Deprel::Advmod))
                    .chain([k])
                    .collect::<Vec<_>>()
            })
            .find(|&k| matches!(self.form(k), "aucun" | "aucune" | "nul" | "nulle" | "personne" | "rien"));
        if ne { found.or(argument) } else { argument.filter(|&k| matches!(self.form(k), "aucun" | "aucune")) }
    }
}

/// Children of every word in the order of the text, as one array with starts.
fn children(words: &[Word]) -> (Vec<WordId>, Vec<u32>) {
    let mut starts = vec![0u32; words.len() + 1];
    for (i, w) in words.iter().enumerate() {
        if w.head as usize != i {
            starts[w.head as usize + 1] += 1;
        }
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut next = starts.clone();
    let mut kids = vec![0; starts.last().copied().unwrap_or(0) as usize];
    for (i, w) in words.iter().enumerate() {
        if w.head as usize != i {
            kids[next[w.head as usize] as usize] = i as WordId;
            next[w.head as usize] += 1;
        }
    }
    (kids, starts)
}
