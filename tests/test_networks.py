"""Who rests on whom, as a graph."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest
from factories import article, case, comparison

from newsclaims.claims import Claim
from newsclaims.compare import Cluster, Comparison
from newsclaims.copying import Copy
from newsclaims.holders import ANONYMOUS, MEDIA_REPORTS, Holder
from newsclaims.networks import origin_graph
from newsclaims.origins import find_origins
from newsclaims.text import Span

TEXT = "The bridge is closed."
WORDS = Span(0, len(TEXT), TEXT)


def compared(*held: tuple[str, str, str], copies: tuple[Copy, ...] = (), **outlets: str) -> Comparison:
    """One cluster of claims: article, holders joined with " > ", stance."""
    claims = []
    for n, (id, holders, stance) in enumerate(held):
        names = [name for name in holders.split(" > ") if name]
        chained = tuple(Holder(name, "outlet" if name in {"Gazette", "Wire"} else "person") for name in names)
        claims.append(Claim(f"m{n}", id, (WORDS,), TEXT, chained, stance))
    articles = [article(id, TEXT, outlet=outlets.get(id)) for id in dict.fromkeys(id for id, *_ in held)]
    origins = find_origins(articles, {"c1": claims}, copies)
    clusters = [Cluster("c1", TEXT, tuple(claims))]
    return replace(comparison(*articles, claims=claims, clusters=clusters, origins=origins), copies=copies)


ROWS = [
    case("along the chain", [("a", "Gazette > Lee", "asserts")], [("a", "Gazette"), ("Gazette", "Lee")]),
    case("to an outlet's own sources", [("a", f"Gazette > {ANONYMOUS}", "asserts")],
         [("a", "Gazette"), ("Gazette", "sources of Gazette")]),
    case("to the outlet that others name", [("a", "Gazette", "asserts"), ("b", MEDIA_REPORTS, "asserts")],
         [("a", "Gazette"), ("b", "Gazette")]),
    case("not to whom he denies", [("a", "Lee", "denies"), ("a", "Lee > Gazette", "asserts")],
         [("a", "Lee"), ("a", "Gazette")]),
    case("nowhere from its own voice", [("a", "", "asserts")], []),
]  # fmt: skip


@pytest.mark.parametrize(("held", "edges"), ROWS)
def test_edges_lead(held: list[tuple[str, str, str]], edges: list[tuple[str, str]]) -> None:
    assert list(origin_graph(compared(*held)).edges) == edges


def test_an_outlet_that_is_cited_and_compared_is_one_node_and_leads_on() -> None:
    graph = origin_graph(compared(("a", "Lee", "asserts"), ("b", "Gazette", "asserts"), a="The Gazette"))
    assert list(graph.edges) == [("The Gazette", "Lee"), ("b", "The Gazette")]
    assert nx.descendants(graph, "b") == {"The Gazette", "Lee"}
    assert graph.nodes["The Gazette"]["kind"] == "article"


def test_who_prints_the_words_of_another_rests_on_it() -> None:
    printed = Copy("b", WORDS, "a", WORDS, 1.0)
    found = compared(("a", "", "asserts"), ("b", "", "asserts"), copies=(printed,))
    assert list(origin_graph(found).edges) == [("b", "a")]


def test_an_edge_counts_the_claims_and_a_node_has_its_kind() -> None:
    graph = origin_graph(compared(("a", "Lee", "asserts"), ("a", "Lee", "asserts")))
    assert list(graph.edges(data="claims")) == [("a", "Lee", 1)]
    assert dict(graph.nodes(data="kind")) == {"a": "article", "Lee": "person"}


def test_a_graph_can_be_taken_to_other_tools(tmp_path) -> None:
    graph = origin_graph(compared(("a", "Gazette > Lee", "asserts")))
    nx.write_graphml(graph, tmp_path / "origins.graphml")
    assert set(nx.read_graphml(tmp_path / "origins.graphml").edges) == set(graph.edges)


def test_nothing_rests_on_nothing() -> None:
    assert origin_graph(comparison()).size() == 0
