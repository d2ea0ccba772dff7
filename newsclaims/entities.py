"""Names in the text become entities: aliases, spelling variants, titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsclaims.text import Span

EntityKind = Literal["person", "organisation", "outlet", "place", "group", "other"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named, over all articles of an event."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[tuple[str, Span], ...]  # (article id, span)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose claim it is: canonical name, kind, and where the article names them (None if it does not)."""

    name: str
    kind: EntityKind
    source: Span | None = None
