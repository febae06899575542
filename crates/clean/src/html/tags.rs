//! What the name and the attributes of an element say of what stands in it.

use super::scan::Tag;

/// How far an element is from the article, by its own tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Margin {
    /// Nothing speaks against it.
    None,
    /// Its name or class is one of boilerplate; sites wrap articles in such elements too.
    Likely,
    /// Readers' comments: sentences like those of an article, and often more of them.
    Comments,
    /// Its text is not shown at all.
    Hidden,
}

#[rustfmt::skip]
const INLINE: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font",
    "hi", "i", "img", "ins", "kbd", "label", "mark", "q", "ref", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];
#[rustfmt::skip]
const VOID: [&str; 12] = [
    "area", "base", "basefont", "col", "embed", "hr", "input", "link", "meta", "param", "source", "track",
];
const HIDDEN: [&str; 5] = ["head", "noscript", "template", "svg", "math"];
#[rustfmt::skip]
const MARGINS: [&str; 10] = [
    "nav", "footer", "aside", "form", "button", "select", "figure", "figcaption", "dialog", "caption",
];
const ROLES: [&str; 7] =
    ["navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alert"];
/// The elements whose open ones are counted by name; all others are one name.
#[rustfmt::skip]
const BLOCKS: [&str; 44] = [
    "div", "p", "li", "ul", "ol", "td", "tr", "table", "tbody", "thead", "tfoot", "th", "section", "article",
    "main", "header", "footer", "nav", "aside", "form", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5",
    "h6", "blockquote", "dl", "dt", "dd", "pre", "center", "body", "html", "head", "button", "select", "option",
    "noscript", "svg", "template", "title",
];
pub(crate) const NAMES: usize = BLOCKS.len() + 1;

/// Words of class names and ids by which sites mark boilerplate, in the parts between hyphens and capitals.
#[rustfmt::skip]
const LIKELY: [&str; 85] = [
    "ad", "ads", "advert", "advertisement", "annonce", "archives", "ariane", "banner", "bio", "breadcrumb",
    "breadcrumbs", "caption", "captions", "card", "cards", "carousel", "catcher", "colophon", "connexe",
    "connexes", "consent", "cookie", "cookies", "copyright", "credit", "didomi", "disclaimer", "editor",
    "footer", "footnotes", "gallery", "gdpr", "inread", "interstitial", "konular", "latest", "legende", "links",
    "menu", "meta", "modal", "more", "nav", "navbar", "navigation", "newsletter", "newsletters", "notes", "outils",
    "pager", "pagination", "partage", "paywall", "pied", "popular", "popup", "print", "promo", "promotion", "pub", "pullquote",
    "publicite", "rail", "recommended", "recs", "related", "rgpd", "share", "sharedaddy", "shares", "sharing",
    "sidebar", "similaires", "social", "sponsor", "sponsored", "subscribe", "suggestions", "tags", "teaser",
    "teasers", "toolbar", "tools", "uyari", "widget",
];
#[rustfmt::skip]
const COMMENTS: [&str; 12] = [
    "comment", "comments", "commentaire", "commentaires", "commentlist", "disqus", "reaction", "reactions",
    "replies", "reply", "respond", "forum",
];
/// Words by which sites mark the article itself.
const CONTENT: [&str; 7] = ["content", "contenu", "body", "article", "texte", "text", "main"];

/// Words of classes that only lay a page out: elements that share them need not be alike.
const LAYOUT: [&str; 10] =
    ["row", "col", "grid", "container", "wrapper", "wrap", "section", "clearfix", "block", "inner"];

/// What the walk has to know of a start tag that opens a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) margin: Margin,
    /// The same for elements of the same name and classes, figures aside; none for those without a class.
    pub(crate) signature: u64,
}

pub(crate) fn is_inline(tag: &Tag<'_>) -> bool {
    tag.is_one_of(&INLINE)
}

pub(crate) fn is_void(tag: &Tag<'_>) -> bool {
    tag.is_one_of(&VOID) || tag.attributes.ends_with('/') && name(tag) + 1 == NAMES
}

/// The number of an element's name, below [`NAMES`].
pub(crate) fn name(tag: &Tag<'_>) -> usize {
    BLOCKS.iter().position(|name| tag.is(name)).unwrap_or(BLOCKS.len())
}

/// The numbers of some names.
pub(crate) fn is_name(name: usize, names: &[&str]) -> bool {
    BLOCKS.get(name).is_some_and(|n| names.contains(n))
}

