//! The network: word features, two bidirectional LSTM layers, and heads for tags, morphology, lemmas and arcs.
//!
//! The same maps as `training/network.py`. A word's own vector and its products with the first layer depend on
//! its form alone and are computed once per form and batch; sentences of a batch share the steps of the recurrence.

use std::sync::{Mutex, PoisonError};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::error::Error;
use crate::features::features;
use crate::kernel::{Linear, Quantised, widest};
use crate::layers::{Arcs, Meet, Mix, Sum, Table, relu};
use crate::recurrence::{Gates, Step, recur, spans_by_length};
use crate::weights::Weights;

/// Words that are run together, an article of usual length; bounds the memory of a call.
const BATCH: usize = 1024;

/// The trained maps.
#[derive(Debug)]
pub(crate) struct Network {
    words: Words,
    layers: [[Direction; 2]; 2],
    heads: Heads,
    dim: usize,
    hidden: usize,
    /// Buffers that wait for the next call.
    spare: Mutex<Vec<Space>>,
}

/// What makes a word's vector from its form.
#[derive(Debug)]
struct Words {
    /// Hashes of the features that have a row, sorted.
    hashes: Vec<u64>,
    /// Where the hashes with each value of their first bits begin, and the end.
    index: Vec<u32>,
    rows: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    mix: Linear,
    norm: (Vec<f32>, Vec<f32>),
}

#[derive(Debug)]
struct Direction {
    input: Linear,
    state: Linear,
}

#[derive(Debug)]
struct Heads {
    tag: Linear,
    upos: Linear,
    feats: Linear,
    lemma: Linear,
    /// Two maps, one after the other.
    names: [Linear; 2],
    arc_dep: Linear,
    arc_head: Linear,
    arc: Linear,
    rel_dep: Linear,
    rel_head: Linear,
    rel: Linear,
    root: Vec<f32>,
}

/// The scores of one sentence of `n` tokens.
#[derive(Clone, Copy)]
pub(crate) struct Scores<'a> {
    /// `[n][n + 1]`: how well each head fits; column 0 is the root.
    pub(crate) arcs: &'a [f32],
    /// `[n][upos]`.
    pub(crate) upos: &'a [f32],
    /// `[n][feats]`.
    pub(crate) feats: &'a [f32],
    /// What [`Network::lemmas`] and [`Network::names`] read of each token.
    tag: &'a [f32],
    /// What [`Network::relations`] reads of each token as a dependent and as a head, and of the root as a head.
    rel_dep: &'a [f32],
    rel_head: &'a [f32],
    rel_root: &'a [f32],
}

impl Network {
    pub(crate) fn read(w: &Weights<'_>) -> Result<Network, Error> {
        let direction = |name: &str| {
            let none = vec![0.0; w.floats(&format!("{name}.b"))?.len()];
            let input = w.linear(&format!("{name}.x"), &format!("{name}.b"))?;
            Ok(Direction { input, state: w.linear_with(&format!("{name}.h"), none)? })
        };
        let layer = |l: usize| Ok([direction(&format!("lstm{l}.f"))?, direction(&format!("lstm{l}.b"))?]);
        let head = |name: &str| w.linear(name, &format!("{name}.b"));
        let hashes = w.hashes("embed.hash")?;
        let words = Words {
            index: index(&hashes),
            hashes,
            rows: w.signed("embed.q")?,
            scales: w.floats("embed.s")?,
            bias: w.floats("embed.b")?,
            mix: head("mix")?,
            norm: (w.floats("norm.g")?, w.floats("norm.b")?),
        };
        let heads = Heads {
            tag: head("tag")?,
            upos: head("upos")?,
            feats: head("feats")?,
            lemma: head("lemma")?,
            names: [head("name")?, head("names")?],
            arc_dep: head("arc_dep")?,
            arc_head: head("arc_head")?,
            arc: head("arc")?,
            rel_dep: head("rel_dep")?,
            rel_head: head("rel_head")?,
            rel: w.classes("rel")?,
            root: w.floats("root")?,
        };
        let (dim, hidden) = (words.bias.len(), heads.root.len() / 2);
        let network =
            Network { words, layers: [layer(1)?, layer(2)?], heads, dim, hidden, spare: Mutex::default() };
        network.check()?;
        Ok(network)
    }

