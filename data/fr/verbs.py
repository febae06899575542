#!/usr/bin/env python3
"""Writes verbs.tsv: the forms of French verbs that are not conjugated like "parler".

Usage: python3 data/fr/verbs.py          (rewrites verbs.tsv beside it)
       python3 data/fr/verbs.py --check  (exit status 1 if verbs.tsv is not what would be written)

A verb is told by its model: the ending of the infinitive and the principal parts from which every form follows.
Written for selon from the rules of French conjugation; no source copied.
"""

import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent / "verbs.tsv"
HEAD = """# Forms of French verbs that are not conjugated like "parler". Written by verbs.py; do not edit by hand.
# lemma  the infinitive. forms  every form but the infinitive, separated by spaces; -î- and -û- also without circumflex.
# A word tagged as a verb can have every lemma beside which its form stands, besides the one that a statistical lemmatizer gives;
# a verb in -er that has no line here is regular (stem + e es ent ons ez ant, ais … aient, ai … èrent, erai … eront, é ée és ées).
lemma\tforms
"""

# Ending: present je, present il, stem of nous and of the imperfect, stem of ils, future, past historic, participle.
# "=" in the last field: the participle does not agree. Where several endings fit, the longest counts.
MODELS = {
    "tenir": "tiens tient ten tienn tiendr tin tenu",
    "venir": "viens vient ven vienn viendr vin venu",
    "prendre": "prends prend pren prenn prendr pri pris",
    "mettre": "mets met mett mett mettr mi mis",
    "battre": "bats bat batt batt battr batti battu",
    "endre": "ends end end end endr endi endu",
    "andre": "ands and and and andr andi andu",
    "ondre": "onds ond ond ond ondr ondi ondu",
    "erdre": "erds erd erd erd erdr erdi erdu",
    "ordre": "ords ord ord ord ordr ordi ordu",
    "ompre": "omps ompt omp omp ompr ompi ompu",
    "aindre": "ains aint aign aign aindr aigni aint",
    "eindre": "eins eint eign eign eindr eigni eint",
    "oindre": "oins oint oign oign oindr oigni oint",
    "uire": "uis uit uis uis uir uisi uit",
    "nuire": "nuis nuit nuis nuis nuir nuisi nui=",
    "dire": "dis dit dis dis dir di dit",
    "maudire": "maudis maudit maudiss maudiss maudir maudi maudit",
    "crire": "cris crit criv criv crir crivi crit",
    "lire": "lis lit lis lis lir lu lu",
    "rire": "ris rit ri ri rir ri ri=",
    "suffire": "suffis suffit suffis suffis suffir suffi suffi=",
    "taire": "tais tait tais tais tair tu tu",
    "plaire": "plais plaît plais plais plair plu plu=",
    "traire": "trais trait tray trai trair trayi trait",
    "aître": "ais aît aiss aiss aîtr u u",
    "connaître": "connais connaît connaiss connaiss connaîtr connu connu",
    "naître": "nais naît naiss naiss naîtr naqui né",
    "croître": "crois croît croiss croiss croîtr cru cru",
    "croire": "crois croit croy croi croir cru cru",
    "boire": "bois boit buv boiv boir bu bu",
    "cevoir": "çois çoit cev çoiv cevr çu çu",
    "devoir": "dois doit dev doiv devr du dû",
    "voir": "vois voit voy voi verr vi vu",
    "prévoir": "prévois prévoit prévoy prévoi prévoir prévi prévu",
    "pourvoir": "pourvois pourvoit pourvoy pourvoi pourvoir pourvu pourvu",
    "mouvoir": "meus meut mouv meuv mouvr mu mu",
    "asseoir": "assieds assied assey assey assiér assi assis",
    "valoir": "vaux vaut val val vaudr valu valu",
    "ouvrir": "ouvre ouvre ouvr ouvr ouvrir ouvri ouvert",
    "ffrir": "ffre ffre ffr ffr ffrir ffri ffert",
    "partir": "pars part part part partir parti parti",
    "sortir": "sors sort sort sort sortir sorti sorti",
    "dormir": "dors dort dorm dorm dormir dormi dormi",
    "mentir": "mens ment ment ment mentir menti menti",
    "sentir": "sens sent sent sent sentir senti senti",
    "servir": "sers sert serv serv servir servi servi",
    "fuir": "fuis fuit fuy fui fuir fui fui",
    "mourir": "meurs meurt mour meur mourr mouru mort",
    "courir": "cours court cour cour courr couru couru",
    "quérir": "quiers quiert quér quièr querr qui quis",
    "cueillir": "cueille cueille cueill cueill cueiller cueilli cueilli",
    "ssaillir": "ssaille ssaille ssaill ssaill ssaillir ssailli ssailli",
    "vêtir": "vêts vêt vêt vêt vêtir vêti vêtu",
    "suivre": "suis suit suiv suiv suivr suivi suivi",
    "vivre": "vis vit viv viv vivr vécu vécu",
    "vaincre": "vaincs vainc vainqu vainqu vaincr vainqui vaincu",
    "résoudre": "résous résout résolv résolv résoudr résolu résolu",
    "clure": "clus clut clu clu clur clu clu",
    "inclure": "inclus inclut inclu inclu inclur inclu inclus",
    "répartir": "répartis répartit répartiss répartiss répartir réparti réparti",
    "impartir": "impartis impartit impartiss impartiss impartir imparti imparti",
    "assortir": "assortis assortit assortiss assortiss assortir assorti assorti",
    "asservir": "asservis asservit asserviss asserviss asservir asservi asservi",
    "faillir": "faillis faillit failliss failliss faillir failli failli=",
    "ir": "is it iss iss ir i i",
    "haïr": "hais hait haïss haïss haïr haï haï",
}

