"""Each class of bad input ends in a message that names it, or is read; what was written before stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import EVENT, Put, bytes_of, run
from exports import LEAD, page, refusal, write, zipped

from newsclaims.articles import make_article, read_articles
from newsclaims.compare import compare_articles
from newsclaims.gold_files import read_marks
from newsclaims.writing import whole

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits and signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no place that even root can't write to")
DEEP = "<div>" * 15_000 + LEAD + "</div>" * 15_000
REFUSED = [
    ("nulls.txt", LEAD.encode() + b"\0", "holds null characters, so it is no text or in another encoding"),
    ("nulls.html", page().encode() + b"\0", "holds null characters, so it is no page"),
    ("half.txt", "The café is closed. ".encode() + b"\xed\xa0\x80", "not UTF-8 (byte 0xed at offset"),
    ("half.jsonl", b'{"text": "Bridge \\ud83d closed"}', "holds half a character ('\\ud83d'): write it anew as UTF-8"),
    ("nothing.txt", "\N{ZERO WIDTH NO-BREAK SPACE}\n\n".encode(), "empty: put the article's text in"),
    ("line.txt", b"w" * 50_000_000, "a line of 50,000,000 characters, more than the 100,000 of a paragraph"),
    ("large.txt", b"w\n" * 25_000_001, "more than the 50,000,000 bytes of an article"),
    ("marks.txt", b'"' * 100_001, "a line of 100,001 characters, more than the 100,000 of a paragraph"),
    ("deep.html", DEEP.encode(), "30,000 tags, more than the 20,000 of a page: save its text as a .txt file"),
    ("wide.html", b"<p>" * 1_000_000, "1,000,000 tags, more than the 20,000 of a page"),
    ("bomb.zip", zipped({"a.txt": b" " * 20_000_000}), "unpacks to 20,000,000 bytes, more than 200 times its size"),
    ("broken.zip", zipped({"a.txt": LEAD})[:-9], "can't be read (a broken zip"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_what_no_article_can_be_is_refused_with_the_reason_and_soon(
    name: str, data: bytes, reason: str, tmp_path: Path
) -> None:
    said = refusal(tmp_path, name, data)
    assert name in said
    assert reason in said


READ = {
    "marks": '"\n' * 100_000,
    "open marks": "“\n" * 20_000,
    "right to left": f"\N{RIGHT-TO-LEFT OVERRIDE}{LEAD}\N{HEBREW LETTER ALEF}\N{POP DIRECTIONAL FORMATTING}",
    "zero width": LEAD.replace(" ", " \N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}"),
    "combining": LEAD.replace("a", "a" + "\N{COMBINING ACUTE ACCENT}" * 500),
    "line ends": "\r\n\r\r\n\x0b\x0c\x1c\x85\N{LINE SEPARATOR}".join([LEAD] * 9),
}


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_what_a_text_may_hold_is_read_as_it_stands(text: str, tmp_path: Path) -> None:
    start = time.process_time()
    (article,) = read_articles(write(tmp_path, "a.txt", text), any_language=True)
    assert article.text == text
    comparison = compare_articles([article, make_article("b", LEAD)])
    assert all(span.stands_in(text) for c in comparison.claims if c.article_id == "a" for span in c.spans)
    assert time.process_time() - start < 30


@pytest.mark.parametrize("number", ["1e999", "NaN", "-1", "10000000000000000000000000", "true", "null", '"\\ud800"'])
@pytest.mark.parametrize("part", ["start", "conflicts", "wording", "articles"])
def test_numbers_and_gaps_where_claims_have_none_are_scored_or_named(part: str, number: str, tmp_path: Path) -> None:
    start, others = (number, "") if part == "start" else ("0", f', "{part}": {number}')
    mention = f'{{"article": "a", "quote": "Bridge", "spans": [[{start}, 6]]}}'
    path = write(tmp_path, "claims.json", f'{{"claims": [{{"id": "c1", "mentions": [{mention}]}}]{others}}}')
    try:
        assert read_marks(path, {"a": "Bridge closed"}).claims
    except ValueError as error:
        assert "claims.json" in str(error)


@linux
@pytest.mark.parametrize(
    ("out", "reason"),
    [("/dev/full/report", "Not a directory"), ("/proc/report", "No such file or directory")],
)
def test_a_place_that_takes_no_files_is_named(out: str, reason: str, put: Put) -> None:
    result = run("compare", put(EVENT), "--out", out)
    assert result.exit_code == 1
    assert f"cannot write {out}" in result.stderr
    assert f"({reason}): name another place with --out" in result.stderr


FULL = """
import resource, sys
from newsclaims.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
main(sys.argv[1:])
"""


@posix
def test_a_full_disk_is_named_and_leaves_what_was_there_before(put: Put, tmp_path: Path) -> None:
    folder, out = put(EVENT), tmp_path / "report"
    assert run("compare", folder, "--out", out).exit_code == 0
    before = bytes_of(out)
    (folder / "third.txt").write_text(EVENT["gazette.txt"].replace("Forty", "Sixty"), encoding="utf-8")
    command = [sys.executable, "-c", FULL, "compare", str(folder), "--out", str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Error: cannot write" in ended.stderr
    assert "(File too large): name another place with --out" in ended.stderr
    after = bytes_of(out)
    assert after.keys() == before.keys()
    assert after["report.html"] == before["report.html"]


KILLED = """
import os, signal, sys
from pathlib import Path
from newsclaims.writing import whole
with whole(Path(sys.argv[1])) as file:
    file.write("half of it " * 100_000)
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_killed_in_mid_write_the_file_is_what_it_was_before(tmp_path: Path) -> None:
    path = write(tmp_path, "report.html", "as it was")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path)], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert path.read_text(encoding="utf-8") == "as it was"
    with whole(path) as file:
        file.write("as it is")
    assert path.read_text(encoding="utf-8") == "as it is"
