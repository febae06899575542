//! The view for people: a heading per report, and a few labelled lines per claim.

use selon::Report;
use selon::model::{Argument, Article, Claim, Date, Factuality, Figure, Period, PlaceRef, Source, Span};
use selon_ledger::people;
use unicode_width::UnicodeWidthStr;

use crate::term::{Line, Painter, Tone};
use crate::view::screen::Screen;
use crate::words::Words;

/// One report with all its claims.
pub(crate) fn report(report: &Report, screen: Screen, explain: bool) -> String {
    let words = Words::of(screen.lang);
    let mut painter = Painter { color: screen.color, width: screen.width, out: String::new() };
    heading(report, words, &mut painter);
    let names = people::private_names(&report.claims);
    for (i, claim) in report.claims.iter().enumerate() {
        let view =
            ClaimView { text: &report.article.text, claim, words, names: &names, marked: !screen.color };
        view.draw(i + 1, explain, &mut painter);
    }
    painter.out
}

/// One claim of a report, under the report's heading where that is wanted.
pub(crate) fn found(report: &Report, index: usize, number: usize, heading: bool, screen: Screen) -> String {
    let words = Words::of(screen.lang);
    let mut painter = Painter { color: screen.color, width: screen.width, out: String::new() };
    if heading && number > 1 {
        painter.out.push('\n');
    }
    if heading {
        head(&report.article, None, words, &mut painter);
    }
    let names = people::private_names(&report.claims);
    if let Some(claim) = report.claims.get(index) {
        let view =
            ClaimView { text: &report.article.text, claim, words, names: &names, marked: !screen.color };
        view.draw(number, false, &mut painter);
    }
    painter.out
}

/// Where labels stand, and where what they label begins.
const LABEL: usize = 4;
const INDENT: usize = 13;
/// A sentence longer than this many characters is shown around its trigger only.
const SENTENCE: usize = 420;
/// A title is cut after as many.
const TITLE: usize = 160;

fn heading(report: &Report, words: &Words, painter: &mut Painter) {
    let count = match report.claims.len() {
        0 => words.no_claim.to_owned(),
        1 => format!("1 {}", words.one_claim),
        n => format!("{n} {}", words.claims),
    };
    head(&report.article, Some(&count), words, painter);
    for diagnostic in &report.diagnostics {
        let message = words.diagnostic(&diagnostic.code).unwrap_or(&diagnostic.message);
        painter.line(0, words.note, words.note.width() + 1, &Line::new(message, Tone::Doubt));
    }
}

/// The title, and what is known of the article.
fn head(article: &Article, count: Option<&str>, words: &Words, painter: &mut Painter) {
    painter.line(0, "", 0, &Line::new(&title(article, words), Tone::Strong));
    let published = article.published.map(|d| d.to_string());
    let parts = [article.outlet.as_deref(), published.as_deref(), Some(article.id.as_str()), count];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).map(squeezed).collect();
    painter.line(0, "", 0, &Line::new(&parts.join(" · "), Tone::Faint));
}

/// The title; for an article without one the beginning of its text.
fn title(article: &Article, words: &Words) -> String {
    let begin = || article.kept.first().map(|b| b.span.of_text(&article.text));
    let title = squeezed(article.title.as_deref().or_else(begin).unwrap_or_default());
    match title.char_indices().nth(TITLE) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None if title.is_empty() => words.untitled.to_owned(),
        None => title,
    }
}

struct ClaimView<'a> {
    text: &'a str,
    claim: &'a Claim,
    words: &'a Words,
    /// Names that are not shown.
    names: &'a [&'a str],
    /// Whether the trigger is marked by brackets, for want of colour.
    marked: bool,
}

