//! Adjectives that French puts before their noun: what stands between a number or an article and what it belongs to.

/// By unaccented form, sorted.
const BEFORE_NOUN: &[&str] = &[
    "ancien",
    "ancienne",
    "anciennes",
    "anciens",
    "autre",
    "autres",
    "dernier",
    "derniere",
    "dernieres",
    "derniers",
    "double",
    "fausses",
    "faux",
    "grand",
    "grande",
    "grandes",
    "grands",
    "gros",
    "grosse",
    "grosses",
    "haut",
    "haute",
    "hautes",
    "hauts",
    "important",
    "importante",
    "importantes",
    "importants",
    "jeune",
    "jeunes",
    "long",
    "longs",
    "longue",
    "longues",
    "nouveau",
    "nouveaux",
    "nouvel",
    "nouvelle",
    "nouvelles",
    "petit",
    "petite",
    "petites",
    "petits",
    "premier",
    "premiere",
    "premieres",
    "premiers",
    "presume",
    "presumee",
    "presumees",
    "presumes",
    "pretendu",
    "pretendus",
    "principal",
    "principale",
    "principales",
    "principaux",
    "puissant",
    "puissante",
    "puissantes",
    "puissants",
    "seul",
    "seule",
    "seules",
    "seuls",
    "simple",
    "simples",
    "soi-disant",
    "triple",
    "vaste",
    "vastes",
    "vieille",
    "vieilles",
    "vieux",
    "violent",
    "violente",
    "violentes",
    "violents",
];

/// Whether an unaccented form is such an adjective: "trois [nouveaux] camps", "les [principales] villes".
pub(crate) fn stands_before_noun(key: &str) -> bool {
    BEFORE_NOUN.binary_search(&key).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(BEFORE_NOUN.is_sorted());
        assert!(stands_before_noun("haute") && !stands_before_noun("syrienne"));
    }
}
