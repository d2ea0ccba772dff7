"""Claims side by side: joined where they say the same, apart where they can't both be true."""

from __future__ import annotations

import datetime as dt

import pytest
from factories import article, attribution, bridge, carriers, case, claim, comparison, side_by_side
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.articles import Article, make_article
from newsclaims.compare import compare_articles, compare_claims
from newsclaims.likeness import key_words
from newsclaims.quantities import find_quantities

MONDAY = dt.date(2024, 11, 11)


JOINED = [
    case(
        "another order",
        "Mayor Ann Lee said that the dam over the Lenn is safe.",
        "The dam over the Lenn was safe, according to Mayor Ann Lee.",
    ),
    case("a denial", "The mayor said that the bridge collapsed.", "The police denied that the bridge collapsed."),
    case("a negation", "The bridge over the Lenn collapsed.", "The bridge over the Lenn has not collapsed."),
    case("a spelling", "Heorhiy Tyshchenko left the council.", "Heorhii Tyshchenko has left the council."),
    case("the same number", "The flood killed 12 people in the valley.", "In the valley, the flood killed 12 people."),
    case(
        "a number that holds the other",
        "The flood killed about 12 people in the valley.",
        "The flood killed 12 people in the valley.",
    ),
    case("a day in words", "The bridge fell on Sunday, Lee said.", "The bridge fell on Nov. 10, Lee said."),
]
APART = [
    case("other things", "The bridge over the Lenn collapsed.", "Schools in Riverton reopened."),
    case("numbers", "The flood killed 12 people in the valley.", "The flood killed 20 people in the valley."),
    case("days", "The meeting took place on Thursday.", "The meeting took place on Friday."),
    case("months", "The bridge over the Lenn fell in May 2023.", "The bridge over the Lenn fell in May 2024."),
]


@pytest.mark.parametrize(("one", "other"), JOINED)
def test_claims_that_say_the_same_join_whatever_the_words_and_the_stance(one: str, other: str) -> None:
    assert {*carriers(side_by_side(one, other))} == {("a0", "a1")}


@pytest.mark.parametrize(("one", "other"), APART)
def test_claims_that_say_another_thing_stay_apart(one: str, other: str) -> None:
    assert carriers(side_by_side(one, other)) == [("a0",), ("a1",)]


@pytest.mark.parametrize("words", ["Her deputy left the council", "She left the council", "Leaving the council"])
def test_a_cluster_is_shown_in_a_sentence_that_stands_alone(words: str) -> None:
    texts = [article(f"a{n}", "The deputy left the council.") for n in range(2)]
    alone = "Ann Lee's deputy left the council"
    claims = [claim(text, "left", said) for text, said in zip(texts, (words, alone), strict=True)]
    [cluster] = compare_claims(texts, [], claims).clusters
    assert cluster.proposition == alone


def test_two_claims_about_one_person_stay_apart() -> None:
    text = "Ann Lee said she had ordered the closure. She denied that she had been paid."
    assert len(side_by_side(text).clusters) == 2


@pytest.mark.xfail(reason="“reporters” and “report” have one stem", raises=AssertionError, strict=True)
def test_what_was_told_to_reporters_is_not_about_a_report() -> None:
    assert key_words("She spoke to reporters.") != key_words("She spoke to the report.")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(2, 60) | st.none(), min_size=2, max_size=8))
def test_numbers_of_one_unit_that_differ_never_join(numbers: list[int | None]) -> None:
    texts = [f"The flood killed {number or 'many'} people." for number in numbers]
    articles = [article(f"a{n}", text) for n, text in enumerate(texts)]
    claims = [claim(a, a.text, a.text, quantities=tuple(find_quantities(a.text))) for a in articles]
    for cluster in compare_claims(articles, [], claims).clusters:
        assert len({q.low for c in cluster.claims for q in c.quantities}) <= 1


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from("the bridge fell dam is safe Lee left 12 people flood killed".split()).map(str), max_size=8
    )
)
def test_every_claim_is_in_one_cluster_and_the_shared_come_first(words: list[str]) -> None:
    articles = [article(f"a{n}", f"{word} {words[0]}") for n, word in enumerate(words)]
    claims = [claim(a, a.text, a.text, id=f"m{n}") for n, a in enumerate(articles)]
    clusters = compare_claims(articles, [], claims).clusters
    assert sorted(c.id for cluster in clusters for c in cluster.claims) == sorted(c.id for c in claims)
    shared = [len(cluster.articles) for cluster in clusters]
    assert shared == sorted(shared, reverse=True)
    assert all(cluster.proposition in {c.proposition for c in cluster.claims} for cluster in clusters)


