"""Nexis Uni: an export of many articles in one document, each with its headline, source, date and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclaims.loaders.inputs import Items, Problem, RawText, Source, checked, numbered

# "End of Document" closes each article, "Body" opens its text and "Load-Date" or "Classification" what follows it.
END = "End of Document"
BODY = ("Body", "Text")
AFTER = re.compile(r"(?:Classification|Graphic|Notes|Correction|Correction-Date:.*|Load-Date:.*)\Z")
FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z-]{2,20}):[\s\N{NO-BREAK SPACE}]+(?P<value>\S.*)")
# A cover page lists the articles before the first of them.
COVER = re.compile(r"(?:User Name|Date and Time|Job Number|Documents? \(\d+\)|Client/Matter|Search (?:Terms|Type)):?.*")
LISTED = re.compile(r"\d+\.\s")
COPYRIGHT = re.compile(r"Copyright\b|\N{COPYRIGHT SIGN}|\([cC]\)\s\d", re.IGNORECASE)


def is_nexis(lines: Sequence[str]) -> bool:
    """Whether a document's lines are an export of Nexis.

    >>> is_nexis(["Bridge closed", "The Herald", "May 3, 2024", "Body", "Police closed it.", "End of Document"])
    True
    """
    stripped = {line.strip() for line in lines}
    return END in stripped and not stripped.isdisjoint(BODY)


def nexis_texts(source: Source, lines: Sequence[str]) -> Items:
    """The articles of an export: the headline and the body, a paragraph a line; the rest says where they come from.

    An article's first three lines are its headline, its source and its date, as Nexis Uni has written them since 2017.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> lines = ["Bridge closed", "The Herald", "May 3, 2024 Friday", "Body", "Police closed it.", "End of Document"]
    >>> [raw.text for raw in nexis_texts(file_source(Path("news.docx")), lines)]
    ['Bridge closed\\nPolice closed it.']
    """
    for number, article in enumerate(_articles(lines), start=1):
        yield _text(source, article, number)


def _articles(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article that hold something; the cover page stands before the first."""
    article: list[str] = []
    for line in (line.strip() for line in lines):
        if line == END:
            yield _without_cover(article)
            article = []
        elif line:
            article.append(line)


def _without_cover(article: list[str]) -> list[str]:
    covers = [i for i, line in enumerate(article) if COVER.fullmatch(line)]
    if not covers:
        return article
    start = covers[-1] + 1
    # The list: a number and headline a line, with what was searched for below each.
    while start < len(article) and (LISTED.match(article[start]) or COVER.fullmatch(article[start])):
        start += 1
    return article[start:]


def _text(source: Source, article: list[str], number: int) -> RawText | Problem:
    where = f"{source.name}, article {number}"
    body = next((i for i, line in enumerate(article) if line in BODY), None)
    if body is None or body == 0:
        return Problem(where, "no headline above a line 'Body': save it from Nexis with its full text")
    end = next((i for i in range(body + 1, len(article)) if AFTER.match(article[i])), len(article))
    title, *rest = article[:body]
    fields = {found["name"]: found["value"] for line in (*rest, *article[end:]) if (found := FIELD.match(line))}
    plain = [line for line in rest if not FIELD.match(line) and not COPYRIGHT.match(line)]
    said = {
        "title": title,
        "outlet": plain[0] if plain else "",
        "published": plain[1] if len(plain) > 1 else fields.get("Load-Date", ""),
        "byline": fields.get("Byline", ""),
    }
    text = "\n".join([title, *article[body + 1 : end]])
    return checked(RawText(numbered(source, number), text, source.path, where, said, dated=True))
