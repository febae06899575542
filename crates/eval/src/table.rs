//! Measures as a table and as JSON.

use std::fmt::Write;

use serde_json::{Map, Value as Json, json};

use crate::measure::{Score, Value};

/// One measure a line, then the types.
pub(crate) fn text(score: &Score) -> String {
    let mut out = String::new();
    for (_, name, value) in score.measures() {
        // Writing to a string cannot fail.
        let _ = match value {
            Value::Hits(hits) => {
                let (p, r, f1) = hits.rates();
                writeln!(out, "{name:<34} P {p:.3}  R {r:.3}  F1 {f1:.3}  (n={})", hits.gold)
            }
            Value::Share(share) => match share.rate() {
                Some(rate) => writeln!(out, "{name:<34} {rate:.3}  ({} of {})", share.right, share.of),
                None => writeln!(out, "{name:<34} none to measure"),
            },
        };
    }
    out.push_str("by type (hit, gold, found)\n");
    for (event, hits) in &score.by_type {
        let _ = writeln!(out, "    {event:<10} {:>4} {:>4} {:>4}", hits.hit, hits.gold, hits.found);
    }
    out
}

/// The names and roundings of the reference scorer, so that the two can be compared.
pub(crate) fn json(score: &Score) -> Json {
    let mut out = Map::new();
    for (_, name, value) in score.measures() {
        let value = match value {
            Value::Hits(hits) => {
                let (p, r, f1) = hits.rates();
                json!({"p": rounded(p), "r": rounded(r), "f1": rounded(f1), "n": hits.gold})
            }
            Value::Share(share) => share.rate().map(rounded).into(),
        };
        out.insert(name.to_owned(), value);
    }
    out.insert("of matched claims".to_owned(), score.right_type.hit.into());
    let types = score.by_type.iter().map(|(event, h)| (event.clone(), json!([h.hit, h.gold, h.found])));
    out.insert("by type (hit, gold, found)".to_owned(), Json::Object(types.collect()));
    Json::Object(out)
}

/// Three decimals; halves go by the exact value of the number, as printing them does.
fn rounded(value: f64) -> f64 {
    format!("{value:.3}").parse().unwrap_or(value)
}
