"""Reads CoNLL-U and makes the annotation habits of the French treebanks one.

A sentence becomes *surface tokens*: "du" is one token of the class ADP_DET, not two words. That way the
network decides whether "des" is a contraction, and the program splits it after parsing (see `expand` in
the Rust crate). A contraction takes the head and the relation of the part whose head lies outside it.
"""

import dataclasses
import gzip
import json
import re
import unicodedata
from pathlib import Path

# What `selon_model::Feats` keeps.
KEPT = {"Mood", "Tense", "VerbForm", "Voice", "Person", "Number", "Gender", "Polarity", "Poss", "Reflex"}
DEPRELS = """acl acl:relcl advcl advmod amod appos aux:tense aux:pass aux:caus aux case cc ccomp compound conj cop
csubj csubj:pass dep det discourse dislocated expl expl:subj expl:comp expl:pass expl:pv fixed flat flat:name
flat:foreign goeswith iobj list mark nmod nsubj nsubj:caus nsubj:pass nummod obj obj:agent obl obl:agent obl:arg
obl:mod orphan parataxis parataxis:insert punct reparandum root vocative xcomp""".split()
# Relations of which a treebank does not tell the subtypes: the loss then only asks for one of the set.
OPEN_OBL = ("obl:mod", "obl:arg")
OPEN_OBL_PAR = ("obl:agent", "obl:mod", "obl:arg")
OPEN_EXPL = ("expl:pv", "expl:comp", "expl:pass")
CLITICS = {
    "je": "moi", "j'": "moi", "me": "moi", "m'": "moi", "moi": "moi", "tu": "toi", "te": "toi", "t'": "toi",
    "il": "lui", "elle": "lui", "lui": "lui", "on": "on", "l'on": "on", "ils": "eux", "elles": "eux", "eux": "eux",
    "leur": "eux", "nous": "nous", "vous": "vous", "se": "soi", "s'": "soi", "soi": "soi", "le": "lui", "la": "lui",
    "l'": "lui", "les": "eux",
}


@dataclasses.dataclass
class Token:
    form: str
    upos: str
    feats: str
    lemma: str
    head: int  # index of a token of the sentence, -1 for the root
    deprel: tuple  # acceptable relations
    space_before: bool = True


@dataclasses.dataclass
class Sentence:
    treebank: str
    text: str
    tokens: list


def blocks(path):
    """The sentences of a CoNLL-U file as (comments, rows)."""
    comments, rows = {}, []
    for line in Path(path).read_text(encoding="utf8").split("\n"):
        if not line:
            if rows:
                yield comments, rows
            comments, rows = {}, []
        elif line.startswith("#"):
            name, _, value = line[1:].partition("=")
            comments[name.strip()] = value.strip()
        else:
            rows.append(line.split("\t"))


def base_form(form):
    return form.lower().replace("’", "'").removeprefix("-t-").removeprefix("-")


def keep_feats(row, children, treebank):
    feats = dict(pair.split("=", 1) for pair in row[5].split("|") if "=" in pair)
    upos, deprel = row[3], row[7]
    kept = {k: v for k, v in feats.items() if k in KEPT}
    if feats.get("PronType") in ("Rel", "Dem"):
        kept["PronType"] = feats["PronType"]
    if feats.get("Definite") == "Ind":
        kept["Definite"] = "Ind"
    if kept.get("Voice") == "Act":
        del kept["Voice"]
    if kept.get("VerbForm") == "Part" and upos == "AUX":
        kept.pop("Gender", None)
        kept.pop("Number", None)
    if treebank == "pud" and upos == "VERB" and kept.get("VerbForm") == "Part" and kept.get("Tense") == "Past":
        if deprel == "acl" or {"aux:pass", "nsubj:pass"} & children:
            kept["Voice"] = "Pass"
    return "|".join(f"{k}={v}" for k, v in sorted(kept.items())) or "_"


def lemma_of(row):
    form, lemma, upos = row[1], row[2], row[3]
    low = base_form(form)
    if upos == "PRON" and low in CLITICS:
        return CLITICS[low]
    if low in ("m.", "mm."):
        return "monsieur"
    if low == "mme":
        return "madame"
    if low == "jusqu'":
        return "jusque"
    if upos == "NOUN":
        return lemma.lower()
    return lemma


