"""How articles are called, and how they name one person: spellings, and an office to come or already taken up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from newsclaims.compare import Cluster
from newsclaims.entities import Entity
from newsclaims.text import STRAIGHT, Span

# What is the style of a house and no other spelling: "Mr.", "Ann B. Lee", "Bo Ek Jr.".
STYLE = re.compile(r"\b(?:The|Mr|Mrs|Ms|Dr|Jr|Sr|II|III|IV)(?:\.|\b)|(?<![\w'-])[A-Z](?:\.|(?![\w'-]))|,")
CHECKSUM = re.compile(r"[_-](?=[a-f]*\d)[0-9a-f]{8,}$")  # at the end of a file's name
ELECT = "-elect"
TAKES = re.compile(
    r" (?:is|became|has become) (?:now )?(?:the )?(?:new )?"
    r"(?:(?!(?:not|no|former|late|next|future|vice|deputy|acting)\b)\w+ ){0,2}?"
    r"(?:head|leader|president|prime minister|chancellor|governor|mayor|senator)\b(?!-| elect\b)",
    re.IGNORECASE,
)


def called(labels: Mapping[str, str]) -> dict[str, str]:
    """The names of articles for sentences: without the checksum of a file's name, where that tells them apart.

    >>> called({"01_1b36c0a44d48bd3c": "01_1b36c0a44d48bd3c", "02": "The Herald"})
    {'01_1b36c0a44d48bd3c': 'article 01', '02': 'The Herald'}
    """
    short = {
        id: f"article {CHECKSUM.sub('', id)}" if label == id and CHECKSUM.search(id) else label
        for id, label in labels.items()
    }
    return short if len({*short.values()}) == len(labels) else dict(labels)


def spellings(entity: Entity) -> dict[str, dict[str, Span]]:
    """The full names that articles give a person, each with where an article has it first.

    Initials, titles and other marks make no other name. Empty if there is one name, or one article.

    >>> where = (("a", Span(0, 12, "Dmitry Orlow")), ("b", Span(0, 12, "Dmitri Orlow")), ("c", Span(0, 5, "Orlow")))
    >>> {name: [*places] for name, places in spellings(Entity("Dmitry Orlow", "person", (), (), where)).items()}
    {'Dmitry Orlow': ['a'], 'Dmitri Orlow': ['b']}
    """
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    for article_id, span in entity.mentions:
        name = " ".join(STYLE.sub(" ", span.text.translate(STRAIGHT)).split())
        if entity.kind == "person" and " " in name:
            found[name].setdefault(article_id, span)
    articles = {article_id for where in found.values() for article_id in where}
    return dict(found) if min(len(found), len(articles)) > 1 else {}


def taken_up(clusters: Iterable[Cluster], person: str) -> Iterator[tuple[Cluster, Cluster]]:
    """An office that somebody is yet to take up, and a claim that he has taken it up.

    An article may mean by it that he was elected: the two are told side by side, and not that they can't both be true.
    It goes by a list of offices, and does not ask whether it is the same one.

    >>> from newsclaims.claims import Claim, Title
    >>> elect = Claim("m1", "a", (), "Bo Ek is mayor-elect", (), "asserts", title=Title("Bo Ek", "mayor-elect"))
    >>> mayor = Claim("m2", "b", (), "Bo Ek became the head of the town", (), "asserts")
    >>> clusters = [Cluster(claim.id, claim.proposition, (claim,)) for claim in (elect, mayor)]
    >>> [(to_come.id, taken.id) for to_come, taken in taken_up(clusters, "Bo Ek")]
    [('m1', 'm2')]
    """
    clusters = list(clusters)
    titles = [(c, claim.title) for c in clusters for claim in c.claims[:1] if claim.title]
    to_come = [c for c, title in titles if title.person == person and title.office.endswith(ELECT)]
    takes = re.compile(re.escape(person) + TAKES.pattern, re.IGNORECASE)
    for cluster in clusters:
        if to_come and not cluster.claims[0].title and takes.match(cluster.proposition):
            yield to_come[0], cluster
