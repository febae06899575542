//! Incidents do not depend on the order in which reports come, on how many come at once, or on reports read twice.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use selon_ledger::{Entry, Instant, Ledger};
use selon_model::{
    Argument, Article, Block, BlockKind, Claim, Counted, Date, EventType, Factuality, Figure, Original,
    PartialDate, PartyId, Period, PlaceRef, Report, Span,
};

/// Towns of Mali, with degrees north and east; Ménaka's region is not Mopti's.
const TOWNS: &[(&str, f64, f64)] = &[
    ("Dioungani, Mopti, Mali", 14.32, -2.74),
    ("Koro, Mopti, Mali", 14.07, -3.08),
    ("Andéramboukane, Ménaka, Mali", 15.42, 3.02),
];
const PARTIES: &[&str] = &["MLI/MIL", "group:jnim", "group:msa", "MLI/CVL"];

/// What a report tells: a town, the days from the first of March 2022, parties, a figure.
#[derive(Clone, Debug)]
struct Told {
    town: Option<usize>,
    from: i8,
    days: Option<i8>,
    parties: Vec<usize>,
    figure: u64,
    published: i8,
    /// A sentence that other reports have in the same words.
    copied: Option<u8>,
}

fn told() -> impl Strategy<Value = Told> {
    let parts = (
        proptest::option::weighted(0.8, 0..TOWNS.len()),
        1i8..20,
        proptest::option::weighted(0.7, 0i8..3),
        proptest::collection::vec(0..PARTIES.len(), 0..3),
        0u64..12,
        0i8..5,
        proptest::option::weighted(0.2, 0u8..3),
    );
    parts.prop_map(|(town, from, days, parties, figure, late, copied)| Told {
        town,
        from,
        days,
        parties,
        figure,
        published: from + late,
        copied,
    })
}

fn day(number: i8) -> Date {
    Date::constant(2022, 3, number)
}

fn report(index: usize, told: &[Told]) -> Report {
    let sentence = |(n, told): (usize, &Told)| match told.copied {
        Some(copied) => {
            format!("Des hommes ont attaqué le village un mardi de mars, selon la dépêche {copied}.")
        }
        None => format!("Attaque {n} du récit {index}."),
    };
    let sentences: Vec<String> = told.iter().enumerate().map(sentence).collect();
    let text = sentences.join(" ");
    let mut start = 0;
    let claims = told.iter().zip(&sentences).map(|(told, sentence)| {
        let span = Span::new(start, start + sentence.len() as u32);
        start = span.end + 1;
        claim(told, span)
    });
    let claims = claims.collect();
    let published = PartialDate::parse(&day(told[0].published).to_string());
    let kept = vec![Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph }];
    let original = Original { bytes: text.clone().into_bytes(), ..Original::default() };
    let article = Article { id: format!("r{index}"), text, kept, published, original, ..Article::default() };
    Report { article, claims, ..Report::default() }
}

fn claim(told: &Told, span: Span) -> Claim {
    let place = told.town.map(|town| {
        let (name, lat, lon) = TOWNS[town];
        let country = Some("MLI".to_owned());
        PlaceRef {
            span,
            name: name.to_owned(),
            geonames: None,
            country,
            lat: Some(lat),
            lon: Some(lon),
            precision: 1,
            confidence: 1.0,
        }
    });
    let time = told.days.map(|days| Period {
        span,
        start: Some(day(told.from)),
        end: Some(day(told.from + days)),
        precision: if days == 0 { 1 } else { 2 },
    });
    let party =
        |p: &usize| Argument { span, mention: None, party: Some(PartyId::new(PARTIES[*p])), person: None };
    Claim {
        event: EventType::Assault,
        mode: None,
        trigger: span,
        sentence: span,
        factuality: Factuality::Asserted,
        sources: Vec::new(),
        quoted: false,
        actors: told.parties.iter().map(party).collect(),
        recipients: Vec::new(),
        place,
        time,
        figures: vec![Figure::exactly(told.figure, Counted::Killed, span)],
        confidence: 1.0,
        evidence: Vec::new(),
    }
}

fn now() -> Instant {
    Instant::of_unix(1_650_000_000)
}

fn entry(index: usize, told: &[Told]) -> Entry {
    Entry::of(report(index, told), &format!("/{index}"))
}

type Incidents = BTreeSet<(String, Vec<String>, Vec<String>, usize)>;

