"""PolNeAR's articles as examples for the encoder: windows of words, and for each word its roles."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsclaims.articles import Article, Block
from newsclaims.attributions import Attribution
from newsclaims.decoding import Relation, decode
from newsclaims.evaluate import Score, read_attribution_gold, score_attributions
from newsclaims.matching import article_of
from newsclaims.model import Encoder
from newsclaims.reader import extract_attributions
from newsclaims.text import Span
from newsclaims.wordpieces import LIMIT, WORD, Ints, Line, Window, joined, read_line, windows

HELD_OUT = 21  # every so manieth training article is held out: 40 of 840
PARAGRAPH = re.compile(r"[^\n]+")
IGNORED = -100  # the loss passes over it
ROLES = ("source", "cue", "content")
OUT, BEGIN, IN = range(3)
MARKS = str.maketrans(dict.fromkeys('"“”«»', " "))
# In training windows are also shorter, so that a word's place in one tells nothing.
LIMITS = (LIMIT, LIMIT, LIMIT * 3 // 4, LIMIT // 2)
UNMARKED_SHARE = 0.06  # of the articles are read with all quotation marks lost
FRAGMENT_SHARE = 0.2  # of the attributions are read once more, alone, and as many sentences without any
LEAST = 4  # words of a sentence that holds no attribution
THAT_SHARE = 0.4  # of the fragments open with "that" and a small letter, as a content does
OWN_CAPITAL = re.compile(
    r"(?:the|a|an|he|she|it|they|we|in|on|at|some|many|this|that|his|her|their|one|but|and)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution, each role as the places in the text where its words start."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @property
    def starts(self) -> frozenset[int]:
        """Of all its words."""
        return self.source | self.cue | self.content


@dataclass(frozen=True, slots=True)
class Document:
    """An article with each annotator's view of it, as words and (by the name of its file) as attributions."""

    id: str
    text: str
    views: tuple[tuple[Marked, ...], ...]
    gold: dict[str, list[Attribution]]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window with its labels.

    ``tags`` [W, 3] for source, cue and content: out, begin or in. ``ends`` [W]: whether a stretch of content ends here.
    ``heads`` [W]: 0, or one more than the place of the first word of the cue whose content the word is in, or IGNORED.
    ``sources``: for each cue, the place of its first word and those of its source's words.
    """

    window: Window
    tags: Ints
    ends: npt.NDArray[np.float32]
    heads: Ints
    sources: list[tuple[int, list[int]]]


def read_documents(folder: Path) -> list[Document]:
    """The articles of a part of PolNeAR (``attributions/`` and ``text/``), in order of their names."""
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted((folder / "text").glob("*.txt"))}
    gold: dict[str, dict[str, list[Attribution]]] = {id: {} for id in texts}
    for key, attributions in read_attribution_gold(folder / "attributions", texts).items():
        gold[article_of(key, texts)][key] = attributions
    documents = []
    for id, text in texts.items():
        starts, ends = _words(text)
        views = ((_marked(a, starts, ends) for a in view) for view in gold[id].values())
        views = tuple(tuple(r for r in view if r.cue and r.content) for view in views)
        documents.append(Document(id, text, views, gold[id]))
    return [document for document in documents if document.views]


def read_training(polnear: Path) -> tuple[list[Document], list[Document]]:
    """The training articles to learn from, and those that are held out for thresholds and confidence."""
    documents = read_documents(polnear / "train")
    return [d for i, d in enumerate(documents) if i % HELD_OUT], documents[::HELD_OUT]


def article(document: Document) -> Article:
    """The document as an article whose lines are all read: PolNeAR's files hold nothing but title and body."""
    spans = (Span.cut(document.text, *match.span()) for match in PARAGRAPH.finditer(document.text))
    return Article(document.id, document.text, blocks=tuple(Block("body", span) for span in spans))


def lines_of(text: str) -> list[Line]:
    """The paragraphs of a text."""
    lines = (read_line(text, *match.span()) for match in PARAGRAPH.finditer(text))
    return [line for line in lines if len(line)]


def _words(text: str) -> tuple[Ints, Ints]:
    lines = lines_of(text)
    return np.concatenate([line.starts for line in lines]), np.concatenate([line.ends for line in lines])


