//! What a page says of itself: JSON-LD, OpenGraph, `<meta>`, `<time>`.

use selon_model::PartialDate;
use serde_json::Value;

use super::scan::{Scanner, Tag, Token, decode_entities};
use crate::chars::{fold, tokens};
use crate::dates;

/// Title, author, outlet, address, date and language of a page, each from the best place that has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<PartialDate>,
    pub(crate) language: Option<String>,
}

/// A value and the rank of its place: the lowest rank wins, the first of equals.
#[derive(Debug, Default)]
struct Best(Option<(u8, String)>);

impl Best {
    fn offer(&mut self, rank: u8, value: &str) {
        let value = tidy(value);
        if !value.is_empty() && self.0.as_ref().is_none_or(|(held, _)| rank < *held) {
            self.0 = Some((rank, value));
        }
    }

    fn take(self) -> Option<String> {
        self.0.map(|(_, value)| value)
    }
}

#[derive(Debug, Default)]
struct Found {
    title: Best,
    /// The page's headings of the first level: the headline, and perhaps the name of the site.
    headlines: Vec<String>,
    author: Best,
    outlet: Best,
    url: Best,
    published: Best,
    language: Best,
}

/// Reads a page's metadata in one walk over its tags.
pub(crate) fn read(page: &str) -> Metadata {
    let mut found = Found::default();
    let mut reader = Reader::default();
    for token in Scanner::new(page) {
        reader.token(page, token, &mut found);
    }
    found.metadata()
}

/// What the walk has to remember from one token to the next.
#[derive(Debug, Default)]
struct Reader {
    json_ld: bool,
    /// The element whose text is being gathered, and the text.
    open: Option<(Gather, String)>,
    in_article: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gather {
    Title,
    Heading,
    Author,
}

/// No title or name is longer, in bytes.
const MAX_GATHERED: usize = 1000;

impl Reader {
    fn token(&mut self, page: &str, token: Token<'_>, found: &mut Found) {
        match token {
            Token::Raw(range) if std::mem::take(&mut self.json_ld) => found.json_ld(&page[range]),
            Token::Text(range) => {
                if let Some((_, text)) = &mut self.open
                    && text.len() < MAX_GATHERED
                {
                    text.push_str(&decode_entities(&page[range]));
                }
            }
            Token::Start(tag) => self.start(&tag, found),
            Token::End(tag) => self.end(&tag, found),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, found: &mut Found) {
        self.json_ld = tag.is("script")
            && tag.attribute("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        if tag.is("meta") {
            found.meta(tag);
        } else if tag.is("html") {
            found.language.offer(1, &tag.attribute("lang").unwrap_or_default());
        } else if tag.is("link") && tag.attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical"))
        {
            found.url.offer(1, &tag.attribute("href").unwrap_or_default());
        } else if tag.is("article") || tag.is("main") {
            self.in_article += 1;
        } else if tag.is("time") {
            found.time(tag, self.in_article > 0);
        }
        let gather = if tag.is("title") {
            Some(Gather::Title)
        } else if tag.is("h1") {
            Some(Gather::Heading)
        } else {
            names_author(tag).then_some(Gather::Author)
        };
        if let Some(gather) = gather.filter(|_| self.open.is_none()) {
            self.open = Some((gather, String::new()));
        }
    }

    fn end(&mut self, tag: &Tag<'_>, found: &mut Found) {
        if tag.is("article") || tag.is("main") {
            self.in_article = self.in_article.saturating_sub(1);
        }
        let closes = |gather| match gather {
            Gather::Title => tag.is("title"),
            Gather::Heading => tag.is("h1"),
            Gather::Author => true,
        };
        if let Some((gather, text)) = self.open.take_if(|(gather, _)| closes(*gather)) {
            match gather {
                Gather::Title => found.title.offer(5, &text),
                Gather::Heading => found.headlines.push(tidy(&text)),
                Gather::Author => found.author.offer(3, &text),
            }
        }
    }
}

fn names_author(tag: &Tag<'_>) -> bool {
    tag.attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("author"))
        || tag.attribute("itemprop").is_some_and(|p| p == "author") && !tag.is("meta") && !tag.is("div")
}

/// A page's title without the site's name at its end; `guess` takes a few words after the last mark for it.
fn without_site<'a>(title: &'a str, outlet: Option<&str>, guess: bool) -> &'a str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " « "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let named = outlet.is_some_and(|outlet| fold(outlet) == fold(tail));
            let short = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 4;
            if named || guess && short {
                return head;
            }
        }
    }
    title
}

