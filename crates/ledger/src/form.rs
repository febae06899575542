//! The JSON form of a report, version 1. `docs/output.md` describes it for its readers.
//!
//! Offsets leave the program here, and leave it as Unicode code points of `text`, end exclusive. The form of a ledger's
//! export ([`ReportForm::whole`]) holds all that a ledger keeps of a report, and [`read()`] makes the report of it again.

pub mod csv;
mod original;
mod read;

use std::borrow::Cow;

use selon_model::{
    Analysis, Argument, Article, BlockKind, Claim, CodePoints, Diagnostic, Evidence, Figure, Format, PartyId,
    Period, PlaceRef, Report, Sentence, Source, Span, Word,
};
use serde::Serialize;

use crate::StoredReport;
use crate::incident::id_of;
use crate::people::{
    WITHHELD, holds_office, is_name, private_names, withhold, withhold_in_key, withhold_in_origin,
};
use crate::query::Found;
use original::OriginalForm;
pub(crate) use read::of_value;
pub use read::{Exported, read};

/// Raised when a field changes its name or its meaning; new fields don't raise it.
pub const FORM: u32 = 1;

/// An article as `selon clean` hands it out.
#[derive(Debug, Serialize)]
pub struct CleanForm<'a> {
    form: u32,
    #[serde(flatten)]
    head: Head<'a>,
    text: &'a str,
    kept: Vec<[u32; 2]>,
    blocks: Vec<Block>,
}

impl<'a> CleanForm<'a> {
    /// The form of one article.
    pub fn of(article: &'a Article) -> CleanForm<'a> {
        let at = Offsets::of(&article.text, Depth::default());
        let (kept, blocks) = (at.kept(article), at.blocks(article));
        CleanForm { form: FORM, head: Head::of(article), text: &article.text, kept, blocks }
    }
}

/// A report as `selon read` hands it out.
#[derive(Debug, Serialize)]
pub struct ReportForm<'a> {
    form: u32,
    #[serde(flatten)]
    head: Head<'a>,
    text: &'a str,
    kept: Vec<[u32; 2]>,
    claims: Vec<ClaimForm<'a>>,
    credits: CreditsForm<'a>,
    diagnostics: Vec<DiagnosticForm<'a>>,
    versions: VersionsForm<'a>,
    #[serde(flatten)]
    whole: Option<Whole<'a>>,
}

/// What the form of an export has besides: all that is needed to add it to another ledger.
#[derive(Debug, Serialize)]
struct Whole<'a> {
    blocks: Vec<Block>,
    identity: &'a str,
    original: OriginalForm<'a>,
}

/// How much of a report its form tells.
#[derive(Clone, Copy, Debug, Default)]
struct Depth {
    /// The evidence of every claim.
    explain: bool,
    /// Whatever a reader has no use for and [`read()`] needs.
    whole: bool,
    /// Names of persons without public office.
    names: bool,
}

impl<'a> ReportForm<'a> {
    /// The form of one report; `explain` adds the evidence of every claim.
    pub fn of(report: &'a Report, explain: bool) -> ReportForm<'a> {
        ReportForm::at_depth(report, Depth { explain, ..Depth::default() }, |_| None)
    }

    /// The form of a report of a ledger, of which [`read()`] makes the report again; `identity` is that of
    /// [`crate::Ledger::identity`]. Persons without public office are named only where `names` are wanted.
    pub fn whole(stored: &'a StoredReport, identity: &'a str, names: bool) -> ReportForm<'a> {
        let article = &stored.report.article;
        let whole = |at: &Offsets<'a>| Whole {
            blocks: at.blocks(article),
            identity,
            original: OriginalForm::of(article),
        };
        ReportForm::at_depth(&stored.report, Depth { explain: true, whole: true, names }, |at| {
            Some(whole(at))
        })
    }

    fn at_depth(
        report: &'a Report,
        depth: Depth,
        whole: impl FnOnce(&Offsets<'a>) -> Option<Whole<'a>>,
    ) -> ReportForm<'a> {
        let private = if depth.whole && !depth.names { private_names(&report.claims) } else { Vec::new() };
        let at = Offsets { names: private, ..Offsets::of(&report.article.text, depth) };
        let versions = &report.versions;
        ReportForm {
            form: FORM,
            head: Head::of(&report.article),
            text: &report.article.text,
            kept: at.kept(&report.article),
            claims: report.claims.iter().map(|c| ClaimForm::of(c, &at)).collect(),
            credits: CreditsForm {
                agency: report.credits.agency.as_ref().map(PartyId::as_str),
                outlet: report.credits.outlet.as_deref(),
            },
            diagnostics: report.diagnostics.iter().map(|d| DiagnosticForm::of(d, &at)).collect(),
            versions: VersionsForm { engine: &versions.engine, model: &versions.model, data: &versions.data },
            whole: whole(&at),
        }
    }
}

