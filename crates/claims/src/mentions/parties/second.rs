//! Second mentions: a noun without a name that takes up a party named elsewhere in the report.
//!
//! "Le groupe", "le journal", "l'organisation" take up the last one named of their kind. "Les rebelles",
//! "les djihadistes" are the armed group of the report, where it names only one of the country, or one far
//! more often than all others ("Le FACT … Les rebelles ont quitté Nokou"); where it names several, they stay unnamed.

use std::collections::BTreeMap;
use std::ops::Range;

use selon_model::{Analysis, PartyId, Sector, SourceKind, Upos, WordId};

use super::context::PartyContext;
use super::mention::PartyMention;
use crate::lexicon::parties::entry::MentionKind;
use crate::lexicon::parties::{Parties, keys};
use crate::rule::Rule;

/// How many times as often as all others a group must be named to be the one that is meant.
const FAR_MORE: usize = 4;

/// Mentions of a report that tell which group it is about; some ten times as many as a long report has.
const MENTIONS: usize = 400;

/// A noun that may take up a party, in its phrase.
pub(super) struct Noun<'a> {
    pub(super) kind: &'a MentionKind,
    pub(super) words: Range<WordId>,
    pub(super) phrase: Range<WordId>,
}

/// Whether a noun is one that can stand for a party named elsewhere.
pub(super) fn may_take_up(kind: &MentionKind) -> bool {
    match kind {
        MentionKind::People(people) => matches!(people.sector, Sector::Reb | Sector::Unk),
        MentionKind::Type(sector) => {
            matches!(sector, None | Some(Sector::Reb | Sector::Med | Sector::Ngo | Sector::Igo))
        }
        _ => false,
    }
}

/// The party that a definite noun takes up, and the rule.
pub(super) fn antecedent(
    parties: &Parties,
    analysis: &Analysis,
    mentions: &[PartyMention],
    context: &PartyContext,
    noun: &Noun<'_>,
) -> Option<(PartyId, SourceKind, Rule)> {
    if !is_definite(analysis, noun) {
        // "Trois assaillants" are of the rebels told before, "des hommes armés" of nobody.
        let (party, rule) = rebels(mentions, context, noun).filter(|_| noun.words.len() == 1)?;
        return Some((party, SourceKind::ArmedGroup, rule));
    }
    let fits: fn(SourceKind) -> bool = match noun.kind {
        // "Les groupes de l'opposition modérée" says which ones.
        MentionKind::People(_) if noun.words.len() > 3 => return None,
        MentionKind::People(_) | MentionKind::Type(Some(Sector::Reb)) => {
            let group = only_group(parties, mentions, context).map(|group| (group, Rule::PartyOnlyGroup));
            let (party, rule) = group.or_else(|| rebels(mentions, context, noun))?;
            return Some((party, SourceKind::ArmedGroup, rule));
        }
        MentionKind::Type(Some(Sector::Med)) => |kind| kind == SourceKind::Media,
        MentionKind::Type(Some(Sector::Igo)) => |kind| kind == SourceKind::Igo,
        MentionKind::Type(Some(Sector::Ngo)) => |kind| matches!(kind, SourceKind::Ngo | SourceKind::Monitor),
        _ => |kind| kind != SourceKind::Media,
    };
    let named_here = noun.words.end < noun.phrase.end && !is_border(analysis, noun.words.end);
    if named_here || is_plural(analysis, &noun.words) {
        return None;
    }
    let (party, kind) = last_before(parties, mentions, noun.words.start, context, fits)?;
    Some((party, kind, Rule::PartyLastNamed))
}

/// "les rebelles", "ce groupe", "les positions djihadistes": what the reader is held to know already.
fn is_definite(analysis: &Analysis, noun: &Noun<'_>) -> bool {
    const DEFINITE: [&str; 9] = ["le", "la", "les", "l'", "l’", "ce", "cet", "cette", "ces"];
    let is = |at: WordId| {
        let word = analysis.words.get(at as usize);
        word.is_some_and(|word| DEFINITE.contains(&&*word.form.to_lowercase()))
    };
    let adjective = noun.words.start > noun.phrase.start + 1 && noun.words.end == noun.phrase.end;
    noun.words
        .start
        .checked_sub(1)
        .is_some_and(|at| is(at) || adjective && !is_of(analysis, at) && is(noun.phrase.start))
}

/// "de": what follows is whose it is, not what it is.
fn is_of(analysis: &Analysis, at: WordId) -> bool {
    analysis
        .words
        .get(at as usize)
        .is_some_and(|word| matches!(word.upos, Upos::Adp | Upos::Det | Upos::Punct | Upos::Cconj))
}

/// Whether a word cannot belong to the noun before it.
fn is_border(analysis: &Analysis, at: WordId) -> bool {
    let word = analysis.words.get(at as usize);
    word.is_none_or(|word| word.form.starts_with(|c: char| c.is_ascii_punctuation()) || &*word.form == "et")
}

fn is_plural(analysis: &Analysis, noun: &Range<WordId>) -> bool {
    let last = noun.end.checked_sub(1).and_then(|at| analysis.words.get(at as usize));
    last.is_some_and(|word| keys::is_plural(&word.form))
}

/// "Les assaillants" of a report that has called them rebels or jihadists before.
fn rebels(mentions: &[PartyMention], context: &PartyContext, noun: &Noun<'_>) -> Option<(PartyId, Rule)> {
    let is = |kind: &MentionKind, sector| matches!(kind, MentionKind::People(p) if p.sector == sector);
    let end = mentions.partition_point(|m| m.words.end <= noun.words.start);
    let before = || mentions[..end].iter().rev().take(60).any(|m| is(&m.kind, Sector::Reb));
    let country = context.country.as_deref().filter(|_| is(noun.kind, Sector::Unk) && before())?;
    Some((PartyId::sector_of(country, Sector::Reb), Rule::PartyRebelsOfReport))
}

/// The armed group of the report's country that stands out, if one does.
fn only_group(parties: &Parties, mentions: &[PartyMention], context: &PartyContext) -> Option<PartyId> {
    let mut times: BTreeMap<&PartyId, usize> = BTreeMap::new();
    for kind in mentions.iter().take(MENTIONS).filter_map(|m| parties.read(m, context)) {
        let (MentionKind::Group(id) | MentionKind::Leader(id)) = kind else { continue };
        let fights = parties.about(id).is_some_and(|info| {
            let here = context.country.as_ref().is_none_or(|c| info.countries.contains(c));
            info.sector == Some(Sector::Reb) && here
        });
        if fights {
            *times.entry(id).or_default() += 1;
        }
    }
    let all: usize = times.values().sum();
    let (group, most) = times.into_iter().max_by_key(|(_, times)| *times)?;
    ((all - most) * FAR_MORE <= most).then(|| group.clone())
}

/// The last group or organisation of a fitting kind before a word.
fn last_before(
    parties: &Parties,
    mentions: &[PartyMention],
    before: WordId,
    context: &PartyContext,
    fits: impl Fn(SourceKind) -> bool,
) -> Option<(PartyId, SourceKind)> {
    let end = mentions.partition_point(|m| m.words.end <= before);
    mentions[..end].iter().rev().take(60).find_map(|m| match parties.read(m, context)? {
        MentionKind::Group(id) if fits(SourceKind::ArmedGroup) => Some((id.clone(), SourceKind::ArmedGroup)),
        MentionKind::Organisation(id, kind) if fits(*kind) => Some((id.clone(), *kind)),
        _ => None,
    })
}
