//! Reads CoNLL-U, whole or as it is written by hand.
//!
//! Rules over trees are tested on sentences that say exactly what they need, without weights:
//!
//! ```
//! let parsed = selon_model::conllu::parse(
//!     "1 Deux    deux    NUM  2 nummod
//!      2 soldats soldat  NOUN 3 nsubj
//!      3 fuient  fuir    VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
//!      4 .       .       PUNCT 3 punct",
//! )?;
//! assert_eq!(parsed.text, "Deux soldats fuient.");
//! assert_eq!(parsed.analysis.words[1].head, 2);
//! # Ok::<(), selon_model::conllu::Fault>(())
//! ```

use std::fmt;

use crate::{Analysis, Block, BlockKind, Deprel, Feats, Quotation, Sentence, Span, Upos, Word, WordId};

/// A text, its paragraphs, and its analysis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The text that the words make up.
    pub text: String,
    /// Its paragraphs.
    pub blocks: Vec<Block>,
    /// Its sentences and words, and the quotations between « and ».
    pub analysis: Analysis,
}

/// What a line lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for Fault {}

/// Reads sentences with an empty line between them.
///
/// Lines with tabs are CoNLL-U with its ten columns; relations and features that are not kept here are simplified
/// as in [`Deprel::read`] and [`Feats::parse`], and `SpaceAfter=No` is obeyed. Other lines are written by hand:
/// `ID FORM LEMMA UPOS HEAD DEPREL [FEATS]` with blanks between, where the lemma `_` is the form in lower case, and a relation or
/// feature that is not known is a fault; the text is spaced as French is. In both, `3-4 du` before the words 3 and 4 is the surface
/// of a contraction, other comments than `# newpar`, which begins a paragraph, and empty nodes (`8.1`) are passed over.
///
/// # Errors
/// Where a line has too few columns, an id out of order, an unknown tag or a head outside its sentence.
pub fn parse(source: &str) -> Result<Parsed, Fault> {
    let mut builder = Builder::default();
    for (i, line) in source.lines().enumerate() {
        builder.line(line).map_err(|what| Fault { line: i + 1, what })?;
    }
    builder.end().map_err(|what| Fault { line: source.lines().count(), what })?;
    Ok(builder.parsed)
}

/// A line's columns.
struct Row<'a> {
    id: &'a str,
    form: &'a str,
    lemma: &'a str,
    upos: &'a str,
    head: &'a str,
    deprel: Deprel,
    feats: Feats,
    /// Whether no space follows, where the line says.
    glued: Option<bool>,
}

#[derive(Default)]
struct Builder {
    parsed: Parsed,
    /// First word of the sentence that is open.
    first: usize,
    /// Heads of its words, 0 for the root.
    heads: Vec<usize>,
    /// The surface of a contraction and the id of its last word.
    surface: Option<(Span, usize)>,
    /// Whether no space follows the last token, where its line said so.
    glued: Option<bool>,
    /// Quotations that are open.
    open: Vec<usize>,
}

