"""Who is named where in which article."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from newsclaims.entities import Entity
from newsclaims.text import Span


class Names:
    """Looks up who is named where."""

    def __init__(self, entities: Sequence[Entity]):
        self._at: dict[str, list[tuple[Span, Entity]]] = defaultdict(list)
        for entity in entities:
            for article_id, span in entity.mentions:
                self._at[article_id].append((span, entity))
        for found in self._at.values():
            found.sort(key=lambda pair: pair[0])
        self._starts = {article_id: [span.start for span, _ in found] for article_id, found in self._at.items()}

    def of(self, article_id: str) -> Sequence[tuple[Span, Entity]]:
        """All mentions of an article, in text order."""
        return self._at.get(article_id, [])

    def within(self, article_id: str, start: int, end: int) -> list[tuple[Span, Entity]]:
        """The mentions inside ``start:end``, in text order."""
        return [(span, entity) for span, entity in self.opening(article_id, start, end) if span.end <= end]

    def opening(self, article_id: str, start: int, end: int) -> list[tuple[Span, Entity]]:
        """The mentions that open inside ``start:end``, in text order."""
        starts = self._starts.get(article_id, [])
        return self._at[article_id][bisect_left(starts, start) : bisect_left(starts, end)]

    def at(self, article_id: str, span: Span) -> Entity | None:
        """The entity whose name stands at just this span; None if none does."""
        return next((e for s, e in self.within(article_id, span.start, span.end) if s == span), None)

    def last_before(self, article_id: str, at: int, kinds: frozenset[str]) -> Entity | None:
        """The entity of one of these kinds that was named last before ``at``; None if there is none."""
        return next((e for s, e in reversed(self._at[article_id]) if s.end <= at and e.kind in kinds), None)
