use selon_model::geo::Point;
use selon_model::{Analysis, Sentence, Span};

use super::mention::{PlaceContext, ResolvedPlace};
use crate::lexicon::places::Gazetteer;
use crate::lexicon::places::gazetteer::{TABLES, WORDS};
use crate::lexicon::table::each_row;

/// An analysis with sentences alone: the places need no more.
fn sentences(text: &str) -> Analysis {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (block, line) in text.split_inclusive('\n').enumerate() {
        let mut begun = start;
        for (at, _) in line.match_indices(". ") {
            let end = start + at + 1;
            if text[..end].ends_with("M.") {
                continue;
            }
            sentences.push(Sentence { span: Span::of(begun..end), first: 0, end: 0, block: block as u32 });
            begun = end + 1;
        }
        let end = start + line.trim_end().len();
        if end > begun {
            sentences.push(Sentence { span: Span::of(begun..end), first: 0, end: 0, block: block as u32 });
        }
        start += line.len();
    }
    Analysis { sentences, ..Analysis::default() }
}

fn places(gazetteer: &Gazetteer, text: &str) -> Vec<ResolvedPlace> {
    let mentions = gazetteer.mentions(text, &sentences(text), &[]);
    gazetteer.resolve(text, &mentions, &PlaceContext::default())
}

