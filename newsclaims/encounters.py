"""Talks that a noun names become the sentence that they took place: "the Lee-Ek call" says that the two spoke."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsclaims.cues import stem
from newsclaims.propositions import Rewrite
from newsclaims.text import Span

PHONED, SPOKE, MET = "spoke by phone", "spoke", "met"
ENCOUNTERS = {
    "call": PHONED,
    "conversation": SPOKE,
    "talks": SPOKE,
    "discussions": SPOKE,
    "meeting": MET,
    "summit": MET,
}
# What tells of an encounter of that kind: a verb, or the noun in front of its clause.
TELLING = {
    SPOKE: re.compile(
        r"\b(?:spoken?|speak|talk(?:ed)?|phoned?|called|discuss\w*)\b|^(?:\w+ ){0,3}(?:call|conversation)\b"
    ),
    MET: re.compile(r"\b(?:meet|met)\b|^(?:\w+ ){0,3}(?:meeting|summit)\b"),
}
TELLING[PHONED] = TELLING[SPOKE]
IDLE = frozenset(
    "the a an any no there was were been had has have never ever took take taken place happened came".split()
)
_NOUN = rf"(?:(?:phone|telephone|private|direct|secret)\s+)*(?P<noun>{'|'.join(ENCOUNTERS)})\b"
_OPENING = r"(?:(?:\S+(?:\s\S+){0,3}['’]s?\s+)?(?:reports?|claims?|rumou?rs?)\s+(?:of|about)\s+)?"
_VAGUE = r"(?:(?:the|an?|any|this|that|alleged|reported|supposed|purported|disputed|recent)\s+)*"
JOINED = re.compile(rf"{_OPENING}{_VAGUE}(?P<one>[A-Z]\w+)(?P<tie>[-–])(?P<other>[A-Z]\w+)\s+{_NOUN}")
BETWEEN = re.compile(rf"{_OPENING}{_VAGUE}{_NOUN}\s+between\s+(?=\S.*\sand\s)")
REPORTED = re.compile(r"\s+(?:reports?|claims?|rumou?rs?)\b.*$")  # "Lee-Ek call | reports as fiction"


def encounter(whole: Span, named: Mapping[str, str]) -> list[Rewrite]:
    """The rewrites that make words without a verb that name talks tell that they took place; none for other words.

    ``named`` gives the full names for the short ones that a hyphen may join.

    >>> from newsclaims.propositions import rewrite
    >>> words = "an alleged call between Ann Lee and Bo Ek", "Lee-Ek meeting in Lenn", "a call to arms"
    >>> spans = [Span(0, len(text), text) for text in words]
    >>> [step.after for s in spans for step in rewrite(s, [("told", encounter(s, {"Lee": "Ann Lee", "Ek": "Bo Ek"}))])]
    ['Ann Lee and Bo Ek spoke by phone', 'Ann Lee and Bo Ek met in Lenn', 'A call to arms']
    """
    text, start = whole.text, whole.start
    if (joined := JOINED.match(text)) and {joined["one"], joined["other"]} <= named.keys():
        cut = REPORTED.match(text, joined.end())
        parts = [
            (0, joined.start("one"), ""),
            *((*joined.span(side), named[joined[side]]) for side in ("one", "other")),
        ]
        parts += [(*joined.span("tie"), " and "), (joined.end("other"), joined.end(), f" {ENCOUNTERS[joined['noun']]}")]
        parts += [(cut.start(), cut.end(), "")] if cut else []
    elif between := BETWEEN.match(text):
        parts = [(0, between.end(), ""), (len(text), len(text), f" {ENCOUNTERS[between['noun']]}")]
    else:
        return []
    return [(start + a, start + b, words) for a, b, words in parts if a < b or words]


def may_stand_for(words: str, proposition: str) -> bool:
    """Whether words that only say that something took place, or did not, can mean what a proposition tells.

    >>> told = "Ann Lee spoke to Bo Ek about the attack"
    >>> [may_stand_for(f"the alleged {noun} took place", told) for noun in ("call", "meeting", "attack", "fire")]
    [True, False, True, False]
    """
    kinds = {kind for noun, kind in ENCOUNTERS.items() if re.search(rf"\b{noun}\b", words)}
    if kinds or re.search(r"\bsuch\b", words):
        return not kinds or any(TELLING[kind].search(proposition) for kind in kinds)
    named, told = ({stem(word) for word in re.findall(r"[a-z]+", text.lower())} for text in (words, proposition))
    return not named.isdisjoint(told - {stem(word) for word in IDLE})
