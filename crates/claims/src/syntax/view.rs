//! A view of an analysis for rules: its words, what hangs on what, which stretch of text that is.

use std::borrow::Cow;

use selon_language::Grammar;
use selon_model::{Analysis, Deprel, Mode, Span, Upos, Word, WordId};

use crate::lexicon::classes::{Class, ClassSet, Classes, Support};
use crate::spelling::fold;

/// An article's analysis with the links that rules follow.
#[derive(Debug)]
pub(crate) struct Doc<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) grammar: &'a Grammar,
    classes: &'a Classes,
    /// Children of all words, one after the other; those of `w` are `dependents[starts[w]..starts[w + 1]]`.
    dependents: Vec<WordId>,
    starts: Vec<u32>,
    /// First and last word of each word's subtree.
    subtrees: Vec<(WordId, WordId)>,
    /// Forms, lemmas and the words as they are written (a contraction is one), folded.
    forms: Vec<Cow<'a, str>>,
    lemmas: Vec<Cow<'a, str>>,
    written: Vec<Cow<'a, str>>,
    /// The classes of each word.
    of_classes: Vec<ClassSet>,
    /// The preposition of each word.
    cases: Vec<Cow<'a, str>>,
    /// Index of the sentence of each word.
    sentences: Vec<u32>,
}

/// How far up a chain of heads a rule looks; trees deeper than that are parse errors.
pub(crate) const CLIMB: usize = 8;

