"""Who holds which office, where articles don't all say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from newsclaims.articles import Article
from newsclaims.descriptions import described
from newsclaims.drafts import Claim, Title
from newsclaims.mentions import find_mentions, listed, office
from newsclaims.names import Names
from newsclaims.propositions import Step
from newsclaims.text import Span


def title_claims(articles: Sequence[Article], names: Names) -> list[Claim]:
    """Who holds which office, by titles before names ("Norwegian Prime Minister Bo Ek") and by what stands for a name
    ("the Norwegian prime minister"), for those of whom the articles don't all say the same."""
    found: dict[str, dict[tuple[str, str], Claim]] = defaultdict(dict)
    for article in articles:
        for person, span, held in (*_before_names(article, names), *_instead_of_names(article, names)):
            words = f"{person} is {held}"
            claim = Claim(
                "",
                article.id,
                (span,),
                words,
                (),
                "asserts",
                steps=(Step("title", span.text, words),),
                title=Title(person, held),
            )
            found[person].setdefault((article.id, held), claim)
    return [c for claims in found.values() if len({held for _, held in claims}) > 1 for c in claims.values()]


def _before_names(article: Article, names: Names) -> Iterator[tuple[str, Span, str]]:
    """The person, the title with the name, and the office."""
    for mention in find_mentions(article):
        entity = names.at(article.id, mention.span)
        held = office(mention.title.text) if mention.title else None
        if mention.title and held and entity and entity.kind == "person":
            yield entity.name, Span.cut(article.text, mention.title.start, mention.span.end), held


def _instead_of_names(article: Article, names: Names) -> Iterator[tuple[str, Span, str]]:
    """The person, the words that mean him by his country or body and office, and the office."""
    people = [(span, entity) for span, entity in names.of(article.id) if entity.kind == "person"]
    for passage in article.passages():
        for match in _nominal().finditer(article.text, passage.start, passage.end):
            span = Span.cut(article.text, *match.span())
            held, meant = office(span.text), described(span.text, people, span.start)
            if held and meant:
                yield meant[0].name, span, held


@cache
def _nominal() -> re.Pattern[str]:
    """What names an office with whose it is, and is no title before a name."""
    offices = "|".join(sorted(listed("offices")))
    return re.compile(rf"\b[Tt]he (?:[A-Z][\w.-]+ )+(?:[Pp]rime |[Vv]ice )?(?i:{offices})\b(?! [A-Z]|-)")
