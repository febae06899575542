"""Trains spaCy on the data of the comparison and times it beside selon, in one run and on one core.

    python peers.py train --treebanks DIR --out FOLDER [--steps N]   # spaCy's own recipe for small models
    python peers.py time FOLDER/model-last GOLD.conllu… -- COMMAND   # words per second of both

COMMAND is `target/release/examples/speed`: it reads a text on standard input and prints "… N words/s". Speed does not depend on how
long a pipeline was trained: a few hundred steps are enough to time one. Needs spaCy 3, without its models.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import score

PIPELINE = "morphologizer,trainable_lemmatizer,parser"


def train(args):
    folder = Path(args.treebanks) / "peers"
    with tempfile.TemporaryDirectory() as work:
        def spacy(*words):
            subprocess.run([sys.executable, "-m", "spacy", *map(str, words)], check=True)
        for name in ("train", "heldout"):
            spacy("convert", folder / f"{name}.conllu", work, "--n-sents", 10, "--merge-subtokens")
        spacy("init", "config", f"{work}/config.cfg", "--lang", "fr", "--pipeline", PIPELINE, "--optimize", "efficiency")
        spacy("train", f"{work}/config.cfg", "--output", args.out, "--paths.train", f"{work}/train.spacy",
              "--paths.dev", f"{work}/heldout.spacy", "--training.max_steps", args.steps,
              "--training.eval_frequency", max(1, args.steps // 2))


def spacy_speed(model, texts, rounds):
    import spacy
    nlp = spacy.load(model)
    best = 0.0
    for _ in range(rounds):
        began = time.perf_counter()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        best = max(best, words / (time.perf_counter() - began))
    return best


def clock(args, command):
    for path in args.gold:
        text = score.raw(Path(path).read_text(encoding="utf8"))
        # spaCy is given pieces of about an article's length, which suits it better than one long text.
        lines = score.lines(Path(path).read_text(encoding="utf8"))
        texts = [" ".join(lines[i:i + 20]) for i in range(0, len(lines), 20)]
        for _ in range(args.runs):
            theirs = spacy_speed(args.model, texts, 3)
            printed = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
            mine = float(printed.split(" words/s")[0].split()[-1])
            print(f"{Path(path).stem}: spaCy {theirs:,.0f} words/s, selon {mine:,.0f} words/s, {mine / theirs:.1f} times", flush=True)


def main():
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[name] = "1"
    ap = argparse.ArgumentParser()
    sub = ap.add_subparsers(dest="what", required=True)
    t = sub.add_parser("train")
    t.add_argument("--treebanks", required=True)
    t.add_argument("--out", required=True)
    t.add_argument("--steps", type=int, default=20_000)
    c = sub.add_parser("time")
    c.add_argument("model")
    c.add_argument("gold", nargs="+")
    c.add_argument("--runs", type=int, default=3)
    cut = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    args = ap.parse_args(sys.argv[1:cut])
    train(args) if args.what == "train" else clock(args, sys.argv[cut + 1:])


if __name__ == "__main__":
    main()