impl<'a> Doc<'a> {
    pub(crate) fn new(
        text: &'a str,
        analysis: &'a Analysis,
        classes: &'a Classes,
        grammar: &'a Grammar,
    ) -> Doc<'a> {
        let words = &analysis.words;
        let (dependents, starts) = children(words);
        let mut sentences = vec![0; words.len()];
        for (i, s) in analysis.sentences.iter().enumerate() {
            sentences[s.first as usize..s.end as usize].fill(i as u32);
        }
        let mut doc = Doc {
            text,
            analysis,
            grammar,
            classes,
            dependents,
            starts,
            subtrees: Vec::new(),
            forms: words.iter().map(|w| fold(&w.form)).collect(),
            lemmas: words.iter().map(|w| fold(&w.lemma)).collect(),
            written: words.iter().map(|w| fold(w.span.of_text(text))).collect(),
            of_classes: words.iter().map(|w| classes.of(&w.lemma)).collect(),
            cases: Vec::new(),
            sentences,
        };
        doc.subtrees = doc.subtrees();
        doc.cases = (0..doc.len()).map(|w| doc.read_case(w)).collect();
        doc
    }

    /// First and last word of every subtree, children before parents.
    fn subtrees(&self) -> Vec<(WordId, WordId)> {
        let mut subtrees: Vec<(WordId, WordId)> = (0..self.len()).map(|i| (i, i)).collect();
        let mut stack: Vec<(WordId, bool)> = Vec::new();
        for root in (0..self.len()).filter(|&w| self.word(w).head == w) {
            stack.push((root, false));
            while let Some((w, done)) = stack.pop() {
                if !done {
                    stack.push((w, true));
                    stack.extend(self.dependents(w).iter().map(|&k| (k, false)));
                    continue;
                }
                for &k in self.dependents(w) {
                    let (first, last) = subtrees[k as usize];
                    let own = &mut subtrees[w as usize];
                    *own = (own.0.min(first), own.1.max(last));
                }
            }
        }
        subtrees
    }

    pub(crate) fn len(&self) -> WordId {
        self.analysis.words.len() as WordId
    }

    pub(crate) fn word(&self, w: WordId) -> &'a Word {
        &self.analysis.words[w as usize]
    }

    /// The word's form in lower case.
    pub(crate) fn form(&self, w: WordId) -> &str {
        &self.forms[w as usize]
    }

    pub(crate) fn lemma(&self, w: WordId) -> &'a str {
        &self.word(w).lemma
    }

    /// The word's lemma in lower case.
    pub(crate) fn low_lemma(&self, w: WordId) -> &str {
        &self.lemmas[w as usize]
    }

    /// The word as it is written, in lower case: "aux" for both words of the contraction.
    pub(crate) fn written(&self, w: WordId) -> &str {
        &self.written[w as usize]
    }

    /// Whether the word's form or lemma is this one of a lexicon.
    pub(crate) fn says(&self, w: WordId, word: &str) -> bool {
        self.form(w) == word || self.low_lemma(w) == word
    }

    /// Whether a word belongs to a class of `data/fr/classes.tsv`.
    pub(crate) fn is_a(&self, w: WordId, class: Class) -> bool {
        self.of_classes[w as usize].has(class)
    }

    /// The mode of assault that a weapon or vehicle stands for.
    pub(crate) fn means(&self, w: WordId) -> Option<Mode> {
        self.classes.means(self.lemma(w))
    }

    /// How a verb carries an event noun, if it does.
    pub(crate) fn support(&self, verb: WordId) -> Option<Support> {
        self.classes.support(self.lemma(verb))
    }

    pub(crate) fn upos(&self, w: WordId) -> Upos {
        self.word(w).upos
    }

    pub(crate) fn rel(&self, w: WordId) -> Deprel {
        self.word(w).deprel
    }

    /// The word that governs `w`, `None` for a root.
    pub(crate) fn head(&self, w: WordId) -> Option<WordId> {
        let head = self.word(w).head;
        (head != w).then_some(head)
    }

    pub(crate) fn dependents(&self, w: WordId) -> &[WordId] {
        &self.dependents[self.starts[w as usize] as usize..self.starts[w as usize + 1] as usize]
    }

    pub(crate) fn dependent(&self, w: WordId, wanted: impl Fn(Deprel) -> bool) -> Option<WordId> {
        self.dependents(w).iter().copied().find(|&k| wanted(self.rel(k)))
    }

    pub(crate) fn dependents_with(
        &self,
        w: WordId,
        wanted: impl Fn(Deprel) -> bool,
    ) -> impl Iterator<Item = WordId> {
        self.dependents(w).iter().copied().filter(move |&k| wanted(self.rel(k)))
    }

    /// Index of the sentence that holds `w`.
    pub(crate) fn sentence(&self, w: WordId) -> usize {
        self.sentences[w as usize] as usize
    }

    pub(crate) fn sentence_span(&self, w: WordId) -> Span {
        self.analysis.sentences[self.sentence(w)].span
    }

    /// Words of the sentence that holds `w`.
    pub(crate) fn sentence_words(&self, w: WordId) -> std::ops::Range<WordId> {
        let s = &self.analysis.sentences[self.sentence(w)];
        s.first..s.end
    }

    pub(crate) fn span(&self, w: WordId) -> Span {
        self.word(w).span
    }

    /// The text from the first to the last word.
    pub(crate) fn span_of(&self, first: WordId, last: WordId) -> Span {
        self.span(first).join(self.span(last))
    }

    pub(crate) fn subtree(&self, w: WordId) -> (WordId, WordId) {
        self.subtrees[w as usize]
    }

    pub(crate) fn subtree_span(&self, w: WordId) -> Span {
        let (first, last) = self.subtree(w);
        self.span_of(first, last)
    }

    /// First word that begins at or after a byte.
    pub(crate) fn word_at(&self, byte: u32) -> WordId {
        self.analysis.words.partition_point(|w| w.span.start < byte) as WordId
    }

    /// Words inside a span.
    pub(crate) fn words_in(&self, span: Span) -> std::ops::Range<WordId> {
        self.word_at(span.start)..self.word_at(span.end)
    }

    /// Whether `above` is `w` or one of the words that govern it.
    pub(crate) fn governs(&self, above: WordId, w: WordId) -> bool {
        let (first, last) = self.subtree(above);
        first <= w && w <= last && self.ancestors(w).any(|a| a == above)
    }

    /// `w` and the words that govern it, nearest first.
    pub(crate) fn ancestors(&self, w: WordId) -> impl Iterator<Item = WordId> {
        std::iter::successors(Some(w), move |&a| self.head(a)).take(64)
    }

    /// `w` and the words coordinated with it; `w` has to be the first of them.
    pub(crate) fn conjuncts(&self, w: WordId) -> Vec<WordId> {
        let mut all = vec![w];
        all.extend(self.dependents_with(w, |r| r == Deprel::Conj));
        all
    }

    /// Whether a word heads a clause of its own below another: a relative, complement, adverbial or
    /// loose clause, or a verb coordinated with another.
    pub(crate) fn is_clause(&self, w: WordId) -> bool {
        match self.rel(w) {
            Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis => true,
            Deprel::Conj => self.upos(w) == Upos::Verb,
            _ => false,
        }
    }

    /// First of the words that `w` is coordinated with.
    pub(crate) fn first_conjunct(&self, w: WordId) -> WordId {
        let mut at = w;
        for _ in 0..CLIMB {
            match self.head(at) {
                Some(head) if self.rel(at) == Deprel::Conj => at = head,
                _ => break,
            }
        }
        at
    }

    /// The preposition of a phrase ("contre", "à l'encontre de"), by the phrase's head, in its
    /// lemma; empty where there is none. A conjunct shares its first conjunct's.
    pub(crate) fn case(&self, w: WordId) -> &str {
        &self.cases[w as usize]
    }

    fn read_case(&self, w: WordId) -> Cow<'a, str> {
        let mut own = self.dependents_with(w, |r| r == Deprel::Case).take_while(|&k| k < w);
        let Some(first) = own.next() else {
            let first = self.first_conjunct(w);
            return if first == w { "".into() } else { self.read_case(first) };
        };
        let mut parts = self.dependents_with(first, |r| r == Deprel::Fixed).chain(own).peekable();
        if parts.peek().is_none() {
            return self.lemma(first).into();
        }
        let mut case = self.lemma(first).to_owned();
        for part in parts {
            case.push(' ');
            case.push_str(self.form(part));
        }
        // "Lors d'un raid", "à l'encontre d'eux": as written before a consonant.
        if case.ends_with(" d'") {
            case.truncate(case.len() - 2);
            case.push_str("de");
        }
        case.into()
    }
}

/// Children of every word in the order of the text, as one array with starts.
fn children(words: &[Word]) -> (Vec<WordId>, Vec<u32>) {
    let mut starts = vec![0u32; words.len() + 1];
    for (i, w) in words.iter().enumerate() {
        if w.head as usize != i {
            starts[w.head as usize + 1] += 1;
        }
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut next = starts.clone();
    let mut dependents = vec![0; starts.last().copied().unwrap_or(0) as usize];
    for (i, w) in words.iter().enumerate() {
        if w.head as usize != i {
            dependents[next[w.head as usize] as usize] = i as WordId;
            next[w.head as usize] += 1;
        }
    }
    (dependents, starts)
}
