//! The sets of gold reports that are measured, and what each has to reach.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::gold::{self, Doc};
use crate::measure::Score;

/// A set of gold files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    pub(crate) name: String,
    /// Relative to the file that names the set.
    folder: PathBuf,
    /// Beginning of the names of its files.
    #[serde(default)]
    prefix: String,
    /// Passed over where the folder does not exist.
    #[serde(default)]
    optional: bool,
    /// The record of its claims, relative likewise.
    #[serde(default)]
    pub(crate) record: Option<PathBuf>,
    /// F1 or share that a measure has to reach.
    #[serde(default)]
    minimum: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    set: Vec<Set>,
}

/// The folders given, without thresholds; else the sets of the thresholds' file.
pub(crate) fn choose(folders: &[PathBuf], thresholds: Option<&Path>) -> Result<Vec<Set>> {
    if folders.is_empty() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("thresholds.toml");
        return load(thresholds.unwrap_or(&own));
    }
    let set = |folder: &PathBuf| Set {
        name: folder.display().to_string(),
        folder: folder.clone(),
        prefix: String::new(),
        optional: false,
        record: None,
        minimum: BTreeMap::new(),
    };
    Ok(folders.iter().map(set).collect())
}

fn load(file: &Path) -> Result<Vec<Set>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let Thresholds { set } = toml::from_str(&text).with_context(|| file.display().to_string())?;
    let known = Score::default().measures().map(|(key, _, _)| key);
    let base = file.parent().unwrap_or(Path::new("."));
    let mut sets = Vec::new();
    for mut set in set {
        if let Some(unknown) = set.minimum.keys().find(|key| !known.contains(&key.as_str())) {
            bail!("{}: {}: there is no measure {unknown:?}", file.display(), set.name);
        }
        set.folder = base.join(&set.folder);
        set.record = set.record.map(|file| base.join(file));
        if set.optional && !set.folder.is_dir() {
            println!("{}: passed over, there is no {}\n", set.name, set.folder.display());
        } else {
            sets.push(set);
        }
    }
    Ok(sets)
}

impl Set {
    /// The gold reports of the set.
    pub(crate) fn load(&self) -> Result<Vec<Doc>> {
        gold::load(&self.folder, &self.prefix)
    }

    /// The measures that fall under their minima, in words.
    pub(crate) fn missed(&self, score: &Score) -> Vec<String> {
        let mut missed = Vec::new();
        for (key, name, value) in score.measures() {
            if let Some(minimum) = self.minimum.get(key).filter(|m| value.number() < **m) {
                missed.push(format!(
                    "{}: {name} is {:.3}, has to be {minimum:.3}",
                    self.name,
                    value.number()
                ));
            }
        }
        missed
    }
}
