"""The tables of a comparison as Parquet, for pandas, R, DuckDB and others that keep types."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from newsclaims.compare import Comparison
from newsclaims.findings import Finding
from newsclaims.tables import make_tables
from newsclaims.writing import write_whole


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