impl Builder {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let line = line.trim();
        if line.is_empty() {
            return self.end();
        }
        if let Some(comment) = line.strip_prefix('#').filter(|_| self.heads.is_empty()) {
            if comment.trim().starts_with("newpar") && !self.parsed.text.is_empty() {
                self.parsed.text.push('\n');
                self.glued = Some(true);
            }
            return Ok(());
        }
        let row = if line.contains('\t') { columns(line)? } else { by_hand(line)? };
        if row.id.contains('.') {
            return Ok(());
        }
        match row.id.split_once('-') {
            Some((_, last)) => {
                let last = number(last)?;
                self.surface = Some((self.token(row.form), last));
                self.glued = row.glued;
                Ok(())
            }
            None => self.word(&row),
        }
    }

    fn word(&mut self, row: &Row<'_>) -> Result<(), String> {
        let id = self.heads.len() + 1;
        if number(row.id)? != id {
            return Err(format!("word {:?} instead of {id}", row.id));
        }
        self.surface.take_if(|(_, last)| *last < id);
        let span = match self.surface {
            Some((span, _)) => span,
            None => {
                let span = self.token(row.form);
                self.glued = row.glued;
                span
            }
        };
        let upos = Upos::parse(row.upos).ok_or_else(|| format!("no part of speech {:?}", row.upos))?;
        let lemma = if row.lemma == "_" { row.form.to_lowercase() } else { row.lemma.to_owned() };
        self.heads.push(number(row.head)?);
        let (form, feats, deprel) = (row.form.into(), row.feats, row.deprel);
        self.parsed.analysis.words.push(Word {
            span,
            form,
            lemma: lemma.into(),
            upos,
            feats,
            head: 0,
            deprel,
        });
        Ok(())
    }

    /// Adds a token to the text.
    fn token(&mut self, form: &str) -> Span {
        let text = &mut self.parsed.text;
        let glued = self.glued.unwrap_or_else(|| joins(text, form));
        if !(text.is_empty() || glued) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        let span = Span::of(start..text.len());
        if self.parsed.blocks.last().is_none_or(|_| start > 0 && text[..start].ends_with('\n')) {
            self.parsed.blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        if let Some(block) = self.parsed.blocks.last_mut() {
            block.span = block.span.join(span);
        }
        self.quote(span, form);
        span
    }

    fn quote(&mut self, mark: Span, form: &str) {
        let quotations = &mut self.parsed.analysis.quotations;
        if form == "«" {
            let depth = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
            self.open.push(quotations.len());
            quotations.push(Quotation { span: mark, inner: mark, depth, closed: false });
        } else if let Some(at) = self.open.pop_if(|_| form == "»") {
            let quotation = &mut quotations[at];
            let inner = &self.parsed.text[quotation.span.end as usize..mark.start as usize];
            let start = quotation.span.end as usize + inner.len() - inner.trim_start().len();
            quotation.inner = Span::of(start..start + inner.trim().len());
            quotation.span = quotation.span.join(mark);
            quotation.closed = true;
        }
    }

    /// Ends the sentence that is open, if one is.
    fn end(&mut self) -> Result<(), String> {
        let analysis = &mut self.parsed.analysis;
        let words = &mut analysis.words[self.first..];
        for (i, (word, head)) in words.iter_mut().zip(&self.heads).enumerate() {
            if *head > self.heads.len() || *head == i + 1 {
                return Err(format!("the head of word {} is {head}", i + 1));
            }
            word.head = (self.first + head.checked_sub(1).unwrap_or(i)) as WordId;
        }
        if let (Some(a), Some(b)) = (words.first(), words.last()) {
            let block = self.parsed.blocks.len().saturating_sub(1) as u32;
            let (first, end) = (self.first as WordId, (self.first + words.len()) as WordId);
            analysis.sentences.push(Sentence { span: a.span.join(b.span), first, end, block });
        }
        self.first = analysis.words.len();
        self.heads.clear();
        self.surface = None;
        Ok(())
    }
}

fn columns(line: &str) -> Result<Row<'_>, String> {
    let parts: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = parts[..] else {
        return Err(format!("{} columns instead of ten", parts.len()));
    };
    let glued = Some(misc.split('|').any(|m| m == "SpaceAfter=No"));
    let (deprel, feats) = (Deprel::read(deprel), Feats::parse(feats));
    Ok(Row { id, form, lemma, upos, head, deprel, feats, glued })
}

fn by_hand(line: &str) -> Result<Row<'_>, String> {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let plain = |id, form| Row {
        id,
        form,
        lemma: "_",
        upos: "",
        head: "",
        deprel: Deprel::Dep,
        feats: Feats::default(),
        glued: None,
    };
    match parts[..] {
        [id, form] if id.contains('-') => Ok(plain(id, form)),
        [id, form, lemma, upos, head, deprel, ref rest @ ..] if rest.len() <= 1 => {
            let relation = Deprel::parse(deprel).ok_or_else(|| format!("no relation {deprel:?}"))?;
            let feats = rest.first().map_or(Feats::default(), |f| Feats::parse(f));
            if let Some(told) = rest.first().filter(|f| feats.to_string().len() != f.len()) {
                return Err(format!("features {told:?} are read as {feats}"));
            }
            Ok(Row { lemma, upos, head, deprel: relation, feats, ..plain(id, form) })
        }
        _ => Err(format!("{} columns instead of ID FORM LEMMA UPOS HEAD DEPREL [FEATS]", parts.len())),
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("{text:?} is no number of a word"))
}

