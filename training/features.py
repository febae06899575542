"""The features of a word type: what the network sees of a word before its neighbours.

Every feature is a string "kind:value"; its row in the embedding table is found by a 64-bit FNV-1a hash. A
feature that training never saw has no row and adds nothing. The Rust crate computes the same strings
(`features.rs`); the parity test holds the two together.
"""

from treebank import normalise, unaccent


def fnv1a(text):
    h = 0xCBF29CE484222325
    for b in text.encode("utf8"):
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def shape(form):
    """Classes of characters, runs shortened to two: "Al-Nosra" is "Xx-Xxx", "1.200" "d.dd"."""
    out = []
    for c in form:
        k = "d" if c in "0123456789" else "X" if c.isupper() else "x" if c.islower() else c
        if len(out) < 2 or out[-1] != k or out[-2] != k:
            out.append(k)
    return "".join(out[:10])


def features(form):
    form = normalise(form)
    low = form.lower()
    digits = "".join("0" if c in "0123456789" else c for c in low)
    plain = unaccent(digits)
    out = ["w:" + digits, "u:" + plain, "h:" + shape(form)]
    out += [f"p{k}:{digits[:k]}" for k in (1, 2, 3, 4) if len(digits) > k]
    out += [f"s{k}:{digits[-k:]}" for k in (1, 2, 3, 4, 5, 6) if len(digits) > k]
    out += [f"v{k}:{plain[-k:]}" for k in (3, 5) if len(plain) > k]
    return out


WIDTH = 15  # the most features that a word has
