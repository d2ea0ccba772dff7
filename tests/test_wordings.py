"""One utterance in the words of several articles: found, cut to what they share, laid side by side."""

from __future__ import annotations

from dataclasses import replace

from factories import article, carriers, claim, side_by_side, span
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attributions import Attribution
from newsclaims.compare import align, show_edits
from newsclaims.propositions import Step
from newsclaims.text import Span
from newsclaims.utterances import find_utterances
from newsclaims.wordings import Wording, find_wordings

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


def test_the_sentences_of_a_speech_are_renderings_of_what_others_quote_apart() -> None:
    found = side_by_side(
        "“The old bridge over the Lenn must be closed at once. Our children deserve a school with a roof,” Mayor Ann"
        " Lee said.",
        "“The old bridge over the Lenn has to be closed at once,” Mayor Ann Lee said. It was a long evening.\n\n"
        "“All our children deserve a school with a roof,” Mayor Ann Lee said later.",
    )
    assert [[variant.spans[0].text for variant in wording.variants] for wording in found.wordings] == [
        [
            "The old bridge over the Lenn must be closed at once.",
            "The old bridge over the Lenn has to be closed at once,",
        ],
        ["Our children deserve a school with a roof,", "All our children deserve a school with a roof,"],
    ]


def test_what_one_article_tells_and_then_quotes_is_one_utterance() -> None:
    found = side_by_side(
        "Mayor Ann Lee said that the old stone bridge over the river Lenn must be closed at once.\n\n"
        "“The old stone bridge over the river Lenn has to be closed at once,” Mayor Ann Lee said.",
        "It rained in Hillford on Monday.",
    )
    assert [[variant.article_id for variant in wording.variants] for wording in found.wordings] == [["a0", "a0"]]


def test_two_denials_of_a_report_are_renderings_of_one() -> None:
    found = side_by_side(
        "“Reports that the bridge over the Lenn was closed in May are false,” Mayor Ann Lee said.",
        "“Reports that the bridge over the Lenn was closed are simply false,” Mayor Ann Lee said.",
    )
    (wording,) = found.wordings
    assert [variant.article_id for variant in wording.variants] == ["a0", "a1"]


def found_in_denials(*pairs: tuple[str, str]) -> list[Wording]:
    """The wordings of articles' texts in which Lee denies one thing, each with the words that stand for it."""
    articles = [article(f"a{n}", text) for n, (text, _) in enumerate(pairs)]
    words = zip(articles, (words for _, words in pairs), strict=True)
    made = [claim(one, denied, "It fell.", "Lee", stance="denies") for one, denied in words]
    stands = [replace(c, steps=(Step("stands for", c.spans[0].text, c.proposition),)) for c in made]
    return find_wordings(articles, stands, [stands], [])


def test_what_a_denial_in_pieces_calls_false_is_its_rendering() -> None:
    (wording,) = found_in_denials(
        (
            "Lee spoke of the report on the bridge, calling it pure fiction.",
            "the report on the bridge … calling it pure fiction",
        ),
        ("“The report is pure fiction,” said Lee.", "The report is pure fiction"),
    )
    assert [span.text for span in wording.variants[0].spans] == ["calling it pure fiction"]


def test_that_somebody_dismissed_a_report_is_no_rendering_of_what_he_called_it() -> None:
    dismissed = "Lee dismissed the report.", "dismissed the report"
    called = "Lee called the report pure fiction.", "called the report pure fiction"
    assert found_in_denials(dismissed, called) == []


def test_the_same_words_are_no_variants() -> None:
    assert side_by_side('"It is a bad day," Ann Lee said.', "Ann Lee said: “It is a bad day.”").wordings == ()


def test_a_headline_that_quotes_a_few_words_is_a_rendering_of_the_whole_quotation() -> None:
    text = "“You might have a clerk from Hillford who never built a bridge in charge,” said Ann Lee."
    one = article("a0", "Mayor mocks rival as clerk ‘who never built a bridge’", kinds="t")
    other = article("a1", text)
    quoted = span(text, text.removesuffix(" said Ann Lee."))
    said = Attribution("a1", (span(text, "Ann Lee"),), (span(text, "said"),), (quoted,), "direct")
    made = [
        claim(one, "Mayor mocks rival as clerk ‘who never built a bridge’"),
        claim(other, "a clerk from Hillford who never built a bridge", "A clerk never built a bridge.", "Ann Lee"),
    ]
    (wording,) = find_wordings([one, other], made, [[c] for c in made], [said])
    assert [variant.article_id for variant in wording.variants] == ["a0", "a1"]
    assert wording.variants[1].spans == (Span(1, quoted.end - 1, quoted.text[1:-1]),)


def test_two_who_use_the_same_few_words_are_not_rendered_as_one() -> None:
    assert [w.speaker for w in _wordings_of("Ann Lee", "Ann Lee")] == ["Ann Lee"]
    assert _wordings_of("Ann Lee", "Tom Hale") == []


def test_short_words_in_quotation_marks_are_a_title_only_if_they_are_written_so() -> None:
    texts = "Ann Lee called it “so bad, too bad” on Monday.", "It was “so bad, too bad for us,” Ann Lee said."
    said = find_utterances([article(f"a{n}", text) for n, text in enumerate(texts)], [], [], [])
    assert [utterance.words for utterance in said] == ["so bad, too bad", "so bad, too bad for us,"]
    titles = [article(f"a{n}", text.replace("so bad, too bad", "Bad, Too Bad")) for n, text in enumerate(texts)]
    assert find_utterances([titles[0], replace(titles[0], id="a2")], [], [], []) == []


def test_what_nobody_is_said_to_have_said_is_no_utterance() -> None:
    one = article("a0", "Tickets for “the old harbour museum” were sold out.")
    other = article("a1", "Nobody came to “the old harbour museum and garden” on Monday.")
    assert find_wordings([one, other], [], [], []) == []


def _wordings_of(*speakers: str) -> list[Wording]:
    """What is found where each of them says "grave and lasting consequences", in sentences of another kind."""
    texts = (
        f"The flood had “grave and lasting consequences,” {speakers[0]} said.",
        (f"It would be “a grave and lasting consequence” to close the school, {speakers[1]} told the Gazette."),
    )
    articles = [article(f"a{n}", text) for n, text in enumerate(texts)]
    carried = (
        "The flood had “grave and lasting consequences,”",
        ("It would be “a grave and lasting consequence” to close the school"),
    )
    made = [claim(one, words, words, speaker) for one, words, speaker in zip(articles, carried, speakers, strict=True)]
    return find_wordings(articles, made, [[c] for c in made], [])


def test_wordings_are_found_in_claims_alone_in_the_order_in_which_their_articles_come() -> None:
    found = side_by_side("“It is a very bad day for the town,” Lee said.", "“It was a bad day for the town,” said Lee.")
    groups = [cluster.claims for cluster in found.clusters]
    assert list(find_wordings([], found.claims, groups, found.attributions)) == list(found.wordings) != []
