//! The layouts: each is written after a kind of site, with class names as such sites have them.

use std::fmt::Write as _;

use super::prose::{Report, Writer};

pub(crate) type Layout = fn(&Report, &mut Writer, usize) -> String;

pub(crate) const ALL: [(&str, Layout); 18] = [
    ("wordpress", wordpress),
    ("broadcaster", broadcaster),
    ("daily", daily),
    ("aggregator", aggregator),
    ("spip", spip),
    ("blogger", blogger),
    ("tables", tables),
    ("drupal", drupal),
    ("agency", agency),
    ("components", components),
    ("donations", donations),
    ("application", application),
    ("amp", amp),
    ("magazine", magazine),
    ("quarrel", quarrel),
    ("soup", soup),
    ("paywall", paywall),
    ("ministry", ministry),
];

/// Scripts and styles of at least so many kilobytes.
fn ballast(kilobytes: usize) -> String {
    let script = "window.dataLayer=window.dataLayer||[];function track(e,t){if(e<t&&t>0){dataLayer.push({'event':'<p>'+e})}}\n";
    let style =
        ".c-menu__item--active>a:hover,.o-layout-list__item{margin:0 auto;padding:4px 8px;color:#123456}\n";
    let times = kilobytes * 1024 / (script.len() + style.len());
    format!("<script>{}</script><style>{}</style>", script.repeat(times), style.repeat(times))
}

fn menu(writer: &mut Writer, items: usize) -> String {
    const NAMES: [&str; 10] = [
        "Accueil",
        "Afrique",
        "Monde",
        "Économie",
        "Culture",
        "Sports",
        "Vidéos",
        "Podcasts",
        "Débats",
        "Sciences et santé",
    ];
    let mut html = String::from("<ul class=\"menu\">");
    for at in 0..items {
        let _ = write!(
            html,
            "<li class=\"menu-item menu-item-{at}\"><a href=\"/rubrique/{at}\">{}</a></li>",
            writer.pick(&NAMES)
        );
    }
    html + "</ul>"
}

/// Boxes with a picture, a headline and a sentence of other articles.
fn cards(writer: &mut Writer, number: usize) -> String {
    let mut html = String::new();
    for at in 0..number {
        let _ = write!(
            html,
            "<div class=\"card\"><a href=\"/article/{at}\"><img src=\"/i/{at}.jpg\" alt=\"\"><h3>{}</h3></a><p class=\"card-summary\">{}</p>\
             <span class=\"date\">Il y a {} heures</span></div>",
            writer.teaser(),
            writer.teaser(),
            at + 2
        );
    }
    html
}

/// Readers' comments: sentences like those of an article.
fn comments(writer: &mut Writer, number: usize, item: &str) -> String {
    let mut html = String::new();
    for at in 0..number {
        let _ = write!(
            html,
            "<{item} class=\"comment even\" id=\"comment-{at}\"><cite class=\"fn\">Lecteur{at}</cite> <span class=\"says\">dit :</span>\
             <div class=\"comment-content\"><p>{} Franchement, on nous cache tout depuis le début de cette guerre.</p></div>\
             <a class=\"comment-reply-link\" href=\"#\">Répondre</a></{item}>",
            writer.paragraph()
        );
    }
    html
}

/// The body's paragraphs in a wrapper each; `between` comes after the second.
fn body(report: &Report, heading: (&str, &str), wrap: (&str, &str), between: &str) -> String {
    let mut html = String::new();
    let mut count = 0;
    for (title, paragraphs) in &report.sections {
        if let Some(title) = title {
            let _ = writeln!(html, "{}{title}{}", heading.0, heading.1);
        }
        for paragraph in paragraphs {
            let _ = writeln!(html, "{}{paragraph}{}", wrap.0, wrap.1);
            count += 1;
            if count == 2 {
                html.push_str(between);
            }
        }
    }
    html
}

fn head(report: &Report, site: &str, extra: &str, weight: usize) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"fr-FR\"><head><meta charset=\"utf-8\"><title>{0} - {site}</title>\
         <meta property=\"og:title\" content=\"{0}\"><meta property=\"og:site_name\" content=\"{site}\">{extra}{1}</head>\n",
        report.title,
        ballast(weight)
    )
}

