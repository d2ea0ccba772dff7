"""Whom "he" and "she" mean: the person of that gender who stands out most where the pronoun is read."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsclaims.articles import Article
from newsclaims.entities import Entity, Gender, bare
from newsclaims.text import Span, sentences

THIRD: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
FIRST = frozenset("i we me us my our myself ourselves".split())
PLURAL = frozenset("they them their".split())
PRONOUNS = frozenset({*THIRD, *FIRST, *PLURAL, "it", "its", "who", "whose"})
PERSONAL = re.compile(rf"\b(?:{'|'.join(THIRD)})\b", re.IGNORECASE)
QUOTED = re.compile(r'“[^”\n]*”?|"[^"\n]*"?')

# What a mention adds to how far its person stands out, as the first person of its sentence, as another, as a
# possessor; it fades with each sentence (after Lappin and Leass 1994). Swept over GUM's training documents.
SUBJECT, OTHER, POSSESSOR = 1.0, 0.4, 0.3
FADING = 0.8
# Factors for mentions within quotation marks, for persons of unknown gender, for names that may be no person's, for one
# word that may be anything.
IN_QUOTES, UNKNOWN, NO_PERSON, ONE_WORD = 0.5, 0.6, 0.4, 0.2
# What whoever spoke last adds where the pronoun speaks, unless its sentence opens with somebody whom it can mean ("Lee
# is wrong; he said"); it is halved with each sentence.
SPOKE = 4.0
BESIDE = 0.8  # what a pronoun in a quotation adds to whom that has named; swept over 0, 0.3, 0.8, 1.5 there
LEADS = 0.8  # what "he" adds to the first person of his sentence; swept over 0, 0.3, 0.8, 1.5, 3 there
FAINTEST = 0.01
MOST, OFTEN = 1.5, 0.15  # nobody stands out more; the exponent of how often a name stands in the article
AHEAD = 0.5  # the confidence in a person who is named only behind the pronoun, in its sentence


def antecedents(
    article: Article,
    mentions: Sequence[tuple[Span, Entity]],
    *,
    sources: Iterable[Span] = (),
    speaking: Mapping[Span, Entity] | None = None,
    named_by: Mapping[int, set[str]] | None = None,
) -> dict[int, tuple[Entity, float]]:
    """For the offset of each "he", "she", "his", … the person who is meant, with a confidence from 0 to 1.

    Pronouns for which no person of that gender is named nearby are left out. ``mentions`` are those of the article, in
    its order. ``sources`` are stretches that name who speaks, and ``speaking`` are quotations with their speakers, who
    don't call themselves "he". ``named_by`` gives for the offset of a pronoun the names that whoever it means uses of
    others.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.entities import find_entities
    >>> article = make_article("a", "Mr. Lee met Ann Ek. She thanked him.")
    >>> pairs = sorted((span, e) for e in find_entities([article]) for _, span in e.mentions)
    >>> [(article.text[at:][:3], e.name) for at, (e, _) in antecedents(article, pairs).items()]
    [('She', 'Ann Ek'), ('him', 'Lee')]
    """
    text = article.text
    cuts = [s for passage in article.passages() for s in sentences(text, passage.start, passage.end)]
    starts = [sentence.start for sentence in cuts]
    people = [(span, entity) for span, entity in mentions if entity.kind in {"person", "other"}]
    pronouns = [Span(*m.span(), m[0]) for s in cuts for m in PERSONAL.finditer(text, s.start, s.end)]
    firsts = {n: (span, entity.name) for span, entity in reversed(people) if (n := bisect(starts, span.start))}
    often = Counter(entity.name for _, entity in people)
    quoted = [m.span() for m in QUOTED.finditer(text)]
    places = sorted(sources)
    found: dict[int, tuple[Entity, float]] = {}
    seen: dict[str, _Seen] = {}
    spoke: tuple[str, int] | None = None  # who was a source last, and in which sentence
    for span, named in sorted([*people, *((p, None) for p in pronouns)], key=lambda pair: pair[0]):
        now = bisect(starts, span.start)
        first, leader = firsts.get(now, (span, None))
        nearby = places[max(0, bisect(places, span) - 2) : bisect(places, span) + 1]
        speaks = any(place.covers(span) for place in nearby)
        if named is None:
            gender, others = THIRD[span.text.casefold()], (named_by or {}).get(span.start, set())
            speakers = {e.name for content, e in (speaking or {}).items() if content.covers(span)}
            weights = _candidates(seen, gender, now, without=speakers | others)
            leads = leader if leader in weights and span.text.casefold() in {"he", "she"} else None
            for name in weights:
                weights[name] += LEADS * (name == leads) + BESIDE * _named_beside(seen[name], span, quoted)
            if speaks and spoke and spoke[0] in weights and (leads is None or seen[leads].sentence < now):
                weights[spoke[0]] += SPOKE * 0.5 ** (now - spoke[1])
            if not weights:
                later = (e for s, e in people if s > span and bisect(starts, s.start) == now and e.gender == gender)
                if ahead := next(later, None):
                    found[span.start] = (ahead, AHEAD)
                continue
            best = seen[max(weights, key=lambda name: weights[name])]
            best.gender, named = gender, best.entity
            found[span.start] = (named, round(weights[named.name] / sum(weights.values()), 2))
        weight = _prominence(text, span, quoted, first=first == span)
        seen.setdefault(named.name, _Seen(named, named.gender, often[named.name])).mentioned(now, weight, span.start)
        if speaks:
            spoke = named.name, now
    return found


def _prominence(text: str, span: Span, quoted: Sequence[tuple[int, int]], *, first: bool) -> float:
    """How far a name or a pronoun makes somebody stand out by where it stands."""
    possessor = text[span.end : span.end + 1] in {"'", "’"} or span.text.casefold() in {"his", "hers"}
    share = IN_QUOTES if _around(quoted, span) is not None else 1
    return share * (POSSESSOR if possessor else SUBJECT if first else OTHER)


def _named_beside(one: _Seen, span: Span, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether the quotation that a pronoun stands in has named somebody before it."""
    quote = _around(quoted, span)
    return quote is not None and one.place > quote


