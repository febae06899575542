//! What happened, how, and how sure a source is of it: the codebook's wording.

use crate::codes::codes;

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

/// The lists of types that rules ask for, each once. Where two differ by a type or two, their names say why.
impl EventType {
    /// Somebody is hurt or killed, or may be: an attack, or its toll.
    pub const fn is_bodily(self) -> bool {
        matches!(self, EventType::Assault | EventType::Toll)
    }

    /// An act of force: an attack, or a place that is taken, held, lost or besieged by it.
    pub const fn is_force(self) -> bool {
        matches!(self, EventType::Assault | EventType::Control)
    }

    /// Fighting in any of its three tellings: the attack, the dead, the ground gained by it.
    pub const fn is_violent(self) -> bool {
        self.is_bodily() || self.is_force()
    }

    /// What armed forces do, rather than their government: "l'offensive russe" is the army's, "la proposition russe" is not.
    pub const fn is_of_forces(self) -> bool {
        self.is_force() || matches!(self, EventType::Mobilize | EventType::Retreat)
    }

    /// Events of this type happen at a place (in four of five of the coded reports), and the story's place is theirs.
    pub const fn happens_at_a_place(self) -> bool {
        self.is_violent()
            || self.is_of_forces()
            || matches!(self, EventType::Displace | EventType::Coerce | EventType::Protest)
    }

    /// Parties come together for it: it has the place that its own sentence tells, but never the story's.
    pub const fn is_meeting(self) -> bool {
        matches!(self, EventType::Consult | EventType::Aid | EventType::Cooperate)
    }

    /// Talks and accords: what is done at a table.
    pub const fn is_accord(self) -> bool {
        matches!(self, EventType::Consult | EventType::Support | EventType::Agree)
    }

    /// Somebody is opposite: such an event is done to, with or against a party, never to a place. "La France soutient le
    /// Niger" supports no territory.
    pub const fn needs_counterpart(self) -> bool {
        self.is_talk() || matches!(self, EventType::Threaten | EventType::Aid | EventType::Align)
    }

    /// Talks, accords and blame: words, and what follows from words at a table or in court. Such events are told in
    /// reports of any world. Unlike [`EventType::needs_counterpart`] without threats, aid and changes of side, whose words
    /// sport and weather use too ("la tempête menace la côte").
    pub const fn is_talk(self) -> bool {
        use EventType::{Accuse, Agree, Concede, Consult, Cooperate, Reject, Request, Sanction, Support};
        matches!(self, Agree | Consult | Support | Concede | Request | Accuse | Reject | Sanction | Cooperate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_names_round_trip() {
        assert!(EventType::ALL.iter().all(|t| EventType::parse(t.as_str()) == Some(*t)));
        assert!(Mode::ALL.iter().all(|m| Mode::parse(m.as_str()) == Some(*m)));
        assert_eq!(EventType::ALL.len(), 20);
    }

    #[test]
    fn every_mode_belongs_to_a_type() {
        for mode in Mode::ALL {
            assert!(EventType::ALL.iter().any(|t| t.modes().contains(mode)), "{mode}");
        }
    }

    #[test]
    fn lists_of_types() {
        let check = |is: fn(EventType) -> bool, expected: &str| {
            let all: Vec<&str> = EventType::ALL.iter().filter(|t| is(**t)).map(|t| t.as_str()).collect();
            assert_eq!(all.join(" "), expected);
        };
        check(EventType::is_bodily, "ASSAULT TOLL");
        check(EventType::is_force, "ASSAULT CONTROL");
        check(EventType::is_violent, "ASSAULT CONTROL TOLL");
        check(EventType::is_of_forces, "RETREAT MOBILIZE ASSAULT CONTROL");
        check(EventType::happens_at_a_place, "RETREAT PROTEST MOBILIZE COERCE ASSAULT CONTROL DISPLACE TOLL");
        check(EventType::is_meeting, "CONSULT COOPERATE AID");
        check(EventType::is_accord, "AGREE CONSULT SUPPORT");
        check(EventType::is_talk, "AGREE CONSULT SUPPORT CONCEDE COOPERATE REQUEST ACCUSE REJECT SANCTION");
        check(
            EventType::needs_counterpart,
            "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN SANCTION ALIGN",
        );
    }
}
