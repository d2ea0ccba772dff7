"""What an article says becomes claims: one proposition each, who holds it, and with which stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.cues import stem
from newsclaims.clauses import NEGATIONS, VerbGroup, clause_ranges, subject_before, trim, verb_groups
from newsclaims.entities import MEDIA_REPORTS, Holder, Names, find_entities, listed
from newsclaims.quantities import Period, Quantity, find_periods, find_quantities
from newsclaims.text import Span, Token, sentences, tokens

Stance = Literal["asserts", "denies", "unsure"]

# Verbs whose holder says that the content is not so, as Snowball stems.
DENYING = frozenset("deni dismiss reject refut disput rebut disavow debunk contradict repudi".split())
# Predicates that say so of a report: "is false", "branded the claim fiction".
FALSE = re.compile(
    r"\b(?:false|untrue|not true|fiction|fake|fabricat\w+|lies?|baseless|unfounded|nonsense|hoax|bogus|incorrect|rumou?rs?"
    r"|wrong|misinformation|disinformation|slander\w*|invention|never happened)\b",
    re.IGNORECASE,
)
HEDGES = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)? (?=\w)|reportedly|apparent(?:ly)?|suppos\w+ly|purported(?:ly)?|possibl[ey]|potentially|"
    r"perhaps|maybe|likely|unlikely|probably|may|might|unclear|uncertain|unresolved|unconfirmed|"
    r"(?:is|are|was|were) expected|rumou?red)\b",
)
STAND_IN = re.compile(
    r"(?:(?:the|this|that|these|those|such|his|her|their|its|any|all|a|an|media|news|\w+['’]s)\s+)*"
    r"(?:reports?|claims?|allegations?|accusations?|stor(?:y|ies)|assertions?|rumou?rs?|statements?|suggestions?|it|this|that)",
    re.IGNORECASE,
)
HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady".split())


@dataclass(frozen=True, slots=True)
class Step:
    """One rewrite on the way from the words to the proposition; replayable."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition in one article: the words that carry it, its plain form, who holds it and how.

    ``holders`` runs from the one nearest the article to the one nearest the proposition; ``()`` is the article's own voice.
    ``period`` is when, if the words say so and the article's date is known; ``quantities`` are the numbers in the words.
    """

    id: str
    article_id: str
    spans: tuple[Span, ...]
    proposition: str
    holders: tuple[Holder, ...]
    stance: Stance
    period: Period | None = None
    quantities: tuple[Quantity, ...] = ()
    steps: tuple[Step, ...] = ()


def replay(steps: Iterable[Step], words: str) -> str:
    """The proposition that the steps make of an article's words; ValueError if they do not fit.

    >>> replay([Step("positive form", "It did not rain", "It did rain")], "It did not rain")
    'It did rain'
    """
    for step in steps:
        if step.before != words:
            raise ValueError(f"step {step.rule!r} starts from {step.before!r}, not from {words!r}")
        words = step.after
    return words


def normalize_claims(articles: Sequence[Article], attributions: Sequence[Attribution]) -> list[Claim]:
    """The claims of articles on one event, in the order of the articles and their text.

    Names are canonical over all the articles, so pass those of one event together.
    """
    names = Names(find_entities(articles))
    claims: list[Claim] = []
    for article in articles:
        own = [a for a in attributions if a.article_id == article.id]
        claims += _Reading(article, own, names).claims()
    return [replace(claim, id=f"m{n:03}") for n, claim in enumerate(claims, 1)]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A clause of one sentence and the attributions it lies in, outermost first."""

    row: Sequence[Token]
    chain: tuple[Attribution, ...]
    subject: str | None  # carried over from the clause before, where it has none of its own


