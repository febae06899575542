use std::fmt::Write;

use selon_model::{Analysis, CodePoints, Sentence, Word};

/// An analysis in the CoNLL-U format of Universal Dependencies, sentence by sentence.
///
/// `text` is the text that was analysed. Contractions are lines with a range of ids; the MISC column says where
/// no space follows, and gives where each token stands in the text, in code points, as `TokenRange=start:end`.
pub fn to_conllu(analysis: &Analysis, text: &str) -> String {
    let mut out = String::new();
    let points = CodePoints::new(text);
    for (i, sentence) in analysis.sentences.iter().enumerate() {
        let line = sentence.span.of_text(text).split_whitespace().collect::<Vec<_>>().join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {}\n# text = {line}", i + 1);
        let words = analysis.words_of(sentence);
        for (j, word) in words.iter().enumerate() {
            let twin = |k: Option<&Word>| k.is_some_and(|w| w.span == word.span);
            let misc = misc(word, sentence, text, &points);
            let (starts, goes_on) = (twin(words.get(j + 1)), j > 0 && twin(words.get(j - 1)));
            if starts {
                let form = word.span.of_text(text);
                let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", j + 1, j + 2);
            }
            let misc = if starts || goes_on { "_" } else { &misc };
            line_of(&mut out, j, word, sentence, misc);
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

fn misc(word: &Word, sentence: &Sentence, text: &str, points: &CodePoints) -> String {
    let next = text.get(word.span.end as usize..).and_then(|rest| rest.chars().next());
    let glued = word.span.end < sentence.span.end && next.is_some_and(|c| !c.is_whitespace());
    let space = if glued { "SpaceAfter=No|" } else { "" };
    format!("{space}TokenRange={}:{}", points.of(text, word.span.start), points.of(text, word.span.end))
}
