"""Saved web pages, web archives and lists of addresses."""

from __future__ import annotations

import datetime as dt
import gzip
import sys
from pathlib import Path

import pytest
from exports import BODY, LEAD, feed, page, refusal, write

from newsclaims.articles import ArticleError, ArticleWarning, iterate_articles, read_articles
from newsclaims.loaders.url_lists import same_page
from newsclaims.loaders.xml_trees import parse_xml

TEXT = "\n".join(["Bridge closed for two weeks", *BODY])
MONDAY = dt.date(2024, 11, 11)


def warc(
    *pages: tuple[str, bytes], kind: str = "text/html; charset=utf-8", status: str = "200 OK", packed: bool
) -> bytes:
    """A web archive as crawlers write it: a request and a response for each page, each record packed by itself."""
    records = [record("warcinfo", "", "application/warc-fields", b"software: crawler\r\n")]
    for url, content in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
        request = b"GET / HTTP/1.1\r\nHost: herald.example\r\n\r\n"
        records.append(record("request", url, "application/http; msgtype=request", request))
        records.append(record("response", url, "application/http; msgtype=response", http + content))
    return b"".join(gzip.compress(each, mtime=0) if packed else each for each in records)


def record(type: str, url: str, kind: str, content: bytes) -> bytes:
    head = {
        "WARC-Type": type,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>",
        "WARC-Date": "2024-11-20T00:00:00Z",
        "WARC-Target-URI": url,
        "Content-Type": kind,
        "Content-Length": str(len(content)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + content + b"\r\n\r\n"


def test_a_page_is_read_without_what_is_around_its_report(tmp_path: Path) -> None:
    (article,) = read_articles(write(tmp_path, "bridge.html", page()))
    assert (article.id, article.text) == ("bridge", TEXT)
    assert (article.title, article.outlet) == ("Bridge closed for two weeks", "The Riverside Herald")
    assert (article.published, article.byline) == (MONDAY, "Ann Lee, Bo Li")
    assert article.url == "https://herald.example/2024/bridge"
    assert [block.kind for block in article.blocks] == ["title", "body", "body", "body"]


def test_a_page_that_looks_like_an_export_and_is_none_is_a_page(tmp_path: Path) -> None:
    (article,) = read_articles(write(tmp_path, "a.html", page().replace("<article>", '<article class="enArticle">')))
    assert article.text == TEXT


def test_nothing_is_logged_on_the_way(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ArticleError):
        read_articles(write(tmp_path, "a.html", "<"))
    assert capfd.readouterr().err == ""


def test_a_page_gives_the_same_text_each_time(tmp_path: Path) -> None:
    path = write(tmp_path, "bridge.html", page())
    assert read_articles(path) == read_articles(path) == list(iterate_articles(path))


def test_a_page_says_in_which_encoding_it_is(tmp_path: Path) -> None:
    data = page().replace('"utf-8"', '"windows-1252"').encode("cp1252")
    (article,) = read_articles(write(tmp_path, "bridge.html", data))
    assert article.text == TEXT


def test_a_page_without_an_address_has_the_one_it_was_saved_from(tmp_path: Path) -> None:
    bare = page().replace('<link rel="canonical" href="https://herald.example/2024/bridge">', "")
    comment = "<!DOCTYPE html>\n<!-- saved from url=(0034)https://herald.example/2024/bridge -->"
    (article,) = read_articles(write(tmp_path, "a.htm", bare.replace("<!DOCTYPE html>", comment)))
    assert article.url == "https://herald.example/2024/bridge"


def test_a_page_without_a_date_says_so(tmp_path: Path) -> None:
    with pytest.warns(ArticleWarning, match=r"bridge\.html: no date: days such as"):
        (article,) = read_articles(write(tmp_path, "bridge.html", page(date="")))
    assert article.published is None


NESTED = "<html><body>" + "<div>" * 15_000 + LEAD


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.html", b"", "no report found in the page: save its text as a .txt file, or leave it out"),
        ("bare.html", "<html><body><nav><a href=/>Home</a></nav></body></html>", "no report found in the page"),
        ("nulls.html", page().replace("Riverside", "River\0side"), "holds null characters, so it is no page"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0", "nor text in another encoding"),
        ("tags.html", page(body=[LEAD] * 20_000), "tags, more than the 20,000 of a page"),
        ("nested.html", NESTED, "no report found in the page"),
        ("line.html", page(body=["word " * 30_000]), "a line of 149,999 characters"),
    ],
)
def test_a_page_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, data: str | bytes, reason: str
) -> None:
    said = refusal(tmp_path, name, data)
    assert name in said
    assert reason in said


