#!/usr/bin/env python3
"""Checks the form of gold files against the codebook.

    check.py [FILE.json | DIR]…        (default: the folder of this script)

Every quote stands once in its text and holds its trigger, every argument's wording stands in the
text, boilerplate is verbatim, codes and modes are legal, dates are dates, no claim's trigger lies
in boilerplate. Prints one line per fault and ends with status 1 if there is any.
"""
import json
import re
import sys
from datetime import date
from pathlib import Path

MODES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "",
    "AID": "", "RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue", "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
               "drone heavy-weapons crowd-control unconventional",
    "CONTROL": "take hold lose besiege", "ALIGN": "join defect ally split", "DISPLACE": "flee evacuate return",
    "TOLL": "",
}
FACTUALITY = "asserted unconfirmed denied expected hypothetical".split()
KINDS = ("media government armed-forces armed-group igo ngo monitor medical expert witness document other").split()
COUNTED = ("killed wounded missing captured displaced evacuated defected fighters personnel vehicles weapons "
           "localities groups raids kilometres money other").split()
PARTY = re.compile(r"(group|igo|ngo|media):[a-z0-9]+(-[a-z0-9]+)*|"
                   r"[A-Z]{3}/(GOV|MIL|COP|JUD|LEG|SPY|OPP|PTY|REB|CVL|CRM|MED|EDU|BUS|NGO|IGO|UNK)")
FIELDS = {"quote", "trigger", "type", "mode", "factuality", "sources", "quoted", "actors", "recipients", "place",
          "time", "figures"}


def day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parties(claim, text):
    for role in ("sources", "actors", "recipients"):
        for arg in claim[role]:
            if arg["text"] not in text:
                yield f"{role}: not in the text: {arg['text']!r}"
            if arg["party"] is not None and not PARTY.fullmatch(arg["party"]):
                yield f"{role}: no party id: {arg['party']!r}"
            if arg.get("person") and arg["person"] not in arg["text"]:
                yield f"{role}: person outside the mention: {arg['person']!r}"
            if role == "sources" and (arg["kind"] not in KINDS or not isinstance(arg["anonymous"], bool)):
                yield f"sources: kind or anonymous: {arg}"
            if arg.get("document") and arg["document"] not in text:
                yield f"sources: document not in the text: {arg['document']!r}"


def place_and_time(claim, text):
    place, time = claim["place"], claim["time"]
    if place:
        if place["text"] not in text:
            yield f"place not in the text: {place['text']!r}"
        if place["precision"] not in range(1, 8):
            yield f"place precision: {place['precision']}"
        if place["lat"] is not None and not (-90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180):
            yield f"place point: {place}"
    if time:
        start, end = time["start"], time["end"]
        if time["text"] not in text:
            yield f"time not in the text: {time['text']!r}"
        if any(x is not None and day(x) is None for x in (start, end)) or (start and end and start > end):
            yield f"time interval: {start} {end}"
        if time["precision"] not in (None, 1, 2, 3, 4, 5):
            yield f"time precision: {time['precision']}"


def figures(claim, text):
    for figure in claim["figures"]:
        low, high = figure["low"], figure["high"]
        if figure["text"] not in text or (figure["who"] and figure["who"] not in text):
            yield f"figure not in the text: {figure}"
        if figure["of"] not in COUNTED:
            yield f"figure counts: {figure['of']!r}"
        if low is None and high is None or (low is not None and high is not None and low > high):
            yield f"figure bounds: {figure}"


def codes(claim):
    if set(claim) != FIELDS:
        yield f"fields: {sorted(set(claim) ^ FIELDS)}"
    if claim["type"] not in MODES or (claim["mode"] and claim["mode"] not in MODES[claim["type"]].split()):
        yield f"type and mode: {claim['type']}/{claim['mode']}"
    if claim["factuality"] not in FACTUALITY:
        yield f"factuality: {claim['factuality']!r}"


def claim_faults(claim, text, dropped):
    yield from codes(claim)
    if text.count(claim["quote"]) != 1:
        yield f"quote stands {text.count(claim['quote'])} times in the text"
        return
    if claim["trigger"] not in claim["quote"]:
        yield "trigger outside the quote"
        return
    at = text.index(claim["quote"]) + claim["quote"].index(claim["trigger"])
    if any(start <= at < end for start, end in dropped):
        yield "trigger in boilerplate"
    if claim["quoted"] != inside_quotation(text, at):
        yield f"quoted is {claim['quoted']}, quotation marks say otherwise"
    yield from parties(claim, text)
    yield from place_and_time(claim, text)
    yield from figures(claim, text)


def inside_quotation(text, at):
    """Whether the last guillemet or curly mark before `at` opens; a straight one is counted by parity in its paragraph."""
    before = text[text.rfind("\n\n", 0, at) + 1:at]
    last = max(("«", "»", "“", "”"), key=before.rfind)
    return (before.rfind(last) >= 0 and last in "«“") or before.count('"') % 2 == 1


def faults(doc):
    text, dropped = doc["text"], []
    if doc["published"] is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", doc["published"]):
        yield f"published: {doc['published']!r}"
    for passage in doc["boilerplate"]:
        start = text.find(passage)
        if start < 0 or not passage:
            yield f"boilerplate not verbatim: {passage[:50]!r}"
        dropped.append((start, start + len(passage)))
        if text.count(passage) > 1:
            yield f"boilerplate not unique: {passage[:50]!r}"
    for claim in doc["claims"]:
        for fault in claim_faults(claim, text, dropped):
            yield f"{claim['quote'][:60]!r}: {fault}"


def files(args):
    for arg in args or [Path(__file__).parent]:
        path = Path(arg)
        yield from sorted(path.glob("*.json")) if path.is_dir() else [path]


def main():
    bad = claims = count = 0
    for path in files(sys.argv[1:]):
        doc = json.loads(path.read_text("utf-8"))
        count, claims = count + 1, claims + len(doc["claims"])
        if doc["id"] != path.stem:
            bad += 1
            print(f"{path.name}: id is {doc['id']!r}")
        for fault in faults(doc):
            bad += 1
            print(f"{path.name}: {fault}")
    print(f"{count} files, {claims} claims, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
