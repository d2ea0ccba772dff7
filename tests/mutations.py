"""Files and texts that nobody meant, each drawn from a random source that makes it again."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from exports import BODY, FACTIVA_SHOWN, LEAD, coded_rtf, docx, factiva_page, feed, nexis, page, proquest, rtf, zipped
from test_pages import warc

SEEDS = sorted((Path(__file__).parents[1] / "data" / "seeds").glob("*.txt"))
LARGEST = 60_000  # bytes or characters of an input: many small ones find more than a few large ones
NEWS = (
    "the mayor|Ann Lee|Mr. Lee|Lee|police|she|they|two people|said|says|told the Herald|denied|that|according to|"
    "on Monday|in May 2024|Nov. 5|12|forty|nearly 50,000|$1.5 million|2½|5 percent|a third of|the bridge|the dam|"
    "is|was|was not|may have been|closed|safe|had claimed that|reported|By Ann Lee|Photo:|Read more:|\n|\n\n|,|.|?|:|;|"
    "\"|“|”|‘|’|«|»|'|—|-|(|)|[|]|…"
).split("|")
HOSTILE = (
    *"\u200b \u200c \u200d \u2060 \ufeff \u00ad \u202e \u202d \u2066 \u2069 \u200f \u0301 \u0345 \ufe0f".split(" "),
    *"\x00 \x07 \x1b[31m \x7f \x85 \u2028 \u2029 \ufffd \ufffe \U0010ffff \ud83d \udc00".split(" "),
    *"🙂 👩‍👩‍👧‍👦 🇩🇪 İ ß ŉ ǆ ﬁ Ǆ Ω ٣ \uff14 ² ½ Ⅻ 五 مرحبا שלום".split(" "),
    "\r", "\r\n", "\t", "\x0b", "\x0c", "\xa0", "\u3000", "\u2003", "</script>", "<b>", "&#0;", "&amp;", "{{ x }}",
    "=1+1", "%s", "\\", "`", "|", "99999999999999999999", "1e999", "0/0", "31 Feb. 0000", "Feb. 30", "9999-12-31",
)  # fmt: skip
TOKENS: tuple[bytes, ...] = (
    *(word.encode("utf-8", "surrogatepass") for word in HOSTILE),
    *b"\xff\xfe \xed\xa0\x80 \xc3 \xe2\x80 \x80 < > </ <!-- --> <![CDATA[ <!DOCTYPE &#xD800; &x;".split(b" "),
    *b"{ } [ ] PK\x01\x02 PK\x03\x04 PAR1 {\\rtf1 \\par \\u-1? \\u99999? \\'zz \\bin9999999 \\fonttbl".split(b" "),
    *b"\\field -1 0 4294967295 9e999 NaN null true WARC/1.0\r\n Content-Length: charset=utf-7 charset=hex".split(b" "),
    b",", b"\t", b"\n", b"\r\n", b'"', b'""', b"_" * 60, b"Full text:", b"End of Document", b"Body",
)  # fmt: skip
CSV = f'id,text,outlet\na,"{LEAD}",Herald\n'.encode()
CRAWL = ("https://herald.example/bridge", page().encode())


def parquet(text: str = LEAD) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table({"id": ["a"], "text": [text]}), data)
    return data.getvalue()


FILES: Mapping[str, bytes] = {
    "plain.txt": LEAD.encode(),
    "sixteen.txt": LEAD.encode("utf-16"),
    "windows.txt": "\n".join(BODY).encode("cp1252"),
    "proquest.txt": proquest("Bridge closed").encode(),
    "table.csv": CSV,
    "table.tsv": f"id\ttext\tdate\na\t{LEAD}\t2024-11-11\n".encode(),
    "table.jsonl": json.dumps({"id": "a", "text": LEAD, "authors": ["Ann Lee"]}).encode(),
    "table.parquet": parquet(),
    "page.html": page().encode(),
    "factiva.html": factiva_page(coded=True).encode(),
    "shown.html": factiva_page(coded=False).encode(),
    "nexis.docx": docx(nexis()),
    "factiva.rtf": rtf(FACTIVA_SHOWN),
    "coded.rtf": coded_rtf(),
    "crawl.warc": warc(CRAWL, packed=False),
    "crawl.warc.gz": warc(CRAWL, packed=True),
    "table.csv.gz": gzip.compress(CSV, mtime=0),
    "page.html.gz": gzip.compress(page().encode(), mtime=0),
    "news.zip": zipped(
        {
            "a.txt": LEAD,
            "bridge.html": page(),
            "articles.csv": "id,outlet,url\na,Herald,\n",
            "f.rss": feed(("Bridge", "https://herald.example/2024/bridge")),
        }
    ),
}
WITH_TEXT: Mapping[str, Callable[[str], bytes]] = {
    "plain.txt": lambda text: text.encode("utf-8", "surrogatepass"),
    "sixteen.txt": lambda text: text.encode("utf-16", "surrogatepass"),
    "proquest.txt": lambda text: proquest("Bridge").replace(LEAD, text).encode("utf-8", "surrogatepass"),
    "table.csv": lambda text: ('text\n"' + text.replace('"', '""') + '"\n').encode("utf-8", "surrogatepass"),
    "table.jsonl": lambda text: json.dumps({"text": text, "title": text[:40]}).encode(),
    "table.parquet": lambda text: parquet(whole_characters(text)),
    "page.html": lambda text: page(text[:60], body=text.split("\n")).encode("utf-8", "surrogatepass"),
    "factiva.html": lambda text: factiva_page(coded=True).replace(LEAD, text).encode("utf-8", "surrogatepass"),
    "nexis.docx": lambda text: docx(nexis(text[:60], text.split("\n"))) if whole_characters(text) == text else docx([]),
    "factiva.rtf": lambda text: rtf([*FACTIVA_SHOWN[:10], *text.split("\n"), FACTIVA_SHOWN[-1]]),
    "crawl.warc": lambda text: warc((CRAWL[0], page(body=[text]).encode("utf-8", "surrogatepass")), packed=False),
}


def whole_characters(text: str) -> str:
    """The text without halves of characters, for formats that can't hold them."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def hostile_text(random: Random) -> str:
    """News-like words with characters that steer, hide or break, runs of one piece, and pieces of real articles."""
    pieces: list[str] = []
    share = random.choice((0.0, 0.05, 0.3))
    for _ in range(random.randint(1, 40)):
        piece = random.choice(HOSTILE if random.random() < share else NEWS)
        kind = random.random()
        if kind < 0.02:
            piece *= random.choice((9, 50, 50, 200, 200, 2000))
        elif kind < 0.06:
            paragraph = random.choice(_paragraphs())
            start = random.randrange(len(paragraph))
            piece = paragraph[start : start + random.randint(1, 300)]
        pieces.append(piece)
    return random.choice((" ", " ", "", "\n")).join(pieces)[:LARGEST]


