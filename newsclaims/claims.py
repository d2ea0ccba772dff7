"""What an article says becomes claims: one proposition each, who holds it, and with which stance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsclaims.entities import Holder
from newsclaims.quantities import Period, Quantity
from newsclaims.text import Span

Stance = Literal["asserts", "denies", "unsure"]


@dataclass(frozen=True, slots=True)
class Step:
    """One rewrite on the way from the words to the proposition; replayable."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition in one article: the words that carry it, its plain form, who holds it and how.

    ``holders`` runs from the one nearest the article to the one nearest the proposition; ``()`` is the article's own voice.
    """

    id: str
    article_id: str
    spans: tuple[Span, ...]
    proposition: str
    holders: tuple[Holder, ...]
    stance: Stance
    period: Period | None = None
    quantities: tuple[Quantity, ...] = ()
    steps: tuple[Step, ...] = ()
