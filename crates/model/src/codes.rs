//! The closed sets of the codebook, with its wording as their documentation.

use std::fmt;

/// An enum whose values have one written name each.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in the codebook's order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The written name.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// The value with this written name.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// What happened: the sixteen types of PLOVER and four that conflict desks need besides.
    EventType {
        /// Agrees, offers, promises or declares itself ready to cooperate, talk, stop fighting.
        Agree = "AGREE",
        /// Meets, visits, negotiates, phones, mediates.
        Consult = "CONSULT",
        /// Verbal or diplomatic support; signs or ratifies an accord; recognises.
        Support = "SUPPORT",
        /// Gives way in words: declares a truce, announces a withdrawal, pardons, eases.
        Concede = "CONCEDE",
        /// Material cooperation to both sides' benefit: joint operation, exchange of intelligence, extradition.
        Cooperate = "COOPERATE",
        /// Gives material help: money, arms, troops sent in support, relief, asylum, rescue.
        Aid = "AID",
        /// Gives way in deeds: withdraws, frees captives, disarms or surrenders, observes a
        /// ceasefire, lets observers in, resigns.
        Retreat = "RETREAT",
        /// Asks, appeals, demands, orders, proposes.
        Request = "REQUEST",
        /// Condemns, criticises, alleges, charges, investigates, holds responsible.
        Accuse = "ACCUSE",
        /// Refuses, rejects, vetoes, breaks off, fails to agree.
        Reject = "REJECT",
        /// Threatens, warns with force, gives an ultimatum, calls its own side to arms.
        Threaten = "THREATEN",
        /// Demonstrates, riots, strikes.
        Protest = "PROTEST",
        /// Reduces relations: sanctions, expels, suspends, ends, withholds aid.
        Sanction = "SANCTION",
        /// Prepares or moves force short of using it: deploys, masses, reinforces, recruits, plans an operation.
        Mobilize = "MOBILIZE",
        /// Represses: arrests, detains, restricts, seizes, expels persons, blocks, holds hostage populations.
        Coerce = "COERCE",
        /// Uses violence: attacks, fights, bombs, kills, abducts, repels by force.
        Assault = "ASSAULT",
        /// Who holds a place: takes, retakes, holds, loses, besieges.
        Control = "CONTROL",
        /// Who belongs with whom: joins, rallies, defects, merges, splits, allies.
        Align = "ALIGN",
        /// People on the move: flee, are evacuated, return.
        Displace = "DISPLACE",
        /// People killed, wounded, missing or in need, counted without one coded act in the clause.
        Toll = "TOLL",
    }
}

