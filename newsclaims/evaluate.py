"""How well what was found fits the gold: precision, recall and F1 of attributions and of claims.

Everything is measured on words: punctuation and quotation marks never count, so that a stretch that takes its marks
along and one that leaves them out are the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from newsclaims.attributions import Attribution, kind_of
from newsclaims.text import Span

WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*|[$€£%]")
OPENING_MARKS = tuple("'\"“”«\N{LEFT SINGLE QUOTATION MARK}")
ROLES = ("source", "cue", "content")
# Two stretches are the same from half their words on: intersection over union for roles, F1 for mentions of claims.
SAME = 0.5
NAMELESS = frozenset("the a an of and for".split())

Words = frozenset[int]


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


def read_attribution_gold(folder: Path | str) -> dict[str, list[Attribution]]:
    """The annotations of each ``.ann`` file of a folder (brat standoff, as PolNeAR writes it), by the file's stem.

    Nesting is not in the files: ``parent`` is None. Raises ValueError for a line that is no annotation and
    FileNotFoundError if the folder holds no such file.

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
    return {path.stem: _read_standoff(path) for path in paths}


def _read_standoff(path: Path) -> list[Attribution]:
    spans: dict[str, list[Span]] = {}
    found = []
    for number, line in enumerate(path.read_bytes().decode("utf-8").split("\n"), 1):
        key, _, rest = line.partition("\t")
        try:
            if re.fullmatch(r"T\d+", key):
                spans[key] = _pieces(*rest.rstrip("\r").split("\t"))
            elif re.fullmatch(r"E\d+", key):
                found.append(rest.split())
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: {line!r} is no brat annotation: {error}") from error
    return [made for arguments in found if (made := _relation(path.stem, arguments, spans))]


def _pieces(place: str, words: str) -> list[Span]:
    """The stretches of "Content 12 40;55 90", whose words brat joins with a space."""
    pieces, at = [], 0
    for piece in place.partition(" ")[2].split(";"):
        start, end = map(int, piece.split())
        pieces.append(Span(start, end, words[at : at + end - start]))
        at += end - start + 1
    return pieces


def _relation(stem: str, arguments: Sequence[str], spans: Mapping[str, list[Span]]) -> Attribution | None:
    """The attribution of "Attribution:T4 Content:T3 Cue:T2 Source:T1 Source2:T5"; None without cue and content."""
    roles: dict[str, list[Span]] = defaultdict(list)
    for argument in arguments[1:]:
        role, _, key = argument.partition(":")
        roles[role.rstrip("0123456789").lower()] += spans.get(key, [])
    source, cue, content = (tuple(sorted(roles[role])) for role in ROLES)
    kind = kind_of(content, cue) if content else "indirect"
    return Attribution(stem, source, cue, content, kind) if content or cue else None


def score_attributions(
    gold: Mapping[str, Sequence[Attribution]], found: Iterable[Attribution], texts: Mapping[str, str]
) -> dict[str, Score]:
    """Score attributions against gold: the articles of ``texts`` (id → text) that have gold are counted.

    A key of ``gold`` is an article's id, or the id, an underscore and an annotator: then the counts of an article are
    averaged over its annotators. Raises ValueError if no article has gold. The measures:

    - ``exact content``: contents whose words are just the gold's;
    - ``relation``: found and gold ones are paired one to one; right are those whose contents are the same;
    - ``relation+source``: right are those whose sources are the same, too;
    - ``direct``: the same, of those whose content opens with a quotation mark.

    >>> said = [Attribution("a", (Span(0, 3, "She"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")]
    >>> score_attributions({"a": said}, said, {"a": "She said no."})["relation+source"].f1
    1.0
    """
    by_article: dict[str, list[Attribution]] = {id: [] for id in texts}
    for attribution in found:
        if attribution.article_id in by_article:
            by_article[attribution.article_id].append(attribution)
    annotations: dict[str, list[Sequence[Attribution]]] = defaultdict(list)
    for key, relations in sorted(gold.items()):
        article = key if key in texts else key.rsplit("_", 1)[0]
        if article in texts:
            annotations[article].append(relations)
    if not annotations:
        raise ValueError(f"no gold for {sorted(texts)}, only for {sorted(gold)}: name articles as the gold does")
    total: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for article, views in annotations.items():
        ours = _relations(by_article[article], texts[article])
        for view in views:
            for measure, counts in _counts(_relations(view, texts[article]), ours).items():
                total[measure] = [so_far + n / len(views) for so_far, n in zip(total[measure], counts, strict=True)]
    return {m: Score.of(right, n, wanted, fitting=fitting) for m, (right, fitting, n, wanted) in total.items()}


@dataclass(frozen=True, slots=True)
class _Relation:
    source: Words
    cue: Words
    content: Words
    direct: bool


