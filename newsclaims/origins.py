"""Where claims come from: holders followed to the end of their chains, through reprints and outlets, counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsclaims.articles import Article
from newsclaims.claims import Claim, Stance
from newsclaims.copying import Copy, shared
from newsclaims.entities import bare
from newsclaims.holders import ANONYMOUS, MEDIA_REPORTS, Holder

NAMELESS = frozenset({ANONYMOUS, MEDIA_REPORTS})
# More than half of its words: then what it says in other words was rather taken over than found out, too. The articles
# of four events, each written by its own newsroom, share at most an eighth.
REPRINT = 0.5


@dataclass(frozen=True, slots=True)
class Origin:
    """Where claims come from when the holder chain is followed to its end: who, which clusters, which articles.

    ``claims`` are the ids of the claims, in the order of the clusters.
    """

    name: str
    clusters: tuple[str, ...]
    articles: tuple[str, ...]
    claims: tuple[str, ...] = ()


def chain(claim: Claim) -> tuple[Holder, ...]:
    """Who stands between the article and what is claimed, the one who put it so last; who is not known is left out.

    What stands behind nameless sources is known through them alone, so that a chain ends with them.

    >>> paper, lee = Holder("Gazette", "outlet"), Holder("Lee", "person")
    >>> told = Claim("m1", "a", (), "Lee said: It is a shame.", (paper,), "asserts", speaker=lee)
    >>> [holder.name for holder in chain(told)]
    ['Gazette', 'Lee']
    """
    known: list[Holder] = []
    for holder in (*claim.holders, *filter(None, [claim.speaker])):
        if holder.confidence is not None and (not known or known[-1].name != holder.name):
            known.append(holder)
            if holder.name in NAMELESS:
                break
    return tuple(known)


class Prints:
    """Which article another one prints again, as a whole or where a claim stands."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self._copies: dict[str, list[Copy]] = defaultdict(list)
        for copy in copies:
            self._copies[copy.article_id].append(copy)
        self._whole = {id: earlier for (id, earlier), share in shared(copies).items() if share > REPRINT}

    def first(self, article_id: str) -> str:
        """The article that this one is a reprint of, followed to the first of them; itself if it is none.

        >>> from newsclaims.text import Span
        >>> Prints([Copy("b", Span(0, 2, "It"), "a", Span(0, 2, "It"), 0.9)]).first("b")
        'a'
        """
        while article_id in self._whole:
            article_id = self._whole[article_id]
        return article_id

    def earlier(self, claim: Claim) -> str | None:
        """The article whose words a claim has: all its spans are copied, or the whole article is; None if neither."""
        at = [
            next((c.earlier_id for c in self._copies[claim.article_id] if c.span.covers(s)), None) for s in claim.spans
        ]
        return at[0] if at and None not in at else self._whole.get(claim.article_id)


def find_origins(
    articles: Sequence[Article], groups: Mapping[str, Sequence[Claim]], copies: Sequence[Copy]
) -> list[Origin]:
    """Who claims go back to, the most relied on first; ``groups`` are claims that say the same, by their cluster's id.

    A chain of holders is followed beyond its end where the articles show more. Nameless sources go back to the outlet
    that they told; where an article names none, to the one that others name for the same. An outlet goes back to
    whom its own article names, if that is one of those compared. Words that were printed before go back to whom the
    article that had them first has them from. What an article says in its own voice has no origin but itself, which
    is listed only where others rest on it.

    >>> from newsclaims.articles import make_article
    >>> wire, paper = Holder("Lenn Wire", "outlet"), (Holder("media reports", "group"),)
    >>> claims = [Claim("m1", "a", (), "It fell", (wire, Holder(ANONYMOUS, "group")), "asserts")]
    >>> claims.append(Claim("m2", "b", (), "It fell", paper, "asserts"))
    >>> find_origins([make_article(id, "It fell.") for id in "ab"], {"c1": claims}, [])
    [Origin(name='Lenn Wire', clusters=('c1',), articles=('a', 'b'), claims=('m1', 'm2'))]
    """
    names = {claim.article_id: claim.article_id for group in groups.values() for claim in group}
    names |= {article.id: article.outlet or article.id for article in articles}
    prints = Prints(copies)
    found: dict[str, tuple[str, dict[str, None], dict[str, None], dict[str, None]]] = {}
    for id, group in groups.items():
        trail = _Trail(group, names, prints)
        ends: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
        for claim in group:
            name = trail.end(claim)
            ends[_key(name)].append((name, claim))
        for key, members in ends.items():
            if any(chain(claim) or _key(names[claim.article_id]) != key for _, claim in members):
                name, where, who, what = found.setdefault(key, (members[0][0], {}, {}, {}))
                for _, claim in members:
                    where[id] = who[claim.article_id] = what[claim.id] = None
    origins = [Origin(name, tuple(where), tuple(who), tuple(what)) for name, where, who, what in found.values()]
    return sorted(origins, key=lambda o: (-len(o.articles), -len(o.clusters), o.name))


def _key(name: str) -> str:
    """What is the same for "Police" and "police", "The Gazette" and "Gazette"."""
    return bare(name).casefold() or name


class _Trail:
    """Follows claims that say the same to where they come from."""

    def __init__(self, group: Sequence[Claim], names: Mapping[str, str], prints: Prints) -> None:
        self.names, self.prints = names, prints
        self.claims: dict[tuple[str, Stance], list[Claim]] = defaultdict(list)
        self.articles: dict[str, list[str]] = defaultdict(list)  # of an outlet that has a claim here
        self.told: dict[Stance, dict[str, str]] = defaultdict(dict)  # the outlets that are named for it
        for claim in group:
            self.claims[claim.article_id, claim.stance].append(claim)
            own = self.articles[_key(names[claim.article_id])]
            if claim.article_id not in own:
                own.append(claim.article_id)
            if outlet := _outlet(chain(claim)):
                self.told[claim.stance].setdefault(_key(outlet), outlet)

    def end(self, claim: Claim, seen: frozenset[str] = frozenset()) -> str:
        """Whom a claim goes back to: a holder, or the outlet (without one, the id) of an article."""
        known, seen = chain(claim), seen | {claim.article_id}
        if not known:
            earlier = self.prints.earlier(claim)
            own = self.names[earlier or claim.article_id]
            return (earlier and self._only([earlier], claim.stance, seen)) or own
        outlet, told = _outlet(known), self.told[claim.stance]
        if known[-1].name in NAMELESS and not outlet and len(told) == 1:
            (outlet,) = told.values()
        if not outlet:
            return known[-1].name
        return self._only(self.articles.get(_key(outlet), []), claim.stance, seen) or outlet

    def _only(self, articles: Sequence[str], stance: Stance, seen: frozenset[str]) -> str | None:
        """The one whom these articles have it from; None if there are several, or if the trail leads back here."""
        claims = [claim for id in articles if id not in seen for claim in self.claims.get((id, stance), [])]
        ends = {_key(name): name for name in (self.end(claim, seen) for claim in claims)}
        return next(iter(ends.values())) if len(ends) == 1 else None


def _outlet(known: Sequence[Holder]) -> str | None:
    """The outlet that a chain ends with, whether or not it names its sources; None if it ends with somebody else."""
    ends = known[-2:] if known and known[-1].name in NAMELESS else known[-1:]
    return ends[0].name if ends and ends[0].kind == "outlet" else None
