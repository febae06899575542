//! Every entry of the lexicons of predicates, cues and classes is read in its own example sentence.
//!
//! What is missing fails mostly on the parse of its sentence; each test prints it and asserts the share
//! that is read: `cargo test -p selon --test lexicons -- --nocapture`.

#![allow(clippy::print_stdout, reason = "the tests list what they find missing")]

use selon::model::{Argument, Article, Block, BlockKind, Claim, EventType, Factuality, Span};
use selon::{Reader, Resources};

macro_rules! tables {
    ($($file:literal,)*) => { &[$(include_str!(concat!("../../../data/fr/", $file))),*] };
}

const FRAMES: &[&str] = tables![
    "frames/accuse.tsv",
    "frames/agree.tsv",
    "frames/aid.tsv",
    "frames/align.tsv",
    "frames/assault.tsv",
    "frames/coerce.tsv",
    "frames/concede.tsv",
    "frames/consult.tsv",
    "frames/control.tsv",
    "frames/cooperate.tsv",
    "frames/displace.tsv",
    "frames/mobilize.tsv",
    "frames/protest.tsv",
    "frames/reject.tsv",
    "frames/request.tsv",
    "frames/retreat.tsv",
    "frames/sanction.tsv",
    "frames/support.tsv",
    "frames/threaten.tsv",
    "frames/toll.tsv",
];
const CUES: &[&str] = tables!["cues.tsv",];
const CLASSES: &[&str] = tables!["classes.tsv",];
const NO_EVENTS: &[&str] = tables!["nouns_nonevent.tsv",];
const SUPPORT: &[&str] = tables!["nouns_support.tsv",];

#[test]
fn frames_name_their_event() {
    check(FRAMES, 0.75, |entry, claims| {
        let named = |c: &&Claim| c.trigger.overlaps(entry.marked);
        Some(claims.iter().filter(named).any(|c| c.event.as_str() == entry.cell("type")))
    });
}

/// Events in the content of a cue that names a speaker have a source; none stands where a row says
/// that there is no cue.
#[test]
fn cues_open_a_chain() {
    check(CUES, 0.75, |entry, claims| {
        let told: Vec<&Claim> = match entry.braced {
            Some(content) => claims.iter().filter(|c| content.overlaps(c.trigger)).collect(),
            None => claims.iter().collect(),
        };
        let silent = entry.has_flag("own") || entry.has_flag("hearsay") || entry.cell("speaker") == "-";
        match entry.cell("pos") {
            _ if told.is_empty() => None,
            "verb" | "adp" if !silent => Some(told.iter().any(|c| !c.sources.is_empty())),
            "not" => Some(told.iter().all(|c| c.sources.is_empty())),
            _ => None,
        }
    });
}

#[test]
fn classes_do_what_rules_ask_of_them() {
    check(CLASSES, 0.72, |entry, claims| {
        // A word that is an event itself (demander, tentative) bears on the others.
        let others: Vec<&Claim> = claims.iter().filter(|c| !c.trigger.overlaps(entry.marked)).collect();
        let told_as = |f: Factuality| (!others.is_empty()).then(|| others.iter().any(|c| c.factuality == f));
        let fills = |args: &[Argument]| args.iter().any(|a| entry.braced.is_some_and(|b| at(a, b)));
        match entry.cell("class") {
            "wanting" | "aim-noun" => told_as(Factuality::Hypothetical),
            "planning" | "plan-noun" | "coming" => told_as(Factuality::Expected),
            "seeming" | "doubt" => told_as(Factuality::Unconfirmed),
            "denying" => told_as(Factuality::Denied),
            "behind" => Some(claims.iter().any(|c| fills(&c.actors))),
            "object-control" | "indirect-control" if others.is_empty() => None,
            "object-control" | "indirect-control" => Some(others.iter().any(|c| fills(&c.actors))),
            "aimed" => Some(claims.iter().any(|c| fills(&c.recipients) || entry.places(c))),
            "outcome" => Some(claims.len() == 1 && !claims[0].figures.is_empty()),
            "citing" => Some(claims.iter().any(|c| entry.cites(c))),
            _ => None,
        }
    });
}

#[test]
fn phrases_that_are_no_event_name_none() {
    check(NO_EVENTS, 0.98, |entry, claims| Some(!claims.iter().any(|c| c.trigger.overlaps(entry.marked))));
}

#[test]
fn verbs_carry_their_event_noun() {
    check(SUPPORT, 0.60, |entry, claims| match entry.cell("factuality") {
        "-" => Some(!claims.is_empty()),
        name => Some(claims.iter().any(|c| c.factuality.as_str() == name)),
    });
}

