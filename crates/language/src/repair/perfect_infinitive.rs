//! "Le mouvement dément avoir mené l'attaque": a verb right before the auxiliary of a perfect infinitive governs it and is no
//! adverb of it. What stands before the verb, and what is coordinated or inserted, hangs on the verb from then on.
//!
//! Not "le mouvement, vite, avoir mené": an adverb stays one.

use selon_model::{Deprel, Upos, VerbForm};

use super::sentence::Sentence;
use super::verb_before_que::present;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for verb in 0..sentence.words.len().saturating_sub(1) {
        if let Some(infinitive) = governed(sentence, verb) {
            raise(sentence, verb, infinitive);
            sentence.changed.push(verb);
        }
    }
}

/// The participle of the perfect infinitive that a verb stands before and wrongly hangs on.
fn governed(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    let (word, auxiliary) = (&sentence.words[verb], &sentence.words[verb + 1]);
    let infinitive = auxiliary.upos == Upos::Aux && auxiliary.feats.verb_form == Some(VerbForm::Inf);
    let below = word.upos == Upos::Verb && matches!(word.deprel, Deprel::Advmod | Deprel::Amod | Deprel::Dep);
    let participle = sentence.head(verb + 1);
    (infinitive && below && sentence.head(verb) == participle && participle > verb).then_some(participle)
}

fn raise(sentence: &mut Sentence<'_>, verb: usize, infinitive: usize) {
    let (head, relation) = (sentence.head(infinitive), sentence.words[infinitive].deprel);
    sentence.hang(verb, if head == infinitive { verb } else { head }, relation);
    if sentence.words[verb].feats.mood.is_none() {
        sentence.words[verb].feats = present(sentence.words[verb].feats);
    }
    let moved: Vec<usize> = sentence
        .dependents(infinitive)
        .filter(|k| *k != verb && (*k < verb || outer(sentence, *k)))
        .collect();
    for k in moved {
        sentence.hang(k, verb, sentence.words[k].deprel);
    }
    sentence.hang(infinitive, verb, Deprel::Xcomp);
}

/// Whether a dependent behind the infinitive belongs to the whole clause.
fn outer(sentence: &Sentence<'_>, word: usize) -> bool {
    matches!(
        sentence.words[word].deprel,
        Deprel::Conj | Deprel::Parataxis | Deprel::ParataxisInsert | Deprel::Punct
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn a_verb_governs_the_perfect_infinitive_behind_it() {
        mends(
            apply,
            "1 Le le DET 2 det
             2 mouvement mouvement NOUN 5 nsubj
             3 dément démentir VERB 5 advmod
             4 avoir avoir AUX 5 aux:tense VerbForm=Inf
             5 mené mener VERB 0 root VerbForm=Part
             6 l' le DET 7 det
             7 attaque attaque NOUN 5 obj
             8 . . PUNCT 5 punct",
            "1 Le le DET 2 det
             2 mouvement mouvement NOUN 3 nsubj
             3 dément démentir VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
             4 avoir avoir AUX 5 aux:tense VerbForm=Inf
             5 mené mener VERB 3 xcomp VerbForm=Part
             6 l' le DET 7 det
             7 attaque attaque NOUN 5 obj
             8 . . PUNCT 3 punct",
        );
    }

    #[test]
    fn adverbs_stay() {
        spares(
            apply,
            "1 vite vite ADV 3 advmod
             2 avoir avoir AUX 3 aux:tense VerbForm=Inf
             3 fui fuir VERB 0 root VerbForm=Part",
        );
    }
}
