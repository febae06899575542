//! Integer matrix products.
//!
//! Weights are int8 per output row, activations int16 with one scale per vector; a product is an exact sum of
//! 32-bit integers, so every machine computes the same bytes, whatever its vector width. Activations stay
//! within ±[`LIMIT`]: 127 · 16,000 · 1,024 inputs < 2^31.

/// Largest magnitude of a quantised activation.
const LIMIT: f32 = 16_000.0;
/// Outputs that are computed together; weights are stored in panels of this many.
const PANEL: usize = 16;
/// Rows that are computed together.
const ROWS: usize = 6;

/// An affine map with int8 weights, stored as pairs of inputs in panels of outputs.
#[derive(Debug)]
pub(crate) struct Linear {
    inputs: usize,
    outputs: usize,
    /// `[panel][pair of inputs][output in the panel][input of the pair]`, outputs padded with zeros.
    weights: Vec<i16>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// Rows of activations as integers, each with its scale.
///
/// Stored in blocks of [`ROWS`] rows, the last one smaller: `[block][pair of values][row of the block]`.
#[derive(Debug, Default)]
pub(crate) struct Quantised {
    values: Vec<[i16; 2]>,
    scales: Vec<f32>,
    line: Vec<i16>,
}

impl Quantised {
    /// Quantises rows of `width` values, each by its own largest magnitude.
    pub(crate) fn rows(&mut self, rows: &[f32], width: usize) {
        self.pack(rows, width, false);
    }

    /// Quantises rows whose values lie within ±1 (an LSTM's state).
    pub(crate) fn unit_rows(&mut self, rows: &[f32], width: usize) {
        self.pack(rows, width, true);
    }

    fn pack(&mut self, rows: &[f32], width: usize, unit: bool) {
        // Grows only: what lies behind the scales' rows is of no call.
        self.values.resize(self.values.len().max(rows.len() / 2), [0; 2]);
        self.line.resize(width, 0);
        self.scales.clear();
        widest(Pack { rows, width, unit, to: self });
    }
}

struct Pack<'a> {
    rows: &'a [f32],
    width: usize,
    unit: bool,
    to: &'a mut Quantised,
}

impl pulp::NullaryFnOnce for Pack<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Quantised { values, scales, line } = self.to;
        let blocks = self.rows.chunks(ROWS * self.width);
        for (block, out) in blocks.zip(values.chunks_mut(ROWS * self.width / 2)) {
            let count = block.len() / self.width;
            for (r, row) in block.chunks_exact(self.width).enumerate() {
                let bound = if self.unit { 1.0 } else { largest(row) };
                quantise(row, if bound > 0.0 { LIMIT / bound } else { 0.0 }, line);
                scales.push(bound / LIMIT);
                for (pair, out) in line.as_chunks::<2>().0.iter().zip(out[r..].iter_mut().step_by(count)) {
                    *out = *pair;
                }
            }
        }
    }
}

/// Runs a job compiled for the widest vectors that the machine has. The job's `call` and what it calls have to be
/// `#[inline(always)]`, and free of closures, or they are compiled for the oldest machines.
pub(crate) fn widest<J: pulp::NullaryFnOnce>(job: J) -> J::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        return pulp::Simd::vectorize(simd, job);
    }
    job.call()
}

#[inline(always)]
fn largest(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    for chunk in row.chunks(8) {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane = lane.max(x.abs());
        }
    }
    let mut top = 0.0f32;
    for lane in lanes {
        top = top.max(lane);
    }
    top
}

#[inline(always)]
fn quantise(row: &[f32], step: f32, out: &mut [i16]) {
    // Adding 1.5 · 2^23 leaves the nearest integer in the low bits of the sum.
    const ROUND: f32 = 12_582_912.0;
    for (x, q) in row.iter().zip(out) {
        *q = (x * step + ROUND).to_bits() as i16;
    }
}

impl Linear {
    /// Packs row-major int8 weights `[outputs][inputs]`; the number of inputs is even.
    pub(crate) fn new(rows: &[i8], inputs: usize, scales: Vec<f32>, bias: Vec<f32>) -> Linear {
        let outputs = scales.len();
        let mut weights = vec![0i16; outputs.div_ceil(PANEL) * inputs * PANEL];
        for (o, row) in rows.chunks_exact(inputs.max(1)).enumerate() {
            let base = (o / PANEL) * inputs * PANEL + (o % PANEL) * 2;
            for (i, w) in row.iter().enumerate() {
                weights[base + (i / 2) * PANEL * 2 + i % 2] = i16::from(*w);
            }
        }
        Linear { inputs, outputs, weights, scales, bias }
    }

    /// Number of inputs.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Number of outputs.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Inputs and outputs.
    pub(crate) fn shape(&self) -> (usize, usize) {
        (self.inputs, self.outputs)
    }

    /// `out = x W^T + bias`, row by row; `out` is resized.
    pub(crate) fn apply(&self, x: &Quantised, out: &mut Vec<f32>) {
        out.resize(x.scales.len() * self.outputs, 0.0);
        self.run(x, out, |_| &self.bias);
    }

    /// `out = base + x W^T`, without the bias; `base` gives each row's start.
    pub(crate) fn onto<'b>(&self, x: &Quantised, base: impl Fn(usize) -> &'b [f32], out: &mut Vec<f32>) {
        out.resize(x.scales.len() * self.outputs, 0.0);
        self.run(x, out, base);
    }

    fn run<'b>(&self, x: &Quantised, out: &mut [f32], base: impl Fn(usize) -> &'b [f32]) {
        let values = &x.values[..x.scales.len() * self.inputs / 2];
        let job = Job { map: self, values, scales: &x.scales, out, base };
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            return pulp::Simd::vectorize(simd, Vectorised { simd, job });
        }
        job.portable();
    }
}

