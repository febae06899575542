//! Reads case files: Markdown with one second-level heading per case, the report in a block
//! quotation and the expectations in a list. `README.md` beside the files is their description.

use selon::model::{EventType, Factuality, Mode};

/// A case: a short report, and what its claims are to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Case {
    /// The heading without its mark.
    pub(crate) name: String,
    /// Line of the heading, from 1.
    pub(crate) line: usize,
    /// Known not to pass yet.
    pub(crate) open: bool,
    /// Day of publication as written, where one is given.
    pub(crate) published: Option<String>,
    /// The quoted text; an empty quoted line parts paragraphs.
    pub(crate) text: String,
    /// The items of the list.
    pub(crate) wanted: Vec<Wanted>,
}

/// One expectation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wanted {
    /// A claim like this one is found.
    Claim(Box<Pattern>),
    /// A claim like this one is found, on the line of this number, and should not be.
    Wrong(Box<Pattern>, usize),
    /// No claim is found.
    Nothing,
    /// Claims that are not listed may be found.
    Others,
    /// Among them is none of this type, and of this trigger where one is given.
    None(EventType, Option<String>),
}

/// A claim as far as a case names it: a field that is `None` is not checked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    pub(crate) event: EventType,
    pub(crate) mode: Option<Mode>,
    /// Words that the found trigger has to overlap.
    pub(crate) trigger: String,
    pub(crate) factuality: Option<Factuality>,
    pub(crate) quoted: Option<bool>,
    /// Outermost first.
    pub(crate) sources: Option<Vec<Mention>>,
    pub(crate) actors: Option<Vec<Mention>>,
    pub(crate) recipients: Option<Vec<Mention>>,
    /// At most one mention.
    pub(crate) place: Option<Vec<Mention>>,
    /// `2021-03-27/2021-03-28`, `..` for an open or unknown end, `none`.
    pub(crate) time: Option<String>,
    /// `6- killed`, `8-10 wounded`, `~30 displaced`, in any order.
    pub(crate) figures: Option<Vec<String>>,
}

/// A wording, and in brackets the code that it is to have: a party's id, a place's precision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) text: String,
    pub(crate) code: Option<String>,
}

/// The cases of a file. The error names the line.
pub(crate) fn cases(markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut published = None;
    for (index, line) in markdown.lines().enumerate() {
        let at = |message: String| format!("line {}: {message}", index + 1);
        if let Some(heading) = line.strip_prefix("## ") {
            cases.push(begin(heading, index + 1, published.clone()));
        } else if let Some(day) = line.strip_prefix("published: ") {
            match cases.last_mut() {
                Some(case) => case.published = Some(day.trim().to_owned()),
                None => published = Some(day.trim().to_owned()),
            }
        } else if let Some(case) = cases.last_mut() {
            extend(case, line, index + 1).map_err(at)?;
        }
    }
    let faults = cases.iter().filter_map(|case| Some(format!("line {}: {}", case.line, case.fault()?)));
    match faults.into_iter().next() {
        Some(fault) => Err(fault),
        None => Ok(cases),
    }
}

impl Case {
    /// Whether claims that the case does not list may be found.
    pub(crate) fn allows_others(&self) -> bool {
        self.wanted.contains(&Wanted::Others)
    }

    fn fault(&self) -> Option<&'static str> {
        let excludes = |w: &Wanted| matches!(w, Wanted::None(..));
        if self.text.is_empty() || self.wanted.is_empty() {
            Some("a case needs a quoted text and a list")
        } else if self.wanted.contains(&Wanted::Nothing) && self.wanted.len() > 1 {
            Some("\"nothing\" stands alone")
        } else if !self.allows_others() && self.wanted.iter().any(excludes) {
            Some("\"none:\" says nothing more where no \"…\" lets other claims in")
        } else {
            None
        }
    }
}

fn begin(heading: &str, line: usize, published: Option<String>) -> Case {
    let (name, open) = match heading.trim().strip_suffix("(open)") {
        Some(name) => (name.trim_end(), true),
        None => (heading.trim(), false),
    };
    Case { name: name.to_owned(), line, open, published, ..Case::default() }
}

fn extend(case: &mut Case, line: &str, number: usize) -> Result<(), String> {
    if let Some(quoted) = line.strip_prefix('>') {
        let quoted = quoted.strip_prefix(' ').unwrap_or(quoted);
        if quoted.is_empty() {
            case.text.push_str("\n\n");
        } else {
            if !(case.text.is_empty() || case.text.ends_with('\n')) {
                case.text.push(' ');
            }
            case.text.push_str(quoted);
        }
    } else if let Some(item) = line.strip_prefix("- ") {
        case.wanted.push(wanted(item.trim(), number)?);
    }
    Ok(())
}

fn wanted(item: &str, line: usize) -> Result<Wanted, String> {
    if item == "nothing" {
        return Ok(Wanted::Nothing);
    }
    if item.starts_with('…') {
        return Ok(Wanted::Others);
    }
    if let Some(rest) = item.strip_prefix("wrong: ") {
        return Ok(Wanted::Wrong(Box::new(pattern(rest)?), line));
    }
    if let Some(rest) = item.strip_prefix("none: ") {
        let (code, trigger) = match rest.split_once(" «") {
            Some((code, trigger)) => (code, Some(trigger.trim_end_matches('»').to_owned())),
            None => (rest, None),
        };
        let event = EventType::parse(code.trim()).ok_or_else(|| format!("no event type: {code}"))?;
        return Ok(Wanted::None(event, trigger));
    }
    pattern(item).map(|p| Wanted::Claim(Box::new(p)))
}