codes! {
    /// How it happened, where the text shows it. Each type has its own modes: see [`EventType::modes`].
    Mode {
        /// CONSULT: one side travels to the other.
        Visit = "visit",
        /// CONSULT: mediated by or between third parties.
        ThirdParty = "third-party",
        /// CONSULT: many parties at one table.
        Multilateral = "multilateral",
        /// CONSULT: by telephone.
        Phone = "phone",
        /// RETREAT: leaves a place or a position. SANCTION uses the same word.
        Withdraw = "withdraw",
        /// RETREAT: frees captives.
        Release = "release",
        /// RETREAT: surrenders or hands in arms.
        Disarm = "disarm",
        /// RETREAT: observes a ceasefire.
        Ceasefire = "ceasefire",
        /// RETREAT: lets observers, aid or visitors in.
        Access = "access",
        /// RETREAT: gives up an office.
        Resign = "resign",
        /// REQUEST, REJECT: material help.
        Assist = "assist",
        /// REQUEST, REJECT: a change of policy or leadership.
        Change = "change",
        /// REQUEST, REJECT: that the other side gives way.
        Yield = "yield",
        /// REQUEST, REJECT: a meeting or talks.
        Meet = "meet",
        /// ACCUSE: disapproves, condemns.
        Disapprove = "disapprove",
        /// ACCUSE: investigates.
        Investigate = "investigate",
        /// ACCUSE: alleges, holds responsible.
        Allege = "allege",
        /// THREATEN, COERCE: restricts.
        Restrict = "restrict",
        /// THREATEN, COERCE: arrests.
        Arrest = "arrest",
        /// THREATEN: relations.
        Relations = "relations",
        /// THREATEN, SANCTION: expulsion of persons or envoys.
        Expel = "expel",
        /// THREATEN: to take territory.
        Territory = "territory",
        /// THREATEN: to use violence.
        Violence = "violence",
        /// PROTEST: demonstration.
        Demo = "demo",
        /// PROTEST: riot.
        Riot = "riot",
        /// PROTEST: strike.
        Strike = "strike",
        /// PROTEST: hunger strike.
        Hunger = "hunger",
        /// PROTEST: boycott.
        Boycott = "boycott",
        /// PROTEST: obstruction.
        Obstruct = "obstruct",
        /// PROTEST: vandalism.
        Vandalize = "vandalize",
        /// SANCTION: convicts in court.
        Convict = "convict",
        /// SANCTION: ends or suspends relations, aid, membership.
        Discontinue = "discontinue",
        /// MOBILIZE: troops.
        Troops = "troops",
        /// MOBILIZE: weapons.
        Weapons = "weapons",
        /// MOBILIZE: police.
        Police = "police",
        /// MOBILIZE: militia, volunteers, recruits.
        Militia = "militia",
        /// COERCE: seizes property.
        Seize = "seize",
        /// COERCE: censors, cuts communications.
        Censor = "censor",
        /// COERCE: curfew.
        Curfew = "curfew",
        /// COERCE: martial law, state of emergency.
        MartialLaw = "martial-law",
        /// COERCE: deports.
        Deport = "deport",
        /// COERCE: withholds goods or aid.
        Withhold = "withhold",
        /// COERCE: misinformation.
        Misinformation = "misinformation",
        /// COERCE: cyber attack.
        Cyber = "cyber",
        /// ASSAULT: abducts, takes hostage.
        Abduct = "abduct",
        /// ASSAULT: beats.
        Beat = "beat",
        /// ASSAULT: tortures.
        Torture = "torture",
        /// ASSAULT: sexual violence.
        Sexual = "sexual",
        /// ASSAULT: kills a person aimed at.
        Targeted = "targeted",
        /// ASSAULT: destroys property.
        Destroy = "destroy",
        /// ASSAULT: blades, stones, fire.
        Primitive = "primitive",
        /// ASSAULT: firearms.
        Firearms = "firearms",
        /// ASSAULT: bombs, mines, improvised devices.
        Explosives = "explosives",
        /// ASSAULT: suicide attack.
        SuicideAttack = "suicide-attack",
        /// ASSAULT: from aircraft.
        Aerial = "aerial",
        /// ASSAULT: from drones.
        Drone = "drone",
        /// ASSAULT: artillery, rockets, tanks.
        HeavyWeapons = "heavy-weapons",
        /// ASSAULT: against a crowd.
        CrowdControl = "crowd-control",
        /// ASSAULT: chemical, biological, nuclear.
        Unconventional = "unconventional",
        /// CONTROL: takes or retakes.
        Take = "take",
        /// CONTROL: holds.
        Hold = "hold",
        /// CONTROL: loses.
        Lose = "lose",
        /// CONTROL: besieges.
        Besiege = "besiege",
        /// ALIGN: joins.
        Join = "join",
        /// ALIGN: defects.
        Defect = "defect",
        /// ALIGN: allies.
        Ally = "ally",
        /// ALIGN: splits.
        Split = "split",
        /// DISPLACE: flees.
        Flee = "flee",
        /// DISPLACE: is evacuated.
        Evacuate = "evacuate",
        /// DISPLACE: returns.
        Return = "return",
    }
}