@pytest.mark.parametrize(
    ("missing", "name", "data", "reason"),
    [
        ("trafilatura", "a.html", page(), "needs trafilatura: pip install 'newsclaims[html]'"),
        ("warcio.archiveiterator", "a.warc", b"WARC/1.0", "needs warcio: pip install 'newsclaims[html]'"),
        ("pyarrow.parquet", "a.parquet", b"PAR1", "needs pyarrow: pip install 'newsclaims[parquet]'"),
    ],
)
def test_a_format_that_needs_an_extra_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, name: str, data: str | bytes, reason: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ArticleError) as caught:
        read_articles(write(tmp_path, name, data))
    assert reason in str(caught.value)


# Web archives


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_web_archive_are_read_one_after_another(tmp_path: Path, packed: bool) -> None:
    pages = [(f"https://herald.example/{n}", page(f"Bridge {n} closed").encode()) for n in (1, 2)]
    path = write(tmp_path, "crawl.warc.gz" if packed else "crawl.warc", warc(*pages, packed=packed))
    articles = iterate_articles(path)
    first = next(articles)
    assert (first.id.split("-")[-1], first.title, first.url) == ("001", "Bridge 1 closed", "https://herald.example/1")
    assert first.published == MONDAY
    assert [article.title for article in articles] == ["Bridge 2 closed"]


def test_a_server_says_in_which_encoding_a_page_is(tmp_path: Path) -> None:
    content = page().replace('<meta charset="utf-8">', "").encode("cp1252")
    data = warc(("https://herald.example/1", content), kind="text/html; charset=ISO-8859-1", packed=False)
    (article,) = read_articles(write(tmp_path, "crawl.warc", data))
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.warc", b"", "no pages in this archive"),
        ("text.warc", LEAD.encode(), "no pages in this archive: it has no response of type text/html"),
        ("cut.warc.gz", warc(("https://herald.example", page().encode()), packed=True)[:600], "crawl|cut"),
        (
            "gone.warc",
            warc(("https://herald.example", b"Gone"), status="404 Not Found", packed=False),
            "no pages in this",
        ),
        ("jpeg.warc", warc(("https://herald.example", b"\xff"), kind="image/jpeg", packed=False), "no pages in this"),
    ],
)
def test_an_archive_without_pages_is_named_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason) as caught:
        read_articles(write(tmp_path, name, data))
    assert name in str(caught.value)


def test_a_damaged_record_is_named_and_nothing_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pages = [(f"https://herald.example/{n}", page(f"Bridge {n} closed").encode()) for n in (1, 2)]
    data = warc(*pages, packed=False).replace(b"<nav>", b"<nav><ul></ul>", 1)
    with pytest.warns(ArticleWarning, match=r"crawl\.warc: a record is not as long as it says"):
        articles = read_articles(write(tmp_path, "crawl.warc", data))
    assert [article.title for article in articles] == ["Bridge 1 closed", "Bridge 2 closed"]
    assert capfd.readouterr() == ("", "")


def test_an_archive_that_swells_is_left(tmp_path: Path) -> None:
    data = warc(("https://herald.example/bomb", b" " * 50_000_001), packed=True)
    with pytest.raises(ArticleError, match="more than 50,000,000 bytes: the archive is not read from here on"):
        read_articles(write(tmp_path, "crawl.warc.gz", data))


# Lists of addresses


def saved(folder: Path) -> None:
    write(folder, "one.html", page("Bridge closed", url="https://www.herald.example/bridge/"))
    write(folder, "two.html", page("Ferry full", url="https://herald.example/ferry", date=""))


