"""What most outlets carry and one article leaves out, and how surprising that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsclaims.claims import Claim, Stance
from newsclaims.compare import Cluster, Comparison
from newsclaims.origins import Prints
from newsclaims.presence import Presence
from newsclaims.quotable import stands_alone, verb_of
from newsclaims.text import tokens

MOST = 0.5  # of the other outlets: what fewer carry need not be missed


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that ``articles`` carry and ``article_id`` leaves out: a claim, that it is denied, or a voice.

    With a ``cluster``, its claim; if ``stance`` is not None, only that side of it: the article has the other one, or
    other claims of those who take it. With an ``origin``, all that goes back to it: the article does not even name it.
    ``share`` is how many of the other outlets carry it, from 0 to 1; ``prominence`` how near the top it stands there, 1
    for the first word, on average.
    """

    article_id: str
    cluster: str | None
    stance: Stance | None
    origin: str | None
    articles: tuple[str, ...]
    share: float
    prominence: float

    @property
    def surprise(self) -> float:
        """``share * prominence``: 1 for what all others open with, near 0 for what few have in their last line."""
        return self.share * self.prominence


def tells(cluster: Cluster) -> bool:
    """Whether a claim can be read without its articles, and is more than an office or what is named in passing.

    Named in passing is what has no verb in the article: "Ann Lee, the mayor", "the mayor's resignation".

    >>> from newsclaims.text import Span
    >>> words = (Span(0, 14, "Ann Lee, mayor"),)
    >>> named = Claim("m1", "a", words, "Ann Lee is mayor", (), "asserts")
    >>> tells(Cluster("c1", named.proposition, (named,)))
    False
    """
    shown = [claim for claim in cluster.claims if claim.proposition == cluster.proposition]
    verb, spans = verb_of(cluster.proposition), (span for claim in shown for span in claim.spans)
    words = {token.text.lower() for span in spans for token in tokens(span.text)}
    in_passing = any(claim.title for claim in shown) or verb is None or (bool(shown) and verb not in words)
    return stands_alone(cluster.proposition) and not in_passing


def find_omissions(comparison: Comparison, *, presence: Presence | None = None) -> list[Omission]:
    """What an article leaves out that most other outlets carry, two at least; the most surprising first.

    How surprising it is: ``surprise = share * prominence``, where

    - ``share = carrying / others`` counts outlets: all but the article's own, and those of them that carry it. Articles
      of one outlet, and an article with those that print it again, count once;
    - ``prominence`` is the average over the carrying outlets of ``1 - before / length``: of the characters of title and
      body, those ``before`` the first word of what is left out, where an outlet has it highest.

    Left out is a claim that the article has nothing like, and that stands alone as a sentence; of a disputed claim, the
    denial, if the article has what is denied or other claims of those who say so, and none of those who deny it denies
    anything there; and an origin of several claims that the article does not even name.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> texts = ["The dam is safe, Ann Lee said.", "Ann Lee said: the dam is safe.", "Schools in Riverton reopened."]
    >>> found = find_omissions(compare_articles([make_article(f"a{n}", text) for n, text in enumerate(texts)]))
    >>> [(omission.article_id, omission.cluster, omission.origin, omission.share) for omission in found]
    [('a2', 'c01', None, 1.0)]
    """
    seeker = _Seeker(comparison, presence or Presence(comparison))
    found = [omission for article in comparison.articles for omission in seeker.omissions(article.id)]
    return sorted(found, key=lambda omission: -omission.surprise)


