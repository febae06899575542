//! An incident drawn for people: origins, the agencies and outlets that carry them, and what speaks for and against.

use selon::model::{Claim, Figure};
use selon_ledger::comparison::{Comparison, Relation, Statement, Subject, credibility};
use selon_ledger::incident::{ClaimAt, Incident, Membership};
use selon_ledger::origin::{Branch, Carrier, Origins, Slot, independence, origin, tree};
use selon_ledger::people::{private_names, withhold};

use crate::term::{Line, Painter, Tone};
use crate::view::screen::Screen;
use crate::words::Words;

/// Where the lines of a section begin.
const INDENT: usize = 2;

/// The whole drawing.
pub(crate) fn incident(incident: &Incident, grouping: &[Membership], screen: Screen) -> String {
    let words = Words::of(screen.lang);
    let painter = Painter { color: screen.color, width: screen.width, out: String::new() };
    let mut drawing = Drawing { incident, words, painter };
    let origins = independence(incident);
    let comparison = Comparison::of(incident);
    drawing.head(&origins, &comparison);
    drawing.section(words.pick("Who says so", "Qui le dit"));
    for branch in tree(incident) {
        drawing.branch(&branch);
    }
    drawing.slots(&origins);
    drawing.comparison(&comparison);
    drawing.echoes();
    drawing.grouping(grouping);
    drawing.painter.out
}

struct Drawing<'a> {
    incident: &'a Incident,
    words: &'static Words,
    painter: Painter,
}

