//! Inputs as users hand them over: formats, encodings, compression, damage.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::io::{Read, Write};
use std::sync::LazyLock;

use flate2::{Compression, write::GzEncoder};
use selon_clean::{Cleaner, Hints};
use selon_model::{Article, BlockKind, Format};

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builtin().expect("the built-in table"));

const TEXT: &str = "Un poste de l’armée attaqué près de Diffa\n\nDes hommes armés ont attaqué dimanche soir un poste de \
                    l’armée près de Diffa, a annoncé le gouverneur de la région.\n";
const PAGE: &str = "<!doctype html><html lang=fr><head><title>Un poste de l’armée attaqué près de Diffa | Sahel Matin</title>\
    <meta property='og:site_name' content='Sahel Matin'><meta property='article:published_time' content='2021-03-28T08:00'>\
    <script>var x = '<p>';</script></head><body><nav><a href=/>Accueil</a></nav><article><h1>Un poste de l’armée attaqué \
    près de Diffa</h1><p>Des hommes armés ont attaqu&eacute; dimanche soir un poste de l’armée pr&egrave;s de Diffa, a \
    annoncé le gouverneur de la région, qui fait &eacute;tat de trois bless&eacute;s.</p><p>L’attaque n’avait pas été \
    revendiquée lundi matin.</p></article><footer>Mentions légales</footer></body></html>";

fn hints() -> Hints {
    Hints { id: "rapport.txt".into(), ..Hints::default() }
}

