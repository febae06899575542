"""Parses raw text with several trained networks together, as further training data ("silver").

    python silver.py RUN.pt… --novels eltec-fra.txt.gz [--popcorn train.json] --out silver.jsonl.gz -- COMMAND

COMMAND (`target/release/examples/parse`) gives the tokens; the networks' probabilities are averaged. Kept are the
sentences whose best heads form a tree and are sure on average.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

import treebank
from network import Parser
from train import TREEBANKS, Encoder, batches, masked, tensors


def paragraphs(args):
    """The reports, whole, and paragraphs of the novels at random."""
    out = []
    if args.popcorn:
        for report in json.loads(Path(args.popcorn).read_text(encoding="utf8")).values():
            out += report["text"].split("\n")
    with gzip.open(args.novels, "rt", encoding="utf8") as f:
        novels = [p.strip() for p in f if 60 < len(p) < 1200]
    random.Random(1).shuffle(novels)
    words = sum(len(p.split()) for p in out)
    for paragraph in novels:
        if words > args.words:
            break
        out.append(paragraph)
        words += len(paragraph.split())
    return out


def tokenised(text, command):
    """The surface tokens of each sentence, as tokens without an analysis."""
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf8") as f:
        f.write(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)
        f.flush()
        for _, rows in treebank.blocks(f.name):
            inside, tokens = 0, []
            for row in rows:
                first, _, last = row[0].partition("-")
                if int(first) > inside:
                    tokens.append(treebank.Token(row[1], "_", "_", "_", -1, ("dep",)))
                    inside = int(last or 0)
            if 4 <= len(tokens) <= 60:
                yield tokens


def load(path):
    saved = torch.load(path)
    enc = Encoder([], saved, saved.get("words"))
    model = Parser(len(enc.rows) + 1, enc.sizes(), len(TREEBANKS), hidden=saved["hidden"], vectors=len(enc.vectors),
                   encoder=saved["encoder"])
    model.load_state_dict(saved["weights"], strict=False)  # a file of names.py has a layer more
    return model.eval(), enc


def is_tree(heads):
    """heads: one for each token, from 1, 0 for the root."""
    if heads.count(0) != 1:
        return False
    for i in range(len(heads)):
        at, steps = i + 1, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@torch.no_grad()
def parse(nets, group):
    """Averages the networks' log probabilities for sentences of about one length."""
    arcs, rels, tags, outs = 0, 0, {"upos": 0, "feats": 0, "lemma": 0}, []
    for model, enc in nets:
        batch = tensors([(0, enc.encode(tokens)) for tokens in group])
        outs.append((model, model(batch["ids"], batch["lengths"], batch["treebank"])))
        arcs = arcs + masked(outs[-1][1]["arc"], batch["lengths"]).softmax(-1) / len(nets)
        for name in tags:
            tags[name] = tags[name] + outs[-1][1][name].softmax(-1) / len(nets)
    best, heads = arcs.max(-1)
    b, n = heads.shape
    rows = torch.arange(b)[:, None].expand(b, n)
    for model, out in outs:
        pair = out["rel_dep"].reshape(b * n, -1), out["rel_head"][rows, heads].reshape(b * n, -1)
        rels = rels + model.relations(*pair).softmax(-1).view(b, n, -1)
    return best, heads, rels.argmax(-1), {k: v.argmax(-1) for k, v in tags.items()}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("runs", nargs="+")
    ap.add_argument("--novels", required=True)
    ap.add_argument("--popcorn")
    ap.add_argument("--out", required=True)
    ap.add_argument("--words", type=int, default=600_000)
    ap.add_argument("--sure", type=float, default=0.9, help="least mean probability of a sentence's heads")
    cut = sys.argv.index("--")
    args, command = ap.parse_args(sys.argv[1:cut]), sys.argv[cut + 1:]
    torch.set_num_threads(1)
    nets = [load(path) for path in args.runs]
    codes = nets[0][1]
    for _, enc in nets:
        if (enc.upos.names, enc.feats.names, enc.lemma.names) != (codes.upos.names, codes.feats.names, codes.lemma.names):
            sys.exit("the runs were trained on different data: their tags differ")
    sentences = list(tokenised("\n".join(paragraphs(args)), command))
    items = [(None, {"ids": tokens}) for tokens in sentences]
    kept, total = [], 0
    for group in batches(items, 3000, random.Random(0)):
        group = [entry["ids"] for _, entry in group]
        best, heads, rels, tags = parse(nets, group)
        for i, tokens in enumerate(group):
            n = len(tokens)
            total += n
            if float(best[i, :n].mean()) < args.sure or not is_tree(heads[i, :n].tolist()):
                continue
            for j, token in enumerate(tokens):
                token.head, token.deprel = int(heads[i, j]) - 1, (codes.deprel[rels[i, j]],)
                token.upos, token.feats = codes.upos.names[tags["upos"][i, j]], codes.feats.names[tags["feats"][i, j]]
                token.lemma = treebank.apply_script(codes.lemma.names[tags["lemma"][i, j]], token.form) or token.form
            kept.append(treebank.Sentence("sequoia", "", tokens))
    treebank.write_silver(args.out, kept)
    print(len(kept), "sentences,", sum(len(s.tokens) for s in kept), "of", total, "words")


if __name__ == "__main__":
    main()
