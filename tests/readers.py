"""Readers without a model that other processes find: what stands before " said " has said the rest of its line."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator

from newsclaims.articles import Article, make_article
from newsclaims.attributions import Attribution
from newsclaims.text import Span

PAUSE = 0.01  # seconds


def articles(number: int, **instead: str) -> Iterator[Article]:
    """So many articles, some with another text: ``a3="…"``."""
    for n in range(number):
        lines = "".join(f"Ms. Lee said that bridge {n} is closed on day {day}.\n" for day in range(n % 5))
        yield make_article(f"a{n}", instead.get(f"a{n}", f"Bridges\n{lines}"))


def quick(article: Article) -> list[Attribution]:
    """Refuses a text with "nonsense"; of one with "poison" its process dies."""
    if "nonsense" in article.text:
        raise ValueError("this is\nnonsense")
    if "poison" in article.text:
        os._exit(9)
    found = []
    for line in re.finditer(r"(?P<source>.+) (?P<cue>said) (?P<content>.+)\.", article.text):
        source, cue, content = (Span(*line.span(role), line[role]) for role in ("source", "cue", "content"))
        found.append(Attribution(article.id, (source,), (cue,), (content,), "indirect", confidence=2 / 3))
    return found


def slow(article: Article) -> list[Attribution]:
    time.sleep(PAUSE)
    return quick(article)
