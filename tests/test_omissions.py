"""What most outlets carry and one leaves out, the most surprising first."""

from __future__ import annotations

import datetime as dt

import pytest

from newsclaims.articles import make_article
from newsclaims.compare import Comparison, compare_articles
from newsclaims.findings import derive_findings
from newsclaims.frames import to_frame
from newsclaims.omissions import Omission, find_omissions

TOP = "Mayor Ann Lee said that the dam is safe."
MIDDLE = "Schools in Riverton were closed for two weeks after the flood."
LAST = "The harbour was built in 1931."
OTHER = "The council elected a new chairman on Monday evening."


def compared(*texts: str, outlets: str = "") -> Comparison:
    named = dict(enumerate(outlets.split()))
    return compare_articles(
        make_article(f"a{n}", text, outlet=named.get(n), published=dt.date(2024, 11, 11))
        for n, text in enumerate(texts)
    )


def left_out(found: Comparison) -> list[tuple[str, str]]:
    """Which article leaves what out."""
    clusters = {cluster.id: cluster.proposition for cluster in found.clusters}
    return [(o.article_id, clusters[o.cluster] if o.cluster else str(o.origin)) for o in find_omissions(found)]


def test_what_stands_at_the_top_of_all_others_is_the_most_surprising_to_leave_out() -> None:
    found = find_omissions(compared(f"{TOP} {MIDDLE} {LAST}", f"{TOP} {LAST} {MIDDLE}", OTHER))
    surprises = [omission.surprise for omission in found]
    assert {omission.article_id for omission in found} == {"a2"}
    assert surprises == sorted(surprises, reverse=True)
    assert 1 > surprises[0] > surprises[-1] > 0


def test_surprise_is_share_times_prominence() -> None:
    found = find_omissions(compared(f"{MIDDLE} {LAST}", f"{OTHER} {MIDDLE}", "It rained.", "Bo Ek came."))
    height = 1 - (len(OTHER) + 1) / (len(OTHER) + 1 + len(MIDDLE))
    assert [omission.article_id for omission in found] == ["a2", "a3"]
    for omission in found:
        assert omission.share == pytest.approx(2 / 3)
        assert omission.prominence == pytest.approx((1 + height) / 2)
        assert omission.surprise == pytest.approx(omission.share * omission.prominence)


def test_what_half_of_the_others_carry_need_not_be_missed() -> None:
    assert left_out(compared(MIDDLE, MIDDLE, LAST, OTHER, "It rained.")) == []
    assert left_out(compared(MIDDLE, MIDDLE, MIDDLE, LAST, OTHER)) == [(id, MIDDLE[:-1]) for id in ("a3", "a4")]


def test_two_articles_of_one_outlet_count_once_and_fill_in_for_each_other() -> None:
    assert left_out(compared(MIDDLE, MIDDLE, OTHER, outlets="Gazette Gazette Courier")) == []
    four = compared(MIDDLE, MIDDLE, OTHER, LAST, outlets="Gazette Courier Herald Gazette")
    assert left_out(four) == [("a2", MIDDLE[:-1])]


def test_an_article_and_its_reprint_count_once() -> None:
    long = f"{MIDDLE} {OTHER} Nobody was hurt when the old crane fell on the quay early on Monday."
    assert left_out(compared(long, long, LAST)) == []


def test_something_like_it_is_enough_not_to_be_told_of_an_omission() -> None:
    like = "Schools in Riverton were shut."
    assert left_out(compared(MIDDLE, MIDDLE, like)) == []


def test_whom_most_name_and_one_does_not_is_left_out() -> None:
    lee = "Ann Lee said that the dam is safe. Schools are closed, Ann Lee said."
    turned = "Schools are closed, said Ann Lee. The dam is safe, Ann Lee said."
    found = compared(lee, turned, OTHER)
    assert ("a2", "Ann Lee") in left_out(found)
    statements = [finding.statement for finding in derive_findings(found) if finding.kind == "omission"]
    assert "a2 does not name Ann Lee, to whom claims in a0 and a1 go back." in statements
    assert ("a2", "Ann Lee") not in left_out(compared(lee, turned, f"{OTHER} Mrs. Lee came."))


SAID = "The Lenn Gazette reported that the dam is closed."
MORE = "The Lenn Gazette reported that a road was flooded."
DENIED = "Police denied that the dam is closed."
BOTH = (f"{SAID} {MORE} {DENIED}", f"{DENIED} It rained hard. {MORE} Nobody was hurt. {SAID}")


def test_an_article_that_carries_a_report_and_leaves_out_its_denial_is_told() -> None:
    found = compared(*BOTH, SAID)
    (omission,) = [omission for omission in find_omissions(found) if omission.stance]
    assert (omission.article_id, omission.stance, omission.articles) == ("a2", "denies", ("a0", "a1"))
    statements = [finding.statement for finding in derive_findings(found) if finding.kind == "omission"]
    assert statements[0] == (
        "a2 leaves out that “The dam is closed” is denied by Police, in a0 and a1, "
        "though it has claims of the Lenn Gazette, on the other side."
    )


def test_whoever_denies_the_same_in_other_words_has_the_denial() -> None:
    found = compared(*BOTH, f"{SAID} Police denied that anybody was told of it.")
    assert [omission for omission in find_omissions(found) if omission.stance] == []


def test_a_table_of_omissions_has_the_measure() -> None:
    frame = to_frame(find_omissions(compared(MIDDLE, MIDDLE, OTHER)), record=Omission)
    assert frame.loc[0, ["article_id", "cluster", "articles", "share", "prominence", "surprise"]].to_list() == [
        "a2", "c01", "a0; a1", 1.0, 1.0, 1.0,
    ]  # fmt: skip
    assert frame[["stance", "origin"]].isna().all(axis=None)
    assert to_frame([], record=Omission).dtypes.to_dict() == frame.dtypes.to_dict()
