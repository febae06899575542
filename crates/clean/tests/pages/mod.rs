//! News pages made for tests: invented reports in the layouts of real kinds of sites, with their furniture.

mod layouts;
mod prose;
pub(crate) mod sites;

pub(crate) use prose::Report;

/// A made page and the report that it carries.
pub(crate) struct Page {
    pub(crate) name: &'static str,
    pub(crate) html: String,
    pub(crate) report: Report,
}

impl Page {
    /// What a reader would call the article: title, standfirst, headings, paragraphs.
    pub(crate) fn article(&self) -> String {
        let report = &self.report;
        let mut parts = vec![report.title.clone(), report.lead.clone()];
        for (heading, paragraphs) in &report.sections {
            parts.extend(heading.clone());
            parts.extend(paragraphs.iter().cloned());
        }
        parts.join("\n")
    }
}

/// All layouts, each with a report of its own; `weight` is how many kilobytes of scripts, styles and menus a page
/// carries at least.
pub(crate) fn all(weight: usize) -> Vec<Page> {
    let make = |(seed, (name, layout)): (usize, &(&'static str, layouts::Layout))| {
        let mut writer = prose::Writer::new(seed as u64 + 7);
        let report = writer.report();
        Page { name, html: layout(&report, &mut writer, weight), report }
    };
    layouts::ALL.iter().enumerate().map(make).collect()
}

/// F1 of the four-word shingles of two texts, counted with their number (after the article-extraction benchmark
/// of Scrapinghub, 2019).
pub(crate) fn shingle_f1(found: &str, wanted: &str) -> f64 {
    let (found, wanted) = (shingles(found), shingles(wanted));
    let (mut hits, mut at) = (0, 0);
    for shingle in &found {
        while at < wanted.len() && wanted[at] < *shingle {
            at += 1;
        }
        if wanted.get(at) == Some(shingle) {
            hits += 1;
            at += 1;
        }
    }
    2.0 * f64::from(hits) / (found.len() + wanted.len()).max(1) as f64
}

fn shingles(text: &str) -> Vec<String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let mut shingles: Vec<String> = words.windows(4).map(|w| w.join(" ")).collect();
    shingles.sort();
    shingles
}
