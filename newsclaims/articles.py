"""Files become articles: text that never changes, what is body in it, and where it comes from."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import pandas as pd

from newsclaims.blocks import BOM, Block, BlockKind, label_blocks
from newsclaims.bylines import find_byline, find_outlet, find_published, written_date
from newsclaims.text import Span

__all__ = ["Article", "ArticleError", "ArticleWarning", "Block", "BlockKind", "make_article", "read_articles"]

LARGEST = 50_000_000  # bytes; the longest report we saw has 0.1 % of it, so a larger file is something else
SURROGATE = re.compile("[\ud800-\udfff]")  # what an escape in JSON can smuggle in and UTF-8 can't write
LISTED = 20  # problems that one message spells out
SEPARATORS = {".csv": ",", ".tsv": "\t"}
JSON_LINES = (".jsonl", ".ndjson")
NOT_ARTICLES = ("readme", "license", "licence", "notice", "copying", "changelog")
METADATA = "articles.csv"
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


class ArticleError(ValueError):
    """No article could be read; the message lists what was tried, what is wrong with it and what to do."""


class ArticleWarning(UserWarning):
    """Some input was left out; the message lists it once, with the reasons."""


@dataclass(frozen=True, slots=True)
class Article:
    """A report as it was read; None where the text does not say.

    Blocks are in text order and hold all that is not white space.
    """

    id: str
    text: str
    outlet: str | None = None
    published: dt.date | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    path: Path | None = None
    blocks: tuple[Block, ...] = field(default=())

    def passages(self) -> list[Span]:
        """The stretches that report something: title and body."""
        return [block.span for block in self.blocks if block.kind in ("title", "body")]


@dataclass(frozen=True, slots=True)
class _Raw:
    """One text with what a table says of it, before anything is read off the text."""

    id: str
    text: str
    where: str
    path: Path
    said: Mapping[str, str]


def make_article(
    id: str,
    text: str,
    *,
    outlet: str | None = None,
    published: dt.date | None = None,
    title: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    path: Path | None = None,
) -> Article:
    """An article with its blocks, and with what the text says of itself where the caller does not.

    >>> article = make_article("a1", "Bridge closed\\nBy Ann Lee, May 3, 2024\\nThe bridge is closed, police said.")
    >>> article.title, article.byline, article.published, article.outlet
    ('Bridge closed', 'Ann Lee', datetime.date(2024, 5, 3), None)
    """
    blocks = label_blocks(text, title=title)
    return Article(
        id=id,
        text=text,
        outlet=outlet or find_outlet(blocks),
        published=published or find_published(blocks),
        title=title or next((block.span.text for block in blocks if block.kind == "title"), None),
        byline=byline or find_byline(blocks),
        url=url,
        path=path,
        blocks=blocks,
    )


def read_articles(
    source: str | Path | Iterable[str | Path],
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    outlet_column: str | None = None,
    published_column: str | None = None,
    title_column: str | None = None,
    byline_column: str | None = None,
    url_column: str | None = None,
    on_error: Literal["raise", "warn"] = "warn",
) -> list[Article]:
    """The articles of a folder of ``.txt`` files, one such file, a table (CSV, TSV, JSON Lines), or a list.

    Texts are UTF-8 and stay as they are, byte order mark and line ends included: offsets count the code points of the
    decoded text. A folder is read in order of file names, without hidden files, READMEs and subfolders; the file's stem
    is the id. An ``articles.csv`` beside the texts (columns id, outlet, published, title, byline, url) overrides what
    the texts say. A table's columns are guessed from common names unless given; rows without an id get one from the
    file's name and the row's number.

    What cannot be read is left out and named in one ArticleWarning, or in an ArticleError if ``on_error`` is "raise" or
    nothing is left. Two articles with one id are an ArticleError.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a1.txt").write_text("Bridge closed\\nThe bridge was closed on Monday, police said.")
    >>> [(article.id, article.title) for article in read_articles(folder)]
    [('a1', 'Bridge closed')]
    """
    columns = {
        "text": text_column,
        "id": id_column,
        "outlet": outlet_column,
        "published": published_column,
        "title": title_column,
        "byline": byline_column,
        "url": url_column,
    }
    given = {name: column for name, column in columns.items() if column is not None}
    problems: list[str] = []
    raws: list[_Raw] = []
    for path in [Path(source)] if isinstance(source, str | Path) else [Path(item) for item in source]:
        raws += _read_path(path, given, problems)
    _refuse_duplicates(raws)
    articles = [_article(raw, problems) for raw in raws]
    listed = [f"  {problem}" for problem in problems[:LISTED]]
    if len(problems) > LISTED:
        listed.append(f"  and {len(problems) - LISTED} more")
    report = "\n".join([f"read {len(articles)} articles, with {len(problems)} problems:", *listed])
    if not articles or (problems and on_error == "raise"):
        raise ArticleError(report if problems else "no articles: the list of paths is empty: name files or a folder")
    if problems:
        warnings.warn(report, ArticleWarning, stacklevel=2)
    return articles


def _read_path(path: Path, given: Mapping[str, str], problems: list[str]) -> Iterator[_Raw]:
    if path.is_dir():
        yield from _read_folder(path, problems)
    elif not path.exists():
        problems.append(f"{path}: no such file or folder: check the spelling")
    elif path.suffix.lower() == ".txt":
        yield from _read_text_file(path, problems)
    elif path.suffix.lower() in SEPARATORS or path.suffix.lower() in JSON_LINES:
        yield from _read_table(path, given, problems)
    else:
        problems.append(
            f"{path}: neither a folder nor a .txt, .csv, .tsv or .jsonl file: save the articles as one of these"
        )


def _read_folder(folder: Path, problems: list[str]) -> Iterator[_Raw]:
    paths = [
        path
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.suffix.lower() == ".txt"
        and not path.name.startswith(".")
        and path.stem.lower() not in NOT_ARTICLES
        and path.is_file()
    ]
    if not paths:
        problems.append(f"{folder}: no .txt files in this folder: put each article there as a UTF-8 text file")
        return
    said: dict[str, Mapping[str, str]] = {}
    if (folder / METADATA).is_file():
        for _, row in _rows(folder / METADATA, problems):
            known = {name: value for name in COLUMNS if (value := _pick(row, name, {}))}
            said[known.get("id", "").removesuffix(".txt")] = known
        if strays := sorted(set(said) - {path.stem for path in paths}):
            problems.append(
                f"{folder / METADATA}: no text for {', '.join(map(repr, strays))}: ids are file names without .txt"
            )
    for path in paths:
        for raw in _read_text_file(path, problems):
            yield replace(raw, said=said.get(path.stem, {}))


def _read_text_file(path: Path, problems: list[str]) -> Iterator[_Raw]:
    text = _decode(path, problems)
    if text is not None and _holds_words(text, str(path), problems):
        yield _Raw(path.stem, text, str(path), path, {})


def _read_table(path: Path, given: Mapping[str, str], problems: list[str]) -> Iterator[_Raw]:
    known = len(problems)
    number = 0
    for number, row in _rows(path, problems):
        where = f"{path}, row {number}"
        missing = [column for name, column in given.items() if column not in row and (name == "text" or _is_csv(path))]
        text = _pick(row, "text", given)
        if missing or text is None:
            wanted = f"no column {missing[0]!r}" if missing else "no column of texts, which text_column names,"
            problems.append(f"{where}: {wanted} among {', '.join(map(repr, row))}: give the name that the table has")
            if _is_csv(path):
                return
        elif _holds_words(text, where, problems):
            said = {name: value for name in COLUMNS if (value := _pick(row, name, given))}
            yield _Raw(said.get("id") or f"{path.stem}-{number:03}", text, where, path, said)
    if number == 0 and len(problems) == known:
        problems.append(f"{path}: a table without rows: put one article in each")


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() in SEPARATORS


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a table with their numbers, from 1; cells are strings, empty where nothing is given."""
    text = _decode(path, problems, limit=None)
    if text is None:
        return
    text = text.removeprefix(BOM)
    if path.suffix.lower() in JSON_LINES:
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError as error:
                    problems.append(f"{path}, row {number}: not JSON ({error}): write one object a line")
                    continue
                if isinstance(row, dict):
                    yield number, {str(key): "" if value is None else _cell(value) for key, value in row.items()}
                else:
                    problems.append(
                        f"{path}, row {number}: a {type(row).__name__}, not an object: write one object a line"
                    )
        return
    try:
        frame = pd.read_csv(
            io.StringIO(text, newline=""),
            sep=SEPARATORS[path.suffix.lower()],
            dtype=str,
            keep_default_na=False,
            index_col=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        problems.append(f"{path}: not a table ({str(error).strip()}): save it as CSV with a header line")
        return
    for number, row in enumerate(frame.fillna("").to_dict("records"), start=1):
        yield number, {str(key): value for key, value in row.items()}


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _pick(row: Mapping[str, str], name: str, given: Mapping[str, str]) -> str | None:
    """The cell that holds what we call ``name``; None if the row has no such column."""
    if name in given:
        return row.get(given[name])
    lowered = {key.strip().lower(): value for key, value in row.items()}
    return next((lowered[column] for column in COLUMNS[name] if column in lowered), None)


def _decode(path: Path, problems: list[str], *, limit: int | None = LARGEST) -> str | None:
    size = path.stat().st_size
    if limit is not None and size > limit:
        problems.append(
            f"{path}: {size:,} bytes, more than the {limit:,} that an article may have: split it or leave it out"
        )
        return None
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.object[error.start]
        problems.append(
            f"{path}: not UTF-8 (byte 0x{bad:02x} at offset {error.start}): "
            "convert it if it is text in another encoding, such as Latin-1; remove it if it is no text"
        )
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror}): check the file and its permissions")
    return None


