"""Pretrains word vectors and encoder on raw text: guess the form of a hidden word from its neighbours.

    python pretrain.py --treebanks DIR --novels eltec-fra.txt.gz [--popcorn train.json] --out FILE

Tokens come from a plain regular expression close to the program's tokenizer.
"""

import argparse
import collections
import gzip
import json
import math
import random
import re
import time
from pathlib import Path

import torch
from torch import nn

import features
import treebank
from network import Parser
from train import FILES, TREEBANKS, Encoder, noised, town_names

CLITIC = r"-t-(?:il|elle|on|ils|elles)|-(?:il|elle|on|ils|elles|je|tu|ce|nous|vous|moi|toi|lui|leur|la|les?|y|en)\b"
TOKEN = re.compile(
    r"aujourd'hui|(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu)'|M\.|MM\.|" + CLITIC +
    r"|\w+(?:-(?!t-|(?:il|elle|on|ils|elles|je|tu|ce|nous|vous|moi|toi|lui|leur|la|les?|y|en)\b)\w+)*"
    r"|\.\.\.|--|[^\w\s]", re.IGNORECASE)
END = re.compile(r"(?<=[.!?…»])\s+(?=[A-ZÀÂÉÈÊÎÔÇ«—-])")


def tokens_of(text):
    return TOKEN.findall(text.replace("’", "'"))


def lines(args, rng):
    """Token lists of sentences: the treebanks, the reports of POPCORN, then paragraphs of novels at random."""
    for tb in ("sequoia", "gsd", "pud"):
        for s in treebank.read(Path(args.treebanks) / (FILES[tb] + ".conllu"), tb):
            yield [t.form for t in s.tokens]
    if args.popcorn:
        for report in json.loads(Path(args.popcorn).read_text(encoding="utf8")).values():
            for sentence in END.split(report["text"]):
                yield tokens_of(sentence)
    with gzip.open(args.novels, "rt", encoding="utf8") as f:
        paragraphs = [p for p in f if len(p) > 60]
    rng.shuffle(paragraphs)
    for paragraph in paragraphs:
        for sentence in END.split(paragraph):
            yield tokens_of(sentence)


def corpus(args, rng):
    out, words = [], 0
    for tokens in lines(args, rng):
        if 4 <= len(tokens) <= 60:
            out.append(tokens)
            words += len(tokens)
            if words >= args.words:
                break
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--treebanks", required=True)
    ap.add_argument("--novels", required=True)
    ap.add_argument("--popcorn")
    ap.add_argument("--out", required=True)
    ap.add_argument("--words", type=int, default=3_000_000)
    ap.add_argument("--batch", type=int, default=3000)
    ap.add_argument("--vocabulary", type=int, default=8000)
    ap.add_argument("--hidden", type=int, default=128)
    ap.add_argument("--rate", type=float, default=3e-3)
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    rng = random.Random(1)
    sentences = corpus(args, rng)
    trained = [s for tb in ("sequoia", "gsd", "pud", "fqb")
               for s in treebank.read(Path(args.treebanks) / (FILES[tb] + ".conllu"), tb)]
    rows = set(Encoder(trained + noised(trained, town_names())).rows)
    forms = collections.Counter(f for s in sentences for f in s)
    counts = collections.Counter()
    for form, n in forms.items():
        for f in features.features(form):
            counts[f] += n
    least = {"w": 12, "u": 12, "h": 50}
    rows |= {f for f, n in counts.items() if n >= least.get(f[0], 60)}
    rows = {f: i + 1 for i, f in enumerate(sorted(rows))}
    types = {form: i for i, form in enumerate(forms)}
    table = torch.zeros(len(types), features.WIDTH, dtype=torch.long)
    for form, i in types.items():
        found = [rows.get(f, 0) for f in features.features(form)]
        table[i, : len(found)] = torch.tensor(found)
    lower = collections.Counter()
    for form, n in forms.items():
        lower[form.lower()] += n
    target = {w: i for i, (w, _) in enumerate(lower.most_common(args.vocabulary))}
    goal = torch.tensor([target.get(form.lower(), -1) for form in types])
    coded = sorted(([types[f] for f in s] for s in sentences), key=len)
    groups, group = [], []
    for s in coded:
        if group and len(s) * (len(group) + 1) > args.batch:
            groups.append(group)
            group = []
        group.append(s)
    groups.append(group)
    rng.shuffle(groups)
    sizes = {"upos": 1, "feats": 1, "lemma": 1, "deprel": 1}
    model = Parser(len(rows) + 1, sizes, len(TREEBANKS), hidden=args.hidden, dropout=0.1)
    guess = nn.Sequential(nn.Linear(2 * args.hidden, 128), nn.ReLU(), nn.Linear(128, len(target)))
    parameters = [p for n, p in model.named_parameters() if n.split(".")[0] in ("embed", "mix", "norm", "lstm1", "lstm2")]
    adam = torch.optim.Adam(parameters + list(guess.parameters()), lr=args.rate, betas=(0.9, 0.98), eps=1e-9)
    print(f"{len(sentences)} sentences, {len(types)} types, {len(rows)} rows, {len(groups)} steps", flush=True)
    began, total = time.time(), 0.0
    for step, group in enumerate(groups):
        n = max(map(len, group))
        ids = torch.tensor([s + [0] * (n - len(s)) for s in group])
        lengths = torch.tensor([len(s) for s in group])
        real = torch.arange(n)[None, :] < lengths[:, None]
        hidden = (torch.rand(ids.shape) < 0.22) & real
        rows_of = table[ids]
        rows_of = rows_of * (torch.rand(rows_of.shape) >= 0.1)
        rows_of[hidden] = 0
        b = ids.shape[0]
        x = model.words(rows_of.view(b * n, -1)).view(b, n, -1)
        h = model.shared_dropout(model.run(model.lstm1, model.shared_dropout(x), lengths))
        h = model.run(model.lstm2, h, lengths)
        loss = nn.functional.cross_entropy(guess(h[hidden]), goal[ids[hidden]], ignore_index=-1)
        for g in adam.param_groups:
            g["lr"] = args.rate * min(1, (step + 1) / 100) * max(0.05, 0.5 + 0.5 * math.cos(math.pi * step / len(groups)))
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 5.0)
        adam.step()
        total = 0.99 * total + 0.01 * float(loss.detach())
        if step % 100 == 99:
            mean = total / (1 - 0.99 ** (step + 1))
            print(f"step {step + 1} loss {mean:.3f} {time.time() - began:.0f} s", flush=True)
            kept = {k: v for k, v in model.state_dict().items()
                    if k.split(".")[0] in ("embed", "mix", "norm", "lstm1", "lstm2")}
            torch.save({"weights": kept, "rows": rows, "hidden": args.hidden}, args.out)


if __name__ == "__main__":
    main()
