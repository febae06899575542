use std::ops::Range;

use selon_model::{Analysis, Deprel, Feats, Sentence, Span, Upos, Word, WordId};

use super::context::{PartyContext, ResolvedParty};
use crate::lexicon::parties::Parties;
use crate::lexicon::parties::load::BUILTIN;
use crate::lexicon::table::each_row;

/// Words by spaces and apostrophes with a guess at names, "du" and "des" as two words; no tree.
fn analyse(text: &str) -> Analysis {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '-' | '.' | '\'' | '’') && start.is_some();
        match start {
            Some(from) if !inside => {
                push_words(text, from, at, &mut words);
                start = None;
            }
            Some(from) if matches!(c, '\'' | '’') && at - from <= 2 => {
                push_words(text, from, at + c.len_utf8(), &mut words);
                start = None;
            }
            None if inside => start = Some(at),
            _ => {}
        }
        if !inside && !c.is_whitespace() {
            push_words(text, at, at + c.len_utf8(), &mut words);
        }
    }
    let end = words.len() as WordId;
    let span = Span::of(0..text.len());
    Analysis { words, sentences: vec![Sentence { span, first: 0, end, block: 0 }], ..Analysis::default() }
}

fn push_words(text: &str, start: usize, end: usize, words: &mut Vec<Word>) {
    let trimmed = if text[start..end].matches('.').count() == 1 {
        text[start..end].trim_end_matches('.')
    } else {
        &text[start..end]
    };
    let end = start + trimmed.len();
    let forms: &[&str] = match trimmed {
        "du" => &["de", "le"],
        "des" => &["de", "les"],
        "au" => &["à", "le"],
        "aux" => &["à", "les"],
        _ => &[trimmed],
    };
    for form in forms {
        let large = form.starts_with(char::is_uppercase);
        words.push(Word {
            span: Span::of(start..end),
            form: (*form).into(),
            lemma: form.to_lowercase().into(),
            upos: if large { Upos::Propn } else { Upos::Noun },
            feats: Feats::default(),
            head: 0,
            deprel: Deprel::Dep,
        });
    }
}

fn read_with(parties: &Parties, text: &str, country: &str) -> Option<ResolvedParty> {
    let analysis = analyse(text);
    let mentions = parties.mentions(text, &analysis);
    let all: Range<WordId> = 0..analysis.words.len() as WordId;
    let context = PartyContext { country: (!country.is_empty()).then(|| country.into()), date: None };
    parties.of_phrase(text, &analysis, &mentions, all, &context)
}

