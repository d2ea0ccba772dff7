"""The whole chain for one event in one call: articles in, comparison out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, extract_attributions
from newsclaims.claims import normalize_claims
from newsclaims.compare import Comparison, compare_claims

Extract = Callable[[Article], Iterable[Attribution]]
Progress = Callable[[Iterable[Article]], Iterable[Article]]


def compare_articles(
    articles: Iterable[Article], *, extract: Extract = extract_attributions, progress: Progress | None = None
) -> Comparison:
    """Compare articles on one event; they keep their order, and one alone gives its claims and no findings.

    ``extract`` reads the attributions off an article: another reader is another function. ``progress`` wraps the
    articles while they are read, which is where the time goes: ``progress=tqdm`` shows a bar.

    >>> from newsclaims.articles import make_article
    >>> here = make_article("a", "The bridge is closed, the mayor of the town said on Monday.")
    >>> there = make_article("b", "The mayor of the town said that the bridge is closed.")
    >>> [article.id for article in compare_articles([here, there]).articles]
    ['a', 'b']
    """
    articles = tuple(articles)
    attributions = [found for article in (progress or iter)(articles) for found in extract(article)]
    return compare_claims(articles, attributions, normalize_claims(articles, attributions))
