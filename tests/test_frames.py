from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from factories import attribution, bridge_articles, claim, holder, span

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim, Step
from newsclaims.compare import Cluster, Comparison, Conflict, Origin, Wording
from newsclaims.entities import Entity
from newsclaims.findings import Finding
from newsclaims.frames import to_frame
from newsclaims.periods import Period
from newsclaims.quantities import Quantity

RECORDS = [Article, Attribution, Claim, Cluster, Conflict, Entity, Finding, Origin, Wording]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_empty_list_has_the_columns_and_dtypes_of_a_full_one(record, compared, found):
    everything = [
        *compared.articles, *compared.attributions, *compared.entities, *compared.claims, *compared.clusters,
        *compared.conflicts, *compared.wordings, *compared.origins, *found,
    ]  # fmt: skip
    full = to_frame([one for one in everything if isinstance(one, record)])
    empty = to_frame([], record=record)
    assert len(full) > 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_missing_source_leaves_offsets_integers():
    gazette, _, _ = bridge_articles()
    named = attribution(gazette, "Mayor Rosa Lind", "said", "the bridge over the Lenn is closed")
    frame = to_frame([named, replace(named, source=())])
    assert frame.source_start.dtype == "Int64"
    assert frame.source_start[0] == gazette.text.index("Mayor Rosa Lind")
    assert frame.loc[1, ["source", "source_start", "source_end"]].isna().all()


def test_content_in_pieces_runs_from_its_first_start_to_its_last_end():
    gazette, _, _ = bridge_articles()
    row = to_frame([attribution(gazette, "Lind", "said", '"It is a bad day … this town,"', "direct")]).iloc[0]
    assert row.content == '"It is a bad day … this town,"'
    assert gazette.text[row.content_start : row.content_end] == '"It is a bad day, a very bad day for this town,"'


def test_nested_attribution_shows_the_cue_it_lies_in():
    gazette, _, _ = bridge_articles()
    outer = attribution(gazette, "Lind", "said", "the bridge over the Lenn is closed")
    inner = replace(outer, content=(span(gazette.text, "is closed"),), parent=outer)
    assert to_frame([outer, inner]).parent.fillna("none").to_list() == ["none", "said"]


def test_holder_chain_reads_from_the_article_inwards():
    gazette, _, _ = bridge_articles()
    own = claim(gazette, "is closed")
    chain = replace(own, holders=(holder("Lenn Gazette"), holder("Rosa Lind")))
    assert to_frame([own, chain]).holders.to_list() == ["", "Lenn Gazette → Rosa Lind"]


def test_period_quantities_and_steps_stay_readable():
    gazette, _, _ = bridge_articles()
    monday = Period(dt.date(2031, 5, 5), dt.date(2031, 5, 6), span(gazette.text, "on Monday"))
    forty = Quantity(40, 41, "people", span(gazette.text, "Forty people"))
    plain = claim(gazette, "is closed")
    rich = replace(plain, period=monday, quantities=(forty, forty), steps=(Step("pronoun", "it", "the bridge"),) * 2)
    frame = to_frame([plain, rich])
    assert frame.period_start.to_list() == [pd.NaT, pd.Timestamp("2031-05-05")]
    assert frame.loc[1, ["period", "quantities", "steps"]].to_list() == [
        "on Monday", "Forty people; Forty people", "pronoun → pronoun",
    ]  # fmt: skip


def test_evidence_and_variants_name_their_articles(compared, found):
    assert to_frame(found).evidence[0] == (
        "gazette: the bridge over the Lenn is closed | courier: denied that the bridge is closed"
    )
    assert to_frame(compared.wordings).variants[0].startswith('gazette: "It is a bad day')


def test_records_within_a_record_are_counted(compared):
    assert to_frame(compared.clusters).claims.to_list() == [3, 2, 1, 1]
    assert to_frame(compared.entities).mentions.to_list() == [3]


def test_article_without_date_has_none_in_the_table(compared: Comparison):
    frame = to_frame(compared.articles)
    assert frame.published.to_list() == [pd.Timestamp("2031-05-06"), pd.NaT, pd.NaT]
    assert frame.text.to_list() == [article.text for article in compared.articles]


def test_empty_list_of_nothing_in_particular_asks_for_its_type():
    with pytest.raises(ValueError, match="record=Claim"):
        to_frame([])


def test_records_of_two_types_do_not_share_a_table(compared):
    with pytest.raises(ValueError, match="Claim can't hold Origin"):
        to_frame([*compared.claims, *compared.origins])
