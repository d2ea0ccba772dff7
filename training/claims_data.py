"""Claims that a language model has marked and put together, ``claims.jsonl``, or written, ``renderings.jsonl``.

Of ``claims.jsonl`` a line of JSON for each event: its name, its articles with the first twelve digits of their texts'
SHA-256, and its claims, each a list of mentions: article, places in its text, stance, and whether somebody other than
the article holds it. The texts are not here: a text is the title and the paragraphs of an article, a blank line between
each two. Of ``renderings.jsonl`` a line for each invented event: its name, and its claims, each a list of what articles
may say, in their words and as a proposition.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsclaims.articles import Article, make_article
from newsclaims.attributions import extract_attributions
from newsclaims.claims import Claim, normalize_claims
from newsclaims.matching import SAME, word_places, words_in
from newsclaims.stance import Stance
from newsclaims.text import Span

LAYER = Path(__file__).with_name("claims.jsonl")
RENDERINGS = Path(__file__).with_name("renderings.jsonl")
HELD_OUT = 6  # events at the end, from which no network learns: weights and thresholds are chosen by them


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article makes a claim: ``label`` is the same for all mentions of one claim of the event."""

    label: int
    article_id: str
    spans: tuple[Span, ...]
    stance: Stance
    held: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Articles on one event, and what is marked in them."""

    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]

    def made(self) -> Iterator[tuple[Claim, frozenset[int]]]:
        """The claims that the library makes of the articles, titles aside, each with the labels of the mentions that
        share half of its words."""
        places = {article.id: word_places(article.text) for article in self.articles}

        def words_of(one: Claim | Mention) -> frozenset[int]:
            return words_in([(s.start, s.end) for s in one.spans], places[one.article_id])

        marked = [(m.article_id, words_of(m), m.label) for m in self.mentions]
        found = [a for article in self.articles for a in extract_attributions(article)]
        for claim in normalize_claims(self.articles, found):
            own = words_of(claim)
            near = (
                label
                for id, words, label in marked
                if id == claim.article_id and 2 * len(own & words) >= SAME * (len(own) + len(words))
            )
            if not claim.title:
                yield claim, frozenset(near)


def read_events(folder: Path) -> tuple[list[Event], list[Event]]:
    """The events to learn from and those held out; the folder has the articles' texts. Raises ValueError for others."""
    events = [_event(folder, *json.loads(line)) for line in LAYER.read_text(encoding="utf-8").splitlines()]
    return events[:-HELD_OUT], events[-HELD_OUT:]


def read_renderings() -> list[list[tuple[str, str, int]]]:
    """For each invented event what its articles may say: words, the proposition, and the number of the claim."""
    events = map(json.loads, RENDERINGS.read_text(encoding="utf-8").splitlines())
    return [[(words, said, n) for n, claim in enumerate(event["claims"]) for words, said in claim] for event in events]


def _event(folder: Path, name: str, hashes: dict[str, str], claims: Sequence[Sequence[tuple]]) -> Event:
    articles = [make_article(id, _text(folder / f"{id}.txt", digits)) for id, digits in hashes.items()]
    texts = {article.id: article.text for article in articles}
    return Event(
        tuple(articles),
        tuple(
            Mention(label, id, tuple(Span.cut(texts[id], *place) for place in places), stance, held)
            for label, mentions in enumerate(claims)
            for id, places, stance, held in mentions
        ),
    )


def _text(path: Path, digits: str) -> str:
    content = path.read_bytes()
    if not hashlib.sha256(content).hexdigest().startswith(digits):
        raise ValueError(f"{path} is not the text whose claims are marked")
    return content.decode("utf-8")
