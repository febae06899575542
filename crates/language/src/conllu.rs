use std::fmt::Write;

use selon_model::{Analysis, CodePoints, Sentence, Span, Word};

/// An analysis in the CoNLL-U format of Universal Dependencies, sentence by sentence.
///
/// `text` is the text that was analysed. Contractions are lines with a range of ids; the MISC column says where
/// no space follows, gives where each token stands in the text, in code points, as `TokenRange=start:end`, and
/// tells names as `NER=B-PER` on their first token and `NER=I-PER` on the others (`ORG`, `LOC`).
pub fn to_conllu(analysis: &Analysis, text: &str) -> String {
    let mut out = String::new();
    let tokens = Tokens { analysis, text, points: CodePoints::new(text) };
    for (i, sentence) in analysis.sentences.iter().enumerate() {
        let line = sentence.span.of_text(text).split_whitespace().collect::<Vec<_>>().join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {}\n# text = {line}", i + 1);
        let words = analysis.words_of(sentence);
        for (j, word) in words.iter().enumerate() {
            let twin = |k: Option<&Word>| k.is_some_and(|w| w.span == word.span);
            let (starts, goes_on) = (twin(words.get(j + 1)), j > 0 && twin(words.get(j - 1)));
            let misc = if goes_on { "_".to_owned() } else { tokens.misc(word, sentence) };
            if starts {
                let form = word.span.of_text(text);
                let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", j + 1, j + 2);
            }
            line_of(&mut out, j, word, sentence, if starts { "_" } else { &misc });
        }
        out.push('\n');
    }
    out
}

fn line_of(out: &mut String, at: usize, word: &Word, sentence: &Sentence, misc: &str) {
    let id = at as u32 + sentence.first;
    let head = if word.head == id { 0 } else { word.head - sentence.first + 1 };
    let (upos, feats, deprel) = (word.upos.as_str(), word.feats, word.deprel.as_str());
    let lemma = if word.lemma.is_empty() { "_" } else { &word.lemma };
    let _ =
        writeln!(out, "{}\t{}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}", at + 1, word.form);
}

/// What the MISC column tells of tokens.
struct Tokens<'a> {
    analysis: &'a Analysis,
    text: &'a str,
    points: CodePoints,
}

impl Tokens<'_> {
    fn misc(&self, word: &Word, sentence: &Sentence) -> String {
        let next = self.text.get(word.span.end as usize..).and_then(|rest| rest.chars().next());
        let glued = word.span.end < sentence.span.end && next.is_some_and(|c| !c.is_whitespace());
        let space = if glued { "SpaceAfter=No|" } else { "" };
        let [start, end] = [word.span.start, word.span.end].map(|at| self.points.of(self.text, at));
        format!("{space}TokenRange={start}:{end}{}", self.name(word.span))
    }

    fn name(&self, token: Span) -> String {
        let names = &self.analysis.names;
        let at = names.partition_point(|n| n.span.end <= token.start);
        match names.get(at).filter(|n| n.span.covers(token)) {
            Some(name) if name.span.start == token.start => format!("|NER=B-{}", name.kind),
            Some(name) => format!("|NER=I-{}", name.kind),
            None => String::new(),
        }
    }
}
