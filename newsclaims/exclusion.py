"""Whether two claims rule each other out: by their dates, their numbers, or an office that is over in one of them."""

from __future__ import annotations

import re

from newsclaims.calendars import WEEKDAY
from newsclaims.claims import Claim
from newsclaims.likeness import in_words
from newsclaims.quantities import disjoint, is_counted, rivals

ON_DAY = re.compile(rf"\b{WEEKDAY}\b")
# "Ann Lee is a former mayor", "Ann Lee, the mayor who": a role ends where more is told.
ROLE = re.compile(
    r"(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)+)(?: is|,)(?: an?| the)? (?P<past>former )?(?P<role>[^,;.]+)"
)
TELLING = re.compile(r"\b(?:said|says|saying|told (?:the )?[A-Z][\w ]*)$")
TOOK = re.compile(
    r" (?:(?:has |has now |now )?become|became|was sworn in as|took office as) (?:(?:the|its|their|new) )*"
    r"(?:\d+(?:st|nd|rd|th) )?(?P<office>(?:prime |vice )?\w+)(?: of [^\d,]*)?$"
)
MORE = re.compile(r" (?:of|at|in|for|to|from|and|or)\b|-|\w")  # makes another role of it: "president of the club"


def excluded(a: Claim, b: Claim) -> bool:
    """Whether two claims can't be the same: their dates or their numbers of one unit rule each other out, a role is
    over in one of them, or they give titles, which are the same only to the letter."""
    if a.title or b.title:
        return a.title != b.title
    if a.period and b.period and disjoint(a.period, b.period):
        return True
    if len({*weekdays(a), *weekdays(b)}) == 2 and len(weekdays(a)) == len(weekdays(b)) == 1:
        return True
    if since_others(a, b) or is_over(a, b):
        return True
    return any(_short_of(a, b, unit) for unit in {q.unit for q in a.quantities if q.unit})


def _short_of(a: Claim, b: Claim, unit: str) -> bool:
    """Whether both count in a unit, and a number of the one that has fewer of them is none of the other's.

    "They gained six seats and have 194" does not rule out "They gained six seats".
    """
    few, many = sorted(([q for q in claim.quantities if q.unit == unit] for claim in (a, b)), key=len)
    return any(all(disjoint(x, y) for y in many) for x in few)


def contrary(a: Claim, b: Claim, *, counted: bool = False) -> bool:
    """Whether one gives a number and the other one next to it, and neither has the other's too.

    A kind reading reconciles them: they may be one claim.
    ``counted``: a number of people or things, not a sum or a share.

    >>> from newsclaims.quantities import find_quantities
    >>> texts = "The force has 50,000 troops", "Nearly 50,000 troops fight", "They are 50,000 troops, or nearly 50,000"
    >>> made = [Claim(t, "a", (), t, (), "asserts", quantities=tuple(find_quantities(t))) for t in texts]
    >>> contrary(made[0], made[1]), contrary(made[0], made[2])
    (True, False)
    """
    found = [(x, y) for x in a.quantities for y in b.quantities if rivals(x, y) and (is_counted(x) or not counted)]
    same = {(q.low, q.high) for q in a.quantities} & {(q.low, q.high) for q in b.quantities}
    return any((x.low, x.high) not in same and (y.low, y.high) not in same for x, y in found)


def since_others(a: Claim, b: Claim) -> bool:
    """Whether both tell since when something has been so, and not since the same day."""
    if a.period is None or b.period is None or a.period.start == b.period.start:
        return False
    return all(claim.period and claim.period.span.text.lower().startswith("since ") for claim in (a, b))


def is_over(a: Claim, b: Claim) -> bool:
    """Whether one gives somebody a role that the other calls a former one.

    >>> texts = "Ann Lee is a former army cook", "Ann Lee, the army cook who ran", "Ann Lee is an army cook of note"
    >>> past, now, other = (Claim(t, "a", (), t, (), "asserts") for t in texts)
    >>> is_over(past, now), is_over(past, other)
    (True, False)
    """
    if ("former " in a.proposition) == ("former " in b.proposition):
        return False
    x, y = ROLE.match(a.proposition), ROLE.match(b.proposition)
    if x is None or y is None or x["who"] != y["who"] or bool(x["past"]) == bool(y["past"]):
        return False
    past, now = (x["role"], y["role"]) if x["past"] else (y["role"], x["role"])
    return now.startswith(past) and MORE.match(now, len(past)) is None


def is_telling(claim: Claim) -> bool:
    """Whether it says that somebody said something, which the same may do again on another day.

    >>> is_telling(Claim("m1", "a", (), "In a statement on Monday, the hospital said", (), "asserts"))
    True
    """
    return TELLING.search(claim.proposition) is not None


def is_elect(claim: Claim) -> bool:
    """Whether it gives somebody the title of an office that is still to be taken up."""
    return claim.title is not None and claim.title.office.endswith("-elect")


def has_taken(claim: Claim, elect: Claim) -> bool:
    """Whether a claim has somebody in the office that a title has them take up later; not one of another time.

    >>> from newsclaims.claims import Title
    >>> elect = Claim("m1", "a", (), "Ann Lee is mayor-elect", (), "asserts", title=Title("Ann Lee", "mayor-elect"))
    >>> texts = "Ann Lee became the mayor of Riverton", "Ann Lee first became mayor in 2012", "Ann Lee became ill"
    >>> [has_taken(Claim("m2", "b", (), text, (), "asserts"), elect) for text in texts]
    [True, False, False]
    """
    if elect.title is None or claim.title or claim.period or not claim.proposition.startswith(elect.title.person):
        return False
    took = TOOK.match(claim.proposition, len(elect.title.person))
    offices = {elect.title.office.removesuffix("-elect"), "head", "leader"}
    return took is not None and took["office"].lower() in offices


def is_bound(claim: Claim) -> bool:
    """Whether a claim says anything that can rule another out."""
    return bool(claim.period or claim.quantities or weekdays(claim) or ROLE.match(claim.proposition))


def weekdays(claim: Claim) -> frozenset[str]:
    """The days of the week that the words name, where the article's own date is not known to say which ones."""
    return frozenset() if claim.period else frozenset(ON_DAY.findall(in_words(claim)))
