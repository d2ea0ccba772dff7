"""Parquet tables hold what the frames hold, types and hostile text included."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from factories import article, claim, comparison
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from newsclaims.compare import Comparison
from newsclaims.findings import Finding
from newsclaims.parquet import write_parquet
from newsclaims.tables import make_tables
from newsclaims.text import Span

pytest.importorskip("pyarrow")


def test_every_table_comes_back_as_it_left(compared: Comparison, found: list[Finding], tmp_path: Path) -> None:
    paths = write_parquet(compared, found, tmp_path)
    tables = make_tables(compared, found)
    assert [path.stem for path in paths] == [*tables]
    for path in paths:
        assert_frame_equal(pd.read_parquet(path), tables[path.stem])


def test_empty_tables_keep_their_types(tmp_path: Path) -> None:
    for path in write_parquet(comparison(), [], tmp_path):
        assert_frame_equal(pd.read_parquet(path), make_tables(comparison(), [])[path.stem])


def test_writing_twice_gives_the_same_bytes(compared: Comparison, found: list[Finding], tmp_path: Path) -> None:
    once, twice = (write_parquet(compared, found, tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in twice]


@settings(deadline=None)  # each example writes eight files
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_unescaped(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    one = article("a", "The bridge is closed.")
    stated = replace(claim(one, "closed"), proposition=words)
    folder = tmp_path_factory.mktemp("tables")
    write_parquet(comparison(one, claims=[stated]), [], folder)
    assert pd.read_parquet(folder / "claims.parquet")["proposition"][0] == words


def test_spans_of_another_text_are_not_written(compared: Comparison, tmp_path: Path) -> None:
    first, *rest = compared.claims
    wrong = replace(compared, claims=(replace(first, spans=(Span(0, 3, "zzz"),)), *rest))
    with pytest.raises(ValueError, match="not 'zzz'"):
        write_parquet(wrong, [], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_the_error_says_what_to_install(
    compared: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsclaims.parquet.find_spec", lambda _: None)
    with pytest.raises(ImportError, match="pip install pyarrow"):
        write_parquet(compared, [], tmp_path)
