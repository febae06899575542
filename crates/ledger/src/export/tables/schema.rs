/// A table.
#[derive(Debug)]
pub(super) struct Table {
    /// Of the file, without its ending.
    pub(super) name: &'static str,
    /// The list of the form whose objects are its rows; for parts of a claim that of the claim.
    pub(super) list: &'static str,
    /// What is put into the rows besides.
    pub(super) keys: &'static [Column],
    pub(super) columns: &'static [Column],
}

/// A column: its name, where its value stands in the object (RFC 6901), and its type.
#[derive(Debug)]
pub(super) struct Column(pub(super) &'static str, pub(super) &'static str, pub(super) Kind);

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Real,
    /// Between 0 and 1, with the digits of 32 bits.
    Share,
    Truth,
    /// A day; null where the value is none, as a month.
    Day,
    /// Bytes, which the form has as base64.
    Bytes,
}

use Kind::{Bytes, Day, Real, Share, Text, Truth, Whole};

const OF_REPORT: &[Column] = &[Column("report_id", "/report_id", Text), Column("number", "/number", Whole)];
const OF_CLAIM: &[Column] = &[
    Column("report_id", "/report_id", Text),
    Column("claim", "/claim", Whole),
    Column("number", "/number", Whole),
];

pub(super) const REPORTS: Table = Table {
    name: "reports",
    list: "",
    keys: &[],
    columns: &[
        Column("report_id", "/id", Text),
        Column("title", "/title", Text),
        Column("author", "/author", Text),
        Column("outlet", "/outlet", Text),
        Column("published", "/published", Text),
        Column("published_day", "/published", Day),
        Column("url", "/url", Text),
        Column("language", "/language", Text),
        Column("text", "/text", Text),
        Column("identity", "/identity", Text),
        Column("credit_agency", "/credits/agency", Text),
        Column("credit_outlet", "/credits/outlet", Text),
        Column("engine_version", "/versions/engine", Text),
        Column("model_version", "/versions/model", Text),
        Column("data_version", "/versions/data", Text),
        Column("format", "/original/format", Text),
        Column("original_encoding", "/original/encoding", Text),
        Column("original", "/original/data", Bytes),
        Column("original_sha256", "/original/sha256", Text),
        Column("given_id", "/original/id", Text),
        Column("given_content_type", "/original/content_type", Text),
        Column("given_url", "/original/url", Text),
        Column("given_outlet", "/original/outlet", Text),
        Column("given_published", "/original/published", Text),
    ],
};

pub(super) const CLAIMS: Table = Table {
    name: "claims",
    list: "claims",
    keys: &[Column("report_id", "/report_id", Text), Column("claim", "/number", Whole)],
    columns: &[
        Column("incident", "/incident", Text),
        Column("event_type", "/type", Text),
        Column("mode", "/mode", Text),
        Column("factuality", "/factuality", Text),
        Column("quoted", "/quoted", Truth),
        Column("trigger", "/trigger/text", Text),
        Column("trigger_start", "/trigger/start", Whole),
        Column("trigger_end", "/trigger/end", Whole),
        Column("sentence_start", "/sentence/0", Whole),
        Column("sentence_end", "/sentence/1", Whole),
        Column("place", "/place/text", Text),
        Column("place_start", "/place/span/0", Whole),
        Column("place_end", "/place/span/1", Whole),
        Column("place_name", "/place/name", Text),
        Column("geonames_id", "/place/geonames", Whole),
        Column("country", "/place/country", Text),
        Column("latitude", "/place/lat", Real),
        Column("longitude", "/place/lon", Real),
        Column("place_precision", "/place/precision", Whole),
        Column("place_confidence", "/place/confidence", Share),
        Column("time", "/time/text", Text),
        Column("time_start", "/time/span/0", Whole),
        Column("time_end", "/time/span/1", Whole),
        Column("date_start", "/time/start", Day),
        Column("date_end", "/time/end", Day),
        Column("time_precision", "/time/precision", Whole),
        Column("confidence", "/confidence", Share),
    ],
};

