"""Gold comes out of files in four forms; what can't be used is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import COURIER, GAZETTE, HERALD, attributions_of, bridge, bridge_articles, case
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.annotations import write_brat, write_label_studio
from newsclaims.attributions import Attribution
from newsclaims.compare import Comparison
from newsclaims.export import write_claims
from newsclaims.gold_files import read_marks
from newsclaims.writing import read_attributions, write_attributions

TEXTS = {"gazette": GAZETTE, "courier": COURIER, "herald": HERALD}
Write = Callable[[Comparison, Path], Path]


def brat(compared: Comparison, folder: Path) -> Path:
    return write_brat(compared.articles, compared.attributions, folder / "brat")[0].parent


def label_studio(compared: Comparison, folder: Path) -> Path:
    return write_label_studio(compared.articles, compared.attributions, folder / "tasks.json")


def lines(compared: Comparison, folder: Path) -> Path:
    return write_attributions(compared.articles, compared.attributions, folder / "attributions.jsonl")


@pytest.mark.parametrize("write", [brat, label_studio, lines])
def test_each_form_of_attributions_is_known_by_itself(write: Write, compared: Comparison, tmp_path: Path) -> None:
    marks = read_marks(write(compared, tmp_path), TEXTS)
    assert marks.attributions is not None
    assert {*marks.attributions} == {*TEXTS}
    read = [(a.source, a.cue, a.content) for found in marks.attributions.values() for a in found]
    assert sorted(read) == sorted((a.source, a.cue, a.content) for a in compared.attributions)
    assert (marks.claims, marks.notes) == (None, ())


def test_a_report_folder_gives_attributions_and_claims(compared: Comparison, tmp_path: Path) -> None:
    lines(compared, tmp_path)
    write_claims(compared, tmp_path / "claims.json")
    marks = read_marks(tmp_path, TEXTS)
    assert marks.attributions is not None
    assert marks.claims is not None
    assert marks.claimed == ("courier", "gazette", "herald")


def test_articles_without_a_text_are_left_out_with_a_note(compared: Comparison, tmp_path: Path) -> None:
    brat(compared, tmp_path)
    write_claims(compared, tmp_path / "brat" / "claims.json")
    marks = read_marks(tmp_path / "brat", {"gazette": GAZETTE})
    assert [*(marks.attributions or ())] == [*marks.claimed] == ["gazette"]
    assert [m["article"] for claim in (marks.claims or {})["claims"] for m in claim["mentions"]] == ["gazette"] * 3
    assert [note.split(": ", 1)[1] for note in marks.notes] == ["no article for 'courier', 'herald': left out"]


def test_tasks_that_nobody_has_annotated_are_no_gold(compared: Comparison, tmp_path: Path) -> None:
    path = label_studio(compared, tmp_path)
    with pytest.raises(ValueError, match="3 of 3 tasks have no annotation of a reader"):
        read_marks(path, TEXTS, predictions=False)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    tasks[0]["annotations"] = [{"result": tasks[0]["predictions"][0]["result"]}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    marks = read_marks(path, TEXTS, predictions=False)
    assert [*(marks.attributions or ())] == ["gazette"]
    assert ["2 of 3 tasks" in note for note in marks.notes] == [True]


def test_annotations_of_another_text_are_noted_or_refused(compared: Comparison, tmp_path: Path) -> None:
    moved = {id: "X" + text for id, text in TEXTS.items()}
    marks = read_marks(brat(compared, tmp_path), moved)
    assert ["stretches read otherwise" in note for note in marks.notes] == [True, True]
    for write in (label_studio, lambda c, folder: write_claims(c, folder / "claims.json")):
        with pytest.raises(ValueError, match="give the texts that were annotated"):
            read_marks(write(compared, tmp_path), moved)


MENTION = {"article": "gazette", "spans": [[0, 6]], "quote": "Bridge", "holders": [], "stance": "asserts"}


def event(**changes: Any) -> bytes:
    return json.dumps({"claims": [{"id": "c1", "text": "x", "mentions": [MENTION | changes]}]}).encode()


NUMBERED = json.dumps({"claims": [{"id": 7, "mentions": [MENTION]}, {"id": "c1", "mentions": [MENTION]}]}).encode()
TWICE = json.dumps({"claims": [{"id": "c1", "mentions": []}] * 2}).encode()
UNLABELLED = json.dumps(
    [
        {
            "data": {"article": "gazette", "text": GAZETTE},
            "annotations": [{"result": [{"id": "r", "type": "labels", "value": {"start": 0, "end": 6, "labels": []}}]}],
        }
    ]
).encode()
BAD = [
    case("not JSON", "gold.json", b"{", "is no JSON"),
    case("not UTF-8", "gold.json", b"\xff", "is no JSON"),
    case("an object of another form", "gold.json", b'{"a": 1}', "has not the form of claims.json"),
    case("claims in another form", "gold.json", b'{"claims": {"c1": 3}}', "has not the form of claims.json"),
    case("a list of another form", "gold.json", b"[1]", "is no export of Label Studio"),
    case("a region without a label", "gold.json", UNLABELLED, "is no export of Label Studio"),
    case("another quote", "gold.json", event(quote="Tunnel"), "reads 'Bridge', not 'Tunnel'"),
    case("another stance", "gold.json", event(stance="says"), "'says' is no stance"),
    case("spans that are no numbers", "gold.json", event(spans=[["a", "b"]]), "gold.json"),
    case("nothing to find it by", "gold.json", event(spans=[], quote=None), "has not the form of claims.json"),
    case("a number for an id", "gold.json", NUMBERED, "a claim's id is no text"),
    case("two claims of one id", "gold.json", TWICE, "two claims have one id"),
    case("articles in another form", "gold.json", b'{"claims": [], "articles": ["a"]}', "articles are no object"),
    case("another article", "gold.json", event(article="nowhere"), "it names 'nowhere', and the articles are"),
    case("a line of another form", "gold.jsonl", b'{"article": "gazette"}\n', "gold.jsonl, line 1"),
    case("a spreadsheet", "gold.csv", b"a,b\n", "of no form that can be scored: name a folder of brat's .ann files"),
    case("a broken line of brat", "gazette.ann", b"T1\tCue 4\tsaid\n", "gazette.ann, line 1"),
    case("a place outside the text", "gazette.ann", b"T1\tCue 4 9999\tsaid\n", "gazette.ann, line 1"),
    case("an .ann file that is not UTF-8", "gazette.ann", b"T1\tCue 0 1\t\xff\n", "gazette.ann: not UTF-8"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD)
def test_a_bad_file_is_named_with_what_is_wrong(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r".") as error:
        read_marks(tmp_path if name.endswith(".ann") else path, TEXTS)
    assert message in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_an_empty_folder_is_told_what_may_be_in_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"holds nothing to score: name a folder of brat's \.ann files"):
        read_marks(tmp_path, TEXTS)


@settings(deadline=None)  # each example writes a file
@given(st.data())
def test_attributions_come_back_from_json_lines(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    gazette, courier, _ = bridge_articles()
    found: list[Attribution] = [a for one in (gazette, courier) for a in data.draw(st.lists(attributions_of(one)))]
    path = write_attributions([gazette, courier], found, tmp_path_factory.mktemp("said") / "said.jsonl")
    back = [a for each in read_attributions(path, TEXTS).values() for a in each]
    assert [(a.source, a.cue, a.content, a.kind) for a in back] == [(a.source, a.cue, a.content, a.kind) for a in found]


def test_parents_come_back_from_json_lines_whatever_their_order(tmp_path: Path) -> None:
    said, told, _ = bridge().attributions
    nested = replace(told, parent=said)
    for order in ([said, nested], [nested, said]):
        path = write_attributions(bridge_articles(), order, tmp_path / "said.jsonl")
        assert read_attributions(path, TEXTS)["gazette"] == order


def test_attributions_that_lie_in_each_other_are_refused(tmp_path: Path) -> None:
    row = {"source": [], "cue": [], "content": [[0, 1]], "kind": "direct", "confidence": None}
    path = tmp_path / "said.jsonl"
    for parents in ([1, 0], [0], [7]):
        rows = [row | {"parent": parent} for parent in parents]
        path.write_text(json.dumps({"article": "gazette", "attributions": rows}), encoding="utf-8")
        with pytest.raises(ValueError, match="lie in each other, or in one that is not there"):
            read_attributions(path, TEXTS)


def test_a_line_of_lists_in_lists_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: no attributions of an article"):
        read_attributions(path, TEXTS)
