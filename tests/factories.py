"""One-line records about one small invented event: a bridge over the Lenn, closed or not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, Literal, get_args

import pytest
from hypothesis import strategies as st

from newsclaims.articles import Article, Block, BlockKind, make_article
from newsclaims.attributions import Attribution, Kind, extract_attributions
from newsclaims.claims import Claim, Stance, normalize_claims
from newsclaims.compare import Cluster, Comparison, Conflict, Origin, Variant, Wording, compare_articles
from newsclaims.entities import Entity
from newsclaims.findings import Evidence, Finding
from newsclaims.holders import Holder
from newsclaims.propositions import replay
from newsclaims.text import Span

MONDAY = dt.date(2024, 11, 11)
OUTLETS = ("Gazette", "Courier", "Herald")
GAZETTE = """Bridge over the Lenn closed, mayor says
Mayor Rosa Lind said on Monday that the bridge over the Lenn is closed. "Forty people were moved," she said.
"It is a bad day, a very bad day for this town," Lind said.
The bridge on an earlier day. Photo: archive
Sign up for our newsletter!"""
COURIER = """Police: the bridge is open
Police spokesman Tom Hale denied that the bridge is closed. He said that sixty people were moved.
"It's a bad day for the town," the mayor had told the Gazette."""
HERALD = """The mayor, Rosa Lind, may have closed the bridge, according to two people who asked not to be named."""


def published(*texts: str) -> Comparison:
    """Articles of three outlets on one day, compared."""
    return compare_articles(
        make_article(f"a{n}", text, outlet=OUTLETS[n], published=MONDAY) for n, text in enumerate(texts)
    )


def case(id: str, *values: Any, expect: Literal["pass", "fail"] = "pass", because: str = "") -> Any:
    """A row of cases; one that is known to fail says why, and must be told apart again when it no longer does."""
    known = pytest.mark.xfail(reason=because, raises=AssertionError, strict=True)
    return pytest.param(*values, id=id, marks=[known] if expect == "fail" else [])


def span(text: str, words: str, *, nth: int = 0) -> Span:
    """The nth place where the text has these words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def article(id: str = "a", text: str = "The bridge is closed.", kinds: str = "", **rest: Any) -> Article:
    """An article with one block a line; kinds names them by their first letters, body where it ends."""
    letters: dict[str, BlockKind] = {"t": "title", "b": "body", "c": "caption", "x": "boilerplate"}
    lines = [line for line in text.split("\n") if line.strip()]
    blocks = tuple(Block(letters[k], span(text, line)) for k, line in zip(kinds.ljust(len(lines), "b"), lines))  # noqa: B905 - kinds may be longer
    return Article(id, text, blocks=blocks, **rest)


def holder(name: str, source: Span | None = None) -> Holder:
    return Holder(name, "person", source)


def claim(
    article: Article,
    words: str,
    proposition: str = "The bridge over the Lenn is closed.",
    *holders: str,
    stance: Stance = "asserts",
    **rest: Any,
) -> Claim:
    """A claim whose words are pieces joined with " … "."""
    spans = tuple(span(article.text, piece) for piece in words.split(" … "))
    id = rest.pop("id", f"{article.id}:{spans[0].start}:{stance}")
    return Claim(id, article.id, spans, proposition, tuple(map(holder, holders)), stance, **rest)


def attribution(
    article: Article, source: str, cue: str, content: str, kind: Kind = "indirect", **rest: Any
) -> Attribution:
    """An attribution whose roles are words of the article; pieces joined with " … ", "" for a missing one."""
    roles = [
        tuple(span(article.text, piece) for piece in role.split(" … ") if piece) for role in (source, cue, content)
    ]
    return Attribution(article.id, *roles, kind, **rest)


def attributions_of(article: Article) -> st.SearchStrategy[Attribution]:
    """Attributions whose roles are any words of the article, some with a confidence."""
    words = st.sampled_from([Span(*match.span(), match[0]) for match in re.finditer(r"\w+", article.text)])
    roles = [st.lists(words, max_size=size, unique=True).map(sorted).map(tuple) for size in (2, 1, 6)]
    kinds = st.sampled_from(get_args(Kind))
    return st.builds(Attribution, st.just(article.id), *roles, kinds, confidence=st.none() | st.floats(0, 1))


def comparison(*articles: Article, **rest: Any) -> Comparison:
    """A comparison that holds what is named, and nothing else."""
    parts = ("attributions", "entities", "claims", "clusters", "conflicts", "wordings", "origins")
    return Comparison(articles=articles, **{part: tuple(rest.get(part, ())) for part in parts})


def bridge_articles() -> tuple[Article, Article, Article]:
    return (
        article(
            "gazette",
            GAZETTE,
            "tbbcx",
            outlet="Lenn Gazette",
            published=dt.date(2031, 5, 6),
            title=GAZETTE.split("\n")[0],
        ),
        article("courier", COURIER, "tbb", outlet="The Courier", title="Police: the bridge is open"),
        article("herald", HERALD, "b"),
    )


