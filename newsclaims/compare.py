"""Claims of several articles laid side by side: carried, denied, hedged, reworded, in conflict, left out."""

from __future__ import annotations

import math
import re
from calendar import month_name
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import lil_array
from scipy.spatial.distance import squareform

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.cues import stem
from newsclaims.entities import MEDIA_REPORTS, Entity, find_entities
from newsclaims.quantities import disjoint
from newsclaims.text import Span

ConflictKind = Literal["number", "date", "name", "title", "place", "attribution", "fact"]
EditKind = Literal["same", "inserted", "deleted", "replaced"]

# Claims join while their average likeness stays above this. Swept over 0.28-0.46 on the gold of four events: F1 of
# cells 61, 63, 64, 63, 64, 63 on average, of shared ones 55, 55, 54, 51, 50, 50.
JOIN = 0.35
# How much further apart an assertion and a denial are, unless they say the same to the word: a dispute that is shown
# must be one. Swept over 0.0-0.3: shared F1 54, 56 (0.05), 57 (0.1), 56; disputed 6 of 10 found right, then 6 of 7.
OPPOSED = 0.1
SAME = 1e-9
# Renderings in one cluster are of one utterance above this likeness of their words. Swept over 0.1-0.4 on the same
# events: wording F1 45, 46, 46 (0.3), 46, 43 on average.
RENDERING = 0.3
FUNCTION_WORDS = frozenset(
    "a an the this that these those and or but nor so as if of in on at to for from with by about into over under after"
    " before"
    " be am is are was were been being have has had do does did will would shall should can could may might must not no"
    " he she it they them him her his its their i we you our my your who which what there here also then than such any"
    " some"
    " more most other both all each very just only now still later further said say told tell mr mrs ms between against"
    " during amid while since until because when where however though although alleged allegedly reported reportedly"
    " apparently supposedly disputed".split()
)
PRONOUN = re.compile(r"\b(?:I|we|you|he|she|they|him|them|this|who|which)\b", re.IGNORECASE)
Place = tuple[str, int]
DAY = re.compile(rf"\b(?:on )?\d{{1,2}} (?:{'|'.join(month_name[1:])}) \d{{4}}\b")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that assert or deny the same thing, in the order of their articles."""

    id: str
    proposition: str
    claims: tuple[Claim, ...]

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
class Variant:
    """One article's rendering of an utterance."""

    article_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One utterance, carried in different words; ``speaker`` is None where no article names one."""

    speaker: str | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a word-by-word alignment: ``before`` in the one rendering became ``after`` in the other."""

    kind: EditKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where claims come from when the holder chain is followed to its end: who, which clusters, which articles."""

    name: str
    clusters: tuple[str, ...]
    articles: tuple[str, ...]


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

    @property
    def labels(self) -> Mapping[str, str]:
        """The name each article is shown by: its outlet where known and its own alone, else its id."""
        taken = Counter(name for article in self.articles for name in {article.outlet, article.id})
        return {a.id: a.outlet if a.outlet and taken[a.outlet] == 1 else a.id for a in self.articles}

    def matrix(self) -> pd.DataFrame:
        """Claims by articles: a row a cluster (its id is the index), the proposition in ``claim``, a column an article.

        A cell holds "asserts", "denies", "unsure", several joined with "/", or "" where the article leaves it out.
        """
        labels = self.labels
        rows = [
            [c.proposition, *("/".join(sorted({m.stance for m in c.claims if m.article_id == a})) for a in labels)]
            for c in self.clusters
        ]
        index = pd.Index([c.id for c in self.clusters], name="cluster", dtype="str")
        return pd.DataFrame(rows, index=index, columns=["claim", *labels.values()], dtype="str")


def compare_claims(
    articles: Sequence[Article], attributions: Sequence[Attribution], claims: Sequence[Claim]
) -> Comparison:
    """Lay the claims of articles on one event side by side."""
    clusters = _clusters(claims)
    return Comparison(
        tuple(articles),
        tuple(attributions),
        tuple(find_entities(articles)),
        tuple(claims),
        tuple(clusters),
        tuple(_conflicts(clusters)),
        tuple(_wordings(claims, clusters, attributions)),
        tuple(_origins(clusters)),
    )


@cache
def key_words(words: str) -> frozenset[str]:
    """The stems of the words that carry meaning, and the figures; without days, which claims are not alike for.

    >>> sorted(key_words("The minister denied the reports of 50,000 troops."))
    ['50,000', 'deni', 'minist', 'report', 'troop']
    """
    words = DAY.sub("", re.sub(r"['’]s\b", "", re.sub(r"(?<=[a-z])-(?=[A-Z])", " ", words)))
    found = re.findall(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[-.'’][^\W\d_]+)*", words)
    found = [w.replace(".", "") if w.isupper() else w for w in found]
    return frozenset(stem(w) for w in found if w.lower() not in FUNCTION_WORDS)


class Likeness:
    """How alike two claims of an event are, from 0 to 1: the words both have, the rarer the weightier."""

    def __init__(self, claims: Sequence[Claim]):
        self._claims = claims
        once = {claim.proposition for claim in claims}
        seen = Counter(word for proposition in once for word in key_words(proposition))
        self._weight = {word: math.log(1 + len(once) / n) for word, n in sorted(seen.items())}

    def weight(self, words: frozenset[str]) -> float:
        """The weight of a set of stems."""
        return math.fsum(self._weight.get(word, 1.0) for word in words)

    def __call__(self, a: str, b: str) -> float:
        """The weighted share of words that both have, midway between that of all words and of the shorter one's."""
        x, y = key_words(a), key_words(b)
        both = self.weight(x & y)
        if not both:
            return 0.0
        return min(1.0, both / math.sqrt(self.weight(x | y) * min(self.weight(x), self.weight(y))))

    def distances(self) -> NDArray[np.float64]:
        """How far apart all pairs of claims are, as scipy's condensed matrix.

        One minus their likeness, more for opposed stances, 2 for claims that exclude each other.
        """
        column = {word: n for n, word in enumerate(self._weight)}
        weight = np.array(list(self._weight.values()))
        has = lil_array((len(self._claims), len(column)))
        for n, claim in enumerate(self._claims):
            for word in key_words(claim.proposition):
                has[n, column[word]] = 1.0
        rows = has.tocsr()
        both = (rows * weight @ rows.T).toarray()
        own = both.diagonal()
        with np.errstate(invalid="ignore"):
            bounds = np.sqrt((own[:, None] + own - both) * np.minimum(own[:, None], own))
            far = 1 - np.nan_to_num(np.minimum(1, both / bounds))
        side = np.array([{"asserts": 1, "denies": -1, "unsure": 0}[claim.stance] for claim in self._claims])
        far += OPPOSED * ((np.outer(side, side) < 0) & (far > SAME))
        bound = [n for n, c in enumerate(self._claims) if c.period or c.quantities or c.title]
        for n in bound:
            for m in range(len(self._claims)) if self._claims[n].title else bound:
                if n != m and _excluded(self._claims[n], self._claims[m]):
                    far[n, m] = far[m, n] = 2.0
        np.fill_diagonal(far, 0)
        return squareform(far, checks=False)


