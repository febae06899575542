//! The places of a document, each with the word that carries it.

use selon_model::{PlaceRef, Span, Upos, WordId};

use crate::lexicon::classes::Class;
use crate::lexicon::places::Gazetteer;
use crate::mentions::places::{Cue, PlaceContext};
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// A place that the gazetteer found.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) place: PlaceRef,
    /// The word that carries it in the tree.
    pub(crate) head: WordId,
    pub(crate) cue: Cue,
    /// A site without a name, in the town named last: "l'hôpital".
    pub(crate) site: bool,
}

impl Located {
    /// It stands where a place is told ("à Gao"), not as a subject ("Bamako dément").
    pub(crate) fn locative(&self) -> bool {
        self.cue >= Cue::Type
    }
}

/// The places of a document in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Places {
    pub(crate) found: Vec<Located>,
}

impl Places {
    /// Finds and resolves all places of a document.
    ///
    /// `names` are the names of parties and persons, in order: they are no places.
    pub(crate) fn of(doc: &Doc, gazetteer: &Gazetteer, names: &[Span], context: &PlaceContext) -> Places {
        let mentions = gazetteer.mentions(doc.text, doc.analysis, names);
        let is_name = |name: Span| {
            let at = names.partition_point(|n| n.end <= name.start);
            names.get(at).is_some_and(|n| n.overlaps(name))
        };
        let found = gazetteer
            .resolve(doc.text, &mentions, context)
            .into_iter()
            .filter(|resolved| !is_name(mentions[resolved.mention].name))
            // Where a dispatch was written is not where anything happened.
            .filter(|resolved| {
                let country = resolved.place.precision >= 6;
                resolved.cue != Cue::Dateline || !heads_dispatch(doc.text, resolved.place.span, country)
            })
            .filter(|resolved| !locates(doc, &resolved.place))
            .filter_map(|resolved| {
                let head = top(doc, resolved.place.span)?;
                let site = resolved.rule == Rule::PlaceSite;
                Some(Located { place: resolved.place, head, cue: resolved.cue, site })
            })
            .collect();
        Places { found }
    }

    /// The place whose phrase covers a word.
    pub(crate) fn at(&self, span: Span) -> Option<&Located> {
        let at = self.found.partition_point(|f| f.place.span.end <= span.start);
        self.found.get(at).filter(|f| f.place.span.overlaps(span))
    }

    pub(crate) fn within(&self, span: Span) -> impl Iterator<Item = &Located> {
        let at = self.found.partition_point(|f| f.place.span.start < span.start);
        self.found[at..].iter().take_while(move |f| f.place.span.end <= span.end)
    }
}

/// "Chyrokiné, à quinze kilomètres de Marioupol": a distance behind a comma says where the place before it lies, and
/// nothing happened there. Counter-example: "l'armée, à dix kilomètres de Goma, attend".
fn locates(doc: &Doc, place: &PlaceRef) -> bool {
    let words = doc.words_in(place.span);
    let distance = doc.form(words.start) == "à"
        && words.clone().any(|w| matches!(doc.form(w), "kilomètres" | "km" | "kilomètre"));
    let before = |back: WordId| words.start.checked_sub(back);
    // "Cette région voisine du Niger"; but "un village proche de Gao" is near Gao.
    let beside = |w: WordId| doc.upos(w) == Upos::Adj && doc.is_a(w, Class::Bordering);
    let above = top(doc, place.span).and_then(|w| doc.head(w));
    let borders = place.precision >= 6 && above.is_some_and(|h| h < words.start && beside(h));
    borders
        || distance
            && before(1).is_some_and(|w| doc.form(w) == ",")
            && before(2).is_some_and(|w| doc.is_a(w, Class::Place) || doc.upos(w) == Upos::Propn)
}

/// "GAO, 14 mars –", "Gao (AFP) –", "Gao, le 14 mars", "Gao - ": not "Gao, ville du nord, est tombée", and not a
/// country before a dash, which heads a title ("Mali - Dix morts").
fn heads_dispatch(text: &str, name: Span, country: bool) -> bool {
    const DASHES: [char; 4] = ['-', '–', '—', ':'];
    let after = text[name.end as usize..].trim_start();
    let bracketed = after.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let agency = bracketed.is_some_and(|(_, rest)| rest.trim_start().starts_with(DASHES));
    let dated = after.strip_prefix(',').map(|rest| rest.trim_start().trim_start_matches("le "));
    let day = dated.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    agency || day || after.starts_with(['–', '—']) || !country && after.starts_with("- ")
}

/// The word of a span that hangs on a word outside of it, nouns before others.
fn top(doc: &Doc, span: Span) -> Option<WordId> {
    let words = doc.words_in(span);
    let outer = |w: &WordId| doc.head(*w).is_none_or(|h| !words.contains(&h));
    words
        .clone()
        .filter(outer)
        .find(|&w| matches!(doc.upos(w), Upos::Noun | Upos::Propn))
        .or_else(|| words.clone().find(outer))
        .or(words.clone().next())
}
