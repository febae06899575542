//! Reports for tests: one to look at, and any that proptest thinks of.

use proptest::prelude::*;
use selon_model::{
    Argument, Article, Block, BlockKind, Claim, Counted, Credits, Date, Diagnostic, EventType, Evidence,
    Factuality, Figure, Format, Numeral, Original, PartialDate, PartyId, Period, PlaceRef, Report, Role,
    Source, SourceKind, Span, Versions, Whole, Whom, WhomClass,
};

const TEXT: &str = "Attaque près de Ménaka\nDes hommes armés ont tué au moins 12 civils jeudi près de Ménaka, \
    selon le colonel Issa Diallo, cité par l’AFP. « Mon frère Moussa Ag Alhousseini est mort », dit Awa Koné.";

/// A report with a claim by a named officer, and a claim by a named woman of the town.
pub(crate) fn report() -> Report {
    let at = |needle: &str| {
        let start = TEXT.find(needle).unwrap();
        Span::of(start..start + needle.len())
    };
    let text = TEXT.to_owned();
    let kept = vec![
        Block { span: at("Attaque près de Ménaka"), kind: BlockKind::Title },
        Block { span: Span::of(TEXT.find("Des hommes").unwrap()..TEXT.len()), kind: BlockKind::Paragraph },
    ];
    let article = Article {
        id: "menaka.html".into(),
        kept,
        title: Some("Attaque près de Ménaka".into()),
        outlet: Some("=Le Fleuve".into()),
        url: Some("https://example.org/menaka".into()),
        published: PartialDate::parse("2022-03-11"),
        language: Some("fr".into()),
        format: Format::Html,
        original: Original {
            bytes: format!("<html><p>{TEXT}</html>").into_bytes(),
            id: "menaka.html".into(),
            content_type: Some("text/html".into()),
            ..Original::default()
        },
        text,
        ..Article::default()
    };
    let place = PlaceRef {
        span: at("Ménaka"),
        name: "Ménaka, Ménaka, Mali".into(),
        geonames: Some(2_453_777),
        country: Some("MLI".into()),
        lat: Some(15.9182),
        lon: Some(2.4022),
        precision: 2,
        confidence: 0.9,
    };
    let day: Option<Date> = "2022-03-10".parse().ok();
    let killed = Figure {
        high: None,
        who: Some(at("civils")),
        ..Figure::exactly(12, Counted::Killed, at("au moins 12"))
    };
    let argument = |needle: &str, party: &str, person: Option<&str>| Argument {
        span: at(needle),
        mention: None,
        party: Some(PartyId::new(party)),
        person: person.map(str::to_owned),
    };
    let source = |needle: &str, party: Option<&str>, kind, person: Option<&str>| Source {
        party: party.map(PartyId::new),
        person: person.map(str::to_owned),
        ..Source::of(kind, at(needle))
    };
    let attack = Claim {
        event: EventType::Assault,
        mode: None,
        trigger: at("tué"),
        sentence: at(
            "Des hommes armés ont tué au moins 12 civils jeudi près de Ménaka, selon le colonel Issa Diallo, cité par l’AFP.",
        ),
        factuality: Factuality::Asserted,
        sources: vec![
            source("l’AFP", Some("media:afp"), SourceKind::Media, None),
            source("le colonel Issa Diallo", Some("MLI/MIL"), SourceKind::ArmedForces, Some("Issa Diallo")),
        ],
        quoted: false,
        actors: vec![argument("Des hommes armés", "MLI/UNK", None)],
        recipients: vec![argument("civils", "MLI/CVL", None)],
        place: Some(place),
        time: Some(Period { span: at("jeudi"), start: day, end: day, precision: 1 }),
        figures: vec![killed],
        confidence: 0.85,
        evidence: vec![Evidence {
            role: Role::Trigger,
            span: at("tué"),
            rule: "frame:ASSAULT/tuer".into(),
            path: String::new(),
        }],
    };
    let death = Claim {
        event: EventType::Toll,
        trigger: at("mort"),
        sentence: at("« Mon frère Moussa Ag Alhousseini est mort », dit Awa Koné."),
        sources: vec![source("Awa Koné", Some("MLI/CVL"), SourceKind::Witness, Some("Awa Koné"))],
        quoted: true,
        actors: Vec::new(),
        recipients: vec![argument(
            "Mon frère Moussa Ag Alhousseini",
            "MLI/CVL",
            Some("Moussa Ag Alhousseini"),
        )],
        place: None,
        time: None,
        figures: Vec::new(),
        evidence: Vec::new(),
        ..attack.clone()
    };
    let versions = Versions { engine: "0.1.0".into(), model: "m1".into(), data: "d1".into() };
    Report { article, claims: vec![attack, death], versions, ..Report::default() }
}

/// Any report that a ledger can hold.
pub(crate) fn reports() -> impl Strategy<Value = Report> {
    ("[aé’🕊 \n=|\"\u{85}]{1,60}", proptest::collection::vec(any::<u32>(), 64..256), 0usize..4).prop_map(
        |(text, numbers, claims)| Choices { text: &text, numbers: &numbers, next: 0 }.report(claims),
    )
}

/// A text, and numbers that decide about all that is said of it.
struct Choices<'a> {
    text: &'a str,
    numbers: &'a [u32],
    next: usize,
}

