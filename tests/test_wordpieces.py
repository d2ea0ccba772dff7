"""Text as the encoder takes it: no word is lost, none stands in two windows, and offsets are the text's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from factories import case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.wordpieces import LONGEST, Line, joined, read_line, windows, word_pieces

RESOURCES = Path(__file__).parents[1] / "newsclaims" / "resources"
TEXTS = st.text(alphabet=st.sampled_from("aéZ9 .,!?'’\"“”«»-–_ \n\u0301🙂İ中"), max_size=80) | st.text(max_size=80)


def words(text: str) -> list[str]:
    line = read_line(text)
    return [text[start:end] for start, end in zip(line.starts, line.ends, strict=True)]


WORDS = [
    case("apostrophes within", "He didn’t say 'no'.", ["He", "didn’t", "say", "'", "no", "'", "."]),
    case("hyphens part", "a president-elect", ["a", "president", "-", "elect"]),
    case("marks alone", "$5.2 (…)", ["$", "5", ".", "2", "(", "…", ")"]),
    case("nothing", " \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_are_cut_at_every_mark_but_apostrophes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(TEXTS)
def test_all_but_white_space_is_in_just_one_word(text: str) -> None:
    line = read_line(text)
    covered = np.zeros(len(text), dtype=int)
    for start, end in zip(line.starts, line.ends, strict=True):
        covered[start:end] += 1
    assert [c.isspace() for c in text] == [not n for n in covered]


@given(TEXTS)
def test_each_word_has_a_piece_and_none_too_many(text: str) -> None:
    assert all(1 <= len(pieces) <= LONGEST for pieces in read_line(text).pieces)


PIECES = [
    case("a common word", "call", ("call",)),
    case("a capital and an accent", "Café", ("cafe",)),
    case("a name in pieces", "Syrskyi", ("sy", "##rsk", "##yi")),
    case("a curly mark", "”", ('"',)),
    case("a contraction", "didn’t", ("didn", "'", "t")),
    case("what the vocabulary lacks", "🙂", ("[UNK]",)),
]


@pytest.mark.parametrize(("word", "expected"), PIECES)
def test_a_word_is_cut_into_the_longest_known_pieces(word: str, expected: tuple[str, ...]) -> None:
    vocabulary = (RESOURCES / "pieces.txt").read_text("utf-8").split("\n")
    assert tuple(vocabulary[number] for number in word_pieces(word)) == expected


STATES = [
    case("straight marks", '"No," he said.', "2 1 1 2 0 0 0"),
    case("curly marks", "He said “no”.", "0 0 2 1 2 0"),
    case("a mark that is never closed", "He said “no", "0 0 2 1"),
    case("a closing mark alone", "no” he said", "0 2 0 0"),
]


@pytest.mark.parametrize(("text", "expected"), STATES)
def test_a_word_knows_whether_it_stands_in_quotation_marks(text: str, expected: str) -> None:
    assert (read_line(text).features % 3).tolist() == [int(state) for state in expected.split()]


LINES = st.lists(st.lists(st.sampled_from("rain “ ” . ! unbelievable Zaporizhzhia".split()), min_size=1), max_size=12)


@given(LINES, st.integers(12, 60))
def test_windows_hold_every_word_once_in_order_and_are_never_too_long(rows: list[list[str]], limit: int) -> None:
    text = "\n".join(" ".join(row) for row in rows)
    lines = [read_line(text, start, start + len(" ".join(row))) for start, row in zip(starts(rows), rows, strict=True)]
    found = list(windows(lines, limit))
    assert all(len(window.ids) == len(window.features) <= limit for window in found)
    packed = [line for window in found for line in window.lines]
    assert [s for line in packed for s in line.starts] == [s for line in lines for s in line.starts]
    for window in found:
        first = [pieces[0] for line in window.lines for pieces in line.pieces]
        assert window.ids[window.firsts].tolist() == first


def starts(rows: list[list[str]]) -> list[int]:
    lengths = [len(" ".join(row)) + 1 for row in rows]
    return [sum(lengths[:i]) for i in range(len(rows))]


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    line = read_line("It rained all day. “It froze at night.” Nobody came to the square to see it.")
    assert [len(part) for part in line.cut(18)] == [12, 9]


def test_a_paragraph_without_sentences_is_cut_where_it_must_be() -> None:
    assert [part.size for part in read_line("rain " * 25).cut(11)] == [11, 11, 6]


def test_a_window_ends_before_a_new_speaker_rather_than_within_a_quotation() -> None:
    said, goes_on, other = (
        "Lee said: “It is safe.",
        "“It will hold for years.”",
        "The crowd that had come to the square cheered.",
    )
    found = list(windows([read_line(line) for line in (other, said, goes_on)], limit=22))
    assert [len(window.lines) for window in found] == [1, 2]


def test_lines_joined_are_one_line_of_all_their_words() -> None:
    text = "It rained. It froze."
    one: Line = joined([read_line(text, 0, 10), read_line(text, 10)])
    assert one.starts.tolist() == read_line(text).starts.tolist()
    assert one.pieces == read_line(text).pieces


def test_a_word_without_end_is_cut_after_its_first_pieces() -> None:
    assert word_pieces("x" * 1_000_000) == word_pieces("x" * 100)
