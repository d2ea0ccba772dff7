"""Scores are counts of what was found, what was right and what the gold has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factories import article, attribution, case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attributions import Attribution
from newsclaims.evaluate import Score, read_attribution_gold, score_attributions, score_claims

TEXT = 'Ann Lee said: "The dam is safe." Bo Ek denied that the dam is safe.'
HERE = article("a", TEXT)
LEE = attribution(HERE, "Ann Lee", "said", '"The dam is safe."', "direct")
EK = attribution(HERE, "Bo Ek", "denied", "that the dam is safe")


def scores(gold: list[Attribution], found: list[Attribution]) -> dict[str, Score]:
    return score_attributions({"a": gold}, found, {"a": TEXT})


def test_what_is_all_right_scores_one() -> None:
    assert {score.f1 for score in scores([LEE, EK], [EK, LEE]).values()} == {1.0}


def test_nothing_found_scores_nothing() -> None:
    assert scores([LEE, EK], [])["relation"] == Score(0.0, 0.0, 0.0, 0, 0, 2)


def test_too_much_costs_precision_and_too_little_recall() -> None:
    assert scores([LEE], [LEE, EK])["relation"] == Score.of(1, 2, 1)
    assert scores([LEE, EK], [LEE])["relation"] == Score.of(1, 1, 2)
    assert (Score.of(1, 2, 1).precision, Score.of(1, 2, 1).recall) == (0.5, 1.0)


FOUND = [
    case("without its marks", attribution(HERE, "Ann Lee", "said", "The dam is safe"), (1, 1, 1)),
    case("three words of four", attribution(HERE, "Ann Lee", "said", "The dam is"), (0, 1, 1)),
    case("one word of four", attribution(HERE, "Ann Lee", "said", "safe"), (0, 0, 0)),
    case("another source", attribution(HERE, "Bo Ek", "said", '"The dam is safe."'), (1, 1, 0)),
    case("half of the source", attribution(HERE, "Ann", "said", '"The dam is safe."'), (1, 1, 1)),
    case("another cue", attribution(HERE, "Ann Lee", "denied", '"The dam is safe."'), (1, 1, 1)),
]


@pytest.mark.parametrize(("found", "right"), FOUND)
def test_contents_and_sources_are_the_same_from_half_their_words_on(
    found: Attribution, right: tuple[int, int, int]
) -> None:
    score = scores([LEE], [found])
    assert tuple(score[m].right for m in ("exact content", "relation", "relation+source")) == right


def test_a_missing_source_agrees_with_a_missing_source_alone() -> None:
    nobody = attribution(HERE, "", "said", '"The dam is safe."')
    assert scores([nobody], [nobody])["relation+source"].f1 == 1.0
    assert scores([LEE], [nobody])["relation+source"].f1 == 0.0


def test_one_of_the_gold_is_found_once() -> None:
    assert scores([LEE], [LEE, LEE])["relation"] == Score.of(1, 2, 1)


def test_direct_counts_contents_that_open_with_a_mark() -> None:
    direct = scores([LEE, EK], [LEE, EK])["direct"]
    assert (direct.right, direct.found, direct.gold) == (1, 1, 1)


def test_annotators_of_one_article_count_as_one_on_average() -> None:
    averaged = score_attributions({"a_one": [LEE], "a_two": [LEE, EK]}, [LEE], {"a": TEXT})["relation"]
    assert (averaged.right, averaged.found, averaged.gold) == (1, 1, 1.5)


def test_articles_without_gold_or_without_a_text_do_not_count() -> None:
    other = attribution(article("b", TEXT), "Bo Ek", "denied", "that the dam is safe")
    assert score_attributions({"a": [LEE], "c": [EK]}, [LEE, other], {"a": TEXT, "b": TEXT})["relation"].f1 == 1.0


def test_gold_for_other_articles_is_refused() -> None:
    with pytest.raises(ValueError, match="no gold for \\['a'\\], only for \\['b'\\]"):
        score_attributions({"b": [LEE]}, [LEE], {"a": TEXT})


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


TEXTS = {"a": "The bridge is closed. Nobody knows why.", "b": "Police said that the bridge is open, not closed."}


def mention(article: str, words: str, stance: str = "asserts", *holders: str) -> dict[str, Any]:
    start = TEXTS[article].index(words)
    return {"article": article, "spans": [[start, start + len(words)]], "holders": list(holders), "stance": stance}


def event(*claims: list[dict[str, Any]], **rest: Any) -> dict[str, Any]:
    return {"claims": [{"id": f"c{n}", "mentions": mentions} for n, mentions in enumerate(claims)], **rest}


CLOSED = mention("a", "The bridge is closed")
DENIED = mention("b", "the bridge is open, not closed", "denies", "Police")
WHY = mention("a", "Nobody knows why")
WORDING = [{"variants": [{"article": "a", "quote": "The bridge is closed"}, {"article": "b", "quote": "is open"}]}]
GOLD = event([CLOSED, DENIED], [WHY], conflicts=[{"claims": ["c0", "c1"]}], wording=WORDING)

ROWS = [
    case("all", GOLD, {"cells": 1, "shared": 1, "links": 1, "origin": 1, "disputed": 1, "conflicts": 1, "wording": 1}),
    case("nothing", event(), {"cells": 0, "shared": 0, "links": 0, "disputed": 0, "conflicts": 0, "wording": 0}),
    case("torn apart", event([CLOSED], [DENIED], [WHY]), {"cells": 2 / 3, "shared": 0, "links": 0, "disputed": 0}),
    case(
        "thrown together",
        event([CLOSED, DENIED, WHY]),
        {"cells": 4 / 5, "shared": 1, "links": 2 / 3, "disputed": 1},
    ),
    case("another stance", event([CLOSED, DENIED | {"stance": "asserts"}], [WHY]), {"cells": 2 / 3, "disputed": 0}),
    case("another holder", event([CLOSED, DENIED | {"holders": ["Bo Ek"]}], [WHY]), {"cells": 1, "origin": 2 / 3}),
    case("half a name", event([CLOSED, DENIED | {"holders": ["The Police of Lenn"]}], [WHY]), {"origin": 1}),
    case("other words", event([mention("a", "closed"), DENIED], [WHY]), {"cells": 1, "links": 0}),
]


@pytest.mark.parametrize(("found", "expected"), ROWS)
def test_a_comparison_is_scored_by_its_cells_links_and_pairs(found: dict[str, Any], expected: dict[str, float]) -> None:
    scored = score_claims(GOLD, found, TEXTS)
    assert {measure: round(scored[measure].f1, 6) for measure in expected} == pytest.approx(expected, abs=1e-6)


def test_a_mention_in_an_article_without_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="a mention in article 'c', which is not among \\['a', 'b'\\]"):
        score_claims(GOLD, event([CLOSED | {"article": "c"}]), TEXTS)


COUNTS = st.integers(0, 50)


@given(COUNTS, COUNTS, COUNTS)
def test_f1_lies_between_precision_and_recall(right: int, extra: int, missed: int) -> None:
    score = Score.of(right, right + extra, right + missed)
    assert 0 <= min(score.precision, score.recall) <= score.f1 + 1e-12
    assert score.f1 <= max(score.precision, score.recall) + 1e-12 <= 1 + 1e-9
