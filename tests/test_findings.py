"""Findings say what sources say, and stand or fall with their evidence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from factories import article, bridge, case, claim, comparison, span
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.articles import Article, make_article, read_articles
from newsclaims.claims import Title
from newsclaims.compare import Cluster, Comparison, Variant, Wording, compare_articles
from newsclaims.entities import Entity
from newsclaims.findings import Evidence, Finding, UnbackedFindingError, derive_findings, find_evidence, verify

OUTLETS = ("Gazette", "Courier", "Herald")
SEEDS = Path(__file__).parents[1] / "data" / "seeds"
GAZETTE = (
    "Mayor Ann Lee said on Monday that the bridge over the Lenn is closed. The flood killed 12 people, Lee said. "
    "“It is a bad day, a very bad day for this town,” Lee said. The floods worried President Heorhiy Tyshchenko. "
    "The old ferry runs again."
)
COURIER = (
    "Police denied that the bridge over the Lenn is closed. The flood killed 20 people, police said. "
    "“It is a bad day for the town,” Ann Lee told the Gazette. Schools in Riverton reopened after two weeks. "
    "The old ferry runs again."
)
HERALD = (
    "The bridge over the Lenn is closed, according to Ann Lee. The flood killed 12 people, Lee said. "
    "The floods worried Prime Minister Heorhii Tyshchenko. The old ferry runs again."
)


def compared(*texts: str) -> Comparison:
    return compare_articles(
        make_article(f"a{n}", text, outlet=OUTLETS[n], published=dt.date(2024, 11, 11)) for n, text in enumerate(texts)
    )


@pytest.fixture(scope="module")
def three() -> Comparison:
    return compared(GAZETTE, COURIER, HERALD)


EXPECTED = [
    case(
        "disputed",
        "disputed",
        r"Lenn is closed” is asserted by Ann Lee, in Gazette and Herald, and denied by police, in Courier",
    ),
    case("titles", "conflict", r"Gazette has “.* is president”, Herald has “.* is prime minister”"),
    case(
        "wording",
        "wording",
        r"Gazette and Courier give a statement of Ann Lee in different words: “It is a bad.*\[-this-\]\{\+the\+\} town",
    ),
    case("naming", "naming", r"Heorhiy Tyshchenko \(Gazette\) and Heorhii Tyshchenko \(Herald\)"),
    case("origin", "origin", r"in three articles go back to Ann Lee, the only origin of \w+ that several"),
    case("shared", "shared", r"All three articles carry “The old ferry runs again”"),
    case("left out", "omission", r"Herald alone leaves out “Ann Lee said: It is a bad day for the town”"),
    case("alone", "alone", r"Courier alone carries .*“Schools in Riverton reopened"),
]


@pytest.mark.parametrize(("kind", "says"), EXPECTED)
def test_what_a_comparison_shows_is_said(three: Comparison, kind: str, says: str) -> None:
    statements = [finding.statement for finding in derive_findings(three) if finding.kind == kind]
    assert [s for s in statements if re.search(says, s)], statements


def test_every_finding_is_backed_by_words_that_stand_in_the_articles(three: Comparison) -> None:
    findings = derive_findings(three)
    assert len(findings) > 5
    for finding in findings:
        assert finding.evidence
        assert all(evidence.spans for evidence in finding.evidence)
        verify(finding, three.articles)


def test_a_finding_falls_when_a_word_of_its_evidence_changes(three: Comparison) -> None:
    for finding in derive_findings(three):
        place = finding.evidence[0].spans[0]
        id = finding.evidence[0].article_id
        changed = [
            replace(a, text=f"{a.text[: place.start]}{'~' * len(place.text)}{a.text[place.end :]}") if a.id == id else a
            for a in three.articles
        ]
        with pytest.raises(UnbackedFindingError, match=re.escape(f"article {id!r} no longer reads")):
            verify(finding, changed)


@pytest.fixture(scope="module")
def seeds_findings() -> list[Finding]:
    return derive_findings(compare_articles(read_articles(SEEDS)))


@pytest.fixture(scope="module", params=["three", "seeds"])
def told(request: pytest.FixtureRequest) -> tuple[Sequence[Article], list[Finding]]:
    """The articles of an event, and the findings on them."""
    read = compare_articles(read_articles(SEEDS)) if request.param == "seeds" else compared(GAZETTE, COURIER, HERALD)
    return read.articles, derive_findings(read)


def touched(finding: Finding, edits: dict[tuple[str, int], str]) -> bool:
    """Whether an edit changes a character of the finding's evidence."""
    return any(
        evidence.article_id == id and span.start <= at < span.end
        for evidence in finding.evidence
        for span in evidence.spans
        for id, at in edits
    )


