//! Classes of words that rules ask for: verbs that carry a noun, nouns for places, words of doubt.

use selon_model::{EventType, Factuality, Mode};

use crate::lexicon::codes::codes;
use crate::lexicon::table::{LexiconError, Table, rows};
use crate::spelling::fold;

codes! {
    /// The classes of `data/fr/classes.tsv`, by what each is for.
    pub(crate) enum Class = "class of words" {
        /// Participles that name who stands behind a noun: "menée par", "attribuée à".
        Behind = "behind",
        /// Participles that name whom a noun is aimed at: "visant".
        Aimed = "aimed",
        /// Verbs with the harm as their object and the attack as their subject: "faire dix morts".
        Outcome = "outcome",
        /// Verbs whose object is the subject of their infinitive: "contraindre".
        ObjectControl = "object-control",
        /// The same by their indirect object: "demander à".
        IndirectControl = "indirect-control",
        /// Verbs of force, whose subject somebody gives way to: "contraindre à quitter".
        Forcing = "forcing",
        /// Verbs that make of their complement a wish, an aim, a demand or something averted.
        Wanting = "wanting",
        /// Verbs that make of their complement a plan or promise.
        Planning = "planning",
        /// Verbs that leave it open whether their complement is so: "sembler".
        Seeming = "seeming",
        /// Verbs that deny their complement clause.
        Denying = "denying",
        /// Nouns that make an aim of what they govern: "tentative de".
        AimNoun = "aim-noun",
        /// Nouns that make a plan of what they govern: "projet de".
        PlanNoun = "plan-noun",
        /// Adverbs and adjectives of doubt: "présumé".
        Doubt = "doubt",
        /// Adjectives of what is to come: "imminent".
        Coming = "coming",
        /// Nouns for places and positions that one can take or hold.
        Place = "place",
        /// Nouns for weapons, vehicles, aircraft, ships.
        Weapon = "weapon",
        /// Nouns that point back to a named group: "le mouvement".
        GenericGroup = "generic-group",
        /// Verbs conjugated with "être" in the active voice: "sont tombés".
        Intransitive = "intransitive",
        /// Nouns of time, which are no subject or object: "rencontrera vendredi les chefs".
        Time = "time",
        /// Nouns for fighting that goes on in many places: "guerre", "campagne".
        Campaign = "campaign",
        /// Nouns that name people by the attack that they make: "les assaillants".
        Attackers = "attackers",
        /// Words that compare: "autant", "de cette ampleur".
        Comparing = "comparing",
        /// Nouns that say whose doing something is: "le fait d'hommes armés".
        Deed = "deed",
        /// Nouns for how much or how many there is of what follows: "une dizaine d'assaillants".
        Quantity = "quantity",
        /// Nouns of who undergoes the event that they govern: "victime d'une attaque", "l'objet de tirs".
        Undergoing = "undergoing",
        /// "Dans les rangs de l'armée": nouns for the side that dead and wounded belong to.
        Ranks = "ranks",
        /// "Les rebelles ont eu dix morts": verbs whose subject has the dead that are their object.
        Losing = "losing",
        /// Nouns for a toll as such: "le bilan de l'attaque".
        Reckoning = "reckoning",
        /// Buildings, posts and camps that are attacked as such.
        Facility = "facility",
        /// Participles with the medium that hands a source on: "citée par".
        Citing = "citing",
        /// Verbs by which a medium names its own source: "citant", "se référant à".
        Referring = "referring",
        /// Truces, ceasefires, accords, plans for peace.
        Truce = "truce",
        /// Negotiations, mediation, a dialogue.
        Talks = "talks",
        /// Flags and banners.
        Flag = "flag",
        /// Words of blame: "terroriste", "crime".
        Blame = "blame",
        /// Refugees and displaced people.
        Displaced = "displaced",
        /// Ambassadors and envoys.
        Diplomat = "diplomat",
        /// What is proposed or asked.
        Offer = "offer",
        /// What answers an attack of others: "riposter".
        Retaliating = "retaliating",
        /// What two or each of make both sides of a fight: "les deux camps".
        Side = "side",
        /// What is both sides by itself: "belligérants".
        BothSides = "both-sides",
        /// "Pays voisins": adjectives of countries that lie beside another.
        Bordering = "bordering",
    }
}

/// Some of the classes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClassSet(u64);

impl ClassSet {
    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u32;
    }

    pub(crate) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

codes! {
    /// The role that the subject of a verb has in the event that the verb's noun names.
    pub(crate) enum SubjectRole = "role of a subject" {
        /// "L'armée mène une attaque".
        Actor = "actor",
        /// "Le convoi subit une attaque".
        Recipient = "recipient",
        /// "Une attaque a lieu".
        Other = "other",
    }
}

/// A verb that carries an event noun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Support {
    pub(crate) subject: SubjectRole,
    /// What the verb makes of the event; `None` leaves it to mood and tense.
    pub(crate) factuality: Option<Factuality>,
}

/// Which words belong to which class.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    /// By the verb's lemma; its preposition follows the noun anyhow.
    support: Table<Box<str>, Support>,
    words: Table<Box<str>, ClassSet>,
    /// Modes of assault by the noun or adjective for what they are made with.
    means: Table<Box<str>, Mode>,
}

impl Classes {
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["class", "word"], &[], |row| {
            let word = fold(row.need("word")?).into();
            self.words.entry(word).or_default().add(row.code("class")?);
            Ok(())
        })
    }

    pub(crate) fn extend_support(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["verb", "subject", "factuality"], &[], |row| {
            let subject = row.code("subject")?;
            let factuality = row.code_or_none("factuality")?;
            let verb = fold(row.need("verb")?);
            let lemma = verb.split_whitespace().find(|w| !matches!(*w, "se" | "être")).unwrap_or(&verb);
            self.support.entry(lemma.into()).or_insert(Support { subject, factuality });
            Ok(())
        })
    }

    pub(crate) fn extend_means(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["means", "mode"], &[], |row| {
            let mode: Mode = row.code("mode")?;
            if !EventType::Assault.modes().contains(&mode) {
                return Err(row.error(format!("{mode} is no mode of an assault")));
            }
            self.means.insert(fold(row.need("means")?).into(), mode);
            Ok(())
        })
    }

    /// The mode of assault that a noun or adjective, by its lemma, stands for.
    pub(crate) fn means(&self, lemma: &str) -> Option<Mode> {
        self.means.get(lemma).copied()
    }

    /// How a verb, by its lemma, carries the event noun that is its object or complement.
    pub(crate) fn support(&self, lemma: &str) -> Option<Support> {
        self.support.get(lemma).copied()
    }

    /// The classes that a word, by its lemma, belongs to.
    pub(crate) fn of(&self, lemma: &str) -> ClassSet {
        self.words.get(lemma).copied().unwrap_or_default()
    }
}
