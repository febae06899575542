//! What the words of a finished claim come to in terms that hold for every language, so that whoever compares the claims of many
//! reports need not read French: whom a figure counts, of which number it is a part, how it is worded, and what makes two
//! sources one body.

use selon_model::{Claim, Counted, Figure, Numeral, Source, SourceKind, Span, Whole, Whom, WhomClass};

use crate::keys::{fold, is_empty, words};
use crate::lexicon::counted::CountedNouns;

/// Fills in what a claim hands over of its words. `text` is the report's.
pub(crate) fn hand_over(claim: &mut Claim, text: &str, nouns: &CountedNouns) {
    for source in &mut claim.sources {
        source.key = key(source, text);
    }
    for at in 0..claim.figures.len() {
        let figure = &claim.figures[at];
        let (counted, numeral) = (counted(figure, text, nouns), numeral(figure, text));
        let part_of = is_part(claim, figure, text).then(|| whole(&claim.figures, at));
        let figure = &mut claim.figures[at];
        (figure.counted, figure.numeral, figure.part_of) = (counted, numeral, part_of);
    }
}

/// Words for anybody, singular.
const ANYBODY: &[&str] = &[
    "personne", "mort", "morte", "corps", "victime", "tue", "tuee", "blesse", "blessee", "gens", "deces",
    "cadavre", "homme", "vie",
];
/// Words for those who don't fight, singular.
const CIVILIANS: &[&str] = &["civil", "civile", "habitant", "habitante", "villageois", "villageoise"];
/// Words that stand before the one that counts.
const BEFORE: &[&str] =
    &["de", "d", "des", "du", "les", "la", "le", "l", "autres", "autre", "jeunes", "simples"];
/// Words that make a figure a part of one told before it.
const PART: &[&str] = &["dont", "parmi eux", "parmi lesquels", "parmi elles", "y compris"];

/// Whom a figure counts, by the words of the number and of its noun. "Seize morts et blessés" are casualties; "trois civils
/// tués" are civilians, as the word for civilians says more than the one for anybody.
fn counted(figure: &Figure, text: &str, nouns: &CountedNouns) -> Option<Whom> {
    let who: Vec<String> = figure.who.iter().flat_map(|who| words(who.of_text(text))).collect();
    let expression: Vec<String> = words(figure.span.of_text(text)).collect();
    let named: Vec<&str> = who.iter().chain(&expression).map(|word| singular(word)).collect();
    let first = |of: &[&str]| named.iter().copied().find(|word| of.contains(word));
    let whom = |class, lemma: &str| Whom { class, lemma: lemma.to_owned() };
    if let (Some(dead), Some(_)) = (first(&["mort", "tue"]), first(&["blesse"])) {
        return Some(whom(WhomClass::Casualties, dead));
    }
    if let Some(civilians) = first(CIVILIANS) {
        return Some(whom(WhomClass::Civilians, civilians));
    }
    if let Some(anybody) = first(ANYBODY) {
        return Some(whom(WhomClass::People, anybody));
    }
    // The expression may hold a numeral in words before it, and so names a group only through `who`.
    let head = who.iter().find(|word| !expression.contains(word) && !BEFORE.contains(&word.as_str()))?;
    let head = singular(head);
    Some(whom(class(head, nouns), head))
}

fn class(noun: &str, nouns: &CountedNouns) -> WhomClass {
    match noun {
        "soldat" | "militaire" => WhomClass::Soldiers,
        "enfant" => WhomClass::Children,
        "femme" => WhomClass::Women,
        _ if nouns.get(noun).and_then(|n| n.of) == Some(Counted::Fighters) => WhomClass::Fighters,
        _ => WhomClass::Other,
    }
}

/// Whether a figure is a part of one told before it.
fn is_part(claim: &Claim, figure: &Figure, text: &str) -> bool {
    let before = Span::new(claim.sentence.start, figure.span.start.max(claim.sentence.start));
    let before = fold(before.of_text(text));
    let before = before.trim_end().trim_end_matches(',');
    PART.iter().any(|word| before.ends_with(word))
}

