"""What an article opens with, and how alike two openings are: in what they mean, and in their words, rare ones most."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from newsclaims.articles import Article
from newsclaims.embedder import WIDTH, embed
from newsclaims.likeness import Numbers, key_words
from newsclaims.model import Floats
from newsclaims.text import sentences
from newsclaims.wordpieces import Ints, word_pieces

# Sentences, the title among them: 10 ms of a processor. B-cubed F1 on 40 events without dates is 98 with three to five
# for meaning and four or five for words.
LEAD = 4
# The encoder's vocabulary is in the order of frequency: of the openings of 400 articles of PolNeAR, the share that has
# a word falls with its rank to the power of 2.2, and the log of one over it goes with log (rank / 400). Words begin at
# 2000; what has several pieces is rarer than all that have one. The shares among the articles given do as well where
# these are many, and badly where they are few (F1 82 for one story alone, at the threshold that is best over all
# sizes), and each new article changes them. Names weigh most as they are, being rare: counted twice, F1 falls by two.
FIRST, COMMONEST, RAREST = 400, 2000, 30522
WORD = re.compile(r"[^\W_]+(?:[-.,'’][^\W_]+)*")
ROWS, COLUMNS = 256, 4096  # so many openings are compared with so many at a time: some 50 MB
Pairs = tuple[Ints, Ints, Numbers]


@dataclass(frozen=True, slots=True)
class Opening:
    """What is kept of an article: its id, its day (None if it does not say), its title and first sentences."""

    id: str
    day: dt.date | None
    lines: tuple[str, ...]


def opening(article: Article) -> Opening:
    """The opening of an article.

    >>> from newsclaims.articles import make_article
    >>> text = "Bridge closed\\nBy Ann Lee, May 3, 2024\\nThe bridge is closed. Police said so."
    >>> opening(make_article("a1", text)).lines
    ('Bridge closed', 'The bridge is closed.', 'Police said so.')
    """
    lines = [article.title] if article.title else []
    body = (block.span for block in article.blocks if block.kind == "body")
    found = (line.text for span in body for line in sentences(article.text, span.start, span.end))
    return Opening(article.id, article.published, (*lines, *islice(found, LEAD - len(lines))))


@lru_cache(maxsize=1 << 16)
def weights(word: str) -> dict[str, float]:
    """The stem that a word is counted under, and its weight; none for function words.

    >>> [[(stem, round(weight, 1)) for stem, weight in weights(word).items()] for word in ("bridges", "Lenn", "the")]
    [[('bridg', 2.9)], [('lenn', 4.3)], []]
    """
    pieces = word_pieces(word)
    rank = max(COMMONEST, pieces[0]) if len(pieces) == 1 else RAREST
    return dict.fromkeys(key_words(word), math.log(rank / FIRST))


def alike(openings: Sequence[Opening], asked: NDArray[np.bool_], *, days: int, least: float) -> Pairs:
    """Pairs at most ``days`` apart and more than ``least`` alike, of which one is asked for: left, right, values.

    Openings come in the order of their days, those without a day behind them: these may be of any day. How much two are
    alike, up to 1, is the mean of two cosines: of the sums of their sentences' vectors, and of the sums of their words'
    weights. It depends on the two alone. Time grows with the number of openings, as long as no more are near each.

    >>> lines = "The bridge in Riverton is shut.", "Riverton shut its bridge.", "Rain is coming to Oslo."
    >>> openings = [Opening(line, None, (line,)) for line in lines]
    >>> [column.tolist() for column in alike(openings, np.ones(3, dtype=bool), days=7, least=0.5)]
    [[0], [1], [0.96277]]
    """
    day = np.array([o.day.toordinal() for o in openings if o.day is not None], dtype=np.int64)
    blocks = list(_blocks(day, asked, days))
    near = sorted({n for rows, ranges in blocks for part in (rows.tolist(), *ranges) for n in part})
    meaning, words = _meaning(openings, near), _words(openings, near)
    day = np.concatenate([day, np.full(len(openings) - len(day), -1)])
    found: list[Pairs] = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))]
    for rows, ranges in blocks:
        for columns in (part[at : at + COLUMNS] for part in ranges for at in range(0, len(part), COLUMNS)):
            cut = slice(columns.start, columns.stop)
            both = (meaning[rows] @ meaning[cut].T + (words[rows] @ words[cut].T).toarray()) / 2
            values = np.round(both, 5)  # so that the order in which a machine adds up decides nothing
            far = np.abs(day[rows, None] - day[cut]) > days
            far &= (day[rows, None] >= 0) & (day[cut] >= 0)
            twice = asked[cut] & (np.arange(columns.start, columns.stop) <= rows[:, None])
            i, j = np.nonzero((values > least) & ~far & ~twice)
            found.append((rows[i], j + columns.start, values[i, j]))
    left, right, values = (np.concatenate(column) for column in zip(*found, strict=True))
    return left, right, values


def _blocks(day: Ints, asked: NDArray[np.bool_], days: int) -> Iterator[tuple[Ints, list[range]]]:
    """Rows asked for, some at a time, with the rows that may be near them; no row is far from all of them."""
    dated = np.flatnonzero(asked[: len(day)])
    for run in np.split(dated, np.flatnonzero(np.diff(day[dated]) > days) + 1):
        for rows in (run[at : at + ROWS] for at in range(0, len(run), ROWS)):
            first, last = day[rows[0]] - days, day[rows[-1]] + days
            near = range(int(np.searchsorted(day, first)), int(np.searchsorted(day, last, side="right")))
            yield rows, [near, range(len(day), len(asked))]
    undated = np.flatnonzero(asked[len(day) :]) + len(day)
    for at in range(0, len(undated), ROWS):
        yield undated[at : at + ROWS], [range(len(asked))]


def _meaning(openings: Sequence[Opening], near: Sequence[int]) -> Floats:
    """A row of unit length for each opening; of zeros for those not near."""
    table = np.zeros((len(openings), WIDTH), dtype=np.float32)
    for n in near:
        row = embed(openings[n].lines).sum(axis=0)
        table[n] = row / max(float(np.linalg.norm(row)), 1e-9)
    return table


def _words(openings: Sequence[Opening], near: Sequence[int]) -> csr_array:
    """The same for the weights of words, a column for each."""
    columns: dict[str, int] = {}
    rows: list[int] = []
    cells: list[int] = []
    values: list[float] = []
    for n in near:
        counted: Counter[str] = Counter()
        for match in (match for line in openings[n].lines for match in WORD.finditer(line)):
            counted.update(weights(match[0]))
        length = math.sqrt(math.fsum(weight**2 for weight in counted.values()))
        rows += [n] * len(counted)
        cells += [columns.setdefault(word, len(columns)) for word in counted]
        values += [weight / length for weight in counted.values()]
    places = np.array(rows, dtype=np.int64), np.array(cells, dtype=np.int64)
    return csr_array((np.array(values, dtype=np.float64), places), shape=(len(openings), max(1, len(columns))))
