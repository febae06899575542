use selon_model::{Analysis, Article, Diagnostic, Rejected, Report};

use crate::Resources;

/// Reads articles with one set of resources. Cheap to make and to share between threads.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'r> {
    resources: &'r Resources,
}

impl<'r> Reader<'r> {
    /// A reader that uses `resources`.
    pub fn new(resources: &'r Resources) -> Reader<'r> {
        Reader { resources }
    }

    /// Reads one article. The same article and resources give the same report.
    ///
    /// An article in another language than French is returned without claims and with the
    /// diagnostic `not-french`; one whose language could not be told is read.
    pub fn read(&self, article: Article) -> Report {
        self.explain(article).0
    }

    /// [`Reader::read`], with every reading of a predicate that became no claim, and the rule against it.
    pub fn explain(&self, article: Article) -> (Report, Vec<Rejected>) {
        let versions = self.resources.versions();
        if let Some(language) = article.language.as_deref().filter(|l| !is_french(l)) {
            let diagnostic = not_french(language);
            let analysis = Analysis::default();
            let diagnostics = vec![diagnostic];
            return (Report { article, analysis, claims: Vec::new(), diagnostics, versions }, Vec::new());
        }
        let analysis = self.resources.model.analyse_blocks(&article.text, &article.kept);
        let read = selon_claims::read(&article, &analysis, &self.resources.lexicons);
        let report =
            Report { article, analysis, claims: read.claims, diagnostics: read.diagnostics, versions };
        (report, read.rejected)
    }
}

/// `fr`, and its regional forms `fr-FR`, `fr_CA`.
fn is_french(language: &str) -> bool {
    language.split(['-', '_']).next().is_some_and(|base| base.eq_ignore_ascii_case("fr"))
}

fn not_french(language: &str) -> Diagnostic {
    let message =
        format!("the language of the article is \"{language}\", and only French is read for claims");
    Diagnostic { code: "not-french".into(), message, span: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regional_french_is_french() {
        assert!(["fr", "fr-FR", "FR", "fr_CA"].into_iter().all(is_french));
        assert!(!["en", "frr", ""].into_iter().any(is_french));
    }

    #[test]
    fn another_language_gives_a_diagnostic_and_no_claims() {
        let resources = Resources::builtin().unwrap();
        let text = "Gunmen attacked a convoy near Gao on Monday.".to_owned();
        let article = Article { text, language: Some("en".into()), ..Article::default() };
        let report = Reader::new(&resources).read(article);
        assert!(report.claims.is_empty());
        assert_eq!(report.diagnostics[0].code, "not-french");
    }
}
