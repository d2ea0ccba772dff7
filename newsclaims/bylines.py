"""Who published an article, when, and who wrote it, where its own lines say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from newsclaims.blocks import DATE, LONGEST_NOTICE, MASTHEAD, Block, byline
from newsclaims.calendars import month_number

NAME = r"[A-Z][\w&.'-]*(?:\s(?:(?:of|and|&)\s)?[A-Z][\w&.'-]*){0,5}"
OUTLET_NOTICES = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        rf"(?i:by)\s+(?P<name>{NAME})\s(?i:news\sdesk|newsroom|editorial\s\w+|staff|editors)\b",
        rf"""(?i:subscribe|sign\sup|welcome)\s(?:to|for)\s (?:our\s|the\s)? (?P<name>{NAME}?)
        (?:['\N{{RIGHT SINGLE QUOTATION MARK}}]s)?\s(?i:(?:daily\s|weekly\s|free\s)?newsletters?)\b""",
        rf"(?:\N{{COPYRIGHT SIGN}}|(?i:\(c\)|copyright))[\s\N{{COPYRIGHT SIGN}}]*\d{{4}},?\s(?P<name>{NAME})",
        r"(?i:outlet|source|publisher|publication):\s(?P<name>\S.{1,58})\Z",
    )
)
LEGAL = re.compile(r"(?<=[a-z]{2})\.\s|,?\s(?:All\sRights|Inc|LLC|Ltd)\b")  # what follows a name in a copyright line
# CITY (AGENCY) and a dash open an agency's report.
DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.,' ]{0,60}?)?\s?\((?P<agency>[A-Z][A-Za-z]{1,12}(?:\s[A-Z][a-z]{1,12})?)\)\s?"
    r"(?:--?|[\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}])"
)
DATED = re.compile(r"\b(?:published|posted|date|updated|modified)\b", re.IGNORECASE)
HEAD = 120  # code points of a paragraph that may be a dateline


def written_date(text: str) -> dt.date | None:
    """The first full date that is written out in a text; None if there is none, or no such day.

    >>> written_date("Posted on Nov. 11, 2024, 6 p.m.")
    datetime.date(2024, 11, 11)
    """
    found = DATE.search(text)
    if found is None:
        return None
    try:
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        month = month_number(found["month"] or found["next_month"])
        return dt.date(int(found["year"] or found["last_year"]), month, int(found["day"] or found["first_day"]))
    except ValueError:  # 31 June
        return None


def find_published(blocks: Sequence[Block]) -> dt.date | None:
    """The day of publication: from a date line above the report, its dateline, or a labelled date below.

    A later day that a line calls an update counts only where no other is given.

    >>> from newsclaims.blocks import label_blocks
    >>> find_published(label_blocks("Bridge closed\\nUpdated: Nov. 12, 2024\\nNov. 11, 2024\\nPolice closed it."))
    datetime.date(2024, 11, 11)
    """
    above, first, below = _around(blocks)
    datelines = [found[0] for found in map(_dateline, first) if found]
    lines = [*above, *datelines, *(line for line in below if DATED.search(line))]
    dates = [(line, day) for line in lines if (day := written_date(line))]
    dates.sort(
        key=lambda dated: re.search(r"\b(?:updated|modified)\b(?!.*published)", dated[0], re.IGNORECASE) is not None
    )
    return dates[0][1] if dates else None


def find_outlet(blocks: Sequence[Block]) -> str | None:
    """The outlet: named by a byline, newsletter or copyright line or a masthead, else by the dateline's agency.

    >>> from newsclaims.blocks import label_blocks
    >>> find_outlet(label_blocks("Bridge closed\\nPolice closed it.\\nSubscribe to The Riverside Herald newsletter"))
    'The Riverside Herald'
    """
    above, first, below = _around(blocks)
    for pattern in OUTLET_NOTICES:
        for line in (*above, *below):
            if found := pattern.search(line):
                return LEGAL.split(found["name"])[0].strip(" .,")
    for line in (*above, *below):
        if MASTHEAD.fullmatch(line):
            return line
    return next((found["agency"] for found in map(_dateline, first) if found), None)


def find_byline(blocks: Sequence[Block]) -> str | None:
    """The author or authors as the first byline names them.

    >>> from newsclaims.blocks import label_blocks
    >>> find_byline(label_blocks("Bridge closed\\nBy Ann Lee\\nPolice closed the bridge."))
    'Ann Lee'
    """
    above, _, below = _around(blocks)
    return next((who for line in (*above, *below) if (who := byline(line))), None)


def _around(blocks: Sequence[Block]) -> tuple[list[str], list[str], list[str]]:
    """The boilerplate above the report, its first two paragraphs, and the boilerplate below."""
    body = [i for i, block in enumerate(blocks) if block.kind == "body"]
    start, end = (body[0], body[-1]) if body else (len(blocks), len(blocks))
    return _notices(blocks[:start]), [blocks[i].span.text for i in body[:2]], _notices(blocks[end + 1 :])


def _notices(blocks: Sequence[Block]) -> list[str]:
    return [
        block.span.text for block in blocks if block.kind == "boilerplate" and len(block.span.text) <= LONGEST_NOTICE
    ]


def _dateline(paragraph: str) -> re.Match[str] | None:
    return DATELINE.match(paragraph[:HEAD])