fn one(bytes: &[u8]) -> Article {
    let mut all = CLEANER.articles(bytes, &hints());
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

fn errors(bytes: &[u8]) -> Vec<String> {
    CLEANER.articles(bytes, &hints()).into_iter().filter_map(|a| a.err()).map(|e| e.to_string()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.kept.iter().map(|b| (b.kind, b.span.of_text(&article.text))).collect()
}

#[test]
fn plain_text() {
    let article = one(TEXT.as_bytes());
    assert_eq!(article.format, Format::Text);
    assert_eq!(article.id, "rapport.txt");
    assert_eq!(article.text, TEXT);
    assert_eq!(article.title.as_deref(), Some("Un poste de l’armée attaqué près de Diffa"));
    assert_eq!(article.language.as_deref(), Some("fr"));
    assert_eq!(article.published, None);
    assert_eq!(blocks(&article)[0].0, BlockKind::Title);
    assert!(blocks(&article)[1].1.starts_with("Des hommes armés"));
}

#[test]
fn a_page() {
    for bytes in [PAGE.as_bytes().to_vec(), gzip(PAGE.as_bytes())] {
        let article = one(&bytes);
        assert_eq!(article.format, Format::Html);
        assert_eq!(article.title.as_deref(), Some("Un poste de l’armée attaqué près de Diffa"));
        assert_eq!(article.outlet.as_deref(), Some("Sahel Matin"));
        assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2021-03-28"));
        assert_eq!(article.language.as_deref(), Some("fr"));
        let kept = blocks(&article);
        assert_eq!(kept[0], (BlockKind::Title, "Un poste de l’armée attaqué près de Diffa"));
        assert_eq!(kept.len(), 3);
        assert!(kept[1].1.ends_with("qui fait état de trois blessés."));
        for run in article.map.iter().filter(|r| r.text_len == r.source_len) {
            let (text, source) = (run.text_start as usize, run.source_start as usize);
            let len = run.text_len as usize;
            assert_eq!(&article.text[text..text + len], &PAGE[source..source + len]);
        }
        let mapped: u32 = article.map.iter().map(|r| r.text_len).sum();
        let letters = article.text.split_whitespace().map(str::len).sum::<usize>();
        assert!(mapped as usize >= letters);
    }
}

#[test]
fn hints_go_first() {
    let hints = Hints {
        outlet: Some("Autre".into()),
        published: selon_model::PartialDate::parse("2020-01-01"),
        url: Some("https://exemple.org/a".into()),
        ..hints()
    };
    let article = CLEANER.articles(PAGE.as_bytes(), &hints).remove(0).unwrap();
    assert_eq!(article.outlet.as_deref(), Some("Autre"));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2020-01-01"));
    assert_eq!(article.url.as_deref(), Some("https://exemple.org/a"));
}

#[test]
fn objects_lines_and_arrays() {
    let object =
        |id: &str| serde_json::json!({"id": id, "text": TEXT, "outlet": "RX", "published": "2021-03"});
    let ids = |bytes: &[u8]| -> Vec<String> {
        CLEANER
            .articles(bytes, &hints())
            .into_iter()
            .map(|a| a.map_or_else(|e| e.to_string(), |a| a.id))
            .collect()
    };
    let pretty = serde_json::to_string_pretty(&object("a")).unwrap();
    assert_eq!(ids(pretty.as_bytes()), ["a"]);
    assert_eq!(ids(format!("\u{FEFF}{pretty}").as_bytes()), ["a"]);
    let lines = format!("{}\n\n{}\n", object("a"), object("b"));
    assert_eq!(ids(lines.as_bytes()), ["a", "b"]);
    assert_eq!(ids(&gzip(lines.as_bytes())), ["a", "b"]);
    let array = serde_json::to_string_pretty(&[object("a"), object("b")]).unwrap();
    assert_eq!(ids(array.as_bytes()), ["a", "b"]);
    let unnamed = "{\"text\": \"Un mot.\"}\n{\"html\": \"<p>Un mot.\"}\n";
    assert_eq!(ids(unnamed.as_bytes()), ["rapport.txt", "rapport.txt:2"]);
    let article = one(object("a").to_string().as_bytes());
    assert_eq!((article.format, article.outlet.as_deref()), (Format::JsonText, Some("RX")));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2021-03"));
    assert_eq!(article.text, TEXT);
}

#[test]
fn the_map_leads_into_the_json() {
    let lines = format!("{}\n{}\n", serde_json::json!({"text": "x"}), serde_json::json!({"html": PAGE}));
    let article = CLEANER.articles(lines.as_bytes(), &hints()).remove(1).unwrap();
    assert_eq!(article.format, Format::JsonHtml);
    let mut exact = 0;
    for run in article.map.iter().filter(|r| r.text_len == r.source_len) {
        let (text, source) = (run.text_start as usize, run.source_start as usize);
        let len = run.text_len as usize;
        assert_eq!(&article.text[text..text + len], &lines[source..source + len]);
        exact += len;
    }
    assert!(exact > 200);
}

#[test]
fn a_broken_line_leaves_the_others() {
    let lines = "{\"id\": \"a\", \"text\": \"Un mot.\"}\n{\"id\": \"b\", \"text\": \n{\"id\": 3}\n{\"id\": \"d\", \"text\": \"Mot.\"}";
    let all: Vec<String> = CLEANER
        .articles(lines.as_bytes(), &hints())
        .into_iter()
        .map(|a| a.map_or_else(|e| e.to_string(), |a| a.id))
        .collect();
    assert_eq!(all.len(), 4);
    assert_eq!((all[0].as_str(), all[3].as_str()), ("a", "d"));
    assert!(all[1].starts_with("line 2: no valid JSON: EOF"), "{}", all[1]);
    assert_eq!(all[2], "line 3: a JSON object with neither \"text\" nor \"html\"");
    let first = "{\"id\": \"a\", \"te\n{\"id\": \"b\", \"text\": \"Mot.\"}\n";
    assert!(errors(first.as_bytes())[0].starts_with("line 1: no valid JSON"));
    assert_eq!(CLEANER.articles(first.as_bytes(), &hints()).len(), 2);
}

#[test]
fn damage_is_named() {
    let check = |bytes: &[u8], expected: &str| assert_eq!(errors(bytes), [expected]);
    check(b"", "there is no text in it");
    check(b" \n\t", "there is no text in it");
    check(b"%PDF-1.4 \x00\x01", "a PDF file, not text, HTML or JSON");
    check(&[0, 159, 146, 150, 1, 2, 3, 4], "binary data, not text, HTML or JSON");
    let packed = gzip(TEXT.repeat(50).as_bytes());
    check(&packed[..packed.len() / 2], "the gzip stream ends too early: the file is truncated");
    let mut damaged = packed.clone();
    damaged[20..40].fill(0xFF);
    check(&damaged, "the gzip stream is damaged");
    let noise: Vec<u8> = (0..4000u32).map(|i| 0x80 + (i * i * 31 % 127) as u8).collect();
    check(&noise, "neither UTF-8 nor any other encoding that fits the bytes");
    check(b"[{\"text\": \"a\"", "element 1: no valid JSON: the array ends within an object");
}

#[test]
fn a_bomb_is_bounded() {
    let bomb = gzip(&vec![b' '; 80_000_000]);
    assert_eq!(errors(&bomb), ["a single document of more than 64 MB"]);
    let endless = std::io::repeat(b'a');
    let mut all = CLEANER.stream(endless, hints());
    assert_eq!(all.next().unwrap().unwrap_err().to_string(), "a single document of more than 64 MB");
    assert!(all.next().is_none());
    let line = b"{\"text\": \""
        .chain(std::io::repeat(b'a').take(70_000_000))
        .chain(&b"\"}\n{\"text\": \"b\"}\n"[..]);
    let all: Vec<bool> = CLEANER.stream(line, hints()).map(|a| a.is_ok()).collect();
    assert_eq!(all, [false, true]);
}

#[test]
fn encodings() {
    let page = PAGE.replace("<head>", "<head><meta charset=windows-1252>");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
    assert_eq!(one(&bytes).title.as_deref(), Some("Un poste de l’armée attaqué près de Diffa"));
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(one(&utf16).text, TEXT);
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
    assert_eq!(one(&bytes).text, TEXT);
}

#[test]
fn days_of_publication() {
    let body = "Des hommes armés ont attaqué dimanche soir un poste de l’armée près de Diffa, a annoncé le gouverneur.\n";
    let text = |head: &str| format!("{head}\n\n{body}\n{body}");
    let check = |input: &str, expected: &str| {
        let published = one(input.as_bytes()).published.map(|d| d.to_string());
        assert_eq!(published.as_deref().unwrap_or_default(), expected, "{input}");
    };
    check(&text("Un poste attaqué près de Diffa\nPublié le 28/03/2021 à 10:04"), "2021-03-28");
    check(&text("Un poste attaqué près de Diffa\nPar Awa Diop\n28 mars 2021"), "2021-03-28");
    check(&text("23-11-2024 03:52 AM Beirut Time\n\nUn poste attaqué près de Diffa"), "");
    check(&text("Dimanche 28 mars 2021\n\nUn poste attaqué près de Diffa"), "");
    check(
        &format!(
            "{body}\nUn rapport publié le 3 mars 2021 par l’ONU accuse l’armée d’exactions dans la région.\n"
        ),
        "",
    );
    let page = |day: &str| {
        format!("<html><body><h1>Un poste attaqué près de Diffa</h1><p>{day}</p><p>{body}</p><p>{body}</p>")
    };
    check(&page("Mis en ligne le 28 mars 2021"), "2021-03-28");
    check(&page("dimanche 28 mars 2021"), "2021-03-28");
    check(&page("Mis à jour le 28 mars 2021"), "");
}
