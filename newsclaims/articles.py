"""Files become articles: text that never changes, what is body in it, and where it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from newsclaims.text import Span

BlockKind = Literal["title", "body", "caption", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of an article and what it is."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """A report as it was read; None where the text does not say. Blocks are in text order and hold all that is not white space."""

    id: str
    text: str
    outlet: str | None = None
    published: dt.date | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    path: Path | None = None
    blocks: tuple[Block, ...] = field(default=())

    def passages(self) -> list[Span]:
        """The stretches that report something: title and body."""
        return [block.span for block in self.blocks if block.kind in ("title", "body")]
