"""Folders, text files and tables become texts, with what a table says of them; what can't be read, a problem."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from newsclaims.blocks import BOM

LARGEST = 50_000_000  # bytes of a text, characters of a cell; long reports have a thousandth, so more is something else
LONGEST_LINE = 100_000  # characters; the longest paragraph of PolNeAR's 1,000 news articles has 2,573
SEPARATORS = {".csv": ",", ".tsv": "\t"}
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
JSON_LINES = (".jsonl", ".ndjson")
NOT_ARTICLES = ("readme", "license", "licence", "notice", "copying", "changelog")
METADATA = "articles.csv"
SURROGATE = re.compile("[\ud800-\udfff]")  # an escape in JSON can smuggle it in, UTF-8 can't write it
# What tables of news call their columns, the likeliest first; case does not matter.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "full_text", "fulltext", "article_text", "article_body", "maintext"),
    "id": ("id", "article_id", "doc_id", "docid", "uuid", "key"),
    "outlet": ("outlet", "publication", "publisher", "source", "source_name", "newspaper", "media", "site", "domain"),
    "published": ("published", "date", "published_at", "publish_date", "date_published", "pubdate", "publishedat"),
    "title": ("title", "headline", "heading"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "web_url"),
}


@dataclass(frozen=True, slots=True)
class RawText:
    """A text as it stands in a file or a table; ``said`` holds what a table gives for it, by the keys of COLUMNS."""

    id: str
    text: str
    path: Path
    where: str
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, why, and what to do."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Row = Mapping[str, str]


def read_path(path: Path, columns: Mapping[str, str]) -> Iterator[RawText | Problem]:
    """The texts of a folder, a text file or a table, in order, and the problems with it where they come up.

    ``columns`` names columns of a table by the keys of COLUMNS; the others are guessed.

    >>> print(*read_path(Path("no/such.txt"), {}))
    no/such.txt: no such file or folder: check the spelling
    """
    suffix = path.suffix.lower()
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        yield _unreadable(path, error)
        return
    if is_folder:
        yield from _read_folder(path)
    elif not is_there:
        yield Problem(path.as_posix(), "no such file or folder: check the spelling")
    elif suffix == ".txt":
        yield _read_text(path)
    elif suffix in SEPARATORS or suffix in JSON_LINES:
        yield from _read_table(path, columns)
    else:
        yield Problem(str(path), "neither a folder nor .txt, .csv, .tsv or .jsonl: save the articles as one of these")


def reads(source: Path, path: Path) -> bool:
    """Whether :func:`read_path` reads ``path`` when given ``source``, or would if it were there.

    >>> reads(Path("bridge.csv"), Path("bridge.jsonl"))
    False
    """
    inputs = [source]
    if source.is_dir():
        inputs = [each for each in source.iterdir() if _is_input(each)]
        if _is_input(path) and path.parent.resolve() == source.resolve():
            return True
    return path.exists() and any(each.exists() and path.samefile(each) for each in inputs)


def count_texts(source: Path) -> int | None:
    """How many texts :func:`read_path` will try to read in a folder; None for a file, as only reading it would tell.

    >>> count_texts(Path("bridge.csv")) is None
    True
    """
    if not source.is_dir():
        return None
    return sum(_is_input(path) and path.name != METADATA for path in source.iterdir())


def _read_folder(folder: Path) -> Iterator[RawText | Problem]:
    try:
        inputs = sorted((path for path in folder.iterdir() if _is_input(path)), key=lambda path: path.name)
        paths = [path for path in inputs if path.name != METADATA and path.is_file()]
    except OSError as error:
        yield _unreadable(folder, error)
        return
    if not paths:
        yield Problem(str(folder), "no .txt files in this folder: put each article there as a UTF-8 text file")
        return
    table = folder / METADATA
    said: dict[str, Row] = {}
    for row in _rows(table) if table in inputs else ():
        if isinstance(row, Problem):
            yield row
        else:
            known = _known(row, {})
            said[known.get("id", "").removesuffix(".txt")] = known
    if strays := sorted(said.keys() - {path.stem for path in paths}):
        yield Problem(str(table), f"no text for {', '.join(map(repr, strays))}: ids are file names without .txt")
    for path in paths:
        read = _read_text(path)
        yield replace(read, said=said.get(path.stem, {})) if isinstance(read, RawText) else read


def _is_input(path: Path) -> bool:
    """Whether a folder's file is named like an article or like the table beside the articles."""
    is_text = path.suffix.lower() == ".txt" and not path.name.startswith(".")
    return path.name == METADATA or (is_text and path.stem.lower() not in NOT_ARTICLES)


def _read_text(path: Path) -> RawText | Problem:
    if SURROGATE.search(path.stem):
        return Problem(str(path), "its name is not Unicode: rename the file")
    try:
        size = path.stat().st_size
    except OSError as error:
        return _unreadable(path, error)
    if size > LARGEST:
        return Problem(str(path), f"{size:,} bytes, more than the {LARGEST:,} of an article: split it or leave it out")
    text = _decode(path)
    if isinstance(text, Problem):
        return text
    fault = _fault(text)
    return Problem(str(path), fault) if fault else RawText(path.stem, text, path, str(path))