    /// The shapes fit each other, so that no product can fail later.
    fn check(&self) -> Result<(), Error> {
        let (w, h, d) = (&self.words, &self.heads, self.dim);
        let (state, both) = (self.hidden, 2 * self.hidden);
        let mut fits = w.hashes.is_sorted() && w.rows.len() == w.hashes.len() * d;
        fits &= w.scales.len() == w.hashes.len() && w.mix.shape() == (d, 2 * d);
        fits &= w.norm.0.len() == d && w.norm.1.len() == d && h.root.len() == both;
        for (layer, inputs) in self.layers.iter().zip([d, both]) {
            for way in layer {
                fits &= way.input.shape() == (inputs, 4 * state) && way.state.shape() == (state, 4 * state);
            }
        }
        let (tag, arc, rel) = (h.tag.outputs(), h.arc_dep.outputs(), h.rel_dep.outputs());
        fits &= h.tag.inputs() == both + d && [&h.upos, &h.feats, &h.lemma].iter().all(|m| m.inputs() == tag);
        fits &= h.names[0].inputs() == tag && h.names[1].inputs() == h.names[0].outputs();
        fits &=
            h.arc_dep.inputs() == both && h.arc_head.shape() == (both, arc) && h.arc.shape() == (arc, arc);
        fits &= h.rel_dep.inputs() == both && h.rel_head.shape() == (both, rel);
        fits &= h.rel.inputs() == rel && h.rel.outputs() % (rel + 1) == 0;
        if fits { Ok(()) } else { Err(Error::weights("the shapes of the tensors do not fit each other")) }
    }

    /// Numbers of tags, bundles of features, scripts, relations and codes of names.
    pub(crate) fn sizes(&self) -> [usize; 5] {
        let h = &self.heads;
        let relations = h.rel.outputs() / (h.rel_dep.outputs() + 1);
        [h.upos.outputs(), h.feats.outputs(), h.lemma.outputs(), relations, h.names[1].outputs()]
    }

