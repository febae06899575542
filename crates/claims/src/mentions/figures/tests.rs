use selon_model::Span;

use super::*;
use crate::lexicon::counted::{CountedNouns, NounClass};
use crate::lexicon::table::each_row;
use crate::mentions::harness::{check_cases, coded_reports, scrambled};
use crate::mentions::numerals::Stretch;
use crate::mentions::periods;

/// Cases by hand, one a line: text, then what is found as `words = low-high ~ kind unit flags`, several apart by `;`.
const CASES: &str = include_str!("cases.tsv");

fn numbers(text: &str) -> Vec<NumberMention> {
    let within = Span::of(0..text.len());
    let stretch = Stretch::new(text, within);
    let times: Vec<Span> = periods::find(&stretch).iter().map(|time| time.span).collect();
    find(&stretch, &times)
}

fn written(mention: &NumberMention, text: &str) -> String {
    let side = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let mut line = format!("{} = {}", mention.span.of_text(text), side(mention.low));
    if mention.low != mention.high {
        line += &format!("-{}", side(mention.high));
    }
    if mention.approximate {
        line += " ~";
    }
    if mention.kind != NumberKind::Count {
        line += &format!(" {:?}", mention.kind);
    }
    if let Some(unit) = mention.unit {
        line += &format!(" {}", unit.of_text(text));
    }
    let flags = [(mention.article_one, "article"), (mention.definite, "definite"), (mention.of_them, "them")];
    for (_, flag) in flags.iter().filter(|(set, _)| *set) {
        line += &format!(" +{flag}");
    }
    if let Some(whole) = mention.part_of {
        line += &format!(" <{whole}");
    }
    line
}

#[test]
fn cases() {
    check_cases(CASES, |cells| {
        let found = numbers(cells[0]);
        found.iter().map(|mention| written(mention, cells[0])).collect::<Vec<_>>().join("; ")
    });
}

#[test]
fn pairs_of_persons_are_joined() {
    let nouns = CountedNouns::builtin().unwrap();
    let check = |text: &str, expected: &[&str]| {
        let found = join_ones(text, numbers(text), &nouns);
        assert_eq!(found.iter().map(|m| written(m, text)).collect::<Vec<_>>(), expected, "{text}");
    };
    check(
        "Deux morts, dont un médecin et une infirmière.",
        &["Deux = 2 morts", "un médecin et une infirmière = 2 un médecin et une infirmière <0"],
    );
    check("Un Malien et un Nigérien ont péri.", &["Un Malien et un Nigérien = 2 Un Malien et un Nigérien"]);
    check("Un pont et un char ont brûlé.", &["Un = 1 pont +article", "un = 1 char +article"]);
}

#[test]
fn counted_nouns_are_found_in_their_examples() {
    let nouns = CountedNouns::builtin().unwrap();
    let lexicon = include_str!("../../../../../data/fr/counted.tsv");
    each_row("counted.tsv", lexicon, &["noun", "example"], |row| {
        let example = row.get("example");
        let found = numbers(example);
        let entry = nouns.get(row.list("noun").next().unwrap());
        let counted = found.iter().filter_map(|m| m.unit).filter_map(|unit| nouns.get(unit.of_text(example)));
        assert!(counted.into_iter().any(|noun| Some(noun) == entry), "{example}: {found:?}");
        Ok(())
    })
    .unwrap();
    assert_eq!(nouns.get("Blessées").and_then(|n| n.of), Some(selon_model::Counted::Wounded));
    assert_eq!(nouns.get("hôpitaux").map(|n| n.class), Some(NounClass::Asset));
    assert_eq!(nouns.get("nuages"), None);
}

#[test]
fn mentions_are_ordered_and_inside() {
    const WORDS: [&str; 30] = [
        "le",
        "les",
        "de",
        "d'",
        "à",
        "3",
        "12",
        "2014",
        "600",
        "morts",
        "une",
        "trentaine",
        "des",
        "dizaines",
        "entre",
        "et",
        "milliers",
        "au",
        "moins",
        "plus",
        "vingt",
        "cent",
        "millions",
        "dont",
        ",",
        "-",
        "%",
        "ans",
        "ou",
        "h",
    ];
    for text in scrambled(&WORDS) {
        let found = numbers(&text);
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text}");
        assert!(found.iter().all(|m| text.get(m.span.range()).is_some() && !m.span.is_empty()), "{text}");
        assert!(found.iter().all(|m| m.low.is_some() || m.high.is_some()), "{text}");
        assert!(found.iter().all(|m| m.low.zip(m.high).is_none_or(|(low, high)| low <= high)), "{text}");
        assert!(found.iter().enumerate().all(|(i, m)| m.part_of.is_none_or(|whole| whole < i)), "{text}");
    }
}

/// Agreement with the hand-coded reports beside the workspace, where they are: the share of
/// figures whose bounds are the coder's.
#[test]
#[allow(clippy::print_stderr, reason = "the measure is for the person who runs the test")]
fn gold_figures() {
    let nouns = CountedNouns::builtin().unwrap();
    let (mut right, mut all) = (0, 0);
    for (path, report) in coded_reports() {
        let text = report["text"].as_str().unwrap();
        let found = join_ones(text, numbers(text), &nouns);
        for claim in report["claims"].as_array().unwrap() {
            let quote = text.find(claim["quote"].as_str().unwrap()).unwrap_or(0);
            for figure in claim["figures"].as_array().into_iter().flatten() {
                let words = figure["text"].as_str().unwrap();
                let Some(at) =
                    text.match_indices(words).map(|(at, _)| at).min_by_key(|at| at.abs_diff(quote))
                else {
                    continue;
                };
                let there = Span::of(at..at + words.len());
                let mention = found.iter().find(|m| m.span.overlaps(there));
                let gold = (
                    figure["low"].as_u64(),
                    figure["high"].as_u64(),
                    figure["approximate"].as_bool().unwrap_or(false),
                );
                all += 1;
                if mention.map(|m| (m.low, m.high, m.approximate)) == Some(gold) {
                    right += 1;
                } else {
                    let mention = mention.map_or_else(|| "nothing".to_owned(), |m| written(m, text));
                    eprintln!("{}: {words}: {gold:?}, found {mention}", path.display());
                }
            }
        }
    }
    eprintln!("figures: {right} of {all}");
    assert!(all == 0 || f64::from(right) >= 0.9 * f64::from(all), "{right} of {all}");
}
