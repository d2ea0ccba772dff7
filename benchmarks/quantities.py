"""How well dates and quantities are found: precision, recall and values against Microsoft Recognizers-Text.

    python benchmarks/quantities.py FOLDER

FOLDER holds the English specifications DateTimeModel.json, NumberModel.json, CurrencyModel.json and PercentModel.json
(a list of sentences with reference date, expressions and values; ``End`` is inclusive). Scored is the part that news
needs: dates and date ranges without the kinds in LEFT_OUT, and sentences that read like prose for numbers. A value is
right if ours has the gold's first and last day, "around" right if it has a day in common with the gold.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import Any

from newsclaims.periods import find_periods
from newsclaims.quantities import find_quantities
from newsclaims.text import Span

# Calendar entries and their slang, not reporting: holidays, week numbers, business days, quarters, "in 2 weeks",
# a day of no named month, numeric dates without a year.
LEFT_OUT = re.compile(
    r"easter|christmas|new year|thanksgiving|halloween|labor day|independence day|eid|eve\b|valentine|mother|father|"
    r"week \d|week of|business|working|quarter|century|semester|^in (?:a|\d+|two|three) |\botd\b|fiscal|"
    r"^(?:the )?\d+(?:st|nd|rd|th)$|^\d{1,2}[/.-]\d{1,2}$|spring|summer|autumn|fall|winter|^(?:the|to) \w+$",
    re.IGNORECASE,
)


def cases(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / name).read_text(encoding="utf-8-sig"))
    return [row for row in rows if row["Input"].strip()]


def periods(folder: Path) -> None:
    hits = gold = found = extra = exact = around = 0
    for row in cases(folder, "DateTimeModel.json"):
        reference = row.get("Context", {}).get("ReferenceDateTime")
        if not reference:
            continue
        ours = find_periods(row["Input"], reference=dt.date.fromisoformat(reference[:10]))
        results = [r for r in row["Results"] if "Start" in r and r.get("Resolution")]
        wanted = [
            r
            for r in results
            if r["TypeName"] in ("datetimeV2.date", "datetimeV2.daterange") and not LEFT_OUT.search(r["Text"])
        ]
        gold += len(wanted)
        elsewhere = [r for r in results if r not in wanted]
        counted = [p for p in ours if not any(overlap(p.span, r) for r in elsewhere)]
        found += len(counted)
        for p in counted:
            if not any(overlap(p.span, r) for r in wanted):
                extra += 1
                print("extra  ", row["Input"][:90], "|", p.span.text)
        for r in wanted:
            match = [p for p in ours if overlap(p.span, r)]
            if not match:
                print("missed ", row["Input"][:90], "|", r["Text"])
                continue
            hits += 1
            p = match[0]
            values = [days(v) for v in r["Resolution"]["values"]]
            exact += any((p.start, p.end) == v for v in values)
            touches = any(v and p.start < v[1] and v[0] < p.end for v in values)
            around += touches
            if not touches:
                print("value  ", reference[:10], row["Input"][:90], "|", r["Text"], "|", p.start, p.end)
    report("periods", hits, gold, found, extra)
    print(f"  values of those found: same {exact / hits:.3f}, around {around / hits:.3f}")


def overlap(span: Span, result: dict[str, Any]) -> bool:
    return span.start <= result["End"] and result["Start"] < span.end


def days(value: dict[str, str]) -> tuple[dt.date, dt.date] | None:
    try:
        if "value" in value:
            day = dt.date.fromisoformat(value["value"])
            return day, day + dt.timedelta(days=1)
        start = dt.date.fromisoformat(value["start"]) if "start" in value else dt.date.min
        return start, dt.date.fromisoformat(value["end"]) if "end" in value else dt.date.max
    except ValueError:  # "not resolved"
        return None


def quantities(folder: Path, name: str) -> None:
    hits = gold = found = extra = right = 0
    for row in cases(folder, name):
        results = [
            r for r in row["Results"] if r.get("Resolution") and r["Resolution"].get("value") not in (None, "null")
        ]
        if any(NOT_NEWS.search(r["Text"]) for r in results):
            continue
        ours = find_quantities(row["Input"])
        if name == "CurrencyModel.json":
            ours = [q for q in ours if q.unit in ("USD", "EUR", "GBP", "JPY", "AUD", "CAD")]
            results = [r for r in results if r["Resolution"]["unit"] in CURRENCIES]
        if name == "PercentModel.json":
            ours = [q for q in ours if q.unit == "percent"]
        for q in ours:
            if not any(q.span.text.lower() in r["Text"] or r["Text"] in q.span.text.lower() for r in results):
                extra += 1
                print("extra  ", row["Input"][:110], "|", q.span.text)
        gold, found = gold + len(results), found + len(ours)
        for r in results:
            start = row["Input"].lower().find(r["Text"].lower()) if "Start" not in r else r["Start"]
            match = [q for q in ours if q.span.start < start + len(r["Text"]) and start < q.span.end]
            if not match:
                print("missed ", row["Input"][:110], "|", r["Text"])
                continue
            hits += 1
            value = float(r["Resolution"]["value"].rstrip("%"))
            right += match[0].low <= value <= match[0].high
            if not match[0].low <= value <= match[0].high:
                print("value  ", row["Input"][:90], "|", r["Text"], "|", match[0].low, match[0].high)
    report(name, hits, gold, found, extra)
    print(f"  values of those found: {right / max(hits, 1):.3f}")


# Fractions, negative numbers, formulas, decimals in words, South Asian scales.
NOT_NEWS = re.compile(
    r"third|fourth|fifth|eighth|quarter|half|point|minus|negative|\bover\b|out of|[\^/]|crore|lakh|ths?\b|"
    r"n[oa]ught|^- |^-\d|x10|e[+-]|\d[GM]\b",
    re.IGNORECASE,
)
CURRENCIES = ("Dollar", "United States dollar", "Euro", "Pound", "British pound", "Japanese yen", "Canadian dollar")


def report(what: str, hits: int, gold: int, found: int, extra: int) -> None:
    print(f"{what}: precision {1 - extra / found:.3f}, recall {hits / gold:.3f} ({gold} expressions)")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/quantities.py FOLDER")
    periods(Path(sys.argv[1]))
    for file in ("NumberModel.json", "CurrencyModel.json", "PercentModel.json"):
        quantities(Path(sys.argv[1]), file)
