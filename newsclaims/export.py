"""A comparison as claims.json, the form in which claims of an event are exchanged and scored."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from newsclaims.articles import Article
from newsclaims.claims import Claim
from newsclaims.compare import Comparison, Conflict, Copy, Wording
from newsclaims.entities import Entity
from newsclaims.frames import quoted
from newsclaims.holders import Holder
from newsclaims.text import Span
from newsclaims.writing import check_spans, offsets, write_whole

Json = dict[str, Any]


def write_claims(comparison: Comparison, path: Path | str) -> Path:
    """Write articles, entities, claims, conflicts, wordings and boilerplate as one JSON object, an entry a line.

    A claim there is a cluster here: one proposition with its ``mentions``, each with spans (code points, half-open),
    the quote that they hold, holders by name from the one nearest the article inwards, and stance. ``event`` is the
    proposition of the first cluster. Raises ValueError if a span does not stand in its article.

    What the form has no place for stands under further keys, so that :func:`newsclaims.restore.read_claims` gives the
    comparison back:

    - of a claim its ``score``, from 0 to 1;
    - of a mention ``id``, and where there is something to tell ``proposition`` (if not the claim's text), ``who``
      (kind, place and confidence of each holder), ``speaker`` (the same behind the name), ``period`` (first day, day
      after the last, place), ``quantities`` (low, high, unit, place), ``title`` (person, office), ``steps`` (rule, what
      it gave, and what it took where that is not what the step before gave);
    - of an entity ``aliases``, ``roles`` and ``places``, the offsets of its mentions by article;
    - ``order``, the ids of the mentions in the order of the articles; ``origins``, with the ids of their ``mentions``;
      ``copies``, each with the ``earlier`` stretch.

    Texts and attributions are not in it: these have files of their own.

    >>> import tempfile
    >>> empty = Comparison((), (), (), (), (), (), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(write_claims(empty, Path(folder, "claims.json")).read_text(encoding="utf-8")[:13])
    {
    "event": ""
    """
    texts = {article.id: article.text for article in comparison.articles}
    event = {
        "event": comparison.clusters[0].proposition if comparison.clusters else "",
        "articles": {article.id: _article(article) for article in comparison.articles},
        "entities": [_entity(entity, texts) for entity in comparison.entities],
        "claims": [
            {"id": c.id, "text": c.proposition, "score": c.score}
            | {"mentions": [_mention(m, c.proposition, texts) for m in c.claims]}
            for c in comparison.clusters
        ],
        "conflicts": [_conflict(conflict) for conflict in comparison.conflicts],
        "wording": [_wording(wording, texts) for wording in comparison.wordings],
        "boilerplate": {article.id: _boilerplate(article) for article in comparison.articles},
        "order": [claim.id for claim in comparison.claims],
        "origins": [
            {"name": o.name, "claims": o.clusters, "articles": o.articles, "mentions": o.claims}
            for o in comparison.origins
        ],
        "copies": [_copy(copy, texts) for copy in comparison.copies],
    }
    return write_whole(
        path, "{\n" + ",\n".join(f"{_dump(key)}: {_lines(part)}" for key, part in event.items()) + "\n}\n"
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(part: Any) -> str:
    """A part of the event with a line for each of its entries; ids stand in one line."""
    if isinstance(part, dict) and part:
        return "{\n" + ",\n".join(f" {_dump(key)}: {_dump(value)}" for key, value in part.items()) + "\n}"
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return "[\n" + ",\n".join(f" {_dump(entry)}" for entry in part) + "\n]"
    return _dump(part)


def _article(article: Article) -> Json:
    date = article.published.isoformat() if article.published else None
    return {"outlet": article.outlet, "date": date, "title": article.title}


def _entity(entity: Entity, texts: Mapping[str, str]) -> Json:
    """Surface forms are distinct and in text order, articles in the order of the comparison."""
    mentions: dict[str, dict[str, None]] = {id: {} for id in texts}
    for id, span in sorted(entity.mentions, key=lambda mention: mention[1]):
        check_spans(texts, id, [span])
        mentions[id][span.text] = None
    forms = {id: list(names) for id, names in mentions.items() if names}
    places = [[id, *offsets(span for _, span in found)] for id, found in groupby(entity.mentions, lambda m: m[0])]
    entry = {"name": entity.name, "kind": entity.kind, "mentions": forms}
    return entry | {"aliases": entity.aliases, "roles": entity.roles, "places": places}


def _mention(claim: Claim, text: str, texts: Mapping[str, str]) -> Json:
    check_spans(texts, claim.article_id, claim.spans)
    told: Json = {
        "proposition": claim.proposition if claim.proposition != text else None,
        "who": [_held(holder)[1:] for holder in claim.holders],
        "speaker": _held(claim.speaker) if claim.speaker else None,
        "period": [str(claim.period.start), str(claim.period.end), *_at(claim.period.span)] if claim.period else None,
        "quantities": [[q.low, q.high, q.unit, *_at(q.span)] for q in claim.quantities],
        "title": [claim.title.person, claim.title.office] if claim.title else None,
        "steps": _steps(claim, texts[claim.article_id]),
    }
    return {
        "article": claim.article_id,
        "spans": offsets(claim.spans),
        "quote": quoted(claim.spans),
        "holders": [holder.name for holder in claim.holders],
        "stance": claim.stance,
        "id": claim.id,
    } | {key: value for key, value in told.items() if value}


def _at(span: Span | None) -> list[int | None]:
    return [span.start, span.end] if span else [None, None]


def _held(holder: Holder) -> list[Any]:
    return [holder.name, holder.kind, *_at(holder.source), holder.confidence]


def _steps(claim: Claim, text: str) -> list[list[str]]:
    """Rule and result of each step, and what it was applied to where that is not what came before it."""
    steps, before = [], words(claim.spans, text)
    for step in claim.steps:
        steps.append([step.rule, step.after, *([step.before] if step.before != before else [])])
        before = step.after
    return steps


def words(spans: Sequence[Span], text: str) -> str:
    """What the steps of a claim begin with."""
    return text[spans[0].start : spans[-1].end] if spans else ""


def _conflict(conflict: Conflict) -> Json:
    entry = {"claims": conflict.clusters, "kind": conflict.kind, "note": conflict.note}
    return entry | {"soft": True} if conflict.soft else entry


def _wording(wording: Wording, texts: Mapping[str, str]) -> Json:
    variants = []
    for variant in wording.variants:
        check_spans(texts, variant.article_id, variant.spans)
        place = {"article": variant.article_id, "spans": offsets(variant.spans), "quote": quoted(variant.spans)}
        variants.append(place)
    note = f"one utterance in {len(variants)} renderings"
    return {"note": note, "speaker": wording.speaker, "variants": variants}


def _copy(copy: Copy, texts: Mapping[str, str]) -> Json:
    check_spans(texts, copy.article_id, [copy.span])
    check_spans(texts, copy.earlier_id, [copy.earlier])
    places = {"article": copy.article_id, "span": _at(copy.span), "quote": copy.span.text}
    return places | {"earlier": [copy.earlier_id, *_at(copy.earlier)], "share": copy.share}


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
