"""Scores become attributions: each word to one cue's content at most, and none is torn apart by a single word."""

from __future__ import annotations

import random
from itertools import pairwise, product

import numpy as np
import pytest
from factories import case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.decoding import SWITCH, SWITCH_LINE, Relation, _best_path, _Edges, decode
from newsclaims.model import Scores

SURE = 8.0


def scores(roles: str, *, doubts: str = "") -> Scores:
    """Scores that say just what ``roles`` says, a letter a word.

    "s" source, "c" cue and "o" content of the first cue, capitals of the second; "." none. Where ``doubts`` has an
    "x", the word's own tag and its choice of a cue say "none" instead, but not loudly.
    """
    words = len(roles)
    tags = np.full((words, 10), -SURE, dtype=np.float32)
    contents = np.full((words, 1 + words), -SURE, dtype=np.float32)
    sources = np.full((words, words), -SURE, dtype=np.float32)
    for i, role in enumerate(roles):
        for column, letter in enumerate("sco"):
            inside = role.lower() == letter
            begins = inside and (i == 0 or roles[i - 1] != role)
            tags[i, 3 * column + (1 if begins else 2 if inside else 0)] = SURE
        tags[i, 9] = SURE if role in "oO" and roles[i + 1 : i + 2] != role else -SURE
        cue = roles.index("C" if role.isupper() else "c") if role != "." else 0
        contents[i, 1 + cue if role in "oO" else 0] = SURE
        if role in "sS":
            sources[i, cue] = SURE
    for i, doubt in enumerate(doubts):
        if doubt == "x":
            tags[i, 6:9], contents[i, 0] = (0.2, 0, 0), SURE + 0.5
    return Scores(tags, contents, sources)


def shown(found: list[Relation], words: int) -> list[str]:
    """Each relation as letters: s, c, o, and "." for what is none of them."""
    rows = []
    for relation in found:
        row = ["."] * words
        for letter, stretches in (("s", relation.source), ("c", (relation.cue,)), ("o", relation.content)):
            for start, end in stretches:
                row[start:end] = letter * (end - start)
        rows.append("".join(row))
    return rows


READ = [
    case("source, cue, content", "ss.cooo.", ["ss.cooo."]),
    case("content in front", "oo.sc", ["oo.sc"]),
    case("content in two pieces", "oo.sc.ooo", ["oo.sc.ooo"]),
    case("two cues", "sco.SCOO", ["sco.....", "....scoo"]),
    case("contents side by side", "scooOOCS", ["scoo....", "....oocs"]),
    case("no source", ".coo", [".coo"]),
    case("a cue of two words", "sccoo", ["sccoo"]),
    case("a cue without content is none", "sc...", []),
    case("narration", ".....", []),
]


@pytest.mark.parametrize(("roles", "expected"), READ)
def test_what_is_sure_is_read_as_it_stands(roles: str, expected: list[str]) -> None:
    assert shown(decode(scores(roles), np.zeros(len(roles), dtype=np.int64)), len(roles)) == expected


def test_one_doubtful_word_does_not_tear_a_content_apart() -> None:
    roles, doubts = "scooooo", "....x.."
    assert shown(decode(scores(roles, doubts=doubts), np.zeros(7, dtype=np.int64)), 7) == [roles]


def test_a_source_does_not_run_over_two_paragraphs() -> None:
    (found,) = decode(scores("sscoo"), np.array([0, 1, 1, 1, 1]))
    assert found.source == ((0, 1),) or found.source == ((1, 2),)


def test_a_cue_ends_with_its_paragraph() -> None:
    (found,) = decode(scores("sccoo"), np.array([0, 0, 1, 1, 1]))
    assert found.cue == (1, 2)


@given(st.text(alphabet="so.", max_size=6), st.text(alphabet="soSO.", max_size=6))
def test_any_scores_give_cues_apart_and_contents_that_share_no_word(before: str, after: str) -> None:
    roles = f"c{before}C{after}"
    found = decode(scores(roles), np.zeros(len(roles), dtype=np.int64))
    for spans in ([r.cue for r in found], [piece for r in found for piece in r.content]):
        taken = [i for start, end in spans for i in range(start, end)]
        assert len(taken) == len(set(taken))


def test_the_part_of_some_words_is_their_scores_among_themselves() -> None:
    whole = scores("sco.SCOO")
    part, alone = whole.part(4, 8), scores("sc" + "oo")
    assert [a.shape for a in (part.tags, part.contents, part.sources)] == [(4, 10), (4, 5), (4, 4)]
    assert np.array_equal(part.contents, alone.contents)
    assert np.array_equal(part.sources, alone.sources)


@given(st.integers(1, 5), st.integers(1, 4), st.randoms(use_true_random=False))
def test_no_other_path_has_a_greater_sum(words: int, cues: int, rng: random.Random) -> None:
    """Against all paths there are."""
    emissions = np.array([[rng.uniform(-3, 0) for _ in range(1 + cues)] for _ in range(words)], dtype=np.float32)
    stay, enter, leave = (np.array([rng.uniform(-2, 0) for _ in range(words - 1)], dtype=np.float32) for _ in range(3))
    new_line = np.array([rng.random() < 0.3 for _ in range(words - 1)], dtype=bool)

    def total(path: tuple[int, ...]) -> float:
        value = float(emissions[0, path[0]])
        for i, (before, here) in enumerate(pairwise(path)):
            price = SWITCH_LINE if new_line[i] else SWITCH
            changed = (leave[i] if before else 0) - price + (enter[i] if here else 0)
            stayed = stay[i] if here else 0
            value += float(emissions[i + 1, here]) + float(max(stayed, changed) if before == here else changed)
        return value

    best = tuple(_best_path(emissions, _Edges(stay, enter, leave), new_line).tolist())
    assert total(best) == pytest.approx(max(map(total, product(range(1 + cues), repeat=words))), abs=1e-4)
