use selon_model::{
    Analysis, Block, BlockKind, Deprel, Feats, Gender, Name, NameKind, Number, Sentence, Span, Upos, Word,
};

use crate::error::Error;
use crate::lemma::Lemmatiser;
use crate::network::{Later, Network, Scores};
use crate::repair;
use crate::tokens::{self, Draft};
use crate::tree;
use crate::weights::Weights;

/// A trained model of French: immutable, made once, shared between threads.
#[derive(Debug)]
pub struct Model {
    network: Network,
    tags: Vec<Tag>,
    feats: Vec<Feats>,
    relations: Vec<Deprel>,
    root: usize,
    lemmas: Lemmatiser,
    names: Vec<NameCode>,
    version: String,
}

/// What the network says of a surface token.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tag {
    Word(Upos),
    /// A preposition contracted with a word of this kind.
    Contraction(Upos),
}

/// What the network says of a token as part of a name.
type NameCode = Option<(NameKind, Begins)>;

/// Whether a name begins with the token.
type Begins = bool;

/// The parse of one sentence's surface tokens.
struct Parse {
    tags: Vec<Tag>,
    feats: Vec<Feats>,
    lemmas: Vec<Box<str>>,
    /// Head of each token as a number from 1; 0 for the root.
    heads: Vec<usize>,
    relations: Vec<Deprel>,
    names: Vec<NameCode>,
}

static BUILTIN: &[u8] = include_bytes!("../../../data/fr/model.safetensors");

impl Model {
    /// The model that comes with the program.
    pub fn builtin() -> Result<Model, Error> {
        Model::load(BUILTIN)
    }

    /// Reads a model from the bytes of a safetensors file as `training/export.py` writes it.
    pub fn load(bytes: &[u8]) -> Result<Model, Error> {
        let weights = Weights::read(bytes)?;
        let network = Network::read(&weights)?;
        let tags: Vec<Tag> = weights.text("upos")?.lines().map(read_tag).collect();
        let feats: Vec<Feats> = weights.text("feats")?.lines().map(Feats::parse).collect();
        let relations: Vec<Deprel> = weights.text("deprel")?.lines().map(Deprel::read).collect();
        let lemmas = Lemmatiser::read(weights.text("lemma")?, weights.text("lexicon")?);
        let names: Vec<NameCode> = weights.text("names")?.lines().map(read_name).collect();
        if network.sizes() != [tags.len(), feats.len(), lemmas.len(), relations.len(), names.len()] {
            return Err(Error::weights("the names do not fit the tensors"));
        }
        let root = relations.iter().position(|r| *r == Deprel::Root);
        let root = root.ok_or_else(|| Error::weights("no relation \"root\""))?;
        Ok(Model { network, tags, feats, relations, root, lemmas, names, version: digest(bytes) })
    }

