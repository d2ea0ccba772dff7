"""Which propositions can be read without their article: whole sentences that name what they speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsclaims.cues import TELLING, says, stem
from newsclaims.phrases import (
    AUXILIARIES,
    NOUNS,
    PREPOSITIONS_IN_ING,
    VERBS,
    VerbGroup,
    is_time,
    noun_phrase_from,
    verb_groups,
)
from newsclaims.stance import DENYING
from newsclaims.tagging import tagged
from newsclaims.text import Span, Token

SPOKEN = re.compile(r"[^:]{1,80} said: (?=\S)")  # whose words follow, so that "we" and "I" are known
# What a sentence can't begin with if nothing stands before it: it points back, asks, or hangs on another clause.
POINTING = frozenset(
    "it he she they them him this that these those such his her its their both i we you our my your"
    " meanwhile still however also then instead subsequently especially even"
    " although though while because if as unless when where who whom whose what which how why whether"
    " and but or nor so yet to than".split()
)
ASKING = frozenset("WDT WP WP$ WRB".split())
OPEN_ENDED = frozenset("IN TO DT CC PRP$ POS MD".split()) | ASKING  # tags of words after which something must follow
# Between a verb of saying and the end: where and when it was said, and not of what.
SETTING = frozenset("in on at during before after from via through".split())
PEOPLE = re.compile(r"\b(?:he|she|they|him|them|this|it)\b", re.IGNORECASE)
SPEAKING = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|me|us|[Oo]ur|[Mm]y|[Yy]our)\b")  # not "US"


@lru_cache(maxsize=1 << 14)
def stands_alone(proposition: str) -> bool:
    """Whether a proposition is a whole sentence that needs no other one, and tells more than that somebody spoke.

    It goes by tags and lists of words: a sentence that opens with a pronoun for what it names later is lost, and one
    that lacks its object ("The council elected") is not seen.

    >>> [stands_alone(words) for words in ("The bridge is closed", "It is closed", "Asked about the bridge")]
    [True, False, False]
    >>> [stands_alone(f"Ann Lee said{rest}") for rest in (" in a post on Monday", " that it rained", ": It is a shame")]
    [False, True, True]
    """
    spoken, words = SPOKEN.match(proposition), _said(proposition)
    row = _row(words)
    if not row or not _closed(words) or not _ends(row) or not (spoken or not SPEAKING.search(words)):
        return False
    verb = _main_verb(row)
    if verb is None or _is_mere_telling(row, verb):
        return False
    subject, opening = row[: verb.start], row[0].text.lower()
    if spoken:
        return bool(subject) and row[0].tag not in ASKING and opening not in {"them", "him", "us"}
    named = any(token.tag in NOUNS | {"EX", "CD"} for token in subject) or len(subject) == 1
    pointing = opening in POINTING or PEOPLE.search(words[: row[verb.start].start])
    return named and row[0].tag not in VERBS and not pointing


@lru_cache(maxsize=1 << 14)
def verb_of(proposition: str) -> str | None:
    """The verb of what a proposition says, in small letters; None if it has none.

    >>> verb_of("Ann Lee said: The bridge over the Lenn was closed")
    'closed'
    """
    row = _row(_said(proposition))
    verb = _main_verb(row)
    return row[verb.head].text.lower() if verb else None


def _said(proposition: str) -> str:
    """A proposition without whose words they are."""
    spoken = SPOKEN.match(proposition)
    return proposition[spoken.end() :] if spoken else proposition


def _row(words: str) -> list[Token]:
    """The tagged words, without marks."""
    return [token for token in tagged(words, Span.cut(words, 0, len(words))) if any(map(str.isalnum, token.text))]


def _main_verb(row: Sequence[Token]) -> VerbGroup | None:
    """The first finite verb that stands in no relative clause; None if a participle without its subject comes first."""
    end = 0
    for group in verb_groups(row):
        before = row[group.start - 1] if group.start else None
        relative = any(token.tag in ASKING or token.text.lower() == "that" for token in row[end : group.start])
        end = group.end
        reduced = before is not None and before.tag in NOUNS and row[group.head].tag == "VBN"
        tied = row[group.head].text.lower() in PREPOSITIONS_IN_ING
        if group.finite and not relative:
            return group
        if not (relative or reduced or tied):
            return None
    return None


def _closed(words: str) -> bool:
    """Whether brackets and quotation marks come in pairs, and it is no question."""
    opened = all(words.count(a) == words.count(b) for a, b in ("()", "[]", "“”"))
    return opened and words[:1] not in "'‘" and not words.rstrip("\"”’'").endswith("?")


def _ends(row: Sequence[Token]) -> bool:
    """Whether nothing must follow the last word: no preposition, no auxiliary, no verb of saying."""
    last = row[-1]
    if last.tag in OPEN_ENDED or last.text in AUXILIARIES | {"as", "than", "that"}:
        return False
    return not (last.tag in VERBS and _tells(last.text))


def _tells(verb: str) -> bool:
    return says(verb) or stem(verb) in TELLING | DENYING


def _is_mere_telling(row: Sequence[Token], verb: VerbGroup) -> bool:
    """Whether it says that somebody spoke, to whom, when and where, and nothing of what: "Lee told the Herald"."""
    if verb.passive or not _tells(row[verb.head].text):
        return False
    at = verb.end
    if stem(row[verb.head].text) in TELLING:
        at = max(at, noun_phrase_from(row, at))
    rest = row[at:]
    if any(group.finite or (group.start and rest[group.start - 1].tag == "TO") for group in verb_groups(rest)):
        return False
    return not rest or rest[0].text.lower() in SETTING or rest[0].tag in {"RB", "RBR"} or is_time(rest[0])
