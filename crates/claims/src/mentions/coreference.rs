//! Second mentions: which earlier phrase a pronoun, a possessive or "le groupe" points back to.
//!
//! A candidate is an earlier phrase that names a party, agrees in number and gender where both are
//! known, and stands at most three sentences back. Subjects are preferred, then nearness: the
//! centring order of French news, where "ils" goes on with the subject of the sentence before.

use selon_model::{Deprel, Gender, Number, PartyId, Upos, WordId};

use crate::lexicon::classes::Class;
use crate::mentions::names::NameTable;
use crate::syntax::view::Doc;

/// Sentences that a pronoun looks back.
const REACH: usize = 3;

/// Candidates looked at for one pronoun.
const MEMORY: usize = 24;

struct Candidate {
    head: WordId,
    number: Option<Number>,
    gender: Option<Gender>,
    subject: bool,
    group: bool,
    /// Several people, by a common noun: "les soldats".
    people: bool,
}

/// What a pronoun or second mention asks of its antecedent.
struct Wanted {
    number: Option<Number>,
    gender: Option<Gender>,
    /// Only a named group or organisation: "le mouvement".
    group: bool,
    /// Only several people: "plusieurs ont été tués".
    people: bool,
    /// The one named last, whatever its function: "ce dernier".
    last: bool,
}

/// For each pronoun, possessive or second mention: the head of the phrase that it points to.
#[derive(Debug)]
pub(crate) struct Antecedents(Vec<Option<WordId>>);

impl Antecedents {
    /// Finds what the words of a document point back to.
    pub(crate) fn of_words(doc: &Doc, names: &NameTable) -> Antecedents {
        Antecedents(antecedents(doc, names))
    }

    /// The head of the phrase that a word points to.
    pub(crate) fn of(&self, w: WordId) -> Option<WordId> {
        self.0.get(w as usize).copied().flatten()
    }
}

fn antecedents(doc: &Doc, names: &NameTable) -> Vec<Option<WordId>> {
    let mut found: Vec<Option<WordId>> = vec![None; doc.len() as usize];
    let mut seen: Vec<Candidate> = Vec::new();
    for w in 0..doc.len() {
        if let Some(wanted) = wanted(doc, names, w) {
            let hit = choose(doc, names, &seen, w, &wanted);
            found[w as usize] = hit;
            if let Some(head) = hit {
                // The referent stays in focus with the role that its pronoun has.
                let (number, gender) = (
                    wanted.number,
                    seen.iter().rev().take(2 * MEMORY).find(|c| c.head == head).and_then(|c| c.gender),
                );
                let earlier = seen.iter().rev().take(2 * MEMORY).find(|c| c.head == head);
                let (group, people) = earlier.map_or((false, false), |c| (c.group, c.people));
                if is_subject(doc, w) {
                    seen.push(Candidate { head, number, gender, subject: true, group, people });
                }
            }
            continue;
        }
        if let Some(candidate) = candidate(doc, names, w) {
            seen.push(candidate);
        }
    }
    whole_names(doc, names, &mut found);
    shares(doc, &mut found);
    found
}

/// "Six d'entre eux", "deux des siens", "certains d'entre elles": a number or pronoun stands for those whom
/// it is a part of. Counter-example: "six soldats de l'ONU" names itself.
fn shares(doc: &Doc, found: &mut [Option<WordId>]) {
    for w in 0..doc.len() {
        let share = matches!(doc.upos(w), Upos::Num | Upos::Pron) && found[w as usize].is_none();
        let of = |k: &WordId| {
            *k > w
                && matches!(doc.rel(*k), Deprel::Nmod | Deprel::Obl | Deprel::OblArg | Deprel::OblMod)
                && matches!(doc.form(*k), "eux" | "elles" | "siens" | "siennes" | "leurs")
        };
        if let Some(&whole) = doc.dependents(w).iter().filter(|_| share).find(|k| of(k)) {
            found[w as usize] = found[whole as usize];
        }
    }
}

/// Every word of a name of several words stands for its first noun: in "le Mouvement pour le salut de
/// l'Azawad, qui …" the clause is the movement's.
fn whole_names(doc: &Doc, names: &NameTable, found: &mut [Option<WordId>]) {
    for words in names.groups() {
        let inside = |w: WordId| words.contains(&w);
        let top = words.clone().find(|&w| {
            matches!(doc.upos(w), Upos::Noun | Upos::Propn) && doc.head(w).is_none_or(|h| !inside(h))
        });
        let Some(top) = top.filter(|&t| names.named(t).is_some()) else { continue };
        for w in words.filter(|&w| w != top && matches!(doc.upos(w), Upos::Noun | Upos::Propn)) {
            found[w as usize] = found[w as usize].or(Some(top));
        }
    }
}