    /// A name for exactly these weights: analyses with equal versions come from equal models.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Sentences, words, tags, lemmas, dependencies and quotations of a text, each of whose lines is a paragraph.
    ///
    /// Takes any text of less than 4 GiB; the cost is linear in it. Every sentence is a tree with one root, whose head
    /// is itself. Spans are bytes of `text`.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_blocks(text, &lines(text))
    }

    /// The same for those stretches of a text that are its paragraphs and titles, in their order: no sentence
    /// runs from one into the next, and what lies outside is not read.
    pub fn analyse_blocks(&self, text: &str, blocks: &[Block]) -> Analysis {
        let drafts = tokens::drafts(text, blocks);
        let forms: Vec<Vec<&str>> =
            drafts.iter().map(|d| d.tokens.iter().map(|t| t.of_text(text)).collect()).collect();
        let mut analysis = Analysis { quotations: crate::quotations(text, blocks), ..Analysis::default() };
        let accented = text.contains('à');
        let mut space = Later::default();
        self.network.score(&forms, |i, scores| {
            let parse = self.decode(&forms[i], scores, accented, &mut space);
            expand(&drafts[i], &forms[i], &parse, &mut analysis);
        });
        analysis
    }

    fn decode(&self, forms: &[&str], scores: Scores<'_>, accented: bool, space: &mut Later) -> Parse {
        let [upos, feats, _, relations, names] = self.network.sizes();
        let heads = tree::decode(scores.arcs, forms.len());
        let relation = |(head, row): (&usize, &[f32])| {
            self.relations[if *head == 0 { self.root } else { best(row, |r| r != self.root) }]
        };
        let rows = self.network.relations(scores, &heads, space).chunks_exact(relations);
        let relations = heads.iter().zip(rows).map(relation).collect();
        let rows = forms.iter().zip(scores.upos.chunks_exact(upos));
        let asserts = |i: usize| {
            // "Et dément que": neither "le fait que" nor "du fait que".
            let article = i > 0
                && matches!(forms[i - 1], "le" | "Le" | "ce" | "Ce" | "du" | "un" | "au" | "de" | "tel");
            !article && matches!(forms.get(i + 1), Some(&("que" | "qu'" | "qu’")))
        };
        let rows = rows.enumerate();
        let tags: Vec<Tag> = rows.map(|(i, (form, row))| self.tag(form, row, accented, asserts(i))).collect();
        let lemmas = self.lemmas(forms, &tags, scores, space);
        let mut bundles: Vec<Feats> =
            scores.feats.chunks_exact(feats).map(|row| self.feats[best(row, |_| true)]).collect();
        for (i, bundle) in bundles.iter_mut().enumerate() {
            if matches!(tags[i], Tag::Word(Upos::Verb | Upos::Aux)) {
                *bundle = repair::inflect(forms[i], &lemmas[i], *bundle);
                if bundle.verb_form.is_none() && asserts(i) {
                    *bundle = repair::finite(*bundle);
                }
            }
        }
        let rows = self.network.names(scores, space).chunks_exact(names);
        let names = rows.map(|row| self.names[best(row, |_| true)]).collect();
        Parse { tags, feats: bundles, lemmas, heads, relations, names }
    }

    /// The lemmas of tagged tokens; the network is asked only for those that no lexicon settles.
    fn lemmas(&self, forms: &[&str], tags: &[Tag], scores: Scores<'_>, space: &mut Later) -> Vec<Box<str>> {
        let mut lemmas = vec![Box::default(); forms.len()];
        let mut open = Vec::new();
        for (i, tag) in tags.iter().enumerate() {
            let Tag::Word(upos) = tag else { continue };
            match self.lemmas.settled(forms[i], *upos) {
                Some(lemma) => lemmas[i] = lemma.into(),
                None => open.push((i, *upos)),
            }
        }
        let which: Vec<usize> = open.iter().map(|(i, _)| *i).collect();
        let rows = self.network.lemmas(scores, &which, space).chunks_exact(self.lemmas.len());
        for ((i, upos), row) in open.into_iter().zip(rows) {
            lemmas[i] = self.lemmas.lemma(forms[i], upos, row);
        }
        lemmas
    }

    /// The best tag that the form allows: contractions are a closed set, "au" always is one, and in
    /// a text that writes "à" the form "a" is a verb, as is what only a verb can be before "que" (`asserts`).
    fn tag(&self, form: &str, scores: &[f32], accented: bool, asserts: bool) -> Tag {
        let parts = contraction(form);
        let allowed = |t: usize| match (self.tags[t], parts) {
            (Tag::Contraction(kind), Some(parts)) => kind == parts.kind(),
            (Tag::Contraction(_), None) => false,
            (Tag::Word(_), Some(parts)) => !parts.always,
            (Tag::Word(upos), None) if accented && form == "a" => matches!(upos, Upos::Verb | Upos::Aux),
            (Tag::Word(Upos::Noun | Upos::Adj), None) => !(asserts && self.lemmas.is_verb(form)),
            (Tag::Word(Upos::Adv), None) => !(form.ends_with("ment") && self.lemmas.is_verb(form)),
            (Tag::Word(_), None) => true,
        };
        self.tags[best(scores, allowed)]
    }
}

/// The lines of a text that hold more than white space.
fn lines(text: &str) -> Vec<Block> {
    let mut at = 0;
    let spans = text.split_inclusive('\n').map(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        Span::of(start..(at - line.len() + line.trim_end().len()).max(start))
    });
    spans.filter(|s| !s.is_empty()).map(|span| Block { span, kind: BlockKind::Paragraph }).collect()
}

/// FNV-1a over words of eight bytes.
fn digest(bytes: &[u8]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// The first of the best-scored items that `allowed` admits; 0 if there is none.
fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut found = None;
    for (i, score) in scores.iter().enumerate() {
        if found.is_none_or(|(_, top)| *score > top) && allowed(i) {
            found = Some((i, *score));
        }
    }
    found.map_or(0, |(i, _)| i)
}

fn read_tag(name: &str) -> Tag {
    match name.split_once('_') {
        Some((_, second)) => Tag::Contraction(Upos::parse(second).unwrap_or(Upos::Det)),
        None => Tag::Word(Upos::parse(name).unwrap_or(Upos::X)),
    }
}

/// "O", "B-PER", "I-PER" …
fn read_name(code: &str) -> NameCode {
    let (place, kind) = code.split_once('-')?;
    Some((NameKind::parse(kind)?, place == "B"))
}

/// A contraction's two words.
#[derive(Clone, Copy)]
struct Parts {
    first: &'static str,
    second: &'static str,
    lemma: &'static str,
    gender: Option<Gender>,
    number: Number,
    /// Whether the form is nothing else.
    always: bool,
}

