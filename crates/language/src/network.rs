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
            widest(Sum { words: w, rows: &space.rows, sum });
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

/// Buffers of the recurrence: one row per sentence.
#[derive(Debug, Default)]
struct Step {
    state: Vec<f32>,
    cell: Vec<f32>,
    gates: Vec<f32>,
    quantised: Quantised,
}

/// The inputs' part of the gates: a row `[4 h]` (input, forget, cell, output) for each word, or for each type of
/// word with the words' types.
struct Gates<'a> {
    rows: &'a [f32],
    of: Option<&'a [u32]>,
}

impl<'a> Gates<'a> {
    fn row(&self, word: usize, width: usize) -> &'a [f32] {
        let row = self.of.map_or(word, |of| of[word] as usize);
        &self.rows[row * width..(row + 1) * width]
    }
}

/// First word and length of the batch's sentences, longest first.
fn spans_by_length(batch: &[Vec<&str>]) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut spans: Vec<(usize, usize)> = Vec::with_capacity(batch.len());
    for sentence in batch {
        spans.push((at, sentence.len()));
        at += sentence.len();
    }
    spans.sort_by_key(|(start, len)| (std::cmp::Reverse(*len), *start));
    spans
}

/// One direction of an LSTM layer; the states go to the direction's half of `out` `[words][2 h]`.
fn recur(
    map: &Linear,
    way: usize,
    spans: &[(usize, usize)],
    gates: Gates<'_>,
    step: &mut Step,
    out: &mut [f32],
) {
    let h = map.inputs();
    let longest = spans.first().map_or(0, |s| s.1);
    step.state.clear();
    step.state.resize(spans.len() * h, 0.0);
    step.cell.clear();
    step.cell.resize(spans.len() * h, 0.0);
    for t in 0..longest {
        let active = spans.partition_point(|(_, len)| *len > t);
        let word = |s: usize| if way == 0 { spans[s].0 + t } else { spans[s].0 + spans[s].1 - 1 - t };
        step.quantised.unit_rows(&step.state[..active * h], h);
        map.onto(&step.quantised, |s| gates.row(word(s), 4 * h), &mut step.gates);
        widest(Cells { h, gates: &step.gates, states: &mut step.state, cells: &mut step.cell });
        for s in 0..active {
            let at = word(s) * 2 * h + way * h;
            out[at..at + h].copy_from_slice(&step.state[s * h..(s + 1) * h]);
        }
    }
}

/// Adds up the table's rows of one type's features.
struct Sum<'a> {
    words: &'a Words,
    rows: &'a [usize],
    sum: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Sum<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Sum { words, rows, sum } = self;
        let d = sum.len();
        sum.copy_from_slice(&words.bias);
        for row in rows {
            let scale = words.scales[*row];
            for (sum, q) in sum.iter_mut().zip(&words.rows[row * d..(row + 1) * d]) {
                *sum += f32::from(*q) * scale;
            }
        }
    }
}

/// The maxout layer's choice between its halves, normalised.
struct Mix<'a> {
    mixed: &'a [f32],
    norm: &'a (Vec<f32>, Vec<f32>),
    out: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Mix<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let d = self.norm.0.len();
        for (row, out) in self.mixed.chunks_exact(2 * d).zip(self.out.chunks_exact_mut(d)) {
            let (a, b) = row.split_at(d);
            for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
                *out = a.max(*b);
            }
            normalise(out, self.norm);
        }
    }
}

/// A dependent's relations with its head: `rows` is `[head's value, and one more][relation]`.
struct Meet<'a> {
    rows: &'a [f32],
    head: &'a [f32],
    out: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Meet<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let n = self.out.len();
        let (products, alone) = self.rows.split_at(self.head.len() * n);
        self.out.copy_from_slice(alone);
        for (row, head) in products.chunks_exact(n).zip(self.head) {
            for (out, x) in self.out.iter_mut().zip(row) {
                *out += x * head;
            }
        }
    }
}

/// All pairs of dependents and heads, the root first.
struct Arcs<'a> {
    deps: &'a [f32],
    heads: &'a [f32],
    root: &'a [f32],
    out: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Arcs<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let width = self.root.len();
        let n = self.deps.len() / width;
        for (dep, out) in self.deps.chunks_exact(width).zip(self.out.chunks_exact_mut(n + 1)) {
            out[0] = dot(dep, self.root);
            for (head, out) in self.heads.chunks_exact(width).zip(&mut out[1..]) {
                *out = dot(dep, head);
            }
        }
    }
}

