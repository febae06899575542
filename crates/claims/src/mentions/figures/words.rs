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

pub(super) fn is_adjective_before_noun(key: &str) -> bool {
    matches!(
        key,
        "autre"
            | "autres"
            | "nouveau"
            | "nouveaux"
            | "nouvel"
            | "nouvelle"
            | "nouvelles"
            | "jeune"
            | "jeunes"
            | "petit"
            | "petits"
            | "petite"
            | "petites"
            | "grand"
            | "grands"
            | "grande"
            | "grandes"
            | "gros"
            | "grosse"
            | "grosses"
            | "vieux"
            | "vieille"
            | "vieilles"
            | "ancien"
            | "anciens"
            | "ancienne"
            | "anciennes"
            | "premier"
            | "premiers"
            | "premiere"
            | "premieres"
            | "dernier"
            | "derniers"
            | "derniere"
            | "dernieres"
            | "principaux"
            | "principales"
            | "principal"
            | "principale"
            | "seul"
            | "seuls"
            | "seule"
            | "seules"
            | "simple"
            | "simples"
            | "presume"
            | "presumes"
            | "presumee"
            | "presumees"
            | "haut"
            | "hauts"
            | "hautes"
            | "important"
            | "importants"
            | "importante"
            | "importantes"
            | "violent"
            | "violents"
            | "violente"
            | "violentes"
            | "puissant"
            | "puissante"
            | "puissants"
            | "puissantes"
            | "soi-disant"
            | "pretendu"
            | "pretendus"
            | "double"
            | "triple"
            | "long"
            | "longs"
            | "longue"
            | "longues"
            | "vaste"
            | "vastes"
            | "faux"
            | "fausses"
    )
}

/// Words that are no nouns: a number before them counts something told elsewhere.
pub(super) fn is_function_word(key: &str) -> bool {
    key.ends_with('\'')
        || matches!(
            key,
            "le" | "la"
                | "les"
                | "un"
                | "une"
                | "des"
                | "du"
                | "de"
                | "au"
                | "aux"
                | "a"
                | "en"
                | "dans"
                | "par"
                | "pour"
                | "sur"
                | "sous"
                | "avec"
                | "sans"
                | "vers"
                | "chez"
                | "contre"
                | "entre"
                | "depuis"
                | "pendant"
                | "durant"
                | "apres"
                | "avant"
                | "lors"
                | "pres"
                | "selon"
                | "et"
                | "ou"
                | "mais"
                | "donc"
                | "ni"
                | "car"
                | "que"
                | "qui"
                | "quoi"
                | "dont"
                | "si"
                | "comme"
                | "quand"
                | "lorsque"
                | "ce"
                | "cet"
                | "cette"
                | "ces"
                | "son"
                | "sa"
                | "ses"
                | "leur"
                | "leurs"
                | "mon"
                | "ma"
                | "mes"
                | "notre"
                | "nos"
                | "votre"
                | "vos"
                | "il"
                | "ils"
                | "elle"
                | "elles"
                | "on"
                | "nous"
                | "vous"
                | "je"
                | "tu"
                | "se"
                | "y"
                | "eux"
                | "lui"
                | "ne"
                | "pas"
                | "plus"
                | "moins"
                | "est"
                | "sont"
                | "ont"
                | "etait"
                | "etaient"
                | "avait"
                | "avaient"
                | "auraient"
                | "aurait"
                | "serait"
                | "seraient"
                | "sera"
                | "seront"
                | "ete"
                | "fut"
                | "furent"
                | "ayant"
                | "etant"
                | "aussi"
                | "deja"
                | "encore"
                | "toujours"
                | "tres"
                | "bien"
                | "puis"
                | "alors"
                | "ainsi"
                | "parmi"
                | "dit"
                | "ait"
                | "aient"
                | "environ"
                | "seulement"
                | "tout"
                | "toute"
                | "tous"
                | "toutes"
                | "plusieurs"
                | "quelques"
                | "chaque"
                | "notamment"
                | "outre"
                | "hors"
                | "via"
                | "voire"
        )
}
