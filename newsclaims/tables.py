"""Comparisons and findings become tables: CSV that spreadsheets and R can open, with a dictionary of their columns."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.compare import Comparison, Conflict, Copy, Origin, Variant, Wording
from newsclaims.dictionary import describe
from newsclaims.entities import Entity
from newsclaims.findings import Evidence, Finding
from newsclaims.frames import to_frame
from newsclaims.omissions import Omission, find_omissions
from newsclaims.writing import check_spans, write_whole

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what makes a spreadsheet compute a cell (OWASP, "CSV Injection")


def write_tables(comparison: Comparison, findings: Sequence[Finding], folder: Path | str) -> list[Path]:
    """Write the tables of :func:`make_tables` as CSV files, and ``dictionary.csv``, which tells what each column means.

    Text is quoted, numbers and what is missing are not. A text cell that a spreadsheet would take for a formula gets an
    apostrophe in front, as the spreadsheets' own escape: take it off before comparing such a cell with the articles.
    Raises ValueError if a span does not stand in its article.

    >>> import tempfile
    >>> empty = Comparison((), (), (), (), (), (), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_tables(empty, [], folder)[-1].name
    'dictionary.csv'
    """
    tables = make_tables(comparison, findings)
    tables["dictionary"] = describe(tables)
    return [write_whole(Path(folder, f"{name}.csv"), _csv(frame)) for name, frame in tables.items()]


def make_tables(comparison: Comparison, findings: Sequence[Finding]) -> dict[str, pd.DataFrame]:
    """Matrix, claims, attributions, entities, conflicts, wordings, origins, copies, omissions and findings, by
    these names.

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
        "copies": to_frame(comparison.copies, record=Copy),
        "omissions": to_frame(find_omissions(comparison), record=Omission),
        "findings": to_frame(findings, record=Finding),
    }


def _matrix(comparison: Comparison) -> pd.DataFrame:
    """The matrix with its index and the clusters' scores before it, by place: an article may be called "claim"."""
    matrix = comparison.matrix()
    index = matrix.index.to_series(index=matrix.index, name="cluster")
    scores = pd.Series([cluster.score for cluster in comparison.clusters], matrix.index, "float64", "score")
    return pd.concat([index, scores, matrix], axis="columns")


def _csv(frame: pd.DataFrame) -> str:
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]  # by place: two may have one name
    safe = [column.map(_harmless) if pd.api.types.is_string_dtype(column.dtype) else column for column in columns]
    table = pd.concat(safe, axis="columns")
    table.columns = frame.columns.map(_harmless)
    return str(table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC))


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
