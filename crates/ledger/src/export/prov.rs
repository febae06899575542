//! PROV-O (W3C, 2013) as JSON-LD: who a claim is from, and how it came here.
//!
//! A report is an entity, its reading an activity, the engine an agent. A claim is an entity that the reading made of the
//! report. What each link of its chain of sources said is an entity too, quoted from what the next link said.

use std::fmt::Write;

use selon_model::{Claim, Report, Source, Span};
use serde_json::{Value, json};

use crate::store::StoredReport;
use crate::{form, people};

pub(super) const BETWEEN: &str = ",\n";
pub(super) const AFTER: &str = "\n]}\n";

/// The context, and the opening of the graph.
pub(super) fn before() -> String {
    let relation = |name: &str| json!({"@id": format!("prov:{name}"), "@type": "@id"});
    let context = json!({
        "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "dcterms": "http://purl.org/dc/terms/",
        "selon": "urn:selon:term:",
        "id": "@id",
        "type": "@type",
        "label": "rdfs:label",
        "title": "dcterms:title",
        "issued": "dcterms:issued",
        "value": "prov:value",
        "event_type": "selon:event_type",
        "factuality": "selon:factuality",
        "incident": "selon:incident",
        "used": relation("used"),
        "wasAssociatedWith": relation("wasAssociatedWith"),
        "wasAttributedTo": relation("wasAttributedTo"),
        "wasDerivedFrom": relation("wasDerivedFrom"),
        "wasGeneratedBy": relation("wasGeneratedBy"),
        "wasQuotedFrom": relation("wasQuotedFrom"),
        "hadPrimarySource": relation("hadPrimarySource"),
    });
    format!("{{\"@context\":{},\"@graph\":[\n", form::line(&context).trim_end())
}

/// The nodes of a report: itself, its outlet, its reading, the engine, its claims and what their sources said.
pub(super) fn nodes(stored: &StoredReport, incidents: &[Option<String>], names: bool) -> Vec<String> {
    let report = &stored.report;
    let withheld = if names { Vec::new() } else { people::private_names(&report.claims) };
    let told = Nodes { report, iri: iri(&["report", &report.article.id]), withheld };
    let mut nodes = told.of_report();
    for (i, claim) in report.claims.iter().enumerate() {
        let incident = incidents.get(i).and_then(Option::as_deref);
        nodes.extend(told.of_claim(&format!("{}:claim:{}", told.iri, i + 1), claim, incident));
    }
    nodes.iter().map(|node| form::line(node).trim_end().to_owned()).collect()
}

struct Nodes<'a> {
    report: &'a Report,
    iri: String,
    /// Names that are withheld.
    withheld: Vec<&'a str>,
}

impl Nodes<'_> {
    fn of_report(&self) -> Vec<Value> {
        let (article, versions) = (&self.report.article, &self.report.versions);
        let outlet = article.outlet.as_deref();
        let engine = iri(&["engine", &versions.engine, &versions.model, &versions.data]);
        let mut nodes = vec![
            object(json!({
                "id": self.iri,
                "type": "prov:Entity",
                "title": article.title.as_deref().map(|t| self.shown(t)),
                "issued": article.published.map(|d| d.to_string()),
                "wasDerivedFrom": article.url.as_deref().filter(|url| is_iri(url)),
                "wasAttributedTo": outlet.map(|o| iri(&["outlet", o])),
            })),
            object(json!({
                "id": self.reading(),
                "type": "prov:Activity",
                "used": self.iri,
                "wasAssociatedWith": engine,
            })),
            object(json!({
                "id": engine,
                "type": "prov:SoftwareAgent",
                "label": format!("selon {} (model {}, data {})", versions.engine, versions.model, versions.data),
            })),
        ];
        nodes.extend(
            outlet.map(|o| json!({"id": iri(&["outlet", o]), "type": "prov:Organization", "label": o})),
        );
        nodes
    }

    fn of_claim(&self, iri: &str, claim: &Claim, incident: Option<&str>) -> Vec<Value> {
        let said = |n: usize| format!("{iri}:source:{n}");
        let depth = claim.sources.len();
        let outlet = self.report.article.outlet.as_deref().map(|o| self::iri(&["outlet", o]));
        let origin = claim.sources.last().map(|s| agent(s, &said(depth)));
        let mut nodes = vec![object(json!({
            "id": iri,
            "type": "prov:Entity",
            "label": self.words(claim.trigger),
            "value": self.words(claim.sentence),
            "event_type": claim.event.as_str(),
            "factuality": claim.factuality.as_str(),
            "incident": incident,
            "wasGeneratedBy": self.reading(),
            "wasDerivedFrom": self.iri,
            "wasAttributedTo": origin.or(outlet),
            "wasQuotedFrom": (depth > 0).then(|| said(1)),
            "hadPrimarySource": (depth > 0).then(|| said(depth)),
        }))];
        for (n, source) in (1..).zip(&claim.sources) {
            let agent = agent(source, &said(n));
            nodes.push(object(json!({
                "id": said(n),
                "type": "prov:Entity",
                "wasAttributedTo": agent,
                "wasQuotedFrom": (n < depth).then(|| said(n + 1)),
            })));
            nodes.push(json!({"id": agent, "type": "prov:Agent", "label": self.words(source.span)}));
        }
        nodes
    }

    fn reading(&self) -> String {
        let Report { article, versions, .. } = self.report;
        iri(&["report", &article.id, "reading", &versions.engine, &versions.model, &versions.data])
    }

    fn words(&self, span: Span) -> String {
        self.shown(span.of_text(&self.report.article.text))
    }

    fn shown(&self, words: &str) -> String {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        people::withhold(&line, &self.withheld)
    }
}

/// Who said it: a party, or somebody of whom no more is known than what was said.
fn agent(source: &Source, said: &str) -> String {
    source.party.as_ref().map_or_else(|| format!("{said}:agent"), |p| iri(&["party", p.as_str()]))
}

/// An object without the fields that are not known.
fn object(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        other => other,
    }
}

/// A name of ours; what has no place in an IRI is written as its bytes.
fn iri(parts: &[&str]) -> String {
    let mut iri = "urn:selon".to_owned();
    for part in parts {
        iri.push(':');
        for byte in part.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                iri.push(char::from(byte));
            } else {
                // Writing into memory does not fail.
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri
}

/// Whether an address can stand as it is.
fn is_iri(url: &str) -> bool {
    let wrong = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    (url.starts_with("http://") || url.starts_with("https://")) && !url.contains(wrong)
}
