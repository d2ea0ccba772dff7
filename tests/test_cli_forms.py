"""The command line writes for other tools, reads what people made of it there, and scores by it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from commands import run

ARTICLES = {
    "gazette.txt": "The bridge is closed, Mayor Rosa Lind said.\nPolice denied that forty people were moved.\n",
    "courier.txt": "Police spokesman Tom Hale denied that the bridge is closed.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path / "articles", ARTICLES)


def put(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def scores(*arguments: str | Path) -> dict[str, dict[str, float]]:
    result = run("evaluate", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["attributions"]["scores"]


def test_what_is_corrected_in_brat_scores_what_was_found(folder: Path, tmp_path: Path) -> None:
    brat = tmp_path / "brat"
    result = run("extract", folder, "--to", "brat", "-o", brat)
    assert result.exit_code == 0, result.output
    assert {path.name for path in brat.iterdir()} >= {"annotation.conf", "gazette.txt", "gazette.ann", "courier.ann"}
    assert scores(folder, brat)["relation+source"]["f1"] == 1
    courier = brat / "courier.ann"
    lines = courier.read_text(encoding="utf-8").splitlines(keepends=True)
    [event] = [line for line in lines if line.startswith("E1")]
    lines[lines.index(event)] = " ".join(part for part in event.split(" ") if not part.startswith("Source")) + "\n"
    courier.write_text("".join(lines), encoding="utf-8")
    result = run("evaluate", folder, brat, "--errors")
    assert result.exit_code == 0, result.output
    assert "Errors: 1 source" in result.stdout
    assert "source: article courier, character" in result.stdout
    assert "  gold   (none) | " in result.stdout
    assert "  found  Police spokesman Tom Hale |" in result.stdout


def test_what_is_corrected_in_label_studio_scores_what_was_found(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    assert run("extract", folder, "--to", "label-studio", "-o", path).exit_code == 0
    result = run("evaluate", folder, path)
    assert result.exit_code == 1
    assert "2 of 2 tasks have no annotation of a reader" in result.stderr
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task in tasks:
        task["annotations"] = [{"result": task["predictions"][0]["result"], "was_cancelled": False}]
    tasks[0]["annotations"][0]["result"] = []
    path.write_text(json.dumps(tasks), encoding="utf-8")
    scored = scores(folder, path)["relation"]
    assert scored["recall"] == 1
    assert 0 < scored["precision"] < 1


def test_extract_does_not_write_over_corrections_or_articles(folder: Path, tmp_path: Path) -> None:
    brat = tmp_path / "brat"
    assert run("extract", folder, "--to", "brat", "-o", brat).exit_code == 0
    (brat / "gazette.ann").write_text("", encoding="utf-8")
    result = run("extract", folder, "--to", "brat", "-o", brat)
    assert (result.exit_code, "may have corrected" in " ".join(result.stderr.split())) == (2, True)
    assert (brat / "gazette.ann").read_text(encoding="utf-8") == ""
    result = run("extract", folder, "--to", "brat", "-o", folder)
    assert (result.exit_code, "is what this command reads" in " ".join(result.stderr.split())) == (2, True)
    assert {path.name for path in folder.iterdir()} == {*ARTICLES}
    assert run("extract", folder / "gazette.txt", "--to", "brat", "-o", folder / "courier.txt").exit_code == 2


def test_an_id_that_can_name_no_file_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    table = tmp_path / "news.jsonl"
    rows = [{"id": id, "text": ARTICLES["gazette.txt"]} for id in ("a", "../b")]
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = run("extract", table, "--to", "brat", "-o", tmp_path / "brat")
    assert (result.exit_code, "'../b' can't name a file" in result.stderr) == (1, True)
    assert not (tmp_path / "brat").exists()


def annotated(folder: Path, **files: str) -> Path:
    return put(folder, {f"{name}.ann": text for name, text in files.items()})


LIND = "T1\tSource 22 37\tMayor Rosa Lind\nT2\tCue 38 42\tsaid\nT3\tContent 0 20\tThe bridge is closed\n"
FIRST = LIND + "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
SECOND = LIND + "E1\tAttribution:T2 Cue:T2 Content:T3\n"


def test_two_annotators_are_held_against_each_other(folder: Path, tmp_path: Path) -> None:
    one, other = annotated(tmp_path / "one", gazette=FIRST), annotated(tmp_path / "other", gazette=SECOND, courier="")
    result = run("evaluate", folder, one, other)
    assert result.exit_code == 0, result.output
    assert "Attributions in 1 article\n" in result.stdout
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["relation", "100", "100", "100", "1", "1", "1"] in lines
    assert ["relation+source", "0", "0", "0", "0", "1", "1"] in lines
    assert ["cue", "1.00", "1.00"] in lines
    assert "Errors: 1 source" in result.stdout
    assert "--errors lists them." in result.stdout


def test_claims_and_attributions_of_a_report_are_scored_by_another(folder: Path, tmp_path: Path) -> None:
    assert run("compare", folder, "--out", tmp_path / "report").exit_code == 0
    result = run("evaluate", folder, tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert [line for line in result.stdout.splitlines() if line.startswith("Errors")] == ["Errors: none"] * 2
    assert run("evaluate", folder, tmp_path / "report", tmp_path / "report").stdout == result.stdout


def test_the_scores_go_into_a_file_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    one = annotated(tmp_path / "one", gazette=FIRST)
    result = run("evaluate", folder, one, one, "--out", tmp_path / "new" / "scores.txt")
    assert (result.exit_code, result.stdout) == (0, f"The scores are in {tmp_path / 'new' / 'scores.txt'}.\n")
    assert "relation+source" in (tmp_path / "new" / "scores.txt").read_text(encoding="utf-8")
    result = run("evaluate", folder, one, one, "--json", "--out", one / "gazette.ann" / "scores.json")
    assert (result.exit_code, "cannot write" in result.stderr) == (1, True)
    (one / "broken.ann").write_text("T1\tCue\n", encoding="utf-8")
    result = run("evaluate", folder, one, one, "--out", tmp_path / "scores.json")
    assert (result.exit_code, "broken.ann, line 1" in result.stderr) == (1, True)
    assert not (tmp_path / "scores.json").exists()


def test_evaluate_does_not_write_over_what_it_reads(folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text("{}", encoding="utf-8")
    for out in (gold, folder / "gazette.txt"):
        result = run("evaluate", folder, gold, "--out", out)
        assert (result.exit_code, "is what this command reads" in " ".join(result.stderr.split())) == (2, True)
    assert gold.read_text(encoding="utf-8") == "{}"


def test_hostile_words_steer_neither_terminal_nor_file(tmp_path: Path) -> None:
    hostile = "No\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}=1+1"
    text = f"Lee said {hostile}.\n"
    articles = put(tmp_path / "articles", {"a.txt": text})
    said = f"T1\tCue 4 8\tsaid\nT2\tContent 9 {9 + len(hostile)}\t{hostile}\nE1\tAttribution:T1 Cue:T1 Content:T2\n"
    one, other = annotated(tmp_path / "one", a=said), annotated(tmp_path / "other", a="")
    result = run("evaluate", articles, one, other, "--errors")
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in result.output
    assert "=1+1" in result.output
    shown = json.loads(run("evaluate", articles, one, other, "--json").stdout)
    assert shown["attributions"]["errors"][0]["gold"]["content"] == hostile


def test_compare_writes_what_is_asked_for_beside_the_report(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    also = [part for form in ("parquet", "web-annotation", "schema-org") for part in ("--also", form)]
    result = run("compare", folder, "--out", tmp_path / "report", *also)
    assert result.exit_code == 0, result.output
    report = tmp_path / "report"
    assert {path.name for path in report.iterdir()} >= {"report.html", "annotations.jsonld", "schema-org.jsonld"}
    csv, parquet = ({path.stem for path in (report / "tables").glob(f"*.{kind}")} for kind in ("csv", "parquet"))
    assert csv - parquet == {"dictionary"}
    claims = pd.read_parquet(report / "tables" / "claims.parquet")
    assert [*claims["proposition"]] == [*pd.read_csv(report / "tables" / "claims.csv")["proposition"]]


def test_parquet_without_pyarrow_ends_with_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsclaims.parquet.find_spec", lambda _: None)
    result = run("compare", folder, "--out", tmp_path / "report", "--also", "parquet")
    assert (result.exit_code, "pip install pyarrow" in result.stderr) == (1, True)
    assert not (tmp_path / "report").exists()
