//! The origin of a claim: the last identified node of its chain of sources.

use std::fmt;

use selon_model::{Claim, PartyId, PartyKind, Sector, Source, SourceKind};

/// Where a claim comes from, as far as its report says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Somebody who can be told from others.
    Known {
        /// Its party, else `~` and the key that the reading gave its noun phrase: the same for the same body in all reports.
        id: String,
        /// The noun phrase, as written. May name a private person: see [`crate::people::withhold`].
        name: String,
    },
    /// Nobody: the report's own voice, or sources without a name.
    Unknown,
}

impl Origin {
    /// The id; `None` where the origin is unknown.
    pub fn id(&self) -> Option<&str> {
        match self {
            Origin::Known { id, .. } => Some(id),
            Origin::Unknown => None,
        }
    }
}

/// As the column `claim.origin` has it: the id, or `?`.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id().unwrap_or("?"))
    }
}

/// The origin of a claim of a report with this text.
///
/// Sources without a name identify nobody: the link before them is the origin then ("a dit une source sécuritaire à
/// l'AFP": the AFP). A newsroom is an origin where a link names it ("a constaté un journaliste de l'AFP"), never by
/// having printed the report.
pub fn origin(claim: &Claim, text: &str) -> Origin {
    claim.sources.iter().rev().find_map(|source| identified(source, text)).unwrap_or(Origin::Unknown)
}

fn identified(source: &Source, text: &str) -> Option<Origin> {
    let name = source.span.of_text(text);
    let party = source.party.as_ref();
    let newsroom = source.kind == SourceKind::Media && party.is_some_and(|p| p.kind() == PartyKind::Media);
    if source.anonymous && !newsroom {
        return None;
    }
    let id = match party.filter(|party| is_body(party)) {
        Some(party) => party.to_string(),
        None => format!("~{}", source.key.as_ref()?),
    };
    Some(Origin::Known { id, name: name.to_owned() })
}

/// Whether a party is one body: a named one, or an organ of a state; civilians or rebels of a country are many.
pub(super) fn is_body(party: &PartyId) -> bool {
    party.country().is_none() || party.sector().is_some_and(Sector::is_of_state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::fixtures::{ClaimMaker, chain};

    /// Links as "party|kind|phrase|person", outermost first; a phrase that begins with "?" is anonymous.
    fn check(links: &[&str], expected: &str) {
        let (claim, text) = chain(ClaimMaker::default(), links);
        assert_eq!(origin(&claim, &text).to_string(), expected, "{links:?}");
    }

    #[test]
    fn the_last_identified_node() {
        check(&[], "?");
        check(&["MLI/MIL|armed-forces|l'armée malienne"], "MLI/MIL");
        check(&["media:afp|media|l'AFP", "MLI/MIL|armed-forces|l'armée"], "MLI/MIL");
        check(&["media:afp|media|l'AFP", "|armed-forces|?une source sécuritaire"], "media:afp");
        check(&["|armed-forces|?une source sécuritaire"], "?");
        check(&["|witness|?des témoins"], "?");
        check(&["media:afp|media|?un journaliste de l'AFP"], "media:afp");
        check(&["|media|?un journaliste"], "?");
    }

    #[test]
    fn one_body_has_one_id() {
        for name in
            ["l'OSDH", "l'Observatoire syrien des droits de l'homme", "SOHR", "cette ONG basée à Londres"]
        {
            check(&[&format!("ngo:sohr|monitor|{name}")], "ngo:sohr");
        }
        check(&["|government|le maire de Léré, Awa Koné|Awa Koné"], "~maire lere");
        check(&["|government|Awa Koné, maire de Léré|Awa Koné"], "~maire lere");
        check(&["|other|Awa Koné|Awa Koné"], "~awa kone");
        check(&["|government|Le préfet"], "~prefet");
        check(&["|ngo|l'association Étoile du Désert"], "~association etoile desert");
    }

    #[test]
    fn people_in_general_are_nobody() {
        check(&["BFA/MED|media|la presse locale"], "?");
        check(&["|other|leur communiqué"], "?");
        check(&["SYR/CVL|witness|les habitants"], "?");
        check(&["SYR/REB|armed-group|les rebelles"], "~rebelles");
        check(&["MOZ/MED|media|le journaliste Sam Nord"], "~journaliste sam nord");
    }
}