/// `TYPE/mode «trigger» factuality; field: value; …`
fn pattern(item: &str) -> Result<Pattern, String> {
    let mut parts = item.split("; ");
    let head = parts.next().unwrap_or_default();
    let (code, rest) = head.split_once(" «").ok_or_else(|| format!("no trigger in: {head}"))?;
    let (trigger, factuality) =
        rest.split_once('»').ok_or_else(|| format!("no end of the trigger in: {head}"))?;
    let (event, mode) = match code.split_once('/') {
        Some((event, mode)) => (event, Some(Mode::parse(mode).ok_or_else(|| format!("no mode: {mode}"))?)),
        None => (code, None),
    };
    let event = EventType::parse(event).ok_or_else(|| format!("no event type: {event}"))?;
    if mode.is_some_and(|m| !event.modes().contains(&m)) {
        return Err(format!("no mode of its type: {code}"));
    }
    let factuality = match factuality.trim() {
        "" => None,
        word => Some(Factuality::parse(word).ok_or_else(|| format!("no factuality: {word}"))?),
    };
    let mut pattern = Pattern {
        event,
        mode,
        trigger: trigger.to_owned(),
        factuality,
        quoted: None,
        sources: None,
        actors: None,
        recipients: None,
        place: None,
        time: None,
        figures: None,
    };
    parts.try_for_each(|field| pattern.field(field))?;
    Ok(pattern)
}

impl Pattern {
    fn field(&mut self, field: &str) -> Result<(), String> {
        let (name, value) = field.trim().split_once(": ").ok_or_else(|| format!("no field: {field}"))?;
        match name {
            "sources" => self.sources = Some(mentions(value, " < ")),
            "actors" => self.actors = Some(mentions(value, " + ")),
            "recipients" => self.recipients = Some(mentions(value, " + ")),
            "place" => self.place = Some(mentions(value, " + ")),
            "time" => self.time = Some(value.to_owned()),
            "figures" => self.figures = Some(list(value, ", ").map(str::to_owned).collect()),
            "quoted" => self.quoted = Some(value == "yes"),
            _ => return Err(format!("no field: {name}")),
        }
        Ok(())
    }
}

fn list<'a>(value: &'a str, separator: &'a str) -> impl Iterator<Item = &'a str> {
    value.split(separator).map(str::trim).filter(|part| *part != "none")
}

fn mentions(value: &str, separator: &str) -> Vec<Mention> {
    let mention = |part: &str| match part.rsplit_once(" [") {
        Some((text, code)) => {
            Mention { text: text.to_owned(), code: Some(code.trim_end_matches(']').to_owned()) }
        }
        None => Mention { text: part.to_owned(), code: None },
    };
    list(value, separator).map(mention).collect()
}

pub(crate) fn a_case_file_is_read() {
    let found = cases(
        "# Title\n\npublished: 2021-03-28\n\n## First (open)\n\n> Un.\n> Deux.\n>\n> Trois.\n\n\
         - CONTROL/take «pris» denied; sources: l'AFP < X, chef [CAF/MIL]; figures: 6- killed\n\
         - wrong: TOLL «Deux»\n- … (more of it)\n- none: TOLL «morts»\n",
    )
    .unwrap();
    assert_eq!(found.len(), 1);
    let case = &found[0];
    assert_eq!((case.name.as_str(), case.line, case.open), ("First", 5, true));
    assert_eq!(case.published.as_deref(), Some("2021-03-28"));
    assert_eq!(case.text, "Un. Deux.\n\nTrois.");
    let Wanted::Claim(pattern) = &case.wanted[0] else { panic!("{:?}", case.wanted[0]) };
    assert_eq!(pattern.mode, Some(Mode::Take));
    assert_eq!(pattern.factuality, Some(Factuality::Denied));
    let sources = pattern.sources.as_ref().unwrap();
    assert_eq!(sources[0], Mention { text: "l'AFP".into(), code: None });
    assert_eq!(sources[1], Mention { text: "X, chef".into(), code: Some("CAF/MIL".into()) });
    assert_eq!(pattern.figures.as_deref(), Some(&["6- killed".to_owned()][..]));
    let Wanted::Wrong(pattern, line) = &case.wanted[1] else { panic!("{:?}", case.wanted[1]) };
    assert_eq!((pattern.trigger.as_str(), *line), ("Deux", 13));
    assert!(case.allows_others());
    assert_eq!(case.wanted[3], Wanted::None(EventType::Toll, Some("morts".into())));
}

pub(crate) fn a_fault_in_a_case_names_its_line() {
    let check = |item: &str, expected: &str| {
        let error = cases(&format!("## A\n\n> Un.\n\n- {item}\n")).unwrap_err();
        assert_eq!(error, expected);
    };
    check("CONTROL pris", "line 5: no trigger in: CONTROL pris");
    check("TAKE «pris»", "line 5: no event type: TAKE");
    check("TOLL/take «pris»", "line 5: no mode of its type: TOLL/take");
    check("TOLL «pris» sure", "line 5: no factuality: sure");
    check("TOLL «pris»; who: X", "line 5: no field: who");
    check("none: TOLL", "line 1: \"none:\" says nothing more where no \"…\" lets other claims in");
    check("nothing\n- TOLL «Un»", "line 1: \"nothing\" stands alone");
}
