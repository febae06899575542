//! The codebook: reads claims out of an analysed French report.
//!
//! The crate is pure: it does no I/O, holds no global state and cannot fail on a text. Its floors, each a function of
//! finished values of the ones below: `lexicon` (tables), `syntax` (how words hang together), `mentions` (what stands
//! in the text), `candidates` (every predicate with every reading), `decide` (claims).

mod candidates;
mod decide;
mod keys;
mod lexicon;
mod mentions;
mod rule;
mod spelling;
mod syntax;

use selon_model::{Analysis, Article, Claim, Diagnostic, Rejected};

pub use lexicon::lexicons::Lexicons;
pub use lexicon::table::LexiconError;

use candidates::{attribution, find};
use decide::context::Context;
use decide::rejected::Rejections;
use decide::{assemble, choose, discourse, duplicates, fold, speech, wording};
use mentions::entities::Entities;
use syntax::view::Doc;

/// What was read out of a report.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// In the order of their triggers.
    pub claims: Vec<Claim>,
    /// What was not taken for a claim, and by which rule, in the order of the text.
    pub rejected: Vec<Rejected>,
    /// What the reader of the claims should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the claims of an article.
///
/// `analysis` is the article's. The time is linear in the text; strange text gives fewer claims,
/// never an error.
pub fn read(article: &Article, analysis: &Analysis, lexicons: &Lexicons) -> Claims {
    let doc = Doc::new(&article.text, analysis, &lexicons.classes, &lexicons.grammar);
    let entities = Entities::of(article, &doc, lexicons);
    let scopes = attribution::scopes(&doc, &lexicons.cues, &entities);
    let candidates = find::candidates(&doc, &lexicons.frames, &entities);

    let mut rejections = Rejections::default();
    let events = choose::events(&doc, candidates, &mut rejections);
    let events = fold::fold(&doc, events, &mut rejections);
    let (events, scopes) = speech::part(&doc, &lexicons.cues, events, scopes, &mut rejections);
    let context = Context::new(article, &doc, &entities, &scopes, lexicons);
    let mut assembled = assemble::claims(&context, &events, &mut rejections);
    discourse::complete(&mut assembled, &context.attackers());
    let (mut claims, repeated) = duplicates::unique(assembled);
    claims.iter_mut().for_each(|claim| wording::hand_over(claim, &article.text, &lexicons.counted));
    Claims { claims, rejected: rejections.finish(&doc, repeated), diagnostics: diagnostics(article) }
}

fn diagnostics(article: &Article) -> Vec<Diagnostic> {
    let message =
        "no date of publication: weekdays and \"hier\" can't be resolved; give one with --published";
    let undated = Diagnostic { code: "no-date".into(), message: message.to_owned(), span: None };
    if article.published.is_none() { vec![undated] } else { Vec::new() }
}