/// Share of the words of a headline that a title has too.
fn shared(headline: &str, title: &str) -> f64 {
    let title = tokens(title, 60);
    let words = tokens(headline, 60);
    let both = words.iter().filter(|w| title.contains(w)).count();
    both as f64 / words.len().max(1) as f64
}

impl Found {
    fn meta(&mut self, tag: &Tag<'_>) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|n| tag.attribute(n));
        let (Some(name), Some(content)) = (name, tag.attribute("content")) else { return };
        match name.to_ascii_lowercase().as_str() {
            "og:title" => self.title.offer(2, &content),
            "twitter:title" | "dc.title" => self.title.offer(4, &content),
            "og:site_name" => self.outlet.offer(2, &content),
            "application-name" | "dc.publisher" | "publisher" => self.outlet.offer(3, &content),
            "og:url" => self.url.offer(2, &content),
            "author" | "dc.creator" | "parsely-author" | "sailthru.author" | "byl" => {
                self.author(2, &content)
            }
            "article:author" | "og:article:author" => self.author(4, &content),
            "article:published_time" | "og:article:published_time" | "og:published_time" => {
                self.date(2, &content)
            }
            "datepublished"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dcterms.issued"
            | "dcterms.date"
            | "parsely-pub-date"
            | "sailthru.date"
            | "pubdate"
            | "publish-date"
            | "publish_date"
            | "publication_date"
            | "article.published"
            | "cxenseparse:recs:publishtime"
            | "datecreated" => {
                self.date(3, &content);
            }
            "content-language" | "dc.language" => self.language.offer(3, &content),
            "og:locale" => self.language.offer(2, &content),
            _ => {}
        }
    }

    /// An author's name; some sites give the address of a profile instead.
    fn author(&mut self, rank: u8, value: &str) {
        if !value.contains("://") && !value.starts_with('@') {
            self.author.offer(rank, value);
        }
    }

    fn date(&mut self, rank: u8, value: &str) {
        if let Some(date) = dates::read(value) {
            self.published.offer(rank, &date.to_string());
        }
    }

    /// `<time>` where its attributes or its place say that it is the article's: a clock in a page's head is not.
    fn time(&mut self, tag: &Tag<'_>, in_article: bool) {
        let Some(stamp) = tag.attribute("datetime") else { return };
        let class = tag.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let updated = ["updat", "modif", "maj"].iter().any(|w| class.contains(w));
        let named = tag.has("pubdate") || tag.attribute("itemprop").is_some_and(|p| p == "datePublished");
        let classed =
            ["publish", "publi", "entry-date", "post-date"].iter().any(|w| class.contains(w)) && !updated;
        if named {
            self.date(3, &stamp);
        } else if classed {
            self.date(4, &stamp);
        } else if in_article && !updated {
            self.date(5, &stamp);
        }
    }

    fn json_ld(&mut self, script: &str) {
        let script = script.trim().trim_start_matches("<![CDATA[").trim_start_matches("//<![CDATA[");
        // A script may end in a comment or a stray semicolon: the first value of it counts.
        let mut values = serde_json::Deserializer::from_str(script).into_iter::<Value>();
        if let Some(Ok(value)) = values.next() {
            self.node(&value);
        }
    }