fn candidate(doc: &Doc, names: &NameTable, w: WordId) -> Option<Candidate> {
    if !matches!(doc.upos(w), Upos::Noun | Upos::Propn)
        || matches!(doc.rel(w), Deprel::FlatName | Deprel::Flat)
    {
        return None;
    }
    let named = names.named(w)?;
    let feats = doc.word(w).feats;
    let proper = doc.upos(w) == Upos::Propn;
    // A name inside a longer phrase is no candidate of its own: "le chef [de l'ASL]".
    if matches!(doc.rel(w), Deprel::Nmod | Deprel::Appos)
        && doc.head(w).is_some_and(|h| names.named(h).is_some_and(|n| n.party == named.party))
    {
        return None;
    }
    // Who is cited is outside the story: "selon des témoins".
    if matches!(doc.case(w), "selon" | "d'après" | "d' après" | "de après") {
        return None;
    }
    let plural = doc
        .dependents(w)
        .iter()
        .any(|&k| matches!(doc.form(k), "les" | "des" | "ces" | "plusieurs" | "quelques"));
    let number = if plural { Some(Number::Plur) } else { feats.number.or(proper.then_some(Number::Sing)) };
    let gender = if proper { None } else { feats.gender };
    let group = named.party.as_ref().is_some_and(|p| p.as_str().contains(':'));
    let people = !proper && number == Some(Number::Plur) && (names.is_person(doc, w) || names.is_armed(w));
    Some(Candidate { head: w, number, gender, subject: is_subject(doc, w), group, people })
}

fn is_subject(doc: &Doc, w: WordId) -> bool {
    matches!(
        doc.rel(doc.first_conjunct(w)),
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent | Deprel::Root
    )
}

fn wanted(doc: &Doc, names: &NameTable, w: WordId) -> Option<Wanted> {
    let form = doc.form(w);
    let plain = |number, gender| Some(Wanted { number, gender, group: false, people: false, last: false });
    let bare = form.trim_start_matches("-t-").trim_start_matches('-');
    match bare {
        "son" | "sa" | "ses" if doc.upos(w) == Upos::Det => plain(Some(Number::Sing), None),
        "leur" | "leurs" if doc.upos(w) == Upos::Det => plain(Some(Number::Plur), None),
        "il" | "lui" | "celui-ci" if doc.rel(w) != Deprel::ExplSubj && doc.upos(w) == Upos::Pron => {
            plain(Some(Number::Sing), Some(Gender::Masc).filter(|_| form != "lui"))
        }
        "elle" | "celle-ci" if doc.upos(w) == Upos::Pron => plain(Some(Number::Sing), Some(Gender::Fem)),
        "ils" | "eux" | "ceux-ci" if doc.upos(w) == Upos::Pron => plain(Some(Number::Plur), None),
        "elles" | "celles-ci" if doc.upos(w) == Upos::Pron => plain(Some(Number::Plur), Some(Gender::Fem)),
        "leur" if doc.upos(w) == Upos::Pron => plain(Some(Number::Plur), None),
        "le" | "la" | "l'" | "les"
            if doc.upos(w) == Upos::Pron && matches!(doc.rel(w), Deprel::Obj | Deprel::Iobj) =>
        {
            let gender = match bare {
                "le" => Some(Gender::Masc),
                "la" => Some(Gender::Fem),
                _ => None,
            };
            plain(Some(if bare == "les" { Number::Plur } else { Number::Sing }), gender)
        }
        "dernier" | "dernière" | "derniers" | "dernières"
            if demonstrative(doc, w)
                && !doc.dependents(w).iter().any(|&k| k > w && doc.rel(k) == Deprel::Nmod)
                && doc.upos(w) != Upos::Adj =>
        {
            let number = if bare.ends_with('s') { Number::Plur } else { Number::Sing };
            Some(Wanted { number: Some(number), gender: None, group: false, people: false, last: true })
        }
        _ if doc.upos(w) == Upos::Noun && generic_group(doc, names, w) => {
            Some(Wanted { number: Some(Number::Sing), gender: None, group: true, people: false, last: false })
        }
        "siens" | "siennes" => plain(Some(Number::Sing), None),
        "leurs" if doc.upos(w) != Upos::Adj => plain(Some(Number::Plur), None),
        _ => some_of_them(doc, w),
    }
}

