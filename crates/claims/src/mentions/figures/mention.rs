//! What a number of a text is.

use selon_model::Span;

/// A number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberMention {
    /// The number with its bounds; over the noun too where a bound stands after it.
    pub(crate) span: Span,
    /// At least; `None` where open.
    pub(crate) low: Option<u64>,
    /// At most; `None` where open.
    pub(crate) high: Option<u64>,
    /// "environ", "près de", "une trentaine", "des dizaines".
    pub(crate) approximate: bool,
    /// The noun right after that it counts; its complements are left to the parser.
    pub(crate) unit: Option<Span>,
    /// What kind of number it is.
    pub(crate) kind: NumberKind,
    /// "un" or "une", which counts only where the noun is a victim or an asset.
    pub(crate) article_one: bool,
    /// After "les", "ces", "leurs": a number that the text has told before, or that goes without saying.
    pub(crate) definite: bool,
    /// Followed by "d'entre eux" or "d'entre elles": it counts some of the noun told before.
    pub(crate) of_them: bool,
    /// "53 morts, dont 49 gendarmes": index of the whole among the mentions found with it.
    pub(crate) part_of: Option<usize>,
}

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberKind {
    /// So many of something.
    Count,
    /// A sum of money.
    Money,
    /// A length or an area.
    Distance,
    /// Per cent.
    Percent,
    /// "deux tiers".
    Fraction,
    /// "3e", "1er".
    Ordinal,
    /// A year.
    Year,
    /// A time of day or a length of time.
    Time,
    /// "âgé de 34 ans".
    Age,
    /// The measure of a weapon: "155 mm", "250 kg".
    Calibre,
    /// "deux fois".
    Times,
    /// Part of a name or an address: "résolution 2254", "Mirage 2000", a telephone number.
    Label,
}