/// A text's analysis as `selon parse` hands it out.
#[derive(Debug, Serialize)]
pub struct ParseForm<'a> {
    form: u32,
    #[serde(flatten)]
    head: Head<'a>,
    text: &'a str,
    sentences: Vec<SentenceForm<'a>>,
    names: Vec<NameForm<'a>>,
}

impl<'a> ParseForm<'a> {
    /// The form of the analysis of an article's whole text.
    pub fn of(article: &'a Article, analysis: &'a Analysis) -> ParseForm<'a> {
        let at = Offsets::of(&article.text, Depth::default());
        let sentence = |s: &Sentence| {
            let words = analysis.words_of(s).iter().enumerate();
            SentenceForm {
                span: at.span(s.span),
                words: words.map(|(i, w)| WordForm::of(w, i, s, &at)).collect(),
            }
        };
        let sentences = analysis.sentences.iter().map(sentence).collect();
        let names =
            analysis.names.iter().map(|n| NameForm { kind: n.kind.as_str(), mention: at.mention(n.span) });
        let names = names.collect();
        ParseForm { form: FORM, head: Head::of(article), text: &article.text, sentences, names }
    }
}

#[derive(Debug, Serialize)]
struct SentenceForm<'a> {
    span: [u32; 2],
    words: Vec<WordForm<'a>>,
}

#[derive(Debug, Serialize)]
struct NameForm<'a> {
    kind: &'static str,
    #[serde(flatten)]
    mention: Mention<'a>,
}

/// A word; ids and heads count from 1 inside the sentence, the root's head is 0, as in CoNLL-U.
#[derive(Debug, Serialize)]
struct WordForm<'a> {
    id: usize,
    form: &'a str,
    lemma: &'a str,
    upos: &'static str,
    feats: String,
    head: u32,
    deprel: &'static str,
    span: [u32; 2],
}

impl<'a> WordForm<'a> {
    fn of(word: &'a Word, index: usize, sentence: &Sentence, at: &Offsets<'_>) -> WordForm<'a> {
        let own = sentence.first + index as u32;
        WordForm {
            id: index + 1,
            form: &word.form,
            lemma: &word.lemma,
            upos: word.upos.as_str(),
            feats: word.feats.to_string(),
            head: if word.head == own { 0 } else { word.head - sentence.first + 1 },
            deprel: word.deprel.as_str(),
            span: at.span(word.span),
        }
    }
}

#[derive(Debug, Serialize)]
struct Head<'a> {
    id: &'a str,
    title: Option<&'a str>,
    author: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    format: &'static str,
}

impl<'a> Head<'a> {
    fn of(article: &'a Article) -> Head<'a> {
        Head {
            id: &article.id,
            title: article.title.as_deref(),
            author: article.author.as_deref(),
            outlet: article.outlet.as_deref(),
            published: article.published.map(|d| d.to_string()),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            format: match article.format {
                Format::Html | Format::JsonHtml => "html",
                Format::Text | Format::JsonText => "text",
            },
        }
    }
}

#[derive(Debug, Serialize)]
struct Block {
    kind: &'static str,
    span: [u32; 2],
}

#[derive(Debug, Serialize)]
struct CreditsForm<'a> {
    agency: Option<&'a str>,
    outlet: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct VersionsForm<'a> {
    engine: &'a str,
    model: &'a str,
    data: &'a str,
}

#[derive(Debug, Serialize)]
struct DiagnosticForm<'a> {
    code: &'a str,
    message: &'a str,
    span: Option<[u32; 2]>,
}

