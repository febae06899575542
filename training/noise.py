"""Variants of training sentences: what reports look like where the treebanks are too clean.

Each function takes a list of tokens and gives a new one; trees stay trees.
"""

import dataclasses
import random

from treebank import Token, unaccent

SAYING = """déclarer affirmer indiquer annoncer préciser expliquer ajouter rapporter souligner estimer assurer confier
raconter accuser dénoncer promettre menacer témoigner""".split()
POSTS = """ministre président porte-parole général responsable habitant témoin député gouverneur militaire médecin
officier colonel journaliste militant ambassadeur""".split()
WHOM = ["AFP", "presse", "Reuters", "télévision"]


def participle(verb):
    return {"promettre": "promis"}.get(verb, verb[:-2] + "é")


def present(verb):
    return {"promettre": "promet", "menacer": "menace"}.get(verb, verb[:-1].replace("érer", "ère"))


def copy(tokens):
    return [dataclasses.replace(t) for t in tokens]


def insert_at(tokens, at, new):
    """Puts tokens (heads relative to their own list, -2 for "to be set") before position `at`."""
    shift = len(new)
    for t in tokens:
        if t.head >= at:
            t.head += shift
    for t in new:
        if t.head >= 0:
            t.head += at
    return tokens[:at] + new + tokens[at:]


def name(rng, names):
    return rng.choice(names)


def subject(rng, names, head):
    """A short noun phrase as subject of the word at `head` of the same list; heads are filled by the caller."""
    kind = rng.random()
    if kind < 0.35:
        out = [Token(name(rng, names), "PROPN", "_", "", head, ("nsubj",))]
        if rng.random() < 0.7:
            out.append(Token(name(rng, names), "PROPN", "_", "", "first", ("flat:name",)))
    else:
        det, feats = rng.choice([("le", "Gender=Masc|Number=Sing"), ("un", "Definite=Ind|Gender=Masc|Number=Sing")])
        post = rng.choice(POSTS)
        if det == "le" and post[0] in "aeiouh":
            det = "l'"
        out = [Token(det, "DET", feats, "le" if det != "un" else "un", "noun", ("det",)),
               Token(post, "NOUN", "Gender=Masc|Number=Sing", post, head, ("nsubj",), det != "l'")]
        if rng.random() < 0.4:
            out += [Token("de", "ADP", "_", "de", "last", ("case",)),
                    Token(name(rng, names), "PROPN", "_", "", "noun", ("nmod",))]
        elif rng.random() < 0.3:
            out += [Token(name(rng, names), "PROPN", "_", "", "noun", ("appos",)),
                    Token(name(rng, names), "PROPN", "_", "", "last-1", ("flat:name",))]
    return out


def settle(phrase, start):
    """Fills the heads of a subject that begins at `start`."""
    noun = start + next(i for i, t in enumerate(phrase) if t.deprel == ("nsubj",))
    for i, t in enumerate(phrase):
        t.head = {"noun": noun, "first": start, "last": start + i + 1, "last-1": start + i - 1}.get(t.head, t.head)
        t.lemma = t.lemma or t.form
    return phrase


FIN = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


def incise(rng, names):
    """", a déclaré X" as a list of tokens of which the verb is the only one without a head (None)."""
    verb = rng.choice(SAYING)
    perfect, pronoun = rng.random() < 0.6, rng.random() < 0.3
    part = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
    out = [Token(",", "PUNCT", "_", ",", "verb", ("punct",), False)]
    if perfect:
        out.append(Token("a", "AUX", FIN, "avoir", "verb", ("aux:tense",)))
        if pronoun:
            out.append(clitic(rng))
        out.append(Token(participle(verb), "VERB", part, verb, None, ("parataxis:insert",)))
    else:
        out.append(Token(present(verb), "VERB", FIN, verb, None, ("parataxis:insert",)))
        if pronoun:
            out.append(clitic(rng))
    at = next(i for i, t in enumerate(out) if t.head is None)
    between = not pronoun and rng.random() < 0.5
    if between:
        # ", a affirmé jeudi à l'AFP un élu": the subject stands behind what the verb has beside it.
        out += circumstances(rng, at, len(out))
    if not pronoun:
        out += settle(subject(rng, names, "verb"), len(out))
    if not between and rng.random() < 0.25:
        n = len(out)
        whom = rng.choice(WHOM)
        det = "l'" if whom == "AFP" else "la" if whom in ("presse", "télévision") else None
        out.append(Token("à", "ADP", "_", "à", n + (2 if det else 1), ("case",)))
        if det:
            out.append(Token(det, "DET", "Gender=Fem|Number=Sing", "le", n + 2, ("det",)))
        out.append(Token(whom, "PROPN" if whom[0].isupper() else "NOUN", "_" if whom[0].isupper() else
                         "Gender=Fem|Number=Sing", whom, at, ("obl:arg",), det != "l'"))
    for t in out:
        if t.head == "verb":
            t.head = at
        if t.lemma == "":
            t.lemma = t.form
    return out, at


