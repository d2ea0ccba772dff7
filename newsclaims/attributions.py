"""Who is reported to have said what: the record of source, cue and content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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
    ``confidence`` is the probability, from 0 to 1, that a reader marks the same source and content; None where a reader
    marked it.
    """

    article_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    parent: Attribution | None = None
    unclosed: bool = False
    confidence: float | None = None


Extract = Callable[[Article], Iterable[Attribution]]  # another reader is another function


def kind_of(content: Sequence[Span], cue: Sequence[Span]) -> Kind:
    """Direct if all words stand between quotation marks, mixed if some do, indirect if none; unmarked if they stand as
    they were spoken all the same: in the first person, or as sentences of their own."""
    if all(piece.text[0] in "\"“«'‘" for piece in content):
        return "direct"
    if any(mark in piece.text for piece in content for mark in '"“”«»'):
        return "mixed"
    spoken = re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b", " ".join(p.text for p in content)) or len(content) > 1
    if cue and spoken and (cue[0].text.endswith(":") or cue[0].start > content[0].start):
        return "unmarked"
    return "indirect"
