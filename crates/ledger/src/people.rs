//! Whose names leave the program: only those of persons who speak or act for a post.
//!
//! Reports name victims and witnesses. What is handed on carries their roles and not their names;
//! an officer, a minister or the spokesman of a group stays named.

use selon_model::{Claim, PartyId, Sector};

use crate::words::fold_words;

/// Put where a name was taken out.
pub const WITHHELD: &str = "[…]";

/// Whether a person with this party speaks or acts for a post: an organ of a state, a party, a
/// named group or organisation. Civilians, criminals, unknown people and people without a party don't.
pub fn holds_office(party: Option<&PartyId>) -> bool {
    let Some(party) = party else { return false };
    match party.sector() {
        Some(sector) => !matches!(
            sector,
            Sector::Cvl | Sector::Crm | Sector::Unk | Sector::Edu | Sector::Bus | Sector::Med | Sector::Ngo
        ),
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
    let Some(words) = origin.strip_prefix('~') else { return origin.to_owned() };
    let padded = |words: &str| format!(" {} ", fold_words(words));
    let all = padded(words);
    let shown = names.iter().map(|name| padded(name)).filter(|name| name.len() > 2);
    let shown = shown.fold(all.clone(), |words, name| words.replace(&name, &format!(" {WITHHELD} ")));
    if shown == all { origin.to_owned() } else { format!("~{}", shown.trim()) }
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
