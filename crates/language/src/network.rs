//! The network: word features, two bidirectional LSTM layers, and heads for tags, morphology, lemmas and arcs.
//!
//! The same maps as `training/network.py`. A word's own vector and its products with the first layer depend on
//! its form alone and are computed once per form and call; sentences of a batch share the steps of the recurrence.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::features::features;
use crate::kernel::{Linear, Quantised, widest};
use crate::weights::Weights;

/// Words that are run together; bounds the memory of a call.
const BATCH: usize = 384;

/// The trained maps.
#[derive(Debug)]
pub(crate) struct Network {
    words: Words,
    layers: [[Direction; 2]; 2],
    heads: Heads,
    dim: usize,
    hidden: usize,
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
    arc_dep: Linear,
    arc_head: Linear,
    arc: Linear,
    rel_dep: Linear,
    rel_head: Linear,
    rel: Linear,
    root: Vec<f32>,
}

/// The scores of one sentence of `n` tokens.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Scores {
    /// `[n][n + 1]`: how well each head fits; column 0 is the root.
    pub(crate) arcs: Vec<f32>,
    /// `[n][upos]`.
    pub(crate) upos: Vec<f32>,
    /// `[n][feats]`.
    pub(crate) feats: Vec<f32>,
    /// `[n][lemma]`.
    pub(crate) lemma: Vec<f32>,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
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
            arc_dep: head("arc_dep")?,
            arc_head: head("arc_head")?,
            arc: head("arc")?,
            rel_dep: head("rel_dep")?,
            rel_head: head("rel_head")?,
            rel: head("rel")?,
            root: w.floats("root")?,
        };
        let (dim, hidden) = (words.bias.len(), heads.root.len() / 2);
        let network = Network { words, layers: [layer(1)?, layer(2)?], heads, dim, hidden };
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
        fits &=
            h.arc_dep.inputs() == both && h.arc_head.shape() == (both, arc) && h.arc.shape() == (arc, arc);
        fits &= h.rel_dep.inputs() == both && h.rel_head.shape() == (both, rel);
        fits &= h.rel.inputs() == rel && h.rel.outputs() % (rel + 1) == 0;
        if fits {
            Ok(())
        } else {
            Err(Error::weights("the shapes of the tensors do not fit each other".into()))
        }
    }

    /// Numbers of tags, bundles of features, scripts and relations.
    pub(crate) fn sizes(&self) -> [usize; 4] {
        let h = &self.heads;
        let relations = h.rel.outputs() / (h.rel_dep.outputs() + 1);
        [h.upos.outputs(), h.feats.outputs(), h.lemma.outputs(), relations]
    }

    /// Scores sentences, given as the forms of their tokens, and hands each one's to `each` in order.
    pub(crate) fn score(&self, sentences: &[Vec<&str>], mut each: impl FnMut(usize, &Scores)) {
        let mut types = Types::default();
        let ids: Vec<Vec<u32>> =
            sentences.iter().map(|s| s.iter().map(|form| types.id(form)).collect()).collect();
        let mut space = Space::default();
        self.embed(&types.forms, &mut space);
        let mut first = 0;
        while first < ids.len() {
            let mut end = first + 1;
            let mut words = ids[first].len();
            while end < ids.len() && words + ids[end].len() <= BATCH {
                words += ids[end].len();
                end += 1;
            }
            self.encode(&ids[first..end], words, &mut space);
            self.tags(&mut space);
            let mut at = 0;
            for (i, sentence) in ids[first..end].iter().enumerate() {
                self.scores_of(at..at + sentence.len(), &mut space);
                each(first + i, &space.scores);
                at += sentence.len();
            }
            first = end;
        }
    }

    /// The vectors of the forms and their products with the first layer.
    fn embed(&self, forms: &[&str], space: &mut Space) {
        let w = &self.words;
        let d = self.dim;
        let mut sums = Vec::with_capacity(forms.len() * d);
        let mut hashes = Vec::new();
        for form in forms {
            features(form, &mut hashes);
            let at = sums.len();
            sums.extend_from_slice(&w.bias);
            for row in hashes.iter().filter_map(|h| w.row(*h)) {
                let scale = w.scales[row];
                for (sum, q) in sums[at..].iter_mut().zip(&w.rows[row * d..(row + 1) * d]) {
                    *sum += f32::from(*q) * scale;
                }
            }
        }
        space.quantised.rows(&sums, d);
        let mut mixed = Vec::new();
        w.mix.apply(&space.quantised, &mut mixed);
        space.types.clear();
        for row in mixed.chunks_exact(2 * d) {
            let (a, b) = row.split_at(d);
            let at = space.types.len();
            space.types.extend(a.iter().zip(b).map(|(a, b)| a.max(*b)));
            normalise(&mut space.types[at..], &w.norm);
        }
        space.quantised.rows(&space.types, d);
        for (way, out) in self.layers[0].iter().zip(&mut space.type_gates) {
            way.input.apply(&space.quantised, out);
        }
    }

    /// Both layers over a batch: fills `space.inputs` (word vectors) and `space.states`.
    fn encode(&self, batch: &[Vec<u32>], words: usize, space: &mut Space) {
        let (d, h) = (self.dim, self.hidden);
        space.inputs.clear();
        for id in batch.iter().flatten() {
            space.inputs.extend_from_slice(&space.types[*id as usize * d..(*id as usize + 1) * d]);
        }
        let spans = spans_by_length(batch);
        space.types_of.clear();
        space.types_of.extend(batch.iter().flatten());
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
    fn tags(&self, space: &mut Space) {
        let (d, both) = (self.dim, 2 * self.hidden);
        let heads = &self.heads;
        let joined = &mut space.joined;
        joined.clear();
        for (state, input) in space.states.chunks_exact(both).zip(space.inputs.chunks_exact(d)) {
            joined.extend_from_slice(state);
            joined.extend_from_slice(input);
        }
        space.quantised.rows(joined, both + d);
        let tag = &mut space.tag;
        heads.tag.apply(&space.quantised, tag);
        relu(tag);
        space.quantised.rows(tag, heads.tag.outputs());
        heads.upos.apply(&space.quantised, &mut space.upos);
        heads.feats.apply(&space.quantised, &mut space.feats);
        heads.lemma.apply(&space.quantised, &mut space.lemma);

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
        space.quantised.rows(&space.rel_dep, heads.rel_dep.outputs());
    }

    /// Cuts one sentence's scores out of the batch.
    fn scores_of(&self, at: std::ops::Range<usize>, space: &mut Space) {
        let [upos, feats, lemma, _] = self.sizes();
        let (arc, rel) = (self.heads.arc_dep.outputs(), self.heads.rel_dep.outputs());
        let root = space.arc_head.len() / arc - 1;
        let scores = &mut space.scores;
        for (out, all, width) in [
            (&mut scores.upos, &space.upos, upos),
            (&mut scores.feats, &space.feats, feats),
            (&mut scores.lemma, &space.lemma, lemma),
            (&mut scores.rel_dep, &space.rel_dep, rel),
        ] {
            out.clear();
            out.extend_from_slice(&all[at.start * width..at.end * width]);
        }
        scores.rel_head.clear();
        scores.rel_head.extend_from_slice(&space.rel_head[root * rel..(root + 1) * rel]);
        scores.rel_head.extend_from_slice(&space.rel_head[at.start * rel..at.end * rel]);
        scores.arcs.resize(at.len() * (at.len() + 1), 0.0);
        widest(Arcs {
            deps: &space.arc_dep[at.start * arc..at.end * arc],
            heads: &space.arc_head[at.start * arc..at.end * arc],
            root: &space.arc_head[root * arc..],
            out: &mut scores.arcs,
        });
    }

    /// Scores of the relations between each token and its head (0 is the root): `[n][relations]`.
    pub(crate) fn relations<'a>(
        &self,
        scores: &Scores,
        heads: &[usize],
        space: &'a mut Relations,
    ) -> &'a [f32] {
        let rel = self.heads.rel_dep.outputs();
        space.quantised.rows(&scores.rel_dep, rel);
        self.heads.rel.apply(&space.quantised, &mut space.middle);
        space.scores.clear();
        for (head, rows) in heads.iter().zip(space.middle.chunks_exact(self.heads.rel.outputs())) {
            let head = &scores.rel_head[head * rel..(head + 1) * rel];
            space.scores.extend(rows.chunks_exact(rel + 1).map(|row| {
                let mut sum = row[rel];
                for (a, b) in row.iter().zip(head) {
                    sum += a * b;
                }
                sum
            }));
        }
        &space.scores
    }
}

