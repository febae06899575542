//! What each repair of the language model's trees brings: on treebanks, and on gold reports.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use selon::model::{Analysis, Block, BlockKind, Repair, Word, conllu};
use selon::{Model, Options, Reader, Repairs, Resources};

use crate::gold::{self, Doc};
use crate::measure::{self, Score};
use crate::sets::Set;

/// Prints for every treebank and every set what is lost without each repair, and how often it was made.
///
/// # Errors
/// Where a treebank or a gold file cannot be read.
pub(crate) fn run(treebanks: &[PathBuf], sets: &[Set]) -> Result<()> {
    let mut model = Model::builtin()?;
    for path in treebanks {
        let treebank = Treebank::read(path)?;
        model = treebank.measure(model, &path.file_name().unwrap_or_default().to_string_lossy());
    }
    let (mut resources, model) = (Resources::builtin()?, model.with(Options::default()));
    for set in sets {
        resources = measure_set(set, resources, &model)?;
    }
    Ok(())
}

fn options(repairs: Repairs) -> Options {
    Options { repairs, ..Options::default() }
}

/// Annotated sentences of a file.
struct Treebank {
    text: String,
    /// A block a sentence: what is measured are trees, not ends of sentences.
    blocks: Vec<Block>,
    gold: Analysis,
}

/// Shares of words, in per cent.
#[derive(Clone, Copy)]
struct Rates {
    tags: f64,
    /// Mood, tense, form and voice, of what is a verb in the gold.
    verbs: f64,
    /// Head.
    unlabelled: f64,
    /// Head and relation without its subtype.
    labelled: f64,
}

impl Treebank {
    fn read(path: &Path) -> Result<Treebank> {
        let shown = || path.display().to_string();
        let text = fs::read_to_string(path).with_context(shown)?;
        let parsed = conllu::parse(&text).with_context(shown)?;
        let block = |s: &selon::model::Sentence| Block { span: s.span, kind: BlockKind::Paragraph };
        let blocks = parsed.analysis.sentences.iter().map(block).collect();
        Ok(Treebank { text: parsed.text, blocks, gold: parsed.analysis })
    }

    fn measure(&self, model: Model, name: &str) -> Model {
        let mut model = model.with(Options::default());
        let analysis = model.analyse_blocks(&self.text, &self.blocks);
        let (all, made) = (self.rates(&analysis), counts([&analysis]));
        println!("{name} ({} words)", self.gold.words.len());
        println!("{:<20} {:>5} {:>7} {:>7} {:>7} {:>7}", "", "made", "UPOS", "verbs", "UAS", "LAS");
        let Rates { tags, verbs, unlabelled, labelled } = all;
        println!(
            "{:<20} {:>5} {tags:>7.2} {verbs:>7.2} {unlabelled:>7.2} {labelled:>7.2}",
            "all repairs",
            analysis.repairs.len()
        );
        for repair in Repair::ALL {
            model = model.with(options(Repairs::all().without(*repair)));
            let without = self.rates(&model.analyse_blocks(&self.text, &self.blocks));
            println!(
                "{:<20} {:>5} {:>+7.2} {:>+7.2} {:>+7.2} {:>+7.2}",
                repair.as_str(),
                made.get(repair).copied().unwrap_or(0),
                all.tags - without.tags,
                all.verbs - without.verbs,
                all.unlabelled - without.unlabelled,
                all.labelled - without.labelled
            );
        }
        println!();
        model
    }

    /// F1 over words that both sides have, as in the CoNLL 2018 shared task.
    fn rates(&self, found: &Analysis) -> Rates {
        let twins = align(&self.gold.words, &found.words);
        let (mut tags, mut heads, mut arcs, mut verbs, mut verbs_right) = (0, 0, 0, 0, 0);
        for (at, (word, twin)) in self.gold.words.iter().zip(&twins).enumerate() {
            let verb = word.feats.verb_form.is_some();
            verbs += u32::from(verb);
            let Some(twin) = *twin else { continue };
            let other = &found.words[twin];
            let key = |w: &Word| (w.feats.mood, w.feats.tense, w.feats.verb_form, w.feats.voice);
            verbs_right += u32::from(verb && key(word) == key(other));
            tags += u32::from(word.upos == other.upos);
            let head = if word.head as usize == at { Some(twin) } else { twins[word.head as usize] };
            let same = head == Some(other.head as usize);
            heads += u32::from(same);
            arcs += u32::from(same && base(word) == base(other));
        }
        let both = (self.gold.words.len() + found.words.len()) as f64;
        let rate = |hits: u32| 200.0 * f64::from(hits) / both;
        let verbs = 100.0 * f64::from(verbs_right) / f64::from(verbs.max(1));
        Rates { tags: rate(tags), verbs, unlabelled: rate(heads), labelled: rate(arcs) }
    }
}

fn base(word: &Word) -> &str {
    word.deprel.as_str().split(':').next().unwrap_or_default()
}

/// For each word of the gold the found one with the same span, and the same place in it.
fn align(gold: &[Word], found: &[Word]) -> Vec<Option<usize>> {
    let key = |words: &[Word], at: usize| {
        let inside = words[..at].iter().rev().take_while(|w| w.span == words[at].span).count();
        (words[at].span, inside)
    };
    let known: BTreeMap<_, usize> = (0..found.len()).map(|at| (key(found, at), at)).collect();
    (0..gold.len()).map(|at| known.get(&key(gold, at)).copied()).collect()
}

fn counts<'a>(analyses: impl IntoIterator<Item = &'a Analysis>) -> BTreeMap<Repair, usize> {
    let mut counts = BTreeMap::new();
    for made in analyses.into_iter().flat_map(|a| &a.repairs) {
        *counts.entry(made.repair).or_default() += 1;
    }
    counts
}

fn measure_set(set: &Set, resources: Resources, model: &Model) -> Result<Resources> {
    let gold = set.load()?;
    let mut resources = resources.with(Options::default());
    let all = read(&gold, &resources)?;
    let analyses: Vec<Analysis> = gold.iter().map(|doc| model.analyse(&doc.text)).collect();
    let made = counts(&analyses);
    println!("{} ({} reports): how often each repair was made, and what it brings", set.name, gold.len());
    for repair in Repair::ALL {
        resources = resources.with(options(Repairs::all().without(*repair)));
        let (times, without) = (made.get(repair).copied().unwrap_or(0), read(&gold, &resources)?);
        println!("{:<20} {times:>5}  {}", repair.as_str(), gains(&all, &without));
    }
    println!();
    Ok(resources)
}

fn read(gold: &[Doc], resources: &Resources) -> Result<Score> {
    let reader = Reader::new(resources);
    let found: Vec<Doc> = gold.iter().map(|doc| gold::predicted(&reader, doc)).collect::<Result<_>>()?;
    measure::score(gold, &found)
}

/// The measures that differ.
fn gains(with: &Score, without: &Score) -> String {
    let pairs = with.measures().into_iter().zip(without.measures());
    let gain = |((name, _, a), (_, _, b)): ((_, _, measure::Value), (_, _, measure::Value))| {
        let gain = a.number() - b.number();
        (gain.abs() >= 0.0005).then(|| format!("{name} {gain:+.3}"))
    };
    let told: Vec<String> = pairs.filter_map(gain).collect();
    if told.is_empty() { "nothing".to_owned() } else { told.join(", ") }
}