def test_what_one_asserts_and_another_denies_is_disputed() -> None:
    found = side_by_side(
        "Lee said that the bridge fell.", "Police denied that the bridge fell.", "The bridge fell, Lee said."
    )
    assert [(cluster.articles, cluster.disputed) for cluster in found.clusters] == [(("a0", "a1", "a2"), True)]


def test_what_one_asserts_and_another_leaves_open_is_not_disputed() -> None:
    found = side_by_side("Lee said that the bridge collapsed.", "The bridge may have collapsed.")
    assert [(cluster.articles, cluster.disputed) for cluster in found.clusters] == [(("a0", "a1"), False)]


NEWS = (
    "Lee said that the bridge fell on Sunday. The flood killed 12 people, police said.",
    "Police denied that the bridge fell on Sunday. Twelve people died in the flood.",
    "The bridge over the Lenn fell, according to Lee. Schools in Riverton reopened.",
)
ELSEWHERE = "Striker Paul Kerr scored twice. “We deserved to win,” Kerr said."


def joined_in(*articles: Article) -> set[frozenset[tuple[str, str]]]:
    """The words that stand in one cluster with which others, by article."""
    return {frozenset((c.article_id, c.spans[0].text) for c in k.claims) for k in compare_articles(articles).clusters}


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(len(NEWS))), st.integers(0, len(NEWS)))
def test_neither_order_nor_an_article_on_something_else_changes_a_cluster(order: list[int], at: int) -> None:
    articles = [make_article(f"a{n}", NEWS[n], published=MONDAY) for n in order]
    mixed = joined_in(*articles[:at], make_article("z", ELSEWHERE, published=MONDAY), *articles[at:])
    found = joined_in(*(make_article(f"a{n}", text, published=MONDAY) for n, text in enumerate(NEWS)))
    assert {cluster for cluster in mixed if "z" not in {id for id, _ in cluster}} == found


@pytest.mark.parametrize("copied", range(len(NEWS)))
def test_a_second_copy_of_an_article_changes_no_cluster(copied: int) -> None:
    articles = [make_article(f"a{n}", text, published=MONDAY) for n, text in enumerate(NEWS)]
    twice = joined_in(*articles, make_article("copy", NEWS[copied], published=MONDAY))
    assert {frozenset(place for place in cluster if place[0] != "copy") for cluster in twice} == joined_in(*articles)


CONFLICTS = [
    case(
        "numbers",
        "The flood killed 12 people in the valley, police said.",
        "The flood killed 20 people in the valley, police said.",
        "number",
    ),
    case(
        "days",
        "The call took place on Thursday, the ministry said.",
        "The call took place on Friday, the ministry said.",
        "date",
    ),
    case(
        "titles",
        "The floods worried President Ann Lee.",
        "The floods worried Prime Minister Ann Lee.",
        "title",
    ),
    case(
        "since when",
        "Ann Lee has led the town council since 2002, police said.",
        "Ann Lee has led the town council since 2003, the court said.",
        "date",
    ),
    case(
        "a role that is over",
        "Ann Lee, a former army doctor, won the vote.",
        "Ann Lee, an army doctor, won the vote.",
        "title",
    ),
    case(
        "an office that is not taken up yet",
        "Floods worried President-elect Ann Lee and President Bo Ek. Bo Ek was once Senator Bo Ek.",
        "Ann Lee became the president of the country. President Ann Lee was at home.",
        "title",
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), CONFLICTS)
def test_claims_that_exclude_each_other_are_in_conflict(one: str, other: str, kind: str) -> None:
    found = side_by_side(one, other)
    assert [conflict.kind for conflict in found.conflicts] == [kind]
    of = {cluster.id: cluster.articles for cluster in found.clusters}
    assert [of[id] for id in found.conflicts[0].clusters] == [("a0",), ("a1",)]