/// Buffers for [`Network::relations`].
#[derive(Debug, Default)]
pub(crate) struct Relations {
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

/// Forms met in a call, numbered in order.
#[derive(Default)]
struct Types<'t> {
    forms: Vec<&'t str>,
    ids: BTreeMap<&'t str, u32>,
}

impl<'t> Types<'t> {
    fn id(&mut self, form: &'t str) -> u32 {
        *self.ids.entry(form).or_insert_with(|| {
            self.forms.push(form);
            self.forms.len() as u32 - 1
        })
    }
}

/// Buffers of a call, used again from batch to batch.
#[derive(Default)]
struct Space {
    quantised: Quantised,
    types: Vec<f32>,
    type_gates: [Vec<f32>; 2],
    inputs: Vec<f32>,
    types_of: Vec<u32>,
    lower: Vec<f32>,
    states: Vec<f32>,
    gates: Vec<f32>,
    joined: Vec<f32>,
    tag: Vec<f32>,
    step: Step,
    upos: Vec<f32>,
    feats: Vec<f32>,
    lemma: Vec<f32>,
    arc_dep: Vec<f32>,
    arc_head: Vec<f32>,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
    scores: Scores,
}

/// Buffers of the recurrence: one row per sentence.
#[derive(Default)]
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
fn spans_by_length(batch: &[Vec<u32>]) -> Vec<(usize, usize)> {
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

/// e^x within 1e-6 of its value, by a power of two and a Taylor polynomial; plain arithmetic, so that every
/// machine gives the same bits.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-20.0, 20.0) * std::f32::consts::LOG2_E;
    let shifted = x + ROUND;
    let f = (x - (shifted - ROUND)) * std::f32::consts::LN_2;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    let p = 1.0 / 720.0;
    let p = p * f + 1.0 / 120.0;
    let p = p * f + 1.0 / 24.0;
    let p = p * f + 1.0 / 6.0;
    let p = p * f + 0.5;
    let p = p * f + 1.0;
    (p * f + 1.0) * power
}

fn relu(values: &mut [f32]) {
    for v in values {
        *v = v.max(0.0);
    }
}

/// Layer normalisation.
fn normalise(row: &mut [f32], (gain, bias): &(Vec<f32>, Vec<f32>)) {
    let n = row.len() as f32;
    let mean = row.iter().sum::<f32>() / n;
    let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / n;
    let scale = 1.0 / (variance + 1e-5).sqrt();
    for ((x, g), b) in row.iter_mut().zip(gain).zip(bias) {
        *x = (*x - mean) * scale * g + b;
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
