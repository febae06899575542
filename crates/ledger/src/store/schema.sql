-- Version 1 of the ledger. docs/ledger.md describes the tables for those who ask with SQL.
-- Offsets are code points of version.text, from 0, end exclusive, so that substr(text, start + 1, end - start) is the stretch.
-- Days are ISO 8601 text, instants are UTC.

-- What stays the same when a page changes.
CREATE TABLE report (
    report   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,     -- shown everywhere
    identity TEXT NOT NULL UNIQUE,     -- 'url:…', 'id:…' or 'file:…': what a later version is recognised by
    version  INTEGER REFERENCES version DEFERRABLE INITIALLY DEFERRED  -- the current one
) STRICT;

-- A report as it once stood. Never changed.
CREATE TABLE version (
    version        INTEGER PRIMARY KEY,
    report         INTEGER NOT NULL REFERENCES report,
    number         INTEGER NOT NULL,   -- from 1 in each report
    content        BLOB NOT NULL,      -- SHA-256 of what makes two articles the same
    title          TEXT,
    author         TEXT,
    outlet         TEXT,
    url            TEXT,
    published      TEXT,               -- as exactly as it is known: '2021', '2021-03', '2021-03-28'
    published_from TEXT,               -- first and last day that it allows
    published_to   TEXT,
    language       TEXT,
    format         TEXT NOT NULL,      -- 'text', 'html', 'json-text', 'json-html'
    text           TEXT NOT NULL,
    kept           TEXT NOT NULL,      -- JSON: [[start, end, kind], …]: the stretches that are the article
    agency         TEXT,               -- party of the agency that the report is credited to
    original       BLOB,               -- deflated; NULL where the bytes are those of text
    original_hash  BLOB NOT NULL,      -- SHA-256 of the original bytes
    given          TEXT NOT NULL,      -- JSON: what was known beside the bytes
    fingerprint    BLOB NOT NULL,      -- of its words, for echoes
    added          TEXT NOT NULL,
    known          TEXT NOT NULL,      -- day from which it was there to be read: its publication; without one, or where an
                                       -- earlier version has the same, the day on which it was added
    UNIQUE (report, number)
) STRICT;
CREATE INDEX version_content ON version (content);
CREATE INDEX version_published ON version (published_to);
CREATE INDEX version_outlet ON version (outlet);

-- A version as one engine with one set of data read it. The one without an end is valid.
CREATE TABLE reading (
    reading     INTEGER PRIMARY KEY,
    version     INTEGER NOT NULL REFERENCES version,
    engine      TEXT NOT NULL,
    model       TEXT NOT NULL,
    data        TEXT NOT NULL,
    made        TEXT NOT NULL,
    superseded  TEXT,
    diagnostics TEXT NOT NULL,         -- JSON: [[code, message, start, end], …]
    evidence    BLOB NOT NULL          -- deflated JSON: for each claim [[role, rule, path, start, end], …]
) STRICT;
CREATE INDEX reading_version ON reading (version);
CREATE INDEX reading_valid ON reading (reading, version, superseded) WHERE superseded IS NULL;

-- What is known of parties, as of the data that read last. Countries are here too, under their codes.
CREATE TABLE party (
    party     TEXT PRIMARY KEY,
    name      TEXT NOT NULL,           -- to be shown
    names     TEXT NOT NULL,           -- JSON: all of them
    sector    TEXT,                    -- PLOVER's
    kind      TEXT,                    -- of source
    countries TEXT NOT NULL,           -- JSON: ISO 3166-1 alpha-3, home first
    member_of TEXT NOT NULL,           -- JSON: alliances
    data      TEXT NOT NULL            -- version of the data that say so
) STRICT, WITHOUT ROWID;

-- Names of the gazetteer as claims use them, each once.
CREATE TABLE place (
    place    INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,            -- 'Dioungani, Mopti, Mali'
    form     TEXT NOT NULL,            -- without capitals and accents
    geonames INTEGER,
    country  TEXT,                     -- ISO 3166-1 alpha-3
    lat      REAL,
    lon      REAL
) STRICT;
CREATE UNIQUE INDEX place_unique ON place (name, ifnull(geonames, 0), ifnull(country, ''), ifnull(lat, 99), ifnull(lon, 999));
CREATE VIRTUAL TABLE place_map USING rtree (place, lat_min, lat_max, lon_min, lon_max);

