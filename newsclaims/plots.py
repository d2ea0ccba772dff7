"""Pictures that can be read without their colours: who says what, on whom it rests, when it was, how sure it is."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclaims.compare import Comparison
from newsclaims.details import told_apart
from newsclaims.diagnosis import Bin, calibration_error
from newsclaims.frames import in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito's palette, which the common kinds of colour blindness tell apart; black on each has a contrast > 7:1.
COLOURS = {"": "#f4f4f4", "says": "#56b4e9", "denies": "#e69f00", "unsure": "#f0e442", "several": "#cc79a7"}
CLAIM_WIDTH = 56  # characters in a line of a proposition
LABEL_WIDTH = 14  # characters in a line of an outlet's name


def plot_matrix(comparison: Comparison, *, top: int = 20, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Claims by articles, with "says", "denies" or "unsure" in each cell; an empty one leaves the claim out.

    Shows the first ``top`` of the claims that two articles carry or that are disputed. ``title`` is the finding that
    the picture shows; without one it tells how many are disputed.

    >>> from newsclaims.articles import Article
    >>> from newsclaims.claims import Claim
    >>> from newsclaims.compare import Cluster
    >>> articles = tuple(Article(id, "The bridge is closed.") for id in ("Gazette", "Courier"))
    >>> claims = tuple(Claim(a.id, a.id, (), "The bridge is closed.", (), "asserts") for a in articles)
    >>> cluster = Cluster("c1", "The bridge is closed.", claims)
    >>> ax = plot_matrix(Comparison(articles, (), (), claims, (cluster,), (), (), ()))
    >>> [cell.get_text() for cell in ax.texts]
    ['says', 'says']
    """
    from matplotlib.colors import ListedColormap  # here: half a second that nobody else need wait for

    shown = [cluster for cluster in comparison.clusters if cluster.notable][:top]
    table = comparison.matrix().loc[[cluster.id for cluster in shown]]
    labels = list(table.columns[1:])  # by place: an article may be called "claim"
    rows = table.to_numpy().tolist()
    claims = [_balanced(claim, CLAIM_WIDTH) for claim, *_ in rows]
    words = [[in_words(cell) for cell in cells] for _, *cells in rows]
    tallest = (
        max(claim.count("\n"), *(cell.count("/") for cell in row)) for claim, row in zip(claims, words, strict=True)
    )
    lines = sum(tallest) + len(claims)
    ax = ax or new_axes(width=5.2 + 1.15 * len(labels), height=1.2 + 0.2 * lines + 0.15 * len(claims))
    if title is None:
        title = f"{sum(cluster.disputed for cluster in shown)} of {len(shown)} claims shown are disputed"
    ax.set_title(title, loc="left", fontweight="bold")
    if not shown:
        return nothing(ax)
    colours = list(COLOURS)
    codes = [[colours.index(cell if cell in COLOURS else "several") for cell in row] for row in words]
    ax.imshow(codes, cmap=ListedColormap(list(COLOURS.values())), vmin=-0.5, vmax=len(colours) - 0.5, aspect="auto")
    for row, cells in enumerate(words):
        for column, cell in enumerate(cells):
            if cell:
                ax.text(column, row, cell.replace("/", "\n"), ha="center", va="center", fontsize=8.5, linespacing=1.2)
    ax.set_yticks(range(len(claims)), claims, fontsize=9)
    ax.set_xticks(range(len(labels)), [textwrap.fill(label, LABEL_WIDTH) for label in labels], fontsize=9)
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.set_xticks([i - 0.5 for i in range(1, len(labels))], minor=True)
    ax.set_yticks([i - 0.5 for i in range(1, len(claims))], minor=True)
    ax.grid(which="minor", color="white", linewidth=2)
    ax.tick_params(which="minor", length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel("empty: not found in the article", fontsize=8, color="#444444", loc="right")
    return ax


def plot_origins(comparison: Comparison, *, top: int = 15, title: str | None = None, ax: Axes | None = None) -> Axes:
    """A bar for each origin: how many claims rest on it, with the number of outlets that carry them beside it.

    Shows the ``top`` origins by claims. ``title`` is the finding that the picture shows; without one it names the
    origin that most claims rest on. An article whose outlet is not known counts as an outlet of its own.

    >>> from newsclaims.articles import Article
    >>> from newsclaims.compare import Origin
    >>> articles = (Article("a", "…", outlet="Lenn Gazette"), Article("b", "…"))
    >>> police = Origin("the police", ("c1", "c2"), ("a", "b"))
    >>> plot_origins(Comparison(articles, (), (), (), (), (), (), (police,))).texts[0].get_text()
    '2 claims, 2 outlets'
    """
    shown = sorted(comparison.origins, key=lambda origin: (-len(origin.clusters), origin.name))[:top]
    names = [textwrap.fill(origin.name, 36) for origin in shown]
    ax = ax or new_axes(width=8, height=1 + 0.34 * len(shown) + 0.12 * sum(name.count("\n") for name in names))
    if title is None:
        title = f"Most claims rest on {shown[0].name}" if shown else "No claim has a known origin"
    ax.set_title(title, loc="left", fontweight="bold")
    if not shown:
        return nothing(ax)
    outlets = {article.id: article.outlet or article.id for article in comparison.articles}
    notes = [
        f"{counted(len(origin.clusters), 'claim')}, {counted(len({outlets[id] for id in origin.articles}), 'outlet')}"
        for origin in shown
    ]
    bars = ax.barh(range(len(shown)), [len(origin.clusters) for origin in shown], color=COLOURS["says"], height=0.7)
    ax.bar_label(bars, notes, padding=4, fontsize=9)
    ax.set_yticks(range(len(shown)), names, fontsize=9)
    ax.invert_yaxis()
    ax.margins(x=0.3)
    ax.set_xlim(left=0)
    ax.xaxis.set_visible(False)  # each bar says its number
    ax.tick_params(length=0)
    ax.spines[["top", "right", "bottom"]].set_visible(False)
    return ax


def plot_timeline(comparison: Comparison, *, top: int = 20, title: str | None = None, ax: Axes | None = None) -> Axes:
    """The days that claims speak of: a bar a claim and date, with the articles that give it beside the bar.

    Shows the first ``top`` dates that articles give for claims, the earliest at the top. From one day that is named to
    the next is always the same step, so that an hour's news and a war's years stay readable: not to scale. ``title`` is
    the finding that the picture shows; without one it tells how many claims have a date.

    >>> import datetime as dt
    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> article = make_article("a", "The dam broke on Sunday.", published=dt.date(2024, 11, 13))
    >>> ax = plot_timeline(compare_articles([article]))
    >>> [text.get_text() for text in ax.texts], [tick.get_text() for tick in ax.get_xticklabels()]
    (['a: “Sunday”'], ['10 Nov 2024', '11 Nov 2024'])
    """
    given: dict[tuple[dt.date, dt.date, str], dict[str, str]] = {}  # the words of each article, by when and what
    apart = told_apart(comparison.claims)
    for cluster in comparison.clusters:
        for claim in cluster.claims:
            if claim.period and claim.id not in apart:
                when = claim.period.start, claim.period.end, cluster.proposition
                given.setdefault(when, {}).setdefault(comparison.labels[claim.article_id], claim.period.span.text)
    shown = sorted(list(given)[:top], key=lambda when: when[:2])
    claims = [_balanced(claim, CLAIM_WIDTH) for *_, claim in shown]
    ax = ax or new_axes(
        width=12, height=1.6 + 0.2 * sum(claim.count("\n") + 1 for claim in claims) + 0.15 * len(claims)
    )
    if title is None:
        dated = len({claim for *_, claim in given})
        title = f"{dated} of {counted(len(comparison.clusters), 'claim')} {'says' if dated == 1 else 'say'} when"
    ax.set_title(title, loc="left", fontweight="bold")
    if not shown:
        return nothing(ax)
    days = sorted({day for start, end, _ in shown for day in (start, end)})
    steps = {day: step for step, day in enumerate(days)}
    for row, when in enumerate(shown):
        start, end = steps[when[0]], steps[when[1]]
        ax.barh(row, end - start, left=start, height=0.6, color=COLOURS["says"], ec="#222222", linewidth=0.8)
        words = "\n".join(f"{label}: “{said}”" for label, said in given[when].items())
        ax.text(end + 0.15, row, words, va="center", fontsize=8)
    ax.set_yticks(range(len(shown)), claims, fontsize=8.5)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set_xticks(
        range(len(days)), [_day(day) for day in days], rotation=60, ha="right", rotation_mode="anchor", fontsize=8
    )
    ax.set_xlim(-0.2, len(days) + 3)
    ax.set_xlabel(
        "from each day named to the next: not to scale; a bar ends where its last day does",
        fontsize=8,
        color="#444444",
        loc="left",
    )
    ax.grid(axis="x", color="#dddddd", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    return ax


def _day(day: dt.date) -> str:
    return "open" if day in (dt.date.min, dt.date.max) else f"{day.day} {day:%b} {day.year}"


def plot_reliability(bins: Sequence[Bin], *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """The share of attributions that are right against their confidence: a bar for each bin, their number at its top.

    A dot stands at the mean confidence of a bin; on the dashed line, confidence and share right are the same. ``title``
    is the finding that the picture shows; without one it tells how far the two lie apart.

    >>> ax = plot_reliability([Bin(0.0, 0.5, 1, 0.4, 0.0), Bin(0.5, 1.0, 4, 0.75, 0.75)])
    >>> [number.get_text() for number in ax.texts]
    ['1', '4']
    """
    ax = ax or new_axes(width=5.6, height=4.6)
    if title is None:
        off = f"Confidence is off by {calibration_error(bins):.2f} on average"
        title = off if bins else "No attribution has a confidence"
    ax.set_title(title, loc="left", fontweight="bold")
    if not bins:
        return nothing(ax)
    widths = [b.high - b.low for b in bins]
    ax.bar([b.low for b in bins], [b.right for b in bins], widths, align="edge", color=COLOURS["says"], ec="white")
    for b in bins:
        ax.text((b.low + b.high) / 2, 1.06, str(b.number), ha="center", fontsize=9)
    ax.plot([0, 1], [0, 1], color="#444444", linestyle="dashed", linewidth=1)
    ax.plot([b.confidence for b in bins], [b.right for b in bins], color="black", marker="o", linestyle="none")
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.12)
    ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    ax.set_xlabel("confidence (at the top: how many attributions)")
    ax.set_ylabel("share that is right")
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def new_axes(*, width: float, height: float) -> Axes:
    """Axes of a new figure, inches wide and high, which a notebook shows by itself.

    >>> new_axes(width=4, height=3).figure.get_size_inches().tolist()
    [4.0, 3.0]
    """
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def nothing(ax: Axes) -> Axes:
    """Axes that say that there is nothing to show.

    >>> nothing(new_axes(width=4, height=3)).texts[0].get_text()
    'nothing to show'
    """
    ax.text(0.5, 0.5, "nothing to show", ha="center", va="center", transform=ax.transAxes)
    ax.set_axis_off()
    return ax


def _balanced(text: str, width: int) -> str:
    """The text in as few lines as ``width`` allows, and these about as long as each other."""
    lines = max(1, len(textwrap.wrap(text, width)))
    fits = (textwrap.fill(text, narrow) for narrow in range(max(1, len(text) // lines), width))
    return next((filled for filled in fits if filled.count("\n") < lines), textwrap.fill(text, width))


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
