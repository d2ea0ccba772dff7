"""Claims of several articles laid side by side: carried, denied, hedged, reworded, in conflict, left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.entities import Entity
from newsclaims.text import Span

ConflictKind = Literal["number", "date", "name", "title", "place", "attribution", "fact"]
EditKind = Literal["same", "inserted", "deleted", "replaced"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that assert or deny the same thing, in text order of their articles."""

    id: str
    proposition: str
    claims: tuple[Claim, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that carry it, sorted."""

    @property
    def disputed(self) -> bool:
        """Whether one mention asserts what another denies."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two clusters that can't both be true; ``soft`` where a kind reading reconciles them."""

    clusters: tuple[str, str]
    kind: ConflictKind
    note: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One article's rendering of an utterance."""

    article_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One utterance, carried in different words; ``speaker`` is None where no article names one."""

    speaker: str | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a word-by-word alignment: ``before`` in the one rendering became ``after`` in the other."""

    kind: EditKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where claims come from when the holder chain is followed to its end: who, which clusters, which articles."""

    name: str
    clusters: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles on one event, their claims, and how these stand to each other.

    ``labels`` gives each article id the name it is shown by: its outlet where known and unambiguous, else its id.
    """

    articles: tuple[Article, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    clusters: tuple[Cluster, ...]  # shared and disputed first
    conflicts: tuple[Conflict, ...]
    wordings: tuple[Wording, ...]
    origins: tuple[Origin, ...]

    @property
    def labels(self) -> Mapping[str, str]: ...

    def matrix(self) -> pd.DataFrame:
        """Claims x articles: one row a cluster (index: cluster id), a column ``claim`` with the proposition, then one
        column an article (its label) holding "", "asserts", "denies", "unsure", or several joined with "/".
        """


def align(before: str, after: str) -> list[Edit]:
    """The words of two renderings, aligned word by word; unchanged words are edits of kind "same"."""


def show_edits(edits: list[Edit]) -> str:
    """``[-left out-]{+put in+}`` between the words that both have."""