#[test]
fn every_entry_is_found_in_its_example() {
    let parties = Parties::builtin().unwrap();
    let mut wrong = Vec::new();
    let mut first = 0;
    for (file, text) in BUILTIN {
        let per_line = if file.ends_with("countries.tsv") { 6 } else { 1 };
        each_row(file, text, &[], |row| {
            let own = first..first + per_line;
            first += per_line;
            let example = row.get("example");
            let found = parties.mentions(example, &analyse(example));
            if !found.iter().any(|m| m.readings.iter().any(|r| own.contains(&r.entry))) {
                wrong.push(format!("{file}: {} {example:?}", row.get("names")));
            }
            Ok(())
        })
        .unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn phrases_have_parties() {
    let parties = Parties::builtin().unwrap();
    for (text, country, expected) in [
        ("l'armée malienne", "", "MLI/MIL"),
        ("l’armée de Damas", "", "SYR/MIL"),
        ("l'armée", "MLI", "MLI/MIL"),
        ("le ministère russe de la Défense", "SYR", "RUS/MIL"),
        ("le ministère français de l'Intérieur", "", "FRA/GOV"),
        ("la police de Kinshasa", "", "COD/COP"),
        ("Damas", "", "SYR/GOV"),
        ("le Kremlin", "", "RUS/GOV"),
        ("le porte-parole du Pentagone", "IRQ", "USA/MIL"),
        ("les FAMa", "", "MLI/MIL"),
        ("des civils", "TCD", "TCD/CVL"),
        ("les rebelles", "TCD", "TCD/REB"),
        ("officiers déserteurs syriens", "LBN", "SYR/REB"),
        ("l'ambassadeur du Tchad en Éthiopie", "SDN", "TCD/GOV"),
        ("le général Oumar Keïta, porte-parole de la police ivoirienne", "", "CIV/COP"),
        ("trois gendarmes", "BFA", "BFA/COP"),
        ("une femme médecin militaire russe", "SYR", "RUS/MIL"),
        ("les troupes djihadistes", "SYR", "SYR/REB"),
        ("un professeur à l'université de Bamako", "TCD", "MLI/EDU"),
        (
            "Oumar Keïta, chef de l'organisation djihadiste Hayat Tahrir Al-Cham",
            "SYR",
            "group:hayat-tahrir-al-sham",
        ),
        ("une source proche de l'ASL", "SYR", "group:free-syrian-army"),
        ("les forces loyales à Khalifa Haftar", "LBY", "group:libyan-national-army"),
        ("les civils proches de l'ASL", "SYR", "SYR/CVL"),
        ("un Casque bleu rwandais", "CAF", "igo:minusca"),
        ("un Casque bleu rwandais", "", "igo:un"),
        ("le quotidien libanais AsSafir", "SYR", "media:as-safir"),
        ("Djabhat El Nosra", "SYR", "group:al-nusra-front"),
        ("Jabhat an-Nusra", "", "group:al-nusra-front"),
        ("des soldats tchadiens de la Minusma", "MLI", "igo:minusma"),
        ("le ministre russe des Affaires étrangères, Sergueï Lavrov", "UKR", "RUS/GOV"),
        ("les Russes", "SYR", "RUS/GOV"),
        ("les Syriens", "SYR", "SYR/CVL"),
        ("deux employés de l'ONU", "SDN", "igo:un"),
        ("deux employés", "SDN", "SDN/CVL"),
        ("des experts de l'ONU", "COD", "igo:un"),
        ("un journaliste de l'AFP", "COD", "media:afp"),
        ("le chef de la délégation russe", "SYR", "RUS/GOV"),
        ("les miliciens loyaux à Bachar el-Assad", "SYR", "SYR/REB"),
        ("la ville de Hama", "SYR", ""),
        ("la marche", "SYR", ""),
        ("Aa", "MMR", ""),
    ] {
        let found = read_with(&parties, text, country).map(|r| r.party.to_string());
        assert_eq!(found.as_deref().unwrap_or_default(), expected, "{text}");
    }
}

#[test]
fn second_mentions_take_up_a_party() {
    for (text, country, phrase, expected) in [
        ("Le FACT avance. Les rebelles ont pris Nokou.", "TCD", "Les rebelles", "group:fact"),
        ("Le M23 et les FDLR se battent. Les rebelles ont fui.", "COD", "Les rebelles", "COD/REB"),
        ("Le FACT avance. Trois rebelles ont fui Nokou.", "TCD", "Trois rebelles", "TCD/REB"),
        (
            "Le Polisario dément. Le chef du mouvement parle.",
            "ESH",
            "Le chef du mouvement",
            "group:polisario-front",
        ),
        ("Selon As-Safir, tout est prêt. Le journal poursuit.", "LBN", "Le journal", "media:as-safir"),
        (
            "Le Hezbollah nie. Une source du mouvement chiite parle.",
            "LBN",
            "Une source du mouvement chiite",
            "group:hezbollah",
        ),
        ("L'ONU alerte sur le M23. La mission recule.", "COD", "La mission", "igo:un"),
        ("Le Hamas nie. Le groupe Zorba attaque.", "PSE", "Le groupe Zorba", ""),
    ] {
        let parties = Parties::builtin().unwrap();
        let analysis = analyse(text);
        let mentions = parties.mentions(text, &analysis);
        let words = words_of(&analysis, text, phrase);
        let context = PartyContext { country: Some(country.into()), date: None };
        let found = parties.of_phrase(text, &analysis, &mentions, words, &context);
        assert_eq!(found.map(|r| r.party.to_string()).unwrap_or_default(), expected, "{text}");
    }
}

#[test]
fn persons_are_named_beside_their_office() {
    let parties = Parties::builtin().unwrap();
    for (text, expected) in [
        ("le général Oumar Keïta, porte-parole de l'armée malienne", Some("Oumar Keïta")),
        ("Anta Diallo, présidente du M23", Some("Anta Diallo")),
        ("Vladimir Poutine", Some("Vladimir Poutine")),
        ("l'armée malienne", None),
        ("le porte-parole de la Minusca", None),
    ] {
        let found = read_with(&parties, text, "MLI").unwrap();
        assert_eq!(found.person.as_deref(), expected, "{text}");
    }
}

#[test]
fn strange_texts_are_survived_in_order() {
    let parties = Parties::builtin().unwrap();
    let chunks = [
        "al-",
        "de ",
        "l’",
        "armée ",
        "État ",
        "islamique ",
        "ÉTAT-",
        "M",
        "23",
        " (",
        "ı̇",
        "ﷺ",
        "«",
        "-Nosra",
        ".",
        "🕊",
    ];
    let mut seed = 7_u32;
    for _ in 0..200 {
        let mut text = String::new();
        for _ in 0..60 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(chunks[(seed >> 16) as usize % chunks.len()]);
        }
        let analysis = analyse(&text);
        let mentions = parties.mentions(&text, &analysis);
        assert!(mentions.windows(2).all(|m| m[0].span.end <= m[1].span.start), "{text}");
        assert!(mentions.iter().all(|m| !m.span.of_text(&text).is_empty()), "{text}");
        let all = 0..analysis.words.len() as WordId;
        parties.of_phrase(&text, &analysis, &mentions, all, &PartyContext::default());
    }
}

#[test]
fn users_add_their_own() {
    let mut parties = Parties::builtin().unwrap();
    let own =
        "id\tsector\tcountries\tnames\texample\ngroup:zorba\tREB\tMLI\tFront Zorba\tLe Front Zorba avance.\n";
    parties.extend("own.tsv", own).unwrap();
    assert_eq!(read_with(&parties, "le groupe Front Zorba", "MLI").unwrap().party.as_str(), "group:zorba");
    let wrong = parties.extend("own.tsv", "id\tnames\texample\nzorba\tZorba\t\n").unwrap_err();
    assert!(wrong.to_string().starts_with("own.tsv, line 2: id must begin with"), "{wrong}");
}

fn words_of(analysis: &Analysis, text: &str, phrase: &str) -> Range<WordId> {
    let at = text.find(phrase).unwrap() as u32;
    let span = Span::new(at, at + phrase.len() as u32);
    let inside = |w: &Word| span.covers(w.span);
    let first = analysis.words.iter().position(inside).unwrap_or(0) as WordId;
    first..analysis.words.iter().rposition(inside).map_or(first, |at| at as WordId + 1)
}

/// The party of each actor, recipient and source of the hand-coded reports beside the project, from
/// its first place in the text, the report's country and the date.
#[test]
fn gold_parties_are_agreed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let Ok(files) = std::fs::read_dir(&folder) else { return };
    let parties = Parties::builtin().unwrap();
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    let mut paths: Vec<_> = files.filter_map(|f| Some(f.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let text = report["text"].as_str().unwrap();
        let analysis = analyse(text);
        let phrases = gold_phrases(&report);
        let mentions = parties.mentions(text, &analysis);
        let country = country_of(&phrases);
        let published = report["published"].as_str().unwrap_or("");
        let date =
            ["", "-01", "-01-01"].into_iter().find_map(|rest| format!("{published}{rest}").parse().ok());
        let context = PartyContext { country, date };
        for (phrase, expected) in phrases {
            all += 1;
            let words = words_of(&analysis, text, &phrase);
            let found = parties.of_phrase(text, &analysis, &mentions, words, &context);
            let found = found.map(|r| r.party.to_string()).unwrap_or_default();
            if found == expected {
                right += 1;
            } else {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                wrong.push(format!("{name} {:?}: {phrase:?} is {expected}, not {found}", context.country));
            }
        }
    }
    assert!(right * 100 >= all * 85, "{right} of {all}\n{}", wrong.join("\n"));
}

/// Each party of a report once per text.
fn gold_phrases(report: &serde_json::Value) -> std::collections::BTreeSet<(String, String)> {
    let claims = report["claims"].as_array().unwrap();
    let of = |claim: &'_ serde_json::Value, key: &str| claim[key].as_array().cloned().unwrap_or_default();
    claims
        .iter()
        .flat_map(|c| ["actors", "recipients", "sources"].into_iter().flat_map(move |key| of(c, key)))
        .filter_map(|p| Some((p["text"].as_str()?.to_owned(), p["party"].as_str()?.to_owned())))
        .collect()
}

/// Where the report takes place: the country of most of its people without a group, else of most parties.
fn country_of(phrases: &std::collections::BTreeSet<(String, String)>) -> Option<String> {
    let most = |sectors: &[&str]| {
        let fits = |p: &str| sectors.iter().any(|s| p.get(3..).is_some_and(|sector| sector.starts_with(s)));
        let countries: Vec<&str> =
            phrases.iter().map(|(_, p)| &**p).filter(|p| fits(p)).map(|p| &p[..3]).collect();
        let count = |c: &str| countries.iter().filter(|d| **d == c).count();
        countries.iter().max_by_key(|c| count(c)).map(|c| (*c).to_owned())
    };
    most(&["/CVL", "/REB", "/UNK"]).or_else(|| most(&["/"]))
}

#[test]
fn facts_name_groups_organisations_organs_and_countries() {
    let facts = Parties::builtin().unwrap().facts();
    let of = |id: &str| facts.iter().find(|f| f.id.as_str() == id).unwrap();
    assert_eq!(of("group:al-nusra-front").member_of[0].as_str(), "group:al-qaeda");
    assert_eq!(of("MLI").name, "Mali");
    assert!(of("group:al-nusra-front").names.contains(&"Front al-Nosra".to_owned()));
    assert_eq!(of("MLI/MIL").name, "Mali (MIL)");
    assert!(of("MLI/MIL").names.contains(&"FAMa".to_owned()));
    assert_eq!(of("igo:un").kind.unwrap().as_str(), "igo");
    assert!(facts.is_sorted_by(|a, b| a.id < b.id));
}
