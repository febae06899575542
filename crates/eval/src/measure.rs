//! The measures of the codebook, over a set of reports.
//!
//! Two claims can match when their types are equal and their triggers lie within [`NEAR`] characters
//! of each other. Among the possible matches those that agree most are taken: greedy, best first,
//! one to one. Fields are measured on matched claims only, "whole claim" on all.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use anyhow::{Context, Result, bail};

use crate::compare::{
    FIELDS, agreement, chain_right, fields, near, origin_right, pairs, place_right, same_party, same_text,
    whole,
};
use crate::gold::{Claim, Doc, Figure, Mention};

/// In code points.
pub(crate) const NEAR: usize = 80;

/// Hits among what is there to find and what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Hits {
    pub(crate) hit: u32,
    pub(crate) gold: u32,
    pub(crate) found: u32,
}

impl Hits {
    fn add(&mut self, hit: impl Into<u32>, gold: impl Into<u32>, found: impl Into<u32>) {
        self.hit += hit.into();
        self.gold += gold.into();
        self.found += found.into();
    }

    /// Precision, recall and their harmonic mean; 0 where there is nothing.
    pub(crate) fn rates(self) -> (f64, f64, f64) {
        let rate = |of: u32| if of == 0 { 0.0 } else { f64::from(self.hit) / f64::from(of) };
        let (p, r) = (rate(self.found), rate(self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// The right ones among all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Share {
    pub(crate) right: u32,
    pub(crate) of: u32,
}

impl Share {
    /// `None` where there is nothing to be right about.
    pub(crate) fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.right) / f64::from(self.of))
    }
}

impl AddAssign<bool> for Share {
    fn add_assign(&mut self, right: bool) {
        self.right += u32::from(right);
        self.of += 1;
    }
}

/// All measures of a set.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) kept: Hits,
    pub(crate) any_type: Hits,
    pub(crate) right_type: Hits,
    pub(crate) whole: Hits,
    pub(crate) factuality: Share,
    pub(crate) hedged: Hits,
    pub(crate) origin_or_none: Share,
    pub(crate) origin: Hits,
    pub(crate) chain_or_none: Share,
    pub(crate) long_chains: Hits,
    pub(crate) quoted: Share,
    pub(crate) actors: Hits,
    pub(crate) recipients: Hits,
    pub(crate) party_ids: Share,
    pub(crate) places: Hits,
    pub(crate) places_near: Share,
    pub(crate) times: Hits,
    pub(crate) figures: Hits,
    pub(crate) by_type: BTreeMap<String, Hits>,
    /// What is missing, too much or wrong, for a person.
    pub(crate) errors: Vec<String>,
}

/// A measure as it is shown and as a threshold takes it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value {
    Hits(Hits),
    Share(Share),
}

impl Value {
    /// F1 or the share; 1 where there is nothing to be right about.
    pub(crate) fn number(self) -> f64 {
        match self {
            Value::Hits(hits) => hits.rates().2,
            Value::Share(share) => share.rate().unwrap_or(1.0),
        }
    }
}

impl Score {
    /// Every measure with the name that thresholds use and the one that people read.
    pub(crate) fn measures(&self) -> [(&'static str, &'static str, Value); 18] {
        use Value::{Hits, Share};
        [
            ("text-kept", "article text kept, by character", Hits(self.kept)),
            ("any-type", "claims found, any type", Hits(self.any_type)),
            ("right-type", "claims found, right type", Hits(self.right_type)),
            ("whole", "whole claim right", Hits(self.whole)),
            ("factuality", "factuality", Share(self.factuality)),
            ("hedged", "factuality other than asserted", Hits(self.hedged)),
            ("origin-or-none", "origin or rightly none", Share(self.origin_or_none)),
            ("origin", "origin, where there is one", Hits(self.origin)),
            ("chain-or-none", "whole chain or rightly none", Share(self.chain_or_none)),
            ("long-chains", "chains of two and more", Hits(self.long_chains)),
            ("quoted", "quoted", Share(self.quoted)),
            ("actors", "actors", Hits(self.actors)),
            ("recipients", "recipients", Hits(self.recipients)),
            ("party-ids", "party ids", Share(self.party_ids)),
            ("places", "places", Hits(self.places)),
            ("places-near", "places within 50 km", Share(self.places_near)),
            ("times", "times, exact interval", Hits(self.times)),
            ("figures", "figures, low, high and of", Hits(self.figures)),
        ]
    }
}

