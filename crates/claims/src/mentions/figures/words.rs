//! The closed classes of words around numbers, by folded form (see `spelling::unaccented`).

/// How a number is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    AtMost,
    About,
}

pub(super) const BOUNDS: [(&str, Bound); 50] = [
    ("au moins", Bound::AtLeast),
    ("plus de", Bound::AtLeast),
    ("plus d'", Bound::AtLeast),
    ("un peu plus de", Bound::AtLeast),
    ("un peu plus d'", Bound::AtLeast),
    ("bien plus de", Bound::AtLeast),
    ("bien plus d'", Bound::AtLeast),
    ("au minimum", Bound::AtLeast),
    ("un minimum de", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    ("au-dela de", Bound::AtLeast),
    ("au-dela d'", Bound::AtLeast),
    ("au dela de", Bound::AtLeast),
    ("pas moins de", Bound::AtLeast),
    ("pas moins d'", Bound::AtLeast),
    ("au bas mot", Bound::AtLeast),
    ("a tout le moins", Bound::AtLeast),
    ("du moins", Bound::AtLeast),
    ("au plus", Bound::AtMost),
    ("tout au plus", Bound::AtMost),
    ("moins de", Bound::AtMost),
    ("moins d'", Bound::AtMost),
    ("un peu moins de", Bound::AtMost),
    ("un peu moins d'", Bound::AtMost),
    ("pas plus de", Bound::AtMost),
    ("pas plus d'", Bound::AtMost),
    ("jusqu' a", Bound::AtMost),
    ("jusqu' aux", Bound::AtMost),
    ("au maximum", Bound::AtMost),
    ("un maximum de", Bound::AtMost),
    ("maximum", Bound::AtMost),
    ("environ", Bound::About),
    ("pres de", Bound::About),
    ("pres d'", Bound::About),
    ("quelque", Bound::About),
    ("autour de", Bound::About),
    ("autour d'", Bound::About),
    ("aux alentours de", Bound::About),
    ("aux alentours d'", Bound::About),
    ("aux environs de", Bound::About),
    ("presque", Bound::About),
    ("a peu pres", Bound::About),
    ("peu ou prou", Bound::About),
    ("de l' ordre de", Bound::About),
    ("de l' ordre d'", Bound::About),
    ("approximativement", Bound::About),
    ("une quelconque", Bound::About),
    ("grosso modo", Bound::About),
    ("a peine", Bound::About),
    ("estime a", Bound::About),
];

/// Bounds that also stand after the number or its noun.
pub(super) fn stands_after(bound: &str) -> bool {
    matches!(
        bound,
        "au moins"
            | "au minimum"
            | "minimum"
            | "au bas mot"
            | "a tout le moins"
            | "du moins"
            | "au plus"
            | "tout au plus"
            | "au maximum"
            | "maximum"
            | "environ"
            | "a peu pres"
            | "approximativement"
    )
}

pub(super) fn is_definite(before: &str) -> bool {
    matches!(
        before,
        "les" | "ces" | "aux" | "des" | "leurs" | "ses" | "nos" | "vos" | "mes" | "tous" | "toutes"
    )
}

pub(super) fn is_glued_unit(key: &str) -> bool {
    is_time_unit(key)
        || matches!(
            key,
            "km" | "km²" | "m" | "mm" | "cm" | "kg" | "m²" | "ha" | "md" | "mds" | "k" | "e" | "er" | "eme"
        )
}

pub(super) fn is_currency(key: &str) -> bool {
    matches!(
        key.trim_end_matches('s'),
        "€" | "$"
            | "£"
            | "euro"
            | "dollar"
            | "franc"
            | "rouble"
            | "livre"
            | "hryvnia"
            | "yuan"
            | "yen"
            | "shekel"
            | "dinar"
            | "rial"
            | "riyal"
            | "naira"
            | "roupie"
            | "birr"
            | "peso"
            | "dirham"
    )
}

pub(super) fn is_time_unit(key: &str) -> bool {
    matches!(
        key,
        "h" | "heure"
            | "heures"
            | "minute"
            | "minutes"
            | "min"
            | "seconde"
            | "secondes"
            | "jour"
            | "jours"
            | "journee"
            | "journees"
            | "nuit"
            | "nuits"
            | "semaine"
            | "semaines"
            | "mois"
            | "an"
            | "ans"
            | "annee"
            | "annees"
            | "decennie"
            | "decennies"
            | "siecle"
            | "siecles"
            | "trimestre"
            | "trimestres"
            | "semestre"
            | "semestres"
    )
}

/// Words that are no nouns, sorted: a number before them counts something told elsewhere.
const FUNCTION_WORDS: &[&str] = &[
    "a",
    "aient",
    "ainsi",
    "ait",
    "alors",
    "apres",
    "au",
    "auraient",
    "aurait",
    "aussi",
    "aux",
    "avaient",
    "avait",
    "avant",
    "avec",
    "ayant",
    "bien",
    "car",
    "ce",
    "ces",
    "cet",
    "cette",
    "chaque",
    "chez",
    "comme",
    "contre",
    "dans",
    "de",
    "deja",
    "depuis",
    "des",
    "dit",
    "donc",
    "dont",
    "du",
    "durant",
    "elle",
    "elles",
    "en",
    "encore",
    "entre",
    "environ",
    "est",
    "et",
    "etaient",
    "etait",
    "etant",
    "ete",
    "eux",
    "furent",
    "fut",
    "hors",
    "il",
    "ils",
    "je",
    "la",
    "le",
    "les",
    "leur",
    "leurs",
    "lors",
    "lorsque",
    "lui",
    "ma",
    "mais",
    "mes",
    "moins",
    "mon",
    "ne",
    "ni",
    "nos",
    "notamment",
    "notre",
    "nous",
    "on",
    "ont",
    "ou",
    "outre",
    "par",
    "parmi",
    "pas",
    "pendant",
    "plus",
    "plusieurs",
    "pour",
    "pres",
    "puis",
    "quand",
    "que",
    "quelques",
    "qui",
    "quoi",
    "sa",
    "sans",
    "se",
    "selon",
    "sera",
    "seraient",
    "serait",
    "seront",
    "ses",
    "seulement",
    "si",
    "son",
    "sont",
    "sous",
    "sur",
    "toujours",
    "tous",
    "tout",
    "toute",
    "toutes",
    "tres",
    "tu",
    "un",
    "une",
    "vers",
    "via",
    "voire",
    "vos",
    "votre",
    "vous",
    "y",
];

/// Whether a word is no noun; what ends with an apostrophe is none either.
pub(super) fn is_function_word(key: &str) -> bool {
    key.ends_with('\'') || FUNCTION_WORDS.binary_search(&key).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("qu'") && is_function_word("voire") && !is_function_word("voiture"));
    }
}
