//! How much of the article is found on made pages of many kinds of sites.

mod pages;

use std::sync::LazyLock;

use selon_clean::{Cleaner, Hints};
use selon_model::{BlockKind, Format};

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builtin().expect("the built-in table"));

/// The least that a page, and all of them on average, must reach.
const EACH: f64 = 0.98;
const MEAN: f64 = 0.99;

#[test]
fn articles_are_found() {
    let mut table = String::new();
    let (mut sum, mut least) = (0.0, 1.0_f64);
    let pages = pages::all(20);
    for page in &pages {
        let mut found = CLEANER.articles(page.html.as_bytes(), &Hints::default());
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

/// The least that a whole page, and all of them on average, must reach.
const EACH_SITE: f64 = 0.87;
const MEAN_SITE: f64 = 0.98;

#[test]
fn whole_pages_of_sites() {
    let mut table = String::new();
    let (mut sum, mut least) = (0.0, 1.0_f64);
    let sites = pages::sites::all();
    for site in &sites {
        let article = CLEANER.articles(site.html.as_bytes(), &Hints::default()).remove(0).unwrap();
        let (precision, recall, f1) = pages::sites::overlap(&article.text, &site.article.join("\n"));
        table.push_str(&format!("{:<20} P {precision:.3} R {recall:.3} F1 {f1:.3}\n", site.name));
        sum += f1;
        least = least.min(f1);
        for run in article.map.iter().filter(|r| r.text_len == r.source_len) {
            let (text, source, len) =
                (run.text_start as usize, run.source_start as usize, run.text_len as usize);
            assert_eq!(&article.text[text..text + len], &site.html[source..source + len], "{}", site.name);
        }
        let mapped: u32 = article.map.iter().map(|r| r.text_len).sum();
        let letters = article.text.split_whitespace().map(str::len).sum::<usize>();
        assert!(mapped as usize >= letters, "{}: every word leads back to the page", site.name);
    }
    let mean = sum / sites.len() as f64;
    assert!(sites.len() >= 24 && least >= EACH_SITE && mean >= MEAN_SITE, "\n{table}mean {mean:.4}");
}

/// A brief of two sentences among much else.
#[test]
fn a_brief_is_found() {
    let card = |n: usize| {
        format!(
            "<div class=card><a href=/{n}><h3>Inflation : les prix du mil flambent</h3></a><p>Le gouvernement promet des stocks pour la saison sèche. <a href=/{n}>Lire la suite</a></p></div>"
        )
    };
    let menu = "<li><a href=/m>Économie</a></li>".repeat(60);
    let brief = "Trois soldats ont été tués jeudi par l’explosion d’une mine près de Tessalit, a annoncé l’armée malienne. \
                 Deux autres ont été blessés et évacués vers Gao.";
    let page = format!(
        "<html lang=fr><head><title>Mali : trois soldats tués par une mine - Fil du Fleuve</title></head><body><nav><ul>{menu}</ul></nav>\
         <div class=main><h1>Mali : trois soldats tués par une mine</h1><div class=date>Publié le 11 mars 2022</div><div class=txt><p>{brief}</p></div></div>\
         <div class=river>{}</div><footer><p>Fil du Fleuve est édité par une société au capital de 10 000 euros. Tous droits réservés.</p></footer></body></html>",
        (0..12).map(card).collect::<String>()
    );
    let article = CLEANER.articles(page.as_bytes(), &Hints::default()).remove(0).unwrap();
    assert_eq!(article.text, format!("Mali : trois soldats tués par une mine\n\n{brief}"));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2022-03-11"));
}
