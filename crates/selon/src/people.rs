//! Whose names leave the program: only those of persons who speak or act for a post.
//!
//! Reports name victims and witnesses. What is handed on carries their roles and not their names;
//! an officer, a minister or the spokesman of a group stays named.

use selon_model::{Claim, PartyId, Sector};

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

/// The names of a claim's persons without public office, longest first, each once.
pub fn private_names(claim: &Claim) -> Vec<&str> {
    let sources = claim.sources.iter().map(|s| (s.person.as_deref(), s.party.as_ref()));
    let arguments =
        claim.actors.iter().chain(&claim.recipients).map(|a| (a.person.as_deref(), a.party.as_ref()));
    let mut names: Vec<&str> = sources
        .chain(arguments)
        .filter(|(_, party)| !holds_office(*party))
        .filter_map(|(person, _)| person)
        .filter(|name| !name.trim().is_empty())
        .collect();
    names.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    names.dedup();
    names
}

/// `text` with every one of `names` taken out.
pub fn withhold(text: &str, names: &[&str]) -> String {
    names.iter().fold(text.to_owned(), |text, name| text.replace(name, WITHHELD))
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
}