def _around(quoted: Sequence[tuple[int, int]], span: Span) -> int | None:
    """Where the quotation begins that a span stands in; None if it stands in none."""
    within = bisect(quoted, (span.start, quoted[-1][1])) - 1 if quoted else -1
    return quoted[within][0] if within >= 0 and span.start < quoted[within][1] else None


def _candidates(seen: Mapping[str, _Seen], gender: Gender, now: int, *, without: set[str]) -> dict[str, float]:
    """How far each person stands out in this sentence whom the pronoun can mean."""
    return {
        name: weight
        for name, one in seen.items()
        if one.gender in {gender, None} and name not in without and (weight := one.now(now)) > FAINTEST
    }


@dataclass(slots=True)
class _Seen:
    """A person on the way through an article: ``gender`` is what pronouns have said, too."""

    entity: Entity
    gender: Gender | None
    often: int
    weight: float = 0.0
    sentence: int = 0
    place: int = 0  # offset of the last mention

    def mentioned(self, sentence: int, weight: float, place: int) -> None:
        """The person is named in this sentence, or meant by a pronoun."""
        self.place = place
        self.weight, self.sentence = self.weight * FADING ** (sentence - self.sentence) + weight, sentence

    def now(self, sentence: int) -> float:
        """How far the person stands out in this sentence."""
        surname = bare(self.entity.name).split()[-1]
        called = bool(self.entity.roles) or any(bare(alias) == surname for alias in self.entity.aliases)
        sure = 1 if self.gender else UNKNOWN if called else NO_PERSON if self.entity.kind == "person" else ONE_WORD
        faded: float = FADING ** (sentence - self.sentence)
        return min(MOST, self.weight) * faded * sure * float(self.often**OFTEN)
