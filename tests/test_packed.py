"""Files in gzip and zip, and tables in Parquet: read as if they lay there open, and never trusted."""

from __future__ import annotations

import gzip
import io
import json
import stat
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from exports import LEAD, NEXT, docx, nexis, page, write, zipped

from newsclaims.articles import ArticleError, ArticleWarning, iterate_articles, read_articles
from newsclaims.files import count_texts, reads

CSV = f'id,text,outlet\na,"{LEAD}",Herald\nb,"{NEXT}",Courier\n'
JSONL = "".join(
    json.dumps(row) + "\n"
    for row in ({"id": "a", "text": LEAD, "outlet": "Herald"}, {"id": "b", "text": NEXT, "outlet": "Courier"})
)
TABLE = {"id": ["a", "b"], "text": [LEAD, NEXT], "outlet": ["Herald", "Courier"], "date": ["2024-11-11", None]}


def parquet(columns: dict[str, list[object]], *, rows: int = 100_000) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data, row_group_size=rows)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv.gz", gzip.compress(CSV.encode())),
        ("t.CSV.GZ", gzip.compress(CSV.encode())),
        ("t.jsonl.gz", gzip.compress(JSONL.encode())),
        ("t.zip", zipped({"t.csv": CSV})),
        ("t.parquet", parquet(TABLE)),
        ("t.parquet", parquet(TABLE, rows=1)),
    ],
)
def test_a_packed_table_is_read_as_an_open_one(tmp_path: Path, name: str, data: bytes) -> None:
    articles = read_articles(write(tmp_path, name, data))
    assert [(article.id, article.text, article.outlet) for article in articles] == [
        ("a", LEAD, "Herald"),
        ("b", NEXT, "Courier"),
    ]


def test_a_zip_is_read_as_a_folder_is(tmp_path: Path) -> None:
    members = {
        "news/b.html": page(),
        "news/a.txt": LEAD,
        "news/c.docx": docx(nexis()),
        "news/d.txt.gz": gzip.compress(NEXT.encode()),
        "news/articles.csv": "id,outlet\na,The Courier\n",
        "news/README.txt": "About these articles.",
        "__MACOSX/news/._a.txt": b"\0\0",
    }
    articles = read_articles(write(tmp_path, "news.zip", zipped(members)))
    assert [article.id for article in articles] == ["a", "b", "c-001", "d"]
    assert articles[0].outlet == "The Courier"
    assert articles[0].path == tmp_path / "news.zip"


def test_a_folder_may_hold_files_of_any_kind(tmp_path: Path) -> None:
    for name, data in (("a.txt.gz", gzip.compress(LEAD.encode())), ("b.zip", zipped({"c.txt": NEXT})), ("t.csv", CSV)):
        write(tmp_path, name, data)
    assert [article.id for article in read_articles(tmp_path)] == ["a", "c"]


def test_a_folder_of_tables_alone_is_read(tmp_path: Path) -> None:
    write(tmp_path, "1.csv", CSV)
    write(tmp_path, "2.jsonl", json.dumps({"id": "c", "text": LEAD}))
    assert [article.id for article in read_articles(tmp_path)] == ["a", "b", "c"]
    assert count_texts(tmp_path) is None
    assert reads(tmp_path, tmp_path / "attributions.jsonl")
    assert reads(tmp_path, tmp_path / "report.html")
    assert not reads(tmp_path, tmp_path / "findings.md")


