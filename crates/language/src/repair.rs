//! What French grammar rules out is put right after the network has chosen.
//!
//! The network has seen few conditionals of rare verbs and few of some constructions of the news. The
//! repairs touch only analyses that French does not have.

use selon_model::{Deprel, Feats, Mood, Tense, Upos, VerbForm, Word, WordId};

/// Mood and tense of a verb whose ending leaves no choice: its infinitive's stem with the endings of
/// the conditional ("reprendraient") or of the future ("rencontrera").
pub(crate) fn inflect(form: &str, lemma: &str, feats: Feats) -> Feats {
    let form = form.to_lowercase();
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let Some(ending) = form.strip_prefix(stem).filter(|_| stem.ends_with('r') && stem.len() > 2) else {
        return feats;
    };
    let (mood, tense) = match ending {
        "ais" | "ait" | "aient" => (Mood::Cnd, Tense::Pres),
        "a" | "ont" | "ons" | "ez" | "as" => (Mood::Ind, Tense::Fut),
        _ => return feats,
    };
    Feats { mood: Some(mood), tense: Some(tense), verb_form: Some(VerbForm::Fin), ..feats }
}

/// The present of the indicative, for a form that was taken for no verb.
pub(crate) fn finite(feats: Feats) -> Feats {
    Feats { mood: Some(Mood::Ind), tense: Some(Tense::Pres), verb_form: Some(VerbForm::Fin), ..feats }
}

/// Repairs the trees of a sentence's words, which begin at word `first` of the analysis.
pub(crate) fn trees(words: &mut [Word], first: WordId) {
    for i in 0..words.len() {
        raise(words, first, i);
    }
    names(words, first);
    second_subjects(words, first);
    gone(words, first);
    actives(words, first);
    numbers(words, first);
}

/// "À Radio Okapi": a proper noun right behind a capital in the middle of a sentence, on the same head, goes on with its name.
fn names(words: &mut [Word], first: WordId) {
    for i in 2..words.len() {
        let [before, word] = [&words[i - 1], &words[i]];
        let capital = |w: &Word| w.form.starts_with(char::is_uppercase);
        let noun = matches!(before.upos, Upos::Noun | Upos::Propn) && capital(before);
        let core = matches!(word.deprel, Deprel::Nsubj | Deprel::Obj | Deprel::OblArg | Deprel::OblMod);
        if noun && core && word.upos == Upos::Propn && capital(word) && word.head == before.head {
            words[i].head = first + i as WordId - 1;
            words[i].deprel = Deprel::FlatName;
        }
    }
}

/// "Avoir repoussé l'attaque et tué dix hommes": what shares the auxiliary "avoir" is as active as what has it.
fn actives(words: &mut [Word], first: WordId) {
    for i in 0..words.len() {
        let word = &words[i];
        if word.deprel != Deprel::Conj || word.feats.voice.is_none() || word.upos != Upos::Verb {
            continue;
        }
        let has =
            |head: WordId, relation: Deprel| words.iter().any(|w| w.head == head && w.deprel == relation);
        let (own, above) = (first + i as WordId, word.head);
        let auxiliary = |w: WordId| has(w, Deprel::AuxTense) || has(w, Deprel::AuxPass);
        if !auxiliary(own)
            && has(above, Deprel::AuxTense)
            && !has(above, Deprel::AuxPass)
            && !has(own, Deprel::OblAgent)
        {
            words[i].feats.voice = None;
        }
    }
}

/// "A tué dix-sept d'entre eux": a bare number right behind an active verb that has no object is its object.
fn numbers(words: &mut [Word], first: WordId) {
    for i in 1..words.len() {
        let verb = first + i as WordId - 1;
        let (before, word) = (&words[i - 1], &words[i]);
        let adjunct = matches!(word.deprel, Deprel::OblMod | Deprel::Obl) && word.head == verb;
        if !(adjunct && word.upos == Upos::Num && before.upos == Upos::Verb && before.feats.voice.is_none()) {
            continue;
        }
        let own = |relation: Deprel| words.iter().any(|w| w.head == verb && w.deprel == relation);
        if !own(Deprel::Obj) && !own(Deprel::AuxPass) {
            words[i].deprel = Deprel::Obj;
        }
    }
}

