//! The party that a noun phrase names, put together from the mentions in it.
//!
//! Works on the order of the words and not on the tree, so that a wrong parse does little harm:
//! a French phrase names the head first, then its adjectives and "de" complements, then, after a
//! comma or bracket, appositions. Any other preposition closes the phrase up to the next comma:
//! "l'ambassadeur du Tchad en Éthiopie" is Chad's.

use std::ops::Range;

use selon_model::{Analysis, Date, PartyId, Sector, SourceKind, Upos, WordId};

use super::Parties;
use super::entry::{Iso3, MentionKind, source_of};
use super::mention::PartyMention;

/// What is known of the report around a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The country that the report is about, where one stands out.
    pub country: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
}

/// The party of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Its id.
    pub party: PartyId,
    /// What kind of source it is when it speaks.
    pub kind: SourceKind,
    /// The person who acts for it, where one is named.
    pub person: Option<String>,
    /// How it was found, for `--explain`.
    pub rule: &'static str,
}

/// A mention as the scan of a phrase meets it.
struct Item<'a> {
    kind: &'a MentionKind,
    /// Joined to the noun before it without "de": "officiers déserteurs".
    adjacent: bool,
    /// Preceded by a number or "des", "les", "plusieurs" …: "des Libanais" are people.
    first: bool,
}

/// What the items of a phrase have told so far.
#[derive(Default)]
struct Draft {
    named: Option<(PartyId, SourceKind)>,
    sector: Option<(Sector, SourceKind)>,
    /// The sector may still be replaced by an office or organ.
    weak: bool,
    /// A noun was met that takes its party from its complement.
    role: bool,
    ministry: bool,
    country: Option<Iso3>,
    demonym: bool,
    leader: bool,
}

pub(super) fn resolve(
    parties: &Parties,
    text: &str,
    analysis: &Analysis,
    mentions: &[PartyMention],
    words: Range<WordId>,
    context: &Context,
) -> Option<Resolved> {
    let words = words.start..words.end.min(analysis.words.len() as WordId);
    let mut draft = Draft::default();
    for item in items(parties, analysis, mentions, &words, context) {
        draft.take(&item);
        if draft.named.is_some() {
            break;
        }
    }
    let (party, kind, rule) = draft.settle(context)?;
    let person = person(text, analysis, mentions, &words);
    Some(Resolved { party, kind, person, rule })
}

/// The mentions that belong to the phrase's own party, in order.
fn items<'a>(
    parties: &'a Parties,
    analysis: &Analysis,
    mentions: &[PartyMention],
    words: &Range<WordId>,
    context: &Context,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut open = true;
    let mut apposition = false;
    let mut adjacent = false;
    let mut next = mentions.partition_point(|m| m.words.start < words.start);
    let mut at = words.start;
    while at < words.end {
        if let Some(mention) = mentions.get(next).filter(|m| m.words.start <= at) {
            next += 1;
            at = mention.words.end.max(at + 1);
            let Some(kind) = parties.read(mention, context).filter(|_| open) else { continue };
            if apposition && !items.is_empty() && is_country(kind) {
                open = false;
                continue;
            }
            items.push(Item { kind, adjacent, first: items.is_empty() });
            (apposition, adjacent) = (false, true);
            continue;
        }
        match link(analysis, at, words) {
            Link::Close => open = false,
            Link::Apposition => (open, apposition) = (true, true),
            Link::Stop if !items.is_empty() => break,
            Link::Stop | Link::Of => {}
            Link::Other => {}
        }
        adjacent = false;
        at += 1;
    }
    items
}

fn is_country(kind: &MentionKind) -> bool {
    matches!(kind, MentionKind::Country(_) | MentionKind::Capital(_))
}

enum Link {
    /// "de", which joins.
    Of,
    /// A preposition or relative pronoun, behind which other parties stand.
    Close,
    /// A comma or bracket, which opens again.
    Apposition,
    /// A conjunction: another party follows.
    Stop,
    /// Any other word.
    Other,
}

