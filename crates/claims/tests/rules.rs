//! Rules on sentences whose trees are written by hand: no weights, so that a retrained model moves nothing here.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use selon_claims::{Claims, Lexicons};
use selon_model::{Article, PartialDate, conllu};

/// What the claims layer makes of a tree.
fn read(tree: &str) -> (String, Claims) {
    let lexicons = Lexicons::builtin().unwrap();
    let parsed = conllu::parse(tree).unwrap_or_else(|fault| panic!("{tree}\n{fault}"));
    let article = Article {
        text: parsed.text.clone(),
        kept: parsed.blocks,
        published: PartialDate::parse("2022-03-09"),
        ..Article::default()
    };
    (parsed.text, selon_claims::read(&article, &parsed.analysis, &lexicons))
}

/// The claims as "TYPE trigger", and the rules against predicates as "rule trigger", some of which are asked for.
fn check(tree: &str, claims: &[&str], rules: &[&str]) {
    let (text, read) = read(tree);
    let found: Vec<String> =
        read.claims.iter().map(|c| format!("{} {}", c.event, c.trigger.of_text(&text))).collect();
    assert_eq!(found, claims, "{text}");
    let against: Vec<String> =
        read.rejected.iter().map(|r| format!("{} {}", r.rule, r.trigger.of_text(&text))).collect();
    for rule in rules {
        assert!(against.iter().any(|a| a == rule), "{text}: {rule} not in {against:?}");
    }
}

/// The actors and the recipients of the claim with a trigger.
fn parties(tree: &str, trigger: &str) -> (Vec<String>, Vec<String>) {
    let (text, read) = read(tree);
    let claim = read.claims.iter().find(|c| c.trigger.of_text(&text) == trigger);
    let claim = claim.unwrap_or_else(|| panic!("{text}: {:?}", read.rejected));
    let words = |all: &[selon_model::Argument]| {
        all.iter().map(|a| a.span.of_text(&text).to_owned()).collect::<Vec<_>>()
    };
    (words(&claim.actors), words(&claim.recipients))
}

const QUITTE: &str = "1 L'      le      DET   2 det
    2 armée   armée   NOUN  4 nsubj Gender=Fem|Number=Sing
    3 a       avoir   AUX   4 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin
    4 quitté  quitter VERB  0 root Tense=Past|VerbForm=Part
    5 la      le      DET   6 det
    6 ville   ville   NOUN  4 obj Gender=Fem|Number=Sing
    7 MARK    _       PUNCT 4 punct";

#[test]
fn a_question_tells_nothing() {
    check(&QUITTE.replace("MARK", "."), &["RETREAT quitté"], &[]);
    check(&QUITTE.replace("MARK", "?"), &[], &["veto:question quitté"]);
}

const MORTS: &str = "1 L'       le       DET  2 det
    2 attaque  attaque  NOUN 4 nsubj Gender=Fem|Number=Sing
    3 a        avoir    AUX  4 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin
    4 fait     faire    VERB 0 root Tense=Past|VerbForm=Part
    5 six      six      NUM  6 nummod
    6 morts    mort     NOUN 4 obj Gender=Masc|Number=Plur
    7 parmi    parmi    ADP  9 case
    8 les      le       DET  9 det
    9 soldats  soldat   NOUN 6 nmod Gender=Masc|Number=Plur
    10 .       .        PUNCT 4 punct";

#[test]
fn deaths_are_part_of_their_attack() {
    check(MORTS, &["ASSAULT attaque"], &["fold:harm morts"]);
    let (_, claims) = read(MORTS);
    assert_eq!(claims.claims[0].figures[0].low, Some(6));
    // The dead that somebody counts have no attack.
    let counted = MORTS
        .replace("attaque  attaque ", "hôpital  hôpital ")
        .replace("fait     faire ", "compté   compter");
    check(&counted, &["TOLL morts"], &[]);
}

const REPOUSSE: &str = "1 L'        le        DET  2 det
    2 armée     armée     NOUN 4 nsubj Gender=Fem|Number=Sing
    3 a         avoir     AUX  4 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin
    4 repoussé  repousser VERB 0 root Tense=Past|VerbForm=Part
    5 une       un        DET  6 det
    6 attaque   attaque   NOUN 4 obj Gender=Fem|Number=Sing
    7 de        de        ADP  9 case
    8 ces       ce        DET  9 det
    9 rebelles  rebelle   NOUN 6 nmod Gender=Masc|Number=Plur
    10 .        .         PUNCT 4 punct";

#[test]
fn an_attack_that_is_repelled_is_one_event() {
    check(REPOUSSE, &["ASSAULT repoussé"], &["fold:object attaque"]);
    assert_eq!(parties(REPOUSSE, "repoussé").1, ["ces rebelles"]);
}

const COMBATS: &str = "1 Des      un       DET  2 det
    2 combats  combat   NOUN 6 nsubj Gender=Masc|Number=Plur
    3 contre   contre   ADP  4 case
    4 Muhaimed Muhaimed PROPN 2 nmod
    5 ont      avoir    AUX  6 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin
    6 fait     faire    VERB 0 root Tense=Past|VerbForm=Part
    7 dix      dix      NUM  8 nummod
    8 morts    mort     NOUN 6 obj Gender=Masc|Number=Plur
    9 parmi    parmi    ADP  11 case
    10 les     le       DET  11 det
    11 soldats soldat   NOUN 8 nmod Gender=Masc|Number=Plur
    12 .       .        PUNCT 6 punct";

/// The letters of a name are no rule: "Muhaimed" holds the name of a way to an argument.
#[test]
fn a_name_decides_no_role() {
    assert_eq!(parties(COMBATS, "combats").0, ["Muhaimed"]);
    let (actors, recipients) = parties(&COMBATS.replace("Muhaimed", "Muhamad"), "combats");
    assert_eq!((actors, recipients), (vec!["Muhamad".to_owned()], vec!["les soldats".to_owned()]));
}

const VISANT: &str = "1 Des       un       DET  2 det
    2 combats   combat   NOUN 6 nsubj Gender=Masc|Number=Plur
    3 visant    viser    VERB 2 acl Tense=Pres|VerbForm=Part
    4 Muhamad   Muhamad  PROPN 3 obj
    5 ont       avoir    AUX  6 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin
    6 fait      faire    VERB 0 root Tense=Past|VerbForm=Part
    7 dix       dix      NUM  8 nummod
    8 morts     mort     NOUN 6 obj Gender=Masc|Number=Plur
    9 parmi     parmi    ADP  11 case
    10 les      le       DET  11 det
    11 soldats  soldat   NOUN 8 nmod Gender=Masc|Number=Plur
    12 .        .        PUNCT 6 punct";

#[test]
fn who_is_merely_aimed_at_fights_nobody() {
    let (actors, recipients) = parties(VISANT, "combats");
    assert_eq!((actors, recipients), (vec![], vec!["Muhamad".to_owned(), "les soldats".to_owned()]));
}

#[test]
fn every_rule_that_is_named_is_on_the_page_of_rules() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules.md")).unwrap();
    for tree in [MORTS, REPOUSSE, COMBATS, VISANT] {
        let (_, claims) = read(tree);
        let named = claims.claims.iter().flat_map(|c| c.evidence.iter().map(|e| e.rule.clone()));
        for rule in named.chain(claims.rejected.iter().map(|r| r.rule.clone())) {
            assert!(rule.starts_with("frame:") || page.contains(&format!("`{rule}`")), "{rule}");
        }
    }
}
