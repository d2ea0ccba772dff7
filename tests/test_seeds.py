from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "data" / "seeds"
IDS = sorted(path.stem for path in SEEDS.glob("*.txt"))
GOLD = json.loads((SEEDS / "gold" / "claims.json").read_text("utf-8"))


def text_of(article: str) -> str:
    return (SEEDS / f"{article}.txt").read_bytes().decode("utf-8")


def test_the_checksums_name_every_text_and_gold_file_and_fit() -> None:
    listed = [line.split("  ", 1) for line in (SEEDS / "SHA256SUMS").read_text("utf-8").splitlines()]
    files = [*SEEDS.glob("*.txt"), *SEEDS.glob("gold/*.json"), *SEEDS.glob("gold/attributions/*.ann")]
    assert sorted(name for _, name in listed) == sorted(file.relative_to(SEEDS).as_posix() for file in files)
    assert {name: digest for digest, name in listed} == {
        name: hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() for _, name in listed
    }


def test_each_article_has_its_gold() -> None:
    assert len(IDS) == 5
    assert IDS == sorted(GOLD["articles"]) == sorted(path.stem for path in SEEDS.glob("gold/attributions/*.ann"))


@pytest.mark.parametrize("article", IDS)
def test_the_words_of_an_annotation_stand_at_its_offsets(article: str) -> None:
    text = text_of(article)
    lines = (SEEDS / "gold" / "attributions" / f"{article}.ann").read_text("utf-8").splitlines()
    stretches = [line.split("\t") for line in lines if line.startswith("T")]
    assert stretches
    for _, place, words in stretches:
        pieces = [tuple(map(int, piece.split())) for piece in place.split(" ", 1)[1].split(";")]
        assert " ".join(text[start:end] for start, end in pieces) == words


@pytest.mark.parametrize("article", IDS)
def test_the_quote_of_a_mention_is_what_its_spans_hold(article: str) -> None:
    text = text_of(article)
    mentions = [mention for claim in GOLD["claims"] for mention in claim["mentions"] if mention["article"] == article]
    assert mentions
    for mention in mentions:
        assert " … ".join(text[start:end] for start, end in mention["spans"]) == mention["quote"]


def test_conflicts_and_mentions_name_claims_and_articles_that_exist() -> None:
    claims = {claim["id"] for claim in GOLD["claims"]}
    assert {id for conflict in GOLD["conflicts"] for id in conflict["claims"]} <= claims
    assert {mention["article"] for claim in GOLD["claims"] for mention in claim["mentions"]} == set(IDS)