def clitic(rng):
    form = rng.choice(["-t-il", "-t-il", "-t-elle"])
    gender = "Masc" if form.endswith("il") else "Fem"
    return Token(form, "PRON", f"Gender={gender}|Number=Sing|Person=3", "lui", "verb", ("nsubj",), False)


def add_incise(tokens, rng, names):
    """"S." becomes "« S », a déclaré X." or "S, a-t-il dit." where S is a whole declarative sentence."""
    root = next(i for i, t in enumerate(tokens) if t.head < 0)
    if tokens[-1].form != "." or tokens[root].upos not in ("VERB", "AUX", "NOUN", "ADJ") or len(tokens) < 6:
        return tokens
    quoted = rng.random() < 0.75
    body, stop = copy(tokens[:-1]), dataclasses.replace(tokens[-1])
    if any(t.head >= len(body) for t in body):
        return tokens
    if quoted:
        body = insert_at(body, 0, [Token("«", "PUNCT", "_", "«", -2, ("punct",))])
        root += 1
        body[0].head = root
        body.append(Token("»", "PUNCT", "_", "»", root, ("punct",)))
    new, verb = incise(rng, names)
    at = len(body)
    for i, t in enumerate(new):
        t.head = root if i == verb else t.head + at
    stop.head = root
    return body + new + [stop]


DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche hier".split()
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
FEM, MASC = "Gender=Fem|Number=Sing", "Gender=Masc|Number=Sing"


def circumstances(rng, verb, at):
    """When, where and to whom something was said: tokens that hang on `verb`, from position `at`."""
    out = []

    def add(form, upos, feats, head, rel, space=True):
        out.append(Token(form, upos, feats, form.rstrip("'") if form != "l'" else "le", head, (rel,), space))

    if rng.random() < 0.4:
        day = rng.choice(DAYS)
        add(day, "ADV" if day == "hier" else "NOUN", "_" if day == "hier" else MASC, verb,
            "advmod" if day == "hier" else "obl:mod")
        if rng.random() < 0.3:
            add("soir", "NOUN", MASC, at + len(out) - 1, "nmod")
    elif rng.random() < 0.25:
        n = at + len(out)
        add("le", "DET", MASC, n + 1, "det")
        add(str(rng.randrange(2, 31)), "NUM", "_", verb, "obl:mod")
        add(rng.choice(MONTHS), "NOUN", MASC, n + 1, "nmod")
    n = at + len(out)
    dice = rng.random()
    if dice < 0.25:
        add("à", "ADP", "_", n + 2, "case")
        add("l'", "DET", "Number=Sing", n + 2, "det")
        add("AFP", "PROPN", "_", verb, "obl:arg", False)
    elif dice < 0.5:
        add("dans", "ADP", "_", n + 2, "case")
        add("un", "DET", "Definite=Ind|" + MASC, n + 2, "det")
        add(rng.choice(["communiqué", "entretien", "message", "rapport", "discours"]), "NOUN", MASC, verb, "obl:mod")
    elif dice < 0.6:
        add("devant", "ADP", "_", n + 2, "case")
        add("la", "DET", FEM, n + 2, "det")
        out[-1].lemma = "le"
        add("presse", "NOUN", FEM, verb, "obl:mod")
    return out


