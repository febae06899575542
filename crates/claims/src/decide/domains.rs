//! Reports of other domains, which speak like war: "les Bleus ont bombardé le but adverse", "la tempête a frappé la côte".
//!
//! One word says nothing ("le match a été interrompu par des tirs" is news of a shooting), so a report belongs to
//! another domain only where several different words of that domain stand in it, and more of them than of armed
//! parties. There only what an armed party does or suffers is told: "des hommes armés ont attaqué le stade" still is.

use selon_model::{Argument, Claim, PartyId, PartyKind, Sector, WordId};

use crate::lexicon::domains::Domains;
use crate::mentions::entities::Entities;
use crate::spelling::fold;
use crate::syntax::view::Doc;

/// Different words of one domain that make a report belong to it, whatever its length.
const FEWEST: usize = 4;
/// Words of text for each of which one more is asked for: long reports have room for many words by chance.
const EACH: usize = 150;
/// Most words that a phrase has beside its first.
const LONGEST: WordId = 3;

/// Whether a report belongs to one of the domains.
pub(crate) fn hold(domains: &Domains, doc: &Doc, entities: &Entities) -> bool {
    let mut found = vec![Vec::new(); domains.names.len()];
    for w in 0..doc.len() {
        each_at(domains, doc, w, |word, of| {
            for &domain in of {
                if !found[domain].contains(&word) {
                    found[domain].push(word);
                }
            }
        });
    }
    // "Le capitaine", "ses troupes" stand in every domain; armies and groups have names.
    let armed = (0..doc.len()).filter(|&w| entities.is_armed(w) && entities.names_itself(doc, w)).count();
    let fewest = (FEWEST + doc.len() as usize / EACH).max(armed + 1);
    found.iter().any(|words| words.len() >= fewest)
}

/// Calls `hit` with the number and the domains of each entry that begins with a word: by its lemma, its form, or as
/// a phrase.
fn each_at(domains: &Domains, doc: &Doc, w: WordId, mut hit: impl FnMut(usize, &[usize])) {
    let mut look = |key: &str| {
        if let Some((entry, _, of)) = domains.words.get_full(key) {
            hit(entry, of);
        }
    };
    look(doc.low_lemma(w));
    look(doc.form(w));
    if domains.firsts.contains(doc.form(w)) {
        // As it stands in the text, where "du" is one word.
        let end = doc.sentence_words(w).end.min(w + 1 + LONGEST);
        for last in w + 1..end {
            look(&fold(doc.span_of(w, last).of_text(doc.text)));
        }
    }
}

/// Whether a claim counts in a report of another domain: talks and accords do, violence and moves of force only where an
/// armed party acts or a named group undergoes it ("la tempête a tué deux soldats" is no act of war).
pub(crate) fn counts(claim: &Claim) -> bool {
    let group = |a: &Argument| a.party.as_ref().is_some_and(|p| p.kind() == PartyKind::Group);
    let force = |a: &Argument| a.party.as_ref().and_then(PartyId::sector).is_some_and(Sector::is_armed);
    claim.event.is_talk()
        || claim.actors.iter().any(|a| force(a) || group(a))
        || claim.recipients.iter().any(group)
}
