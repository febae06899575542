//! The closed classes of words that dates are made of, by folded form (see `spelling::unaccented`).

use super::expr::{Season, Unit};
use crate::mentions::numerals::cardinal::is_number_word;
use crate::mentions::numerals::tokens::Token;

/// Words that time expressions begin with, sorted.
const OPENERS: &[&str] = &[
    "a",
    "an",
    "annee",
    "annees",
    "apres",
    "apres-demain",
    "au",
    "aujourd'hui",
    "autour",
    "aux",
    "avant",
    "avant-hier",
    "ca",
    "ce",
    "cela",
    "ces",
    "cet",
    "cette",
    "courant",
    "d'",
    "dans",
    "de",
    "debut",
    "deja",
    "demain",
    "depuis",
    "des",
    "du",
    "durant",
    "en",
    "entre",
    "environ",
    "fin",
    "hier",
    "il",
    "jusqu'",
    "l'",
    "la",
    "le",
    "lendemain",
    "les",
    "lors",
    "mi",
    "milieu",
    "moins",
    "mois",
    "pendant",
    "peu",
    "plus",
    "plusieurs",
    "pour",
    "pres",
    "presque",
    "quelque",
    "quelques",
    "semaine",
    "sous",
    "sur",
    "tard",
    "tot",
    "toute",
    "un",
    "une",
    "vers",
    "voici",
    "voila",
    "week-end",
    "weekend",
];

/// Whether an expression can begin with this token.
pub(super) fn opens(token: &Token<'_>) -> bool {
    let key = &*token.key;
    OPENERS.binary_search(&key).is_ok()
        || token.number().is_some()
        || key.contains('-')
        || tells_time(token)
        || !token.is_mark() && is_number_word(key)
}

/// Whether the token is of the words that tell an expression of time from other phrases.
pub(super) fn tells_time(token: &Token<'_>) -> bool {
    if let Some(number) = token.number() {
        return number.is_plain() && (number.whole <= 31 || number.digits == 4);
    }
    const TELLING: [&str; 19] = [
        "hier",
        "avant-hier",
        "aujourd'hui",
        "demain",
        "apres-demain",
        "veille",
        "avant-veille",
        "lendemain",
        "surlendemain",
        "jour",
        "moment",
        "actuelle",
        "temps",
        "temps-ci",
        "longtemps",
        "toujours",
        "lors",
        "peu",
        "premier",
    ];
    let key = &*token.key;
    let stem = stem(key);
    token.is_word()
        && (weekday(key).is_some()
            || month(key).is_some()
            || unit(stem).is_some()
            || season(key).is_some()
            || is_day_part(stem)
            || key.starts_with("mi-")
            || TELLING.contains(&stem)
            || ordinal(key).is_some()
            || adverb(key).is_some()
            || is_event(key))
}

/// "jour" of "jour-là".
pub(super) fn stem(key: &str) -> &str {
    key.strip_suffix("-la").or_else(|| key.strip_suffix("-ci")).unwrap_or(key)
}

pub(super) fn weekday(key: &str) -> Option<i8> {
    Some(match key {
        "lundi" => 1,
        "mardi" => 2,
        "mercredi" => 3,
        "jeudi" => 4,
        "vendredi" => 5,
        "samedi" => 6,
        "dimanche" => 7,
        _ => return None,
    })
}

pub(super) fn month(key: &str) -> Option<i8> {
    Some(match key {
        "janvier" | "janv" => 1,
        "fevrier" | "fevr" => 2,
        "mars" => 3,
        "avril" | "avr" => 4,
        "mai" => 5,
        "juin" => 6,
        "juillet" | "juil" => 7,
        "aout" => 8,
        "septembre" | "sept" => 9,
        "octobre" | "oct" => 10,
        "novembre" | "nov" => 11,
        "decembre" | "dec" => 12,
        _ => return None,
    })
}

/// Forms that are words of their own without a day or a year beside them.
pub(super) fn is_short_month(key: &str) -> bool {
    matches!(key, "janv" | "fevr" | "avr" | "juil" | "sept" | "oct" | "nov" | "dec")
}