def damaged_file(random: Random) -> tuple[str, bytes]:
    """A file of any kind: one with a hostile text in it, one that is damaged, inside its packing or outside."""
    if random.random() < 0.3:
        name = random.choice([*WITH_TEXT])
        return name, WITH_TEXT[name](hostile_text(random))
    name = random.choice([*FILES])
    data, kind = FILES[name], random.random()
    if kind < 0.05:
        return name, random.randbytes(random.randint(0, 300))
    if name.endswith((".docx", ".zip")) and kind < 0.6:
        return name, _damaged_zip(random, data)
    if name.endswith(".gz") and kind < 0.6:
        return name, gzip.compress(damaged(random, gzip.decompress(data)), mtime=0)
    return name, damaged(random, data)


def damaged(random: Random, data: bytes) -> bytes:
    """The bytes with some of them changed, cut out, moved, doubled many times, or put in from elsewhere."""
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((0, 1, 1, 4, 40, 400)))
        kind = random.randrange(6)
        if kind == 0:
            piece = random.randbytes(random.randint(0, 4))
        elif kind == 1:
            piece = data[start:end] * random.choice((2, 10, 1000))
        elif kind == 2:
            other = random.choice([*FILES.values()])
            piece = other[(at := random.randrange(len(other))) : at + random.randint(1, 200)]
        elif kind == 3:
            data, piece, end = data[:end], b"", start
        else:
            piece = random.choice(TOKENS) * random.choice((1, 1, 1, 1, 20, 2000))
        data = (data[:start] + piece + data[end:])[:LARGEST]
    return data


def damaged_json(random: Random, data: bytes) -> bytes:
    """JSON of which some values are others, gone or there twice."""
    tree = json.loads(data)
    for _ in range(random.choice((1, 1, 1, 3))):
        inner: Any = tree
        while True:
            keys: Sequence[Any] = [*inner] if isinstance(inner, dict) else range(len(inner))
            if not keys:
                break
            key = random.choice(keys)
            if isinstance(inner[key], dict | list) and inner[key] and random.random() < 0.85:
                inner = inner[key]
                continue
            if random.random() < 0.2:
                del inner[key]
            else:
                inner[key] = random.choice(
                    (
                        None,
                        True,
                        -1,
                        0,
                        10**30,
                        1.5,
                        float("inf"),
                        float("nan"),
                        "",
                        "\ud800",
                        "x",
                        [],
                        {},
                        [[]],
                        [None],
                    )
                )
            break
    return json.dumps(tree).encode()


def _damaged_zip(random: Random, data: bytes) -> bytes:
    """A zip that is whole and holds a damaged file, or one under another name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice([*members])
    content = damaged(random, members.pop(name))
    if random.random() < 0.2:
        name = random.choice(
            ("../a.txt", "/a.txt", "C:a.txt", ".", "a/b.txt", "x.zip", "\u202ea.txt", "\n.txt", "a.warc")
        )
    members[name] = content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for member, inner in members.items():
            archive.writestr(member, inner)
    return out.getvalue()


def _paragraphs() -> list[str]:
    if not _REAL:
        _REAL.extend(line for path in SEEDS for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    return _REAL


_REAL: list[str] = []