struct Job<'a, F> {
    map: &'a Linear,
    values: &'a [[i16; 2]],
    scales: &'a [f32],
    out: &'a mut [f32],
    /// What the sums of a row are added to.
    base: F,
}

impl<'b, F: Fn(usize) -> &'b [f32]> Job<'_, F> {
    /// Writes one panel of one row from its integer sums.
    #[inline(always)]
    fn store(&mut self, row: usize, first: usize, sums: &[i32]) {
        let n = self.map.outputs;
        let end = n.min(first + PANEL);
        let scale = self.scales[row];
        let out = &mut self.out[row * n + first..row * n + end];
        let base = &(self.base)(row)[first..end];
        let weights = &self.map.scales[first..end];
        for (((out, base), sum), weight) in out.iter_mut().zip(base).zip(sums).zip(weights) {
            *out = base + *sum as f32 * (weight * scale);
        }
    }

    fn portable(mut self) {
        let (map, pairs) = (self.map, self.map.inputs / 2);
        for (p, panel) in map.weights.chunks_exact(map.inputs * PANEL).enumerate() {
            for (b, block) in self.values.chunks(ROWS * pairs).enumerate() {
                let rows = block.len() / pairs;
                for r in 0..rows {
                    let mut sums = [0i32; PANEL];
                    for (x, w) in block.chunks_exact(rows).zip(panel.chunks_exact(PANEL * 2)) {
                        for (sum, w) in sums.iter_mut().zip(w.chunks_exact(2)) {
                            *sum +=
                                i32::from(x[r][0]) * i32::from(w[0]) + i32::from(x[r][1]) * i32::from(w[1]);
                        }
                    }
                    self.store(b * ROWS + r, p * PANEL, &sums);
                }
            }
        }
    }
}

/// The same sums with 256-bit vectors.
#[cfg(target_arch = "x86_64")]
struct Vectorised<'a, F> {
    simd: pulp::x86::V3,
    job: Job<'a, F>,
}

#[cfg(target_arch = "x86_64")]
impl<'b, F: Fn(usize) -> &'b [f32]> pulp::NullaryFnOnce for Vectorised<'_, F> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        let (map, pairs) = (self.job.map, self.job.map.inputs / 2);
        for (p, panel) in map.weights.chunks_exact(map.inputs * PANEL).enumerate() {
            let panel: &[[pulp::i16x16; 2]] = pulp::bytemuck::cast_slice(panel);
            for (b, block) in self.job.values.chunks(ROWS * pairs).enumerate() {
                let (row, first) = (b * ROWS, p * PANEL);
                match block.len() / pairs {
                    1 => self.block::<1>(row, first, panel, block),
                    2 => self.block::<2>(row, first, panel, block),
                    3 => self.block::<3>(row, first, panel, block),
                    4 => self.block::<4>(row, first, panel, block),
                    5 => self.block::<5>(row, first, panel, block),
                    _ => self.block::<ROWS>(row, first, panel, block),
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
impl<'b, F: Fn(usize) -> &'b [f32]> Vectorised<'_, F> {
    /// `R` rows of one panel.
    #[inline(always)]
    fn block<const R: usize>(
        &mut self,
        row: usize,
        first: usize,
        panel: &[[pulp::i16x16; 2]],
        block: &[[i16; 2]],
    ) {
        let simd = self.simd;
        let mut sums = [[simd.splat_i32x8(0); 2]; R];
        for (w, x) in panel.iter().zip(block.as_chunks::<R>().0) {
            for r in 0..R {
                let pair = pulp::cast(simd.splat_i32x8(pulp::cast(x[r])));
                for half in 0..2 {
                    let products = simd.multiply_wrapping_add_adjacent_i16x16(pair, w[half]);
                    sums[r][half] = simd.wrapping_add_i32x8(sums[r][half], products);
                }
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            let flat: [i32; PANEL] = pulp::cast(sums);
            self.job.store(row + r, first, &flat);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..n)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1u32 << 24) as f32 - 0.5
            })
            .collect()
    }

    #[test]
    fn vectors_and_portable_code_give_the_same_bits() {
        for (rows, inputs, outputs) in [(1, 2, 1), (5, 128, 37), (9, 256, 64)] {
            let weights: Vec<i8> = noise(inputs * outputs, 7).iter().map(|x| (x * 254.0) as i8).collect();
            let map = Linear::new(&weights, inputs, noise(outputs, 3), noise(outputs, 4));
            let mut x = Quantised::default();
            x.rows(&noise(rows * inputs, 5), inputs);
            let mut fast = Vec::new();
            map.apply(&x, &mut fast);
            let mut slow = vec![0.0; rows * outputs];
            let values = &x.values;
            Job { map: &map, values, scales: &x.scales, out: &mut slow, base: |_| &map.bias[..] }.portable();
            assert_eq!(fast, slow);
        }
    }

    #[test]
    fn products_agree_with_plain_arithmetic() {
        let weights = [1i8, 2, 3, 4, -5, 6];
        let map = Linear::new(&weights, 2, vec![1.0, 0.5, 2.0], vec![0.0, 1.0, 0.0]);
        let mut x = Quantised::default();
        x.rows(&[1.0, -2.0], 2);
        let mut out = Vec::new();
        map.apply(&x, &mut out);
        for (got, want) in out.iter().zip([-3.0, 1.0 - 2.5, -34.0]) {
            assert!((got - want).abs() < 1e-3, "{got} {want}");
        }
    }
}