impl<'a> DiagnosticForm<'a> {
    fn of(diagnostic: &'a Diagnostic, at: &Offsets<'a>) -> DiagnosticForm<'a> {
        let span = diagnostic.span.map(|s| at.span(s));
        DiagnosticForm { code: &diagnostic.code, message: &diagnostic.message, span }
    }
}

#[derive(Debug, Serialize)]
struct ClaimForm<'a> {
    #[serde(rename = "type")]
    event: &'static str,
    mode: Option<&'static str>,
    factuality: &'static str,
    quoted: bool,
    trigger: TriggerForm<'a>,
    sentence: [u32; 2],
    sources: Vec<SourceForm<'a>>,
    actors: Vec<ArgumentForm<'a>>,
    recipients: Vec<ArgumentForm<'a>>,
    place: Option<PlaceForm<'a>>,
    time: Option<TimeForm<'a>>,
    figures: Vec<FigureForm<'a>>,
    confidence: Share,
    rules: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<EvidenceForm<'a>>>,
}

impl<'a> ClaimForm<'a> {
    fn of(claim: &'a Claim, at: &Offsets<'a>) -> ClaimForm<'a> {
        let [start, end] = at.span(claim.trigger);
        ClaimForm {
            event: claim.event.as_str(),
            mode: claim.mode.map(|m| m.as_str()),
            factuality: claim.factuality.as_str(),
            quoted: claim.quoted,
            trigger: TriggerForm { text: at.text(claim.trigger), start, end },
            sentence: at.span(claim.sentence),
            sources: claim.sources.iter().map(|s| SourceForm::of(s, at)).collect(),
            actors: claim.actors.iter().map(|a| ArgumentForm::of(a, at)).collect(),
            recipients: claim.recipients.iter().map(|a| ArgumentForm::of(a, at)).collect(),
            place: claim.place.as_ref().map(|p| PlaceForm::of(p, at)),
            time: claim.time.as_ref().map(|t| TimeForm::of(t, at)),
            figures: claim.figures.iter().map(|f| FigureForm::of(f, at)).collect(),
            confidence: at.share(claim.confidence),
            rules: rules(claim),
            evidence: at
                .depth
                .explain
                .then(|| claim.evidence.iter().map(|e| EvidenceForm::of(e, at)).collect()),
        }
    }
}

/// A claim as `selon claims` hands it out: where it stands, and the claim as in a report. Names of persons without public
/// office are withheld.
#[derive(Debug, Serialize)]
pub struct FoundForm<'a> {
    form: u32,
    report: &'a str,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    /// From 1, in the order of the report.
    number: usize,
    origin: String,
    incident: Option<String>,
    #[serde(flatten)]
    claim: ClaimForm<'a>,
    /// The sentence.
    text: Cow<'a, str>,
}

impl<'a> FoundForm<'a> {
    /// The form of a claim that was found in its report; `None` where the report has no such claim.
    pub fn of(stored: &'a StoredReport, found: Found) -> Option<FoundForm<'a>> {
        let report = &stored.report;
        let claim = report.claims.get(found.index)?;
        let names = private_names(&report.claims);
        let origin = stored.claims.get(found.index).map_or("?", |known| &known.origin);
        let origin = withhold_in_origin(origin, &names);
        let at = Offsets { names, ..Offsets::of(&report.article.text, Depth::default()) };
        let article = &report.article;
        Some(FoundForm {
            form: FORM,
            report: &article.id,
            outlet: article.outlet.as_deref(),
            published: article.published.map(|d| d.to_string()),
            url: article.url.as_deref(),
            number: found.index + 1,
            origin,
            incident: found.incident.map(id_of),
            claim: ClaimForm::of(claim, &at),
            text: at.text(claim.sentence),
        })
    }
}

/// The rules behind a claim, in alphabetical order, each once.
pub fn rules(claim: &Claim) -> Vec<&str> {
    let mut rules: Vec<&str> = claim.evidence.iter().map(|e| e.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[derive(Debug, Serialize)]
struct TriggerForm<'a> {
    text: Cow<'a, str>,
    start: u32,
    end: u32,
}

/// A stretch of the text where `start` and `end` would be taken for something else.
#[derive(Debug, Serialize)]
struct Mention<'a> {
    text: Cow<'a, str>,
    span: [u32; 2],
}

#[derive(Debug, Serialize)]
struct SourceForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    party: Option<&'a str>,
    kind: &'static str,
    key: Option<Cow<'a, str>>,
    anonymous: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_span: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Mention<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<Mention<'a>>,
}