impl ClaimView<'_> {
    fn draw(&self, number: usize, explain: bool, painter: &mut Painter) {
        let words = self.words;
        painter.out.push('\n');
        painter.line(0, &format!("{number:>3}"), LABEL, &self.event());
        let mut field = |label: &str, line: &Line| {
            if !line.is_empty() {
                painter.line(LABEL, label, INDENT, line);
            }
        };
        field(words.says, &self.chain());
        field(words.who, &self.parties());
        field(words.place, &self.claim.place.as_ref().map(|p| self.place(p)).unwrap_or_default());
        field(words.time, &self.claim.time.as_ref().map(|t| self.time(t)).unwrap_or_default());
        field(words.figures, &self.figures());
        field(words.sentence, &self.sentence());
        if explain {
            for (i, line) in self.evidence().iter().enumerate() {
                field(if i == 0 { words.because } else { "" }, line);
            }
        }
    }

    fn event(&self) -> Line {
        let mut line = Line::new(self.claim.event.as_str(), Tone::Event);
        if let Some(mode) = self.claim.mode {
            line.plain(&format!(" {mode}"));
        }
        let tone = match self.claim.factuality {
            Factuality::Asserted => Tone::Plain,
            Factuality::Denied => Tone::Denial,
            _ => Tone::Doubt,
        };
        line.push(" · ", Tone::Faint);
        line.push(self.words.factuality(self.claim.factuality), tone);
        if self.claim.quoted {
            line.push(" · ", Tone::Faint);
            line.plain(self.words.quoted);
        }
        line
    }

    /// Outermost first; the arrow points to where the word goes.
    fn chain(&self) -> Line {
        let mut line = Line::default();
        for (i, source) in self.claim.sources.iter().enumerate() {
            if i > 0 {
                line.push(" ← ", Tone::Faint);
            }
            self.link(source, &mut line);
        }
        if line.is_empty() {
            line.push(self.words.own_voice, Tone::Faint);
        }
        line
    }

    fn link(&self, source: &Source, line: &mut Line) {
        line.push(&self.said(source.span), Tone::Party);
        let mut notes = vec![self.words.source_kind(source.kind).to_owned()];
        if source.anonymous {
            notes.push(self.words.anonymous.to_owned());
        }
        notes.extend(source.document.map(|s| self.said(s)));
        notes.extend(source.channel.map(|s| self.said(s)));
        line.push(&format!(" ({})", notes.join(", ")), Tone::Faint);
    }

    fn parties(&self) -> Line {
        let Claim { actors, recipients, .. } = self.claim;
        let mut line = Line::default();
        self.side(actors, &mut line);
        if !recipients.is_empty() {
            line.push(if actors.is_empty() { "→ " } else { " → " }, Tone::Faint);
            self.side(recipients, &mut line);
        }
        line
    }

    fn side(&self, arguments: &[Argument], line: &mut Line) {
        for (i, argument) in arguments.iter().enumerate() {
            if i > 0 {
                line.plain(" + ");
            }
            line.push(&self.said(argument.span), Tone::Party);
            if let Some(party) = &argument.party {
                line.push(&format!(" [{party}]"), Tone::Faint);
            }
        }
    }

    fn place(&self, place: &PlaceRef) -> Line {
        let mut line = Line::new(&self.said(place.span), Tone::Plain);
        if !place.name.is_empty() {
            line.push(&format!(" — {}", squeezed(&place.name)), Tone::Faint);
        }
        let precision = self.words.place_precision(place.precision);
        if !precision.is_empty() {
            line.push(&format!(" ({precision})"), Tone::Faint);
        }
        line
    }

    fn time(&self, time: &Period) -> Line {
        let day = |d: Option<Date>| d.map(|d| d.to_string());
        let resolved = match (day(time.start), day(time.end)) {
            (Some(start), Some(end)) if start == end => start,
            (Some(start), Some(end)) => format!("{start} … {end}"),
            (Some(start), None) => format!("{} {start}", self.words.since),
            (None, Some(end)) => format!("{} {end}", self.words.until),
            (None, None) => self.words.unresolved.to_owned(),
        };
        Line::new(&self.said(time.span), Tone::Plain).with(&format!(" — {resolved}"), Tone::Faint)
    }

    fn figures(&self) -> Line {
        let mut line = Line::default();
        for (i, figure) in self.claim.figures.iter().enumerate() {
            if i > 0 {
                line.push(" ; ", Tone::Faint);
            }
            line.plain(&self.said(figure.span));
            if let Some(who) = figure.who.filter(|who| !figure.span.overlaps(*who)) {
                line.plain(&format!(" {}", self.said(who)));
            }
            line.push(&format!(" — {}", self.amount(figure)), Tone::Faint);
        }
        line
    }

    fn amount(&self, figure: &Figure) -> String {
        let words = self.words;
        let number = match (figure.low, figure.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(low), None) => format!("{} {low}", words.at_least),
            (None, Some(high)) => format!("{} {high}", words.at_most),
            (None, None) => "?".to_owned(),
        };
        let about = if figure.approximate { format!("{} ", words.about) } else { String::new() };
        format!("{about}{number} {}", words.counted(figure.of))
    }

    /// The sentence with its trigger marked.
    fn sentence(&self) -> Line {
        let Claim { trigger, sentence, .. } = *self.claim;
        let whole = if sentence.covers(trigger) { sentence } else { trigger };
        let side = SENTENCE / 2;
        let before = Span::new(whole.start, trigger.start).of_text(self.text);
        let after = Span::new(trigger.end, whole.end).of_text(self.text);
        let before = match before.char_indices().rev().nth(side) {
            Some((at, _)) => format!("…{}", &before[at..]),
            None => before.trim_start().to_owned(),
        };
        let after = match after.char_indices().nth(side) {
            Some((at, _)) => format!("{}…", &after[..at]),
            None => after.trim_end().to_owned(),
        };
        let (open, close) = if self.marked { ("[", "]") } else { ("", "") };
        let shown = |text: &str| people::withhold(&spaced(text), self.names);
        Line::new(&shown(&before), Tone::Plain)
            .with(&format!("{open}{}{close}", self.said(trigger)), Tone::Trigger)
            .with(&shown(&after), Tone::Plain)
    }

    fn evidence(&self) -> Vec<Line> {
        let line = |e: &selon::model::Evidence| {
            let mut line = Line::new(e.role.as_str(), Tone::Faint).with(&format!(" {}", e.rule), Tone::Plain);
            line.push(&format!(" « {} »", self.said(e.span)), Tone::Party);
            if !e.path.is_empty() {
                line.push(&format!(" {}", people::withhold(&e.path, self.names)), Tone::Faint);
            }
            line
        };
        self.claim.evidence.iter().map(line).collect()
    }

    /// The words of a span in one line, without names that are not shown.
    fn said(&self, span: Span) -> String {
        people::withhold(&squeezed(span.of_text(self.text)), self.names)
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As [`squeezed`], but spaces at the two ends stay as one each.
fn spaced(text: &str) -> String {
    let end = |is: bool| if is { " " } else { "" };
    let inner = squeezed(text);
    if inner.is_empty() {
        return end(!text.is_empty()).to_owned();
    }
    let (first, last) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{inner}{}", end(first), end(last))
}

#[cfg(test)]
mod tests {
    use selon::model::{Counted, EventType, Evidence, Mode, PartialDate, PartyId, Role, SourceKind};

    use super::*;
    use crate::args::values::Lang;

    const TEXT: &str = "Selon l'AFP, Awa Koné, une habitante, a vu des avions russes bombarder Léré mardi : au moins 9 morts.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::of(start..start + words.len())
    }

    fn source(words: &str, kind: SourceKind, person: Option<&str>) -> Source {
        Source { person: person.map(str::to_owned), ..Source::of(kind, span(words)) }
    }

    fn claim() -> Claim {
        let party = Some(PartyId::new("RUS/MIL"));
        let evidence = vec![Evidence {
            role: Role::Trigger,
            span: span("bombarder"),
            rule: "frame:ASSAULT/bombarder".into(),
            path: String::new(),
        }];
        Claim {
            event: EventType::Assault,
            mode: Some(Mode::Aerial),
            trigger: span("bombarder"),
            sentence: Span::of(0..TEXT.len()),
            factuality: Factuality::Unconfirmed,
            sources: vec![
                source("l'AFP", SourceKind::Media, None),
                source("Awa Koné, une habitante", SourceKind::Witness, Some("Awa Koné")),
            ],
            quoted: false,
            actors: vec![Argument { span: span("des avions russes"), mention: None, party, person: None }],
            recipients: Vec::new(),
            place: Some(PlaceRef {
                span: span("Léré"),
                name: "Léré, Timbuktu, Mali".into(),
                geonames: None,
                country: Some("MLI".into()),
                lat: None,
                lon: None,
                precision: 1,
                confidence: 1.0,
            }),
            time: Some(Period {
                span: span("mardi"),
                start: PartialDate::parse("2021-03-30").unwrap().day(),
                end: PartialDate::parse("2021-03-30").unwrap().day(),
                precision: 1,
            }),
            figures: vec![Figure {
                high: None,
                who: Some(span("morts")),
                ..Figure::exactly(9, Counted::Killed, span("au moins 9"))
            }],
            confidence: 0.8,
            evidence,
        }
    }

    fn report_of(claims: Vec<Claim>) -> Report {
        let article = Article {
            id: "lere.txt".into(),
            text: TEXT.into(),
            title: Some("Léré\u{1b}[2J bombardée".into()),
            outlet: Some("Le Pays".into()),
            published: PartialDate::parse("2021-03-31"),
            ..Article::default()
        };
        Report { article, claims, ..Report::default() }
    }

    #[test]
    fn a_claim_in_english() {
        let screen = Screen { color: false, lang: Lang::En, width: 72 };
        let expected = "\
Léré [2J bombardée
Le Pays · 2021-03-31 · lere.txt · 1 claim

  1 ASSAULT aerial · unconfirmed
    says     l'AFP (media) ← […], une habitante (witness)
    who      des avions russes [RUS/MIL]
    where    Léré — Léré, Timbuktu, Mali (exact place)
    when     mardi — 2021-03-30
    figures  au moins 9 morts — at least 9 killed
    text     Selon l'AFP, […], une habitante, a vu des avions russes
             [bombarder] Léré mardi : au moins 9 morts.
    because  trigger frame:ASSAULT/bombarder « bombarder »
";
        assert_eq!(report(&report_of(vec![claim()]), screen, true), expected);
    }

    #[test]
    fn a_claim_in_french_from_the_report_itself() {
        let screen = Screen { color: false, lang: Lang::Fr, width: 100 };
        let bare = Claim {
            sources: Vec::new(),
            actors: Vec::new(),
            place: None,
            time: None,
            figures: Vec::new(),
            factuality: Factuality::Denied,
            mode: None,
            ..claim()
        };
        let expected = "\
Léré [2J bombardée
Le Pays · 2021-03-31 · lere.txt · 1 affirmation

  1 ASSAULT · démenti
    dit      l'article lui-même
    texte    Selon l'AFP, Awa Koné, une habitante, a vu des avions russes [bombarder] Léré mardi :
             au moins 9 morts.
";
        assert_eq!(report(&report_of(vec![bare]), screen, false), expected);
    }

    #[test]
    fn only_what_is_around_the_trigger_of_a_long_sentence_is_shown() {
        let screen = Screen { color: false, lang: Lang::En, width: 10_000 };
        let mut long = report_of(vec![claim()]);
        long.article.text = format!("{}{TEXT}{}", "avant ".repeat(500), " après".repeat(500));
        let shift = |s: Span| Span::new(s.start + 3000, s.end + 3000);
        let only = &mut long.claims[0];
        *only = Claim {
            trigger: shift(only.trigger),
            sentence: Span::of(0..long.article.text.len()),
            sources: Vec::new(),
            actors: Vec::new(),
            place: None,
            time: None,
            figures: Vec::new(),
            ..only.clone()
        };
        let shown = report(&long, screen, false);
        let sentence = shown.lines().last().unwrap();
        assert!(
            sentence.contains("avant Selon l'AFP") && sentence.contains("[bombarder] Léré"),
            "{sentence}"
        );
        assert!(sentence.starts_with("    text     …") && sentence.ends_with('…'), "{sentence}");
        assert!(sentence.chars().count() < 480, "{sentence}");
    }
}
