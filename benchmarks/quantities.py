"""How well dates and quantities are found and resolved, against Microsoft Recognizers-Text.

    python benchmarks/quantities.py FOLDER [--show]

FOLDER holds the English specifications DateTimeModel.json, NumberModel.json, CurrencyModel.json and PercentModel.json:
sentences with a reference date, expressions and values (the offset ``End`` is inclusive). The cases at even and at odd
places are counted apart, since those at odd places were read later (README.md says when, and what that changed).
``--show`` prints what goes wrong, with the gold's values.

An expression is found if one of ours shares a character with it. It is the same if our days or our number are exactly
the gold's, for dates any of the values that the gold gives ("Friday" is the last and the next one there; for us, in a
report, the last one). It is alike if it is the same or differs by one of CONVENTIONS alone. Precision is the share of
ours that share a character with an expression of the gold.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from newsclaims.calendars import DAY, MONTHS_IN, shift
from newsclaims.periods import Period, find_periods
from newsclaims.quantities import Quantity, find_quantities

# What is not scored, and why; the first that fits. Clock times, durations and sets ("every Monday") are other types of
# the gold.
NO_DATE = {
    "not resolved by the gold": "",
    "'the week', 'same week', 'the day': in an article not that of its writing": (
        r"(?:the |same |that |the same )?(?:day|week|month|year|weekend)"
    ),
    "numbered weeks, business days, codes ('week 10', '4 business days', 'cy18', 'otd')": (
        r".*(?:\bweek ?#?\d|\bw\d|business|working|\b[cf]y|fiscal|\botd\b|\beo[dmy]\b|\bytd\b).*"
    ),
}
NO_NUMBER = {
    "without a value": "",
    "formulas ('-1.1^--23')": r".*(?:\^|x10|\de[+-]?\d).*",
}
CONVENTIONS = {
    "range": "'2014 to 2018' and 'until 2018': to the end of 2018, for the gold to its beginning",
    "today": "'the past three days', 'since May', 'the next two days': the day of the article is one of them, and what "
    "goes on since May has not outlasted it",
    "rounded": "'two weeks ago': half a week either side of the gold's day, which is the middle of ours",
    "after": "'after May 1': without that day, which the gold's own mark says",
    "vague": "'late 2000', 'later this year': the half, the third or from the day of the article; one end is the same",
    "bounds": "'about 70', 'nearly 50': bounds that hold the gold's number, as a limit or the middle",
}
RANGE = re.compile(r"\b(?:to|and|through|thru|till?|until|by|before|later than|prior)\b|\d[a-z]* ?[-~–/] ?\w")
CURRENCIES = {
    "Dollar": "USD", "United States dollar": "USD", "Euro": "EUR", "Pound": "GBP", "Pence": "GBP",
    "British pound": "GBP", "Japanese yen": "JPY", "Canadian dollar": "CAD", "Chinese yuan": "CNY",
}  # fmt: skip


def cases(folder: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rows: list[dict[str, Any]] = json.loads((folder / name).read_text(encoding="utf-8-sig"))
    for place, row in enumerate(rows):
        at = 0
        for result in row["Results"]:  # some give no offsets
            at = result.get("Start", max(0, row["Input"].lower().find(result["Text"].lower(), at)))
            result["Start"], result["End"] = at, result.get("End", at + len(result["Text"]) - 1)
        yield "odd" if place % 2 else "even", row


def left_out(text: str, values: bool, reasons: dict[str, str]) -> str | None:
    """Why an expression is not scored; None if it is."""
    first, *patterned = reasons
    if not values:
        return first
    return next((reason for reason in patterned if re.fullmatch(reasons[reason], text, re.IGNORECASE)), None)


def days(value: dict[str, str]) -> tuple[dt.date, dt.date]:
    if "value" in value:
        day = dt.date.fromisoformat(value["value"])
        return day, day + DAY
    start = dt.date.fromisoformat(value["start"]) if "start" in value else dt.date.min
    return start, dt.date.fromisoformat(value["end"]) if "end" in value else dt.date.max


def convention(p: Period, value: dict[str, str], text: str, today: dt.date) -> str | None:
    """What the period differs by from a gold's value: "same", one of CONVENTIONS, or None for neither."""
    (start, end), mod = days(value), value.get("Mod", "")
    if (p.start, p.end) == (start, end):
        return "same"
    closed = end < dt.date(9000, 1, 1) and {end + DAY, *(shift(end, n) for n in MONTHS_IN.values())}
    if closed and p.start == start and p.end in closed and RANGE.search(text):
        return "range"
    first = {start} | ({start - DAY} if start == today + DAY else set())
    if p.start in first and (p.end in (end, end + DAY * (end == today)) or (end == dt.date.max and p.end > today)):
        return "today"
    if mod == "after" and (p.start, p.end) == (start + DAY, end):
        return "after"
    if {"start", "mid", "end"} & {*mod.split("-")} or re.match(r"earlier|later", text):
        return (
            "vague" if p.start == start or p.end == end or ("mid" in mod and p.start < end and start < p.end) else None
        )
    if re.search(r"week|fortnight|month|year|decade", text) and end - start == DAY:
        middle = p.start + (p.end - DAY - p.start) / 2
        return "rounded" if abs(middle - start) <= DAY else None
    return None


