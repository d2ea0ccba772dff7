"""The encoder's scores become attributions, in words: which words are cues, and which content and source each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsclaims.model import Scores
from newsclaims.wordpieces import Ints

Floats = npt.NDArray[np.float32]
Stretch = tuple[int, int]  # words, half-open

SOURCE, CUE, CONTENT = (slice(0, 3), slice(3, 6), slice(6, 9))
OUT, BEGIN, IN, END = 0, 1, 2, 9
# Swept on training articles that nothing was learnt from (40 of PolNeAR's 840; see training/README.md).
CUE_BEGINS = 0.15  # least probability: a cue that gets no content is dropped, so that low is safe
SWITCH = 1.5  # what it costs to change the cue between two words of a content, in nats
SWITCH_LINE = 0.45  # the same between two paragraphs
TAG = 0.25  # weight of a word's own tag (in or out of any content) beside the cue that it chooses
BEGINS = 1.4  # weight of the tag that says whether a stretch of content begins at a word
ENDS = 1.4  # weight of the tag that says whether one ends
FLOOR = -12.0  # least log probability of a choice: one word must not outweigh a sentence
SOURCE_CLIP = 6.0


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution in words of a window: stretches of source (none or one), cue and content (in pieces).

    ``evidence`` is what its confidence is computed from: log odds of the cue, mean log probability of the content's
    words, mean log odds of the source's words or of there being none.
    """

    source: tuple[Stretch, ...]
    cue: Stretch
    content: tuple[Stretch, ...]
    evidence: tuple[float, float, float]


def decode(scores: Scores, lines: Ints) -> list[Relation]:
    """The attributions of a window in the order of their cues; ``lines`` [W] numbers each word's paragraph.

    Each word goes to one cue's content or to none: the best path through the words (Viterbi 1967), where a change of
    cue has its price, so that a content is not torn apart by a single word.
    """
    cues = _cues(scores.tags, lines)
    if not cues:
        return []
    emissions = _emissions(scores, cues)
    path = _best_path(emissions, _Edges.of(scores.tags), np.diff(lines) != 0)
    found = []
    for k, cue in enumerate(cues, 1):
        inside = path == k
        if inside.any():
            source, sure = _source(np.where(lines == lines[cue[0]], scores.sources[:, cue[0]], -SOURCE_CLIP), lines)
            odds = float(_log_odds(scores.tags[cue[0], CUE]))
            content = float(_log_softmax(emissions)[inside, k].mean())
            found.append(Relation(source, cue, _stretches(inside), (odds, content, sure)))
    return found


def _cues(tags: Floats, lines: Ints) -> list[Stretch]:
    """Where cues stand: each begins where that is likely enough, and goes on while its words are tagged so."""
    scores = _log_softmax(tags[:, CUE])
    goes_on = scores.argmax(1) == IN
    found: list[Stretch] = []
    for start in np.flatnonzero(scores[:, BEGIN] > np.log(CUE_BEGINS)).tolist():
        if not found or start >= found[-1][1]:
            end = start + 1
            while end < len(tags) and goes_on[end] and lines[end] == lines[start]:
                end += 1
            found.append((start, end))
    return found


def _emissions(scores: Scores, cues: Sequence[Stretch]) -> Floats:
    """For each word [W] the log probability of no content, and of each cue's [1 + K]."""
    columns = [0, *(start + 1 for start, _ in cues)]
    chosen = np.maximum(_log_softmax(scores.contents[:, columns]), FLOOR)
    tags = _log_softmax(scores.tags[:, CONTENT])
    own = np.stack([tags[:, OUT], np.logaddexp(tags[:, BEGIN], tags[:, IN])], 1)
    chosen[:, :1] += TAG * own[:, :1]
    chosen[:, 1:] += TAG * own[:, 1:]
    return chosen


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """For each word but the first [W - 1], in nats, if it and the one before are in a content: that it goes on with
    that one's, that it begins another stretch, that the one before ends one."""

    stay: Floats
    enter: Floats
    leave: Floats

    @classmethod
    def of(cls, tags: Floats) -> _Edges:
        begins = BEGINS * (tags[1:, CONTENT][:, BEGIN] - tags[1:, CONTENT][:, IN])
        ends = ENDS * tags[:-1, END]
        return cls(_log_sigmoid(-begins) + _log_sigmoid(-ends), _log_sigmoid(begins), _log_sigmoid(ends))


def _best_path(emissions: Floats, edges: _Edges, new_line: npt.NDArray[np.bool_]) -> Ints:
    """For each word the number of its cue, 0 for none: the path of greatest sum.

    A window has a handful of cues: up to some fifty, plain floats take less time than arrays do.
    """
    outs, (inside, *rows) = emissions[:, 0].tolist(), emissions[:, 1:].tolist()
    out = outs[0]
    prices = np.where(new_line, SWITCH_LINE, SWITCH).tolist()
    columns = zip(outs[1:], rows, prices, edges.stay.tolist(), edges.enter.tolist(), edges.leave.tolist(), strict=True)
    back = []  # for each word but the first: what staying where the one before is comes to, changing, and from where
    for at_out, at_cues, price, stay, enter, leave in columns:
        best = max(inside)
        left, source = (out, 0) if out >= best + leave else (best + leave, 1 + inside.index(best))
        changed, entered = left - price, left - price + enter
        stayed = [value + stay for value in inside]
        back.append(((out, *stayed), (changed, entered), source))
        out = (out if out >= changed else changed) + at_out
        inside = [(value if value >= entered else entered) + e for value, e in zip(stayed, at_cues, strict=True)]
    path = [0 if out >= max(inside) else 1 + inside.index(max(inside))]
    for stayed, changed, source in reversed(back):
        here = path[-1]
        path.append(here if stayed[here] >= changed[here > 0] else source)
    return np.array(path[::-1], dtype=np.int64)


def _source(scores: Floats, lines: Ints) -> tuple[tuple[Stretch, ...], float]:
    """The stretch within one paragraph of the greatest sum of log odds, if it is above none; and how sure that is."""
    best, here, start = 0.0, 0.0, 0
    found: tuple[Stretch, ...] = ()
    for i, score in enumerate(np.clip(scores, -SOURCE_CLIP, SOURCE_CLIP).tolist()):
        if here <= 0 or lines[i] != lines[i - 1]:
            here, start = 0.0, i
        here += score
        if here > best:
            best, found = here, ((start, i + 1),)
    if found:
        ((start, end),) = found
        return found, float(scores[start:end].mean())
    return found, -float(scores.max())


def _stretches(inside: npt.NDArray[np.bool_]) -> tuple[Stretch, ...]:
    """The runs of words that are inside."""
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    return tuple(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _log_softmax(scores: Floats) -> Floats:
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def _log_sigmoid(scores: Floats) -> Floats:
    return -np.logaddexp(np.float32(0), -scores)


def _log_odds(scores: Floats) -> float:
    """How much likelier than all else it is that the word begins a cue, as log odds."""
    return float(scores[BEGIN] - np.logaddexp(scores[OUT], scores[IN]))