# Verbs told by the models above; the second group ("finir") is every verb in -ir that no other model claims.
BY_MODEL = """
tenir appartenir contenir détenir entretenir maintenir obtenir retenir soutenir abstenir
venir advenir convenir devenir intervenir parvenir prévenir provenir revenir souvenir subvenir survenir redevenir contrevenir
prendre apprendre comprendre entreprendre surprendre reprendre déprendre
mettre admettre commettre compromettre démettre émettre omettre permettre promettre remettre soumettre transmettre retransmettre entremettre
battre abattre combattre débattre rabattre ébattre
vendre rendre tendre attendre entendre étendre prétendre défendre descendre dépendre suspendre fendre pendre détendre redescendre
sous-entendre revendre pourfendre répandre épandre
fondre répondre correspondre confondre pondre tondre refondre perdre reperdre mordre tordre démordre
rompre interrompre corrompre
craindre contraindre plaindre
atteindre éteindre étreindre peindre repeindre feindre restreindre ceindre dépeindre teindre empreindre enfreindre astreindre
joindre rejoindre adjoindre disjoindre enjoindre
conduire produire réduire introduire traduire détruire construire instruire séduire déduire reconduire reconstruire cuire reproduire
induire enduire nuire
dire contredire interdire prédire redire dédire médire maudire
écrire décrire inscrire prescrire proscrire souscrire transcrire réécrire récrire circonscrire
lire élire relire réélire
rire sourire suffire
taire plaire déplaire complaire traire extraire soustraire distraire abstraire
connaître reconnaître méconnaître paraître apparaître disparaître comparaître reparaître réapparaître transparaître naître renaître
accroître décroître
croire boire
recevoir apercevoir concevoir décevoir percevoir
devoir voir revoir entrevoir prévoir pourvoir émouvoir promouvoir asseoir valoir équivaloir prévaloir
ouvrir couvrir découvrir recouvrir rouvrir entrouvrir offrir souffrir
partir repartir sortir ressortir dormir endormir rendormir mentir démentir sentir ressentir consentir pressentir servir desservir resservir
fuir enfuir mourir
courir accourir concourir encourir parcourir recourir secourir
acquérir conquérir reconquérir requérir
cueillir accueillir recueillir assaillir tressaillir vêtir revêtir
suivre poursuivre vivre survivre revivre
vaincre convaincre résoudre conclure exclure inclure faillir haïr
finir agir abolir aboutir accomplir affaiblir affermir affranchir agrandir alourdir anéantir aplanir approfondir arrondir assagir
asservir assouplir assujettir attendrir avertir bannir bâtir blanchir bondir brandir brunir chérir choisir compatir convertir
démolir dépérir désobéir divertir durcir élargir éclaircir embellir enfouir engloutir enrichir envahir épaissir établir étourdir
évanouir faiblir fléchir flétrir fleurir fournir fraîchir franchir frémir garantir garnir gémir grandir gravir grossir guérir
infléchir intervertir investir jaillir jaunir languir maigrir mincir moisir munir mûrir noircir nourrir obéir obscurcir pâlir
pâtir périr pervertir polir pourrir punir raccourcir radoucir raidir rafraîchir ralentir ramollir ravir réagir réfléchir refroidir
régir réinvestir rejaillir réjouir rembrunir remplir resplendir rétablir retentir rétrécir réunir réussir rôtir rougir rugir saisir
salir sévir subir subvertir surenchérir surgir ternir trahir travestir unir vernir vieillir vomir vrombir adoucir amincir amoindrir
amortir applaudir appauvrir abasourdir alunir atterrir enchérir renchérir définir interagir jouir bénir redéfinir désunir désinvestir endurcir enhardir épanouir repartir ressaisir retentir
aguerrir assombrir atterrir avilir croupir déguerpir dégarnir démunir dessaisir ébahir impartir meurtrir
nantir ourdir prémunir rebondir réunir rosir roussir rouvrir tarir tiédir vagir assortir répartir sertir
"""

