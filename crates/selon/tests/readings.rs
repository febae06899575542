//! The number of the reading goes up when a reading changes: what the texts of all cases and examples gave is
//! recorded in `readings.tsv`, and compared for the texts that are in both.
//!
//! `SELON_UPDATE=1 cargo test -p selon --test readings` raises the number where it has to be, and records the readings.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use selon::model::{Article, Block, BlockKind, PartialDate, Span, Versions};
use selon::{Hints, READING, Reader, Resources};
use selon_ledger::form::{self, ReportForm};

/// A text that is read, with a name for people.
struct Text {
    name: String,
    article: Article,
}

/// What was recorded: digests of texts with those of their readings, as this number of the reading gave them.
#[derive(Debug, Default, PartialEq)]
struct Record {
    reading: u32,
    rows: BTreeMap<String, String>,
}

#[test]
fn a_reading_that_changed_has_a_new_number() {
    let resources = Resources::builtin().unwrap();
    let reader = Reader::new(&resources);
    let recorded = Record::parse(&fs::read_to_string(record_file()).unwrap_or_default());
    let mut now = Record { reading: READING, rows: BTreeMap::new() };
    let mut changed = Vec::new();
    let texts: Vec<Text> =
        files("tests/cases", "md").iter().flat_map(|f| cases(f)).chain(examples()).collect();
    for Text { name, article } in texts {
        let key = of_text(&article);
        let reading = of_reading(&reader, article);
        if recorded.rows.get(&key).is_some_and(|then| *then != reading) {
            changed.push(name);
        }
        now.rows.insert(key, reading);
    }
    if std::env::var_os("SELON_UPDATE").is_some() {
        if !changed.is_empty() && READING == recorded.reading {
            now.reading += 1;
            raise(now.reading);
        }
        fs::write(record_file(), now.written()).unwrap();
        return;
    }
    let update = "SELON_UPDATE=1 cargo test -p selon --test readings does it";
    assert!(
        changed.is_empty() || READING > recorded.reading,
        "the reading of {} texts changed, as of {}: raise READING in src/versions.rs and record them; {update}",
        changed.len(),
        changed.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ")
    );
    assert!(
        changed.is_empty() && READING == recorded.reading,
        "READING is {READING}, and readings.tsv has those of {}: record them; {update}",
        recorded.reading
    );
    let common = now.rows.keys().filter(|key| recorded.rows.contains_key(*key)).count();
    assert!(common * 4 >= now.rows.len() * 3, "{common} of {} texts are recorded; {update}", now.rows.len());
}

impl Record {
    fn parse(text: &str) -> Record {
        let mut record = Record::default();
        for (key, value) in text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
            match key {
                "reading" => record.reading = value.parse().expect("the number of the reading is a number"),
                text => _ = record.rows.insert(text.to_owned(), value.to_owned()),
            }
        }
        record
    }

    fn written(&self) -> String {
        let rows = self.rows.iter().map(|(text, reading)| format!("{text}\t{reading}\n"));
        let head = "# Digests of texts and of their readings, written by tests/readings.rs: see there.\n";
        format!("{head}reading\t{}\n{}", self.reading, rows.collect::<String>())
    }
}

/// Writes the number into the source of the crate.
fn raise(reading: u32) {
    let file = here().join("src/versions.rs");
    let source = fs::read_to_string(&file).unwrap();
    let raised = source.replace(
        &format!("pub const READING: u32 = {READING};"),
        &format!("pub const READING: u32 = {reading};"),
    );
    assert_ne!(source, raised, "READING stands in src/versions.rs");
    fs::write(&file, raised).unwrap();
}

/// Of all that a reading may depend on.
fn of_text(article: &Article) -> String {
    let published = article.published.map(|day| day.to_string()).unwrap_or_default();
    let language = article.language.as_deref().unwrap_or_default();
    selon::digest([
        ("text", article.text.as_bytes()),
        ("published", published.as_bytes()),
        ("language", language.as_bytes()),
    ])
}

/// Of the report's form in JSON, without what it was made by.
fn of_reading(reader: &Reader<'_>, article: Article) -> String {
    let mut report = reader.read(Article { id: String::new(), ..article });
    report.versions = Versions::default();
    selon::digest([("report", form::line(&ReportForm::of(&report, false)).as_bytes())])
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn record_file() -> PathBuf {
    here().join("tests/readings.tsv")
}

/// The files of a folder with an ending, in the order of their names.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(here().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let wanted = |path: &PathBuf| {
        path.is_file() && (ending.is_empty() || path.extension().is_some_and(|e| e == ending))
    };
    let mut files: Vec<PathBuf> = entries.filter(wanted).collect();
    files.sort();
    files
}

fn examples() -> impl Iterator<Item = Text> {
    files("../../examples", "").into_iter().flat_map(|path| {
        let file = fs::File::open(&path).unwrap();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        selon::Cleaner::builtin()
            .unwrap()
            .stream(file, Hints::default())
            .map(move |article| Text { name: name.clone(), article: article.unwrap() })
            .collect::<Vec<_>>()
    })
}

/// The quoted texts of a file of cases, each with the day of publication that holds for it.
fn cases(path: &Path) -> Vec<Text> {
    let markdown = fs::read_to_string(path).unwrap();
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let mut texts: Vec<Text> = Vec::new();
    let mut published = None;
    for line in markdown.lines() {
        let text = texts.last_mut().map(|text| &mut text.article);
        if let Some(heading) = line.strip_prefix("## ") {
            let article = Article { published, language: Some("fr".into()), ..Article::default() };
            texts.push(Text { name: format!("{file}: {heading}"), article });
        } else if let Some(day) = line.strip_prefix("published: ") {
            *text.map_or(&mut published, |article| &mut article.published) = PartialDate::parse(day.trim());
        } else if let (Some(quoted), Some(article)) = (line.strip_prefix('>'), text) {
            quote(&mut article.text, quoted.trim_start());
        }
    }
    texts.retain(|text| !text.article.text.is_empty());
    texts.iter_mut().for_each(|text| text.article.kept = paragraphs(&text.article.text));
    texts
}

/// Adds a quoted line; an empty one parts paragraphs.
fn quote(text: &mut String, line: &str) {
    if line.is_empty() {
        text.push_str("\n\n");
        return;
    }
    if !(text.is_empty() || text.ends_with('\n')) {
        text.push(' ');
    }
    text.push_str(line);
}

fn paragraphs(text: &str) -> Vec<Block> {
    let block = |paragraph: &str| {
        let start = paragraph.as_ptr() as usize - text.as_ptr() as usize;
        Block { span: Span::of(start..start + paragraph.len()), kind: BlockKind::Paragraph }
    };
    text.split("\n\n").filter(|paragraph| !paragraph.is_empty()).map(block).collect()
}

#[test]
fn a_record_is_read_as_it_was_written() {
    let rows = [("a".to_owned(), "1".to_owned()), ("b".to_owned(), "2".to_owned())];
    let record = Record { reading: 7, rows: rows.into() };
    assert_eq!(Record::parse(&record.written()), record);
}

#[test]
fn the_day_of_publication_is_part_of_a_text() {
    let article = |published: Option<&str>| Article {
        text: "Ils ont fui lundi.".into(),
        published: published.and_then(PartialDate::parse),
        ..Article::default()
    };
    assert_ne!(of_text(&article(None)), of_text(&article(Some("2021-03-28"))));
}
