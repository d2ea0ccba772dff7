"""Factiva: an export of many articles in one RTF or HTML file, as lines with field codes or as they are displayed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclaims.bylines import written_date
from newsclaims.loaders.inputs import Items, Problem, RawText, Source, checked, numbered

# "Document HRLD000020241111ekbb00001" closes each article; the code begins with the source's letters.
END = re.compile(r"(?:\W*AN\b)?\W*Document\s+(?P<id>[A-Z][A-Z0-9]{2,9}\d{8}[a-z0-9]{6,16})\W*\Z")
# The codes of "Full Article/Report plus Indexing", in a column of their own.
CODES = "AN|ART|BY|CLM|CO|CR|CT|CX|CY|DLN|ED|ET|HD|IN|IPC|IPD|LA|LP|NS|PD|PG|PUB|RE|RF|RST|SC|SE|SN|TD|VOL|WC"
CODED = re.compile(rf"\W*(?P<code>{CODES})(?:\s*[|\t]+\s*|[\s\N{{NO-BREAK SPACE}}]{{2,}}|\s*\Z)(?P<value>.*)")
WORDS = re.compile(r"[\d,.]+ words\Z")
COPYRIGHT = re.compile(r"\(c\)|\N{COPYRIGHT SIGN}|Copyright\b", re.IGNORECASE)


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether a document's lines are an export of Factiva.

    >>> is_factiva(["Bridge closed", "120 words", "3 May 2024", "Document HRLD000020240503ek5300001"])
    True
    """
    return any(END.match(line) for line in lines)


def factiva_texts(source: Source, lines: Sequence[str]) -> Items:
    """The articles of an export: the headline and the paragraphs; the rest says where they come from.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> lines = ["Bridge closed", "By Ann Lee", "120 words", "3 May 2024", "The Herald", "HRLD", "English", "(c) 2024"]
    >>> lines += ["Police closed it.", "Document HRLD000020240503ek5300001"]
    >>> [(raw.text, raw.said["outlet"]) for raw in factiva_texts(file_source(Path("news.rtf")), lines)]
    [('Bridge closed\\nPolice closed it.', 'The Herald')]
    """
    for number, article in enumerate(_articles(lines), start=1):
        where = f"{source.name}, article {number}"
        fields = _fields(article)
        said = _coded(fields) if "HD" in fields else _displayed(article)
        body = [*fields.get("LP", ()), *fields.get("TD", ())] if "HD" in fields else _body(article)
        if said is None or not body:
            yield Problem(where, "no headline, number of words and text as Factiva has them: save it as a full article")
            continue
        text = "\n".join([said["title"], *body])
        yield checked(RawText(numbered(source, number), text, source.path, where, said, dated=True))


def _articles(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article that hold something, without the line that closes it."""
    article: list[str] = []
    for line in (line.strip(" \t\r|\f\N{NO-BREAK SPACE}") for line in lines):
        if END.match(line):
            # With field codes the closing line stands in the last field, "AN".
            yield article[:-1] if article and CODED.fullmatch(article[-1]) else article
            article = []
        elif line:
            article.append(line)


def _fields(article: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each field code, if the article has them."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in article:
        if found := CODED.match(line):
            code, line = found["code"], found["value"].strip()
            fields.setdefault(code, [])
        if code and line:
            fields[code].append(line)
    return fields


def _coded(fields: dict[str, list[str]]) -> dict[str, str]:
    joined = {code: " ".join(lines) for code, lines in fields.items()}
    return {
        "title": joined["HD"],
        "outlet": joined.get("SN", ""),
        "published": joined.get("PD", ""),
        "byline": joined.get("BY", "").removeprefix("By ").strip(),
    }


def _displayed(article: Sequence[str]) -> dict[str, str] | None:
    """What the lines above the text say: headline, byline, words, date, perhaps time, source; None if they don't."""
    words = _words_line(article)
    if words is None:
        return None
    day = next((i for i in range(words + 1, min(words + 4, len(article))) if written_date(article[i])), words)
    named = [line for line in article[day + 1 : day + 3] if not re.match(r"\d{1,2}:\d\d", line)]
    # A section may stand above the headline, "News"; the byline is the last line above the number of words.
    above = list(article[:words])
    byline = above.pop() if len(above) > 1 and re.match(r"By\b|BY\b", above[-1]) else ""
    return {
        "title": above[-1],
        "outlet": named[0] if named else "",
        "published": article[day] if day > words else "",
        "byline": re.sub(r"\A(?i:by)\s+", "", byline),
    }


def _body(article: Sequence[str]) -> list[str]:
    """The lines behind the copyright line, or behind the language where there is none."""
    words = _words_line(article)
    if words is None:
        return []
    head = range(words + 1, min(words + 12, len(article)))
    ends = [i for i in head if COPYRIGHT.match(article[i])] or [i for i in head if article[i] == "English"]
    return list(article[ends[0] + 1 :]) if ends else []


def _words_line(article: Sequence[str]) -> int | None:
    return next((i for i, line in enumerate(article[:12]) if i and WORDS.fullmatch(line)), None)
