//! "À Radio Okapi": a proper noun right behind a capital in the middle of a sentence, on the same head, continues its name.
//!
//! Not the first word of a sentence, whose capital says nothing ("Mardi Bamako a …").

use selon_model::{Deprel, Upos, Word};

use super::sentence::Sentence;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for i in 2..sentence.words.len() {
        let [before, word] = [&sentence.words[i - 1], &sentence.words[i]];
        let noun = matches!(before.upos, Upos::Noun | Upos::Propn) && capital(before);
        let core = matches!(word.deprel, Deprel::Nsubj | Deprel::Obj | Deprel::OblArg | Deprel::OblMod);
        if noun && core && word.upos == Upos::Propn && capital(word) && word.head == before.head {
            sentence.hang(i, i - 1, Deprel::FlatName);
            sentence.changed.push(i);
        }
    }
}

fn capital(word: &Word) -> bool {
    word.form.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn names_continue() {
        mends(
            apply,
            "1 confié confier VERB 0 root
             2 à à ADP 3 case
             3 Radio radio NOUN 1 obl:arg
             4 Okapi Okapi PROPN 1 nsubj",
            "1 confié confier VERB 0 root
             2 à à ADP 3 case
             3 Radio radio NOUN 1 obl:arg
             4 Okapi Okapi PROPN 3 flat:name",
        );
    }

    #[test]
    fn the_first_word_and_other_heads_stay() {
        spares(
            apply,
            "1 Mardi mardi NOUN 3 obl:mod\n2 Bamako Bamako PROPN 3 nsubj\n3 dément démentir VERB 0 root",
        );
        spares(
            apply,
            "1 à à ADP 2 case
             2 Gao Gao PROPN 4 obl:mod
             3 Barkhane Barkhane PROPN 5 nsubj
             4 tire tirer VERB 0 root
             5 avance avancer VERB 4 conj",
        );
    }
}
