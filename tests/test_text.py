import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.tag.perceptron import AveragedPerceptron

from newsclaims.text import Span, paragraphs, perceptron, sentences, tokens, words

RESOURCES = files("newsclaims").joinpath("resources")
SEEDS = Path(__file__).parent.parent / "data" / "seeds"
CARD = Path(__file__).parent.parent.joinpath("training", "README.md").read_text("utf-8")

# Any characters at all, and those that a rule speaks of, side by side.
PIECES = "Mr. U.S. said n't don’t 's ’ ‘ “ ” \" '' `` . ... … ? ! , - -- — ( ) [ http:// @ # 50,000 e\u0301 🙂".split()
TEXTS = st.text() | st.lists(st.sampled_from([*PIECES, " ", "\n", "\r", "\u2028", "\u00a0", "\u200b"])).map("".join)

SENTENCES = [
    ("titles end no sentence", "Sen. Sanders met Gov. Cooper.|Mr. Trump and Dr. Steel left."),
    ("initials end no sentence", "J.K. Smith and J. D. Vance met.|They talked."),
    ("initials alone are no sentence", "U.N. Envoy Leaves Job"),
    ("initials may end a sentence", "He left the U.S.|They talked."),
    ("dates end no sentence", "The call on Nov. 7 is denied.|Kyiv agrees."),
    ("a number is no sentence end", "He moved into No. 10 on Friday.|He said no.|They left."),
    ("companies end no sentence", "Apple Inc. said so.|Google agreed."),
    ("a closing straight mark stays", '"It is false."|Peskov left.'),
    ("a closing curly mark stays", "“It is false.”|Peskov left."),
    ("a closing single mark stays", "‘It is false.’|Peskov left."),
    ("an opening mark goes with its own", "He denied it.|“It is false,” he said."),
    ("a question goes on before a small letter", "“Is it false?” he asked.|Nobody knew."),
    ("an exclamation goes on before a comma", "“Jeb!”, he shouted."),
    ("a caption's credit is its own", "Trump shakes hands with Putin.|(photo credit: Reuters)"),
    ("a line ends its sentence", "Kremlin denies call\n|Putin did not call."),
    ("a mark that is never closed harms nobody", "“It is false.|Nobody called.\n|He left."),
]

WORDS = [
    ("contractions part", "I don't, can't, won’t, cannot", "I do n't , ca n't , wo n’t , can not"),
    (
        "possessives part",
        "Trump's aide, the Times’s, workers' rights",
        "Trump 's aide , the Times ’s , workers ' rights",
    ),
    ("clitics part", "they've we’re I'd he'll", "they 've we ’re I 'd he 'll"),
    (
        "hyphens join",
        "the president-elect, a U.S.-led, then-President",
        "the president-elect , a U.S.-led , then-President",
    ),
    ("dashes part", "Kremlin—Putin – 1997–2004 -- no", "Kremlin — Putin – 1997 – 2004 -- no"),
    ("straight marks stand alone", 'said "pure fiction."', 'said " pure fiction . "'),
    ("curly marks stand alone", "“‘Pure’ fiction,” he", "“ ‘ Pure ’ fiction , ” he"),
    ("names keep their apostrophe", "O’Neil and Qur'an", "O’Neil and Qur'an"),
    (
        "abbreviations keep their stop",
        "Mr. Cook of Apple Inc., Sen. (R-Fla.) said",
        "Mr. Cook of Apple Inc. , Sen. ( R-Fla. ) said",
    ),
    ("the last stop is the sentence's", "He left.", "He left ."),
    ("figures stay whole", "$50,000 and 3.5% at 11:56 on 11/10/2024", "$ 50,000 and 3.5 % at 11:56 on 11/10/2024"),
    ("slashes part words", "and/or", "and / or"),
    ("missing space after a stop", "the war.The end", "the war . The end"),
    ("sites are one word", "Salon.com, https://t.co/ab1 @bbc #news", "Salon.com , https://t.co/ab1 @bbc #news"),
    ("dots stay together", "well ... no", "well ... no"),
]

