//! An LSTM layer over sentences that share their steps.

use crate::kernel::{Linear, Quantised, widest};

/// Buffers of the recurrence: one row per sentence.
#[derive(Debug, Default)]
pub(crate) struct Step {
    state: Vec<f32>,
    cell: Vec<f32>,
    gates: Vec<f32>,
    quantised: Quantised,
}

/// The inputs' part of the gates: a row `[4 h]` (input, forget, cell, output) for each word, or for each type of
/// word with the words' types.
pub(crate) struct Gates<'a> {
    pub(crate) rows: &'a [f32],
    pub(crate) of: Option<&'a [u32]>,
}

impl<'a> Gates<'a> {
    fn row(&self, word: usize, width: usize) -> &'a [f32] {
        let row = self.of.map_or(word, |of| of[word] as usize);
        &self.rows[row * width..(row + 1) * width]
    }
}

/// First word and length of the batch's sentences, longest first.
pub(crate) fn spans_by_length(batch: &[Vec<&str>]) -> Vec<(usize, usize)> {
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
pub(crate) fn recur(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the platform's functions are what ours are held against")]
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