def add_report(tokens, rng, names):
    """"S." becomes "X a annoncé mardi dans un communiqué que S.": S is a complement, not a relative clause."""
    root = next(i for i, t in enumerate(tokens) if t.head < 0)
    finite = [t for i, t in enumerate(tokens) if (i == root or t.head == root) and "Mood=Ind" in t.feats or
              "Mood=Cnd" in t.feats and (i == root or t.head == root)]
    if not finite or tokens[-1].form != "." or tokens[0].upos == "PUNCT" or "-" in tokens[0].form[:1]:
        return tokens
    if any(t.form.startswith("-") for t in tokens) or any(t.form in ("?", "!", ":", '"', "«") for t in tokens):
        return tokens
    verb = rng.choice(SAYING[:14])
    new = settle(subject(rng, names, "verb"), 0)
    tense = rng.random()
    if tense < 0.75:
        avoir = ("a", FIN) if tense < 0.55 else ("avait", FIN.replace("Pres", "Imp"))
        new.append(Token(avoir[0], "AUX", avoir[1], "avoir", "verb", ("aux:tense",)))
        new.append(Token(participle(verb), "VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part", verb, -1, ("root",)))
    else:
        new.append(Token(present(verb), "VERB", FIN, verb, -1, ("root",)))
    at = len(new) - 1
    new += circumstances(rng, at, at + 1)
    for t in new:
        if t.head == "verb":
            t.head = at
    body = copy(tokens[:-1])
    first = body[0]
    if first.upos != "PROPN" and not first.form.isupper():
        first.form = first.form[:1].lower() + first.form[1:]
    elided = unaccent(first.form[:1]).lower() in "aeiou"
    shift = len(new) + 1
    for t in body:
        t.head = t.head + shift if t.head >= 0 else at
    body[root].deprel = ("ccomp",)
    new.append(Token("qu'" if elided else "que", "SCONJ", "_", "que", root + shift, ("mark",)))
    stop = dataclasses.replace(tokens[-1])
    stop.head = at
    if new[0].upos == "DET":
        new[0].form = new[0].form[:1].upper() + new[0].form[1:]
    return new + body + [stop]


BETWEEN = [
    [("de", "ADP", 2, "case"), ("son", "DET", 2, "det"), ("côté", "NOUN", None, "obl:mod")],
    [("à", "ADP", 2, "case"), ("son", "DET", 2, "det"), ("tour", "NOUN", None, "obl:mod")],
    [("pour", "ADP", 2, "case"), ("sa", "DET", 2, "det"), ("part", "NOUN", None, "obl:mod")],
    [("par", "ADP", 1, "case"), ("ailleurs", "ADV", None, "advmod")],
    [("en", "ADP", 1, "case"), ("outre", "ADV", None, "advmod")],
    [("également", "ADV", None, "advmod")], [("aussi", "ADV", None, "advmod")],
    [("notamment", "ADV", None, "advmod")], [("ainsi", "ADV", None, "advmod")], [("déjà", "ADV", None, "advmod")],
]


def add_between(tokens, rng):
    """"Il a tiré" becomes "Il a de son côté tiré"."""
    places = [i for i, t in enumerate(tokens[:-1]) if t.deprel[0].startswith("aux:") and t.head == i + 1]
    if not places:
        return tokens
    at = rng.choice(places) + 1
    phrase = rng.choice(BETWEEN)
    feats = {"DET": "Number=Sing|Person=3|Poss=Yes", "NOUN": MASC}
    new = [Token(form, upos, feats.get(upos, "_"), "son" if form == "sa" else form, -2 if head is None else head, (rel,))
           for form, upos, head, rel in phrase]
    out = insert_at(copy(tokens), at, new)
    for t in new:
        if t.head == -2:
            t.head = at + len(new)
    return out


def add_quantity(tokens, rng):
    """"Vingt civils" becomes "au moins vingt civils", "quelque vingt civils" or "plus de vingt civils", as the treebanks have them."""
    places = [i for i, t in enumerate(tokens[:-1])
              if t.upos == "NUM" and t.deprel == ("nummod",) and t.head == i + 1 and tokens[i + 1].upos == "NOUN"
              and not any(u.head == i for u in tokens)
              and not any(u.head == i + 1 for u in tokens[:i])]
    if not places:
        return tokens
    at = rng.choice(places)
    out, noun = copy(tokens), at + 1
    if rng.random() < 0.6:
        words = rng.choice([["au", "moins"], ["au", "moins"], ["au", "total"], ["environ"], ["quelque"]])
        upos = ["ADP_DET", "ADV" if words[-1] == "moins" else "NOUN"] if len(words) > 1 else ["ADV"]
        new = [Token(words[0], upos[0], "_", words[0], -2, ("advmod",))]
        new += [Token(w, u, "_", w, 0, ("fixed",)) for w, u in zip(words[1:], upos[1:])]
        out = insert_at(out, at, new)
        out[at].head = noun + len(new)
    else:
        adverb, old = rng.choice(["plus", "près", "moins"]), tokens[noun]
        new = [Token(adverb, "ADV", "_", adverb, -2, old.deprel), Token("de", "ADP", "_", "de", -2, ("case",))]
        vowel = unaccent(out[at].form[:1]).lower() in "aeiou"
        new[1].form = "d'" if vowel else "de"
        out[at].space_before = not vowel
        out = insert_at(out, at, new)
        noun += 2
        out[at].head, out[at + 1].head = out[noun].head, noun
        out[noun].head, out[noun].deprel = at, ("nmod",)
    if at == 0 and out[0].head != -2:
        number = out[len(new)]
        out[0].form = out[0].form[:1].upper() + out[0].form[1:]
        number.form = number.form[:1].lower() + number.form[1:]
    return out


