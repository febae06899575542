//! Whole pages, written out: invented reports as real kinds of sites mark them up. What a reader would call the article
//! stands between ⟦ and ⟧ in them.

use std::path::Path;

/// A page and the words of its article.
pub(crate) struct Site {
    pub(crate) name: String,
    pub(crate) html: String,
    /// Lines of the article, as the page has them.
    pub(crate) article: Vec<String>,
}

/// All pages of `sites/`, by name.
pub(crate) fn all() -> Vec<Site> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/sites");
    let entries = std::fs::read_dir(folder).expect("the folder of pages");
    let mut paths: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Site {
    let marked = std::fs::read_to_string(path).expect("a page");
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let parts = marked.split('⟦').skip(1);
    let article = parts.map(|p| plain(p.split('⟧').next().unwrap_or(""))).collect();
    Site { name, html: marked.replace(['⟦', '⟧'], ""), article }
}

/// The words of a stretch of HTML: no tags, the few entities of these pages.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for (at, part) in html.split('<').enumerate() {
        let inside = if at == 0 { part } else { part.split_once('>').map_or("", |(_, rest)| rest) };
        let breaks = at > 0 && part.starts_with("br");
        text.push_str(if breaks { " " } else { "" });
        text.push_str(inside);
    }
    text.replace("&nbsp;", " ").replace("&shy;", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Precision, recall and F1 of words, counted with their number and without their order.
pub(crate) fn overlap(found: &str, wanted: &str) -> (f64, f64, f64) {
    let (found, wanted) = (words(found), words(wanted));
    let (mut hits, mut at) = (0_u32, 0);
    for word in &found {
        while at < wanted.len() && wanted[at] < *word {
            at += 1;
        }
        if wanted.get(at) == Some(word) {
            hits += 1;
            at += 1;
        }
    }
    let share = |of: usize| f64::from(hits) / of.max(1) as f64;
    (
        share(found.len()),
        share(wanted.len()),
        2.0 * f64::from(hits) / (found.len() + wanted.len()).max(1) as f64,
    )
}

fn words(text: &str) -> Vec<String> {
    let text = text.replace('\u{AD}', "");
    let split = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut words: Vec<String> = split.map(str::to_lowercase).collect();
    words.sort();
    words
}
