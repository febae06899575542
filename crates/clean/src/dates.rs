//! Dates of publication, as metadata and pages write them.

use selon_model::PartialDate;

/// Reads a date that stands alone: ISO 8601, `28/03/2021`, `28.03.2021`, `28 mars 2021`,
/// `March 28, 2021`, `Sun, 28 Mar 2021 10:04:00 GMT`. Days come before months in figures.
pub(crate) fn read(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    PartialDate::parse(text).or_else(|| find(&words(text)).map(|(date, _)| date))
}

/// The day of publication that a page's own words state ("Publié le 12 mars 2021 à 10:04"). A stamp
/// without such words may be the hour of the download, and is none.
pub(crate) fn stated(line: &str) -> Option<PartialDate> {
    let words = words(line);
    let start = (0..words.len()).find(|at| PUBLISHED.iter().any(|cue| starts_with(&words[*at..], cue)))?;
    let (date, at) = find(&words[start..])?;
    let day = date.day.is_some() && at <= MAX_WORDS_BETWEEN;
    // "Publié il y a 3 heures, mis à jour le …" states the hour of a change.
    let between = &words[start..start + at];
    (day && !between.iter().any(|w| CHANGED.contains(&w.as_str()))).then_some(date)
}

/// Whether a line ends with a month and a year, as the captions of archive pictures do: "… à Gorgadji, le 3 mars 2019."
pub(crate) fn ends_in_year(line: &str) -> bool {
    let words = words(line);
    let [.., before, last] = &words[..] else { return false };
    month(before).is_some() && last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit())
}

/// A date in the path of an address: `/2021/03/28/`, `/20210328-`.
pub(crate) fn in_address(url: &str) -> Option<PartialDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let mut numbers = path.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let parts: Vec<&str> = numbers.by_ref().take(64).collect();
    let spread = parts.windows(3).find_map(|w| match w {
        [y, m, d]
            if y.len() == 4 && m.len() <= 2 && d.len() == 2 && path.contains(&format!("{y}/{m}/{d}")) =>
        {
            calendar(y, m, d)
        }
        _ => None,
    });
    let joined = || parts.iter().filter(|p| p.len() == 8).find_map(|p| calendar(&p[..4], &p[4..6], &p[6..]));
    spread.or_else(joined)
}

const PUBLISHED: [&[&str]; 15] = [
    &["publie", "le"],
    &["publiee", "le"],
    &["publie"],
    &["mis", "en", "ligne", "le"],
    &["mise", "en", "ligne", "le"],
    &["poste", "le"],
    &["paru", "le"],
    &["article", "du"],
    &["date", "de", "publication"],
    &["premiere", "publication"],
    &["date", "de", "parution"],
    &["ecrit", "le"],
    &["published", "on"],
    &["posted", "on"],
    &["published"],
];
const CHANGED: [&str; 5] = ["jour", "modifie", "modifiee", "actualise", "updated"];
/// Words that may stand between the cue and the date: a weekday, "par", a name.
const MAX_WORDS_BETWEEN: usize = 7;

fn starts_with(words: &[String], cue: &[&str]) -> bool {
    words.len() >= cue.len() && words.iter().zip(cue).all(|(w, c)| w == c)
}

/// Lower-case words without accents; figures with their `/`, `-`, `.` are one word.
fn words(text: &str) -> Vec<String> {
    let keep = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.');
    text.split(|c: char| !keep(c))
        .map(|w| w.trim_matches(['.', '-', '/']))
        .filter(|w| !w.is_empty())
        .take(200)
        .map(crate::chars::fold)
        .collect()
}

/// The first date among the words, and the number of words before it.
fn find(words: &[String]) -> Option<(PartialDate, usize)> {
    (0..words.len()).find_map(|at| at_start(&words[at..]).map(|date| (date, at)))
}

fn at_start(words: &[String]) -> Option<PartialDate> {
    let word = |i: usize| words.get(i).map_or("", String::as_str);
    if let Some(date) = in_figures(word(0)) {
        return Some(date);
    }
    if let Some(m) = month(word(1)) {
        return calendar(word(2), m, word(0).trim_end_matches("er"));
    }
    if let Some(m) = month(word(0)) {
        return calendar(word(2), m, word(1).trim_end_matches("th"));
    }
    None
}

/// `2021-03-28`, `2021/03/28`, `28/03/2021`, `28.03.2021`, `28-03-2021`; `2021-03-28t10`.
fn in_figures(word: &str) -> Option<PartialDate> {
    let word = word.split('t').next()?;
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    match parts[..] {
        [y, m, d] if y.len() == 4 => calendar(y, m, d),
        [d, m, y] if y.len() == 4 => calendar(y, m, d),
        _ => None,
    }
}

fn calendar(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let year_known = year.len() == 4 && ("1900".."2100").contains(&year);
    let fits = |s: &str| matches!(s.len(), 1 | 2) && s.bytes().all(|b| b.is_ascii_digit());
    if !year_known || !fits(month) || !fits(day) {
        return None;
    }
    PartialDate::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

/// The figure of a month by its folded French or English name or its usual short form.
fn month(word: &str) -> Option<&'static str> {
    let found = match word {
        "janvier" | "janv" | "jan" | "january" => "1",
        "fevrier" | "fevr" | "fev" | "february" | "feb" => "2",
        "mars" | "march" | "mar" => "3",
        "avril" | "avr" | "april" | "apr" => "4",
        "mai" | "may" => "5",
        "juin" | "june" | "jun" => "6",
        "juillet" | "juil" | "july" | "jul" => "7",
        "aout" | "august" | "aug" => "8",
        "septembre" | "sept" | "september" | "sep" => "9",
        "octobre" | "oct" | "october" => "10",
        "novembre" | "nov" | "november" => "11",
        "decembre" | "dec" | "december" => "12",
        _ => return None,
    };
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<PartialDate>, expected: &str) {
        assert_eq!(found.map_or(String::new(), |d| d.to_string()), expected);
    }

    #[test]
    fn dates_that_stand_alone() {
        check(read("2021-03-28T10:04:00+02:00"), "2021-03-28");
        check(read("2021-03"), "2021-03");
        check(read("28/03/2021"), "2021-03-28");
        check(read("1er août 2006"), "2006-08-01");
        check(read("Sun, 28 Mar 2021 10:04:00 GMT"), "2021-03-28");
        check(read("March 28, 2021"), "2021-03-28");
        check(read("31/02/2021"), "");
        check(read("hier"), "");
    }

    #[test]
    fn dates_that_a_page_states() {
        check(stated("Publié le 12/03/2021 à 10:04, mis à jour le 13/03/2021"), "2021-03-12");
        check(stated("Par Awa Diop | Publié le dimanche 28 mars 2021"), "2021-03-28");
        check(stated("Mis en ligne le 3 sept. 2019"), "2019-09-03");
        check(stated("Publié il y a 3 heures, mis à jour le 13/03/2021"), "");
        check(stated("Mis à jour le 13/03/2021"), "");
        check(stated("23-11-2024 03:52 AM"), "");
        check(stated("Un rapport publié en mars 2021"), "");
    }

    #[test]
    fn dates_in_addresses() {
        check(in_address("https://exemple.org/afrique/2021/03/28/mali-attaque"), "2021-03-28");
        check(in_address("https://exemple.org/20210328-mali-attaque?d=20220101"), "2021-03-28");
        check(in_address("https://exemple.org/mali-123456"), "");
    }
}