def _excluded(a: Claim, b: Claim) -> bool:
    """Whether two claims can't be the same: their dates or their numbers of one unit rule each other out, or they give
    titles, which are the same only to the letter."""
    if a.title or b.title:
        return a.title != b.title
    if a.period and b.period and disjoint(a.period, b.period):
        return True
    return any(x.unit == y.unit and x.unit is not None and disjoint(x, y) for x in a.quantities for y in b.quantities)


def _clusters(claims: Sequence[Claim]) -> list[Cluster]:
    """Claims joined by average likeness, those that exclude each other never; the shared and the disputed first."""
    groups: dict[int, list[Claim]] = defaultdict(list)
    numbers = [0] * len(claims)
    if len(claims) > 1:
        tree = linkage(Likeness(claims).distances(), method="average")
        numbers = fcluster(tree, t=1 - JOIN, criterion="distance").tolist()
    for number, claim in zip(numbers, claims, strict=True):
        groups[number].append(claim)
    order = {claim.id: n for n, claim in enumerate(claims)}
    ranked = sorted(
        groups.values(), key=lambda g: (-len({c.article_id for c in g}), -len({c.stance for c in g}), order[g[0].id])
    )
    return [Cluster(f"c{n:02}", _best(group), tuple(group)) for n, group in enumerate(ranked, 1)]


def _best(group: Sequence[Claim]) -> str:
    """The proposition that says most of what its group says in the fewest words, rather one without pronouns."""
    shared = Counter(word for claim in group for word in key_words(claim.proposition))
    return max(
        (claim.proposition for claim in group),
        key=lambda p: (not PRONOUN.search(p), sum(shared[w] - len(group) / 2 for w in key_words(p)), -len(p), p),
    )


def _conflicts(clusters: Sequence[Cluster]) -> list[Conflict]:
    """Clusters that would be one but for a date or a number, and titles that one person can't hold at once."""
    like = Likeness([claim for cluster in clusters for claim in cluster.claims])
    found = []
    bound = [c for c in clusters if any(m.period or m.quantities or m.title for m in c.claims)]
    for a, b in combinations(bound, 2):
        pair = _clashing(a, b)
        if pair is None:
            continue
        x, y = pair
        note = f"{_words(x)} | {_words(y)}"
        if x.title and y.title:
            elect = x.title.office.removesuffix("-elect") == y.title.office.removesuffix("-elect")
            found.append(Conflict((a.id, b.id), "title", note, soft=elect))
        elif like(a.proposition, b.proposition) >= JOIN:
            dates = x.period is not None and y.period is not None and disjoint(x.period, y.period)
            found.append(Conflict((a.id, b.id), "date" if dates else "number", note, soft=True))
    return found


