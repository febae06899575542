//! Counts expressions from the day of publication.

use jiff::ToSpan as _;
use jiff::civil::Weekday;
use selon_model::{Date, PartialDate, Period};

use super::expr::{Calendar, Expr, Frame, Length, Origin, Part, Point, Season, Side, Unit};
use super::mention::{Anchor, Direction, TimeMention};
use super::precision::{hours_as_days, precision};

/// Start and end, each `None` where it is open or cannot be told.
type Bounds = (Option<Date>, Option<Date>);

type Days = (Date, Date);

const NOTHING: Bounds = (None, None);

impl TimeMention {
    /// The days that the expression stands for. Start and end are `None` where they are open or
    /// cannot be told; the precision then follows from the wording.
    pub(crate) fn resolve(&self, anchor: &Anchor, direction: Direction) -> Period {
        let (start, end) = expression(&self.expr, anchor, direction);
        let precision = precision(&self.expr, start, end, anchor);
        Period { span: self.span, start, end, precision }
    }
}

fn expression(expr: &Expr, anchor: &Anchor, direction: Direction) -> Bounds {
    match expr {
        Expr::At(point) => both(resolve(point, anchor, direction)),
        Expr::Night { from, to } => night(from.as_ref(), to.as_ref(), anchor, direction),
        Expr::Between { from, to } => between(from, to, anchor, direction),
        Expr::Since(point) => (resolve(point, anchor, direction).map(|days| days.0), None),
        Expr::SinceAgo { length, backshifted } => since_ago(*length, *backshifted, anchor),
        Expr::Until { to, ahead } => (None, until(to, *ahead, anchor, direction)),
        Expr::Lasting { length, frame } => both(lasting(*length, *frame, anchor, direction)),
        Expr::Unanchored { .. } => NOTHING,
    }
}

fn both(days: Option<Days>) -> Bounds {
    (days.map(|d| d.0), days.map(|d| d.1))
}

fn resolve(point: &Point, anchor: &Anchor, direction: Direction) -> Option<Days> {
    match point {
        Point::Calendar(date) => calendar(date, anchor, direction),
        Point::Days { offset, origin } => {
            let days = origin_days(*origin, anchor)?;
            let base = if *offset > 0 { days.1 } else { days.0 };
            one(plus_days(base, i64::from(*offset))?)
        }
        Point::Unit { unit, offset, origin, part } => {
            unit_days(*unit, *offset, *origin, *part, anchor, direction)
        }
        Point::Ago { length, origin, after } => ago(*length, *origin, *after, anchor),
        Point::Hour { late } => anchor.previous.and_then(|days| hour(days, *late)),
    }
}

/// The day of an hour in what the story tells: of a night from Thursday to Friday, "vers 22 heures" is on
/// Thursday, "à l'aube" on Friday. Of a longer stretch an hour has no day.
fn hour(days: Days, late: bool) -> Option<Days> {
    let night = plus_days(days.0, 1) == Some(days.1);
    (night || days.0 == days.1).then_some(if late { (days.0, days.0) } else { (days.1, days.1) })
}

fn one(day: Date) -> Option<Days> {
    Some((day, day))
}

fn published_day(anchor: &Anchor) -> Option<Date> {
    anchor.published.and_then(PartialDate::day)
}

fn origin_days(origin: Origin, anchor: &Anchor) -> Option<Days> {
    match origin {
        Origin::Published => published_day(anchor).and_then(one),
        Origin::RunningPlace => anchor.previous,
    }
}

fn plus_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(i32::try_from(days).ok()?.days()).ok()
}

fn plus_months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(i32::try_from(months).ok()?.months()).ok()
}

/// The day that lies `length` after `day`, or before it where `sign` is -1.
fn moved(day: Date, length: Length, sign: i64) -> Option<Date> {
    let count = i64::from(length.count?) * sign;
    match length.unit {
        Unit::Hour => plus_days(day, hours_as_days(length.count?) * sign),
        Unit::Day => plus_days(day, count),
        Unit::Weekend | Unit::Week => plus_days(day, count * 7),
        Unit::Month => plus_months(day, count),
        Unit::Year => plus_months(day, count * 12),
    }
}

/// First and last day of the month, the year or the day that is known of the publication.
fn published_bounds(anchor: &Anchor) -> Option<Days> {
    let published = anchor.published?;
    let first = Date::new(published.year, published.month.unwrap_or(1), published.day.unwrap_or(1)).ok()?;
    Some((first, published.latest()?))
}

