use selon_model::{Analysis, Article, Sentence, Word};
use serde::Serialize;

use super::head::{FORM, Head};
use super::offsets::{Depth, Mention, Offsets};

/// A text's analysis as `selon parse` hands it out.
#[derive(Debug, Serialize)]
pub struct ParseForm<'a> {
    form: u32,
    #[serde(flatten)]
    head: Head<'a>,
    text: &'a str,
    sentences: Vec<SentenceForm<'a>>,
    names: Vec<NameForm<'a>>,
}

impl<'a> ParseForm<'a> {
    /// The form of the analysis of an article's whole text.
    pub fn of(article: &'a Article, analysis: &'a Analysis) -> ParseForm<'a> {
        let at = Offsets::of(&article.text, Depth::default());
        let sentence = |s: &Sentence| {
            let words = analysis.words_of(s).iter().enumerate();
            SentenceForm {
                span: at.span(s.span),
                words: words.map(|(i, w)| WordForm::of(w, i, s, &at)).collect(),
            }
        };
        let sentences = analysis.sentences.iter().map(sentence).collect();
        let names =
            analysis.names.iter().map(|n| NameForm { kind: n.kind.as_str(), mention: at.mention(n.span) });
        let names = names.collect();
        ParseForm { form: FORM, head: Head::of(article), text: &article.text, sentences, names }
    }
}

#[derive(Debug, Serialize)]
struct SentenceForm<'a> {
    span: [u32; 2],
    words: Vec<WordForm<'a>>,
}

#[derive(Debug, Serialize)]
struct NameForm<'a> {
    kind: &'static str,
    #[serde(flatten)]
    mention: Mention<'a>,
}

/// A word; ids and heads count from 1 inside the sentence, the root's head is 0, as in CoNLL-U.
#[derive(Debug, Serialize)]
struct WordForm<'a> {
    id: usize,
    form: &'a str,
    lemma: &'a str,
    upos: &'static str,
    feats: String,
    head: u32,
    deprel: &'static str,
    span: [u32; 2],
}

impl<'a> WordForm<'a> {
    fn of(word: &'a Word, index: usize, sentence: &Sentence, at: &Offsets<'_>) -> WordForm<'a> {
        let own = sentence.first + index as u32;
        WordForm {
            id: index + 1,
            form: &word.form,
            lemma: &word.lemma,
            upos: word.upos.as_str(),
            feats: word.feats.to_string(),
            head: if word.head == own { 0 } else { word.head - sentence.first + 1 },
            deprel: word.deprel.as_str(),
            span: at.span(word.span),
        }
    }
}
