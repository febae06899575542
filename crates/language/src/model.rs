use std::sync::Arc;

use selon_model::{Analysis, Block, BlockKind, Digest, Span, WordId};

use crate::error::Error;
use crate::grammar::{self, Grammar};
use crate::labels::Labels;
use crate::lemma::{self, Lemmatiser};
use crate::network::{Later, Network};
use crate::parse::Decoder;
use crate::quotes::quotations;
use crate::repair;
use crate::repairs::Repairs;
use crate::sentences::sentences;
use crate::weights::Weights;
use crate::words;

/// A trained model of French: immutable, made once, shared between threads.
#[derive(Debug)]
pub struct Model {
    network: Network,
    labels: Labels,
    lemmas: Lemmatiser,
    grammar: Arc<Grammar>,
    options: Options,
    digest: Digest,
    version: String,
}

/// What an analysis is to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether names are found; claims do without them.
    pub names: bool,
    /// What is put right in the trees.
    pub repairs: Repairs,
}

static BUILTIN: &[u8] = include_bytes!("../../../data/fr/model.safetensors");

impl Model {
    /// The model that comes with the program.
    ///
    /// # Errors
    /// Only where the program was built from damaged data.
    pub fn builtin() -> Result<Model, Error> {
        Model::load(BUILTIN)
    }

    /// Reads a model from the bytes of a safetensors file as `training/export.py` writes it. Grammar and forms of
    /// irregular verbs are those that come with the program.
    ///
    /// # Errors
    /// Where the bytes are no such file, or its tensors and labels do not fit each other.
    pub fn load(bytes: &[u8]) -> Result<Model, Error> {
        let weights = Weights::read(bytes)?;
        let network = Network::read(&weights)?;
        let labels = Labels::read(&weights)?;
        let lemmas = Lemmatiser::read(weights.text("lemma")?, weights.text("lexicon")?)?;
        let Labels { tags, feats, relations, names, .. } = &labels;
        if network.sizes() != [tags.len(), feats.len(), lemmas.len(), relations.len(), names.len()] {
            return Err(Error::weights("the names do not fit the tensors"));
        }
        let grammar = Arc::new(Grammar::builtin()?);
        let mut digest = Digest::default();
        digest.absorb("weights", bytes);
        for (file, text) in [(grammar::FILE, grammar::BUILTIN), (lemma::FILE, lemma::VERBS)] {
            digest.absorb(file, text.as_bytes());
        }
        let (options, version) = (Options::default(), digest.to_string());
        Ok(Model { network, labels, lemmas, grammar, options, digest, version })
    }

    /// The same model with other options; without a repair it has another version.
    #[must_use]
    pub fn with(self, options: Options) -> Model {
        let mut digest = self.digest;
        for repair in Repairs::all().but(options.repairs) {
            digest.absorb("without", repair.as_str().as_bytes());
        }
        Model { options, version: digest.to_string(), ..self }
    }

    /// A name for exactly these weights and tables: analyses with equal versions come from equal models.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The closed classes of the model's language.
    pub fn grammar(&self) -> &Arc<Grammar> {
        &self.grammar
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
        let sentences = sentences(text, blocks, &self.grammar.tokens);
        let forms: Vec<Vec<&str>> =
            sentences.iter().map(|s| s.tokens.iter().map(|t| t.of_text(text)).collect()).collect();
        let mut analysis = Analysis { quotations: quotations(text, blocks), ..Analysis::default() };
        let decoder = Decoder {
            network: &self.network,
            labels: &self.labels,
            lemmas: &self.lemmas,
            grammar: &self.grammar,
            accented: text.contains('à'),
            names: self.options.names,
        };
        let mut space = Later::default();
        self.network.score(&forms, |i, scores| {
            let parse = decoder.decode(&forms[i], scores, &mut space);
            let first = analysis.words.len() as WordId;
            words::add(&sentences[i], &forms[i], &parse, &self.grammar, &mut analysis);
            repair::run(&mut analysis, first, self.options.repairs, &self.grammar);
        });
        analysis
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

#[cfg(test)]
mod tests {
    use selon_model::Deprel;

    use super::*;
    use crate::parse::best;

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
        for bytes in [&[][..], &BUILTIN[..BUILTIN.len() / 2]] {
            let error = Model::load(bytes).unwrap_err();
            assert!(error.is_weights() && error.file().is_none());
            assert!(std::error::Error::source(&error).is_some(), "{error}");
        }
    }

    #[test]
    fn names_are_found_for_those_who_ask() {
        let text = "Le maire de Bangui, Moussa Zongo, a fui.";
        let model = Model::builtin().unwrap();
        assert_eq!(model.analyse(text).names, []);
        let version = model.version().to_owned();
        let model = model.with(Options { names: true, ..Options::default() });
        assert!(!model.analyse(text).names.is_empty());
        assert_eq!(model.version(), version);
    }

    #[test]
    fn other_repairs_are_another_version() {
        let model = Model::builtin().unwrap();
        let version = model.version().to_owned();
        let model = model.with(Options { repairs: Repairs::universal(), ..Options::default() });
        assert_ne!(model.version(), version);
        assert_eq!(model.with(Options::default()).version(), version);
    }
}
