//! "Reprendraient": the stem of an infinitive with the endings of the conditional or of the future leaves no choice of mood and tense.
//!
//! Not "montraient", whose ending stands behind a shorter stem.

use selon_model::{Feats, Mood, Tense, Upos, VerbForm};

use super::sentence::Sentence;
use crate::grammar::Endings;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for (i, word) in sentence.words.iter_mut().enumerate() {
        if !matches!(word.upos, Upos::Verb | Upos::Aux) {
            continue;
        }
        let Some((mood, tense)) = inflection(&word.form, &word.lemma, &sentence.grammar.endings) else {
            continue;
        };
        let feats =
            Feats { mood: Some(mood), tense: Some(tense), verb_form: Some(VerbForm::Fin), ..word.feats };
        if word.feats != feats {
            word.feats = feats;
            sentence.changed.push(i);
        }
    }
}

fn inflection(form: &str, lemma: &str, endings: &Endings) -> Option<(Mood, Tense)> {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    if !stem.ends_with('r') || stem.len() <= 2 {
        return None;
    }
    let form = form.to_lowercase();
    let ending = form.strip_prefix(stem)?;
    if endings.conditional.contains(ending) {
        Some((Mood::Cnd, Tense::Pres))
    } else {
        endings.future.contains(ending).then_some((Mood::Ind, Tense::Fut))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn endings_decide_mood_and_tense() {
        mends(
            apply,
            "1 reprendraient reprendre VERB 0 root Mood=Ind|Tense=Imp|VerbForm=Fin",
            "1 reprendraient reprendre VERB 0 root Mood=Cnd|Tense=Pres|VerbForm=Fin",
        );
        mends(
            apply,
            "1 rencontrera rencontrer VERB 0 root",
            "1 rencontrera rencontrer VERB 0 root Mood=Ind|Tense=Fut|VerbForm=Fin",
        );
    }

    #[test]
    fn other_endings_and_nouns_stay() {
        spares(apply, "1 tirait tirer VERB 0 root Mood=Ind|Tense=Imp|VerbForm=Fin");
        spares(apply, "1 montraient montrer VERB 0 root Mood=Ind|Tense=Imp|VerbForm=Fin");
        spares(apply, "1 opéra opérer NOUN 0 root");
    }
}
