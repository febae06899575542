//! Gold files, and predictions in the same terms.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use selon::model::{Article, CodePoints};
use selon::{Hints, Reader, Report, Resources};
use selon_ledger::form::ReportForm;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

/// A coded report: by hand, or by the program.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Doc {
    pub(crate) id: Value,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) outlet: Option<String>,
    #[serde(default)]
    pub(crate) published: Option<String>,
    #[serde(default)]
    pub(crate) url: Option<String>,
    /// Stretches that are the article, in code points; all of the text where there is no list.
    #[serde(default)]
    pub(crate) kept: Option<Vec<[usize; 2]>>,
    /// Passages that are no part of the article, verbatim.
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) boilerplate: Vec<String>,
    pub(crate) claims: Vec<Claim>,
}

/// A coded claim.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Claim {
    #[serde(rename = "type")]
    pub(crate) event: String,
    #[serde(default)]
    quote: String,
    trigger: Trigger,
    pub(crate) factuality: String,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) sources: Vec<Mention>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) quoted: bool,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) actors: Vec<Mention>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) recipients: Vec<Mention>,
    #[serde(default)]
    pub(crate) place: Option<Place>,
    #[serde(default)]
    pub(crate) time: Option<Time>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) figures: Vec<Figure>,
    /// Where the trigger begins, in code points of the text.
    #[serde(skip)]
    pub(crate) at: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Trigger {
    Words(String),
    Place { text: String, start: usize },
}

impl Claim {
    /// The words that name the event.
    pub(crate) fn trigger(&self) -> &str {
        match &self.trigger {
            Trigger::Words(text) | Trigger::Place { text, .. } => text,
        }
    }
}

/// A party or source: its words, and its id where it has one.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mention {
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) text: String,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) party: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Place {
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) lat: Option<f64>,
    #[serde(default)]
    pub(crate) lon: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Time {
    #[serde(default)]
    pub(crate) start: Option<String>,
    #[serde(default)]
    pub(crate) end: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Figure {
    #[serde(default)]
    pub(crate) low: Option<f64>,
    #[serde(default)]
    pub(crate) high: Option<f64>,
    #[serde(default)]
    pub(crate) of: Option<String>,
}

fn nullable<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}

impl Doc {
    /// The id as people write it.
    pub(crate) fn name(&self) -> String {
        self.id.as_str().map_or_else(|| self.id.to_string(), str::to_owned)
    }
}

/// Reads a folder of gold files whose names begin with `prefix`, or a file of JSON Lines; in the
/// order of their names or lines.
pub(crate) fn load(path: &Path, prefix: &str) -> Result<Vec<Doc>> {
    let texts: Vec<(String, String)> = if path.is_dir() {
        let files = files(path, prefix)?;
        files.into_iter().map(|file| Ok((file.display().to_string(), read(&file)?))).collect::<Result<_>>()?
    } else {
        let text = read(path)?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(i, line)| (format!("{}:{}", path.display(), i + 1), line.to_owned())).collect()
    };
    texts.iter().map(|(name, text)| parse(text).with_context(|| name.clone())).collect()
}

/// What the program reads in a gold report, which it is given without its coding.
pub(crate) fn predicted(reader: &Reader<'_>, doc: &Doc) -> Result<Doc> {
    of_report(&reader.read(article(doc)?))
}

/// A report as a gold file would have it.
pub(crate) fn of_report(report: &Report) -> Result<Doc> {
    let form = serde_json::to_value(ReportForm::of(report, false))?;
    located(serde_json::from_value(form)?)
}

/// What the program reads in gold reports.
pub(crate) fn predicted_all(gold: &[Doc]) -> Result<Vec<Doc>> {
    let resources = Resources::builtin()?;
    let reader = Reader::new(&resources);
    gold.iter().map(|doc| predicted(&reader, doc)).collect()
}

/// The article of a gold report, through the same door as any input.
pub(crate) fn article(doc: &Doc) -> Result<Article> {
    let input = json!({
        "id": doc.id, "text": doc.text, "outlet": doc.outlet, "published": doc.published, "url": doc.url,
    });
    let bytes = serde_json::to_vec(&input)?;
    let article = selon::Cleaner::builtin()?.stream(bytes.as_slice(), Hints::default()).next();
    article.ok_or_else(|| anyhow!("{}: no article", doc.id))?.with_context(|| doc.id.to_string())
}

fn files(folder: &Path, prefix: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    files.retain(|file| {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        name.ends_with(".json") && name.starts_with(prefix)
    });
    files.sort();
    if files.is_empty() {
        bail!("{}: no gold file {prefix}*.json", folder.display());
    }
    Ok(files)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn parse(text: &str) -> Result<Doc> {
    located(serde_json::from_str(text)?)
}

/// Fills in where the triggers are.
fn located(mut doc: Doc) -> Result<Doc> {
    let points = CodePoints::new(&doc.text);
    for claim in &mut doc.claims {
        claim.at = match &claim.trigger {
            Trigger::Place { start, .. } => *start,
            Trigger::Words(trigger) => {
                let quote = doc.text.find(&claim.quote);
                let quote = quote.with_context(|| format!("quote not in text: {:?}", claim.quote))?;
                let within = claim.quote.find(trigger);
                let within = within.with_context(|| format!("{trigger:?} not in quote {:?}", claim.quote))?;
                points.of(&doc.text, (quote + within) as u32) as usize
            }
        };
    }
    Ok(doc)
}
