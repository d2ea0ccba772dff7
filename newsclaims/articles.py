"""Files become articles: text that never changes, what is body in it, and where it comes from."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from newsclaims.blocks import BOM, Block, BlockKind, label_blocks
from newsclaims.bylines import find_byline, find_outlet, find_published, written_date
from newsclaims.files import read_path
from newsclaims.languages import looks_english
from newsclaims.loaders.inputs import Problem, RawText
from newsclaims.text import Span

__all__ = [
    "Article",
    "ArticleError",
    "ArticleWarning",
    "Block",
    "BlockKind",
    "iterate_articles",
    "make_article",
    "read_articles",
]

LISTED = 20  # problems that one message spells out


class ArticleError(ValueError):
    """No article could be read; the message lists what was tried, what is wrong with it and what to do."""


class ArticleWarning(UserWarning):
    """Some input was left out or looks wrong; the message lists it once, with the reasons."""


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
        """The stretches that report something: title and body.

        Raises ValueError if there is text and no block, which is no article that says nothing.
        """
        if not self.blocks and self.text.strip().strip(BOM).strip():
            raise ValueError(f"article {self.id!r} has text without blocks: make it with make_article")
        return [block.span for block in self.blocks if block.kind in ("title", "body")]


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
    any_language: bool = False,
    on_error: Literal["raise", "warn"] = "warn",
) -> list[Article]:
    """The articles of a folder, a file, or a list of them.

    A file is a text (``.txt``), a saved web page (``.html``, ``.htm``, ``.xhtml``), a document (``.docx``, ``.rtf``), a
    table (``.csv``, ``.tsv``, ``.jsonl``, ``.ndjson``, ``.parquet``), a web archive (``.warc``), or one of these in a
    ``.gz`` or ``.zip``. Exports of Nexis Uni (``.docx``), Factiva (``.rtf``, ``.html``) and ProQuest (``.txt``) are
    known by their contents and hold many articles. Pages and web archives need the extra "html", Parquet "parquet".

    Texts stay as they are, line ends and UTF-8's byte order mark included: offsets count the code points of the decoded
    text. Where it is extracted, from pages, documents and exports, what was extracted is the text. A folder is read in
    order of file names, without hidden files, READMEs and subfolders, and without tables if it has anything else; the
    file's stem is the id. An ``articles.csv`` beside the texts (columns id, outlet, published, title, byline, url)
    overrides what the texts say; it, or a feed (``.rss``, ``.atom``, ``.xml``), may name pages by their address alone.
    A table's columns are guessed from common names unless given; rows without an id get one from the file's name and
    the row's number.

    What cannot be read, and what is not English unless ``any_language`` is asked for, is left out and named in one
    ArticleWarning, or in an ArticleError if ``on_error`` is "raise" or nothing is left. Two articles with one id are an
    ArticleError.

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
    return list(_read(source, given, any_language, on_error))


def iterate_articles(
    source: str | Path | Iterable[str | Path],
    *,
    columns: Mapping[str, str] = MappingProxyType({}),
    any_language: bool = False,
    on_error: Literal["raise", "warn"] = "warn",
) -> Iterator[Article]:
    """The articles that :func:`read_articles` gives, one at a time: it keeps the ids of those behind, not their texts.

    Tables and web archives are read as they go, other files whole.

    ``columns`` names a table's columns of text, id, outlet, published, title, byline and url; the others are guessed.
    The ArticleWarning, or the ArticleError if ``on_error`` is "raise" or nothing is left, comes after the last article.

    >>> import tempfile
    >>> table = Path(tempfile.mkdtemp(), "news.csv")
    >>> _ = table.write_text("slug,text\\nbridge,The bridge was closed.\\nmayor,The mayor said no.\\n")
    >>> articles = iterate_articles(table, columns={"id": "slug"})
    >>> next(articles).id
    'bridge'
    >>> articles.close()
    """
    yield from _read(source, columns, any_language, on_error)


def _read(
    source: str | Path | Iterable[str | Path],
    columns: Mapping[str, str],
    any_language: bool,
    on_error: Literal["raise", "warn"],
) -> Iterator[Article]:
    """Articles as they come; behind the last, what was wrong is said once, to the caller of the caller."""
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    doubts: list[Problem] = []
    for path in [source] if isinstance(source, str | Path) else source:
        for item in read_path(Path(path), columns):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            if not any_language and not looks_english(item.text):
                problems.append(Problem(item.where, "does not look like English: left out, as only English is read"))
                continue
            if item.id in seen:
                raise ArticleError(
                    f"two articles with the id {item.id!r}: {seen[item.id]} and {item.where}: rename one"
                )
            seen[item.id] = item.where
            article = _article(item)
            doubts += [Problem(item.where, note) for note in (*item.notes, _undated(item, article)) if note]
            yield article
    problems += doubts
    listed = [f"  {problem}" for problem in problems[:LISTED]]
    if len(problems) > LISTED:
        listed.append(f"  and {len(problems) - LISTED} more")
    report = "\n".join([f"read {_count(seen, 'article')}, with {_count(problems, 'problem')}:", *listed])
    if not seen or (problems and on_error == "raise"):
        raise ArticleError(report if problems else "no articles: the list of paths is empty: name files or a folder")
    if problems:
        warnings.warn(report, ArticleWarning, stacklevel=3)


def _count(items: Sized, noun: str) -> str:
    return f"{len(items)} {noun}" if len(items) == 1 else f"{len(items)} {noun}s"


def _article(raw: RawText) -> Article:
    """What a table says of an article goes before what its text says."""
    said: dict[str, str | None] = {name: raw.said.get(name) or None for name in ("outlet", "title", "byline", "url")}
    return make_article(raw.id, raw.text, published=written_date(raw.said.get("published", "")), path=raw.path, **said)


def _undated(raw: RawText, article: Article) -> str | None:
    """What to say of an article without a day: of a table's date that is none, or where its kind of file has one."""
    written = raw.said.get("published")
    if written and not written_date(written):
        return f"published {written!r} is no date: write it as 2024-11-30"
    if raw.dated and article.published is None:
        return 'no date: days such as "Monday" stay open; give one in an articles.csv beside it'
    return None