@dataclass
class _Reading:
    """One article on its way to claims; remembers who spoke last and what was last reported or denied."""

    article: Article
    attributions: Sequence[Attribution]
    names: Names
    holders: dict[int, Holder | None] = field(default_factory=dict)
    made: list[Claim] = field(default_factory=list)

    def claims(self) -> list[Claim]:
        text = self.article.text
        self._name_sources()
        clausal = [a for a in self.attributions if _is_clausal(text, a)]
        for passage in self.article.passages():
            for sentence in sentences(text, passage.start, passage.end):
                here = [a for a in clausal if any(sentence.overlaps(s) for s in (*a.content, *a.cue))]
                first = len(self.made)
                for segment in self._segments(sentence, here):
                    self.made += self._read(segment, first)
        return self.made

    def _name_sources(self) -> None:
        speaker: Holder | None = None
        for attribution in self.attributions:
            if not attribution.source:
                self.holders[id(attribution)] = None
                continue
            source = attribution.source[0]
            inner = source.text.casefold() in {"i", "we", "my", "our"} and attribution.parent is not None
            last = self.holders.get(id(attribution.parent)) if inner else speaker
            holder = self.names.holder(self.article, source, last)
            self.holders[id(attribution)] = holder
            if holder.kind in {"person", "outlet", "organisation"}:
                speaker = holder

    def _segments(self, sentence: Span, here: Sequence[Attribution]) -> Iterator[_Segment]:
        """The clauses of a sentence, cut also where a content begins or ends; what only tells that somebody speaks is
        left out unless it says when or to whom."""
        text = self.article.text
        row = tokens(text, sentence.start, sentence.end)
        edges = {sentence.start, sentence.end}
        for attribution in here:
            for span in attribution.content:
                edges |= {min(max(at, sentence.start), sentence.end) for at in (span.start, span.end)}
        subject = _subjects(row)
        ordered = sorted(edges)
        for start, end in zip(ordered, ordered[1:], strict=False):
            piece = [t for t in row if start <= t.start and t.end <= end]
            for a, b in clause_ranges(piece):
                part = piece[a:b]
                chain = [x for x in here if any(s.start <= part[0].start and part[-1].end <= s.end for s in x.content)]
                chain.sort(key=lambda x: -sum(s.end - s.start for s in x.content))
                telling = any(part[0].start <= c.start < part[-1].end for x in here if x not in chain for c in x.cue)
                if telling and not self._tells_more(part):
                    continue
                yield _Segment(part, tuple(chain), None if subject_of(part) else subject.get(part[0].start))

    def _tells_more(self, part: Sequence[Token]) -> bool:
        """Whether a telling clause says when, where or to whom: that is a claim of its own."""
        words = self.article.text[part[0].start : part[-1].end]
        reference = self.article.published
        return bool(find_periods(words, reference=reference)) or bool(re.search(r"\btold [A-Z]", words))

    def _read(self, segment: _Segment, first: int) -> Iterator[Claim]:
        """The claims of one clause: one as a rule, two where a denial spells out what others assert."""
        row, chain = segment.row, segment.chain
        words = self.article.text[row[0].start : row[-1].end]
        denial = next((k for k, a in enumerate(chain) if _denies(a)), None)
        flipped, unsure = _negated(row), bool(HEDGES.search(words))
        stood_for = self._antecedent(words, first) if _says_false(words) or STAND_IN.fullmatch(words) else None
        base = self._claim(segment, stood_for)
        holders = [self.holders[id(a)] or Holder(MEDIA_REPORTS, "group") for a in chain]
        if stood_for is not None and _says_false(words):
            yield replace(base, holders=tuple(holders), stance="denies")
            return
        false_report = bool(chain) and self._called_false(chain[-1])
        if denial is not None:
            yield replace(base, holders=tuple(holders[: denial + 1]), stance="asserts" if flipped else "denies")
            if denial + 1 < len(chain):
                rest = tuple(holders[:denial] + holders[denial + 1 :])
                yield replace(base, holders=rest, stance=_stance(flipped, unsure=False))
        elif false_report:
            yield replace(base, holders=tuple(holders[:-1]), stance="asserts" if flipped else "denies")
            yield replace(base, holders=tuple(holders), stance=_stance(flipped, unsure=False))
        else:
            yield replace(base, holders=tuple(holders), stance=_stance(flipped, unsure=unsure))

    def _antecedent(self, words: str, first: int) -> Claim | None:
        """What "the reports" or "this" stands for: the clause before it in the sentence for "a claim", else what was last
        denied, else what was last said to be reported."""
        if re.match(r"an? ", words) and len(self.made) > first:
            return self.made[-1]
        denied = [c for c in self.made if c.stance == "denies"]
        reported = [c for c in self.made if c.holders]
        return (denied or reported or [None])[-1]

    def _called_false(self, attribution: Attribution) -> bool:
        """Whether what follows a noun's content calls it false: "Reports that … are false"."""
        if not attribution.cue or attribution.source:
            return False
        after = attribution.content[-1].end
        return bool(
            re.match(r"\s*(?:is|are|was|were)\s+(?:\w+ly\s+)?", self.article.text[after : after + 30])
        ) and bool(
            FALSE.match(re.sub(r"^\s*(?:is|are|was|were)\s+(?:\w+ly\s+)?", "", self.article.text[after : after + 60]))
        )

    def _claim(self, segment: _Segment, stood_for: Claim | None) -> Claim:
        """The claim of a clause before its holders and stance are known."""
        text, row = self.article.text, segment.row
        span = Span.cut(text, row[0].start, row[-1].end)
        periods = find_periods(text, span.start, span.end, reference=self.article.published)
        steps = tuple(self._steps(segment, span, periods))
        return Claim(
            id="",
            article_id=self.article.id,
            spans=(span,),
            proposition=stood_for.proposition if stood_for else (steps[-1].after if steps else span.text),
            holders=(),
            stance="asserts",
            period=periods[0] if periods else None,
            quantities=tuple(find_quantities(text, span.start, span.end)),
            steps=() if stood_for else steps,
        )

    def _steps(self, segment: _Segment, span: Span, periods: Sequence[Period]) -> Iterator[Step]:
        """The rewrites that make a clause stand alone, one step for each rule that changes something."""
        edits: list[tuple[int, int, str]] = []
        rules: list[tuple[str, list[tuple[int, int, str]]]] = [
            ("subject carried over", [(span.start, span.start, f"{segment.subject} ")] if segment.subject else []),
            ("opening word dropped", _opening(segment.row)),
            ("canonical names", self._renamed(span)),
            ("absolute dates", [(p.span.start, p.span.end, _day(p)) for p in periods if (p.end - p.start).days == 1]),
            ("positive form", _positive(segment.row)),
        ]
        before = span.text
        for rule, more in rules:
            edits += [e for e in more if not any(e[0] < end and start < e[1] for start, end, _ in edits)]
            after = _edited(span, edits)
            if after != before:
                yield Step(rule, before, after)
            before = after

    def _renamed(self, span: Span) -> list[tuple[int, int, str]]:
        return [
            (s.start, s.end, entity.name.removeprefix("The ") if s.start > span.start else entity.name)
            for s, entity in self.names.within(self.article.id, span.start, span.end)
            if entity.kind == "person" and s.text != entity.name
        ]


