//! When: which time expression of the text belongs to an event.
//!
//! An expression belongs to the predicate that it depends on. An event takes the expression of its
//! own clause, else of the clause that governs it, unless that is a verb of saying: "a annoncé mardi
//! que …" dates the announcement.

use selon_model::{
    Date, Deprel, EventType, Mood, Number, PartialDate, Period, PlaceRef, Tense, Upos, VerbForm, WordId,
};

use crate::candidates::predicate::Event;
use crate::lexicon::classes::Class;
use crate::mentions::periods::{Anchor, Direction, Expr, Point, TimeMention};
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// A time expression and the words that it stands under, nearest first.
#[derive(Debug)]
pub(crate) struct Dated {
    mention: TimeMention,
    first: WordId,
    head: WordId,
    /// The period that the text had reached before it, for "la veille", "le même jour".
    previous: Option<(Date, Date)>,
}

/// The time expressions of a document.
pub(crate) fn mentions(doc: &Doc, found: Vec<TimeMention>, published: Option<PartialDate>) -> Vec<Dated> {
    let mut anchor = Anchor { published, previous: None };
    let mut all = Vec::new();
    for mention in found {
        let words = doc.words_in(mention.span);
        let inside = |w: WordId| words.contains(&w);
        // The word of the expression that hangs on a word outside of it.
        let Some(head) = words.clone().find(|&w| doc.head(w).is_none_or(|h| !inside(h))) else { continue };
        let period = mention.resolve(&anchor, Direction::Past);
        let next = anchor.moved(&mention, &period);
        let back = goes_back(doc, head, &anchor, &period);
        if !(names_day(&mention.expr) && heads_dispatch(doc, words.clone())) {
            all.push(Dated { mention, first: words.start, head, previous: anchor.previous });
        }
        anchor = if back { anchor } else { next };
    }
    all
}

/// "BAMAKO, 14 mars (AFP) –", "Bangui, le 20 mai 2021": when a dispatch was written is not when anything happened.
/// Counter-example: "Gao, mardi : dix morts".
fn heads_dispatch(doc: &Doc, date: std::ops::Range<WordId>) -> bool {
    let sentence = doc.sentence_words(date.start);
    let named = |w: WordId| {
        doc.upos(w) == Upos::Punct
            || doc.form(w) == "le"
            || doc.word(w).form.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
    };
    let comma = (sentence.start + 1..date.start).any(|w| doc.form(w) == ",");
    let ends = date.end >= sentence.end || matches!(doc.form(date.end), "-" | "–" | "—" | "(");
    comma && ends && (sentence.start..date.start).all(named)
}

/// "Dimanche, ils ont libéré un otage enlevé le 3 juillet. Le même jour, …": the telling stays on the day that it had reached
/// where a participle only looks back from it.
fn goes_back(doc: &Doc, head: WordId, anchor: &Anchor, period: &Period) -> bool {
    let aside = || doc.ancestors(head).take(4).any(|a| doc.rel(a) == Deprel::Acl);
    let earlier = anchor.previous.zip(period.end).is_some_and(|((start, _), end)| end < start);
    earlier && aside()
}

/// What dating an event has to know of the sentence around it.
pub(crate) struct Around<'a> {
    pub(crate) dated: &'a [Dated],
    /// Verbs of saying, in order: when something was said is not when it happened.
    pub(crate) sayings: &'a [WordId],
    /// Words of all events, in order: what depends on another event is that event's.
    pub(crate) events: &'a [WordId],
    pub(crate) published: Option<PartialDate>,
}

/// The incident that the report is telling: when it was, and where the telling stands.
#[derive(Debug, Default)]
pub(crate) struct Incident {
    told: Option<ToldIncident>,
    /// The first time expression that the telling has not reached.
    next: usize,
    /// The first one, where it stands at the head of the report.
    pub(crate) first: Option<Period>,
}

#[derive(Debug)]
struct ToldIncident {
    period: Period,
    place: Option<PlaceRef>,
    /// The sentence that told of it last.
    sentence: usize,
}

/// What the incident asks of an event before it shares its period.
pub(crate) struct Follower<'e> {
    pub(crate) event: &'e Event<'e>,
    /// The event's own place, where it has one.
    pub(crate) place: Option<&'e PlaceRef>,
    /// ToldIncident as having happened.
    pub(crate) happened: bool,
    /// A noun that points back: "l'attaque".
    pub(crate) points_back: bool,
}

/// Sentences after which an event is no longer part of the incident told last.
const FAR: usize = 2;

/// In how many sentences after an incident an event is part of it: deaths and attacks in some; who was seized
/// or fled on that day is told with it or right after. Other events have days of their own.
fn reach(event: EventType) -> usize {
    match event {
        event if event.is_bodily() => FAR,
        EventType::Coerce | EventType::Displace | EventType::Retreat => 1,
        _ => 0,
    }
}