/// `span | name | precision` of each place that is more than a guess.
fn read(text: &str) -> Vec<String> {
    let gazetteer = Gazetteer::builtin().unwrap();
    let found = places(&gazetteer, text);
    let line = |r: &ResolvedPlace| {
        format!("{} | {} | {}", r.place.span.of_text(text), r.place.name, r.place.precision)
    };
    found.iter().filter(|r| r.place.confidence >= 0.3).map(line).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn the_examples_of_the_tables_are_read() {
    let gazetteer = Gazetteer::builtin().unwrap();
    let mut wrong = Vec::new();
    for (file, text) in TABLES {
        each_row(file, text, &["example"], |row| {
            let example = row.get("example");
            let name = if row.get("english").is_empty() { row.get("name") } else { row.get("english") };
            let found = places(&gazetteer, example);
            let lat: f64 = row.get("lat").parse().unwrap_or(99.0);
            let hit = |r: &ResolvedPlace| {
                r.place.name.split(", ").next() == Some(name)
                    || r.place.lat.is_some_and(|l| (l - lat).abs() < 0.5)
            };
            if !found.iter().any(hit) {
                let names: Vec<&str> = found.iter().map(|r| r.place.name.as_str()).collect();
                wrong.push(format!("{file}: {name}: {example} → {names:?}"));
            }
            Ok(())
        })
        .unwrap();
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_examples_of_the_words_are_read() {
    let gazetteer = Gazetteer::builtin().unwrap();
    let mut wrong = Vec::new();
    each_row(WORDS.0, WORDS.1, &["example"], |row| {
        let marked = row.get("example");
        let text = marked.replace(['[', ']'], "");
        let phrase = marked.split(['[', ']']).nth(1).unwrap_or("");
        let found = places(&gazetteer, &text);
        let spans: Vec<&str> = found.iter().map(|r| r.place.span.of_text(&text)).collect();
        let none = matches!(row.get("role"), "title" | "forename" | "stop");
        let good = if none {
            !spans.iter().any(|s| phrase.contains(s) || row.list("words").any(|w| w == *s))
        } else {
            spans.contains(&phrase)
        };
        if !good {
            wrong.push(format!("{marked} → {spans:?}"));
        }
        Ok(())
    })
    .unwrap();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn phrases_take_in_their_type_words() {
    check(
        "Des combats ont éclaté dans la province d’Idleb, en Syrie.",
        &["la province d’Idleb | Idlib, Syria | 4", "Syrie | Syria | 6"],
    );
    check(
        "À Alep, en Syrie, deux civils ont été tués.",
        &["Alep | Aleppo, Aleppo, Syria | 1", "Syrie | Syria | 6"],
    );
    check(
        "Une frappe a visé un dépôt à 35 km au nord-ouest d'Alep.",
        &["à 35 km au nord-ouest d'Alep | Aleppo, Aleppo, Syria | 2"],
    );
    check(
        "Les combats se poursuivent dans l'est de la province syrienne de Hama.",
        &["l'est de la province syrienne de Hama | Hama, Syria | 4"],
    );
    check("Le nord du Mali échappe à l'armée.", &["Le nord du Mali | northern Mali | 5"]);
}

#[test]
fn distances_are_read_in_digits_and_words() {
    let gazetteer = Gazetteer::builtin().unwrap();
    let check = |distance: &str, km: f64| {
        let text = format!("Un convoi a sauté sur une mine à {distance} au nord de Gao, au Mali.");
        let found = places(&gazetteer, &text);
        let gao = places(&gazetteer, "Un convoi est arrivé à Gao, au Mali.");
        let phrase = found[0].place.span.of_text(&text);
        assert_eq!(phrase, format!("à {distance} au nord de Gao"));
        let apart = found[0].place.point().unwrap().km_to(gao[0].place.point().unwrap());
        assert!((apart - km).abs() < 0.05, "{distance}: {apart} km");
    };
    check("30 km", 30.0);
    check("3,5 km", 3.5);
    check("1 200 mètres", 1.2);
    check("vingt-cinq kilomètres", 25.0);
    check("trente et un kilomètres", 31.0);
    check("une dizaine de kilomètres", 10.0);
    check("deux cents mètres", 0.2);
    check("quelques kilomètres", 5.0);
}

/// How many places of coded reports a reading agrees with.
#[derive(Default)]
struct Agreement {
    all: usize,
    mentioned: usize,
    points: usize,
    near: usize,
    missed: Vec<String>,
}

impl Agreement {
    /// Compares one coded place with the mention that covers its phrase next to the claim's quote.
    fn add(&mut self, text: &str, found: &[ResolvedPlace], claim: &serde_json::Value) {
        let place = &claim["place"];
        let (Some(phrase), Some(quote)) = (place["text"].as_str(), claim["quote"].as_str()) else { return };
        self.all += 1;
        let quote = text.find(quote).unwrap_or(0);
        let ends = |at: &usize| !text[at + phrase.len()..].starts_with(char::is_alphanumeric);
        let spots = text.match_indices(phrase).map(|(at, _)| at).filter(ends);
        let Some(at) = spots.min_by_key(|at| at.abs_diff(quote)) else { return };
        let span = Span::of(at..at + phrase.len());
        let hit = found.iter().find(|r| r.place.span.overlaps(span));
        let point = |lat: Option<f64>, lon: Option<f64>| Some(Point { lat: lat?, lon: lon? });
        let gold = point(place["lat"].as_f64(), place["lon"].as_f64());
        let km = hit.and_then(|r| Some(point(r.place.lat, r.place.lon)?.km_to(gold?)));
        self.mentioned += usize::from(hit.is_some());
        self.points += usize::from(gold.is_some());
        self.near += usize::from(km.is_some_and(|km| km <= 50.0));
        if km.is_none_or(|km| km > 50.0) {
            let found = hit.map(|r| (r.place.span.of_text(text), r.place.name.as_str(), r.rule));
            self.missed.push(format!(
                "{phrase:?} ({}) → {found:?}, {:?} km",
                place["name"],
                km.map(f64::round)
            ));
        }
    }
}

/// Each place of the reports that may lie beside the project, once a report, against the mentions
/// found there: same words, or a point within 50 km.
#[test]
#[expect(clippy::print_stderr, reason = "the figures and what was missed are for a person")]
fn places_of_the_shared_reports() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("no reports beside the project: nothing measured");
        return;
    };
    let gazetteer = Gazetteer::builtin().unwrap();
    let mut paths: Vec<_> = files.flatten().map(|f| f.path()).collect();
    paths.sort();
    let mut agreement = Agreement::default();
    for path in paths {
        let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let text = file["text"].as_str().unwrap();
        let found = places(&gazetteer, text);
        let mut seen = std::collections::BTreeSet::new();
        for claim in file["claims"].as_array().unwrap() {
            if seen.insert(claim["place"].to_string()) {
                agreement.add(text, &found, claim);
            }
        }
    }
    let Agreement { all, mentioned, points, near, missed } = agreement;
    eprintln!(
        "{}\n{mentioned} of {all} places mentioned, {near} of {points} within 50 km",
        missed.join("\n")
    );
    assert!(mentioned * 100 >= all * 92 && near * 100 >= points * 85);
}

#[test]
fn no_text_is_too_strange() {
    let gazetteer = Gazetteer::builtin().unwrap();
    let pieces = [
        "à",
        " ",
        "Alep",
        "-",
        "’",
        "(",
        ")",
        "entre",
        " et ",
        "la province de ",
        "l'",
        "35 km",
        "É",
        "\u{301}",
        "œ",
        "de",
        "au nord",
        "\n",
        ", ",
        "K",
        "el-",
        "🕊",
        "RDC",
        ".",
        "«",
        "ville",
        "M.",
        "du",
        "Mali",
        "est",
    ];
    let mut seed = 7_u64;
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..40 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let found = places(&gazetteer, &text);
        assert!(
            found
                .iter()
                .all(|r| text.get(r.place.span.range()).is_some() && (1..=7).contains(&r.place.precision))
        );
        assert_eq!(found, places(&gazetteer, &text));
    }
}

#[test]
fn homonyms_follow_the_report() {
    check(
        "Au Liban, des tirs ont éclaté à Tripoli.",
        &["Liban | Lebanon | 6", "Tripoli | Tripoli, North, Lebanon | 1"],
    );
    check(
        "En Libye, des tirs ont éclaté à Tripoli.",
        &["Libye | Libya | 6", "Tripoli | Tripoli, Tripoli, Libya | 1"],
    );
    check(
        "Les insurgés ont pris Palma, au Mozambique.",
        &["Palma | Palma, Cabo Delgado, Mozambique | 1", "Mozambique | Mozambique | 6"],
    );
}

#[test]
fn demonyms_tell_of_territories() {
    check("Des obus sont tombés dans le nord syrien.", &["le nord syrien | northern Syria | 5"]);
    check("Un lycée français a fermé au XXe siècle.", &[]);
}

#[test]
fn a_name_of_two_countries_is_the_reports() {
    check(
        "À Kinshasa, le président parle. Le Congo accuse ses voisins.",
        &[
            "Kinshasa | Kinshasa, Kinshasa, Democratic Republic of the Congo | 1",
            "Le Congo | Democratic Republic of the Congo | 6",
        ],
    );
    check(
        "À Brazzaville, le président parle. Le Congo accuse ses voisins.",
        &[
            "Brazzaville | Brazzaville, Brazzaville, Republic of the Congo | 1",
            "Le Congo | Republic of the Congo | 6",
        ],
    );
}

#[test]
fn places_of_the_user_are_read() {
    let mut gazetteer = Gazetteer::builtin().unwrap();
    let table = "name\tkind\tcountry\tlat\tlon\tprecision\nTin Abanda\tvillage\tMLI\t16.1\t0.4\t1\n";
    gazetteer.extend("mine.tsv", table).unwrap();
    let text = "Au Mali, une mine a sauté à Tin Abanda.";
    let found = places(&gazetteer, text);
    assert_eq!(found[1].place.name, "Tin Abanda, Mali");
    assert_eq!((found[1].place.lat, found[1].place.precision), (Some(16.1), 1));
}

#[test]
fn names_of_persons_are_no_places() {
    check("Le général Moussa Kidal et Bachar el-Assad ont parlé à Ali.", &[]);
    check("François Hollande a écrit dans Paris Match.", &[]);
}

#[test]
fn lines_lie_between_places() {
    check(
        "Un convoi a sauté entre Gao et Kidal, au Mali.",
        &["entre Gao et Kidal | between Gao and Kidal, Mali | 5", "Mali | Mali | 6"],
    );
    check(
        "L'armée a renforcé la frontière entre le Niger et le Nigeria.",
        &["la frontière entre le Niger et le Nigeria | Niger–Nigeria border | 5"],
    );
}

#[test]
fn second_mentions_lead_back() {
    check(
        "Les rebelles ont pris Bria, en Centrafrique. L'armée a bombardé le nord de la ville.",
        &[
            "Bria | Bria, Haute-Kotto, Central African Republic | 1",
            "Centrafrique | Central African Republic | 6",
            "le nord de la ville | Bria, Haute-Kotto, Central African Republic | 2",
        ],
    );
    check(
        "Au Mali, la faim gagne. Des combats ont éclaté dans le nord du pays.",
        &["Mali | Mali | 6", "le nord du pays | northern Mali | 5"],
    );
}

#[test]
fn misspelt_names_are_guessed() {
    check(
        "À Alep, en Syrie, la trêve tient. Elle gagne la province d'Alpe.",
        &["Alep | Aleppo, Aleppo, Syria | 1", "Syrie | Syria | 6", "la province d'Alpe | Aleppo, Syria | 4"],
    );
}
