use std::fmt;

use selon_model::{Claim, Figure, Sector, Span};

use crate::words::{fold, words};

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

/// Words for anybody, singular.
const ANYBODY: [&str; 14] = [
    "personne", "mort", "morte", "corps", "victime", "tue", "tuee", "blesse", "blessee", "gens", "deces",
    "cadavre", "homme", "vie",
];
/// Words for those who don't fight, singular.
const CIVILIANS: [&str; 6] = ["civil", "civile", "habitant", "habitante", "villageois", "villageoise"];
/// Words that stand before the one that counts.
const BEFORE: [&str; 12] =
    ["de", "d", "des", "du", "les", "la", "le", "l", "autres", "autre", "jeunes", "simples"];
/// Words that make a figure a part of one told before it.
const PART: [&str; 5] = ["dont", "parmi eux", "parmi lesquels", "parmi elles", "y compris"];

impl Scope {
    /// Whom a figure of a claim counts. "53 morts, dont 49 gendarmes" counts gendarmes, be they a part.
    pub(crate) fn of(claim: &Claim, figure: &Figure, text: &str) -> Scope {
        match counted(claim, figure, text) {
            Scope::All if is_part(claim, figure, text) => Scope::Part,
            scope => scope,
        }
    }
}

/// Whether a figure is a part of one told before it.
pub(crate) fn is_part(claim: &Claim, figure: &Figure, text: &str) -> bool {
    let before = Span::new(claim.sentence.start, figure.span.start.max(claim.sentence.start));
    let before = fold(before.of_text(text));
    let before = before.trim_end().trim_end_matches(',');
    PART.iter().any(|word| before.ends_with(word))
}

fn counted(claim: &Claim, figure: &Figure, text: &str) -> Scope {
    let who: Vec<String> = figure.who.iter().flat_map(|who| words(who.of_text(text))).collect();
    let expression: Vec<String> = words(figure.span.of_text(text)).collect();
    let named = who.iter().chain(&expression).map(|word| singular(word));
    let named: Vec<&str> = named.collect();
    let any = |of: &[&str]| named.iter().any(|word| of.contains(word));
    if any(&["mort", "tue"]) && any(&["blesse"]) {
        return Scope::DeadAndWounded;
    }
    if any(&CIVILIANS) {
        return Scope::Civilians;
    }
    if any(&ANYBODY) {
        return Scope::All;
    }
    // The expression may hold a numeral in words before it, and so names a group only through `who`.
    let head = who.iter().find(|word| !expression.contains(word) && !BEFORE.contains(&word.as_str()));
    match head.map(|word| singular(word)) {
        Some("militaire") => Scope::Group("soldat".to_owned()),
        Some(word) => Scope::Group(word.to_owned()),
        None => by_recipients(claim),
    }
}

/// "Six ont été tués": whoever the claim says underwent it, where that is one party.
fn by_recipients(claim: &Claim) -> Scope {
    let [only] = claim.recipients.as_slice() else { return Scope::All };
    let Some(party) = &only.party else { return Scope::All };
    match party.sector() {
        Some(Sector::Cvl | Sector::Unk) => Scope::All,
        Some(Sector::Mil) => Scope::Group("soldat".to_owned()),
        _ => Scope::Group(party.to_string()),
    }
}

fn singular(word: &str) -> &str {
    if word.len() > 3 && !matches!(word, "corps" | "gens" | "deces" | "villageois") {
        word.strip_suffix(['s', 'x']).unwrap_or(word)
    } else {
        word
    }
}
