"""Claims of several articles laid side by side: carried, denied, hedged, reworded, in conflict, left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy.special import expit

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, Extract, extract_attributions
from newsclaims.claims import Claim, Stance, normalize_claims
from newsclaims.copying import Copy, find_copies
from newsclaims.details import with_day
from newsclaims.embedder import embed
from newsclaims.entities import HIGHEST, Entity, find_entities
from newsclaims.exclusion import contrary, excluded, has_taken, is_elect, is_over
from newsclaims.grouping import group_claims
from newsclaims.likeness import SURE, Likeness, Odds, in_words, speaking_for
from newsclaims.origins import Origin, find_origins
from newsclaims.predicates import is_whole
from newsclaims.quantities import disjoint
from newsclaims.wordings import Edit, Variant, Wording, align, find_wordings, show_edits

__all__ = [
    "Cluster",
    "Comparison",
    "Conflict",
    "Copy",
    "Edit",
    "Likeness",
    "Origin",
    "Variant",
    "Wording",
    "align",
    "compare_claims",
    "show_edits",
]

# The kinds of the exchange form; dates, numbers and titles are what is found.
ConflictKind = Literal["number", "date", "name", "title", "place", "attribution", "fact"]

RESERVED = ("claim", "cluster", "score")  # the matrix and its table have columns of these names
PRONOUN = re.compile(r"\b(?:I|we|you|he|she|they|him|them|this|who|which)\b", re.IGNORECASE)
# As the first word of a sentence; further on, whose it is may stand before it ("Lee sold her boat").
OWNER = re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that assert or deny the same thing, in the order of their articles.

    ``score``, from 0 to 1, is how likely one of them says what ``proposition`` does, on average; 1 where all say so in
    the same words, .5 where they are as like it as ``likeness.SURE``.
    """

    id: str
    proposition: str
    claims: tuple[Claim, ...]
    score: float = 1.0

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that carry it, in order, each once."""
        return tuple(dict.fromkeys(claim.article_id for claim in self.claims))

    @property
    def disputed(self) -> bool:
        """Whether one mention asserts what another denies."""
        return {"asserts", "denies"} <= {claim.stance for claim in self.claims}

    @property
    def notable(self) -> bool:
        """Whether there is something to compare: several articles carry it, or it is disputed within one."""
        return len(self.articles) > 1 or self.disputed


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two clusters that can't both be true; ``soft`` where a kind reading reconciles them."""

    clusters: tuple[str, str]
    kind: ConflictKind
    note: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles on one event, their claims, and how these stand to each other; shared and disputed clusters first."""

    articles: tuple[Article, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    clusters: tuple[Cluster, ...]
    conflicts: tuple[Conflict, ...]
    wordings: tuple[Wording, ...]
    origins: tuple[Origin, ...]
    copies: tuple[Copy, ...] = ()

    @property
    def labels(self) -> Mapping[str, str]:
        """The name each article is shown by: its outlet where known and its own alone, else its id."""
        taken = Counter(name for article in self.articles for name in {article.outlet, article.id})
        taken.update(RESERVED)
        names = {a.id: a.outlet if a.outlet and taken[a.outlet] == 1 else a.id for a in self.articles}
        return {id: f"{name} (article)" if name in RESERVED else name for id, name in names.items()}

    @property
    def ends(self) -> Mapping[str, str]:
        """The origin that each claim goes back to, by the claim's id; what an article says itself may have none."""
        return {id: origin.name for origin in self.origins for id in origin.claims}

    def matrix(self, *, held: bool = False) -> pd.DataFrame:
        """Claims by articles: a row a cluster (its id is the index), the proposition in ``claim``, a column an article.

        A cell holds "asserts", "denies", "unsure", several joined with "/", or "" where the article leaves it out. With
        ``held`` it has in brackets who does so, "asserts (Ann Lee, Herald)/denies"; nobody for the article itself.
        """
        labels, stances = self.labels, get_args(Stance)
        rows = []
        for cluster in self.clusters:
            cells: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
            for claim in cluster.claims:
                voice = claim.voice()
                cells[claim.article_id, claim.stance].update({voice.name: None} if held and voice else {})
            found = [[_cell(s, cells[id, s]) for s in stances if (id, s) in cells] for id in labels]
            rows.append([cluster.proposition, *map("/".join, found)])
        index = pd.Index([c.id for c in self.clusters], name="cluster", dtype="str")
        return pd.DataFrame(rows, index=index, columns=["claim", *labels.values()], dtype="str")