/// The stretch of days from which a date's missing fields are counted: the publication's, else
/// the running story's.
fn reference(anchor: &Anchor) -> Option<Days> {
    published_bounds(anchor).or(anchor.previous)
}

fn calendar(date: &Calendar, anchor: &Anchor, direction: Direction) -> Option<Days> {
    let direction = match date.side {
        Some(Side::YearBefore) => return in_year(date, anchor.published?.year - 1),
        Some(Side::Last | Side::Preceding) => Direction::Past,
        Some(Side::Next | Side::Following) => Direction::Future,
        None => direction,
    };
    match (date.year, date.month, date.day, date.weekday) {
        (Some(_), ..) => in_year(date, date.year?),
        (None, Some(_), ..) => choose_year(date, anchor, direction),
        (None, None, Some(day), weekday) => choose_month(day, weekday, anchor, direction),
        (None, None, None, Some(weekday)) => choose_week(weekday, date.side, anchor, direction),
        _ => choose_year(date, anchor, direction),
    }
}

/// The days of a date in a given year; `None` for days that the calendar does not have.
fn in_year(date: &Calendar, year: i16) -> Option<Days> {
    if let Some(season) = date.season {
        let first = plus_months(date_of(year, 1, 1)?, season_month(season))?;
        return Some((first, plus_months(first, 2)?.last_of_month()));
    }
    let Some(month) = date.month else { return years(year, date) };
    if let Some(day) = date.day {
        return one(date_of(year, month, day)?);
    }
    let (first, last) = (date_of(year, month, 1)?, date_of(year, month, 1)?.last_of_month());
    let on = |day| date_of(year, month, day);
    match date.part {
        Some(Part::Begin) => Some((first, on(10)?)),
        Some(Part::Middle) => Some((on(11)?, on(20)?)),
        Some(Part::End) => Some((on(21)?, last)),
        _ => Some((first, last)),
    }
}

/// Months between January and the first month of the season.
fn season_month(season: Season) -> i64 {
    match season {
        Season::Spring => 2,
        Season::Summer => 5,
        Season::Autumn => 8,
        Season::Winter => 11,
    }
}

fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A year, a decade, or a part of one: a quarter at its beginning and its end, the four months
/// around its middle.
fn years(year: i16, date: &Calendar) -> Option<Days> {
    let span = date.years.max(1);
    let months = |first: i64, count: i64| {
        let first = plus_months(date_of(year, 1, 1)?, first * i64::from(span))?;
        Some((first, plus_months(first, count * i64::from(span) - 1)?.last_of_month()))
    };
    match date.part {
        Some(Part::Begin) => months(0, 3),
        Some(Part::Middle) => months(4, 4),
        Some(Part::End) => months(9, 3),
        Some(Part::Months(nth, size)) => months(i64::from((nth - 1) * size), i64::from(size)),
        None => months(0, 12),
    }
}

/// A date that the story may tell a little ahead of its publication (time zones, a late edition).
const SLACK: i64 = 2;
/// How far ahead an undirected date may lie.
const NEAR: i64 = 180;

/// The year that the text leaves out: the latest that is not after the publication, or for what
/// is to come the first that is not before it. A weekday that does not fit moves it by one.
fn choose_year(date: &Calendar, anchor: &Anchor, direction: Direction) -> Option<Days> {
    let known = match date.side {
        Some(Side::Following | Side::Preceding) => anchor.previous,
        _ => reference(anchor),
    }?;
    let strict = date.side.is_some();
    let fits = |days: &Days| match direction {
        Direction::Past if strict => days.1 < known.0 || days.1 < known.1 && days.0 == days.1,
        Direction::Past if days.0 == days.1 => plus_days(known.1, SLACK).is_some_and(|last| days.0 <= last),
        Direction::Past => days.0 <= known.1,
        Direction::Unknown => plus_days(known.1, NEAR).is_some_and(|last| days.0 <= last),
        Direction::Future if strict => days.0 > known.0,
        Direction::Future => days.1 >= known.0,
    };
    let around = (-2..=2).filter_map(|shift| in_year(date, known.1.year() + shift)).filter(fits);
    let chosen = match direction {
        Direction::Future => around.min_by_key(|days| days.0),
        _ => around.max_by_key(|days| days.0),
    };
    let Some(weekday) = date.weekday else { return chosen };
    let on_weekday = |days: &Days| is_weekday(days.0, weekday);
    let chosen = chosen?;
    let near = [0, -1, 1].into_iter().filter_map(|shift| in_year(date, chosen.0.year() + shift));
    near.into_iter().find(on_weekday).or(Some(chosen))
}

