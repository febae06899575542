#!/usr/bin/env python3
"""Checks the French predicate frames, phrase lists, attribution cues and word classes of this folder.

Usage: python3 data/fr/check.py        (exit status 1 and one line per fault)

Every row must have the columns of its header, legal codes, a key of its own, and an example
whose bracketed trigger is made of the words of the entry. Words are compared by stem: this is
a check of the data, not a lemmatizer. What the columns mean is told in frames/README.md.
"""

import re
import sys
import unicodedata
from pathlib import Path

import verbs

HERE = Path(__file__).resolve().parent

MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
    "CONTROL": "take hold lose besiege",
    "ALIGN": "join defect ally split",
    "DISPLACE": "flee evacuate return",
    "TOLL": "",
}
COUNTED = set(
    "killed wounded missing captured displaced evacuated defected fighters personnel vehicles "
    "weapons localities groups raids kilometres money other".split()
)
FUNCTIONS = set("subj obj iobj inf adj poss speaker -".split())
PREPOSITIONS = {
    "à", "de", "contre", "sur", "avec", "dans", "en", "vers", "entre", "par", "pour", "parmi",
    "envers", "devant", "chez", "auprès de", "à l'encontre de", "face à", "vis-à-vis de",
    "en faveur de", "autour de", "à l'égard de", "au profit de", "derrière", "près de", "au sein de", "d'avec",
}
ROLES = {"actor", "recipient", "self"}
FRAME_POS = {"verb", "noun", "adj", "adp"}
FRAME_FLAGS = set("sym weak speech absorbs negated expected denied hypothetical".split())
NEEDS = re.compile(r"needs:(no-actor|(actor|recipient|subj|obj|de|à)-(armed|place|party|weapon|person|civilian|truce|talks|court|flag|force|own|thing|blame|displaced|diplomat|offer)|self-predicate|clause)$")

KINDS = set(
    "media government armed-forces armed-group igo ngo monitor medical expert witness document other".split()
)
CUE_POS = {"verb", "adp", "noun", "source", "channel", "not"}
SPEAKERS = {"subj", "obj", "iobj", "comp", "de", "par", "adj", "poss", "self", "-"}
CONTENTS = {"ccomp", "obj", "inf", "quote", "de", "clause", "-"}
STANCES = set("assert deny concede hedge claim fear hope count promise plan ask accuse -".split())
CUE_FLAGS = {
    "incise", "de-content", "obj-content", "self", "weak", "document", "channel", "anonymous", "named",
    "impersonal", "negated", "hearsay", "relay", "own", "addressee", "plural",
} | {"kind:" + k for k in KINDS}

# The classes that the program knows (crates/claims/src/classes.rs), and those that frames ask for by name.
CLASSES = set(
    "behind aimed outcome object-control indirect-control forcing wanting planning seeming denying aim-noun plan-noun "
    "doubt coming place weapon generic-group citing time intransitive campaign "
    "attackers comparing deed reckoning facility quantity undergoing ranks losing truce talks flag referring blame displaced retaliating side both-sides diplomat offer bordering".split()
)
# Classes whose examples mark in braces who or what fills the role.
FILLED = set("behind aimed object-control indirect-control citing referring".split())

FORMS = {lemma: set(forms) for lemma, forms in verbs.table().items()}
# Words of phrases that stand for other forms of theirs.
VARIANTS = {
    "de": "d' du des",
    "à": "au aux",
    "le": "la les l'",
    "ne": "n'",
    "sa": "son ses leur leurs",
    "son": "sa ses leur leurs",
    "ses": "sa son leur leurs",
    "leurs": "leur ses son sa",
    "un": "une des",
    "une": "un des",
    "des": "de d' un une les",
    "que": "qu'",
    "si": "s'",
}


def plain(word):
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def words(text):
    """The words of a text; elided ones keep their apostrophe."""
    return re.findall(r"[\w-]+'?|\S", text.replace("’", "'"))


def fits(entry, form):
    """Whether a form of a text can be the word of an entry."""
    entry, form = entry.lower(), form.lower()
    if entry == form or form in VARIANTS.get(entry, "").split() or form in FORMS.get(entry, ()):
        return True
    if entry in VARIANTS or entry in FORMS or len(entry) < 3:
        return False
    if entry.endswith("er"):
        stems = [entry[:-2], *([entry[:-2] + "e"] if entry.endswith("ger") else []), *([entry[:-3] + "ç"] if entry.endswith("cer") else [])]
        if any(form.startswith(stem) and form[len(stem) :] in verbs.REGULAR for stem in stems):
            return True
    a, b = plain(entry), plain(form)
    # Nouns and adjectives in the plural and the feminine: all but the last two letters.
    need = max(3, len(a) - 2)
    return a[:need] == b[:need] and len(b) <= len(a) + 4


def holds(entry, trigger):
    """Whether the trigger's words hold the entry's words in their order; bracketed ones are optional."""
    optional = False
    wanted = []
    for word in words(entry):
        if word in "()":
            optional = word == "("
        else:
            wanted.append((word, optional))
    if wanted and wanted[0][0] == "se":
        wanted = [(w, o or w == "en") for w, o in wanted[1:]]
    forms = words(trigger)
    at = 0
    for word, free in wanted:
        found = next((i for i in range(at, len(forms)) if fits(word, forms[i])), None)
        if found is None and not free:
            return False
        at = at if found is None else found + 1
    return bool(wanted)


def rows(path):
    """The lines of a table as (line number, dict); faults are told for lines that are too long."""
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            yield number, None
            continue
        cells += [""] * (len(header) - len(cells))
        yield number, dict(zip(header, (c.strip() for c in cells)))


