//! The rules that the parts of a claim rest on: a closed set, each with what it means and an example.
//!
//! A rule is a value; its name is made of it where evidence leaves the crate, and nothing is decided by a name.
//! `docs/rules.md` is written from this file, and a test holds it true.

/// Declares the rules: documentation, variant, name, French example, counter-example.
macro_rules! rules {
    ($(#[doc = $meaning:literal] $variant:ident = $name:literal, $example:literal, $counter:literal;)*) => {
        /// A rule of the codebook's reading.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Rule { $(#[doc = $meaning] $variant,)* }

        impl Rule {
            /// The rule's name in evidence, which is stored and exported: it never changes.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }
        }

        /// All rules in the order of the documentation: name, meaning, example, counter-example.
        #[cfg(test)]
        const ALL: &[[&str; 4]] = &[$([$name, $meaning, $example, $counter],)*];
    };
}

rules! {
    #[doc = " A phrase in a function that the frame gives to the role, of no known party."]
    Argument = "argument", "« Des inconnus ont attaqué le village » : *des inconnus*.", "« La sécheresse a frappé le village » has no party.";
    #[doc = " Who is counted as dead or wounded undergoes the event."]
    Counted = "counted", "« L'explosion a fait six morts parmi les civils » : *les civils*.", "« L'explosion a fait six morts » : nobody says of whom.";
    #[doc = " A number on an argument, or on a noun that counts by itself."]
    Figure = "figure", "« Six civils ont été tués » : 6 killed.", "« Six jours de combats » counts nobody.";
    #[doc = " The place is what is taken, left or attacked."]
    PlaceArgument = "place:argument", "« L'armée a repris Sake. »", "« L'armée a repris la route de Sake » names a road.";
    #[doc = " The place stands in the phrase of the predicate."]
    PlaceComplement = "place:complement", "« L'attaque de Solhan », « tués à Rafah ».", "« L'attaque de l'armée » has a party there.";
    #[doc = " The place stands right behind the noun of the event, whatever the tree says."]
    PlaceBehind = "place:behind", "« Des tirs de missiles sur Haïfa. »", "« L'attaque, a-t-on dit à Gao » is cut off by a comma.";
    #[doc = " The place of what a speech act is about."]
    PlaceContent = "place:content", "« Il accuse l'armée d'avoir bombardé Mushaki. »", "« À Genève, il accuse l'armée » is where he speaks.";
    #[doc = " The place stands beside the predicate, under the verb that governs it."]
    PlaceClause = "place:clause", "« Il mène une attaque dans la province. »", "« Il dit à Gao que l'attaque a échoué » is where it is said.";
    #[doc = " The place stands in the phrase of a party that takes part."]
    PlaceParty = "place:party", "« Les séparatistes du Haut-Karabakh acceptent la trêve. »", "« Le maire de Gao accuse l'armée » only says whose mayor.";
    #[doc = " The nearest place of the sentence, for events that happen somewhere."]
    PlaceSentence = "place:sentence", "« À Boni, des hommes armés sont arrivés ; six soldats sont morts. »", "« Paris condamne l'attaque » is no place.";
    #[doc = " The place where the report's last located event was."]
    PlaceRunning = "place:running", "« Une attaque a visé Boni. Six soldats ont été tués. »", "« La guerre continue » is wherever it is fought.";
    #[doc = " A name of the gazetteer, read in the light of the report."]
    PlaceName = "place:name", "« à Gao ».", "« Gao Xingjian » is a person.";
    #[doc = " A noun that takes up the place named before."]
    PlaceAgain = "place:again", "« Sake … La ville est tombée. »", "« Une ville du nord » is another.";
    #[doc = " A site without a name, in the town named last."]
    PlaceSite = "place:site", "« Bambari … à l'hôpital ».", "« L'hôpital de Bria » is named.";
    #[doc = " An adjective of a country that places a region."]
    PlaceDemonym = "place:demonym", "« la province syrienne ».", "« l'armée syrienne » is a party.";
    #[doc = " A name that sounds like one of the gazetteer's."]
    PlaceSound = "place:sound", "« Anderamboukan » for Anderamboukane.", "A common word is never read by its sound.";
    #[doc = " A name with a letter that differs."]
    PlaceMisspelt = "place:misspelt", "« Tombouctu » for Tombouctou.", "Short names are never read so.";
    #[doc = " A stretch between two places."]
    PlaceBetween = "place:between", "« entre Djibo et Inata ».", "« entre A et B » of two parties.";
    #[doc = " A name that no table has, behind a word that only places follow."]
    PlaceUnknown = "place:unknown", "« au village de Tin-Hama ».", "« Tin-Hama » alone may be anybody.";
    #[doc = " The period stands in the phrase of the predicate."]
    TimeOwn = "time:own", "« L'attaque de lundi. »", "« L'accord de 2015 » is a name.";
    #[doc = " The period stands in the clause that governs the predicate."]
    TimeClause = "time:clause", "« Lundi, ils ont mené une attaque. »", "« Il a dit lundi que l'attaque a échoué » is when it was said.";
    #[doc = " The period heads the sentence or the one before."]
    TimeLeading = "time:leading", "« Lundi soir. Des hommes ont attaqué Boni. »", "« En 2012, la ville était calme. Lundi, … ».";
    #[doc = " Two events that are told as of one time."]
    TimeMeanwhile = "time:meanwhile", "« Au même moment, un obus est tombé. »", "« Ensuite, un obus est tombé » comes later.";
    #[doc = " The period of the incident that the report goes on telling."]
    TimeIncident = "time:incident", "« Lundi, une attaque a visé Boni. Six soldats ont été tués. »", "« Une autre attaque a eu lieu » is not dated by it.";
    #[doc = " The first incident's period, for what the lead tells without one."]
    TimeOpening = "time:opening", "« Six soldats tués à Boni. L'attaque a eu lieu lundi. »", "A lead with a day of its own.";
    #[doc = " A name of a group, an organisation, a state organ."]
    PartyNamed = "party:named", "« le FACT », « Tsahal ».", "« les rebelles » has no name.";
    #[doc = " A person in office stands for what he leads."]
    PartyLeader = "party:leader", "« Bachar el-Assad a ordonné … ».", "« Un certain Bachar » is nobody known.";
    #[doc = " An organ or people of a country that the phrase names."]
    PartyOrganOfCountry = "party:organ-of-country", "« l'armée malienne ».", "« l'armée » names no country.";
    #[doc = " An organ or people without a country is of the report's main country."]
    PartyOrganOfReportCountry = "party:organ-of-report-country", "« L'armée a repris Gao », in a report on Mali.", "« l'armée française », in the same report.";
    #[doc = " Several people of a country are its civilians."]
    PartyPeopleOfCountry = "party:people-of-country", "« Des Syriens ont fui. »", "« Les Syriens négocient » may be their government.";
    #[doc = " A country or capital acts as its government."]
    PartyCountryAsGovernment = "party:country-as-government", "« Damas dément. »", "« À Damas » is a place.";
    #[doc = " A definite noun for rebels is the only group, or the one that stands far out."]
    PartyOnlyGroup = "party:only-group", "« Le FACT … Les rebelles ont quitté Nokou. »", "Where several groups are named, they stay unnamed.";
    #[doc = " A definite noun takes up the last one named of its kind."]
    PartyLastNamed = "party:last-named", "« L'AFP … selon l'agence ».", "« une agence » is another.";
    #[doc = " Attackers whom the report has called rebels before."]
    PartyRebelsOfReport = "party:rebels-of-report", "« Des rebelles … Les assaillants ont fui. »", "Where nobody was called so.";
    #[doc = " A possessive gives a phrase to the party that it points to."]
    PartyOwned = "party:owned", "« Le Hezbollah … ses hommes ».", "« ses ressortissants » are civilians.";
    #[doc = " A camp or building is of those who are told to hold it."]
    PartyGarrison = "party:garrison", "« Un poste tenu par des soldats maliens … le poste ».", "« un camp de réfugiés » is held by nobody.";
    #[doc = " A preposition or formula names the source."]
    AttributionPreposition = "attribution:preposition", "« Selon l'armée, … ».", "« selon leur grade » has no speaker.";
    #[doc = " A formula behind which nobody stands."]
    AttributionHearsay = "attribution:hearsay", "« Selon des rumeurs, … ».", "« selon des témoins » has speakers.";
    #[doc = " A verb of saying before what it tells."]
    AttributionVerb = "attribution:verb", "« L'armée affirme que … ».", "« L'armée accuse les rebelles » is an event.";
    #[doc = " A verb of saying inside or behind what it tells."]
    AttributionIncise = "attribution:incise", "« …, a déclaré le maire. »", "« …, a repris la ville » tells an event.";
    #[doc = " A colon makes the subject before it the speaker."]
    AttributionColon = "attribution:colon", "« Le général a pris la parole : « … » ».", "« Bilan : dix morts » has no speaker.";
    #[doc = " The whole text is that of who issues the communiqué."]
    AttributionCommunique = "attribution:communique", "« Communiqué n° 14 de la salle des opérations … nous … ».", "« Selon un communiqué, … » is one sentence.";
    #[doc = " A sentence without a cue goes on with the source before it."]
    AttributionContinued = "attribution:continued", "« …, selon la police. Deux hommes auraient été arrêtés. »", "A plain past after a full stop is the report's own.";
    #[doc = " Nothing says more than that it happened."]
    FactualityAsserted = "factuality:asserted", "« L'armée a repris Gao. »", "« L'armée aurait repris Gao. »";
    #[doc = " The meaning of the predicate says how sure it is."]
    FactualityFrame = "factuality:frame", "« L'attaque a été déjouée. »", "« L'attaque a été repoussée » took place.";
    #[doc = " The saying verb denies, doubts, fears or expects."]
    FactualityStance = "factuality:stance", "« L'armée dément que la ville soit tombée. »", "« L'armée dit que la ville est tombée. »";
    #[doc = " A noun for rumours, or for reports that nobody confirms, stands above."]
    FactualityRumour = "factuality:rumour", "« des rumeurs selon lesquelles … ».", "« un rapport selon lequel … ».";
    #[doc = " « Sans » denies what it governs."]
    FactualityWithout = "factuality:without", "« Ils sont partis sans combattre. »", "« non sans combats ».";
    #[doc = " The conditional of hearsay."]
    FactualityHearsayConditional = "factuality:hearsay-conditional", "« Ils auraient tué six civils. »", "« Il a dit qu'ils partiraient » is a future.";
    #[doc = " A point of an accord behind a colon."]
    FactualityProvision = "factuality:provision", "« L'accord prévoit trois points : retrait de l'armée … ».", "« La trêve est rompue : une attaque a fait six morts. »";
    #[doc = " An aim or attempt."]
    FactualityAim = "factuality:aim", "« L'objectif est de reprendre Kidal. »", "« Ils ont réussi à reprendre Kidal. »";
    #[doc = " A plan, a duty, what is set for a day."]
    FactualityPlan = "factuality:plan", "« Une rencontre est prévue. »", "« Une rencontre a eu lieu. »";
    #[doc = " A condition, or what could have been."]
    FactualityCondition = "factuality:condition", "« Si l'armée attaque, … ».", "« S'il est vrai que … » concedes.";
    #[doc = " A negation of the predicate."]
    FactualityNegation = "factuality:negation", "« L'armée n'a pas attaqué. »", "« n'a pas seulement attaqué ».";
    #[doc = " A conditional of duty."]
    FactualityDevoir = "factuality:devoir", "« L'armée devrait partir. »", "« L'armée a dû partir » did.";
    #[doc = " A conditional under a past verb of saying."]
    FactualityFutureInThePast = "factuality:future-in-the-past", "« Il a annoncé que l'armée se retirerait. »", "« L'armée se serait retirée » is hearsay.";
    #[doc = " A verb in the future."]
    FactualityFuture = "factuality:future", "« L'armée partira. »", "« L'armée part. »";
    #[doc = " A subjunctive of purpose, wish or denial."]
    FactualitySubjunctive = "factuality:subjunctive", "« Il faut que l'armée parte. »", "« bien que l'armée soit partie » grants it.";
    #[doc = " An adverb of doubt."]
    FactualityAdverb = "factuality:adverb", "« Ils sont probablement morts. »", "« sans aucun doute ».";
    #[doc = " A determiner or adjective of the noun."]
    FactualityNoun = "factuality:noun", "« une attaque présumée », « aucune attaque ».", "« une attaque sanglante ».";
    #[doc = " An infinitive of purpose."]
    FactualityPurpose = "factuality:purpose", "« pour reprendre la ville ».", "« pour avoir refusé » is a reason.";
    #[doc = " An indirect question."]
    FactualityQuestion = "factuality:question", "« On ignore si la ville est tombée. »", "« On ignore que la ville est tombée » grants it.";
    #[doc = " A verb that leaves it open."]
    FactualitySeeming = "factuality:seeming", "« Ils semblent avoir quitté la ville. »", "« Ils disent avoir quitté la ville. »";
    #[doc = " An adjective that denies its clause."]
    FactualityDenying = "factuality:denying", "« Il est faux que la ville soit tombée. »", "« Il est clair que … ».";
    #[doc = " The verb that carries the noun says how sure it is."]
    FactualitySupport = "factuality:support", "« Ils préparent une offensive. »", "« Ils mènent une offensive. »";
    #[doc = " Whom the report calls the attackers."]
    RunningAssailants = "running:assailants", "« Des tirs ont visé le poste. Les assaillants sont venus à moto. »", "« Une bombe a explosé » is another event.";
    #[doc = " Both sides that fight near the telling."]
    RunningBothSides = "running:both-sides", "« Chaque camp accuse l'autre. »", "Where only one armed side is named.";
    #[doc = " Those whom the one named side fights."]
    RunningOtherSide = "running:other-side", "« Les rebelles se sont battus jusqu'à l'aube. »", "Where both are named.";
    #[doc = " Who was attacked by those that are repelled."]
    RunningDefenders = "running:defenders", "« Des rebelles ont attaqué l'armée. Ils auraient été stoppés. »", "Where the clause names who repels.";
    #[doc = " Who attacked, where the attack is condemned."]
    RunningBlamed = "running:blamed", "« Des rebelles ont attaqué Gao. Paris condamne l'attaque. »", "« Paris condamne les violences » of anybody.";
    #[doc = " Whom the attack that is taken up hit."]
    RunningAttacked = "running:attacked", "« L'attaque a duré deux heures. »", "« Une attaque a visé Boni » is another one.";
    #[doc = " With whom the truce is, which somebody accepts or breaks."]
    RunningTruce = "running:truce", "« L'armée a rompu la trêve. »", "« L'armée a conclu la trêve avec les rebelles » names them.";
    #[doc = " Who attacked before, where an attack is repelled or answered."]
    RunningRepelled = "running:repelled", "« L'armée a riposté. »", "« L'armée a riposté aux rebelles » names them.";
    #[doc = " Whom the party that takes a place fights."]
    RunningLoser = "running:loser", "« L'armée a repris Sake. »", "« L'armée a repris Sake aux rebelles » names them.";
    #[doc = " Who is told to hold, lose or leave the place."]
    RunningHolders = "running:holders", "« La ville est revenue à l'ONU : les rebelles l'ont quittée. »", "Of another place.";
    #[doc = " Who attacked the same party before."]
    RunningSameVictim = "running:same-victim", "« L'assaut a tué six soldats », after an attack on soldiers.", "« Une bombe a tué six civils » is another event.";
    #[doc = " Whom the party that undergoes it fights."]
    RunningEnemy = "running:enemy", "« Six soldats ont été tués », amid a fight with rebels.", "Of civilians nobody fights.";
    #[doc = " Who attacks most often near the telling."]
    RunningAttackers = "running:attackers", "« Six civils ont été tués », after several raids of one group.", "Where the place is another.";
    #[doc = " All words of the predicate stand in the name of a party."]
    VetoInName = "veto:in-name", "« L'Armée syrienne libre » is no release.", "« l'armée libre » of nobody's name.";
    #[doc = " The predicate of a question tells nothing."]
    VetoQuestion = "veto:question", "« L'armée a-t-elle quitté la ville ? »", "« Pourquoi l'armée a-t-elle quitté la ville ? » takes it for granted.";
    #[doc = " An argument is not what the reading asks for."]
    VetoNeed = "veto:need", "« prendre la parole » is no capture.", "« prendre la ville ».";
    #[doc = " The participle only names who is behind the noun."]
    VetoAscription = "veto:ascription", "« Les attaques attribuées aux rebelles » accuse nobody.", "« L'armée attribue les attaques aux rebelles » does.";
    #[doc = " A negated comparison tells of no attack but the one it is about."]
    VetoComparison = "veto:comparison", "« Jamais une attaque n'avait autant tué. »", "« Jamais l'armée n'a attaqué » denies.";
    #[doc = " An infinitive that is spoken of, and that nobody does."]
    VetoTopic = "veto:topic", "« Attaquer des civils est un crime. »", "« L'armée dit attaquer le camp. »";
    #[doc = " An alliance that acts joins nobody."]
    VetoAllianceActs = "veto:alliance-acts", "« La coalition a bombardé Sanaa. »", "« Une alliance est née entre A et B. »";
    #[doc = " What is neither a party nor a weapon nor a fight attacks nobody."]
    VetoThingStrikes = "veto:thing-strikes", "« La sécheresse frappe le nord. »", "« Un obus frappe le nord. »";
    #[doc = " Who talks to the press meets nobody."]
    VetoInterview = "veto:interview", "« Dans un entretien avec la chaîne, le ministre … »", "« un entretien avec le président ».";
    #[doc = " Who goes to a place joins nobody."]
    VetoGoesToPlace = "veto:goes-to-place", "« Les soldats ont rejoint leur base. »", "« Les soldats ont rejoint les rebelles. »";
    #[doc = " How those came who act is part of what they did."]
    VetoIntroduction = "veto:introduction", "« Des hommes arrivés à moto ont attaqué la ville. »", "« Des hommes sont arrivés à Gao. »";
    #[doc = " Another reading of the predicate fits better."]
    ChoiceOther = "choice:other", "« libérer des otages » is no capture of a town.", "« libérer la ville ».";
    #[doc = " The event is the object of one that takes it in."]
    FoldObject = "fold:object", "« repousser une attaque » is one event.", "« revendiquer une attaque » tells both.";
    #[doc = " The event is only what a speech act says."]
    FoldContent = "fold:content", "« menacer de tuer » kills nobody.", "« déplorer la mort de six soldats » reports it.";
    #[doc = " Deaths and wounds are the outcome of an attack of the sentence."]
    FoldHarm = "fold:harm", "« L'attaque a fait dix morts. »", "« Dix morts, dit l'hôpital » has no attack.";
    #[doc = " Deaths beside wounds that are the outcome of an attack."]
    FoldHarmAlong = "fold:harm-along", "« Dix tués et trente blessés dans un attentat. »", "Of two sentences.";
    #[doc = " What lies in one toll."]
    FoldToll = "fold:toll", "« huit tués, sept blessés ».", "« huit tués à Gao, sept à Boni ».";
    #[doc = " The verb only carries the noun of the same measure."]
    FoldMeasure = "fold:measure", "« un couvre-feu imposé par la milice ».", "« La milice a imposé une taxe. »";
    #[doc = " The phrase says to whom a place falls."]
    FoldHands = "fold:hands", "« La ville est tombée aux mains des rebelles. »", "« La ville est aux mains des rebelles » stands alone.";
    #[doc = " The verb only says what the attack was aimed at."]
    FoldAim = "fold:aim", "« Des frappes ont visé un dépôt. »", "« Des rebelles ont visé un dépôt » is an attack.";
    #[doc = " Troops and arms that do or undergo something else are no event of their own."]
    FoldTroops = "fold:troops", "« une embuscade contre une patrouille ».", "« Une patrouille a quitté Gao. »";
    #[doc = " The weapon is what the attack is made with."]
    FoldMeans = "fold:means", "« Un drone a frappé la maternité. »", "« Un drone est tombé » alone.";
    #[doc = " A truce is told as what is done with it."]
    FoldTruce = "fold:truce", "« La trêve a été rompue » signs none.", "« Une trêve est entrée en vigueur. »";
    #[doc = " A verb with other meanings that opens reported speech only reports."]
    AdmissionReportingVerb = "admission:reporting-verb", "« Il annonce que l'armée part. »", "« Il annonce une offensive » may be one.";
    #[doc = " The paragraph repeats an earlier one word for word."]
    AdmissionRepeatedBlock = "admission:repeated-block", "A lead that stands twice on the page.", "A sentence that tells the same in other words.";
    #[doc = " Whom a source belongs to is told of the source."]
    AdmissionDescribesSpeaker = "admission:describes-speaker", "« Une source proche de l'armée affirme … »", "« Le groupe est proche de l'armée. »";
    #[doc = " Nobody is told whom somebody meets."]
    AdmissionLoneMeeting = "admission:lone-meeting", "« L'élu parle vite. »", "« L'élu a rencontré le ministre. »";
    #[doc = " A predicate with other meanings lacks a party, and a place, figure or other party."]
    AdmissionWeak = "admission:weak", "« Il a pris le train. »", "« Les rebelles ont pris Gao. »";
    #[doc = " The report names no armed party, and the claim shows no harm, place or party."]
    AdmissionNoConflict = "admission:no-conflict", "A match report.", "« Six morts à Gao, selon la police. »";
    #[doc = " No party, source, place or figure at all."]
    AdmissionNothingNamed = "admission:nothing-named", "« La violence continue. »", "« La violence continue à Gao. »";
    #[doc = " The report is of sport, films, weather or markets, and no armed party acts."]
    AdmissionOtherDomain = "admission:other-domain", "« La tempête a frappé la côte. »", "« Des hommes armés ont attaqué le stade. »";
    #[doc = " An earlier claim of the report tells the same."]
    DuplicateSame = "duplicate:same", "« L'attaque a fait six morts … L'attaque a tué six personnes. »", "Another toll.";
    #[doc = " The body tells what the headline says."]
    DuplicateTitle = "duplicate:title", "Headline and lead of one attack.", "A headline with an event of its own.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write;
    use std::fs;

    use super::*;

    /// The families of rules, by the beginning of their names.
    const FAMILIES: &[(&str, &str)] = &[
        ("", "Arguments and figures"),
        ("place", "Where"),
        ("time", "When"),
        ("party", "Which party"),
        ("attribution", "Who says"),
        ("factuality", "How sure"),
        ("running", "Taken over from what the report tells around"),
        ("veto", "Why a reading of a predicate is no event"),
        ("choice", "Which reading is taken"),
        ("fold", "What is part of another event"),
        ("admission", "What is not coded"),
        ("duplicate", "What is told already"),
    ];

    const HEAD: &str = "# Rules\n\nEach part of a claim names the rule that it rests on (`selon read --explain`); \
        `--explain=all` names the rule against each\nreading of a predicate that is no claim. A rule of the form \
        `frame:TYPE/predicate` is a row of `data/fr/frames/TYPE.tsv`.\nThis page is written from \
        `crates/claims/src/rule.rs` by its test.\n";

    fn page() -> String {
        let mut page = HEAD.to_owned();
        for (family, title) in FAMILIES {
            let of = |name: &str| name.split_once(':').map_or("", |(family, _)| family) == *family;
            let rules: Vec<_> = ALL.iter().filter(|[name, ..]| of(name)).collect();
            write!(
                page,
                "\n## {title}\n\n| rule | meaning | example | counter-example |\n|---|---|---|---|\n"
            )
            .unwrap();
            for [name, meaning, example, counter] in rules {
                writeln!(page, "| `{name}` | {} | {example} | {counter} |", meaning.trim()).unwrap();
            }
        }
        page
    }

    #[test]
    fn names_are_of_a_family_and_used_once() {
        let mut names = BTreeSet::new();
        for [name, ..] in ALL {
            let family = name.split_once(':').map_or("", |(family, _)| family);
            assert!(FAMILIES.iter().any(|(f, _)| *f == family), "{name} has no family");
            assert!(names.insert(name), "{name} stands twice");
        }
    }

    #[test]
    fn the_page_of_rules_is_true() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules.md");
        let page = page();
        if std::env::var_os("SELON_UPDATE").is_some() {
            fs::write(path, &page).unwrap();
        }
        let there = fs::read_to_string(path).unwrap_or_default();
        assert_eq!(there, page, "docs/rules.md is stale: run this test again with SELON_UPDATE=1");
    }
}