const CLOSING: [&str; 47] = [
    "à",
    "au",
    "aux",
    "en",
    "dans",
    "sur",
    "contre",
    "par",
    "avec",
    "pour",
    "entre",
    "sous",
    "vers",
    "chez",
    "depuis",
    "après",
    "avant",
    "lors",
    "selon",
    "sans",
    "face",
    "proche",
    "proches",
    "auprès",
    "près",
    "hors",
    "qui",
    "que",
    "qu'",
    "qu’",
    "dont",
    "où",
    "lequel",
    "laquelle",
    "lesquels",
    "lesquelles",
    "ayant",
    "hostile",
    "hostiles",
    "opposé",
    "opposés",
    "opposées",
    "victime",
    "victimes",
    "issu",
    "issus",
    "venus",
];

const LOYAL: [&str; 14] = [
    "loyal",
    "loyale",
    "loyales",
    "loyaux",
    "fidèle",
    "fidèles",
    "favorable",
    "favorables",
    "appartenant",
    "acquis",
    "acquises",
    "dévoués",
    "ralliés",
    "ralliées",
];

fn link(analysis: &Analysis, at: WordId, words: &Range<WordId>) -> Link {
    let lower = |id: WordId| analysis.words[id as usize].form.to_lowercase();
    let form = lower(at);
    match form.as_str() {
        "de" | "d'" | "d’" | "du" | "des" => Link::Of,
        "et" | "ou" | "ni" | "mais" => Link::Stop,
        "," | "(" | ")" | "–" | "—" | "[" => Link::Apposition,
        "à" | "au" | "aux" if at > words.start && LOYAL.contains(&lower(at - 1).as_str()) => Link::Of,
        form if CLOSING.contains(&form) => Link::Close,
        _ => Link::Other,
    }
}

impl Draft {
    fn take(&mut self, item: &Item<'_>) {
        match item.kind {
            MentionKind::Group(id) => self.name(id, SourceKind::ArmedGroup),
            MentionKind::Organisation(id, kind) => self.name(id, *kind),
            MentionKind::Leader(id) | MentionKind::Forces(id) => match (id.country(), id.sector()) {
                (Some(country), Some(sector)) => {
                    self.leader |= matches!(item.kind, MentionKind::Leader(_));
                    self.weakly(sector, source_of(sector));
                    self.country.get_or_insert_with(|| country.into());
                }
                _ => self.name(id, group_source(id)),
            },
            MentionKind::Country(iso) | MentionKind::Capital(iso) => {
                self.country.get_or_insert_with(|| iso.clone());
            }
            MentionKind::Demonym(iso) => {
                self.demonym |= item.first;
                self.country.get_or_insert_with(|| iso.clone());
            }
            MentionKind::Organ(sector, kind) => {
                self.ministry |= self.sector.is_none() && *sector == Sector::Gov;
                self.firmly(*sector, *kind);
            }
            MentionKind::Post(sector) => {
                self.ministry |= self.sector.is_none() && *sector == Sector::Gov;
                self.firmly(*sector, source_of(*sector));
            }
            MentionKind::Thing(sector) => self.firmly(*sector, source_of(*sector)),
            MentionKind::Rank(sector) => self.weakly(*sector, source_of(*sector)),
            MentionKind::Role(sector) | MentionKind::Type(sector) => {
                self.role = true;
                if let Some(sector) = sector {
                    self.weakly(*sector, source_of(*sector));
                }
            }
            MentionKind::Portfolio(sector) if self.ministry => {
                self.sector = Some((*sector, source_of(*sector)))
            }
            MentionKind::Portfolio(_) => {}
            MentionKind::People(people) => {
                let rebels = people.sector == Sector::Reb && item.adjacent;
                if rebels && self.sector.is_some_and(|(s, _)| matches!(s, Sector::Mil | Sector::Unk)) {
                    self.sector = None;
                }
                self.firmly(people.sector, people.source);
            }
        }
    }

    /// A named group or organisation: it is the party, unless the phrase is about people or an
    /// organ that are not its own ("les civils de l'ASL", "le ministre russe de l'UE").
    fn name(&mut self, id: &PartyId, kind: SourceKind) {
        let own = match self.sector {
            None => true,
            Some(_) if self.weak => true,
            Some((Sector::Mil, _)) => self.country.is_none() || kind == SourceKind::Igo,
            Some((Sector::Cvl | Sector::Edu, _)) => false,
            Some((Sector::Gov | Sector::Jud | Sector::Leg | Sector::Cop | Sector::Spy, _)) => {
                self.country.is_none()
            }
            Some(_) => true,
        };
        if own {
            self.named = Some((id.clone(), kind));
        }
    }