fn wordpress(report: &Report, writer: &mut Writer, weight: usize) -> String {
    let teaser = format!("<p><strong>Lire aussi : <a href=\"/x\">{}</a></strong></p>", writer.teaser());
    format!(
        "{}<body class=\"post-template-default single single-post\"><div id=\"page\" class=\"site\"><header id=\"masthead\">{}</header>\
         <div id=\"content\"><main id=\"main\"><article id=\"post-4512\" class=\"post type-post hentry\"><header class=\"entry-header\">\
         <h1 class=\"entry-title\">{}</h1><div class=\"entry-meta\">Publié le <time class=\"entry-date published\" datetime=\"2021-03-28T10:00:00+00:00\">28 mars 2021</time> par <a rel=\"author\" href=\"/a\">La rédaction</a></div></header>\
         <div class=\"entry-content\"><p><strong>{}</strong></p>{}<div class=\"sharedaddy sd-sharing-enabled\"><h3 class=\"sd-title\">Partager :</h3><ul><li><a>Cliquez pour partager sur Twitter(ouvre dans une nouvelle fenêtre)</a></li><li><a>Facebook</a></li></ul></div>\
         <div class=\"jp-relatedposts\"><h3>Articles similaires</h3>{}</div></div><footer class=\"entry-footer\">Étiquettes : <a>Armée</a>, <a>Sahel</a></footer></article>\
         <nav class=\"post-navigation\"><a>Article précédent {}</a></nav><div id=\"comments\" class=\"comments-area\"><h2>4 réflexions sur « {} »</h2><ol class=\"comment-list\">{}</ol>\
         <div id=\"respond\"><h3>Laisser un commentaire</h3><p>Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *</p></div></div></main></div>\
         <aside id=\"secondary\" class=\"widget-area\"><h2>Articles récents</h2>{}{}</aside><footer>Fièrement propulsé par WordPress</footer></div></body></html>",
        head(report, "Sahel Carnets", "", weight),
        menu(writer, 40),
        report.title,
        report.lead,
        body(report, ("<h2>", "</h2>"), ("<p>", "</p>"), &teaser),
        cards(writer, 3),
        writer.teaser(),
        report.title,
        comments(writer, 4, "li"),
        menu(writer, 20),
        cards(writer, 5),
    )
}

fn broadcaster(report: &Report, writer: &mut Writer, weight: usize) -> String {
    let promo = "<div class=\"m-em-promo\"><p>Recevez toute l’actualité internationale directement dans votre boîte mail</p><a>Je m’abonne</a></div>\
                 <div class=\"o-self-promo\"><p>La suite après cette publicité</p></div>";
    let meta = "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"datePublished\":\"2021-03-28T08:00:00+02:00\",\"author\":{\"@type\":\"Person\",\"name\":\"La rédaction\"}}</script>";
    format!(
        "{}<body><header class=\"o-header\"><nav>{}</nav></header><div class=\"l-main\"><main><article class=\"t-content\"><div class=\"t-content__tags\"><a>Afrique</a></div>\
         <h1 class=\"t-content__title a-page-title\">{}</h1><div class=\"t-content__dates\"><p>Publié le : <time datetime=\"2021-03-28T08:00:00+02:00\">28/03/2021 - 08:00</time></p></div>\
         <figure class=\"t-content__main-media\"><img src=\"a.jpg\"><figcaption>Une patrouille dans la région, en 2019. © AFP / Archives</figcaption></figure>\
         <div class=\"t-content__by\">Texte par : La rédaction avec AFP <span>Suivre</span> 3 min</div><p class=\"t-content__chapo\">{}</p><div class=\"t-content__body u-clearfix\">{}</div>\
         <div class=\"m-em-newsletter\"><p>Ne manquez rien de l’actualité internationale grâce à la newsletter</p></div></article></main>\
         <aside><h2>Les plus lus</h2>{}</aside></div><footer>{}<p>© 2021 Copyright Radio Monde. Tous droits réservés.</p></footer></body></html>",
        head(report, "Radio Monde", meta, weight),
        menu(writer, 90),
        report.title,
        report.lead,
        body(report, ("<h2>", "</h2>"), ("<p>", "</p>"), promo),
        cards(writer, 8),
        menu(writer, 60),
    )
}

