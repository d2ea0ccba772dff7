"""What is read off the seeds stays as good as it was: floors under each score, on gold that can't change unseen."""

from __future__ import annotations

import hashlib
import json
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from newsclaims.articles import read_articles
from newsclaims.compare import Comparison, compare_articles
from newsclaims.evaluate import Score, read_attribution_gold, score_attributions
from newsclaims.evaluate_claims import score_claims
from newsclaims.export import write_claims

SEEDS = Path(__file__).parents[1] / "data" / "seeds"
# Three points under what was measured when they were set: relation .842, relation+source .790, direct .947, cells .809,
# shared .813, links .675, disputed .923, conflicts .857, wording .798. Lowering one takes an explicit edit, with its
# reason.
FLOORS = {
    "relation": 0.812,
    "relation+source": 0.760,
    "direct": 0.917,
    "cells": 0.779,
    "shared": 0.783,
    "links": 0.645,
    "disputed": 0.893,
    "conflicts": 0.827,
    "wording": 0.768,
}
# SHA-256 of the .ann files in the order of their names and claims.json, one after another.
GOLD = "07be43686fe641d54e90772e6021f7594f3e6e3788f19977ee790964e3c0afb0"


@pytest.fixture(scope="session")
def seeds() -> Comparison:
    """The whole chain over the seeds, once."""
    return compare_articles(read_articles(SEEDS))


@pytest.fixture(scope="session")
def scores(seeds: Comparison, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    texts = {article.id: article.text for article in seeds.articles}
    gold: dict[str, Any] = json.loads((SEEDS / "gold" / "claims.json").read_text(encoding="utf-8"))
    path = write_claims(seeds, tmp_path_factory.mktemp("seeds") / "claims.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    attributions = read_attribution_gold(SEEDS / "gold" / "attributions")
    return score_attributions(attributions, seeds.attributions, texts) | score_claims(gold, found, texts)


def test_the_gold_is_what_the_floors_were_measured_on() -> None:
    files = [*sorted((SEEDS / "gold" / "attributions").glob("*.ann")), SEEDS / "gold" / "claims.json"]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    assert digest == GOLD, "the gold has changed: measure again, set FLOORS and GOLD, and say why in the commit"


@pytest.mark.parametrize("measure", FLOORS)
def test_no_score_falls_under_its_floor(scores: dict[str, Score], measure: str) -> None:
    assert scores[measure].f1 >= FLOORS[measure], f"{measure}: {scores[measure]}"


def test_the_gold_scored_against_itself_is_all_right(seeds: Comparison) -> None:
    texts = {article.id: article.text for article in seeds.articles}
    gold = json.loads((SEEDS / "gold" / "claims.json").read_text(encoding="utf-8"))
    attributions = read_attribution_gold(SEEDS / "gold" / "attributions")
    itself = [attribution for found in attributions.values() for attribution in found]
    both = score_attributions(attributions, itself, texts) | score_claims(gold, gold, texts)
    assert {measure: score.f1 for measure, score in both.items() if score.f1 < 1} == {}


def test_no_rendering_has_a_word_twice(seeds: Comparison) -> None:
    for variant in (variant for wording in seeds.wordings for variant in wording.variants):
        assert all(a.end <= b.start for a, b in pairwise(variant.spans)), variant


def test_no_passage_is_laid_beside_itself(seeds: Comparison) -> None:
    for wording in seeds.wordings:
        pairs = combinations([(v.article_id, span) for v in wording.variants for span in v.spans], 2)
        alone = len({variant.article_id for variant in wording.variants}) == 1
        assert not (alone and any(a == b and one.overlaps(other) for (a, one), (b, other) in pairs)), wording