def relations(row, case_lemmas, treebank):
    rel = row[7]
    if rel == "nmod:appos":
        rel = "nmod"
    if rel == "parataxis:parenth":
        rel = "parataxis"
    if rel == "obl":
        return OPEN_OBL_PAR if "par" in case_lemmas else OPEN_OBL
    if treebank in ("pud", "fqb") and rel == "expl:comp":
        return OPEN_EXPL
    if rel not in DEPRELS:
        rel = rel.split(":")[0]
    return (rel,)


def surface(comments, rows, treebank):
    """One sentence as surface tokens; None where a word's head is missing."""
    words = {int(r[0]): r for r in rows if r[0].isdigit()}
    children, cases = {}, {}
    for r in words.values():
        children.setdefault(r[6], set()).add(r[7])
        if r[7] == "case":
            cases.setdefault(r[6], set()).add(r[2])
    units, inside = [], {}
    for r in rows:
        if "-" in r[0]:
            first, last = map(int, r[0].split("-"))
            units.append((r, list(range(first, last + 1))))
            inside.update((i, len(units) - 1) for i in range(first, last + 1))
        elif r[0].isdigit() and int(r[0]) not in inside:
            units.append((r, [int(r[0])]))
            inside[int(r[0])] = len(units) - 1
    tokens, space = [], True
    for row, ids in units:
        main = words[ids[0]]
        if len(ids) > 1:
            outer = [i for i in ids if int(words[i][6]) not in ids]
            main = words[outer[0] if words[ids[-1]][3] != "PRON" else ids[-1]]
        head = int(main[6])
        rels = relations(main, cases.get(main[0], set()), treebank)
        if len(ids) == 1:
            upos = main[3]
            feats, lemma = keep_feats(main, children.get(main[0], set()), treebank), lemma_of(main)
        else:
            upos, feats, lemma = "_".join(words[i][3] for i in ids), "_", "_"
        token = Token(row[1], upos, feats, lemma, inside[head] if head else -1, rels, space)
        tokens.append(token)
        space = "SpaceAfter=No" not in row[9]
    return Sentence(treebank, comments.get("text", ""), tokens)


def read(path, treebank):
    """`treebank` "peers" is a mixture of two, told apart by the sentences' ids."""
    def of(comments):
        return treebank if treebank != "peers" else "gsd" if comments["sent_id"].startswith("fr-ud") else "sequoia"
    return [surface(comments, rows, of(comments)) for comments, rows in blocks(path)]


def write_silver(path, sentences):
    """Sentences as JSON lines, for `read_silver`."""
    with gzip.open(path, "wt", encoding="utf8") as f:
        for s in sentences:
            f.write(json.dumps([s.treebank, [dataclasses.astuple(t) for t in s.tokens]], ensure_ascii=False) + "\n")


def read_silver(path):
    with gzip.open(path, "rt", encoding="utf8") as f:
        for line in f:
            name, tokens = json.loads(line)
            yield Sentence(name, "", [Token(*t[:5], tuple(t[5]), t[6]) for t in tokens])


def normalise(form):
    """The form as the features see it: typographic variants of one sign are one."""
    return form.replace("’", "'").replace("‘", "'").replace("“", "«").replace("”", "»").replace("„", "«")\
        .replace("–", "-").replace("—", "-").replace("\u00a0", " ").replace("\u202f", " ")


def unaccent(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def edit_script(form, lemma):
    """How to make the lemma: keep or lower the case, cut k characters of the end, add a string."""
    for flag, base in (("L", form.lower()), ("K", form)):
        if flag == "K" and base == form.lower():
            continue
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common >= max(1, len(base) - 6) and common > 0:
            return f"{flag}{len(base) - common}{lemma[common:]}"
    return "=" + lemma


def apply_script(script, form):
    if script.startswith("="):
        return script[1:]
    base = form.lower() if script[0] == "L" else form
    cut = int(re.match(r"\d+", script[1:]).group())
    return base[: len(base) - cut] + script[1 + len(str(cut)):]
