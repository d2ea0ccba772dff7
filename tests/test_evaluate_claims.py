"""A comparison is scored by its cells, its links and its pairs."""

from __future__ import annotations

from typing import Any

import pytest
from factories import case

from newsclaims.evaluate_claims import score_claims

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