def bridge() -> Comparison:
    """Three articles: one proposition said, denied and hedged; one number in conflict; one utterance reworded."""
    gazette, courier, herald = articles = bridge_articles()
    closed = (
        claim(gazette, "the bridge over the Lenn is closed", "The bridge over the Lenn is closed.", "Rosa Lind"),
        claim(courier, "the bridge is closed", "The bridge over the Lenn is closed.", "Tom Hale", stance="denies"),
        claim(
            herald, "may have closed the bridge", "The bridge over the Lenn is closed.",
            "people familiar with the matter", stance="unsure",
        ),
    )  # fmt: skip
    forty = claim(gazette, "Forty people were moved", "Forty people were moved.", "Rosa Lind")
    sixty = claim(courier, "sixty people were moved", "Sixty people were moved.", "Tom Hale")
    mayor = (
        claim(gazette, "Mayor Rosa Lind", "Rosa Lind is the mayor."),
        claim(herald, "The mayor, Rosa Lind", "Rosa Lind is the mayor."),
    )
    bad_day = Wording(
        "Rosa Lind",
        (
            Variant("gazette", (span(GAZETTE, '"It is a bad day, a very bad day for this town,"'),)),
            Variant("courier", (span(COURIER, '"It\'s a bad day for the town,"'),)),
        ),
    )
    return comparison(
        *articles,
        attributions=(
            attribution(gazette, "Mayor Rosa Lind", "said", "the bridge over the Lenn is closed"),
            attribution(gazette, "she", "said", '"Forty people were moved,"', "direct"),
            attribution(courier, "Police spokesman Tom Hale", "denied", "the bridge is closed"),
        ),
        entities=(
            Entity(
                "Rosa Lind", "person", ("Lind",), ("mayor",),
                (("gazette", span(GAZETTE, "Rosa Lind")), ("gazette", span(GAZETTE, "Lind", nth=1)),
                 ("herald", span(HERALD, "Rosa Lind"))),
            ),
        ),
        claims=(*closed, forty, sixty, *mayor),
        clusters=(
            Cluster("c1", "The bridge over the Lenn is closed.", closed),
            Cluster("c2", "Rosa Lind is the mayor.", mayor),
            Cluster("c3", "Forty people were moved.", (forty,)),
            Cluster("c4", "Sixty people were moved.", (sixty,)),
        ),
        conflicts=(Conflict(("c3", "c4"), "number", "forty or sixty people"),),
        wordings=(bad_day,),
        origins=(
            Origin("Rosa Lind", ("c1", "c3"), ("gazette",)),
            Origin("Tom Hale", ("c1", "c4"), ("courier",)),
            Origin("people familiar with the matter", ("c1",), ("herald",)),
        ),
    )  # fmt: skip


def bridge_findings() -> list[Finding]:
    gazette = Evidence("gazette", (span(GAZETTE, "the bridge over the Lenn is closed"),))
    courier = Evidence("courier", (span(COURIER, "denied that the bridge is closed"),))
    return [
        Finding(
            "disputed",
            "Rosa Lind says that the bridge over the Lenn is closed; Tom Hale denies it.",
            (gazette, courier),
        )
    ]


# A report with a caption, a teaser and a newsletter line.
FURNITURE = (
    "Dam is safe, mayor says\n"
    "Mayor Ann Lee said on Monday that the dam is safe.\n"
    "The minister said the dam is old. (photo credit: Bo Ek)\n"
    "The dam has been closed since Friday and the road along the river is closed to cars as well.\n"
    "Read more: Minister says dam will be replaced\n"
    "Sign up for our newsletter, which experts say is the best!"
)

NEWS = st.sampled_from(
    "the mayor Ann Lee said says denied told reported reports claim according to that whether it dam is was not safe"
    " by , . : ; — ( ) ? \" ' “ ” ‘ ’ « » \n 12 Monday I we \u0301 🙂 \u2028 İ".split(" ")
)
TEXTS = st.text() | st.lists(NEWS, max_size=60).map(" ".join)


def roles(attribution: Attribution) -> str:
    """Source, cue and content as words, pieces joined with " … "."""
    parts = (attribution.source, attribution.cue, attribution.content)
    return " | ".join(" … ".join(span.text for span in spans) for spans in parts)


def claims(*texts: str, published: dt.date | None = MONDAY) -> list[Claim]:
    """The claims of texts on one event, as the reader and the rules find them."""
    articles = [make_article(f"a{n}", text, published=published) for n, text in enumerate(texts)]
    return normalize_claims(articles, [found for article in articles for found in extract_attributions(article)])


def in_lines(made: Iterable[Claim]) -> list[str]:
    """Holders from the article inwards, stance and proposition of each claim."""
    return [f"{' > '.join(h.name for h in c.holders)} | {c.stance} | {c.proposition}" for c in made]


def shown(*texts: str) -> list[str]:
    return in_lines(claims(*texts))


def side_by_side(*texts: str, outlets: tuple[str, ...] = ()) -> Comparison:
    """Articles of these texts and outlets, compared; all are of one Monday."""
    named = [*outlets, *[None] * (len(texts) - len(outlets))]
    return compare_articles(
        make_article(f"a{n}", text, outlet=outlet, published=MONDAY)
        for n, (text, outlet) in enumerate(zip(texts, named, strict=True))
    )


def replayed(claim: Claim, text: str) -> str:
    """What the steps of a claim make of its article's words."""
    return replay(claim.steps, text[claim.spans[0].start : claim.spans[-1].end])


def carriers(found: Comparison) -> list[tuple[str, ...]]:
    """The articles of each cluster."""
    return [cluster.articles for cluster in found.clusters]
