"""Whom a description means ("the ministry's spokesman", "the former judge"), by the titles and words beside names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsclaims.entities import Entity, gender
from newsclaims.mentions import SHORT_FOR, is_title
from newsclaims.text import Span

# Where the noun phrase at the head of a description ends, and what hangs on it begins.
HANGING = re.compile(
    r"(?<!\s)\s*(?:[,(;:–—]|\b(?:of|for|from|in|at|on|to|with|by|who|whom|whose|that|which|near|under|within|close|familiar"
    r"|named|accompanying|briefed|speaking)\b)"
)
DETERMINER = re.compile(
    r"^(?:the|an?|this|that|these|those|his|her|their|its|our|my|another|one|some)\s+", re.IGNORECASE
)
WORD = re.compile(r"[^\W_][\w.’'&-]*")
FAMILIES = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chair",
    "chairwoman": "chair",
    "attorney": "lawyer",
    "advisor": "adviser",
    "staffer": "aide",
    "gop": "republican",
}
ELECTED = frozenset({"representative", "senator", "congressperson", "deputy", "legislator", "lawmaker"})
GOVERNING = frozenset({"president", "minister", "chancellor", "king", "queen", "emir", "sultan", "governor", "mayor"})
# What a word for many offices can mean.
BROAD = {
    "lawmaker": ELECTED,
    "legislator": ELECTED,
    "politician": ELECTED | GOVERNING | {"candidate"},
    "leader": GOVERNING - {"mayor", "governor"},
}
# Words for one person who may be named elsewhere, beside the titles.
PERSONS = frozenset(
    "man woman boy girl suspect victim defendant plaintiff executive teacher student driver owner resident witness"
    " soldier politician lawmaker legislator staffer blogger writer".split()
)
PAST = frozenset({"former", "ex", "then", "late", "onetime"})
OF_NAME = re.compile(r"\s*(?:of|for|from|in|at|to)\s+(?:the\s+)?[A-Z]")
INDEFINITE = re.compile(r"(?:an?|another|one|some)\s", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|this|that|his|her|their|its|our)\s", re.IGNORECASE)
SOLE, LATEST = 0.9, 0.6  # confidence in the one person who fits, and in the last named of several
CURRENT = frozenset({"current", "sitting", "incumbent"})
# Heads that are two words: a vice president is no president.
DEPUTIES = frozenset({"vice", "deputy"})


@dataclass(frozen=True, slots=True)
class Role:
    """A title or description: its head, whether a deputy's, the other words, and which of these are names."""

    head: str
    deputy: bool
    others: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=4096)
def role(words: str) -> Role | None:
    """What a title or description says, in common words; None if it says nothing.

    >>> role("the U.S. Vice President")
    Role(head='president', deputy=True, others=frozenset({'us'}), names=frozenset({'us'}))
    """
    plain = DETERMINER.sub("", words.strip(), count=1)
    cut = next((m.start() for m in HANGING.finditer(plain) if m.start()), len(plain))
    head, rest = _common(plain[:cut]), _common(plain[cut:]) if OF_NAME.match(plain, cut) else []
    if not head:
        return None
    others = frozenset(w for w in (*head[:-1], *rest) if len(w) > 1 and not w.isdigit()) - DEPUTIES
    capital = {w for word in WORD.findall(plain) if word[0].isupper() and not is_title(word) for w in _common(word)}
    return Role(head[-1], bool(DEPUTIES & set(head[:-1])), others, others & capital)


def _common(words: str) -> list[str]:
    """The words in lower case, women and men and abbreviations under one word, without dots and possessives."""
    found = []
    for word in WORD.findall(words):
        word = re.sub(r"['’]s?$", "", word).replace(".", "").casefold()
        past, dash, held = word.partition("-")
        if dash and past in PAST:
            found.append("former")
            word = held
        word = SHORT_FOR.get(word, FAMILIES.get(word, word))
        found += word.split()
    return ["former" if word in PAST else word for word in found]


def described(words: str, people: Sequence[tuple[Span, Entity]], at: int) -> tuple[Entity, float] | None:
    """The person whom a description at offset ``at`` means, with a confidence; None if nobody's titles fit.

    ``people`` are the mentions of persons in the article, in its order. "The" means somebody who was named before, or
    in a headline will be; without it somebody who is introduced by it, and then all its words must fit.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.entities import find_entities
    >>> article = make_article("a", "Norwegian Prime Minister Bo Ek met Swedish Prime Minister Ann Lee.")
    >>> people = sorted((span, e) for e in find_entities([article]) for _, span in e.mentions)
    >>> [described(f"the {who}", people, 99) for who in ("Danish prime minister", "judge")]
    [None, None]
    >>> described("the Norwegian prime minister", people, 99)[0].name
    'Bo Ek'
    """
    wanted = role(words)
    if wanted is None:
        return None
    definite = DEFINITE.match(words) is not None
    before = {entity.name: (span, entity) for span, entity in people if span.start < at}
    behind = {e.name: (s, e) for s, e in reversed(people) if s.start > at and e.name not in before}
    fitting = []
    for span, entity in (before if definite and before else behind).values():
        fit = _fit(wanted, entity, words)
        exact = wanted.others and fit and fit[1] == len(wanted.others)
        if fit and (definite or exact or not (before or INDEFINITE.match(words))):
            fitting.append((*fit, -abs(span.start - at), entity))
    if not fitting:
        return None
    near, shared, _, entity = max(fitting, key=lambda row: row[:3])
    said = {w for text in entity.roles if (found := role(text)) for w in (found.head, *found.others)}
    rivals = [row for row in fitting if row[:2] == (near, shared)]
    if len(fitting) > 1 and wanted.names - said:
        return None
    return entity, SOLE if len(rivals) == 1 else LATEST


def _fit(wanted: Role, entity: Entity, words: str) -> tuple[float, int] | None:
    """How well an entity's roles fit: how near the head, and how many of the other words they share, those amiss off.

    None if nobody of these roles is called so.
    """
    own = gender("", [words])
    roles = [found for text in entity.roles if (found := role(text))]
    broad = BROAD.get(wanted.head, frozenset())
    heads = [r for r in roles if r.deputy == wanted.deputy and (r.head == wanted.head or r.head in broad)]
    if not heads or (own and entity.gender not in {own, None}):
        return None
    said = {w for found in roles for w in (found.head, *found.others)}
    if wanted.names - said and any(found.names for found in roles):
        return None
    past = all("former" in found.others for found in heads) and "former" not in wanted.others
    past |= bool(wanted.others & CURRENT) and any(word.endswith("-elect") for word in said)
    near = max(1.0 if found.head == wanted.head else 0.5 for found in heads) - 0.5 * past
    return near, len(wanted.others & said) - len(wanted.others - said)


def stays_open(words: str) -> bool:
    """Whether a description is of one person who is known already, so that it should mean somebody: "the suspect".

    >>> [stays_open(words) for words in ("the suspect", "the residents", "a suspect", "the mayor of Oslo")]
    [True, False, False, True]
    """
    found = role(words)
    return found is not None and DEFINITE.match(words) is not None and (found.head in PERSONS or is_title(found.head))