/// Elements that end where another one of them begins, and those that hold them.
pub(crate) fn siblings(name: usize) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match *BLOCKS.get(name)? {
        "li" => Some((&["li"], &["ul", "ol", "table"])),
        "dt" | "dd" => Some((&["dt", "dd"], &["dl", "table"])),
        "td" | "th" => Some((&["td", "th"], &["tr", "table"])),
        "tr" => Some((&["tr"], &["table", "tbody", "thead", "tfoot"])),
        "option" => Some((&["option"], &["select"])),
        _ => None,
    }
}

pub(crate) fn block(tag: &Tag<'_>) -> Block {
    let mut margin = if tag.is_one_of(&HIDDEN) {
        Margin::Hidden
    } else if tag.is_one_of(&MARGINS) {
        Margin::Likely
    } else {
        Margin::None
    };
    let mut signature = 0;
    // Classes of a page's own elements speak of the page.
    let judged = !tag.is("html") && !tag.is("body");
    for (name, value) in tag.attributes().filter(|_| judged) {
        let classes = name.eq_ignore_ascii_case("class");
        if classes {
            let layout = |word: &str| {
                LAYOUT.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()) || word.len() < 3
            };
            let alike = !value.split_whitespace().flat_map(words).all(layout);
            signature = if alike { hashed(tag.name, value) } else { 0 };
        }
        if classes || name.eq_ignore_ascii_case("id") {
            margin = margin.max(of_class(value));
        } else if is_hiding(name, value) || name.eq_ignore_ascii_case("role") && ROLES.contains(&value) {
            margin = margin.max(Margin::Likely);
        }
    }
    Block { margin, signature }
}

fn is_hiding(name: &str, value: &str) -> bool {
    let styled = || value.replace(' ', "").to_ascii_lowercase().contains("display:none");
    name.eq_ignore_ascii_case("hidden")
        || name.eq_ignore_ascii_case("aria-hidden") && value == "true"
        || name.eq_ignore_ascii_case("style") && styled()
}

/// What class names or an id say. Of the words of one class the last counts: "post-content" is content, "content-tags"
/// are tags; a class of content goes before the others.
fn of_class(value: &str) -> Margin {
    let (mut margin, mut content) = (Margin::None, false);
    for class in value.split_whitespace().take(24) {
        let mut last = None;
        for word in words(class) {
            let is = |names: &[&str]| names.iter().any(|n| word.eq_ignore_ascii_case(n));
            if is(&COMMENTS) {
                return Margin::Comments;
            }
            last = if is(&LIKELY) {
                Some(Margin::Likely)
            } else if is(&CONTENT) {
                Some(Margin::None)
            } else {
                last
            };
        }
        margin = margin.max(last.unwrap_or(Margin::None));
        content |= last == Some(Margin::None);
    }
    if content { Margin::None } else { margin }
}

/// The parts of a class name: "sd-sharingBox" is "sd", "sharing", "Box".
fn words(class: &str) -> impl Iterator<Item = &str> {
    class.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let border = rest
                .as_bytes()
                .windows(2)
                .position(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
            let (word, tail) = rest.split_at(border.map_or(rest.len(), |at| at + 1));
            rest = tail;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// FNV-1a of a name and its classes without figures.
fn hashed(name: &str, classes: &str) -> u64 {
    let bytes = name.bytes().chain([b' ']).chain(classes.bytes());
    let kept = bytes.filter(|b| !b.is_ascii_digit()).map(|b| u64::from(b.to_ascii_lowercase()));
    kept.fold(0xCBF2_9CE4_8422_2325, |hash, b| (hash ^ b).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Scanner, Token};
    use super::*;

    fn first(html: &str) -> Block {
        match Scanner::new(html).next() {
            Some(Token::Start(tag)) => block(&tag),
            other => panic!("no tag: {other:?}"),
        }
    }

    #[test]
    fn margins() {
        let check = |html: &str, expected| assert_eq!(first(html).margin, expected, "{html}");
        check("<nav>", Margin::Likely);
        check("<div class='c-card relatedPosts'>", Margin::Likely);
        check("<div class='elementor-widget elementor-widget-theme-post-content'>", Margin::None);
        check("<div id=Comments>", Margin::Comments);
        check("<div style='display: none'>", Margin::Likely);
        check("<body class='has-sidebar comments-open'>", Margin::None);
        check("<div class=leads>", Margin::None);
        check("<div class='b-article-body__interstitial-link'>", Margin::Likely);
        check("<svg>", Margin::Hidden);
    }

    #[test]
    fn signatures_pass_over_figures() {
        assert_eq!(first("<li class='item item-3'>").signature, first("<li class='item item-14'>").signature);
        assert_ne!(first("<li class=item>").signature, first("<p class=item>").signature);
        assert_eq!(first("<div class='row col-md-4'>").signature, 0);
    }
}
