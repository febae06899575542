//! "Six soldats sont morts": a noun or an adjective without an article behind "être" and its subject is the participle, where
//! it is the form of one.
//!
//! Neither "ils sont médecins", nor "les morts sont des civils", nor "ce sont des morts".

use selon_model::{Deprel, Feats, Tense, Upos, VerbForm};

use super::sentence::Sentence;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for i in 0..sentence.words.len() {
        if !matches!(sentence.words[i].upos, Upos::Noun | Upos::Adj) {
            continue;
        }
        let form = sentence.words[i].form.to_lowercase();
        let Some(verb) = sentence.grammar.participles.get(masculine_singular(&form)) else { continue };
        let dependent = |relation| sentence.dependent(i, relation);
        let (Some(copula), Some(_)) = (dependent(Deprel::Cop), dependent(Deprel::Nsubj)) else { continue };
        if dependent(Deprel::Det).is_some() || copula > i {
            continue;
        }
        sentence.words[copula].deprel = Deprel::AuxTense;
        let word = &mut sentence.words[i];
        word.upos = Upos::Verb;
        word.lemma = verb.clone();
        word.feats = Feats { verb_form: Some(VerbForm::Part), tense: Some(Tense::Past), ..word.feats };
        sentence.changed.push(i);
    }
}

/// "Morts", "morte", "mortes" → "mort".
fn masculine_singular(form: &str) -> &str {
    let stem = form.strip_suffix('s').unwrap_or(form);
    stem.strip_suffix('e').filter(|s| !s.is_empty()).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn who_is_dead_has_died() {
        mends(
            apply,
            "1 soldats soldat NOUN 3 nsubj\n2 sont être AUX 3 cop\n3 mortes mort ADJ 0 root Number=Plur",
            "1 soldats soldat NOUN 3 nsubj\n2 sont être AUX 3 aux:tense
             3 mortes mourir VERB 0 root Number=Plur|Tense=Past|VerbForm=Part",
        );
    }

    #[test]
    fn nouns_with_articles_and_other_nouns_stay() {
        spares(apply, "1 ils il PRON 3 nsubj\n2 sont être AUX 3 cop\n3 médecins médecin NOUN 0 root");
        spares(
            apply,
            "1 ce ce PRON 4 nsubj\n2 sont être AUX 4 cop\n3 des un DET 4 det\n4 morts mort NOUN 0 root",
        );
    }
}
