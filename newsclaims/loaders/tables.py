"""Tables: CSV, TSV, JSON Lines and Parquet as texts with what their rows say of them, a row at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TextIO

from newsclaims.loaders.encodings import mojibake, stream_encoding
from newsclaims.loaders.inputs import (
    LARGEST,
    SURROGATE,
    Items,
    Problem,
    RawText,
    Source,
    checked,
    needs,
    numbered,
    unreadable,
)

SEPARATORS = {".csv": ",", ".tsv": "\t"}
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
JSON_LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"
TABLES = (*SEPARATORS, *JSON_LINES, PARQUET)
AT_ONCE = 100  # rows of Parquet in memory
# What tables of news call their columns, the likeliest first; case does not matter.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "full_text", "fulltext", "article_text", "article_body", "maintext"),
    "id": ("id", "article_id", "doc_id", "docid", "uuid", "key", "stories_id"),
    "outlet": (
        "outlet", "publication", "publisher", "source", "source_name", "newspaper", "media_name", "media", "site",
        "domain",
    ),
    "published": ("published", "date", "published_at", "publish_date", "date_published", "pubdate", "publishedat"),
    "title": ("title", "headline", "heading"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "web_url"),
}  # fmt: skip

Row = Mapping[str, str]


def read_table(source: Source, columns: Mapping[str, str]) -> Items:
    """The texts of a table, in order; ``columns`` names columns by the keys of COLUMNS, the others are guessed.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> print(next(read_table(file_source(Path("no", "such.csv")), {})))
    no/such.csv: can't be read (No such file or directory): check the file and its permissions
    """
    if SURROGATE.search(source.stem):  # rows without an id are named after it
        yield Problem(source.name, "its name is not Unicode: rename the file")
        return
    fixed = source.suffix not in JSON_LINES  # all rows have the same columns
    number = 0
    for number, row in enumerate(table_rows(source), start=1):
        where = f"{source.name}, row {number}"
        if isinstance(row, Problem):
            yield row
            continue
        asked = columns.values() if fixed else [columns.get("text", "")]
        missing = [column for column in asked if column and column not in row]
        known = known_cells(row, columns)
        if missing or "text" not in known:
            yield Problem(where, _no_text(row, missing, "url" in known))
            if fixed:
                return
            continue
        garbled = mojibake(known["text"])
        yield checked(
            RawText(
                known.get("id") or numbered(source, number),
                known["text"],
                source.path,
                where,
                known,
                (garbled,) if garbled else (),
            )
        )
    if number == 0:
        yield Problem(source.name, "a table without rows: put an article in each")


def known_cells(row: Row, columns: Mapping[str, str]) -> Row:
    """A row's cells by the keys of COLUMNS, as far as it has such columns.

    >>> known_cells({"Headline": "Bridge closed", "mood": "grim"}, {})
    {'title': 'Bridge closed'}
    """
    lowered = {key.strip().lower(): key for key in row}
    known = {}
    for name, usual in COLUMNS.items():
        column = columns.get(name) or next((lowered[each] for each in usual if each in lowered), "")
        if column in row:
            known[name] = row[column]
    return known


def table_rows(source: Source) -> Iterator[Row | Problem]:
    """The rows of a table, read one at a time; cells are strings, empty where nothing is given.

    >>> from pathlib import Path
    >>> source = Source("a.csv", Path("a.csv"), "a", ".csv", lambda: io.BytesIO(b"id,outlet\\nbridge,Herald\\n"))
    >>> list(table_rows(source))
    [{'id': 'bridge', 'outlet': 'Herald'}]
    """
    if source.suffix == PARQUET:
        yield from _parquet_rows(source)
        return
    encoding = stream_encoding(source)
    if isinstance(encoding, Problem):
        yield encoding
        return
    if encoding.note:
        yield Problem(source.name, encoding.note)
    # A JSON string may hold other line separators as they are, so only \n ends a line.
    rows, line_end = (_json_rows, "\n") if source.suffix in JSON_LINES else (_csv_rows, "")
    name = "utf-8-sig" if encoding.name == "utf-8" else encoding.name
    try:
        with io.TextIOWrapper(source.open(), encoding=name, newline=line_end) as file:
            yield from rows(source, file)
    except OSError as error:
        yield unreadable(source.name, error)
    except UnicodeDecodeError as error:
        yield Problem(source.name, f"not {name} from here on ({error.reason}): save it anew as UTF-8")


def _no_text(row: Row, missing: list[str], has_url: bool) -> str:
    wanted = f"no column {missing[0]!r}" if missing else "no column with a usual name for texts"
    advice = "name one of these" if missing else "rename the column of texts to 'text'"
    if has_url and not missing:
        advice += ", or put the table as articles.csv into a folder with the saved pages"
    return f"{wanted} among {', '.join(map(repr, row))}: {advice}"


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a file; one that is longer than any article is cut, and none comes after it."""
    while line := file.readline(LARGEST + 1):
        yield line
        if len(line) > LARGEST:
            return