fn is_weekday(day: Date, weekday: i8) -> bool {
    day.weekday().to_monday_one_offset() == weekday
}

/// A day's number: the latest such day that is not after the publication, on the given weekday
/// if there is one.
fn choose_month(day: i8, weekday: Option<i8>, anchor: &Anchor, direction: Direction) -> Option<Days> {
    let known = reference(anchor)?;
    let first_of = |shift: i64| plus_months(known.1.first_of_month(), shift);
    let in_month = |shift: i64| first_of(shift).and_then(|first| date_of(first.year(), first.month(), day));
    let fits = |candidate: &Date| {
        let side = match direction {
            Direction::Future => *candidate >= known.0,
            _ => *candidate <= known.1,
        };
        side && weekday.is_none_or(|weekday| is_weekday(*candidate, weekday))
    };
    let months = if direction == Direction::Future { [0, 1, 2, 3, 4] } else { [0, -1, -2, -3, -4] };
    months.into_iter().filter_map(in_month).find(fits).and_then(one)
}

/// A weekday: the latest one up to the day of publication, which counts itself.
fn choose_week(weekday: i8, side: Option<Side>, anchor: &Anchor, direction: Direction) -> Option<Days> {
    let base = match side {
        Some(Side::Following) => anchor.previous?.1,
        Some(Side::Preceding) => anchor.previous?.0,
        _ => published_day(anchor)?,
    };
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let same_day = base.weekday() == weekday && side.is_none();
    let day = match direction {
        _ if same_day => base,
        Direction::Future => base.nth_weekday(1, weekday).ok()?,
        _ => base.nth_weekday(-1, weekday).ok()?,
    };
    one(day)
}

fn unit_days(
    unit: Unit,
    offset: i32,
    origin: Origin,
    part: Option<Part>,
    anchor: &Anchor,
    direction: Direction,
) -> Option<Days> {
    let base = match (origin, unit) {
        (Origin::RunningPlace, _) => anchor.previous?.0,
        (_, Unit::Year) => published_bounds(anchor)?.0,
        (_, Unit::Month) => {
            anchor.published.filter(|p| p.month.is_some()).and_then(|_| published_bounds(anchor))?.0
        }
        _ => published_day(anchor)?,
    };
    let offset = i64::from(offset);
    match unit {
        Unit::Year => {
            in_year(&Calendar { part, ..Calendar::default() }, plus_months(base, offset * 12)?.year())
        }
        Unit::Month => {
            let first = plus_months(base.first_of_month(), offset)?;
            in_year(&Calendar { month: Some(first.month()), part, ..Calendar::default() }, first.year())
        }
        Unit::Weekend => weekend(base, offset, direction),
        Unit::Week => {
            let monday = monday_of(plus_days(base, offset * 7)?)?;
            let (first, last) = match part {
                Some(Part::Begin) => (0, 1),
                Some(Part::Middle) => (2, 3),
                Some(Part::End) => (4, 6),
                _ => (0, 6),
            };
            Some((plus_days(monday, first)?, plus_days(monday, last)?))
        }
        Unit::Day | Unit::Hour => one(plus_days(base, offset)?),
    }
}

