//! Whole expressions: a point with its preposition, or one that names no days.

use super::reading::{Read, longest};
use crate::mentions::numerals::Stretch;
use crate::mentions::periods::expr::Expr;
use crate::mentions::periods::words;

impl Stretch<'_> {
    pub(super) fn expression(&self, at: usize) -> Read<Expr> {
        let habit = matches!(self.key_before(at), "chaque" | "quotidien");
        if habit || self.phrase(at.saturating_sub(2), "tous les").is_some_and(|end| end == at) {
            return None;
        }
        longest([
            self.since(at),
            self.since_that(at),
            self.until(at),
            self.night(at),
            self.between(at),
            self.lasting(at),
            self.at(at),
            self.adverb(at),
        ])
    }

    fn adverb(&self, at: usize) -> Read<Expr> {
        let now = self.any_phrase(at, &["en ce moment", "a l' heure actuelle", "a ce jour"]);
        if let Some(end) = now {
            return Some((Expr::Unanchored { precision: 1 }, end));
        }
        let lately = self.any_phrase(at, &["ces derniers temps", "ces temps-ci"]);
        if let Some(end) = lately {
            return Some((Expr::Unanchored { precision: 5 }, end));
        }
        words::adverb(self.key(at)).map(|precision| (Expr::Unanchored { precision }, at + 1))
    }

    /// A point with the preposition that leads to it.
    pub(super) fn at(&self, at: usize) -> Read<Expr> {
        let (start, led) = self.lead(at);
        let point = longest([self.point(start, led), self.part_of_day(at), self.ago(at)]);
        let reading = point.map(|(point, end)| (Expr::At(point), end));
        longest([reading, self.day_beside_event(at)])
    }

    /// "au lendemain de l'accord": a day that only the event tells.
    fn day_beside_event(&self, at: usize) -> Read<Expr> {
        const BESIDE: [&str; 6] =
            ["au lendemain", "le lendemain", "a la veille", "la veille", "des le lendemain", "lendemain"];
        let end = self.any_phrase(at, &BESIDE)?;
        matches!(self.key(end), "de" | "du" | "des" | "d'")
            .then_some((Expr::Unanchored { precision: 1 }, end))
    }

    /// Skips a preposition before a point; tells whether it allows a bare month or year.
    pub(super) fn lead(&self, at: usize) -> (usize, bool) {
        const LEADS: [&str; 20] = [
            "en",
            "au",
            "a",
            "a la",
            "a l'",
            "dans",
            "pendant",
            "durant",
            "courant",
            "vers",
            "au cours de",
            "au cours du",
            "au cours d'",
            "au cours des",
            "lors des",
            "lors de",
            "lors du",
            "dans le courant de",
            "dans le courant du",
            "autour du",
        ];
        match self.any_phrase(at, &LEADS) {
            Some(end) => (end, true),
            None => (at, false),
        }
    }
}
