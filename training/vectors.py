"""Vectors of words from raw text: which words stand right before and after a word tells what kind of word it is.

    python vectors.py --treebanks DIR --novels eltec-fra.txt.gz [--popcorn train.json] --out vectors.npz

Counts of neighbours, each of the four positions around a word apart, as positive pointwise mutual information
(context distribution smoothed by 0.75), cut to `--dim` columns by a singular value decomposition.
`train.py --vectors` adds them to what a word is; `export.py` folds them into the table of features. One minute on one core.
"""

import argparse
import collections
import gzip
import json
import re
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

import features
import treebank
from train import FILES

PLACES = (-2, -1, 1, 2)
# A plain regular expression close to the program's tokenizer.
CLITIC = r"-t-(?:il|elle|on|ils|elles)|-(?:il|elle|on|ils|elles|je|tu|ce|nous|vous|moi|toi|lui|leur|la|les?|y|en)\b"
TOKEN = re.compile(
    r"aujourd'hui|(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu)'|M\.|MM\.|" + CLITIC +
    r"|\w+(?:-(?!t-|(?:il|elle|on|ils|elles|je|tu|ce|nous|vous|moi|toi|lui|leur|la|les?|y|en)\b)\w+)*"
    r"|\.\.\.|--|[^\w\s]", re.IGNORECASE)
END = re.compile(r"(?<=[.!?…»])\s+(?=[A-ZÀÂÉÈÊÎÔÇ«—-])")


def tokens_of(text):
    return TOKEN.findall(text.replace("’", "'"))


def words_of(forms):
    """Forms as the feature "w" has them."""
    return ["".join("0" if c in "0123456789" else c for c in treebank.normalise(f).lower()) for f in forms]


def sentences(args):
    for tb in args.use.split(","):
        for s in treebank.read(Path(args.treebanks) / (FILES[tb] + ".conllu"), tb):
            yield words_of([t.form for t in s.tokens])
    if args.popcorn:
        for report in json.loads(Path(args.popcorn).read_text(encoding="utf8")).values():
            for sentence in END.split(report["text"]):
                yield words_of(tokens_of(sentence))
    with gzip.open(args.novels, "rt", encoding="utf8") as f:
        for paragraph in f:
            for sentence in END.split(paragraph):
                yield words_of(tokens_of(sentence))


def counts_of(text, words, contexts):
    """[word][place and context] co-occurrences."""
    size = len(contexts) + 2  # the edge of a sentence and any other word are contexts too
    rows, columns = [], []
    for sentence in text:
        w = [words.get(x, -1) for x in sentence]
        c = [len(contexts)] * 2 + [contexts.get(x, len(contexts) + 1) for x in sentence] + [len(contexts)] * 2
        for i, row in enumerate(w):
            if row >= 0:
                rows += [row] * len(PLACES)
                columns += [k * size + c[i + 2 + place] for k, place in enumerate(PLACES)]
    ones = np.ones(len(rows), dtype=np.float32)
    return sparse.coo_matrix((ones, (rows, columns)), shape=(len(words), size * len(PLACES))).tocsr()


def ppmi(counts):
    """Positive pointwise mutual information, as Levy, Goldberg and Dagan (2015) smooth it."""
    of_word = np.asarray(counts.sum(1)).ravel()
    of_context = np.asarray(counts.sum(0)).ravel() ** 0.75
    of_context /= of_context.sum()
    out = counts.tocoo()
    value = np.log(out.data / np.maximum(of_word[out.row], 1) / np.maximum(of_context[out.col], 1e-12))
    keep = value > 0
    return sparse.coo_matrix((value[keep], (out.row[keep], out.col[keep])), shape=out.shape).tocsr()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--treebanks", required=True)
    ap.add_argument("--novels", required=True)
    ap.add_argument("--popcorn")
    ap.add_argument("--out", required=True)
    ap.add_argument("--use", default="sequoia,gsd,pud,fqb")
    ap.add_argument("--words", type=int, default=40_000)
    ap.add_argument("--contexts", type=int, default=3_000)
    ap.add_argument("--dim", type=int, default=128)
    args = ap.parse_args()
    text = list(sentences(args))
    frequent = collections.Counter(w for s in text for w in s)
    order = sorted((w for w, n in frequent.items() if n >= 5), key=lambda w: (-frequent[w], w))[: args.words]
    counts = counts_of(text, {w: i for i, w in enumerate(order)}, {w: i for i, w in enumerate(order[: args.contexts])})
    start = np.random.default_rng(0).standard_normal(min(counts.shape))
    u, s, _ = svds(ppmi(counts), k=args.dim, v0=start)
    vectors = u * np.sqrt(s)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    np.savez_compressed(args.out, words=np.array(order), vectors=vectors.astype(np.float16))
    print(len(order), "words of", sum(frequent.values()))


if __name__ == "__main__":
    main()