def edited(articles: Sequence[Article], edits: dict[tuple[str, int], str]) -> list[Article]:
    """The articles with some characters replaced, so that every place stays where it was."""
    return [
        replace(a, text="".join(edits.get((a.id, at), character) for at, character in enumerate(a.text)))
        for a in articles
    ]


@settings(deadline=None)
@given(st.data())
def test_findings_fall_with_an_edit_of_their_evidence_and_with_no_other(
    told: tuple[Sequence[Article], list[Finding]], data: st.DataObject
) -> None:
    articles, findings = told
    edits: dict[tuple[str, int], str] = {}
    for _ in range(data.draw(st.integers(1, 4))):
        changed = data.draw(st.sampled_from(articles))
        at = data.draw(st.integers(0, len(changed.text) - 1))
        edits[changed.id, at] = data.draw(st.characters(exclude_characters=changed.text[at]))
    after = edited(articles, edits)
    for finding in findings:
        if touched(finding, edits):
            with pytest.raises(UnbackedFindingError, match=re.escape(finding.statement)):
                verify(finding, after)
        else:
            verify(finding, after)


@given(st.data())
def test_evidence_that_moved_by_one_character_no_longer_backs(data: st.DataObject) -> None:
    text = "The bridge over the Lenn is closed."
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    finding = Finding("alone", "It is closed.", (Evidence("a", (span(text, text[start:end]),)),))
    verify(finding, [article("a", text)])
    with pytest.raises(UnbackedFindingError):
        verify(finding, [article("a", f"~{text.replace(' ', '~')}")])


BROKEN = [
    case("no evidence", (), "no evidence"),
    case("another article", (Evidence("b", (span("It rained.", "rained"),)),), "there is no article 'b'"),
    case("other words", (Evidence("a", (span("It rained.", "rained"),)),), "no longer reads 'rained' at 3:9"),
]


@pytest.mark.parametrize(("evidence", "message"), BROKEN)
def test_an_unbacked_finding_names_itself_and_what_is_missing(evidence: tuple[Evidence, ...], message: str) -> None:
    with pytest.raises(UnbackedFindingError, match=f"^(?=.*It rains\\.).*{message}"):
        verify(Finding("alone", "It rains.", evidence), [article("a", "It snowed.")])


def test_one_article_or_none_gives_nothing_to_find() -> None:
    assert derive_findings(compared(GAZETTE)) == []
    assert derive_findings(comparison()) == []


def test_articles_without_a_claim_in_common_are_only_told_apart() -> None:
    findings = derive_findings(compared("It rained in Riverton.", "The council elected Bo Ek."))
    assert [finding.kind for finding in findings] == ["alone", "alone"]


def test_a_soft_conflict_is_kept_back() -> None:
    soft = bridge()
    soft = replace(soft, conflicts=tuple(replace(conflict, soft=True) for conflict in soft.conflicts))
    assert [finding.kind for finding in derive_findings(bridge())].count("conflict") == 1
    assert [finding.kind for finding in derive_findings(soft)].count("conflict") == 0


def test_the_same_articles_give_the_same_findings(three: Comparison) -> None:
    assert derive_findings(compared(GAZETTE, COURIER, HERALD)) == derive_findings(three)


def test_a_conflict_is_shown_with_the_words_of_both_sides() -> None:
    found = derive_findings(
        compared("President Ann Lee spoke. Prime Minister Ann Lee left.", "Prime Minister Ann Lee came early.")
    )
    conflict = next(finding for finding in found if finding.kind == "conflict")
    words = {span.text for evidence in conflict.evidence for span in evidence.spans}
    assert words == {"President Ann Lee", "Prime Minister Ann Lee"}


def test_a_claim_that_is_only_denied_is_told_as_a_denial() -> None:
    found = derive_findings(compared("The bridge has not collapsed.", "The river is high.", "Schools are closed."))
    assert [f.statement for f in found if "bridge" in f.statement] == [
        "Gazette alone carries one claim: “The bridge has not collapsed”."
    ]


WIRE = (
    "Three workers were hurt when the old crane fell on the quay early on Monday, and two of them were taken to "
    "hospital by boat. "
)
OWN = "The mayor had asked for a new crane in spring, but the council put it off until after the vote in autumn. "


def test_what_is_copied_is_told_with_both_places() -> None:
    found = [f for f in derive_findings(compared(WIRE, f"{WIRE}{OWN}{OWN}")) if f.kind == "copy"]
    assert len(found) == 1  # 25 words of the 25 + 2 * 22
    assert found[0].statement == "Courier prints 36% of its words as Gazette has them, word for word or nearly."
    assert [evidence.article_id for evidence in found[0].evidence] == ["a1", "a0"]


def test_articles_that_print_one_text_have_one_origin() -> None:
    found = derive_findings(compared(f"{WIRE}{OWN}", f"{WIRE}{OWN}", f"Crane falls. {WIRE}{OWN}"))
    copies = [f.statement for f in found if f.kind == "copy"]
    assert len(copies) == 2
    assert all("counts as a reprint of it, not as a second source" in statement for statement in copies)
    shared = [f.statement for f in found if f.kind == "shared"]
    assert shared
    assert all(statement.endswith("all from one origin, Gazette.") for statement in shared)


