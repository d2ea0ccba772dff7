"""What the reader learns from: articles as they stand, and stretches alone, as a content is read."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from reader_data import Document, Marked, lines_of, mark

from newsclaims.attributions import Attribution, content_line
from newsclaims.decoding import Stretch
from newsclaims.text import Span
from newsclaims.wordpieces import LIMIT, SPECIAL, WORD, Line, Window, joined, read_line, special_pieces, windows

Excerpt = tuple[Window, Sequence[Marked]]  # what is read at once, and what an annotator marked there

QUOTED = '"“”«»'
MARKS = str.maketrans(dict.fromkeys(QUOTED, " "))
# In training windows are also shorter, so that a word's place in one tells nothing.
LIMITS = (LIMIT, LIMIT, LIMIT * 3 // 4, LIMIT // 2)
UNMARKED_SHARE = 0.06  # of the articles are read with all quotation marks lost
DASHED_SHARE = 0.06  # of the articles' direct quotations are read once more, each with a dash for the cue
HIDDEN_SHARE = 0.1  # of the words are hidden, so that it is not single words that are learnt
# What is read alone, as a content is, of PolNeAR in each epoch:
ALONE_SHARE = 0.08  # of the attributions,
SILENT = 2  # and for each of them so many stretches without any,
LEAST = 4  # of at least so many words,
PARAGRAPH_SHARE = 0.3  # and so many of them as if they were paragraphs.
SPOKEN_SHARE, OTHER_SHARE = 0.8, 0.15  # of GUM's stretches with and without attributions
RUN = 3  # sentences in such a stretch at most
THAT_SHARE = 0.4  # of what is read alone opens with "that" and a small letter, as a content does
OWN_CAPITAL = re.compile(
    r"(?:the|a|an|he|she|it|they|we|in|on|at|some|many|this|that|his|her|their|one|but|and)\b", re.IGNORECASE
)


def examples(document: Document, rng: random.Random, hidden: float = HIDDEN_SHARE) -> Iterator[Excerpt]:
    """The article's windows as one of its annotators saw them, and some stretches of it once more, each alone.

    A share of the words is ``hidden``.

    PolNeAR does not mark attributions within contents. The reader finds these by reading a content alone, so it is
    shown stretches alone, as they would stand in a content: attributions, the sentences around them, and more often
    what holds none. Some quotations are read once more with a dash between them and their source, as newspapers set
    them apart.
    """
    n = rng.randrange(len(document.views))
    view = document.views[n]
    text = document.text.translate(MARKS) if rng.random() < UNMARKED_SHARE else document.text
    for window in windows(lines_of(text), rng.choice(LIMITS)):
        yield masked(window, rng, hidden), view
    if rng.random() < DASHED_SHARE:
        dashed, marked = _dashed(list(document.gold.values())[n])
        for window in windows(lines_of(dashed), rng.choice(LIMITS)):
            yield masked(window, rng, hidden), marked
    alone = (_fragment(document.text, *stretch, view, rng) for stretch in _stretches(document.text, view, rng))
    kept = [line for line in alone if line is not None]
    for window in windows(kept, rng.choice(LIMITS), alone=rng.random() > PARAGRAPH_SHARE):
        yield masked(window, rng, hidden), view


def excerpts(document: Document, rng: random.Random) -> Iterator[Excerpt]:
    """Some sentences of GUM, read alone, and contents of their attributions, with what is marked in each."""
    above: Sequence[Marked] = ()
    for view in document.views:
        marked = frozenset().union(*(r.starts for r in view))
        alone = []
        for start, end in _contents(above) if above else _runs(document.text, rng):
            if rng.random() < (OTHER_SHARE if marked.isdisjoint(range(start, end + 1)) else SPOKEN_SHARE):
                alone.append(_fragment(document.text, start, end, view, rng))
        for window in windows([line for line in alone if line is not None], rng.choice(LIMITS), alone=True):
            yield window, view
        above = view


def contents_alone(document: Document, rng: random.Random) -> Iterator[Excerpt]:
    """The contents of an article whose views are depths of nesting, each read alone, with what is marked within it."""
    for above, view in pairwise(document.views):
        alone = [_content(document.text, relation) for relation in above]
        for window in windows(alone, rng.choice(LIMITS), alone=True):
            yield window, view


def masked(window: Window, rng: random.Random, share: float) -> Window:
    """The window with a share of its words hidden behind the piece that MiniLM learnt to guess words at."""
    ids = window.ids.copy()
    for first, end in pairwise([*window.firsts.tolist(), len(ids)]):
        if rng.random() < share:
            ids[first:end][window.features[first:end] != SPECIAL] = special_pieces()[1]
    return replace(window, ids=ids)


def _runs(text: str, rng: random.Random) -> Iterator[Stretch]:
    """The sentences of each paragraph in runs of a few, as the places where their first and last word start."""
    for line in lines_of(text):
        sentences = list(_sentences(line, 0))
        while sentences:
            run = sentences[: rng.randint(1, RUN)]
            yield run[0][0], run[-1][1]
            del sentences[: len(run)]


def _contents(view: Sequence[Marked]) -> Iterator[Stretch]:
    """The contents in one piece, in the same form."""
    for relation in view:
        start, end = min(relation.content), max(relation.content)
        if (relation.source | relation.cue).isdisjoint(range(start, end)):
            yield start, end


def _content(text: str, relation: Marked) -> Line:
    """The words of a content in one line, its pieces cut as the reader cuts them."""
    pieces, start, end = [], min(relation.content), min(relation.content)
    for word in WORD.finditer(text, start, WORD.match(text, max(relation.content)).end()):
        if word.start() in relation.content:
            if start < end and re.search(r"\w|\n", text[end : word.start()]):
                pieces.append(Span.cut(text, start, end))
                start = word.start()
            end = word.end()
    return content_line(text, [*pieces, Span.cut(text, start, end)])


def _dashed(attributions: Iterable[Attribution]) -> tuple[str, list[Marked]]:
    """Direct quotations as lines of their own, “…” — Source, with what is marked in them."""
    text = ""
    roles = []
    for a in attributions:
        if a.kind == "direct" and a.source and a.source[0].text[0].isupper():
            quote = " ".join(piece.text.strip(QUOTED) for piece in a.content)
            line = f"“{re.sub(',$', '.', quote)}” — {a.source[0].text}".replace("\n", " ")
            dash, end = len(text) + line.rindex("— "), len(text) + len(line)
            roles.append(([(dash + 2, end)], [(dash, dash + 1)], [(len(text), dash)]))
            text += line + "\n"
    return text, mark(text, roles)


def _stretches(text: str, view: Sequence[Marked], rng: random.Random) -> Iterator[Stretch]:
    """Where the first and the last word of what is read alone start: attributions, sentences with and without them."""
    sentences = [s for line in lines_of(text) for s in _sentences(line, LEAST)]
    marked = frozenset().union(*(r.starts for r in view))
    silent = [s for s in sentences if marked.isdisjoint(range(s[0], s[1] + 1))]
    rng.shuffle(silent)
    end = -1
    for relation in sorted(view, key=lambda r: min(r.starts)):
        first, last = min(relation.starts), max(relation.starts)
        if first > end and rng.random() < ALONE_SHARE:
            around = next((s for s in sentences if s[0] <= first and last <= s[1]), (first, last))
            start, end = around if around[0] > end and rng.random() < 0.5 else (first, last)
            yield start, end
            for first, last in (silent.pop() for _ in range(min(SILENT, len(silent)))):
                words = [m.start() for m in WORD.finditer(text, first, last)]
                yield (rng.choice(words[: len(words) // 2]) if rng.random() < 0.5 else first), last


def _sentences(line: Line, least: int) -> Iterator[Stretch]:
    """Where the first and the last word of each sentence of a line start, if it has more than so many words."""
    edges = [0, *(np.flatnonzero(line.stops) + 1).tolist(), len(line)]
    for first, end in pairwise(edges):
        if end - first > least:
            yield int(line.starts[first]), int(line.starts[end - 1])


def _fragment(text: str, start: int, end: int, view: Sequence[Marked], rng: random.Random) -> Line | None:
    """The words from ``start`` to the one at ``end``, if they lie in one paragraph and cut no attribution."""
    line = read_line(text, start, WORD.match(text, end).end())
    inside = set(line.starts.tolist())
    if "\n" in text[start:end] or any(r.starts & inside and not r.starts <= inside for r in view):
        return None
    if text[start] in QUOTED:
        line = read_line(text.translate(MARKS), start, int(line.ends[-1]))
    if len(line) and rng.random() < THAT_SHARE and OWN_CAPITAL.match(text, int(line.starts[0])):
        line.features[0] %= 3  # a small letter
        that = read_line("that")
        return joined([replace(that, starts=that.starts - 1, ends=that.ends - 1), line])
    return line if len(line) else None
