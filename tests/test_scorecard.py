"""Two readings side by side: scores, agreement beyond chance, and each error in words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import COURIER, GAZETTE, HERALD, article, attribution, attributions_of, bridge_articles, case
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.compare import Comparison
from newsclaims.evaluate_claims import claim_errors
from newsclaims.export import write_claims
from newsclaims.gold_files import Marks
from newsclaims.scorecard import as_data, make_scorecards
from newsclaims.terminal import show_mistakes, show_scores

TEXTS = {"gazette": GAZETTE, "courier": COURIER, "herald": HERALD}
GAZETTE_ARTICLE = bridge_articles()[0]
SAID = attribution(GAZETTE_ARTICLE, "Mayor Rosa Lind", "said", "the bridge over the Lenn is closed")
DAY = attribution(GAZETTE_ARTICLE, "Lind", "said", '"It is a bad day, a very bad day for this town,"', "direct")


def event(compared: Comparison, folder: Path) -> dict[str, Any]:
    return json.loads(write_claims(compared, folder / "claims.json").read_text(encoding="utf-8"))


def test_a_reading_against_itself_has_no_mistakes(compared: Comparison, tmp_path: Path) -> None:
    claims = event(compared, tmp_path)
    marks = Marks({"gazette": [SAID, DAY]}, claims)
    attributions, stated = make_scorecards(marks, marks, TEXTS)
    assert (attributions.subject, attributions.articles) == ("attributions", ("gazette",))
    assert (stated.subject, stated.articles) == ("claims", ("courier", "gazette", "herald"))
    for card in (attributions, stated):
        assert card.mistakes == ()
        assert {score.f1 for score in card.scores.values()} == {1.0}
    assert {agreed.kappa for agreed in attributions.agreement.values()} == {1.0}


def test_a_missed_attribution_is_told_in_words() -> None:
    [card] = make_scorecards(Marks({"gazette": [SAID, DAY]}), Marks({"gazette": [SAID]}), TEXTS)
    [missed] = card.mistakes
    assert (missed.kind, missed.article_id, missed.found) == ("missed", "gazette", None)
    assert GAZETTE[missed.start :].startswith('"It is a bad day')
    assert [*show_mistakes([missed])][1] == '  gold   Lind | said | "It is a bad day, a very bad day for this town,"'


def test_only_what_both_have_read_is_scored() -> None:
    one, other = Marks({"gazette": [SAID], "courier": []}), Marks({"gazette": [SAID], "herald": []})
    [card] = make_scorecards(one, other, TEXTS)
    assert card.articles == ("gazette",)
    with pytest.raises(ValueError, match="no article in common"):
        make_scorecards(Marks({"courier": []}), Marks({"gazette": []}), TEXTS)
    with pytest.raises(ValueError, match="no article in common"):
        make_scorecards(Marks({"gazette": [SAID]}), Marks(claims={"claims": []}), TEXTS)


def test_annotators_of_one_article_are_averaged_as_gold_and_refused_as_found() -> None:
    two = Marks({"gazette_ann": [SAID, DAY], "gazette_bob": [SAID]})
    [card] = make_scorecards(two, Marks({"gazette": [SAID]}), TEXTS)
    assert card.scores["relation"].gold == 1.5
    assert 0 < card.agreement["content"].alpha < 1
    with pytest.raises(ValueError, match="two readings of article 'gazette'"):
        make_scorecards(Marks({"gazette": [SAID]}), two, TEXTS)


@settings(deadline=None)  # each example imports and runs NLTK's measures
@given(st.lists(attributions_of(GAZETTE_ARTICLE), max_size=4), st.lists(attributions_of(GAZETTE_ARTICLE), max_size=4))
def test_who_of_two_annotators_comes_first_does_not_matter_to_agreement(one: list[Any], other: list[Any]) -> None:
    a, b = Marks({"gazette": one}), Marks({"gazette": other})
    [there], [back] = make_scorecards(a, b, TEXTS), make_scorecards(b, a, TEXTS)
    for role in there.agreement:
        assert there.agreement[role].alpha == pytest.approx(back.agreement[role].alpha)
        assert there.agreement[role].kappa == pytest.approx(back.agreement[role].kappa)
    for measure in ("tokens content", "exact content", "exact source"):
        assert there.scores[measure].f1 == pytest.approx(back.scores[measure].f1)
        assert there.scores[measure].precision == pytest.approx(back.scores[measure].recall)


def test_a_text_without_words_has_no_agreement() -> None:
    [card] = make_scorecards(Marks({"a": []}), Marks({"a": []}), {"a": "!"})
    assert card.agreement == {}
    assert [*show_scores(card, 80)][-1] == "Errors: none"


CLAIM_ERRORS = [
    case("missed", lambda claims: claims.pop(0), {"missed": 3}),
    case("extra", lambda claims: claims.append(claims[2] | {"id": "c9", "text": "It rains."}), {"extra": 1}),
    case("stance", lambda claims: claims[0]["mentions"][0].update(stance="denies"), {"stance": 1}),
    case("origin", lambda claims: claims[0]["mentions"][0].update(holders=["Bo Ek"]), {"origin": 1}),
    case("another article's", lambda claims: claims[0]["mentions"].pop(), {"missed": 1}),
]


@pytest.mark.parametrize(("spoil", "expected"), CLAIM_ERRORS)
def test_errors_of_claims_are_told_apart(
    spoil: Any, expected: dict[str, int], compared: Comparison, tmp_path: Path
) -> None:
    gold, found = event(compared, tmp_path), event(compared, tmp_path)
    spoil(found["claims"])
    kinds = [error.kind for error in claim_errors(gold, found, TEXTS)]
    assert {kind: kinds.count(kind) for kind in kinds} == expected
    [card] = make_scorecards(Marks(claims=gold), Marks(claims=found), TEXTS)
    assert [mistake.kind for mistake in card.mistakes] == kinds


def test_a_claim_is_told_with_holders_stance_and_words(compared: Comparison, tmp_path: Path) -> None:
    gold, found = event(compared, tmp_path), event(compared, tmp_path)
    found["claims"][0]["mentions"][0] |= {"stance": "unsure", "holders": []}
    [card] = make_scorecards(Marks(claims=gold), Marks(claims=found), TEXTS)
    closed = "The bridge over the Lenn is closed. | the bridge over the Lenn is closed"
    assert [*show_mistakes(card.mistakes)][1:] == [
        f"  gold   Rosa Lind | asserts | {closed}",
        f"  found  the article itself | unsure | {closed}",
    ]


def test_a_scorecard_for_machines_is_plain_json() -> None:
    [card] = make_scorecards(Marks({"gazette": [SAID, DAY]}), Marks({"gazette": [SAID]}), TEXTS)
    data = json.loads(json.dumps(as_data(card)))
    assert data["scores"]["relation"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "right": 1.0, "found": 1.0, "gold": 2.0,
    }  # fmt: skip
    assert [error["kind"] for error in data["errors"]] == ["missed"]
    assert set(data["agreement"]) == {"source", "cue", "content"}


def test_the_table_has_a_line_for_each_measure_and_fits_eighty_columns() -> None:
    [card] = make_scorecards(Marks({"gazette": [SAID, DAY]}), Marks({"gazette": [SAID]}), TEXTS)
    lines = "\n".join(show_scores(card, 80)).split("\n")
    assert max(map(len, lines)) <= 80
    assert ["relation", "100", "50", "67", "1", "1", "2"] in [line.split() for line in lines]
    assert lines[-1] == "Errors: 1 missed"


def test_a_content_in_lines_is_shown_in_one() -> None:
    one = article("a", "Lee said: No.\nNever.")
    said = attribution(one, "Lee", "said", "No.\nNever.")
    [card] = make_scorecards(Marks({"a": [said]}), Marks({"a": []}), {"a": one.text})
    assert [*show_mistakes(card.mistakes)][1] == "  gold   Lee | said | No. Never."
    [card] = make_scorecards(Marks({"a": [replace(said, source=())]}), Marks({"a": []}), {"a": one.text})
    assert [*show_mistakes(card.mistakes)][1] == "  gold   (none) | said | No. Never."
