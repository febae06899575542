use selon_model::{Article, Claim, Report, Span};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::echo::{Fingerprint, quotations};
use crate::hash::hash;
use crate::incident::{Family, ReportEvent, tellings};
use crate::points::Points;
use crate::store::deflate;
use crate::store::lexicons::Lexicon;

/// A report with all that can be made ready for the ledger without looking into it; many can be made at once, and one
/// thread stores them.
#[derive(Debug)]
pub struct Entry {
    pub(crate) report: Report,
    pub(crate) identity: String,
    pub(crate) content: [u8; 32],
    /// Deflated; `None` where the bytes are those of the text.
    pub(crate) original: Option<Vec<u8>>,
    pub(crate) original_hash: [u8; 32],
    pub(crate) given: String,
    pub(crate) evidence: Vec<u8>,
    /// The user's lexicons that it was read with.
    pub(crate) lexicons: Vec<Lexicon>,
    /// Of each claim.
    pub(crate) keys: Vec<i64>,
    pub(crate) tellings: Vec<ReportEvent>,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) points: Points,
}

impl Entry {
    /// Makes a report ready. `input` is what it was read from, as exactly as it is known: the whole path of a file.
    pub fn of(report: Report, input: &str) -> Entry {
        let identity = identity(&report.article, input);
        Entry::again(report, identity)
    }

    /// Makes a report ready that the ledger has under this identity (see [`crate::Ledger::identity`]).
    pub fn again(report: Report, identity: String) -> Entry {
        let article = &report.article;
        let points = Points::of(&article.text);
        let keys = report.claims.iter().map(|claim| key(&identity, claim, &article.text)).collect();
        let bytes = &article.original.bytes;
        Entry {
            content: content(article),
            original: (bytes != article.text.as_bytes()).then(|| deflate(bytes)),
            original_hash: Sha256::digest(bytes).into(),
            given: given(article),
            evidence: deflate(evidence(&report, &points).as_bytes()),
            lexicons: Vec::new(),
            tellings: tellings(&report),
            fingerprint: fingerprint(article),
            identity,
            keys,
            points,
            report,
        }
    }

    /// The entry of a report that was read with these lexicons of the user's.
    pub fn read_with(self, lexicons: &[Lexicon]) -> Entry {
        Entry { lexicons: lexicons.to_vec(), ..self }
    }

    /// The report's id as its input has it.
    pub fn id(&self) -> &str {
        &self.report.article.id
    }

    /// Number of claims.
    pub fn claims(&self) -> usize {
        self.report.claims.len()
    }
}

fn fingerprint(article: &Article) -> Fingerprint {
    let kept: Vec<Span> = article.kept_spans().collect();
    Fingerprint::of(&article.text, &kept, &quotations(&article.text))
}

/// What a later version of the report is recognised by: its address, else the id that its input gives it within its
/// outlet, else the file that it stands in.
fn identity(article: &Article, input: &str) -> String {
    let own_id = article.id != article.original.id;
    match &article.url {
        Some(url) => format!("url:{}", url.split('#').next().unwrap_or(url)),
        None if own_id => format!("id:{}/{}", article.outlet.as_deref().unwrap_or(""), article.id),
        // Several documents of one file are told apart by the ids that were made for them.
        None => format!("file:{input}/{}", article.original.id),
    }
}

/// What makes two articles the same: their own words and what is known of them, not the page around them; where no article
/// was found on it, the whole page.
fn content(article: &Article) -> [u8; 32] {
    let published = article.published.map(|d| d.to_string());
    let head =
        [&article.title, &article.author, &article.outlet, &article.url, &published, &article.language];
    let mut hash = Sha256::new();
    let head = head.into_iter().map(|field| field.as_deref().unwrap_or(""));
    let page = article.kept.is_empty().then_some(article.text.as_str());
    for part in head.chain(article.kept_spans().map(|span| span.of_text(&article.text))).chain(page) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Names a claim over all readings of its report: by the family of its type and its sentence.
fn key(identity: &str, claim: &Claim, text: &str) -> i64 {
    hash(&[identity, Family::of(claim).as_str(), claim.sentence.of_text(text)])
}

fn given(article: &Article) -> String {
    let original = &article.original;
    json!({
        "id": original.id,
        "content_type": original.content_type,
        "url": original.url,
        "outlet": original.outlet,
        "published": original.published.map(|d| d.to_string()),
    })
    .to_string()
}

fn evidence(report: &Report, points: &Points) -> String {
    let of_claim = |claim: &Claim| -> Vec<_> {
        let each = claim.evidence.iter().map(|e| {
            let [start, end] = points.span(e.span);
            json!([e.role.as_str(), e.rule, e.path, start, end])
        });
        each.collect()
    };
    json!(report.claims.iter().map(of_claim).collect::<Vec<_>>()).to_string()
}