def _relations(attributions: Iterable[Attribution], text: str) -> list[_Relation]:
    """The attributions that have a content, as sets of words."""
    tokens = _tokens(text)
    found = []
    for attribution in attributions:
        roles = (attribution.source, attribution.cue, attribution.content)
        source, cue, content = (_words_in([(s.start, s.end) for s in spans], tokens) for spans in roles)
        if content:
            start = min(span.start for span in attribution.content)
            opens = text[start : start + 3].lstrip().startswith(OPENING_MARKS)
            opens = opens or text[max(0, start - 1) : start].startswith(OPENING_MARKS)
            found.append(_Relation(source, cue, content, opens))
    return found


def _counts(gold: Sequence[_Relation], found: Sequence[_Relation]) -> dict[str, tuple[float, float, float, float]]:
    """For each measure: those of the gold that were found, those found that fit, all found, all gold."""
    exact = (Counter(r.content for r in gold) & Counter(r.content for r in found)).total()
    pairs = _pairs(gold, found)
    both = [(g, f) for g, f in pairs if _overlap(g.source, f.source) >= SAME]
    right, fitting = sum(g.direct for g, _ in both), sum(f.direct for _, f in both)
    return {
        "exact content": (exact, exact, len(found), len(gold)),
        "relation": (len(pairs), len(pairs), len(found), len(gold)),
        "relation+source": (len(both), len(both), len(found), len(gold)),
        "direct": (right, fitting, sum(r.direct for r in found), sum(r.direct for r in gold)),
    }


def _pairs(gold: Sequence[_Relation], found: Sequence[_Relation]) -> list[tuple[_Relation, _Relation]]:
    """Pairs of the same content, one to one, the most alike first."""
    alike = [
        (-_overlap(g.content, f.content), -_overlap(g.cue, f.cue), i, k)
        for i, g in enumerate(gold)
        for k, f in enumerate(found)
    ]
    pairs: dict[int, int] = {}
    for content, _, i, k in sorted(alike):
        if -content >= SAME and i not in pairs and k not in pairs.values():
            pairs[i] = k
    return [(gold[i], found[k]) for i, k in pairs.items()]


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(text)]


def _words_in(spans: Iterable[Sequence[int]], tokens: Sequence[tuple[int, int]]) -> Words:
    """The numbers of the words that any of the stretches touches."""
    pairs = [tuple(span) for span in spans]
    return frozenset(i for i, (s, e) in enumerate(tokens) if any(s < end and start < e for start, end in pairs))


def _overlap(a: Words, b: Words) -> float:
    """Intersection over union; 1 where both are empty."""
    return len(a & b) / len(a | b) if a or b else 1.0


def score_claims(gold: Mapping[str, Any], found: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Score]:
    """Score a comparison against gold, both in the form of an exported ``claims.json``; ``texts`` is id → text.

    Two mentions are the same where their words in one article agree by half. Claims are paired one to one, those that
    share most mentions first. The measures:

    - ``cells``: a claim, an article and a stance that a pair has in common;
    - ``shared``: those of the claims that two articles or more carry;
    - ``links``: pairs of mentions in different articles that stand under one claim;
    - ``origin``: of the right cells, those with the same innermost holder (a share, so all three figures are one);
    - ``disputed``: claims that one mention asserts and another denies;
    - ``conflicts``: pairs of claims that can't both be true;
    - ``wording``: pairs of stretches that render one utterance in different words.

    Raises ValueError if a mention names an article that is not in ``texts``.

    >>> mention = {"article": "a", "spans": [[0, 19]], "holders": [], "stance": "asserts"}
    >>> event = {"claims": [{"id": "c1", "mentions": [mention]}]}
    >>> score_claims(event, event, {"a": "The bridge is open."})["cells"].f1
    1.0
    """
    tokens = {id: _tokens(text) for id, text in texts.items()}
    g, f = (_Event.read(event, tokens, texts) for event in (gold, found))
    pairs = _pair_claims(g, f)
    scores = {}
    for measure, least in (("cells", 1), ("shared", 2)):
        carried, ours = ({c for c in event.claims if len(event.articles(c)) >= least} for event in (g, f))
        right = sum(len(g.cells(a) & f.cells(b)) for a, b in pairs.items() if a in carried and b in ours)
        scores[measure] = Score.of(right, sum(len(f.cells(b)) for b in ours), sum(len(g.cells(a)) for a in carried))
    scores["links"] = _score_pairs(list(g.links()), list(f.links()))
    cells = [(a, b, cell) for a, b in pairs.items() for cell in g.cells(a) & f.cells(b)]
    agree = sum(any(_same_name(x, y) for x in g.ends(a, cell) for y in f.ends(b, cell)) for a, b, cell in cells)
    scores["origin"] = Score.of(agree, len(cells), len(cells))
    right = sum(pairs.get(a) in f.disputed() for a in g.disputed())
    scores["disputed"] = Score.of(right, len(f.disputed()), len(g.disputed()))
    mapped = {frozenset(pairs.get(claim, "") for claim in conflict) for conflict in g.conflicts}
    scores["conflicts"] = Score.of(len(mapped & f.conflicts), len(f.conflicts), len(g.conflicts))
    scores["wording"] = _score_pairs(g.wordings, f.wordings)
    return scores


