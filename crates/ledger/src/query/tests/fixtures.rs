//! A small ledger of invented reports.

use selon_model::{
    Argument, Article, Block, BlockKind, Claim, Counted, Date, EventType, Evidence, Factuality, Figure, Mode,
    Original, PartialDate, PartyFacts, PartyId, Period, PlaceRef, Report, Role, Source, SourceKind, Span,
};

use crate::query::{Filter, Order};
use crate::{Entry, Error, Instant, Ledger};

/// A report in which claims are told one a line: `TYPE trigger` and, in any order, `by words=party`, `to words=party`,
/// `at words=place`, `on day` or `on day..day`, `killed words=number`, `says words=party`, and a factuality.
pub(super) struct Told {
    pub(super) id: &'static str,
    pub(super) outlet: &'static str,
    pub(super) published: &'static str,
    pub(super) text: &'static str,
    pub(super) claims: &'static [&'static [&'static str]],
}

pub(super) const TOLD: &[Told] = &[
    Told {
        id: "gao",
        outlet: "Le Fleuve",
        published: "2021-03-29",
        text: "L'armée malienne a attaqué des rebelles à Gao dimanche et en a tué douze, selon Awa Koné, une habitante.",
        claims: &[&[
            "ASSAULT attaqué",
            "by L'armée malienne=MLI/MIL",
            "to des rebelles=MLI/REB",
            "at Gao=Gao, Gao, Mali",
            "on 2021-03-28",
            "killed douze=12",
            "says Awa Koné, une habitante=MLI/CVL",
        ]],
    },
    Told {
        id: "douentza",
        outlet: "Écho du Sahel",
        published: "2021-03-30",
        text: "L’armée malienne n'a pas attaqué de terroristes à Gao, dit l'AFP. Elle tient la région de Mopti depuis lundi, \
            à Douentza. Les combattants du MNLA ont menacé Awa Koné. Un convoi attend.",
        claims: &[
            &[
                "ASSAULT attaqué",
                "denied",
                "by L’armée malienne=MLI/MIL",
                "to terroristes=MLI/REB",
                "at Gao=Gao, Gao, Mali",
                "on 2021-03-28",
                "says l'AFP=media:afp",
            ],
            &["CONTROL tient", "by Elle=MLI/MIL", "at Douentza=Douentza, Mopti, Mali", "on 2021-03-29.."],
            &["THREATEN menacé", "by combattants du MNLA=group:mnla", "to Awa Koné=MLI/CVL"],
        ],
    },
    Told {
        id: "tombouctou",
        outlet: "Le Fleuve",
        published: "2020-11",
        text: "Le Niger aide le Mali : un accord est signé à Tombouctou, où l'on cite \"groupe armé\".",
        claims: &[&[
            "SUPPORT signé",
            "by Le Niger=NER/GOV",
            "to le Mali=MLI/GOV",
            "at Tombouctou=Timbuktu, Timbuktu, Mali",
            "on 2020-11-02..2020-11-04",
        ]],
    },
];

pub(super) fn places(name: &str) -> (Option<u32>, f64, f64) {
    match name {
        "Gao, Gao, Mali" => (Some(2_457_163), 16.27, -0.04),
        "Douentza, Mopti, Mali" => (None, 15.0, -2.95),
        _ => (Some(2_449_067), 16.77, -3.01),
    }
}

pub(super) fn claim(text: &str, parts: &[&str]) -> Claim {
    let span = |words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("{words}"));
        Span::of(start..start + words.len())
    };
    let day = |day: &str| day.parse::<Date>().ok();
    let (event, trigger) = parts[0].split_once(' ').unwrap();
    let trigger = span(trigger);
    let sentence = Span::of(0..text.len());
    let evidence =
        vec![Evidence { role: Role::Trigger, span: trigger, rule: "test".into(), path: String::new() }];
    let mut claim = Claim {
        event: EventType::parse(event).unwrap(),
        mode: (event == "CONTROL").then_some(Mode::Hold),
        trigger,
        sentence,
        factuality: Factuality::Asserted,
        sources: Vec::new(),
        quoted: false,
        actors: Vec::new(),
        recipients: Vec::new(),
        place: None,
        time: None,
        figures: Vec::new(),
        confidence: 0.8,
        evidence,
    };
    for part in &parts[1..] {
        let (key, value) = part.split_once(' ').unwrap_or((part, ""));
        let (words, known) = value.split_once('=').unwrap_or((value, ""));
        let person = || words.contains("Koné").then(|| "Awa Koné".to_owned());
        let party = Some(PartyId::new(known));
        match key {
            "by" | "to" => {
                let side = if key == "by" { &mut claim.actors } else { &mut claim.recipients };
                side.push(Argument { span: span(words), mention: None, party, person: person() });
            }
            "at" => {
                let (geonames, lat, lon) = places(known);
                claim.place = Some(PlaceRef {
                    span: span(words),
                    name: known.into(),
                    geonames,
                    country: Some("MLI".into()),
                    lat: Some(lat),
                    lon: Some(lon),
                    precision: 1,
                    confidence: 1.0,
                });
            }
            "on" => {
                let (start, end) = value.split_once("..").unwrap_or((value, value));
                claim.time = Some(Period { span: trigger, start: day(start), end: day(end), precision: 1 });
            }
            "killed" => claim.figures.push(Figure {
                low: known.parse().ok(),
                high: known.parse().ok(),
                ..Figure::exactly(0, Counted::Killed, span(words))
            }),
            "says" => claim.sources.push(Source {
                party,
                person: person(),
                ..Source::of(
                    if known == "media:afp" { SourceKind::Media } else { SourceKind::Witness },
                    span(words),
                )
            }),
            factuality => claim.factuality = Factuality::parse(factuality).unwrap(),
        }
    }
    claim
}

