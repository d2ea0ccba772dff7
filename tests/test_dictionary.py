"""Every column that is written is described, and nothing is described that is not written."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from newsclaims.compare import Comparison
from newsclaims.dictionary import MEANINGS, RECORDS, describe
from newsclaims.findings import Finding
from newsclaims.frames import columns_of
from newsclaims.tables import make_tables, write_tables


def test_every_column_of_every_table_is_described_in_order(
    compared: Comparison, found: list[Finding], tmp_path: Path
) -> None:
    written = []
    for path in write_tables(compared, found, tmp_path):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        if path.stem == "dictionary":
            described = [(row["table"], row["column"]) for row in rows]
            assert all(row["type"] and row["meaning"] for row in rows)
        else:
            written += [(path.stem, column) for column in reader.fieldnames or ()]
    assert described == written


def test_an_empty_comparison_has_the_same_dictionary_but_for_its_articles() -> None:
    empty = Comparison((), (), (), (), (), (), (), ())
    assert len(describe(make_tables(empty, []))) == 3 + 1 + sum(
        len(columns) for record in RECORDS.values() for columns in columns_of(record).values()
    )


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_each_field_has_a_meaning_and_no_meaning_lacks_its_field(record: type) -> None:
    assert {*MEANINGS[record]} == {*columns_of(record)}


def test_types_are_those_of_the_table(compared: Comparison, found: list[Finding]) -> None:
    tables = make_tables(compared, found)
    kinds = {
        "text": "str",
        "whole number": "Int64",
        "number": "float64",
        "True or False": "bool",
        "date": "datetime64[us]",
    }
    for row in describe(tables).itertuples():
        assert kinds[str(row.type)] == str(tables[str(row.table)][str(row.column)].dtype)


def test_a_choice_of_values_is_listed_and_an_offset_has_its_unit(compared: Comparison) -> None:
    table = describe(make_tables(compared, [])).set_index(["table", "column"])
    assert "(asserts, denies, unsure)" in str(table.loc[("claims", "stance"), "meaning"])
    assert table.loc[("claims", "spans_start"), "unit"] == "code points"
    assert table.loc[("claims", "period_end"), "unit"] == "day"
    assert pd.isna(table.loc[("claims", "proposition"), "unit"])


def test_an_outlet_named_like_a_formula_is_the_same_text_in_both_files(compared: Comparison, tmp_path: Path) -> None:
    first, *rest = compared.articles
    write_tables(replace(compared, articles=(replace(first, outlet="=1+1"), *rest)), [], tmp_path)
    with (tmp_path / "matrix.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert "'=1+1" in header
    assert '"matrix","\'=1+1","text"' in (tmp_path / "dictionary.csv").read_text(encoding="utf-8")
