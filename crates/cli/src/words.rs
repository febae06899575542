//! The wording of the view, in the languages of the interface.
//!
//! Types and modes of events stay in the codebook's own names, which coders know; everything else
//! is said in words.

use selon::model::{Counted, Factuality, SourceKind};

use crate::args::values::Lang;

/// Labels and phrases of the view.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) says: &'static str,
    pub(crate) who: &'static str,
    pub(crate) place: &'static str,
    pub(crate) time: &'static str,
    pub(crate) figures: &'static str,
    pub(crate) sentence: &'static str,
    pub(crate) because: &'static str,
    pub(crate) own_voice: &'static str,
    pub(crate) anonymous: &'static str,
    pub(crate) quoted: &'static str,
    pub(crate) note: &'static str,
    pub(crate) since: &'static str,
    pub(crate) until: &'static str,
    pub(crate) unresolved: &'static str,
    pub(crate) at_least: &'static str,
    pub(crate) at_most: &'static str,
    pub(crate) about: &'static str,
    pub(crate) no_claim: &'static str,
    pub(crate) one_claim: &'static str,
    pub(crate) claims: &'static str,
    pub(crate) untitled: &'static str,
    pub(crate) more: &'static str,
    pub(crate) more_rows: &'static str,
    lang: Lang,
}

const EN: Words = Words {
    says: "says",
    who: "who",
    place: "where",
    time: "when",
    figures: "figures",
    sentence: "text",
    because: "because",
    own_voice: "the report itself",
    anonymous: "anonymous",
    quoted: "quoted",
    note: "note",
    since: "since",
    until: "until",
    unresolved: "day not known",
    at_least: "at least",
    at_most: "at most",
    about: "about",
    no_claim: "no claim",
    one_claim: "claim",
    claims: "claims",
    untitled: "(no title)",
    more: "… there are more: --limit shows them",
    more_rows: "… there are more rows: another --format shows them all",
    lang: Lang::En,
};

const FR: Words = Words {
    says: "dit",
    who: "qui",
    place: "où",
    time: "quand",
    figures: "chiffres",
    sentence: "texte",
    because: "car",
    own_voice: "l'article lui-même",
    anonymous: "anonyme",
    quoted: "entre guillemets",
    note: "note",
    since: "depuis le",
    until: "jusqu'au",
    unresolved: "jour inconnu",
    at_least: "au moins",
    at_most: "au plus",
    about: "environ",
    no_claim: "aucune affirmation",
    one_claim: "affirmation",
    claims: "affirmations",
    untitled: "(sans titre)",
    more: "… il y en a d'autres : --limit les montre",
    more_rows: "… il y a d'autres lignes : un autre --format les montre toutes",
    lang: Lang::Fr,
};

