use selon_model::{Article, Diagnostic, PartyId, Rejected, Report, Span};
use serde::Serialize;

use super::claim::ClaimForm;
use super::head::{FORM, Head};
use super::offsets::{Block, Depth, Offsets};
use super::original::OriginalForm;
use crate::people::private_names;
use crate::store::StoredReport;

/// An article as `selon clean` hands it out.
#[derive(Debug, Serialize)]
pub struct CleanForm<'a> {
    form: u32,
    #[serde(flatten)]
    head: Head<'a>,
    text: &'a str,
    kept: Vec<[u32; 2]>,
    blocks: Vec<Block>,
}

impl<'a> CleanForm<'a> {
    /// The form of one article.
    pub fn of(article: &'a Article) -> CleanForm<'a> {
        let at = Offsets::of(&article.text, Depth::default());
        let (kept, blocks) = (at.kept(article), at.blocks(article));
        CleanForm { form: FORM, head: Head::of(article), text: &article.text, kept, blocks }
    }
}

/// A report as `selon read` hands it out.
#[derive(Debug, Serialize)]
pub struct ReportForm<'a> {
    form: u32,
    #[serde(flatten)]
    head: Head<'a>,
    text: &'a str,
    kept: Vec<[u32; 2]>,
    claims: Vec<ClaimForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejected: Option<Vec<RejectedForm<'a>>>,
    credits: CreditsForm<'a>,
    diagnostics: Vec<DiagnosticForm<'a>>,
    versions: VersionsForm<'a>,
    #[serde(flatten)]
    whole: Option<Whole<'a>>,
}

/// What the form of an export has besides: all that is needed to add it to another ledger.
#[derive(Debug, Serialize)]
struct Whole<'a> {
    blocks: Vec<Block>,
    identity: &'a str,
    original: OriginalForm<'a>,
}

impl<'a> ReportForm<'a> {
    /// The form of one report; `explain` adds the evidence of every claim.
    pub fn of(report: &'a Report, explain: bool) -> ReportForm<'a> {
        ReportForm::at_depth(report, Depth { explain, ..Depth::default() }, |_| None)
    }

    /// The same with why each other predicate is no claim.
    #[must_use]
    pub fn with_rejected(self, rejected: Option<&'a [Rejected]>) -> ReportForm<'a> {
        let at = Offsets::of(self.text, Depth::default());
        let forms = rejected.map(|all| all.iter().map(|r| RejectedForm::of(r, &at)).collect());
        ReportForm { rejected: forms, ..self }
    }

    /// The form of a report of a ledger, of which [`read()`] makes the report again; `identity` is that of
    /// [`crate::Ledger::identity`]. Persons without public office are named only where `names` are wanted.
    pub fn whole(stored: &'a StoredReport, identity: &'a str, names: bool) -> ReportForm<'a> {
        let article = &stored.report.article;
        let whole = |at: &Offsets<'a>| Whole {
            blocks: at.blocks(article),
            identity,
            original: OriginalForm::of(article),
        };
        ReportForm::at_depth(&stored.report, Depth { explain: true, whole: true, names }, |at| {
            Some(whole(at))
        })
    }

    fn at_depth(
        report: &'a Report,
        depth: Depth,
        whole: impl FnOnce(&Offsets<'a>) -> Option<Whole<'a>>,
    ) -> ReportForm<'a> {
        let private = if depth.whole && !depth.names { private_names(&report.claims) } else { Vec::new() };
        let at = Offsets::of(&report.article.text, depth).without(private);
        let versions = &report.versions;
        ReportForm {
            form: FORM,
            head: Head::of(&report.article),
            text: &report.article.text,
            kept: at.kept(&report.article),
            claims: report.claims.iter().map(|c| ClaimForm::of(c, &at)).collect(),
            rejected: None,
            credits: CreditsForm {
                agency: report.credits.agency.as_ref().map(PartyId::as_str),
                outlet: report.credits.outlet.as_deref(),
            },
            diagnostics: report.diagnostics.iter().map(|d| DiagnosticForm::of(d, &at)).collect(),
            versions: VersionsForm { engine: &versions.engine, model: &versions.model, data: &versions.data },
            whole: whole(&at),
        }
    }
}

#[derive(Debug, Serialize)]
struct CreditsForm<'a> {
    agency: Option<&'a str>,
    outlet: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct VersionsForm<'a> {
    engine: &'a str,
    model: &'a str,
    data: &'a str,
}

#[derive(Debug, Serialize)]
struct DiagnosticForm<'a> {
    code: &'a str,
    message: &'a str,
    span: Option<[u32; 2]>,
}

impl<'a> DiagnosticForm<'a> {
    fn of(diagnostic: &'a Diagnostic, at: &Offsets<'a>) -> DiagnosticForm<'a> {
        let span = diagnostic.span.map(|s| at.span(s));
        DiagnosticForm { code: &diagnostic.code, message: &diagnostic.message, span }
    }
}

/// A predicate that is no claim of its own.
#[derive(Debug, Serialize)]
struct RejectedForm<'a> {
    #[serde(rename = "type")]
    event: &'static str,
    text: &'a str,
    span: [u32; 2],
    frame: &'a str,
    rule: &'a str,
    /// The words of what stands for it.
    instead: Option<[u32; 2]>,
}

impl<'a> RejectedForm<'a> {
    fn of(rejected: &'a Rejected, at: &Offsets<'a>) -> RejectedForm<'a> {
        RejectedForm {
            event: rejected.event.as_str(),
            text: at.raw(rejected.trigger),
            span: at.span(rejected.trigger),
            frame: &rejected.frame,
            rule: &rejected.rule,
            instead: rejected.instead.map(|span: Span| at.span(span)),
        }
    }
}