SEARCHED = [
    case("several places", "the bridge", ["The bridge", "the bridge"]),
    case("other marks", '"It isn\'t open," she', ["“It isn’t open,” she"]),
    case("other white space", "bridge   was\tclosed", ["bridge was\u00a0closed"]),
    case("marks at the ends", "“It isn’t open,”", ["“It isn’t open,”"]),
    case("whole words", "open", ["open"]),
    case("not a pattern", "was.closed", None),
    case("not over a paragraph's end", "closed. “It", None),
    case("not in a caption", "in spring", None),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHED)
def test_evidence_is_found_by_its_words_as_the_article_prints_them(words: str, expected: list[str] | None) -> None:
    text = "The bridge was\u00a0closed.\n“It isn’t open,” she said; opening the bridge takes weeks.\nThe quay in spring"
    searched = [article("a", text, "tbc"), article("b", "It rained.")]
    if expected is None:
        with pytest.raises(ValueError, match=f"no title or body has {re.escape(repr(words))}"):
            find_evidence(searched, words)
    else:
        [evidence] = find_evidence(searched, words)
        assert (evidence.article_id, [span.text for span in evidence.spans]) == ("a", expected)
        verify(Finding("alone", "So they say.", (evidence,)), searched)


def test_each_article_that_has_the_words_gives_evidence_in_order(three: Comparison) -> None:
    assert [evidence.article_id for evidence in find_evidence(three.articles, "the flood killed")] == ["a0", "a1", "a2"]


@pytest.mark.parametrize("words", ["", " \n"])
def test_no_words_are_no_evidence(three: Comparison, words: str) -> None:
    with pytest.raises(ValueError, match="words to search for"):
        find_evidence(three.articles, words)


@given(st.data())
def test_what_was_found_stands_and_repeats_the_words_that_were_searched_for(data: st.DataObject) -> None:
    text = "“The bridge,” Ann Lee said,\n  “isn’t  open”; the Gazette's man didn’t ask."
    read = make_article("a", text)
    passage = data.draw(st.sampled_from(read.passages()))
    places = [match.span() for match in re.finditer(r"\S+", passage.text)]
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    words = passage.text[places[first][0] : places[last][1]]
    [evidence] = find_evidence([read], words)
    assert words in [span.text for span in evidence.spans]
    assert all(span.stands_in(text) for span in evidence.spans)


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
    found = derive_findings(compared(denied, denied.replace("mayor", "council")))
    [disputed] = [f.statement for f in found if f.kind == "disputed"]
    assert disputed.endswith("in both articles, and denied by Police, in both articles.")
    assert not [f for f in found if f.kind == "shared"]


def test_no_confirmation_is_told_where_many_articles_repeat_one_voice() -> None:
    said = "The Lenn Wire reported that the bridge is closed. Police denied that the bridge is closed."
    repeated = [said, said.replace("reported", "said"), f"It rained. {said}"]
    [disputed] = [f.statement for f in derive_findings(compared(*repeated)) if f.kind == "disputed"]
    assert disputed.endswith("no article asserts it itself.")
    assert "in all three articles, and denied by Police, in all three articles;" in disputed
    own = [*repeated[:2], "The bridge is closed. Ann Lee left for Riverton."]
    [disputed] = [f.statement for f in derive_findings(compared(*own)) if f.kind == "disputed"]
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
    found = derive_findings(compared(said, "Police denied that the bridge is closed. The bridge is not closed."))
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
    found = derive_findings(compared(own, "Police denied that the bridge over the Lenn has collapsed."))
    assert [f.statement.split(" is ")[1] for f in found if f.kind == "disputed"] == sides


def test_a_voice_that_cannot_be_told_is_named_as_its_article_names_it() -> None:
    found = derive_findings(compared("The mayor said that the dam is safe.", "Police denied that the dam is safe."))
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
    found = compared(" ".join([*told, OWN]), " ".join([own, *reversed(told)]), "A fox sat in the park all night.")
    [omission] = [finding for finding in derive_findings(found) if finding.kind == "omission"]
    assert re.fullmatch("Herald alone leaves out three claims: “[^”]*”, “[^”]*” and “[^”]*”.", omission.statement)
    assert {evidence.article_id for evidence in omission.evidence} == {"a0", "a1"}


def test_titles_and_what_is_named_in_passing_are_not_told_as_carried() -> None:
    found = compared("Mayor Ann Lee came. Her victory was clear.", "Mayor Ann Lee left. Schools are shut.")
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
    found = derive_findings(compared("The old ferry runs again, Ann Lee said.", "Schools in Riverton are shut."))
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