def _cell(stance: str, voices: Iterable[str]) -> str:
    named = ", ".join(voices)
    return f"{stance} ({named})" if named else stance


Progress = Callable[[Iterable[Article]], Iterable[Article]]


def compare_articles(
    articles: Iterable[Article], *, extract: Extract = extract_attributions, progress: Progress | None = None
) -> Comparison:
    """Compare articles on one event; they keep their order, and one alone gives its claims and no findings.

    ``extract`` reads the attributions off an article: another reader is another function. ``progress`` wraps the
    articles while they are read, which is where the time goes: ``progress=tqdm`` shows a bar.

    >>> from newsclaims.articles import make_article
    >>> here = make_article("a", "The bridge is closed, the mayor of the town said on Monday.")
    >>> there = make_article("b", "The mayor of the town said that the bridge is closed.")
    >>> [article.id for article in compare_articles([here, there]).articles]
    ['a', 'b']
    """
    articles = tuple(articles)
    attributions = [found for article in (progress or iter)(articles) for found in extract(article)]
    return compare_claims(articles, attributions, normalize_claims(articles, attributions))


def compare_claims(
    articles: Sequence[Article], attributions: Sequence[Attribution], claims: Sequence[Claim]
) -> Comparison:
    """Lay the claims of articles on one event side by side.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> from newsclaims.claims import normalize_claims
    >>> texts = "Lee said that the dam was safe.", "Police denied that the dam was safe."
    >>> articles = [make_article(f"a{n}", text) for n, text in enumerate(texts)]
    >>> found = [a for article in articles for a in extract_attributions(article)]
    >>> compare_claims(articles, found, normalize_claims(articles, found)).matrix().values.tolist()
    [['The dam was safe', 'asserts', 'denies']]
    """
    groups, clashes = group_claims(claims)
    dated = [of_a_day for group in groups for of_a_day in with_day(group)]
    claims = [*claims, *chain.from_iterable(dated)]
    clusters = _clusters(claims, [*groups, *dated])
    copies = find_copies(articles)
    return Comparison(
        tuple(articles),
        tuple(attributions),
        tuple(find_entities(articles)),
        tuple(claims),
        tuple(clusters),
        tuple(_conflicts(clusters, clashes)),
        tuple(find_wordings(articles, claims, [cluster.claims for cluster in clusters], attributions)),
        tuple(find_origins(articles, {cluster.id: cluster.claims for cluster in clusters}, copies)),
        tuple(copies),
    )


def _clusters(claims: Sequence[Claim], groups: Sequence[Sequence[Claim]]) -> list[Cluster]:
    """What is alike as clusters, the shared and the disputed first."""
    order = {claim.id: n for n, claim in enumerate(claims)}
    ranked = sorted(
        groups,
        key=lambda g: (-len({c.article_id for c in g}), -len({c.stance for c in g}), order[g[0].id]),
    )
    if not ranked:
        return []
    place, shown = speaking_for(claims), [_best(group) for group in ranked]
    left = np.array([place[words] for words, group in zip(shown, ranked, strict=True) for _ in group])
    right = np.array([place[claim.proposition] for group in ranked for claim in group])
    likely = np.where(left == right, 1.0, expit(Odds(claims)(left, right) - SURE))
    parts = np.split(likely, np.cumsum([len(group) for group in ranked])[:-1])
    return [
        Cluster(f"c{n:02}", words, tuple(group), round(float(part.mean()), 3))
        for n, (words, group, part) in enumerate(zip(shown, ranked, parts, strict=True), 1)
    ]