fn daily(report: &Report, writer: &mut Writer, weight: usize) -> String {
    let inside = format!(
        "<section class=\"catcher catcher--inline\"><span class=\"catcher__content\">Lire aussi</span><a class=\"js-article-read-also\">{}</a></section>\
         <div id=\"inread_top-1\" class=\"dfp__container\" data-format=\"inread\"></div>",
        writer.teaser()
    );
    format!(
        "{}<body id=\"js-body\"><header><nav>{}</nav></header><main role=\"main\"><section class=\"zone zone--article\"><header class=\"article__header\"><ul class=\"breadcrumb\"><li><a>International</a></li></ul>\
         <h1 class=\"article__title\">{}</h1><p class=\"article__desc\">{}</p><section class=\"meta meta__social\"><p>Le Quotidien avec AFP</p><p class=\"meta__date\">Publié le 28 mars 2021 à 08h00 - Mis à jour le 28 mars 2021 à 11h40</p><p class=\"meta__reading-time\">Temps de Lecture 3 min.</p></section></header>\
         <section class=\"article__wrapper\"><article class=\"article__content old__article-content-single\">{}<section class=\"author\"><p>Le Quotidien avec AFP</p></section></article>\
         <section class=\"friend\"><p>Vous pouvez partager un article en cliquant sur les icônes de partage en haut à droite de celui-ci.</p></section></section></section>\
         <section class=\"river\"><h4>Dans la même rubrique</h4>{}</section></main><footer>{}</footer></body></html>",
        head(
            report,
            "Le Quotidien",
            "<meta property=\"og:article:published_time\" content=\"2021-03-28T06:00:00+00:00\">",
            weight
        ),
        menu(writer, 120),
        report.title,
        report.lead,
        body(
            report,
            ("<h2 class=\"article__sub-title\">", "</h2>"),
            ("<p class=\"article__paragraph \">", "</p>"),
            &inside
        ),
        cards(writer, 12),
        menu(writer, 80),
    )
}

fn aggregator(report: &Report, writer: &mut Writer, weight: usize) -> String {
    let mut links = String::new();
    for _ in 0..60 {
        let _ = write!(links, "<li class=\"item\"><a href=\"/stories/2.html\">{}</a></li>", writer.teaser());
    }
    format!(
        "{}<body><div class=\"header\">{}</div><div class=\"page-header\"><h1>{}</h1></div><div class=\"container\"><div class=\"story-body\"><cite class=\"byline\">28 mars 2021</cite><div class=\"publisher-logo\"><a>Radio Monde</a></div>\
         <p class=\"story-body-text story-body-text-first\"><strong>{}</strong></p>{}<p class=\"story-body-text\">Lire l’article original sur <a>Radio Monde</a>.</p></div>\
         <div class=\"story-tags\"><h4>Tagged:</h4><ul><li><a>Conflits</a></li><li><a>Paix et sécurité</a></li></ul></div><div class=\"copyright\">Copyright © 2021 Radio Monde. Tous droits réservés. Distribué par TousMédias.</div></div>\
         <div class=\"sidebar\"><h3>Les plus lues</h3><ul>{links}</ul></div><div class=\"footer\"><p>TousMédias publie environ 500 articles par jour de plus de 100 agences et journaux.</p></div></body></html>",
        head(report, "TousMédias", "<meta name=\"date\" content=\"2021-03-28\">", weight),
        menu(writer, 150),
        report.title,
        report.lead,
        body(report, ("<h3>", "</h3>"), ("<p class=\"story-body-text\">", "</p>"), ""),
    )
}