# Verbs in -er whose stem changes; the others in -er are regular.
CHANGING = """
céder concéder accéder décéder posséder précéder procéder succéder excéder rétrocéder opérer coopérer libérer délibérer récupérer
exagérer gérer ingérer suggérer espérer désespérer préférer référer transférer proférer différer conférer inférer interférer
considérer modérer tolérer accélérer révéler régler dérégler protéger assiéger alléger abréger siéger déléguer reléguer alléguer
pénétrer réitérer exaspérer générer régénérer adhérer insérer altérer compléter répéter inquiéter interpréter décréter refléter
végéter compléter empiéter célébrer lacérer incarcérer oblitérer persévérer vitupérer vénérer énumérer
régner repérer avérer dégénérer léguer aliéner sécréter rémunérer désintégrer intégrer réintégrer obséder léser révéler recéler sécher assécher lécher disséquer hypothéquer
exécrer altérer obtempérer tempérer fédérer sidérer macérer légiférer proliférer déférer acérer
lever enlever élever relever soulever prélever mener amener emmener ramener malmener démener peser soupeser semer parsemer
crever achever parachever acheter racheter geler dégeler congeler harceler marteler écarteler démanteler modeler ciseler peler
celer receler morceler haleter fureter
appeler rappeler épeler renouveler amonceler étinceler ruisseler chanceler ensorceler niveler ficeler museler
jeter rejeter projeter feuilleter empaqueter cacheter
envoyer renvoyer employer déployer redéployer nettoyer noyer tutoyer côtoyer foudroyer broyer ployer appuyer essuyer ennuyer
balayer payer essayer effrayer relayer enrayer frayer délayer rayer bégayer octroyer convoyer fourvoyer larmoyer festoyer louvoyer
guerroyer
"""

# Endings of the regular verbs in -er.
REGULAR = set(
    "e es ent ons ez ant ais ait aient ions iez ai as a âmes ât èrent er erai eras era erons erez eront erais erait erions "
    "eriez eraient é ée és ées".split()
)

DOUBLING = set(
    "appeler rappeler épeler renouveler amonceler étinceler ruisseler chanceler ensorceler niveler ficeler museler "
    "jeter rejeter projeter feuilleter empaqueter cacheter".split()
)

# Whole paradigms: forms as they are.
WHOLE = {
    "être": "suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes furent serai seras sera serons serez "
    "seront serais serait serions seriez seraient sois soit soyons soyez soient fût étant été",
    "avoir": "ai as a avons avez ont avais avait avions aviez avaient eus eut eûmes eurent aurai auras aura aurons aurez auront "
    "aurais aurait aurions auriez auraient aie aies ait ayons ayez aient eût ayant eu eue eus eues",
    "aller": "vais vas va allons allez vont allais allait allions alliez allaient allai allas alla allâmes allèrent irai iras ira "
    "irons irez iront irais irait irions iriez iraient aille ailles aillent allât allant allé allée allés allées",
    "pouvoir": "peux puis peut pouvons pouvez peuvent pouvais pouvait pouvions pouviez pouvaient pus put pûmes purent pourrai pourras "
    "pourra pourrons pourrez pourront pourrais pourrait pourrions pourriez pourraient puisse puisses puissions puissent pût pouvant pu",
    "vouloir": "veux veut voulons voulez veulent voulais voulait voulions vouliez voulaient voulus voulut voulurent voudrai voudras "
    "voudra voudrons voudrez voudront voudrais voudrait voudrions voudriez voudraient veuille veuillent veuillez voulût voulant "
    "voulu voulue voulus voulues",
    "savoir": "sais sait savons savez savent savais savait savions saviez savaient sus sut sûmes surent saurai sauras saura saurons "
    "saurez sauront saurais saurait saurions sauriez sauraient sache saches sachons sachez sachent sût sachant su sue sues",
    "falloir": "faut fallait fallut faudra faudrait faille fallût fallu",
    "pleuvoir": "pleut pleuvent pleuvait pleuvaient plut pleuvra pleuvrait pleuve pleuvant plu",
    "gésir": "gis gît gisent gisait gisaient gisant",
    "dissoudre": "dissous dissout dissolvons dissolvez dissolvent dissolvait dissolvaient dissoudra dissoudront dissoudrait "
    "dissoudraient dissolve dissolvant dissoute dissoutes",
    "absoudre": "absous absout absolvent absolvait absoudra absoudrait absolve absolvant absoute absoutes",
    "clore": "clos clôt closent clora clorait close closes",
    # Regular, but its present participle is also an adjective.
    "blesser": "blesse blesses blessons blessez blessent blessais blessait blessions blessiez blessaient blessai blessas blessa "
    "blessâmes blessèrent blesserai blesseras blessera blesserons blesserez blesseront blesserais blesserait blesserions "
    "blesseriez blesseraient blessât blessant blessé blessée blessés blessées",
    "éclore": "éclôt éclosent éclora éclos éclose écloses",
}
FAIRE = (
    "fais fait faisons faites font faisais faisait faisions faisiez faisaient fis fit fîmes firent ferai feras fera ferons ferez "
    "feront ferais ferait ferions feriez feraient fasse fasses fassions fassiez fassent fît faisant fait faite faits faites"
)


