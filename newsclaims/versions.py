"""Articles that are versions of one text: wire copy in two outlets, or a report that was brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from zlib import crc32

import numpy as np
import numpy.typing as npt

from newsclaims.articles import Article
from newsclaims.matching import WORD

SHINGLE = 5  # words in a row; copying has eight, as it looks for stretches that nobody writes by chance
# Of 1,060 articles of PolNeAR and BASIL no two share between 14 % and 52 % of their shingles: what is above is a report
# sent out twice, what is below quotes the same speech. Of reports with three in ten paragraphs replaced and one in
# fifty words, 96 % share 30 %.
SAME = 0.3
FEW = 100  # articles that are compared each with each, without the seconds that datasketch takes to load

Shingles = npt.NDArray[np.uint32]


class Versions:
    """Articles as they come, by their shingles alone: a few kilobytes each, so that there may be any number."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._shingles: list[Shingles] = []

    def add(self, article: Article) -> None:
        """Take one more article."""
        self._ids.append(article.id)
        self._shingles.append(_shingles(article))

    def groups(self) -> list[tuple[str, ...]]:
        """The ids of articles that are versions of one text, those of a group and the groups in order of coming."""
        earlier = list(range(len(self._ids)))  # of each article, one of its group that came before it, or itself
        for pair in sorted(self._candidates()):
            first, second = sorted(_first(earlier, number) for number in pair)
            if first != second and self._share(*pair) >= SAME:
                earlier[second] = first
        members: dict[int, list[str]] = {}
        for number, id in enumerate(self._ids):
            members.setdefault(_first(earlier, number), []).append(id)
        return [tuple(ids) for ids in members.values() if len(ids) > 1]

    def _share(self, one: int, other: int) -> float:
        both = len(np.intersect1d(self._shingles[one], self._shingles[other], assume_unique=True))
        return both / (len(self._shingles[one]) + len(self._shingles[other]) - both)

    def _candidates(self) -> Iterable[tuple[int, int]]:
        """Pairs of articles that may be alike: all of a few, else those that MinHash puts together."""
        numbers = [number for number, shingles in enumerate(self._shingles) if len(shingles)]
        return combinations(numbers, 2) if len(numbers) <= FEW else set(_alike(numbers, self._shingles))


def find_versions(articles: Iterable[Article]) -> list[tuple[str, ...]]:
    """The ids of articles that are versions of one text, a tuple for each text that has several.

    Two are versions if they share three in ten of their rows of five words (Jaccard; Broder 1997), in title and body;
    a version of a version belongs to the group. Wrong about short reports written to one pattern, such as results.

    >>> from newsclaims.articles import make_article
    >>> wire = "Three workers were hurt when the old crane fell on the quay early on Monday, the port said."
    >>> texts = {"a": wire, "b": f"{wire} They were in hospital.", "c": "The mayor opened the bridge on Friday."}
    >>> find_versions(make_article(id, text) for id, text in texts.items())
    [('a', 'b')]
    """
    versions = Versions()
    for article in articles:
        versions.add(article)
    return versions.groups()


def _shingles(article: Article) -> Shingles:
    words = [match[0].casefold() for span in article.passages() for match in WORD.finditer(span.text)]
    rows = {crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)}
    return np.array(sorted(rows), dtype=np.uint32)


def _first(earlier: list[int], number: int) -> int:
    while earlier[number] != number:
        number = earlier[number] = earlier[earlier[number]]
    return number


def _alike(numbers: Iterable[int], shingles: list[Shingles]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band of their MinHashes; missing one that shares 30 % counts more than one too many."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=SAME, num_perm=128, weights=(0.1, 0.9))
    for number in numbers:
        sketch = MinHash(num_perm=128, seed=1, hashfunc=int)
        sketch.update_batch(shingles[number].tolist())
        for earlier in index.query(sketch):
            yield int(earlier), number
        index.insert(number, sketch, check_duplication=False)
