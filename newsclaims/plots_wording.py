"""A picture of one utterance in several renderings, word under word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsclaims.compare import Comparison, align
from newsclaims.plots import counted, new_axes, nothing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE_WIDTH = 96  # characters in a line of words under words
DITTO, OUT = '"', "–"


def plot_wording(comparison: Comparison, number: int = 0, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """One utterance, word under word: the fullest rendering in bold, below it what the others have at each place.

    A ditto mark stands for the same word, a dash for one that is left out; a rendering that is mostly other words is
    not shown. ``number`` is the utterance's place in ``comparison.wordings``. ``title`` is the finding that the picture
    shows; without one it tells in how many places one has another word.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> said = "“It is a very bad day for this town,” Ann Lee said.", "“It is a bad day for the town,” Ann Lee said."
    >>> ax = plot_wording(compare_articles([make_article(id, text) for id, text in zip("ab", said)]))
    >>> ax.get_title(loc="left")
    '2 renderings of what Ann Lee said: the words differ in 1 of 9 places'
    """
    if number >= len(comparison.wordings):
        ax = ax or new_axes(width=8, height=2)
        ax.set_title(title or "No utterance in different words", loc="left", fontweight="bold")
        return nothing(ax)
    wording = comparison.wordings[number]
    said = {(v.article_id, v.spans[0].start): " ".join(span.text for span in v.spans) for v in wording.variants}
    fullest = max(said, key=lambda place: len(said[place]))
    rows = {fullest: said[fullest].split()}
    below = {place: _under(said[fullest], words) for place, words in said.items() if place != fullest}
    rows |= {place: cells for place, cells in below.items() if 2 * cells.count(DITTO) >= len(said[place].split())}
    columns = list(zip(*rows.values(), strict=True))
    differ = sum(any(word not in (DITTO, OUT) for word in below) for _, *below in columns)
    labels = [comparison.labels[id] for id, _ in rows]
    left = max(map(len, labels)) + 2
    bands = _bands([max(map(len, column)) + 1 for column in columns])
    height = len(bands) * (len(rows) + 1)
    ax = ax or new_axes(width=0.5 + 0.08 * (left + LINE_WIDTH), height=0.8 + 0.2 * height)
    if title is None:
        title = f"{counted(len(rows), 'rendering')} of what {wording.speaker or 'somebody'} said: "
        title += f"the words differ in {differ} of {counted(len(columns), 'place')}"
    ax.set_title(title, loc="left", fontweight="bold")
    style: dict[str, Any] = {"family": "monospace", "fontsize": 8.5, "va": "center"}
    for band, places in enumerate(bands):
        for row, label in enumerate(labels):
            y, weight = band * (len(rows) + 1) + row, "normal" if row else "bold"
            ax.text(0, y, label, color="#444444", **style)
            for column, x in places.items():
                ax.text(left + x, y, columns[column][row], weight=weight, **style)
    ax.set_xlim(0, left + LINE_WIDTH)
    ax.set_ylim(height - 0.5, -0.8)
    ax.set_axis_off()
    return ax


def _under(fullest: str, words: str) -> list[str]:
    """What a rendering has in the place of each word of the fullest one; what it puts in stands behind a "+"."""
    cells: list[str] = []
    for edit in align(fullest, words):
        there = len(edit.before.split())
        if edit.kind == "same":
            cells += [DITTO] * there
        elif edit.kind == "inserted" and cells:
            cells[-1] += f" +{edit.after}"
        elif edit.kind == "inserted":
            cells.append(f"+{edit.after} {DITTO}")
        else:
            first, rest = edit.after.split()[: there - 1], edit.after.split()[there - 1 :]
            own = [*first, " ".join(rest)] if rest else first
            cells += own + [OUT] * (there - len(own))
    return cells


def _bands(widths: Sequence[int]) -> list[dict[int, int]]:
    """Columns of these widths in lines that fit on the page: in each, where its columns begin."""
    bands: list[dict[int, int]] = [{}]
    x = 0
    for column, width in enumerate(widths):
        if bands[-1] and x + width > LINE_WIDTH:
            bands.append({})
            x = 0
        bands[-1][column] = x
        x += width
    return bands