def _marked(attribution: Attribution, starts: Ints, ends: Ints) -> Marked:
    def words(spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(
            int(starts[i])
            for span in spans
            for i in range(int(np.searchsorted(ends, span.start, "right")), int(np.searchsorted(starts, span.end)))
        )

    return Marked(words(attribution.source), words(attribution.cue), words(attribution.content))


def examples(document: Document, rng: random.Random) -> Iterator[Example]:
    """The article's windows as one of its annotators saw them, and some fragments of it once more, each alone.

    PolNeAR does not mark attributions within contents. The reader finds these by reading a content alone, so it is
    shown stretches alone, as they would stand in a content: without their context, some behind "that", and without
    quotation marks. Half of them are attributions, half are sentences that hold none.
    """
    view = rng.choice(document.views)
    text = document.text.translate(MARKS) if rng.random() < UNMARKED_SHARE else document.text
    lines = lines_of(text)
    for window in windows(lines, rng.choice(LIMITS)):
        yield label(window, view)
    stretches = [(min(r.starts), max(r.starts)) for r in view]
    marked = frozenset().union(*(r.starts for r in view))
    silent = [s for line in lines for s in _sentences(line) if not marked.intersection(range(s[0], s[1] + 1))]
    some = [s for s in stretches if rng.random() < FRAGMENT_SHARE]
    some += rng.sample(silent, min(len(some), len(silent)))
    alone = [line for s in some if (line := _fragment(document.text, *s, view, rng)) is not None]
    for window in windows(alone, rng.choice(LIMITS)):
        yield label(window, view)


def _sentences(line: Line) -> Iterator[tuple[int, int]]:
    """Where the first and the last word of each sentence of a line start; single words and marks are none."""
    edges = [0, *(np.flatnonzero(line.stops) + 1).tolist(), len(line)]
    for first, end in pairwise(edges):
        if end - first > LEAST:
            yield int(line.starts[first]), int(line.starts[end - 1])


def _fragment(text: str, start: int, end: int, view: Sequence[Marked], rng: random.Random) -> Line | None:
    """The words from ``start`` to the one at ``end``, if they lie in one paragraph and cut no attribution."""
    line = read_line(text, start, WORD.match(text, end).end())
    inside = set(line.starts.tolist())
    if "\n" in text[start:end] or any(r.starts & inside and not r.starts <= inside for r in view):
        return None
    if text[start] in '"“':
        line = read_line(text.translate(MARKS), start, int(line.ends[-1]))
    if len(line) and rng.random() < THAT_SHARE and OWN_CAPITAL.match(text, int(line.starts[0])):
        line.features[0] %= 3  # a small letter
        that = read_line("that")
        return joined([replace(that, starts=that.starts - 1, ends=that.ends - 1), line])
    return line if len(line) else None


def label(window: Window, view: Sequence[Marked]) -> Example:
    """A window with what an annotator marked in it."""
    starts = [start for line in window.lines for start in line.starts.tolist()]
    place = {start: i for i, start in enumerate(starts)}
    tags = np.zeros((len(starts), 3), dtype=np.int64)
    ends = np.zeros(len(starts), dtype=np.float32)
    heads = np.zeros(len(starts), dtype=np.int64)
    sources = []
    for relation in view:
        for column, role in enumerate(ROLES):
            places = sorted(place[s] for s in getattr(relation, role) if s in place)
            for before, here in pairwise([-2, *places]):
                tags[here, column] = IN if before == here - 1 else BEGIN
            if role == "content":
                ends[[p for p, after in pairwise([*places, -1]) if after != p + 1]] = 1
        content = [place[s] for s in relation.content if s in place]
        cue = place.get(min(relation.cue))
        heads[content] = IGNORED if cue is None else cue + 1
        if cue is not None:
            sources.append((cue, [place[s] for s in relation.source if s in place]))
    return Example(window, tags, ends, heads, sources)


def decoded(encoder: Encoder, window: Window) -> Iterator[tuple[Relation, frozenset[int], frozenset[int]]]:
    """What is read in a window, with the places where the words of its source and its content start."""
    words = joined(window.lines)
    numbers = np.repeat(np.arange(len(window.lines)), [len(line) for line in window.lines])
    for relation in decode(encoder.scores(window), numbers):
        roles = (relation.source, relation.content)
        source, content = (frozenset(int(s) for a, b in role for s in words.starts[a:b]) for role in roles)
        yield relation, source, content


def scores(encoder: Encoder, documents: Sequence[Document]) -> dict[str, Score]:
    """How well the outer attributions of documents are read: PolNeAR does not mark those within contents."""
    found = [a for d in documents for a in extract_attributions(article(d), encoder=encoder) if a.parent is None]
    gold = {key: view for document in documents for key, view in document.gold.items()}
    return score_attributions(gold, found, {document.id: document.text for document in documents})
