//! Integer matrix products.
//!
//! Weights are int8 per output row, activations 7 bits with one scale per vector; a product is an exact sum of
//! 32-bit integers, so every machine computes the same bytes, whatever its vector width. Seven bits, because
//! the products of two pairs then fit 16 bits (2 · 127 · 128 < 2^15), which the vector instruction for them
//! asks; against 15 bits they cost nothing that can be measured (0.02 LAS on the development set).

/// Largest magnitude of a quantised activation.
const LIMIT: f32 = 63.0;
/// What stands for an activation of zero: the instruction wants one side without a sign.
const ZERO: i32 = 64;
/// Inputs that one lane adds up at a time.
const QUAD: usize = 4;
/// Outputs that are computed together; weights are stored in panels of this many.
const PANEL: usize = 16;
/// Rows that are computed together: their sums fill the vector registers.
const ROWS: usize = 4;

/// An affine map with int8 weights, stored as quads of inputs in panels of outputs.
#[derive(Debug)]
pub(crate) struct Linear {
    inputs: usize,
    outputs: usize,
    /// `[panel][quad of inputs]`, outputs padded with zeros.
    weights: Vec<Weights>,
    /// `[panel]`: what sums begin with, so that [`ZERO`] counts for nothing.
    starts: Vec<[i32; PANEL]>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// The weights of one quad of inputs, `[output in the panel][input of the quad]`: one cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Weights([i8; QUAD * PANEL]);

/// Rows of activations as integers, each with its scale.
#[derive(Debug, Default)]
pub(crate) struct Quantised {
    /// `[row][quad of values]`; what lies behind the rows of `scales` is of an earlier call.
    values: Vec<[u8; QUAD]>,
    scales: Vec<f32>,
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
        self.values.resize(self.values.len().max(rows.len() / QUAD), [0; QUAD]);
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
        let Quantised { values, scales } = self.to;
        let rows = self.rows.chunks_exact(self.width);
        for (row, out) in rows.zip(values.chunks_exact_mut(self.width / QUAD)) {
            let bound = if self.unit { 1.0 } else { largest(row) };
            quantise(row, if bound > 0.0 { LIMIT / bound } else { 0.0 }, out);
            scales.push(bound / LIMIT);
        }
    }
}

/// Runs a job compiled for the widest vectors that the machine has. The job's `call` and what it calls have to be
/// `#[inline(always)]`, and free of closures, or they are compiled for the oldest machines.
pub(crate) fn widest<J: pulp::NullaryFnOnce>(job: J) -> J::Output {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(simd) = pulp::x86::V4::try_new() {
            return pulp::Simd::vectorize(simd, job);
        }
        if let Some(simd) = pulp::x86::V3::try_new() {
            return pulp::Simd::vectorize(simd, job);
        }
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
fn quantise(row: &[f32], step: f32, out: &mut [[u8; QUAD]]) {
    // Adding 1.5 · 2^23 leaves the nearest integer in the low bits of the sum.
    const ROUND: f32 = 12_582_912.0 + ZERO as f32;
    for (x, q) in row.iter().zip(out.as_flattened_mut()) {
        *q = (x * step + ROUND).to_bits() as u8;
    }
}

impl Linear {
    /// Packs row-major int8 weights `[outputs][inputs]`; the number of inputs is a multiple of four.
    pub(crate) fn new(rows: &[i8], inputs: usize, scales: Vec<f32>, bias: Vec<f32>) -> Linear {
        let (outputs, quads) = (scales.len(), inputs / QUAD);
        let panels = outputs.div_ceil(PANEL);
        let mut weights = vec![Weights([0; QUAD * PANEL]); panels * quads];
        let mut starts = vec![[0; PANEL]; panels];
        for (o, row) in rows.chunks_exact(inputs.max(1)).enumerate() {
            let (panel, lane) = (o / PANEL, o % PANEL);
            for (quad, to) in row.as_chunks::<QUAD>().0.iter().zip(&mut weights[panel * quads..]) {
                to.0[lane * QUAD..(lane + 1) * QUAD].copy_from_slice(quad);
            }
            starts[panel][lane] = -ZERO * row.iter().map(|w| i32::from(*w)).sum::<i32>();
        }
        Linear { inputs, outputs, weights, starts, scales, bias }
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
        self.onto(x, |_| &self.bias, out);
    }

    /// `out = base + x W^T`, without the bias; `base` gives each row's start.
    pub(crate) fn onto<'b>(&self, x: &Quantised, base: impl Fn(usize) -> &'b [f32], out: &mut Vec<f32>) {
        out.resize(x.scales.len() * self.outputs, 0.0);
        let job = Job { map: self, values: &x.values, scales: &x.scales, out, base };
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = Quads::try_new() {
                return simd.vectorize(Vectorised { simd, job });
            }
            if let Some(simd) = pulp::x86::V4::try_new() {
                return pulp::Simd::vectorize(simd, Vectorised { simd, job });
            }
            if let Some(simd) = pulp::x86::V3::try_new() {
                return pulp::Simd::vectorize(simd, Vectorised { simd, job });
            }
        }
        job.portable();
    }
}

