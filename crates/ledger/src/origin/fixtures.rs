//! Incidents made by hand, for tests.

use selon_model::{
    Argument, Article, Claim, Counted, Credits, Date, EventType, Factuality, Figure, Numeral, PartialDate,
    PartyId, Period, PlaceRef, Report, Source, SourceKind, Span, Whole, Whom, WhomClass,
};

use crate::incident::{ClaimAt, Echo, Family, Incident};
use crate::store::{Stored, StoredReport};
use crate::words::words;

/// What a claim is to say; phrases become text where it is added.
#[derive(Clone, Debug)]
pub(crate) struct ClaimMaker {
    pub(crate) event: EventType,
    pub(crate) factuality: Factuality,
    /// "party|kind|phrase|person", outermost first; a phrase that begins with "?" is anonymous.
    pub(crate) links: Vec<String>,
    /// "party|phrase".
    pub(crate) actor: Option<String>,
    pub(crate) recipient: Option<String>,
    /// Name, precision, latitude, longitude.
    pub(crate) place: Option<(String, u8, f64, f64)>,
    pub(crate) days: Option<(Date, Date)>,
    pub(crate) figures: Vec<FigureMaker>,
}

/// A figure. What stands before "#" in the expression stands before the figure: "dont#3".
#[derive(Clone, Debug)]
pub(crate) struct FigureMaker {
    expression: String,
    who: String,
    low: Option<u64>,
    high: Option<u64>,
    of: Counted,
    approximate: bool,
}

impl Default for ClaimMaker {
    fn default() -> ClaimMaker {
        ClaimMaker {
            event: EventType::Assault,
            factuality: Factuality::Asserted,
            links: Vec::new(),
            actor: None,
            recipient: None,
            place: None,
            days: None,
            figures: Vec::new(),
        }
    }
}

impl ClaimMaker {
    /// A claim with this chain.
    pub(crate) fn by(links: &[&str]) -> ClaimMaker {
        ClaimMaker { links: links.iter().map(|link| (*link).to_owned()).collect(), ..ClaimMaker::default() }
    }

    pub(crate) fn of(self, event: EventType) -> ClaimMaker {
        ClaimMaker { event, ..self }
    }

    pub(crate) fn stance(self, factuality: Factuality) -> ClaimMaker {
        ClaimMaker { factuality, ..self }
    }

    pub(crate) fn actor(self, actor: &str) -> ClaimMaker {
        ClaimMaker { actor: Some(actor.to_owned()), ..self }
    }

    pub(crate) fn recipient(self, recipient: &str) -> ClaimMaker {
        ClaimMaker { recipient: Some(recipient.to_owned()), ..self }
    }

    pub(crate) fn place(self, name: &str, precision: u8, lat: f64, lon: f64) -> ClaimMaker {
        ClaimMaker { place: Some((name.to_owned(), precision, lat, lon)), ..self }
    }

    pub(crate) fn days(self, start: &str, end: &str) -> ClaimMaker {
        ClaimMaker { days: Some((start.parse().unwrap(), end.parse().unwrap())), ..self }
    }

    /// "9 personnes", 9, 9.
    pub(crate) fn killed(
        self,
        text: &str,
        low: impl Into<Option<u64>>,
        high: impl Into<Option<u64>>,
    ) -> ClaimMaker {
        self.figure(text, low.into(), high.into(), Counted::Killed, false)
    }

    pub(crate) fn about(self, text: &str, value: u64) -> ClaimMaker {
        self.figure(text, Some(value), Some(value), Counted::Killed, true)
    }

    /// The expression ends at the first space of the text, what follows is who is counted.
    pub(crate) fn figure(
        mut self,
        text: &str,
        low: Option<u64>,
        high: Option<u64>,
        of: Counted,
        approximate: bool,
    ) -> ClaimMaker {
        let (expression, who) = text.split_once(' ').unwrap_or((text, ""));
        let (expression, who) = (expression.to_owned(), who.to_owned());
        self.figures.push(FigureMaker { expression, who, low, high, of, approximate });
        self
    }
}

