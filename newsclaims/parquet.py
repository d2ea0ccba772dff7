"""Tables as Parquet, for pandas, R, DuckDB and others that keep types: a comparison's, or those of many articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import IO, Any

from newsclaims.attributions import Attribution
from newsclaims.compare import Comparison
from newsclaims.findings import Finding
from newsclaims.frames import columns_of
from newsclaims.tables import make_tables
from newsclaims.writing import whole, write_whole

Row = dict[str, Any]
TOGETHER = 1000  # articles in a row group of Parquet: some twenty thousand rows, a few megabytes


def require_pyarrow() -> None:
    """Raise ImportError with what to do if pyarrow, which writes Parquet, is not installed."""
    if find_spec("pyarrow") is None:
        raise ImportError("Parquet tables need pyarrow: pip install pyarrow, or newsclaims with its extra [parquet]")


def write_parquet(comparison: Comparison, findings: Sequence[Finding], folder: Path | str) -> list[Path]:
    """Write the tables of :func:`newsclaims.tables.write_tables` as Parquet files: text as it is, types kept.

    Raises ImportError if pyarrow is not installed, and ValueError if a span does not stand in its article.

    >>> import tempfile
    >>> empty = Comparison((), (), (), (), (), (), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_parquet(empty, [], folder)][:2]
    ['matrix.parquet', 'claims.parquet']
    """
    require_pyarrow()
    tables = {name: table.to_parquet(engine="pyarrow") for name, table in make_tables(comparison, findings).items()}
    return [write_whole(Path(folder, f"{name}.parquet"), content) for name, content in tables.items()]


def as_rows(attributions: Iterable[Attribution]) -> list[Row]:
    """A row for each, with the columns of :func:`newsclaims.frames.to_frame`; ``confidence`` has three decimals.

    >>> from newsclaims.text import Span
    >>> said = Attribution("a", (), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect", confidence=2 / 3)
    >>> [as_rows([said])[0][column] for column in ("article_id", "source", "content", "content_start", "confidence")]
    ['a', None, 'no', 9, 0.667]
    """
    columns = [column for of_field in columns_of(Attribution).values() for column in of_field]
    rows = [{column.name: column.cell(attribution) for column in columns} for attribution in attributions]
    for row in rows:
        row["confidence"] = None if row["confidence"] is None else round(row["confidence"], 3)
    return rows


def write_rows(articles: Iterable[Sequence[Row]], path: Path | str) -> Path:
    """Write the rows of :func:`as_rows`, an article's at a time, as one Parquet file; only a few articles are kept.

    Raises ImportError if pyarrow is not installed.

    >>> import tempfile
    >>> import pandas as pd
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(pd.read_parquet(write_rows([[], []], Path(folder, "said.parquet"))))
    0
    """
    with whole(path := Path(path)) as file:
        stream_rows(articles, file.buffer)
    return path


def stream_rows(articles: Iterable[Sequence[Row]], file: IO[bytes], *, note: Mapping[str, str] | None = None) -> None:
    """Write what :func:`write_rows` does to an open file, with a note among the metadata.

    >>> from io import BytesIO
    >>> file = BytesIO()
    >>> stream_rows([[]], file)
    >>> file.getvalue()[:4]
    b'PAR1'
    """
    require_pyarrow()
    import pyarrow as pa
    from pyarrow import parquet as pq

    kinds = {"str": pa.string(), "Int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}
    columns = [column for of_field in columns_of(Attribution).values() for column in of_field]
    schema = pa.schema([(column.name, kinds[column.dtype]) for column in columns], metadata=note)
    each = iter(articles)
    with pq.ParquetWriter(file, schema) as writer:
        while group := list(islice(each, TOGETHER)):
            writer.write_table(pa.Table.from_pylist([row for rows in group for row in rows], schema=schema))
