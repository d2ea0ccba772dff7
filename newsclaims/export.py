"""Comparisons leave the package in open formats: JSON and CSV, each written whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.compare import Comparison, Conflict, Origin, Variant, Wording
from newsclaims.dictionary import describe
from newsclaims.entities import Entity
from newsclaims.findings import Evidence, Finding
from newsclaims.frames import quoted, to_frame
from newsclaims.writing import check_spans, offsets, write_whole

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what makes a spreadsheet compute a cell (OWASP, "CSV Injection")


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


def write_tables(comparison: Comparison, findings: Sequence[Finding], folder: Path | str) -> list[Path]:
    """Write the tables of :func:`make_tables` as CSV files, and ``dictionary.csv``, which tells what each column means.

    Text is quoted, numbers and what is missing are not. A text cell that a spreadsheet would take for a formula gets an
    apostrophe in front, as the spreadsheets' own escape: take it off before comparing such a cell with the articles.
    Raises ValueError if a span does not stand in its article.
    """
    tables = make_tables(comparison, findings)
    tables["dictionary"] = describe(tables)
    return [write_whole(Path(folder, f"{name}.csv"), _csv(frame)) for name, frame in tables.items()]


def make_tables(comparison: Comparison, findings: Sequence[Finding]) -> dict[str, pd.DataFrame]:
    """Matrix, claims, attributions, entities, conflicts, wordings, origins and findings, by these names.

    Raises ValueError if a span does not stand in its article.

    >>> [*make_tables(Comparison((), (), (), (), (), (), (), ()), [])][:3]
    ['matrix', 'claims', 'attributions']
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
    return {
        "matrix": _matrix(comparison),
        "claims": claims,
        "attributions": to_frame(comparison.attributions, record=Attribution),
        "entities": to_frame(comparison.entities, record=Entity),
        "conflicts": to_frame(comparison.conflicts, record=Conflict),
        "wordings": to_frame(comparison.wordings, record=Wording),
        "origins": to_frame(comparison.origins, record=Origin),
        "findings": to_frame(findings, record=Finding),
    }


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