    /// Scores sentences, given as the forms of their tokens, and hands each one's to `each` in order.
    pub(crate) fn score(&self, sentences: &[Vec<&str>], mut each: impl FnMut(usize, Scores<'_>)) {
        let waiting = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let mut space = waiting().pop().unwrap_or_default();
        let mut first = 0;
        while first < sentences.len() {
            let mut end = first + 1;
            let mut words = sentences[first].len();
            while end < sentences.len() && words + sentences[end].len() <= BATCH {
                words += sentences[end].len();
                end += 1;
            }
            let batch = &sentences[first..end];
            self.embed(batch, &mut space);
            self.encode(batch, words, &mut space);
            self.heads(&mut space);
            let mut at = 0;
            for (i, sentence) in batch.iter().enumerate() {
                each(first + i, self.scores(at..at + sentence.len(), &mut space));
                at += sentence.len();
            }
            first = end;
        }
        waiting().push(space);
    }

    /// The types of the batch's words: their vectors and the products of these with the first layer.
    fn embed(&self, batch: &[Vec<&str>], space: &mut Space) {
        let (w, d) = (&self.words, self.dim);
        let mut types: IndexSet<&str, FxBuildHasher> = IndexSet::default();
        space.types_of.clear();
        space.types_of.extend(batch.iter().flatten().map(|form| types.insert_full(form).0 as u32));
        space.sums.resize(types.len() * d, 0.0);
        for (form, sum) in types.iter().zip(space.sums.chunks_exact_mut(d)) {
            features(form, &mut space.hashes);
            space.rows.clear();
            space.rows.extend(space.hashes.iter().filter_map(|h| w.row(*h)));
            widest(Sum { table: w.table(), rows: &space.rows, sum });
        }
        space.quantised.rows(&space.sums, d);
        w.mix.apply(&space.quantised, &mut space.gates);
        space.types.resize(types.len() * d, 0.0);
        widest(Mix { mixed: &space.gates, norm: &w.norm, out: &mut space.types });
        space.quantised.rows(&space.types, d);
        for (way, out) in self.layers[0].iter().zip(&mut space.type_gates) {
            way.input.apply(&space.quantised, out);
        }
    }

    /// Both layers over a batch: fills `space.states`.
    fn encode(&self, batch: &[Vec<&str>], words: usize, space: &mut Space) {
        let h = self.hidden;
        let spans = spans_by_length(batch);
        space.lower.resize(words * 2 * h, 0.0);
        for (way, layer) in self.layers[0].iter().enumerate() {
            let gates = Gates { rows: &space.type_gates[way], of: Some(&space.types_of) };
            recur(&layer.state, way, &spans, gates, &mut space.step, &mut space.lower);
        }
        space.quantised.unit_rows(&space.lower, 2 * h);
        space.states.resize(words * 2 * h, 0.0);
        for (way, layer) in self.layers[1].iter().enumerate() {
            layer.input.apply(&space.quantised, &mut space.gates);
            let gates = Gates { rows: &space.gates, of: None };
            recur(&layer.state, way, &spans, gates, &mut space.step, &mut space.states);
        }
    }

    /// Everything about the batch's words that needs no other word: tags and the inputs of the arcs.
    fn heads(&self, space: &mut Space) {
        let (d, both) = (self.dim, 2 * self.hidden);
        let heads = &self.heads;
        let joined = &mut space.joined;
        joined.clear();
        for (state, of) in space.states.chunks_exact(both).zip(&space.types_of) {
            joined.extend_from_slice(state);
            joined.extend_from_slice(&space.types[*of as usize * d..][..d]);
        }
        space.quantised.rows(joined, both + d);
        let tag = &mut space.tag;
        heads.tag.apply(&space.quantised, tag);
        relu(tag);
        space.quantised.rows(tag, heads.tag.outputs());
        heads.upos.apply(&space.quantised, &mut space.upos);
        heads.feats.apply(&space.quantised, &mut space.feats);

        // The root stands behind the batch's words as one more possible head.
        space.states.extend_from_slice(&heads.root);
        space.quantised.rows(&space.states, both);
        heads.arc_head.apply(&space.quantised, &mut space.arc_head);
        heads.rel_head.apply(&space.quantised, &mut space.rel_head);
        heads.arc_dep.apply(&space.quantised, &mut space.arc_dep);
        heads.rel_dep.apply(&space.quantised, &mut space.rel_dep);
        for out in [&mut space.arc_head, &mut space.rel_head, &mut space.arc_dep, &mut space.rel_dep] {
            relu(out);
        }
        space.quantised.rows(&space.arc_dep, heads.arc_dep.outputs());
        heads.arc.apply(&space.quantised, &mut space.arc_dep);
    }

    /// The scores of the batch's words `at`, which are one sentence.
    fn scores<'a>(&self, at: std::ops::Range<usize>, space: &'a mut Space) -> Scores<'a> {
        let [upos, feats, ..] = self.sizes();
        let h = &self.heads;
        let (tag, arc, rel) = (h.tag.outputs(), h.arc_dep.outputs(), h.rel_dep.outputs());
        let root = space.arc_head.len() / arc - 1;
        space.arcs.resize(at.len() * (at.len() + 1), 0.0);
        widest(Arcs {
            deps: &space.arc_dep[at.start * arc..at.end * arc],
            heads: &space.arc_head[at.start * arc..at.end * arc],
            root: &space.arc_head[root * arc..],
            out: &mut space.arcs,
        });
        Scores {
            arcs: &space.arcs,
            upos: &space.upos[at.start * upos..at.end * upos],
            feats: &space.feats[at.start * feats..at.end * feats],
            tag: &space.tag[at.start * tag..at.end * tag],
            rel_dep: &space.rel_dep[at.start * rel..at.end * rel],
            rel_head: &space.rel_head[at.start * rel..at.end * rel],
            rel_root: &space.rel_head[root * rel..],
        }
    }

    /// Scores of the relations between each token and its head (0 is the root): `[n][relations]`.
    pub(crate) fn relations<'a>(
        &self,
        scores: Scores<'_>,
        heads: &[usize],
        space: &'a mut Later,
    ) -> &'a [f32] {
        let (width, [.., relations, _]) = (self.heads.rel_dep.outputs(), self.sizes());
        space.quantised.rows(scores.rel_dep, width);
        self.heads.rel.apply(&space.quantised, &mut space.middle);
        space.scores.resize(heads.len() * relations, 0.0);
        for ((head, rows), out) in heads
            .iter()
            .zip(space.middle.chunks_exact(self.heads.rel.outputs()))
            .zip(space.scores.chunks_exact_mut(relations))
        {
            let head = match head {
                0 => scores.rel_root,
                h => &scores.rel_head[(h - 1) * width..h * width],
            };
            widest(Meet { rows, head, out });
        }
        &space.scores
    }

    /// Scores of the scripts of lemmas for the tokens `which`: `[which][lemma]`.
    pub(crate) fn lemmas<'a>(&self, scores: Scores<'_>, which: &[usize], space: &'a mut Later) -> &'a [f32] {
        let width = self.heads.tag.outputs();
        space.middle.clear();
        for token in which {
            space.middle.extend_from_slice(&scores.tag[token * width..(token + 1) * width]);
        }
        space.quantised.rows(&space.middle, width);
        self.heads.lemma.apply(&space.quantised, &mut space.scores);
        &space.scores
    }

    /// Scores of the codes of names for each token: `[n][codes]`.
    pub(crate) fn names<'a>(&self, scores: Scores<'_>, space: &'a mut Later) -> &'a [f32] {
        let [inner, outer] = &self.heads.names;
        space.quantised.rows(scores.tag, inner.inputs());
        inner.apply(&space.quantised, &mut space.middle);
        relu(&mut space.middle);
        space.quantised.rows(&space.middle, inner.outputs());
        outer.apply(&space.quantised, &mut space.scores);
        &space.scores
    }
}

