"""The shipped embedder is the one on its card, and a sentence's vector depends on nothing but the sentence."""

from __future__ import annotations

import numpy as np
import pytest

from newsclaims.embedder import LONGEST, WIDTH, embed, load, pieces_of
from newsclaims.model import RESOURCES


def test_what_ships_is_small() -> None:
    assert (RESOURCES / "embedder.onnx").stat().st_size < 11.5e6


def test_a_vector_does_not_depend_on_what_is_read_beside_it() -> None:
    texts = ["The bridge is closed.", "It rained " * 30, "No."]
    one, other = load(RESOURCES), load(RESOURCES)
    forward, backward = [one.vector(text) for text in texts], [other.vector(text) for text in texts[::-1]]
    assert np.array_equal(forward, backward[::-1])


def test_vectors_have_unit_length_whatever_the_text() -> None:
    vectors = embed(["", "\N{SLIGHTLY SMILING FACE}", "word " * 1000])
    assert vectors.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_is_no_vector() -> None:
    assert embed([]).shape == (0, WIDTH)


def test_a_long_text_is_cut_and_keeps_its_marks() -> None:
    long, short = pieces_of("word " * 1000), pieces_of("")
    assert (len(long), len(short)) == (LONGEST, 2)
    assert (long[0], long[-1]) == (short[0], short[1])


@pytest.mark.parametrize(
    ("one", "alike", "other"),
    [
        ("The mayor resigned.", "The mayor stepped down.", "The mayor opened a school."),
        ("Twelve people died in the flood.", "The flood killed a dozen people.", "The flood closed the schools."),
    ],
)
def test_what_means_the_same_is_nearer(one: str, alike: str, other: str) -> None:
    x, y, z = embed([one, alike, other])
    assert x @ y > x @ z