impl Parts {
    fn kind(self) -> Upos {
        if self.lemma == "le" { Upos::Det } else { Upos::Pron }
    }
}

/// The words of "du", "aux", "duquel" …
fn contraction(form: &str) -> Option<Parts> {
    const fn parts(
        first: &'static str,
        second: &'static str,
        gender: Option<Gender>,
        number: Number,
    ) -> Parts {
        let lemma = if second.len() <= 3 { "le" } else { "lequel" };
        Parts { first, second, lemma, gender, number, always: true }
    }
    use Number::{Plur, Sing};
    const MASC: Option<Gender> = Some(Gender::Masc);
    const FEM: Option<Gender> = Some(Gender::Fem);
    let found = match form.to_lowercase().as_str() {
        "du" => Parts { always: false, ..parts("de", "le", MASC, Sing) },
        "des" => Parts { always: false, ..parts("de", "les", None, Plur) },
        "au" => parts("à", "le", MASC, Sing),
        "aux" => parts("à", "les", None, Plur),
        "duquel" => parts("de", "lequel", MASC, Sing),
        "desquels" => parts("de", "lesquels", MASC, Plur),
        "desquelles" => parts("de", "lesquelles", FEM, Plur),
        "auquel" => parts("à", "lequel", MASC, Sing),
        "auxquels" => parts("à", "lesquels", MASC, Plur),
        "auxquelles" => parts("à", "lesquelles", FEM, Plur),
        _ => return None,
    };
    Some(found)
}