/// Measures what was found against the gold.
///
/// # Errors
/// Where a report is missing among the found ones, or its text is another.
pub(crate) fn score(gold: &[Doc], found: &[Doc]) -> Result<Score> {
    let mut score = Score::default();
    for (doc, other) in side_by_side(gold, found)? {
        score.add_text(doc, other)?;
        score.add_claims(doc, other);
    }
    Ok(score)
}

/// Each gold report, and what was found in it.
///
/// # Errors
/// Where a report is missing among the found ones, or its text is another.
pub(crate) fn side_by_side<'a>(gold: &'a [Doc], found: &'a [Doc]) -> Result<Vec<(&'a Doc, &'a Doc)>> {
    let found: BTreeMap<String, &Doc> = found.iter().map(|d| (d.id.to_string(), d)).collect();
    let pair = |doc: &'a Doc| {
        let key = doc.id.to_string();
        let other = *found.get(&key).with_context(|| format!("{key}: no prediction"))?;
        if doc.text != other.text {
            bail!("{key}: the predicted text is not the gold text");
        }
        Ok((doc, other))
    };
    gold.iter().map(pair).collect()
}

impl Score {
    fn add_text(&mut self, gold: &Doc, found: &Doc) -> Result<()> {
        let (a, b) = (article_mask(gold)?, article_mask(found)?);
        let count = |mask: &[bool]| mask.iter().filter(|kept| **kept).count() as u32;
        let both = a.iter().zip(&b).filter(|(x, y)| **x && **y).count() as u32;
        self.kept.add(both, count(&a), count(&b));
        Ok(())
    }

    fn add_claims(&mut self, gold: &Doc, found: &Doc) {
        let (all, seen) = (gold.claims.len() as u32, found.claims.len() as u32);
        for claim in &gold.claims {
            self.by_type.entry(claim.event.clone()).or_default().gold += 1;
        }
        for claim in &found.claims {
            self.by_type.entry(claim.event.clone()).or_default().found += 1;
        }
        let close = |x: &Claim, y: &Claim| x.at.abs_diff(y.at) <= NEAR;
        self.any_type.add(pairs(&gold.claims, &found.claims, close), all, seen);
        let matched = matches(&gold.claims, &found.claims);
        self.right_type.add(matched.len() as u32, all, seen);
        self.whole.add(0_u32, all, seen);
        for (i, j) in &matched {
            self.add_match(&gold.claims[*i], &found.claims[*j]);
        }
        self.list_errors(gold, found, &matched);
    }

    fn add_match(&mut self, gold: &Claim, found: &Claim) {
        if let Some(hits) = self.by_type.get_mut(&gold.event) {
            hits.hit += 1;
        }
        self.whole.hit += u32::from(whole(gold, found));
        self.factuality += gold.factuality == found.factuality;
        let hedged = |c: &Claim| c.factuality != "asserted";
        let same_hedge = gold.factuality == found.factuality && hedged(gold);
        self.hedged.add(same_hedge, hedged(gold), hedged(found));
        self.quoted += gold.quoted == found.quoted;
        self.add_chain(gold, found);
        self.actors.add(
            pairs(&gold.actors, &found.actors, same_party),
            gold.actors.len() as u32,
            found.actors.len() as u32,
        );
        self.recipients.add(
            pairs(&gold.recipients, &found.recipients, same_party),
            gold.recipients.len() as u32,
            found.recipients.len() as u32,
        );
        for (a, b) in [(&gold.actors, &found.actors), (&gold.recipients, &found.recipients)] {
            for party in a.iter().filter(|p| !p.party.is_empty()) {
                if let Some(same) = b.iter().find(|q| same_text(&party.text, &q.text)) {
                    self.party_ids += party.party == same.party;
                }
            }
        }
        self.add_circumstances(gold, found);
    }

    fn add_chain(&mut self, gold: &Claim, found: &Claim) {
        self.chain_or_none += chain_right(gold, found);
        self.origin_or_none += origin_right(gold, found);
        let (a, b) = (!gold.sources.is_empty(), !found.sources.is_empty());
        self.origin.add(a && b && origin_right(gold, found), a, b);
        let long = |c: &Claim| c.sources.len() > 1;
        self.long_chains.add(long(gold) && chain_right(gold, found), long(gold), long(found));
    }

    fn add_circumstances(&mut self, gold: &Claim, found: &Claim) {
        self.places.add(place_right(gold, found), gold.place.is_some(), found.place.is_some());
        if let (Some(a), Some(b)) = (&gold.place, &found.place)
            && a.lat.is_some()
        {
            self.places_near += near(a, b);
        }
        let same_time = gold.time.is_some() && gold.time == found.time;
        self.times.add(same_time, gold.time.is_some(), found.time.is_some());
        self.figures.add(
            pairs(&gold.figures, &found.figures, PartialEq::eq),
            gold.figures.len() as u32,
            found.figures.len() as u32,
        );
    }

