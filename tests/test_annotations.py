from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.annotations import read_label_studio, write_brat, write_label_studio
from newsclaims.articles import Article, make_article
from newsclaims.attributions import Attribution, extract_attributions
from newsclaims.evaluate import nest, read_attribution_gold, score_attributions
from newsclaims.text import Span

TEXT = "“No,” said Ann Lee 🙂, “never.”\nThe Herald said that Kyiv denied it.\n"
ARTICLE = make_article("a", TEXT)


def attribution(*roles: list[str]) -> Attribution:
    places = [[Span(TEXT.index(words), TEXT.index(words) + len(words), words) for words in role] for role in roles]
    source, cue, content = map(tuple, places)
    return Attribution("a", source, cue, content, "indirect")


PIECES = [
    attribution(["Ann Lee"], ["said"], ["“No,”", "“never.”"]),
    attribution([], ["The Herald said that"], ["Kyiv denied it"]),
    attribution(["Kyiv"], ["denied"], ["it"]),
    attribution(["Ann Lee"], [], ["The Herald said"]),
]


def roles(attributions: list[Attribution]) -> list[tuple[tuple[Span, ...], ...]]:
    return [(a.source, a.cue, a.content) for a in attributions]


def brat(found: list[Attribution], folder: Path) -> list[Attribution]:
    write_brat([ARTICLE], found, folder)
    return nest(read_attribution_gold(folder, {"a": TEXT})["a"])


def label_studio(found: list[Attribution], folder: Path) -> list[Attribution]:
    return read_label_studio(write_label_studio([ARTICLE], found, folder / "tasks.json"))["a"]


@pytest.mark.parametrize("there_and_back", [brat, label_studio])
def test_attributions_come_back_as_they_left(
    there_and_back: Callable[[list[Attribution], Path], list[Attribution]], tmp_path: Path
) -> None:
    back = there_and_back(PIECES, tmp_path)
    assert sorted(roles(back)) == sorted(roles(PIECES))
    parents = {a.cue[0].text: a.parent.cue[0].text for a in back if a.parent}
    assert parents == {"denied": "The Herald said that"}
    assert there_and_back([], tmp_path) == []


@pytest.mark.parametrize("there_and_back", [brat, label_studio])
def test_what_the_reader_finds_scores_full_marks_against_itself(
    there_and_back: Callable[[list[Attribution], Path], list[Attribution]], tmp_path: Path
) -> None:
    found = extract_attributions(ARTICLE)
    assert found
    scores = score_attributions({"a": there_and_back(found, tmp_path)}, found, {"a": TEXT})
    assert scores["relation+source"].f1 == scores["exact content"].f1 == 1


def test_brat_gets_the_text_as_it_is_and_no_annotation_over_two_lines(tmp_path: Path) -> None:
    text = "Lee said:\r\n“No.\n\nNever.”"
    told = Span.cut(text, text.index("“"), len(text))
    said = Attribution("b", (), (Span.cut(text, 4, 8),), (told,), "direct")
    write_brat([make_article("b", text)], [said], tmp_path)
    assert (tmp_path / "b.txt").read_bytes().decode("utf-8") == text
    lines = (tmp_path / "b.ann").read_text("utf-8").splitlines()
    assert lines[1] == "T2\tContent 11 15;17 24\t“No. Never.”"
    (back,) = read_attribution_gold(tmp_path, {"b": text})["b"]
    assert [span.text for span in back.content] == ["“No.", "Never.”"]


@pytest.mark.parametrize("id", ["../a", "a/b", "..", ""])
def test_an_id_that_leads_out_of_the_folder_is_refused(id: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="can't name a file"):
        write_brat([Article(id, "No news.")], [], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_spans_of_another_text_are_not_written(tmp_path: Path) -> None:
    wrong = replace(PIECES[2], cue=(Span(0, 6, "denied"),))
    for write, name in ((write_brat, "out"), (write_label_studio, "out.json")):
        with pytest.raises(ValueError, match="article 'a' reads"):
            write([ARTICLE], [wrong], tmp_path / name)  # type: ignore[operator] # two signatures
        assert not (tmp_path / name).exists()


def exported(tmp_path: Path, **changes: Any) -> Path:
    path = write_label_studio([ARTICLE], PIECES, tmp_path / "tasks.json")
    (task,) = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps([task | changes]), encoding="utf-8")
    return path


def test_a_correction_takes_the_place_of_the_prediction(tmp_path: Path) -> None:
    regions = [
        {"id": n, "type": "labels", "value": {"start": s, "end": e, "labels": [role]}}
        for n, s, e, role in (("x", 11, 18, "Source"), ("y", 6, 10, "Cue"), ("z", 0, 5, "Content"))
    ]
    tie = {"type": "relation", "from_id": "z", "to_id": "y", "direction": "left"}
    other = {"type": "relation", "from_id": "y", "to_id": "x", "labels": []}
    done = [{"result": [], "was_cancelled": False}, {"result": [*regions, tie, other], "was_cancelled": False}]
    cancelled = {"result": [], "was_cancelled": True}
    (found,) = read_label_studio(exported(tmp_path, annotations=[*done, cancelled]))["a"]
    assert [s.text for s in (*found.source, *found.cue, *found.content)] == ["Ann Lee", "said", "“No,”"]
    assert found.kind == "direct"


def test_a_region_that_does_not_stand_in_the_text_is_refused(tmp_path: Path) -> None:
    region = {"id": "x", "type": "labels", "value": {"start": 0, "end": 3, "text": "Yes", "labels": ["Cue"]}}
    with pytest.raises(ValueError, match="article 'a' reads '“No' at 0:3, not 'Yes'"):
        read_label_studio(exported(tmp_path, annotations=[{"result": [region]}]))


@pytest.mark.parametrize("content", [b"", b"\xff", b"[1]", b"{}x", b'[{"text": "No."}]', b'{"a": 1}'])
def test_a_file_of_another_form_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"export\.json is no export of Label Studio"):
        read_label_studio(path)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_any_stretch_of_any_text_comes_back_from_brat(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span.cut(text, start, end)
    lines = re.findall(r"[^\r\n]+", span.text)
    with tempfile.TemporaryDirectory() as folder:
        write_brat([Article("a", text)], [Attribution("a", (), (), (span,), "indirect")] if lines else [], folder)
        back = read_attribution_gold(folder, {"a": text})["a"]
    kept = "".join(piece.text for a in back for piece in a.content)
    assert kept == "".join(lines)


def test_an_export_that_is_lists_in_lists_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(ValueError, match="is no export of Label Studio"):
        read_label_studio(path)
