use std::fmt;

use selon_model::{Claim, Figure, Sector, WhomClass};

/// Of whom a figure, or of which act another answer is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All of them.
    All,
    /// Those who don't fight.
    Civilians,
    /// The dead and the wounded in one figure.
    DeadAndWounded,
    /// Some group: `soldat`, `enfant`, a party.
    Group(String),
    /// Some of a whole that is told beside it ("dont trois dans l'hôpital").
    Part,
}

/// Empty for all; else `civilians`, `dead-and-wounded`, `part`, or the group's word.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::All => f.pad(""),
            Scope::Civilians => f.pad("civilians"),
            Scope::DeadAndWounded => f.pad("dead-and-wounded"),
            Scope::Group(word) => f.pad(word),
            Scope::Part => f.pad("part"),
        }
    }
}

impl Scope {
    /// Whom a figure of a claim counts. "53 morts, dont 49 gendarmes" counts gendarmes, be they a part.
    pub(crate) fn of(claim: &Claim, figure: &Figure) -> Scope {
        match counted(claim, figure) {
            Scope::All if figure.part_of.is_some() => Scope::Part,
            scope => scope,
        }
    }
}

/// What the scope of soldiers is called, whatever a report's language calls them.
const SOLDIERS: &str = "soldat";

fn counted(claim: &Claim, figure: &Figure) -> Scope {
    let Some(whom) = &figure.counted else { return by_recipients(claim) };
    match whom.class {
        WhomClass::People => Scope::All,
        WhomClass::Casualties => Scope::DeadAndWounded,
        WhomClass::Civilians => Scope::Civilians,
        WhomClass::Soldiers => Scope::Group(SOLDIERS.to_owned()),
        WhomClass::Children | WhomClass::Women | WhomClass::Fighters | WhomClass::Other => {
            Scope::Group(whom.lemma.clone())
        }
    }
}

/// "Six ont été tués": whoever the claim says underwent it, where that is one party.
fn by_recipients(claim: &Claim) -> Scope {
    let [only] = claim.recipients.as_slice() else { return Scope::All };
    let Some(party) = &only.party else { return Scope::All };
    match party.sector() {
        Some(Sector::Cvl | Sector::Unk) => Scope::All,
        Some(Sector::Mil) => Scope::Group(SOLDIERS.to_owned()),
        _ => Scope::Group(party.to_string()),
    }
}