impl<'a> SourceForm<'a> {
    fn of(source: &'a Source, at: &Offsets<'a>) -> SourceForm<'a> {
        SourceForm {
            mention: at.mention(source.span),
            party: source.party.as_ref().map(|p| p.as_str()),
            kind: source.kind.as_str(),
            key: at.key(source),
            anonymous: source.anonymous,
            person: at.person(source.person.as_deref(), source.party.as_ref()),
            person_span: at.person_span(source.person.as_deref(), source.party.as_ref(), source.span),
            document: source.document.map(|s| at.mention(s)),
            channel: source.channel.map(|s| at.mention(s)),
        }
    }
}

#[derive(Debug, Serialize)]
struct ArgumentForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    party: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_span: Option<[u32; 2]>,
    #[serde(rename = "mention", skip_serializing_if = "Option::is_none")]
    pronoun: Option<Mention<'a>>,
}

impl<'a> ArgumentForm<'a> {
    fn of(argument: &'a Argument, at: &Offsets<'a>) -> ArgumentForm<'a> {
        ArgumentForm {
            mention: at.mention(argument.span),
            party: argument.party.as_ref().map(|p| p.as_str()),
            person: at.person(argument.person.as_deref(), argument.party.as_ref()),
            person_span: at.person_span(argument.person.as_deref(), argument.party.as_ref(), argument.span),
            pronoun: argument.mention.map(|s| at.mention(s)),
        }
    }
}

#[derive(Debug, Serialize)]
struct PlaceForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    name: &'a str,
    geonames: Option<u32>,
    country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: u8,
    confidence: Share,
}

impl<'a> PlaceForm<'a> {
    fn of(place: &'a PlaceRef, at: &Offsets<'a>) -> PlaceForm<'a> {
        PlaceForm {
            mention: at.mention(place.span),
            name: &place.name,
            geonames: place.geonames,
            country: place.country.as_deref(),
            lat: place.lat,
            lon: place.lon,
            precision: place.precision,
            confidence: at.share(place.confidence),
        }
    }
}

#[derive(Debug, Serialize)]
struct TimeForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    start: Option<String>,
    end: Option<String>,
    precision: u8,
}

impl<'a> TimeForm<'a> {
    fn of(period: &Period, at: &Offsets<'a>) -> TimeForm<'a> {
        TimeForm {
            mention: at.mention(period.span),
            start: period.start.map(|d| d.to_string()),
            end: period.end.map(|d| d.to_string()),
            precision: period.precision,
        }
    }
}

#[derive(Debug, Serialize)]
struct FigureForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    low: Option<u64>,
    high: Option<u64>,
    of: &'static str,
    who: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who_span: Option<[u32; 2]>,
    approximate: bool,
    counted: Option<WhomForm<'a>>,
    part: bool,
    part_of: Option<u32>,
    numeral: &'static str,
}

#[derive(Debug, Serialize)]
struct WhomForm<'a> {
    class: &'static str,
    lemma: &'a str,
}

impl<'a> FigureForm<'a> {
    fn of(figure: &'a Figure, at: &Offsets<'a>) -> FigureForm<'a> {
        FigureForm {
            mention: at.mention(figure.span),
            low: figure.low,
            high: figure.high,
            of: figure.of.as_str(),
            who: figure.who.map(|s| at.text(s)),
            who_span: figure.who.filter(|_| at.depth.whole).map(|s| at.span(s)),
            approximate: figure.approximate,
            counted: figure.counted.as_ref().map(|w| WhomForm { class: w.class.as_str(), lemma: &w.lemma }),
            part: figure.part_of.is_some(),
            part_of: match figure.part_of {
                Some(selon_model::Whole::Figure(at)) => Some(at),
                Some(selon_model::Whole::Elsewhere) | None => None,
            },
            numeral: figure.numeral.as_str(),
        }
    }
}

#[derive(Debug, Serialize)]
struct EvidenceForm<'a> {
    role: &'static str,
    rule: &'a str,
    path: Cow<'a, str>,
    #[serde(flatten)]
    mention: Mention<'a>,
}