    fn list_errors(&mut self, gold: &Doc, found: &Doc, matched: &[(usize, usize)]) {
        let chars: Vec<char> = gold.text.chars().collect();
        let around = |claim: &Claim| {
            let (from, to) = (claim.at.saturating_sub(40), (claim.at + 60).min(chars.len()));
            chars.get(from..to).unwrap_or_default().iter().collect::<String>()
        };
        let id = gold.id.to_string();
        let line = |kind: &str, claim: &Claim| {
            format!("{kind:<6} {} {:<9} {:?}", id.trim_matches('"'), claim.event, around(claim))
        };
        let missed = (0..gold.claims.len()).filter(|i| !matched.iter().any(|(hit, _)| hit == i));
        self.errors.extend(missed.map(|i| line("MISSED", &gold.claims[i])));
        let extra = (0..found.claims.len()).filter(|j| !matched.iter().any(|(_, hit)| hit == j));
        self.errors.extend(extra.map(|j| line("EXTRA", &found.claims[j])));
        for (i, j) in matched {
            let (a, b) = (&gold.claims[*i], &found.claims[*j]);
            let wrong = differences(a, b);
            if !wrong.is_empty() {
                self.errors.push(format!("{}\n         {}", line("WRONG", a), wrong.join("\n         ")));
            }
        }
    }
}

/// The matched claims of two lists, as pairs of indices, best first.
pub(crate) fn matches(gold: &[Claim], found: &[Claim]) -> Vec<(usize, usize)> {
    let mut options: Vec<(f64, usize, usize)> = Vec::new();
    for (i, x) in gold.iter().enumerate() {
        for (j, y) in found.iter().enumerate() {
            if x.event == y.event && x.at.abs_diff(y.at) <= NEAR {
                options.push((agreement(x, y), i, j));
            }
        }
    }
    options.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let mut matched = Vec::new();
    for (_, i, j) in options {
        if !used_gold.contains(&i) && !used_found.contains(&j) {
            used_gold.insert(i);
            used_found.insert(j);
            matched.push((i, j));
        }
    }
    matched
}

/// Which code points of the text are the article.
fn article_mask(doc: &Doc) -> Result<Vec<bool>> {
    let length = doc.text.chars().count();
    let mut kept = vec![doc.kept.is_none(); length];
    for [start, end] in doc.kept.iter().flatten() {
        let end = (*end).min(length);
        kept[(*start).min(end)..end].fill(true);
    }
    for passage in &doc.boilerplate {
        let at = doc.text.find(passage.as_str());
        let at = at.with_context(|| format!("{}: boilerplate not in text: {passage:?}", doc.id))?;
        let start = doc.text[..at].chars().count();
        kept[start..start + passage.chars().count()].fill(false);
    }
    Ok(kept)
}

/// What differs in two matched claims, gold first.
fn differences(gold: &Claim, found: &Claim) -> Vec<String> {
    let fields = FIELDS.into_iter().zip(fields(gold, found));
    let wrong = fields.filter(|(_, same)| !same);
    wrong.map(|(field, _)| format!("{field}: {} ≠ {}", shown(gold, field), shown(found, field))).collect()
}

/// A field of a claim, for a person.
fn shown(claim: &Claim, field: &str) -> String {
    let mentions = |of: &[Mention]| {
        of.iter().map(|m| format!("{} [{}]", m.text, m.party)).collect::<Vec<_>>().join(" | ")
    };
    match field {
        "factuality" => claim.factuality.clone(),
        "sources" => mentions(&claim.sources),
        "actors" => mentions(&claim.actors),
        "recipients" => mentions(&claim.recipients),
        "place" => claim.place.as_ref().map(|p| p.text.clone()).unwrap_or_default(),
        "time" => {
            let day = |d: &Option<String>| d.clone().unwrap_or_default();
            claim.time.as_ref().map(|t| format!("{}/{}", day(&t.start), day(&t.end))).unwrap_or_default()
        }
        _ => {
            let end = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
            let of = |f: &Figure| f.of.clone().unwrap_or_default();
            let one = |f: &Figure| format!("{}-{} {}", end(f.low), end(f.high), of(f));
            claim.figures.iter().map(one).collect::<Vec<_>>().join(" | ")
        }
    }
}
