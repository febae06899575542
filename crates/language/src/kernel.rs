//! Integer matrix products.
//!
//! Weights are int8 per output row, activations int16 with one scale per vector; a product is an exact sum of
//! 32-bit integers, so every machine computes the same bytes, whatever its vector width. Activations stay
//! within ±[`LIMIT`]: 127 · 16,000 · 1,024 inputs < 2^31.

/// Largest magnitude of a quantised activation.
const LIMIT: f32 = 16_000.0;
/// Outputs that are computed together; weights are stored in panels of this many.
const PANEL: usize = 16;

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
#[derive(Debug, Default)]
pub(crate) struct Quantised {
    values: Vec<i16>,
    scales: Vec<f32>,
}

impl Quantised {
    /// Quantises rows of `width` values, each by its own largest magnitude.
    pub(crate) fn rows(&mut self, rows: &[f32], width: usize) {
        self.values.clear();
        self.values.resize(rows.len(), 0);
        self.scales.clear();
        for (row, out) in rows.chunks_exact(width).zip(self.values.chunks_exact_mut(width)) {
            let largest = largest(row);
            let step = if largest > 0.0 { LIMIT / largest } else { 0.0 };
            quantise(row, step, out);
            self.scales.push(largest / LIMIT);
        }
    }

    /// Quantises rows whose values lie within ±1 (an LSTM's state).
    pub(crate) fn unit_rows(&mut self, rows: &[f32], width: usize) {
        self.values.clear();
        self.values.resize(rows.len(), 0);
        quantise(rows, LIMIT, &mut self.values);
        self.scales.clear();
        self.scales.resize(rows.len() / width.max(1), 1.0 / LIMIT);
    }
}

fn largest(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    for chunk in row.chunks(8) {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane = lane.max(x.abs());
        }
    }
    lanes.into_iter().fold(0.0, f32::max)
}

fn quantise(row: &[f32], step: f32, out: &mut [i16]) {
    for (x, q) in row.iter().zip(out) {
        // Rounds half away from zero; `as` saturates, NaN becomes 0.
        let scaled = x * step;
        *q = (scaled + 0.5f32.copysign(scaled)) as i16;
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
        out.clear();
        out.resize(x.scales.len() * self.outputs, 0.0);
        self.run(x, out, false);
    }

    /// `out += x W^T`, without the bias.
    pub(crate) fn add(&self, x: &Quantised, out: &mut [f32]) {
        self.run(x, out, true);
    }

    fn run(&self, x: &Quantised, out: &mut [f32], add: bool) {
        let job = Job { map: self, x, out, add };
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            return pulp::Simd::vectorize(simd, Vectorised { simd, job });
        }
        job.portable();
    }
}

struct Job<'a> {
    map: &'a Linear,
    x: &'a Quantised,
    out: &'a mut [f32],
    add: bool,
}

impl Job<'_> {
    fn rows(&self) -> usize {
        self.x.scales.len()
    }

    /// The inputs of one row, in pairs.
    #[inline(always)]
    fn pairs(&self, row: usize) -> &[[i16; 2]] {
        let n = self.map.inputs;
        self.x.values[row * n..(row + 1) * n].as_chunks::<2>().0
    }

    /// Writes one panel of one row from its integer sums.
    #[inline(always)]
    fn store(&mut self, row: usize, first: usize, sums: &[i32]) {
        let n = self.map.outputs;
        let end = n.min(first + PANEL);
        let scale = self.x.scales[row];
        let out = &mut self.out[row * n + first..row * n + end];
        let weights = &self.map.scales[first..end];
        if !self.add {
            out.copy_from_slice(&self.map.bias[first..end]);
        }
        for ((out, sum), weight) in out.iter_mut().zip(sums).zip(weights) {
            *out += *sum as f32 * (weight * scale);
        }
    }

    fn portable(mut self) {
        let map = self.map;
        for (p, panel) in map.weights.chunks_exact(map.inputs * PANEL).enumerate() {
            for row in 0..self.rows() {
                let mut sums = [0i32; PANEL];
                for (pair, w) in self.pairs(row).iter().zip(panel.chunks_exact(PANEL * 2)) {
                    for (sum, w) in sums.iter_mut().zip(w.chunks_exact(2)) {
                        *sum += i32::from(pair[0]) * i32::from(w[0]) + i32::from(pair[1]) * i32::from(w[1]);
                    }
                }
                self.store(row, p * PANEL, &sums);
            }
        }
    }
}

/// The same sums with 256-bit vectors.
#[cfg(target_arch = "x86_64")]
struct Vectorised<'a> {
    simd: pulp::x86::V3,
    job: Job<'a>,
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Vectorised<'_> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        let map = self.job.map;
        let rows = self.job.rows();
        for (p, panel) in map.weights.chunks_exact(map.inputs * PANEL).enumerate() {
            let panel: &[[pulp::i16x16; 2]] = pulp::bytemuck::cast_slice(panel);
            let mut row = 0;
            while row + 6 <= rows {
                self.block::<6>(row, p * PANEL, panel);
                row += 6;
            }
            while row + 2 <= rows {
                self.block::<2>(row, p * PANEL, panel);
                row += 2;
            }
            if row < rows {
                self.block::<1>(row, p * PANEL, panel);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
impl Vectorised<'_> {
    /// `R` rows of one panel.
    #[inline(always)]
    fn block<const R: usize>(&mut self, row: usize, first: usize, panel: &[[pulp::i16x16; 2]]) {
        let simd = self.simd;
        let zero = simd.splat_i32x8(0);
        let mut sums = [[zero; 2]; R];
        let n = panel.len();
        let x: [&[[i16; 2]]; R] = std::array::from_fn(|r| &self.job.pairs(row + r)[..n]);
        for (i, w) in panel.iter().enumerate() {
            for r in 0..R {
                let pair = pulp::cast(simd.splat_i32x8(pulp::cast(x[r][i])));
                sums[r][0] = simd
                    .wrapping_add_i32x8(sums[r][0], simd.multiply_wrapping_add_adjacent_i16x16(pair, w[0]));
                sums[r][1] = simd
                    .wrapping_add_i32x8(sums[r][1], simd.multiply_wrapping_add_adjacent_i16x16(pair, w[1]));
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
            Job { map: &map, x: &x, out: &mut slow, add: false }.portable();
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
