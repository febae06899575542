/// A form that is written into one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One claim a row; with HXL's hashtags in a second row.
    Csv {
        /// Whether there is that second row.
        hxl: bool,
    },
    /// One whole report a line, which [`crate::form::read()`] reads.
    Jsonl,
    /// A feature each.
    GeoJson(Of),
    /// ACLED's columns, an incident a row.
    Acled,
    /// The columns of UCDP's Georeferenced Event Dataset, an incident of violence a row.
    Ucdp,
    /// PROV-O as JSON-LD.
    Prov,
}

/// Of what there is a record each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Of every claim.
    Claims,
    /// Of every incident.
    Incidents,
}

impl Form {
    /// The written name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Form::Csv { .. } => "csv",
            Form::Jsonl => "jsonl",
            Form::GeoJson(_) => "geojson",
            Form::Acled => "acled",
            Form::Ucdp => "ucdp",
            Form::Prov => "prov",
        }
    }

    /// Of what it has a record each; forms with parts of reports go report by report, as claims do.
    pub(super) const fn of(self) -> Of {
        match self {
            Form::Csv { .. } | Form::Jsonl | Form::Prov => Of::Claims,
            Form::GeoJson(of) => of,
            Form::Acled | Form::Ucdp => Of::Incidents,
        }
    }
}
