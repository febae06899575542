//! The range of independent origins, slot by slot.

use std::collections::{BTreeMap, BTreeSet};

use selon_model::{Claim, Figure, PartialDate, PartyId, PartyKind};

use super::canonical::Origin;
use super::corpus::Corpus;
use super::edge::{Edge, Reason};
use super::fewest::fewest;
use super::side::{side, state};
use super::slot::Slot;
use super::union::Union;
use crate::incident::{ClaimAt, Incident};

/// Who stands behind the answers to one question about an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    /// The question.
    pub slot: Slot,
    /// Origins of which this corpus shows that they are several: at least 1, at most `high`.
    pub low: usize,
    /// Origins that nothing in this corpus shows to be the same: at most the number of reports.
    pub high: usize,
    /// Sides that the identified origins stand on.
    pub sides: usize,
    /// The identified origins, in the order of their ids.
    pub voices: Vec<IndependentSource>,
    /// The claims that answer, in the order of publication.
    pub claims: Vec<ClaimAt>,
    /// What joins them, beside that one report's claims from one origin are one saying: the hard edges for both ends of the
    /// range, the soft ones for `low`.
    pub edges: Vec<Edge>,
}

/// An identified origin, and the reports that carry what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndependentSource {
    /// Its id, see [`Origin`].
    pub id: String,
    /// As the first report writes it.
    pub name: String,
    /// See [`side()`].
    pub side: String,
    /// Indices of the reports that carry its saying.
    pub reports: Vec<usize>,
    /// Witnesses to the saying: these reports, with copies, citations of each other and what comes from one newsroom counted once.
    pub witnesses: usize,
}

/// The origins of an incident, in the order of the slots, so that [`Slot::Event`] is first; slots that no claim answers are
/// left out. The order of the incident's reports is irrelevant.
pub fn independence(incident: &Incident) -> Vec<Origins> {
    let corpus = Corpus::of(incident);
    let mut slots: BTreeMap<Slot, Vec<ClaimAt>> = BTreeMap::new();
    for &at in &corpus.claims {
        for slot in Slot::of(incident.claim(at)) {
            slots.entry(slot).or_default().push(at);
        }
    }
    if !corpus.claims.is_empty() {
        slots.entry(Slot::Event).or_insert_with(|| corpus.claims.clone());
    }
    slots.into_iter().map(|(slot, claims)| Told::of(&corpus, slot, claims).count()).collect()
}

/// The claims of one slot; they are named by their numbers in `claims` here. What a report has from one origin is one saying,
/// and its first claim, the head, stands for it in all edges but those of copied text.
struct Told<'a> {
    corpus: &'a Corpus<'a>,
    slot: Slot,
    claims: Vec<ClaimAt>,
    /// The head of each claim.
    head: Vec<usize>,
    /// Whether each one cites a newsroom whose reports are here.
    citing: Vec<bool>,
    edges: Vec<Edge>,
}

