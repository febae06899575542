//! What the layers compute beside products with matrices, for the widest vectors of the machine.

/// The quantised rows of a table `[row][sum's width]`.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    pub(crate) rows: &'a [i8],
    /// Of each row.
    pub(crate) scales: &'a [f32],
    /// Added to every sum.
    pub(crate) bias: &'a [f32],
}

/// Adds up the table's rows of one type's features.
pub(crate) struct Sum<'a> {
    pub(crate) table: Table<'a>,
    pub(crate) rows: &'a [usize],
    pub(crate) sum: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Sum<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Sum { table, rows, sum } = self;
        let d = sum.len();
        sum.copy_from_slice(table.bias);
        for row in rows {
            let scale = table.scales[*row];
            for (sum, q) in sum.iter_mut().zip(&table.rows[row * d..(row + 1) * d]) {
                *sum += f32::from(*q) * scale;
            }
        }
    }
}

/// The maxout layer's choice between its halves, normalised.
pub(crate) struct Mix<'a> {
    pub(crate) mixed: &'a [f32],
    pub(crate) norm: &'a (Vec<f32>, Vec<f32>),
    pub(crate) out: &'a mut [f32],
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
pub(crate) struct Meet<'a> {
    pub(crate) rows: &'a [f32],
    pub(crate) head: &'a [f32],
    pub(crate) out: &'a mut [f32],
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
pub(crate) struct Arcs<'a> {
    pub(crate) deps: &'a [f32],
    pub(crate) heads: &'a [f32],
    pub(crate) root: &'a [f32],
    pub(crate) out: &'a mut [f32],
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

pub(crate) fn relu(values: &mut [f32]) {
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
