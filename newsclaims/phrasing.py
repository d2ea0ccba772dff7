"""Names, numbers and lists as a sentence has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MOST = 4  # names that a list gives; the others are counted
# What follows a name that stands for itself and not before a noun ("the ministry has", not "ministry officials").
BEHIND = r"(?=[.,;:’']|\s(?:has|had|have|is|was|were|will|would|did|does|said|says|and|to|in|on|for|that|as|after)\b)"


def number(n: int) -> str:
    """A number in words up to twelve.

    >>> number(3), number(1200)
    ('three', '1,200')
    """
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def count(n: int, noun: str) -> str:
    """How many there are of something.

    >>> count(1, "article"), count(2, "article")
    ('one article', 'two articles')
    """
    return f"{number(n)} {noun}{'' if n == 1 else 's'}"


def verb(subjects: Sequence[str], one: str, many: str) -> str:
    """The form of a verb that goes with its subjects.

    >>> verb(["the Herald"], "has", "have")
    'has'
    """
    return one if len(subjects) == 1 else many


def listed(names: Sequence[str]) -> str:
    """Names as a list.

    >>> listed(["Lee", "Ek", "police"])
    'Lee, Ek and police'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def some(names: Sequence[str]) -> str:
    """Names as a list, those beyond the first few counted.

    >>> some("Lee Ek Hale Lind Roy Oda".split())
    'Lee, Ek, Hale, Lind and two others'
    """
    more = len(names) - MOST
    return listed([*names[:MOST], count(more, "other")] if more > 0 else names)


def neither(names: Sequence[str]) -> str:
    """Names behind a verb that is thereby denied.

    >>> neither(["Lee", "Ek"]), neither(["Lee", "Ek", "police"])
    ('neither Lee nor Ek', 'none of these: Lee, Ek and police')
    """
    return f"neither {' nor '.join(names)}" if len(names) == 2 else f"none of these: {listed(names)}"


def within_sentence(name: str, texts: Iterable[str], *, person: bool) -> str:
    """A name as it stands within the sentences of these texts.

    It takes the article that most places give it, and a small letter if only the beginning of a sentence gave it its
    capital; a ``person`` keeps the capital.

    >>> text = "The ministry has denied it. Officials said that the ministry is closed, and officials left."
    >>> [within_sentence(name, [text], person=False) for name in ("ministry", "Officials")]
    ['the ministry', 'officials']
    """
    texts = list(texts)
    pattern = re.compile(rf"(?P<within>[\w,;] )?(?P<the>\b[Tt]he )?(?<!\w){re.escape(name)}(?!\w)(?P<alone>{BEHIND})?")
    found = [match for text in texts for match in pattern.finditer(text)]
    alone = [match for match in found if match["alone"] is not None]
    if 2 * sum(match["the"] is not None for match in alone) > len(alone):
        return f"the {name}"
    if person or not name.strip() or any(match["within"] or match["the"] for match in found):
        return name
    small = re.compile(rf"\b{re.escape(name.split()[0].lower())}\b")
    return name[:1].lower() + name[1:] if any(map(small.search, texts)) else name
