//! What a time expression says, before it is counted from any day.

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// "mardi", "le 9 mai dernier", "en 2013".
    At(Point),
    /// A night, by the days around it: "dans la nuit de mercredi à jeudi", "dans la nuit".
    Night {
        /// The day on whose evening it begins.
        from: Option<Point>,
        /// The day on whose morning it ends.
        to: Option<Point>,
    },
    /// "entre le 29 avril et le 9 mai", "du 3 au 5 juin", "les 15 et 16 avril".
    Between {
        /// First day.
        from: Point,
        /// Last day.
        to: Point,
    },
    /// "depuis avril", "à partir de lundi".
    Since(Point),
    /// "depuis 18 mois".
    SinceAgo {
        /// How long.
        length: Length,
        /// The verb is in the imperfect: the length ends where the running story stands.
        backshifted: bool,
    },
    /// "jusqu'à vendredi", "d'ici à juin".
    Until {
        /// The last day.
        to: Point,
        /// "d'ici", which always looks ahead of the publication.
        ahead: bool,
    },
    /// "en trois jours", "durant 18 mois".
    Lasting {
        /// How long.
        length: Length,
        /// Where on the calendar.
        frame: Frame,
    },
    /// An expression that names no days: "récemment", "depuis le début du conflit".
    Unanchored {
        /// UCDP GED's scale.
        precision: u8,
    },
}

/// A day, or a stretch of the calendar that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    /// A date in full or in part.
    Calendar(Calendar),
    /// So many days from an origin: "hier" is -1, "la veille" is -1 from the running story.
    Days {
        /// Days after the origin; negative before.
        offset: i32,
        /// Counted from where.
        origin: Origin,
    },
    /// A week, month or year counted from the origin's: "la semaine dernière" is -1.
    Unit {
        /// Week, weekend, month, year.
        unit: Unit,
        /// Units after the origin's; negative before.
        offset: i32,
        /// Counted from where.
        origin: Origin,
        /// "début", "fin".
        part: Option<Part>,
    },
    /// "il y a dix jours", "deux semaines plus tard".
    Ago {
        /// How long.
        length: Length,
        /// Counted from where.
        origin: Origin,
        /// After the origin instead of before it.
        after: bool,
    },
    /// An hour or a part of a day alone: the day is the running story's.
    Hour {
        /// From the evening on: "vers 22 heures", "dans la soirée".
        late: bool,
    },
}

/// What an offset is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The day of publication.
    Published,
    /// The period that the running story has reached.
    RunningPlace,
}

/// The fields of a date that the text gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Calendar {
    /// 1 for Monday to 7 for Sunday.
    pub(crate) weekday: Option<i8>,
    /// 1 to 31.
    pub(crate) day: Option<i8>,
    /// 1 to 12.
    pub(crate) month: Option<i8>,
    /// Of the common era.
    pub(crate) year: Option<i16>,
    /// "au printemps".
    pub(crate) season: Option<Season>,
    /// "début", "mi-", "fin".
    pub(crate) part: Option<Part>,
    /// How many years, from `year` on: 10 for "les années 1990".
    pub(crate) years: i16,
    /// "dernier", "prochain", "suivant".
    pub(crate) side: Option<Side>,
}

/// A part of a month, of a year or of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// "début".
    Begin,
    /// "mi-", "milieu".
    Middle,
    /// "fin".
    End,
    /// The n-th of so many equal stretches of months: (1, 3) for "premier trimestre".
    Months(i8, i8),
}

/// A season, of whole months: spring begins in March.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; named after the year in which it begins.
    Winter,
}

/// On which side of the origin a date lies that the text does not give in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// "dernier": before the origin, not on it.
    Last,
    /// "prochain": after the origin, not on it.
    Next,
    /// "suivant": after the running story's day.
    Following,
    /// "précédent": before the running story's day.
    Preceding,
    /// "avril de l'an dernier": in the year before the publication's.
    YearBefore,
}

/// How long something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    /// How many; `None` for "plusieurs", "quelques".
    pub(crate) count: Option<u32>,
    /// Of what.
    pub(crate) unit: Unit,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// 60 minutes; shorter ones count as none.
    Hour,
    /// Day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Calendar month.
    Month,
    /// Calendar year.
    Year,
}

/// Where on the calendar a length lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// Up to the day of publication, or to the running story's just before it: "en trois jours".
    Ending,
    /// Up to the day of publication: "ces deux dernières semaines".
    Recent,
    /// "durant", "pendant": up to the day of publication if it is long, else unknown.
    Throughout,
    /// From the day of publication on: "dans les trois prochains mois".
    Coming,
    /// Unknown: "six mois pour rendre les armes".
    Free,
}