pub(super) fn season(key: &str) -> Option<Season> {
    Some(match key {
        "printemps" => Season::Spring,
        "ete" => Season::Summer,
        "automne" => Season::Autumn,
        "hiver" => Season::Winter,
        _ => return None,
    })
}

/// The unit and how many of it one word stands for.
pub(super) fn unit(key: &str) -> Option<(Unit, u32)> {
    Some(match key {
        "heure" | "heures" | "h" => (Unit::Hour, 1),
        "minute" | "minutes" => (Unit::Hour, 0),
        "jour" | "jours" | "journee" | "journees" | "nuits" => (Unit::Day, 1),
        "week-end" | "week-ends" | "weekend" => (Unit::Weekend, 1),
        "semaine" | "semaines" => (Unit::Week, 1),
        "mois" => (Unit::Month, 1),
        "trimestre" | "trimestres" => (Unit::Month, 3),
        "semestre" | "semestres" => (Unit::Month, 6),
        "an" | "ans" | "annee" | "annees" => (Unit::Year, 1),
        "decennie" | "decennies" => (Unit::Year, 10),
        "siecle" | "siecles" => (Unit::Year, 100),
        _ => return None,
    })
}

/// Months and days of the small numbers that French writes before "trimestre" and "semestre".
pub(super) fn ordinal(key: &str) -> Option<i8> {
    Some(match key {
        "premier" => 1,
        "deuxieme" | "second" => 2,
        "troisieme" => 3,
        "quatrieme" => 4,
        _ => return None,
    })
}

pub(super) fn is_last(key: &str) -> bool {
    matches!(
        key,
        "dernier"
            | "derniere"
            | "derniers"
            | "dernieres"
            | "passe"
            | "passee"
            | "ecoule"
            | "ecoulee"
            | "ecoules"
            | "ecoulees"
    )
}

pub(super) fn is_next(key: &str) -> bool {
    matches!(key, "prochain" | "prochaine" | "prochains" | "prochaines")
}

pub(super) fn is_following(key: &str) -> bool {
    matches!(key, "suivant" | "suivante")
}

pub(super) fn is_preceding(key: &str) -> bool {
    matches!(key, "precedent" | "precedente")
}

pub(super) fn is_day_part(key: &str) -> bool {
    matches!(
        key,
        "matin"
            | "matinee"
            | "midi"
            | "apres-midi"
            | "soir"
            | "soiree"
            | "nuit"
            | "minuit"
            | "aube"
            | "mi-journee"
            | "aurore"
            | "crepuscule"
    )
}

/// Adverbs that name no day, with their precision on UCDP GED's scale.
pub(super) fn adverb(key: &str) -> Option<u8> {
    Some(match key {
        "recemment" | "dernierement" | "autrefois" | "jadis" | "naguere" | "historiquement" => 5,
        "actuellement" => 1,
        _ => return None,
    })
}

/// Nouns of events that a story counts time from ("depuis le déclenchement de l'offensive").
pub(super) fn is_event(key: &str) -> bool {
    matches!(
        key,
        "debut"
            | "fin"
            | "declenchement"
            | "lancement"
            | "eclatement"
            | "commencement"
            | "demarrage"
            | "reprise"
            | "accord"
            | "accords"
            | "attaque"
            | "attaques"
            | "attentat"
            | "attentats"
            | "offensive"
            | "assaut"
            | "guerre"
            | "conflit"
            | "crise"
            | "invasion"
            | "intervention"
            | "indepandance"
            | "independance"
            | "revolution"
            | "soulevement"
            | "insurrection"
            | "rebellion"
            | "putsch"
            | "coup"
            | "chute"
            | "mort"
            | "assassinat"
            | "prise"
            | "capture"
            | "election"
            | "elections"
            | "retrait"
            | "depart"
            | "arrivee"
            | "retour"
            | "signature"
            | "rupture"
            | "treve"
            | "cessez-le-feu"
            | "renversement"
            | "combats"
            | "evenements"
            | "massacre"
            | "independances"
            | "annexion"
            | "proclamation"
            | "instauration"
            | "entree"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(OPENERS.is_sorted());
    }
}