/// A claim with this chain, and its text.
pub(crate) fn chain(mut maker: ClaimMaker, links: &[&str]) -> (Claim, String) {
    maker.links = links.iter().map(|link| (*link).to_owned()).collect();
    let mut text = String::new();
    (write(&maker, &mut text), text)
}

/// Writes the sentence of a claim.
fn write(maker: &ClaimMaker, text: &mut String) -> Claim {
    let (start, number) = (text.len(), text.lines().count());
    let mut put = |phrase: &str| {
        let at = text.len();
        text.push_str(phrase);
        let span = Span::of(at..text.len());
        text.push(' ');
        span
    };
    // No two sentences of a report are the same.
    put(&format!("{number}."));
    let trigger = put("attaque");
    let sources = maker.links.iter().map(|link| source(link, &mut put)).collect();
    let mut argument = |given: &Option<String>| -> Vec<Argument> {
        let made = given.as_deref().map(|given| {
            let (party, phrase) = given.split_once('|').unwrap();
            Argument { span: put(phrase), mention: None, party: some_party(party), person: None }
        });
        made.into_iter().collect()
    };
    let (actors, recipients) = (argument(&maker.actor), argument(&maker.recipient));
    let place = maker.place.as_ref().map(|(name, precision, lat, lon)| PlaceRef {
        span: put(name.split(',').next().unwrap()),
        name: name.clone(),
        geonames: None,
        country: None,
        lat: Some(*lat),
        lon: Some(*lon),
        precision: *precision,
        confidence: 1.0,
    });
    let time = maker.days.map(|(start, end)| Period {
        span: put("ce jour-là"),
        start: Some(start),
        end: Some(end),
        precision: 1,
    });
    let figures = maker.figures.iter().map(|figure| {
        if let Some((before, _)) = figure.expression.split_once('#') {
            put(before);
        }
        let span = put(figure.expression.rsplit('#').next().unwrap());
        let who = (!figure.who.is_empty()).then(|| span.join(put(&figure.who)));
        let FigureMaker { low, high, of, approximate, .. } = *figure;
        let counted = whom(figure);
        let part_of = figure.expression.contains('#').then_some(Whole::Elsewhere);
        let numeral = match figure.expression.as_str() {
            "dizaines" => Numeral::Tens,
            "douzaines" => Numeral::Dozens,
            "centaines" => Numeral::Hundreds,
            _ => Numeral::Number,
        };
        Figure { low, high, who, approximate, counted, part_of, numeral, ..Figure::exactly(0, of, span) }
    });
    let figures = figures.collect();
    text.push('.');
    let sentence = Span::of(start..text.len());
    text.push('\n');
    Claim {
        event: maker.event,
        mode: None,
        trigger,
        sentence,
        factuality: maker.factuality,
        sources,
        quoted: false,
        actors,
        recipients,
        place,
        time,
        figures,
        confidence: 1.0,
        evidence: Vec::new(),
    }
}

fn some_party(party: &str) -> Option<PartyId> {
    (!party.is_empty()).then(|| PartyId::new(party))
}

fn source(link: &str, put: &mut impl FnMut(&str) -> Span) -> Source {
    let parts: Vec<&str> = link.split('|').collect();
    Source {
        party: some_party(parts[0]),
        anonymous: parts[2].starts_with('?'),
        key: key(parts[1], parts[2], parts.get(3).unwrap_or(&"")),
        person: parts.get(3).map(|person| (*person).to_owned()),
        ..Source::of(SourceKind::parse(parts[1]).unwrap(), put(parts[2].trim_start_matches('?')))
    }
}

