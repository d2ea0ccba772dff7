"""Saved web pages: the report without the page around it, and what the page says of itself in its head."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsclaims.loaders.encodings import decode
from newsclaims.loaders.factiva import factiva_texts, is_factiva
from newsclaims.loaders.inputs import Items, Problem, RawText, Source, at_once, checked, needs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a report is found in takes time that grows with the square of the tags: 16,000 take eight seconds. Pages of news
# have some 3,000.
MOST_TAGS = 20_000
LEAST_WORDS = 10  # of a report; what is shorter is a menu or "Page not found"
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
# Browsers, and SingleFile, write down where a page was saved from.
SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
HEAD = 4096  # bytes or characters of a page in which it says so
# htmldate takes dates after today for errors, which would make what is read depend on the day; so no day is too late.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
FACTIVA = re.compile(rb"articleParagraph|enArticle")
OWN = b'<meta name="generator" content="newsclaims">'  # what newsclaims/templates/report.html.jinja writes
BLOCKS = frozenset("p div tr br h1 h2 h3 h4 li table body".split())


@at_once
def read_html(source: Source, data: bytes) -> Items:
    """The report in a saved page, or the articles of a Factiva export.

    >>> from newsclaims.loaders.inputs import file_source
    >>> print(*read_html(file_source(Path("no", "such.html"))))
    no/such.html: can't be read (No such file or directory): check the file and its permissions
    """
    lines = _factiva_lines(data) if FACTIVA.search(data) else []
    if is_factiva(lines):
        yield from factiva_texts(source, lines)
    else:
        yield page_text(data, source.stem, source.path, source.name)


def is_own_report(source: Source) -> bool:
    """Whether a page is a report of this package, which may lie in the folder that it was made from.

    >>> import io
    >>> is_own_report(Source("a.html", Path("a.html"), "a", ".html", lambda: io.BytesIO(b"<html>")))
    False
    """
    if source.suffix != ".html":
        return False
    try:
        with source.open() as file:
            return OWN in file.read(HEAD)
    except OSError:  # whoever reads it will say so
        return False


def page_text(
    data: bytes, id: str, path: Path, where: str, *, declared: str | None = None, url: str | None = None
) -> RawText | Problem:
    """The report in a page: its headline and its paragraphs, a line each, as trafilatura finds them.

    Outlet, day of publication, authors and address are those of its JSON-LD and meta tags. ``declared`` is the encoding
    and ``url`` the address that are known from elsewhere.
    """
    _quiet()
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import Document
    except ImportError:
        return needs(where, "trafilatura", "html")
    found = CHARSET.search(data[:HEAD])
    decoded = decode(data, where, declared=declared or (found[1].decode("ascii") if found else None))
    if isinstance(decoded, Problem):
        return decoded
    fault = _page_fault(decoded.text)
    if fault:
        return Problem(where, fault)
    document = bare_extraction(
        decoded.text,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=DATES,
    )
    text = (document.text or "") if isinstance(document, Document) else ""
    if not isinstance(document, Document) or len(text.split()) < LEAST_WORDS:
        return Problem(where, "no report found in the page: save its text as a .txt file, or leave it out")
    saved_from = SAVED_FROM.search(decoded.text[:HEAD])
    said = {
        "title": document.title or "",
        "outlet": document.sitename or "",
        "published": document.date or "",
        "byline": (document.author or "").replace("; ", ", "),
        "url": url or document.url or (saved_from[1] if saved_from else ""),
    }
    if said["title"] and said["title"] not in text.split("\n"):
        text = f"{said['title']}\n{text}"
    return checked(RawText(id, text, path, where, said, decoded.notes, dated=True))


@cache
def _quiet() -> None:
    """Keep what the extractor logs off stderr, where a program that logs nothing would show it; problems say it all."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _page_fault(html: str) -> str | None:
    """Why a page is not looked into; None if it is."""
    if "\0" in html:
        return "holds null characters, so it is no page: save it anew"
    tags = html.count("<")
    if tags > MOST_TAGS:
        return f"{tags:,} tags, more than the {MOST_TAGS:,} of a page: save its text as a .txt file, or leave it out"
    return None


def _factiva_lines(data: bytes) -> list[str]:
    """The lines of an export of Factiva, which is in UTF-8; none if it can't be read, which the page's reader tells."""
    try:
        from lxml.etree import ParserError
        from lxml.html import HTMLParser, document_fromstring
    except ImportError:
        return []
    try:
        tree = document_fromstring(data, parser=HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        return []
    return "".join(_pieces(tree)).split("\n")


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """A page's text with a line for each block and row, and a tab between the cells of a row."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str) or element.tag in ("style", "script"):
            yield (element.tail or "") if event == "end" else ""
            continue
        if element.tag in BLOCKS:
            yield "\n"
        elif element.tag == "td" and event == "end":
            yield "\t"
        yield _spaced(element.text if event == "start" else element.tail)


def _spaced(text: str | None) -> str:
    """Line ends within a paragraph are spaces to a reader."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")