impl Words {
    /// The words of a language.
    pub(crate) fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::En => &EN,
            Lang::Fr => &FR,
        }
    }

    /// How sure the last link of the chain is.
    pub(crate) fn factuality(&self, value: Factuality) -> &'static str {
        let (en, fr) = match value {
            Factuality::Asserted => ("asserted", "affirmé"),
            Factuality::Unconfirmed => ("unconfirmed", "non confirmé"),
            Factuality::Denied => ("denied", "démenti"),
            Factuality::Expected => ("expected", "attendu"),
            Factuality::Hypothetical => ("hypothetical", "hypothétique"),
        };
        self.pick(en, fr)
    }

    /// What kind of source a link is.
    pub(crate) fn source_kind(&self, kind: SourceKind) -> &'static str {
        let (en, fr) = match kind {
            SourceKind::Media => ("media", "média"),
            SourceKind::Government => ("government", "gouvernement"),
            SourceKind::ArmedForces => ("armed forces", "forces armées"),
            SourceKind::ArmedGroup => ("armed group", "groupe armé"),
            SourceKind::Igo => ("international organisation", "organisation internationale"),
            SourceKind::Ngo => ("NGO", "ONG"),
            SourceKind::Monitor => ("monitor", "observatoire"),
            SourceKind::Medical => ("medical", "médical"),
            SourceKind::Expert => ("expert", "expert"),
            SourceKind::Witness => ("witness", "témoin"),
            SourceKind::Document => ("document", "document"),
            SourceKind::Other => ("other", "autre"),
        };
        self.pick(en, fr)
    }

    /// What a figure counts.
    pub(crate) fn counted(&self, of: Counted) -> &'static str {
        let (en, fr) = match of {
            Counted::Killed => ("killed", "tués"),
            Counted::Wounded => ("wounded", "blessés"),
            Counted::Missing => ("missing", "disparus"),
            Counted::Captured => ("captured", "captifs"),
            Counted::Displaced => ("displaced", "déplacés"),
            Counted::Evacuated => ("evacuated", "évacués"),
            Counted::Defected => ("defected", "ralliés ou déserteurs"),
            Counted::Fighters => ("fighters", "combattants"),
            Counted::Personnel => ("personnel", "soldats et personnel"),
            Counted::Vehicles => ("vehicles", "véhicules"),
            Counted::Weapons => ("weapons", "armes"),
            Counted::Localities => ("localities", "localités"),
            Counted::Groups => ("groups", "groupes"),
            Counted::Raids => ("raids", "raids"),
            Counted::Kilometres => ("kilometres", "kilomètres"),
            Counted::Money => ("money", "argent"),
            Counted::Other => ("other", "autre"),
        };
        self.pick(en, fr)
    }

    /// UCDP GED's scale of precision in space.
    pub(crate) fn place_precision(&self, precision: u8) -> &'static str {
        let (en, fr) = match precision {
            1 => ("exact place", "lieu exact"),
            2 => ("near, or part of a city", "environs ou quartier"),
            3 => ("district", "district"),
            4 => ("province", "province"),
            5 => ("region or line", "région ou ligne"),
            6 => ("country", "pays"),
            7 => ("sea or air", "mer ou air"),
            _ => ("", ""),
        };
        self.pick(en, fr)
    }

    /// A diagnostic, by its code; `None` where only its own message says it.
    pub(crate) fn diagnostic(&self, code: &str) -> Option<&'static str> {
        match (self.lang, code) {
            (Lang::Fr, "no-date") => Some(
                "sans date de publication, « mardi » ou « hier » restent sans jour ; donnez-la par --published",
            ),
            (Lang::Fr, "not-french") => {
                Some("l'article n'est pas en français : aucune affirmation n'y est cherchée")
            }
            _ => None,
        }
    }

    /// The name of a column of a table; English is that of the other formats.
    pub(crate) fn column<'a>(&self, name: &'a str) -> &'a str {
        if self.lang == Lang::En {
            return name;
        }
        match name {
            "acting" => "agit",
            "carried_by" => "repris par",
            "claims" => "affirmations",
            "conflict" => "conflit",
            "cooperation" => "coopération",
            "country" => "pays",
            "day" => "jour",
            "denied" => "démenti",
            "factuality" => "certitude",
            "first_day" => "premier jour",
            "events" => "événements",
            "kind" => "genre",
            "last_day" => "dernier jour",
            "month" => "mois",
            "name" => "nom",
            "actor" => "acteur",
            "recipient" => "destinataire",
            "origin" => "origine",
            "origins" => "origines",
            "outlet" => "média",
            "outlets" => "médias",
            "party" => "partie",
            "place" => "lieu",
            "reports" => "articles",
            "sector" => "secteur",
            "speaking" => "parle",
            "unconfirmed" => "non confirmé",
            "undergoing" => "subit",
            "words" => "mots",
            other => other,
        }
    }

    /// Whether the language is French.
    pub(crate) fn is_french(&self) -> bool {
        self.lang == Lang::Fr
    }

    pub(crate) fn pick(&self, en: &'static str, fr: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }
}
