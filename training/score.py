"""Scores an analysis from raw text with the measures of the CoNLL 2018 shared task.

    python score.py text GOLD.conllu              # the raw text, sentences joined by one space
    python score.py score GOLD.conllu SYSTEM.conllu
    python score.py run GOLD.conllu… -- COMMAND   # COMMAND reads the text on stdin and prints CoNLL-U
    python score.py plain GOLD.conllu… -- COMMAND # the same without accents
    python score.py upper GOLD.conllu… -- COMMAND # the same in capitals
    python score.py table GOLD.conllu… -- COMMAND # the table of the README, beside the peers

Words are aligned by their ranges among the characters that are not white space; relations are compared without
subtypes. All figures are F1 in per cent. `factual` joins Mood, Tense, VerbForm and Polarity (each feature of each
word counts); `cond` is Mood=Cnd alone.
"""

import subprocess
import sys
import unicodedata
from pathlib import Path

FACTUAL = ("Mood", "Tense", "VerbForm", "Polarity")


def sentences(text):
    rows = []
    for line in text.split("\n"):
        if not line:
            if rows:
                yield rows
            rows = []
        elif not line.startswith("#"):
            rows.append(line.split("\t"))


def lines(text):
    """The sentences of a treebank as it writes them."""
    return [line[9:] for line in text.split("\n") if line.startswith("# text = ")]


def raw(text):
    return " ".join(lines(text))


# F1 of parsers that were trained on Sequoia train and nine tenths of GSD dev (83,000 words), by the same measures:
# UDPipe 1.3 with fewer iterations than it takes by itself, spaCy 3 with its recipe for small models (`peers.py`).
PEERS = {
    "fr_gsd-ud-test": {"UDPipe 1.3": (98.4, 93.8, 95.3, 80.2, 75.7), "spaCy 3": (98.0, 92.8, 93.9, 81.0, 76.3)},
    "fr_sequoia-ud-test": {"UDPipe 1.3": (98.8, 96.0, 97.0, 83.2, 79.9), "spaCy 3": (98.0, 95.0, 95.0, 84.1, 80.5)},
}
COLUMNS = ("words", "UPOS", "lemma", "UAS", "LAS", "factual", "cond")


def table(rows):
    """rows: (name of the treebank, scores), as Markdown beside the peers."""
    print("| | " + " | ".join(COLUMNS) + " |\n" + "|---" * (len(COLUMNS) + 1) + "|")
    for name, got in rows:
        for peer, figures in PEERS.get(name, {}).items():
            print(f"| {peer}, {name} | " + " | ".join(f"{x:.1f}" for x in figures) + " | | |")
        print(f"| selon, {name} | " + " | ".join(f"{got[c]:.1f}" for c in COLUMNS) + " |")


def words(text):
    """All words as dictionaries, in order; `key` says where each stands, heads are indices."""
    out, tokens, spans, at = [], [], [], 0
    for rows in sentences(text):
        first, begin, inside, span = len(out), at, 0, None
        for row in rows:
            form = "".join(row[1].split())
            if "-" in row[0]:
                inside = int(row[0].split("-")[1])
                span, at = (at, at + len(form)), at + len(form)
                tokens.append(span)
                continue
            if not row[0].isdigit():
                continue
            if int(row[0]) <= inside:
                key = (*span, row[1].lower())
            else:
                key = (at, at + len(form), "")
                tokens.append(key[:2])
                at += len(form)
            feats = dict(f.split("=", 1) for f in row[5].split("|") if "=" in f)
            out.append({"key": key, "upos": row[3], "lemma": row[2], "feats": feats, "rel": row[7].split(":")[0],
                        "sub": row[7], "form": row[1], "head": first + int(row[6]) - 1 if int(row[6]) else -1})
        spans.append((begin, at))
    return out, tokens, spans


def f1(correct, gold, system):
    return round(200 * correct / (gold + system), 2) if gold + system else 0.0


def score(gold_text, system_text):
    (gold, gold_tokens, gold_spans), (mine, my_tokens, my_spans) = words(gold_text), words(system_text)
    at = {w["key"]: i for i, w in enumerate(mine)}
    pairs = [(i, at[w["key"]]) for i, w in enumerate(gold) if w["key"] in at]
    match = dict(pairs)

    def count(test):
        return f1(sum(test(gold[i], mine[j]) for i, j in pairs), len(gold), len(mine))

    def head(g, m):
        if g["head"] < 0 or m["head"] < 0:
            return g["head"] == m["head"]
        return match.get(g["head"]) == m["head"]

    def features(kept):
        g = [(w["key"], k, v) for w in gold for k, v in w["feats"].items() if kept(k, v)]
        m = {(w["key"], k, v) for w in mine for k, v in w["feats"].items() if kept(k, v)}
        return f1(sum(x in m for x in g), len(g), len(m))

    return {
        "tokens": f1(len(set(gold_tokens) & set(my_tokens)), len(gold_tokens), len(my_tokens)),
        "sentences": f1(len(set(gold_spans) & set(my_spans)), len(gold_spans), len(my_spans)),
        "words": f1(len(pairs), len(gold), len(mine)),
        "UPOS": count(lambda g, m: g["upos"] == m["upos"]),
        "lemma": count(lambda g, m: g["lemma"] == m["lemma"] or g["lemma"] == "_"),
        "UAS": count(head),
        "LAS": count(lambda g, m: head(g, m) and g["rel"] == m["rel"]),
        "LAS+sub": count(lambda g, m: head(g, m) and g["sub"] == m["sub"]),
        "factual": features(lambda k, v: k in FACTUAL),
        "cond": features(lambda k, v: (k, v) == ("Mood", "Cnd")),
    }


def changed(text, change):
    """The treebank with other forms."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("# text = "):
            line = line[:9] + change(line[9:])
        elif line and line[0] != "#":
            row = line.split("\t")
            row[1] = change(row[1])
            line = "\t".join(row)
        lines.append(line)
    return "\n".join(lines)


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


CHANGES = {"run": lambda text: text, "table": lambda text: text, "plain": plain, "upper": str.upper}


def main():
    command, *rest = sys.argv[1:]
    if command == "text":
        print(raw(Path(rest[0]).read_text(encoding="utf8")))
    elif command == "score":
        print(score(*(Path(p).read_text(encoding="utf8") for p in rest)))
    elif command in CHANGES:
        cut, rows = rest.index("--"), []
        for path in rest[:cut]:
            gold = changed(Path(path).read_text(encoding="utf8"), CHANGES[command])
            system = subprocess.run(rest[cut + 1:], input=raw(gold), capture_output=True, text=True, check=True).stdout
            rows.append((Path(path).stem, score(gold, system)))
            if command != "table":
                print(*rows[-1])
        if command == "table":
            table(rows)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
