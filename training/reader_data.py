"""PolNeAR's articles and GUM's sentences as examples for the encoder: windows of words, for each word its roles."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import gum
import numpy as np
import numpy.typing as npt
from gum_attributions import GENRES, read_sentences

from newsclaims.articles import Article, Block
from newsclaims.attributions import Attribution, extract_attributions
from newsclaims.decoding import Relation, Stretch, decode
from newsclaims.evaluate import Score, read_attribution_gold, score_attributions
from newsclaims.matching import article_of
from newsclaims.model import Encoder
from newsclaims.text import Span
from newsclaims.wordpieces import WORD, Ints, Line, Window, joined, read_line

LAYER = Path(__file__).with_name("nested.jsonl")
HELD_OUT = 21  # every so manieth training article is held out: 40 of 840
PARAGRAPH = re.compile(r"[^\n]+")
IGNORED = -100  # the loss passes over it
ROLES = ("source", "cue", "content")
OUT, BEGIN, IN = range(3)


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
    ``taught``: whether what other readers say of it may be learnt, too.
    """

    window: Window
    tags: Ints
    ends: npt.NDArray[np.float32]
    heads: Ints
    sources: list[tuple[int, list[int]]]
    taught: bool = True


def read_documents(folder: Path) -> list[Document]:
    """The articles of a part of PolNeAR (``attributions/`` and ``text/``), in order of their names."""
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted((folder / "text").glob("*.txt"))}
    gold: dict[str, dict[str, list[Attribution]]] = {id: {} for id in texts}
    for key, attributions in read_attribution_gold(folder / "attributions", texts).items():
        gold[article_of(key, texts)][key] = attributions
    documents = []
    for id, text in texts.items():
        views = (mark(text, (_places(a) for a in view)) for view in gold[id].values())
        documents.append(Document(id, text, tuple(map(tuple, views)), gold[id]))
    return [document for document in documents if document.views]


def read_training(polnear: Path) -> tuple[list[Document], list[Document]]:
    """The training articles to learn from, and those that are held out for thresholds and confidence."""
    documents = read_documents(polnear / "train")
    return [d for i, d in enumerate(documents) if i % HELD_OUT], documents[::HELD_OUT]


def read_gum(folder: Path, part: str = "train") -> list[Document]:
    """GUM's documents of the genres that news quotes; their views are not annotators but depths of nesting."""
    documents = []
    for path in gum.documents(folder, part):
        if path.stem.split("_")[1] in GENRES:
            text, roles = "", []
            for sentence in read_sentences(path):
                text += "" if not text else "\n" if sentence.opens else " "
                at = len(text)
                roles += [[[(at + t.start, at + t.end) for t in role] for role in a] for a in sentence.attributions]
                text += sentence.text
            documents.append(Document(path.stem, text, _by_depth(mark(text, roles)), {}))
    return documents


def read_nested(documents: Sequence[Document], layer: Path = LAYER) -> list[Document]:
    """Those of PolNeAR's articles in which attributions within contents are marked: their views are depths of nesting.

    The layer holds a line of JSON for each: its name, and the places of source, cue and content of all that is marked
    within the contents of its first annotator.
    """
    rows = dict(map(json.loads, layer.read_text(encoding="utf-8").splitlines()))
    return [replace(d, views=(d.views[0], *_by_depth(mark(d.text, rows[d.id])), ())) for d in documents if d.id in rows]


def _by_depth(view: Sequence[Marked]) -> tuple[tuple[Marked, ...], ...]:
    """What is in no content, what is in the content of one of these, and so on; what cuts another is left out."""
    depths: list[list[Marked]] = []
    for relation in sorted(view, key=lambda r: -len(r.content)):
        around = [r for r in view if relation.cue | relation.content <= r.content]
        while len(depths) <= len(around):
            depths.append([])
        here = depths[len(around)]
        if all(relation.starts.isdisjoint(r.starts) for r in here):
            here.append(relation)
    return tuple(map(tuple, depths))


def article(document: Document) -> Article:
    """The document as an article whose lines are all read: PolNeAR's files hold nothing but title and body."""
    spans = (Span.cut(document.text, *match.span()) for match in PARAGRAPH.finditer(document.text))
    return Article(document.id, document.text, blocks=tuple(Block("body", span) for span in spans))


def lines_of(text: str) -> list[Line]:
    """The paragraphs of a text."""
    lines = (read_line(text, *match.span()) for match in PARAGRAPH.finditer(text))
    return [line for line in lines if len(line)]


def _places(attribution: Attribution) -> Iterator[list[Stretch]]:
    for role in ROLES:
        yield [(span.start, span.end) for span in getattr(attribution, role)]


def mark(text: str, attributions: Iterable[Iterable[Iterable[Stretch]]]) -> list[Marked]:
    """Attributions, given as the places of their source, cue and content in the text, that have a cue and a content."""
    starts, ends = ([m.span()[k] for m in WORD.finditer(text)] for k in (0, 1))

    def words(places: Iterable[Stretch]) -> frozenset[int]:
        return frozenset(s for a, b in places for s in starts[bisect_right(ends, a) : bisect_left(starts, b)])

    marked = (Marked(*map(words, roles)) for roles in attributions)
    return [r for r in marked if r.cue and r.content]


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


def unlabelled(window: Window) -> Example:
    """A window of which nothing is known."""
    size = sum(map(len, window.lines))
    unknown = np.full((size, 3), IGNORED)
    return Example(window, unknown, np.zeros(size, dtype=np.float32), unknown[:, 0], [])


def decoded(
    encoder: Encoder, window: Window, *, alone: bool = False
) -> Iterator[tuple[Relation, frozenset[int], frozenset[int]]]:
    """What is read in a window, with the places where the words of its source and its content start."""
    scores, end = encoder.scores(window), 0
    for lines in ([line] for line in window.lines) if alone else (window.lines,):
        words = joined(lines)
        start, end = end, end + len(words)
        numbers = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        for relation in decode(scores.part(start, end), numbers):
            roles = (relation.source, relation.content)
            source, content = (frozenset(int(s) for a, b in role for s in words.starts[a:b]) for role in roles)
            yield relation, source, content


def scores(encoder: Encoder, documents: Sequence[Document]) -> dict[str, Score]:
    """How well the outer attributions of documents are read: PolNeAR does not mark those within contents."""
    found = [a for d in documents for a in extract_attributions(article(d), nested=False, encoder=encoder)]
    gold = {key: view for document in documents for key, view in document.gold.items()}
    return score_attributions(gold, found, {document.id: document.text for document in documents})
