"""Who is reported to have said what, in sentences as newspapers write them."""

from __future__ import annotations

import pytest
from factories import FURNITURE, TEXTS, case, roles
from hypothesis import given, settings

from newsclaims.articles import make_article
from newsclaims.attributions import Attribution, extract_attributions


def found(text: str, *, threads: int = 1) -> list[Attribution]:
    return extract_attributions(make_article("a", text), threads=threads)


DIRECT = [
    case("before the speaker", '"It is safe," Ann Lee said.', 'Ann Lee | said | "It is safe,"'),
    case("behind a colon", 'Ann Lee said: "It is safe."', 'Ann Lee | said | "It is safe."'),
    case("behind a comma", "Ann Lee said, “It is safe.”", "Ann Lee | said | “It is safe.”"),
    case("inverted", "“It is safe,” said Ann Lee, the mayor.", "Ann Lee, the mayor | said | “It is safe,”"),
    case("interrupted", '"The dam," she said, "is safe."', 'she | said | "The dam," … "is safe."'),
    case(
        "going on behind the speaker",
        '"It is safe," said Lee. "It was built to last."',
        'Lee | said | "It is safe," … "It was built to last."',
    ),
    case("in single marks", "‘It is safe,’ the mayor said.", "the mayor | said | ‘It is safe,’"),
    case("in angled marks", "«It is safe», said Lee.", "Lee | said | «It is safe»"),
    case(
        "behind a dash",
        "“It is safe and it will hold for a hundred years.” \N{HORIZONTAL BAR} Ann Lee",
        "Ann Lee | \N{HORIZONTAL BAR} | “It is safe and it will hold for a hundred years.”",
    ),
    case("told to somebody", '"It is safe," her aide told the Herald.', 'her aide | told | "It is safe,"'),
    case(
        "told to somebody, in front",
        'The mayor told reporters: "It is safe."',
        'The mayor | told | "It is safe."',
    ),
]
INDIRECT = [
    case("that", "The mayor said that it is safe.", "The mayor | said | that it is safe"),
    case("without that", "The mayor said the dam is safe.", "The mayor | said | the dam is safe"),
    case("behind", "The dam is safe, the mayor said.", "the mayor | said | The dam is safe"),
    case("with the day between", "The mayor said on Monday she would go.", "The mayor | said | she would go"),
    case("told to residents", "The mayor told residents that it is safe.", "The mayor | told | that it is safe"),
    case(
        "told to reporters",
        "The mayor told reporters that it is safe.",
        "The mayor | told | that it is safe",
    ),
    case(
        "told to residents on a day",
        "The mayor told residents on Monday that it is safe.",
        "The mayor | told | that it is safe",
    ),
    case(
        "according to, behind",
        "The dam is safe, according to a report by the city council.",
        "a report by the city council | according to | The dam is safe",
    ),
    case(
        "according to, in front",
        "According to the mayor, the dam is safe.",
        "the mayor | According to | the dam is safe",
    ),
    case(
        "told to a paper, without that",
        "Her aide told the Herald the dam was unsafe.",
        "Her aide | told | the dam was unsafe",
    ),
    case(
        "a place between",
        "The company said in Riverton on Monday that profits fell.",
        "The company | said | that profits fell",
    ),
    case(
        "a report between",
        "The company said in its report that profits fell.",
        "The company | said | that profits fell",
        expect="fail",
        because="the report goes with the cue",
    ),
    case("negated", "Lee has not denied that the dam broke.", "Lee | has not denied | that the dam broke"),
    case("two sources", "Lee and Roe said that it is safe.", "Lee and Roe | said | that it is safe"),
    case("a question", "Lee has not said whether it is safe.", "Lee | has not said | whether it is safe"),
    case("a plan", "The mayor promised to rebuild the dam.", "The mayor | promised | to rebuild the dam"),
    case("passive with by", "The report was denied by the ministry.", "the ministry | was denied | The report"),
    case(
        "without a source",
        "It was reported that the dam collapsed.",
        " | was reported | that the dam collapsed",
    ),
    case(
        "a noun",
        "There were reports that the dam had collapsed.",
        " | reports | that the dam had collapsed",
        expect="fail",
        because="the cue takes “were” along",
    ),
    case(
        "a noun that is a subject",
        "The mayor's claim that the dam was safe angered residents.",
        "The mayor | claim | that the dam was safe",
        expect="fail",
        because="“angered” is tagged as a participle, so no main verb ends the noun's content",
    ),
    case(
        "a source with its apposition",
        "A spokesman for the ministry, Bo Ek, said that it is safe.",
        "A spokesman for the ministry, Bo Ek | said | that it is safe",
    ),
]
MIXED = [
    case(
        "words taken into a clause",
        'Officials warned that it "could collapse within days" unless it is repaired.',
        'Officials | warned | that it "could collapse within days" unless it is repaired',
    ),
]
OF_KIND = [*((kind, row) for kind, of in (("direct", DIRECT), ("indirect", INDIRECT), ("mixed", MIXED)) for row in of)]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [pytest.param(kind, *row.values, id=f"{kind}: {row.id}", marks=row.marks) for kind, row in OF_KIND],
)
def test_one_act_of_saying_is_read_off_its_sentence(kind: str, text: str, expected: str) -> None:
    assert [(roles(a), a.kind) for a in found(text)] == [(expected, kind)]


