"""Files as news databases, browsers and crawlers write them, made of invented news."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from newsclaims.articles import ArticleError, read_articles

LEAD = "The old bridge over the river will stay closed for two weeks, the mayor of Riverside said on Monday."
NEXT = "Engineers found cracks in three of its five piers last week, according to a report that the council published."
LAST = "“We can’t take the risk,” Ms. Lee said. The ferry will run twice an hour until the bridge is open again."
BODY = (LEAD, NEXT, LAST)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def refusal(folder: Path, name: str, data: str | bytes) -> str:
    """What is said of a file in which no article can be, within ten seconds of the processor's time."""
    start = time.process_time()
    with pytest.raises(ArticleError) as caught:
        read_articles(write(folder, name, data))
    assert time.process_time() - start < 10
    return str(caught.value)


def zipped(members: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(paragraphs: Iterable[str], *, head: str = "") -> bytes:
    """A Word file: each paragraph in two runs, as words that a search marked are in runs of their own."""
    inner = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text[:9])}</w:t></w:r>'
        f'<w:hyperlink><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(text[9:])}</w:t></w:r></w:hyperlink>'
        "</w:p>"
        for text in paragraphs
    )
    body = f"<w:body>{inner}</w:body>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{WORD}">{body}</w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def nexis(
    title: str = "Bridge closed for two weeks", body: Iterable[str] = BODY, *, date: str | None = None
) -> list[str]:
    """The paragraphs of one article in an export of Nexis Uni, with the no-break spaces that it has behind colons."""
    return [
        title, "The Riverside Herald", date or "November 11, 2024 Monday", "",
        "Copyright 2024 Riverside Newspapers All Rights Reserved", "Section: NEWS; Pg. 1", "Length:\xa0120 words",
        "Byline:\xa0Ann Lee", "Dateline:\xa0RIVERSIDE", "Body", "", *body, "Classification", "", "Language: ENGLISH",
        "Subject: BRIDGES (90%)", "Load-Date:\xa0November 12, 2024", "", "End of Document",
    ]  # fmt: skip


COVER = [
    "Date and Time: Tuesday, November 12, 2024 9:00:00 AM CET", "Job Number: 123456789", "Documents (2)",
    "1. Bridge closed for two weeks", "Client/Matter: -None-", "Search Terms: bridge", "Search Type: Natural Language",
    "2. Ferry full", "Client/Matter: -None-", "Search Terms: bridge", "Search Type: Natural Language",
]  # fmt: skip

FACTIVA_SHOWN = [
    "News", "Bridge closed for two weeks", "By Ann Lee", "120 words", "11 November 2024", "18:05",
    "The Riverside Herald", "HRLD", "English", "(c) 2024 Riverside Newspapers", *BODY,
    "Document HRLD000020241111ekbb00001",
]  # fmt: skip
FACTIVA_CODED = {
    "SE": ["News"], "HD": ["Bridge closed for two weeks"], "BY": ["By Ann Lee"], "WC": ["120 words"],
    "PD": ["11 November 2024"], "ET": ["18:05"], "SN": ["The Riverside Herald"], "SC": ["HRLD"], "LA": ["English"],
    "CY": ["(c) 2024 Riverside Newspapers"], "LP": [LEAD], "TD": [NEXT, LAST], "NS": ["gbridg : Bridges"],
    "PUB": ["Riverside Newspapers"], "AN": ["Document HRLD000020241111ekbb00001"],
}  # fmt: skip


def rtf(lines: Iterable[str]) -> bytes:
    """An RTF file as Word writes it: everything beyond ASCII as an escape."""
    escaped = (
        "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in line.replace("\\", "\\\\")) for line in lines
    )
    paragraphs = "".join(f"\\pard\\plain {line}\\par\n" for line in escaped)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0\\fcharset0 Arial;}}}}\n{paragraphs}}}".encode("ascii")


