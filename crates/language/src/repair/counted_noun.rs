//! "Plus de 200 personnes ont fui": the treebanks make the adverb the subject and hang the noun on it. The rules ask
//! who fled, so here the noun takes the adverb's place, as in "200 personnes".
//!
//! Not "près du camp": nothing is counted.

use selon_model::{Deprel, Upos};

use super::sentence::Sentence;

pub(super) fn apply(sentence: &mut Sentence<'_>) {
    for adverb in 0..sentence.words.len() {
        if let Some(noun) = counted(sentence, adverb) {
            swap(sentence, adverb, noun);
            sentence.changed.push(noun);
        }
    }
}

/// The noun that an adverb of quantity counts, behind the preposition "de".
fn counted(sentence: &Sentence<'_>, adverb: usize) -> Option<usize> {
    let (word, words) = (&sentence.words[adverb], &sentence.grammar.quantity);
    let many = words.adverbs.contains(&word.lemma);
    if word.upos != Upos::Adv || !(many || words.bounds.contains(&word.lemma)) {
        return None;
    }
    let preposition = adverb + 1;
    sentence.words.get(preposition).filter(|p| &*p.lemma == DE)?;
    let noun = sentence.head(preposition);
    let fits = noun > preposition && sentence.head(noun) == adverb && sentence.words[noun].upos == Upos::Noun;
    let number = || {
        let inside = |w: usize| sentence.words[w].deprel == Deprel::Nummod && sentence.head(w) == noun;
        words.nouns.contains(&sentence.words[noun].lemma) || (preposition..noun).any(inside)
    };
    (fits && (many || number())).then_some(noun)
}

const DE: &str = "de";

/// The noun takes the adverb's head, relation and dependents.
fn swap(sentence: &mut Sentence<'_>, adverb: usize, noun: usize) {
    let (head, relation) = (sentence.head(adverb), sentence.words[adverb].deprel);
    let dependents: Vec<usize> = sentence.dependents(adverb).collect();
    for word in dependents {
        sentence.hang(word, noun, sentence.words[word].deprel);
    }
    sentence.hang(noun, if head == adverb { noun } else { head }, relation);
    sentence.hang(adverb, noun, Deprel::Advmod);
    sentence.hang(adverb + 1, adverb, Deprel::Fixed);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mends, spares};
    use super::apply;

    #[test]
    fn the_counted_noun_is_the_head() {
        mends(
            apply,
            "1 Plus plus ADV 5 nsubj
             2 de de ADP 4 case
             3 200 200 NUM 4 nummod
             4 personnes personne NOUN 1 nmod
             5 fuient fuir VERB 0 root",
            "1 Plus plus ADV 4 advmod
             2 de de ADP 1 fixed
             3 200 200 NUM 4 nummod
             4 personnes personne NOUN 5 nsubj
             5 fuient fuir VERB 0 root",
        );
        mends(
            apply,
            "1 Beaucoup beaucoup ADV 0 root\n2 de de ADP 3 case\n3 morts mort NOUN 1 nmod",
            "1 Beaucoup beaucoup ADV 3 advmod\n2 de de ADP 1 fixed\n3 morts mort NOUN 0 root",
        );
    }

    #[test]
    fn places_stay() {
        spares(
            apply,
            "1 Près près ADV 4 obl:mod\n2 de de ADP 3 case\n3 camp camp NOUN 1 nmod\n4 tue tuer VERB 0 root",
        );
    }
}
