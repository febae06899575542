//! Every entry of the lexicons of predicates and cues is read in its own example sentence.

#![allow(clippy::print_stdout, reason = "the test lists what it finds missing")]

use selon::model::{Article, Block, BlockKind, Claim, Span};
use selon::{Reader, Resources};

const FRAMES: &[&str] = &[
    include_str!("../../../data/fr/frames/assault.tsv"),
    include_str!("../../../data/fr/frames/coerce.tsv"),
    include_str!("../../../data/fr/frames/control.tsv"),
    include_str!("../../../data/fr/frames/displace.tsv"),
    include_str!("../../../data/fr/frames/mobilize.tsv"),
    include_str!("../../../data/fr/frames/retreat.tsv"),
    include_str!("../../../data/fr/frames/toll.tsv"),
];

/// Share of the examples whose event has to be found with its type. What is missing fails on the parse
/// of its sentence; the test prints each.
const FRAMES_READ: f64 = 0.80;

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .skip(1)
        .map(|l| l.split('\t').collect())
}

/// The sentence without its brackets, and the bracketed stretch.
fn unmarked(example: &str) -> (String, Span) {
    let start = example.find('[').unwrap_or(0);
    let end = example.find(']').unwrap_or(1) - 1;
    (example.replace(['[', ']', '{', '}'], ""), Span::of(start..end))
}

fn claims(reader: Reader<'_>, text: String) -> Vec<Claim> {
    let span = Span::of(0..text.len());
    let kept = vec![Block { span, kind: BlockKind::Paragraph }];
    reader.read(Article { text, kept, language: Some("fr".into()), ..Article::default() }).claims
}

#[test]
fn frames_are_read_in_their_examples() {
    let resources = Resources::builtin().unwrap();
    let reader = Reader::new(&resources);
    let (mut all, mut missed) = (0, Vec::new());
    for row in FRAMES.iter().flat_map(|f| rows(f)) {
        let (predicate, event, example) = (row[0], row[2], row[row.len() - 1]);
        let (text, trigger) = unmarked(example);
        let found = claims(reader, text);
        all += 1;
        if !found.iter().any(|c| c.event.as_str() == event && c.trigger.overlaps(trigger)) {
            let got: Vec<&str> = found.iter().map(|c| c.event.as_str()).collect();
            missed.push(format!("{event} {predicate}: {example} -> {got:?}"));
        }
    }
    let share = 1.0 - missed.len() as f64 / f64::from(all);
    for line in &missed {
        println!("{line}");
    }
    println!("{all} frames, {share:.3} read");
    assert!(share >= FRAMES_READ, "{share:.3} of {all} frames are read in their examples");
}
