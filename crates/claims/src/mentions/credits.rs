//! Whose text a report is: "Par AFP", "GAO (Reuters) -", "Le Rivage avec Belga", outlet "Boursier.com (Reuters)".
//!
//! A credit stands where reports sign: in the outlet's or the author's name, at the head of a dispatch, on a line of its
//! own, in brackets at the end. "A dit un officier à l'AFP" names a listener and credits nobody.

use selon_model::{Article, Credits, PartyId};

use crate::keys;
use crate::lexicon::agencies::{Agencies, Agency, words};

impl Agencies {
    /// Whose text a report is.
    pub(crate) fn credits(&self, article: &Article) -> Credits {
        let outlet = article.outlet.as_deref().map(squashed).filter(|key| !key.is_empty());
        Credits { agency: self.agency(article).cloned(), outlet }
    }

    /// The agency that a report is credited to; the first one where there are several, `None` for "avec agences".
    fn agency(&self, article: &Article) -> Option<&PartyId> {
        let outlet = article.outlet.as_deref().and_then(|outlet| {
            let inside =
                outlet.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
            inside.and_then(|inside| self.named(inside)).or_else(|| self.signature(outlet))
        });
        let author = || article.author.as_deref().and_then(|author| self.named(author));
        let text = || around_article(article).lines().find_map(|line| self.line(line));
        outlet.or_else(author).or_else(text)
    }

    /// The agency that a line of the text credits.
    fn line(&self, line: &str) -> Option<&PartyId> {
        let line = line.trim();
        self.dateline(line).or_else(|| self.signature(line)).or_else(|| self.last_bracket(line))
    }

    /// "GAO, 4 mai (Xinhua) -", "Goma (ACP).-".
    fn dateline(&self, line: &str) -> Option<&PartyId> {
        let open = line.find('(').filter(|&at| at < HEAD)?;
        let (inside, rest) = line[open + 1..].split_once(')')?;
        let mark = rest.trim_start_matches(['.', ' ', '\u{a0}']);
        let capital = line.starts_with(char::is_uppercase) || open == 0;
        if !capital || !mark.starts_with(['-', '–', '—']) {
            return None;
        }
        self.whole(inside)
    }

    /// A line that is nothing but a credit, or ends in one: "Par Awa Diop, AFP", "Le Rivage avec Reuters", "AA / Gao / …".
    fn signature(&self, line: &str) -> Option<&PartyId> {
        if line.split_whitespace().count() > SIGNATURE || line.contains('©') {
            return None;
        }
        let by = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("par "));
        let with = line.rfind(" avec ").map(|at| &line[at..]);
        let begins = || {
            let initials = || line.split_once('/').filter(|_| !line.contains(' '));
            let (head, _) = line.split_once(" / ").or_else(|| line.split_once(" - ")).or_else(initials)?;
            self.whole(head)
        };
        let ends = || {
            line.rsplit_once('-')
                .filter(|(place, _)| words(place).count() == 1)
                .and_then(|(_, a)| self.whole(a))
        };
        self.whole(line)
            .or_else(|| if by && !line.ends_with(['.', '!', '?']) { self.named(line) } else { None })
            .or_else(|| with.and_then(|with| self.whole(with)))
            .or_else(begins)
            .or_else(ends)
    }

    /// "… à Illizi. (APS)", "… (avec Reuters)".
    fn last_bracket(&self, line: &str) -> Option<&PartyId> {
        let inside = line.trim_end_matches('.').strip_suffix(')')?;
        let open = inside.rfind('(')?;
        self.whole(&inside[open + 1..])
    }

    /// The first agency of a text that names agencies and says nothing else.
    fn whole(&self, text: &str) -> Option<&PartyId> {
        const JOINING: [&str; 17] = [
            "Par", "par", "Avec", "avec", "Source", "source", "Sources", "sources", "et", "de", "l", "L",
            "la", "agence", "agences", "Agence", "SOURCE",
        ];
        let all: Vec<&str> = words(text).collect();
        let (mut first, mut at) = (None, 0);
        while at < all.len() {
            match self.at_head(&all[at..]) {
                Some((party, length)) => {
                    first = first.or(Some(party));
                    at += length;
                }
                None if JOINING.contains(&all[at]) => at += 1,
                None => return None,
            }
        }
        first
    }

    /// The first agency named in a text.
    fn named(&self, text: &str) -> Option<&PartyId> {
        let all: Vec<&str> = words(text).collect();
        (0..all.len()).find_map(|at| self.at_head(&all[at..])).map(|(party, _)| party)
    }

    /// The agency whose name begins a row of words, and the number of its words; the longest name counts.
    fn at_head(&self, words: &[&str]) -> Option<(&PartyId, usize)> {
        let begins = |name: &&Vec<Box<str>>| {
            name.len() <= words.len() && name.iter().zip(words).all(|(name, word)| **name == **word)
        };
        let fits = |agency: &Agency| agency.names.iter().filter(begins).map(Vec::len).max();
        self.all
            .iter()
            .filter_map(|agency| Some((&agency.party, fits(agency)?)))
            .max_by_key(|(_, length)| *length)
    }
}

