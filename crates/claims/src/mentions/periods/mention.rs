//! Where a time expression stands, and what it is counted from.

use selon_model::{Date, PartialDate, Period, Span};

use super::expr::{Expr, Point};

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
