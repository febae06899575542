//! Whose names leave the program: only those of persons who speak or act for a post.
//!
//! Reports name victims and witnesses. What is handed on carries their roles and not their names;
//! an officer, a minister or the spokesman of a group stays named.

use selon_model::{Claim, PartyId, Sector};

use crate::words::{fold_words, words};

/// Put where a name was taken out.
pub const WITHHELD: &str = "[…]";

/// Whether a person with this party speaks or acts for a post: an organ of a state, a party, a
/// named group or organisation. Civilians, criminals, unknown people and people without a party don't.
pub fn holds_office(party: Option<&PartyId>) -> bool {
    let Some(party) = party else { return false };
    match party.sector() {
        Some(sector) => !sector.is_civilian() && !matches!(sector, Sector::Crm | Sector::Unk),
        None => party.country().is_none(),
    }
}

/// The names of the persons of a report's claims who hold no public office in any of them, longest
/// first, each once.
pub fn private_names(claims: &[Claim]) -> Vec<&str> {
    without_office(claims.iter().flat_map(persons))
}

/// As [`private_names`], of the persons of one report with their parties.
pub(crate) fn without_office<'a>(
    persons: impl Iterator<Item = (&'a str, Option<&'a PartyId>)>,
) -> Vec<&'a str> {
    let (public, private): (Vec<_>, Vec<_>) = persons.partition(|(_, party)| holds_office(*party));
    let mut names: Vec<&str> = private.into_iter().map(|(name, _)| name).collect();
    names.retain(|name| !name.trim().is_empty() && !public.iter().any(|(other, _)| other == name));
    names.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    names.dedup();
    names
}

/// The persons that a claim names, with their parties.
fn persons(claim: &Claim) -> impl Iterator<Item = (&str, Option<&PartyId>)> {
    let sources = claim.sources.iter().map(|s| (s.person.as_deref(), s.party.as_ref()));
    let arguments =
        claim.actors.iter().chain(&claim.recipients).map(|a| (a.person.as_deref(), a.party.as_ref()));
    sources.chain(arguments).filter_map(|(person, party)| Some((person?, party)))
}

/// `text` with every one of `names` taken out.
pub fn withhold(text: &str, names: &[&str]) -> String {
    names.iter().fold(text.to_owned(), |text, name| text.replace(name, WITHHELD))
}

/// A canonical origin (see `claim.origin`) without the names: origins that are words (`~…`) are folded, and may hold them.
pub fn withhold_in_origin(origin: &str, names: &[&str]) -> String {
    let Some(key) = origin.strip_prefix('~') else { return origin.to_owned() };
    let shown = withhold_in_key(key, names);
    if shown == key { origin.to_owned() } else { format!("~{shown}") }
}

/// The key of a source (see [`selon_model::Source::key`]) without the names.
pub(crate) fn withhold_in_key(key: &str, names: &[&str]) -> String {
    let padded = |words: &str| format!(" {} ", fold_words(words));
    let all = padded(key);
    let shown = names.iter().map(|name| padded(name)).filter(|name| name.len() > 2);
    let shown = shown.fold(all.clone(), |words, name| words.replace(&name, &format!(" {WITHHELD} ")));
    if shown == all { key.to_owned() } else { shown.trim().to_owned() }
}

/// Whether a key is made of words of this name alone.
pub(crate) fn is_name(key: &str, name: &str) -> bool {
    let all: Vec<String> = words(name).collect();
    !key.is_empty() && key.split(' ').all(|word| all.iter().any(|own| own == word))
}

/// The key that the reading gave a phrase that names nothing but this person.
pub(crate) fn key_of_name(phrase: &str, name: &str) -> Option<String> {
    let all: Vec<String> = words(name).collect();
    let own: Vec<String> = words(phrase).filter(|word| all.contains(word)).collect();
    (!own.is_empty()).then(|| own.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices() {
        let check = |party: &str, expected: bool| {
            assert_eq!(holds_office(Some(&PartyId::new(party))), expected, "{party}");
        };
        check("RUS/MIL", true);
        check("MLI/GOV", true);
        check("igo:un", true);
        check("group:m23", true);
        check("SYR/CVL", false);
        check("MLI/UNK", false);
        assert!(!holds_office(None));
    }

    #[test]
    fn names_are_taken_out_wherever_they_stand() {
        let text = "Awa Koné, habitante de Léré, et le maire : Awa Koné a fui.";
        assert_eq!(withhold(text, &["Awa Koné"]), "[…], habitante de Léré, et le maire : […] a fui.");
    }

    #[test]
    fn origins_lose_names_in_any_writing() {
        let check = |origin: &str, expected: &str| {
            assert_eq!(withhold_in_origin(origin, &["Awa Koné", "—"]), expected, "{origin}");
        };
        check("~awa kone, habitante", "~[…] habitante");
        check("~Awa  KONÉ", "~[…]");
        check("~awa konediere", "~awa konediere");
        check("media:awa-kone", "media:awa-kone");
    }
}