/// A word counts for its world: with three others of it, deaths that nobody caused are not told as a claim.
#[test]
fn words_of_other_worlds_count_for_their_world() {
    let resources = Resources::builtin().expect("the built-in lexicons load");
    let rows: Vec<Vec<&str>> = include_str!("../../../data/fr/domains.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .skip(1)
        .map(|l| l.split('\t').collect())
        .collect();
    let mut missed = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let others = rows.iter().cycle().skip(i + 1).filter(|r| r[1] == row[1]).take(3);
        let mut text: String = others.chain([row]).map(|r| format!("{} ", r[2])).collect();
        text.push_str("Dix personnes ont été tuées à Kidal.");
        let text: String = text.chars().filter(|c| !"[]".contains(*c)).collect();
        if claims(Reader::new(&resources), text).iter().any(|c| c.event == EventType::Assault) {
            missed.push(row[0]);
        }
    }
    println!("{} of {} words are not seen: {missed:?}", missed.len(), rows.len());
    assert!(missed.len() * 50 <= rows.len());
}

/// Stands before every example, so that the report names armed parties; tells no event.
const BEFORE: &str = "Les soldats maliens et les rebelles portent un béret vert. ";

/// One line of a lexicon, its example after `BEFORE`, without the marks.
struct Entry<'a> {
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
    text: String,
    /// What stands in [brackets].
    marked: Span,
    /// What stands in {braces}, where something does.
    braced: Option<Span>,
}

impl<'a> Entry<'a> {
    fn of(columns: &'a [&'a str], line: &'a str) -> Entry<'a> {
        let cells: Vec<&str> = line.split('\t').collect();
        let example = cells.last().copied().unwrap_or_default();
        let (mut text, mut marks) = (BEFORE.to_owned(), [None; 4]);
        for c in example.chars() {
            match "[]{}".find(c) {
                Some(mark) => marks[mark] = marks[mark].or(Some(text.len())),
                None => text.push(c),
            }
        }
        let span = |open: usize| Some(Span::of(marks[open]?..marks[open + 1]?));
        let marked = span(0).unwrap_or_else(|| panic!("no [brackets] in {example:?}"));
        let braced = span(2);
        Entry { columns, cells, text, marked, braced }
    }

    fn cell(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|i| self.cells.get(i)).copied().unwrap_or_default()
    }

    fn has_flag(&self, flag: &str) -> bool {
        self.cell("flags").split_whitespace().any(|f| f == flag)
    }

    /// Whether the place of a claim lies in the braces.
    fn places(&self, claim: &Claim) -> bool {
        let place = claim.place.as_ref().map(|p| p.span);
        place.zip(self.braced).is_some_and(|(place, braced)| place.overlaps(braced))
    }

    /// Whether the outer one of two sources lies in the braces.
    fn cites(&self, claim: &Claim) -> bool {
        let outer = claim.sources.first().map(|s| s.span).filter(|_| claim.sources.len() == 2);
        outer.zip(self.braced).is_some_and(|(outer, braced)| outer.overlaps(braced))
    }
}

fn at(argument: &Argument, span: Span) -> bool {
    argument.span.overlaps(span) || argument.mention.is_some_and(|m| m.overlaps(span))
}

/// Reads every example of the tables; `holds` says whether the entry did its work there, `None` where
/// the example cannot show it. The share of those that did has to reach `least`.
fn check(tables: &[&str], least: f64, holds: impl Fn(&Entry<'_>, &[Claim]) -> Option<bool>) {
    let resources = Resources::builtin().expect("the built-in lexicons load");
    let reader = Reader::new(&resources);
    let (mut all, mut missed) = (0, 0);
    for table in tables {
        let mut lines = table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        for line in lines {
            let entry = Entry::of(&columns, line);
            let found = claims(reader, entry.text.clone());
            let Some(holds) = holds(&entry, &found) else { continue };
            all += 1;
            if !holds {
                missed += 1;
                let got: Vec<String> = found.iter().map(|c| told(c, &entry.text)).collect();
                println!("{line}\n    -> {}", got.join("; "));
            }
        }
    }
    let share = 1.0 - f64::from(missed) / f64::from(all);
    println!("{share:.3} of {all} examples are read");
    assert!(share >= least, "{share:.3} of {all} examples are read, not {least}");
}

fn claims(reader: Reader<'_>, text: String) -> Vec<Claim> {
    let span = Span::of(0..text.len());
    let kept = vec![Block { span, kind: BlockKind::Paragraph }];
    reader.read(Article { text, kept, language: Some("fr".into()), ..Article::default() }).claims
}

/// A claim in one line: "ASSAULT attaqué asserted [l'armée] rebelles > base".
fn told(claim: &Claim, text: &str) -> String {
    let words = |args: &[Argument]| args.iter().map(|a| a.span.of_text(text)).collect::<Vec<_>>().join(", ");
    let sources: Vec<&str> = claim.sources.iter().map(|s| s.span.of_text(text)).collect();
    format!(
        "{} {} {} {sources:?} {} > {} @ {}",
        claim.event.as_str(),
        claim.trigger.of_text(text),
        claim.factuality.as_str(),
        words(&claim.actors),
        words(&claim.recipients),
        claim.place.as_ref().map_or("", |p| p.span.of_text(text)),
    )
}
