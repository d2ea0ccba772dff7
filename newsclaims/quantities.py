"""Numbers in text as what they count, between bounds.

Imprecision widens the bounds and never narrows them, so that two disjoint quantities are a conflict worth showing.
"""

from __future__ import annotations

import math
import re
from collections import deque
from dataclasses import dataclass
from typing import TypeVar

from newsclaims import currencies
from newsclaims.calendars import APOSTROPHE
from newsclaims.dates import expressions
from newsclaims.numerals import CARDINAL, NUMBER_WORD, SCALE, SCALES, SHORT, value
from newsclaims.periods import Period
from newsclaims.text import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number known to lie in ``low <= x <= high``, what it counts (None if nothing), and the words that gave it."""

    low: float
    high: float
    unit: str | None
    span: Span


Either = TypeVar("Either", Period, Quantity)


def disjoint(a: Either, b: Either) -> bool:
    """Whether the two cannot both hold: periods without a common day, quantities of one known unit without a number.

    >>> dead = find_quantities("At least 12 people died. Nearly ten people died. Ten buses burnt.")
    >>> disjoint(dead[0], dead[1]), disjoint(dead[0], dead[2])
    (True, False)
    """
    if isinstance(a, Period) and isinstance(b, Period):
        return a.end <= b.start or b.end <= a.start
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit is not None and a.unit == b.unit and (a.high < b.low or b.high < a.low)
    raise TypeError(f"cannot compare a {type(a).__name__} with a {type(b).__name__}: give two of one kind")


UNITS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life",
    "buses": "bus", "crises": "crisis",
    "troops": "troop", "personnel": "personnel", "percent": "percent",
}  # fmt: skip
# Words that end the noun phrase after a number, so that no unit lies behind them.
STOP = frozenset(
    (
        "a about across after against ago all also among an and are as at away be because been before between but "
        "by can could did do does during each for from further had has have he her here his how if in including "
        "into is it its last later less like may might more most near nearly no not now of off on once only or "
        "other out over per said says shall she should since so some such than that the their them then there they "
        "this those through times to under until up upon us was we were what when where which while who whom whose "
        "will with within without would yet you "
    ).split()
)
HEDGES = [
    (r"nearly|almost|close to|approaching|just (?:under|short of)", 0.9, 1.0),
    (r"about|around|roughly|approximately|some|an estimated|estimated|circa|~", 0.9, 1.1),
    (
        r"more than|at least|upwards? of|in excess of|no (?:fewer|less) than|not less than|over",
        1.0,
        math.inf,
    ),
    (
        r"less than|fewer than|up to|as (?:many|much) as|at most|no more than|not more than|within|under",
        0.0,
        1.0,
    ),
]
HEDGE = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({h})' for h, _, _ in HEDGES)}) ?$", re.IGNORECASE)
PLURALS = {
    "tens": (20, 100), "dozens": (24, 120), "scores": (40, 200), "hundreds": (200, 2_000),
    "thousands": (2_000, 10**6), "millions": (2 * 10**6, 10**9), "billions": (2 * 10**9, 10**12),
}  # fmt: skip
DENOMINATORS = (
    r"(?:hal(?:f|ves)|quarters?|(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?)"
)
_SHORT = rf"(?:{'|'.join(SHORT)})"
NUMBER = re.compile(
    rf"(?<![\w.,:/=%#&+'\N{{RIGHT SINGLE QUOTATION MARK}}-])(?P<between>between )?(?P<money>{currencies.BEFORE})?(?:"
    rf"(?P<plural>{'|'.join(PLURALS)})(?P<scale> of (?:thousand|million|billion)s)?(?= of\b)|"
    rf"(?P<several>several|a few) (?P<severals>(?:hundred(?: (?=[tmb]))?)?(?:thousand|[mb]illion)|hundred)|"
    rf"(?P<low>{CARDINAL})(?P<short> ?{_SHORT}\b)?"
    rf"(?:(?(between)(?: ?%| per ?cent)? and |(?: to | ?[-\N{{EN DASH}}] ?))(?:{currencies.BEFORE})?"
    rf"(?P<high>{CARDINAL})(?P<high_short> ?{_SHORT}\b)?)?)"
    rf"(?!(?!{currencies.CODE})\w|[.,:/]\d|[\N{{EN DASH}}-]\d|{APOSTROPHE}\w|"
    rf"(?:[ -](?:and )?{NUMBER_WORD})?[ -]{DENOMINATORS}\b| ?(?:[ap]\.?m\b|o{APOSTROPHE}clock|GMT\b))",
    re.IGNORECASE,
)
SCALE_AFTER = re.compile(r" (million|billion|trillion)\b", re.IGNORECASE)  # "10 USD million"
PERCENT = re.compile(r" ?%|[- ]per[ -]?cent(?:s|age)?(?P<points>[- ]points?)?\b| pct\b")
NAME = re.compile(
    r"(?:^|[^\w.])(?!(?:The|In|On|At|By|For|Of|About|Nearly|Some|Over|More|And|But|An?|To)\b)[A-Z][\w.]*[ -]$"
)
NOT_ONE = re.compile(r"\b(?:no|any|every|each|some|this|that|the|another|which|first|last|only|other|number) $", re.I)


def _singular(noun: str) -> str:
    if noun in UNITS:
        return UNITS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _noun(text: str, at: int, end: int, *, one: bool) -> tuple[str | None, int]:
    """The head of the noun phrase that begins at ``at`` and where it ends: the first plural among three words.

    After a hyphen ("two-year") or the number one it is the next word.
    """
    if text[at : at + 1] == "-":
        m = re.compile(r"-([a-z]+)").match(text, at, end)
        return (_singular(m[1]), m.end()) if m and m[1] not in STOP else (None, at)
    pos = at
    proper: tuple[str | None, int] = None, at  # "50,000 North Koreans", unless a noun follows
    for _ in range(3):
        m = re.compile(r" (?:of )?([A-Za-z][\w-]*)").match(text, pos, end)
        if not m or m[1].lower() in STOP:
            break
        word, pos = m[1], m.end()
        if not word.islower():
            if word[1:].islower() and _singular(word) != word:
                proper = _singular(word).lower(), pos
            continue
        if word in UNITS or (_singular(word) != word and len(word) > 3):
            return _singular(word), pos
        if one:
            return word, pos
    return proper


def _bounds(m: re.Match[str]) -> tuple[float, float]:
    """The least and the greatest number that the words allow, before any hedge."""
    if m["plural"]:
        low, high = PLURALS[m["plural"].lower()]
        factor = SCALES[m["scale"].lower()[4:-1]] if m["scale"] else 1
        return low * factor, (min(high, 1000) if factor > 1 else high) * factor
    if m["several"]:
        scale = math.prod(SCALES[word] for word in m["severals"].lower().split())
        return 2 * scale, 10 * scale
    factor, high_factor = (SHORT[m[g].strip().lower()] if m[g] else 1 for g in ("short", "high_short"))
    if not m["high"]:
        return value(m["low"]) * factor, value(m["low"]) * factor
    number = value(m["low"]) * (factor if m["short"] else high_factor)
    shared = re.search(rf"{SCALE}\b", m["high"].lower())
    if shared and not re.search(SCALE, m["low"].lower()):
        number *= SCALES[shared[0]]  # "10 to 15 million"
    return number, value(m["high"]) * high_factor


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The cardinal numbers in ``text[start:end]`` that count or measure, in order and disjoint, as closed bounds.

    "Nearly" N is 0.9 N to N, "about" N ten percent either side, "more than" and "at least" N and more, "up to",
    "less than" and "within" 0 to N, "dozens" 24 to 120, "hundreds" 200 to 2,000. The unit is the counted noun in the
    singular, "USD", "EUR" or "GBP" for money, "percent", or None. Dates, clock times, ordinals, fractions, numbers in
    names and "one" as a pronoun are left out.

    >>> for q in find_quantities("Nearly 50,000 enemy troops face 36 brigades; the aid is worth $7 billion."):
    ...     print(q.span.text, q.low, q.high, q.unit)
    Nearly 50,000 enemy troops 45000.0 50000.0 troop
    36 brigades 36.0 36.0 brigade
    $7 billion 7000000000.0 7000000000.0 USD
    """
    end = len(text) if end is None else end
    dates = deque(expressions(text, start, end))
    found: list[Quantity] = []
    pos = last = start
    while m := NUMBER.search(text, pos, end):
        pos = m.end()
        while dates and dates[0].end <= m.start():
            dates.popleft()
        if dates and dates[0].start < m.end():
            continue
        quantity = _quantity(text, m, last, end)
        if quantity is not None:
            found.append(quantity)
            pos = last = quantity.span.end
    return found