/// Kilometres beyond which an event is another incident.
const ELSEWHERE: f64 = 30.0;

impl Incident {
    /// Moves on to the last date or night of these weeks told before a word, whatever tells it: "les
    /// enquêteurs ont reconstitué la journée du 15 avril". A weekday needs an event to say what it dates.
    pub(crate) fn advance(&mut self, doc: &Doc, around: &Around, to: WordId) {
        while let Some(dated) = around.dated.get(self.next).filter(|d| d.first < to) {
            self.next += 1;
            let verb = doc.ancestors(dated.head).skip(1).find(|&a| doc.upos(a) == Upos::Verb);
            // "Un texte diffusé dans la nuit" dates the text only.
            let issued = |v: WordId| {
                let of_event = || doc.head(v).is_some_and(|h| around.events.binary_search(&h).is_ok());
                doc.rel(v) == Deprel::Acl && around.events.binary_search(&v).is_err() && !of_event()
            };
            if !names_day(&dated.mention.expr) || verb.is_some_and(|v| around.says(v) || issued(v)) {
                continue;
            }
            let anchor = Anchor { published: around.published, previous: dated.previous };
            let period = dated.mention.resolve(&anchor, Direction::Past);
            if period.precision <= 2 && is_recent(&period, around.published) {
                self.told = Some(ToldIncident { period, place: None, sentence: doc.sentence(dated.first) });
            }
        }
    }

    /// Takes note of an event that has a period of its own.
    pub(crate) fn begin(&mut self, doc: &Doc, follower: &Follower, period: &Period) {
        let closed = period.start.is_some() == period.end.is_some();
        let event = follower.event.event();
        let force = event.is_violent() || event == EventType::Protest;
        if force && closed && period.precision <= 2 && follower.happened {
            let sentence = doc.sentence(follower.event.head);
            // The dead may be counted or buried on another day.
            let toll = event == EventType::Toll;
            if self.told.is_none() && sentence <= FAR + 1 && period.start.is_some() && !toll {
                self.first = Some(period.clone());
            }
            self.told =
                Some(ToldIncident { period: period.clone(), place: follower.place.cloned(), sentence });
        }
    }

    /// The period of an event that goes on telling the incident ("L'attaque a fait dix morts. Les
    /// assaillants ont brûlé le marché"), where it has none of its own. Not of what goes on when the
    /// report is written ("les combats continuent"), nor of what happened elsewhere.
    pub(crate) fn date(&mut self, doc: &Doc, follower: &Follower) -> Option<Period> {
        if !shares(doc, follower) {
            return None;
        }
        let here = doc.sentence(follower.event.head);
        let told = self.told.as_mut()?;
        if here - told.sentence > reach(follower.event.event()) && !follower.points_back
            || told.is_elsewhere(follower.place)
        {
            return None;
        }
        told.sentence = here;
        Some(told.period.clone())
    }

    /// Whether an event stands at the head of the report before any dated one, whose period it then
    /// has: "Six soldats ont été tués. L'attaque a eu lieu mardi".
    pub(crate) fn opens(&self, doc: &Doc, follower: &Follower) -> bool {
        self.told.is_none() && shares(doc, follower) && doc.sentence(follower.event.head) <= FAR
    }
}

/// Days back from the publication in which a date is that of news.
const RECENT: i32 = 45;

fn is_recent(period: &Period, published: Option<PartialDate>) -> bool {
    let (Some(start), Some(day)) = (period.start, published.and_then(PartialDate::latest)) else {
        return false;
    };
    start.until(day).is_ok_and(|gap| (0..=RECENT).contains(&gap.get_days()))
}

/// "Le 15 avril", "dans la nuit du 4 au 5 juin".
fn names_day(expr: &Expr) -> bool {
    let dated = |point: &Point| matches!(point, Point::Calendar(date) if date.day.is_some());
    match expr {
        Expr::At(point) | Expr::Between { to: point, .. } => dated(point),
        Expr::Night { .. } => true,
        _ => false,
    }
}

impl ToldIncident {
    fn is_elsewhere(&self, place: Option<&PlaceRef>) -> bool {
        let (Some(a), Some(b)) = (self.place.as_ref(), place) else { return false };
        let exact = a.precision < 4 && b.precision < 4;
        match (a.point(), b.point()) {
            (Some(p), Some(q)) if exact => p.km_to(q) > ELSEWHERE,
            _ => exact && a.name != b.name,
        }
    }
}

