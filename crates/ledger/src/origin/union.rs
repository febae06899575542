/// Sets of numbers that grow together.
#[derive(Clone, Debug)]
pub(super) struct Union {
    parent: Vec<usize>,
}

impl Union {
    /// `size` numbers, each in a set of its own.
    pub(super) fn new(size: usize) -> Union {
        Union { parent: (0..size).collect() }
    }

    /// All numbers.
    pub(super) fn numbers(&self) -> std::ops::Range<usize> {
        0..self.parent.len()
    }

    /// The smallest number of the set that `x` is in.
    pub(super) fn find(&mut self, mut x: usize) -> usize {
        while self.parent[x] != x {
            self.parent[x] = self.parent[self.parent[x]];
            x = self.parent[x];
        }
        x
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
