//! The grammar of time expressions, read from tokens.
//!
//! Every method takes the index of a token and gives what it read with the index of the token
//! after it. None looks further than a fixed number of tokens, so the whole is linear.

use selon_model::Span;

use super::TimeMention;
use super::expr::{Calendar, Expr, Frame, Length, Origin, Part, Point, Side, Unit};
use super::words;
use crate::figures::cardinal::collective;
use crate::figures::tokens::{Stretch, Token};

/// All expressions, in order, each the longest that begins where it does.
pub(super) fn mentions(stretch: &Stretch<'_>) -> Vec<TimeMention> {
    let reader = Reader { stretch };
    let tokens = &stretch.tokens;
    let near = near_a_time_word(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reading = if near[at] && words::opens(&tokens[at]) { reader.expression(at) } else { None };
        match reading {
            Some((expr, end)) if end > at => {
                let span = Span::new(tokens[at].span.start, tokens[end - 1].span.end);
                found.push(TimeMention { span, expr });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// No expression has its first telling word further from its beginning.
const REACH: usize = 10;

/// For each token whether it or one of the next ones is a word that time expressions are made of.
fn near_a_time_word(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut near = vec![false; tokens.len()];
    let mut distance = REACH;
    for (at, token) in tokens.iter().enumerate().rev() {
        distance = if words::tells_time(token) { 0 } else { distance + 1 };
        near[at] = distance < REACH;
    }
    near
}

type Read<T> = Option<(T, usize)>;

fn longest<T>(readings: impl IntoIterator<Item = Read<T>>) -> Read<T> {
    let first_longest = |best: Read<T>, next: Read<T>| match (&best, &next) {
        (Some((_, a)), Some((_, b))) if b > a => next,
        (None, _) => next,
        _ => best,
    };
    readings.into_iter().fold(None, first_longest)
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    stretch: &'a Stretch<'a>,
}

impl<'a> std::ops::Deref for Reader<'a> {
    type Target = Stretch<'a>;

    fn deref(&self) -> &Stretch<'a> {
        self.stretch
    }
}

impl Reader<'_> {
    /// A number in digits without separators, of at most `digits` digits.
    fn plain(&self, at: usize, digits: u32) -> Option<u64> {
        let number = self.tokens.get(at)?.number()?;
        (number.is_plain() && number.digits <= digits).then_some(number.whole)
    }

    fn expression(&self, at: usize) -> Read<Expr> {
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
    fn at(&self, at: usize) -> Read<Expr> {
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
    fn lead(&self, at: usize) -> (usize, bool) {
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

    fn point(&self, at: usize, led: bool) -> Read<Point> {
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
    fn relative_day(&self, at: usize) -> Read<Point> {
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

    fn named_day(&self, at: usize) -> Option<(i32, Origin, usize)> {
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
            ("la veille", -1, Origin::Running),
            ("l' avant-veille", -2, Origin::Running),
            ("le lendemain", 1, Origin::Running),
            ("des le lendemain", 1, Origin::Running),
            ("le surlendemain", 2, Origin::Running),
            ("le meme jour", 0, Origin::Running),
            ("ce meme jour", 0, Origin::Running),
            ("le jour meme", 0, Origin::Running),
            ("ce jour-la", 0, Origin::Running),
            ("ce jour la", 0, Origin::Running),
            ("la meme nuit", 0, Origin::Running),
            ("cette nuit-la", 0, Origin::Running),
            ("le meme soir", 0, Origin::Running),
            ("ce soir-la", 0, Origin::Running),
            ("le soir meme", 0, Origin::Running),
            ("le matin meme", 0, Origin::Running),
        ];
        let readings = NAMED
            .iter()
            .filter_map(|(words, offset, origin)| self.phrase(at, words).map(|end| (*offset, *origin, end)));
        readings.max_by_key(|(_, _, end)| *end)
    }

    /// "la semaine dernière", "cette année", "le mois suivant".
    fn relative_unit(&self, at: usize) -> Read<Point> {
        let determined = matches!(self.key(at), "la" | "le" | "l'" | "cette" | "cet" | "ce");
        let this = matches!(self.key(at), "cette" | "cet" | "ce");
        let at = at + usize::from(determined);
        let noun = self.key(at);
        let (unit, count) = words::unit(noun.trim_end_matches("-ci").trim_end_matches("-la"))?;
        if count != 1 || unit < Unit::Weekend || matches!(noun, "semaines" | "ans" | "annees") {
            return None;
        }
        let unit_at = |offset, origin, end| Some((Point::Unit { unit, offset, origin, part: None }, end));
        match self.side(at + 1) {
            Some((Side::Last, end)) => unit_at(-1, Origin::Published, end),
            Some((Side::Next, end)) => unit_at(1, Origin::Published, end),
            Some((Side::Following, end)) => unit_at(1, Origin::Running, end),
            Some((Side::Preceding, end)) => unit_at(-1, Origin::Running, end),
            None if this && noun.ends_with("-la") => unit_at(0, Origin::Running, at + 1),
            None if this || (unit == Unit::Weekend && determined) => unit_at(0, Origin::Published, at + 1),
            Some((Side::YearBefore, _)) | None => None,
        }
    }

    /// "dernier", "prochain", "suivant", "précédent" after a date.
    fn side(&self, at: usize) -> Read<Side> {
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
    fn part_of(&self, at: usize) -> Read<Point> {
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
    fn skip_small(&self, at: usize) -> usize {
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
    fn first_months(&self, at: usize) -> Read<Point> {
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

    fn bare_unit(&self, at: usize) -> Read<Point> {
        let (unit, count) = words::unit(self.key(at))?;
        let fits = count == 1 && matches!(self.key(at), "semaine" | "mois" | "annee");
        let point = Point::Unit { unit, offset: 0, origin: Origin::Published, part: None };
        fits.then_some((point, at + 1))
    }

    fn dated_part(&self, at: usize, part: Part) -> Read<Point> {
        let dates = [self.month_year(at, true), self.season(at), self.stretch_of_years(at, true)];
        let (date, end) = longest(dates)?;
        Some((Point::Calendar(Calendar { part: Some(part), ..date }), end))
    }

    fn middle_of(&self, rest: &str, at: usize) -> Read<Point> {
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
    fn complete(&self, date: Calendar, at: usize) -> (Calendar, usize) {
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

    fn month_at(&self, at: usize) -> Option<i8> {
        words::month(self.key(at))
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        let token = self.tokens.get(at)?.number()?;
        (token.digits == 4 && token.is_plain() && is_year(token.whole as i64)).then_some(token.whole as i16)
    }

    /// A month, with its year or in a place where no other noun could stand.
    fn month_year(&self, at: usize, led: bool) -> Read<Calendar> {
        let month = self.month_at(at)?;
        let (date, end) = self.complete(Calendar { month: Some(month), ..Calendar::default() }, at + 1);
        let bare = date.year.is_none() && date.side.is_none();
        let before =
            matches!(self.key_before(at), "de" | "d'" | "en" | "courant" | "depuis" | "debut" | "fin");
        let common = self.tokens[at].is_capitalised() || words::is_short_month(self.key(at));
        if bare && (common || !(led || before)) { None } else { Some((date, end)) }
    }

    /// A date that names a weekday, a day or a month.
    fn date(&self, at: usize, led: bool) -> Read<Calendar> {
        let numeric = self.numeric_date(at + usize::from(matches!(self.key(at), "le" | "ce")));
        longest([numeric, self.weekday_date(at), self.day_date(at), self.month_alone(at, led)])
    }

    /// "avril 2014", "le mois d'avril dernier".
    fn month_alone(&self, at: usize, led: bool) -> Read<Calendar> {
        const MONTH_OF: [&str; 7] =
            ["mois de", "mois d'", "le mois de", "le mois d'", "ce mois de", "ce mois d'", "les mois de"];
        match self.any_phrase(at, &MONTH_OF) {
            Some(month) => self.month_year(month, true),
            None => self.month_year(at, led),
        }
    }

    /// "ce lundi 21 avril", "mercredi après-midi 8 octobre", "jeudi".
    fn weekday_date(&self, at: usize) -> Read<Calendar> {
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
    fn day_date(&self, at: usize) -> Read<Calendar> {
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

    fn day_and_month(&self, at: usize, base: Calendar) -> Read<Calendar> {
        let (day, month_at) = self.day_number(at).or_else(|| self.day_word(at))?;
        let month = self.month_at(month_at)?;
        Some(self.complete(Calendar { day: Some(day), month: Some(month), ..base }, month_at + 1))
    }

    fn day_number(&self, at: usize) -> Read<i8> {
        let day = self.plain(at, 2).filter(|day| (1..=31).contains(day))? as i8;
        let first = day == 1 && self.key(at + 1) == "er";
        Some((day, at + 1 + usize::from(first)))
    }

    /// A day in words, which only a month after it can tell.
    fn day_word(&self, at: usize) -> Read<i8> {
        if self.key(at) == "premier" {
            return Some((1, at + 1));
        }
        let number = self.cardinal(at).filter(|n| !n.article && (2..=31).contains(&n.value))?;
        Some((number.value as i8, number.next))
    }

    /// Whether what follows a day's number is no noun that it could count.
    fn closes_day(&self, at: usize) -> bool {
        const CLOSERS: [&str; 44] = [
            "", "a", "au", "aux", "et", "ou", "dans", "pres", "en", "par", "sur", "contre", "lors",
            "dernier", "prochain", "vers", "pour", "il", "elle", "ils", "elles", "on", "des", "les", "le",
            "la", "l'", "un", "une", "d'", "de", "du", "qu'", "que", "qui", "ont", "avait", "avaient", "est",
            "sont", "avec", "selon", "apres", "avant",
        ];
        match self.tokens.get(at) {
            Some(token) if token.is_mark() => {
                !matches!(token.key.as_str(), "%" | "€" | "$" | "°" | "/" | "-")
            }
            _ => CLOSERS.contains(&self.key(at)),
        }
    }

    /// "12/03/2021", "12.03.2021", "2021-03-12".
    fn numeric_date(&self, at: usize) -> Read<Calendar> {
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
    fn season(&self, at: usize) -> Read<Calendar> {
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
    fn stretch_of_years(&self, at: usize, led: bool) -> Read<Calendar> {
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

    fn part_of_year(&self, at: usize, ordinal: i8) -> Read<Calendar> {
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

    /// "à l'aube", "vers 5h30", "dans la matinée de lundi".
    fn part_of_day(&self, at: usize) -> Read<Point> {
        let end = self.day_parts(at);
        let bare =
            words::is_day_part(self.key(at)) || self.tokens.get(at).is_some_and(|t| t.number().is_some());
        let of = matches!(self.key(end), "de" | "du" | "d'" | "des");
        let day = if of { longest([self.relative_day(end + 1), self.dated(end + 1)]) } else { None };
        match day {
            Some(day) if end > at => Some(day),
            _ => (end > at && !bare).then_some((Point::Hour, end)),
        }
    }

    fn dated(&self, at: usize) -> Read<Point> {
        longest([self.weekday_date(at), self.day_date(at)]).map(|(date, end)| (Point::Calendar(date), end))
    }

    /// Skips up to two parts of a day or hours: "soir", "à l'aube", "vers 5h30".
    fn day_parts(&self, at: usize) -> usize {
        let once = self.day_part(at).or_else(|| self.hour(at)).unwrap_or(at);
        if once == at { at } else { self.day_part(once).or_else(|| self.hour(once)).unwrap_or(once) }
    }

    fn day_part(&self, at: usize) -> Option<usize> {
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
    fn hour(&self, at: usize) -> Option<usize> {
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

    /// "il y a dix jours", "deux semaines plus tard", "dans trois jours".
    fn ago(&self, at: usize) -> Read<Point> {
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
        let point = |after, end| Some((Point::Ago { length, origin: Origin::Running, after }, end));
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
    fn length(&self, at: usize, vague: bool) -> Read<Length> {
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
    fn about(&self, at: usize) -> usize {
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

    fn count(&self, at: usize) -> Read<Option<u32>> {
        let article = matches!(self.key(at), "une" | "un");
        let number = if article { collective(self.key(at + 1)) } else { None };
        if let Some(number) = number.filter(|_| matches!(self.key(at + 2), "de" | "d'")) {
            return Some((Some(number as u32), at + 3));
        }
        let number = self.cardinal(at)?;
        let value = u32::try_from(number.value).ok().filter(|value| *value <= 10_000)?;
        Some((Some(value), number.next))
    }

    fn since(&self, at: usize) -> Read<Expr> {
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
    fn since_that(&self, at: usize) -> Read<Expr> {
        let start = self.any_phrase(at, &["cela fait", "ca fait", "voila", "voici"])?;
        let (length, end) = self.length(start + usize::from(self.key(start) == "maintenant"), false)?;
        let that = matches!(self.key(end), "que" | "qu'") && length.count.is_some();
        that.then_some((Expr::SinceAgo { length, backshifted: false }, end))
    }

    fn since_length(&self, at: usize, start: usize) -> Read<Expr> {
        if self.key(at) != "depuis" {
            return None;
        }
        if matches!(self.key(start), "toujours" | "lors" | "longtemps" | "peu") {
            return Some((Expr::Unanchored { precision: 5 }, start + 1));
        }
        let (length, end) = self.length(start, true)?;
        // "depuis 9 heures" is an hour of the day, "depuis 48 heures" a length.
        if length.unit == Unit::Hour && length.count.is_some_and(|hours| hours < 24) {
            return self.hour(start).map(|end| (Expr::Since(Point::Hour), end));
        }
        let backshifted = self.imperfect_before(at);
        let precision = super::resolve::length_precision(length);
        let expr = if length.count.is_some() {
            Expr::SinceAgo { length, backshifted }
        } else {
            Expr::Unanchored { precision }
        };
        Some((expr, end))
    }

    /// Whether the nearest verb form before, in the same clause, is in the imperfect. The
    /// conditional in -rait is hearsay about the present and does not count.
    fn imperfect_before(&self, at: usize) -> bool {
        const NO_VERBS: [&str; 8] =
            ["fait", "lait", "trait", "retrait", "portrait", "souhait", "extrait", "parfait"];
        let clause = self.tokens[..at].iter().rev().take(10).take_while(|t| !t.is_mark());
        clause.filter(|t| t.is_word()).any(|t| {
            let ends = t.key.ends_with("ait") || t.key.ends_with("aient");
            ends && !t.key.ends_with("rait")
                && !t.key.ends_with("raient")
                && !NO_VERBS.contains(&t.key.as_str())
        })
    }

    /// "depuis le déclenchement de l'offensive": the noun of an event and its complements.
    fn since_event(&self, start: usize) -> Read<Expr> {
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
    fn complement(&self, at: usize) -> Option<usize> {
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

    fn until(&self, at: usize) -> Read<Expr> {
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
    fn night(&self, at: usize) -> Read<Expr> {
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
    fn endpoint(&self, at: usize) -> Read<Point> {
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
    fn between(&self, at: usize) -> Read<Expr> {
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
    fn counts_after(&self, to: &Point, end: usize) -> bool {
        let is_year_alone = matches!(to, Point::Calendar(date) if date.month.is_none() && date.season.is_none() && date.year.is_some());
        is_year_alone
            && self.tokens.get(end).is_some_and(|t| t.is_word() && t.key.ends_with('s') && t.key.len() > 4)
    }

    fn lasting(&self, at: usize) -> Read<Expr> {
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
    fn last_units(&self, at: usize) -> Read<Expr> {
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
    fn bare_length(&self, at: usize) -> Read<Expr> {
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

fn is_year(year: i64) -> bool {
    (1800..=2100).contains(&year)
}

fn last_night() -> Expr {
    let day = |offset| Some(Point::Days { offset, origin: Origin::Published });
    Expr::Night { from: day(-1), to: day(0) }
}

fn lasting(length: Length, frame: Frame) -> Expr {
    match length.count {
        Some(_) => Expr::Lasting { length, frame },
        None => Expr::Unanchored { precision: super::resolve::length_precision(length) },
    }
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