struct Job<'a, F> {
    map: &'a Linear,
    values: &'a [[u8; QUAD]],
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
        let quads = self.map.inputs / QUAD;
        for (p, (panel, start)) in self.map.weights.chunks_exact(quads).zip(&self.map.starts).enumerate() {
            for row in 0..self.scales.len() {
                let mut sums = *start;
                for (x, w) in self.values[row * quads..].iter().zip(panel) {
                    for (sum, w) in sums.iter_mut().zip(w.0.as_chunks::<QUAD>().0) {
                        for (x, w) in x.iter().zip(w) {
                            *sum += i32::from(*x) * i32::from(*w);
                        }
                    }
                }
                self.store(row, p * PANEL, &sums);
            }
        }
    }
}

/// The same sums with vectors of 256 or 512 bits.
#[cfg(target_arch = "x86_64")]
struct Vectorised<'a, S, F> {
    simd: S,
    job: Job<'a, F>,
}

/// How a vector machine adds up the products of one quad of inputs with a panel of weights.
#[cfg(target_arch = "x86_64")]
trait Lanes: Copy {
    /// The sums of a panel.
    type Sums: Copy + pulp::bytemuck::Pod;

    fn add(self, sums: Self::Sums, quad: [u8; QUAD], weights: &Weights) -> Self::Sums;
}

