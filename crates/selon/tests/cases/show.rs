//! Writes claims as text, for messages and snapshots, in the words of the case files.

use selon::model::{Argument, Claim, Date, Figure, Span};

use crate::parse::Mention;

/// A claim on one line.
pub(crate) fn line(claim: &Claim, text: &str) -> String {
    format!(
        "{}; sources: {}; actors: {}; recipients: {}; place: {}; time: {}; figures: {}",
        head(claim, text),
        chain(&sources(claim, text)),
        chain(&arguments(&claim.actors, text)),
        chain(&arguments(&claim.recipients, text)),
        chain(&place(claim, text)),
        period(claim),
        figures(claim).join(", "),
    )
}

/// Type, mode, trigger and factuality.
pub(crate) fn head(claim: &Claim, text: &str) -> String {
    let mode = claim.mode.map_or(String::new(), |m| format!("/{m}"));
    format!("{}{mode} «{}» {}", claim.event, slice(text, claim.trigger), claim.factuality)
}

pub(crate) fn sources(claim: &Claim, text: &str) -> Vec<Mention> {
    let mention = |s: &selon::model::Source| Mention {
        text: slice(text, s.span),
        code: s.party.as_ref().map(ToString::to_string),
    };
    claim.sources.iter().map(mention).collect()
}

pub(crate) fn arguments(arguments: &[Argument], text: &str) -> Vec<Mention> {
    let mention =
        |a: &Argument| Mention { text: slice(text, a.span), code: a.party.as_ref().map(ToString::to_string) };
    arguments.iter().map(mention).collect()
}

/// The place with its precision; none or one.
pub(crate) fn place(claim: &Claim, text: &str) -> Vec<Mention> {
    let place = claim.place.iter();
    place.map(|p| Mention { text: slice(text, p.span), code: Some(p.precision.to_string()) }).collect()
}

/// `start/end`, with `..` for an end that is open or not known; `none` without a period.
pub(crate) fn period(claim: &Claim) -> String {
    let day = |d: Option<Date>| d.map_or("..".to_owned(), |d| d.to_string());
    match &claim.time {
        Some(period) => format!("{}/{}", day(period.start), day(period.end)),
        None => "none".to_owned(),
    }
}

pub(crate) fn figures(claim: &Claim) -> Vec<String> {
    claim.figures.iter().map(figure).collect()
}

fn figure(figure: &Figure) -> String {
    let about = if figure.approximate { "~" } else { "" };
    let bounds = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (low, high) => {
            let side = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
            format!("{}-{}", side(low), side(high))
        }
    };
    format!("{about}{bounds} {}", figure.of)
}

/// Mentions in their order.
pub(crate) fn chain(mentions: &[Mention]) -> String {
    let one = |m: &Mention| match &m.code {
        Some(code) => format!("{} [{code}]", m.text),
        None => m.text.clone(),
    };
    if mentions.is_empty() {
        return "none".to_owned();
    }
    mentions.iter().map(one).collect::<Vec<_>>().join(" < ")
}

/// The words of a span on one line.
fn slice(text: &str, span: Span) -> String {
    let words = text.get(span.start as usize..span.end as usize).unwrap_or("<outside the text>");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