fn spip(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><div id=\"page\"><div id=\"nav\">{}</div><div id=\"conteneur\"><div id=\"contenu\"><div class=\"cartouche\"><h1 class=\"titre\">{}</h1><p class=\"info-publi\">dimanche 28 mars 2021</p></div>\
         <div class=\"chapo\"><p>{}</p></div><div class=\"texte\">{}</div><div class=\"notes\"></div><h2>Voir aussi, sur notre site :</h2><ul class=\"liste-articles\"><li><a>{}</a></li><li><a>{}</a></li></ul>\
         <div id=\"forum\"><h2 class=\"structure\">12 Commentaires</h2><p>AVERTISSEMENT ! Tous les commentaires appartiennent à leurs auteurs respectifs et ne sauraient engager la responsabilité du site.</p><ul class=\"forum\">{}</ul></div></div></div>\
         <div id=\"extra\">{}</div></div></body></html>",
        head(report, "Vigie", "", weight),
        menu(writer, 30),
        report.title,
        report.lead,
        body(report, ("<h3 class=\"spip\">", "</h3>"), ("<p class=\"spip\">", "</p>"), ""),
        writer.teaser(),
        writer.teaser(),
        comments(writer, 12, "li"),
        cards(writer, 4),
    )
}

fn blogger(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><div class=\"main-outer\"><h2 class=\"date-header\"><span>dimanche 28 mars 2021</span></h2><div class=\"post hentry uncustomized-post-template\"><h3 class=\"post-title entry-title\"><a>{}</a></h3>\
         <div class=\"post-body entry-content\"><b>{}</b><br /><br />{}</div><div class=\"post-footer\">Publié par <span class=\"fn\">Veille</span> à <a class=\"timestamp-link\"><abbr class=\"published\" title=\"2021-03-28T10:00:00-07:00\">10:00</abbr></a> Libellés : <a>Sahel</a></div></div>\
         <div class=\"comments\" id=\"comments\"><h4>2 commentaires:</h4><dl>{}</dl><p><a>Enregistrer un commentaire</a></p></div></div>\
         <div class=\"column-right-outer\"><h2>Archives du blog</h2>{}</div><div class=\"footer\">Thème Simple. Fourni par Blogger.</div></body></html>",
        head(report, "Veille du Sahel", "", weight),
        report.title,
        report.lead,
        body(report, ("<b>", "</b><br /><br />"), ("", "<br /><br />"), ""),
        comments(writer, 2, "dd"),
        menu(writer, 40),
    )
}

fn tables(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "<HTML><HEAD><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=utf-8\"><TITLE>{0}</TITLE>{1}</HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=780 ALIGN=center><TR><TD COLSPAN=3><FONT SIZE=1>{2}</FONT></TD></TR>\
         <TR><TD WIDTH=140 VALIGN=top><FONT FACE=Arial SIZE=1>{3}</FONT></TD><TD VALIGN=top><FONT FACE=Verdana SIZE=4><B>{0}</B></FONT><BR><BR><FONT FACE=Verdana SIZE=2><P>{4}{5}</FONT><P><FONT SIZE=1><A HREF=i>Imprimer</A> | <A HREF=e>Envoyer à un ami</A></FONT></TD>\
         <TD WIDTH=160 VALIGN=top>{6}</TD></TR></TABLE></BODY></HTML>",
        report.title,
        ballast(weight),
        menu(writer, 12),
        menu(writer, 40),
        report.lead,
        body(report, ("<P><B>", "</B>"), ("<P>", ""), ""),
        cards(writer, 3),
    )
}

fn drupal(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body class=\"html not-front node-type-article\"><div class=\"region region-header\">{}</div><div class=\"region region-content\"><div id=\"node-8812\" class=\"node node-article view-mode-full\"><h1 class=\"page-title\">{}</h1>\
         <div class=\"submitted\">Soumis par redaction le dim, 28/03/2021 - 08:00</div><div class=\"field field-name-field-image\"><img src=a><div class=\"field-name-field-legende\">Vue aérienne de la ville. Photo d’archives.</div></div>\
         <div class=\"field field-name-field-chapo\"><div class=\"field-item\"><p>{}</p></div></div><div class=\"field field-name-body\"><div class=\"field-items\"><div class=\"field-item even\">{}</div></div></div>\
         <div class=\"field field-name-field-tags\"><div class=\"field-label\">Mots clés :</div><a>armée</a> <a>attaque</a></div><ul class=\"links inline\"><li><a>Ajouter un commentaire</a></li></ul></div></div>\
         <div class=\"region region-sidebar-second\"><div class=\"block block-views\"><h2>À la une</h2>{}</div></div><div class=\"region region-footer\">{}</div></body></html>",
        head(report, "La Voix du Fleuve", "", weight),
        menu(writer, 50),
        report.title,
        report.lead,
        body(report, ("<h2>", "</h2>"), ("<p>", "</p>"), ""),
        cards(writer, 7),
        menu(writer, 30),
    )
}

