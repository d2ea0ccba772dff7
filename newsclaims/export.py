"""Comparisons leave the package as one JSON object, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsclaims.articles import Article
from newsclaims.claims import Claim
from newsclaims.compare import Comparison, Conflict, Wording
from newsclaims.entities import Entity
from newsclaims.frames import quoted
from newsclaims.tables import write_tables
from newsclaims.writing import check_spans, offsets, write_whole

__all__ = ["write_claims", "write_tables"]


def write_claims(comparison: Comparison, path: Path | str) -> Path:
    """Write articles, entities, claims, conflicts, wordings and boilerplate as one JSON object.

    A claim there is a cluster here: one proposition with its ``mentions``, each with spans (code points, half-open),
    the quote that they hold, holders by name from the one nearest the article inwards, and stance. ``event`` is the
    proposition of the first cluster. Raises ValueError if a span does not stand in its article.

    >>> import tempfile
    >>> empty = Comparison((), (), (), (), (), (), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(write_claims(empty, Path(folder, "claims.json")).read_text(encoding="utf-8")[:14])
    {
     "event": ""
    """
    texts = {article.id: article.text for article in comparison.articles}
    event = {
        "event": comparison.clusters[0].proposition if comparison.clusters else "",
        "articles": {article.id: _article(article) for article in comparison.articles},
        "entities": [_entity(entity, texts) for entity in comparison.entities],
        "claims": [
            {"id": cluster.id, "text": cluster.proposition, "mentions": [_mention(c, texts) for c in cluster.claims]}
            for cluster in comparison.clusters
        ],
        "conflicts": [_conflict(conflict) for conflict in comparison.conflicts],
        "wording": [_wording(wording, texts) for wording in comparison.wordings],
        "boilerplate": {article.id: _boilerplate(article) for article in comparison.articles},
    }
    return write_whole(path, json.dumps(event, ensure_ascii=False, indent=1) + "\n")


def _article(article: Article) -> dict[str, Any]:
    date = article.published.isoformat() if article.published else None
    return {"outlet": article.outlet, "date": date, "title": article.title}


def _entity(entity: Entity, texts: Mapping[str, str]) -> dict[str, Any]:
    """Surface forms are distinct and in text order, articles in the order of the comparison."""
    mentions: dict[str, dict[str, None]] = {id: {} for id in texts}
    for id, span in sorted(entity.mentions, key=lambda mention: mention[1]):
        check_spans(texts, id, [span])
        mentions[id][span.text] = None
    forms = {id: list(names) for id, names in mentions.items() if names}
    return {"name": entity.name, "kind": entity.kind, "mentions": forms}


def _mention(claim: Claim, texts: Mapping[str, str]) -> dict[str, Any]:
    check_spans(texts, claim.article_id, claim.spans)
    return {
        "article": claim.article_id,
        "spans": offsets(claim.spans),
        "quote": quoted(claim.spans),
        "holders": [holder.name for holder in claim.holders],
        "stance": claim.stance,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    entry = {"claims": list(conflict.clusters), "kind": conflict.kind, "note": conflict.note}
    return entry | {"soft": True} if conflict.soft else entry


def _wording(wording: Wording, texts: Mapping[str, str]) -> dict[str, Any]:
    variants = []
    for variant in wording.variants:
        check_spans(texts, variant.article_id, variant.spans)
        place = {"article": variant.article_id, "spans": offsets(variant.spans), "quote": quoted(variant.spans)}
        variants.append(place)
    note = f"one utterance in {len(variants)} renderings"
    return {"note": note, "speaker": wording.speaker, "variants": variants}


def _boilerplate(article: Article) -> list[list[int]]:
    """What is neither title nor body, neighbours in one stretch."""
    stretches: list[list[int]] = []
    follows = False
    for block in article.blocks:
        aside = block.kind in ("caption", "boilerplate")
        if aside:
            check_spans({article.id: article.text}, article.id, [block.span])
            if follows:
                stretches[-1][1] = block.span.end
            else:
                stretches.append([block.span.start, block.span.end])
        follows = aside
    return stretches
