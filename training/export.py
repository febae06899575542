"""Writes a checkpoint as safetensors with int8 rows: python export.py CHECKPOINT OUT --treebanks DIR.

The treebanks whose habits the model follows are fixed here: the mean of their vectors joins every word's sum.
"""

import argparse
import collections
import json
import struct
from pathlib import Path

import numpy as np
import torch

import features
import treebank
from train import FILES


def int8_rows(matrix):
    matrix = np.asarray(matrix, dtype=np.float32)
    scale = np.abs(matrix).max(axis=1) / 127
    scale[scale == 0] = 1.0
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def tensors(checkpoint, treebanks):
    w = {k: v.numpy() for k, v in checkpoint["weights"].items()}
    out = {}

    def linear(name, matrix, bias=None):
        out[name + ".q"], out[name + ".s"] = int8_rows(matrix)
        if bias is not None:
            out[name + ".b"] = np.asarray(bias, dtype=np.float32)

    table = {f: w["embed.weight"][r] for f, r in checkpoint["rows"].items()}
    # What a word's vector adds joins the row of its form.
    if checkpoint.get("words"):
        lifted = w["vectors"][1:] @ w["lift.weight"].T
        for word, row in zip(checkpoint["words"], lifted):
            table["w:" + word] = table.get("w:" + word, 0) + row
    pairs = sorted((features.fnv1a(f), f) for f in table)
    out["embed.hash"] = np.array([h for h, _ in pairs], dtype=np.uint64)
    out["embed.q"], out["embed.s"] = int8_rows(np.stack([table[f] for _, f in pairs]))
    which = [checkpoint["treebanks"].index(t) for t in treebanks]
    out["embed.b"] = w["treebank.weight"][which].mean(axis=0)
    linear("mix", w["mix.weight"], w["mix.bias"])
    out["norm.g"], out["norm.b"] = w["norm.weight"], w["norm.bias"]
    for layer in (1, 2):
        for way, suffix in (("f", ""), ("b", "_reverse")):
            name, p = f"lstm{layer}.{way}", f"encoder.lstm{layer}."
            linear(name + ".x", w[p + "weight_ih_l0" + suffix])
            linear(name + ".h", w[p + "weight_hh_l0" + suffix])
            out[name + ".b"] = w[p + "bias_ih_l0" + suffix] + w[p + "bias_hh_l0" + suffix]
    for name in ("tag", "upos", "feats", "lemma", "arc_dep", "arc_head", "rel_dep", "rel_head", "name",
                 "names"):
        linear(name, w[name + ".weight"], w[name + ".bias"])
    linear("arc", w["arc"][:-1].T, w["arc"][-1])
    # Scores of relations: for each relation and each input of the head (the last is the constant 1) a row over
    # the dependent; its constant input is the bias.
    rel = w["rel"]  # [relation][dependent + 1][head + 1]
    rows = rel.transpose(0, 2, 1).reshape(-1, rel.shape[1])
    linear("rel", rows[:, :-1], rows[:, -1])
    out["root"] = w["root"]
    return out


def lexicon(folder, treebanks):
    """Lines "form, tag, lemma" of the training words whose lemma is settled by form and tag."""
    counts = collections.defaultdict(collections.Counter)
    for tb in treebanks:
        for sentence in treebank.read(Path(folder) / (FILES[tb] + ".conllu"), tb):
            follows = 10 if sentence.treebank in ("sequoia", "gsd") else 1
            for t in sentence.tokens:
                if t.upos not in ("PROPN", "NUM", "PUNCT", "SYM", "X") and t.lemma not in ("_", "") and "_" not in t.upos:
                    # The treebanks that the model follows settle a lemma against the others.
                    counts[treebank.normalise(t.form).lower(), t.upos][t.lemma] += follows
    for (form, upos), lemmas in sorted(counts.items()):
        (lemma, most), total = lemmas.most_common(1)[0], sum(lemmas.values())
        if most >= 0.9 * total and lemma.lower() == lemma:
            yield f"{form}\t{upos}\t{lemma}"


def write(path, arrays, metadata):
    kinds = {np.dtype("float32"): "F32", np.dtype("int8"): "I8", np.dtype("uint64"): "U64"}
    header, at = {"__metadata__": metadata}, 0
    order = sorted(arrays, key=lambda k: (-arrays[k].dtype.itemsize, k))
    for k in order:
        a = arrays[k]
        header[k] = {"dtype": kinds[a.dtype], "shape": list(a.shape), "data_offsets": [at, at + a.nbytes]}
        at += a.nbytes
    text = json.dumps(header, ensure_ascii=False).encode("utf8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for k in order:
            f.write(np.ascontiguousarray(arrays[k]).tobytes())


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("checkpoint")
    ap.add_argument("out")
    ap.add_argument("--treebanks", required=True, help="folder of the treebanks, for the lexicon of lemmas")
    ap.add_argument("--follow", default="sequoia,gsd")
    args = ap.parse_args()
    checkpoint = torch.load(args.checkpoint, map_location="cpu")
    metadata = {k: "\n".join(checkpoint[k]) for k in ("upos", "feats", "lemma", "deprel", "names")}
    used = json.loads(checkpoint["args"])["use"].split(",")
    metadata["lexicon"] = "\n".join(lexicon(args.treebanks, used))
    shown = ("epochs", "use", "rate", "words", "hidden", "seed", "clean")
    metadata["training"] = json.dumps({k: v for k, v in json.loads(checkpoint["args"]).items() if k in shown})
    metadata["licence"] = "CC BY-SA 4.0"
    metadata["sources"] = "UD French: Sequoia, GSD, PUD, FQB; ELTeC-fra, POPCORN (raw text and names)"
    write(args.out, tensors(checkpoint, args.follow.split(",")), metadata)
    print(args.out, Path(args.out).stat().st_size)


if __name__ == "__main__":
    main()
