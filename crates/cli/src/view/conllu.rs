//! CoNLL-U, a document an article.

use selon::model::{Analysis, Article};

use crate::term::printable;

/// The sentences of an article behind a line with its id; control characters, which terminals obey, as spaces.
pub(crate) fn article(article: &Article, analysis: &Analysis) -> String {
    let shown = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c };
    let sentences: String = selon::to_conllu(analysis, &article.text).chars().map(shown).collect();
    format!("# newdoc id = {}\n{sentences}", printable(&article.id))
}
