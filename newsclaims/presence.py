"""Which articles surely have a claim, and which have something like it: what findings may say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from newsclaims.claims import Claim
from newsclaims.compare import Cluster, Comparison, Likeness
from newsclaims.grouping import OPPOSED
from newsclaims.likeness import SURE, Odds, speaking_for
from newsclaims.wordpieces import Ints

# A claim is left out only if nothing in the article is as like it as this, well below what joins claims: of the 15
# omissions then printed on four events a reader grants 13.
NEARLY = 0.2


class Presence:
    """Looks up which articles surely have a claim, which have something like it, and what surely is in dispute.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> texts = ["The dam is safe, Lee said.", "The dam is safe, police said.", "Schools reopened after the flood."]
    >>> comparison = compare_articles([make_article(f"a{n}", text) for n, text in enumerate(texts)])
    >>> presence, safe = Presence(comparison), comparison.clusters[0]
    >>> [claim.article_id for claim in presence.sure(safe)], presence.nearly("a2", safe)
    (['a0', 'a1'], False)
    """

    def __init__(self, comparison: Comparison) -> None:
        self._like = Likeness(comparison.claims).matrix()
        self._odds, self._clusters = Odds(comparison.claims), comparison.clusters
        self._rows = speaking_for(comparison.claims)
        self._columns: dict[str, list[int]] = defaultdict(list)
        for n, claim in enumerate(comparison.claims):
            self._columns[claim.article_id].append(n)

    def nearly(self, article_id: str, cluster: Cluster) -> bool:
        """Whether an article has a claim whose words are nearly those of a cluster's."""
        like = self._like[self._rows[cluster.proposition], self._columns[article_id]]
        return bool(like.size) and float(like.max()) >= NEARLY

    @cached_property
    def _sure(self) -> set[str]:
        """The ids of the claims that surely say what the proposition of their cluster does."""
        pairs = [(cluster.proposition, claim) for cluster in self._clusters for claim in cluster.claims]
        shown = np.array([self._rows[words] for words, _ in pairs], dtype=np.int64)
        odds = self._odds(shown, self._places([claim for _, claim in pairs]))
        return {claim.id for (_, claim), value in zip(pairs, odds, strict=True) if value >= SURE}

    def sure(self, cluster: Cluster) -> list[Claim]:
        """The claims of a cluster that surely say what its proposition does."""
        return [claim for claim in cluster.claims if claim.id in self._sure]

    def disputed(self, asserted: Sequence[Claim], denied: Sequence[Claim]) -> bool:
        """Whether something that is asserted surely is what is denied."""
        one, other = self._places(asserted), self._places(denied)
        odds = self._odds(np.repeat(one, len(other)), np.tile(other, len(one)))
        return bool(odds.size) and float(odds.max()) >= SURE + OPPOSED

    def _places(self, claims: Sequence[Claim]) -> Ints:
        return np.array([self._rows[claim.proposition] for claim in claims], dtype=np.int64)
