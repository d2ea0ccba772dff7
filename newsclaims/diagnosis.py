"""A closer look at attributions: how far two readings agree, what confidences are worth, and the errors one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from newsclaims.attributions import Attribution
from newsclaims.matching import ROLES, SAME, Marked, by_article, mark, pair, readings, word_places
from newsclaims.text import Span

ErrorKind = Literal["missed", "extra", "source", "extent"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha and Cohen's kappa: 1 where two readings agree on every word, 0 where they do by chance."""

    alpha: float
    kappa: float


def agreement(
    one: Iterable[Attribution], other: Iterable[Attribution], texts: Mapping[str, str]
) -> dict[str, Agreement]:
    """How far two readings of some articles (id → text) agree which words are in a source, a cue, a content.

    Every word of every text counts, also of one in which a reading has nothing.

    >>> from dataclasses import replace
    >>> said = Attribution("a", (Span(0, 3, "Lee"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")
    >>> agreement([said], [replace(said, source=())], {"a": "Lee said no."})["cue"].alpha
    1.0
    """
    from nltk.metrics.agreement import AnnotationTask

    labels: dict[str, list[tuple[int, tuple[str, int], bool]]] = {role: [] for role in ROLES}
    for reader, reading in enumerate((by_article(one), by_article(other))):
        for id, text in texts.items():
            marked = mark(reading[id], text)
            for role in ROLES:
                inside = {i for m in marked for i in m.words[role]}
                labels[role] += [(reader, (id, i), i in inside) for i in range(len(word_places(text)))]
    tasks = {role: AnnotationTask(rows) for role, rows in labels.items()}
    return {role: Agreement(float(task.alpha()), float(task.kappa())) for role, task in tasks.items()}


@dataclass(frozen=True, slots=True)
class Bin:
    """The attributions with a confidence in ``low:high``: how many they are, how sure on average, and what share of
    them is right."""

    low: float
    high: float
    number: int
    confidence: float
    right: float


def reliability(
    gold: Mapping[str, Sequence[Attribution]],
    found: Iterable[Attribution],
    texts: Mapping[str, str],
    *,
    bins: int = 10,
) -> list[Bin]:
    """What confidences are worth, in bins of one width from 0 to 1 (the last takes 1 in); empty ones are left out.

    An attribution is right if one of the gold has the same content and source, as ``score_attributions`` pairs them;
    where several annotators marked its article, it is right for a share of them. One without a confidence is not
    counted.

    >>> from dataclasses import replace
    >>> said = Attribution("a", (Span(0, 3, "Lee"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")
    >>> reliability({"a": [said]}, [replace(said, confidence=0.75)], {"a": "Lee said no."}, bins=2)
    [Bin(low=0.5, high=1.0, number=1, confidence=0.75, right=1.0)]
    """
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for reading in readings(gold, found, texts):
        pairs = [p for view in reading.views for p in pair(view, reading.found)]
        right = Counter(p.found for p in pairs if p.content >= SAME and p.source >= SAME)
        for k, marked in enumerate(reading.found):
            if (sure := marked.attribution.confidence) is not None:
                rows[min(int(sure * bins), bins - 1)].append((sure, right[k] / len(reading.views)))
    return [Bin(n / bins, (n + 1) / bins, len(rows[n]), *map(fmean, zip(*rows[n], strict=True))) for n in sorted(rows)]


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far confidence and share right lie apart, on average over the attributions; 0 without any.

    This is the expected calibration error of Naeini, Cooper and Hauskrecht (AAAI 2015).

    >>> calibration_error([Bin(0.0, 0.5, 1, 0.25, 0.5), Bin(0.5, 1.0, 3, 0.75, 0.75)])
    0.0625
    """
    return sum(b.number * abs(b.confidence - b.right) for b in bins) / max(1, sum(b.number for b in bins))


@dataclass(frozen=True, slots=True)
class Error:
    """Where the gold and what was found part: ``gold`` is None for an extra one, ``found`` for a missed one.

    ``overlap`` says how far their contents are the same: the words in both as a share of the words in either.
    """

    kind: ErrorKind
    gold: Attribution | None
    found: Attribution | None
    overlap: float


def errors(
    gold: Mapping[str, Sequence[Attribution]], found: Iterable[Attribution], texts: Mapping[str, str]
) -> list[Error]:
    """What is wrong with the attributions found, article by article, in the order of their contents.

    - ``missed``: one of the gold whose content shares no word with any that is left to pair it with;
    - ``extra``: one of the found, likewise;
    - ``source``: the contents are the same, the sources are not;
    - ``extent``: the contents have words in common, but not all. From an ``overlap`` of a half on they are the same to
      ``score_attributions``, but not exact.

    Attributions without a content are passed over. An article that several annotators marked is held against each.

    >>> from dataclasses import replace
    >>> said = Attribution("a", (Span(0, 3, "Lee"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")
    >>> [error.kind for error in errors({"a": [said]}, [replace(said, source=())], {"a": "Lee said no."})]
    ['source']
    """
    return [
        error
        for reading in readings(gold, found, texts)
        for view in reading.views
        for error in sorted(_errors(view, reading.found), key=_place)
    ]


def _errors(gold: Sequence[Marked], found: Sequence[Marked]) -> Iterator[Error]:
    pairs = pair(gold, found)
    for p in pairs:
        one, other = gold[p.gold].attribution, found[p.found].attribution
        if p.content >= SAME and p.source < SAME:
            yield Error("source", one, other, p.content)
        elif p.content < 1:
            yield Error("extent", one, other, p.content)
    paired = {p.gold for p in pairs}, {p.found for p in pairs}
    missed, extra = (
        [m.attribution for i, m in enumerate(marked) if i not in taken and m.words["content"]]
        for marked, taken in zip((gold, found), paired, strict=True)
    )
    yield from (Error("missed", attribution, None, 0.0) for attribution in missed)
    yield from (Error("extra", None, attribution, 0.0) for attribution in extra)


def _place(error: Error) -> list[Span]:
    return [span for a in (error.gold, error.found) if a for span in a.content]