/// A name as the letters and digits of its words that say something: "France 24" and "france24" are one. Whom it is taken from
/// stands in brackets ("Le Port (Le Rivage)").
fn squashed(name: &str) -> String {
    let name = name.split('(').next().unwrap_or("");
    keys::words(name).filter(|word| !keys::is_empty(word)).collect()
}

/// Bytes before and behind the article in which a line may sign it; further off stand menus.
const MARGIN: usize = 300;

/// The article with what stands around it: signatures are boilerplate.
fn around_article(article: &Article) -> &str {
    let text = article.text.as_str();
    let (Some(first), Some(last)) = (article.kept.first(), article.kept.last()) else { return text };
    let start = text.floor_char_boundary(first.span.range().start.saturating_sub(MARGIN));
    let end = text.ceil_char_boundary((last.span.range().end + MARGIN).min(text.len()));
    text.get(start..end).unwrap_or(text)
}

/// Bytes in which the head of a dispatch ends.
const HEAD: usize = 80;
/// Words of the longest line that signs.
const SIGNATURE: usize = 10;

#[cfg(test)]
mod tests {
    use selon_model::{Block, BlockKind, Span};

    use super::*;

    const TABLE: &str = include_str!("../../../../data/parties/agencies.tsv");

    fn agency(article: &Article) -> Option<PartyId> {
        let mut agencies = Agencies::default();
        agencies.extend("agencies.tsv", TABLE).unwrap();
        agencies.credits(article).agency
    }

    fn of(outlet: &str, author: &str, text: &str) -> Option<String> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let article = Article {
            outlet: given(outlet),
            author: given(author),
            text: text.to_owned(),
            ..Article::default()
        };
        agency(&article).map(|party| party.to_string())
    }

    #[test]
    fn every_row_reads_its_example_and_names_a_known_party() {
        let known = include_str!("../../../../data/parties/organisations.tsv");
        for row in TABLE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 4, "{row}");
            assert!(known.contains(&format!("\n{}\t", cells[0])), "{row}");
            assert_eq!(of("", "", cells[3]).as_deref(), Some(cells[0]), "{row}");
        }
    }

    #[test]
    fn credits_stand_where_reports_sign() {
        let check = |outlet: &str, author: &str, text: &str, expected: Option<&str>| {
            assert_eq!(of(outlet, author, text).as_deref(), expected, "{outlet} {author} {text}");
        };
        check("Le Port (Reuters)", "", "", Some("media:reuters"));
        check("Le Port (Le Rivage/AFP)", "", "", Some("media:afp"));
        check("Le Port (Suisse)", "", "", None);
        check("", "Awa Diop, AFP", "", Some("media:afp"));
        check("", "Awa Diop", "", None);
        check("", "", "Un titre\n\nPar AFP\n\nUn pont a sauté.", Some("media:afp"));
        check("", "", "Par Le Rivage avec AFP", Some("media:afp"));
        check("", "", "Un pont a sauté.\n\nAFP/VNA/CVN", Some("media:afp"));
        check("", "", "Un pont a sauté.\n\nAFP/A.D", Some("media:afp"));
        check("", "", "Un pont a sauté.\n\nSource : Reuters et AP", Some("media:reuters"));
        check("", "", "Un pont a sauté (avec AFP).", Some("media:afp"));
        check("", "", "Le Rivage avec agences", None);
        check("", "", "Le pont a sauté, a dit un officier à l'AFP.", None);
        check("", "", "Par crainte des drones, il a fui, dit l'AFP.", None);
        check("", "", "Un homme armé à Gao. – / AFP", None);
        check("", "", "Un homme armé à Gao © AFP", None);
        check("", "", "Le pont, selon l'Agence congolaise de presse (ACP), a sauté.", None);
    }

    #[test]
    fn names_of_outlets() {
        let check = |name: &str, expected: &str| assert_eq!(squashed(name), expected, "{name}");
        check("Le Rivage", "rivage");
        check("France 24", "france24");
        check("L’Étoile du Désert (AFP)", "etoiledesert");
    }

    #[test]
    fn menus_credit_nobody() {
        let check = |before: &str, expected: &str| {
            let text = format!("{before}\nUn pont a sauté.\n\nAFP\n");
            let span = Span::of(before.len() + 1..before.len() + 18);
            let kept = vec![Block { span, kind: BlockKind::Paragraph }];
            let found = agency(&Article { text, kept, ..Article::default() });
            assert_eq!(found.map(|party| party.to_string()).as_deref(), Some(expected));
        };
        check("RFI", "media:rfi");
        check(&format!("RFI\n{}", "Une rubrique\n".repeat(40)), "media:afp");
    }
}