def add_according(tokens, rng, names):
    """"S." becomes "S, selon X." or "Selon X, S."."""
    root = next(i for i, t in enumerate(tokens) if t.head < 0)
    if tokens[-1].form != "." or tokens[root].upos not in ("VERB", "ADJ", "NOUN") or len(tokens) < 6:
        return tokens
    if tokens[0].upos == "PUNCT" or tokens[-1].head != root:
        return tokens
    phrase = settle(subject(rng, names, "verb"), 1)
    noun = next(i for i, t in enumerate(phrase) if t.deprel == ("nsubj",)) + 1
    phrase[noun - 1].deprel, phrase[noun - 1].head = ("obl:mod",), -2
    new = [Token("selon", "ADP", "_", "selon", noun, ("case",))] + phrase
    comma = Token(",", "PUNCT", "_", ",", noun, ("punct",), False)
    body = copy(tokens)
    if rng.random() < 0.5:
        for t in new:
            if t.head >= 0:
                t.head += 1
        comma.head = noun + 1
        new = [comma] + new
        out = insert_at(body, len(body) - 1, new)
        head = root
    else:
        new[0].form = "Selon"
        new.append(comma)
        if body[0].upos != "PROPN" and not body[0].form.isupper():
            body[0].form = body[0].form[:1].lower() + body[0].form[1:]
        out = insert_at(body, 0, new)
        head = root + len(new)
    for t in new:
        if t.head == -2:
            t.head = head
    return out


def quote(tokens, rng):
    """The whole sentence between quotation marks, or the opening one alone (a quotation of several sentences)."""
    root = next(i for i, t in enumerate(tokens) if t.head < 0)
    mark = rng.choice(["«", '"'])
    out = copy(tokens)
    if rng.random() < 0.7:
        out = insert_at(out, 0, [Token(mark, "PUNCT", "_", mark, -2, ("punct",))])
        root += 1
        out[0].head = root
    if rng.random() < 0.5:
        close = "»" if mark == "«" else '"'
        out.append(Token(close, "PUNCT", "_", close, root, ("punct",)))
    return out


def drop(tokens, gone):
    """Without the tokens of `gone`, none of which has dependents."""
    new, index = [], {}
    for i, t in enumerate(tokens):
        if i not in gone:
            index[i] = len(new)
            new.append(dataclasses.replace(t))
    for t in new:
        t.head = index[t.head] if t.head >= 0 else -1
    return new


def headline(tokens, rng):
    """No articles where they are plain determiners, no final stop."""
    heads = {t.head for t in tokens}
    gone = {i for i, t in enumerate(tokens)
            if i not in heads and (t.upos == "DET" and t.lemma in ("le", "un") and (i == 0 or rng.random() < 0.4))}
    last = len(tokens) - 1
    if tokens[last].form == "." and last not in heads:
        gone.add(last)
    out = drop(tokens, gone)
    return out if len(out) > 2 else copy(tokens)


STEMS = {"avoir": "aur", "être": "ser", "faire": "fer", "pouvoir": "pourr", "devoir": "devr", "vouloir": "voudr",
         "aller": "ir", "savoir": "saur", "falloir": "faudr", "valoir": "vaudr", "mourir": "mourr", "courir": "courr",
         "envoyer": "enverr", "asseoir": "assiér", "cueillir": "cueiller", "accueillir": "accueiller"}
STEM_ENDS = [("venir", "viendr"), ("tenir", "tiendr"), ("cevoir", "cevr"), ("voir", "verr"), ("quérir", "querr"),
             ("mouvoir", "mouvr"), ("courir", "courr"), ("eler", "eller"), ("eter", "etter"), ("ener", "èner"),
             ("ever", "èver"), ("eser", "èser"), ("yer", "ier"), ("re", "r")]