def dates(folder: Path, tally: Tally) -> None:
    for half, row in cases(folder, "DateTimeModel.json"):
        reference = row.get("Context", {}).get("ReferenceDateTime")
        today = dt.date.fromisoformat(reference[:10]) if reference else None
        others = []
        wanted = []
        for r in row["Results"]:
            values = [v for v in (r.get("Resolution") or {}).get("values", []) if {"value", "start", "end"} & {*v}]
            r["values"] = [v for v in values if v.get("value") != "not resolved"]
            if r["TypeName"] not in ("datetimeV2.date", "datetimeV2.daterange"):
                others.append(r)
            elif reason := left_out(r["Text"], bool(r["values"]), NO_DATE):
                tally.leave_out("dates", half, reason, r["Text"])
                others.append(r)
            else:
                wanted.append(r)
        ours = find_periods(row["Input"], reference=today)
        tally.extra("dates", half, row["Input"], [p for p in ours if not any(overlap(p, r) for r in others)], wanted)
        for r in wanted:
            match = next((p for p in ours if overlap(p, r)), None)
            how = match and {convention(match, v, r["Text"], today or dt.date.max - DAY) for v in r["values"]}
            tally.case("dates", half, row["Input"], r, match, how)


def numbers(folder: Path, tally: Tally) -> None:
    for kind, name in (("cardinals", "Number"), ("percentages", "Percent"), ("money", "Currency")):
        for half, row in cases(folder, f"{name}Model.json"):
            ours = find_quantities(row["Input"])
            wanted = []
            for r in row["Results"]:
                number = ((r.get("Resolution") or {}).get("value") or "").rstrip("%")
                joined = re.search(r"\d[+/-]$|^[+-]$", row["Input"][max(0, r["Start"] - 2) : r["Start"]]) or re.match(
                    r"[-/]\d", row["Input"][r["End"] + 1 :]
                )
                reason = left_out(r["Text"], number not in ("", "null"), NO_NUMBER)
                if not reason and joined:
                    reason = "digits of telephone numbers and codes"
                elif not reason and kind == "cardinals" and is_fraction(r["Text"], float(number)):
                    reason = "fractions ('two thirds', 'one over 21')"
                if reason:
                    tally.leave_out(kind, half, reason, r["Text"])
                    ours = [q for q in ours if not overlap(q, r)]
                else:
                    r["number"], r["unit"] = float(number), r["Resolution"].get("unit")
                    wanted.append(r)
            of_kind = [q for q in ours if kind == "cardinals" or is_a(kind, q)]
            tally.extra(kind, half, row["Input"], of_kind, wanted)
            for r in wanted:
                match = next((q for q in ours if overlap(q, r)), None)
                tally.case(kind, half, row["Input"], r, match, match and {bounds(kind, match, r)})


def is_fraction(text: str, number: float) -> bool:
    """Whether it is a number in parts, not a decimal ("6.5", "six point five") or a mixed half ("two and a half")."""
    mixed = re.search(r"\d[.,]\d|\.\d|point|and (?:an?|one|three)[ -](?:half|quarters?)", text)
    return (number % 1 != 0 and not mixed) or bool(re.search(r"(?:th|rd)s?$|\bover\b|\d/\d", text))


