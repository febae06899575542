//! Prints the stretches of texts that are kept, as JSONL in the form that the scorer reads, without claims.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cleaner = selon_clean::Cleaner::builtin()?;
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        for article in
            cleaner.articles(&bytes, &selon_clean::Hints { id: path.clone(), ..Default::default() })
        {
            let article = article?;
            let code_points = selon_model::CodePoints::new(&article.text);
            let point = |at| code_points.of(&article.text, at);
            let kept: Vec<_> = article.kept_spans().map(|s| [point(s.start), point(s.end)]).collect();
            let line =
                serde_json::json!({"id": article.id, "text": article.text, "kept": kept, "claims": []});
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
