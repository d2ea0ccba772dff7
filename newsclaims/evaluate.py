"""How well the attributions that were found fit the gold: precision, recall and F1, in all, by label and by group.

Everything is compared by words: punctuation and quotation marks never count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from newsclaims.attributions import Attribution, kind_of
from newsclaims.matching import ROLES, SAME, Marked, Reading, Words, article_of, pair, readings
from newsclaims.text import Span

Measure = Literal["exact content", "relation", "relation+source"]

OPENING_MARKS = tuple("'\"“”«\N{LEFT SINGLE QUOTATION MARK}")
# How far contents and sources of a pair must be the same for it to be right.
LEAST: dict[Measure, tuple[float, float]] = {
    "exact content": (1, 0),
    "relation": (SAME, 0),
    "relation+source": (SAME, SAME),
}
Counts = Sequence[int]  # right of the gold, fitting of the found, found, gold


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1, and what they were counted from: ``right`` of ``gold``, among ``found``.

    Counts are fractions where several annotators' views of one article were averaged. ``precision`` is not always
    ``right / found``: two that were found may fit one of the gold's.
    """

    precision: float
    recall: float
    f1: float
    right: float
    found: float
    gold: float

    @classmethod
    def of(cls, right: float, found: float, gold: float, *, fitting: float | None = None) -> Score:
        """The score of counts; ``fitting`` is how many of those found fit the gold, ``right`` unless given.

        >>> Score.of(3, 4, 6)
        Score(precision=0.75, recall=0.5, f1=0.6, right=3, found=4, gold=6)
        """
        precision = (right if fitting is None else fitting) / found if found else 0.0
        recall = right / gold if gold else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0, right, found, gold)


def read_attribution_gold(folder: Path | str, texts: Mapping[str, str] | None = None) -> dict[str, list[Attribution]]:
    """The annotations of each ``.ann`` file of a folder (brat standoff, as PolNeAR writes it), by the file's stem.

    A span's words are those that its line repeats, and ``article_id`` is the file's stem. Where ``texts`` (id → text)
    has the article, the words are cut from its text (three files of PolNeAR repeat them wrongly), and ``article_id``
    is its id. Nesting is not in the files: ``parent`` is None (see ``nest``). Raises ValueError for a line that is no
    annotation and FileNotFoundError if the folder holds no such file.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> spans = "T1\\tSource 0 4\\tKyiv\\nT2\\tCue 5 11\\tdenied\\nT3\\tContent 12 14\\tit\\n"
    >>> _ = (folder / "a.ann").write_text(spans + "E1\\tAttribution:T2 Source:T1 Cue:T2 Content:T3")
    >>> read_attribution_gold(folder)["a"][0].source
    (Span(start=0, end=4, text='Kyiv'),)
    """
    paths = sorted(Path(folder).glob("*.ann"))
    if not paths:
        raise FileNotFoundError(f"{folder} holds no .ann file: name the folder of the annotations themselves")
    texts = texts or {}
    return {path.stem: _read_standoff(path, article_of(path.stem, texts), texts) for path in paths}


def _read_standoff(path: Path, article: str | None, texts: Mapping[str, str]) -> list[Attribution]:
    spans: dict[str, list[Span]] = {}
    found = []
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 (byte {error.start}): save it as UTF-8") from error
    for number, line in enumerate(lines, 1):
        key, _, rest = line.partition("\t")
        try:
            if re.fullmatch(r"T\d+", key):
                spans[key] = _pieces(rest.rstrip("\r"), texts[article] if article else None)
            elif re.fullmatch(r"E\d+", key):
                found.append(rest.split())
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {line!r} is no brat annotation: {error}") from error
    return [made for arguments in found if (made := _relation(article or path.stem, arguments, spans))]


def _pieces(annotation: str, text: str | None) -> list[Span]:
    """The stretches of "Content 12 40;55 90" and their words, which brat joins with a space behind a tab."""
    place, words = annotation.split("\t", 1)
    pieces, at = [], 0
    for piece in place.partition(" ")[2].split(";"):
        start, end = map(int, piece.split())
        cut = words[at : at + end - start] if text is None else text[start:end]
        pieces.append(Span(start, end, cut))
        at += end - start + 1
    return pieces