def _edited(span: Span, edits: Iterable[tuple[int, int, str]]) -> str:
    """The words of a span with stretches replaced."""
    out, at = [], span.start
    for start, end, words in sorted(edits):
        out += [span.text[at - span.start : start - span.start], words]
        at = end
    out.append(span.text[at - span.start :])
    return re.sub(r"\s+", " ", "".join(out)).strip()


def _day(period: Period) -> str:
    return f"{period.start.day} {period.start:%B %Y}"


def _opening(row: Sequence[Token]) -> list[tuple[int, int, str]]:
    """The edit that drops "that", "which" or a conjunction from the front of a clause."""
    if len(row) > 1 and row[0].text.lower() in {
        "that",
        "whether",
        "if",
        "because",
        "although",
        "though",
        "while",
        "as",
    }:
        return [(row[0].start, row[1].start, "")]
    return []


def _positive(row: Sequence[Token]) -> list[tuple[int, int, str]]:
    """The edits that take the negation out of the main verb group or its noun phrases."""
    edits = []
    for i, token in enumerate(row):
        if token.text.lower() in NEGATIONS | {"yet"} and _negated(row):
            end = row[i + 1].start if i + 1 < len(row) and token.text.lower() not in {"n't", "n’t"} else token.end
            edits.append((token.start, end, ""))
    return edits


def _stance(flipped: bool, *, unsure: bool) -> Stance:
    return "denies" if flipped else "unsure" if unsure else "asserts"


def _negated(row: Sequence[Token]) -> bool:
    """Whether the first finite verb, or "no" before its subject or object, turns the clause round."""
    groups = verb_groups(row)
    main = next((g for g in groups if g.finite), groups[0] if groups else None)
    if main is None:
        return False
    no = any(t.text.lower() in {"no", "neither", "nobody", "none", "nothing"} for t in row[: main.end + 3])
    return main.negated != no


def _says_false(words: str) -> bool:
    return bool(FALSE.search(words))


def _denies(attribution: Attribution) -> bool:
    """Whether the cue itself denies, or brands what it is about as false."""
    cue = " ".join(c.text for c in attribution.cue)
    if any(stem(word) in DENYING for word in re.findall(r"\w+", cue)):
        return not any(word in NEGATIONS for word in cue.lower().split())
    return False


def _is_clausal(text: str, attribution: Attribution) -> bool:
    """Whether the content is a proposition (a clause, a quotation, a denied or reported thing) and not a mere object of
    the act ("discussed the war", "urged him to leave")."""
    if attribution.kind in {"direct", "unmarked"} or _denies(attribution) or not attribution.cue:
        return True
    content = attribution.content[0]
    row = tokens(text, content.start, content.end)
    if not row:
        return False
    groups = verb_groups(row)
    noun = not attribution.source or attribution.cue[0].text.split()[-1].lower() in {"of", "about"}
    if noun and re.search(r"\bof$", attribution.cue[0].text):
        return True
    if row[0].tag in {"TO", "WRB", "VBG"} or (
        row[0].tag == "IN" and row[0].text.lower() not in {"that", "if", "whether"}
    ):
        return False
    return bool(groups) and groups[0].finite


def subject_of(row: Sequence[Token]) -> bool:
    """Whether the first verb group of a clause has words before it that can be its subject."""
    groups = verb_groups(row)
    return not groups or groups[0].start > 0


def _subjects(row: Sequence[Token]) -> dict[int, str]:
    """For each token's offset the subject of the last finite verb before it."""
    found: dict[int, str] = {}
    last: str | None = None
    groups: dict[int, VerbGroup] = {g.start: g for g in verb_groups(row)}
    for i, token in enumerate(row):
        if last:
            found[token.start] = last
        if i in groups and groups[i].finite and (pair := subject_before(row, i)):
            last = " ".join(t.text for t in row[slice(*pair)])
    return found
