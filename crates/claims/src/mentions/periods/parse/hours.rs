//! Parts of a day and hours.

use super::reading::{Read, longest};
use crate::mentions::numerals::Stretch;
use crate::mentions::periods::expr::Point;
use crate::mentions::periods::words;

impl Stretch<'_> {
    /// "à l'aube", "vers 5h30", "dans la matinée de lundi".
    pub(super) fn part_of_day(&self, at: usize) -> Read<Point> {
        let end = self.day_parts(at);
        let bare =
            words::is_day_part(self.key(at)) || self.tokens.get(at).is_some_and(|t| t.number().is_some());
        let of = matches!(self.key(end), "de" | "du" | "d'" | "des");
        let day = if of { longest([self.relative_day(end + 1), self.dated(end + 1)]) } else { None };
        match day {
            Some(day) if end > at => Some(day),
            _ => (end > at && !bare).then(|| (Point::Hour { late: self.is_late(at, end) }, end)),
        }
    }

    /// Whether an hour or part of a day is before midnight and not in daylight: "22 heures", "en soirée".
    pub(super) fn is_late(&self, at: usize, end: usize) -> bool {
        let named = (at..end).any(|i| matches!(self.key(i), "soir" | "soiree" | "crepuscule" | "tombee"));
        let clock = (at..end).find_map(|i| self.plain(i, 2));
        named || clock.is_some_and(|hour| (18..24).contains(&hour))
    }

    /// Skips up to two parts of a day or hours: "soir", "à l'aube", "vers 5h30".
    pub(super) fn day_parts(&self, at: usize) -> usize {
        let once = self.day_part(at).or_else(|| self.hour(at)).unwrap_or(at);
        if once == at { at } else { self.day_part(once).or_else(|| self.hour(once)).unwrap_or(once) }
    }

    pub(super) fn day_part(&self, at: usize) -> Option<usize> {
        const BEFORE: [&str; 30] = [
            "au",
            "au petit",
            "a",
            "a l'",
            "a la",
            "des l'",
            "dans la",
            "dans l'",
            "en",
            "en debut de",
            "en debut d'",
            "en fin de",
            "en fin d'",
            "en milieu de",
            "en milieu d'",
            "tot",
            "tot le",
            "tard",
            "tard dans la",
            "tard le",
            "vers",
            "peu avant",
            "peu apres",
            "en pleine",
            "au cours de la",
            "au cours de l'",
            "durant la",
            "durant l'",
            "pendant la",
            "pendant l'",
        ];
        let start = self.any_phrase(at, &BEFORE).unwrap_or(at);
        let fall = self.any_phrase(start, &["tombee de la nuit", "tombee du jour", "lever du jour"]);
        if let Some(end) = fall.filter(|_| start > at) {
            return Some(end);
        }
        let key = self.key(start);
        let day = matches!(key, "journee") && start > at;
        // "dans la nuit" is a period of its own.
        let night = key == "nuit" && start > at && self.key_before(start) == "la";
        ((words::is_day_part(key) || day) && !night).then_some(start + 1)
    }

    /// "vers 5h30", "à 13 heures locales", "13h GMT".
    pub(super) fn hour(&self, at: usize) -> Option<usize> {
        const BEFORE: [&str; 12] = [
            "a",
            "vers",
            "des",
            "avant",
            "apres",
            "peu avant",
            "peu apres",
            "aux alentours de",
            "aux environs de",
            "autour de",
            "a partir de",
            "jusqu' a",
        ];
        let start = self.any_phrase(at, &BEFORE).unwrap_or(at);
        let hour = self.plain(start, 2).filter(|h| *h <= 24).map(|_| start + 1);
        if let Some(colon) = hour.filter(|colon| start > at && self.key(*colon) == ":") {
            let glued = self.tokens.get(colon + 1).is_some_and(|t| t.glued);
            return self.plain(colon + 1, 2).filter(|m| *m < 60 && glued).map(|_| colon + 2);
        }
        let after_number = hour.or_else(|| self.cardinal(start).filter(|n| n.value <= 24).map(|n| n.next))?;
        if !matches!(self.key(after_number), "h" | "heure" | "heures") {
            return None;
        }
        let minutes = self.plain(after_number + 1, 2).is_some_and(|m| m < 60);
        let end = after_number + 1 + usize::from(minutes);
        const AFTER: [&str; 12] = [
            "locales",
            "locale",
            "heure locale",
            "heures locales",
            "gmt",
            "tu",
            "utc",
            "du matin",
            "du soir",
            "de l' apres-midi",
            "heure de paris",
            "temps universel",
        ];
        let travel = matches!(self.key(end), "de" | "d'") && self.any_phrase(end, &AFTER).is_none();
        (!travel).then(|| self.any_phrase(end, &AFTER).unwrap_or(end))
    }
}
