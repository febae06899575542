//! The tables of `data/fr`: each kind of fault is found when a table is loaded, and every row of those that come with
//! the program shows its own words.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use selon_claims::Lexicons;

/// Each kind of fault is an error that names the file, the line and the culprit, as `--lexicon` passes it on.
#[test]
fn faults_name_file_and_line() {
    let mut lexicons = Lexicons::builtin().unwrap();
    // A blank parts cells here; "_" is a blank.
    let mut check = |header: &str, row: &str, line: usize, culprit: &str| {
        let table = format!("# A comment.\n{header}\n{row}\n");
        let table = table.replace(' ', "\t").replace('_', " ");
        let error = lexicons.extend("my/table.tsv", &table).expect_err(&table);
        assert_eq!((error.file(), error.line()), ("my/table.tsv", line), "{error}");
        assert!(error.to_string().starts_with(&format!("my/table.tsv, line {line}: ")), "{error}");
        assert!(error.to_string().contains(culprit), "{error} does not name {culprit}");
    };

    let frames = "predicate pos type mode actor recipient count flags example";
    check(frames, "pilonner verbe ASSAULT - subj obj", 3, "\"verbe\"");
    check(frames, "pilonner verb ASSAUT - subj obj", 3, "\"ASSAUT\"");
    check(frames, "pilonner verb ASSAULT bombs subj obj", 3, "\"bombs\"");
    check(frames, "pilonner verb ASSAULT take subj obj", 3, "ASSAULT has no mode \"take\"");
    check(frames, "pilonner verb ASSAULT - sujet obj", 3, "\"sujet\"");
    check(frames, "pilonner verb ASSAULT - subj obj|contr", 3, "\"contr\"");
    check(frames, "pilonner verb ASSAULT - subj obj obj", 3, "\"obj\" is not role=what");
    check(frames, "pilonner verb ASSAULT - subj obj objet=killed", 3, "\"objet\"");
    check(frames, "pilonner verb ASSAULT - subj obj obj=dead", 3, "\"dead\"");
    check(frames, "pilonner verb ASSAULT - subj obj - weakly", 3, "\"weakly\"");
    check(frames, "pilonner verb ASSAULT - subj obj - needs:obj", 3, "\"needs:obj\"");
    check(frames, "pilonner verb ASSAULT - subj obj - needs:obj-trucks", 3, "\"trucks\"");
    check(frames, "pilonner verb ASSAULT - subj obj - needs:objet-armed", 3, "\"objet\"");
    check(frames, "(en) verb ASSAULT - subj obj", 3, "not optional");
    check(frames, " verb ASSAULT - subj obj", 3, "the predicate is empty");
    check(frames, "pilonner verb ASSAULT - subj obj - - L'armée_[pilonne]. 5", 3, "10 cells under 9 columns");
    check("predicate pos type actor", "pilonner verb ASSAULT subj", 2, "\"recipient\"");
    check("predicate pos type actor recipient kind", "pilonner verb ASSAULT subj obj", 2, "\"kind\"");
    check("predicate pos pos type actor recipient", "pilonner verb verb ASSAULT subj obj", 2, "\"pos\"");
    check("phrase blocks", " arme", 3, "the phrase is empty");
    check("phrase block", "arme_à_feu arme", 2, "\"block\"");

    let cues = "cue pos speaker content stance flags";
    check(cues, "affirmer verbs subj ccomp assert", 3, "\"verbs\"");
    check(cues, "affirmer verb sujet ccomp assert", 3, "\"sujet\"");
    check(cues, "affirmer verb subj que assert", 3, "\"que\"");
    check(cues, "affirmer verb subj ccomp asserts", 3, "\"asserts\"");
    check(cues, "affirmer verb subj ccomp assert incises", 3, "\"incises\"");
    check(cues, "témoin source self - - kind:witnesses", 3, "\"witnesses\"");
    check(cues, " verb subj ccomp assert", 3, "the cue is empty");
    check("cue speaker", "affirmer subj", 2, "\"pos\"");

    check("class word", "weapons canon", 3, "\"weapons\"");
    check("class word", "weapon ", 3, "the word is empty");
    check("verb subject factuality", "mener agent -", 3, "\"agent\"");
    check("verb subject factuality", "mener actor sure", 3, "\"sure\"");
    check("verb subject factuality", " actor -", 3, "the verb is empty");
    check("verb subject", "mener actor", 2, "\"factuality\"");
    check("means mode", "canon cannons", 3, "\"cannons\"");
    check("means mode", "canon take", 3, "take is no mode of an assault");
    check("word domain", "but ", 3, "the domain is empty");
    check("word world", "but sport", 2, "word, world");
    check("noun class of", "char vehicle vehicles", 3, "\"vehicle\"");
    check("noun class of", "char asset tanks", 3, "\"tanks\"");
    check("lemma forms", "mener mène", 2, "lemma, forms");

    check("id sector countries names example", "Lions REB TCD Lions", 3, "id must begin with");
    check("id sector countries names example", "group:lions REBELS TCD Lions", 3, "REBELS");
    check("id kind countries names example", "igo:onu bank - ONU", 3, "kind");
    check("iso3 names example", "Mali Mali", 3, "iso3");
    check("class names sector example", "office bureau GOV", 3, "\"office\"");
    check("names sector stance example", "insurgés REB angry", 3, "\"angry\"");
    check("name country lat lon precision", "Koubou TCD 113.9 14.3 1", 3, "lat");
    check("name country lat lon precision", "Koubou TCD north 14.3 1", 3, "lat");
    check("name country lat lon precision", "Koubou TCD 13.9 14.3 9", 3, "precision");
    check("name country lat lon", "Koubou TCD 13.9 14.3", 2, "\"precision\"");
}