def _best(group: Sequence[Claim]) -> str:
    """The proposition that is nearest in meaning to those of its group, rather a whole sentence without pronouns, or
    else a piece without them; the shortest of those as near."""
    said = [claim.proposition for claim in group]
    distinct = sorted(set(said))
    vectors = embed(distinct)
    near = np.round((vectors @ vectors.T) @ np.array([said.count(words) for words in distinct]) / len(said), 3)

    def rank(n: int) -> tuple[bool, bool, float, int, str]:
        words = distinct[n]
        alone = not (PRONOUN.search(words) or OWNER.match(words))
        return alone and is_whole(words), alone, float(near[n]), -len(words), words

    return distinct[max(range(len(distinct)), key=rank)]


def _conflicts(
    clusters: Sequence[Cluster], clashes: Iterable[tuple[Sequence[Claim], Sequence[Claim]]]
) -> list[Conflict]:
    """Clusters that would be one but for a date or a number, and titles that one person can't hold at once.

    Who is to take up an office holds it later: "President-elect" and "President" are no conflict, "became president"
    is one. Numbers and dates that one article has both are of two things: the rate of one tax and that of another.
    """
    place = {claim.id: n for n, cluster in enumerate(clusters) for claim in cluster.claims}
    held: dict[str, list[tuple[str, Cluster]]] = defaultdict(list)
    for cluster in clusters:
        if title := cluster.claims[0].title:
            held[title.person].append((title.office.removesuffix("-elect"), cluster))
    titles = (pair for same in held.values() for pair in combinations(same, 2))
    elects = [cluster.claims for cluster in clusters if is_elect(cluster.claims[0])]
    made = [claim for cluster in clusters for claim in cluster.claims]
    pairs: list[tuple[Sequence[Claim], Sequence[Claim]]] = [
        (a.claims, b.claims) for (one, a), (other, b) in titles if one != other
    ]
    pairs += [(elect, [claim]) for elect in elects for claim in made if has_taken(claim, elect[0])]
    pairs += clashes
    found: dict[tuple[int, int], Conflict | None] = {}
    for sides in pairs:
        for x, y in _across(*sides):
            (a, x), (b, y) = sorted(((place[x.id], x), (place[y.id], y)), key=lambda side: side[0])
            if a != b and (a, b) not in found:
                apart = x.title or y.title or not _has_both(clusters[a], clusters[b])
                found[a, b] = _conflict(clusters[a].id, clusters[b].id, x, y) if apart else None
    return [conflict for pair in sorted(found) if (conflict := found[pair])]


def _has_both(one: Cluster, other: Cluster) -> bool:
    """Whether an article has, one in each of two clusters, what can't be the same."""
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in other.claims:
        own[claim.article_id].append(claim)
    return any(excluded(claim, beside) for claim in one.claims for beside in own.get(claim.article_id, ()))


def _across(one: Sequence[Claim], other: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The first two claims of different articles, one of each side, that both assert; none if there are none."""
    asserted = [[claim for claim in side if claim.stance == "asserts"] for side in (one, other)]
    firsts = ({claim.article_id: claim for claim in reversed(side)} for side in asserted)
    x, y = ([*reversed(first.values())][:2] for first in firsts)
    yield from [(a, b) for a in x for b in y if a.article_id != b.article_id][:1]


def _conflict(a: str, b: str, x: Claim, y: Claim) -> Conflict:
    """The conflict of two clusters, as two of their claims show it."""
    note = f"{in_words(x)} | {in_words(y)}"
    if x.title and y.title:
        return Conflict((a, b), "title", note, soft=not {x.title.office, y.title.office} <= HIGHEST)
    if x.title or y.title or is_over(x, y):
        return Conflict((a, b), "title", note, soft=True)
    numbers = contrary(x, y) or any(disjoint(p, q) for p in x.quantities for q in y.quantities)
    return Conflict((a, b), "number" if numbers else "date", note, soft=True)