def tricky(change: str) -> bytes:
    """A zip with one member that must not be read."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        member = zipfile.ZipInfo("link.txt" if change == "link" else change)
        if change == "link":
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    return data.getvalue()


def locked() -> bytes:
    """A zip that says of its member that it is locked."""
    data = bytearray(zipped({"a.txt": LEAD}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def nameless() -> bytes:
    """A zip whose member has no name: the letter that was its name is taken for something else."""
    data = bytearray(zipped({"a": LEAD}))
    for name, other in ((26, 28), ((start := data.index(b"PK\x01\x02")) + 28, start + 30)):
        data[name], data[other] = 0, 1
    return bytes(data)


def spoilt() -> bytes:
    data = bytearray(zipped({"a.txt": LEAD * 50}))
    data[60] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("up.zip", tricky("../../up.txt"), "holds '../../up.txt', a name that leads out of it: leave it out"),
        ("root.zip", tricky("/etc/up.txt"), "holds '/etc/up.txt', a name that leads out of it"),
        ("drive.zip", tricky("C:\\up.txt"), "a name that leads out of it"),
        ("nameless.zip", nameless(), "holds '', which is no name of a file: leave it out"),
        ("dot.zip", zipped({".": LEAD}), "holds '.', which is no name of a file: leave it out"),
        ("link.zip", tricky("link"), "holds 'link.txt', a link: leave it out"),
        ("twice.zip", zipped({"a.zip": zipped({"a.txt": LEAD})}), "holds 'a.zip', a zip within it: unpack it first"),
        ("locked.zip", locked(), "locked with a password: unpack it first"),
        ("bomb.zip", zipped({"a.txt": b" " * 20_000_000}), "unpacks to 20,000,000 bytes, more than 200 times its size"),
        ("many.zip", zipped({f"{n}.txt": b"" for n in range(100_001)}), "100,001 files, more than 100,000: unpack it"),
        ("empty.zip", b"", "can't be read (a broken zip: File is not a zip file): leave it out, or get it anew"),
        ("cut.zip", zipped({"a.txt": LEAD})[:-10], "a broken zip"),
        ("spoilt.zip", spoilt(), "spoilt.zip/a.txt: can't be read (packed data that is broken"),
        ("none.zip", zipped({"a.pdf": b"%PDF"}), "no .txt files in this folder"),
        ("bomb.txt.gz", gzip.compress(b" " * 20_000_000), "unpacks to more than 200 times its size"),
        ("bomb.csv.gz", gzip.compress(b"text\n" + b" " * 20_000_000), "unpacks to more than 200 times its size"),
        ("large.txt.gz", gzip.compress(b"".join(b"%d\n" % n for n in range(7_000_000)), 1), "more than the 50,000,000"),
        ("cut.csv.gz", gzip.compress(CSV.encode())[:-12], "can't be read (packed data that is broken"),
        ("plain.csv.gz", CSV.encode(), "can't be read (packed data that is broken: Not a gzipped file"),
        ("empty.txt.gz", b"", "empty: put the article's text in"),
        ("twice.txt.gz.gz", gzip.compress(gzip.compress(LEAD.encode())), "neither a folder nor .txt"),
        ("plain.parquet", CSV.encode(), "not a Parquet table from here on"),
        ("empty.parquet", b"", "not a Parquet table from here on"),
        ("cut.parquet", parquet(TABLE)[:-20], "not a Parquet table from here on"),
        ("columns.parquet", parquet({"words": [LEAD]}), "no column with a usual name for texts among 'words'"),
        ("rows.parquet", parquet({"text": []}), "a table without rows"),
    ],
)
def test_what_is_packed_badly_or_with_ill_intent_is_named_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read_articles(write(tmp_path, name, data))
    assert name in str(caught.value)
    assert reason in str(caught.value)


def test_a_spoilt_member_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": LEAD * 50, "b.txt": NEXT}))
    data[60] ^= 0xFF
    with pytest.warns(ArticleWarning, match=r"news\.zip/a\.txt: can't be read"):
        (article,) = read_articles(write(tmp_path, "news.zip", bytes(data)))
    assert article.id == "b"


def test_parquet_cells_of_any_type_become_text(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": [7],
            "text": [LEAD],
            "date": pa.array([1731348000], pa.timestamp("s")),
            "authors": [["Ann Lee", "Bo Li"]],
            "title": pa.array([None], pa.string()),
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    (article,) = read_articles(tmp_path / "t.parquet")
    assert (article.id, str(article.published), article.byline, article.title) == (
        "7",
        "2024-11-11",
        "Ann Lee, Bo Li",
        None,
    )


def test_a_line_longer_than_any_article_ends_a_table(tmp_path: Path) -> None:
    rows = json.dumps({"id": "a", "text": LEAD}) + "\n" + '{"text": "' + "w" * 50_000_001 + '"}\n'
    with pytest.warns(
        ArticleWarning, match=r"line 2: more than 50,000,000 characters: the table is not read from here on"
    ):
        (article,) = read_articles(write(tmp_path, "t.jsonl", rows))
    assert article.id == "a"
    with pytest.raises(ArticleError, match=r"row 1: not a table from here on .field larger"):
        read_articles(write(tmp_path, "t.csv", "text\n" + "w" * 50_000_001 + "\n"))


def test_a_deeply_nested_line_of_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="line 1: not JSON"):
        read_articles(write(tmp_path, "t.jsonl", "[" * 200_000))


def test_packed_rows_come_one_at_a_time(tmp_path: Path) -> None:
    path = write(
        tmp_path, "t.csv.gz", gzip.compress(("id,text\n" + "".join(f'{n},"{LEAD}"\n' for n in range(3000))).encode())
    )
    articles = iterate_articles(path)
    assert [next(articles).id for _ in range(2)] == ["0", "1"]
    articles.close()