/// A table of the program.
struct Table {
    file: String,
    /// Line, and cells by column.
    rows: Vec<(usize, BTreeMap<String, String>)>,
}

fn table(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap().1.split('\t').collect();
    let row = |line: &str| {
        let cells = line.split('\t').chain(std::iter::repeat(""));
        columns.iter().zip(cells).map(|(c, cell)| ((*c).to_owned(), cell.trim().to_owned())).collect()
    };
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    Table { file, rows: lines.map(|(i, line)| (i + 1, row(line))).collect() }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/fr")
}

fn named(name: &str) -> Table {
    table(&data().join(name))
}

/// The tables of predicates.
fn frames() -> Vec<Table> {
    let entries = std::fs::read_dir(data().join("frames")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "tsv"));
    paths.sort();
    paths.iter().map(|path| table(path)).collect()
}

/// No row says again what another says, and a type stands in its own file.
#[test]
fn rows_have_a_key_of_their_own() {
    let mut faults = Vec::new();
    let mut check = |table: &Table, keys: &[&str]| {
        let mut seen = BTreeSet::new();
        for (line, row) in &table.rows {
            let key: Vec<&String> = keys.iter().map(|k| &row[*k]).collect();
            if !seen.insert(key.clone()) {
                faults.push(format!("{}:{line}: {key:?} stands there already", table.file));
            }
            let family = table.file.trim_end_matches(".tsv").to_uppercase();
            if row.get("type").is_some_and(|t| *t != family) {
                faults.push(format!("{}:{line}: type {}", table.file, row["type"]));
            }
        }
    };
    for table in frames() {
        check(&table, &["predicate", "pos", "type", "mode", "flags"]);
    }
    check(&named("cues.tsv"), &["cue", "pos", "content", "flags"]);
    check(&named("nouns_nonevent.tsv"), &["phrase"]);
    check(&named("nouns_support.tsv"), &["verb"]);
    check(&named("classes.tsv"), &["class", "word"]);
    check(&named("domains.tsv"), &["word", "domain"]);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Classes whose examples mark in braces who or what fills the role.
const FILLED: &[&str] = &["behind", "aimed", "object-control", "indirect-control", "citing", "referring"];

/// The example of every row has one `[trigger]`, made of the words of its entry.
#[test]
fn examples_show_their_entry() {
    let verbs = Verbs::read();
    let mut faults = Vec::new();
    let mut check = |table: &Table, entry: &str| {
        for (line, row) in &table.rows {
            let mut wrong = |what: String| faults.push(format!("{}:{line}: {what}", table.file));
            let example = &row["example"];
            let marked = example.split('[').skip(1).filter_map(|part| part.split_once(']'));
            let triggers: Vec<&str> = marked.map(|(trigger, _)| trigger).collect();
            let [trigger] = triggers[..] else {
                wrong("the example needs one [trigger]".into());
                continue;
            };
            if !verbs.holds(&row[entry], trigger) {
                wrong(format!("[{trigger}] does not hold {:?}", row[entry]));
            }
            let (opened, closed) = (example.matches('{').count(), example.matches('}').count());
            let wanted = row.get("class").map(|class| usize::from(FILLED.contains(&class.as_str())));
            if opened != closed || wanted.is_some_and(|n| n != opened) {
                wrong("braces mark nothing, or something is not marked".into());
            }
            for blocked in row.get("blocks").iter().flat_map(|cell| cell.split('|')) {
                if !verbs.holds(blocked, trigger) && !verbs.holds(blocked, &trigger.replace('-', " ")) {
                    wrong(format!("[{trigger}] does not hold the blocked {blocked:?}"));
                }
            }
        }
    };
    for table in frames() {
        check(&table, "predicate");
    }
    check(&named("cues.tsv"), "cue");
    check(&named("nouns_nonevent.tsv"), "phrase");
    check(&named("nouns_support.tsv"), "verb");
    check(&named("classes.tsv"), "word");
    check(&named("domains.tsv"), "word");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Endings of the regular verbs in -er.
const REGULAR: &str = "e es ent ons ez ant ais ait aient ions iez ai as a âmes ât èrent er erai eras era erons erez eront \
    erais erait erions eriez eraient é ée és ées";

/// Words of phrases that stand for other forms of theirs.
const VARIANTS: &[(&str, &str)] = &[
    ("de", "d' du des"),
    ("à", "au aux"),
    ("le", "la les l'"),
    ("ne", "n'"),
    ("sa", "son ses leur leurs"),
    ("son", "sa ses leur leurs"),
    ("ses", "sa son leur leurs"),
    ("leurs", "leur ses son sa"),
    ("un", "une des"),
    ("une", "un des"),
    ("des", "de d' un une les"),
    ("que", "qu'"),
    ("si", "s'"),
];

/// The forms of irregular verbs. Words of entries and examples are compared by stem: a check of the tables, no lemmatizer.
struct Verbs(BTreeMap<String, BTreeSet<String>>);

impl Verbs {
    fn read() -> Verbs {
        let forms = |row: &BTreeMap<String, String>| {
            (row["lemma"].clone(), row["forms"].split(' ').map(str::to_owned).collect())
        };
        Verbs(named("verbs.tsv").rows.iter().map(|(_, row)| forms(row)).collect())
    }

    /// Whether the trigger's words hold the entry's words in their order; bracketed ones are optional.
    fn holds(&self, entry: &str, trigger: &str) -> bool {
        let mut wanted: Vec<(String, bool)> = Vec::new();
        let mut optional = false;
        for word in words(entry) {
            match word.as_str() {
                "(" | ")" => optional = word == "(",
                _ => wanted.push((word, optional)),
            }
        }
        if wanted.first().is_some_and(|(word, _)| word == "se") {
            wanted.remove(0);
            wanted.iter_mut().filter(|(word, _)| word == "en").for_each(|(_, free)| *free = true);
        }
        let forms = words(trigger);
        let mut at = 0;
        for (word, free) in &wanted {
            match (at..forms.len()).find(|&i| self.fits(word, &forms[i])) {
                Some(found) => at = found + 1,
                None if *free => {}
                None => return false,
            }
        }
        !wanted.is_empty()
    }

    /// Whether a form of a text can be the word of an entry.
    fn fits(&self, entry: &str, form: &str) -> bool {
        let (entry, form) = (entry.to_lowercase(), form.to_lowercase());
        let variants = VARIANTS.iter().find(|(word, _)| *word == entry).map(|(_, forms)| *forms);
        let conjugated = self.0.get(&entry);
        if entry == form
            || variants.is_some_and(|forms| forms.split(' ').any(|f| f == form))
            || conjugated.is_some_and(|forms| forms.contains(&form))
        {
            return true;
        }
        if variants.is_some() || conjugated.is_some() || entry.chars().count() < 3 {
            return false;
        }
        if let Some(stem) = entry.strip_suffix("er") {
            let soft = stem.strip_suffix('c').map(|s| format!("{s}ç"));
            let kept = stem.ends_with('g').then(|| format!("{stem}e"));
            let mut stems = [Some(stem.to_owned()), soft, kept].into_iter().flatten();
            let regular = |ending: &str| REGULAR.split_whitespace().any(|r| r == ending);
            if stems.any(|s| form.strip_prefix(&*s).is_some_and(regular)) {
                return true;
            }
        }
        // Nouns and adjectives in the plural and the feminine: all but the last two letters.
        let (a, b) = (plain(&entry), plain(&form));
        let need = a.len().saturating_sub(2).max(3);
        b.len() >= need.min(a.len()) && a.starts_with(&b[..need.min(a.len())]) && b.len() <= a.len() + 4
    }
}

/// The words of a text; elided ones keep their apostrophe.
fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word = String::new();
    for c in text.replace('’', "'").chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '-') {
            word.push(c);
            continue;
        }
        let elided = c == '\'' && !word.is_empty();
        if elided {
            word.push(c);
        }
        all.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        all.extend((!elided && !c.is_whitespace()).then(|| c.to_string()));
    }
    all.extend((!word.is_empty()).then_some(word));
    all
}

/// The letters without accents.
fn plain(word: &str) -> Vec<char> {
    let bare = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        c => c,
    };
    word.chars().map(bare).collect()
}
