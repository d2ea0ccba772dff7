from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from factories import COURIER, GAZETTE, HERALD

from newsclaims.claims import Claim
from newsclaims.compare import Comparison
from newsclaims.entities import EntityKind
from newsclaims.holders import HolderKind
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


# The motivations of the model (W3C Web Annotation Vocabulary, 2017), which purposes are taken from, too.
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging".split()
)
IRI = re.compile(r"(?:https?://|#)[^\s<>\"{}|\\^`]+")
Spoil = Callable[[Comparison], Comparison]


def plain(compared: Comparison) -> Comparison:
    return compared


def hostile(compared: Comparison) -> Comparison:
    """The comparison with an id and a proposition that mean something to a browser, a spreadsheet or a parser."""
    words = 'x" <script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE}=1+1\n{"@id": "y"}'
    first, *rest = compared.articles
    ids = {first.id: "a b/<c>"}

    def spoiled(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(replace(c, proposition=words, article_id=ids.get(c.article_id, c.article_id)) for c in claims)

    return replace(
        compared,
        articles=(replace(first, id=ids[first.id]), *rest),
        claims=spoiled(compared.claims),
        clusters=tuple(replace(c, proposition=words, claims=spoiled(c.claims)) for c in compared.clusters),
    )


@pytest.mark.parametrize("spoil", [plain, hostile])
def test_annotations_have_what_the_web_annotation_model_requires(
    spoil: Spoil, compared: Comparison, tmp_path: Path
) -> None:
    """The musts of the Web Annotation Data Model (W3C Recommendation, 2017) for what is used of it."""
    page = json.loads(write_web_annotations(spoil(compared), tmp_path / "a.jsonld").read_text("utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert IRI.fullmatch(page["id"])
    assert len({item["id"] for item in page["items"]}) == len(page["items"]) > 0
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert IRI.fullmatch(item["id"])
        assert item["motivation"] in MOTIVATIONS
        assert item["target"]
        for body in item["body"]:
            assert (body["type"], set(body)) == ("TextualBody", {"type", "purpose", "value"})
            assert body["purpose"] in MOTIVATIONS
            assert isinstance(body["value"], str)
        for target in item["target"]:
            assert target["type"] == "SpecificResource"
            assert IRI.fullmatch(target["source"])
            place, words = target["selector"]
            assert (place["type"], set(place)) == ("TextPositionSelector", {"type", "start", "end"})
            assert 0 <= place["start"] < place["end"]
            assert (words["type"], set(words)) == ("TextQuoteSelector", {"type", "exact", "prefix", "suffix"})


# The types that are used and their properties as https://schema.org has them, those of CreativeWork and Thing included,
# each with the types that its values may have here; "Text" is a literal.
WHO = {"Person", "Organization", "NewsMediaOrganization"}
THING = {"name": {"Text"}, "url": {"Text"}, "identifier": {"Text"}}
WORK = THING | {
    **{term: {"Text"} for term in ("text", "abstract", "headline", "datePublished")},
    "isPartOf": {"NewsArticle"},
    "publisher": WHO,
}
SCHEMA: dict[str, dict[str, set[str]]] = {
    "NewsArticle": WORK,
    "Claim": WORK | {"appearance": {"Quotation", "NewsArticle"}},
    "Quotation": WORK | {"spokenByCharacter": WHO},
    **dict.fromkeys((*WHO, "Thing"), THING),
}
OWN = {"stance", "holders"}


def check(node: Mapping[str, Any], types: Mapping[str, str]) -> None:
    """Raise unless each property of a node is one of its type and has values of a type that it may have."""
    properties = SCHEMA[node["@type"]]
    for term, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "@type" in one:
                check(one, types)
            if not term.startswith("@") and term not in OWN:
                kind = (one.get("@type") or types[one["@id"]]) if isinstance(one, dict) else "Text"
                assert kind in properties[term], f"{term} of {node['@type']} can't be a {kind}"


@pytest.mark.parametrize("kind", [*get_args(EntityKind), "anonymous"])
@pytest.mark.parametrize("spoil", [plain, hostile])
def test_only_terms_of_schema_org_and_the_documented_ones_are_used(
    spoil: Spoil, kind: HolderKind, compared: Comparison, tmp_path: Path
) -> None:
    def typed(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(replace(c, holders=tuple(replace(h, kind=kind) for h in c.holders)) for c in claims)

    clusters = tuple(replace(c, claims=typed(c.claims)) for c in compared.clusters)
    made = spoil(replace(compared, claims=typed(compared.claims), clusters=clusters))
    document = json.loads(write_schema_org(made, tmp_path / "s.jsonld").read_text("utf-8"))
    assert document["@context"]["@vocab"] == "https://schema.org/"
    assert {term for term in document["@context"] if not term.startswith("@")} == OWN
    types = {node["@id"]: node["@type"] for node in document["@graph"]}
    assert len(types) == len(document["@graph"]) > 0
    assert all(IRI.fullmatch(id) for id in types)
    for node in document["@graph"]:
        check(node, types)


def test_the_own_terms_are_documented() -> None:
    documented = (Path(__file__).parents[1] / "docs" / "exports.md").read_text(encoding="utf-8")
    for term in OWN:
        assert f"`urn:newsclaims:{term}`" in documented


def test_a_claim_has_what_a_review_of_it_points_at(compared: Comparison, tmp_path: Path) -> None:
    """https://schema.org/ClaimReview: ``itemReviewed`` is a Claim with its text and where it appears."""
    found = nodes(compared, tmp_path)
    assert "ClaimReview" not in found
    for node in found["Claim"]:
        assert node["@id"].startswith("#")
        assert node["text"]
        assert node["appearance"]