/// The number that a part is told of: the last one before it that counts the same and is no part itself.
fn whole(figures: &[Figure], part: usize) -> Whole {
    let of = &figures[part];
    let before = figures[..part].iter().rposition(|f| f.of == of.of && f.part_of.is_none());
    before.map_or(Whole::Elsewhere, |at| Whole::Figure(at as u32))
}

/// How a figure is worded. "Quelques dizaines" are tens.
fn numeral(figure: &Figure, text: &str) -> Numeral {
    let find = |known: &[(&str, Numeral)]| {
        words(figure.span.of_text(text))
            .find_map(|word| known.iter().find(|(name, _)| *name == word).map(|(_, numeral)| *numeral))
    };
    find(&[("dizaines", Numeral::Tens), ("douzaines", Numeral::Dozens), ("centaines", Numeral::Hundreds)])
        .or_else(|| find(&[("milliers", Numeral::Thousands)]))
        .or_else(|| find(&[("quelques", Numeral::Several), ("plusieurs", Numeral::Several)]))
        .unwrap_or(Numeral::Number)
}

fn singular(word: &str) -> &str {
    if word.len() > 3 && !matches!(word, "corps" | "gens" | "deces" | "villageois") {
        word.strip_suffix(['s', 'x']).unwrap_or(word)
    } else {
        word
    }
}

/// The key of a body without a party. What the person is stays, the name goes, where there is more than the name: "le maire
/// de Léré, Awa Koné" and "Awa Koné, maire de Léré" are one. `None` for "un maire", "la presse".
fn key(source: &Source, text: &str) -> Option<String> {
    let name = source.span.of_text(text);
    let one = is_named(name) || is_definite(name) && can_be_one_body(source.kind);
    if !one {
        return None;
    }
    let person: Vec<String> = source.person.iter().flat_map(|person| words(person)).collect();
    let all: Vec<String> = words(name).filter(|word| !is_empty(word)).collect();
    let role: Vec<&str> = all.iter().filter(|word| !person.contains(word)).map(String::as_str).collect();
    // A name is kept whole, particles among it: "Jean de Dieu".
    let name = || words(name).filter(|word| person.contains(word)).collect::<Vec<_>>().join(" ");
    let chosen = if role.is_empty() { name() } else { role.join(" ") };
    (!chosen.is_empty()).then_some(chosen)
}

/// Whether a phrase has a proper name: a capital that is not its first determiner's.
fn is_named(name: &str) -> bool {
    let mut own = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    own.any(|word| word.starts_with(char::is_uppercase) && !is_empty(&fold(word)))
}

/// "Le maire", "la préfecture"; not "un maire", "leur communiqué".
fn is_definite(name: &str) -> bool {
    words(name).next().is_some_and(|first| matches!(first.as_str(), "le" | "la" | "l" | "les"))
}

/// Whether a common noun alone can name one body of an incident: "le maire" can, "la presse" and "la foule" can't.
fn can_be_one_body(kind: SourceKind) -> bool {
    use SourceKind::{ArmedForces, ArmedGroup, Government, Igo, Medical, Monitor, Ngo};
    matches!(kind, Government | ArmedForces | ArmedGroup | Igo | Ngo | Monitor | Medical)
}

