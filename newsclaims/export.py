"""Comparisons leave the package in open formats: JSON, JSON Lines and CSV, each written whole or not at all."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.compare import Comparison, Conflict, Origin, Variant, Wording
from newsclaims.entities import Entity
from newsclaims.findings import Evidence, Finding
from newsclaims.frames import quoted, to_frame
from newsclaims.text import Span

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what makes a spreadsheet compute a cell (OWASP, "CSV Injection")


def write_whole(path: Path | str, text: str) -> Path:
    r"""Write ``text`` as UTF-8 with ``\n`` line ends, so that the file is never seen half written; make its folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "out", "note.txt"), "The mayor said no.").read_text(encoding="utf-8")
    'The mayor said no.'
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text.encode("utf-8"))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


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


def write_attributions(articles: Iterable[Article], attributions: Iterable[Attribution], path: Path | str) -> Path:
    r"""Write one JSON object a line for each article, those without attributions too.

    Each role is a list of ``[start, end]``; ``parent`` is the place in the article's list of the attribution that this
    one lies in, null for an outer one or one whose parent is not among those given. Raises ValueError if a span does
    not stand in its article.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_attributions([Article("a", "No news.")], [], Path(folder, "attributions.jsonl"))
    ...     path.read_text(encoding="utf-8")
    '{"article": "a", "attributions": []}\n'
    """
    of: dict[str, list[Attribution]] = {article.id: [] for article in articles}
    texts = {article.id: article.text for article in articles}
    for attribution in attributions:
        check_spans(texts, attribution.article_id, (*attribution.source, *attribution.cue, *attribution.content))
        of[attribution.article_id].append(attribution)
    lines = [
        json.dumps({"article": id, "attributions": _relations(found)}, ensure_ascii=False) for id, found in of.items()
    ]
    return write_whole(path, "".join(line + "\n" for line in lines))


def write_tables(comparison: Comparison, findings: Sequence[Finding], folder: Path | str) -> list[Path]:
    """Write matrix, claims, attributions, entities, conflicts, wordings, origins and findings as CSV files.

    Text is quoted, numbers and what is missing are not. A text cell that a spreadsheet would take for a formula gets an
    apostrophe in front, as the spreadsheets' own escape: take it off before comparing such a cell with the articles.
    Raises ValueError if a span does not stand in its article.
    """
    texts = {article.id: article.text for article in comparison.articles}
    for claim in comparison.claims:
        check_spans(texts, claim.article_id, claim.spans)
    for attribution in comparison.attributions:
        check_spans(texts, attribution.article_id, (*attribution.source, *attribution.cue, *attribution.content))
    places: list[Variant | Evidence] = [variant for wording in comparison.wordings for variant in wording.variants]
    places += [evidence for finding in findings for evidence in finding.evidence]
    for place in places:
        check_spans(texts, place.article_id, place.spans)
    clusters = {claim.id: cluster.id for cluster in comparison.clusters for claim in cluster.claims}
    claims = to_frame(comparison.claims, record=Claim)
    claims.insert(1, "cluster", claims["id"].map(clusters).astype("str"))
    tables = {
        "matrix": _matrix(comparison),
        "claims": claims,
        "attributions": to_frame(comparison.attributions, record=Attribution),
        "entities": to_frame(comparison.entities, record=Entity),
        "conflicts": to_frame(comparison.conflicts, record=Conflict),
        "wordings": to_frame(comparison.wordings, record=Wording),
        "origins": to_frame(comparison.origins, record=Origin),
        "findings": to_frame(findings, record=Finding),
    }
    return [write_whole(Path(folder, f"{name}.csv"), _csv(frame)) for name, frame in tables.items()]


def check_spans(texts: Mapping[str, str], article_id: str, spans: Iterable[Span]) -> None:
    """Raise ValueError unless the article is there and reads so at each span.

    >>> check_spans({"a": "The mayor said no."}, "a", [Span(4, 9, "major")])
    Traceback (most recent call last):
    ValueError: article 'a' reads 'mayor' at 4:9, not 'major': export it with the text that the spans were cut from
    """
    if article_id not in texts:
        raise ValueError(f"a span of article {article_id!r}, which is not among {sorted(texts)}: export them together")
    text = texts[article_id]
    for span in spans:
        if not span.stands_in(text):
            raise ValueError(
                f"article {article_id!r} reads {text[span.start : span.end]!r} at {span.start}:{span.end}, "
                f"not {span.text!r}: export it with the text that the spans were cut from"
            )


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


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
        "spans": _offsets(claim.spans),
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
        place = {"article": variant.article_id, "spans": _offsets(variant.spans), "quote": quoted(variant.spans)}
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


def _relations(attributions: Sequence[Attribution]) -> list[dict[str, Any]]:
    """The attributions of one article."""
    place = {_roles(attribution): i for i, attribution in enumerate(attributions)}
    return [
        {
            "source": _offsets(attribution.source),
            "cue": _offsets(attribution.cue),
            "content": _offsets(attribution.content),
            "kind": attribution.kind,
            "parent": place.get(_roles(attribution.parent)) if attribution.parent else None,
        }
        for attribution in attributions
    ]


def _roles(attribution: Attribution) -> tuple[object, ...]:
    """What tells it from the others of its article; to hash the record itself would be to hash all its parents."""
    return attribution.source, attribution.cue, attribution.content, attribution.kind


def _matrix(comparison: Comparison) -> pd.DataFrame:
    """The matrix with its index as the first column, by place: an article may be called "cluster" or "claim"."""
    matrix = comparison.matrix()
    index = matrix.index.to_series(index=matrix.index, name="cluster")
    return pd.concat([index, matrix], axis="columns")


def _csv(frame: pd.DataFrame) -> str:
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]  # by place: two may have one name
    safe = [column.map(_harmless) if pd.api.types.is_string_dtype(column.dtype) else column for column in columns]
    table = pd.concat(safe, axis="columns")
    table.columns = frame.columns.map(_harmless)
    return str(table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC))


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
