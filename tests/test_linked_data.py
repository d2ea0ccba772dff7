from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import COURIER, GAZETTE, HERALD

from newsclaims.compare import Comparison
from newsclaims.linked_data import AROUND, write_schema_org, write_web_annotations
from newsclaims.text import Span

TEXTS = {"#article-gazette": GAZETTE, "#article-courier": COURIER, "#article-herald": HERALD}


def annotations(compared: Comparison, folder: Path) -> list[dict[str, Any]]:
    return json.loads(write_web_annotations(compared, folder / "a.jsonld").read_text("utf-8"))["items"]


def nodes(compared: Comparison, folder: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for node in json.loads(write_schema_org(compared, folder / "s.jsonld").read_text("utf-8"))["@graph"]:
        found.setdefault(node["@type"], []).append(node)
    return found


def test_both_selectors_of_a_target_lead_to_the_same_words(compared: Comparison, tmp_path: Path) -> None:
    targets = [target for item in annotations(compared, tmp_path) for target in item["target"]]
    assert len(targets) == sum(len(claim.spans) for claim in compared.claims)
    for target in targets:
        place, words = target["selector"]
        text = TEXTS[target["source"]]
        assert text[place["start"] : place["end"]] == words["exact"]
        around = words["prefix"] + words["exact"] + words["suffix"]
        assert text.find(around) == max(0, place["start"] - AROUND)


def test_an_annotation_says_what_is_claimed_by_whom_and_how(compared: Comparison, tmp_path: Path) -> None:
    items = {item["id"]: item for item in annotations(compared, tmp_path)}
    assert len(items) == len(compared.claims)
    for claim in compared.claims:
        bodies: dict[str, list[str]] = {}
        for body in items[f"#{claim.id}"]["body"]:
            bodies.setdefault(body["purpose"], []).append(body["value"])
        assert bodies["describing"] == [claim.proposition]
        assert bodies["tagging"] == [claim.stance]
        assert bodies.get("identifying", []) == [holder.name for holder in claim.holders]


def test_a_claim_of_schema_org_appears_in_quotations_of_articles(compared: Comparison, tmp_path: Path) -> None:
    found = nodes(compared, tmp_path)
    quotations = {node["@id"]: node for node in found["Quotation"]}
    assert [node["text"] for node in found["Claim"]] == [cluster.proposition for cluster in compared.clusters]
    first = [quotations[place["@id"]] for place in found["Claim"][0]["appearance"]]
    assert [(q["isPartOf"]["@id"], q["stance"], q["spokenByCharacter"]["name"]) for q in first] == [
        ("#article-gazette", "asserts", "Rosa Lind"),
        ("#article-courier", "denies", "Tom Hale"),
        ("#article-herald", "unsure", "people familiar with the matter"),
    ]
    assert {q["isPartOf"]["@id"] for q in quotations.values()} <= {node["@id"] for node in found["NewsArticle"]}


def test_what_is_not_known_of_an_article_is_left_out(compared: Comparison, tmp_path: Path) -> None:
    articles = {node["identifier"]: node for node in nodes(compared, tmp_path)["NewsArticle"]}
    assert articles["gazette"]["datePublished"] == "2031-05-06"
    assert set(articles["herald"]) == {"@id", "@type", "identifier"}


def values(node: object) -> Iterator[object]:
    """All that stands in a document."""
    if isinstance(node, dict):
        for value in node.values():
            yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)
    else:
        yield node


def test_an_article_is_named_by_its_url_where_it_has_one(compared: Comparison, tmp_path: Path) -> None:
    first, *rest = compared.articles
    moved = replace(compared, articles=(replace(first, url="https://example.org/a"), *rest))
    for write in (write_web_annotations, write_schema_org):
        document = json.loads(write(moved, tmp_path / "x.jsonld").read_text("utf-8"))
        named = set(values(document))
        assert "https://example.org/a" in named
        assert "#article-gazette" not in named
        assert None not in named  # schema.org and web annotations leave out what is not known


def test_spans_of_another_text_are_not_written(compared: Comparison, tmp_path: Path) -> None:
    first, *rest = compared.claims
    wrong = replace(first, spans=(Span(0, 3, "zzz"),))
    clusters = tuple(
        replace(c, claims=tuple(wrong if claim.id == first.id else claim for claim in c.claims))
        for c in compared.clusters
    )
    for write in (write_web_annotations, write_schema_org):
        with pytest.raises(ValueError, match="not 'zzz'"):
            write(replace(compared, claims=(wrong, *rest), clusters=clusters), tmp_path / "x.jsonld")
        assert not (tmp_path / "x.jsonld").exists()
