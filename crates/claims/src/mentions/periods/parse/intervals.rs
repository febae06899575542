//! Expressions with two ends, or with one that is open: since, until, between, nights.

use super::reading::{Read, longest};
use crate::mentions::numerals::Stretch;
use crate::mentions::periods::expr::{Calendar, Expr, Origin, Point, Unit};
use crate::mentions::periods::precision::length_precision;
use crate::mentions::periods::words;

impl Stretch<'_> {
    pub(super) fn since(&self, at: usize) -> Read<Expr> {
        let des = self.tokens.get(at).is_some_and(|t| t.text.to_lowercase() == "dès");
        const FROM: [&str; 8] = [
            "depuis",
            "a partir de",
            "a partir du",
            "a partir d'",
            "a partir des",
            "a compter de",
            "a compter du",
            "a compter d'",
        ];
        let start = if des { Some(at + 1) } else { self.any_phrase(at, &FROM) }?;
        let spoken = self.since_length(at, start);
        // "dès jeudi" tells when something begins or happens, not how long it goes on.
        let from = if des { Expr::At } else { Expr::Since };
        let point = self.point(start, true).map(|(point, end)| (from(point), end));
        let night = self.night(start).and_then(|(night, end)| match night {
            Expr::Night { from: Some(point), .. } => Some((Expr::Since(point), end)),
            _ => None,
        });
        longest([spoken, point, night, self.since_event(start)])
    }

    /// "cela fait six semaines que", "voilà trois ans que".
    pub(super) fn since_that(&self, at: usize) -> Read<Expr> {
        let start = self.any_phrase(at, &["cela fait", "ca fait", "voila", "voici"])?;
        let (length, end) = self.length(start + usize::from(self.key(start) == "maintenant"), false)?;
        let that = matches!(self.key(end), "que" | "qu'") && length.count.is_some();
        that.then_some((Expr::SinceAgo { length, backshifted: false }, end))
    }

    pub(super) fn since_length(&self, at: usize, start: usize) -> Read<Expr> {
        if self.key(at) != "depuis" {
            return None;
        }
        if matches!(self.key(start), "toujours" | "lors" | "longtemps" | "peu") {
            return Some((Expr::Unanchored { precision: 5 }, start + 1));
        }
        let (length, end) = self.length(start, true)?;
        // "depuis 9 heures" is an hour of the day, "depuis 48 heures" a length.
        if length.unit == Unit::Hour && length.count.is_some_and(|hours| hours < 24) {
            return self
                .hour(start)
                .map(|end| (Expr::Since(Point::Hour { late: self.is_late(start, end) }), end));
        }
        let backshifted = self.imperfect_before(at);
        let precision = length_precision(length);
        let expr = if length.count.is_some() {
            Expr::SinceAgo { length, backshifted }
        } else {
            Expr::Unanchored { precision }
        };
        Some((expr, end))
    }

    /// Whether the nearest verb form before, in the same clause, is in the imperfect. The
    /// conditional in -rait is hearsay about the present and does not count.
    pub(super) fn imperfect_before(&self, at: usize) -> bool {
        const NO_VERBS: [&str; 8] =
            ["fait", "lait", "trait", "retrait", "portrait", "souhait", "extrait", "parfait"];
        let clause = self.tokens[..at].iter().rev().take(10).take_while(|t| !t.is_mark());
        clause.filter(|t| t.is_word()).any(|t| {
            let ends = t.key.ends_with("ait") || t.key.ends_with("aient");
            ends && !t.key.ends_with("rait") && !t.key.ends_with("raient") && !NO_VERBS.contains(&&*t.key)
        })
    }

    /// "depuis le déclenchement de l'offensive": the noun of an event and its complements.
    pub(super) fn since_event(&self, start: usize) -> Read<Expr> {
        let noun = start
            + usize::from(matches!(
                self.key(start),
                "le" | "la" | "l'" | "les" | "son" | "sa" | "leur" | "ce" | "cette" | "cet" | "ces"
            ));
        if !words::is_event(self.key(noun)) {
            return None;
        }
        let mut end = noun + 1;
        while end < noun + 14 {
            let Some(next) = self.complement(end) else { break };
            end = next;
        }
        let dated = usize::from(self.key(end) == ",");
        if let Some((Expr::At(point), end)) = self.at(end + dated) {
            return Some((Expr::Since(point), end));
        }
        Some((Expr::Unanchored { precision: 5 }, end))
    }

    /// A preposition, an article and a noun, or a name's next word.
    pub(super) fn complement(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        if token.is_word() && token.is_capitalised() {
            return Some(at + 1);
        }
        const ARTICLES: [&str; 13] =
            ["la", "le", "l'", "les", "leur", "leurs", "son", "sa", "ses", "ce", "cette", "cet", "ces"];
        let links = matches!(self.key(at), "de" | "d'" | "du" | "des" | "contre" | "entre");
        let article = usize::from(ARTICLES.contains(&self.key(at + 1)));
        let noun = self.tokens.get(at + 1 + article)?;
        let dated = self.point(at + 1, true).is_some();
        (links && noun.is_word() && !dated).then_some(at + 2 + article)
    }

    pub(super) fn until(&self, at: usize) -> Read<Expr> {
        const TO: [&str; 9] = [
            "jusqu' a",
            "jusqu' au",
            "jusqu' en",
            "jusqu' a la",
            "jusqu' a l'",
            "d' ici",
            "d' ici a",
            "d' ici au",
            "d' ici le",
        ];
        let deadline = matches!(self.key(at), "avant").then_some(at + 1);
        let start = self
            .any_phrase(at, &TO)
            .or_else(|| self.any_phrase(at, &["d' ici la"]).map(|_| usize::MAX))
            .or(deadline)?;
        if start == usize::MAX {
            return None;
        }
        let led = self.lead(start).0;
        let point = longest([self.point(start, true), self.point(led, true)]);
        let by = self.key(at + 1) == "ici";
        let length = by.then(|| self.length(start, false)).flatten();
        let ahead =
            length.map(|(length, end)| (Point::Ago { length, origin: Origin::Published, after: true }, end));
        longest([point, ahead]).map(|(to, end)| (Expr::Until { to, ahead: by }, end))
    }

    /// "dans la nuit du 4 au 5 juin", "la nuit dernière", "cette nuit".
    pub(super) fn night(&self, at: usize) -> Read<Expr> {
        if self.key(at) == "cette" && self.key(at + 1) == "nuit" {
            return Some((last_night(), at + 2));
        }
        const LEADS: [&str; 11] = [
            "dans la",
            "pendant la",
            "durant la",
            "au cours de la",
            "lors de la",
            "la",
            "dans toute la",
            "toute la",
            "tard dans la",
            "tot dans la",
            "au milieu de la",
        ];
        let noun = self.any_phrase(at, &LEADS).filter(|noun| self.key(*noun) == "nuit")?;
        let end = noun + 1;
        if words::is_last(self.key(end)) {
            return Some((last_night(), end + 1));
        }
        let free = noun > at + 1 || matches!(self.key_before(at), "de" | "dans");
        let bare = free.then_some((Expr::Night { from: None, to: None }, end));
        if !matches!(self.key(end), "de" | "du" | "d'") {
            return bare;
        }
        let Some((from, after)) = self.endpoint(end + 1) else { return bare };
        let to = if matches!(self.key(after), "a" | "au" | "et") { self.endpoint(after + 1) } else { None };
        match to {
            Some((to, end)) => Some((Expr::Night { from: Some(from), to: Some(to) }, end)),
            None if is_day_number(&from) => bare,
            None => Some((Expr::Night { from: Some(from), to: None }, after)),
        }
    }

    /// One side of an interval, which may be as short as a day's number.
    pub(super) fn endpoint(&self, at: usize) -> Read<Point> {
        let article = usize::from(matches!(self.key(at), "le" | "la" | "l'" | "les"));
        let number = self
            .day_number(at + article)
            .map(|(day, end)| (Calendar { day: Some(day), ..Calendar::default() }, end));
        let month = self.month_year(at, true).filter(|_| !self.tokens[at].is_capitalised());
        let year =
            self.year_at(at).map(|year| (Calendar { year: Some(year), ..Calendar::default() }, at + 1));
        let dates = [self.date(at, false), number, month, year]
            .map(|read| read.map(|(date, end)| (Point::Calendar(date), end)));
        let named = [
            self.relative_day(at),
            self.part_of(at),
            self.part_of(at + article),
            self.relative_unit(at),
            self.season(at).map(|(date, end)| (Point::Calendar(date), end)),
        ];
        longest(dates.into_iter().chain(named))
    }

    /// "entre A et B", "de A à B", "les A et B".
    pub(super) fn between(&self, at: usize) -> Read<Expr> {
        let (start, links): (usize, &[&str]) = match self.key(at) {
            "entre" => (at + 1, &["et"]),
            "du" | "de" | "d'" => (at + 1, &["au", "a", "jusqu' au", "jusqu' a", "jusqu' en"]),
            "les" | "aux" | "des" | "en" => (at + 1, &["et", "ou", "-", "et en"]),
            _ => (at, &["et", "ou", "-", "et de", "et du"]),
        };
        let (from, mut middle) = self.endpoint(start)?;
        while self.key(middle) == "," && middle < start + 12 {
            match self.endpoint(middle + 1) {
                Some((_, end)) if self.key(start.wrapping_sub(1)) == "les" => middle = end,
                _ => break,
            }
        }
        let second = self.any_phrase(middle, links)?;
        let (to, end) = self.endpoint(second)?;
        let from_to = self.key(at) == "du" && self.key(middle) == "au" && self.closes_day(end);
        let interval = joins(&from, &to, from_to) && !self.counts_after(&to, end);
        interval.then_some((Expr::Between { from, to }, end))
    }

    /// Whether the last year read is the number of a plural noun ("entre 1900 et 2000 hommes").
    pub(super) fn counts_after(&self, to: &Point, end: usize) -> bool {
        let is_year_alone = matches!(to, Point::Calendar(date) if date.month.is_none() && date.season.is_none() && date.year.is_some());
        is_year_alone
            && self.tokens.get(end).is_some_and(|t| t.is_word() && t.key.ends_with('s') && t.key.len() > 4)
    }
}

fn last_night() -> Expr {
    let day = |offset| Some(Point::Days { offset, origin: Origin::Published });
    Expr::Night { from: day(-1), to: day(0) }
}

fn is_day_number(point: &Point) -> bool {
    matches!(point, Point::Calendar(date) if date.weekday.is_none() && date.month.is_none() && date.day.is_some())
}

/// Whether two endpoints can make an interval: they name fields that go together, and the second
/// is more than a number, except between "du" and "au" (`from_to`).
fn joins(from: &Point, to: &Point, from_to: bool) -> bool {
    let (Point::Calendar(a), Point::Calendar(b)) = (from, to) else { return true };
    if is_day_number(to) {
        return a.day.is_some() && (from_to || a.month.is_some() || a.weekday.is_some());
    }
    if is_day_number(from) {
        return b.day.is_some();
    }
    let is_year_alone = |c: &Calendar| c.month.is_none() && c.season.is_none() && c.weekday.is_none();
    if is_year_alone(a) && a.part.is_none() {
        return is_year_alone(b) && a.year < b.year;
    }
    true
}