def _read_table(path: Path, columns: Mapping[str, str]) -> Iterator[RawText | Problem]:
    if SURROGATE.search(path.stem):  # rows without an id are named after it
        yield Problem(str(path), "its name is not Unicode: rename the file")
        return
    number = 0
    for number, row in enumerate(_rows(path), start=1):
        where = f"{path}, row {number}"
        if isinstance(row, Problem):
            yield row
            continue
        asked = columns.values() if path.suffix.lower() in SEPARATORS else [columns.get("text", "")]
        missing = [column for column in asked if column and column not in row]
        known = _known(row, columns)
        if missing or "text" not in known:
            wanted = f"no column {missing[0]!r}" if missing else "no column with a usual name for texts"
            advice = "name one of these" if missing else "rename the column of texts to 'text'"
            yield Problem(where, f"{wanted} among {', '.join(map(repr, row))}: {advice}")
            if path.suffix.lower() in SEPARATORS:
                return
        elif fault := _fault(known["text"]) or _half(" ".join(known.values())):
            yield Problem(where, fault)
        else:
            yield RawText(known.get("id") or f"{path.stem}-{number:03}", known["text"], path, where, known)
    if number == 0:
        yield Problem(str(path), "a table without rows: put an article in each")


def _known(row: Row, columns: Mapping[str, str]) -> Row:
    """A row's cells by the keys of COLUMNS, as far as it has such columns."""
    lowered = {key.strip().lower(): key for key in row}
    known = {}
    for name, usual in COLUMNS.items():
        column = columns.get(name) or next((lowered[each] for each in usual if each in lowered), "")
        if column in row:
            known[name] = row[column]
    return known


def _rows(path: Path) -> Iterator[Row | Problem]:
    """The rows of a table, read one at a time; cells are strings, empty where nothing is given."""
    # A JSON string may hold other line separators as they are, so only \n ends a line.
    rows, line_end = (_json_rows, "\n") if path.suffix.lower() in JSON_LINES else (_csv_rows, "")
    try:
        if problem := _undecodable(path):
            yield problem
            return
        with path.open(encoding="utf-8-sig", newline=line_end) as file:
            yield from rows(path, file)
    except OSError as error:
        yield _unreadable(path, error)


def _json_rows(path: Path, lines: Iterable[str]) -> Iterator[Row | Problem]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.removesuffix("\n"))
        except ValueError as error:
            yield Problem(f"{path}, line {number}", f"not JSON ({error}): write one object a line")
            continue
        if isinstance(row, dict):
            yield {key: _cell(value) for key, value in row.items()}
        else:
            yield Problem(f"{path}, line {number}", f"a {type(row).__name__}, not an object: write one object a line")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _csv_rows(path: Path, file: Iterable[str]) -> Iterator[Row | Problem]:
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))  # a cell holds a whole article
    separator = SEPARATORS[path.suffix.lower()]
    # Strict: a quotation mark that is never closed would take the rest of the table for one cell.
    lines = csv.reader(file, delimiter=separator, strict=True)
    number = 0
    try:
        rows = (row for row in lines if row)
        header = next(rows, [])
        if fault := _header_fault(header, separator):
            yield Problem(str(path), fault)
            return
        for number, row in enumerate(rows, start=1):
            if len(row) > len(header):
                advice = f"put text with {NAMES[separator]} in quotation marks"
                yield Problem(f"{path}, row {number}", f"more cells than columns: {advice}")
            else:
                yield dict(zip_longest(header, row, fillvalue=""))
    except csv.Error as error:
        advice = "double each quotation mark in a quoted cell and close the cell with one"
        yield Problem(f"{path}, row {number + 1}", f"not a table from here on ({error}): {advice}")


def _header_fault(header: list[str], separator: str) -> str | None:
    """Why a first line can't name the columns; None if it can."""
    if not header:
        return "not a table (no columns): save it as CSV with a header line"
    other = next((mark for mark in NAMES if mark != separator and mark in header[0]), None)
    if len(header) == 1 and other:
        return f"separated by {NAMES[other]}: save it with {NAMES[separator]}"
    twice = next((name for name in header if name and header.count(name) > 1), None)
    return f"two columns {twice!r}: rename one" if twice else None


def _decode(path: Path) -> str | Problem:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, error)
    except OSError as error:
        return _unreadable(path, error)


def _undecodable(path: Path) -> Problem | None:
    """Why a table is left out as a whole, however far down it is spoilt: the rows above would pass for all of it."""
    offset = 0
    with path.open("rb") as file:
        for line in file:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return _not_utf8(path, error, offset)
            offset += len(line)
    return None


def _not_utf8(path: Path, error: UnicodeDecodeError, offset: int = 0) -> Problem:
    """``offset`` is where in the file the bytes begin that were decoded."""
    return Problem(
        str(path),
        f"not UTF-8 (byte 0x{error.object[error.start]:02x} at offset {offset + error.start}): "
        "convert it if it is text in another encoding, such as Latin-1; remove it if it is no text",
    )


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(str(path), f"can't be read ({error.strerror}): check the file and its permissions")


def _fault(text: str) -> str | None:
    """Why a text can't be an article; None if it can."""
    if not text.strip().strip(BOM).strip():
        return "empty: put the article's text in, or leave it out"
    if "\0" in text:
        return "holds null characters, so it is no text or in another encoding: convert it to UTF-8"
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        return (
            f"a line of {longest:,} characters, more than the {LONGEST_LINE:,} of a paragraph: "
            "put each paragraph on a line of its own, or leave it out"
        )
    return _half(text)


def _half(text: str) -> str | None:
    found = SURROGATE.search(text)
    return f"holds half a character ({found[0]!a}): write it anew as UTF-8" if found else None
