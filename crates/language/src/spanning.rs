//! From scores of arcs to a tree with one root.

/// The heads of `n` tokens from scores `[n][n + 1]`, column 0 the root: a tree in which exactly one token hangs
/// on the root. Takes each token's best head; where that gives a cycle or several roots, it settles the root and
/// finds the maximum spanning tree (Chu and Liu 1965, Edmonds 1967). Tokens are numbered from 1, 0 is the root.
pub(crate) fn decode(scores: &[f32], n: usize) -> Vec<usize> {
    if n == 0 {
        return Vec::new();
    }
    let width = n + 1;
    // Node 0 is the root; a token never is its own head.
    let score = |token: usize, head: usize| {
        if token == head { f32::NEG_INFINITY } else { scores[(token - 1) * width + head] }
    };
    let best = |token: usize, from: usize| {
        (from..width)
            .filter(|h| *h != token)
            .max_by(|a, b| score(token, *a).total_cmp(&score(token, *b)).then(b.cmp(a)))
            .unwrap_or(0)
    };
    let heads: Vec<usize> = (1..=n).map(|t| best(t, 0)).collect();
    if heads.iter().filter(|h| **h == 0).count() == 1 && cycle(&heads).is_none() {
        return heads;
    }
    if n == 1 {
        return vec![0];
    }
    // The root is the token that loses least by hanging on it.
    let gain = |t: usize| score(t, 0) - score(t, best(t, 1));
    let root = (1..=n).max_by(|a, b| gain(*a).total_cmp(&gain(*b)).then(b.cmp(a))).unwrap_or(1);
    let mut matrix = vec![f32::NEG_INFINITY; width * width];
    for token in 1..=n {
        for head in 0..=n {
            if token != head && (head == 0) == (token == root) {
                matrix[token * width + head] = score(token, head);
            }
        }
    }
    spanning(&matrix, width)[1..].to_vec()
}

/// Tokens of one cycle among `heads` (of tokens 1, 2, …), if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0usize; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at - 1];
        }
        if at != 0 && seen[at] == start {
            let mut found = vec![at];
            let mut next = heads[at - 1];
            while next != at {
                found.push(next);
                next = heads[next - 1];
            }
            return Some(found);
        }
    }
    None
}

/// The maximum spanning tree over `matrix[token][head]`; node 0 is the root. Contracts one cycle at a time.
fn spanning(matrix: &[f32], width: usize) -> Vec<usize> {
    let best = |t: usize| {
        let row = &matrix[t * width..(t + 1) * width];
        (0..width).filter(|h| *h != t).max_by(|a, b| row[*a].total_cmp(&row[*b]).then(b.cmp(a))).unwrap_or(0)
    };
    let mut heads = vec![0; width];
    for (t, head) in heads.iter_mut().enumerate().skip(1) {
        *head = best(t);
    }
    let Some(ring) = cycle(&heads[1..]) else { return heads };
    let inside = |node: usize| ring.contains(&node);
    let outside: Vec<usize> = (0..width).filter(|n| !inside(*n)).collect();
    let small = outside.len() + 1;
    let ring_node = outside.len();
    let at = |t: usize, h: usize| matrix[t * width + h];
    let mut reduced = vec![f32::NEG_INFINITY; small * small];
    let (mut enter, mut leave) = (vec![ring[0]; small], vec![ring[0]; small]);
    for (i, node) in outside.iter().enumerate() {
        for (j, other) in outside.iter().enumerate() {
            reduced[i * small + j] = at(*node, *other);
        }
        // From the ring to the node: the best head in the ring.
        let from = ring.iter().copied().max_by(|a, b| at(*node, *a).total_cmp(&at(*node, *b)));
        leave[i] = from.unwrap_or(ring[0]);
        reduced[i * small + ring_node] = at(*node, leave[i]);
        // From the node into the ring: breaks the arc that the entered token had.
        let gain = |t: usize| at(t, *node) - at(t, heads[t]);
        let into = ring.iter().copied().max_by(|a, b| gain(*a).total_cmp(&gain(*b)));
        enter[i] = into.unwrap_or(ring[0]);
        reduced[ring_node * small + i] = gain(enter[i]);
    }
    let solved = spanning(&reduced, small);
    let mut result = heads.clone();
    for (i, node) in outside.iter().enumerate().skip(1) {
        result[*node] = if solved[i] == ring_node { leave[i] } else { outside[solved[i]] };
    }
    let entry = solved[ring_node];
    result[enter[entry]] = outside[entry];
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every tree with one root over `n` tokens, by brute force.
    fn best_by_hand(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        let mut heads = vec![0; n];
        loop {
            let proper = heads.iter().enumerate().all(|(t, h)| *h != t + 1);
            if proper && heads.iter().filter(|h| **h == 0).count() == 1 && cycle(&heads).is_none() {
                best = best.max(total(scores, &heads));
            }
            let Some(i) = heads.iter().position(|h| *h < n) else { return best };
            heads[i] += 1;
            heads[..i].fill(0);
        }
    }

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(t, h)| scores[t * (heads.len() + 1) + h]).sum()
    }

    #[test]
    fn trees_are_trees_and_close_to_the_best() {
        let mut state = 1u32;
        let mut same = 0;
        for _ in 0..200 {
            let n = 4;
            let scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 16) as f32 / 6553.6
                })
                .collect();
            let heads = decode(&scores, n);
            assert_eq!(heads.iter().filter(|h| **h == 0).count(), 1, "{heads:?}");
            assert!(cycle(&heads).is_none() && heads.iter().enumerate().all(|(t, h)| *h != t + 1));
            same += usize::from((total(&scores, &heads) - best_by_hand(&scores, n)).abs() < 1e-3);
        }
        // The root is settled before the tree, so the best tree is not always found on random scores.
        assert!(same > 150, "{same}");
    }

    #[test]
    fn small_and_strange_scores_give_trees() {
        assert_eq!(decode(&[], 0), Vec::<usize>::new());
        assert_eq!(decode(&[-5.0, 9.0], 1), vec![0]);
        assert_eq!(decode(&[f32::NAN; 6], 2).iter().filter(|h| **h == 0).count(), 1);
    }
}
