//! Invented reports: sentences put together from parts, with real places and nobody's name.

/// A report as its author wrote it.
pub(crate) struct Report {
    pub(crate) title: String,
    pub(crate) lead: String,
    /// Headings, where there are, and the paragraphs under them.
    pub(crate) sections: Vec<(Option<String>, Vec<String>)>,
}

/// Writes sentences by a fixed series of numbers: the same seed gives the same pages.
pub(crate) struct Writer(u64);

const PLACES: [&str; 12] = [
    "Diffa",
    "Ménaka",
    "Goma",
    "Bria",
    "Mocímboa da Praia",
    "El-Facher",
    "Taiz",
    "Kidal",
    "Bunia",
    "Djibo",
    "Idleb",
    "Louhansk",
];
const ACTORS: [&str; 10] = [
    "des hommes armés non identifiés",
    "l’armée",
    "un groupe rebelle",
    "des combattants jihadistes",
    "la milice locale",
    "les forces spéciales",
    "les séparatistes",
    "l’aviation gouvernementale",
    "la mission de l’ONU",
    "une colonne de pick-up",
];
const DEEDS: [&str; 10] = [
    "a attaqué le camp militaire à l’aube",
    "a repris le contrôle du pont",
    "s’est retiré de trois villages",
    "a bombardé le marché central",
    "a pris en embuscade un convoi de ravitaillement",
    "a libéré douze otages",
    "a incendié le poste de gendarmerie",
    "a annoncé une trêve de dix jours",
    "a encerclé la base pendant six heures",
    "a enlevé le chef du village et deux de ses adjoints",
];
const SOURCES: [&str; 10] = [
    "selon le gouverneur de la région",
    "a indiqué une source militaire",
    "d’après deux habitants joints par téléphone",
    "a annoncé l’état-major dans un communiqué",
    "selon un élu local",
    "a confié un médecin de l’hôpital",
    "selon l’agence officielle",
    "ont rapporté des témoins",
    "a déclaré le porte-parole du mouvement",
    "selon un bilan encore provisoire de la protection civile",
];
const TOLLS: [&str; 8] = [
    "Au moins quatorze personnes ont été tuées et une trentaine d’autres blessées.",
    "Le bilan n’a pas pu être vérifié de source indépendante.",
    "Aucune victime civile n’est signalée pour l’instant.",
    "Plus de 3 000 habitants ont fui vers le chef-lieu.",
    "« Nous avons compté neuf corps », raconte un commerçant.",
    "Cinq soldats manquent toujours à l’appel.",
    "Les écoles et le marché sont restés fermés lundi.",
    "Trois véhicules ont été détruits, et un quatrième emporté par les assaillants.",
];
const CONTEXTS: [&str; 8] = [
    "La région est en proie aux violences depuis 2017.",
    "Un accord de paix signé en février devait y mettre fin.",
    "Les deux camps s’accusent de violer le cessez-le-feu.",
    "L’attaque n’avait pas été revendiquée mardi soir.",
    "Le Conseil de sécurité doit se réunir jeudi sur la question.",
    "C’est la troisième attaque en un mois dans ce secteur.",
    "Les organisations humanitaires demandent l’ouverture d’un couloir.",
    "Le réseau téléphonique y est coupé depuis samedi.",
];
const HEADINGS: [&str; 6] = [
    "Des combats depuis l’aube",
    "« Nous avons tout perdu »",
    "Un accord fragile",
    "Réactions",
    "Appel à la retenue",
    "Une région disputée",
];

impl Writer {
    pub(crate) fn new(seed: u64) -> Writer {
        Writer(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    /// A number from 0 to `limit` - 1 (xorshift).
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    pub(crate) fn report(&mut self) -> Report {
        let place = self.pick(&PLACES);
        let actors = self.pick(&ACTORS);
        let title = format!("{place} : {actors} aux prises avec les forces du gouvernement");
        let lead = format!(
            "De violents affrontements ont opposé dimanche {actors} et les forces du gouvernement près de {place}, {}.",
            self.pick(&SOURCES)
        );
        let parts = 2 + self.below(3);
        let sections = (0..parts)
            .map(|part| {
                let heading =
                    (part > 0).then(|| HEADINGS[(part * 2 + self.below(2)) % HEADINGS.len()].to_owned());
                let paragraphs = 2 + self.below(3);
                (heading, (0..paragraphs).map(|_| self.paragraph()).collect())
            })
            .collect();
        Report { title, lead, sections }
    }

    pub(crate) fn paragraph(&mut self) -> String {
        let mut sentences = vec![self.sentence()];
        for _ in 0..1 + self.below(3) {
            let next = match self.below(3) {
                0 => self.sentence(),
                1 => self.pick(&TOLLS).to_owned(),
                _ => self.pick(&CONTEXTS).to_owned(),
            };
            sentences.push(next);
        }
        sentences.join(" ")
    }

    fn sentence(&mut self) -> String {
        let actor = self.pick(&ACTORS);
        let mut chars = actor.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        let (deed, place, source) = (self.pick(&DEEDS), self.pick(&PLACES), self.pick(&SOURCES));
        format!("{first}{} {deed} près de {place}, {source}.", chars.as_str())
    }

    /// The headline of some other article.
    pub(crate) fn teaser(&mut self) -> String {
        const TOPICS: [&str; 10] = [
            "Tchad : le scrutin reporté d’un mois",
            "Coupe d’Afrique : le Sénégal en demi-finale",
            "Inflation : les prix du mil flambent",
            "Cinéma : un festival s’ouvre à Ouagadougou",
            "Climat : les pluies arrivent tôt cette année",
            "Niger : un marché attaqué près de Tillabéri",
            "Portrait : la doyenne des avocates",
            "Économie : la dette au menu du sommet",
            "RDC : trois questions sur le processus de Nairobi",
            "Sahara : une piste coupée par les sables",
        ];
        self.pick(&TOPICS).to_owned()
    }
}
