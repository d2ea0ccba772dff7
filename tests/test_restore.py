"""What was written comes back, or is refused where the articles have changed."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from factories import GAZETTE, article, comparison
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.articles import make_article, read_articles
from newsclaims.claims import Claim, Step, Title
from newsclaims.compare import Cluster, compare_articles
from newsclaims.export import write_claims
from newsclaims.holders import Holder
from newsclaims.periods import Period
from newsclaims.quantities import Quantity
from newsclaims.restore import read_claims
from newsclaims.text import Span

RICH = (
    "Mayor Ann Lee said on Monday that 12 people were hurt at the dam. “It is a shame,” she said. "
    "The ministry denied reports that the dam was closed. President Bo Ek came."
)


OTHER = (
    "The dam was not closed, Ann Lee said on Tuesday. About 20 people were hurt at the dam, Lee said. "
    "Lee called it a shame. Prime Minister Bo Ek came."
)


def test_what_is_written_is_what_is_read_again(tmp_path):
    copied = f"{OTHER} Nobody in the whole town had seen so much water in the river since the flood of 1931."
    texts = {"a": RICH, "b": copied, "c": f"It rained. {copied}"}
    found = compare_articles(make_article(id, text, published=dt.date(2024, 11, 13)) for id, text in texts.items())
    told = [(c.period, c.quantities, c.steps, c.title, c.speaker, c.holders) for c in found.claims]
    assert all(any(parts) for parts in zip(*told, strict=True))  # each is there to be lost
    assert found.conflicts and found.copies and found.entities and found.origins
    path = write_claims(found, tmp_path / "claims.json")
    again = read_claims(path, found.articles, found.attributions)
    assert again == found
    assert write_claims(again, tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_a_comparison_made_by_hand_is_read_again(compared, tmp_path):
    path = write_claims(compared, tmp_path / "claims.json")
    assert read_claims(path, compared.articles, compared.attributions) == compared
    nothing = comparison()
    assert read_claims(write_claims(nothing, tmp_path / "nothing.json"), []) == nothing


WORDS = st.sampled_from([Span(*match.span(), match[0]) for match in re.finditer(r"\w+", GAZETTE)])


NAMES = st.text(min_size=1, max_size=5)


HOLDERS = st.builds(
    Holder, NAMES, st.sampled_from(["person", "anonymous"]), st.none() | WORDS, st.none() | st.floats(0, 1)
)


DAYS = st.dates()


NUMBERS = st.floats(allow_nan=False)


CLAIMS = st.builds(
    Claim,
    st.uuids().map(str),
    st.just("a"),
    st.lists(WORDS, min_size=1, max_size=3, unique=True).map(sorted).map(tuple),
    st.text(max_size=9),
    st.lists(HOLDERS, max_size=3).map(tuple),
    st.sampled_from(["asserts", "denies", "unsure"]),
    st.none() | st.builds(Period, DAYS, DAYS, WORDS),
    st.lists(st.builds(Quantity, NUMBERS, NUMBERS, st.none() | NAMES, WORDS), max_size=2).map(tuple),
    st.lists(st.builds(Step, NAMES, st.text(max_size=5), st.text(max_size=5)), max_size=3).map(tuple),
    st.none() | st.builds(Title, NAMES, NAMES),
    st.none() | HOLDERS,
)


@settings(deadline=None)  # it writes files
@given(st.lists(CLAIMS, max_size=4, unique_by=lambda claim: claim.id), st.data())
def test_any_claims_are_read_as_they_were_written(claims, data):
    clusters = [Cluster(f"c{n}", claim.proposition, (claim,)) for n, claim in enumerate(claims)]
    made = comparison(article("a", GAZETTE), claims=data.draw(st.permutations(claims)), clusters=clusters)
    with tempfile.TemporaryDirectory() as folder:
        assert read_claims(write_claims(made, Path(folder, "claims.json")), made.articles) == made


def test_the_gold_is_read_as_a_comparison():
    seeds = Path(__file__).parents[1] / "data" / "seeds"
    gold = json.loads((seeds / "gold" / "claims.json").read_text(encoding="utf-8"))
    read = read_claims(seeds / "gold" / "claims.json", read_articles(seeds))
    assert read.matrix().shape == (len(gold["claims"]), len(gold["articles"]) + 1)
    assert sum(len(wording.variants) for wording in read.wordings) == sum(len(w["variants"]) for w in gold["wording"])
    assert len({claim.id for claim in read.claims}) == len(read.claims)


def test_words_that_are_no_longer_there_are_not_read(compared, tmp_path):
    path = write_claims(compared, tmp_path / "claims.json")
    changed = [replace(one, text=one.text.replace("closed", "opened")) for one in compared.articles]
    with pytest.raises(ValueError, match="the file quotes 'the bridge over the Lenn is closed'"):
        read_claims(path, changed)
    with pytest.raises(ValueError, match="article 'courier', which is not among"):
        read_claims(path, compared.articles[:1])