def bracket(row, faults):
    """The bracketed trigger of the example, or None with a fault."""
    found = re.findall(r"\[([^\[\]]+)\]", row["example"])
    if len(found) != 1:
        faults.append("the example needs one [trigger]")
        return None
    return found[0]


def functions(cell, faults):
    for part in cell.split("|"):
        if part not in FUNCTIONS and part not in PREPOSITIONS:
            faults.append(f"unknown function {part!r}")


def frame_faults(row, family):
    faults = []
    if row["pos"] not in FRAME_POS:
        faults.append(f"unknown pos {row['pos']!r}")
    if row["type"] != family or family not in MODES:
        faults.append(f"type {row['type']!r} in the file of {family}")
    elif row["mode"] not in ("", "-") and row["mode"] not in MODES[family].split():
        faults.append(f"{family} has no mode {row['mode']!r}")
    functions(row["actor"], faults)
    functions(row["recipient"], faults)
    for part in row["count"].split("|"):
        if part == "-":
            continue
        role, _, of = part.partition("=")
        if role not in ROLES | FUNCTIONS | PREPOSITIONS or of not in COUNTED:
            faults.append(f"unknown count {part!r}")
    for flag in row["flags"].split():
        if flag not in FRAME_FLAGS and not NEEDS.match(flag):
            faults.append(f"unknown flag {flag!r}")
    trigger = bracket(row, faults)
    if trigger and not holds(row["predicate"], trigger):
        faults.append(f"[{trigger}] does not hold {row['predicate']!r}")
    return faults


def cue_faults(row):
    faults = []
    for column, legal in (("pos", CUE_POS), ("speaker", SPEAKERS), ("content", CONTENTS), ("stance", STANCES)):
        for part in row[column].split("|"):
            if part not in legal:
                faults.append(f"unknown {column} {part!r}")
    for flag in row["flags"].split():
        if flag not in CUE_FLAGS:
            faults.append(f"unknown flag {flag!r}")
    trigger = bracket(row, faults)
    if trigger and not holds(row["cue"], trigger):
        faults.append(f"[{trigger}] does not hold {row['cue']!r}")
    if row["example"].count("{") != row["example"].count("}"):
        faults.append("braces do not pair")
    return faults


def nonevent_faults(row):
    faults = []
    trigger = bracket(row, faults)
    if trigger and not holds(row["phrase"], trigger):
        faults.append(f"[{trigger}] does not hold {row['phrase']!r}")
    if not row["blocks"]:
        faults.append("blocks nothing")
    for lemma in row["blocks"].split("|"):
        if trigger and not holds(lemma, trigger) and not holds(lemma, trigger.replace("-", " ")):
            faults.append(f"[{trigger}] does not hold the blocked {lemma!r}")
    return faults


def support_faults(row):
    faults = []
    if row["subject"] not in ("actor", "recipient", "other"):
        faults.append(f"unknown role {row['subject']!r}")
    if row["factuality"] not in ("-", "denied", "expected", "hypothetical", "unconfirmed"):
        faults.append(f"unknown factuality {row['factuality']!r}")
    trigger = bracket(row, faults)
    if trigger and not holds(row["verb"], trigger):
        faults.append(f"[{trigger}] does not hold {row['verb']!r}")
    return faults


def class_faults(row):
    faults = []
    if row["class"] not in CLASSES:
        faults.append(f"unknown class {row['class']!r}")
    trigger = bracket(row, faults)
    if trigger and (len(words(trigger)) != 1 or not fits(row["word"], trigger)):
        faults.append(f"[{trigger}] is no form of {row['word']!r}")
    filled = len(re.findall(r"\{[^{}]+\}", row["example"]))
    if filled != (row["class"] in FILLED) or row["example"].count("{") != filled:
        faults.append("the example needs one {filler}" if row["class"] in FILLED else "braces mark nothing here")
    return faults


def world_faults(row):
    faults = []
    trigger = bracket(row, faults)
    if trigger is not None and not holds(row["word"], trigger):
        faults.append(f"[{trigger}] is no form of {row['word']!r}")
    return faults


def check(path, keys, faults_of):
    """Prints the faults of one table; returns (rows, faults)."""
    seen, total, wrong = {}, 0, 0
    for number, row in rows(path):
        total += 1
        faults = ["more cells than columns"] if row is None else faults_of(row)
        if row is not None:
            key = tuple(row[k] for k in keys)
            if key in seen:
                faults.append(f"same key as line {seen[key]}: {' '.join(key)}")
            seen.setdefault(key, number)
        for fault in faults:
            wrong += 1
            print(f"{path.relative_to(HERE)}:{number}: {fault}")
    return total, wrong


def main():
    frame_key = ("predicate", "pos", "type", "mode", "flags")
    jobs = [
        (path, frame_key, lambda row, family=path.stem.upper(): frame_faults(row, family))
        for path in sorted((HERE / "frames").glob("*.tsv"))
    ]
    for name, keys, faults_of in (
        ("cues.tsv", ("cue", "pos", "content", "flags"), cue_faults),
        ("nouns_nonevent.tsv", ("phrase",), nonevent_faults),
        ("nouns_support.tsv", ("verb",), support_faults),
        ("classes.tsv", ("class", "word"), class_faults),
        ("worlds.tsv", ("word", "world"), world_faults),
    ):
        if (HERE / name).exists():
            jobs.append((HERE / name, keys, faults_of))
    wrong = frames = 0
    for path, keys, faults_of in jobs:
        total, faults = check(path, keys, faults_of)
        wrong += faults
        frames += total if path.parent.name == "frames" else 0
        print(f"{path.relative_to(HERE)}: {total} rows", file=sys.stderr)
    print(f"{frames} frames, {wrong} faults", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
