//! Lengths of time, and where on the calendar they lie.

use super::reading::{Read, longest};
use crate::mentions::numerals::Stretch;
use crate::mentions::numerals::cardinal::collective;
use crate::mentions::numerals::tokens::Token;
use crate::mentions::periods::expr::{Expr, Frame, Length, Origin, Point, Unit};
use crate::mentions::periods::precision::length_precision;
use crate::mentions::periods::words;

impl Stretch<'_> {
    /// "il y a dix jours", "deux semaines plus tard", "dans trois jours".
    pub(super) fn ago(&self, at: usize) -> Read<Point> {
        if let Some(start) = self.any_phrase(at, &["il y a", "voila", "voici", "il y a deja"]) {
            let (length, end) = self.length(start, true)?;
            return Some((Point::Ago { length, origin: Origin::Published, after: false }, end));
        }
        if let Some(start) = self.any_phrase(at, &["dans", "sous", "dans les"]) {
            let (length, end) = self.length(start, false)?;
            let ends = self.side(end).is_none() && !matches!(self.key(end), "de" | "d'");
            let point = Point::Ago { length, origin: Origin::Published, after: true };
            return ends.then_some((point, end));
        }
        let (length, end) = self.length(at, false)?;
        let point = |after, end| Some((Point::Ago { length, origin: Origin::RunningPlace, after }, end));
        let stands_alone = |end: usize| self.tokens.get(end).is_none_or(Token::is_mark);
        match () {
            () if self.phrase(end, "plus tard").is_some() => point(true, end + 2),
            () if self.phrase(end, "plus tot").is_some() => point(false, end + 2),
            () if self.key(end) == "auparavant" => point(false, end + 1),
            () if self.key(end) == "apres" && stands_alone(end + 1) => point(true, end + 1),
            () if self.key(end) == "avant" && stands_alone(end + 1) => point(false, end + 1),
            () => None,
        }
    }

    /// How long: a number, or a word for an unknown one, and a unit. `vague` allows "des mois".
    pub(super) fn length(&self, at: usize, vague: bool) -> Read<Length> {
        let at = self.about(at);
        let (count, mut at) = match self.key(at) {
            "quelques" | "plusieurs" => (None, at + 1),
            "des" | "de" if vague => (None, at + 1),
            _ => self.count(at)?,
        };
        if matches!(
            self.key(at),
            "longs" | "longues" | "bons" | "bonnes" | "petits" | "petites" | "nombreuses" | "nombreux"
        ) {
            at += 1;
        }
        let (unit, times) = words::unit(self.key(at))?;
        if unit == Unit::Weekend {
            return None;
        }
        let count = count.map(|count: u32| count.saturating_mul(times));
        let half = self.phrase(at + 1, "et demi").or_else(|| self.phrase(at + 1, "et demie"));
        let length = match (half, count, unit) {
            (Some(_), Some(years), Unit::Year) => {
                Length { count: Some(years.saturating_mul(12) + 6), unit: Unit::Month }
            }
            _ => Length { count, unit },
        };
        Some((length, half.unwrap_or(at + 1)))
    }

    /// Skips words that make a length approximate.
    pub(super) fn about(&self, at: usize) -> usize {
        const ABOUT: [&str; 18] = [
            "environ",
            "pres de",
            "pres d'",
            "plus de",
            "plus d'",
            "moins de",
            "moins d'",
            "au moins",
            "presque",
            "quelque",
            "a peine",
            "a peu pres",
            "un peu plus de",
            "un peu plus d'",
            "un peu moins de",
            "un peu moins d'",
            "deja",
            "les",
        ];
        let once = self.any_phrase(at, &ABOUT).unwrap_or(at);
        self.any_phrase(once, &ABOUT).unwrap_or(once)
    }

    pub(super) fn count(&self, at: usize) -> Read<Option<u32>> {
        let article = matches!(self.key(at), "une" | "un");
        let number = if article { collective(self.key(at + 1)) } else { None };
        if let Some(number) = number.filter(|_| matches!(self.key(at + 2), "de" | "d'")) {
            return Some((Some(number as u32), at + 3));
        }
        let number = self.cardinal(at)?;
        let value = u32::try_from(number.value).ok().filter(|value| *value <= 10_000)?;
        Some((Some(value), number.next))
    }

    pub(super) fn lasting(&self, at: usize) -> Read<Expr> {
        const WITHIN: [&str; 4] = ["en", "en l' espace de", "en l' espace d'", "en seulement"];
        const DURING: [&str; 4] = ["durant", "pendant", "pendant pres de", "pour une duree de"];
        let lasting = |frame| move |(length, end): (Length, usize)| (lasting(length, frame), end);
        let within = self
            .any_phrase(at, &WITHIN)
            .and_then(|start| self.length(start, false))
            .map(lasting(Frame::Ending));
        let during = self
            .any_phrase(at, &DURING)
            .and_then(|start| self.length(start, true))
            .map(lasting(Frame::Throughout));
        longest([within, during, self.last_units(at), self.bare_length(at)])
    }

    /// "ces deux dernières semaines", "au cours des dernières 24 heures", "les trois prochains mois".
    pub(super) fn last_units(&self, at: usize) -> Read<Expr> {
        const LEADS: [&str; 10] =
            ["au cours de", "au cours", "durant", "pendant", "dans", "sur", "lors", "depuis", "pour", "en"];
        let start = self.any_phrase(at, &LEADS).unwrap_or(at);
        if !matches!(self.key(start), "ces" | "les" | "des" | "la" | "cette" | "l'") {
            return None;
        }
        let singular = matches!(self.key(start), "la" | "cette" | "l'");
        let (before, at) = self.count(start + 1).map_or((None, start + 1), |(count, end)| (count, end));
        let frame = if words::is_next(self.key(at)) { Frame::Coming } else { Frame::Recent };
        if frame == Frame::Recent && !words::is_last(self.key(at)) {
            return None;
        }
        let (after, at) = self.count(at + 1).map_or((None, at + 1), |(count, end)| (count, end));
        let (unit, times) = words::unit(self.key(at))?;
        let count = before.or(after).or(singular.then_some(1)).map(|n: u32| n.saturating_mul(times));
        Some((lasting(Length { count, unit }, frame), at + 1))
    }

    /// "trois ans de négociation", "six mois pour rendre les armes".
    pub(super) fn bare_length(&self, at: usize) -> Read<Expr> {
        const TERMS: [&str; 12] = [
            "prison",
            "reclusion",
            "detention",
            "emprisonnement",
            "travaux",
            "service",
            "age",
            "experience",
            "retard",
            "mandat",
            "suspension",
            "inegibilite",
        ];
        let (length, end) = self.length(at, false).filter(|(length, _)| length.unit >= Unit::Day)?;
        let lasts =
            matches!(self.key_before(at), "dure" | "durait" | "duraient" | "durent" | "durera" | "dureront");
        if lasts || self.key(end) == "pour" {
            return Some((lasting(length, Frame::Free), end));
        }
        let of = matches!(self.key(end), "de" | "d'") && self.tokens.get(end + 1).is_some_and(Token::is_word);
        let is_age = matches!(self.key_before(at), "age" | "agee" | "ages" | "agees");
        let frame = if length.unit >= Unit::Month { Frame::Ending } else { Frame::Free };
        (of && !is_age && !TERMS.contains(&self.key(end + 1))).then_some((lasting(length, frame), end))
    }
}

fn lasting(length: Length, frame: Frame) -> Expr {
    match length.count {
        Some(_) => Expr::Lasting { length, frame },
        None => Expr::Unanchored { precision: length_precision(length) },
    }
}