ENDS = {"Cnd": {"1Sing": "ais", "2Sing": "ais", "3Sing": "ait", "1Plur": "ions", "2Plur": "iez", "3Plur": "aient"},
        "Fut": {"1Sing": "ai", "2Sing": "as", "3Sing": "a", "1Plur": "ons", "2Plur": "ez", "3Plur": "ont"}}


def stem(lemma):
    if lemma in STEMS:
        return STEMS[lemma]
    for end, new in STEM_ENDS:
        if lemma.endswith(end):
            return lemma[: -len(end)] + new
    return lemma


def remood(tokens, rng):
    """Finite verbs in the conditional, which reports use for hearsay, or in the future."""
    out = copy(tokens)
    for i, t in enumerate(out):
        feats = dict(f.split("=") for f in t.feats.split("|") if "=" in f)
        person, number = feats.get("Person"), feats.get("Number")
        elided = i > 0 and out[i - 1].form[-1:] in "'’"
        inverted = i + 1 < len(out) and out[i + 1].form.startswith("-")
        if feats.get("Mood") != "Ind" or not person or not number or inverted or rng.random() < 0.3:
            continue
        if t.upos not in ("VERB", "AUX") or not t.lemma.endswith(("er", "ir", "re", "oir")):
            continue
        form = stem(t.lemma)
        if elided and form[0] not in "aeéèêiouyh":
            continue
        mood = "Cnd" if rng.random() < 0.8 else "Fut"
        t.form = form + ENDS[mood][person + number]
        new = {"Mood": "Cnd" if mood == "Cnd" else "Ind", "Tense": "Pres" if mood == "Cnd" else "Fut"}
        t.feats = "|".join(f"{k}={v}" for k, v in sorted({**feats, **new}.items()))
    return out


def typo(form, rng):
    if len(form) < 5:
        return form
    i = rng.randrange(1, len(form) - 1)
    return rng.choice([form[:i] + form[i + 1:], form[:i] + form[i + 1] + form[i] + form[i + 2:],
                       form[:i] + form[i] + form[i:]])


def map_forms(tokens, change):
    out = copy(tokens)
    for t in out:
        t.form = change(t.form) or t.form
    return out


def rename(tokens, rng, names):
    """Other proper names: the treebanks know few from Syria or the Sahel."""
    out = copy(tokens)
    for t in out:
        if t.upos == "PROPN" and t.form[:1].isupper() and not t.form.isupper() and len(t.form) > 2:
            if rng.random() < 0.7:
                t.form = t.lemma = name(rng, names)
    return out


def noisy(tokens, rng, names):
    """One variant of a training sentence; about half of them stay as they are."""
    if rng.random() < 0.08:
        tokens = remood(tokens, rng)
    if rng.random() < 0.20:
        tokens = rename(tokens, rng, names)
    if rng.random() < 0.08:
        tokens = add_between(tokens, rng)
    if rng.random() < 0.20:
        tokens = add_quantity(tokens, rng)
    if rng.random() < 0.05:
        tokens = add_according(tokens, rng, names)
    if rng.random() < 0.08:
        tokens = add_report(tokens, rng, names)
    elif rng.random() < 0.10:
        tokens = add_incise(tokens, rng, names)
    elif rng.random() < 0.05:
        tokens = quote(tokens, rng)
    elif rng.random() < 0.06:
        tokens = headline(tokens, rng)
    heads = {t.head for t in tokens}
    if rng.random() < 0.04 and tokens[-1].form in (".", "…") and len(tokens) - 1 not in heads and len(tokens) > 3:
        tokens = copy(tokens[:-1])
    if rng.random() < 0.15:
        tokens = map_forms(tokens, lambda f: '"' if f in "«»“”" else f)
    dice = rng.random()
    if dice < 0.06:
        tokens = map_forms(tokens, unaccent)
    elif dice < 0.10:
        tokens = map_forms(tokens, lambda f: f.upper())
    elif dice < 0.12:
        tokens = map_forms(tokens, lambda f: unaccent(f).upper())
    elif dice < 0.14:
        tokens = map_forms(tokens, lambda f: f.lower())
    elif dice < 0.18:
        tokens = map_forms(tokens, lambda f: typo(f, rng) if rng.random() < 0.08 else f)
    elif dice < 0.21:
        first = dataclasses.replace(tokens[0])
        first.form = first.form[:1].lower() + first.form[1:]
        tokens = [first] + tokens[1:]
    return tokens
