//! A grammar of sentences that expands by chance.
//!
//! A rule is a list of alternatives, and an alternative is text with
//! `{name}` for another rule or a slot that the caller fills, `[a|b|]` for a choice on the spot, and `<s|p>` or
//! `<ms|fs|mp|fp>` for forms that agree with the noun before, `<^s|p>` with the noun after ("<^dit|disent> {source}"). An alternative may begin with `ms:`, `fs:`, `mp:` or `fp:`, which is
//! what it makes the words after it agree with. What needs a slot that the caller cannot fill is passed over, so
//! that no rule needs a condition.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Result, bail};

use super::french::Agreement;
use super::random::Rng;

/// What a slot holds.
pub(crate) enum Fill<'a> {
    /// Words, and what agrees with them.
    Words(Cow<'a, str>, Option<Agreement>),
    /// Another rule, chosen by the facts.
    Rule(Cow<'a, str>),
}

/// Where the slots of a text get their words.
pub(crate) trait Slots {
    /// The words for a slot; `None` where the facts have none.
    fn fill(&self, name: &str, rng: &mut Rng) -> Option<Fill<'_>>;
}

/// Rules by name.
#[derive(Debug)]
pub(crate) struct Grammar(BTreeMap<String, Vec<Alternative>>);

#[derive(Debug)]
struct Alternative {
    agreement: Option<Agreement>,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Choice(Vec<Alternative>),
    Name(String),
    Forms(Vec<String>),
    /// Forms that agree with the noun that follows.
    Ahead(Vec<String>),
}

/// What an expansion has written so far.
#[derive(Debug, Default)]
struct Draft<'g> {
    text: String,
    agreement: Agreement,
    /// Forms that wait for their noun, and where in the text they go.
    ahead: Vec<(usize, &'g [String])>,
}

impl Grammar {
    /// Reads rules from TOML: names with arrays of alternatives.
    pub(crate) fn parse(toml: &str) -> Result<Grammar> {
        let rules: BTreeMap<String, Vec<String>> = toml::from_str(toml)?;
        let mut read = BTreeMap::new();
        for (name, alternatives) in rules {
            let alternatives = alternatives.iter().map(|a| whole(a)).collect::<Result<Vec<_>>>()?;
            read.insert(name, alternatives);
        }
        Ok(Grammar(read))
    }

    /// Expands a rule; `None` where no alternative can be filled. Alternatives of the rule itself that are in `used` are not
    /// taken again, and the one taken is added.
    pub(crate) fn expand(
        &self,
        rule: &str,
        slots: &dyn Slots,
        rng: &mut Rng,
        used: &mut Vec<(String, usize)>,
    ) -> Option<String> {
        let alternatives = self.0.get(rule)?;
        let fresh: Vec<usize> = (0..alternatives.len())
            .filter(|&at| !used.iter().any(|(name, other)| name == rule && *other == at))
            .collect();
        let first = rng.below(fresh.len());
        for step in 0..fresh.len() {
            let at = fresh[(first + step) % fresh.len()];
            let mut draft = Draft::default();
            if self.write(&alternatives[at], slots, rng, &mut draft) {
                used.push((rule.to_owned(), at));
                return Some(draft.text);
            }
        }
        None
    }

    /// The names that are no rules.
    #[cfg(test)]
    pub(crate) fn slots(&self) -> std::collections::BTreeSet<&str> {
        let mut parts: Vec<&Part> = self.0.values().flatten().flat_map(|a| &a.parts).collect();
        let mut slots = std::collections::BTreeSet::new();
        while let Some(part) = parts.pop() {
            match part {
                Part::Choice(of) => parts.extend(of.iter().flat_map(|a| &a.parts)),
                Part::Name(name) if !self.has(name) => drop(slots.insert(name.as_str())),
                _ => {}
            }
        }
        slots
    }

    #[cfg(test)]
    pub(crate) fn has(&self, rule: &str) -> bool {
        self.0.contains_key(rule)
    }

    /// Writes the first alternative from a random one on that can be filled.
    fn choose<'g>(
        &'g self,
        of: &'g [Alternative],
        slots: &dyn Slots,
        rng: &mut Rng,
        draft: &mut Draft<'g>,
    ) -> bool {
        let first = rng.below(of.len());
        let (length, agreement, waiting) = (draft.text.len(), draft.agreement, draft.ahead.len());
        (0..of.len()).any(|step| {
            draft.text.truncate(length);
            draft.agreement = agreement;
            draft.ahead.truncate(waiting);
            self.write(&of[(first + step) % of.len()], slots, rng, draft)
        })
    }

    fn write<'g>(
        &'g self,
        alternative: &'g Alternative,
        slots: &dyn Slots,
        rng: &mut Rng,
        draft: &mut Draft<'g>,
    ) -> bool {
        let waiting = draft.ahead.len();
        for part in &alternative.parts {
            let written = match part {
                Part::Text(text) => {
                    draft.text.push_str(text);
                    true
                }
                Part::Choice(of) => self.choose(of, slots, rng, draft),
                Part::Name(name) => {
                    let before = draft.ahead.len();
                    let written = self.write_name(name, slots, rng, draft);
                    draft.settle(waiting..before);
                    written
                }
                Part::Forms(forms) => {
                    draft.text.push_str(&forms[draft.agreement.form(forms.len())]);
                    true
                }
                Part::Ahead(forms) => {
                    draft.ahead.push((draft.text.len(), forms));
                    true
                }
            };
            if !written {
                return false;
            }
        }
        draft.agreement = alternative.agreement.unwrap_or(draft.agreement);
        true
    }

    fn write_name<'g>(&'g self, name: &str, slots: &dyn Slots, rng: &mut Rng, draft: &mut Draft<'g>) -> bool {
        if let Some(of) = self.0.get(name) {
            return self.choose(of, slots, rng, draft);
        }
        match slots.fill(name, rng) {
            None => false,
            Some(Fill::Rule(rule)) => match self.0.get(&*rule) {
                Some(of) => self.choose(of, slots, rng, draft),
                None => false,
            },
            Some(Fill::Words(words, agreement)) => {
                draft.text.push_str(&words);
                draft.agreement = agreement.unwrap_or(draft.agreement);
                true
            }
        }
    }
}

