//! From the parse of tokens to words: contractions become two.

use selon_model::{Analysis, Deprel, Name, Sentence, Span, Upos, Word, WordId};

use crate::grammar::{Contraction, Grammar};
use crate::labels::{NameCode, Tag};
use crate::parse::Parse;
use crate::sentences::RawSentence;

/// Adds a parsed sentence to the analysis.
pub(crate) fn add(
    sentence: &RawSentence,
    forms: &[&str],
    parse: &Parse,
    grammar: &Grammar,
    out: &mut Analysis,
) {
    let first = out.words.len() as WordId;
    let ids = ids(&parse.tags, first);
    for (i, form) in forms.iter().enumerate() {
        let head = if parse.heads[i] == 0 { ids[i] } else { ids[parse.heads[i] - 1] };
        let (span, relation) = (sentence.tokens[i], parse.relations[i]);
        match (parse.tags[i], grammar.contraction(form)) {
            (Tag::Contraction(_), Some(parts)) => {
                let fixed =
                    parse.heads.get(i + 1) == Some(&(i + 1)) && parse.relations[i + 1] == Deprel::Fixed;
                out.words.extend(two_words(span, parts, (ids[i], head, relation), fixed));
            }
            (tag, _) => out.words.push(Word {
                span,
                form: (*form).into(),
                lemma: parse.lemmas[i].clone(),
                upos: if let Tag::Word(upos) = tag { upos } else { Upos::Adp },
                feats: parse.feats[i],
                head,
                deprel: relation,
            }),
        }
    }
    out.names.extend(names(&sentence.tokens, &parse.names));
    let span = match (sentence.tokens.first(), sentence.tokens.last()) {
        (Some(a), Some(b)) => a.join(*b),
        _ => Span::default(),
    };
    out.sentences.push(Sentence { span, first, end: out.words.len() as WordId, block: sentence.block });
}

/// The word that stands for each token as a head, and as a dependent.
fn ids(tags: &[Tag], first: WordId) -> Vec<WordId> {
    let mut next = first;
    let id = |tag: &Tag| {
        let here = next;
        next += if matches!(tag, Tag::Contraction(_)) { 2 } else { 1 };
        // In "auquel" the pronoun is the head of the preposition.
        if *tag == Tag::Contraction(Upos::Pron) { here + 1 } else { here }
    };
    tags.iter().map(id).collect()
}

/// The names of a sentence: each goes on until a token stands outside or begins another one.
fn names(tokens: &[Span], codes: &[NameCode]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open = false;
    for (span, code) in tokens.iter().zip(codes) {
        match (code, names.last_mut()) {
            (Some((_, false)), Some(name)) if open => name.span = name.span.join(*span),
            (Some((kind, _)), _) => names.push(Name { span: *span, kind: *kind }),
            (None, _) => {}
        }
        open = code.is_some();
    }
    names
}

/// The words of a contraction whose token `id` hangs on `head` by `relation`. The article shares the
/// preposition's noun, or belongs to the same fixed expression ("au cours de").
fn two_words(span: Span, parts: &Contraction, arc: (WordId, WordId, Deprel), fixed: bool) -> [Word; 2] {
    let (id, head, relation) = arc;
    let [first, second] = &parts.words;
    let preposition = Word {
        span,
        form: first.clone(),
        lemma: first.clone(),
        upos: Upos::Adp,
        feats: selon_model::Feats::default(),
        head,
        deprel: relation,
    };
    let mut second = Word {
        span,
        form: second.clone(),
        lemma: parts.lemma.clone(),
        upos: parts.upos,
        feats: parts.feats,
        head,
        deprel: if relation == Deprel::Fixed { Deprel::Fixed } else { Deprel::Det },
    };
    if parts.upos == Upos::Pron {
        second.deprel = relation;
        return [Word { head: id, deprel: Deprel::Case, ..preposition }, second];
    }
    if fixed || head == id {
        second.head = id;
        second.deprel = if fixed { Deprel::Fixed } else { Deprel::Det };
    }
    [preposition, second]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels;

    #[test]
    fn names_go_on_until_a_token_is_outside_or_begins_another() {
        let tokens: Vec<Span> = (0..6).map(|i| Span::new(2 * i, 2 * i + 1)).collect();
        let codes = ["I-PER", "B-PER", "I-PER", "O", "B-LOC", "B-LOC"].map(|c| labels::name(c).unwrap());
        let found: Vec<(u32, u32, &str)> =
            names(&tokens, &codes).iter().map(|n| (n.span.start, n.span.end, n.kind.as_str())).collect();
        assert_eq!(found, [(0, 1, "PER"), (2, 5, "PER"), (8, 9, "LOC"), (10, 11, "LOC")]);
    }
}
