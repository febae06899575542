//! Which file of a crate names which, and what circles there are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::modules::{Modules, Paths};

pub(crate) struct Graph {
    pub(crate) files: BTreeSet<String>,
    /// From and to, with what makes the arrow: lines and paths.
    pub(crate) arrows: BTreeMap<(String, String), BTreeSet<(usize, String)>>,
}

impl Graph {
    pub(crate) fn of(modules: &Modules) -> Graph {
        let files = modules.files.values().map(|(file, _)| file.clone()).collect();
        let mut arrows: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (module, (file, tokens)) in &modules.files {
            let mut paths = Paths { modules, tokens, names: BTreeMap::new(), found: Vec::new() };
            paths.read(0..tokens.len(), module);
            for (path, line) in paths.found {
                let to = modules.deepest(&path).map(|to| &modules.files[to].0).filter(|to| *to != file);
                if let Some(to) = to {
                    let ties = arrows.entry((file.clone(), to.clone())).or_default();
                    ties.insert((line, path.join("::")));
                }
            }
        }
        Graph { files, arrows }
    }

    /// The files that can be reached from one another.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<String>> {
        let reached: BTreeMap<&String, BTreeSet<&String>> =
            self.files.iter().map(|file| (file, self.reached_from(file))).collect();
        let circle = |file: &String| -> BTreeSet<String> {
            let both = reached[file].iter().filter(|other| reached[**other].contains(file));
            both.map(|other| (*other).clone()).collect()
        };
        let circles: BTreeSet<BTreeSet<String>> =
            self.files.iter().map(circle).filter(|c| c.len() > 1).collect();
        circles.into_iter().collect()
    }

    fn reached_from(&self, file: &String) -> BTreeSet<&String> {
        let (mut reached, mut left) = (BTreeSet::new(), vec![file]);
        while let Some(from) = left.pop() {
            for (a, to) in self.arrows.keys() {
                if a == from && reached.insert(to) {
                    left.push(to);
                }
            }
        }
        reached
    }

    /// A circle, with the arrows that make it and at most three ties for each.
    pub(crate) fn describe(&self, name: &str, circle: &BTreeSet<String>) -> String {
        let mut lines = format!("{name}: a circle of {} files\n", circle.len());
        for ((from, to), ties) in &self.arrows {
            if circle.contains(from) && circle.contains(to) {
                let shown: Vec<String> =
                    ties.iter().take(3).map(|(line, path)| format!("{line} {path}")).collect();
                let more =
                    if ties.len() > 3 { format!(" and {} more", ties.len() - 3) } else { String::new() };
                let _ = writeln!(lines, "    {from} -> {to}: {}{more}", shown.join(", "));
            }
        }
        lines
    }

    /// The arrows that lead to a floor above.
    pub(crate) fn against(&self, name: &str, floors: &[&str]) -> Vec<String> {
        let height = |file: &String| -> usize {
            let first = file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
            match floors.iter().position(|floor| *floor == first) {
                Some(floor) => floor + 1,
                None if first == "lib" => floors.len() + 1,
                None => 0,
            }
        };
        let there: BTreeSet<usize> = self.files.iter().map(height).collect();
        let missing = (1..=floors.len()).filter(|floor| !there.contains(floor));
        let missing = missing.map(|floor| format!("{name}: no floor {}", floors[floor - 1]));
        let up = self.arrows.iter().filter(|((from, to), _)| height(from) < height(to));
        let up = up.map(|((from, to), ties)| {
            let shown: Vec<String> =
                ties.iter().take(3).map(|(line, path)| format!("{line} {path}")).collect();
            format!("{name}: against the floors: {from} -> {to}: {}", shown.join(", "))
        });
        missing.chain(up).collect()
    }
}