fn shares(doc: &Doc, follower: &Follower) -> bool {
    let event = follower.event;
    let reach = reach(event.event());
    let over = match tense_above(doc, event.head) {
        Over::Yes => true,
        // "L'attaque avait commencé à l'aube", but "ils avaient fui deux jours plus tôt".
        Over::Before => reach == FAR,
        // "L'attaque était l'œuvre de", "on compte dix morts".
        Over::Past => follower.points_back && doc.word(event.head).feats.number != Some(Number::Plur),
        Over::No => false,
    };
    // "On compte dix morts", "deux policiers sont morts".
    let counted =
        event.event() == EventType::Toll && doc.word(event.head).feats.verb_form != Some(VerbForm::Fin);
    reach > 0 && follower.happened && (over || counted) && !doc.is_a(event.head, Class::Campaign)
}

/// What the tense of a verb says of its event.
enum Over {
    /// It is over: "ont tué", "tua".
    Yes,
    /// It was over before: "avait attaqué".
    Before,
    /// It was: "était".
    Past,
    /// It is, or will be.
    No,
}

/// The tense of the finite verb over a word.
fn tense_above(doc: &Doc, w: WordId) -> Over {
    let Some(verb) = doc.ancestors(w).find(|&a| doc.inflection(a).finite.is_some()) else {
        return Over::Yes;
    };
    let inflection = doc.inflection(verb);
    match inflection.tense {
        Some(Tense::Fut) => Over::No,
        Some(Tense::Imp) if inflection.perfect => Over::Before,
        _ if inflection.perfect => Over::Yes,
        Some(Tense::Past) => Over::Yes,
        Some(Tense::Imp) => Over::Past,
        _ => Over::No,
    }
}

impl Around<'_> {
    fn says(&self, w: WordId) -> bool {
        self.sayings.binary_search(&w).is_ok()
    }
}

/// The period of an event, and how it is tied to it.
pub(crate) fn of(doc: &Doc, around: &Around, event: &Event) -> Option<(Period, Rule)> {
    let words = doc.sentence_words(event.head);
    let from = around.dated.partition_point(|d| d.first < words.start);
    let here = around.dated[from..].iter().take_while(|d| d.first < words.end);
    let inside = |d: &Dated| d.mention.span.covers(doc.span(event.head));
    let here: Vec<&Dated> = here.filter(|d| !parted(doc, d, event) && !inside(d)).collect();
    let (dated, tie) = own(doc, &here, around, event)
        .map(|d| (d, Rule::TimeOwn))
        .or_else(|| above(doc, &here, around, event).map(|d| (d, Rule::TimeClause)))
        .or_else(|| leading(doc, &here, around, event).map(|d| (d, Rule::TimeLeading)))
        .or_else(|| meanwhile(doc, &here, event).map(|d| (d, Rule::TimeMeanwhile)))?;
    let anchor = Anchor { published: around.published, previous: dated.previous };
    // "Reprendrait le village, occupé depuis janvier": what lasts since then has begun.
    let begun = matches!(dated.mention.expr, Expr::Since(_) | Expr::SinceAgo { .. });
    let direction = if begun { Direction::Past } else { direction(doc, event) };
    Some((dated.mention.resolve(&anchor, direction), tie))
}

/// A colon or semicolon stands between the expression and the event.
fn parted(doc: &Doc, dated: &Dated, event: &Event) -> bool {
    let (a, b) = (dated.first.min(event.head), dated.first.max(event.head));
    (a..b).any(|w| matches!(doc.form(w), ":" | ";"))
}

/// An expression right at the head of the event's sentence or segment dates its main predicate,
/// whatever the tree says: "Mardi, …", "… : mi-avril, …". Not what was said on that day: "Mardi,
/// l'armée a annoncé la mort de deux soldats".
fn leading<'d>(doc: &Doc, here: &[&'d Dated], around: &Around, event: &Event) -> Option<&'d Dated> {
    let dated = here.iter().copied().find(|d| {
        let start = doc.sentence_words(d.first).start;
        d.first == start || matches!(doc.form(d.first - 1), ":" | ";")
    })?;
    let below = doc
        .ancestors(event.head)
        .take_while(|&a| doc.rel(a) != Deprel::Root)
        .any(|a| doc.is_clause(a) || doc.rel(a) == Deprel::Acl);
    let said = || doc.ancestors(event.head).skip(1).any(|a| around.says(a));
    let below = below || (!event.frame.flags.speech && said());
    (!below && dated.first < event.head).then_some(dated)
}

/// "Ils ont été 180.000 à fuir entre avril et mai, tandis que 120 personnes ont péri": what goes on meanwhile has the period
/// told right before. Not "alors que", which opposes as well ("alors que la trêve était signée").
fn meanwhile<'d>(doc: &Doc, here: &[&'d Dated], event: &Event) -> Option<&'d Dated> {
    let from = doc.sentence_words(event.head).start;
    let opener = (from..event.head).rev().find(|&w| matches!(doc.form(w), "tandis" | "pendant"))?;
    let conjunction = doc.form(opener + 1).starts_with("qu");
    let other = (opener + 1..event.head).any(|w| doc.upos(w) == Upos::Verb);
    here.iter().rev().copied().find(|d| d.first < opener).filter(|_| conjunction && !other)
}

