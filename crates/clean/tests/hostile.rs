//! Texts and pages made to hurt: none may panic, and each must end in time linear in its length.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use selon_clean::{Cleaner, Hints};
use selon_model::Article;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builtin().expect("the built-in table"));

/// Far above what any of the inputs takes, far below what a quadratic walk over them would.
const SOON: Duration = Duration::from_secs(60);

fn read(bytes: &[u8]) -> Vec<Article> {
    let start = Instant::now();
    let all = CLEANER.articles(bytes, &Hints { id: "x".into(), ..Hints::default() });
    assert!(start.elapsed() < SOON, "{} bytes took {:?}", bytes.len(), start.elapsed());
    assert!(!all.is_empty());
    all.into_iter().filter_map(Result::ok).inspect(check).collect()
}

/// What holds for every article.
fn check(article: &Article) {
    let mut last = 0;
    for span in article.kept_spans() {
        assert!(span.start >= last && span.start < span.end, "blocks overlap or are empty");
        assert!(article.text.get(span.range()).is_some(), "a block cuts a character or leaves the text");
        last = span.end;
    }
    for run in &article.map {
        assert!(run.text_len > 0 && run.source_len > 0);
        assert!((run.text_start + run.text_len) as usize <= article.text.len());
    }
}

#[test]
fn hostile_pages() {
    let sentence = "Des hommes armés ont attaqué dimanche un poste de gendarmerie près de la frontière. ";
    for tag in ["div", "b", "font", "table><tr><td", "ul><li", "p", "a", "span", "blockquote"] {
        let name = tag.split('>').next().unwrap();
        read(format!("<html><body>{}{sentence}", format!("<{tag}>").repeat(10_000)).as_bytes());
        let closed =
            format!("{}{sentence}{}", format!("<{tag}>").repeat(10_000), format!("</{name}>").repeat(10_000));
        let found = read(format!("<html><body>{closed}").as_bytes());
        assert!(found[0].text.contains("Des hommes armés"), "{tag}");
    }
    read(format!("<html>{}", "<p><font color=red>x".repeat(20_000)).as_bytes());
    read(format!("<html>{}", "<!--".repeat(300_000)).as_bytes());
    read(format!("<html>{}", "<script>".repeat(200_000)).as_bytes());
    read(format!("<html>{}", "<a href=\"".repeat(200_000)).as_bytes());
    read(format!("<html>{}", "</".repeat(500_000)).as_bytes());
    read(format!("<html><p>{}", "&".repeat(500_000)).as_bytes());
    read(format!("<html><p {}>", "a=b ".repeat(300_000)).as_bytes());
    read(format!("<html><script type=application/ld+json>{}", "[".repeat(200_000)).as_bytes());
}

#[test]
fn a_page_of_ten_megabytes() {
    let item = "<li class=\"x\"><a href=\"/a/b/c\">Le Conseil de sécurité se réunit</a></li>\n";
    let paragraph =
        "<p>Des hommes armés ont attaqué dimanche un poste de gendarmerie près de la frontière.</p>\n";
    let page = format!(
        "<html><body><ul>{}</ul><article>{}</article>",
        item.repeat(60_000),
        paragraph.repeat(60_000)
    );
    assert!(page.len() > 9_000_000);
    assert!(read(page.as_bytes())[0].text.contains("gendarmerie"));
}

#[test]
fn hostile_texts() {
    read("mot ".repeat(300_000).as_bytes());
    read("a".repeat(1_000_000).as_bytes());
    read("Une phrase de la guerre.".repeat(50_000).as_bytes());
    read("\n".repeat(1_000_000).as_bytes());
    read("Un titre\n".repeat(100_000).as_bytes());
    read("Lire aussi\n".repeat(100_000).as_bytes());
    let sentence =
        "Des hommes armés ont attaqué dimanche un poste de gendarmerie près de la frontière.\n".repeat(50);
    read(format!("{sentence}{}{sentence}", "Un titre de menu\n".repeat(100_000)).as_bytes());
    read(format!("{sentence}{}{sentence}", "Un titre de menu\n14\n".repeat(50_000)).as_bytes());
    read(format!("{sentence}{}{sentence}", "- un mot\n\nPublicité\n".repeat(50_000)).as_bytes());
    read("(((((- ".repeat(100_000).as_bytes());
    read(b"Le camp\0 a \0t\0 pris par des hommes arm\0s dimanche soir.");
    read("\u{301}\u{200B}\u{FEFF}\u{202E}\u{A0}".repeat(10_000).as_bytes());
    read(b"{\"text\": \"\\ud800 \\udc00 \\ud83d\\ude00 fin\"}");
    read(b"{\"text\": \"\\ud800");
    read("[{\"text\":\"a\"},".repeat(10_000).as_bytes());
    read(&[0xFF, 0xFE, 0x00]);
    read(&[0xFE, 0xFF, 0xD8, 0x00]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn no_text_panics(text in "(\\PC|[\n\r\t «»().:/—©@#|]|Lire aussi|Par |Publié le 1|AFP|\\. ){0,120}") {
        let found = read(text.as_bytes());
        for article in found {
            let unchanged = article.text == text.trim_start_matches('\u{FEFF}');
            prop_assert!(unchanged || article.format != selon_model::Format::Text);
        }
    }

    #[test]
    fn no_page_panics(page in "<html>(<(p|div|b|a href=x|ul|li|h1|br|table|td|script|title|time)>|</(p|div|b|ul|script)>|&[a-z]{2,6};|&#[0-9]{1,7};|[a-zé \n«»]{1,9}|<|>|\"|'){0,80}") {
        read(page.as_bytes());
    }

    #[test]
    fn exact_runs_are_the_sources_bytes(
        words in proptest::collection::vec("[a-zéèœ’]{1,12}(&eacute;|&nbsp;|&#8217;|<b>|</b>| )?", 30..80)
    ) {
        let page = format!("<html><body><article><p>{}.</p></article>", words.join(" "));
        for article in read(page.as_bytes()) {
            for run in article.map.iter().filter(|r| r.text_len == r.source_len) {
                let (text, source, len) = (run.text_start as usize, run.source_start as usize, run.text_len as usize);
                prop_assert_eq!(&article.text.as_bytes()[text..text + len], &page.as_bytes()[source..source + len]);
            }
        }
    }
}