def _json_rows(source: Source, file: TextIO) -> Iterator[Row | Problem]:
    for number, line in enumerate(_lines(file), start=1):
        where = f"{source.name}, line {number}"
        if len(line) > LARGEST:
            yield Problem(where, f"more than {LARGEST:,} characters: the table is not read from here on")
            return
        if not line.strip():
            continue
        try:
            row = json.loads(line.removesuffix("\n"))
        except (ValueError, RecursionError) as error:
            yield Problem(where, f"not JSON ({error}): write one object a line")
            continue
        if isinstance(row, dict):
            yield {key: _cell(value) for key, value in row.items()}
        else:
            yield Problem(where, f"a {type(row).__name__}, not an object: write one object a line")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _csv_rows(source: Source, file: TextIO) -> Iterator[Row | Problem]:
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))  # a cell holds a whole article
    separator = SEPARATORS[source.suffix]
    # Strict: a quotation mark that is never closed would take the rest of the table for one cell.
    lines = csv.reader(_lines(file), delimiter=separator, strict=True)
    number = 0
    try:
        rows = (row for row in lines if row)
        header = next(rows, [])
        if fault := _header_fault(header, separator):
            yield Problem(source.name, fault)
            return
        for number, row in enumerate(rows, start=1):
            if len(row) > len(header):
                advice = f"put text with {NAMES[separator]} in quotation marks"
                yield Problem(f"{source.name}, row {number}", f"more cells than columns: {advice}")
            else:
                yield dict(zip_longest(header, row, fillvalue=""))
    except csv.Error as error:
        advice = "double each quotation mark in a quoted cell and close the cell with one"
        yield Problem(f"{source.name}, row {number + 1}", f"not a table from here on ({error}): {advice}")


def _header_fault(header: list[str], separator: str) -> str | None:
    """Why a first line can't name the columns; None if it can."""
    if not header:
        return "not a table (no columns): save it as CSV with a header line"
    other = next((mark for mark in NAMES if mark != separator and mark in header[0]), None)
    if len(header) == 1 and other:
        return f"separated by {NAMES[other]}: save it with {NAMES[separator]}"
    twice = next((name for name in header if name and header.count(name) > 1), None)
    return f"two columns {twice!r}: rename one" if twice else None


def _parquet_rows(source: Source) -> Iterator[Row | Problem]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield needs(source.name, "pyarrow", "parquet")
        return
    try:
        with source.open() as file, ParquetFile(file) as table:
            for batch in table.iter_batches(AT_ONCE):
                for row in batch.to_pylist():
                    yield {key: _cell(value) for key, value in row.items()}
    except (ArrowException, ValueError) as error:
        yield Problem(source.name, f"not a Parquet table from here on ({error}): write it anew")
    except OSError as error:
        yield unreadable(source.name, error)