impl<'a> Told<'a> {
    fn of(corpus: &'a Corpus<'a>, slot: Slot, claims: Vec<ClaimAt>) -> Told<'a> {
        let mut first = BTreeMap::new();
        let saying =
            |(i, &at): (usize, &ClaimAt)| *first.entry((at.report, corpus.origin(at).id())).or_insert(i);
        let head = claims.iter().enumerate().map(saying).collect();
        Told { corpus, slot, head, citing: vec![false; claims.len()], claims, edges: Vec::new() }
    }

    fn count(mut self) -> Origins {
        self.join_by_key();
        self.join_citing();
        self.join_by_text();
        self.join_by_state();
        self.join_by_figure();
        let identified: Vec<bool> = (0..self.claims.len()).map(|i| self.is_identified(i)).collect();
        let (hard, soft) = (self.united(Reason::is_hard), self.united(|_| true));
        let high = parts(&hard, |_| true).min(self.carriers());
        let low = parts(&soft, |i| identified[i]).clamp(1, high);
        self.join_unknown(soft, &identified);
        let voices = self.voices(&identified);
        let sides: BTreeSet<&str> = voices.iter().map(|voice| voice.side.as_str()).collect();
        let sides = sides.len();
        let mut edges = std::mem::take(&mut self.edges);
        edges.sort_by_key(|e| (!e.reason.is_hard(), self.place(e.a), self.place(e.b), e.reason));
        edges.dedup();
        Origins { slot: self.slot, low, high, sides, voices, claims: self.claims, edges }
    }

    fn place(&self, at: ClaimAt) -> (usize, usize) {
        (self.corpus.rank[at.report], at.claim)
    }

    fn join(&mut self, i: usize, j: usize, reason: Reason) {
        let (a, b) = (self.claims[i.min(j)], self.claims[i.max(j)]);
        if i != j {
            self.edges.push(Edge { a, b, reason });
        }
    }

    fn heads(&self) -> impl Iterator<Item = usize> {
        (0..self.claims.len()).filter(|&i| self.head[i] == i)
    }

    fn origin(&self, i: usize) -> &'a Origin {
        self.corpus.origin(self.claims[i])
    }

    fn claim(&self, i: usize) -> &'a Claim {
        self.corpus.incident.claim(self.claims[i])
    }

    /// Joins a claim that cites a newsroom with what that newsroom's reports tell without another origin, and marks
    /// the citing claims of newsrooms whose reports are here: those answer for themselves, and who cites them adds nothing.
    /// So two papers that cite each other are one unknown origin. A newsroom's own observation cites nobody.
    fn join_citing(&mut self) {
        let mut citing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for i in self.heads() {
            let medium = |id: &&str| id.starts_with('~') || PartyId::new(*id).kind() == PartyKind::Media;
            if let Some(id) = self.origin(i).id().filter(medium) {
                citing.entry(id).or_default().push(i);
            }
        }
        let mut cited = Vec::new();
        for (id, mut by) in citing {
            let from: BTreeSet<usize> = self.corpus.reports_from(id).collect();
            by.retain(|&i| !from.contains(&self.claims[i].report));
            let theirs: Vec<usize> =
                self.heads().filter(|&j| from.contains(&self.claims[j].report)).collect();
            if !theirs.is_empty() {
                by.iter().for_each(|&i| self.citing[i] = true);
                cited.push((id, by, theirs));
            }
        }
        for (id, by, mut theirs) in cited {
            theirs.retain(|&j| self.citing[j] || self.origin(j).id().is_none_or(|own| own == id));
            let (Some(&first), Some(&head)) = (by.first(), theirs.first()) else { continue };
            by.iter().for_each(|&i| self.join(i, head, Reason::Citation));
            theirs.iter().for_each(|&j| self.join(first, j, Reason::Citation));
        }
    }

    /// Joins what has one origin, and what speaks with the voice of one newsroom: all with the first claim in that voice,
    /// else with the first one.
    fn join_by_key(&mut self) {
        let mut keyed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for i in self.heads() {
            let key = self.origin(i).id().or_else(|| self.corpus.newsroom(self.claims[i]));
            key.into_iter().for_each(|key| keyed.entry(key).or_default().push(i));
        }
        let own = |i: &usize| self.origin(*i) == &Origin::Unknown;
        let mut edges = Vec::new();
        for members in keyed.into_values() {
            let head = members.iter().copied().find(own).unwrap_or(members[0]);
            let reason = |i: usize| match (own(&head), own(&i)) {
                (true, true) => Reason::Credit,
                (true, false) => Reason::Citation,
                _ if self.has_document(head) && self.has_document(i) => Reason::SameDocument,
                _ => Reason::SameOrigin,
            };
            edges.extend(members.iter().map(|&i| (head, i, reason(i))));
        }
        edges.into_iter().for_each(|(head, i, reason)| self.join(head, i, reason));
    }

    fn has_document(&self, i: usize) -> bool {
        self.claim(i).sources.last().is_some_and(|source| source.document.is_some())
    }

    fn join_by_text(&mut self) {
        let number: BTreeMap<ClaimAt, usize> =
            self.claims.iter().enumerate().map(|(i, &at)| (at, i)).collect();
        for shared in &self.corpus.shared {
            if let (Some(&a), Some(&b)) = (number.get(&shared.a), number.get(&shared.b)) {
                self.join(a, b, if shared.mostly { Reason::Copied } else { Reason::PartlyCopied });
            }
        }
    }

    fn join_by_state(&mut self) {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for i in self.heads().collect::<Vec<_>>() {
            if let Some(state) = self.origin(i).id().and_then(state) {
                let head = *first.entry(state).or_insert(i);
                if self.origin(head).id() != self.origin(i).id() {
                    self.join(head, i, Reason::SameState);
                }
            }
        }
    }

    fn join_by_figure(&mut self) {
        let mut all = Vec::new();
        for (i, &at) in self.claims.iter().enumerate() {
            let Some(day) = self.corpus.published(at).and_then(PartialDate::day) else { continue };
            let asked = |f: &&Figure| !matches!(self.slot, Slot::Figure(of) if of != f.of);
            let rare =
                self.claim(i).figures.iter().filter(asked).filter_map(|f| Some((f.of, rare(f)?, day, i)));
            all.extend(rare);
        }
        all.sort_unstable();
        for pair in all.windows(2) {
            let ((of, value, day, i), (other_of, other, later, j)) = (pair[0], pair[1]);
            let near = (later - day).get_days() <= 2;
            if of == other_of && value == other && near {
                self.join(i, j, Reason::SameFigure);
            }
        }
    }

    /// Ties each part without an identified origin to the first part: nothing shows that it is another.
    fn join_unknown(&mut self, mut parts: Union, identified: &[bool]) {
        let known: BTreeSet<usize> =
            (0..identified.len()).filter(|&i| identified[i]).map(|i| parts.find(i)).collect();
        let first = known.first().copied().unwrap_or(0);
        for i in 0..identified.len() {
            if parts.find(i) == i && i != first && !known.contains(&i) {
                self.join(first, i, Reason::UnknownOrigin);
            }
        }
    }

    /// Whether a claim's origin is somebody who is not seen to have it from others.
    fn is_identified(&self, i: usize) -> bool {
        self.origin(i) != &Origin::Unknown && !self.citing[self.head[i]]
    }

    fn united(&self, joins: impl Fn(Reason) -> bool) -> Union {
        let number: BTreeMap<ClaimAt, usize> =
            self.claims.iter().enumerate().map(|(i, &at)| (at, i)).collect();
        let mut union = Union::new(self.claims.len());
        self.head.iter().enumerate().for_each(|(i, &head)| union.join(i, head));
        for edge in self.edges.iter().filter(|edge| joins(edge.reason)) {
            union.join(number[&edge.a], number[&edge.b]);
        }
        union
    }

    /// The fewest reports from which all that is told can have been had. One report is one channel: of the origins that only
    /// it tells of, no more than one is attested independently, and its echoes change nothing in that.
    fn carriers(&self) -> usize {
        let mut union = self.united(is_echo);
        let mut told: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (i, at) in self.claims.iter().enumerate() {
            told.entry(at.report).or_default().insert(union.find(i));
        }
        fewest(told.into_values().collect())
    }

    fn voices(&self, identified: &[bool]) -> Vec<IndependentSource> {
        let mut echoes = self.united(is_echo);
        let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for i in (0..self.claims.len()).filter(|&i| identified[i]) {
            by_id.entry(self.origin(i).id().unwrap_or_default()).or_default().push(i);
        }
        by_id.into_iter().map(|(id, members)| self.voice(id, &members, &mut echoes)).collect()
    }

    fn voice(&self, id: &str, members: &[usize], echoes: &mut Union) -> IndependentSource {
        let name = match self.origin(members[0]) {
            Origin::Known { name, .. } => name.clone(),
            Origin::Unknown => String::new(),
        };
        let reports: BTreeSet<usize> = members.iter().map(|&i| self.claims[i].report).collect();
        let (mut same, mut first) = (Union::new(members.len()), BTreeMap::new());
        for (k, &i) in members.iter().enumerate() {
            let at = self.claims[i];
            let keys = [
                Some(Key::Report(at.report)),
                Some(Key::Text(echoes.find(i))),
                self.corpus.newsroom(at).map(Key::Newsroom),
            ];
            keys.into_iter().flatten().for_each(|key| same.join(k, *first.entry(key).or_insert(k)));
        }
        let witnesses = parts(&same, |_| true);
        IndependentSource {
            id: id.to_owned(),
            name,
            side: side(id).to_owned(),
            reports: reports.into_iter().collect(),
            witnesses,
        }
    }
}

