//! Reads numbers with their bounds, ranges and nouns from tokens.
//!
//! As in the periods, every reader takes the index of a token, gives the index after what it read
//! and looks only a fixed number of tokens ahead.

use selon_model::Span;

use super::mention::{NumberKind, NumberMention};
use super::words::{
    BOUNDS, Bound, is_currency, is_definite, is_function_word, is_glued_unit, is_time_unit, stands_after,
};
use crate::mentions::adjectives::stands_before_noun;
use crate::mentions::numerals::Stretch;
use crate::mentions::numerals::cardinal::{collective, plural_collective};
use crate::mentions::numerals::tokens::Token;

/// The numbers of a stretch, in order, without overlap. `times` are where its time expressions stand, in
/// order: the numbers in them are left to them.
pub(crate) fn find(stretch: &Stretch<'_>, times: &[Span]) -> Vec<NumberMention> {
    let mut found = Vec::new();
    let mut times = times.iter().copied().peekable();
    let mut at = 0;
    while let Some(token) = stretch.get(at) {
        while times.next_if(|time| time.end <= token.span.start).is_some() {}
        if times.peek().is_some_and(|time| time.holds(token.span.start)) {
            at += 1;
            continue;
        }
        match stretch.mention(at, times.peek().copied()) {
            Some((mention, end)) => {
                found.extend(mention);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    mark_parts(&stretch.tokens, &mut found);
    found
}

/// Marks what stands after "dont" or "parmi lesquels" as a part of the number before it.
fn mark_parts(tokens: &[Token<'_>], found: &mut [NumberMention]) {
    let mut at = 0;
    for i in 1..found.len() {
        let gap = Span::new(found[i - 1].span.end, found[i].span.start);
        while tokens.get(at).is_some_and(|t| t.span.start < gap.start) {
            at += 1;
        }
        let between = &tokens[at..];
        let length = between.iter().take_while(|t| t.span.end <= gap.end).count();
        let between = &between[..length];
        let whole = found[i - 1].part_of.unwrap_or(i - 1);
        let counts = found[i].kind == NumberKind::Count && found[whole].kind == NumberKind::Count;
        let most = found[whole].high.or(found[whole].low).unwrap_or(u64::MAX);
        if !counts || found[whole].high.is_some() && found[i].low.is_some_and(|low| low > most) {
            continue;
        }
        let goes_on = !between.iter().any(|t| matches!(&*t.key, "." | ";" | "\n\n"));
        // "Cent policiers ont déserté depuis le mois d'avril à Rangoun, [dont] dix capitaines": right before the number it reaches farther.
        let adjacent = between.len() <= 24 && has_part_marker(&between[between.len().saturating_sub(2)..]);
        if goes_on && (adjacent || between.len() <= 10 && has_part_marker(between)) {
            found[i].part_of = Some(whole);
        } else if goes_on && between.len() <= 5 && is_list(between) {
            found[i].part_of = found[i - 1].part_of;
        }
    }
}

fn has_part_marker(between: &[Token<'_>]) -> bool {
    between.iter().enumerate().any(|(i, t)| {
        let next = between.get(i + 1).map_or("", |t| &*t.key);
        t.key == "dont" && !matches!(next, "ceux" | "celles" | "celui" | "celle")
            || t.key == "parmi" && matches!(next, "lesquels" | "lesquelles" | "eux" | "elles")
    })
}

/// "et" or a comma leads to the next part of the same whole; a comma and "et" lead out of it.
fn is_list(between: &[Token<'_>]) -> bool {
    let joints: Vec<&str> =
        between.iter().map(|t| &*t.key).filter(|key| matches!(*key, "et" | ",")).collect();
    let others = between.iter().filter(|t| !matches!(&*t.key, "et" | "," | "de" | "d'"));
    joints.len() == 1 && !others.into_iter().any(|t| t.is_mark() || is_function_word(&t.key))
}

/// The number itself, before bounds are applied.
#[derive(Clone, Copy, Debug)]
struct Core {
    low: u64,
    high: u64,
    approximate: bool,
    article: bool,
    end: usize,
    /// "de" leads to its noun: "une dizaine de", "3 millions de".
    takes_de: bool,
}

/// What is counted, and up to which token the number reaches.
struct Counting {
    kind: NumberKind,
    unit: Option<usize>,
    end: usize,
    of_them: bool,
}

impl Stretch<'_> {
    fn bound(&self, at: usize, after_number: bool) -> Option<(Bound, usize)> {
        let known = BOUNDS.iter().filter(|(words, _)| !after_number || stands_after(words));
        known
            .filter_map(|(words, bound)| self.phrase(at, words).map(|end| (*bound, end)))
            .max_by_key(|(_, end)| *end)
    }

    /// The number that begins at `at`; `Some((None, end))` for words to pass over.
    fn mention(&self, at: usize, time: Option<Span>) -> Option<(Option<NumberMention>, usize)> {
        let (bounds, start) = self.bounds_before(at);
        let core = self.core(start)?;
        let free = time.is_none_or(|time| self.tokens[core.end - 1].span.end <= time.start);
        if !free {
            return None;
        }
        let mut counting = self.counting(start, &core, bounds.is_empty());
        counting.unit =
            counting.unit.filter(|unit| time.is_none_or(|time| self.tokens[*unit].span.end <= time.start));
        if core.article && self.one_more(start) {
            (counting.unit, counting.end) = (None, core.end + 1);
        }
        let (after, end) = self.bound_after(&counting);
        let bounds: Vec<Bound> = bounds.into_iter().chain(after).collect();
        let article_one = core.article && bounds.is_empty();
        if article_one && !self.article_counts(start, &counting) {
            return Some((None, core.end));
        }
        let mention = NumberMention {
            span: Span::new(self.tokens[at].span.start, self.tokens[end - 1].span.end),
            low: (!bounds.contains(&Bound::AtMost)).then_some(core.low),
            high: (!bounds.contains(&Bound::AtLeast)).then_some(core.high),
            approximate: core.approximate || bounds.contains(&Bound::About),
            unit: counting.unit.map(|unit| self.tokens[unit].span),
            kind: counting.kind,
            article_one,
            definite: is_definite(self.key_before(at)),
            of_them: counting.of_them,
            part_of: None,
        };
        Some((Some(mention), end))
    }

    /// Up to three bounds before a number: "au moins une", "plus de près de".
    fn bounds_before(&self, at: usize) -> (Vec<Bound>, usize) {
        let (mut bounds, mut start) = (Vec::new(), at);
        while let Some((bound, end)) = self.bound(start, false).filter(|_| bounds.len() < 3) {
            bounds.push(bound);
            start = end;
        }
        (bounds, start)
    }

    fn bound_after(&self, counting: &Counting) -> (Option<Bound>, usize) {
        let from = counting.unit.map_or(counting.end, |unit| counting.end.max(unit + 1));
        for skipped in 0..3 {
            let at = from + skipped;
            if let Some((bound, end)) = self.bound(at, true).filter(|(_, end)| self.core(*end).is_none()) {
                return (Some(bound), end);
            }
            let goes_on = self.tokens.get(at).is_some_and(|t| t.is_word() && !is_function_word(&t.key));
            if !goes_on || counting.unit.is_none() {
                break;
            }
        }
        (None, counting.end)
    }

    fn core(&self, at: usize) -> Option<Core> {
        self.range(at)
            .or_else(|| self.collective(at))
            .or_else(|| self.plural_collective(at))
            .or_else(|| self.single(at))
    }

    fn single(&self, at: usize) -> Option<Core> {
        let number = self.cardinal(at)?;
        let of_whole = matches!(self.key(number.next), "des" | "sur");
        let whole = self
            .cardinal(number.next + 1)
            .filter(|whole| of_whole && whole.value > number.value && !number.article);
        let end = whole.map_or(number.next, |whole| whole.next);
        let takes_de = number.collective || self.ends_in_million(number.next);
        let approximate = number.collective;
        Some(Core {
            low: number.value,
            high: number.value,
            approximate,
            article: number.article,
            end,
            takes_de,
        })
    }

    fn ends_in_million(&self, end: usize) -> bool {
        matches!(
            self.key_before(end),
            "million" | "millions" | "milliard" | "milliards" | "m" | "md" | "mds" | "demi"
        )
    }

    /// "entre 600 et 700", "de 20 à 30", "vingt à trente", "10 ou 12", "200-300".
    fn range(&self, at: usize) -> Option<Core> {
        let (start, links): (usize, &[&str]) = match self.key(at) {
            "entre" => (at + 1, &["et"]),
            "de" | "d'" => (at + 1, &["a"]),
            _ => (at, &["a", "ou", "-", "–"]),
        };
        let low = self.cardinal(start).filter(|n| !n.article || start > at || self.key(n.next) == "ou")?;
        if !links.contains(&self.key(low.next)) || self.follows_change(at) {
            return None;
        }
        let high = self.cardinal(low.next + 1)?;
        let scale = self.scale_of(high.next);
        let scaled = low.value.saturating_mul(scale);
        let shares = low.value < 1_000 && self.scale_of(low.next) == 1 && scaled < high.value;
        let low_value = if shares { scaled } else { low.value };
        let rises = low_value < high.value && high.value <= low_value.saturating_mul(20);
        rises.then_some(Core {
            low: low_value,
            high: high.value,
            approximate: high.collective,
            article: false,
            end: high.next,
            takes_de: high.collective || self.ends_in_million(high.next),
        })
    }

    /// "est passé de 20 à 30" tells two numbers, not a range.
    fn follows_change(&self, at: usize) -> bool {
        const STEMS: [&str; 7] = ["pass", "augment", "mont", "chut", "tomb", "grimp", "baiss"];
        let de = usize::from(self.key_before(at) == "de");
        let verb = at.checked_sub(1 + de).map_or("", |verb| self.key(verb));
        STEMS.iter().any(|stem| verb.starts_with(stem))
    }

    /// What the last word of a number multiplies it with.
    fn scale_of(&self, end: usize) -> u64 {
        let word = self.key_before(end);
        match word {
            "cent" | "cents" => 100,
            "mille" => 1_000,
            "million" | "millions" => 1_000_000,
            "milliard" | "milliards" => 1_000_000_000,
            _ => plural_collective(word).unwrap_or(1),
        }
    }

    /// "une trentaine", "une bonne centaine", "une dizaine de milliers", "une demi-douzaine".
    fn collective(&self, at: usize) -> Option<Core> {
        let article = matches!(self.key(at), "une" | "un");
        let noun = at + usize::from(matches!(self.key(at), "une" | "un" | "la" | "cette" | "le" | "ce"));
        let noun = noun
            + usize::from(matches!(
                self.key(noun),
                "bonne" | "petite" | "quelconque" | "grosse" | "bon" | "petit" | "autre"
            ));
        let value = match self.key(noun) {
            "demi-douzaine" => 6,
            "demi-centaine" => 50,
            "demi-million" => 500_000,
            word => collective(word)?,
        };
        let of = matches!(self.key(noun + 1), "de" | "d'");
        let times = self.unit_of_units(noun + 1);
        // "la quarantaine" is an age or a confinement.
        (article || of).then_some(Core {
            low: value.saturating_mul(times),
            high: value.saturating_mul(times),
            approximate: true,
            article: false,
            end: if times > 1 { noun + 3 } else { noun + 1 },
            takes_de: true,
        })
    }

    /// The thousands of "dizaines de milliers"; 1 where there are none.
    fn unit_of_units(&self, at: usize) -> u64 {
        if !matches!(self.key(at), "de" | "d'") {
            return 1;
        }
        match self.key(at + 1) {
            "millions" => 1_000_000,
            "milliards" => 1_000_000_000,
            word => plural_collective(word).unwrap_or(1),
        }
    }

    /// "des dizaines", "plusieurs centaines", "par milliers", "des dizaines de milliers": from two
    /// units to the last number before ten of them.
    fn plural_collective(&self, at: usize) -> Option<Core> {
        let determiner = matches!(
            self.key(at),
            "des" | "plusieurs" | "quelques" | "par" | "les" | "ces" | "aux" | "leurs" | "ses"
        );
        let noun = at + usize::from(determiner);
        let noun = noun
            + usize::from(determiner && matches!(self.key(noun), "quelques" | "nombreuses" | "nombreux"));
        let unit = match self.key(noun) {
            "millions" if determiner => 1_000_000,
            "milliards" if determiner => 1_000_000_000,
            word => plural_collective(word)?,
        };
        let times = self.unit_of_units(noun + 1);
        let unit = unit * times;
        Some(Core {
            low: 2 * unit,
            high: 10 * unit - 1,
            approximate: true,
            article: false,
            end: if times > 1 { noun + 3 } else { noun + 1 },
            takes_de: true,
        })
    }

    fn counting(&self, start: usize, core: &Core, unbound: bool) -> Counting {
        let plain = |kind, end| Counting { kind, unit: None, end, of_them: false };
        if let Some(kind) = self.kind_before(start, core, unbound) {
            return plain(kind, core.end);
        }
        if let Some(counting) = self.measured(start, core) {
            return counting;
        }
        if let Some(end) =
            ["d' entre eux", "d' entre elles"].iter().find_map(|words| self.phrase(core.end, words))
        {
            return Counting { kind: NumberKind::Count, unit: None, end, of_them: true };
        }
        if let Some(kind) = self.kind_of_next(core) {
            return plain(kind, core.end);
        }
        let unit = self.noun(core.end, core.takes_de);
        if self.key_before(start) == "sur" && unit.is_none() {
            return plain(NumberKind::Fraction, core.end);
        }
        if unbound && self.is_year(start, core, unit) {
            return plain(NumberKind::Year, core.end);
        }
        if unbound && self.is_name(start, core, unit) {
            return plain(NumberKind::Label, core.end);
        }
        Counting { kind: NumberKind::Count, unit, end: core.end, of_them: false }
    }

    /// Kinds that what stands before the number tells.
    fn kind_before(&self, start: usize, core: &Core, unbound: bool) -> Option<NumberKind> {
        let digits = self.tokens[start].number();
        let glued_after = self.tokens.get(core.end).filter(|t| t.glued);
        if digits.is_some()
            && glued_after.is_some_and(|t| {
                matches!(&*t.key, "er" | "ere" | "e" | "eme" | "emes" | "es" | "nd" | "nde" | "re")
            })
        {
            return Some(NumberKind::Ordinal);
        }
        let before = self.key_before(start);
        if before == "guerre" && digits.is_some() {
            return Some(NumberKind::Year);
        }
        if matches!(before, "calibre" | "calibres") {
            return Some(NumberKind::Calibre);
        }
        const LABELS: [&str; 22] = [
            "numero",
            "numeros",
            "n",
            "no",
            "°",
            "#",
            "+",
            "article",
            "articles",
            "resolution",
            "resolutions",
            "chapitre",
            "page",
            "pages",
            "route",
            "chaine",
            "annexe",
            "phase",
            "acte",
            "tome",
            "version",
            "protocole",
        ];
        let glued_before =
            self.tokens[start].glued && matches!(before, "-" | "/" | "_" | "." | ":" | "–" | "×");
        let in_code = digits.is_some() && glued_before
            || digits.is_some()
                && glued_after.is_some_and(|t| {
                    t.is_word() && !is_glued_unit(&t.key)
                        || matches!(&*t.key, "/" | "-" | ":" | "_" | "–" | "×")
                });
        let beside =
            |i: Option<usize>| i.and_then(|i| self.tokens.get(i)).is_some_and(|t| t.number().is_some());
        let in_digits = beside(start.checked_sub(1)) || beside(Some(core.end));
        let telephone = unbound && in_digits && digits.is_some_and(|n| n.digits == 2 && n.is_plain());
        let label = unbound && LABELS.contains(&before) && (digits.is_some() || before == "numero");
        (label || in_code || telephone).then_some(NumberKind::Label)
    }

    /// Kinds that the unit after the number tells.
    fn measured(&self, start: usize, core: &Core) -> Option<Counting> {
        let of = usize::from(matches!(self.key(core.end), "de" | "d'") && core.takes_de);
        let at = core.end + of;
        let unit = |kind, end| Some(Counting { kind, unit: Some(at), end, of_them: false });
        let key = self.key(at);
        if key == "%" || self.phrase(at, "pour cent").is_some() {
            let end = if key == "%" { at + 1 } else { at + 2 };
            let noun = self.noun(end, true);
            return Some(Counting { kind: NumberKind::Percent, unit: noun, end, of_them: false });
        }
        if matches!(self.key_before(start), "$" | "€" | "£") && self.tokens[start].glued {
            return Some(Counting { kind: NumberKind::Money, unit: None, end: core.end, of_them: false });
        }
        match key {
            _ if is_currency(key) => unit(NumberKind::Money, at + 1),
            "km" | "kilometre" | "kilometres" | "km²" | "km2" | "metre" | "metres" | "hectare"
            | "hectares" | "ha" => unit(NumberKind::Distance, at + 1),
            "m" | "m²" if self.tokens[start].number().is_some() => unit(NumberKind::Distance, at + 1),
            "milles" if self.key(at + 1).starts_with("nauti") || self.key(at + 1).starts_with("marin") => {
                unit(NumberKind::Distance, at + 1)
            }
            "mm" | "millimetres" | "cm" | "centimetres" | "kg" | "kilos" | "kilogrammes" => {
                unit(NumberKind::Calibre, at + 1)
            }
            "an" | "ans" if self.is_age(start) => unit(NumberKind::Age, at + 1),
            "h" if self.tokens.get(at + 1).is_some_and(|t| t.glued && t.number().is_some()) => {
                unit(NumberKind::Time, at + 2)
            }
            _ if is_time_unit(key) => unit(NumberKind::Time, at + 1),
            "fois" | "reprises" | "reprise" => unit(NumberKind::Times, at + 1),
            "tiers" | "quart" | "quarts" | "cinquieme" | "cinquiemes" | "dixieme" | "dixiemes"
                if core.high <= 10 =>
            {
                unit(NumberKind::Fraction, at + 1)
            }
            _ => None,
        }
    }

    /// "9 et 12 km": the first number shares the unit of the second.
    fn kind_of_next(&self, core: &Core) -> Option<NumberKind> {
        if !matches!(self.key(core.end), "et" | "ou" | "puis") {
            return None;
        }
        let next = self.single(core.end + 1)?;
        self.measured(core.end + 1, &next).map(|counting| counting.kind)
    }

    fn is_age(&self, start: usize) -> bool {
        let before = self.key_before(start);
        let of_person = before == "de"
            && start > 1
            && !matches!(self.key(start - 2), "plus" | "moins" | "pres" | "peine" | "duree");
        of_person || matches!(before, "age" | "agee" | "ages" | "agees" | "(" | ",")
    }

    /// A bare number of four digits that no plural noun follows.
    fn is_year(&self, start: usize, core: &Core, unit: Option<usize>) -> bool {
        let Some(number) = self.tokens[start].number() else { return false };
        let may_be = number.is_plain()
            && number.digits == 4
            && (1800..=2100).contains(&number.whole)
            && core.low == core.high;
        may_be && !unit.is_some_and(|unit| self.is_plural(unit))
    }

    fn is_plural(&self, at: usize) -> bool {
        let key = self.key(at);
        key.ends_with('s') || key.ends_with('x') || is_currency(key)
    }

    /// A number after a name, with no noun to count: "Mirage 2000", "Camp 4".
    fn is_name(&self, start: usize, core: &Core, unit: Option<usize>) -> bool {
        let Some(before) = start.checked_sub(1).and_then(|i| self.tokens.get(i)) else { return false };
        let digits = self.tokens[start].number().is_some() && core.end == start + 1;
        digits
            && before.is_word()
            && before.is_capitalised()
            && !is_function_word(&before.key)
            && !unit.is_some_and(|unit| self.is_plural(unit))
    }

    /// The noun after a number: adjectives that stand before nouns are passed over.
    fn noun(&self, at: usize, takes_de: bool) -> Option<usize> {
        let mut at = at;
        if takes_de && matches!(self.key(at), "»" | "”" | "\"") {
            at += 1;
        }
        if takes_de && matches!(self.key(at), "de" | "d'" | "des" | "du") {
            at += 1;
            at += usize::from(matches!(self.key(at), "la" | "l'" | "le" | "les" | "leurs" | "ses" | "ces"));
        }
        for _ in 0..3 {
            if !stands_before_noun(self.key(at)) {
                break;
            }
            at += 1;
        }
        let token = self.tokens.get(at)?;
        (token.is_word() && !is_function_word(&token.key)).then_some(at)
    }

    /// Whether "un" or "une" stands before a noun at all.
    fn article_counts(&self, start: usize, counting: &Counting) -> bool {
        let pronoun = matches!(self.key_before(start), "l'" | "quelqu'" | "chacun" | "aucun");
        let no_thing = matches!(
            self.key(start + 1),
            "peu"
                | "fois"
                | "sorte"
                | "partie"
                | "certain"
                | "certaine"
                | "tel"
                | "telle"
                | "autre"
                | "seconde"
        );
        !pronoun && (self.one_more(start) || !no_thing && counting.unit.is_some())
    }

    /// "Un autre a été blessé", "et un deuxième blessé": one more of those told before. Counter-example: "un autre
    /// camp", "un deuxième convoi est parti" have a noun of their own.
    fn one_more(&self, start: usize) -> bool {
        const MORE: [&str; 8] =
            ["autre", "deuxieme", "second", "seconde", "troisieme", "quatrieme", "cinquieme", "sixieme"];
        const UNDERGOES: [&str; 14] = [
            "a",
            "est",
            "avait",
            "etait",
            "aurait",
            "serait",
            "grievement",
            "gravement",
            "legerement",
            "blesse",
            "blessee",
            "tue",
            "tuee",
            "porte",
        ];
        MORE.contains(&self.key(start + 1)) && UNDERGOES.contains(&self.key(start + 2))
    }
}