    fn node(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.node(item)),
            Value::Object(fields) => {
                if is_article(value) {
                    self.article(value);
                } else if is_type(value, "WebSite") {
                    self.outlet.offer(4, text(value, "name"));
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = fields.get(key).filter(|v| v.is_array() || v.is_object()) {
                        self.node(inner);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, article: &Value) {
        self.title.offer(1, &decode_entities(text(article, "headline")));
        self.date(1, text(article, "datePublished"));
        self.author(1, &names(&article["author"]));
        self.outlet.offer(1, text(&article["publisher"], "name"));
        self.language.offer(0, text(article, "inLanguage"));
        self.url.offer(3, text(article, "url"));
    }

    /// The headline that readers see, where it is the title that the metadata give in other words or cut short.
    fn headline(&self) -> Option<String> {
        const ALIKE: f64 = 0.5;
        const WHOLE: f64 = 0.4;
        let Some((rank, title)) = &self.title.0 else { return self.headlines.first().cloned() };
        let outlet = self.outlet.0.as_ref().map(|(_, outlet)| outlet.as_str());
        let title = without_site(title, outlet, *rank == 5);
        let seen = self.headlines.iter().filter(|h| h.split_whitespace().count() >= 3);
        // The site's own name may stand in the title too.
        let whole = |h: &&String| shared(title, h) >= WHOLE;
        let likely = seen.filter(whole).map(|h| (shared(h, title), h)).filter(|(share, _)| *share >= ALIKE);
        let best = likely.max_by(|a, b| a.0.total_cmp(&b.0));
        Some(best.map_or(title, |(_, headline)| headline).to_owned())
    }

    fn metadata(mut self) -> Metadata {
        self.headlines.retain(|h| !h.is_empty());
        Metadata {
            title: self.headline(),
            author: self.author.take(),
            outlet: self.outlet.take(),
            url: self.url.take().filter(|u| u.starts_with("http")),
            published: self.published.take().and_then(|d| PartialDate::parse(&d)),
            language: self.language.take().and_then(|l| crate::json::language_code(&l)),
        }
    }
}

fn is_article(value: &Value) -> bool {
    [
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "BlogPosting",
        "AnalysisNewsArticle",
        "LiveBlogPosting",
    ]
    .iter()
    .any(|kind| is_type(value, kind))
}

fn is_type(value: &Value, kind: &str) -> bool {
    match &value["@type"] {
        Value::String(name) => name == kind,
        Value::Array(names) => names.iter().any(|n| n == kind),
        _ => false,
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

/// The names of a person, of several, or a bare name.
fn names(value: &Value) -> String {
    match value {
        Value::String(name) => name.clone(),
        Value::Object(_) => text(value, "name").to_owned(),
        Value::Array(people) => {
            people.iter().map(names).filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// A value with single spaces.
fn tidy(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_comes_first() {
        let page = r#"<html lang="fr-FR"><head><title>Gao : un convoi attaqué - Sahel Matin</title>
            <meta property="og:title" content="Gao&nbsp;: un convoi attaqué"><meta property="og:site_name" content="Sahel Matin">
            <meta property="article:published_time" content="2021-03-27T23:00:00Z">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"sahelmatin"},
            {"@type":["NewsArticle"],"headline":"Gao : un convoi de l&#039;ONU attaqué","datePublished":"2021-03-28T08:00:00+02:00",
            "author":[{"name":"Awa Diop"},{"name":"AFP"}],"publisher":{"name":"Sahel Matin"}}]}</script></head>"#;
        let found = read(page);
        assert_eq!(found.title.as_deref(), Some("Gao : un convoi de l'ONU attaqué"));
        assert_eq!(found.published.map(|d| d.to_string()).as_deref(), Some("2021-03-28"));
        assert_eq!(found.author.as_deref(), Some("Awa Diop, AFP"));
        assert_eq!(found.outlet.as_deref(), Some("Sahel Matin"));
        assert_eq!(found.language.as_deref(), Some("fr"));
    }

    #[test]
    fn titles_lose_the_name_of_the_site() {
        let title = |page| read(page).title.unwrap_or_default();
        assert_eq!(
            title("<title>Gao : un convoi de l'ONU attaqué - Sahel Matin</title>"),
            "Gao : un convoi de l'ONU attaqué"
        );
        let suffixed =
            "<meta property=og:site_name content=RX><meta property=og:title content='Gao attaquée - RX'>";
        assert_eq!(title(suffixed), "Gao attaquée");
        let seen = "<h1>Le Fil</h1><meta property=og:title content='Gao : un convoi de l’ONU atta…'><h1>Gao : un convoi de l’ONU attaqué</h1>";
        assert_eq!(title(seen), "Gao : un convoi de l’ONU attaqué");
        let other =
            "<meta property=og:title content='Gao : un convoi attaqué'><h1>Toute l’actualité du fleuve</h1>";
        assert_eq!(title(other), "Gao : un convoi attaqué");
        assert_eq!(title("<h1>Un convoi <b>attaqué</b></h1>"), "Un convoi attaqué");
    }

    #[test]
    fn only_times_of_the_article_count() {
        let date = |page| read(page).published.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(date("<header><time datetime='2024-11-23'></header>"), "");
        assert_eq!(
            date("<time datetime=2024-11-23></time><article><time datetime='2021-03-28T10:00'>"),
            "2021-03-28"
        );
        assert_eq!(
            date("<article><time class=updated datetime=2021-04-01><time datetime=2021-03-28>"),
            "2021-03-28"
        );
        assert_eq!(date("<time itemprop=datePublished datetime=2020-02-02>"), "2020-02-02");
    }

    #[test]
    fn broken_metadata_is_passed_over() {
        assert_eq!(
            read("<script type='application/ld+json'>{\"@type\": </script><meta name=date content=hier>"),
            Metadata::default()
        );
    }
}
