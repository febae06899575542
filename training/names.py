"""Adds the layer of names to a trained network, which stays as it is otherwise.

    python names.py RUN.pt --popcorn train.json --out NAMED.pt -- COMMAND

A small map from what the tags are read from to the beginning, the inside and the outside of the names of persons, groups (organisations
too) and places. Learned from the entities of POPCORN (MIT) whose mention has a capital letter: "Adelys Adams", not "vieille dame". Every
tenth report is held out; its F1 of whole names is printed. COMMAND (`target/release/examples/parse`) gives the tokens.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from pathlib import Path

import torch
from torch import nn

import treebank
from silver import load
from train import batches, tensors, town_names

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
HIDDEN = 96
PERSONS = {"CIVILIAN", "TERRORIST_OR_CRIMINAL", "MILITARY"}
GROUPS = {"NON_GOVERNMENTAL_ORGANISATION", "NON_MILITARY_GOVERNMENT_ORGANISATION", "MILITARY_ORGANISATION",
          "INTERGOVERNMENTAL_ORGANISATION", "GROUP_OF_INDIVIDUALS"}


def kind_of(entity):
    kind = entity["type"]
    return "PER" if kind in PERSONS else "ORG" if kind in GROUPS else "LOC" if kind == "PLACE" else None


def spans(report):
    """(start, end, kind) of each name, the longest of those that overlap."""
    found = []
    for entity in report["entities"]:
        kind = kind_of(entity)
        for m in entity["mentions"]:
            text = m["value"]
            # "Madame Adelys", "la société SMT": a name begins with its first capital.
            start = re.search(r"[A-ZÀ-Þ0-9]", text)
            if kind and start and any(c.isupper() for c in text):
                found.append((m["start"] + start.start(), m["end"], kind))
    found.sort(key=lambda s: (s[0] - s[1], s[0]))
    kept = []
    for s in found:
        if all(s[1] <= k[0] or s[0] >= k[1] for k in kept):
            kept.append(s)
    return kept


def sentences(report, command):
    """Tokens and the names' codes of each sentence."""
    names = spans(report)
    out = subprocess.run(command, input=report["text"], capture_output=True, text=True, check=True).stdout
    tokens, codes, inside = [], [], 0
    for line in out.split("\n"):
        row = line.split("\t")
        if len(row) == 10 and "TokenRange=" in row[9]:
            start, end = map(int, row[9].split("TokenRange=")[1].split(":"))
            token = treebank.Token(row[1], "_", "_", "_", -1, ("dep",))
            name = next((n for n in names if n[0] < end and start < n[1]), None)
            begins = name and (not tokens or inside != name)
            codes.append("O" if name is None else ("B-" if begins else "I-") + name[2])
            tokens.append(token)
            inside = name
        elif not line and tokens:
            yield tokens, [NAMES.index(c) for c in codes]
            tokens, codes, inside = [], [], 0


def other_names(folder, reports):
    """Lists of other names by kind: towns of GeoNames, the project's own parties, POPCORN's first and last names."""
    groups = []
    for file in ("groups.tsv", "organisations.tsv"):
        rows = [r.split("\t") for r in (Path(folder) / file).read_text(encoding="utf8").split("\n") if r and r[0] != "#"]
        column = rows[0].index("names")
        groups += [name.strip() for row in rows[1:] for name in row[column].split("|")]
    parts = {k: sorted({m["value"] for r in reports for e in r["entities"] if e["type"] == k for m in e["mentions"]})
             for k in ("FIRSTNAME_0", "LASTNAME_0")}
    towns = town_names()
    groups = [g for g in groups if len(g) < 60 and g[:1].isupper() and "@" not in g and "'" not in g and "’" not in g]
    return {"LOC": towns, "ORG": groups, "PER": parts["FIRSTNAME_0"], "last": parts["LASTNAME_0"] + towns}


