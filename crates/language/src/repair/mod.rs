//! What French grammar rules out is put right after the network has chosen.
//!
//! The network has seen few conditionals of rare verbs and few of some constructions of the news. Each repair is a file: what it
//! looks for, what it makes of it, a sentence that needs it and one that it must not touch. They run on one sentence after the other in the
//! order of [`ORDER`], so that rules ask a tree plainly. `selon-eval repairs` measures what each brings.

mod bare_number;
mod counted_noun;
mod nominal_participle;
mod second_subject;
mod sentence;
mod shared_auxiliary;
mod split_name;
#[cfg(test)]
mod testing;
mod verb_before_que;
mod verb_ending;

use selon_model::{Analysis, Repair, Repaired, WordId};

use crate::grammar::Grammar;
use crate::repairs::Repairs;
use sentence::Sentence;

/// Puts one sentence right.
type Apply = fn(&mut Sentence<'_>);

/// Every repair once: later ones rely on what earlier ones settled. Morphology comes first; the heads of counted nouns last, for that is no
/// fault but a habit of the treebanks that the rules do not share.
const ORDER: &[(Repair, Apply)] = &[
    (Repair::VerbEnding, verb_ending::apply),
    (Repair::VerbBeforeQue, verb_before_que::apply),
    (Repair::SplitName, split_name::apply),
    (Repair::SecondSubject, second_subject::apply),
    (Repair::NominalParticiple, nominal_participle::apply),
    (Repair::SharedAuxiliary, shared_auxiliary::apply),
    (Repair::BareNumber, bare_number::apply),
    (Repair::CountedNoun, counted_noun::apply),
];

/// Puts the words right that begin at `first`, which are one sentence, and records what was done.
pub(crate) fn run(analysis: &mut Analysis, first: WordId, repairs: Repairs, grammar: &Grammar) {
    let mut sentence = Sentence::new(&mut analysis.words[first as usize..], first, grammar);
    for (repair, apply) in ORDER.iter().filter(|(repair, _)| repairs.contains(*repair)) {
        apply(&mut sentence);
        let changed = sentence.changed.drain(..);
        let done = changed.map(|word| Repaired { repair: *repair, word: first + word as WordId });
        analysis.repairs.extend(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_repair_has_its_place() {
        let mut found: Vec<Repair> = ORDER.iter().map(|(repair, _)| *repair).collect();
        found.sort_unstable();
        assert_eq!(found, Repair::ALL);
    }

    #[test]
    fn what_was_repaired_is_recorded() {
        let source = "1 Ils il PRON 2 nsubj
                      2 reprendraient reprendre VERB 0 root Mood=Ind|Tense=Imp|VerbForm=Fin

                      1 Ils il PRON 2 nsubj
                      2 reprendraient reprendre VERB 0 root Mood=Ind|Tense=Imp|VerbForm=Fin";
        let grammar = Grammar::builtin().unwrap();
        let mut analysis = selon_model::conllu::parse(source).unwrap().analysis;
        run(&mut analysis, 2, Repairs::all().without(Repair::VerbEnding), &grammar);
        assert_eq!(analysis.repairs, []);
        run(&mut analysis, 2, Repairs::all(), &grammar);
        assert_eq!(analysis.repairs, [Repaired { repair: Repair::VerbEnding, word: 3 }]);
    }
}