TAGS = [
    ("He said that Russia had denied it.", "PRP VBD IN NNP VBD VBN PRP ."),
    ("The Kremlin denies the reports.", "DT NNP VBZ DT NNS ."),
    ("Officials were told about the call.", "NNS VBD VBN IN DT NN ."),
    ("“It is false,” Mr. Peskov told reporters.", "`` PRP VBZ JJ , '' NNP NNP VBD NNS ."),
    ("They won’t discuss the president-elect's plan.", "PRP MD RB VB DT NN POS NN ."),
]


@pytest.mark.parametrize(("case", "marked"), SENTENCES, ids=[case for case, _ in SENTENCES])
def test_sentences_end_where_the_bar_stands(case, marked):
    expected = [piece.strip() for piece in marked.split("|")]
    assert [s.text for s in sentences(marked.replace("\n|", "\n").replace("|", " "))] == expected


@pytest.mark.parametrize(("case", "text", "cut"), WORDS, ids=[case for case, _, _ in WORDS])
def test_words_are_cut_so(case, text, cut):
    assert [w.text for w in words(text)] == cut.split()


@pytest.mark.parametrize(("text", "tags"), TAGS)
def test_plain_news_prose_is_tagged_as_a_grammarian_would(text, tags):
    assert " ".join(t.tag for t in tokens(text)) == tags


@pytest.mark.parametrize("text", ["", " ", "\n\n \t", "\u2028"])
def test_nothing_holds_no_sentence_and_no_token(text):
    assert sentences(text) == []
    assert tokens(text) == []


def test_offsets_within_a_stretch_are_those_of_the_whole_text():
    text = "Title here\nHe left. She stayed.\nThe end."
    assert [(s.start, s.text) for s in sentences(text, 11, 31)] == [(11, "He left."), (20, "She stayed.")]
    assert [(t.start, t.text) for t in tokens(text, 20, 31)] == [(20, "She"), (24, "stayed"), (30, ".")]
    assert sentences(text, 11) == sentences(text)[1:]


def test_a_stretch_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="3:9 lies outside a text of 5 characters"):
        tokens("Short", 3, 9)


def covered(spans):
    return [i for span in spans for i in range(span.start, span.end)]


@given(TEXTS)
def test_every_character_but_white_space_is_in_exactly_one_token(text):
    found = tokens(text)
    assert all(text[t.start : t.end] == t.text and not re.search(r"\s", t.text) for t in found)
    assert covered(found) == [i for i, character in enumerate(text) if not character.isspace()]


@given(TEXTS)
def test_sentences_cover_their_lines_in_order_and_never_cross_one(text):
    found = sentences(text)
    assert all(s.stands_in(text) and s.text == s.text.strip() != "" and "\n" not in s.text for s in found)
    places = covered(found)
    assert places == sorted(set(places))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= set(places)
    assert all(any(line.covers(s) for line in paragraphs(text)) for s in found)


@given(TEXTS, st.data())
def test_a_stretch_is_cut_as_if_it_stood_alone(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alone = [Span(s.start + start, s.end + start, s.text) for s in sentences(text[start:end])]
    assert sentences(text, start, end) == alone


def test_tags_are_those_of_the_card():
    shipped = json.loads(RESOURCES.joinpath("tagger.json").read_text("utf-8"))["tags"]
    listed = re.search(r"^Tags: (.+)$", CARD, re.MULTILINE)
    assert listed
    assert listed[1].split() == shipped


def test_weights_in_rows_give_the_tags_of_nltk_s_own_perceptron():
    shipped = json.loads(RESOURCES.joinpath("tagger.json").read_text("utf-8"))
    tagger, slow = perceptron(shipped), perceptron(shipped)
    slow.model = AveragedPerceptron(shipped["weights"])
    slow.model.classes = set(shipped["tags"])
    for path in sorted(SEEDS.glob("*.txt"))[:2]:
        text = path.read_text("utf-8")
        for sentence in sentences(text):
            cut = [word.text for word in words(text, sentence.start, sentence.end)]
            assert tagger.tag(cut) == slow.tag(cut)
    unknown = {"a feature that nothing was learnt of": 1}
    assert tagger.model.predict(unknown) == slow.model.predict(unknown)  # all tags are as likely


@pytest.mark.parametrize("name", ["sentences.json", "tagger.json"])
def test_shipped_file_is_the_one_on_the_card(name):
    assert f"{name} sha256 {hashlib.sha256(RESOURCES.joinpath(name).read_bytes()).hexdigest()}" in CARD