def is_a(kind: str, q: Quantity) -> bool:
    return (q.unit or "").startswith("percent") if kind == "percentages" else (q.unit or "").isupper()


def bounds(kind: str, q: Quantity, r: dict[str, Any]) -> str | None:
    number, unit = r["number"], r["unit"]
    if kind == "money":
        number /= 100 if unit == "Pence" else 1
        if q.unit not in (r["Resolution"].get("isoCurrency"), CURRENCIES.get(unit), unit.lower()):
            return None
    if abs(q.low - number) <= 1e-9 * abs(number) >= abs(q.high - number):
        return "same"
    middle = (q.low + q.high) / 2
    return "bounds" if any(abs(limit - number) <= 1e-9 * abs(number) for limit in (q.low, q.high, middle)) else None


def overlap(found: Period | Quantity, result: dict[str, Any]) -> bool:
    return found.span.start <= result["End"] and result["Start"] < found.span.end


class Tally:
    """The counts of each kind and half, and with ``show`` what goes wrong, as it comes."""

    def __init__(self, *, show: bool) -> None:
        self.show = show
        self.counts: Counter[tuple[str, str, str]] = Counter()
        self.out: Counter[tuple[str, str]] = Counter()

    def leave_out(self, kind: str, half: str, reason: str, text: str) -> None:
        """Count an expression that is not scored."""
        self.out[kind, reason] += 1
        self._print("left out", half, reason, text)

    def extra(self, kind: str, half: str, text: str, ours: list[Any], wanted: list[dict[str, Any]]) -> None:
        """Count what was found, and how much of it the gold does not have."""
        self.counts[kind, half, "ours"] += len(ours)
        for found in ours:
            if not any(overlap(found, r) for r in wanted):
                self.counts[kind, half, "extra"] += 1
                self._print("extra", half, text, found.span.text)

    def case(self, kind: str, half: str, text: str, r: dict[str, Any], match: Any, how: set[str | None] | None) -> None:
        """Count an expression of the gold: found or not, and how its value compares."""
        self.counts[kind, half, "cases"] += 1
        self.counts[kind, half, "found"] += match is not None
        label = "same" if how and "same" in how else next((h for h in how or () if h), None)
        if label:
            self.counts[kind, half, label] += 1
            return
        gold = str(r["values"] if "values" in r else (r["number"], r["unit"]))
        if match is None:
            self._print("missed", half, text, r["Text"], gold)
        else:
            ours = [
                str(getattr(match, name)) for name in ("start", "end", "low", "high", "unit") if hasattr(match, name)
            ]
            self._print("value", half, text, r["Text"], gold, match.span.text, *ours)

    def _print(self, what: str, *parts: str) -> None:
        if self.show:
            print(f"{what:8}", " | ".join(part[:110] for part in parts))

    def table(self) -> pd.DataFrame:
        """A row for each kind and half."""
        rows = []
        for kind, half in dict.fromkeys((kind, half) for kind, half, _ in self.counts):
            n = {what: count for (k, h, what), count in self.counts.items() if (k, h) == (kind, half)}
            alike = n.get("same", 0) + sum(n.get(name, 0) for name in CONVENTIONS)
            share = {"found": n["found"], "same": n.get("same", 0), "found and alike": alike}
            rows.append(
                {"kind": kind, "half": half, "cases": n["cases"]}
                | {what: f"{count / n['cases']:.2f}" for what, count in share.items()}
                | {"precision": f"{1 - n.get('extra', 0) / n['ours']:.2f}"}
            )
        return pd.DataFrame(rows)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder, *show] if show in ([], ["--show"]):
            tally = Tally(show=bool(show))
        case _:
            sys.exit("usage: python benchmarks/quantities.py FOLDER [--show]")
    dates(Path(folder), tally)
    numbers(Path(folder), tally)
    print(tally.table().to_string(index=False))
    print("\nAlike, not the same, by convention:")
    for name, meaning in CONVENTIONS.items():
        print(f"{sum(n for (_, _, what), n in tally.counts.items() if what == name):4} {meaning}")
    print("\nLeft out:")
    for (kind, reason), count in tally.out.items():
        print(f"{count:4} {kind}: {reason}")