impl Choices<'_> {
    fn number(&mut self, below: usize) -> usize {
        self.next += 1;
        self.numbers[self.next % self.numbers.len()] as usize % below
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.number(2) == 1).then(|| value(self))
    }

    fn some<T>(&mut self, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.number(3)).map(|_| value(self)).collect()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.number(of.len())]
    }

    fn word(&mut self) -> String {
        self.one(&["", "Élise Do", "a|b", "=1+1", "x\ny", "Awa"]).to_owned()
    }

    fn span(&mut self) -> Span {
        let borders: Vec<usize> =
            self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        let (a, b) = (self.one(&borders), self.one(&borders));
        Span::of(a.min(b)..a.max(b))
    }

    fn day(&mut self) -> Date {
        Date::new(1990 + self.number(40) as i16, 1 + self.number(12) as i8, 1 + self.number(28) as i8)
            .unwrap()
    }

    fn published(&mut self) -> PartialDate {
        self.one(&["2021", "2021-03", "2021-03-28"].map(|d| PartialDate::parse(d).unwrap()))
    }

    /// Any number between 0 and 1 that a `f32` can hold.
    fn share(&mut self) -> f32 {
        self.number(1 << 24) as f32 / (1 << 24) as f32
    }

    fn party(&mut self) -> PartyId {
        PartyId::new(self.one(&["MLI/MIL", "MLI/CVL", "group:m23", "igo:un", "SYR/UNK"]))
    }

    fn report(mut self, claims: usize) -> Report {
        let kinds = [BlockKind::Title, BlockKind::Heading, BlockKind::Paragraph];
        let page = format!("<p>{}", self.text).into_bytes();
        let bytes = self.maybe(|_| page).unwrap_or_else(|| self.text.as_bytes().to_vec());
        let original = Original {
            bytes,
            start: 0,
            id: "a.txt".into(),
            content_type: self.maybe(Self::word),
            url: self.maybe(Self::word),
            outlet: self.maybe(Self::word),
            published: self.maybe(Self::published),
        };
        let article = Article {
            id: "a.txt".into(),
            kept: self.some(|c| Block { span: c.span(), kind: c.one(&kinds) }),
            title: self.maybe(Self::word),
            author: self.maybe(Self::word),
            outlet: self.maybe(Self::word),
            url: self.maybe(Self::word),
            published: self.maybe(Self::published),
            language: self.maybe(|_| "fr".to_owned()),
            format: self.one(&[Format::Html, Format::Text, Format::JsonText, Format::JsonHtml]),
            map: Vec::new(),
            original,
            text: self.text.to_owned(),
        };
        let diagnostics =
            self.some(|c| Diagnostic { code: c.word().into(), message: c.word(), span: c.maybe(Self::span) });
        let versions = Versions { engine: "0.1.0".into(), model: self.word(), data: self.word() };
        let claims = (0..claims).map(|_| self.claim()).collect();
        let credits = Credits { agency: self.maybe(Self::party), outlet: self.maybe(Self::word) };
        Report { article, claims, credits, diagnostics, versions, ..Report::default() }
    }

    fn claim(&mut self) -> Claim {
        let event = self.one(EventType::ALL);
        let role = [Role::Trigger, Role::Source, Role::Factuality, Role::Actor, Role::Place, Role::Figure];
        Claim {
            event,
            mode: event.modes().first().copied().filter(|_| self.number(2) == 0),
            trigger: self.span(),
            sentence: self.span(),
            factuality: self.one(Factuality::ALL),
            sources: self.some(Self::source),
            quoted: self.number(2) == 0,
            actors: self.some(Self::argument),
            recipients: self.some(Self::argument),
            place: self.maybe(Self::place),
            time: self.maybe(|c| Period {
                span: c.span(),
                start: c.maybe(Self::day),
                end: c.maybe(Self::day),
                precision: 1 + c.number(5) as u8,
            }),
            figures: self.some(Self::figure),
            confidence: self.share(),
            evidence: self.some(|c| Evidence {
                role: c.one(&role),
                span: c.span(),
                rule: c.word(),
                path: c.word(),
            }),
        }
    }

    fn source(&mut self) -> Source {
        Source {
            span: self.span(),
            party: self.maybe(Self::party),
            kind: self.one(SourceKind::ALL),
            anonymous: self.number(2) == 0,
            person: self.maybe(Self::word),
            document: self.maybe(Self::span),
            channel: self.maybe(Self::span),
            // As the reading makes them: folded words, and of no person of the report.
            key: self.maybe(|c| c.one(&["armee", "source militaire", "porte parole"]).to_owned()),
        }
    }

    fn argument(&mut self) -> Argument {
        Argument {
            span: self.span(),
            mention: self.maybe(Self::span),
            party: self.maybe(Self::party),
            person: self.maybe(Self::word),
        }
    }

    fn place(&mut self) -> PlaceRef {
        PlaceRef {
            span: self.span(),
            name: self.word(),
            geonames: self.maybe(|c| c.number(1 << 30) as u32),
            country: self.maybe(|_| "MLI".to_owned()),
            lat: self.maybe(|c| f64::from(c.number(1 << 30) as u32) / 7.0e7),
            lon: self.maybe(|c| f64::from(c.number(1 << 30) as u32) / 7.0e7),
            precision: 1 + self.number(7) as u8,
            confidence: self.share(),
        }
    }

    fn figure(&mut self) -> Figure {
        Figure {
            span: self.span(),
            low: self.maybe(|c| c.number(1 << 31) as u64),
            high: self.maybe(|c| c.number(1 << 31) as u64),
            of: self.one(Counted::ALL),
            who: self.maybe(Self::span),
            approximate: self.number(2) == 0,
            counted: self.maybe(|c| Whom { class: c.one(WhomClass::ALL), lemma: c.word() }),
            part_of: self.maybe(|c| c.maybe(|c| c.number(3) as u32).map_or(Whole::Elsewhere, Whole::Figure)),
            numeral: self.one(Numeral::ALL),
        }
    }
}
