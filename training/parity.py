"""Writes what PyTorch computes from an exported model, for the parity test of the Rust crate.

    python parity.py ../data/fr/model.safetensors ../crates/language/tests/parity.tsv

The int8 weights are read back, so both sides compute from the same numbers.
"""

import json
import struct
import sys

import numpy as np
import torch
from torch import nn

import features
from network import Parser

SENTENCES = """« Deux soldats auraient été tués près d' Alep » , a déclaré le général Abou Mohammad Al-Jolani .
Selon une source proche du ministère , au moins 1 203 civils n' ont pas fui Kidal .
Des hommes armés attaquent un convoi à Ménaka
« Nous ne céderons rien » , a -t-il lancé mardi à la presse .
FRAPPES AERIENNES SUR IDLEB
La ville dont l' armée s' était retirée a été reprise par les rebelles , affirme Reuters .""".split("\n")


def read(path):
    with open(path, "rb") as f:
        size = struct.unpack("<Q", f.read(8))[0]
        header, data = json.loads(f.read(size)), f.read()
    kinds = {"F32": np.float32, "I8": np.int8, "U64": np.uint64}
    out = {}
    for name, entry in header.items():
        if name != "__metadata__":
            a, b = entry["data_offsets"]
            out[name] = np.frombuffer(data[a:b], dtype=kinds[entry["dtype"]]).reshape(entry["shape"])
    return out, header["__metadata__"]


def parser(t):
    def linear(name):
        return torch.tensor(t[name + ".q"].astype(np.float32) * t[name + ".s"][:, None])

    sizes = {n: t[n + ".s"].shape[0] for n in ("upos", "feats", "lemma")}
    rel = t["rel_dep.s"].shape[0]
    sizes["deprel"] = t["rel.s"].shape[0] // (rel + 1)
    hidden = t["root"].shape[0] // 2
    model = Parser(t["embed.q"].shape[0] + 1, sizes, 1, dim=t["embed.b"].shape[0], hidden=hidden,
                   arc=t["arc_dep.s"].shape[0], rel=rel, tag=t["tag.s"].shape[0])
    w = model.state_dict()
    w["embed.weight"][1:] = linear("embed")
    w["treebank.weight"][0] = torch.tensor(t["embed.b"])
    w["norm.weight"], w["norm.bias"] = torch.tensor(t["norm.g"]), torch.tensor(t["norm.b"])
    for name in ("mix", "tag", "upos", "feats", "lemma", "arc_dep", "arc_head", "rel_dep", "rel_head"):
        w[name + ".weight"], w[name + ".bias"] = linear(name), torch.tensor(t[name + ".b"])
    for layer in (1, 2):
        for way, suffix in (("f", ""), ("b", "_reverse")):
            name, p = f"lstm{layer}.{way}", f"encoder.lstm{layer}."
            w[p + "weight_ih_l0" + suffix], w[p + "weight_hh_l0" + suffix] = linear(name + ".x"), linear(name + ".h")
            w[p + "bias_ih_l0" + suffix] = torch.tensor(t[name + ".b"])
            w[p + "bias_hh_l0" + suffix] = torch.zeros_like(w[p + "bias_hh_l0" + suffix])
    w["arc"] = torch.cat([linear("arc").T, torch.tensor(t["arc.b"])[None]])
    rows = torch.cat([linear("rel"), torch.tensor(t["rel.b"])[:, None]], 1)
    w["rel"] = rows.view(sizes["deprel"], rel + 1, rel + 1).transpose(1, 2)
    w["root"] = torch.tensor(t["root"])
    model.load_state_dict(w)
    return model.eval()


def affine(t, name):
    """The map `name` as a function."""
    weight = torch.tensor(t[name + ".q"].astype(np.float32) * t[name + ".s"][:, None])
    return lambda x: nn.functional.linear(x, weight, torch.tensor(t[name + ".b"]))


def one(forms):
    """The lengths and the treebanks of a batch that is one sentence."""
    return torch.tensor([len(forms)]), torch.tensor([0])


@torch.no_grad()
def main():
    tensors, names = read(sys.argv[1])
    named = {k: affine(tensors, k) for k in ("name", "names")}
    model = parser(tensors)
    rows = {int(h): i + 1 for i, h in enumerate(tensors["embed.hash"])}
    names = {k: names[k].split("\n") for k in ("upos", "feats", "lemma", "deprel", "names")}
    with open(sys.argv[2], "w", encoding="utf8") as f:
        f.write("# For each sentence its tokens, then for each token: tag, morphology, script, relation to its best\n"
                "# head, code of names, and the scores of all heads, the root first. Written by training/parity.py.\n")
        for sentence in SENTENCES:
            # A number with a space inside is one token.
            forms = sentence.replace("1 203", "1\u00a0203").split(" ")
            forms = [form.replace("\u00a0", " ") for form in forms]
            ids = [[rows.get(features.fnv1a(x), 0) for x in features.features(form)] for form in forms]
            ids = torch.tensor([[i + [0] * (features.WIDTH + 1 - len(i)) for i in ids]])
            out = model(ids, *one(forms))
            heads = out["arc"][0].argmax(-1)
            seen = torch.relu(named["name"](model.read(ids, *one(forms))[0]))
            codes = named["names"](seen).argmax(-1)
            rel = model.relations(out["rel_dep"][0], out["rel_head"][0][heads]).argmax(-1)
            f.write("\t".join(["tokens"] + forms) + "\n")
            for i in range(len(forms)):
                best = [names[k][int(out[k][0, i].argmax())] for k in ("upos", "feats", "lemma")]
                scores = [f"{x:.3f}" for x in out["arc"][0, i].tolist()]
                f.write("\t".join(best + [names["deprel"][int(rel[i])], names["names"][int(codes[i])]] + scores) + "\n")


if __name__ == "__main__":
    main()
