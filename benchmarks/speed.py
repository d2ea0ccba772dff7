"""How fast each stage of the chain is: words a second, and its time against cutting and tagging the words.

    python benchmarks/speed.py FOLDER

FOLDER holds articles on one event, as ``newsclaims compare`` reads them. The words are cut and tagged first, and the
stages after it find them tagged. The ratio says more than the speed, which is the machine's too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from newsclaims import compare_articles, compare_claims, derive_findings, extract_attributions, normalize_claims
from newsclaims.articles import make_article, read_articles
from newsclaims.text import sentences, tokens

Result = TypeVar("Result")


def main(folder: str) -> None:
    compare_articles([make_article(id, "The bridge is open, the mayor said.") for id in "ab"])  # loads the resources
    times: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        start = perf_counter()
        result = work()
        times[stage] = perf_counter() - start
        return result

    articles = timed("articles", lambda: read_articles(folder))
    cut = [(a.text, s.start, s.end) for a in articles for p in a.passages() for s in sentences(a.text, p.start, p.end)]
    timed("words and tags", lambda: [tokens(*sentence) for sentence in cut])
    found = timed("attributions", lambda: [found for article in articles for found in extract_attributions(article)])
    claims = timed("claims", lambda: normalize_claims(articles, found))
    comparison = timed("comparison", lambda: compare_claims(articles, found, claims))
    timed("findings", lambda: derive_findings(comparison))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words, {len(claims)} claims")
    for stage, seconds in {**times, "the whole chain": sum(times.values())}.items():
        print(f"{stage:<16} {words / seconds:>9,.0f} words/s, {seconds / times['words and tags']:.2f} x words and tags")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/speed.py FOLDER")
    main(sys.argv[1])