def _clashing(a: Cluster, b: Cluster) -> tuple[Claim, Claim] | None:
    """Two claims of different articles, one of each cluster, that exclude each other; None if there are none."""
    for x in a.claims:
        for y in b.claims:
            one = x.title.person == y.title.person if x.title and y.title else not (x.title or y.title)
            if one and x.article_id != y.article_id and _excluded(x, y):
                return x, y
    return None


def _wordings(
    claims: Sequence[Claim], clusters: Sequence[Cluster], attributions: Sequence[Attribution]
) -> list[Wording]:
    """Renderings of one utterance in several articles: what clusters' claims say in words near enough to be one's.

    Claims that stand in the same quotations of two articles are renderings of one utterance together.
    """
    like = Likeness(claims)
    quoted: dict[str, list[Span]] = defaultdict(list)
    for attribution in attributions:
        if attribution.kind in {"direct", "unmarked"}:
            quoted[attribution.article_id] += attribution.content
    found: dict[frozenset[Place], list[Claim]] = {}
    for cluster in clusters:
        rest = list({(c.article_id, c.spans): c for c in cluster.claims if _in_own_words(c)}.values())
        while rest:
            group = [rest.pop(0)]
            for other in list(rest):
                if any(like(_words(member), _words(other)) >= RENDERING for member in group):
                    group.append(other)
                    rest.remove(other)
            places = frozenset(_place(c, quoted[c.article_id]) for c in group)
            same = next((k for k in found if len({article for article, _ in places & k}) > 1), places)
            found[same | places] = found.pop(same, []) + group
    return [w for group in found.values() if (w := _wording(group, quoted)) is not None]


def _in_own_words(claim: Claim) -> bool:
    """Whether somebody is said to have put it so: not what others are said to report, nor a report that is denied."""
    rules = {step.rule for step in claim.steps}
    denied_report = claim.stance == "denies" and not rules & {"positive form", "stands for"}
    return bool(claim.holders) and claim.holders[-1].name != MEDIA_REPORTS and not denied_report


def _place(claim: Claim, quoted: Sequence[Span]) -> Place:
    """The quotation that a claim stands in, by article and offset; its own offset where it stands in none."""
    start = claim.spans[0].start
    return claim.article_id, next((q.start for q in quoted if q.start <= start < q.end), start)


def _wording(group: Sequence[Claim], quoted: Mapping[str, Sequence[Span]]) -> Wording | None:
    """The wording of a group of claims, those of one quotation in one variant; None if all words are the same."""
    pieces: dict[Place, list[Span]] = defaultdict(list)
    for claim in group:
        pieces[_place(claim, quoted[claim.article_id])] += claim.spans
    variants = tuple(Variant(article, tuple(sorted(set(spans)))) for (article, _), spans in pieces.items())
    texts = {re.sub(r"\W+", " ", " ".join(s.text for s in v.spans)).strip().lower() for v in variants}
    if len(texts) < 2 or len({v.article_id for v in variants}) < 2:
        return None
    return Wording(Counter(c.holders[-1].name for c in group).most_common(1)[0][0], variants)


def _words(claim: Claim) -> str:
    return " ".join(span.text for span in claim.spans)


def _origins(clusters: Sequence[Cluster]) -> list[Origin]:
    """Each innermost holder with the clusters and articles that go back to it, the most relied on first."""
    found: dict[str, tuple[str, dict[str, None], dict[str, None]]] = {}  # "Police" and "police" are one
    for cluster in clusters:
        for claim in cluster.claims:
            if claim.holders:
                name = claim.holders[-1].name
                _, where, who = found.setdefault(name.casefold(), (name, {}, {}))
                where[cluster.id] = who[claim.article_id] = None
    origins = [Origin(name, tuple(where), tuple(who)) for name, where, who in found.values()]
    return sorted(origins, key=lambda o: (-len(o.articles), -len(o.clusters), o.name))


def align(before: str, after: str) -> list[Edit]:
    """The words of two renderings, aligned word by word; unchanged words are edits of kind "same".

    >>> [(e.kind, e.before, e.after) for e in align("the most vivid example", "the most obvious example")]
    [('same', 'the most', 'the most'), ('replaced', 'vivid', 'obvious'), ('same', 'example', 'example')]
    """
    x, y = before.split(), after.split()
    kinds: dict[str, EditKind] = {"equal": "same", "insert": "inserted", "delete": "deleted", "replace": "replaced"}
    plain = [[re.sub(r"\W", "", word).lower() or word for word in words] for words in (x, y)]
    return [
        Edit(kinds[tag], " ".join(x[a:b]), " ".join(y[c:d]))
        for tag, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes()
    ]


def show_edits(edits: Sequence[Edit]) -> str:
    """``[-left out-]{+put in+}`` between the words that both have.

    >>> show_edits(align("the most vivid example", "the most obvious example"))
    'the most [-vivid-]{+obvious+} example'
    """
    parts = []
    for edit in edits:
        if edit.kind == "same":
            parts.append(edit.after)
        else:
            parts.append((f"[-{edit.before}-]" if edit.before else "") + (f"{{+{edit.after}+}}" if edit.after else ""))
    return " ".join(parts)
