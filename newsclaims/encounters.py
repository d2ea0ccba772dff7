"""Talks that a noun names become the sentence that they took place: "the Lee-Ek call" says that the two spoke."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsclaims.calendars import MONTHS, WEEKDAY
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
_NAME = r"(?:\w+ ){0,3}?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*"
WITH_BOTH = re.compile(rf"\b(?P<noun>{'|'.join(ENCOUNTERS)}) between {_NAME} and {_NAME}")
REPORTED = re.compile(r"\s+(?:reports?|claims?|rumou?rs?)\b.*$")  # "Lee-Ek call | reports as fiction"
TAIL = re.compile(r"(?<!\s)\s+(?:on|about|over|in|at|during|after|before|last|this)\b")  # behind the names of both
ABOUT = re.compile(rf"\s+(?:on|about|over)\s+(?!{WEEKDAY}\b|(?:{'|'.join(MONTHS)})\b|\d)")


def encounter(whole: Span, named: Mapping[str, str]) -> list[Rewrite]:
    """The rewrites that make words without a verb that name talks tell that they took place; none for other words.

    ``named`` gives the full names for the short ones that a hyphen may join.

    >>> from newsclaims.propositions import rewrite
    >>> words = "an alleged call between Ann Lee and Bo Ek", "Lee-Ek call on tax", "Lee-Ek meeting in Lenn"
    >>> spans = [Span(0, len(text), text) for text in words]
    >>> [step.after for s in spans for step in rewrite(s, [("told", encounter(s, {"Lee": "Ann Lee", "Ek": "Bo Ek"}))])]
    ['Ann Lee and Bo Ek spoke by phone', 'Ann Lee and Bo Ek discussed tax by phone', 'Ann Lee and Bo Ek met in Lenn']
    """
    text, start = whole.text, whole.start
    if (talk := _talk(text)) is None:
        return []
    found, verb, tail = talk
    if found.re is BETWEEN:
        parts = [(0, found.end(), "")]
    elif {found["one"], found["other"]} <= named.keys():
        parts = [(0, found.start("one"), ""), *((*found.span(side), named[found[side]]) for side in ("one", "other"))]
        parts.append((*found.span("tie"), " and "))
        if cut := REPORTED.match(text, tail):
            parts.append((cut.start(), cut.end(), ""))
    else:
        return []
    spoke, topic = ENCOUNTERS[found["noun"]], ABOUT.match(text, tail)
    if topic and spoke != MET:
        parts.append((verb, topic.end(), " discussed "))
        parts += [(len(text), len(text), " by phone")] if spoke == PHONED else []
    else:
        parts.append((verb, tail, f" {spoke}"))
    return [(start + a, start + b, words) for a, b, words in parts if a < b or words]


def talk_alone(text: str) -> int | None:
    """Where words that name a talk go on with what it was about; None for other words.

    >>> [talk_alone(text) for text in ("Lee-Ek call on tax", "Lee-Ek call on Monday", "a talk on tax")]
    [11, None, None]
    """
    talk = _talk(text)
    return talk[2] if talk and ABOUT.match(text, talk[2]) else None


def _talk(text: str) -> tuple[re.Match[str], int, int] | None:
    """How words name a talk, where its verb has to stand, and where what tells more of it begins; None for others."""
    if found := JOINED.match(text):
        return found, found.end("other"), found.end()
    if found := BETWEEN.match(text):
        behind = TAIL.search(text, found.end())
        end = behind.start() if behind else len(text)
        return found, end, end
    return None


def in_passing(text: str) -> str:
    """A sentence without who took part in a talk if it tells something else of the talk than that it took place.

    >>> in_passing("The town was told of the call between Ann Lee and Bo Ek"), in_passing("No talks between Lee and Ek")
    ('The town was told of the call', 'No talks between Lee and Ek')
    """
    found = WITH_BOTH.search(text)
    if found and not IDLE.issuperset(re.findall(r"\w+", text[: found.start()].lower())):
        return text[: found.end("noun")] + text[found.end() :]
    return text


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