def _holds_words(text: str, where: str, problems: list[str]) -> bool:
    if not text.strip().strip(BOM).strip():
        problems.append(f"{where}: empty: remove it, or put the article's text in")
    elif "\0" in text:
        problems.append(f"{where}: holds null characters, so it is no text or in another encoding: convert it to UTF-8")
    elif half := SURROGATE.search(text):
        problems.append(
            f"{where}: half a character ({half[0]!a}) at offset {half.start()}: write the text anew as UTF-8"
        )
    else:
        return True
    return False


def _refuse_duplicates(raws: Iterable[_Raw]) -> None:
    first: dict[str, str] = {}
    for raw in raws:
        if raw.id in first:
            raise ArticleError(f"two articles with the id {raw.id!r}: {first[raw.id]} and {raw.where}: rename one")
        first[raw.id] = raw.where


def _article(raw: _Raw, problems: list[str]) -> Article:
    """What the table says of an article goes before what its text says."""
    published = written_date(raw.said.get("published", ""))
    if published is None and raw.said.get("published"):
        problems.append(f"{raw.where}: {raw.said['published']!r} is no date: write it as 2024-11-30")
    said = {name: raw.said.get(name) or None for name in ("outlet", "title", "byline", "url")}
    return make_article(raw.id, raw.text, published=published, path=raw.path, **said)
