"""A picture of who rests on whom: articles, what they have their claims from, and what passes on between."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclaims.compare import Comparison
from newsclaims.networks import origin_graph
from newsclaims.plots import COLOURS, new_axes, nothing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from networkx import DiGraph

NODE_WIDTH = 26  # characters in a line of a node's name


def plot_origin_graph(
    comparison: Comparison, *, least: int = 2, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Who rests on whom: articles to the left, what they have their claims from to the right, what passes on between.

    A line is the thicker the more claims go along it. Shows the articles and whom ``least`` of them rest on, with all
    that stands between. ``title`` is the finding that the picture shows; without one it names whom most articles rest
    on, and of several the one with most claims.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> texts = "The dam is safe, Ann Lee said.", "Ann Lee said that the dam is safe."
    >>> ax = plot_origin_graph(compare_articles([make_article(id, text) for id, text in zip("ab", texts)]))
    >>> ax.get_title(loc="left"), [text.get_text() for text in ax.texts if text.get_text()]
    ('2 of 2 articles rest on Ann Lee', ['a', 'b', 'Ann Lee'])
    """
    import networkx as nx

    graph = origin_graph(comparison)
    articles = [label for label in comparison.labels.values() if graph.out_degree(label)]
    resting = {node: sum(node in nx.descendants(graph, label) for label in articles) for node in graph}
    graph.remove_nodes_from([node for node in graph if node not in articles and resting[node] < least])
    ends = [node for node in graph if node not in articles and not graph.out_degree(node)]
    between = [node for node in graph if node not in articles and node not in ends]
    tallest = max(len(articles), len(ends))
    ax = ax or new_axes(width=9.5, height=1.0 + 0.6 * (tallest + len(between)))
    cited = [node for node in graph if node not in articles]
    if title is None:
        most = max(cited, key=lambda node: (resting[node], graph.in_degree(node, "claims")), default=None)
        title = f"{resting[most]} of {len(comparison.articles)} articles rest on {most}" if most else "No common origin"
    ax.set_title(title, loc="left", fontweight="bold")
    if not cited:
        return nothing(ax)
    boxes = {}
    for node, (x, y) in _placed(graph, articles, between, ends).items():
        box = {"boxstyle": "round,pad=0.3", "fc": COLOURS["" if node in articles else "says"], "ec": "#222222"}
        side = ("right", "center", "left")[x]
        boxes[node] = ax.text(
            x, y, textwrap.fill(node, NODE_WIDTH), ha=side, va="center", fontsize=9, bbox=box, zorder=2
        )
    for source, target, claims in graph.edges(data="claims"):
        ends_at = {"patchA": boxes[source].get_bbox_patch(), "patchB": boxes[target].get_bbox_patch(), "shrinkB": 1}
        line = {"arrowstyle": "-|>", "color": "#555555", "lw": 0.7 + 0.35 * claims, "mutation_scale": 9}
        to, start = boxes[target].get_position(), boxes[source].get_position()
        ax.annotate("", to, start, arrowprops=line | ends_at, zorder=1)
    ax.set_xlim(-0.75, 2.75)
    ax.set_ylim(tallest + len(between) - 0.4, -0.6)
    ax.set_axis_off()
    return ax


def _placed(
    graph: DiGraph, articles: Sequence[str], between: Sequence[str], ends: Sequence[str]
) -> dict[str, tuple[int, float]]:
    """Column and height of each node: what passes on stands below the others, where no line of theirs runs through it.

    The ends stand near those they have lines to, so that few lines cross.
    """
    tallest = max(len(articles), len(ends))
    places = {node: (0, (y + 0.5) * tallest / len(articles) - 0.5) for y, node in enumerate(articles)}
    places |= {node: (1, float(tallest + y)) for y, node in enumerate(between)}
    near = {node: [places[before][1] for before in graph.predecessors(node)] for node in ends}
    ranked = sorted(ends, key=lambda node: sum(near[node]) / len(near[node]))
    return places | {node: (2, (y + 0.5) * tallest / len(ends) - 0.5) for y, node in enumerate(ranked)}