def coded_rtf() -> bytes:
    """Factiva's fields in RTF: a table of two columns."""
    rows = "".join(
        "\\trowd\\pard\\intbl "
        + code
        + "\\cell "
        + "\\par ".join("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line) for line in lines)
        + "\\cell\\row\n"
        for code, lines in FACTIVA_CODED.items()
    )
    return f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0\\fcharset0 Arial;}}}}\n{rows}}}".encode("ascii")


def factiva_page(*, coded: bool) -> str:
    """A page of Factiva: articles with their fields in a table, or as they are displayed."""
    if coded:
        cells = {
            code: "".join(f'<p class="articleParagraph enarticleParagraph">{escape(line)}</p>' for line in lines)
            if code in ("LP", "TD")
            else escape(" ".join(lines))
            for code, lines in FACTIVA_CODED.items()
        }
        rows = "".join(
            f'<tr><td class="index" align="right"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>'
            for code, cell in cells.items()
        )
        inner = f'<div class="article enArticle"><table>{rows}</table></div>'
    else:
        section, title, *head = FACTIVA_SHOWN[:10]
        meta = "".join(f"<div>{escape(line)}</div>" for line in head)
        text = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(line)}\n</p>' for line in BODY)
        inner = (
            f'<div class="article enArticle"><div>{section}</div><div id="hd"><span class="enHeadline">{title}</span>'
            f"</div>{meta}{text}<p>{FACTIVA_SHOWN[-1]}</p></div>"
        )
    return f"<html><head><style>p {{}}</style><title>Factiva</title></head><body>{inner}{inner}</body></html>"


def proquest(*titles: str) -> str:
    rule = "_" * 60
    parts = [
        "\n\n".join([
            "", title, "Author: Lee, Ann", "Publication info: The Riverside Herald; Riverside, Calif. 11 Nov 2024: 1.",
            "http://proquest.example/docview/1", "Abstract: None available.", "Links: http://resolver.example",
            f"Full text: {LEAD}\n\n{NEXT}\n\n{LAST}", "Subject: Bridges", "Location: Riverside", f"Title: {title}",
            "Publication title: The Riverside Herald; Riverside, Calif.", "Pages: A.1", "Publication year: 2024",
            "Publication date: Nov 11, 2024", "Language of publication: English", "ProQuest document ID: 1",
            "Document URL: http://proquest.example/docview/1", "Last updated: 2024-11-12", "Database: Newsstream", "",
        ])
        for title in titles
    ]  # fmt: skip
    end = "\n\nContact us at: http://proquest.example Copyright 2024 ProQuest LLC. All rights reserved.\n"
    return "".join(f"{rule}\n{part}" for part in parts) + rule + end


def page(
    title: str = "Bridge closed for two weeks",
    *,
    url: str = "https://herald.example/2024/bridge",
    date: str = "2024-11-11T18:00:00Z",
    body: Iterable[str] = BODY,
) -> str:
    """A page of news as sites make them, with JSON-LD, meta tags, navigation and other stories."""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in body)
    dated = f'"datePublished":"{date}",' if date else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Riverside Herald</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:site_name" content="The Riverside Herald">'
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{title}",{dated}'
        '"author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Li"}],'
        '"publisher":{"@type":"NewsMediaOrganization","name":"The Riverside Herald"}}</script></head><body>'
        "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav></header>"
        f"<main><article><h1>{title}</h1>{paragraphs}</article></main>"
        "<aside><h2>Most read</h2><ul><li><a href=/x>Cat in tree</a></li></ul></aside>"
        "<footer><p>© 2024 The Riverside Herald</p></footer></body></html>"
    )


def feed(*items: tuple[str, str]) -> str:
    """RSS as news sites write it: addresses with their tracking, dates of mail."""
    inner = "".join(
        f"<item><title>{title}</title><link>{url}?utm_source=rss</link><guid>{url}</guid>"
        "<pubDate>Tue, 12 Nov 2024 07:00:00 GMT</pubDate><dc:creator>Cy Roe</dc:creator></item>"
        for title, url in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Herald Online</title><link>https://herald.example</link>{inner}</channel></rss>"
    )