/// Lists of a report beside its claims.
pub(super) const PARTS_OF_REPORTS: &[Table] = &[
    Table {
        name: "blocks",
        list: "blocks",
        keys: OF_REPORT,
        columns: &[
            Column("kind", "/kind", Text),
            Column("start", "/span/0", Whole),
            Column("end", "/span/1", Whole),
        ],
    },
    Table {
        name: "diagnostics",
        list: "diagnostics",
        keys: OF_REPORT,
        columns: &[
            Column("code", "/code", Text),
            Column("message", "/message", Text),
            Column("start", "/span/0", Whole),
            Column("end", "/span/1", Whole),
        ],
    },
];

/// Lists of a claim. Actors and recipients are two tables of the same columns.
pub(super) const PARTS_OF_CLAIMS: &[Table] = &[
    Table {
        name: "sources",
        list: "sources",
        keys: OF_CLAIM,
        columns: &[
            Column("text", "/text", Text),
            Column("start", "/span/0", Whole),
            Column("end", "/span/1", Whole),
            Column("party", "/party", Text),
            Column("kind", "/kind", Text),
            Column("key", "/key", Text),
            Column("anonymous", "/anonymous", Truth),
            Column("person", "/person", Text),
            Column("person_start", "/person_span/0", Whole),
            Column("person_end", "/person_span/1", Whole),
            Column("document", "/document/text", Text),
            Column("document_start", "/document/span/0", Whole),
            Column("document_end", "/document/span/1", Whole),
            Column("channel", "/channel/text", Text),
            Column("channel_start", "/channel/span/0", Whole),
            Column("channel_end", "/channel/span/1", Whole),
        ],
    },
    Table { name: "actors", list: "actors", keys: OF_CLAIM, columns: PARTIES },
    Table { name: "recipients", list: "recipients", keys: OF_CLAIM, columns: PARTIES },
    Table {
        name: "figures",
        list: "figures",
        keys: OF_CLAIM,
        columns: &[
            Column("text", "/text", Text),
            Column("start", "/span/0", Whole),
            Column("end", "/span/1", Whole),
            Column("low", "/low", Whole),
            Column("high", "/high", Whole),
            Column("of", "/of", Text),
            Column("who", "/who", Text),
            Column("who_start", "/who_span/0", Whole),
            Column("who_end", "/who_span/1", Whole),
            Column("approximate", "/approximate", Truth),
            Column("counted_class", "/counted/class", Text),
            Column("counted_lemma", "/counted/lemma", Text),
            Column("part", "/part", Truth),
            Column("part_of", "/part_of", Whole),
            Column("numeral", "/numeral", Text),
        ],
    },
    Table {
        name: "evidence",
        list: "evidence",
        keys: OF_CLAIM,
        columns: &[
            Column("role", "/role", Text),
            Column("rule", "/rule", Text),
            Column("path", "/path", Text),
            Column("text", "/text", Text),
            Column("start", "/span/0", Whole),
            Column("end", "/span/1", Whole),
        ],
    },
];

const PARTIES: &[Column] = &[
    Column("text", "/text", Text),
    Column("start", "/span/0", Whole),
    Column("end", "/span/1", Whole),
    Column("party", "/party", Text),
    Column("person", "/person", Text),
    Column("person_start", "/person_span/0", Whole),
    Column("person_end", "/person_span/1", Whole),
    Column("mention", "/mention/text", Text),
    Column("mention_start", "/mention/span/0", Whole),
    Column("mention_end", "/mention/span/1", Whole),
];

impl Table {
    /// Its file.
    pub(super) fn file(&self) -> String {
        format!("{}.parquet", self.name)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &'static Column> {
        self.keys.iter().chain(self.columns)
    }
}
