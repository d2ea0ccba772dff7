"""What the terminal shows: matrix, findings and scores in lines that fit, and no character that would steer it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pandas takes a second to import, and --help needs none of it
    from newsclaims.compare import Comparison
    from newsclaims.findings import Finding
    from newsclaims.scorecard import Mistake, Scorecard

LEGEND = (
    "says: the article has somebody say so, or says so itself; denies: somebody denies it; unsure: it is hedged, "
    "alleged or planned; says/denies: both stand in the article; -: not found in the article."
)
CELL = 8  # a gap and "denies/", the widest line of a cell
EXAMPLES = 3  # quotations shown where all say alike: where sources differ, all are shown
ALIKE = ("origin", "shared", "omission")
NARROWEST = 24  # four words a line: a proposition stays readable

FIGURES = ("precision", "recall", "F1", "right", "found", "gold")
SCORES = (
    "Precision, recall and F1 are percentages: how much of what was found is right, how much of the gold was found, "
    "and the balance of the two; counts are fractions where annotators were averaged."
)
MEASURES = {
    "attributions": (
        "tokens: words that stand in such a role; exact: sources, cues and contents with just the gold's words; "
        "relation: the content shares half of its words with the gold's; relation+source: the source does so too; "
        "direct: the same, of quotations in marks."
    ),
    "claims": (
        "cells: a claim, an article and a stance; shared: those of claims that several articles carry; links: two "
        "mentions of one claim in different articles; origin: who holds what is right; disputed: claims that one "
        "mention asserts and another denies; conflicts: claims that can't both be true; wording: renderings of one "
        "utterance."
    ),
}
EMPTY = {"holders": "the article itself"}  # of a source, nothing means that the text names nobody
CHANCE = (
    "Agreement on which words stand in a role: 1 where both mark the same words, 0 where they agree as often as by "
    "chance (alpha is Krippendorff's, kappa Cohen's)."
)


def printable(text: str) -> str:
    r"""The text without what would steer a terminal: escape sequences and marks that turn the direction of writing.

    >>> print(ascii(printable("The \x1b[31mmayor\nsaid no")))
    'The \ufffd[31mmayor\nsaid no'
    """
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


def show_matrix(comparison: Comparison, width: int) -> Iterator[str]:
    """The articles with their numbers, then the claims that are disputed or that several carry, in lines of ``width``.

    Of one article all claims are shown.
    """
    for number, article in enumerate(comparison.articles, start=1):
        about = (comparison.labels[article.id], str(article.published or "no date"), article.title or "no title")
        yield textwrap.shorten(f"{number} {' · '.join(about)}", width, placeholder=" …")
    clusters, matrix = comparison.clusters, comparison.matrix()
    cells = dict(zip(matrix.index, matrix.to_numpy().tolist(), strict=True))
    several = min(2, len(comparison.articles))
    disputed = [cluster for cluster in clusters if cluster.disputed]
    shared = [cluster for cluster in clusters if not cluster.disputed and len(cluster.articles) >= several]
    for heading, some in (("Disputed claims", disputed), ("Shared claims" if several > 1 else "Claims", shared)):
        rows = [cells[cluster.id] for cluster in some]
        if rows:
            yield from _table(heading, rows, width)
    if disputed or shared:
        yield "\n" + textwrap.fill(LEGEND, width)
    alone = len(clusters) - len(disputed) - len(shared)
    if alone:
        yield "\n" + textwrap.fill(f"Claims that stand in one article alone: {alone}.", width)


def show_findings(comparison: Comparison, findings: Sequence[Finding], width: int) -> Iterator[str]:
    """Each finding as a sentence, with the words that back it below: a line each, marked with the outlet."""
    from newsclaims.frames import quoted
    from newsclaims.report import KINDS

    number = count(1)
    for kind, title in KINDS.items():
        group = [finding for finding in findings if finding.kind == kind]
        if group:
            yield f"\n{title}"
        for finding in group:
            start = f"{next(number):>3}. "
            yield textwrap.fill(finding.statement, width, initial_indent=start, subsequent_indent="     ")
            lines = [f"{comparison.labels[part.article_id]}: {quoted(part.spans)}" for part in finding.evidence]
            lines = list(dict.fromkeys(lines))  # one stretch may back a finding twice, said and denied
            if kind in ALIKE and len(lines) > EXAMPLES + 1:
                lines[EXAMPLES:] = [f"and {len(lines) - EXAMPLES} more quotations"]
            for line in lines:
                yield "       " + textwrap.shorten(line, width - 7, placeholder=" …")


def _table(heading: str, rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Rows of a proposition and one stance an article, as many articles side by side as fit."""
    from newsclaims.frames import in_words

    numbers, longest = range(1, len(rows[0])), max(len(row[0]) for row in rows)
    at_once = max(1, (width - NARROWEST) // CELL)
    for first in range(0, len(numbers), at_once):
        some = numbers[first : first + at_once]
        left = max(NARROWEST, min(longest, width - CELL * len(some)))
        yield ""
        yield from _lines(heading, [str(number) for number in some], left)
        yield "-" * (left + CELL * len(some))
        for row in rows:
            yield from _lines(row[0], [in_words(row[i]) or "-" for i in some], left)


def _lines(text: str, cells: Sequence[str], width: int) -> Iterator[str]:
    """One row of a table: the text wrapped to ``width``, a cell of several stances with one below the other."""
    columns = [
        textwrap.wrap(text, width, subsequent_indent="  "),
        *(cell.replace("/", "/\n").split("\n") for cell in cells),
    ]
    for first, *rest in zip_longest(*columns, fillvalue=""):
        yield (f"{first:<{width}}" + "".join(f" {cell:<{CELL - 1}}" for cell in rest)).rstrip()


def show_scores(card: Scorecard, width: int) -> Iterator[str]:
    """Each measure in a line, what the measures mean, how far the two agree, and how many errors there are.

    >>> from newsclaims.evaluate import Score
    >>> from newsclaims.scorecard import Scorecard
    >>> [*show_scores(Scorecard("claims", ("gazette",), {"cells": Score.of(3, 4, 6)}, {}, ()), 80)][3]
    'cells                   75      50      60       3       4       6'
    """
    articles = f"{len(card.articles)} article{'s' if len(card.articles) > 1 else ''}"
    yield f"{card.subject.capitalize()} in {articles}"
    yield ""
    yield f"{'':<16}" + "".join(f"{figure:>10}" if figure == "precision" else f"{figure:>8}" for figure in FIGURES)
    for name, score in card.scores.items():
        shares = [f"{100 * share:.0f}" for share in (score.precision, score.recall, score.f1)]
        counts = [f"{number:.1f}".removesuffix(".0") for number in (score.right, score.found, score.gold)]
        yield f"{name:<16}{shares[0]:>10}" + "".join(f"{figure:>8}" for figure in (*shares[1:], *counts))
    yield ""
    yield textwrap.fill(f"{SCORES} {MEASURES[card.subject]}", width)
    if card.agreement:
        yield ""
        yield f"{'':<16}{'alpha':>10}{'kappa':>8}"
        for role, agreed in card.agreement.items():
            yield f"{role:<16}{agreed.alpha:>10.2f}{agreed.kappa:>8.2f}"
        yield ""
        yield textwrap.fill(CHANCE, width)
    kinds = Counter(mistake.kind for mistake in card.mistakes)
    listed = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    yield ""
    yield textwrap.fill(f"Errors: {listed or 'none'}", width)


def show_mistakes(mistakes: Sequence[Mistake]) -> Iterator[str]:
    """Each error with what the gold has and what was found, roles apart by "|".

    >>> from newsclaims.scorecard import Mistake
    >>> said = {"source": "Lee", "cue": "said", "content": "no"}
    >>> print(*show_mistakes([Mistake("extra", "gazette", 9, None, said)]), sep="\\n")
    <BLANKLINE>
    extra: article gazette, character 9
      found  Lee | said | no
    """
    for mistake in mistakes:
        yield f"\n{mistake.kind}: article {mistake.article_id}, character {mistake.start}"
        for name, side in (("gold", mistake.gold), ("found", mistake.found)):
            if side is not None:
                shown = (" ".join(words.split()) or EMPTY.get(part, "(none)") for part, words in side.items())
                yield f"  {name:<6} {' | '.join(shown)}"
