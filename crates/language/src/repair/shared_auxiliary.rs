//! "Avoir repoussé l'attaque et tué dix hommes": what shares the auxiliary "avoir" is as active as what has it.
//!
//! Not "ont été attaqués et tués": the auxiliary is that of the passive. Nor what has an agent ("et tué par les rebelles").

use selon_model::{Deprel, Upos};

use super::sentence::Sentence;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for i in 0..sentence.words.len() {
        let word = &sentence.words[i];
        if word.deprel != Deprel::Conj || word.feats.voice.is_none() || word.upos != Upos::Verb {
            continue;
        }
        let above = sentence.head(i);
        let has = |word, relation| sentence.dependent(word, relation).is_some();
        let own = [Deprel::AuxTense, Deprel::AuxPass, Deprel::OblAgent].iter().any(|r| has(i, *r));
        if !own && has(above, Deprel::AuxTense) && !has(above, Deprel::AuxPass) {
            sentence.words[i].feats.voice = None;
            sentence.changed.push(i);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn voices_go_on() {
        mends(
            apply,
            "1 avoir avoir AUX 2 aux:tense
             2 repoussé repousser VERB 0 root VerbForm=Part
             3 tué tuer VERB 2 conj VerbForm=Part|Voice=Pass",
            "1 avoir avoir AUX 2 aux:tense
             2 repoussé repousser VERB 0 root VerbForm=Part
             3 tué tuer VERB 2 conj VerbForm=Part",
        );
    }

    #[test]
    fn passives_and_agents_stay() {
        spares(
            apply,
            "1 ont avoir AUX 3 aux:tense
             2 été être AUX 3 aux:pass
             3 attaqués attaquer VERB 0 root VerbForm=Part|Voice=Pass
             4 tués tuer VERB 3 conj VerbForm=Part|Voice=Pass",
        );
        spares(
            apply,
            "1 ont avoir AUX 2 aux:tense
             2 fui fuir VERB 0 root VerbForm=Part
             3 tués tuer VERB 2 conj VerbForm=Part|Voice=Pass
             4 par par ADP 5 case
             5 eux eux PRON 3 obl:agent",
        );
    }
}