impl EventType {
    /// The codebook's score of cooperation (above zero) or conflict (below); `None` for the four
    /// types that PLOVER does not have.
    pub const fn score(self) -> Option<f32> {
        Some(match self {
            EventType::Agree | EventType::Consult => 2.5,
            EventType::Support => 5.0,
            EventType::Concede => 4.5,
            EventType::Cooperate => 9.5,
            EventType::Aid => 10.0,
            EventType::Retreat => 6.5,
            EventType::Request => 0.0,
            EventType::Accuse | EventType::Reject => -2.0,
            EventType::Threaten => -3.5,
            EventType::Protest => -5.0,
            EventType::Sanction => -6.0,
            EventType::Mobilize => -5.5,
            EventType::Coerce => -7.0,
            EventType::Assault => -9.0,
            EventType::Control | EventType::Align | EventType::Displace | EventType::Toll => return None,
        })
    }

    /// The modes that a claim of this type can have.
    pub const fn modes(self) -> &'static [Mode] {
        use Mode::*;
        match self {
            EventType::Consult => &[Visit, ThirdParty, Multilateral, Phone],
            EventType::Retreat => &[Withdraw, Release, Disarm, Ceasefire, Access, Resign],
            EventType::Request | EventType::Reject => &[Assist, Change, Yield, Meet],
            EventType::Accuse => &[Disapprove, Investigate, Allege],
            EventType::Threaten => &[Restrict, Arrest, Relations, Expel, Territory, Violence],
            EventType::Protest => &[Demo, Riot, Strike, Hunger, Boycott, Obstruct, Vandalize],
            EventType::Sanction => &[Convict, Expel, Withdraw, Discontinue],
            EventType::Mobilize => &[Troops, Weapons, Police, Militia],
            EventType::Coerce => &[
                Seize,
                Restrict,
                Censor,
                Curfew,
                MartialLaw,
                Arrest,
                Deport,
                Withhold,
                Misinformation,
                Cyber,
            ],
            EventType::Assault => &[
                Abduct,
                Beat,
                Torture,
                Sexual,
                Targeted,
                Destroy,
                Primitive,
                Firearms,
                Explosives,
                SuicideAttack,
                Aerial,
                Drone,
                HeavyWeapons,
                CrowdControl,
                Unconventional,
            ],
            EventType::Control => &[Take, Hold, Lose, Besiege],
            EventType::Align => &[Join, Defect, Ally, Split],
            EventType::Displace => &[Flee, Evacuate, Return],
            EventType::Agree
            | EventType::Support
            | EventType::Concede
            | EventType::Cooperate
            | EventType::Aid
            | EventType::Toll => &[],
        }
    }
}

codes! {
    /// How sure the last link of the chain is.
    Factuality {
        /// States it as having happened, or as happening or being so.
        Asserted = "asserted",
        /// Hearsay conditional, "présumé", "il est question que", "semble", "possible".
        Unconfirmed = "unconfirmed",
        /// Said not to have happened, or not to be so.
        Denied = "denied",
        /// Future, planned, promised, prepared.
        Expected = "expected",
        /// Asked for, proposed, threatened, conditional, aimed at.
        Hypothetical = "hypothetical",
    }
}

