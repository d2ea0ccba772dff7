"""Who rests on whom, as a graph: articles, the outlets and people that they cite, and whom these cite in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from newsclaims.claims import Claim
from newsclaims.compare import Comparison
from newsclaims.entities import bare
from newsclaims.origins import NAMELESS, chain

if TYPE_CHECKING:
    from networkx import DiGraph


def origin_graph(comparison: Comparison) -> DiGraph:
    """A directed graph with an edge from each article, and each holder, to whom it has claims from.

    A node is named as findings name it, and has a ``kind``: "article", or that of a holder. An outlet that is cited and
    whose article is compared is one node. Nameless sources are a node for each outlet that they told, "sources of" it.
    ``claims`` of an edge is the number of clusters that go along it. What an article says in its own voice has no edge,
    unless its words are an earlier article's, or others rest on it. So ``networkx.descendants`` are all that an article
    rests on, and ``networkx.write_graphml`` writes it for Gephi or Cytoscape.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> article = make_article("a", "The Lenn Gazette reported that Ann Lee said that the dam is safe.")
    >>> list(origin_graph(compare_articles([article])).edges(data="claims"))
    [('a', 'The Lenn Gazette', 1), ('The Lenn Gazette', 'Ann Lee', 1)]
    """
    import networkx as nx  # here: a third of a second that nobody else need wait for

    graph: DiGraph = nx.DiGraph()
    nodes = _Nodes(comparison)
    for label in comparison.labels.values():
        graph.add_node(label, kind="article")
    ways: dict[tuple[str, str], dict[str, None]] = {}
    for cluster in comparison.clusters:
        deny = {(c.article_id, h.name) for c in cluster.claims if c.stance == "denies" for h in chain(c)[-1:]}
        for claim in cluster.claims:
            against = {name for id, name in deny if id == claim.article_id and claim.stance != "denies"}
            path = list(nodes.path(claim, against))
            for name, kind in path:
                if name not in graph:
                    graph.add_node(name, kind=kind)
            for (source, _), (target, _) in pairwise(path):
                ways.setdefault((source, target), {})[cluster.id] = None
    graph.add_edges_from((source, target, {"claims": len(ids)}) for (source, target), ids in ways.items())
    return graph


class _Nodes:
    """The nodes that claims go along, with one name for what is called alike."""

    def __init__(self, comparison: Comparison) -> None:
        self.labels = comparison.labels
        self.names = {bare(label).casefold(): label for label in self.labels.values()}
        self.ends = comparison.ends

    def path(self, claim: Claim, against: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Name and kind of the article and of whom the claim goes back to, one after the other, nobody twice.

        Who tells of it only to deny it (is ``against`` it) does not rest on it, and is left out with who tells of him.
        """
        known, end = chain(claim), self.ends.get(claim.id)
        known = known[max((n for n, holder in enumerate(known, 1) if holder.name in against), default=0) :]
        steps = [(self.labels[claim.article_id], "article")]
        for holder in known:
            if holder.name not in NAMELESS:
                steps.append((holder.name, holder.kind))
            elif steps[1:] and steps[-1][1] == "outlet":
                steps.append((f"sources of {self._named(steps[-1][0])}", "anonymous"))
        if end and not (known and steps[-1][1] == "anonymous"):
            steps.append((end, "outlet"))
        seen = set[str]()
        for name, kind in steps:
            if (node := self._named(name)) not in seen:
                seen.add(node)
                yield node, kind

    def _named(self, name: str) -> str:
        return self.names.setdefault(bare(name).casefold(), name)