AT_PEACE = [
    case("one number within the other", "The flood killed about 12 people.", "The flood killed 12 people."),
    case("numbers of other things", "The flood killed 12 people.", "The flood killed 20 horses."),
    case("a title given up", "The floods worried former President Lee.", "The floods worried Senator Lee."),
    case(
        "an office before it is taken up",
        "The floods worried President Ann Lee.",
        "The floods worried President-elect Ann Lee.",
    ),
    case(
        "a number that the other allows",
        "The country had gathered a force of 5,000 soldiers in the border region, police said.",
        "They were fighting about 5,000 enemy soldiers in the Riverton region, the army said.",
    ),
    case(
        "one number, rounded in one claim",
        "The mayor repaid the town $60,000, police said.",
        "The mayor repaid the town more than $60,000, the court said.",
    ),
    case(
        "an office taken up long ago",
        "Floods worried President-elect Ann Lee.",
        "Ann Lee first became president of the country in 2012. President Ann Lee was at home.",
    ),
    case(
        "a former office, and one of another place",
        "Ann Lee, a former president, won the vote.",
        "Ann Lee, the president of the club, won the vote.",
    ),
    case(
        "two statements",
        "In a statement on Monday, the town hospital said that it was safe.",
        "In a statement on Tuesday, the town hospital said that it was full.",
    ),
    case("one office in two words", "The floods worried Sen. Ann Lee.", "The floods worried Senator Ann Lee."),
    case("other subjects", "The flood killed 12 people.", "The mayor moved 20 people to the old school."),
]


@pytest.mark.parametrize(("one", "other"), AT_PEACE)
def test_claims_that_can_both_be_true_are_in_no_conflict(one: str, other: str) -> None:
    assert side_by_side(one, other).conflicts == ()


def test_two_numbers_in_one_article_are_no_conflict_between_articles() -> None:
    text = "The flood killed 12 people in the valley, police said. The flood killed 20 people in the valley, Lee said."
    assert side_by_side(text, "It rained.").conflicts == ()


def test_two_numbers_that_another_article_has_both_are_of_two_things() -> None:
    one, other = (f"The flood killed {number} people in the valley, police said." for number in (12, 20))
    assert side_by_side(one, other).conflicts
    assert side_by_side(one, other, f"{one} {other}").conflicts == ()


def test_a_title_that_is_not_of_the_highest_is_a_soft_conflict() -> None:
    found = side_by_side("The floods worried Governor Ann Lee.", "The floods worried Mayor Ann Lee.")
    assert [(conflict.kind, conflict.soft) for conflict in found.conflicts] == [("title", True)]


def test_an_origin_is_counted_once_however_many_articles_carry_it() -> None:
    found = side_by_side(
        "The Lenn Herald reported that Mayor Ann Lee told the council that the bridge was unsafe.",
        "Ann Lee said the bridge was unsafe.",
        "The bridge was unsafe, according to Ann Lee.",
    )
    lee = [origin for origin in found.origins if origin.name == "Ann Lee"]
    assert [origin.articles for origin in lee] == [("a0", "a1", "a2")]
    assert len({origin.name for origin in found.origins}) == len(found.origins)


def test_an_origin_is_one_at_the_start_of_a_sentence_and_within() -> None:
    found = side_by_side("Police said that the bridge fell.", "The bridge fell, police said.")
    assert [origin.articles for origin in found.origins] == [("a0", "a1")]


def test_the_article_s_own_voice_is_no_origin() -> None:
    assert side_by_side("The bridge fell.", "The bridge fell.").origins == ()