def _relation(article: str, arguments: Sequence[str], spans: Mapping[str, list[Span]]) -> Attribution | None:
    """The attribution of "Attribution:T4 Content:T3 Cue:T2 Source:T1 Source2:T5"; None without cue and content."""
    roles: dict[str, list[Span]] = defaultdict(list)
    for argument in arguments[1:]:
        role, _, key = argument.partition(":")
        roles[role.rstrip("0123456789").lower()] += spans.get(key, [])
    source, cue, content = (tuple(sorted(roles[role])) for role in ROLES)
    kind = kind_of(content, cue) if content else "indirect"
    return Attribution(article, source, cue, content, kind) if content or cue else None


def nest(attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions of one article in their order, each with its parent: the one of the shortest content that holds
    its cue and its content whole. Marks and white space do not count.

    >>> told = Attribution("a", (), (Span(0, 7, "Lee saw"),), (Span(8, 22, "reports of war"),), "indirect")
    >>> inner = Attribution("a", (), (Span(8, 15, "reports"),), (Span(16, 22, "of war"),), "indirect")
    >>> [attribution.parent == told for attribution in nest([told, inner])]
    [False, True]
    """
    outer: list[tuple[frozenset[int], Attribution]] = []
    nested: dict[int, Attribution] = {}
    for i, attribution in sorted(enumerate(attributions), key=lambda row: -len(_letters(row[1].content))):
        content, cue = _letters(attribution.content), _letters(attribution.cue)
        holds = (a for letters, a in reversed(outer) if content < letters and cue <= letters)
        nested[i] = replace(attribution, parent=next(holds, None))
        outer.append((content, nested[i]))
    return [nested[i] for i in sorted(nested)]


def _letters(spans: Iterable[Span]) -> frozenset[int]:
    """Where the letters and digits of the spans stand."""
    return frozenset(i for span in spans for i, character in enumerate(span.text, span.start) if character.isalnum())


def score_attributions(
    gold: Mapping[str, Sequence[Attribution]], found: Iterable[Attribution], texts: Mapping[str, str]
) -> dict[str, Score]:
    """Score attributions against gold: the articles of ``texts`` (id → text) that have gold are counted.

    A key of ``gold`` is an article's id, or the id, an underscore and an annotator: then the counts of an article are
    averaged over its annotators. Raises ValueError if no article has gold. The measures:

    - ``tokens source``, ``tokens cue``, ``tokens content``: words that stand in such a role of any attribution;
    - ``exact source``, ``exact cue``, ``exact content``: roles whose words are just the gold's;
    - ``relation``: found and gold ones are paired one to one; right are those whose contents are the same;
    - ``relation+source``: right are those whose sources are the same, too;
    - ``direct``: the same, of those whose content opens with a quotation mark.

    >>> said = [Attribution("a", (Span(0, 3, "She"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")]
    >>> score_attributions({"a": said}, said, {"a": "She said no."})["relation+source"].f1
    1.0
    """
    return _averaged(readings(gold, found, texts), _measures)


def score_labels(
    gold: Mapping[str, Sequence[Attribution]], found: Iterable[Attribution], texts: Mapping[str, str]
) -> dict[str, Score]:
    """Score the stretches of each label, ``source``, ``cue`` and ``content``, whoever they belong to.

    This is how taggers are scored on PolNeAR (CofeNet; Wang et al., COLING 2022): each piece of a content counts by
    itself, a source of two attributions counts once, and a stretch is right if it is just the gold's. Unlike there,
    marks at its edges or between its words do not count, and it may run on in the next paragraph. Articles and
    annotators are counted as by ``score_attributions``.

    >>> texts = {"a": "“No,” she said, “never.”"}
    >>> pieces = Span(0, 5, "“No,”"), Span(16, 24, "“never.”")
    >>> said, half = (Attribution("a", (), (Span(10, 14, "said"),), pieces[:n], "direct") for n in (2, 1))
    >>> score_labels({"a": [said]}, [half], texts)["content"]
    Score(precision=1.0, recall=0.5, f1=0.6666666666666666, right=1.0, found=1.0, gold=2.0)
    """
    return _averaged(readings(gold, found, texts), _labels)


def score_by(
    gold: Mapping[str, Sequence[Attribution]],
    found: Iterable[Attribution],
    texts: Mapping[str, str],
    key: Callable[[Attribution], str],
    *,
    measure: Measure = "relation+source",
) -> dict[str, Score]:
    """Score the attributions of each group that ``key`` names: recall over the gold's, precision over the found.

    A pair whose two attributions are in different groups is right in both: in one it counts for recall, in the other
    for precision. ``measure`` is one of those that ``score_attributions`` explains; articles and annotators are counted
    as there.

    >>> said = [Attribution("a", (Span(0, 3, "She"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")]
    >>> scores = score_by({"a": said}, [], {"a": "She said no."}, key=lambda attribution: attribution.kind)
    >>> scores["indirect"].gold
    1.0
    """

    def groups(view: Sequence[Marked], reading: Reading) -> Iterator[tuple[str, Counts]]:
        columns = [Counter(map(key, column)) for column in _columns(view, reading.found, measure)]
        for group in set().union(*columns):
            yield group, [column[group] for column in columns]

    return dict(sorted(_averaged(readings(gold, found, texts), groups).items()))


def _averaged(
    read: Iterable[Reading], count: Callable[[Sequence[Marked], Reading], Iterable[tuple[str, Counts]]]
) -> dict[str, Score]:
    """The scores of all that is counted in each annotator's view, an article's views averaged."""
    total: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for reading in read:
        for view in reading.views:
            for measure, counts in count(view, reading):
                total[measure] = [n + m / len(reading.views) for n, m in zip(total[measure], counts, strict=True)]
    return {m: Score.of(right, n, wanted, fitting=fitting) for m, (right, fitting, n, wanted) in total.items()}


def _measures(view: Sequence[Marked], reading: Reading) -> Iterator[tuple[str, Counts]]:
    for role in ROLES:
        ours, wanted = (frozenset[int]().union(*(m.words[role] for m in marked)) for marked in (reading.found, view))
        yield f"tokens {role}", _common(ours, wanted)
    for role in ROLES:
        spans, gold = ([m.words[role] for m in marked if m.words[role]] for marked in (reading.found, view))
        yield f"exact {role}", _common(spans, gold)
    for measure in ("relation", "relation+source"):
        yield measure, [len(column) for column in _columns(view, reading.found, measure)]
    both = _columns(view, reading.found, "relation+source")
    yield "direct", [sum(_opens_with_mark(a, reading.text) for a in column) for column in both]


def _labels(view: Sequence[Marked], reading: Reading) -> Iterator[tuple[str, Counts]]:
    for role in ROLES:
        ours, wanted = ({s for m in marked for s in _stretches(m.words[role])} for marked in (reading.found, view))
        yield role, _common(ours, wanted)


def _stretches(words: Words) -> Iterator[tuple[int, int]]:
    """The words as stretches of words that follow each other."""
    starts = sorted(i for i in words if i - 1 not in words)
    ends = sorted(i + 1 for i in words if i + 1 not in words)
    return zip(starts, ends, strict=True)


def _common(found: Iterable[Hashable], gold: Iterable[Hashable]) -> Counts:
    ours, wanted = Counter(found), Counter(gold)
    right = (ours & wanted).total()
    return right, right, ours.total(), wanted.total()


def _columns(gold: Sequence[Marked], found: Sequence[Marked], measure: Measure) -> list[list[Attribution]]:
    """Those with a content: of the gold that were found, of the found that fit, all found, all of the gold."""
    content, source = LEAST[measure]
    pairs = [p for p in pair(gold, found) if p.content >= content and p.source >= source]
    return [
        [gold[p.gold].attribution for p in pairs],
        [found[p.found].attribution for p in pairs],
        [m.attribution for m in found if m.words["content"]],
        [m.attribution for m in gold if m.words["content"]],
    ]


def _opens_with_mark(attribution: Attribution, text: str) -> bool:
    """Whether a content begins with a quotation mark, or right behind one."""
    start = min(span.start for span in attribution.content)
    opens = text[start : start + 3].lstrip().startswith(OPENING_MARKS)
    return opens or text[max(0, start - 1) : start].startswith(OPENING_MARKS)