/// Whether French sets no space between a text and the next token.
fn joins(text: &str, next: &str) -> bool {
    let clitic = next.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    text.ends_with(['\'', '’', '(', '[', '\n']) || matches!(next, "," | "." | "…" | ")" | "]") || clitic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_hand_makes_a_text() {
        let parsed = parse(
            "1 « « PUNCT 3 punct
             2 L' le DET 3 det
             3 armée armée NOUN 0 root
             4-5 du
             4 de de ADP 6 case
             5 le le DET 6 det
             6 Mali Mali PROPN 3 nmod
             7 » » PUNCT 3 punct
             8 , , PUNCT 9 punct
             9 dit dire VERB 3 parataxis Mood=Ind|VerbForm=Fin
             10 -il il PRON 9 nsubj

             # newpar
             1 Rien _ PRON 0 root",
        )
        .unwrap();
        assert_eq!(parsed.text, "« L'armée du Mali », dit-il\nRien");
        let words = &parsed.analysis.words;
        assert_eq!((words[3].span, words[3].span.of_text(&parsed.text)), (words[4].span, "du"));
        assert_eq!((words[8].head, words[2].head, words[10].head, &*words[10].lemma), (2, 2, 10, "rien"));
        assert_eq!(words[8].feats.to_string(), "Mood=Ind|VerbForm=Fin");
        let told: Vec<&str> =
            parsed.analysis.sentences.iter().map(|s| s.span.of_text(&parsed.text)).collect();
        assert_eq!(told, ["« L'armée du Mali », dit-il", "Rien"]);
        assert_eq!((parsed.blocks.len(), parsed.analysis.sentences[1].block), (2, 1));
        let quotation = parsed.analysis.quotations[0];
        assert_eq!((quotation.inner.of_text(&parsed.text), quotation.closed), ("L'armée du Mali", true));
    }

    #[test]
    fn conllu_says_where_spaces_are() {
        let parsed = parse(
            "# sent_id = 1\n1\tN'\tne\tADV\t_\tPolarity=Neg\t2\tadvmod\t_\tSpaceAfter=No\n\
             2\tira\taller\tVERB\t_\t_\t0\troot\t_\t_\n3\t!\t!\tPUNCT\t_\t_\t2\tpunct:zz\t_\tSpaceAfter=No\n\n\
             1\tOui\toui\tINTJ\t_\t_\t0\troot\t_\t_\n",
        )
        .unwrap();
        assert_eq!(parsed.text, "N'ira !Oui");
        assert_eq!((parsed.analysis.words[2].deprel, parsed.analysis.sentences.len()), (Deprel::Punct, 2));
    }

    #[test]
    fn faults_name_their_line() {
        let check = |source: &str, expected: &str| {
            assert_eq!(parse(source).unwrap_err().to_string(), expected);
        };
        check("1 a a NOUN 0 root\n3 b b NOUN 1 obj", "line 2: word \"3\" instead of 2");
        check("1 a a NOUN 2 root", "line 1: the head of word 1 is 2");
        check("1 a a NUN 0 root", "line 1: no part of speech \"NUN\"");
        check("1 a a NOUN 0 rot", "line 1: no relation \"rot\"");
        check("1 a a NOUN 0 root Mod=Ind", "line 1: features \"Mod=Ind\" are read as _");
        check("1 a a NOUN", "line 1: 4 columns instead of ID FORM LEMMA UPOS HEAD DEPREL [FEATS]");
        check("1\ta\ta", "line 1: 3 columns instead of ten");
    }
}