impl Drawing<'_> {
    fn head(&mut self, origins: &[Origins], comparison: &Comparison) {
        let (incident, words) = (self.incident, self.words);
        let summary = incident.summary();
        let period = summary
            .period
            .map(|(start, end)| if start == end { start.to_string() } else { format!("{start} … {end}") });
        let types: Vec<&str> = summary.types.iter().map(|t| t.as_str()).collect();
        let parts = [summary.place.map(|place| place.name.clone()), period, Some(types.join(", "))];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        self.painter.line(0, "", 0, &Line::new(&parts.join(" · "), Tone::Strong));
        let counts = format!(
            "{} · {} {} · {} {}",
            incident.id,
            incident.reports.len(),
            words.pick("reports", "articles"),
            incident.claims.len(),
            words.claims
        );
        self.painter.line(0, "", 0, &Line::new(&counts, Tone::Faint));
        if let Some(event) = origins.iter().find(|o| o.slot == Slot::Event).or(origins.first()) {
            let proposed = words.pick("credibility proposed", "crédibilité proposée");
            let digit = credibility(incident, origins, comparison).digit();
            let told = format!("{} {} · {proposed}: {digit} / 6", range(event), self.identified(event));
            self.painter.line(0, "", 0, &Line::new(&told, Tone::Plain));
        }
        let actors = [summary.actors.join(", "), summary.recipients.join(", ")];
        if actors.iter().any(|parties| !parties.is_empty()) {
            let line =
                Line::new(&actors[0], Tone::Party).with(" → ", Tone::Faint).with(&actors[1], Tone::Party);
            self.painter.line(0, "", 0, &line);
        }
    }

    fn identified(&self, origins: &Origins) -> String {
        let words = self.words;
        let one = origins.high == 1;
        let origin = match one {
            true => words.pick(
                "independent origin identified in this corpus",
                "origine indépendante identifiée dans ce corpus",
            ),
            false => words.pick(
                "independent origins identified in this corpus",
                "origines indépendantes identifiées dans ce corpus",
            ),
        };
        let sides =
            if origins.sides == 1 { words.pick("side", "camp") } else { words.pick("sides", "camps") };
        format!("{origin}, {} {sides}", origins.sides)
    }

    fn section(&mut self, title: &str) {
        self.painter.out.push('\n');
        self.painter.line(0, "", 0, &Line::new(title, Tone::Strong));
    }

    fn branch(&mut self, branch: &Branch) {
        let line = match &branch.origin {
            Some(id) => {
                let names =
                    self.names(branch.agencies.iter().flat_map(|carrier| carrier.reports.iter().copied()));
                let line = Line::new(&withhold(&branch.name, &names), Tone::Party);
                if id.starts_with('~') { line } else { line.with(&format!(" [{id}]"), Tone::Faint) }
            }
            None => Line::new(self.words.pick("origin unknown", "origine inconnue"), Tone::Doubt),
        };
        self.painter.line(INDENT, "", INDENT, &line);
        let last = branch.agencies.len().saturating_sub(1);
        for (at, carrier) in branch.agencies.iter().enumerate() {
            let direct = carrier.agency.is_none();
            let (joint, stem) = if at == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            if let Some(agency) = &carrier.agency {
                self.painter.line(INDENT, joint.trim_end(), INDENT + 3, &Line::new(agency, Tone::Party));
            }
            self.reports(branch, carrier, if direct { "" } else { stem }, !direct || at == last);
        }
    }

    /// The reports under an agency, or under the origin itself.
    fn reports(&mut self, branch: &Branch, carrier: &Carrier, stem: &str, ends: bool) {
        let last = carrier.reports.len().saturating_sub(1);
        for (at, &report) in carrier.reports.iter().enumerate() {
            let joint = if at == last && ends { "└─ " } else { "├─ " };
            let label = format!("{stem}{joint}");
            let line = self.report(branch, report);
            let indent = INDENT + label.chars().count();
            self.painter.line(INDENT, label.trim_end(), indent, &line);
        }
    }

    fn report(&self, branch: &Branch, report: usize) -> Line {
        let article = &self.incident.reports[report].report.article;
        let mut line = Line::new(article.outlet.as_deref().unwrap_or(&article.id), Tone::Plain);
        let published = article.published.map(|d| d.to_string());
        let known = [Some(article.id.clone()).filter(|_| article.outlet.is_some()), published];
        let known: Vec<String> = known.into_iter().flatten().collect();
        line.push(&format!(" ({})", known.join(", ")), Tone::Faint);
        let claims = self.incident.claims.iter().filter(|at| at.report == report);
        let its = claims.filter(|at| {
            origin(self.incident.claim(**at), &article.text).id().map(str::to_owned) == branch.origin
        });
        let told: Vec<String> = its.map(|at| self.told(*at)).collect();
        let mut each: Vec<String> = Vec::new();
        told.into_iter().for_each(|told| {
            if !each.contains(&told) {
                each.push(told)
            }
        });
        line.push(&format!(": {}", each.join("; ")), Tone::Plain);
        line
    }

    /// A claim in a few words: its type, its figures, and how sure it is where that is not plain.
    fn told(&self, at: ClaimAt) -> String {
        let claim = self.incident.claim(at);
        let mut told = claim.event.as_str().to_owned();
        let figures: Vec<String> = claim.figures.iter().map(|figure| self.figure(figure)).collect();
        if !figures.is_empty() {
            told = format!("{told} {}", figures.join(", "));
        }
        if claim.factuality.as_str() != "asserted" {
            told = format!("{told} ({})", self.words.factuality(claim.factuality));
        }
        told
    }

    fn figure(&self, figure: &Figure) -> String {
        let words = self.words;
        let of = words.counted(figure.of);
        match (figure.low, figure.high) {
            (Some(low), Some(high)) if low == high => {
                let about = if figure.approximate { format!("{} ", words.about) } else { String::new() };
                format!("{about}{low} {of}")
            }
            (Some(low), Some(high)) => format!("{low}–{high} {of}"),
            (Some(low), None) => format!("{} {low} {of}", words.at_least),
            (None, Some(high)) => format!("{} {high} {of}", words.at_most),
            (None, None) => of.to_owned(),
        }
    }

    /// For each question the range of origins, and who answers it.
    fn slots(&mut self, origins: &[Origins]) {
        self.section(self.words.pick("Origins by question", "Origines par question"));
        for slot in origins {
            let name = self.slot(slot.slot);
            let voices: Vec<String> = slot
                .voices
                .iter()
                .map(|voice| {
                    let names = self.names(voice.reports.iter().copied());
                    withhold(&voice.name, &names)
                })
                .collect();
            let line =
                Line::new(&range(slot), Tone::Plain).with(&format!("  {}", voices.join(", ")), Tone::Faint);
            self.painter.line(INDENT, &name, INDENT + 16, &line);
            let hard: Vec<&str> = slot
                .edges
                .iter()
                .map(|edge| match self.words.is_french() {
                    true => edge.reason.french(),
                    false => edge.reason.english(),
                })
                .collect();
            let reasons = counted(&hard);
            if !reasons.is_empty() {
                let because = format!("{} {reasons}", self.words.because);
                self.painter.line(INDENT, "", INDENT + 16, &Line::new(&because, Tone::Faint));
            }
        }
    }

    fn slot(&self, slot: Slot) -> String {
        let words = self.words;
        match slot {
            Slot::Event => words.pick("that it happened", "que cela a eu lieu").to_owned(),
            Slot::Denied => words.pick("that it did not", "que non").to_owned(),
            Slot::Figure(of) => words.counted(of).to_owned(),
            Slot::Perpetrator => words.pick("who did it", "qui l'a fait").to_owned(),
            Slot::Place => words.place.to_owned(),
            Slot::Period => words.time.to_owned(),
        }
    }

    /// What excludes what: true contradictions with both sentences, then updates and answers of another scope in a line each.
    fn comparison(&mut self, comparison: &Comparison) {
        let of = |relation: Relation| comparison.pairs.iter().filter(move |pair| pair.relation == relation);
        if of(Relation::Contradiction).next().is_some() {
            self.section(self.words.pick("Contradictions", "Contradictions"));
        }
        for pair in of(Relation::Contradiction) {
            let (a, b) = (&comparison.statements[pair.a], &comparison.statements[pair.b]);
            let subject = self.subject(a.subject);
            let line = Line::new(&format!("{} ≠ {}", self.value(a), self.value(b)), Tone::Denial);
            self.painter.line(INDENT, &subject, INDENT + 16, &line);
            for statement in [a, b] {
                self.sentence(statement);
            }
        }
        let others = [Relation::Update, Relation::OtherScope];
        if others.iter().any(|relation| of(*relation).next().is_some()) {
            self.section(self.words.pick("Updates and other scopes", "Mises à jour et autres périmètres"));
        }
        for relation in others {
            for pair in of(relation) {
                let (a, b) = (&comparison.statements[pair.a], &comparison.statements[pair.b]);
                let name = if self.words.is_french() { relation.french() } else { relation.english() };
                let told = format!("{} → {}  ({name})", self.value(a), self.value(b));
                let subject = self.subject(a.subject);
                self.painter.line(INDENT, &subject, INDENT + 16, &Line::new(&told, Tone::Plain));
            }
        }
    }

    fn subject(&self, subject: Subject) -> String {
        match subject {
            Subject::Polarity => self.words.pick("whether", "si").to_owned(),
            Subject::Figure(of) => self.words.counted(of).to_owned(),
            Subject::Perpetrator => self.slot(Slot::Perpetrator),
            Subject::Place => self.slot(Slot::Place),
            Subject::Period => self.slot(Slot::Period),
        }
    }

    fn value(&self, statement: &Statement) -> String {
        let names = self.names(statement.claims.iter().map(|at| at.report));
        let scope = statement.scope.to_string();
        let scope = if scope.is_empty() { scope } else { format!(" [{scope}]") };
        withhold(&format!("{}{scope}", statement.value), &names)
    }

    /// The first sentence that gives an answer, with who stands behind it.
    fn sentence(&mut self, statement: &Statement) {
        let Some(&at) = statement.claims.first() else { return };
        let names = self.names(std::iter::once(at.report));
        let id = &self.incident.report_of(at).report.article.id;
        let origin = statement
            .origins
            .first()
            .map_or(self.words.pick("origin unknown", "origine inconnue"), String::as_str);
        let text = self.incident.text(at, self.incident.claim(at).sentence);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = Line::new(&format!("{id}, {}: ", withhold(origin, &names)), Tone::Faint)
            .with(&withhold(&text, &names), Tone::Plain);
        self.painter.line(INDENT, "", INDENT + 16, &line);
    }

    fn echoes(&mut self) {
        if self.incident.echoes.is_empty() {
            return;
        }
        self.section(self.words.pick("Same text", "Même texte"));
        for echo in &self.incident.echoes {
            let id = |report: usize| self.incident.reports[report].report.article.id.clone();
            let line = format!("{} = {}: {:.0} %", id(echo.a), id(echo.b), echo.containment * 100.0);
            self.painter.line(INDENT, "", INDENT, &Line::new(&line, Tone::Plain));
        }
    }

    fn grouping(&mut self, grouping: &[Membership]) {
        let reasoned = || grouping.iter().filter(|member| !member.reasons.is_empty());
        if reasoned().next().is_some() {
            self.section(
                self.words.pick("Why these reports are together", "Pourquoi ces articles vont ensemble"),
            );
        }
        for member in reasoned() {
            let reasons = member.reasons.iter().filter(|reason| !reason.what.is_empty());
            let same = self.words.pick("sentences in the same words", "phrases dans les mêmes mots");
            let what =
                |of: &str, what: &str| if of == "text" { format!("{what} {same}") } else { what.to_owned() };
            let reasons: Vec<String> =
                reasons.map(|r| format!("{} {:+.1}", what(&r.of, &r.what), r.points)).collect();
            let line = Line::new(&member.report, Tone::Plain)
                .with(&format!("  {}", reasons.join("; ")), Tone::Faint);
            self.painter.line(INDENT, "", INDENT + 4, &line);
        }
        if !self.incident.recalled_in.is_empty() {
            let recalled = self.words.pick("Recalled in", "Rappelé dans");
            self.painter.out.push('\n');
            let ids = self.incident.recalled_in.join(", ");
            self.painter.line(0, recalled, recalled.chars().count() + 1, &Line::new(&ids, Tone::Faint));
        }
    }

    /// Names that are not shown.
    fn names(&self, reports: impl Iterator<Item = usize>) -> Vec<&str> {
        let claims = |report: usize| -> &Vec<Claim> { &self.incident.reports[report].report.claims };
        reports.flat_map(|report| private_names(claims(report))).collect()
    }
}

fn range(origins: &Origins) -> String {
    if origins.low == origins.high {
        origins.low.to_string()
    } else {
        format!("{}–{}", origins.low, origins.high)
    }
}

/// "same text (2), same origin (1)", in the order of first occurrence.
fn counted(reasons: &[&str]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    reasons.iter().for_each(|reason| {
        if !seen.contains(reason) {
            seen.push(reason)
        }
    });
    let count = |reason: &str| reasons.iter().filter(|r| **r == reason).count();
    seen.iter().map(|reason| format!("{reason} ({})", count(reason))).collect::<Vec<_>>().join(", ")
}
