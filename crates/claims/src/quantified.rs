//! "Plus de 200 personnes ont fui": the treebanks make the adverb the subject and hang the noun on it. The rules ask
//! who fled, so here the noun takes the adverb's place, as in "200 personnes". Counter-example: "près de Djibo".

use std::borrow::Cow;

use selon_model::{Analysis, Deprel, Upos, Word, WordId};

/// Adverbs that need a number behind them.
const BOUNDS: &[&str] = &["plus", "moins", "près", "davantage"];
/// Adverbs of quantity, which need none.
const MANY: &[&str] = &["beaucoup", "peu", "tant", "autant", "trop", "énormément", "nombre", "bien"];
/// Nouns that are numbers.
const NUMBERS: &[&str] = &[
    "dizaine",
    "quinzaine",
    "vingtaine",
    "trentaine",
    "quarantaine",
    "cinquantaine",
    "soixantaine",
    "centaine",
    "millier",
    "million",
    "milliard",
    "moitié",
    "tiers",
    "quart",
    "douzaine",
];

/// The analysis with the noun of such phrases as their head; the same where there are none.
pub(crate) fn noun_headed(analysis: &Analysis) -> Cow<'_, Analysis> {
    let mut changed: Cow<'_, Analysis> = Cow::Borrowed(analysis);
    for sentence in &analysis.sentences {
        for adverb in sentence.first..sentence.end {
            let words = analysis.words_of(sentence);
            if let Some((preposition, noun)) = counted(words, sentence.first, adverb) {
                swap(
                    &mut changed.to_mut().words[sentence.first as usize..sentence.end as usize],
                    sentence.first,
                    [adverb, preposition, noun],
                );
            }
        }
    }
    changed
}

/// The preposition and the noun behind an adverb of quantity.
fn counted(words: &[Word], first: WordId, adverb: WordId) -> Option<(WordId, WordId)> {
    let at = |w: WordId| &words[(w - first) as usize];
    let lemma = &*at(adverb).lemma;
    let (bound, many) = (BOUNDS.contains(&lemma), MANY.contains(&lemma));
    if at(adverb).upos != Upos::Adv || !(bound || many) {
        return None;
    }
    let preposition = adverb + 1;
    let noun = words.get((preposition - first) as usize).filter(|p| &*p.lemma == "de")?.head;
    let fits = noun > preposition && at(noun).head == adverb && at(noun).upos == Upos::Noun;
    let number = || {
        let inside = words[(preposition - first) as usize..(noun - first) as usize].iter();
        NUMBERS.contains(&&*at(noun).lemma)
            || inside.clone().any(|w| w.deprel == Deprel::Nummod && w.head == noun)
    };
    (fits && (many || number())).then_some((preposition, noun))
}

/// The noun takes the adverb's head, relation and dependents.
fn swap(words: &mut [Word], first: WordId, [adverb, preposition, noun]: [WordId; 3]) {
    let at = |w: WordId| (w - first) as usize;
    let (head, relation) = (words[at(adverb)].head, words[at(adverb)].deprel);
    for word in words.iter_mut().filter(|w| w.head == adverb) {
        word.head = noun;
    }
    words[at(noun)].head = if head == adverb { noun } else { head };
    words[at(noun)].deprel = relation;
    words[at(adverb)].head = noun;
    words[at(adverb)].deprel = Deprel::Advmod;
    words[at(preposition)].head = adverb;
    words[at(preposition)].deprel = Deprel::Fixed;
}

#[cfg(test)]
mod tests {
    use selon_model::{Feats, Sentence, Span};

    use super::*;

    /// Words as "form/UPOS/head/relation", heads from 1.
    fn analysis(words: &str) -> Analysis {
        let word = |w: &str| {
            let parts: Vec<&str> = w.split('/').collect();
            let head: WordId = parts[2].parse().unwrap();
            Word {
                span: Span::default(),
                form: parts[0].into(),
                lemma: parts[0].to_lowercase().into(),
                upos: Upos::parse(parts[1]).unwrap(),
                feats: Feats::default(),
                head: head - 1,
                deprel: Deprel::read(parts[3]),
            }
        };
        let words: Vec<Word> = words.split(' ').map(word).collect();
        let end = words.len() as WordId;
        let sentence = Sentence { span: Span::default(), first: 0, end, block: 0 };
        Analysis { words, sentences: vec![sentence], ..Analysis::default() }
    }

    fn heads(words: &str) -> Vec<WordId> {
        noun_headed(&analysis(words)).words.iter().map(|w| w.head + 1).collect()
    }

    #[test]
    fn the_counted_noun_is_the_head() {
        let text = "Plus/ADV/5/nsubj de/ADP/4/case 200/NUM/4/nummod personnes/NOUN/1/nmod fuient/VERB/5/root";
        assert_eq!(heads(text), [4, 1, 4, 5, 5]);
        let place = "Près/ADV/4/obl:mod de/ADP/3/case camp/NOUN/1/nmod tue/VERB/4/root";
        assert_eq!(heads(place), [4, 3, 1, 4]);
    }
}
