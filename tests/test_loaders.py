"""No file brings the reading down, whatever is in it: it gives articles or is named."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import warnings
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from exports import FACTIVA_SHOWN, LEAD, coded_rtf, docx, factiva_page, feed, nexis, page, proquest, rtf, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_pages import warc

from newsclaims.articles import ArticleError, ArticleWarning, read_articles


def parquet() -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table({"id": ["a"], "text": [LEAD]}), data)
    return data.getvalue()


CSV = f'id,text,outlet\na,"{LEAD}",Herald\n'.encode()
ARCHIVE = ("https://herald.example/bridge", page().encode())
FILES = {
    "plain.txt": LEAD.encode(),
    "proquest.txt": proquest("Bridge closed").encode(),
    "table.csv": CSV,
    "table.jsonl": json.dumps({"id": "a", "text": LEAD}).encode(),
    "table.parquet": parquet(),
    "page.html": page().encode(),
    "factiva.html": factiva_page(coded=True).encode(),
    "nexis.docx": docx(nexis()),
    "factiva.rtf": rtf(FACTIVA_SHOWN),
    "coded.rtf": coded_rtf(),
    "crawl.warc": warc(ARCHIVE, packed=False),
    "crawl.warc.gz": warc(ARCHIVE, packed=True),
    "table.csv.gz": gzip.compress(CSV),
    "news.zip": zipped({"a.txt": LEAD, "b.html": page(), "articles.csv": "id,outlet\na,Herald\n", "f.rss": feed()}),
}


def read(folder: Path, name: str, data: bytes) -> int:
    """How many articles are in it; ArticleError and ArticleWarning name the file, all else is a fault."""
    path = folder / name
    path.write_bytes(data)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            articles = read_articles(path, any_language=True)
        except ArticleError as error:
            assert name.split(".")[0] in str(error)
            return 0
    assert all(issubclass(warning.category, ArticleWarning) for warning in caught)
    for article in articles:
        article.text.encode("utf-8")
        assert all(block.span.stands_in(article.text) for block in article.blocks)
    return len(articles)


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_is_read(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, FILES[name]) >= 1


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_or_named(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        piece = data.draw(
            st.binary(max_size=4) | st.sampled_from([b"<", b"{", b'"', b"\0", b"\xed\xa0\x80", b"&#xD800;"])
        )
        content[place : place + data.draw(st.integers(0, 40))] = piece
    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder), name, bytes(content))


@pytest.mark.parametrize("suffix", sorted({name.partition(".")[2] for name in FILES} | {"tsv", "htm", "rss"}))
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_named(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder), f"any.{suffix}", data)