    fn firmly(&mut self, sector: Sector, kind: SourceKind) {
        if self.sector.is_none() || self.weak {
            self.sector = Some((sector, kind));
            self.weak = false;
        }
    }

    /// A leader's party outweighs a rank, an office named later outweighs both.
    fn weakly(&mut self, sector: Sector, kind: SourceKind) {
        if self.sector.is_none() || (self.weak && self.leader) {
            self.sector = Some((sector, kind));
            self.weak = true;
        }
    }

    fn settle(self, context: &Context) -> Option<(PartyId, SourceKind, &'static str)> {
        if let Some((id, kind)) = self.named {
            return Some((id, kind, "party:named"));
        }
        let own = context.country.as_deref();
        match (self.sector, self.country) {
            (Some((sector, kind)), Some(country)) => {
                let rule = if self.leader { "party:leader" } else { "party:organ-of-country" };
                Some((PartyId::sector_of(&country, sector), kind, rule))
            }
            (Some((sector, kind)), None) => {
                Some((PartyId::sector_of(own?, sector), kind, "party:organ-of-report-country"))
            }
            (None, Some(country)) if self.demonym && own == Some(&country) => Some((
                PartyId::sector_of(&country, Sector::Cvl),
                SourceKind::Witness,
                "party:people-of-country",
            )),
            (None, Some(country)) => Some((
                PartyId::sector_of(&country, Sector::Gov),
                SourceKind::Government,
                "party:country-as-government",
            )),
            (None, None) => None,
        }
    }
}

fn group_source(id: &PartyId) -> SourceKind {
    match id.as_str().split(':').next() {
        Some("igo") => SourceKind::Igo,
        Some("ngo") => SourceKind::Ngo,
        Some("media") => SourceKind::Media,
        _ => SourceKind::ArmedGroup,
    }
}

/// The name of the person in a phrase: a leader's mention with the capitalised words around it,
/// else the first run of capitalised words that is no other mention, if the phrase has an office.
fn person(
    text: &str,
    analysis: &Analysis,
    mentions: &[PartyMention],
    words: &Range<WordId>,
) -> Option<String> {
    let from = mentions.partition_point(|m| m.words.start < words.start);
    let inside: Vec<&PartyMention> =
        mentions[from..].iter().take_while(|m| m.words.end <= words.end).collect();
    let of_person = |m: &PartyMention| matches!(m.kind, MentionKind::Leader(_));
    let office = inside.iter().any(|m| {
        matches!(
            m.kind,
            MentionKind::Post(_) | MentionKind::Rank(_) | MentionKind::Role(_) | MentionKind::Leader(_)
        )
    });
    if !office {
        return None;
    }
    let free = |id: WordId| !inside.iter().any(|m| m.words.contains(&id) && !of_person(m));
    let is_name = |id: WordId| free(id) && is_name_word(analysis, id, id == words.start);
    let start = words.clone().find(|id| is_name(*id))?;
    let mut end = start + 1;
    while end < words.end
        && (is_name(end) || (is_particle(analysis, end) && end + 1 < words.end && is_name(end + 1)))
    {
        end += 1;
    }
    let span = analysis.words[start as usize].span.join(analysis.words[end as usize - 1].span);
    Some(span.of_text(text).to_owned())
}

fn is_name_word(analysis: &Analysis, id: WordId, first: bool) -> bool {
    let word = &analysis.words[id as usize];
    let large = word.form.starts_with(char::is_uppercase) && word.form.chars().any(char::is_lowercase);
    let article = word.form.split(['-', '‑']).next().is_some_and(super::fold::is_arabic_article);
    match word.upos {
        Upos::Propn => large || article,
        Upos::Noun | Upos::Adj | Upos::X => large && !first,
        _ => false,
    }
}

fn is_particle(analysis: &Analysis, id: WordId) -> bool {
    const PARTICLES: [&str; 14] =
        ["ben", "bin", "ibn", "ould", "ag", "van", "von", "der", "da", "dos", "el", "al", "abou", "de"];
    PARTICLES.contains(&&*analysis.words[id as usize].form)
}