/// Participles of verbs conjugated with "être" that are nouns or adjectives as well.
const GONE: &[(&str, &str)] = &[("mort", "mourir"), ("né", "naître"), ("parti", "partir")];

/// "Six soldats sont morts": a noun without an article behind "être" and its subject is no noun; it is the participle.
/// "Ils sont médecins" stays as it is, and so does "les morts sont des civils".
fn gone(words: &mut [Word], first: WordId) {
    for i in 0..words.len() {
        let form = words[i].form.to_lowercase();
        let stem = form.strip_suffix('s').unwrap_or(&form);
        let stem = stem.strip_suffix('e').filter(|s| !s.is_empty()).unwrap_or(stem);
        let Some((_, verb)) = GONE.iter().find(|(p, _)| *p == stem) else { continue };
        let here = first + i as WordId;
        let kid = |r: Deprel| words.iter().position(|w| w.head == here && w.deprel == r && r != Deprel::Root);
        let (Some(copula), Some(_)) = (kid(Deprel::Cop), kid(Deprel::Nsubj)) else { continue };
        if !matches!(words[i].upos, Upos::Noun | Upos::Adj) || kid(Deprel::Det).is_some() || copula > i {
            continue;
        }
        words[copula].deprel = Deprel::AuxTense;
        words[i].upos = Upos::Verb;
        words[i].lemma = (*verb).into();
        words[i].feats =
            Feats { verb_form: Some(VerbForm::Part), tense: Some(Tense::Past), ..words[i].feats };
    }
}

/// "Le mouvement dément avoir mené l'attaque": a verb right before the auxiliary of a perfect infinitive
/// governs it and is no adverb of it.
fn raise(words: &mut [Word], first: WordId, i: usize) {
    let at = |w: WordId| (w - first) as usize;
    let here = first + i as WordId;
    let Some(auxiliary) = words.get(i + 1) else { return };
    let infinitive = auxiliary.upos == Upos::Aux && auxiliary.feats.verb_form == Some(VerbForm::Inf);
    let below =
        words[i].upos == Upos::Verb && matches!(words[i].deprel, Deprel::Advmod | Deprel::Amod | Deprel::Dep);
    let lower = auxiliary.head;
    if !(infinitive && below && words[i].head == lower && lower > here) {
        return;
    }
    let (head, relation) = (words[at(lower)].head, words[at(lower)].deprel);
    words[i].head = if head == lower { here } else { head };
    words[i].deprel = relation;
    if words[i].feats.mood.is_none() {
        words[i].feats = finite(words[i].feats);
    }
    for (k, word) in words.iter_mut().enumerate() {
        let outer = k < i
            || matches!(
                word.deprel,
                Deprel::Conj | Deprel::Parataxis | Deprel::ParataxisInsert | Deprel::Punct
            );
        if word.head == lower && k != at(lower) && k != i && outer {
            word.head = here;
        }
    }
    words[at(lower)].head = here;
    words[at(lower)].deprel = Deprel::Xcomp;
}

