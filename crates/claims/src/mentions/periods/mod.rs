//! Periods: the time expressions of French news, and the days that they stand for.
//!
//! [`find`] reads expressions from the text alone; [`TimeMention::resolve`] turns one into whole
//! days, given the day of publication, the period that the running story has reached and the
//! direction of the verb's tense. What cannot be told stays open: a weekday in a report of which
//! only the month is known has no day.
//!
//! The conventions are the codebook's: "depuis X" starts at X and does not end, "jusqu'à X" ends
//! at X; the thirds of a month are days 1–10, 11–20 and 21 to the end; weeks run from Monday to Sunday.

mod expr;
mod parse;
mod resolve;
mod words;

pub(crate) use expr::{Expr, Point};

use selon_model::{Date, PartialDate, Period, Span};

use crate::mentions::figures::Stretch;

/// A time expression of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeMention {
    /// Where it stands, with its preposition ("dans la nuit de mardi à mercredi").
    pub(crate) span: Span,
    /// What it says.
    pub(crate) expr: Expr,
}

/// What a time expression is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The report's date of publication.
    pub(crate) published: Option<PartialDate>,
    /// First and last day of the period that the running story has reached, for "la veille",
    /// "le lendemain", "ce jour-là".
    pub(crate) previous: Option<(Date, Date)>,
}

impl Anchor {
    /// The anchor after `mention`, resolved as `period`: a day or a few that a story tells is where
    /// it stands until it tells another; lengths, open periods and hours of the day move it nowhere.
    pub(crate) fn moved(self, mention: &TimeMention, period: &Period) -> Anchor {
        let hour = matches!(mention.expr, Expr::At(Point::Hour { .. }));
        let names_days =
            matches!(mention.expr, Expr::At(_) | Expr::Night { .. } | Expr::Between { .. }) && !hour;
        match (period.start, period.end) {
            (Some(start), Some(end)) if names_days && period.precision <= 3 => {
                Anchor { previous: Some((start, end)), ..self }
            }
            _ => self,
        }
    }
}

/// Which way the tense of the verb points from the day of publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Past tenses, and the default.
    #[default]
    Past,
    /// Future tenses, plans.
    Future,
    /// Neither: the nearest day, the past one first.
    Unknown,
}

/// The time expressions of a stretch, in order, without overlap, the longest first.
pub(crate) fn find(stretch: &Stretch<'_>) -> Vec<TimeMention> {
    parse::mentions(stretch)
}

impl TimeMention {
    /// The days that the expression stands for. Start and end are `None` where they are open or
    /// cannot be told; the precision then follows from the wording.
    pub(crate) fn resolve(&self, anchor: &Anchor, direction: Direction) -> Period {
        let (start, end) = resolve::expression(&self.expr, anchor, direction);
        let precision = resolve::precision(&self.expr, start, end, anchor);
        Period { span: self.span, start, end, precision }
    }
}

#[cfg(test)]
mod tests;