def test_the_matrix_has_a_row_a_claim_and_a_column_an_article() -> None:
    matrix = bridge().matrix()
    assert list(matrix.columns) == ["claim", "Lenn Gazette", "The Courier", "herald"]
    assert matrix.index.tolist() == ["c1", "c2", "c3", "c4"]
    assert matrix.loc["c1"].tolist() == ["The bridge over the Lenn is closed.", "asserts", "denies", "unsure"]
    assert matrix.loc["c3"].tolist()[1:] == ["asserts", "", ""]


def test_stances_of_one_article_stand_in_one_cell() -> None:
    found = side_by_side("Lee said that the bridge fell. Police denied that the bridge fell.", "It rained.")
    assert found.matrix()["a0"].tolist()[0] == "asserts/denies"


def test_two_articles_of_one_outlet_are_shown_by_their_ids() -> None:
    found = side_by_side("It rained.", "It rained.", "It rained.", outlets=("Gazette", "Gazette", "Courier"))
    assert dict(found.labels) == {"a0": "a0", "a1": "a1", "a2": "Courier"}
    assert list(found.matrix().columns) == ["claim", "a0", "a1", "Courier"]


def test_an_outlet_that_is_called_like_another_article_leaves_every_column_its_own_name() -> None:
    found = comparison(article("a0", outlet="a1"), article("a1"))
    assert len(set(found.matrix().columns)) == 3


def test_nothing_compares_to_nothing() -> None:
    nothing = compare_articles([])
    assert (nothing.clusters, nothing.conflicts, nothing.wordings, nothing.origins) == ((), (), (), ())
    assert nothing.matrix().shape == (0, 1)


@pytest.mark.parametrize("text", ["", "The bridge fell.", "The bridge fell. Lee said that the bridge did not fall."])
def test_one_article_is_compared_with_itself(text: str) -> None:
    found = side_by_side(text)
    assert found.matrix().columns.tolist() == ["claim", "a0"]
    assert all(articles == ("a0",) for articles in carriers(found))


def test_the_same_articles_give_the_same_comparison() -> None:
    texts = ("Lee said that the bridge fell on Sunday.", "Police denied that the bridge fell. It rained on 12 people.")
    assert side_by_side(*texts) == side_by_side(*texts)


def test_what_was_handed_in_is_kept() -> None:
    one = article("a0", "Lee said no.")
    said = attribution(one, "Lee", "said", "no")
    found = compare_claims([one], [said], [])
    assert (found.articles, found.attributions, found.claims) == ((one,), (said,), ())


def test_key_words_leave_out_days_and_small_words() -> None:
    assert key_words("The bridge fell on 7 November 2024.") == key_words("A bridge fell.")


def test_the_score_tells_how_closely_the_mentions_say_what_is_shown() -> None:
    one, loosely = "The council closed the old bridge over the Lenn.", "The bridge was shut after the flood."
    scores = [side_by_side(one, other).clusters[0].score for other in (one, "The old bridge was closed.", loosely)]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert 0.5 < scores[2] < 0.8


def test_the_order_of_the_articles_changes_no_score() -> None:
    texts = "The council closed the bridge, Lee said.", "The bridge was closed.", "Police shut the bridge; Lee left."
    articles = [make_article(f"a{n}", text) for n, text in enumerate(texts)]
    there, back = (compare_articles(order).clusters for order in (articles, articles[::-1]))
    assert {(c.proposition, c.score) for c in there} == {(c.proposition, c.score) for c in back}
    assert any(cluster.score < 1 for cluster in there)


def test_the_matrix_can_tell_who_holds_what() -> None:
    one, other = (
        "Ann Lee said that the bridge had collapsed. The bridge had collapsed.",
        "Police denied that it collapsed.",
    )
    found = side_by_side(one, other.replace("it", "the bridge had"))
    assert found.matrix().iloc[0, 1:].tolist() == ["asserts", "denies"]
    assert found.matrix(held=True).iloc[0, 1:].tolist() == ["asserts (Ann Lee)", "denies (Police)"]
    assert side_by_side("The bridge had collapsed.").matrix(held=True).iloc[0, 1] == "asserts"