/// What the reading would make the key of a source, as far as these tests have phrases.
fn key(kind: &str, phrase: &str, person: &str) -> Option<String> {
    let named = phrase.split([' ', '\'']).any(|word| word.starts_with(char::is_uppercase));
    if !named && matches!(kind, "media" | "witness" | "other") {
        return None;
    }
    let all = || words(phrase).filter(|word| !EMPTY.contains(&word.as_str()));
    let role: Vec<String> = all().filter(|word| words(person).all(|name| name != *word)).collect();
    Some(if role.is_empty() { all().collect::<Vec<_>>().join(" ") } else { role.join(" ") })
}

const EMPTY: [&str; 10] = ["le", "la", "les", "l", "un", "une", "des", "de", "du", "d"];

/// What the reading would make the key of an outlet.
fn squashed(outlet: &str) -> String {
    let name = outlet.split('(').next().unwrap_or("");
    words(name).filter(|word| !EMPTY.contains(&word.as_str())).collect()
}

/// Whom the reading would say that a figure counts.
fn whom(figure: &FigureMaker) -> Option<Whom> {
    let all: Vec<String> = words(&figure.expression).chain(words(&figure.who)).collect();
    let has = |word: &str| all.iter().any(|w| w == word);
    let (class, lemma) = match () {
        () if has("blesses") && has("morts") => (WhomClass::Casualties, "mort"),
        () if has("morts") || has("personnes") => (WhomClass::People, "personne"),
        () if has("civils") || has("habitants") => (WhomClass::Civilians, "civil"),
        () if has("militaires") || has("soldats") => (WhomClass::Soldiers, "militaire"),
        () if has("enfants") => (WhomClass::Children, "enfant"),
        () if has("gendarmes") => (WhomClass::Other, "gendarme"),
        () => return None,
    };
    Some(Whom { class, lemma: lemma.to_owned() })
}

/// A report with these claims, one a sentence. `agency` may be empty.
pub(crate) fn report(
    id: &str,
    outlet: &str,
    agency: &str,
    published: &str,
    claims: &[ClaimMaker],
) -> StoredReport {
    let mut text = format!("Une dépêche {id}.\n");
    let claims: Vec<Claim> = claims.iter().map(|maker| write(maker, &mut text)).collect();
    let article = Article {
        id: id.to_owned(),
        text,
        outlet: (!outlet.is_empty()).then(|| outlet.to_owned()),
        published: PartialDate::parse(published),
        ..Article::default()
    };
    let stored =
        claims.iter().map(|_| Stored { row: 0, key: 0, origin: String::new(), telling: None }).collect();
    let credits = Credits { agency: some_party(agency), outlet: article.outlet.as_deref().map(squashed) };
    let report = Report { article, claims, credits, ..Report::default() };
    StoredReport { report, version: 0, number: 1, added: String::new(), claims: stored }
}

/// The incident of all claims of these reports.
pub(crate) fn incident(reports: Vec<StoredReport>, echoes: Vec<Echo>) -> Incident {
    let of_report = |(report, stored): (usize, &StoredReport)| {
        (0..stored.report.claims.len()).map(move |claim| ClaimAt { report, claim }).collect::<Vec<_>>()
    };
    let claims = reports.iter().enumerate().flat_map(of_report).collect();
    Incident { id: "i1".to_owned(), family: Family::Force, reports, recalled_in: Vec::new(), claims, echoes }
}

/// The echo of two reports of which each sentence of the first that the second has is copied.
pub(crate) fn echo(reports: &[StoredReport], a: usize, b: usize) -> Echo {
    let texts = [&reports[a].report.article.text, &reports[b].report.article.text];
    let mut passages = Vec::new();
    let mut at = 0;
    for sentence in texts[0].split_inclusive('\n') {
        let found = texts[1].find(sentence).filter(|_| !sentence.starts_with("Une dépêche"));
        let here = Span::of(at..at + sentence.len());
        passages.extend(found.map(|other| (here, Span::of(other..other + sentence.len()))));
        at += sentence.len();
    }
    Echo { a, b, containment: 1.0, passages }
}