fn agency(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><div class=\"c-layout\"><div class=\"c-header\">{}</div><div class=\"l-quotepage\"><div class=\"c-article\"><h1 class=\"c-title\">{}</h1><div class=\"c-source\"><span>information fournie par <strong>Agence</strong></span> <span>28/03/2021 à 08:00</span></div>\
         <div class=\"c-news-detail__content\"><div class=\"c-image\"><img><span>Des soldats à l’entrée de la ville ( Agence / - )</span></div><div>{}</div>{}</div></div>\
         <div class=\"c-block\"><h2>Valeurs associées</h2><table><tr><td>CAC 40</td><td>6 012,10</td><td>+0,4%</td></tr><tr><td>Pétrole Brent</td><td>64,10</td><td>-1,2%</td></tr></table></div>\
         <div class=\"c-block\"><h2>A lire aussi</h2>{}</div><div class=\"c-comments\"><h2>3 commentaires</h2><ul>{}</ul></div></div></div></body></html>",
        head(
            report,
            "Bourse en direct",
            "<meta itemprop=\"datePublished\" content=\"2021-03-28T08:00:00+02:00\">",
            weight
        ),
        menu(writer, 100),
        report.title,
        report.lead,
        body(report, ("<div><strong>", "</strong></div>"), ("<div>", "</div>"), ""),
        cards(writer, 6),
        comments(writer, 3, "li"),
    )
}

fn components(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><div id=\"root\"><header role=\"banner\"><nav>{}</nav></header><main role=\"main\"><h1 tabindex=\"-1\" class=\"bbc-1tk77pb\">{}</h1><section class=\"bbc-yabuuk\"><ul><li>Author, <span>La rédaction</span></li><li>Role, Journaliste</li></ul><time class=\"bbc-14xtggo\" datetime=\"2021-03-28\">28 mars 2021</time></section>\
         <figure class=\"bbc-1qn0xuy\"><img><figcaption>Légende image, Un soldat en faction, en 2019.</figcaption></figure><div dir=\"ltr\" class=\"bbc-19j92fr\"><p class=\"bbc-hhl7in\"><b>{}</b></p></div>{}\
         <section role=\"region\" aria-label=\"À lire aussi\"><strong>À lire sur le site :</strong><ul>{}</ul></section></main><section><h2>Les plus lus</h2>{}</section><footer><p>© 2021 MondeTV. MondeTV n’est pas responsable du contenu des sites externes.</p></footer></div></body></html>",
        head(report, "MondeTV", "", weight),
        menu(writer, 60),
        report.title,
        report.lead,
        body(
            report,
            ("<div dir=\"ltr\" class=\"bbc-19j92fr\"><h2 class=\"bbc-1aaitma\">", "</h2></div>"),
            ("<div dir=\"ltr\" class=\"bbc-19j92fr\"><p class=\"bbc-hhl7in\">", "</p></div>"),
            "<section class=\"bbc-promo\"><p><strong>Lire aussi sur MondeTV :</strong></p></section>",
        ),
        menu(writer, 5),
        cards(writer, 10),
    )
}

fn donations(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body class=\"elementor-default\"><div class=\"elementor-location-header\">{}</div><div class=\"elementor-location-single\"><div class=\"elementor-widget-theme-post-title\"><h1>{}</h1></div><div class=\"elementor-widget-theme-post-content\"><div class=\"elementor-widget-container\"><p>{}</p>{}\
         <p><em>Cet article vous a plu ? Notre association est à but non lucratif et ne subsiste que par la générosité de ses lecteurs. Merci de votre soutien !</em></p></div></div>\
         <div class=\"popup\"><p>Recevez la liste des nouveaux articles</p><p>Nous n’envoyons pas de messages indésirables ! Lisez notre politique de confidentialité pour plus d’informations.</p></div>\
         <p>Les commentaires sont fermés</p><h3>A lire absolument !</h3><div><p>Ce numéro de notre revue est un numéro spécial de cent pages. On y trouvera un dossier consacré à l’histoire des frontières.</p><p>A commander dès maintenant pour 10 € seulement !</p></div></div>\
         <div class=\"elementor-location-footer\">{}</div></body></html>",
        head(report, "Le Franc-Tireur", "", weight),
        menu(writer, 40),
        report.title,
        report.lead,
        body(report, ("<h3>", "</h3>"), ("<p style=\"text-align: justify;\">", "</p>"), ""),
        cards(writer, 4),
    )
}