def renamed(tokens, codes, rng, other):
    """Other names: those of POPCORN are few, and mostly western."""
    out, new = [], []
    for token, code in zip(tokens, codes):
        kind, begins = NAMES[code][2:], NAMES[code].startswith("B-")
        if begins:
            swap = rng.random() < 0.5 and token.form[:1].isupper()
        if code == 0 or not swap:
            out.append(token)
            new.append(code)
        elif begins:
            forms = rng.choice(other[kind]).split()
            if kind == "PER" and rng.random() < 0.8:
                forms.append(rng.choice(other["last"]))
            out += [treebank.Token(f, "_", "_", "_", -1, ("dep",)) for f in forms]
            new += [code] + [code + 1] * (len(forms) - 1)
    return out, new


def whole(codes):
    """(start, end, kind) of each name of a sentence's codes."""
    out, start = [], None
    for i, code in enumerate([NAMES[c] for c in codes] + ["O"]):
        if start is not None and not code.startswith("I-"):
            out.append((start, i, NAMES[codes[start]][2:]))
            start = None
        if code != "O" and start is None:
            start = i
    return set(out)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("run")
    ap.add_argument("--popcorn", required=True)
    ap.add_argument("--parties", default="../data/parties", help="folder of the project's tables of parties")
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=40)
    cut = sys.argv.index("--")
    args, command = ap.parse_args(sys.argv[1:cut]), sys.argv[cut + 1:]
    torch.set_num_threads(1)
    torch.manual_seed(1)
    rng = random.Random(1)
    model, enc = load(args.run)
    reports = list(json.loads(Path(args.popcorn).read_text(encoding="utf8")).values())
    other = other_names(args.parties, [r for i, r in enumerate(reports) if i % 10])
    data = [list(sentences(r, command)) for r in reports]
    train = [s for i, r in enumerate(data) if i % 10 for s in r]
    held = [s for i, r in enumerate(data) if i % 10 == 0 for s in r]
    head = nn.Sequential(nn.Dropout(0.2), nn.Linear(model.tag.out_features, HIDDEN), nn.ReLU(), nn.Dropout(0.3),
                         nn.Linear(HIDDEN, len(NAMES)))
    adam = torch.optim.Adam(head.parameters(), lr=3e-3)

    def scores(group):
        batch = tensors([(0, enc.encode(t)) for t, _ in group])
        with torch.no_grad():
            seen = model.read(batch["ids"], batch["lengths"], batch["treebank"])
        return head(seen), torch.tensor([c + [-1] * (seen.shape[1] - len(c)) for _, c in group])

    def grouped(items):
        return [[e["ids"] for _, e in g] for g in batches([(0, {"ids": Pair(*s)}) for s in items], 2000, rng)]

    for epoch in range(args.epochs):
        items = [renamed(t, c, rng, other) for t, c in train]
        for group in grouped(items):
            got, want = scores(group)
            adam.zero_grad()
            nn.functional.cross_entropy(got.flatten(0, 1), want.flatten(), ignore_index=-1).backward()
            adam.step()
    head.eval()
    hits = gold = mine = 0
    with torch.no_grad():
        for group in grouped(held):
            got, want = scores(group)
            for i, (tokens, codes) in enumerate(group):
                a, b = whole(codes), whole(got[i, : len(tokens)].argmax(-1).tolist())
                hits, gold, mine = hits + len(a & b), gold + len(a), mine + len(b)
    print(f"names held out: F1 {200 * hits / (gold + mine):.1f} of {gold}")
    saved = torch.load(args.run)
    inner, outer = head[1], head[4]
    saved["weights"] |= {"name.weight": inner.weight.detach(), "name.bias": inner.bias.detach(),
                         "names.weight": outer.weight.detach(), "names.bias": outer.bias.detach()}
    saved["names"] = NAMES
    torch.save(saved, args.out)


class Pair(tuple):
    """A sentence as `batches` measures it: by its tokens."""

    def __new__(cls, tokens, codes):
        return super().__new__(cls, (tokens, codes))

    def __len__(self):
        return len(self[0])


if __name__ == "__main__":
    main()
