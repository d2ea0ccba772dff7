"""Claims as linked data: W3C web annotations on the articles, and schema.org's Claim, Quotation and NewsArticle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsclaims.articles import Article
from newsclaims.claims import Claim
from newsclaims.compare import Cluster, Comparison
from newsclaims.frames import quoted
from newsclaims.holders import Holder
from newsclaims.text import Span
from newsclaims.writing import check_spans, write_whole

AROUND = 32  # characters before and behind a quotation by which it is found again in a text that has moved
# Two things that schema.org has no term for: how a claim is held, and who stands between the article and its holder.
TERMS = {
    "@vocab": "https://schema.org/",
    "stance": "urn:newsclaims:stance",
    "holders": {"@id": "urn:newsclaims:holders", "@container": "@list"},
}
# Who may speak in schema.org; a place that speaks is its government. Of what is none of these we don't know it.
TYPES = {
    "person": "Person",
    "anonymous": "Person",
    "outlet": "NewsMediaOrganization",
    **dict.fromkeys(("organisation", "group", "place"), "Organization"),
}


def write_web_annotations(comparison: Comparison, path: Path | str) -> Path:
    """Write each claim as an annotation of its words (W3C Web Annotation Data Model, 2017), as JSON-LD.

    A target is a stretch of an article, selected by its place (code points) and by its words with those around them;
    the article is named by its URL or, without one, by its id. The bodies give the proposition, the stance, the
    holders from the one nearest the article inwards, and the cluster. Raises ValueError if a span does not stand in
    its article.

    >>> import tempfile
    >>> empty = Comparison((), (), (), (), (), (), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     json.loads(write_web_annotations(empty, Path(folder, "annotations.jsonld")).read_text("utf-8"))["type"]
    'AnnotationPage'
    """
    articles = {article.id: article for article in comparison.articles}
    clusters = {claim.id: cluster for cluster in comparison.clusters for claim in cluster.claims}
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#annotations",
        "type": "AnnotationPage",
        "items": [_annotation(c, clusters.get(c.id), articles) for c in comparison.claims],
    }
    return write_whole(path, json.dumps(page, ensure_ascii=False, indent=1) + "\n")


def write_schema_org(comparison: Comparison, path: Path | str) -> Path:
    """Write articles, clusters and claims in schema.org's terms, as JSON-LD that needs no other file.

    An article is a NewsArticle, a cluster a Claim, and a claim of one article a Quotation in it: what the Claim's
    ``appearance`` names, spoken by whoever put it so. Nothing is reviewed, so there is no ClaimReview; one who
    reviews a claim can point at it with ``itemReviewed``. ``stance`` and ``holders`` are this package's own terms
    (``docs/exports.md`` explains them). Raises ValueError if a span does not stand in its article.
    """
    articles = {article.id: article for article in comparison.articles}
    graph = [_news(article) for article in comparison.articles]
    for cluster in comparison.clusters:
        places = [{"@id": f"#{claim.id}"} for claim in cluster.claims]
        graph.append({"@id": f"#{cluster.id}", "@type": "Claim", "text": cluster.proposition, "appearance": places})
        graph += [_quotation(claim, articles) for claim in cluster.claims]
    return write_whole(path, json.dumps({"@context": TERMS, "@graph": graph}, ensure_ascii=False, indent=1) + "\n")


def _iri(article: Article) -> str:
    """What names an article: its URL, or its id in the file itself."""
    return article.url or f"#article-{quote(article.id, safe='')}"


def _annotation(claim: Claim, cluster: Cluster | None, articles: Mapping[str, Article]) -> dict[str, Any]:
    bodies = {
        "describing": [claim.proposition],
        "tagging": [str(claim.stance)],
        "identifying": [holder.name for holder in claim.holders],
        "linking": [f"#{cluster.id}"] if cluster else [],
    }
    article = _article_of(claim, articles)
    return {
        "id": f"#{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": purpose, "value": value}
            for purpose, values in bodies.items()
            for value in values
        ],
        "target": [
            {"type": "SpecificResource", "source": _iri(article), "selector": _selectors(span, article.text)}
            for span in claim.spans
        ],
    }


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    before, behind = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": behind},
    ]


def _news(article: Article) -> dict[str, Any]:
    """What is known of an article; schema.org has no null."""
    known = {
        "headline": article.title,
        "datePublished": article.published.isoformat() if article.published else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
        "url": article.url,
    }
    given = {term: value for term, value in known.items() if value is not None}
    return {"@id": _iri(article), "@type": "NewsArticle", "identifier": article.id, **given}


def _quotation(claim: Claim, articles: Mapping[str, Article]) -> dict[str, Any]:
    node = {
        "@id": f"#{claim.id}",
        "@type": "Quotation",
        "text": quoted(claim.spans),
        "abstract": claim.proposition,
        "isPartOf": {"@id": _iri(_article_of(claim, articles))},
        "stance": claim.stance,
        "holders": [_who(holder) for holder in claim.holders],
    }
    voice = claim.voice()
    return node | ({"spokenByCharacter": _who(voice)} if voice and voice.kind in TYPES else {})


def _who(holder: Holder) -> dict[str, str]:
    return {"@type": TYPES.get(holder.kind, "Thing"), "name": holder.name}


def _article_of(claim: Claim, articles: Mapping[str, Article]) -> Article:
    """The claim's article, in which its spans were found to stand."""
    check_spans({id: article.text for id, article in articles.items()}, claim.article_id, claim.spans)
    return articles[claim.article_id]
