"""Numbers in text as what they count, between bounds.

Imprecision widens the bounds and never narrows them, so that two disjoint quantities are a conflict worth showing.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from newsclaims import currencies
from newsclaims.calendars import APOSTROPHE
from newsclaims.dates import expressions
from newsclaims.numerals import CARDINAL, LIST, NUMBER_WORD, SCALE, SCALES, SHORT, value
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


def rivals(a: Quantity, b: Quantity) -> bool:
    """Whether both give one number of one unit, and one of them says that it is not quite that: more, less or nearly.

    A kind reading reconciles them, since writers round; disjoint they are not.

    >>> made = find_quantities("He repaid about $60,000. He repaid more than $60,000. He repaid $60,000 or so.")
    >>> rivals(made[0], made[1]), rivals(made[0], made[2])
    (True, False)
    """
    if a.unit is None or a.unit != b.unit or disjoint(a, b):
        return False
    past = [BESIDE.match(q.span.text) is not None for q in (a, b)]
    return past[0] != past[1] and _plain(a) == _plain(b)


def is_counted(quantity: Quantity) -> bool:
    """Whether it counts people or things, and so names what it counts, as no sum, share or stretch of time does.

    >>> [is_counted(q) for q in find_quantities("The 300 troops cost $2 million, or 10 percent, in 12 days.")]
    [True, False, False, False]
    """
    unit = quantity.unit
    return unit is not None and unit.islower() and unit not in BELOW_ZERO and unit not in TIMES


def _plain(quantity: Quantity) -> tuple[float, float] | None:
    """The bounds of a number without its hedge."""
    hedge = HEDGED.match(quantity.span.text)
    words = quantity.span.text[hedge.end() if hedge else 0 :]
    return next(((q.low, q.high) for q in find_quantities(words)), None)


UNITS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life",
    "buses": "bus", "crises": "crisis",
    "troops": "troop", "personnel": "personnel", "percent": "percent", "feet": "foot",
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
HEDGED = re.compile(rf"(?:{'|'.join(h for h, _, _ in HEDGES)}) ", re.IGNORECASE)
# The hedges that exclude the number itself.
BESIDE = re.compile(
    r"(?:nearly|almost|close to|approaching|just (?:under|short of)|more than|over|upwards? of|in excess of|"
    r"less than|fewer than|under)\b",
    re.IGNORECASE,
)
PLURALS = {
    "tens": (20, 100), "dozens": (24, 120), "scores": (40, 200), "hundreds": (200, 2_000),
    "thousands": (2_000, 10**6), "millions": (2 * 10**6, 10**9), "billions": (2 * 10**9, 10**12),
}  # fmt: skip
DENOMINATORS = (
    r"(?:hal(?:f|ves)|quarters?|(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?)"
)
# Signs of measures, with what they stand for. "5 m" may be metres or millions, "5 t" tonnes or trillions.
MEASURES = {
    "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "ft": "foot", "kg": "kilogram", "mg": "milligram",
    "lb": "pound", "lbs": "pound", "oz": "ounce", "ml": "milliliter", "mph": "mph", "kph": "km/h", "km/h": "km/h",
    "kmh": "km/h", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt hour",
    "MWh": "megawatt hour", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "Hz": "hertz",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "hrs": "hour", "mins": "minute", "secs": "second",
    "\N{DEGREE SIGN}C": "degree", "\N{DEGREE SIGN}F": "degree", "\N{DEGREE SIGN}": "degree",
}  # fmt: skip
_SIGNS = "|".join(sorted(MEASURES, key=len, reverse=True))
MEASURE = re.compile(rf" ?(?P<sign>{_SIGNS})(?!\w)")
_GLUED = rf"(?-i:(?:{_SIGNS}|pc)(?!\w)|[kKmMT]?{currencies.CODE})"
_SHORT = rf"(?:{'|'.join(SHORT)})"
MINUS = "[-\N{MINUS SIGN}]"
NUMBER = re.compile(
    rf"(?<![\w.,:/=%#&+'\N{{RIGHT SINGLE QUOTATION MARK}}-])(?P<between>between )?"
    rf"(?P<minus>(?<!plus or )minus |(?<![^\s(]){MINUS}(?=[\d.$€£]))?(?P<money>{currencies.BEFORE})?(?:"
    rf"(?P<plural>{'|'.join(PLURALS)})(?P<scale> of (?:thousand|million|billion)s)?(?= of\b)|"
    rf"(?P<several>several|(?:a )?few|(?:a )?couple(?: of)?) "
    rf"(?P<severals>(?:hundred(?: (?=[tmb]))?)?(?:thousand|[mb]illion)|hundred|dozen)|"
    rf"(?P<list>{LIST})|(?P<low>{CARDINAL})(?P<short> ?{_SHORT}\b)?"
    rf"(?:(?(between)(?: ?%| per ?cent)? and |(?: to | ?[-\N{{EN DASH}}] ?))(?:{currencies.BEFORE})?"
    rf"(?P<high>{CARDINAL})(?P<high_short> ?{_SHORT}\b)?)?)"
    rf"(?!(?!{_GLUED})\w|[.,:/]\d|[\N{{EN DASH}}-]\d|{APOSTROPHE}\w|"
    rf"(?:[ -](?:and )?{NUMBER_WORD})?[ -]{DENOMINATORS}\b| ?(?:[ap]\.?m\b|o{APOSTROPHE}clock|GMT\b))",
    re.IGNORECASE,
)
SCALE_AFTER = re.compile(r" (million|billion|trillion)\b", re.IGNORECASE)  # "10 USD million"
PERCENT = re.compile(r" ?%|[- ]per[ -]?cent(?:s|age)?(?P<points>[- ]points?)?\b| pct\b|pc\b")
BELOW_ZERO = (None, "percent", "percentage point", "degree", "point", *MEASURES.values())
TIMES = frozenset("second minute hour day night week weekend month quarter year decade century".split())
SUFFIX = re.compile(
    r"(?P<over>\+(?!\w)|-plus\b)|(?P<odd>(?:(?<=0)|(?<=ty)|(?<=red))[ -]odd\b)|-strong\b", re.IGNORECASE
)
_OUT_OF = r" (?:in|out of)(?: every)? "
_ROUND = r"(?:ten|a hundred|10|100|1,?000|10,000|100,000)"
_NO_TIME = r"(?! (?:seconds|minutes|hours|days|weeks|months|years|decades)\b)"
RATIO = re.compile(rf"{_OUT_OF}(?P<of>{_ROUND})\b(?![.,]\d){_NO_TIME}", re.IGNORECASE)
RATIO_ONE = re.compile(rf"{_OUT_OF}(?:{NUMBER_WORD}|\d[\d,]*)\b{_NO_TIME}", re.IGNORECASE)
RATIO_END = re.compile(rf"\b(?P<n>(?P<one>one|1)|{NUMBER_WORD}|\d\d?){_OUT_OF}$", re.IGNORECASE)
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
        return 2 * scale, (3 if "couple" in m["several"].lower() else 10) * scale
    factor, high_factor = (SHORT[m[g].strip().lower()] if m[g] else 1 for g in ("short", "high_short"))
    if not m["high"]:
        return value(m["low"]) * factor, value(m["low"]) * factor
    number = value(m["low"]) * (factor if m["short"] else high_factor)
    shared = re.search(rf"{SCALE}\b", m["high"].lower())
    if shared and not re.search(SCALE, m["low"].lower()):
        number *= SCALES[shared[0].removesuffix("s")]  # "10 to 15 million"
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
        if m["list"]:
            found.extend(_listed(text, m))
            continue
        quantity = _quantity(text, m, last, end)
        if quantity is not None:
            found.append(quantity)
            pos = last = quantity.span.end
    return found


def _listed(text: str, m: re.Match[str]) -> Iterator[Quantity]:
    for number in re.compile(r"\w+").finditer(text, *m.span("list")):
        yield Quantity(value(number[0]), value(number[0]), None, Span.cut(text, *number.span()))


def _quantity(text: str, m: re.Match[str], start: int, end: int) -> Quantity | None:
    """The quantity of a number, with the hedge before and the noun after it; None for a pronoun or part of a name."""
    before, (low, high), stop = text[max(start, m.start() - 24) : m.start()], _bounds(m), m.end()
    in_name = m[0].isdigit() or m[0][0].isupper()
    if (
        low > high
        or (in_name and NAME.search(before))
        or _is_ratio(before, m[0], text[stop : min(end, stop + 24)], low)
    ):
        return None
    if suffix := SUFFIX.match(text, stop, end):
        stop = suffix.end()
        high = math.inf if suffix["over"] else high
        if suffix["odd"]:  # "40-odd" ends before 50, "100-odd" before 200
            high += 10 ** (len(f"{high:.0f}") - len(f"{high:.0f}".rstrip("0"))) - 1
    unit, factor, rest, stop = _unit(text, m, before, stop, end, one=low == high == 1)
    low, high = low * factor + rest, high * factor + rest
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
    if m["minus"] and (m["minus"][0].isalpha() or unit in BELOW_ZERO or m["money"]):  # otherwise the dash of a list
        low, high = -high, -low
    elif m["minus"] and a == m.start():
        a += len(m["minus"])
    return Quantity(low, high, unit, Span.cut(text, a, stop))


def _is_ratio(before: str, words: str, after: str, number: float) -> bool:
    """Whether the number is a part of "one in five" or "nine out of ten", which count nobody."""
    if number == 1 and RATIO_ONE.match(after):
        return True
    if (m := RATIO.match(after)) and number < value(m["of"]):
        return True
    first = RATIO_END.search(before)
    ends = first and (first["one"] or (re.fullmatch(_ROUND, words, re.IGNORECASE) and value(first["n"]) < number))
    return bool(ends and re.match(_NO_TIME, after))


def _unit(
    text: str, m: re.Match[str], before: str, stop: int, end: int, *, one: bool
) -> tuple[str | None, float, float, int]:
    """The unit of a number, what the number is to be multiplied by, what added, and where the unit ends."""
    if m["money"]:
        factor = 1e6 if currencies.MILLIONS.match(m["money"]) else 1
        return currencies.code_before(m["money"]), factor, 0, stop
    if percent := PERCENT.match(text, stop, end):
        return "percentage point" if percent["points"] else "percent", 1, 0, percent.end()
    if money := currencies.AFTER.match(text, stop, end):
        unit, stop = currencies.code_after(money), money.end()
        if money["pence"]:
            return unit, 0.01, 0, stop
        if money["short"]:
            return unit, SHORT[money["short"].lower()], 0, stop
        if scale := SCALE_AFTER.match(text, stop, end):
            return unit, SCALES[scale[1].lower()], 0, scale.end()
        if not money["sign"] and (cents := currencies.CENTS.match(text, stop, end)):
            return unit, 1, value(cents["cents"] or cents["bare"]) / 100, cents.end()
        return unit, 1, 0, stop
    if measure := MEASURE.match(text, stop, end):
        return MEASURES[measure["sign"]], 1, 0, measure.end()
    if re.search(r"\baged $", before):
        return "year", 1, 0, stop
    noun, stop = _noun(text, stop, end, one=one)
    return noun, 1, 0, stop