fn application(report: &Report, writer: &mut Writer, weight: usize) -> String {
    let data = "{\"type\":\"paragraph\",\"html\":\"<p>Un autre article</p>\",\"id\":12},".repeat(weight * 8);
    format!(
        "{}<body><div id=\"__next\"><div class=\"sc-bdnxRM\"><nav>{}</nav></div><main class=\"sc-gtsrHT\"><article><header><span class=\"sc-kicker\">Conflits</span><h1 class=\"sc-dlnjPT\">{}</h1><div class=\"sc-hKFyIo\">Par La rédaction • 28 mars 2021 • 2 min</div></header>\
         <div class=\"sc-lead\">{}</div><div class=\"sc-body\">{}</div><div class=\"sc-share\"><button>Partager</button><button>Copier le lien</button></div></article><section class=\"sc-more\"><h2>Nos recommandations</h2>{}</section></main>\
         <div class=\"sc-cookie\"><p>Nous utilisons des cookies pour mesurer l’audience et personnaliser les contenus. Vous pouvez changer d’avis à tout moment.</p><button>Tout accepter</button></div></div><script id=\"__NEXT_DATA__\" type=\"application/json\">[{data}0]</script></body></html>",
        head(
            report,
            "Le Fil",
            "<meta property=\"article:published_time\" content=\"2021-03-28T08:00:00.000Z\">",
            weight / 4
        ),
        menu(writer, 30),
        report.title,
        report.lead,
        body(
            report,
            ("<h2 class=\"sc-h\">", "</h2>"),
            ("<p class=\"sc-p\">", "</p>"),
            "<div class=\"sc-ad\">Publicité</div>"
        ),
        cards(writer, 9),
    )
}

fn amp(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><amp-sidebar id=\"sidebar\">{}</amp-sidebar><div class=\"amp-wp-article\"><h1 class=\"amp-wp-title\">{}</h1><div class=\"amp-wp-meta\">Par La rédaction, le 28 mars 2021</div><div class=\"amp-wp-article-content\"><p>{}</p>{}\
         <p>Suivez-nous sur <a>WhatsApp</a> et <a>Telegram</a></p></div></div><amp-list>{}</amp-list><footer><p>Tous droits réservés</p></footer></body></html>",
        head(report, "Courrier du Lac", "", weight.min(60)),
        menu(writer, 30),
        report.title,
        report.lead,
        body(
            report,
            ("<h2>", "</h2>"),
            ("<p>", "</p>"),
            "<blockquote class=\"twitter-tweet\"><a href=\"https://twitter.com/x\">lien</a></blockquote><amp-ad>Publicité</amp-ad>"
        ),
        cards(writer, 3),
    )
}

fn magazine(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><div class=\"td-header\">{}</div><div class=\"td-main-content-wrap\"><div class=\"td-post-header\"><ul class=\"td-category\"><li><a>Sécurité</a></li></ul><h1 class=\"entry-title\">{}</h1><div class=\"td-module-meta-info\">Par <a>La Rédaction</a> - 28 mars 2021 <span>1254 vues</span></div></div>\
         <div class=\"td-post-sharing\"><a>Facebook</a><a>Twitter</a><a>WhatsApp</a></div><div class=\"td-post-content tagdiv-type\"><p><em>{}</em></p>{}<p>- Publicité -</p><p style=\"text-align:right\"><strong>La Rédaction</strong></p></div>\
         <div class=\"td-related\"><h4>ARTICLES CONNEXES</h4>{}</div><div class=\"td-author-box\"><p>La Rédaction suit l’actualité de la sous-région depuis 2009. Elle est joignable par courriel.</p></div>\
         <div class=\"comments\"><h4>LAISSER UN COMMENTAIRE</h4></div></div><div class=\"td-sidebar\"><h4>Derniers articles</h4>{}</div></body></html>",
        head(report, "Infos du Fleuve", "", weight),
        menu(writer, 70),
        report.title,
        report.lead,
        body(report, ("<p><strong>", "</strong></p>"), ("<p>", "</p>"), "<p>- Publicité -</p>"),
        cards(writer, 6),
        cards(writer, 8),
    )
}