/// One step of the recurrence for all its rows.
struct Cells<'a> {
    h: usize,
    gates: &'a [f32],
    states: &'a mut [f32],
    cells: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Cells<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let rows = self.states.chunks_exact_mut(self.h).zip(self.cells.chunks_exact_mut(self.h));
        for (gates, (state, cell)) in self.gates.chunks_exact(4 * self.h).zip(rows) {
            cells(gates, state, cell);
        }
    }
}

/// The non-linear part of an LSTM cell.
#[inline(always)]
fn cells(gates: &[f32], state: &mut [f32], cell: &mut [f32]) {
    let h = state.len();
    let cell = &mut cell[..h];
    let (input, rest) = gates.split_at(h);
    let (forget, rest) = rest.split_at(h);
    let (new, output) = rest.split_at(h);
    let output = &output[..h];
    for i in 0..h {
        // σ(f) c + σ(i) tanh(g) and σ(o) tanh(c) over common denominators: divisions are what costs.
        let (f, g) = (1.0 + exp(-forget[i]), exp(2.0 * new[i]));
        let open = (1.0 + exp(-input[i])) * (g + 1.0);
        let c = (cell[i] * open + (g - 1.0) * f) / (f * open);
        cell[i] = c;
        let e = exp(2.0 * c);
        state[i] = (e - 1.0) / ((1.0 + exp(-output[i])) * (e + 1.0));
    }
}

/// A sum of products in sixteen lanes, so that its order is the same on every machine.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (a, b) = (a.as_chunks::<16>(), b.as_chunks::<16>());
    for (a, b) in a.0.iter().zip(b.0) {
        for i in 0..16 {
            lanes[i] += a[i] * b[i];
        }
    }
    for width in [8, 4, 2, 1] {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
    }
    let mut sum = lanes[0];
    for (a, b) in a.1.iter().zip(b.1) {
        sum += a * b;
    }
    sum
}

/// e^x within 3e-6 of its value, by a power of two and a polynomial for the rest (least largest error on ±1/2);
/// fused products are exact wherever they are computed, so that every machine gives the same bits.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-20.0, 20.0);
    let shifted = x.mul_add(std::f32::consts::LOG2_E, ROUND);
    let f = x.mul_add(std::f32::consts::LOG2_E, ROUND - shifted);
    let p = 0.009_570_102_f32;
    let p = p.mul_add(f, 0.055_917_86);
    let p = p.mul_add(f, 0.240_247_45);
    let p = p.mul_add(f, 0.693_121_8);
    let p = p.mul_add(f, 0.999_999_3);
    f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23))
}

fn relu(values: &mut [f32]) {
    for v in values {
        *v = v.max(0.0);
    }
}

/// Layer normalisation.
#[inline(always)]
fn normalise(row: &mut [f32], (gain, bias): &(Vec<f32>, Vec<f32>)) {
    let n = row.len() as f32;
    let mean = row.iter().sum::<f32>() / n;
    for x in row.iter_mut() {
        *x -= mean;
    }
    let scale = 1.0 / (dot(row, row) / n + 1e-5).sqrt();
    for ((x, g), b) in row.iter_mut().zip(gain).zip(bias) {
        *x = *x * scale * g + b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_agree_with_the_definition() {
        let sigmoid = |x: f32| 1.0 / (1.0 + (-x).exp());
        for k in -40..=40 {
            let x = k as f32 / 4.0;
            let gates = [x, -x / 2.0, x / 3.0, 0.5 - x];
            let (mut state, mut cell) = ([0.0], [x / 5.0]);
            let c = sigmoid(gates[1]) * cell[0] + sigmoid(gates[0]) * gates[2].tanh();
            cells(&gates, &mut state, &mut cell);
            assert!((cell[0] - c).abs() < 2e-6, "{x}");
            assert!((state[0] - sigmoid(gates[3]) * c.tanh()).abs() < 2e-6, "{x}");
        }
        assert_eq!(exp(f32::MAX), exp(20.0));
    }
}
