"""Who does it to whom in a proposition, the passive turned round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsclaims.cues import stem
from newsclaims.phrases import noun_phrase_from, subject_before, verb_groups
from newsclaims.text import Token, tokens

# Verbs, as stems, that say the same with both sides changed: "Lee met Hale" is "Hale met Lee".
MUTUAL = frozenset("am are be been is was were meet met marri wed divorc join fight fought face resembl equal".split())
BY = re.compile(r"\bby (?P<doer>.*)")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words for who does it and for whom or what it is done to; "" where there are none, or both may change."""

    doer: str
    object: str


@lru_cache(maxsize=1 << 16)
def predicate(proposition: str) -> Predicate:
    """Doer and object of the main verb. Wrong where an object stands before its verb ("whom Lee sued").

    >>> predicate("The old bridge was closed by Ann Lee")
    Predicate(doer='Ann Lee', object='The old bridge')
    >>> predicate("Police told Ann Lee on Monday that it rained").object, predicate("Ann Lee met Tom Hale").object
    ('Ann Lee', '')
    """
    row = tokens(proposition)
    groups = verb_groups(row)
    main = next((g for g in groups if g.finite), None)
    subject = subject_before(row, main.start) if main else None
    if main is None or subject is None or stem(row[main.head].text) in MUTUAL:
        return Predicate("", "")
    if main.passive:
        by = BY.search(_words(row[main.end :]))
        return Predicate(by["doer"] if by else "", _words(row[slice(*subject)]))
    end = noun_phrase_from(row, main.end, attach=False) if main.end < len(row) else main.end
    return Predicate(_words(row[slice(*subject)]), _words(row[main.end : end]))


@lru_cache(maxsize=1 << 16)
def is_whole(proposition: str) -> bool:
    """Whether a finite verb has its subject. Wrong where the tagger takes a past tense for a participle.

    >>> is_whole("Ann Lee closed the old bridge"), is_whole("Closing the old bridge"), is_whole("A bridge in Riverton")
    (True, False, False)
    """
    row = tokens(proposition)
    return any(group.finite and subject_before(row, group.start) for group in verb_groups(row))


def _words(row: Sequence[Token]) -> str:
    return " ".join(token.text for token in row)