-- What a place is looked for by, without determiner, capitals and accents: what reports call it, its own name, and the
-- names of all that it lies in, alone and together ('mopti', 'mopti, mali').
CREATE TABLE place_form (
    form  TEXT NOT NULL,
    place INTEGER NOT NULL REFERENCES place,
    PRIMARY KEY (form, place)
) STRICT, WITHOUT ROWID;

-- One event, as one report lets one chain of sources tell it.
CREATE TABLE claim (
    claim            INTEGER PRIMARY KEY,
    reading          INTEGER NOT NULL REFERENCES reading,
    number           INTEGER NOT NULL, -- from 1 in each reading, in the order of the triggers
    key              INTEGER NOT NULL, -- of the report, the family of types and the sentence: outlives reading again
    type             TEXT NOT NULL,
    mode             TEXT,
    factuality       TEXT NOT NULL,
    quoted           INTEGER NOT NULL,
    trigger_start    INTEGER NOT NULL,
    trigger_end      INTEGER NOT NULL,
    sentence_start   INTEGER NOT NULL,
    sentence_end     INTEGER NOT NULL,
    place            INTEGER REFERENCES place,
    place_start      INTEGER,
    place_end        INTEGER,
    place_precision  INTEGER,          -- UCDP GED's scale, 1 to 7
    place_confidence REAL,
    time_start       INTEGER,          -- of the expression
    time_end         INTEGER,
    date_start       TEXT,
    date_end         TEXT,
    date_precision   INTEGER,          -- UCDP GED's scale, 1 to 5
    first_day        TEXT,             -- the period as it is asked for: an open end is the day of publication, an open
    last_day         TEXT,             -- beginning the end
    confidence       REAL NOT NULL,    -- of the reading
    origin           TEXT NOT NULL,    -- canonical origin: a party, '~words', or '?' where it is unknown
    telling          INTEGER REFERENCES telling,
    UNIQUE (reading, number)
) STRICT;
CREATE INDEX claim_key ON claim (key);
CREATE INDEX claim_place ON claim (place, first_day, last_day);
CREATE INDEX claim_day ON claim (first_day, last_day);
CREATE INDEX claim_type ON claim (type, first_day, last_day);
CREATE INDEX claim_origin ON claim (origin);
CREATE INDEX claim_telling ON claim (telling);

