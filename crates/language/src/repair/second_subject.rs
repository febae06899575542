//! "Le groupe a revendiqué, dans un communiqué, des tirs": a verb has one subject; a second one behind it is its object where it has none.
//!
//! Not "le groupe, lui, revendique": both stand before the verb.

use selon_model::{Deprel, Upos};

use super::sentence::Sentence;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for verb in 0..sentence.words.len() {
        if sentence.words[verb].upos != Upos::Verb || sentence.dependent(verb, Deprel::Obj).is_some() {
            continue;
        }
        let subject = |w: &usize| sentence.words[*w].deprel == Deprel::Nsubj;
        let subjects: Vec<usize> = sentence.dependents(verb).filter(subject).collect();
        if let [before, .., behind] = subjects[..]
            && before < verb
            && behind > verb
        {
            sentence.words[behind].deprel = Deprel::Obj;
            sentence.changed.push(behind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn a_second_subject_is_the_object() {
        mends(
            apply,
            "1 groupe groupe NOUN 2 nsubj\n2 revendique revendiquer VERB 0 root\n3 tirs tir NOUN 2 nsubj",
            "1 groupe groupe NOUN 2 nsubj\n2 revendique revendiquer VERB 0 root\n3 tirs tir NOUN 2 obj",
        );
    }

    #[test]
    fn doubled_and_inverted_subjects_stay() {
        spares(apply, "1 groupe groupe NOUN 3 nsubj\n2 lui lui PRON 3 nsubj\n3 avance avancer VERB 0 root");
        spares(apply, "1 avance avancer VERB 0 root\n2 groupe groupe NOUN 1 nsubj");
        spares(
            apply,
            "1 groupe groupe NOUN 2 nsubj
             2 revendique revendiquer VERB 0 root
             3 tirs tir NOUN 2 obj
             4 chef chef NOUN 2 nsubj",
        );
    }
}
