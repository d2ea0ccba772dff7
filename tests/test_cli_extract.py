"""The command that extracts: what it writes, what it leaves out, how it ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest
from commands import EVENT, GAZETTE, Put, bytes_of, run

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, extract_attributions


def test_extract_writes_a_line_for_each_article(put: Put, tmp_path: Path) -> None:
    result = run("extract", put(EVENT), "-o", tmp_path / "said.jsonl")
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in (tmp_path / "said.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["article"] for line in lines] == ["courier", "gazette"]
    assert all(line["attributions"] for line in lines)


def test_extract_writes_the_same_bytes_with_two_processes(put: Put, tmp_path: Path) -> None:
    folder = put(EVENT)
    said = []
    for jobs in ("1", "2"):
        result = run("extract", folder, "-o", tmp_path / jobs, "--jobs", jobs)
        assert result.exit_code == 0, result.output
        said.append((tmp_path / jobs).read_bytes())
    assert said[0] == said[1] != b""


def test_outer_leaves_out_what_lies_in_the_content_of_another(put: Put, tmp_path: Path) -> None:
    folder = put({"a.txt": "The Herald reported that the mayor told the council that the dam was unsafe."})
    for option, parents in (([], [None, 0]), (["--outer"], [None])):
        result = run("extract", folder, "-o", tmp_path / "said.jsonl", *option)
        assert f"{len(parents)} attributions of 1 articles" in result.stdout
        line = json.loads((tmp_path / "said.jsonl").read_text(encoding="utf-8"))
        assert [found["parent"] for found in line["attributions"]] == parents


def test_extract_names_bad_input_once_and_leaves_it_out(put: Put, tmp_path: Path) -> None:
    result = run("extract", put({"empty.txt": b"", **EVENT, "old.txt": b"\xe9\0"}), "-o", tmp_path / "said.jsonl")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("Note: read 2 articles, with 2 problems:\n")
    assert len((tmp_path / "said.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_extract_that_fails_on_the_way_leaves_no_file(put: Put, tmp_path: Path) -> None:
    rows = [{"id": id, "text": GAZETTE} for id in "aba"]
    folder = put({"news.jsonl": "\n".join(map(json.dumps, rows))})
    result = run("extract", folder / "news.jsonl", "-o", tmp_path / "out" / "said.jsonl")
    assert result.exit_code == 1
    assert "two articles with the id 'a'" in result.stderr
    unfinished = tmp_path / "out" / "said.jsonl.unfinished"
    assert f"Note: {unfinished} has what was read: the same command goes on from there" in result.stderr
    assert list(unfinished.parent.iterdir()) == [unfinished]


def test_processes_that_cannot_start_end_extract_with_what_to_do(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> Iterator[tuple[Article, list[Attribution]]]:
        raise BrokenExecutor("the processes die: take fewer jobs")
        yield

    monkeypatch.setattr("newsclaims.runs.extract_each", dies)
    result = run("extract", put(EVENT), "-o", tmp_path / "out" / "said.jsonl", "--jobs", "2")
    assert (result.exit_code, result.stderr) == (1, "Error: the processes die: take fewer jobs\n")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("form", ["jsonl", "parquet", "label-studio"])
def test_an_article_that_breaks_the_reader_is_left_out_and_named_at_the_end(
    form: str, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(article: Article, **_: object) -> list[Attribution]:
        if article.id == "gazette":
            raise RecursionError("too\ndeep\x1b")
        return extract_attributions(article)

    monkeypatch.setattr("newsclaims.attributions.extract_attributions", read)
    result = run("extract", put(EVENT), "-o", tmp_path / "said", "--to", form)
    assert result.exit_code == 0, result.output
    assert "Note: 1 article set aside, with the reason:\n  gazette: RecursionError: too deep" in result.stderr
    assert "\x1b" not in result.stderr
    assert "attributions of 1 articles are in" in result.stdout
    if form != "parquet":
        assert b"gazette" not in (tmp_path / "said").read_bytes()


def test_extract_of_an_article_in_which_nobody_speaks_ends_with_1_and_a_file(put: Put, tmp_path: Path) -> None:
    result = run("extract", put({"a.txt": "Well."}), "-o", tmp_path / "said.jsonl")
    assert result.exit_code == 1
    assert "nothing to report" in result.stderr
    assert (tmp_path / "said.jsonl").read_text(encoding="utf-8") == '{"article": "a", "attributions": []}\n'


@pytest.mark.parametrize("name", ["gazette.txt", "new.txt", "articles.csv", "../articles/gazette.txt"])
def test_extract_does_not_write_over_what_it_reads(put: Put, name: str) -> None:
    folder = put(EVENT)
    result = run("extract", folder, "-o", folder / name)
    assert result.exit_code == 2
    assert "is what this command reads: name another place with --out" in " ".join(result.output.split())
    assert bytes_of(folder) == {name: text.encode() for name, text in EVENT.items()}
