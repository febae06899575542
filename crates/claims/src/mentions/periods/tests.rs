use selon_model::{Date, PartialDate, Period, Span};

use super::*;
use crate::mentions::harness::{check_cases, coded_reports, scrambled};
use crate::mentions::numerals::Stretch;

/// Cases by hand, one a line: text, day of publication, direction, previous day, what is found as
/// `words = start/end precision`, several apart by `;`.
const CASES: &str = include_str!("cases.tsv");

fn span_of(text: &str) -> Span {
    Span::of(0..text.len())
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn written(period: &Period, text: &str) -> String {
    let side = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |d| d.to_string());
    format!(
        "{} = {}/{} {}",
        period.span.of_text(text),
        side(period.start),
        side(period.end),
        period.precision
    )
}

#[test]
fn cases() {
    check_cases(CASES, |cells| {
        let [text, published, direction, previous] = *cells else { panic!("five cells: {cells:?}") };
        let anchor =
            Anchor { published: PartialDate::parse(published), previous: day(previous).map(|d| (d, d)) };
        let direction = match direction {
            "future" => Direction::Future,
            "unknown" => Direction::Unknown,
            _ => Direction::Past,
        };
        let found = find(&Stretch::new(text, span_of(text)));
        let periods = found.iter().map(|mention| written(&mention.resolve(&anchor, direction), text));
        periods.collect::<Vec<_>>().join("; ")
    });
}

#[test]
fn mentions_are_ordered_and_inside() {
    const WORDS: [&str; 30] = [
        "le", "la", "de", "du", "à", "3", "12", "2014", "mars", "lundi", "nuit", "dans", "depuis", "entre",
        "et", "fin", "il", "y", "a", "trois", "jours", "mois", "dernier", ",", "-", "l'", "été", "jusqu'",
        "/", "h",
    ];
    for text in scrambled(&WORDS) {
        let found = find(&Stretch::new(&text, span_of(&text)));
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text}");
        assert!(found.iter().all(|m| !m.span.is_empty() && text.get(m.span.range()).is_some()), "{text}");
        let anchor = Anchor { published: PartialDate::parse("2021-03-31"), previous: None };
        for mention in &found {
            let period = mention.resolve(&anchor, Direction::Past);
            assert!(period.start.zip(period.end).is_none_or(|(a, b)| a <= b), "{text}: {period:?}");
            assert!((1..=5).contains(&period.precision));
        }
    }
}

/// Agreement with the hand-coded reports beside the workspace, where they are: the share of
/// different time expressions whose days are the coder's.
#[test]
#[allow(clippy::print_stderr, reason = "the measure is for the person who runs the test")]
fn gold_times() {
    let (mut right, mut all) = (0, 0);
    for (path, report) in coded_reports() {
        let text = report["text"].as_str().unwrap();
        let published = report["published"].as_str().and_then(PartialDate::parse);
        let periods = running(text, published);
        let mut seen = Vec::new();
        for claim in report["claims"].as_array().unwrap() {
            let time = &claim["time"];
            let Some(words) = time["text"].as_str() else { continue };
            if seen.contains(&words) {
                continue;
            }
            seen.push(words);
            let quote = text.find(claim["quote"].as_str().unwrap()).unwrap_or(0);
            let places = text.match_indices(words).map(|(at, _)| at);
            let Some(at) = places.min_by_key(|at| at.abs_diff(quote)) else { continue };
            let there = Span::of(at..at + words.len());
            let found = periods.iter().find(|p| p.span.overlaps(there));
            let dates = |p: &Period| (p.start.map(|d| d.to_string()), p.end.map(|d| d.to_string()));
            let gold = (time["start"].as_str().map(str::to_owned), time["end"].as_str().map(str::to_owned));
            all += 1;
            if found.map(dates) == Some(gold.clone()) {
                right += 1;
            } else {
                let found = found.map_or_else(|| "nothing".to_owned(), |p| written(p, text));
                eprintln!("{}: {words}: {gold:?}, found {found}", path.display());
            }
        }
    }
    eprintln!("times: {right} of {all}");
    assert!(all == 0 || f64::from(right) >= 0.85 * f64::from(all), "{right} of {all}");
}

/// All periods of a text, each resolved where the story stands: at the last day told before.
fn running(text: &str, published: Option<PartialDate>) -> Vec<Period> {
    let mut anchor = Anchor { published, previous: None };
    let mut periods = Vec::new();
    for mention in find(&Stretch::new(text, span_of(text))) {
        let period = mention.resolve(&anchor, Direction::Past);
        anchor = anchor.moved(&mention, &period);
        periods.push(period);
    }
    periods
}
