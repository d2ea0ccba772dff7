"""Claims are followed to where they come from, and what one origin gives counts once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import article, case, claim

from newsclaims.articles import Article, make_article
from newsclaims.claims import Claim
from newsclaims.compare import compare_articles
from newsclaims.copying import Copy, find_copies
from newsclaims.entities import bare
from newsclaims.holders import ANONYMOUS, MEDIA_REPORTS, Holder
from newsclaims.origins import REPRINT, Prints, chain, find_origins
from newsclaims.text import Span

OUTLETS = {"Gazette", "Courier", "Wire"}
TEXT = "The bridge is closed."


def held(article_id: str, holders: str, stance: str = "asserts", **rest) -> Claim:
    """A claim of one article; its holders joined with " > "."""
    names = [name for name in holders.split(" > ") if name]
    chained = tuple(Holder(name, "outlet" if name in OUTLETS else "person") for name in names)
    words = (Span(0, len(TEXT), TEXT),)
    return Claim(f"{article_id}:{holders}:{stance}", article_id, words, TEXT, chained, stance, **rest)


def origins(*claims: Claim, copies: tuple[Copy, ...] = (), **outlets: str) -> dict[str, tuple[str, ...]]:
    """The articles of each origin of claims that say the same."""
    ids = sorted({claim.article_id for claim in claims})
    articles = [article(id, TEXT, outlet=outlets.get(id)) for id in ids]
    return {origin.name: origin.articles for origin in find_origins(articles, {"c1": claims}, copies)}


FOLLOWED = [
    case("the innermost holder", [held("a", "Gazette > Lee")], {"Lee": ("a",)}),
    case("nameless sources to the outlet that they told", [held("a", f"Gazette > {ANONYMOUS}")], {"Gazette": ("a",)}),
    case("what is behind them, too", [held("a", f"Gazette > {ANONYMOUS} > officials")], {"Gazette": ("a",)}),
    case("nameless sources of two outlets to both",
         [held("a", f"Gazette > {ANONYMOUS}"), held("b", f"Wire > {ANONYMOUS}")], {"Gazette": ("a",), "Wire": ("b",)}),
    case("the outlet that others name, for mere reports",
         [held("a", "Gazette"), held("b", MEDIA_REPORTS)], {"Gazette": ("a", "b")}),
    case("nobody, for reports where others name two",
         [held("a", "Gazette"), held("b", "Wire"), held("c", MEDIA_REPORTS)],
         {"Gazette": ("a",), "Wire": ("b",), MEDIA_REPORTS: ("c",)}),
    case("who denies a report is not its origin", [held("a", f"Lee > {MEDIA_REPORTS}")], {MEDIA_REPORTS: ("a",)}),
    case("an outlet named for a denial does not report it", [held("a", "Gazette", "denies"), held("b", MEDIA_REPORTS)],
         {"Gazette": ("a",), MEDIA_REPORTS: ("b",)}),
    case("an article's own voice has none", [held("a", ""), held("b", "")], {}),
    case("one name in two forms", [held("a", "Police"), held("b", "the police")], {"Police": ("a", "b")}),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "expected"), FOLLOWED)
def test_a_claim_goes_back_to(claims: list[Claim], expected: dict[str, tuple[str, ...]]) -> None:
    assert origins(*claims) == expected


def test_an_outlet_among_the_articles_goes_back_to_whom_it_names() -> None:
    claims = held("a", "Lee"), held("b", "Gazette")
    assert origins(*claims, a="The Gazette") == {"Lee": ("a", "b")}
    assert origins(*claims, a="Courier") == {"Lee": ("a",), "Gazette": ("b",)}


def test_an_outlet_that_says_so_itself_is_the_origin_of_those_who_rest_on_it() -> None:
    assert origins(held("a", ""), held("b", "Gazette"), a="Gazette") == {"Gazette": ("a", "b")}


def test_outlets_that_cite_each_other_lead_to_an_end() -> None:
    assert origins(held("a", "Courier"), held("b", "Gazette"), a="Gazette", b="Courier").keys() <= {
        "Gazette",
        "Courier",
    }


def copy(article_id: str, earlier_id: str, share: float, end: int = len(TEXT)) -> Copy:
    words = Span(0, end, TEXT[:end])
    return Copy(article_id, words, earlier_id, words, share)


def test_words_that_were_printed_before_go_back_to_where_the_first_has_them_from() -> None:
    claims = held("a", "Lee"), held("b", "")
    assert origins(*claims) == {"Lee": ("a",)}
    assert origins(*claims, copies=(copy("b", "a", 0.2),)) == {"Lee": ("a", "b")}


def test_what_two_print_in_the_words_of_a_third_has_one_origin() -> None:
    claims = held("a", ""), held("b", ""), held("c", "")
    copies = copy("b", "a", 0.2), copy("c", "a", 0.3)
    assert origins(*claims, copies=copies) == {"a": ("a", "b", "c")}


def test_of_a_reprint_also_what_it_says_in_other_words_goes_back() -> None:
    claims = held("a", "Lee"), held("b", "")
    part = copy("b", "a", REPRINT, end=10)
    assert origins(*claims, copies=(part,)) == {"Lee": ("a",)}
    assert origins(*claims, copies=(replace(part, share=REPRINT + 0.01),)) == {"Lee": ("a", "b")}


def test_a_reprint_of_a_reprint_is_one_of_the_first() -> None:
    prints = Prints([copy("c", "b", 0.9), copy("b", "a", 0.9)])
    assert [prints.first(id) for id in "abc"] == ["a", "a", "a"]


def test_a_chain_ends_with_the_speaker_and_leaves_out_whom_nobody_knows() -> None:
    unknown = Holder("he", "other", None, None)
    said = replace(held("a", "Gazette"), speaker=Holder("Lee", "person"))
    assert [holder.name for holder in chain(said)] == ["Gazette", "Lee"]
    assert [holder.name for holder in chain(replace(said, speaker=unknown))] == ["Gazette"]


def test_whose_opinion_it_is_is_its_origin() -> None:
    found = compare_articles(
        make_article(id, text)
        for id, text in [("a", "“It is a shame,” Ann Lee said."), ("b", "Ann Lee said that it is a shame.")]
    )
    (origin,) = found.origins
    assert (origin.name, origin.articles) == ("Ann Lee", ("a", "b"))


NEWS = (
    "The mayor, Ann Lee, said that the dam is safe. The Lenn Gazette reported that the road is closed.",
    "The dam is safe, according to Ann Lee. Media reports said that the road is closed. The dam was built in 1931.",
    "Police denied that the dam is safe. The road is closed, the Lenn Gazette reported.",
)


def counted(articles: list[Article]) -> dict[str, set[str]]:
    return {bare(origin.name).casefold(): set(origin.articles) for origin in compare_articles(articles).origins}


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 0, 2)])
def test_the_order_of_articles_changes_no_origin(order: tuple[int, ...]) -> None:
    texts = [make_article(f"a{n}", text) for n, text in enumerate(NEWS)]
    assert counted([texts[n] for n in order]) == counted(texts)


@pytest.mark.parametrize("printed", range(len(NEWS)))
def test_an_article_that_is_printed_twice_gives_no_origin_more(printed: int) -> None:
    articles = [make_article(f"a{n}", text) for n, text in enumerate(NEWS)]
    twice = counted([*articles, make_article("copy", NEWS[printed])])
    once = counted(articles)
    assert {name: twice[name] - {"copy"} for name in once} == once
    assert twice.keys() - once.keys() <= {f"a{printed}"}  # of what it says itself, and its copy repeats


def test_the_comparison_has_the_copies() -> None:
    articles = [make_article(id, f"{' '.join(NEWS)} It happened in {id}.") for id in "ab"]
    found = compare_articles(articles)
    assert found.copies == tuple(find_copies(articles))
    assert found.copies[0].share > 0.9


def test_an_origin_lists_its_claims() -> None:
    one = article("a", TEXT)
    made = claim(one, TEXT, TEXT, "Lee")
    (origin,) = find_origins([one], {"c1": [made]}, [])
    assert (origin.clusters, origin.claims) == (("c1",), (made.id,))


def test_claims_of_articles_that_are_not_at_hand_go_back_to_their_holders() -> None:
    (origin,) = find_origins([], {"c1": [held("a", "Lee"), held("b", "")]}, [])
    assert (origin.name, origin.articles) == ("Lee", ("a",))