#[cfg(target_arch = "x86_64")]
impl Lanes for pulp::x86::V3 {
    type Sums = [pulp::i32x8; 2];

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, quad: [u8; QUAD], weights: &Weights) -> Self::Sums {
        let quad = pulp::cast(self.splat_i32x8(pulp::cast(quad)));
        let weights: [pulp::i8x32; 2] = pulp::cast(weights.0);
        for (sums, weights) in sums.iter_mut().zip(weights) {
            let pairs = self.multiply_saturating_add_adjacent_i8x32(quad, weights);
            let products = self.multiply_wrapping_add_adjacent_i16x16(pairs, self.splat_i16x16(1));
            *sums = self.wrapping_add_i32x8(*sums, products);
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for pulp::x86::V4 {
    type Sums = pulp::i32x16;

    #[inline(always)]
    fn add(self, sums: Self::Sums, quad: [u8; QUAD], weights: &Weights) -> Self::Sums {
        let quad = pulp::cast(self.splat_i32x16(pulp::cast(quad)));
        let pairs = self.multiply_saturating_add_adjacent_i8x64(quad, pulp::cast(weights.0));
        let products = self.multiply_wrapping_add_adjacent_i16x32(pairs, self.splat_i16x32(1));
        self.wrapping_add_i32x16(sums, products)
    }
}

#[cfg(target_arch = "x86_64")]
pulp::simd_type! {
    /// Proof that the machine multiplies and adds quads of bytes in one instruction.
    struct Quads {
        f: "avx512f",
        bw: "avx512bw",
        dq: "avx512dq",
        vl: "avx512vl",
        vnni: "avx512vnni",
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for Quads {
    type Sums = core::arch::x86_64::__m512i;

    #[inline(always)]
    fn add(self, sums: Self::Sums, quad: [u8; QUAD], weights: &Weights) -> Self::Sums {
        let quad = pulp::cast([i32::from_ne_bytes(quad); PANEL]);
        // SAFETY: a `Quads` can only be had where the machine has the instruction.
        #[allow(unsafe_code, reason = "it makes the whole parser a third faster, and no crate wraps it")]
        unsafe {
            core::arch::x86_64::_mm512_dpbusd_epi32(sums, quad, pulp::cast(weights.0))
        }
    }
}

#[cfg(target_arch = "x86_64")]
impl<'b, S: Lanes, F: Fn(usize) -> &'b [f32]> pulp::NullaryFnOnce for Vectorised<'_, S, F> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        let (map, rows) = (self.job.map, self.job.scales.len());
        for (p, panel) in map.weights.chunks_exact(map.inputs / QUAD).enumerate() {
            let mut row = 0;
            while row + ROWS <= rows {
                self.block::<ROWS>(row, p, panel);
                row += ROWS;
            }
            match rows - row {
                1 => self.block::<1>(row, p, panel),
                2 => self.block::<2>(row, p, panel),
                3 => self.block::<3>(row, p, panel),
                _ => {}
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
impl<'b, S: Lanes, F: Fn(usize) -> &'b [f32]> Vectorised<'_, S, F> {
    /// `R` rows of panel `p`.
    #[inline(always)]
    fn block<const R: usize>(&mut self, row: usize, p: usize, panel: &[Weights]) {
        let mut rows = [&self.job.values[..0]; R];
        for (r, values) in rows.iter_mut().enumerate() {
            *values = &self.job.values[(row + r) * panel.len()..][..panel.len()];
        }
        let start: S::Sums = pulp::cast(self.job.map.starts[p]);
        let mut sums = [start; R];
        for (k, weights) in panel.iter().enumerate() {
            for r in 0..R {
                sums[r] = self.simd.add(sums[r], rows[r][k], weights);
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            let flat: [i32; PANEL] = pulp::cast(sums);
            self.job.store(row + r, p * PANEL, &flat);
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
    fn vectors_of_every_width_give_the_same_bits() {
        type Plain<'a> = Job<'a, fn(usize) -> &'static [f32]>;
        for (rows, inputs, outputs) in [(1, 4, 1), (5, 128, 37), (9, 256, 64)] {
            let weights: Vec<i8> = noise(inputs * outputs, 7).iter().map(|x| (x * 254.0) as i8).collect();
            let map = Linear::new(&weights, inputs, noise(outputs, 3), noise(outputs, 4));
            let mut x = Quantised::default();
            x.rows(&noise(rows * inputs, 5), inputs);
            let with = |run: &dyn Fn(Plain<'_>)| {
                let mut out = vec![0.0; rows * outputs];
                let base = |_| [0.25; 64].as_slice();
                run(Job { map: &map, values: &x.values, scales: &x.scales, out: &mut out, base });
                out
            };
            let plain = with(&|job| job.portable());
            #[cfg(target_arch = "x86_64")]
            {
                if let Some(simd) = pulp::x86::V3::try_new() {
                    assert_eq!(with(&|job| pulp::Simd::vectorize(simd, Vectorised { simd, job })), plain);
                }
                if let Some(simd) = pulp::x86::V4::try_new() {
                    assert_eq!(with(&|job| pulp::Simd::vectorize(simd, Vectorised { simd, job })), plain);
                }
                if let Some(simd) = Quads::try_new() {
                    assert_eq!(with(&|job| simd.vectorize(Vectorised { simd, job })), plain);
                }
            }
        }
    }

    #[test]
    fn products_agree_with_plain_arithmetic() {
        let weights = [1i8, 2, 0, 0, 3, 4, 0, 0, -5, 6, 0, 0];
        let map = Linear::new(&weights, 4, vec![1.0, 0.5, 2.0], vec![0.0, 1.0, 0.0]);
        let mut x = Quantised::default();
        x.rows(&[1.0, -1.0, 0.0, 1.0], 4);
        let mut out = Vec::new();
        map.apply(&x, &mut out);
        for (got, want) in out.iter().zip([-1.0, 0.5, -22.0]) {
            assert!((got - want).abs() < 1e-3, "{got} {want}");
        }
    }
}
