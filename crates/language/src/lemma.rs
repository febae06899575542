//! Lemmas by edit scripts: "L2er" lowers the form, cuts two letters and adds "er".

use std::collections::BTreeMap;

use selon_model::Upos;

use crate::error::Error;

/// The scripts that the network chooses from, and the forms whose lemma training settled.
#[derive(Debug)]
pub(crate) struct Lemmatiser {
    scripts: Vec<Script>,
    /// Settled lemmas, by lower-cased form and part of speech.
    lexicon: BTreeMap<(String, Upos), Box<str>>,
    /// Infinitives of the forms of irregular verbs, from `data/fr/verbs.tsv`.
    verbs: Verbs,
}

/// Where the table of irregular verbs stands in the project.
pub(crate) const FILE: &str = "data/fr/verbs.tsv";
/// The table that comes with the program.
pub(crate) static VERBS: &str = include_str!("../../../data/fr/verbs.tsv");

type Verbs = BTreeMap<&'static str, Vec<&'static str>>;

/// The forms of irregular verbs with the infinitives that they belong to.
fn irregular(text: &'static str) -> Result<Verbs, Error> {
    let mut verbs = Verbs::new();
    let mut rows = text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
    match rows.next() {
        Some(("lemma\tforms", _)) => {}
        row => {
            return Err(Error::table(
                FILE,
                row.map_or(1, |r| r.1),
                "the columns are not \"lemma\" and \"forms\"",
            ));
        }
    }
    for (row, line) in rows {
        let Some((lemma, forms)) = row.split_once('\t').filter(|(l, f)| !l.is_empty() && !f.contains('\t'))
        else {
            return Err(Error::table(FILE, line, "not an infinitive, a tab and its forms"));
        };
        for form in forms.split_whitespace() {
            verbs.entry(form).or_default().push(lemma);
        }
    }
    Ok(verbs)
}

#[derive(Debug)]
enum Script {
    /// Keep the case or not, cut letters, add a string.
    Edit { lower: bool, cut: usize, add: Box<str> },
    /// The lemma itself; only for forms that are known to have it.
    Whole,
}

impl Lemmatiser {
    /// Reads one script a line, and lines "form, tag, lemma" with tabs between.
    pub(crate) fn read(scripts: &str, lexicon: &str) -> Result<Lemmatiser, Error> {
        let entry = |line: &str| {
            let mut parts = line.split('\t');
            let (form, upos, lemma) = (parts.next()?, Upos::parse(parts.next()?)?, parts.next()?);
            Some(((form.to_owned(), upos), lemma.into()))
        };
        let settled = |line: &str| {
            entry(line).ok_or_else(|| Error::weights(format!("no form, tag and lemma: {line:?}")))
        };
        Ok(Lemmatiser {
            scripts: scripts.lines().map(read_script).collect(),
            lexicon: lexicon.lines().map(settled).collect::<Result<_, Error>>()?,
            verbs: irregular(VERBS)?,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.scripts.len()
    }

    /// Whether a form belongs to an irregular verb: "dément" is no adverb.
    pub(crate) fn is_verb(&self, form: &str) -> bool {
        self.verbs.contains_key(form)
    }

    /// The lemma that the lexicon settles for a form, if it is known.
    pub(crate) fn settled(&self, form: &str, upos: Upos) -> Option<&str> {
        let lemma = self.lexicon.get(&(plain(form), upos))?;
        Some(self.infinitive(form, upos).filter(|known| !known.contains(&&**lemma)).map_or(lemma, |k| k[0]))
    }

    /// The lemma of a form that the lexicon does not know, by the best script that fits.
    /// A verb's lemma has to be an infinitive that has the form, where the form is an irregular one.
    pub(crate) fn lemma(&self, form: &str, upos: Upos, scores: &[f32]) -> Box<str> {
        let guess = self.guess(form, upos, scores);
        match self.infinitive(form, upos) {
            Some(lemmas) if !lemmas.contains(&&*guess) => lemmas[0].into(),
            _ => guess,
        }
    }

    /// The infinitives that have a verb's form, where it is an irregular one.
    fn infinitive(&self, form: &str, upos: Upos) -> Option<&[&'static str]> {
        let verb = matches!(upos, Upos::Verb | Upos::Aux);
        verb.then(|| self.verbs.get(form.to_lowercase().as_str()).map(Vec::as_slice))?
    }

    fn guess(&self, form: &str, upos: Upos, scores: &[f32]) -> Box<str> {
        let low = plain(form);
        let base = |lower: bool| if lower || capitals(form, upos) { low.as_str() } else { form };
        let (low_len, len) = (low.chars().count(), form.chars().count());
        let mut found: Option<(f32, &Script)> = None;
        for (script, score) in self.scripts.iter().zip(scores) {
            let fits = match script {
                Script::Edit { lower, cut, add } => {
                    (if *lower { low_len } else { len }) > *cut || !add.is_empty() && *cut == 0
                }
                Script::Whole => false,
            };
            if fits && found.is_none_or(|(top, _)| *score > top) {
                found = Some((*score, script));
            }
        }
        match found {
            Some((_, Script::Edit { lower, cut, add })) => {
                let base = base(*lower);
                let kept = base.char_indices().rev().nth(cut.wrapping_sub(1)).map_or(base.len(), |(i, _)| i);
                [&base[..kept], add].concat().into()
            }
            _ => low.into(),
        }
    }
}

/// A form as the lexicon writes it.
fn plain(form: &str) -> String {
    form.to_lowercase().replace(['’', '‘'], "'")
}

/// Whether a form stands in capitals only because the whole line does: no name, longer than an acronym.
fn capitals(form: &str, upos: Upos) -> bool {
    upos != Upos::Propn
        && upos != Upos::X
        && form.chars().count() > 4
        && form.chars().all(|c| !c.is_lowercase())
}

fn read_script(text: &str) -> Script {
    let lower = text.starts_with('L');
    if !lower && !text.starts_with('K') {
        return Script::Whole;
    }
    let rest = &text[1..];
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Script::Edit { lower, cut: rest[..digits].parse().unwrap_or(0), add: rest[digits..].into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_make_lemmas() {
        let scripts = ["L0", "K0", "L2er", "=être", "L5"];
        let table = Lemmatiser::read(&scripts.join("\n"), "fut\tAUX\têtre").unwrap();
        let check = |form: &str, upos: Upos, script: &str, expected: &str| {
            let scores: Vec<f32> = scripts.iter().map(|s| f32::from(u8::from(*s == script))).collect();
            let lemma =
                table.settled(form, upos).map_or_else(|| table.lemma(form, upos, &scores), Into::into);
            assert_eq!(&*lemma, expected, "{form} {script}");
        };
        check("Tués", Upos::Verb, "L2er", "tuer");
        check("Idleb", Upos::Propn, "K0", "Idleb");
        check("fut", Upos::Aux, "L0", "être");
        check("zut", Upos::Intj, "=être", "zut");
        check("été", Upos::Noun, "L5", "été");
    }

    #[test]
    fn faults_of_the_verbs_name_their_line() {
        let check = |text: &'static str, line: usize| {
            let error = irregular(text).unwrap_err();
            assert_eq!((error.file(), error.line()), (Some(FILE), Some(line)), "{error}");
        };
        check("# forms\nlemma\tform\n", 2);
        check("lemma\tforms\nabattre abats\n", 2);
        check("lemma\tforms\nabattre\tabats\n\tabattu\n", 3);
        check("", 1);
    }
}