def tenses(je, il, nous, ils, future, past, participle):
    """Every form of a verb with these principal parts."""
    long = {"i": "î", "u": "û", "ï": "ï", "n": "n"}
    stem = past[:-1] + long[past[-1]] if past[-1] != "n" else past[:-2] + "în"
    forms = [je, il, nous + "ons", nous + "ez", ils + "ent", nous + "ant", ils + "e", ils + "es"]
    forms += [nous + end for end in ("ais", "ait", "ions", "iez", "aient")]
    forms += [future + end for end in "ai as a ons ez ont ais ait ions iez aient".split()]
    forms += [past + "s", past + "t", past + "rent", stem + "mes", stem + "t"]
    base = participle.rstrip("=")
    forms.append(base)
    if not participle.endswith("="):
        base = base.replace("dû", "du") if base == "dû" else base
        forms += [base + "e", base + "es"] + ([] if base.endswith("s") else [base + "s"])
    return forms


def by_model(verb):
    """The forms of a verb that a model tells."""
    ending = max((end for end in MODELS if verb.endswith(end)), key=len)
    prefix = verb.removesuffix(ending)
    forms = [prefix + form for form in tenses(*MODELS[ending].split())]
    if ending == "dire":
        forms.append(prefix + ("dites" if prefix in ("", "re") else "disez"))
    return forms


def grave(stem):
    """The stem with an open e before a mute syllable: céd → cèd, lev → lèv."""
    at = max(stem.rfind("é"), stem.rfind("e"))
    return stem[:at] + "è" + stem[at + 1 :]


def changing(verb):
    """The forms of a verb in -er with two stems: the one before a mute ending, and the other."""
    stem = verb[:-2]
    future = None
    if verb in DOUBLING:
        mute = stem + stem[-1]
    elif verb.endswith("ayer"):
        return first_group(stem, stem, None) + first_group(stem, stem[:-1] + "i", None)
    elif verb.endswith("yer"):
        mute = stem[:-1] + "i"
        if verb.endswith("envoyer"):
            return first_group(stem, mute, stem.removesuffix("oy") + "err")
    else:
        mute = grave(stem)
        # é may stay in the future of verbs in -é-er.
        future = None if "é" not in stem else stem + "er"
    forms = first_group(stem, mute, None)
    return forms + (first_group(stem, mute, future) if future else [])


def first_group(stem, mute, future):
    """The forms of a verb in -er; g and c are kept soft before a and o."""
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    future = future or mute + "er"
    forms = [mute + end for end in ("e", "es", "ent")]
    forms += [soft + end for end in "ons ais ait aient ant ai as a âmes ât".split()]
    forms += [stem + end for end in "ez ions iez èrent é ée és ées".split()]
    return forms + [future + end for end in "ai as a ons ez ont ais ait ions iez aient".split()]


def table():
    """Lemma to its forms, without doubles, in the order of the paradigm."""
    verbs = {verb: forms.split() for verb, forms in WHOLE.items()}
    for prefix in ("", "re", "dé", "satis", "contre", "par"):
        verbs[prefix + "faire"] = [prefix + form for form in FAIRE.split()]
    verbs.update((verb, by_model(verb)) for verb in BY_MODEL.split())
    verbs.update((verb, changing(verb)) for verb in CHANGING.split())
    plain = str.maketrans("îû", "iu")
    # The spelling of 1990 drops the circumflex of i and u.
    return {
        verb: list(dict.fromkeys(forms + [form.translate(plain) for form in forms])) for verb, forms in sorted(verbs.items())
    }


def main():
    text = HEAD + "".join(f"{verb}\t{' '.join(forms)}\n" for verb, forms in table().items())
    if "--check" in sys.argv[1:]:
        return int(OUT.read_text(encoding="utf-8") != text)
    OUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