SEVERAL = [
    case(
        "a denial of reports",
        "The ministry denied reports that the dam had collapsed.",
        {
            "The ministry | denied | reports that the dam had collapsed": None,
            " | reports | that the dam had collapsed": "denied",
        },
    ),
    case(
        "a verdict behind what is denied",
        "The ministry denied reports that the dam had collapsed, calling them false.",
        {
            "The ministry | denied | reports that the dam had collapsed": None,
            " | reports | that the dam had collapsed": "denied",
            "The ministry | calling them | false": None,
        },
    ),
    case(
        "said that somebody told",
        "The Herald reported that the mayor told the council that the dam was unsafe.",
        {
            "The Herald | reported | that the mayor told the council that the dam was unsafe": None,
            "the mayor | told | that the dam was unsafe": "reported",
        },
    ),
    case(
        "within a quotation",
        "“It is what the minister called ‘a ruin’,” said Lee.",
        {
            "the minister | called | ‘a ruin’": "said",
            "Lee | said | “It is what the minister called ‘a ruin’,”": None,
        },
    ),
    case(
        "according to, around another",
        "Ms. Lee said that the bridge was safe, according to a report by the city.",
        {
            "Ms. Lee | said | that the bridge was safe": "according to",
            "a report by the city | according to | Ms. Lee said that the bridge was safe": None,
        },
    ),
    case(
        "side by side",
        "The mayor said that the dam is safe, adding that nobody should worry.",
        {
            "The mayor | said | that the dam is safe": None,
            "The mayor | adding | that nobody should worry": None,
        },
    ),
    case(
        "side by side, the first one inverted",
        "The dam is safe, the mayor said, adding that nobody should worry.",
        {
            "the mayor | said | The dam is safe": None,
            "the mayor | adding | that nobody should worry": None,
        },
    ),
    case(
        "a report called false",
        "Reports that the dam had collapsed are false, the ministry said.",
        {
            " | Reports | that the dam had collapsed": "said",
            "the ministry | said | Reports that the dam had collapsed are false": None,
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_one_inside_another_s_content_has_it_as_its_parent(text: str, expected: dict[str, str | None]) -> None:
    assert {roles(a): a.parent.cue[0].text if a.parent else None for a in found(text)} == expected


def test_a_denial_of_a_word_is_read_beside_longer_sentences_as_it_is_alone() -> None:
    _, denial = found("The Lenn Herald reported that the bridge had collapsed. The ministry denied it.")
    assert roles(denial) == "The ministry | denied | it"


def test_a_quotation_goes_on_in_the_next_paragraph_with_the_same_speaker() -> None:
    text = (
        'The mayor spoke at noon.\n"The dam is safe," Ann Lee said. "We have checked it.\n'
        '"It will hold for a hundred years."\nThe crowd cheered.'
    )
    (only,) = found(text)
    assert (
        roles(only)
        == 'Ann Lee | said | "The dam is safe," … "We have checked it. … "It will hold for a hundred years."'
    )
    assert (only.kind, only.unclosed) == ("direct", False)


def test_a_quotation_that_is_closed_paragraphs_later_holds_all_of_them() -> None:
    text = (
        "The mayor wrote on Sunday: “I had to close the dam because it was cracked.\nHe has admitted to that.\n"
        "It is a pity.\nThere was nothing to mend!”\nThe council said that it had been told nothing."
    )
    first, *inner, last = found(text)
    assert [piece.text for piece in first.content[1:]] == [
        "He has admitted to that.",
        "It is a pity.",
        "There was nothing to mend!”",
    ]
    assert (first.kind, first.unclosed, last.parent) == ("direct", False, None)
    assert all(a.parent is first for a in inner)


def test_a_quotation_that_is_never_closed_is_recorded_and_ends_with_its_paragraph() -> None:
    first, second = found('"The dam is safe," Ann Lee said. "We have checked it.\nBo Ek denied that it was checked.')
    assert (first.unclosed, second.unclosed) == (True, False)
    assert first.content[-1].text == '"We have checked it.'
    assert second.source[0].text == "Bo Ek"


def test_a_speaker_s_sentences_are_one_content_where_the_article_has_lost_all_marks() -> None:
    text = (
        "The dam is safe, said Mayor Ann Lee. We have checked it twice. It will hold for a hundred years.\n"
        "Nobody cheered, and the mayor left the square."
    )
    (only,) = found(text)
    content = "The dam is safe … We have checked it twice. It will hold for a hundred years"
    assert (roles(only), only.kind) == (f"Mayor Ann Lee | said | {content}", "unmarked")


def test_a_headline_says_who_speaks_with_a_colon() -> None:
    first, *_ = found("Mayor: Dam is safe\nThe mayor spoke at noon and left the square.") or [None]
    assert first is not None
    assert (first.source[0].text, first.content[0].text) == ("Mayor", "Dam is safe")


NOTHING = [
    case("plain narration", "The dam broke on Monday. Nobody was hurt. The engineers opened the gates."),
    case("refusal without content", "The mayor left the room and closed the door."),
    case("sources that are cited", "The Herald, citing people familiar with the matter, has the whole story."),
    case("a day under a report", "The report is long. The statement came late."),
]


@pytest.mark.parametrize("text", NOTHING)
def test_narration_says_nothing_in_anybody_s_name(text: str) -> None:
    assert found(text) == []


def test_captions_and_furniture_hold_no_attributions() -> None:
    assert [a.source[0].text for a in found(FURNITURE)] == ["mayor", "Mayor Ann Lee"]


def test_an_empty_article_has_no_attributions() -> None:
    assert found("") == []


def test_without_nested_ones_the_others_are_the_same() -> None:
    text = "The Herald reported that the mayor told the council that the dam was unsafe."
    outer, inner = found(text)
    assert extract_attributions(make_article("a", text), nested=False) == [outer]
    assert inner.parent is outer


def test_threads_change_nothing() -> None:
    text = "\n".join(f"Mayor number {n} said that the dam was built in {1900 + n}." for n in range(60))
    assert found(text) == found(text, threads=2) != []


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_is_read_and_every_span_stands_in_it(text: str) -> None:
    attributions = found(text)
    for a in attributions:
        assert a.cue
        assert a.content
        assert a.confidence is not None
        assert 0 <= a.confidence <= 1
        assert all(s.stands_in(text) and s.start < s.end for s in (*a.source, *a.cue, *a.content))
        assert all(list(role) == sorted(role) for role in (a.source, a.cue, a.content))
        if a.parent:
            assert any(a.parent is other for other in attributions)
            assert all(any(outer.covers(inner) for outer in a.parent.content) for inner in a.content)
    assert found(text) == attributions
