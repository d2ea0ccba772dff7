"""A comparison comes back from the claims.json that it was written to."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim, Step, Title
from newsclaims.compare import Cluster, Comparison, Conflict, Copy, Origin, Variant, Wording
from newsclaims.entities import Entity
from newsclaims.export import words
from newsclaims.frames import PIECES, quoted
from newsclaims.holders import Holder
from newsclaims.periods import Period
from newsclaims.quantities import Quantity
from newsclaims.text import Span

Json = dict[str, Any]


def read_claims(path: Path | str, articles: Sequence[Article], attributions: Iterable[Attribution] = ()) -> Comparison:
    """The comparison that :func:`newsclaims.export.write_claims` wrote, given its articles and their attributions.

    A file in the same form that was made by others can be read, too: what it does not say is left out. Raises
    ValueError if the articles don't hold the words that the file quotes.

    >>> import tempfile
    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> from newsclaims.export import write_claims
    >>> found = compare_articles([make_article("a", "Ann Lee said that the dam is safe.")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_claims(found, Path(folder, "claims.json"))
    ...     read_claims(path, found.articles, found.attributions) == found
    True
    """
    event = json.loads(Path(path).read_text(encoding="utf-8"))
    reader = _Reader({article.id: article.text for article in articles})
    clusters = tuple(reader.cluster(entry) for entry in event["claims"])
    claims = {claim.id: claim for cluster in clusters for claim in cluster.claims}
    return Comparison(
        tuple(articles),
        tuple(attributions),
        tuple(reader.entity(entry) for entry in event.get("entities", [])),
        tuple(claims[id] for id in event.get("order", claims)),
        clusters,
        tuple(
            Conflict(tuple(entry["claims"]), entry["kind"], entry["note"], entry.get("soft", False))
            for entry in event.get("conflicts", [])
        ),
        tuple(reader.wording(entry) for entry in event.get("wording", [])),
        tuple(
            Origin(entry["name"], *(tuple(entry[part]) for part in ("claims", "articles", "mentions")))
            for entry in event.get("origins", [])
        ),
        tuple(reader.copy(entry) for entry in event.get("copies", [])),
    )


class _Reader:
    """Makes records of the entries of a file, with words cut from the articles' texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def span(self, article_id: str, start: int, end: int) -> Span:
        if article_id not in self.texts:
            raise ValueError(f"the file speaks of article {article_id!r}, which is not among {sorted(self.texts)}")
        return Span.cut(self.texts[article_id], start, end)

    def spans(self, entry: Json) -> tuple[Span, ...]:
        """The spans of a mention or a variant, which must hold what is quoted."""
        places = entry["spans"] if "spans" in entry else self._places(entry)
        spans = tuple(self.span(entry["article"], *place) for place in places)
        if "quote" in entry and quoted(spans) != entry["quote"]:
            raise ValueError(
                f"article {entry['article']!r} reads {quoted(spans)!r} at {places}, and the file quotes "
                f"{entry['quote']!r}: give the articles that it was written with"
            )
        return spans

    def _places(self, entry: Json) -> list[tuple[int, int]]:
        """Where the pieces of a quote stand that comes without offsets: each at its first place."""
        text = self.texts.get(entry["article"], "")
        starts = [(text.find(piece), len(piece)) for piece in entry["quote"].split(PIECES)]
        return [(start, start + length) for start, length in starts if start >= 0]

    def holder(self, article_id: str, held: Sequence[Any]) -> Holder:
        name, kind, start, end, confidence = held
        return Holder(name, kind, None if start is None else self.span(article_id, start, end), confidence)

    def cluster(self, entry: Json) -> Cluster:
        return Cluster(
            entry["id"],
            entry["text"],
            tuple(
                self.claim(mention, entry["text"], f"{entry['id']}.{n}") for n, mention in enumerate(entry["mentions"])
            ),
            float(entry.get("score", 1)),
        )

    def claim(self, entry: Json, text: str, id: str) -> Claim:
        """One mention; in a file of others' its ``id`` is the claim's with a number."""
        article_id, spans = entry["article"], self.spans(entry)
        who = entry.get("who", [["other", None, None, 1.0]] * len(entry["holders"]))
        period, title, speaker = (entry.get(key) for key in ("period", "title", "speaker"))
        steps, before = list[Step](), words(spans, self.texts[article_id])
        for rule, after, *other in entry.get("steps", []):
            steps.append(Step(rule, other[0] if other else before, after))
            before = after
        return Claim(
            entry.get("id", id),
            article_id,
            spans,
            entry.get("proposition", text),
            tuple(self.holder(article_id, [name, *more]) for name, more in zip(entry["holders"], who, strict=True)),
            entry["stance"],
            self.period(article_id, *period) if period else None,
            tuple(
                Quantity(low, high, unit, self.span(article_id, *place))
                for low, high, unit, *place in entry.get("quantities", [])
            ),
            tuple(steps),
            Title(*title) if title else None,
            self.holder(article_id, speaker) if speaker else None,
        )

    def period(self, article_id: str, first: str, end: str, *place: int) -> Period:
        return Period(dt.date.fromisoformat(first), dt.date.fromisoformat(end), self.span(article_id, *place))

    def entity(self, entry: Json) -> Entity:
        places = entry.get("places", [])
        mentions = tuple((id, self.span(id, *place)) for id, *own in places for place in own)
        aliases, roles = (tuple(entry.get(part, [])) for part in ("aliases", "roles"))
        return Entity(entry["name"], entry["kind"], aliases, roles, mentions)

    def wording(self, entry: Json) -> Wording:
        variants = tuple(Variant(variant["article"], self.spans(variant)) for variant in entry["variants"])
        return Wording(entry["speaker"], variants)

    def copy(self, entry: Json) -> Copy:
        (span,), (earlier, *place) = self.spans(entry | {"spans": [entry["span"]]}), entry["earlier"]
        return Copy(entry["article"], span, earlier, self.span(earlier, *place), entry["share"])
