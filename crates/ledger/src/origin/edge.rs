use crate::incident::ClaimAt;

/// Why two claims may have one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Their chains end at the same body.
    SameOrigin,
    /// They rest on a document of the same body.
    SameDocument,
    /// One names the newsroom of the other as its source.
    Citation,
    /// Both reports are credited to the same agency, or are the same outlet's.
    Credit,
    /// Most of the sentence is the same text.
    Copied,
    /// A part of the sentence is the same text, or most of it, under the names of two origins.
    PartlyCopied,
    /// Organs or agencies of the same state.
    SameState,
    /// The same figure, one that two counts rarely share, within 48 hours.
    SameFigure,
    /// Nothing says where one of them comes from, and so nothing shows that it comes from elsewhere.
    UnknownOrigin,
}

impl Reason {
    /// Every reason, hard ones first.
    pub const ALL: [Reason; 9] = [
        Reason::SameOrigin,
        Reason::SameDocument,
        Reason::Citation,
        Reason::Credit,
        Reason::Copied,
        Reason::PartlyCopied,
        Reason::SameState,
        Reason::SameFigure,
        Reason::UnknownOrigin,
    ];

    /// Whether the edge is hard: it joins in both ends of the range. A soft edge joins in the low end only.
    pub const fn is_hard(self) -> bool {
        matches!(
            self,
            Reason::SameOrigin | Reason::SameDocument | Reason::Citation | Reason::Credit | Reason::Copied
        )
    }

    /// The written name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::SameOrigin => "same-origin",
            Reason::SameDocument => "same-document",
            Reason::Citation => "citation",
            Reason::Credit => "credit",
            Reason::Copied => "copied",
            Reason::PartlyCopied => "partly-copied",
            Reason::SameState => "same-state",
            Reason::SameFigure => "same-figure",
            Reason::UnknownOrigin => "unknown-origin",
        }
    }

    /// In English, for a person.
    pub const fn english(self) -> &'static str {
        match self {
            Reason::SameOrigin => "same origin",
            Reason::SameDocument => "same document",
            Reason::Citation => "cites the other's newsroom",
            Reason::Credit => "credited to the same newsroom",
            Reason::Copied => "same text",
            Reason::PartlyCopied => "same text in part",
            Reason::SameState => "organs of the same state",
            Reason::SameFigure => "same rare figure within 48 hours",
            Reason::UnknownOrigin => "origin unknown",
        }
    }

    /// In French, for a person.
    pub const fn french(self) -> &'static str {
        match self {
            Reason::SameOrigin => "même origine",
            Reason::SameDocument => "même document",
            Reason::Citation => "cite la rédaction de l'autre",
            Reason::Credit => "crédités à la même rédaction",
            Reason::Copied => "même texte",
            Reason::PartlyCopied => "même texte en partie",
            Reason::SameState => "organes du même État",
            Reason::SameFigure => "même chiffre rare en 48 heures",
            Reason::UnknownOrigin => "origine inconnue",
        }
    }
}

/// Two claims of an incident that may have one origin, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The claim of the earlier report.
    pub a: ClaimAt,
    /// The other one.
    pub b: ClaimAt,
    /// Why.
    pub reason: Reason,
}