codes! {
    /// What kind of source a link of a chain is.
    SourceKind {
        /// Newspaper, agency, broadcaster, site.
        Media = "media",
        /// Civil authority of a state.
        Government = "government",
        /// Army, ministry of defence, security forces.
        ArmedForces = "armed-forces",
        /// Armed group that is no state's.
        ArmedGroup = "armed-group",
        /// Organisation of states.
        Igo = "igo",
        /// Non-governmental organisation.
        Ngo = "ngo",
        /// Body that observes and counts: OSDH, ACLED.
        Monitor = "monitor",
        /// Hospital, doctors.
        Medical = "medical",
        /// Researcher, analyst.
        Expert = "expert",
        /// Witness, resident, victim.
        Witness = "witness",
        /// A document with no body behind it in the text.
        Document = "document",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// PLOVER sectors that a party without a name of its own is given beside its country.
    Sector {
        /// Government.
        Gov = "GOV",
        /// Armed forces, ministry of defence, general staff.
        Mil = "MIL",
        /// Police, gendarmerie.
        Cop = "COP",
        /// Courts.
        Jud = "JUD",
        /// Parliament.
        Leg = "LEG",
        /// Intelligence services.
        Spy = "SPY",
        /// Political opposition.
        Opp = "OPP",
        /// Party.
        Pty = "PTY",
        /// Rebels, insurgents, jihadists without a name.
        Reb = "REB",
        /// Civilians.
        Cvl = "CVL",
        /// Criminals.
        Crm = "CRM",
        /// Media.
        Med = "MED",
        /// Education.
        Edu = "EDU",
        /// Business.
        Bus = "BUS",
        /// Non-governmental organisation.
        Ngo = "NGO",
        /// Organisation of states.
        Igo = "IGO",
        /// Unknown.
        Unk = "UNK",
    }
}

codes! {
    /// What a figure counts.
    Counted {
        /// Dead.
        Killed = "killed",
        /// Wounded.
        Wounded = "wounded",
        /// Missing.
        Missing = "missing",
        /// Prisoners, hostages, arrested.
        Captured = "captured",
        /// People who fled.
        Displaced = "displaced",
        /// People brought away.
        Evacuated = "evacuated",
        /// Deserters, defectors.
        Defected = "defected",
        /// Fighters of a group.
        Fighters = "fighters",
        /// Soldiers, police, staff.
        Personnel = "personnel",
        /// Vehicles, ships, aircraft.
        Vehicles = "vehicles",
        /// Weapons, shells, rockets.
        Weapons = "weapons",
        /// Towns, villages, positions.
        Localities = "localities",
        /// Armed or political groups.
        Groups = "groups",
        /// Raids, strikes, attacks.
        Raids = "raids",
        /// Kilometres.
        Kilometres = "kilometres",
        /// Sums of money.
        Money = "money",
        /// Anything else.
        Other = "other",
    }
}

/// The id of a party: `group:free-syrian-army`, `igo:un`, `ngo:msf`, `media:tass`, or a country
/// (ISO 3166-1 alpha-3) and a sector: `SYR/MIL`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(Box<str>);

impl PartyId {
    /// An id as written in the knowledge base.
    pub fn new(id: impl Into<Box<str>>) -> PartyId {
        PartyId(id.into())
    }

    /// An organ, or people, of a country.
    pub fn sector_of(country: &str, sector: Sector) -> PartyId {
        PartyId(format!("{country}/{sector}").into())
    }

    /// The written id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `SYR` of `SYR/MIL`; `None` for named groups and organisations.
    pub fn country(&self) -> Option<&str> {
        self.0.split_once('/').map(|(country, _)| country)
    }

    /// `MIL` of `SYR/MIL`; `None` for named groups and organisations.
    pub fn sector(&self) -> Option<Sector> {
        self.0.split_once('/').and_then(|(_, sector)| Sector::parse(sector))
    }
}

impl fmt::Display for PartyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_names_round_trip() {
        assert!(EventType::ALL.iter().all(|t| EventType::parse(t.as_str()) == Some(*t)));
        assert!(Mode::ALL.iter().all(|m| Mode::parse(m.as_str()) == Some(*m)));
        assert!(Counted::ALL.iter().all(|c| Counted::parse(c.as_str()) == Some(*c)));
        assert_eq!(EventType::ALL.len(), 20);
    }

    #[test]
    fn every_mode_belongs_to_a_type() {
        for mode in Mode::ALL {
            assert!(EventType::ALL.iter().any(|t| t.modes().contains(mode)), "{mode}");
        }
    }
}
