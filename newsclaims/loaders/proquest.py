"""ProQuest: an export of many articles in one text file, with lines of underscores between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsclaims.loaders.inputs import Items, Problem, RawText, Source, checked, numbered

RULE = re.compile(r"^_{40,}[ \t]*\r?$", re.MULTILINE)
# The fields that ProQuest writes, as its text files have had them since 2010; others are taken for text.
FIELDS = (
    "Abstract|Accession number|Author|Company / organization|Copyright|Correspondence author|Country of publication"
    "|Credit|Database|Document feature|Document type|Document URL|DOI|Edition|First page|Full text|Full Text|Highlight"
    "|Identifier / keyword|ISSN|Issue|Language|Language of publication|Last updated|Last Updated|Links|Location|Pages"
    "|People|Place of publication|ProQuest document ID|Publication date|Publication info|Publication subject"
    "|Publication title|Publication year|Publisher|Section|Source type|Subject|Subtitle|Supplement|Title|URL|Volume"
    "|Year"
)
FIELD = re.compile(rf"^(?P<name>{FIELDS}):[ \t]*(?P<first>[^\r\n]*)", re.MULTILINE)


def is_proquest(text: str) -> bool:
    """Whether a text file is an export of ProQuest.

    >>> is_proquest("_" * 60 + "\\n\\nBridge closed\\n\\nFull text: Police closed it.\\n\\nProQuest document ID: 1\\n")
    True
    """
    return bool(RULE.search(text)) and "\nFull text:" in text.replace("Full Text:", "Full text:")


def proquest_texts(source: Source, text: str, notes: tuple[str, ...] = ()) -> Items:
    """The articles of an export: title and full text as they stand there; the rest says where they come from.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> export = "\\n\\n".join(["_" * 60, "Bridge closed", "Full text: Police closed it.", "Publication title: Herald"])
    >>> [(raw.text, raw.said["outlet"]) for raw in proquest_texts(file_source(Path("pq.txt")), export)]
    [('Bridge closed\\nPolice closed it.', 'Herald')]
    """
    number = 0
    for part in RULE.split(text):
        if FIELD.search(part) is None or not part.strip():  # what stands above the first rule and below the last
            continue
        number += 1
        item = _text(source, part, number)
        yield replace(item, notes=notes) if isinstance(item, RawText) else item


def _text(source: Source, part: str, number: int) -> RawText | Problem:
    where = f"{source.name}, article {number}"
    fields = dict(_fields(part))
    full = fields.get("Full text") or fields.get("Full Text", "")
    if not full.strip():
        return Problem(where, "no full text: ProQuest has the abstract alone, or save it again with the full text")
    first = part.strip().split("\n")[0].strip()
    title = fields.get("Title", "").strip() or ("" if FIELD.match(first) else first)
    said = {
        "title": title,
        # "The Herald; Riverside, Calif.": the place tells papers of one name apart, not what the paper is called.
        "outlet": fields.get("Publication title", "").split(";")[0].strip(),
        "published": fields.get("Publication date", "").strip(),
        "byline": fields.get("Author", "").strip(),
        "url": fields.get("URL", "").strip(),
    }
    body = full.strip()
    together = f"{title}\n{body}" if title and not body.startswith(title) else body
    return checked(RawText(numbered(source, number), together, source.path, where, said, dated=True))


def _fields(part: str) -> Iterator[tuple[str, str]]:
    """Each field and its value, which goes on to the next field; the full text may be any number of paragraphs."""
    found = list(FIELD.finditer(part))
    for field, after in zip(found, [*found[1:], None], strict=True):
        yield field["name"], part[field.start("first") : after.start() if after else len(part)]
