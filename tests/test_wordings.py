"""One utterance in the words of several articles: found, cut to what they share, laid side by side."""

from __future__ import annotations

from dataclasses import replace

from factories import article, carriers, claim, side_by_side
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.compare import align, show_edits
from newsclaims.propositions import Step
from newsclaims.wordings import find_wordings

WORDS = st.lists(st.sampled_from("the bridge is “closed,” open. It's safe - 12 İ 🙂".split())).map(" ".join)


@given(WORDS, WORDS)
def test_edits_without_what_was_put_in_give_the_one_and_without_what_was_left_out_the_other(x: str, y: str) -> None:
    edits = align(x, y)
    assert " ".join(e.before for e in edits if e.before) == x
    assert " ".join(e.after for e in edits if e.after) == y
    assert all((e.kind == "same") == (e.before != "" and e.after != "" and e.kind != "replaced") for e in edits)


def test_edits_are_shown_with_marks() -> None:
    edits = align("it is a bad day", "it is not a day")
    assert show_edits(edits) == "it is {+not+} a [-bad-] day"


def test_marks_and_capitals_alone_are_no_edit() -> None:
    assert [edit.kind for edit in align("“The bridge,”", "the bridge.")] == ["same"]


def test_to_deny_what_another_says_is_no_other_wording_of_it() -> None:
    found = side_by_side(
        "The mayor said that the bridge collapsed on Monday.", "The police denied that the bridge collapsed on Monday."
    )
    assert carriers(found) == [("a0", "a1")]
    assert found.wordings == ()


def test_one_utterance_in_two_wordings_is_laid_side_by_side() -> None:
    found = side_by_side(
        "The mayor, Ann Lee, said: “It is a bad day, a very bad day for this town.”",
        '"It\'s a bad day for the town," Ann Lee told the Gazette.',
    )
    (wording,) = found.wordings
    assert wording.speaker == "Ann Lee"
    assert [variant.article_id for variant in wording.variants] == ["a0", "a1"]


def test_a_long_quotation_is_shown_in_so_far_as_another_article_has_it() -> None:
    found = side_by_side(
        "“Forty people were moved to the school. It is a bad day, a very bad day for this town. We will ask for"
        " help from the state,” Mayor Ann Lee said.",
        '"It\'s a bad day for this town," Mayor Ann Lee told the Gazette.',
    )
    (wording,) = found.wordings
    assert [" … ".join(span.text for span in variant.spans) for variant in wording.variants] == [
        "It is a bad day, a very bad day for this town.",
        "It's a bad day for this town,",
    ]


def test_two_denials_of_a_report_are_renderings_of_one() -> None:
    found = side_by_side(
        "“Reports that the bridge over the Lenn was closed in May are false,” Mayor Ann Lee said.",
        "“Reports that the bridge over the Lenn was closed are simply false,” Mayor Ann Lee said.",
    )
    (wording,) = found.wordings
    assert [variant.article_id for variant in wording.variants] == ["a0", "a1"]


def test_what_a_denial_in_pieces_calls_false_is_its_rendering() -> None:
    one = article("a0", "Lee spoke of the report on the bridge, calling it pure fiction.")
    other = article("a1", "“The report is pure fiction,” said Lee.")
    made = [
        claim(one, "the report on the bridge … calling it pure fiction", "It fell.", "Lee", stance="denies"),
        claim(other, "The report is pure fiction", "It fell.", "Lee", stance="denies"),
    ]
    stands = [replace(c, steps=(Step("stands for", c.spans[0].text, c.proposition),)) for c in made]
    (wording,) = find_wordings([one, other], stands, [stands], [])
    assert [span.text for span in wording.variants[0].spans] == ["calling it pure fiction"]


def test_the_same_words_are_no_variants() -> None:
    assert side_by_side('"It is a bad day," Ann Lee said.', "Ann Lee said: “It is a bad day.”").wordings == ()
