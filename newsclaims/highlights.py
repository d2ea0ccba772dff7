"""An article with its attributions marked where they stand: who, by which words, said what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.text import visible
from newsclaims.writing import check_spans

# Three colours of Okabe and Ito, which the colour-blind tell apart, let through so much of the page that text stays
# readable on light and dark ones, and that a mark within a mark is stronger.
COLOURS = {"source": "#56b4e933", "cue": "#e69f0033", "content": "#009e7333"}
PAGE = Markup('<div style="line-height: 1.8; max-width: 60em">\n{}\n</div>')
GAP = Markup("<p><small>[…]</small></p>")
OPENING = Markup('<mark style="background: {}; color: inherit" title="{}"><small>[{} {}: </small>')
CLOSING = Markup("<small>]</small></mark>")


@dataclass(frozen=True, slots=True, repr=False)
class Highlighted:
    """A text with its marks: notebooks show the HTML, everything else the same words and labels as plain text."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return unescape(re.sub("<[^>]*>", "", self.html)).strip()


class _Mark(NamedTuple):
    """A stretch with a role, in an order in which the outermost of those that begin together comes first."""

    start: int
    before: int  # minus its end
    depth: int
    number: str
    role: str
    kind: str


def highlight(article: Article, attributions: Iterable[Attribution], *, whole: bool = True) -> Highlighted:
    """The article with brackets around each source, cue and content, which say what it is and of which attribution.

    Attributions are numbered in the order given; 2.1 is the first of those that lie in the content of 2. Those of
    other articles are passed over. Captions and boilerplate, which are not read for attributions, are named so. Unless
    ``whole``, paragraphs without any of the attributions are left out, and "[…]" stands for them.

    Where stretches cross, the later one is cut in two, and each piece has its label. Raises ValueError if a span does
    not stand in the article.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> article = make_article("a", "Ms. Lind said that the bridge was closed.")
    >>> highlight(article, extract_attributions(article))
    [1 source: Ms. Lind] [1 cue: said] [1 content: that the bridge was closed].
    """
    numbers = _numbers(a for a in attributions if a.article_id == article.id)
    check_spans({article.id: article.text}, article.id, (s for a in numbers for s in (*a.source, *a.cue, *a.content)))
    marks = sorted(_marks(numbers))
    passages = set(article.passages())
    shown = list[Markup]()
    for kind, span in ((block.kind, block.span) for block in article.blocks):
        here = [mark for mark in marks if mark.start < span.end and span.start < -mark.before]
        words = _marked(article.text, span.start, span.end, here)
        if not whole and not here:
            shown += [] if shown[-1:] == [GAP] else [GAP]
        elif kind == "title":
            shown.append(Markup("<p><b>{}</b></p>").format(words))
        elif span in passages:
            shown.append(Markup("<p>{}</p>").format(words))
        else:
            shown.append(Markup('<p style="opacity: 0.6"><small>[{}, not read] </small>{}</p>').format(kind, words))
    return Highlighted(str(PAGE.format(Markup("\n\n").join(shown))))


def _numbers(attributions: Iterable[Attribution]) -> dict[Attribution, str]:
    """Each attribution's number; one whose parent is not among them counts as an outer one."""
    among = dict.fromkeys(attributions)
    inside = defaultdict[Attribution | None, list[Attribution]](list)
    for attribution in among:
        inside[attribution.parent if attribution.parent in among else None].append(attribution)

    def walk(outer: Attribution | None, prefix: str) -> Iterator[tuple[Attribution, str]]:
        for n, attribution in enumerate(inside[outer], 1):
            yield attribution, f"{prefix}{n}"
            yield from walk(attribution, f"{prefix}{n}.")

    return dict(walk(None, ""))


def _marks(numbers: Mapping[Attribution, str]) -> Iterator[_Mark]:
    for attribution, number in numbers.items():
        for role in COLOURS:
            for span in getattr(attribution, role):
                yield _Mark(span.start, -span.end, number.count("."), number, role, attribution.kind)


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Markup:
    """``text[start:end]`` in its marks, cut wherever one begins or ends; what goes on behind the cut stays open."""
    edges = {edge for mark in marks for edge in (mark.start, -mark.before) if start < edge < end}
    out, open_ = list[Markup](), list[_Mark]()
    for here, there in pairwise(sorted({start, end, *edges})):
        around = [mark for mark in marks if mark.start <= here and there <= -mark.before]
        kept = next((n for n, mark in enumerate(open_) if around[n : n + 1] != [mark]), len(open_))
        out += [CLOSING] * (len(open_) - kept)
        out += [OPENING.format(COLOURS[m.role], m.kind, m.number, m.role) for m in around[kept:]]
        out.append(escape(visible(text[here:there])))
        open_ = around
    return Markup("").join([*out, *[CLOSING] * len(open_)])
