use std::fmt;

use selon_model::{Argument, Claim, Counted, Date, EventType, Factuality, Figure};

use super::scope::Scope;
use crate::incident::{ClaimAt, Incident};
use crate::origin::is_told;
use crate::words::words;

/// A question that answers can contradict each other in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Whether it happened.
    Polarity,
    /// How many.
    Figure(Counted),
    /// Who did it.
    Perpetrator,
    /// Where.
    Place,
    /// When.
    Period,
}

/// `polarity`, `figure:killed`, `perpetrator`, `place`, `period`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Polarity => f.pad("polarity"),
            Subject::Figure(of) => f.pad(&format!("figure:{of}")),
            Subject::Perpetrator => f.pad("perpetrator"),
            Subject::Place => f.pad("place"),
            Subject::Period => f.pad("period"),
        }
    }
}

/// A number as a report gives it; see [`Figure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// At least.
    pub low: Option<u64>,
    /// At most.
    pub high: Option<u64>,
    /// "Environ", "une trentaine".
    pub approximate: bool,
}

impl Amount {
    /// The amount of a figure.
    pub(crate) fn of(figure: &Figure) -> Amount {
        Amount { low: figure.low, high: figure.high, approximate: figure.approximate }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// It happened, or it is denied.
    Happened(bool),
    /// So many.
    Amount(Amount),
    /// A party, else the folded words of its phrase.
    Party(String),
    /// The gazetteer's name of a town or a part of one, and its point in hundredths of a degree north and east.
    Place(String, Option<(i32, i32)>),
    /// First and last day; `None` where open.
    Days(Option<Date>, Option<Date>),
}

/// `yes`, `no`, `9`, `9–`, `–10`, `600–700`, `~30`, a party, a place, `2024-05-01/2024-05-02`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
        let day = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
        match self {
            Value::Happened(true) => f.pad("yes"),
            Value::Happened(false) => f.pad("no"),
            Value::Amount(Amount { low, high, approximate }) => {
                let mark = if *approximate { "~" } else { "" };
                let range =
                    if low == high { open(*low) } else { format!("{}–{}", open(*low), open(*high)) };
                f.pad(&format!("{mark}{range}"))
            }
            Value::Party(text) | Value::Place(text, _) => f.pad(text),
            Value::Days(start, end) => f.pad(&format!("{}/{}", day(*start), day(*end))),
        }
    }
}

/// What a claim answers to one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Answer {
    pub(super) subject: Subject,
    /// The type of the event; answers about two acts have nothing to do with each other. `None` for figures.
    pub(super) act: Option<EventType>,
    pub(super) scope: Scope,
    pub(super) value: Value,
}

/// What a claim answers. What is planned, asked for or supposed answers nothing, and what is denied only that.
pub(super) fn answers(incident: &Incident, at: ClaimAt) -> Vec<Answer> {
    let claim = incident.claim(at);
    let text = &incident.report_of(at).report.article.text;
    let told = is_told(claim);
    let mut all = Vec::new();
    let one = |argument: Option<&Argument>| argument.map_or(Scope::All, |a| Scope::Group(party(a, text)));
    let (by, against) = (one(claim.actors.first()), one(claim.recipients.first()));
    if told || claim.factuality == Factuality::Denied {
        all.push(of_act(claim, Subject::Polarity, by, Value::Happened(told)));
    }
    if !told {
        return all;
    }
    all.extend(claim.figures.iter().map(|figure| Answer {
        subject: Subject::Figure(figure.of),
        act: None,
        scope: Scope::of(claim, figure),
        value: Value::Amount(Amount::of(figure)),
    }));
    if let ([actor, ..], EventType::Assault | EventType::Coerce) = (claim.actors.as_slice(), claim.event) {
        all.push(of_act(claim, Subject::Perpetrator, against.clone(), Value::Party(party(actor, text))));
    }
    all.extend(place(claim).map(|place| of_act(claim, Subject::Place, against.clone(), place)));
    if let Some(time) = claim.time.as_ref().filter(|time| time.start.is_some() || time.end.is_some()) {
        all.push(of_act(claim, Subject::Period, against, Value::Days(time.start, time.end)));
    }
    all
}

fn of_act(claim: &Claim, subject: Subject, scope: Scope, value: Value) -> Answer {
    Answer { subject, act: Some(claim.event), scope, value }
}

/// Where a claim's event was, where a town or a part of one is named: areas are told of what is in them.
pub(super) fn place(claim: &Claim) -> Option<Value> {
    let place = claim.place.as_ref().filter(|place| place.precision <= 2)?;
    let hundredths = |degrees: f64| (degrees * 100.0).round() as i32;
    let point = place.lat.zip(place.lon).map(|(lat, lon)| (hundredths(lat), hundredths(lon)));
    Some(Value::Place(place.name.clone(), point))
}

/// The party of an argument, else the words of its phrase.
fn party(argument: &Argument, text: &str) -> String {
    let described = || words(argument.span.of_text(text)).collect::<Vec<_>>().join(" ");
    argument.party.as_ref().map_or_else(described, ToString::to_string)
}