def _quantity(text: str, m: re.Match[str], start: int, end: int) -> Quantity | None:
    """The quantity of a number, with the hedge before and the noun after it; None for a pronoun or part of a name."""
    before, (low, high), stop = text[max(start, m.start() - 24) : m.start()], _bounds(m), m.end()
    in_name = m[0].isdigit() or m[0][0].isupper()
    if low > high or (in_name and NAME.search(before)):
        return None
    unit: str | None
    if m["money"]:
        unit = currencies.code_before(m["money"])
    elif percent := PERCENT.match(text, stop, end):
        unit, stop = "percentage point" if percent["points"] else "percent", percent.end()
    elif money := currencies.AFTER.match(text, stop, end):
        unit, stop = currencies.code_after(money), money.end()
        if money["pence"]:
            low, high = low / 100, high / 100
        elif scale := SCALE_AFTER.match(text, stop, end):
            factor = SCALES[scale[1].lower()]
            low, high, stop = low * factor, high * factor, scale.end()
        elif not money["sign"] and (cents := currencies.CENTS.match(text, stop, end)):
            rest = value(cents["cents"] or cents["bare"]) / 100
            low, high, stop = low + rest, high + rest, cents.end()
    elif re.search(r"\baged $", before):
        unit = "year"
    else:
        unit, stop = _noun(text, stop, end, one=low == high == 1)
    if (m["short"] or "").strip() in ("m", "t") and unit is None:
        return None  # metres as well as millions, tonnes as well as trillions
    if unit is None and re.fullmatch(r"19\d\d|20\d\d", m[0]):
        return None  # a year that no cue marks: "his 2016 rival"
    if m[0].lower() == "one" and (unit is None or NOT_ONE.search(before) or text.startswith(" of ", m.end())):
        return None
    a, hedge = m.start(), HEDGE.search(before)
    if hedge and not (hedge[0].lower() in ("over ", "under ") and m[0][0].isalpha()):  # "fears over two arrests"
        _, below, above = HEDGES[(hedge.lastindex or 1) - 1]
        a, low, high = a - len(hedge[0]), low * below, high * above if above < math.inf else above
    return Quantity(low, high, unit, Span.cut(text, a, stop))