impl<'a> EvidenceForm<'a> {
    fn of(evidence: &'a Evidence, at: &Offsets<'a>) -> EvidenceForm<'a> {
        EvidenceForm {
            role: evidence.role.as_str(),
            rule: &evidence.rule,
            path: at.shown(&evidence.path),
            mention: at.mention(evidence.span),
        }
    }
}

/// JSON of one line with its line feed.
pub fn line(form: &impl Serialize) -> String {
    // The forms have string keys and finite numbers only, for which writing cannot fail.
    escaped(serde_json::to_string(form).unwrap_or_default()) + "\n"
}

/// JSON of many lines, for people.
pub fn pretty(form: &impl Serialize) -> String {
    escaped(serde_json::to_string_pretty(form).unwrap_or_default())
}

/// JSON lets DEL and the control characters of the second set stand, which terminals obey. They
/// occur inside strings only, where an escape means the same.
fn escaped(json: String) -> String {
    let obeyed = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    if !json.contains(obeyed) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if obeyed(c) { out.push_str(&format!("\\u{:04x}", u32::from(c))) } else { out.push(c) }
    }
    out
}

/// Byte offsets of one text made code points, and how much is told of it.
struct Offsets<'a> {
    text: &'a str,
    points: CodePoints,
    depth: Depth,
    /// Names that are withheld.
    names: Vec<&'a str>,
}

impl<'a> Offsets<'a> {
    fn of(text: &'a str, depth: Depth) -> Offsets<'a> {
        Offsets { text, points: CodePoints::new(text), depth, names: Vec::new() }
    }

    fn span(&self, span: Span) -> [u32; 2] {
        [self.points.of(self.text, span.start), self.points.of(self.text, span.end)]
    }

    fn text(&self, span: Span) -> Cow<'a, str> {
        self.shown(span.of_text(self.text))
    }

    fn shown(&self, words: &'a str) -> Cow<'a, str> {
        match self.names.iter().any(|name| words.contains(name)) {
            true => Cow::Owned(withhold(words, &self.names)),
            false => Cow::Borrowed(words),
        }
    }

    fn mention(&self, span: Span) -> Mention<'a> {
        Mention { text: self.text(span), span: self.span(span) }
    }

    fn kept(&self, article: &Article) -> Vec<[u32; 2]> {
        article.kept_spans().map(|s| self.span(s)).collect()
    }

    fn blocks(&self, article: &Article) -> Vec<Block> {
        article.kept.iter().map(|b| Block { kind: block_name(b.kind), span: self.span(b.span) }).collect()
    }

    fn person<'p>(&self, person: Option<&'p str>, party: Option<&PartyId>) -> Option<&'p str> {
        person.filter(|_| self.depth.names || holds_office(party))
    }

    /// The key of a source. Where it is made of a person's name that is withheld, [`read()`] makes it again of the name.
    fn key(&self, source: &'a Source) -> Option<Cow<'a, str>> {
        let key = source.key.as_deref()?;
        let name =
            source.person.as_deref().filter(|name| self.person(Some(name), source.party.as_ref()).is_none());
        if name.is_some_and(|name| is_name(key, name)) {
            return Some(WITHHELD.into());
        }
        let names: Vec<&str> = self.names.iter().copied().chain(name).collect();
        match names.is_empty() {
            true => Some(key.into()),
            false => Some(withhold_in_key(key, &names).into()),
        }
    }

    /// Where a name that is withheld stands in the text, so that a ledger which has the text has the name as well.
    fn person_span(&self, person: Option<&str>, party: Option<&PartyId>, mention: Span) -> Option<[u32; 2]> {
        let name = person.filter(|_| self.depth.whole && self.person(person, party).is_none())?;
        let inside = mention.of_text(self.text).find(name).map(|at| at + mention.start as usize);
        let start = inside.or_else(|| self.text.find(name))?;
        Some(self.span(Span::of(start..start + name.len())))
    }

    /// Three decimals, so that the form does not print the noise of a 32-bit float; all where it is to be read back.
    fn share(&self, value: f32) -> Share {
        if self.depth.whole {
            Share::Exact(value)
        } else {
            Share::Rounded((f64::from(value) * 1000.0).round() / 1000.0)
        }
    }
}

/// A number between 0 and 1.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Share {
    Exact(f32),
    Rounded(f64),
}

/// The written name of a block's kind.
fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
    }
}