/// "Le groupe a revendiqué, dans un communiqué, des tirs": a verb has one subject; a second one behind
/// it is its object where it has none.
fn second_subjects(words: &mut [Word], first: WordId) {
    for v in 0..words.len() {
        let verb = first + v as WordId;
        let kids = |r: Deprel| move |(_, w): &(usize, &Word)| w.head == verb && w.deprel == r;
        if words[v].upos != Upos::Verb || words.iter().enumerate().any(|p| kids(Deprel::Obj)(&p)) {
            continue;
        }
        let subjects: Vec<usize> =
            words.iter().enumerate().filter(|p| kids(Deprel::Nsubj)(p)).map(|(i, _)| i).collect();
        if let [before, .., behind] = subjects[..]
            && before < v
            && behind > v
        {
            words[behind].deprel = Deprel::Obj;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_decide_mood_and_tense() {
        let check = |form: &str, lemma: &str, expected: &str| {
            assert_eq!(
                inflect(form, lemma, Feats::parse("Mood=Ind|Tense=Imp|VerbForm=Fin")).to_string(),
                expected,
                "{form}"
            );
        };
        check("reprendraient", "reprendre", "Mood=Cnd|Tense=Pres|VerbForm=Fin");
        check("rencontrera", "rencontrer", "Mood=Ind|Tense=Fut|VerbForm=Fin");
        check("tirait", "tirer", "Mood=Ind|Tense=Imp|VerbForm=Fin");
        check("montraient", "montrer", "Mood=Ind|Tense=Imp|VerbForm=Fin");
    }

    fn word(form: &str, upos: Upos, head: WordId, deprel: Deprel, feats: &str) -> Word {
        let span = selon_model::Span::new(0, 0);
        Word { span, form: form.into(), lemma: form.into(), upos, feats: Feats::parse(feats), head, deprel }
    }

    #[test]
    fn a_verb_governs_the_perfect_infinitive_behind_it() {
        let mut words = [
            word("mouvement", Upos::Noun, 3, Deprel::Nsubj, "_"),
            word("dément", Upos::Verb, 3, Deprel::Advmod, "_"),
            word("avoir", Upos::Aux, 3, Deprel::AuxTense, "VerbForm=Inf"),
            word("mené", Upos::Verb, 3, Deprel::Root, "VerbForm=Part"),
        ];
        trees(&mut words, 0);
        let tree: Vec<(WordId, Deprel)> = words.iter().map(|w| (w.head, w.deprel)).collect();
        assert_eq!(tree, [(1, Deprel::Nsubj), (1, Deprel::Root), (3, Deprel::AuxTense), (1, Deprel::Xcomp)]);
    }

    #[test]
    fn names_numbers_and_voices_go_on() {
        let mut words = [
            word("confié", Upos::Verb, 0, Deprel::Root, "_"),
            word("à", Upos::Adp, 2, Deprel::Case, "_"),
            word("Radio", Upos::Noun, 0, Deprel::OblArg, "_"),
            word("Okapi", Upos::Propn, 0, Deprel::Nsubj, "_"),
        ];
        trees(&mut words, 0);
        assert_eq!((words[3].head, words[3].deprel), (2, Deprel::FlatName));
        let mut words = [
            word("avoir", Upos::Aux, 1, Deprel::AuxTense, "VerbForm=Inf"),
            word("repoussé", Upos::Verb, 1, Deprel::Root, "VerbForm=Part"),
            word("tué", Upos::Verb, 1, Deprel::Conj, "VerbForm=Part|Voice=Pass"),
            word("dix", Upos::Num, 2, Deprel::OblMod, "_"),
        ];
        trees(&mut words, 0);
        assert_eq!((words[2].feats.voice, words[3].deprel), (None, Deprel::Obj));
    }

    #[test]
    fn who_is_dead_has_died() {
        let mut words = [
            word("soldats", Upos::Noun, 2, Deprel::Nsubj, "_"),
            word("sont", Upos::Aux, 2, Deprel::Cop, "VerbForm=Fin"),
            word("morts", Upos::Noun, 2, Deprel::Root, "_"),
        ];
        trees(&mut words, 0);
        assert_eq!(
            (words[1].deprel, words[2].upos, &*words[2].lemma),
            (Deprel::AuxTense, Upos::Verb, "mourir")
        );
    }

    #[test]
    fn a_second_subject_is_the_object() {
        let mut words = [
            word("groupe", Upos::Noun, 1, Deprel::Nsubj, "_"),
            word("revendique", Upos::Verb, 1, Deprel::Root, "_"),
            word("tirs", Upos::Noun, 1, Deprel::Nsubj, "_"),
        ];
        trees(&mut words, 0);
        assert_eq!(words[2].deprel, Deprel::Obj);
    }
}
