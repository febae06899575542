/// Version of all rules; goes up whenever one of them can give another number for the same claims.
pub const VERSION: u32 = 1;

/// A counting rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// ACLED's: the most conservative figure; "tens" is 10, "dozens" 12, "hundreds" 100.
    AcledLow,
    /// UCDP GED's: the lowest, the most told and the highest figure of identified origins.
    UcdpLowBestHigh,
    /// Airwars': civilians alone, from the lowest to the highest figure of anybody.
    AirwarsMinmax,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 3] = [Rule::AcledLow, Rule::UcdpLowBestHigh, Rule::AirwarsMinmax];

    /// The written name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Rule::AcledLow => "acled-low",
            Rule::UcdpLowBestHigh => "ucdp-low-best-high",
            Rule::AirwarsMinmax => "airwars-minmax",
        }
    }

    /// The rule with this written name.
    pub fn parse(text: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.as_str() == text)
    }
}