@dataclass(frozen=True, slots=True)
class _Mention:
    article: str
    words: Words
    stance: str = ""
    origin: str | None = None


Pair = tuple[_Mention, _Mention]


@dataclass(frozen=True, slots=True)
class _Event:
    """The claims of one ``claims.json``, their mentions as sets of words."""

    claims: Mapping[str, Sequence[_Mention]]
    conflicts: frozenset[frozenset[str]]
    wordings: Sequence[Pair]

    @classmethod
    def read(
        cls, data: Mapping[str, Any], tokens: Mapping[str, Sequence[tuple[int, int]]], texts: Mapping[str, str]
    ) -> _Event:
        def mention(place: Mapping[str, Any]) -> _Mention:
            article = place["article"].removesuffix(".txt")
            if article not in texts:
                raise ValueError(f"a mention in article {article!r}, which is not among {sorted(texts)}: give its text")
            spans = place.get("spans") or _located(place["quote"], texts[article])
            holders = place.get("holders") or [None]
            return _Mention(article, _words_in(spans, tokens[article]), place.get("stance", "asserts"), holders[-1])

        claims = {claim["id"]: [mention(m) for m in claim["mentions"]] for claim in data["claims"] if claim["mentions"]}
        conflicts = {
            frozenset(pair)
            for conflict in data.get("conflicts", [])
            for pair in combinations([claim for claim in conflict["claims"] if claim in claims], 2)
        }
        groups = [[mention(v) for v in group["variants"]] for group in data.get("wording", [])]
        wordings = [pair for group in groups for pair in combinations([v for v in group if v.words], 2)]
        return cls(claims, frozenset(conflicts), wordings)

    def articles(self, claim: str) -> set[str]:
        return {m.article for m in self.claims[claim]}

    def cells(self, claim: str) -> set[tuple[str, str]]:
        """Article and stance of each mention."""
        return {(m.article, m.stance) for m in self.claims[claim]}

    def ends(self, claim: str, cell: tuple[str, str]) -> list[str | None]:
        """The innermost holders of the mentions in a cell; None for the article's own voice."""
        return [m.origin for m in self.claims[claim] if (m.article, m.stance) == cell]

    def disputed(self) -> set[str]:
        return {c for c, mentions in self.claims.items() if {"asserts", "denies"} <= {m.stance for m in mentions}}

    def links(self) -> Iterator[Pair]:
        for mentions in self.claims.values():
            yield from ((a, b) for a, b in combinations(mentions, 2) if a.article != b.article)


def _located(quote: str, text: str) -> list[tuple[int, int]]:
    """Where the pieces of a quote, joined with " … ", first stand."""
    pieces = [(text.find(piece), len(piece)) for piece in re.split(r"\s+(?:…|\.\.\.)\s+", quote)]
    return [(start, start + length) for start, length in pieces if start >= 0]


def _agreement(a: _Mention, b: _Mention) -> float:
    """F1 of the words of two mentions; 0 in different articles."""
    if a.article != b.article or not (a.words or b.words):
        return 0.0
    return 2 * len(a.words & b.words) / (len(a.words) + len(b.words))


def _pair_claims(gold: _Event, found: _Event) -> dict[str, str]:
    """The found claim for each gold one that has one."""
    scored = []
    for g, wanted in gold.claims.items():
        for f, ours in found.claims.items():
            best = [max(_agreement(m, n) for n in ours) for m in wanted]
            shared = sum(agreement >= SAME for agreement in best)
            if shared:
                scored.append((-2 * shared / (len(wanted) + len(ours)), -sum(best), g, f))
    pairs: dict[str, str] = {}
    for _, _, g, f in sorted(scored):
        if g not in pairs and f not in pairs.values():
            pairs[g] = f
    return pairs


def _score_pairs(gold: Sequence[Pair], found: Sequence[Pair]) -> Score:
    """One-to-one matches between two lists of unordered pairs of mentions."""

    def same(a: Pair, b: Pair) -> bool:
        return all(_agreement(x, y) >= SAME for x, y in zip(a, b, strict=True))

    left = list(found)
    for a, b in gold:
        match = next((pair for pair in left if same((a, b), pair) or same((b, a), pair)), None)
        if match is not None:
            left.remove(match)
    return Score.of(len(found) - len(left), len(found), len(gold))


def _same_name(a: str | None, b: str | None) -> bool:
    """Whether half of the shorter name's words are the other's."""
    if a is None or b is None:
        return a is b
    x, y = (set(re.findall(r"\w+", name.casefold())) - NAMELESS for name in (a, b))
    return bool(x & y) and len(x & y) / min(len(x), len(y)) >= 0.5
