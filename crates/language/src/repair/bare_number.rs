//! "A tué dix-sept d'entre eux": a bare number right behind an active verb that has no object is its object.
//!
//! Not behind a passive ("tués à dix"), nor beside an object.

use selon_model::{Deprel, Upos};

use super::sentence::Sentence;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for i in 1..sentence.words.len() {
        let (verb, word) = (&sentence.words[i - 1], &sentence.words[i]);
        let adjunct = word.deprel == Deprel::OblMod && sentence.head(i) == i - 1;
        let active = verb.upos == Upos::Verb && verb.feats.voice.is_none();
        let own = |relation| sentence.dependent(i - 1, relation).is_some();
        if adjunct && active && word.upos == Upos::Num && !own(Deprel::Obj) && !own(Deprel::AuxPass) {
            sentence.words[i].deprel = Deprel::Obj;
            sentence.changed.push(i);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn a_number_behind_the_verb_is_its_object() {
        mends(
            apply,
            "1 a avoir AUX 2 aux:tense\n2 tué tuer VERB 0 root\n3 dix dix NUM 2 obl:mod",
            "1 a avoir AUX 2 aux:tense\n2 tué tuer VERB 0 root\n3 dix dix NUM 2 obj",
        );
    }

    #[test]
    fn passives_and_verbs_with_objects_stay() {
        spares(apply, "1 été être AUX 2 aux:pass\n2 tués tuer VERB 0 root\n3 dix dix NUM 2 obl:mod");
        spares(apply, "1 tués tuer VERB 0 root Voice=Pass\n2 dix dix NUM 1 obl:mod");
        spares(apply, "1 tue tuer VERB 0 root\n2 dix dix NUM 1 obl:mod\n3 chefs chef NOUN 1 obj");
    }
}
