//! Days, months, seasons and years, in full, in part and by their relation to another day.

use super::reading::{Read, longest};
use crate::mentions::numerals::Stretch;
use crate::mentions::periods::expr::{Calendar, Origin, Part, Point, Side, Unit};
use crate::mentions::periods::words;

impl Stretch<'_> {
    pub(super) fn point(&self, at: usize, led: bool) -> Read<Point> {
        longest([
            self.relative_day(at),
            self.relative_unit(at),
            self.part_of(at),
            self.first_months(at),
            self.date(at, led).map(|(date, end)| (Point::Calendar(date), end)),
            self.season(at).map(|(date, end)| (Point::Calendar(date), end)),
            self.stretch_of_years(at, led).map(|(date, end)| (Point::Calendar(date), end)),
        ])
    }

    /// "hier soir", "ce matin", "la veille"; a date beside it ("hier, jeudi 29 avril") says more.
    pub(super) fn relative_day(&self, at: usize) -> Read<Point> {
        let (offset, origin, end) = self.named_day(at)?;
        let end = self.day_parts(end);
        let date = end + usize::from(self.key(end) == ",");
        let beside = [self.weekday_date(date), self.day_date(date)];
        let full = longest(beside).filter(|(date, _)| date.day.is_some() && date.month.is_some());
        match full {
            Some((date, end)) => Some((Point::Calendar(date), end)),
            None => Some((Point::Days { offset, origin }, end)),
        }
    }

    pub(super) fn named_day(&self, at: usize) -> Option<(i32, Origin, usize)> {
        const NAMED: [(&str, i32, Origin); 26] = [
            ("avant-hier", -2, Origin::Published),
            ("hier", -1, Origin::Published),
            ("aujourd'hui", 0, Origin::Published),
            ("demain", 1, Origin::Published),
            ("apres-demain", 2, Origin::Published),
            ("ce matin", 0, Origin::Published),
            ("ce midi", 0, Origin::Published),
            ("ce soir", 0, Origin::Published),
            ("cet apres-midi", 0, Origin::Published),
            ("cette apres-midi", 0, Origin::Published),
            ("la veille", -1, Origin::RunningPlace),
            ("l' avant-veille", -2, Origin::RunningPlace),
            ("le lendemain", 1, Origin::RunningPlace),
            ("des le lendemain", 1, Origin::RunningPlace),
            ("le surlendemain", 2, Origin::RunningPlace),
            ("le meme jour", 0, Origin::RunningPlace),
            ("ce meme jour", 0, Origin::RunningPlace),
            ("le jour meme", 0, Origin::RunningPlace),
            ("ce jour-la", 0, Origin::RunningPlace),
            ("ce jour la", 0, Origin::RunningPlace),
            ("la meme nuit", 0, Origin::RunningPlace),
            ("cette nuit-la", 0, Origin::RunningPlace),
            ("le meme soir", 0, Origin::RunningPlace),
            ("ce soir-la", 0, Origin::RunningPlace),
            ("le soir meme", 0, Origin::RunningPlace),
            ("le matin meme", 0, Origin::RunningPlace),
        ];
        let readings = NAMED
            .iter()
            .filter_map(|(words, offset, origin)| self.phrase(at, words).map(|end| (*offset, *origin, end)));
        readings.max_by_key(|(_, _, end)| *end)
    }

    /// "la semaine dernière", "cette année", "le mois suivant".
    pub(super) fn relative_unit(&self, at: usize) -> Read<Point> {
        let contracted = self.key(at) == "du" && self.key_before(at) == "cours";
        let determined = contracted || matches!(self.key(at), "la" | "le" | "l'" | "cette" | "cet" | "ce");
        let this = matches!(self.key(at), "cette" | "cet" | "ce");
        let at = at + usize::from(determined);
        let noun = self.key(at);
        let (unit, count) = words::unit(words::stem(noun))?;
        if count != 1 || unit < Unit::Weekend || matches!(noun, "semaines" | "ans" | "annees") {
            return None;
        }
        let unit_at = |offset, origin, end| Some((Point::Unit { unit, offset, origin, part: None }, end));
        match self.side(at + 1) {
            Some((Side::Last, end)) => unit_at(-1, Origin::Published, end),
            Some((Side::Next, end)) => unit_at(1, Origin::Published, end),
            Some((Side::Following, end)) => unit_at(1, Origin::RunningPlace, end),
            Some((Side::Preceding, end)) => unit_at(-1, Origin::RunningPlace, end),
            None if this && noun.ends_with("-la") => unit_at(0, Origin::RunningPlace, at + 1),
            None if this || (unit == Unit::Weekend && determined) => unit_at(0, Origin::Published, at + 1),
            Some((Side::YearBefore, _)) | None => None,
        }
    }

    /// "dernier", "prochain", "suivant", "précédent" after a date.
    pub(super) fn side(&self, at: usize) -> Read<Side> {
        let key = self.key(at);
        let side = match () {
            () if words::is_last(key) => Side::Last,
            () if words::is_next(key) => Side::Next,
            () if words::is_following(key) => Side::Following,
            () if words::is_preceding(key) => Side::Preceding,
            () => return None,
        };
        Some((side, at + 1))
    }

    /// "fin janvier", "mi-mars", "début 2015", "le début de la semaine".
    pub(super) fn part_of(&self, at: usize) -> Read<Point> {
        if let Some(rest) = self.key(at).strip_prefix("mi-") {
            return self.middle_of(rest, at);
        }
        let at = at + usize::from(matches!(self.key(at), "la" | "le"));
        if let Some(rest) = self.key(at).strip_prefix("mi-") {
            return self.middle_of(rest, at);
        }
        let part = match self.key(at) {
            "debut" => Part::Begin,
            "mi" | "milieu" => Part::Middle,
            "fin" => Part::End,
            _ => return None,
        };
        let inner = self.skip_small(at + 1);
        let whole = longest([
            self.relative_unit(inner),
            self.relative_unit(inner.saturating_sub(1)),
            self.bare_unit(inner),
        ]);
        let with_part = |(point, end)| match point {
            Point::Unit { unit, offset, origin, .. } => {
                (Point::Unit { unit, offset, origin, part: Some(part) }, end)
            }
            point => (point, end),
        };
        longest([whole.map(with_part), self.dated_part(inner, part)])
    }

    /// The words between "début" and the stretch of which it is the beginning.
    pub(super) fn skip_small(&self, at: usize) -> usize {
        const SMALL: [&str; 13] =
            ["de", "d'", "du", "des", "la", "le", "l'", "mois", "annee", "an", "ce", "cette", "cet"];
        let is_small = |i: &usize| {
            let unit_alone = matches!(self.key(*i), "mois" | "annee" | "an");
            let leads_on = self.month_at(i + 1).is_some()
                || self.year_at(i + 1).is_some()
                || matches!(self.key(i + 1), "de" | "d'") && self.month_at(i + 2).is_some();
            SMALL.contains(&self.key(*i)) && (!unit_alone || leads_on)
        };
        let mut end = at;
        while end < at + 5 && is_small(&end) {
            end += 1;
        }
        end
    }

    /// "les six premiers mois de l'année", "les trois premiers mois de 2015".
    pub(super) fn first_months(&self, at: usize) -> Read<Point> {
        let start = at + usize::from(matches!(self.key(at), "les" | "des" | "aux"));
        let number = self.cardinal(start).filter(|n| (1..=12).contains(&n.value))?;
        let of = self.phrase(number.next, "premiers mois de")?;
        let part = Some(Part::Months(1, number.value as i8));
        if let Some(end) = self.phrase(of, "l' annee").filter(|end| self.year_at(*end).is_none()) {
            let unit = Unit::Year;
            return Some((Point::Unit { unit, offset: 0, origin: Origin::Published, part }, end));
        }
        let (date, end) = self.stretch_of_years(of, true)?;
        Some((Point::Calendar(Calendar { part, ..date }), end))
    }

    pub(super) fn bare_unit(&self, at: usize) -> Read<Point> {
        let (unit, count) = words::unit(self.key(at))?;
        let fits = count == 1 && matches!(self.key(at), "semaine" | "mois" | "annee");
        let point = Point::Unit { unit, offset: 0, origin: Origin::Published, part: None };
        fits.then_some((point, at + 1))
    }

    pub(super) fn dated_part(&self, at: usize, part: Part) -> Read<Point> {
        let dates = [self.month_year(at, true), self.season(at), self.stretch_of_years(at, true)];
        let (date, end) = longest(dates)?;
        Some((Point::Calendar(Calendar { part: Some(part), ..date }), end))
    }

    pub(super) fn middle_of(&self, rest: &str, at: usize) -> Read<Point> {
        let base = Calendar { part: Some(Part::Middle), ..Calendar::default() };
        let (date, end) = match words::month(rest) {
            Some(month) => self.complete(Calendar { month: Some(month), ..base }, at + 1),
            None => {
                let year: i16 = rest.parse().ok().filter(|y| is_year(i64::from(*y)))?;
                (Calendar { year: Some(year), ..base }, at + 1)
            }
        };
        Some((Point::Calendar(date), end))
    }

    /// Year and side after a month.
    pub(super) fn complete(&self, date: Calendar, at: usize) -> (Calendar, usize) {
        let dotted = at + usize::from(self.key(at) == "." && words::is_short_month(self.key_before(at)));
        let of = dotted + usize::from(matches!(self.key(dotted), "de") && self.year_at(dotted + 1).is_some());
        const YEAR_BEFORE: [&str; 4] =
            ["de l' an dernier", "de l' annee derniere", "de l' an passe", "de l' annee passee"];
        if let Some(end) = self.any_phrase(dotted, &YEAR_BEFORE) {
            return (Calendar { side: Some(Side::YearBefore), ..date }, end);
        }
        let year = self.year_at(of);
        let at = if year.is_some() { of + 1 } else { at };
        let side = self.side(at);
        let end = side.map_or(at, |(_, end)| end);
        (Calendar { year, side: side.map(|(side, _)| side), ..date }, end)
    }

    pub(super) fn month_at(&self, at: usize) -> Option<i8> {
        words::month(self.key(at))
    }

    pub(super) fn year_at(&self, at: usize) -> Option<i16> {
        let token = self.tokens.get(at)?.number()?;
        (token.digits == 4 && token.is_plain() && is_year(token.whole as i64)).then_some(token.whole as i16)
    }

    /// A month, with its year or in a place where no other noun could stand.
    pub(super) fn month_year(&self, at: usize, led: bool) -> Read<Calendar> {
        let month = self.month_at(at)?;
        let (date, end) = self.complete(Calendar { month: Some(month), ..Calendar::default() }, at + 1);
        let bare = date.year.is_none() && date.side.is_none();
        let before =
            matches!(self.key_before(at), "de" | "d'" | "en" | "courant" | "depuis" | "debut" | "fin");
        let common = self.tokens[at].is_capitalised() || words::is_short_month(self.key(at));
        if bare && (common || !(led || before)) { None } else { Some((date, end)) }
    }

    /// A date that names a weekday, a day or a month.
    pub(super) fn date(&self, at: usize, led: bool) -> Read<Calendar> {
        let numeric = self.numeric_date(at + usize::from(matches!(self.key(at), "le" | "ce")));
        longest([numeric, self.weekday_date(at), self.day_date(at), self.month_alone(at, led)])
    }

    /// "avril 2014", "le mois d'avril dernier".
    pub(super) fn month_alone(&self, at: usize, led: bool) -> Read<Calendar> {
        const MONTH_OF: [&str; 7] =
            ["mois de", "mois d'", "le mois de", "le mois d'", "ce mois de", "ce mois d'", "les mois de"];
        match self.any_phrase(at, &MONTH_OF) {
            Some(month) => self.month_year(month, true),
            None => self.month_year(at, led),
        }
    }

    /// "ce lundi 21 avril", "mercredi après-midi 8 octobre", "jeudi".
    pub(super) fn weekday_date(&self, at: usize) -> Read<Calendar> {
        let at = at + usize::from(matches!(self.key(at), "le" | "ce"));
        let weekday = words::weekday(self.key(at))?;
        let part = self.day_parts(at + 1);
        let number = part + usize::from(matches!(self.key(part), "le" | ","));
        let base = Calendar { weekday: Some(weekday), ..Calendar::default() };
        if let Some((date, end)) = self.numeric_date(number) {
            return Some((Calendar { weekday: base.weekday, ..date }, self.day_parts(end)));
        }
        if let Some((date, end)) = self.day_and_month(number, base) {
            return Some((date, self.day_parts(end)));
        }
        if let Some((day, end)) = self.day_number(part).filter(|(_, end)| self.closes_day(*end)) {
            let date = Calendar { day: Some(day), ..base };
            return Some((date, self.day_parts(end)));
        }
        let side = self.side(part);
        let end = side.map_or(part, |(_, end)| self.day_parts(end));
        Some((Calendar { side: side.map(|(side, _)| side), ..base }, end))
    }

    /// "le 9 mai dernier", "14 novembre", "le 28".
    pub(super) fn day_date(&self, at: usize) -> Read<Calendar> {
        let own = matches!(self.key(at), "le" | "ce");
        let before = matches!(self.key_before(at), "au" | "du" | "le");
        let at = at + usize::from(own);
        if let Some((date, end)) = self.day_and_month(at, Calendar::default()) {
            return Some((date, self.day_parts(end)));
        }
        let (day, end) = self.day_number(at).filter(|(_, end)| (own || before) && self.closes_day(*end))?;
        let side = self.side(end);
        let end = side.map_or(end, |(_, end)| end);
        let date = Calendar { day: Some(day), side: side.map(|(side, _)| side), ..Calendar::default() };
        Some((date, self.day_parts(end)))
    }

    pub(super) fn day_and_month(&self, at: usize, base: Calendar) -> Read<Calendar> {
        let (day, month_at) = self.day_number(at).or_else(|| self.day_word(at))?;
        let month = self.month_at(month_at)?;
        Some(self.complete(Calendar { day: Some(day), month: Some(month), ..base }, month_at + 1))
    }

    pub(super) fn day_number(&self, at: usize) -> Read<i8> {
        let day = self.plain(at, 2).filter(|day| (1..=31).contains(day))? as i8;
        let first = day == 1 && self.key(at + 1) == "er";
        Some((day, at + 1 + usize::from(first)))
    }

    /// A day in words, which only a month after it can tell.
    pub(super) fn day_word(&self, at: usize) -> Read<i8> {
        if self.key(at) == "premier" {
            return Some((1, at + 1));
        }
        let number = self.cardinal(at).filter(|n| !n.article && (2..=31).contains(&n.value))?;
        Some((number.value as i8, number.next))
    }

    /// Whether what follows a day's number is no noun that it could count.
    pub(super) fn closes_day(&self, at: usize) -> bool {
        const CLOSERS: [&str; 44] = [
            "", "a", "au", "aux", "et", "ou", "dans", "pres", "en", "par", "sur", "contre", "lors",
            "dernier", "prochain", "vers", "pour", "il", "elle", "ils", "elles", "on", "des", "les", "le",
            "la", "l'", "un", "une", "d'", "de", "du", "qu'", "que", "qui", "ont", "avait", "avaient", "est",
            "sont", "avec", "selon", "apres", "avant",
        ];
        match self.tokens.get(at) {
            Some(token) if token.is_mark() => !matches!(&*token.key, "%" | "€" | "$" | "°" | "/" | "-"),
            _ => CLOSERS.contains(&self.key(at)),
        }
    }

    /// "12/03/2021", "12.03.2021", "2021-03-12".
    pub(super) fn numeric_date(&self, at: usize) -> Read<Calendar> {
        let separator = self.key(at + 1);
        if !matches!(separator, "/" | "." | "-") || self.key(at + 3) != separator {
            return None;
        }
        let glued = (at + 1..at + 5).all(|i| self.tokens.get(i).is_some_and(|t| t.glued));
        let month = self.plain(at + 2, 2).filter(|m| (1..=12).contains(m))? as i8;
        let (day, year) = match self.year_at(at) {
            Some(year) => (self.plain(at + 4, 2)?, year),
            None => (self.plain(at, 2)?, self.year_at(at + 4)?),
        };
        let date =
            Calendar { day: Some(day as i8), month: Some(month), year: Some(year), ..Calendar::default() };
        (glued && (1..=31).contains(&day)).then(|| (date, self.day_parts(at + 5)))
    }

    /// "l'été dernier", "au printemps 2019"; a determiner tells "été" from the participle.
    pub(super) fn season(&self, at: usize) -> Read<Calendar> {
        let determined =
            |i: usize| matches!(self.key(i), "l'" | "le" | "cet" | "ce" | "en" | "au" | "du" | "d'" | "les");
        let at = at + usize::from(determined(at));
        let season = words::season(self.key(at)).filter(|_| at > 0 && determined(at - 1))?;
        let base = Calendar { season: Some(season), ..Calendar::default() };
        let (date, end) = self.complete(base, at + 1);
        let second_year = self.key(end) == "-" && date.year.is_some() && self.year_at(end + 1).is_some();
        let name = matches!(self.key(end), "arabe" | "arabes" | "noir" | "berbere");
        (!name).then_some((date, end + if second_year { 2 } else { 0 }))
    }

    /// "2013", "l'année 2014", "les années 1990", "le premier trimestre 2015".
    pub(super) fn stretch_of_years(&self, at: usize, led: bool) -> Read<Calendar> {
        let at = at + usize::from(matches!(self.key(at), "l'" | "le" | "les" | "cette"));
        if let Some(ordinal) = words::ordinal(self.key(at)) {
            return self.part_of_year(at + 1, ordinal);
        }
        if self.key(at) == "annees" {
            let decade = self.plain(at + 1, 4).filter(|y| y % 10 == 0)? as i16;
            let year = if decade < 100 { 1900 + decade } else { decade };
            let date = Calendar { year: Some(year), years: 10, ..Calendar::default() };
            return is_year(i64::from(year)).then_some((date, at + 2));
        }
        let named = matches!(self.key(at), "annee" | "an");
        let year = self.year_at(at + usize::from(named)).filter(|_| named || led)?;
        let end = at + 1 + usize::from(named);
        let counts = !named
            && self.tokens.get(end).is_some_and(|t| t.is_word() && t.key.ends_with('s') && t.key.len() > 4);
        (!counts).then_some((Calendar { year: Some(year), ..Calendar::default() }, end))
    }

    pub(super) fn part_of_year(&self, at: usize, ordinal: i8) -> Read<Calendar> {
        let months = match self.key(at) {
            "trimestre" => 3,
            "semestre" => 6,
            _ => return None,
        };
        let of = self.any_phrase(at + 1, &["de l' annee", "de", "d'"]).unwrap_or(at + 1);
        let year = self.year_at(of);
        let end = if year.is_some() { of + 1 } else { at + 1 };
        let date = Calendar { year, part: Some(Part::Months(ordinal, months)), ..Calendar::default() };
        (ordinal * months <= 12).then_some((date, end))
    }

    pub(super) fn dated(&self, at: usize) -> Read<Point> {
        longest([self.weekday_date(at), self.day_date(at)]).map(|(date, end)| (Point::Calendar(date), end))
    }
}

fn is_year(year: i64) -> bool {
    (1800..=2100).contains(&year)
}