/// What makes two reports of one saying one witness.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Report(usize),
    Text(usize),
    Newsroom(&'a str),
}

/// Whether an edge says that one report has its claim from the other, or both from one text.
fn is_echo(reason: Reason) -> bool {
    matches!(reason, Reason::Citation | Reason::Credit | Reason::Copied)
}

/// How many sets hold one of the numbers that count.
fn parts(union: &Union, counts: impl Fn(usize) -> bool) -> usize {
    let mut union = union.clone();
    let held: BTreeSet<usize> = union.numbers().filter(|&i| counts(i)).collect();
    held.into_iter().map(|i| union.find(i)).collect::<BTreeSet<_>>().len()
}

/// A figure that two counts rarely share by chance: exact, above 20, not rounded to fives. A choice of ours.
fn rare(figure: &Figure) -> Option<u64> {
    let value = figure.low.filter(|_| figure.low == figure.high && !figure.approximate)?;
    (value > 20 && value % 5 != 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use selon_model::{Counted, Factuality, Span};

    use super::*;
    use crate::StoredReport;
    use crate::incident::Echo;
    use crate::origin::fixtures::{ClaimMaker, echo, incident, report};

    const ARMY: &str = "MLI/MIL|armed-forces|l'armée malienne";
    const MINISTRY: &str = "MLI/GOV|government|le ministère de la Défense";
    const MISSION: &str = "igo:minusma|igo|la Minusma";
    const WITNESS: &str = "|witness|?un habitant";

    fn by(links: &[&str]) -> ClaimMaker {
        ClaimMaker::by(links)
    }

    /// Reports of outlets of their own on one day, with one claim a chain.
    fn told(chains: &[&[&[&str]]]) -> Vec<StoredReport> {
        let one = |(i, chains): (usize, &&[&[&str]])| {
            let claims: Vec<ClaimMaker> = chains.iter().map(|links| by(links)).collect();
            report(&format!("r{i}"), &format!("Le Rivage {i}"), "", "2024-05-02", &claims)
        };
        chains.iter().enumerate().map(one).collect()
    }

    fn event(reports: Vec<StoredReport>) -> Origins {
        let all = independence(&incident(reports, Vec::new()));
        all.into_iter().find(|origins| origins.slot == Slot::Event).unwrap()
    }

    fn range(reports: Vec<StoredReport>) -> (usize, usize, usize) {
        let event = event(reports);
        (event.low, event.high, event.sides)
    }

    #[test]
    fn origins_reports_and_sides() {
        let check = |chains: &[&[&[&str]]], expected| assert_eq!(range(told(chains)), expected, "{chains:?}");
        check(&[&[&[ARMY]]], (1, 1, 1));
        check(&[&[&[]]], (1, 1, 0));
        // Five reports of one saying have one origin.
        check(&[&[&[ARMY]], &[&[ARMY]], &[&[ARMY]], &[&[ARMY]], &[&[ARMY]]], (1, 1, 1));
        check(&[&[&[ARMY]], &[&[MISSION]]], (2, 2, 2));
        // What nobody answers for may come from elsewhere, or not.
        check(&[&[&[ARMY]], &[&[]], &[&[WITNESS]]], (1, 3, 1));
        check(&[&[&[]], &[&[]]], (1, 2, 0));
        // An army, its ministry and the state's agency: three origins, one side.
        let agency = "media:ama-mali|media|l'Amap";
        check(&[&[&[ARMY]], &[&[MINISTRY]], &[&[agency]]], (1, 3, 1));
        // One report is one channel, whatever it carries.
        check(&[&[&[ARMY], &[MISSION]]], (1, 1, 2));
        check(&[&[&[ARMY], &[MISSION]], &[&[MISSION]]], (2, 2, 2));
    }

    #[test]
    fn the_example_of_the_documentation() {
        let one = |outlet: &str, agency: &str, links: &[&str]| {
            report(outlet, outlet, agency, "2024-05-02", &[by(links)])
        };
        let reports = vec![
            one("Le Rivage", "", &[ARMY]),
            one("La Dune (AFP)", "media:afp", &[ARMY]),
            one("Le Port", "", &[]),
            one("L'Escale", "", &[MINISTRY]),
            one("Le Cap", "", &[MISSION]),
            one("Le Quai", "", &[]),
        ];
        let whole = |i: usize| reports[i].report.claims[0].sentence;
        let copy = Echo { a: 1, b: 2, containment: 1.0, passages: vec![(whole(1), whole(2))] };
        let all = independence(&incident(reports, vec![copy]));
        assert_eq!((all[0].low, all[0].high, all[0].sides), (2, 4, 2));
    }

    #[test]
    fn wires_and_citations() {
        let wire =
            |id: &str, agency: &str, links: &[&str]| report(id, id, agency, "2024-05-02", &[by(links)]);
        // Two papers with the AFP's text, and one that cites the AFP.
        let afp = "media:afp|media|l'AFP";
        let three =
            vec![wire("a", "media:afp", &[]), wire("b", "media:afp", &[]), wire("c", "", &[afp, WITNESS])];
        let origins = event(three);
        assert_eq!((origins.low, origins.high), (1, 1));
        let reasons: Vec<Reason> = origins.edges.iter().map(|edge| edge.reason).collect();
        assert_eq!(reasons, [Reason::Credit, Reason::Citation, Reason::Citation]);
        // Wires of two agencies in their own voices may be two origins.
        assert_eq!(range(vec![wire("a", "media:afp", &[]), wire("b", "media:ap", &[])]), (1, 2, 0));
        // Different bodies stay different in wires of one agency.
        assert_eq!(
            range(vec![wire("a", "media:afp", &[ARMY]), wire("b", "media:afp", &[MISSION])]),
            (2, 2, 2)
        );
        // Who cites a paper that is here adds nothing to what that paper has.
        let site = "|media|le site Le Rivage";
        assert_eq!(range(vec![wire("Le Rivage", "", &[ARMY]), wire("b", "", &[site])]), (1, 2, 1));
        assert_eq!(range(vec![wire("Le Rivage", "", &[]), wire("b", "", &[site])]), (1, 1, 0));
        assert_eq!(range(vec![wire("La Dune", "", &[ARMY]), wire("b", "", &[site])]), (2, 2, 2));
        // Two papers that cite each other, and nobody else.
        let circle =
            vec![wire("Le Rivage", "", &["|media|La Dune"]), wire("La Dune", "", &["|media|Le Rivage"])];
        assert_eq!(range(circle), (1, 1, 0));
        // An agency's own observation in its own wire is its own.
        assert_eq!(range(vec![wire("a", "media:afp", &[afp]), wire("b", "media:afp", &[afp])]), (1, 1, 1));
    }

    #[test]
    fn copied_sentences() {
        let reports = told(&[&[&[], &[ARMY]], &[&[]], &[&[], &[ARMY]]]);
        let echoes = vec![echo(&reports, 0, 1), echo(&reports, 0, 2)];
        let all = independence(&incident(reports, echoes));
        let event = &all[0];
        assert_eq!((event.low, event.high), (1, 1));
        let copied: Vec<(usize, usize)> = event
            .edges
            .iter()
            .filter(|e| e.reason == Reason::Copied)
            .map(|e| (e.a.report, e.b.report))
            .collect();
        assert_eq!(copied, [(0, 1), (0, 2), (0, 2)]);
        // Three reports carry the army's saying only if each has it in words of its own.
        assert_eq!((event.voices[0].reports.clone(), event.voices[0].witnesses), (vec![0, 2], 1));
    }

    #[test]
    fn text_that_is_shared_in_part_or_under_two_names_joins_in_the_low_end_only() {
        let check = |other: &str, share: u32, expected: (usize, usize)| {
            let reports = told(&[&[&[ARMY]], &[&[other]]]);
            let [ours, theirs] = [0, 1].map(|i: usize| reports[i].report.claims[0].sentence);
            let of =
                |sentence: Span| Span::new(sentence.start, sentence.start + sentence.len() * share / 100);
            let passages = vec![(of(ours), of(theirs))];
            let echo = Echo { a: 0, b: 1, containment: 0.5, passages };
            let all = independence(&incident(reports, vec![echo]));
            assert_eq!((all[0].low, all[0].high), expected, "{other} {share}");
        };
        check(MISSION, 100, (1, 2));
        check(MISSION, 40, (1, 2));
        check(MISSION, 10, (2, 2));
        check(WITNESS, 100, (1, 1));
        check(WITNESS, 40, (1, 2));
    }

    #[test]
    fn rare_figures() {
        let counted = |id: &str, published: &str, links: &[&str], figure: u64| {
            let figure = by(links).killed(&format!("{figure} personnes"), figure, figure);
            report(id, id, "", published, &[figure])
        };
        let check = |later: &str, figure: u64, expected: (usize, usize)| {
            let reports =
                vec![counted("a", "2024-05-02", &[ARMY], 137), counted("b", later, &[MISSION], figure)];
            let all = independence(&incident(reports, Vec::new()));
            let killed = all.iter().find(|o| o.slot == Slot::Figure(Counted::Killed)).unwrap();
            assert_eq!((killed.low, killed.high), expected, "{later} {figure}");
        };
        check("2024-05-03", 137, (1, 2));
        check("2024-05-05", 137, (2, 2));
        check("2024-05-03", 138, (2, 2));
    }

    #[test]
    fn slots_are_counted_apart() {
        let denied = by(&[ARMY]).stance(Factuality::Denied);
        let expected = by(&[MISSION]).stance(Factuality::Expected);
        let reports = vec![
            report("a", "a", "", "2024-05-02", &[by(&[MISSION]).actor("MLI/MIL|l'armée"), expected]),
            report("b", "b", "", "2024-05-02", &[denied]),
        ];
        let all = independence(&incident(reports, Vec::new()));
        let slots: Vec<(String, usize)> = all.iter().map(|o| (o.slot.to_string(), o.claims.len())).collect();
        let named = |slot: &str, claims| (slot.to_owned(), claims);
        assert_eq!(slots, [named("event", 1), named("denied", 1), named("perpetrator", 1)]);
        assert_eq!(independence(&incident(Vec::new(), Vec::new())), []);
    }
}
