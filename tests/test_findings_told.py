"""How findings read: who says so and in how many articles, what is told, and what is left unsaid."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from factories import OUTLETS, article, case, claim, comparison, published, side_by_side, span

from newsclaims.articles import make_article, read_articles
from newsclaims.claims import Title
from newsclaims.compare import Cluster, Variant, Wording, compare_articles
from newsclaims.entities import Entity
from newsclaims.findings import Finding, derive_findings

SEEDS = Path(__file__).parents[1] / "data" / "seeds"


@pytest.fixture(scope="module")
def seeds_findings() -> list[Finding]:
    return derive_findings(compare_articles(read_articles(SEEDS)))


def worded(*renderings: str) -> str:
    """What is found where each of some articles gives the mayor these words."""
    articles = [make_article(f"a{n}", text, outlet=OUTLETS[n]) for n, text in enumerate(renderings)]
    variants = tuple(Variant(a.id, (span(a.text, a.text),)) for a in articles)
    [finding] = derive_findings(comparison(*articles, wordings=[Wording("Ann Lee", variants)]))
    assert {evidence.article_id for evidence in finding.evidence} == {a.id for a in articles}
    return finding.statement


def test_a_wording_names_the_articles_whose_words_are_not_shown() -> None:
    statement = worded("It is a very bad day", "It is a bad day", "A dark day for the town")
    assert statement.endswith("of Ann Lee in different words: “It is a [-very-] bad day”; Herald has others again.")
    assert worded("It is a very bad day", "It is a bad day", "It is a bad day").endswith("bad day”.")


def test_a_wording_shows_two_articles_whose_words_differ_and_not_only_their_marks() -> None:
    statement = worded("It is bad, nobody came", "It is bad, nobody came!", "It is bad, so nobody came")
    assert (
        statement
        == "Gazette and Herald give a statement of Ann Lee in different words: “It is bad, {+so+} nobody came”."
    )


def test_what_all_articles_have_denied_is_told_with_its_denial_and_not_again_as_shared() -> None:
    denied = "The mayor said that the bridge is closed. Police denied that the bridge is closed."
    found = derive_findings(published(denied, denied.replace("mayor", "council")))
    [disputed] = [f.statement for f in found if f.kind == "disputed"]
    assert disputed.endswith("in both articles, and denied by Police, in both articles.")
    assert not [f for f in found if f.kind == "shared"]


def test_no_confirmation_is_told_where_many_articles_repeat_one_voice() -> None:
    said = "The Lenn Wire reported that the bridge is closed. Police denied that the bridge is closed."
    repeated = [said, said.replace("reported", "said"), f"It rained. {said}"]
    [disputed] = [f.statement for f in derive_findings(published(*repeated)) if f.kind == "disputed"]
    assert disputed.endswith("no article asserts it itself.")
    assert "in all three articles, and denied by Police, in all three articles;" in disputed
    own = [*repeated[:2], "The bridge is closed. Ann Lee left for Riverton."]
    [disputed] = [f.statement for f in derive_findings(published(*own)) if f.kind == "disputed"]
    assert "Herald itself" in disputed
    assert "no article asserts it itself" not in disputed


def test_sentences_come_first_in_what_one_article_alone_carries() -> None:
    names = ("The old quay", "The ferry was closed", "The council has resigned", "The school is shut")
    lone = article("a", ". ".join(names))
    clusters = [Cluster(f"c{n}", name, (claim(lone, name, name),)) for n, name in enumerate(names)]
    [finding] = derive_findings(
        comparison(lone, article("b"), claims=[m for c in clusters for m in c.claims], clusters=clusters)
    )
    assert finding.statement.endswith("“The ferry was closed”, “The council has resigned” and “The school is shut”.")


def test_every_voice_of_a_dispute_is_backed_with_its_words_and_an_article_that_has_one_takes_no_side_itself() -> None:
    said = "Ann Lee said that the bridge is closed. The bridge is closed, according to Bo Ek."
    found = derive_findings(published(said, "Police denied that the bridge is closed. The bridge is not closed."))
    [disputed] = [finding for finding in found if finding.kind == "disputed"]
    assert disputed.statement.endswith(
        "is asserted by Ann Lee and Bo Ek, in Gazette, and denied by Police, in Courier."
    )
    assert [evidence.article_id for evidence in disputed.evidence] == ["a0", "a0", "a1"]


@pytest.mark.parametrize(
    ("own", "sides"),
    [
        ("The bridge over the Lenn has collapsed.", ["asserted by Gazette itself and denied by Police, in Courier."]),
        ("Reports of the collapse of the bridge over the Lenn surfaced.", []),
    ],
)
def test_an_article_takes_a_side_itself_unless_it_only_tells_of_reports(own: str, sides: list[str]) -> None:
    found = derive_findings(published(own, "Police denied that the bridge over the Lenn has collapsed."))
    assert [f.statement.split(" is ")[1] for f in found if f.kind == "disputed"] == sides


def test_a_voice_that_cannot_be_told_is_named_as_its_article_names_it() -> None:
    found = derive_findings(published("The mayor said that the dam is safe.", "Police denied that the dam is safe."))
    statement = "That “The dam is safe” is asserted by “The mayor” (Gazette) and denied by Police, in Courier."
    assert [finding.statement for finding in found if finding.kind == "disputed"] == [statement]


NAMED = [
    case("an initial", "Ann Lee", "Ann B. Lee", None),
    case("other marks", "Ann O'Hale", "Ann O\N{RIGHT SINGLE QUOTATION MARK}Hale", None),
    case(
        "a letter that is a part of the name",
        "Ann O'Hale",
        "Anne O'Hale",
        "One person is named Ann O'Hale (a) and Anne O'Hale (b).",
    ),
    case(
        "another spelling", "Dmitry Orlow", "Dmitri Orlow", "One person is named Dmitry Orlow (a) and Dmitri Orlow (b)."
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), NAMED)
def test_a_name_is_given_differently_if_more_than_the_style_of_a_house_differs(
    one: str, other: str, expected: str | None
) -> None:
    a, b = article("a", one), article("b", other)
    mentions = (("a", span(one, one)), ("b", span(other, other)))
    found = derive_findings(comparison(a, b, entities=[Entity(one, "person", (), (), mentions)]))
    assert [finding.statement for finding in found if finding.kind == "naming"] == ([expected] if expected else [])


def test_renderings_that_share_less_than_half_are_no_finding() -> None:
    articles = article("a", "the long plan would slow the growth"), article("b", "the rate of the benefits for the old")
    variants = tuple(Variant(a.id, (span(a.text, a.text),)) for a in articles)
    assert derive_findings(comparison(*articles, wordings=[Wording("Ann Lee", variants)])) == []


def test_what_the_same_articles_leave_out_is_one_finding() -> None:
    told = ("The old ferry runs again.", "A storm closed the harbour on Monday.", "The mayor opened a new school.")
    own = "Bo Ek came late, and nobody knew what to do with the chairs that had been set out for his guests."
    early = "The mayor had asked for a new crane in spring, but the council put it off until after the vote in autumn."
    found = published(" ".join([*told, early]), " ".join([own, *reversed(told)]), "A fox sat in the park all night.")
    [omission] = [finding for finding in derive_findings(found) if finding.kind == "omission"]
    assert re.fullmatch("Herald alone leaves out three claims: “[^”]*”, “[^”]*” and “[^”]*”.", omission.statement)
    assert {evidence.article_id for evidence in omission.evidence} == {"a0", "a1"}


def test_titles_and_what_is_named_in_passing_are_not_told_as_carried() -> None:
    found = published("Mayor Ann Lee came. Her victory was clear.", "Mayor Ann Lee left. Schools are shut.")
    assert not [finding.statement for finding in derive_findings(found) if "Ann Lee is" in finding.statement]


def test_an_article_without_an_outlet_is_called_by_its_file_s_name_without_a_checksum() -> None:
    ids, texts = ("01_1b36c0a44d48bd3c", "02_d390247bdc641d4c"), ("The old ferry runs again.", "Schools are shut.")
    found = derive_findings(compare_articles(make_article(*pair) for pair in zip(ids, texts, strict=True)))
    assert [f.statement.partition(" alone")[0] for f in found] == ["Article 01", "Article 02"]
    alike = derive_findings(
        compare_articles(make_article(f"x{id[2:]}", text) for id, text in zip(ids, texts, strict=True))
    )
    assert [f.statement.partition(" alone")[0] for f in alike] == ["x_1b36c0a44d48bd3c", "x_d390247bdc641d4c"]


def test_an_office_that_is_to_come_in_one_article_and_taken_up_in_another_is_told() -> None:
    texts = (
        "Mayor-elect Bo Ek came.",
        "Mayor-elect Bo Ek left.",
        "Mayor-elect Bo Ek ate. Bo Ek became the head of Lenn.",
    )
    articles = [article(id, text) for id, text in zip("abc", texts, strict=True)]
    elect = tuple(
        replace(claim(a, "Mayor-elect Bo Ek", "Bo Ek is mayor-elect"), title=Title("Bo Ek", "mayor-elect"))
        for a in articles
    )
    head = (claim(articles[2], "Bo Ek became the head of Lenn", "Bo Ek became the head of Lenn"),)
    clusters = [Cluster(f"c{n}", c[0].proposition, c) for n, c in enumerate((elect, head))]
    ek = Entity("Bo Ek", "person", (), (), tuple((a.id, span(a.text, "Bo Ek")) for a in articles))
    found = derive_findings(comparison(*articles, claims=[*elect, *head], clusters=clusters, entities=[ek]))
    assert [finding.statement for finding in found if finding.kind == "naming"] == [
        "c has “Bo Ek became the head of Lenn”, while “Bo Ek is mayor-elect” stands in all three articles."
    ]


def test_a_claim_that_nobody_tells_in_his_own_voice_is_told_with_whom_it_is_from() -> None:
    found = derive_findings(published("The old ferry runs again, Ann Lee said.", "Schools in Riverton are shut."))
    assert [finding.statement for finding in found if "Gazette alone" in finding.statement] == [
        "Gazette alone carries one claim: “The old ferry runs again” (from Ann Lee)."
    ]


IN_SEEDS = [
    case(
        "the call",
        "disputed",
        r"by The Washington Post.* denied by the Kremlin and Dmitry Peskov",
    ),
    case("Kyiv's denial left out", "omission", r"leaves? out that .*informed.* is denied by .*Tykhyi"),
    case("one origin", "shared", r"advised .* all from one origin, The Washington Post"),
    case("one report", "origin", r"in five articles go back to The Washington Post, the only origin"),
    case("a quotation", "wording", r"Dmitry Peskov .*This is pure fiction; this is \[-just-\]\{\+simply\+\} false"),
    case("two titles", "conflict", r"Zelensky is president”, .*Zelensky is prime minister”"),
    case("an office taken up", "naming", r"^Article 003 has .*became the head of .*president-elect” stands"),
    case("one article alone", "alone", r"^The Jerusalem Post alone carries"),
]


@pytest.mark.parametrize(("kind", "says"), IN_SEEDS)
def test_the_seeds_findings_tell_what_an_editor_asks_first(seeds_findings: list[Finding], kind: str, says: str) -> None:
    statements = [finding.statement for finding in seeds_findings if finding.kind == kind]
    assert [s for s in statements if re.search(says, s)], statements


def test_all_carry_nothing_that_one_of_them_denies() -> None:
    said, denied = (f"Ann Lee {verb} that the old bridge over the Lenn had collapsed." for verb in ("said", "denied"))
    found = derive_findings(side_by_side(said, denied))
    assert not [finding for finding in found if finding.kind == "shared"]


@pytest.mark.parametrize(
    ("one", "loosely", "closely", "kind"),
    [
        (
            "The council closed the old bridge over the Lenn.",
            "The bridge was shut after the flood.",
            "The old bridge over the Lenn was closed.",
            "shared",
        ),
        (
            "Ann Lee said that the council closed the bridge.",
            "Police denied that the bridge would be shut.",
            "Police denied that the council had closed the bridge.",
            "disputed",
        ),
    ],
    ids=["carried", "disputed"],
)
def test_what_stands_in_one_row_is_told_only_where_it_surely_is_the_same(
    one: str, loosely: str, closely: str, kind: str
) -> None:
    for other, told in ((loosely, False), (closely, True)):
        found = side_by_side(one, other)
        assert found.clusters[0].articles == ("a0", "a1")
        assert any(finding.kind == kind for finding in derive_findings(found)) is told