fn monday_of(day: Date) -> Option<Date> {
    plus_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// "ce week-end" is the one that runs, else the last one, or the next one for what is to come.
fn weekend(base: Date, offset: i64, direction: Direction) -> Option<Days> {
    let saturday = plus_days(monday_of(base)?, 5)?;
    let ahead = offset > 0 || direction == Direction::Future || base >= saturday && offset == 0;
    let saturday = if ahead { saturday } else { plus_days(saturday, -7)? };
    Some((saturday, plus_days(saturday, 1)?))
}

/// "il y a deux semaines" is a week, "il y a un an" a year: the unit is as exact as the text.
fn ago(length: Length, origin: Origin, after: bool, anchor: &Anchor) -> Option<Days> {
    let sign = if after { 1 } else { -1 };
    let base = match (origin, length.unit) {
        (Origin::RunningPlace, _) => {
            if after {
                anchor.previous?.1
            } else {
                anchor.previous?.0
            }
        }
        (_, Unit::Year) => published_bounds(anchor)?.0,
        _ => published_day(anchor)?,
    };
    let day = moved(base, length, sign)?;
    match length.unit {
        Unit::Hour | Unit::Day | Unit::Weekend => one(day),
        Unit::Week => Some((monday_of(day)?, plus_days(monday_of(day)?, 6)?)),
        Unit::Month => Some((day.first_of_month(), day.last_of_month())),
        Unit::Year => Some((date_of(day.year(), 1, 1)?, date_of(day.year(), 12, 31)?)),
    }
}

/// French counts "depuis" with the imperfect back from where the story stands, not from the
/// day on which it is told.
fn since_ago(length: Length, backshifted: bool, anchor: &Anchor) -> Bounds {
    let published = published_day(anchor);
    let running = anchor.previous.filter(|days| days.0 == days.1 && published.is_none_or(|p| days.1 < p));
    match (running, published) {
        (Some((day, _)), _) if backshifted => (moved(day, length, -1), Some(day)),
        (_, Some(day)) => (moved(day, length, -1), None),
        _ => NOTHING,
    }
}

/// A term may lie a little ahead of the publication even where the verb is in the past.
fn until(to: &Point, ahead: bool, anchor: &Anchor, direction: Direction) -> Option<Date> {
    let direction = match direction {
        _ if ahead => Direction::Future,
        Direction::Past => Direction::Unknown,
        other => other,
    };
    resolve(to, anchor, direction).map(|days| days.1)
}

fn lasting(length: Length, frame: Frame, anchor: &Anchor, direction: Direction) -> Option<Days> {
    let published = published_day(anchor)?;
    match frame {
        Frame::Free => None,
        Frame::Throughout if length.unit < Unit::Month || direction == Direction::Future => None,
        Frame::Coming => Some((published, moved(published, length, 1)?)),
        Frame::Ending if direction == Direction::Future => None,
        Frame::Ending => ending(length, published, anchor),
        Frame::Recent | Frame::Throughout => ending(length, published, &Anchor { previous: None, ..*anchor }),
    }
}

/// Hours are a report's daily toll and end where the story stands; days count that of the
/// publication ("en trois jours" is that day and the two before).
fn ending(length: Length, published: Date, anchor: &Anchor) -> Option<Days> {
    match length.unit {
        Unit::Hour => {
            let recent =
                |day: Date| day <= published && plus_days(day, SLACK).is_some_and(|soon| soon >= published);
            let running = anchor.previous.filter(|days| days.0 == days.1 && recent(days.1));
            let last = running.map_or(published, |days| days.1);
            Some((moved(last, length, -1)?, last))
        }
        Unit::Day => Some((plus_days(published, 1 - i64::from(length.count?))?, published)),
        _ => Some((moved(published, length, -1)?, published)),
    }
}

fn night(from: Option<&Point>, to: Option<&Point>, anchor: &Anchor, direction: Direction) -> Bounds {
    let next_morning = |evening: Date| plus_days(evening, 1).map(|morning| (evening, morning));
    match (from, to) {
        (Some(from), Some(to)) => between(from, to, anchor, direction),
        (Some(point), None) | (None, Some(point)) => {
            both(resolve(point, anchor, direction).and_then(|days| next_morning(days.0)))
        }
        (None, None) => {
            let published = published_day(anchor);
            let running =
                anchor.previous.filter(|days| days.0 == days.1 && published.is_none_or(|p| days.1 < p));
            let evening = running.map(|days| days.0).or_else(|| plus_days(published?, -1));
            both(evening.and_then(next_morning))
        }
    }
}

/// The second end is counted from the publication, the first one back from the second: "du 28 au
/// 3 mai" begins in April.
fn between(from: &Point, to: &Point, anchor: &Anchor, direction: Direction) -> Bounds {
    let (to, from) = share_fields(to, from);
    let Some(last) = resolve(&to, anchor, direction) else { return NOTHING };
    let known = PartialDate { year: last.1.year(), month: Some(last.1.month()), day: Some(last.1.day()) };
    let back = Anchor { published: Some(known), ..*anchor };
    let first = match from {
        Point::Calendar(date) if date.side.is_none() => calendar(&date, &back, Direction::Past),
        other => resolve(&other, anchor, direction),
    };
    match first {
        Some(first) if first.0 <= last.1 => (Some(first.0), Some(last.1)),
        _ => (None, Some(last.1)),
    }
}

/// "lundi 3 au 5": the second end takes the month that only the first one has.
fn share_fields(to: &Point, from: &Point) -> (Point, Point) {
    let (Point::Calendar(last), Point::Calendar(first)) = (to, from) else { return (*to, *from) };
    let lacks = last.day.is_some() && last.month.is_none() && first.month.is_some();
    let last = if lacks { Calendar { month: first.month, year: first.year, ..*last } } else { *last };
    (Point::Calendar(last), *from)
}