fn incidents(ledger: &Ledger) -> Incidents {
    let heads = ledger.incidents().unwrap();
    let incident = |row: i64| {
        let incident = ledger.incident_at(row).unwrap();
        let reports = incident.reports.iter().map(|r| r.report.article.id.clone()).collect();
        (incident.id, reports, incident.recalled_in, incident.claims.len())
    };
    heads.iter().map(|head| incident(head.row)).collect()
}

fn ledger_of(order: &[usize], reports: &[Vec<Told>], step: usize) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for some in order.chunks(step) {
        let entries: Vec<Entry> = some.iter().map(|&index| entry(index, &reports[index])).collect();
        ledger.add(&entries, &now()).unwrap();
    }
    ledger
}

fn shuffled() -> impl Strategy<Value = (Vec<Vec<Told>>, Vec<usize>, Vec<usize>)> {
    proptest::collection::vec(proptest::collection::vec(told(), 1..4), 1..14).prop_flat_map(|reports| {
        let order: Vec<usize> = (0..reports.len()).collect();
        (Just(reports), Just(order.clone()).prop_shuffle(), Just(order).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_order_of_adding_is_irrelevant((reports, one, other) in shuffled(), step in 1usize..5) {
        let (a, b) = (ledger_of(&one, &reports, step), ledger_of(&other, &reports, 1));
        prop_assert_eq!(incidents(&a), incidents(&b));
    }

    #[test]
    fn every_telling_is_in_one_incident((reports, order, _) in shuffled()) {
        let ledger = ledger_of(&order, &reports, 3);
        let claims: usize = ledger.versions().unwrap().iter().map(|v| ledger.stored(*v).unwrap().claims.len()).sum();
        let mut rows = Vec::new();
        for version in ledger.versions().unwrap() {
            rows.extend(ledger.stored(version).unwrap().claims.iter().map(|c| c.row));
        }
        prop_assert_eq!(claims, rows.len());
        prop_assert!(rows.iter().all(|row| ledger.incidents_of_claims(&[*row]).unwrap().len() == 1));
    }

    #[test]
    fn reading_again_changes_nothing((reports, order, again) in shuffled()) {
        let mut ledger = ledger_of(&order, &reports, 4);
        let before = incidents(&ledger);
        for index in again.iter().take(4) {
            let stored = ledger.report(&format!("r{index}")).unwrap();
            let entry = Entry::again(report(*index, &reports[*index]), ledger.identity(stored.version).unwrap());
            ledger.reread(&[(stored.version, entry)], &now()).unwrap();
        }
        prop_assert_eq!(incidents(&ledger), before);
        prop_assert!(ledger.verify(|| ()).unwrap().is_empty());
    }

    #[test]
    fn decisions_hold_in_any_order_and_can_be_undone((reports, one, other) in shuffled()) {
        let mut a = ledger_of(&one, &reports, 2);
        let before = incidents(&a);
        let heads = a.incidents().unwrap();
        if heads.len() < 2 {
            return Ok(());
        }
        let merged = a.merge(&[&heads[0].id, &heads[1].id], Some("one event"), &now()).unwrap();
        prop_assert_eq!(a.incidents().unwrap().len(), heads.len() - 1);
        prop_assert!(a.incident(&heads[1].id).unwrap().id == merged && a.incident(&heads[0].id).unwrap().id == merged);
        let after = incidents(&a);
        // The decision outlives reading every report again.
        for index in &other {
            let stored = a.report(&format!("r{index}")).unwrap();
            let entry = Entry::again(report(*index, &reports[*index]), a.identity(stored.version).unwrap());
            a.reread(&[(stored.version, entry)], &now()).unwrap();
        }
        prop_assert_eq!(incidents(&a), after);
        a.undo(1, &now()).unwrap();
        prop_assert_eq!(incidents(&a), before);
    }

    #[test]
    fn what_is_split_off_stays_apart((reports, order, _) in shuffled()) {
        let mut ledger = ledger_of(&order, &reports, 2);
        let before = incidents(&ledger);
        let Some(crowd) = before.iter().find(|(_, reports, _, _)| reports.len() > 1).cloned() else { return Ok(()) };
        let off = crowd.1[1].as_str();
        let own = ledger.split(&crowd.0, &[off], None, &now()).unwrap();
        let apart = ledger.incident(&own).unwrap();
        prop_assert!(apart.reports.iter().all(|r| r.report.article.id == off));
        prop_assert!(apart.recalled_in.is_empty());
        ledger.undo(1, &now()).unwrap();
        prop_assert_eq!(incidents(&ledger), before);
    }
}