/// An expression that depends on the event itself, with no clause between them; one that names a day
/// before one that names an hour ("vers 3 heures, mardi").
fn own<'d>(doc: &Doc, here: &[&'d Dated], around: &Around, event: &Event) -> Option<&'d Dated> {
    let depends = |d: &&&Dated| {
        let path: Vec<WordId> = doc.ancestors(d.head).take(8).collect();
        let Some(at) = path.iter().position(|a| event.words.contains(a)) else { return false };
        path[..at].iter().skip(1).all(|&a| {
            (!is_clause(doc, a) || participle_of(doc, a, event)) && around.events.binary_search(&a).is_err()
        })
    };
    let all = || here.iter().filter(depends).copied();
    let hour = |d: &&Dated| matches!(d.mention.expr, Expr::At(Point::Hour { .. }));
    all().find(|d| !hour(d)).or_else(|| all().next())
}

/// "L'attaque perpétrée mardi", "la prise de la ville, achevée samedi": the participle tells of its noun.
fn participle_of(doc: &Doc, w: WordId, event: &Event) -> bool {
    doc.rel(w) == Deprel::Acl && doc.head(w).is_some_and(|h| event.words.contains(&h))
}

/// An expression of the clause that the event stands in, or of one above it.
fn above<'d>(doc: &Doc, here: &[&'d Dated], around: &Around, event: &Event) -> Option<&'d Dated> {
    let mut at = event.head;
    for _ in 0..6 {
        let head = doc.head(at)?;
        // Of an act of speech the saying is the act.
        let said = !event.frame.flags.speech && (around.says(head) || doc.rel(at) == Deprel::Ccomp);
        if said && !doc.is_clause(at) {
            // "A recensé 193 morts entre octobre et décembre": nobody says something for months.
            let long = |d: &&&Dated| d.first > event.head && is_long(&d.mention.expr);
            return here.iter().find(long).copied();
        }
        if said || doc.rel(at) == Deprel::AclRelcl || is_status(doc, at) {
            return None;
        }
        // What follows the first of two coordinated verbs is that verb's own.
        let shared = doc.rel(at) == Deprel::Conj && doc.upos(at) == Upos::Verb;
        let hit = here.iter().copied().filter(|d| !shared || d.first < head).find(|d| {
            let path: Vec<WordId> = doc.ancestors(d.head).take(6).collect();
            path.iter().position(|&a| a == head).is_some_and(|i| {
                i > 0
                    && path[..i]
                        .iter()
                        .skip(1)
                        .all(|&a| !is_clause(doc, a) && around.events.binary_search(&a).is_err())
            })
        });
        // A noun's date is not the date of what its neighbours tell.
        if hit.is_some() && doc.upos(head) == Upos::Verb {
            return hit;
        }
        at = head;
    }
    None
}

/// A stretch of days, which dates no saying.
fn is_long(expr: &Expr) -> bool {
    matches!(expr, Expr::Between { .. } | Expr::Since(_) | Expr::SinceAgo { .. } | Expr::Lasting { .. })
}

/// "Des combattants affiliés à Daech": what a past participle tells of a noun has not the date of what
/// the noun does.
fn is_status(doc: &Doc, w: WordId) -> bool {
    let feats = &doc.word(w).feats;
    let past = feats.verb_form == Some(VerbForm::Part) && feats.tense != Some(Tense::Pres);
    matches!(doc.rel(w), Deprel::Acl | Deprel::Amod) && past
}

fn is_clause(doc: &Doc, w: WordId) -> bool {
    doc.is_clause(w) || doc.rel(w) == Deprel::Acl
}

/// Where in time the verb looks.
fn direction(doc: &Doc, event: &Event) -> Direction {
    let verb = doc.ancestors(event.head).find(|&a| doc.inflection(a).finite.is_some());
    let Some(verb) = verb else { return Direction::Past };
    let inflection = doc.inflection(verb);
    match (inflection.mood, inflection.tense) {
        (_, Some(Tense::Fut)) => Direction::Future,
        (Some(Mood::Cnd), _) if !inflection.perfect && doc.rel(verb) == Deprel::Ccomp => Direction::Future,
        (Some(Mood::Cnd), _) if matches!(doc.lemma(verb), "devoir") => Direction::Future,
        _ if matches!(doc.lemma(verb), "devoir" | "prévoir" | "préparer" | "aller")
            && !inflection.perfect =>
        {
            Direction::Future
        }
        // "A promis d'envoyer des renforts dès mardi".
        _ if verb != event.head && doc.is_a(verb, Class::Planning) => Direction::Future,
        _ => Direction::Past,
    }
}