impl Draft<'_> {
    /// Puts in the forms that waited for the noun just written. Those before the range wait for the noun of an outer
    /// alternative, and those after it, which came with the name itself, for the next one.
    fn settle(&mut self, waited: Range<usize>) {
        let later = self.ahead.split_off(waited.end.min(self.ahead.len()));
        let mut longer = 0;
        for (at, forms) in self.ahead.drain(waited.start.min(self.ahead.len())..) {
            let form = &forms[self.agreement.form(forms.len())];
            self.text.insert_str(at + longer, form);
            longer += form.len();
        }
        self.ahead.extend(later.into_iter().map(|(at, forms)| (at + longer, forms)));
    }
}

impl Agreement {
    /// Which of two forms (singular, plural) or four (each with its feminine) agrees.
    fn form(self, forms: usize) -> usize {
        let plural = usize::from(self.plural);
        if forms == 2 { plural } else { 2 * plural + usize::from(self.feminine) }
    }
}

/// Reads an alternative that ends with its text.
fn whole(text: &str) -> Result<Alternative> {
    let mut rest = text;
    let alternative = alternative(&mut rest)?;
    if !rest.is_empty() {
        bail!("a choice closes that was not opened: {text}");
    }
    Ok(alternative)
}

/// Reads up to the end of the alternative: a bar, a closing bracket or the end of the text.
fn alternative(rest: &mut &str) -> Result<Alternative> {
    let mark = rest.split_once(':').and_then(|(mark, after)| Some((Agreement::parse(mark)?, after)));
    let agreement = mark.map(|(agreement, after)| {
        *rest = after;
        agreement
    });
    let mut parts = Vec::new();
    while !rest.is_empty() && !rest.starts_with(['|', ']']) {
        let open = rest.find(['[', '{', '<', '|', ']']).unwrap_or(rest.len());
        if open > 0 {
            parts.push(Part::Text(rest[..open].to_owned()));
            *rest = &rest[open..];
        } else if let Some(after) = rest.strip_prefix('[') {
            *rest = after;
            parts.push(Part::Choice(choice(rest)?));
        } else if let Some((name, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            parts.push(Part::Name(name.to_owned()));
            *rest = after;
        } else if let Some((forms, after)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
            let (ahead, forms) = forms.strip_prefix('^').map_or((false, forms), |forms| (true, forms));
            let forms: Vec<String> = forms.split('|').map(str::to_owned).collect();
            if forms.len() != 2 && forms.len() != 4 {
                bail!("two or four forms agree: {rest}");
            }
            parts.push(if ahead { Part::Ahead(forms) } else { Part::Forms(forms) });
            *rest = after;
        } else {
            bail!("something opens that does not close: {rest}");
        }
    }
    Ok(Alternative { agreement, parts })
}

/// Reads alternatives up to the closing bracket.
fn choice(rest: &mut &str) -> Result<Vec<Alternative>> {
    let mut of = vec![alternative(rest)?];
    while let Some(after) = rest.strip_prefix('|') {
        *rest = after;
        of.push(alternative(rest)?);
    }
    match rest.strip_prefix(']') {
        Some(after) => *rest = after,
        None => bail!("a choice does not close"),
    }
    Ok(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Army;

    impl Slots for Army {
        fn fill(&self, name: &str, _: &mut Rng) -> Option<Fill<'_>> {
            match name {
                "army" => Some(Fill::Words("les forces".into(), Agreement::parse("fp"))),
                "again" => Some(Fill::Rule("they".into())),
                _ => None,
            }
        }
    }

    #[test]
    fn rules_expand() {
        let grammar = Grammar::parse(
            r#"
            they = ["mp:les soldats"]
            passive = ["{army} <a|ont> été repoussé<|e|s|es>"]
            redirect = ["{again} <est|sont> parti<|e|s|es>"]
            skips = ["{nothing} est dit", "rien[ à {nothing}|]"]
            marked = ["[fs:la troupe|fs:l'armée de~{again}] <a|ont> cédé"]
            ahead = ["[<^dit|disent>|<^dit|disent>] {source}"]
            verb = ["<^croit|croient>"]
            through = ["{verb} {source}"]
            source = ["fs:une voix de~{army}"]
            none = ["{nothing}"]
            "#,
        )
        .unwrap();
        let check = |rule: &str, expected: Option<&str>| {
            for seed in 0..20 {
                let text = grammar.expand(rule, &Army, &mut Rng::new(seed), &mut Vec::new());
                let text = text.map(|t| t.replace("l'armée de~les soldats", "la troupe"));
                assert_eq!(text.as_deref(), expected, "{rule}");
            }
        };
        check("passive", Some("les forces ont été repoussées"));
        check("redirect", Some("les soldats sont partis"));
        check("skips", Some("rien"));
        check("marked", Some("la troupe a cédé"));
        check("ahead", Some("dit une voix de~les forces"));
        check("through", Some("croit une voix de~les forces"));
        check("none", None);
    }

    #[test]
    fn used_alternatives_are_not_taken_again() {
        let grammar = Grammar::parse(r#"rule = ["a", "b", "c"]"#).unwrap();
        let (mut rng, mut used) = (Rng::new(0), Vec::new());
        let mut taken: Vec<String> =
            std::iter::from_fn(|| grammar.expand("rule", &Army, &mut rng, &mut used)).collect();
        taken.sort();
        assert_eq!(taken, ["a", "b", "c"]);
    }

    #[test]
    fn broken_rules_are_errors() {
        for broken in ["[a|b", "a]b", "{a", "<a|b|c>", "a|b"] {
            assert!(Grammar::parse(&format!("rule = ['{broken}']")).is_err(), "{broken}");
        }
    }
}
