"""Scores are counts of what was found, what was right and what the gold has."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import article, attribution, attributions_of, case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attributions import Attribution
from newsclaims.evaluate import Score, nest, read_attribution_gold, score_attributions, score_by, score_labels

TEXT = 'Ann Lee said: "The dam is safe." Bo Ek denied that "no dam" is safe.'
HERE, THERE = article("a", TEXT), article("b", TEXT)
LEE = attribution(HERE, "Ann Lee", "said", '"The dam is safe."', "direct")
EK = attribution(HERE, "Bo Ek", "denied", 'that "no dam" is safe', "mixed")
THERE_TOO = attribution(THERE, "Ann Lee", "said", '"The dam is safe."', "direct")
Gold = dict[str, list[Attribution]]
Counts = tuple[float, float, float]

# What is right, found and in the gold of words (source, cue, content), of exact roles (the same three), of relations,
# of those with their source, and of direct ones. Counted by hand.
NONE = (0, 0, 0)
ROWS = [
    case(
        "all", {"a": [LEE, EK]}, [EK, LEE],
        [(4, 4, 4), (2, 2, 2), (9, 9, 9), (2, 2, 2), (2, 2, 2), (2, 2, 2), (2, 2, 2), (2, 2, 2), (1, 1, 1)],
    ),
    case(
        "nothing", {"a": [LEE, EK]}, [],
        [(0, 0, 4), (0, 0, 2), (0, 0, 9), (0, 0, 2), (0, 0, 2), (0, 0, 2), (0, 0, 2), (0, 0, 2), (0, 0, 1)],
    ),
    case(
        "one too many", {"a": [LEE]}, [LEE, EK],
        [(2, 4, 2), (1, 2, 1), (4, 9, 4), (1, 2, 1), (1, 2, 1), (1, 2, 1), (1, 2, 1), (1, 2, 1), (1, 1, 1)],
    ),
    case(
        "one twice", {"a": [LEE]}, [LEE, LEE],
        [(2, 2, 2), (1, 1, 1), (4, 4, 4), (1, 2, 1), (1, 2, 1), (1, 2, 1), (1, 2, 1), (1, 2, 1), (1, 2, 1)],
    ),
    case(
        "without its marks", {"a": [LEE]}, [attribution(HERE, "Ann Lee", "said:", "The dam is safe")],
        [(2, 2, 2), (1, 1, 1), (4, 4, 4), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
    ),
    case(
        "three words of four", {"a": [LEE]}, [attribution(HERE, "Ann Lee", "said", "The dam is")],
        [(2, 2, 2), (1, 1, 1), (3, 3, 4), (1, 1, 1), (1, 1, 1), (0, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
    ),
    case(
        "one word of four", {"a": [LEE]}, [attribution(HERE, "Ann Lee", "said", "safe")],
        [(2, 2, 2), (1, 1, 1), (1, 1, 4), (1, 1, 1), (1, 1, 1), (0, 1, 1), (0, 1, 1), (0, 1, 1), (0, 0, 1)],
    ),
    case(
        "in pieces", {"a": [attribution(HERE, "Ann Lee", "said", '"The dam … safe."')]}, [LEE],
        [(2, 2, 2), (1, 1, 1), (3, 4, 3), (1, 1, 1), (1, 1, 1), (0, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
    ),
    case(
        "another source", {"a": [LEE]}, [attribution(HERE, "Bo Ek", "said", '"The dam is safe."')],
        [(0, 2, 2), (1, 1, 1), (4, 4, 4), (0, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (0, 1, 1), (0, 1, 1)],
    ),
    case(
        "half of the source", {"a": [LEE]}, [attribution(HERE, "Ann", "said", '"The dam is safe."')],
        [(1, 1, 2), (1, 1, 1), (4, 4, 4), (0, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
    ),
    case(
        "another cue", {"a": [LEE]}, [attribution(HERE, "Ann Lee", "denied", '"The dam is safe."')],
        [(2, 2, 2), (0, 1, 1), (4, 4, 4), (1, 1, 1), (0, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
    ),
    case(
        "no source found", {"a": [LEE]}, [attribution(HERE, "", "said", '"The dam is safe."')],
        [(0, 0, 2), (1, 1, 1), (4, 4, 4), (0, 0, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (0, 1, 1), (0, 1, 1)],
    ),
    case(
        "no source in either", {"a": [attribution(HERE, "", "said", '"The dam is safe."')]},
        [attribution(HERE, "", "said", '"The dam is safe."')],
        [NONE, (1, 1, 1), (4, 4, 4), NONE, (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
    ),
    case(
        "no content found", {"a": [LEE]}, [attribution(HERE, "Ann Lee", "said", "")],
        [(2, 2, 2), (1, 1, 1), (0, 0, 4), (1, 1, 1), (1, 1, 1), (0, 0, 1), (0, 0, 1), (0, 0, 1), (0, 0, 1)],
    ),
    case(
        "no content in the gold", {"a": [attribution(HERE, "Ann Lee", "said", "")]}, [LEE],
        [(2, 2, 2), (1, 1, 1), (0, 4, 0), (1, 1, 1), (1, 1, 1), (0, 1, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0)],
    ),
    case(
        "two annotators", {"a_one": [LEE], "a_two": [LEE, EK]}, [LEE],
        [(2, 2, 3), (1, 1, 1.5), (4, 4, 6.5), *[(1, 1, 1.5)] * 5, (1, 1, 1)],
    ),
    case(
        "an article without any found", {"a": [LEE], "b": [THERE_TOO]}, [LEE],
        [(2, 2, 4), (1, 1, 2), (4, 4, 8), (1, 1, 2), (1, 1, 2), (1, 1, 2), (1, 1, 2), (1, 1, 2), (1, 1, 2)],
    ),
    case(
        "articles without gold or without a text", {"a": [LEE], "c": [EK]}, [LEE, THERE_TOO],
        [(2, 2, 2), (1, 1, 1), (4, 4, 4), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
    ),
]  # fmt: skip
MEASURES = [f"{by} {role}" for by in ("tokens", "exact") for role in ("source", "cue", "content")]
MEASURES += ["relation", "relation+source", "direct"]


def scores(gold: list[Attribution], found: list[Attribution]) -> dict[str, Score]:
    return score_attributions({"a": gold}, found, {"a": TEXT})


@pytest.mark.parametrize(("gold", "found", "counts"), ROWS)
def test_attributions_are_scored_by_their_words_roles_and_relations(
    gold: Gold, found: list[Attribution], counts: list[Counts]
) -> None:
    scored = score_attributions(gold, found, {"a": TEXT, "b": TEXT})
    assert scored == {measure: Score.of(*count) for measure, count in zip(MEASURES, counts, strict=True)}


def test_too_much_costs_precision_and_too_little_recall() -> None:
    assert (Score.of(1, 2, 1).precision, Score.of(1, 2, 1).recall) == (0.5, 1.0)


def test_a_direct_one_fits_one_of_the_gold_that_is_not() -> None:
    direct = attribution(HERE, "Bo Ek", "denied", '"no dam" is safe')
    assert scores([EK], [direct])["direct"] == Score.of(0, 1, 0, fitting=1)
    assert scores([direct], [EK])["direct"] == Score.of(1, 0, 1)


def test_gold_for_other_articles_is_refused() -> None:
    with pytest.raises(ValueError, match="no gold for \\['a'\\], only for \\['b'\\]"):
        score_attributions({"b": [LEE]}, [LEE], {"a": TEXT})


PIECES = attribution(HERE, "Ann Lee", "said", '"The dam … safe."')
LABELS = [
    case("a piece is one by itself", [PIECES], [LEE], (0, 1, 2)),
    case("one piece of two", [PIECES], [attribution(HERE, "Ann Lee", "said", '"The dam')], (1, 1, 2)),
    case(
        "pieces between which a mark stands",
        [LEE],
        [attribution(HERE, "", "said", '"The … dam … is … safe."')],
        (1, 1, 1),
    ),
    case(
        "one stretch in two attributions", [LEE, attribution(HERE, "", "denied", "The dam is safe")], [LEE], (1, 1, 1)
    ),
    case("without its marks", [LEE], [attribution(HERE, "", "said", "The dam is safe")], (1, 1, 1)),
    case("under another cue", [LEE], [attribution(HERE, "", "denied", "The dam is safe")], (1, 1, 1)),
]


@pytest.mark.parametrize(("gold", "found", "counts"), LABELS)
def test_labels_are_scored_stretch_by_stretch(
    gold: list[Attribution], found: list[Attribution], counts: Counts
) -> None:
    assert score_labels({"a": gold}, found, {"a": TEXT})["content"] == Score.of(*counts)


def test_labels_of_several_annotators_are_averaged() -> None:
    scored = score_labels({"a_one": [LEE], "a_two": [LEE, EK]}, [LEE], {"a": TEXT})
    assert scored == dict.fromkeys(("source", "cue", "content"), Score.of(1, 1, 1.5))


def test_groups_have_the_recall_of_their_gold_and_the_precision_of_their_found() -> None:
    found = [LEE, attribution(HERE, "Bo Ek", "denied", "no dam", "direct")]
    by_kind = score_by({"a": [LEE, EK]}, found, {"a": TEXT}, lambda a: a.kind)
    assert by_kind == {"direct": Score.of(1, 2, 1), "mixed": Score.of(0, 0, 1)}


def test_a_pair_across_two_groups_is_right_in_both() -> None:
    other = attribution(HERE, "Bo Ek", "denied", 'that "no dam" is safe', "indirect")
    by_kind = score_by({"a": [EK]}, [other], {"a": TEXT}, lambda a: a.kind)
    assert by_kind == {"indirect": Score.of(0, 1, 0, fitting=1), "mixed": Score.of(1, 0, 1)}


def test_groups_are_scored_by_the_measure_that_is_asked_for() -> None:
    found = [attribution(HERE, "Bo Ek", "said", "The dam is")]
    right = [score_by({"a": [LEE]}, found, {"a": TEXT}, str, measure=m) for m in ("relation", "relation+source")]
    assert [sum(score.right for score in groups.values()) for groups in right] == [1, 0]


STORY = "Lee said Ek told her that Bo had denied reports of war. Ek told Lee."
INSIDE = article("a", STORY)
OUTER = attribution(INSIDE, "Lee", "said", "Ek told her that Bo had denied reports of war.")
MIDDLE = attribution(INSIDE, "Ek", "told", "that Bo had denied reports of war")
INNER = attribution(INSIDE, "Bo", "had denied", "reports of war")
ALONE = attribution(INSIDE, "", "Ek told Lee", "Lee.")


def test_the_parent_is_the_nearest_attribution_whose_content_holds_cue_and_content() -> None:
    inner, outer, alone, middle = nest([INNER, OUTER, ALONE, MIDDLE])
    assert (inner.parent, middle.parent, outer.parent, alone.parent) == (middle, outer, None, None)
    assert [a.cue for a in (inner, outer, alone, middle)] == [a.cue for a in (INNER, OUTER, ALONE, MIDDLE)]


def test_a_content_that_two_cues_share_holds_neither() -> None:
    both = [INNER, attribution(INSIDE, "Bo", "denied", "reports of war")]
    assert [a.parent for a in nest(both)] == [None, None]


def test_marks_at_the_edge_of_a_content_do_not_keep_another_out() -> None:
    text = 'She said he "denied it".'
    outer = attribution(article("a", text), "She", "said", 'he "denied it')
    inner = attribution(article("a", text), "he", "denied", 'it"')
    assert [a.parent is not None for a in nest([outer, inner])] == [False, True]


ANN = """T1\tSource 0 7\tAnn Lee
T2\tCue 8 12\tsaid
T3\tContent 14 18;26 31\t"The safe."
E1\tAttribution:T2 Source1:T1 Cue:T2 Content:T3
E2\tAttribution-no-source:T2
#1\tAnnotatorNotes T1\tchecked
"""


def test_standoff_is_read_with_contents_in_pieces(tmp_path: Path) -> None:
    (tmp_path / "a_one.ann").write_text(ANN.replace("\n", "\r\n"), encoding="utf-8", newline="")
    (only,) = read_attribution_gold(tmp_path)["a_one"]
    assert [span.text for span in (*only.source, *only.cue, *only.content)] == ["Ann Lee", "said", '"The', "safe."]
    assert all(span.stands_in(TEXT) for span in (*only.source, *only.cue, *only.content))
    assert only.article_id == "a_one"


def test_words_and_article_are_those_of_the_text_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "a_one.ann").write_text(ANN.replace("Ann Lee", "Ann_Lee"), encoding="utf-8")
    (only,) = read_attribution_gold(tmp_path, {"a": TEXT})["a_one"]
    assert (only.article_id, only.source) == ("a", LEE.source)


@pytest.mark.parametrize(
    "line", ["T1\tSource 0 7", "T1\tSource 0 x\tAnn Lee", "T1\tSource\tAnn", "T1\tSource 0 9\tAnn"]
)
def test_a_line_that_is_no_annotation_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.ann").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.ann, line 2: .* is no brat annotation"):
        read_attribution_gold(tmp_path)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"holds no \.ann file"):
        read_attribution_gold(tmp_path)


COUNTS = st.integers(0, 50)


@given(COUNTS, COUNTS, COUNTS)
def test_f1_lies_between_precision_and_recall(right: int, extra: int, missed: int) -> None:
    score = Score.of(right, right + extra, right + missed)
    assert 0 <= min(score.precision, score.recall) <= score.f1 + 1e-12
    assert score.f1 <= max(score.precision, score.recall) + 1e-12 <= 1 + 1e-9


@given(st.lists(attributions_of(HERE)), st.lists(attributions_of(HERE)))
def test_one_group_of_all_is_scored_as_all(gold: list[Attribution], found: list[Attribution]) -> None:
    for measure in ("exact content", "relation", "relation+source"):
        together = score_by({"a": gold}, found, {"a": TEXT}, lambda _: "all", measure=measure)
        assert together.get("all", Score.of(0, 0, 0)) == scores(gold, found)[measure]


@given(st.lists(attributions_of(HERE)))
def test_the_gold_is_right_against_itself(gold: list[Attribution]) -> None:
    both = scores(gold, gold) | score_labels({"a": gold}, gold, {"a": TEXT})
    assert all(score.right == score.found == score.gold for score in both.values())


@given(st.lists(attributions_of(HERE)))
def test_a_parent_is_longer_than_what_it_holds(gold: list[Attribution]) -> None:
    for child in nest(gold):
        if child.parent:
            assert len("".join(s.text for s in child.content)) < len("".join(s.text for s in child.parent.content))