/// Buffers for what is scored after the heads are known.
#[derive(Debug, Default)]
pub(crate) struct Later {
    quantised: Quantised,
    middle: Vec<f32>,
    scores: Vec<f32>,
}

impl Words {
    fn table(&self) -> Table<'_> {
        Table { rows: &self.rows, scales: &self.scales, bias: &self.bias }
    }

    /// The row of a feature.
    fn row(&self, hash: u64) -> Option<usize> {
        let bucket = (hash >> (64 - INDEX_BITS)) as usize;
        let (from, to) = (self.index[bucket] as usize, self.index[bucket + 1] as usize);
        self.hashes[from..to].binary_search(&hash).ok().map(|i| from + i)
    }
}

/// First bits of a hash that find its bucket; buckets hold about two hashes.
const INDEX_BITS: u32 = 15;

fn index(hashes: &[u64]) -> Vec<u32> {
    let first = |bucket: u64| hashes.partition_point(|h| h >> (64 - INDEX_BITS) < bucket) as u32;
    (0..=1 << INDEX_BITS).map(first).collect()
}

/// Buffers of a call, used again from batch to batch and from call to call.
#[derive(Debug, Default)]
struct Space {
    /// Of one type: the hashes of its features and the rows of the table that they have.
    hashes: Vec<u64>,
    rows: Vec<usize>,
    quantised: Quantised,
    sums: Vec<f32>,
    types: Vec<f32>,
    type_gates: [Vec<f32>; 2],
    /// The type of each word.
    types_of: Vec<u32>,
    lower: Vec<f32>,
    states: Vec<f32>,
    gates: Vec<f32>,
    joined: Vec<f32>,
    step: Step,
    tag: Vec<f32>,
    upos: Vec<f32>,
    feats: Vec<f32>,
    arc_dep: Vec<f32>,
    arc_head: Vec<f32>,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
    arcs: Vec<f32>,
}
