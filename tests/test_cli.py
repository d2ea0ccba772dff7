"""The commands: what they print, what they write, how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from commands import EVENT, GAZETTE, Put, bytes_of, run, run_alone

from newsclaims.model import shipped

FILES = {"report.html", "findings.md", "claims.json", "attributions.jsonl", "tables"}


def test_compare_prints_the_articles_a_matrix_and_findings(put: Put) -> None:
    result = run("compare", put(EVENT))
    assert result.exit_code == 0, result.output
    assert "1 courier · 2024-05-07 · Police deny that the bridge is closed" in result.stdout
    assert "denies" in result.stdout
    assert "not found in the article." in result.stdout
    assert "  1. " in result.stdout
    assert result.stderr == ""


def test_compare_writes_every_file_that_the_readme_lists(put: Put, tmp_path: Path) -> None:
    result = run("compare", put(EVENT), "--out", tmp_path / "deep" / "report")
    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "deep" / "report").iterdir()} == FILES
    claims = json.loads((tmp_path / "deep" / "report" / "claims.json").read_text(encoding="utf-8"))
    assert [*claims["articles"]] == ["courier", "gazette"]
    assert claims["claims"]


def test_the_same_articles_give_the_same_bytes_whatever_the_hash_seed(put: Put, tmp_path: Path) -> None:
    folder = put(EVENT)
    runs = [run_alone("compare", folder, "--out", tmp_path / seed, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    printed = [run.stdout.splitlines()[:-1] for run in runs]  # the last line names the folder
    assert printed[0] == printed[1] != []
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2") != {}


def test_what_is_not_english_is_left_out_unless_asked_for(put: Put, tmp_path: Path) -> None:
    french = "Le maire a dit lundi que le pont sur la rivière restera fermé pendant deux semaines. " * 5
    folder = put({**EVENT, "figaro.txt": french})
    for options, count in ([], 2), (["--any-language"], 3):
        result = run("extract", folder, "-o", tmp_path / "said.jsonl", *options)
        assert result.exit_code == 0, result.output
        assert ("figaro.txt: does not look like English: left out" in result.stderr) is (count == 2)
        assert len((tmp_path / "said.jsonl").read_text(encoding="utf-8").splitlines()) == count


def test_versions_of_one_text_are_named(put: Put, tmp_path: Path) -> None:
    folder = put({**EVENT, "herald.txt": GAZETTE.replace("school", "town hall")})
    for arguments in (["compare"], ["extract", "-o", tmp_path / "said.jsonl"]):
        result = run(*arguments, folder)
        assert result.exit_code == 0, result.output
        assert "Note: versions of one text, each read as an article: gazette, herald: keep one" in result.stderr


BAD = [
    ({}, "articles: no .txt files", "put each article there"),
    ({"photo.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}, "photo.txt: not UTF-8", "remove it if it is none"),
    ({"old.txt": "Café: ".encode() + b"caf\xe9"}, "old.txt: not UTF-8", "save it anew as UTF-8"),
    ({"empty.txt": b""}, "empty.txt: empty", "put the article's text in"),
    ({"blank.txt": b"\xef\xbb\xbf \r\n"}, "blank.txt: empty", "put the article's text in"),
]


@pytest.mark.parametrize("command", [["compare"], ["extract", "-o", "said.jsonl"]], ids=["compare", "extract"])
@pytest.mark.parametrize(("files", "named", "advice"), BAD, ids=[what[1] for what in BAD])
def test_bad_input_alone_is_named_with_what_to_do(
    put: Put, files: Mapping[str, bytes], named: str, advice: str, command: list[str]
) -> None:
    result = run(*command, put(files))
    assert result.exit_code == 1
    assert named in result.stderr
    assert advice in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(("files", "named", "advice"), BAD[1:], ids=[what[1] for what in BAD[1:]])
def test_bad_input_among_good_is_named_once_and_left_out(
    put: Put, files: Mapping[str, bytes], named: str, advice: str
) -> None:
    result = run("compare", put({**EVENT, **files}))
    assert result.exit_code == 0, result.output
    assert result.stderr.count(named) == 1
    assert advice in result.stderr
    assert "Warning" not in result.stderr
    assert "2 gazette" in result.stdout
    assert "3 " not in result.stdout.split("\n")[2]


def test_one_article_alone_is_listed_and_written_but_cannot_be_compared(put: Put, tmp_path: Path) -> None:
    result = run("compare", put({"gazette.txt": GAZETTE}), "--out", tmp_path / "report")
    assert result.exit_code == 1
    assert "comparing needs two" in result.stderr
    assert "1 gazette" in result.stdout
    assert "\nClaims " in result.stdout
    assert {path.name for path in (tmp_path / "report").iterdir()} == FILES


def test_articles_that_claim_nothing_are_nothing_to_report(put: Put) -> None:
    result = run("compare", put({"a.txt": "Well.", "b.txt": "Hm."}))
    assert result.exit_code == 1
    assert "nothing to report" in result.stderr


def test_a_line_of_twenty_megabytes_is_named_with_what_to_do_and_does_not_stop_the_others(put: Put) -> None:
    giant = "The mayor said that the bridge over the Lenn was closed on Monday. " * 300_000
    result = run("compare", put({**EVENT, "giant.txt": giant}))
    assert result.exit_code == 0, result.output
    assert "giant.txt: a line of 20,100,000 characters" in result.stderr
    assert "put each paragraph on a line of its own, or leave it out" in result.stderr
    assert "2 gazette" in result.stdout


HOSTILE = [
    "<script>alert(1)</script>.txt".replace("/", "\N{DIVISION SLASH}"),
    "=HYPERLINK(1).txt",
    "--out.txt",
    "two\nlines.txt",
    "red\x1b[31m.txt",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe.txt",
    "{{ 1357 * 2468 }} [link](javascript:x).txt",
    "naïve “quotes” 'and' \"these\".txt",
]


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names")
def test_hostile_file_names_steer_neither_terminal_nor_page(put: Put, tmp_path: Path) -> None:
    files = {name: text for name in HOSTILE for text in [GAZETTE]}
    result = run("compare", put({**files, "photo\x1b[2J.txt": b"\xff"}), "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in result.output
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert page.count("<script") == 1  # the page's own
    assert str(1357 * 2468) not in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are not Unicode")
def test_a_file_name_that_is_no_unicode_is_named_and_left_out(put: Put, tmp_path: Path) -> None:
    folder = put(EVENT)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(GAZETTE, encoding="utf-8")
    result = run("compare", folder, "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert "caf\N{REPLACEMENT CHARACTER}.txt: its name is not Unicode: rename the file" in result.stderr


def test_no_command_writes_over_the_table_that_it_reads(tmp_path: Path) -> None:
    row = json.dumps({"id": "a", "text": GAZETTE})
    for place in ("attributions.jsonl", "tables/claims.jsonl"):
        table = tmp_path / place
        table.parent.mkdir(exist_ok=True)
        table.write_text(row, encoding="utf-8")
        assert run("compare", table, "--out", tmp_path).exit_code == 2
        assert run("extract", table, "-o", table).exit_code == 2
        assert table.read_text(encoding="utf-8") == row


def test_the_folder_that_is_read_may_take_the_report(put: Put) -> None:
    folder = put(EVENT)
    assert run("compare", folder, "--out", folder).exit_code == 0
    first = run("extract", folder, "-o", folder / "said.jsonl")
    assert (first.exit_code, first.stderr) == (0, "")
    assert len((folder / "said.jsonl").read_text(encoding="utf-8").splitlines()) == len(EVENT)
    assert {name: (folder / name).read_text(encoding="utf-8") for name in EVENT} == EVENT
    assert {path.name for path in folder.iterdir()} == {*EVENT, *FILES, "said.jsonl"}


def test_an_output_folder_that_cannot_be_made_is_named(put: Put, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for arguments in (["compare", "--out"], ["extract", "-o"]):
        folder = tmp_path / "articles"
        result = run(*arguments, tmp_path / "file" / "report", folder if folder.is_dir() else put(EVENT))
        assert result.exit_code == 1
        assert "cannot write" in result.stderr
        assert str(tmp_path / "file") in result.stderr
        assert "name another place with --out" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare"],
        ["compare", "no-such-folder"],
        ["extract", "."],
        ["extract", ".", "-o", "said.jsonl", "--jobs", "0"],
        ["convert", "."],
        ["compare", ".", "-x"],
        ["compare", ".", "--also", "parquet"],
        ["compare", ".", "--out", "report", "--also", "xml"],
        ["extract", ".", "-o", "said", "--to", "conll"],
        ["extract", ".", "-o", "."],
        ["evaluate", "."],
        ["evaluate", ".", "no-such-gold"],
    ],
)
def test_a_wrong_call_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_pipe_that_closes_early_ends_it_quietly(put: Put) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "newsclaims", "compare", str(put(EVENT))]
    ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert ended.stderr == b""


def test_a_console_without_curly_quotes_shows_what_it_can(put: Put) -> None:
    curly = GAZETTE.replace("over the Lenn", "over the “Lenn”")
    result = run_alone("compare", put({"a.txt": curly, "b.txt": curly}), PYTHONIOENCODING="cp850")
    assert result.returncode == 0, result.stderr
    assert b"?Lenn?" in result.stdout


def test_help_and_version_load_nothing_heavy() -> None:
    code = "import sys, newsclaims.cli; print(sorted({'pandas', 'nltk', 'matplotlib', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"


@pytest.mark.parametrize("command", [[], ["compare"], ["extract"], ["evaluate"]], ids=" ".join)
def test_help_gives_an_example(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "\n      newsclaims " in result.output


def test_a_missing_model_is_named_and_nothing_is_written(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsclaims.model.RESOURCES", tmp_path)
    shipped.cache_clear()
    result = run("extract", put(EVENT), "-o", tmp_path / "said.jsonl")
    assert (result.exit_code, "reader.json is missing" in result.stderr) == (1, True)
    assert not (tmp_path / "said.jsonl").exists()
