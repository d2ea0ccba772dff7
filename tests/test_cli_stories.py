"""The command that tells stories apart, and comparing them one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from commands import run

from newsclaims.stories import read_stories

GAZETTE = """Bridge over the Lenn closed, mayor says
By Ann Lee, May 6, 2024
The bridge over the Lenn was closed on Monday, Mayor Rosa Lind said.
"""
COURIER = """Police deny that the bridge is closed
May 7, 2024
Police spokesman Tom Hale denied that the bridge over the Lenn was closed on Monday.
"""
OPERA = """Opera house names first conductor
May 7, 2024
The Vellin opera has hired Clara Moss, who will conduct a season of Verdi.
"""
NEWS = {"gazette": GAZETTE, "courier": COURIER, "opera": OPERA}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return put(tmp_path / "news", NEWS)


def put(folder: Path, texts: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_stories_writes_a_line_for_each_article_and_says_how_many_stories_there_are(news: Path, tmp_path: Path) -> None:
    result = run("stories", news, "-o", tmp_path / "stories.tsv")
    assert result.exit_code == 0, result.output
    assert result.stdout == f"3 articles, 2 stories, 1 of them with several articles: {tmp_path / 'stories.tsv'}\n"
    assert (tmp_path / "stories.tsv").read_text(encoding="utf-8") == (
        "article\tstory\ncourier\ts1\ngazette\ts1\nopera\ts2\n"
    )


def test_new_articles_join_the_stories_of_an_earlier_table(tmp_path: Path) -> None:
    folder, table = put(tmp_path / "news", {"opera": OPERA, "gazette": GAZETTE}), tmp_path / "stories.tsv"
    run("stories", folder, "-o", table)
    before = read_stories(table)
    put(folder, {"courier": COURIER})
    result = run("stories", folder, "--earlier", table, "-o", table)
    assert (result.exit_code, result.stderr) == (0, "")
    assert read_stories(table) == before | {"courier": before["gazette"]}


def test_earlier_articles_that_are_not_there_keep_their_stories_and_are_counted(news: Path, tmp_path: Path) -> None:
    table = tmp_path / "earlier.tsv"
    table.write_text("article\tstory\nherald\ts9\ngazette\ts2\n", encoding="utf-8")
    result = run("stories", news, "--earlier", table, "-o", tmp_path / "stories.tsv")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("Note: 1 of the articles in ")
    assert read_stories(tmp_path / "stories.tsv") == {"herald": "s9", "gazette": "s2", "courier": "s2", "opera": "s10"}


def test_days_keep_apart_what_is_further_apart(news: Path, tmp_path: Path) -> None:
    result = run("stories", news, "--days", "0", "-o", tmp_path / "stories.tsv")
    assert "3 articles, 3 stories, 0 of them" in result.stdout


def test_a_table_without_stories_ends_the_command(news: Path, tmp_path: Path) -> None:
    table = tmp_path / "bad.tsv"
    table.write_text("id\tgroup\na\t1\n", encoding="utf-8")
    for arguments in (("stories", news, "--earlier", table, "-o", "out.tsv"), ("compare", news, "--stories", table)):
        result = run(*arguments, *(["--out", tmp_path / "out"] if arguments[0] == "compare" else []))
        assert result.exit_code == 1
        assert "needs article and story" in result.stderr


def test_stories_does_not_write_over_what_it_reads(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("id,text\na,The bridge is closed.\n", encoding="utf-8")
    result = run("stories", table, "-o", table)
    assert (result.exit_code, "is what this command reads" in result.stderr) == (2, True)


def test_compare_writes_a_folder_for_each_story_of_several_articles(news: Path, tmp_path: Path) -> None:
    run("stories", news, "-o", tmp_path / "stories.tsv")
    result = run("compare", news, "--stories", tmp_path / "stories.tsv", "--out", tmp_path / "reports")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("s1: 2 articles, ")
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["s1"]
    alone = put(tmp_path / "alone", {"gazette": GAZETTE, "courier": COURIER})
    run("compare", alone, "--out", tmp_path / "report")
    for path in (tmp_path / "report").rglob("*"):
        assert (
            path.is_dir()
            or path.read_bytes() == (tmp_path / "reports" / "s1" / path.relative_to(tmp_path / "report")).read_bytes()
        )


@pytest.mark.parametrize(
    ("table", "options", "code", "message"),
    [
        ("gazette\ts1\ncourier\ts1\n", [], 2, "name a folder with --out"),
        ("gazette\ts1\ncourier\ts2\n", ["--out", "reports"], 1, "nothing to compare"),
        ("gazette\t../s1\ncourier\t../s1\n", ["--out", "reports"], 1, "can't name a folder"),
        ("a\ts1\nb\ts1\n", ["--out", "reports"], 1, "nothing to report"),
    ],
)
def test_compare_by_story_says_why_there_is_nothing(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, options: list[str], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    put(news, {"a": "Well.", "b": "Hm."})
    Path("stories.tsv").write_text(f"article\tstory\n{table}", encoding="utf-8")
    result = run("compare", news, "--stories", "stories.tsv", *options)
    assert (result.exit_code, message in result.stderr) == (code, True), result.output