/// Adds a parsed sentence to the analysis, contractions as two words.
fn expand(draft: &Draft, forms: &[&str], parse: &Parse, out: &mut Analysis) {
    let first = out.words.len() as u32;
    // The word that stands for each token as a head, and as a dependent.
    let mut ids = Vec::with_capacity(forms.len());
    let mut next = first;
    for tag in &parse.tags {
        // In "auquel" the pronoun is the head of the preposition.
        ids.push(if *tag == Tag::Contraction(Upos::Pron) { next + 1 } else { next });
        next += if matches!(tag, Tag::Contraction(_)) { 2 } else { 1 };
    }
    for (i, form) in forms.iter().enumerate() {
        let head = if parse.heads[i] == 0 { ids[i] } else { ids[parse.heads[i] - 1] };
        let (span, relation) = (draft.tokens[i], parse.relations[i]);
        match (parse.tags[i], contraction(form)) {
            (Tag::Contraction(kind), Some(parts)) => {
                let fixed =
                    parse.heads.get(i + 1) == Some(&(i + 1)) && parse.relations[i + 1] == Deprel::Fixed;
                out.words.extend(two_words(span, parts, kind, (ids[i], head, relation), fixed));
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
    out.names.extend(names(draft, &parse.names));
    repair::trees(&mut out.words[first as usize..], first);
    let span = match (draft.tokens.first(), draft.tokens.last()) {
        (Some(a), Some(b)) => a.join(*b),
        _ => Span::default(),
    };
    out.sentences.push(Sentence { span, first, end: out.words.len() as u32, block: draft.block });
}

/// The names of a sentence: each goes on until a token stands outside or begins another one.
fn names(draft: &Draft, codes: &[NameCode]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open = false;
    for (span, code) in draft.tokens.iter().zip(codes) {
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
fn two_words(span: Span, parts: Parts, kind: Upos, arc: (u32, u32, Deprel), fixed: bool) -> [Word; 2] {
    let (id, head, relation) = arc;
    let agreement = Feats { gender: parts.gender, number: Some(parts.number), ..Feats::default() };
    let preposition = Word {
        span,
        form: parts.first.into(),
        lemma: parts.first.into(),
        upos: Upos::Adp,
        feats: Feats::default(),
        head,
        deprel: relation,
    };
    let mut second = Word {
        span,
        form: parts.second.into(),
        lemma: parts.lemma.into(),
        upos: kind,
        feats: agreement,
        head,
        deprel: if relation == Deprel::Fixed { Deprel::Fixed } else { Deprel::Det },
    };
    if kind == Upos::Pron {
        second.deprel = relation;
        second.feats.relative = true;
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

    /// The scores agree with those that PyTorch computes from the same weights. What differs is the rounding of
    /// activations to 7 bits.
    #[test]
    fn scores_agree_with_the_training_code() {
        let weights = Weights::read(BUILTIN).unwrap();
        let names = |name: &str| weights.text(name).unwrap().lines().collect::<Vec<_>>();
        let [upos, feats, lemma, deprel, codes] = ["upos", "feats", "lemma", "deprel", "names"].map(names);
        let network = Network::read(&weights).unwrap();
        let mut lines =
            include_str!("../tests/parity.tsv").lines().filter(|l| !l.starts_with('#')).peekable();
        while let Some(line) = lines.next() {
            let forms: Vec<&str> = line.split('\t').skip(1).collect();
            network.score(std::slice::from_ref(&forms), |_, scores| {
                let n = forms.len();
                let top = |row: &[f32]| best(row, |_| true);
                let heads: Vec<usize> = scores.arcs.chunks_exact(n + 1).map(top).collect();
                let (mut space, mut other) = (Later::default(), Later::default());
                let relations = network.relations(scores, &heads, &mut space);
                let all: Vec<usize> = (0..n).collect();
                let lemmas = network.lemmas(scores, &all, &mut other);
                let mut third = Later::default();
                let coded = network.names(scores, &mut third);
                for (i, form) in forms.iter().enumerate() {
                    let row = |all: &[f32], width: usize| top(&all[i * width..(i + 1) * width]);
                    let mine = [
                        upos[row(scores.upos, upos.len())],
                        feats[row(scores.feats, feats.len())],
                        lemma[row(lemmas, lemma.len())],
                        deprel[row(relations, deprel.len())],
                        codes[row(coded, codes.len())],
                    ];
                    let theirs: Vec<&str> = lines.next().unwrap().split('\t').collect();
                    assert_eq!(mine, theirs[..5], "{form}");
                    let theirs: Vec<f32> = theirs[5..].iter().map(|x| x.parse().unwrap()).collect();
                    let largest = theirs.iter().fold(0.0f32, |top, x| top.max(x.abs()));
                    for (a, b) in scores.arcs[i * (n + 1)..(i + 1) * (n + 1)].iter().zip(theirs) {
                        assert!((a - b).abs() < TOLERANCE * largest, "{form}: {a} {b}");
                    }
                }
            });
        }
    }

    #[test]
    fn names_go_on_until_a_token_is_outside_or_begins_another() {
        let tokens: Vec<Span> = (0..6).map(|i| Span::new(2 * i, 2 * i + 1)).collect();
        let codes = ["I-PER", "B-PER", "I-PER", "O", "B-LOC", "B-LOC"].map(read_name);
        let found = names(&Draft { block: 0, tokens }, &codes);
        let found: Vec<(u32, u32, &str)> =
            found.iter().map(|n| (n.span.start, n.span.end, n.kind.as_str())).collect();
        assert_eq!(found, [(0, 1, "PER"), (2, 5, "PER"), (8, 9, "LOC"), (10, 11, "LOC")]);
    }

    /// As a part of the largest score of a token.
    const TOLERANCE: f32 = 0.04;

    /// Every sentence is a tree with one root, for texts of every kind.
    #[test]
    fn every_text_gives_trees() {
        let model = Model::builtin().unwrap();
        let long = "mot , du ".repeat(300);
        let samples =
            ["", " \n", "…", "du", "auquel duquel des", "« « (", "\u{301}", "A\u{0}B 😀", "-t-il -là", &long];
        for text in samples {
            let block = Block { span: Span::of(0..text.len()), kind: selon_model::BlockKind::Paragraph };
            let analysis = model.analyse_blocks(text, &[block]);
            for sentence in &analysis.sentences {
                let roots: Vec<u32> = (sentence.first..sentence.end)
                    .filter(|i| analysis.words[*i as usize].head == *i)
                    .collect();
                assert_eq!(roots.len(), 1, "{text:?}");
                for start in sentence.first..sentence.end {
                    let mut at = start;
                    for _ in sentence.first..sentence.end {
                        at = analysis.words[at as usize].head;
                        assert!(sentence.first <= at && at < sentence.end, "{text:?}");
                    }
                    assert_eq!(at, roots[0], "{text:?}");
                    let word = &analysis.words[start as usize];
                    assert_eq!(word.deprel == Deprel::Root, start == roots[0], "{text:?} {word:?}");
                }
            }
        }
    }

    #[test]
    fn the_same_text_gives_the_same_analysis_alone_and_beside_others() {
        let model = Model::builtin().unwrap();
        let text = "Les rebelles ont pris la ville.\nL'armée dément toute perte.";
        let cut = text.find('\n').unwrap();
        let kind = selon_model::BlockKind::Paragraph;
        let blocks =
            [Block { span: Span::of(0..cut), kind }, Block { span: Span::of(cut + 1..text.len()), kind }];
        let both = model.analyse_blocks(text, &blocks);
        let first = model.analyse_blocks(text, &blocks[..1]);
        assert_eq!(both.words[..first.words.len()], first.words);
    }

    #[test]
    fn unusable_weights_are_an_error() {
        assert!(Model::load(b"").is_err());
        assert!(Model::load(&BUILTIN[..BUILTIN.len() / 2]).is_err());
    }
}
