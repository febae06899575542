//! "Et dément que les rebelles avancent": a verb that opens a clause with "que" is finite.
//!
//! Not "le fait que", nor an infinitive ("affirmer que").

use selon_model::{Feats, Mood, Tense, Upos, VerbForm};

use super::sentence::Sentence;
use crate::clauses::before_que;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for i in 0..sentence.words.len() {
        let word = &sentence.words[i];
        let open = matches!(word.upos, Upos::Verb | Upos::Aux) && word.feats.verb_form.is_none();
        let form = |at: usize| sentence.words.get(at).map(|w| &*w.form);
        if open && before_que(i, form, &sentence.grammar.clauses) {
            sentence.words[i].feats = present(sentence.words[i].feats);
            sentence.changed.push(i);
        }
    }
}

/// The present of the indicative, for a form that was taken for no verb.
fn present(feats: Feats) -> Feats {
    Feats { mood: Some(Mood::Ind), tense: Some(Tense::Pres), verb_form: Some(VerbForm::Fin), ..feats }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn a_verb_before_que_is_finite() {
        mends(
            apply,
            "1 et et CCONJ 2 cc
             2 dément démentir VERB 0 root
             3 que que SCONJ 2 mark",
            "1 et et CCONJ 2 cc
             2 dément démentir VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
             3 que que SCONJ 2 mark",
        );
    }

    #[test]
    fn nouns_and_infinitives_stay() {
        spares(apply, "1 le le DET 2 det\n2 fait faire VERB 0 root\n3 que que SCONJ 2 mark");
        spares(
            apply,
            "1 d' de ADP 2 mark\n2 affirmer affirmer VERB 0 root VerbForm=Inf\n3 que que SCONJ 2 mark",
        );
    }
}
