"""Many articles: in order, a few at a time, over one process or several."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from itertools import islice
from multiprocessing import active_children
from pathlib import Path

import pytest

from newsclaims import pipeline
from newsclaims.articles import Article, iterate_articles, make_article
from newsclaims.attributions import Attribution
from newsclaims.pipeline import extract_all
from newsclaims.writing import write_extracted

# A reader that other processes find without these tests and that needs no model: it "attributes" the passages.
EXTRACT = Article.passages
MARK = "of the tests of the pipeline"


def articles(number: int) -> Iterator[Article]:
    for n in range(number):
        lines = "The mayor said that the bridge is closed.\n" * (1 + n % 7)
        yield make_article(f"{n:03}", lines, outlet=MARK)


def alive() -> int:
    """How many of these articles anybody still has."""
    return sum(type(each) is Article and each.outlet == MARK for each in gc.get_objects())


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(pipeline, "AHEAD", 2)
    return pipeline.AHEAD


def test_two_processes_give_what_one_gives_in_the_order_of_the_articles() -> None:
    one, two = (list(extract_all(articles(40), extract=EXTRACT, jobs=jobs)) for jobs in (1, 2))
    assert one == two
    assert [(article.id, len(found)) for article, found in one] == [(f"{n:03}", 1 + n % 7) for n in range(40)]


def test_articles_are_taken_as_they_are_needed_and_let_go(ahead: int) -> None:
    for jobs, most in ((1, 1), (2, 2 * ahead)):
        taken = 0

        def source() -> Iterator[Article]:
            nonlocal taken
            for article in articles(40):
                taken += 1
                yield article

        for handed_on, _ in enumerate(extract_all(source(), extract=EXTRACT, jobs=jobs)):
            assert taken - handed_on <= most
            assert alive() <= most + 3  # what is read, what was handed on, and what the pool's thread lets go of last
        assert taken == 40


def test_from_reading_to_writing_no_article_is_kept(tmp_path: Path) -> None:
    table = tmp_path / "articles.jsonl"
    rows = ({"id": article.id, "text": article.text, "outlet": article.outlet} for article in articles(20))
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    counts = []

    def extract(article: Article) -> list[Attribution]:
        counts.append(alive())
        return []

    write_extracted(extract_all(iterate_articles(table), extract=extract), tmp_path / "said.jsonl")
    assert len(counts) == 20
    assert max(counts) <= 3


def test_an_error_of_the_reader_is_raised_where_its_article_would_come() -> None:
    bare = Article("x", "A text without blocks.")
    for jobs in (1, 2):
        extracted = extract_all([*articles(2), bare, *articles(2)], extract=EXTRACT, jobs=jobs)
        assert [article.id for article, _ in islice(extracted, 2)] == ["000", "001"]
        with pytest.raises(ValueError, match="article 'x' has text without blocks"):
            next(extracted)


def test_an_article_that_kills_each_process_that_reads_it_is_an_error_of_its_own() -> None:
    with pytest.raises(BrokenExecutor, match="each process that read it has died"):
        list(extract_all([3, 3], extract=os._exit, jobs=2))


def test_processes_that_cannot_start_are_reported_with_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"  # has no main guard, so each process that it starts begins it anew
    script.write_text(
        "from newsclaims.articles import Article\nfrom newsclaims.pipeline import extract_all\n"
        "print(list(extract_all([Article('a', '')], extract=Article.passages, jobs=2)))\n",
        encoding="utf-8",
    )
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert ended.stdout == ""
    assert "BrokenExecutor: the 2 processes that should read articles die before they read one" in ended.stderr
    assert "call this under if __name__ == '__main__'" in ended.stderr


def test_whoever_stops_early_leaves_no_process_behind() -> None:
    extracted = extract_all(articles(40), extract=EXTRACT, jobs=2)
    next(extracted)
    assert active_children()
    extracted.close()
    assert active_children() == []
