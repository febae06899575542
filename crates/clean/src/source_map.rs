//! Runs that lead from one text back to the one that it was made of.
//!
//! A run whose two lengths are equal is exact: byte for byte the same text. Any other run (an
//! entity, an escape, a character of another encoding) is one unit that cannot be divided.

use selon_model::MapRun;

/// A list of runs in order of the text, grown at its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SourceMap {
    pub(crate) runs: Vec<MapRun>,
}

impl SourceMap {
    /// The map of a text that is the source's own bytes from `source_start` on.
    pub(crate) fn verbatim(len: usize, source_start: u64) -> SourceMap {
        let mut map = SourceMap::default();
        map.push(0, len, source_start, len);
        map
    }

    /// Adds a run; joins it to the last one where both are exact and adjoin in text and source.
    pub(crate) fn push(&mut self, text_start: usize, text_len: usize, source_start: u64, source_len: usize) {
        if text_len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut() {
            let exact = text_len == source_len && u64::from(last.text_len) == u64::from(last.source_len);
            let adjoins = last.text_start as usize + last.text_len as usize == text_start
                && last.source_start + u64::from(last.source_len) == source_start;
            if exact && adjoins {
                last.text_len += text_len as u32;
                last.source_len += source_len as u32;
                return;
            }
        }
        self.runs.push(MapRun {
            text_start: text_start as u32,
            text_len: text_len as u32,
            source_start,
            source_len: source_len as u32,
        });
    }

    /// Leaves out what lies at or behind byte `len` of the text.
    pub(crate) fn truncate(&mut self, len: usize) {
        let len = len as u32;
        while self.runs.last().is_some_and(|run| run.text_start >= len) {
            self.runs.pop();
        }
        if let Some(run) = self.runs.last_mut().filter(|run| run.text_len == run.source_len) {
            run.text_len = run.text_len.min(len - run.text_start);
            run.source_len = run.text_len;
        }
    }

    /// The way from this map's text to the text below: `self` leads into the text of `below`.
    pub(crate) fn over(&self, below: &SourceMap) -> SourceMap {
        let mut joined = SourceMap::default();
        for run in &self.runs {
            let (start, end) = (run.source_start, run.source_start + u64::from(run.source_len));
            if run.text_len == run.source_len {
                below.each(start, end, |at, len, source, source_len| {
                    let text_at = run.text_start as usize + (at - start) as usize;
                    joined.push(text_at, len, source, source_len);
                });
            } else {
                let (mut from, mut to) = (u64::MAX, 0);
                below.each(start, end, |_, _, source, source_len| {
                    from = from.min(source);
                    to = to.max(source + source_len as u64);
                });
                if from < to {
                    joined.push(run.text_start as usize, run.text_len as usize, from, (to - from) as usize);
                }
            }
        }
        joined
    }

    /// Calls `part(text_at, text_len, source_start, source_len)` for what the runs say of the
    /// stretch `start..end` of their text; an exact run is cut to it, any other given whole.
    fn each(&self, start: u64, end: u64, mut part: impl FnMut(u64, usize, u64, usize)) {
        let first = self.runs.partition_point(|r| u64::from(r.text_start) + u64::from(r.text_len) <= start);
        for run in &self.runs[first..] {
            let (run_start, run_end) =
                (u64::from(run.text_start), u64::from(run.text_start) + u64::from(run.text_len));
            if run_start >= end {
                break;
            }
            let (from, to) = (run_start.max(start), run_end.min(end));
            let len = (to - from) as usize;
            if run.text_len == run.source_len {
                part(from, len, run.source_start + (from - run_start), len);
            } else {
                part(from, len, run.source_start, run.source_len as usize);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(runs: &[(usize, usize, u64, usize)]) -> SourceMap {
        let mut map = SourceMap::default();
        for &(text, text_len, source, source_len) in runs {
            map.push(text, text_len, source, source_len);
        }
        map
    }

    #[test]
    fn adjoining_exact_runs_join() {
        assert_eq!(map(&[(0, 3, 10, 3), (3, 2, 13, 2)]), map(&[(0, 5, 10, 5)]));
        assert_eq!(map(&[(0, 3, 10, 3), (3, 2, 13, 8)]).runs.len(), 2);
    }

    #[test]
    fn maps_compose() {
        // "né": text ← HTML "n&eacute;" ← the same in a file with three bytes before it.
        let upper = map(&[(0, 1, 0, 1), (1, 2, 1, 8)]);
        let lower = SourceMap::verbatim(9, 3);
        assert_eq!(upper.over(&lower), map(&[(0, 1, 3, 1), (1, 2, 4, 8)]));
        // "été" decoded from windows-1252, where é is one byte.
        let lower = map(&[(0, 2, 0, 1), (2, 1, 1, 1), (3, 2, 2, 1)]);
        assert_eq!(SourceMap::verbatim(5, 0).over(&lower), lower);
    }
}