pub(super) fn entry(told: &Told) -> Entry {
    let article = Article {
        id: told.id.into(),
        text: told.text.into(),
        kept: vec![Block { span: Span::of(0..told.text.len()), kind: BlockKind::Paragraph }],
        outlet: Some(told.outlet.into()),
        published: PartialDate::parse(told.published),
        original: Original { bytes: told.text.into(), ..Original::default() },
        ..Article::default()
    };
    let report = Report {
        article,
        claims: told.claims.iter().map(|parts| claim(told.text, parts)).collect(),
        ..Report::default()
    };
    Entry::of(report, told.id)
}

/// The ledger of all that is told; origins and incidents, which are found elsewhere, are written into it.
pub(super) fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let entries: Vec<Entry> = TOLD.iter().map(entry).collect();
    ledger.add(&entries, &Instant::of_unix(1_700_000_000)).unwrap();
    let fact = |id: &str, name: &str| PartyFacts {
        id: PartyId::new(id),
        name: name.into(),
        names: name.split('|').map(str::to_owned).collect(),
        sector: None,
        kind: None,
        countries: Vec::new(),
        member_of: id.starts_with("group:").then(|| PartyId::new("group:cma")).into_iter().collect(),
    };
    let facts = [
        fact("MLI", "Mali"),
        fact("group:mnla", "Mouvement national de libération de l'Azawad"),
        fact("media:afp", "Agence France-Presse|AFP"),
    ];
    ledger.know_parties(&facts, "1").unwrap();
    let set = "UPDATE claim SET telling = NULL;
        DELETE FROM telling_block;
        DELETE FROM telling;
        DELETE FROM echo;
        INSERT INTO telling (telling, reading, number, key, family, lead, rank, traits, incident)
            VALUES (1, 1, 1, 1, 'force', 1, x'', '{}', 1), (2, 2, 1, 2, 'force', 1, x'', '{}', 1);
        INSERT INTO echo VALUES (1, 2, 9, 0.4, '[]');
        UPDATE claim SET telling = reading WHERE type = 'ASSAULT';
        UPDATE claim SET origin = '~awa kone une habitante' WHERE claim = 1;
        UPDATE claim SET origin = 'media:afp' WHERE claim = 2;";
    ledger.db.execute_batch(set).unwrap();
    ledger
}

pub(super) fn found(ledger: &Ledger, filter: &Filter) -> Vec<String> {
    let found = ledger.find(filter, Order::Report, None).unwrap();
    let mut told = Vec::new();
    let each = |stored: &crate::StoredReport, claim: crate::query::Found| -> Result<(), Error> {
        told.push(format!("{} {}", stored.report.article.id, stored.report.claims[claim.index].event));
        Ok(())
    };
    ledger.each_found(&found, each).unwrap();
    told
}
