"""What sources say of one event, in sentences locked to their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsclaims.articles import Article
from newsclaims.compare import Comparison
from newsclaims.text import Span

FindingKind = Literal["shared", "disputed", "conflict", "wording", "origin", "omission", "naming", "alone"]


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


class UnbackedFinding(ValueError):
    """A finding's evidence no longer stands in the articles."""


def derive_findings(comparison: Comparison) -> list[Finding]: ...


def verify(finding: Finding, articles: Sequence[Article]) -> None:
    """Raise UnbackedFinding unless each span of evidence still reads so in its article."""