def test_a_feed_tells_where_saved_pages_come_from(tmp_path: Path) -> None:
    saved(tmp_path)
    write(
        tmp_path,
        "herald.rss",
        feed(("Bridge closed", "http://herald.example/bridge"), ("Ferry", "https://herald.example/ferry")),
    )
    first, second = read_articles(tmp_path)
    assert (first.outlet, first.byline, first.published) == ("Herald Online", "Cy Roe", dt.date(2024, 11, 12))
    assert (second.id, second.published) == ("two", dt.date(2024, 11, 12))


def test_atom_is_a_feed_too(tmp_path: Path) -> None:
    saved(tmp_path)
    entries = "".join(
        f'<entry><title>News</title><link rel="self" href="x"/><link href="https://herald.example/{name}"/>'
        "<published>2024-11-13T07:00:00Z</published><author><name>Cy Roe</name></author></entry>"
        for name in ("bridge", "ferry")
    )
    write(tmp_path, "news.xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Online</title>{entries}</feed>')
    for article in read_articles(tmp_path):
        assert (article.outlet, article.byline, article.published) == ("Online", "Cy Roe", dt.date(2024, 11, 13))


def test_a_list_of_media_cloud_tells_where_saved_pages_come_from(tmp_path: Path) -> None:
    saved(tmp_path)
    header = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    rows = [
        f"{n}f3a,2024-11-20 01:02:03,en,herald.example,herald.example,2024-11-1{n},News,https://herald.example/{name}\n"
        for n, name in enumerate(("bridge", "ferry", "dam", "road"), start=1)
    ]
    write(tmp_path, "articles.csv", header + "".join(rows))
    with pytest.warns(ArticleWarning, match="no saved page for 2 listed addresses, such as https://herald.example/dam"):
        first, second = read_articles(tmp_path)
    assert (first.id, first.outlet, first.published) == ("one", "herald.example", MONDAY)
    assert (second.id, second.published) == ("two", dt.date(2024, 11, 12))


def test_an_id_in_a_list_goes_before_an_address(tmp_path: Path) -> None:
    saved(tmp_path)
    write(tmp_path, "articles.csv", "id,outlet,url\none.html,A,\n,B,https://herald.example/bridge\ntwo,C,\n")
    with pytest.warns(ArticleWarning, match="no saved page for https://herald.example/bridge: save it there"):
        articles = read_articles(tmp_path)
    assert [article.outlet for article in articles] == ["A", "C"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("news.rss", feed(("Bridge", "https://herald.example/bridge")), "a feed lists pages and does not hold them"),
        (
            "list.csv",
            "title,url\nBridge,https://herald.example\n",
            "or put the table as articles.csv into a folder with",
        ),
    ],
)
def test_a_list_alone_says_what_to_do(tmp_path: Path, name: str, data: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        read_articles(write(tmp_path, name, data))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<html><body>", "not a feed .not XML: no element found"),
        ("<html/>", "not a feed: it has neither <item> nor <entry>"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><rss/>', "not a feed .declares a document type"),
        (b"\xff\xfe\x00", "not a feed .not XML"),
    ],
)
def test_a_feed_that_is_none_is_named_and_the_pages_are_read(tmp_path: Path, data: str | bytes, reason: str) -> None:
    write(tmp_path, "a.txt", LEAD)
    write(tmp_path, "news.rss", data)
    with pytest.warns(ArticleWarning, match=reason):
        (article,) = read_articles(tmp_path)
    assert article.text == LEAD


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.herald.example/a/", "https://herald.example/a?utm_source=x&fbclid=y#top", True),
        ("https://herald.example/a?id=1", "https://herald.example/a?id=2", False),
        ("https://HERALD.example/a", "https://herald.example/A", False),
        ("http://[", "http://[", True),
    ],
)
def test_addresses_of_one_page(one: str, other: str, same: bool) -> None:
    assert (same_page(one) == same_page(other)) is same


def test_names_and_text_of_xml_are_kept() -> None:
    tree = parse_xml('<a xmlns:x="y"><x:b x:c="d">é<e/>f</x:b>g</a>'.encode("utf-16"))
    (child,) = tree
    assert (child.tag, child.attrib, "".join(child.itertext()), child.tail) == ("{y}b", {"{y}c": "d"}, "éf", "g")
