"""Who is reported to have said what: source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsclaims.articles import Article
from newsclaims.text import Span

Kind = Literal["direct", "indirect", "mixed", "unmarked"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts: who (source), the words that tie (cue), what (content).

    Each role is a tuple of spans, in text order; a source may be empty, a content in pieces.
    ``parent`` is the attribution whose content this one lies in; None for an outer one.
    ``unclosed`` records a quotation whose closing mark is missing.
    """

    article_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    parent: Attribution | None = None
    unclosed: bool = False