-- The chain of sources, outermost first.
CREATE TABLE claim_source (
    claim          INTEGER NOT NULL REFERENCES claim,
    number         INTEGER NOT NULL,   -- from 1, outermost first
    text           TEXT NOT NULL,
    start          INTEGER NOT NULL,
    "end"          INTEGER NOT NULL,
    party          TEXT,
    kind           TEXT NOT NULL,
    anonymous      INTEGER NOT NULL,
    person         TEXT,
    document_start INTEGER,
    document_end   INTEGER,
    channel_start  INTEGER,
    channel_end    INTEGER,
    PRIMARY KEY (claim, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_source_party ON claim_source (party);

-- Who did it and who underwent it.
CREATE TABLE claim_party (
    claim         INTEGER NOT NULL REFERENCES claim,
    role          TEXT NOT NULL,       -- 'actor' or 'recipient'
    number        INTEGER NOT NULL,    -- from 1 in each role
    text          TEXT NOT NULL,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    party         TEXT,
    person        TEXT,
    mention_start INTEGER,
    mention_end   INTEGER,
    PRIMARY KEY (claim, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_party_party ON claim_party (party, claim);

CREATE TABLE claim_figure (
    claim       INTEGER NOT NULL REFERENCES claim,
    number      INTEGER NOT NULL,
    text        TEXT NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    low         INTEGER,
    high        INTEGER,
    of          TEXT NOT NULL,
    who_start   INTEGER,
    who_end     INTEGER,
    approximate INTEGER NOT NULL,
    PRIMARY KEY (claim, number)
) STRICT, WITHOUT ROWID;

-- The claims of one reading that tell one event; what incidents are made of.
CREATE TABLE telling (
    telling  INTEGER PRIMARY KEY,
    reading  INTEGER NOT NULL REFERENCES reading,
    number   INTEGER NOT NULL,         -- from 1 in each reading
    key      INTEGER NOT NULL,         -- of its first claim
    family   TEXT NOT NULL,            -- 'force', 'talks' …
    lead     INTEGER NOT NULL,         -- 1: what the report is about; 0: told beside it; -1: recalled from the past
    rank     BLOB NOT NULL,            -- canonical order: a leader has a lower rank than those that follow it
    traits   TEXT NOT NULL,            -- JSON: what tellings are compared by
    pin      INTEGER REFERENCES decision, -- the split that it belongs to
    leader   INTEGER REFERENCES telling, -- the telling that it was found to tell the same event as; itself where it leads
    reasons  TEXT,                     -- JSON: why it follows its leader
    incident INTEGER REFERENCES telling, -- the leader, after the merges that people decided
    UNIQUE (reading, number)
) STRICT;
CREATE INDEX telling_key ON telling (key);
CREATE INDEX telling_leader ON telling (leader);
CREATE INDEX telling_incident ON telling (incident);

-- Where tellings of valid readings are looked for: hashes of a cell of the map, or a country, and some days.
CREATE TABLE telling_block (
    block   INTEGER NOT NULL,
    leads   INTEGER NOT NULL,          -- 1 where the telling leads others
    telling INTEGER NOT NULL REFERENCES telling,
    PRIMARY KEY (block, leads, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_block_telling ON telling_block (telling);

-- Sampled hashes of five words each, by the day of publication.
CREATE TABLE shingle (
    hash    INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    version INTEGER NOT NULL REFERENCES version,
    PRIMARY KEY (hash, day, version)
) STRICT, WITHOUT ROWID;

-- Text that two reports share.
CREATE TABLE echo (
    a           INTEGER NOT NULL REFERENCES version,
    b           INTEGER NOT NULL REFERENCES version,
    shared      INTEGER NOT NULL,      -- hashes of five words
    containment REAL NOT NULL,         -- of the shorter in the longer
    passages    TEXT NOT NULL,         -- JSON: [[start in a, end in a, start in b, end in b, words], …]
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX echo_b ON echo (b);

-- What people decided. A record of its own: it names claims by their keys and outlives reading again.
CREATE TABLE decision (
    decision INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,            -- 'merge' or 'split'
    claims   TEXT NOT NULL,            -- JSON: keys of claims
    note     TEXT,
    made     TEXT NOT NULL,
    undone   TEXT
) STRICT;

-- What was done with the ledger.
CREATE TABLE log (
    entry  INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL               -- JSON
) STRICT;

CREATE VIRTUAL TABLE report_text USING fts5 (
    title, text, content = 'version', content_rowid = 'version', tokenize = 'unicode61 remove_diacritics 2'
);

-- For people: the valid claims, a row each.
CREATE VIEW claims AS
SELECT c.claim, r.id AS report, v.outlet, v.published, c.number, c.type, c.mode, c.factuality,
       (SELECT group_concat(s.text, ' < ') FROM claim_source s WHERE s.claim = c.claim) AS sources,
       c.origin,
       (SELECT group_concat(p.text, ' | ') FROM claim_party p WHERE p.claim = c.claim AND p.role = 'actor') AS actors,
       (SELECT group_concat(p.party, ' | ') FROM claim_party p WHERE p.claim = c.claim AND p.role = 'actor') AS actor_parties,
       (SELECT group_concat(p.text, ' | ') FROM claim_party p WHERE p.claim = c.claim AND p.role = 'recipient') AS recipients,
       (SELECT group_concat(p.party, ' | ') FROM claim_party p WHERE p.claim = c.claim AND p.role = 'recipient') AS recipient_parties,
       pl.name AS place, pl.country, pl.lat, pl.lon, c.place_precision, c.date_start, c.date_end, c.date_precision,
       (SELECT group_concat(f.text, ' | ') FROM claim_figure f WHERE f.claim = c.claim) AS figures,
       substr(v.text, c.trigger_start + 1, c.trigger_end - c.trigger_start) AS trigger,
       substr(v.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence,
       c.confidence, t.incident
FROM report r
JOIN version v ON v.version = r.version
JOIN reading g ON g.version = v.version AND g.superseded IS NULL
JOIN claim c ON c.reading = g.reading
LEFT JOIN place pl ON pl.place = c.place
LEFT JOIN telling t ON t.telling = c.telling;