class _Seeker:
    """Looks for what an article leaves out."""

    def __init__(self, comparison: Comparison, presence: Presence) -> None:
        self.comparison, self.presence = comparison, presence
        self.articles = {article.id: article for article in comparison.articles}
        self.claims = {claim.id: claim for claim in comparison.claims}
        self.ends = comparison.ends
        prints = Prints(comparison.copies)
        firsts = {id: self.articles.get(prints.first(id), article) for id, article in self.articles.items()}
        self.newsrooms = {id: first.outlet or first.id for id, first in firsts.items()}
        self.enough = max(1, MOST * (len({*self.newsrooms.values()}) - 1))
        self.clusters = [cluster for cluster in comparison.clusters if self._many(cluster.articles) and tells(cluster)]
        self.sure = {cluster.id: self.presence.sure(cluster) for cluster in self.clusters}

    def _many(self, articles: Iterable[str]) -> bool:
        """Whether these articles are those of enough outlets for another one's silence to be told."""
        return len({self.newsrooms[id] for id in articles}) > self.enough

    def omissions(self, article_id: str) -> Iterator[Omission]:
        """What one article leaves out: claims or their denials in the order of the clusters, then voices."""
        for cluster in self.clusters:
            if cluster.disputed and self._one_sided(article_id, cluster):
                sides: tuple[Stance, ...] = ("denies",)
            elif article_id not in cluster.articles and not self.presence.nearly(article_id, cluster):
                sides = ("asserts", "denies", "unsure")
            else:
                continue
            held = [claim for claim in self.sure[cluster.id] if claim.stance in sides]
            yield from self._omission(
                article_id, held, cluster=cluster.id, stance=sides[0] if len(sides) == 1 else None
            )
        for origin in self.comparison.origins:
            if len(origin.clusters) > 1 and self._many(origin.articles) and self._unnamed(article_id, origin.name):
                yield from self._omission(article_id, [self.claims[id] for id in origin.claims], origin=origin.name)

    def _omission(
        self,
        article_id: str,
        held: Sequence[Claim],
        *,
        cluster: str | None = None,
        stance: Stance | None = None,
        origin: str | None = None,
    ) -> Iterator[Omission]:
        """That an article leaves these claims out, if it does and most other outlets have one of them."""
        own = self.newsrooms[article_id]
        others = {*self.newsrooms.values()} - {own}
        heights: dict[str, float] = {}
        for claim in held:
            outlet = self.newsrooms[claim.article_id]
            heights[outlet] = max(heights.get(outlet, 0.0), self._height(claim))
        if own not in heights and len(heights) > self.enough:
            articles = tuple(dict.fromkeys(claim.article_id for claim in held))
            share, prominence = len(heights) / len(others), sum(heights.values()) / len(heights)
            yield Omission(article_id, cluster, stance, origin, articles, share, prominence)

    def _height(self, claim: Claim) -> float:
        """How near the top of its article a claim begins: 1 for the first word, 0 for the end."""
        passages = self.articles[claim.article_id].passages()
        start = claim.spans[0].start
        before = sum(max(0, min(start, passage.end) - passage.start) for passage in passages)
        return 1 - before / max(1, sum(passage.end - passage.start for passage in passages))

    def _one_sided(self, article_id: str, cluster: Cluster) -> bool:
        """Whether an article gives those who assert a claim, and has nothing denied by those who deny it."""
        own = [claim for claim in self.comparison.claims if claim.article_id == article_id]
        ends: dict[Stance, set[str]] = defaultdict(set)
        for claim in cluster.claims:
            if claim.id in self.ends:
                ends[claim.stance].add(self.ends[claim.id])
        for claim in own:
            denied = claim.stance == "denies" and (claim in cluster.claims or self.ends.get(claim.id) in ends["denies"])
            if denied:
                return False
        return any(claim in cluster.claims or self.ends.get(claim.id) in ends["asserts"] for claim in own)

    def _unnamed(self, article_id: str, name: str) -> bool:
        """Whether an article says nothing of somebody whom others name: neither his name nor its last word."""
        entity = next((entity for entity in self.comparison.entities if entity.name == name), None)
        if entity is None or article_id in {id for id, _ in entity.mentions}:
            return False
        text = self.articles[article_id].text.casefold()
        return not any(alias.split()[-1].casefold() in text for alias in (entity.name, *entity.aliases))
