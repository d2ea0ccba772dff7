"""Agreement, reliability and errors are read off the same pairs as the scores."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import article, attribution, attributions_of, case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attributions import Attribution
from newsclaims.diagnosis import Agreement, Bin, agreement, calibration_error, errors, reliability
from newsclaims.evaluate import score_attributions

TEXT = 'Ann Lee said: "The dam is safe." Bo Ek denied that it is safe.'
HERE = article("a", TEXT)
TEXTS = {"a": TEXT}
LEE = attribution(HERE, "Ann Lee", "said", '"The dam is safe."', "direct")
EK = attribution(HERE, "Bo Ek", "denied", "that it is safe")


def test_readings_that_are_the_same_agree_wholly() -> None:
    assert set(agreement([LEE, EK], [EK, LEE], TEXTS).values()) == {Agreement(1.0, 1.0)}


def test_agreement_is_beyond_chance() -> None:
    """Of 14 words, four are in the sources of one reading and two in those of the other, which are among the four.

    Kappa: 12/14 are observed, (4*2 + 10*12)/14² are chance. Alpha: 2/14 differ, of 28 labels 6 are in and 22 out, so
    2*6*22/(28*27) are chance.
    """
    source = agreement([LEE, EK], [LEE], TEXTS)["source"]
    assert source.kappa == pytest.approx((12 / 14 - 128 / 196) / (1 - 128 / 196))
    assert source.alpha == pytest.approx(1 - (2 / 14) / (264 / 756))


def test_words_of_a_text_without_attributions_count() -> None:
    alone = agreement([LEE, EK], [LEE], TEXTS)["source"]
    beside = agreement([LEE, EK], [LEE], TEXTS | {"b": "Rain falls on the town."})["source"]
    assert beside.kappa > alone.kappa


def test_confidences_are_held_against_what_is_right() -> None:
    other = attribution(HERE, "Ann Lee", "denied", "that it is safe")
    found = [replace(LEE, confidence=0.9), replace(other, confidence=0.7), replace(EK, confidence=0.1), EK]
    assert reliability({"a": [LEE]}, found, TEXTS, bins=2) == [Bin(0.0, 0.5, 1, 0.1, 0.0), Bin(0.5, 1.0, 2, 0.8, 0.5)]


@pytest.mark.parametrize(
    ("confidence", "low"), [case("lowest", 0.0, 0.0), case("a bound", 0.5, 0.5), case("highest", 1.0, 0.75)]
)
def test_a_bin_begins_with_its_lower_bound_and_the_last_takes_one_in(confidence: float, low: float) -> None:
    [only] = reliability({"a": [LEE]}, [replace(LEE, confidence=confidence)], TEXTS, bins=4)
    assert (only.low, only.high) == (low, low + 0.25)


def test_what_half_of_the_annotators_marked_is_right_by_half() -> None:
    [only] = reliability({"a_one": [LEE, EK], "a_two": [LEE]}, [replace(EK, confidence=0.6)], TEXTS)
    assert (only.number, only.right) == (1, 0.5)


def test_no_confidence_is_off_by_nothing() -> None:
    assert reliability({"a": [LEE]}, [LEE], TEXTS) == []
    assert calibration_error([]) == 0


KINDS = [
    case("right", [LEE], [LEE], []),
    case("missed", [LEE], [], [("missed", 0.0)]),
    case("extra", [], [LEE], [("extra", 0.0)]),
    case("missed and extra, in text order", [EK], [LEE], [("extra", 0.0), ("missed", 0.0)]),
    case("source", [LEE], [replace(LEE, source=EK.source)], [("source", 1.0)]),
    case("source before extent", [LEE], [attribution(HERE, "Bo Ek", "said", "The dam is")], [("source", 0.75)]),
    case("extent, taken for the same", [LEE], [attribution(HERE, "Ann Lee", "said", "The dam")], [("extent", 0.5)]),
    case("extent", [LEE], [attribution(HERE, "Bo Ek", "said", "dam")], [("extent", 0.25)]),
    case("without a content", [replace(LEE, content=())], [replace(EK, content=())], []),
]


@pytest.mark.parametrize(("gold", "found", "expected"), KINDS)
def test_errors_have_their_kind(
    gold: list[Attribution], found: list[Attribution], expected: list[tuple[str, float]]
) -> None:
    assert [(error.kind, error.overlap) for error in errors({"a": gold}, found, TEXTS)] == expected


def test_an_error_shows_both_attributions() -> None:
    short = attribution(HERE, "Ann Lee", "said", "The dam")
    [extent, missed] = errors({"a": [LEE, EK]}, [short], TEXTS)
    assert (extent.gold, extent.found) == (LEE, short)
    assert (missed.gold, missed.found) == (EK, None)


@given(st.lists(attributions_of(HERE)), st.lists(attributions_of(HERE)))
def test_errors_are_what_the_scores_lack(gold: list[Attribution], found: list[Attribution]) -> None:
    score = score_attributions({"a": gold}, found, TEXTS)["relation+source"]
    wrong = [e for e in errors({"a": gold}, found, TEXTS) if e.kind != "extent" or e.overlap < 0.5]
    assert sum(error.gold is not None for error in wrong) == score.gold - score.right
    assert sum(error.found is not None for error in wrong) == score.found - score.right


@given(st.lists(attributions_of(HERE)), st.lists(attributions_of(HERE)))
def test_bins_hold_each_confidence_once_and_their_mean_lies_within(
    gold: list[Attribution], found: list[Attribution]
) -> None:
    bins = reliability({"a": gold}, found, TEXTS, bins=5)
    assert sum(b.number for b in bins) == sum(a.confidence is not None for a in found)
    assert all(b.low - 1e-9 <= b.confidence <= b.high + 1e-9 and 0 <= b.right <= 1 for b in bins)