/// More comments than article.
fn quarrel(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><div class=\"top\">{}</div><div class=\"content\"><h1>{}</h1><div class=\"infos\">Posté le 28 mars 2021 <a href=#c>40 commentaires</a></div><div class=\"chapeau\">{}</div><div class=\"corps\">{}</div>\
         <div class=\"outils\"><a>Imprimer</a> <a>Envoyer</a> <a>Alerter</a></div><h3>Vos réactions</h3><div class=\"reactions\">{}</div></div></body></html>",
        head(report, "Le Débat", "", weight),
        menu(writer, 20),
        report.title,
        report.lead,
        body(report, ("<h4>", "</h4>"), ("<p>", "</p>"), ""),
        comments(writer, 40, "div"),
    )
}

/// Nothing but `div` and `span`, with class names that say nothing.
fn soup(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><div class=\"a1\"><div class=\"b2\">{}</div><div class=\"c3\"><div class=\"d4\"><span class=\"e5\">{}</span></div><div class=\"f6\"><span>28 mars 2021</span><span>Partager</span></div><div class=\"g7\"><span>{}</span></div>{}</div>\
         <div class=\"h8\">{}</div></div></body></html>",
        head(report, "Presse du Sud", "", weight),
        menu(writer, 50),
        report.title,
        report.lead,
        body(
            report,
            ("<div class=\"i9\"><span>", "</span></div>"),
            ("<div class=\"j1\"><span>", "</span></div>"),
            "<div class=\"k2\">Publicité</div>"
        ),
        cards(writer, 8),
    )
}

fn paywall(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><header>{}</header><main><article><h1>{}</h1><p class=\"standfirst\">{}</p><div class=\"fig-body\">{}</div><div class=\"fig-premium\"><p>Cet article est réservé aux abonnés. Il vous reste 60% à découvrir.</p>\
         <p>La liberté n’a pas de frontière, comme votre curiosité. Continuez à lire votre article pour 0,99 € le premier mois.</p><p>Déjà abonné ? Connectez-vous</p></div></article>\
         <section><h2>À lire aussi</h2>{}</section></main><footer>{}</footer></body></html>",
        head(report, "Le Matinal", "", weight),
        menu(writer, 60),
        report.title,
        report.lead,
        body(
            report,
            ("<h2>", "</h2>"),
            ("<p class=\"fig-paragraph\">", "</p>"),
            "<p class=\"fig-body-link\"><a>À LIRE AUSSI - Trois questions sur la trêve</a></p>"
        ),
        cards(writer, 6),
        menu(writer, 40),
    )
}

fn ministry(report: &Report, writer: &mut Writer, weight: usize) -> String {
    format!(
        "{}<body><a href=#main>Aller au contenu</a><header><p>République</p><nav>{}</nav></header><main id=\"main\"><div class=\"fr-container\"><nav role=\"navigation\" class=\"fr-breadcrumb\"><ol><li><a>Accueil</a></li><li><a>Actualités</a></li></ol></nav>\
         <h1>{}</h1><p class=\"fr-text--sm\">Publié le 28 mars 2021</p><div class=\"fr-text--lead\">{}</div><div class=\"field--name-body\">{}</div><h2>Contact presse</h2><p>Service de presse, 01 23 45 67 89</p>\
         <div class=\"fr-share\"><p>Partager la page</p><ul><li><a>Partager sur Facebook</a></li></ul></div></div></main><footer>{}</footer></body></html>",
        head(report, "Ministère", "", weight),
        menu(writer, 30),
        report.title,
        report.lead,
        body(report, ("<h2>", "</h2>"), ("<p>", "</p>"), ""),
        menu(writer, 30),
    )
}
