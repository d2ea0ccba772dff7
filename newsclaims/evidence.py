"""A sentence about what sources say, locked to the words that back it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from newsclaims.articles import Article
from newsclaims.text import STRAIGHT, Span

FindingKind = Literal["shared", "disputed", "conflict", "wording", "origin", "copy", "omission", "naming", "alone"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an article says so."""

    article_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about what sources say, and the stretches that back it."""

    kind: FindingKind
    statement: str
    evidence: tuple[Evidence, ...]


class UnbackedFindingError(ValueError):
    """A finding's evidence no longer stands in the articles."""


def verify(finding: Finding, articles: Sequence[Article]) -> None:
    """Raise UnbackedFindingError unless each span of evidence still reads so in its article.

    >>> article = Article("a", "The bridge is open.")
    >>> finding = Finding("alone", "a says the bridge is open.", (Evidence("a", (Span(4, 10, "bridge"),)),))
    >>> verify(finding, [article])
    >>> verify(finding, [Article("a", "The street is open.")])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    newsclaims.evidence.UnbackedFindingError: article 'a' no longer reads 'bridge' at 4:10, ...
    """
    texts = {article.id: article.text for article in articles}
    if not finding.evidence:
        raise UnbackedFindingError(f"no evidence is given for this: {finding.statement}")
    for evidence in finding.evidence:
        if evidence.article_id not in texts:
            raise UnbackedFindingError(f"there is no article {evidence.article_id!r} to back this: {finding.statement}")
        for span in evidence.spans:
            if not span.stands_in(texts[evidence.article_id]):
                where = f"article {evidence.article_id!r} no longer reads {span.text!r} at {span.start}:{span.end}"
                raise UnbackedFindingError(f"{where}, which was to back this: {finding.statement}")


def find_evidence(articles: Iterable[Article], words: str) -> tuple[Evidence, ...]:
    """Every place where titles and bodies have these words, an Evidence an article: what backs a finding of one's own.

    Whole words are found, within a paragraph, whatever their case, their kind of quotation marks, and the white space
    between them. Raises ValueError if there are no words, or none of the articles has them.

    >>> from newsclaims.articles import make_article
    >>> articles = [make_article("a", "The dam isn’t safe. Is the dam old?"), make_article("b", "The damage is done.")]
    >>> [(found.article_id, [s.text for s in found.spans]) for found in find_evidence(articles, "the dam")]
    [('a', ['The dam', 'the dam'])]
    """
    if not words.strip():
        raise ValueError("words to search for are wanted, and there are none: give some that an article has")
    told = r"\s+".join(map(re.escape, words.translate(STRAIGHT).split()))
    pattern = re.compile(rf"(?<!\w){told}(?!\w)", re.IGNORECASE)
    found = []
    for article in articles:
        text = article.text.translate(STRAIGHT)  # one character for one: places stay what they are
        hits = [m.span() for p in article.passages() for m in pattern.finditer(text, p.start, p.end)]
        if hits:
            found.append(Evidence(article.id, tuple(Span.cut(article.text, *hit) for hit in hits)))
    if not found:
        raise ValueError(f"no title or body has {words!r}: search for fewer words, as an article prints them")
    return tuple(found)