#[cfg(test)]
mod tests {
    use selon_model::PartyId;

    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let at = text.find(words).unwrap();
        Span::of(at..at + words.len())
    }

    /// Figures as "number" or "number|noun" of one sentence, and what they hand over.
    #[track_caller]
    fn check(text: &str, figures: &[&str], expected: &[&str]) {
        let nouns = CountedNouns::builtin().unwrap();
        let mut claim = Claim { sentence: Span::of(0..text.len()), ..claim() };
        for figure in figures {
            let (number, noun) = figure.split_once('|').unwrap_or((figure, ""));
            let who = (!noun.is_empty()).then(|| span(text, noun));
            claim.figures.push(Figure { who, ..Figure::exactly(9, Counted::Killed, span(text, number)) });
        }
        hand_over(&mut claim, text, &nouns);
        let told = claim.figures.iter().map(|f| {
            let whom = f.counted.as_ref().map_or(String::new(), |w| format!("{} {}", w.class, w.lemma));
            let part = match f.part_of {
                None => String::new(),
                Some(Whole::Elsewhere) => " of another".to_owned(),
                Some(Whole::Figure(at)) => format!(" of {at}"),
            };
            format!("{} {whom}{part}", f.numeral)
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
    }

    fn claim() -> Claim {
        Claim {
            event: selon_model::EventType::Assault,
            mode: None,
            trigger: Span::default(),
            sentence: Span::default(),
            factuality: selon_model::Factuality::Asserted,
            sources: Vec::new(),
            quoted: false,
            actors: Vec::new(),
            recipients: Vec::new(),
            place: None,
            time: None,
            figures: Vec::new(),
            confidence: 1.0,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn whom_figures_count() {
        check("Neuf morts à Gao.", &["Neuf|morts"], &["number people mort"]);
        check("Neuf militaires tués à Gao.", &["Neuf|militaires tués"], &["number people tue"]);
        check("Neuf militaires à Gao.", &["Neuf|militaires"], &["number soldiers militaire"]);
        check("Neuf villageois tués.", &["Neuf|villageois tués"], &["number civilians villageois"]);
        check("Seize morts et blessés.", &["Seize morts et blessés"], &["number casualties mort"]);
        check("Neuf jeunes femmes.", &["Neuf|jeunes femmes"], &["number women femme"]);
        check("Neuf miliciens.", &["Neuf|miliciens"], &["number fighters milicien"]);
        check("Neuf motos.", &["Neuf|motos"], &["number other moto"]);
        check("Neuf ont été tués.", &["Neuf"], &["number "]);
    }

    #[test]
    fn parts_and_their_wholes() {
        check(
            "53 morts, dont 49 gendarmes et 2 enfants.",
            &["53|morts", "49|gendarmes", "2|enfants"],
            &["number people mort", "number other gendarme of 0", "number children enfant"],
        );
        check("Le bilan monte, dont 3 enfants.", &["3|enfants"], &["number children enfant of another"]);
    }

    #[test]
    fn wordings_of_numbers() {
        check("Quelques dizaines de morts.", &["Quelques dizaines|morts"], &["tens people mort"]);
        check("Une dizaine de morts.", &["Une dizaine|morts"], &["number people mort"]);
        check("Des milliers de morts.", &["Des milliers|morts"], &["thousands people mort"]);
        check("Plusieurs morts.", &["Plusieurs|morts"], &["several people mort"]);
    }

    #[test]
    fn keys_of_sources() {
        let check = |name: &str, kind, person: &str, expected: Option<&str>| {
            let source = Source {
                span: Span::of(0..name.len()),
                party: Some(PartyId::new("MLI/GOV")),
                kind,
                anonymous: false,
                person: (!person.is_empty()).then(|| person.to_owned()),
                document: None,
                channel: None,
                key: None,
            };
            assert_eq!(key(&source, name).as_deref(), expected, "{name}");
        };
        check("le maire de Léré, Awa Koné", SourceKind::Government, "Awa Koné", Some("maire lere"));
        check("Awa Koné, maire de Léré", SourceKind::Government, "Awa Koné", Some("maire lere"));
        check("Awa Koné", SourceKind::Other, "Awa Koné", Some("awa kone"));
        check("Le préfet", SourceKind::Government, "", Some("prefet"));
        check("un préfet", SourceKind::Government, "", None);
        check("leur communiqué", SourceKind::Other, "", None);
        check("l'association Étoile du Désert", SourceKind::Ngo, "", Some("association etoile desert"));
        check("la presse locale", SourceKind::Media, "", None);
    }
}
