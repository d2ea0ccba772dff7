"""Exports of Nexis Uni, Factiva and ProQuest, and documents of other kinds."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from exports import (
    BODY,
    COVER,
    FACTIVA_SHOWN,
    LEAD,
    coded_rtf,
    docx,
    factiva_page,
    nexis,
    proquest,
    rtf,
    write,
    zipped,
)

from newsclaims.articles import Article, ArticleError, ArticleWarning, read_articles
from newsclaims.loaders.factiva import is_factiva
from newsclaims.loaders.nexis import is_nexis
from newsclaims.loaders.proquest import is_proquest

TEXT = "\n".join(["Bridge closed for two weeks", *BODY])
MONDAY = dt.date(2024, 11, 11)


def told(article: Article) -> tuple[object, ...]:
    return article.title, article.outlet, article.published, article.byline


def test_a_nexis_document_is_taken_apart_into_its_articles(tmp_path: Path) -> None:
    paragraphs = [*COVER, *nexis(), *nexis("Ferry full", [LEAD], date="12 November 2024")]
    first, second = read_articles(write(tmp_path, "news.DOCX", docx(paragraphs)))
    assert (first.id, first.text) == ("news-001", TEXT)
    assert told(first) == ("Bridge closed for two weeks", "The Riverside Herald", MONDAY, "Ann Lee")
    assert (second.id, second.text) == ("news-002", f"Ferry full\n{LEAD}")
    assert second.published == dt.date(2024, 11, 12)


def test_a_nexis_article_without_a_date_has_that_of_its_loading(tmp_path: Path) -> None:
    paragraphs = [line for line in nexis() if line != "November 11, 2024 Monday"]
    (article,) = read_articles(write(tmp_path, "news.docx", docx(paragraphs)))
    assert article.published == dt.date(2024, 11, 12)


def test_a_nexis_article_without_text_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    broken = [line for line in nexis() if line != "Body"]
    with pytest.warns(
        ArticleWarning, match=r"news\.docx, article 1: no headline above a line 'Body': save it from Nexis"
    ):
        (article,) = read_articles(write(tmp_path, "news.docx", docx([*broken, *nexis()])))
    assert article.id == "news-002"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("shown.rtf", rtf([*FACTIVA_SHOWN, "", *FACTIVA_SHOWN])),
        ("coded.rtf", coded_rtf().replace(b"}}\n", b"}}\n" + coded_rtf().split(b"}}\n")[1].rstrip(b"}"), 1)),
        ("shown.html", factiva_page(coded=False)),
        ("coded.html", factiva_page(coded=True)),
        ("shown.docx", docx([*FACTIVA_SHOWN, *FACTIVA_SHOWN])),
    ],
)
def test_a_factiva_export_is_taken_apart_into_its_articles(tmp_path: Path, name: str, data: str | bytes) -> None:
    first, second = read_articles(write(tmp_path, name, data))
    assert [first.id, second.id] == [f"{name.split('.')[0]}-001", f"{name.split('.')[0]}-002"]
    assert first.text == second.text == TEXT
    assert told(first) == told(second) == ("Bridge closed for two weeks", "The Riverside Herald", MONDAY, "Ann Lee")


def test_a_factiva_article_that_is_a_headline_alone_is_named(tmp_path: Path) -> None:
    lines = [FACTIVA_SHOWN[1], FACTIVA_SHOWN[-1], *FACTIVA_SHOWN]
    with pytest.warns(ArticleWarning, match=r"news\.rtf, article 1: no headline, number of words and text as Factiva"):
        (article,) = read_articles(write(tmp_path, "news.rtf", rtf(lines)))
    assert article.id == "news-002"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_proquest_export_is_taken_apart_into_its_articles(tmp_path: Path, line_end: str) -> None:
    data = proquest("Bridge closed for two weeks", "Ferry full").replace("\n", line_end)
    first, second = read_articles(write(tmp_path, "pq.txt", data))
    assert first.text.split() == TEXT.split()
    assert told(first) == ("Bridge closed for two weeks", "The Riverside Herald", MONDAY, "Lee, Ann")
    assert (second.id, second.title) == ("pq-002", "Ferry full")


def test_a_proquest_article_without_its_full_text_is_named(tmp_path: Path) -> None:
    data = proquest("Bridge closed for two weeks", "Ferry full").replace("Full text:", "Notes:", 1)
    with pytest.warns(ArticleWarning, match=r"pq\.txt, article 1: no full text: ProQuest has the abstract alone"):
        (article,) = read_articles(write(tmp_path, "pq.txt", data))
    assert article.title == "Ferry full"


def test_an_export_without_a_date_says_so(tmp_path: Path) -> None:
    data = proquest("Bridge closed for two weeks").replace("Publication date: Nov 11, 2024", "Publication date: ")
    with pytest.warns(ArticleWarning, match=r"pq\.txt, article 1: no date: days such as .Monday. stay open; give one"):
        (article,) = read_articles(write(tmp_path, "pq.txt", data))
    assert article.published is None


def test_news_that_speaks_of_a_document_is_no_export() -> None:
    news = [
        "Bridge closed",
        LEAD,
        "Document",
        "End of the document",
        "Body found",
        "_" * 60,
        "Full text of the speech:",
    ]
    assert not (is_nexis(news) or is_factiva(news) or is_proquest("\n".join(news)))


def test_a_document_of_another_kind_is_one_article(tmp_path: Path) -> None:
    for name, data in (("a.docx", docx(TEXT.split("\n"))), ("b.rtf", rtf(TEXT.split("\n")))):
        write(tmp_path, name, data)
    first, second = read_articles(tmp_path)
    assert (first.id, first.text) == ("a", TEXT)
    assert (second.id, second.text.strip()) == ("b", TEXT)


def test_deleted_words_and_text_boxes_come_once(tmp_path: Path) -> None:
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body><w:p><w:r><w:t>Closed</w:t></w:r>'
        "<w:del><w:r><w:delText>Open</w:delText></w:r></w:del><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r>"
        "<w:t>A box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:t>A box</w:t></w:pict>"
        "</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:tab/><w:t>today</w:t><w:br/><w:t>again</w:t></w:r></w:p></w:body></w:document>"
    )
    (article,) = read_articles(write(tmp_path, "a.docx", zipped({"word/document.xml": xml})))
    assert article.text == "Closed\ttoday\nagain\nA box"


def xml_in(encoding: str) -> bytes:
    return zipped({"word/document.xml": f'<?xml version="1.0" encoding="{encoding}"?><document/>'})


BOMB = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.docx", b"", "not a Word file that can be read (File is not a zip file): save it anew as .docx"),
        ("cut.docx", docx([LEAD])[:-30], "File is not a zip file"),
        ("other.docx", zipped({"content.xml": "<a/>"}), "no item named 'word/document.xml'"),
        ("broken.docx", zipped({"word/document.xml": "<document>"}), "not XML: no element found"),
        ("bomb.docx", docx([LEAD], head=BOMB), "declares a document type"),
        ("unknown.docx", xml_in("utf-88"), "in an encoding that can't be read (unknown encoding: utf-88)"),
        (
            "many.docx",
            xml_in("shift_jis"),
            "in an encoding that can't be read (multi-byte encodings are not supported)",
        ),
        ("hex.docx", xml_in("hex"), "in an encoding that can't be read"),
        ("large.docx", zipped({"word/document.xml": b" " * 50_000_001}), "its text has more than 50,000,000 bytes"),
        ("blank.docx", docx([" "]), "empty: put the article's text in"),
        ("half.docx", zipped({"word/document.xml": "<a>&#xD800;</a>"}), "not XML: reference to invalid character"),
        ("plain.rtf", LEAD, "not RTF: save it anew as .rtf, .docx or text"),
        ("empty.rtf", b"{\\rtf1}", "empty: put the article's text in"),
        ("half.rtf", b"{\\rtf1 \\u-10179? " + LEAD.encode() + b"}", "half a character"),
    ],
)
def test_a_document_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, data: str | bytes, reason: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read_articles(write(tmp_path, name, data))
    assert name in str(caught.value)
    assert reason in str(caught.value)


def test_a_deeply_nested_document_is_read(tmp_path: Path) -> None:
    inner = "<w:sdt>" * 50_000 + f"<w:r><w:t>{LEAD}</w:t></w:r>" + "</w:sdt>" * 50_000
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>{inner}</w:p></w:document>'
    (article,) = read_articles(write(tmp_path, "a.docx", zipped({"word/document.xml": xml})))
    assert article.text == LEAD


@pytest.mark.parametrize(
    "hostile",
    [
        "{\\field{\\*\\fldinst{HYPERLINK " * 20_000,
        "{\\fonttbl" + "\\f1" * 200_000,
        "{" * 200_000,
        "{\\field{\\*\\fldinst{" + 'HYPERLINK "a" ' * 20_000,
        "\\pict\\bin99999999999 " * 1000,
        "\\u99999? \\ansicpg99999 \\'zz \\f9\\'e9",
    ],
    ids=["links", "fonts", "braces", "link", "pictures", "codes"],
)
def test_hostile_rtf_takes_no_time(tmp_path: Path, hostile: str) -> None:
    path = write(tmp_path, "a.rtf", "{\\rtf1\\ansi " + LEAD + "\\par " + hostile)
    start = time.process_time()
    try:
        read_articles(path)
    except ArticleError as error:
        assert "a.rtf" in str(error)
    assert time.process_time() - start < 5
