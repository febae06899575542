//! How much of the article is found on made pages of many kinds of sites.

mod pages;

use selon_clean::{Hints, articles};
use selon_model::{BlockKind, Format};

/// The least that a page, and all of them on average, must reach.
const EACH: f64 = 0.98;
const MEAN: f64 = 0.99;

#[test]
fn articles_are_found() {
    let mut table = String::new();
    let (mut sum, mut least) = (0.0, 1.0_f64);
    let pages = pages::all(20);
    for page in &pages {
        let mut found = articles(page.html.as_bytes(), &Hints::default());
        let article = found.remove(0).unwrap();
        assert_eq!(article.format, Format::Html);
        assert_eq!(article.title.as_ref(), Some(&page.report.title), "{}", page.name);
        assert_eq!(article.kept[0].kind, BlockKind::Title);
        assert_eq!(article.language.as_deref(), Some("fr"), "{}", page.name);
        let f1 = pages::shingle_f1(&article.text, &page.article());
        table.push_str(&format!("{:<12} {f1:.3}\n", page.name));
        let wanted = page.article();
        let lines =
            |text: &'_ str| text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let (found, wanted) = (lines(&article.text), lines(&wanted));
        for (mark, lines, others) in [("+", &found, &wanted), ("-", &wanted, &found)] {
            for line in lines.iter().filter(|l| !others.contains(l)) {
                table.push_str(&format!("    {mark} {line}\n"));
            }
        }
        sum += f1;
        least = least.min(f1);
    }
    assert!(
        least >= EACH && sum / pages.len() as f64 >= MEAN,
        "\n{table}mean {:.3}",
        sum / pages.len() as f64
    );
}
