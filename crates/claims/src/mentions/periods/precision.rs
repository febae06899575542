//! How exactly a time is told, on UCDP GED's scale.

use selon_model::{Date, PartialDate};

use super::expr::{Expr, Length, Point, Unit};
use super::mention::Anchor;

/// UCDP GED's scale, from the number of days where both ends are known, from the publication
/// where the end is open, and from the wording else.
pub(super) fn precision(expr: &Expr, start: Option<Date>, end: Option<Date>, anchor: &Anchor) -> u8 {
    let days_between =
        |a: Date, b: Date| a.until(b).map_or(i64::from(i32::MAX), |span| i64::from(span.get_days()));
    match (start, end) {
        (Some(start), Some(end)) => scale(days_between(start, end) + 1),
        (Some(start), None) => match anchor.published.and_then(PartialDate::latest) {
            Some(latest) => scale(days_between(start, latest).max(1)),
            None => 5,
        },
        (None, Some(_)) => 5,
        (None, None) => wording_precision(expr),
    }
}

fn scale(days: i64) -> u8 {
    match days {
        ..=1 => 1,
        2..=6 => 2,
        7..=10 => 3,
        11..=31 => 4,
        _ => 5,
    }
}

/// The precision of a length of time.
pub(super) fn length_precision(length: Length) -> u8 {
    let count = i64::from(length.count.unwrap_or(4));
    match length.unit {
        Unit::Hour => scale(hours_as_days(length.count.unwrap_or(1))),
        Unit::Day => scale(count),
        Unit::Weekend | Unit::Week => scale(count * 7),
        Unit::Month if count == 1 => 4,
        Unit::Month | Unit::Year => 5,
    }
}

fn wording_precision(expr: &Expr) -> u8 {
    match expr {
        Expr::At(point) | Expr::Since(point) | Expr::Until { to: point, .. } => point_precision(point),
        Expr::Night { .. } | Expr::Between { .. } => 2,
        Expr::SinceAgo { length, .. } | Expr::Lasting { length, .. } => length_precision(*length),
        Expr::Unanchored { precision } => *precision,
    }
}

fn point_precision(point: &Point) -> u8 {
    match point {
        Point::Calendar(date) if date.day.is_some() || date.weekday.is_some() => 1,
        Point::Calendar(date) if date.month.is_some() => {
            if date.part.is_some() {
                3
            } else {
                4
            }
        }
        Point::Calendar(_) => 5,
        Point::Days { .. } | Point::Hour { .. } => 1,
        Point::Unit { unit, part, .. } => match unit {
            Unit::Hour | Unit::Day => 1,
            Unit::Weekend => 2,
            Unit::Week => {
                if part.is_some() {
                    2
                } else {
                    3
                }
            }
            Unit::Month => {
                if part.is_some() {
                    3
                } else {
                    4
                }
            }
            Unit::Year => 5,
        },
        Point::Ago { length, .. } => match length.unit {
            Unit::Hour | Unit::Day if length.count.is_some() => 1,
            Unit::Hour | Unit::Day | Unit::Weekend => 2,
            Unit::Week => 3,
            Unit::Month => 4,
            Unit::Year => 5,
        },
    }
}

/// Whole days that hours take up.
pub(super) fn hours_as_days(hours: u32) -> i64 {
    i64::from(hours.div_ceil(24))
}
