//! The generator's own source of chance, so that a seed means the same bytes for good.

/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Between 0 and 1, 1 excluded.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// An index under `len`; 0 where there is none.
    pub(crate) fn below(&mut self, len: usize) -> usize {
        // The high half of the product: no bias worth a loop at the lengths of our lists.
        ((u128::from(self.next()) * len as u128) >> 64) as usize
    }

    /// Between two numbers, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below((high.max(low) - low + 1) as usize) as u64
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// An index by weights that fall as 1/rank to the power: Zipf's law, as places see incidents.
    pub(crate) fn zipf(&mut self, len: usize, power: f64) -> usize {
        let weight = |rank: usize| libm::pow(rank as f64 + 1.0, -power);
        let mut rest = self.unit() * (0..len).map(weight).sum::<f64>();
        for rank in 0..len {
            rest -= weight(rank);
            if rest < 0.0 {
                return rank;
            }
        }
        len.saturating_sub(1)
    }

    /// Fisher and Yates.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_sequence() {
        // The first outputs of the authors' reference code for the seed 1234567.
        let mut rng = Rng::new(1_234_567);
        assert_eq!(rng.next(), 6_457_827_717_110_365_317);
        assert_eq!(rng.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn ranges_are_kept_and_reached() {
        let mut rng = Rng::new(1);
        let drawn: Vec<u64> = (0..200).map(|_| rng.between(3, 5)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&3), Some(&5)));
        let ranks: Vec<usize> = (0..2000).map(|_| rng.zipf(10, 1.0)).collect();
        let count = |rank| ranks.iter().filter(|&&r| r == rank).count();
        assert!(count(0) > 2 * count(3) && count(9) > 0);
    }
}