/// "Plusieurs ont été tués", "d'autres ont été arrêtés", "deux sont morts": some of the people that were named,
/// of those named last where something is done to them. Counter-example: "certains pensent que …" may be anybody.
fn some_of_them(doc: &Doc, w: WordId) -> Option<Wanted> {
    let indefinite = matches!(
        doc.form(w),
        "plusieurs"
            | "certains"
            | "certaines"
            | "autres"
            | "beaucoup"
            | "plupart"
            | "tous"
            | "toutes"
            | "quelques-uns"
            | "quelques-unes"
    );
    let number =
        || doc.upos(w) == Upos::Num && doc.form(w).chars().all(char::is_alphabetic) && doc.form(w) != "un";
    let bare = !doc
        .dependents(w)
        .iter()
        .any(|&k| matches!(doc.rel(k), Deprel::Nmod | Deprel::Amod | Deprel::AclRelcl));
    let verb = doc.head(w).filter(|&v| doc.upos(v) == Upos::Verb)?;
    let undergoes = doc.rel(w) == Deprel::NsubjPass;
    let fits = bare && (undergoes || doc.rel(w) == Deprel::Nsubj) && (indefinite || number());
    let says = doc.dependent(verb, |r| r == Deprel::Ccomp).is_some();
    let gender =
        Some(Gender::Fem).filter(|_| matches!(doc.form(w), "certaines" | "toutes" | "quelques-unes"));
    (fits && !says).then_some(Wanted {
        number: Some(Number::Plur),
        gender,
        group: false,
        people: true,
        last: undergoes,
    })
}

fn demonstrative(doc: &Doc, w: WordId) -> bool {
    doc.dependents(w).iter().any(|&k| doc.is_demonstrative(k))
}

/// "Le groupe", "l'organisation", with nothing that says which one.
fn generic_group(doc: &Doc, names: &NameTable, w: WordId) -> bool {
    doc.is_a(w, Class::GenericGroup)
        && doc
            .dependents(w)
            .iter()
            .any(|&k| matches!(doc.form(k), "le" | "la" | "l'" | "ce" | "cet" | "cette"))
        && !doc
            .dependents(w)
            .iter()
            .any(|&k| matches!(doc.rel(k), Deprel::Nmod | Deprel::Appos | Deprel::FlatName | Deprel::Flat))
        && names.named(w).is_none_or(|n| n.party.as_ref().is_none_or(|p| !p.as_str().contains(':')))
}

fn choose(doc: &Doc, names: &NameTable, seen: &[Candidate], w: WordId, wanted: &Wanted) -> Option<WordId> {
    let here = doc.sentence(w);
    let subject = party_of_subject(doc, names, w);
    seen.iter()
        .rev()
        .take(MEMORY)
        .filter(|c| {
            let own = |p: &PartyId| names.named(c.head).is_some_and(|n| n.party.as_ref() == Some(p));
            let agrees = |a: Option<Number>, b: Option<Number>| a.is_none() || b.is_none() || a == b;
            let same_gender = c.gender.is_none() || wanted.gender.is_none() || c.gender == wanted.gender;
            let reach = if wanted.people { 1 } else { REACH };
            here - doc.sentence(c.head) <= reach
                && agrees(c.number, wanted.number)
                && same_gender
                && (!wanted.group || c.group)
                && (!wanted.people || c.people)
                && !clash(doc, c.head, w)
                && !subject.is_some_and(own)
        })
        .max_by_key(|c| {
            let back = here.saturating_sub(doc.sentence(c.head)) as i64;
            let near = i64::from(w.saturating_sub(c.head));
            i64::from(c.subject && !wanted.last) * 30 - back * 20 - near.min(60) / 3
        })
        .map(|c| c.head)
}

/// "Les jihadistes les ont relâchés": the party of the subject, that its verb's object is not.
fn party_of_subject<'g>(doc: &Doc, names: &'g NameTable, pronoun: WordId) -> Option<&'g PartyId> {
    let object = |w: WordId| matches!(doc.rel(w), Deprel::Obj | Deprel::Iobj);
    // "Tuant deux d'entre eux": none of the killers.
    let number = doc.head(pronoun).filter(|&h| matches!(doc.form(pronoun), "eux" | "elles") && object(h));
    let at = number.unwrap_or(pronoun);
    let object = doc.upos(pronoun) == Upos::Pron && object(at);
    let subject = doc.head(at).filter(|_| object).and_then(|verb| doc.subject(verb))?;
    names.named(subject).and_then(|n| n.party.as_ref())
}

/// A pronoun never stands for another argument of its own verb, nor for one of several: "la France et la
/// CEDEAO l'ont condamnée"; nobody leads an operation "contre le groupe" that is himself.
fn clash(doc: &Doc, named: WordId, w: WordId) -> bool {
    let candidate = doc.first_conjunct(named);
    let same_verb = doc.head(candidate).is_some() && doc.head(candidate) == doc.head(w);
    let verb = || doc.ancestors(w).take(4).find(|&a| doc.upos(a) == Upos::Verb);
    let leads = || verb().and_then(|v| doc.subject(v)).is_some_and(|s| s == named || doc.governs(s, named));
    (same_verb && doc.upos(w) == Upos::Pron) || (doc.case(w) == "contre" && leads())
}
