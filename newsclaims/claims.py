"""What an article says becomes claims: one proposition each, who holds it, and with which stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.clauses import NEGATIONS, clauses, noun_phrase_before, noun_phrase_from, subject_before, verb_groups
from newsclaims.cues import stem
from newsclaims.entities import MEDIA_REPORTS, Holder, Names, find_entities, find_mentions, office
from newsclaims.periods import Period, find_periods
from newsclaims.quantities import Quantity, find_quantities
from newsclaims.text import Span, Token, sentences, tokens

Stance = Literal["asserts", "denies", "unsure"]

# Verbs whose holder says that the content is not so, as Snowball stems.
DENYING = frozenset("deni dismiss reject refut disput rebut disavow debunk contradict repudi".split())
# Predicates that say so of a report: "is false", "branded the claim fiction".
FALSE = re.compile(
    r"\b(?:false|untrue|not true|fiction|fake|fabricat\w+|lies?|baseless|unfounded|nonsense|hoax|bogus|incorrect|wrong"
    r"|misinformation|disinformation|slander\w*|never happened)\b",
    re.IGNORECASE,
)
CALLED_FALSE = re.compile(rf"(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:{FALSE.pattern})", re.IGNORECASE)
BRANDED = re.compile(r"^(?:brand|call|label|describ|dismiss|denounc|decr|slam|reject)\w*\b", re.IGNORECASE)
# Words that leave a proposition open, and those that do so only in the article's own voice.
OPEN = re.compile(
    r"\b(?:may|might|perhaps|maybe|possibl[ey]|potentially|probably|unlikely|unclear|(?:is|are|was|were) expected)\b"
)
HEDGES = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|(?:[Tt]he|[Aa]n?|this) reported|apparent(?:ly)?|supposed(?:ly)?|purported(?:ly)?|"
    r"likely|uncertain|unresolved|unconfirmed|rumou?red|will)\b"
)
STAND_IN = re.compile(
    r"(?:(?:the|this|that|these|those|such|his|her|their|its|any|all|a|an|media|news|\w+\s['’]s)\s+)*"
    r"(?:reports?|claims?|allegations?|accusations?|stor(?:y|ies)|assertions?|rumou?rs?|statements?|suggestions?|it|this|that)\b"
    r"(?!\s+(?:that|of|about))",
    re.IGNORECASE,
)
# A clause that only says that something was or was not: "no such meeting took place", "there was no call".
EXISTENCE = re.compile(
    r"[\"“]?\s*(?:there (?:was|were|has been|had been) (?:no|never an?|an?)( such)?( \w+)?( \w+)?"
    r"|(?:an?|the|no|any)( such| alleged| reported| disputed)?( \w+)? \w+"
    r" (?:(?:has|have|had|ever|never|not|n't|did) )*(?:(?:took|taken|take) place|happen(?:ed)?|occur(?:red)?))\b\s*[\"”]?",
    re.IGNORECASE,
)
OPENERS = frozenset("that whether if because although though while as with".split())
RELATIVE = frozenset({"WDT", "WP", "WP$"})
NEAR = 150  # characters: verdicts further apart than a source and its cue are two
Edited = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One rewrite on the way from the words to the proposition; replayable."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Title:
    """An office that an article gives somebody."""

    person: str
    office: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition in one article: the words that carry it, its plain form, who holds it and how.

    ``holders`` runs from the one nearest the article to the one nearest the proposition; ``()`` is the article's own voice.
    ``period`` is when, if the words say so and the article's date is known; ``quantities`` are the numbers in the words.
    ``title`` is the office that the claim is about, None for all other claims.
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
    title: Title | None = None


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
    claims += _title_claims(articles, names)
    order = {article.id: n for n, article in enumerate(articles)}
    claims.sort(key=lambda claim: order[claim.article_id])
    return [replace(claim, id=f"m{n:03}") for n, claim in enumerate(claims, 1)]


def _title_claims(articles: Sequence[Article], names: Names) -> list[Claim]:
    """Who holds which office, by the titles before names, for those of whom the articles don't all say the same."""
    found: dict[str, dict[tuple[str, str], Claim]] = {}
    for article in articles:
        for mention in find_mentions(article):
            held = office(mention.title.text) if mention.title else None
            entity = names.at(article.id, mention.span)
            if held is None or mention.title is None or entity is None or entity.kind != "person":
                continue
            span = Span.cut(article.text, mention.title.start, mention.span.end)
            words = f"{entity.name} is {held}"
            claim = Claim(
                "",
                article.id,
                (span,),
                words,
                (),
                "asserts",
                steps=(Step("title", span.text, words),),
                title=Title(entity.name, held),
            )
            found.setdefault(entity.name, {}).setdefault((article.id, held), claim)
    return [c for claims in found.values() if len({held for _, held in claims}) > 1 for c in claims.values()]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A clause of one sentence and the attributions it lies in, outermost first."""

    row: Sequence[Token]
    chain: tuple[Attribution, ...]
    subject: Span | None  # carried over from the clause before, where it has none of its own

    @property
    def words(self) -> str:
        return " ".join(token.text for token in self.row)


@dataclass
class _Reading:
    """One article on its way to claims; remembers what was last reported or denied, for "the report" and "this"."""

    article: Article
    attributions: Sequence[Attribution]
    names: Names
    holders: dict[int, Holder | None] = field(default_factory=dict)
    made: list[Claim] = field(default_factory=list)
    topic: Claim | None = None
    reporter: Holder | None = None

    def claims(self) -> list[Claim]:
        text = self.article.text
        self._name_sources()
        clausal = [a for a in self.attributions if _is_clausal(text, a)]
        for passage in self.article.passages():
            for sentence in sentences(text, passage.start, passage.end):
                here = [a for a in clausal if any(sentence.overlaps(s) for s in (*a.content, *a.cue))]
                first = len(self.made)
                for segment in self._segments(sentence, here):
                    self._read(segment, first)
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
        left out unless it says when, to whom or from where."""
        row = tokens(self.article.text, sentence.start, sentence.end)
        subjects = self._subjects(row)
        edges = {sentence.start, sentence.end}
        for span in (span for attribution in here for span in attribution.content):
            edges |= {min(max(at, sentence.start), sentence.end) for at in (span.start, span.end)}
        for start, end in pairwise(sorted(edges)):
            for part in clauses([t for t in row if start <= t.start and t.end <= end]):
                chain = [x for x in here if any(s.start <= part[0].start and part[-1].end <= s.end for s in x.content)]
                chain.sort(key=lambda x: -sum(s.end - s.start for s in x.content))
                clause = part[1:] if len(part) > 1 and part[0].text.lower() in OPENERS else part
                verbs = verb_groups(clause)
                cues = [c for x in here if x not in chain for c in x.cue]
                main = next((clause[g.head] for g in verbs if g.finite), clause[verbs[0].head] if verbs else clause[0])
                telling = any(c.start <= main.start < c.end for c in cues)
                carried = (
                    subjects.get(part[0].start) if verbs and (not verbs[0].start or clause[0].tag in RELATIVE) else None
                )
                segment = _Segment(clause, tuple(chain), carried)
                if (verbs or chain) and not (telling and not self._tells_more(segment)):
                    if not CALLED_FALSE.fullmatch(segment.words):
                        yield segment

    def _subjects(self, row: Sequence[Token]) -> dict[int, Span]:
        """For each token's offset the subject of the last verb before it that has one; for a relative pronoun behind a
        comma, what stands before the comma."""
        found: dict[int, Span] = {}
        last: Span | None = None
        groups = {g.start: g for g in verb_groups(row)}
        for i, token in enumerate(row):
            pair = None
            if token.tag in RELATIVE and i > 1 and row[i - 1].text == ",":
                first = noun_phrase_before(row, i - 1)
                pair = (first, i - 1) if first < i - 1 else None
                if pair:
                    found[token.start] = Span.cut(self.article.text, row[first].start, row[i - 2].end)
                continue
            if last:
                found[token.start] = last
            if i in groups and (groups[i].finite or row[i - 1].text != ","):
                pair = subject_before(row, i)
                if pair:
                    last = Span.cut(self.article.text, row[pair[0]].start, row[pair[1] - 1].end)
        return found

    def _tells_more(self, segment: _Segment) -> bool:
        """Whether a telling clause says when, to whom or from where: that is a claim of its own."""
        dated = find_periods(segment.words, reference=self.article.published)
        return bool(dated) or re.search(r"\btold [A-Z]|\bciting\b", segment.words) is not None

    def _read(self, segment: _Segment, first: int) -> None:
        """Add the claims of one clause: one as a rule, two where a denial spells out what others assert."""
        words, chain = segment.words, segment.chain
        holders = [self.holders[id(a)] or Holder(MEDIA_REPORTS, "group") for a in chain]
        denial = next((k for k, a in enumerate(chain) if _denies(a)), None)
        verdict = FALSE.search(words) is not None
        if (STAND_IN.match(words) and (verdict or STAND_IN.fullmatch(words))) or (BRANDED.search(words) and verdict):
            self._judge(segment, holders, first)
            return
        if "reportedly" in words and not holders and self.reporter:
            holders = [self.reporter]
        flipped, unsure = _negated(segment.row), _hedged(words, bool(holders))
        base = self._claim(segment)
        if self.topic and EXISTENCE.match(words):
            base = replace(base, proposition=self.topic.proposition, steps=())
        if denial is not None:
            self.topic = replace(base, holders=tuple(holders[: denial + 1]), stance=_stance(not flipped))
            self.made.append(self.topic)
            rest = holders[:denial] + holders[denial + 1 :]
            if denial + 1 < len(chain):
                self.made.append(replace(base, holders=tuple(rest), stance=_stance(flipped)))
        elif chain and self._called_false(chain[-1]):
            self.topic = replace(base, holders=tuple(holders[:-1]), stance=_stance(not flipped))
            self.made += [self.topic, replace(base, holders=tuple(holders), stance=_stance(flipped))]
        else:
            self.made.append(replace(base, holders=tuple(holders), stance=_stance(flipped, unsure=unsure)))
        if holders and holders[0].kind == "outlet":
            self.reporter = holders[0]
            self.topic = self.topic or self.made[-1]

    def _judge(self, segment: _Segment, holders: list[Holder], first: int) -> None:
        """Add the denial of what "the reports" or "this" stands for: the clause before it in the sentence for "a claim",
        else what was last denied or first reported. Verdicts in a row by one holder are one mention in pieces."""
        denied = self.topic
        if re.match(r"an? ", segment.words) and len(self.made) > first:
            denied = self.made[-1]
        elif re.match(r"(?:his|her|their)\b", segment.words, re.IGNORECASE):
            denied = next((c for c in reversed(self.made) if c.holders and c.holders[-1].kind == "person"), denied)
        if denied is None:
            return
        row = segment.row
        start, end = row[0].start, row[-1].end
        cues = [a for a in self.attributions if a.cue and a.cue[0].start < end and start <= a.content[-1].end]
        around = [a for a in cues if a in segment.chain[-1:] or start <= a.cue[0].start < end]
        if around and not segment.chain:
            holders = [self.holders[id(around[0])] or Holder(MEDIA_REPORTS, "group")]
        elif not holders and segment.subject:
            holders = [self.names.holder(self.article, segment.subject, None)]
        if (
            around
            and STAND_IN.match(segment.words)
            and around[0].kind != "direct"
            and around[0].content[0].start >= start - 1
        ):
            start, end = min(start, around[0].cue[0].start), max(end, around[0].cue[-1].end)
        span = Span.cut(self.article.text, start, end)
        last = self.made[-1] if self.made else None
        if last and last.spans[-1].end <= start and last.stance == "denies" and last.holders == tuple(holders):
            if last.proposition == denied.proposition and not last.steps and start - last.spans[-1].end < NEAR:
                self.made[-1] = replace(last, spans=(*last.spans, span))
                return
        self.made.append(replace(denied, spans=(span,), holders=tuple(holders), stance="denies", steps=()))

    def _called_false(self, attribution: Attribution) -> bool:
        """Whether what follows a noun's content calls it false: "Reports that … are false"."""
        after = attribution.content[-1].end
        return CALLED_FALSE.match(self.article.text[after : after + 60].lstrip()) is not None

    def _claim(self, segment: _Segment) -> Claim:
        """The claim of a clause before its holders and stance are known."""
        text, row = self.article.text, segment.row
        spans = tuple(Span.cut(text, *piece) for piece in _pieces(text, row))
        whole = Span.cut(text, spans[0].start, spans[-1].end)
        periods = [p for s in spans for p in find_periods(text, s.start, s.end, reference=self.article.published)]
        steps = tuple(self._steps(segment, spans, periods))
        return Claim(
            id="",
            article_id=self.article.id,
            spans=spans,
            proposition=steps[-1].after if steps else whole.text,
            holders=(),
            stance="asserts",
            period=periods[0] if periods else None,
            quantities=tuple(q for s in spans for q in find_quantities(text, s.start, s.end)),
            steps=steps,
        )

    def _steps(self, segment: _Segment, spans: Sequence[Span], periods: Sequence[Period]) -> Iterator[Step]:
        """The rewrites that make a clause stand alone, one step for each rule that changes something."""
        start = spans[0].start
        whole = Span.cut(self.article.text, start, spans[-1].end)
        pronoun = segment.row[0].end if segment.subject and segment.row[0].tag in RELATIVE else start
        edits: list[Edited] = []
        rules: list[tuple[str, list[Edited]]] = [
            ("insertion left out", [(a.end, b.start, " ") for a, b in pairwise(spans)]),
            ("subject carried over", [(start, pronoun, f"{self._name(segment.subject)} ")] if segment.subject else []),
            ("speaker named", self._named_pronouns(segment)),
            ("canonical names", [edit for span in spans for edit in self._renamed(span)]),
            ("absolute dates", [(p.span.start, p.span.end, _day(p)) for p in periods if (p.end - p.start).days == 1]),
            ("positive form", _positive(segment.row)),
        ]
        before = whole.text
        for rule, more in rules:
            edits += [e for e in more if not any(e[0] < end and start < e[1] for start, end, _ in edits)]
            after = _edited(whole, edits)
            if after != before:
                yield Step(rule, before, after)
            before = after
        if (after := _sentence(before)) != before:
            yield Step("written as a sentence", before, after)

    def _name(self, span: Span) -> str:
        """The words of a subject, with the canonical name if they are a name."""
        named = [e for s, e in self.names.within(self.article.id, span.start, span.end) if s == span]
        return named[0].name if named else span.text

    def _named_pronouns(self, segment: _Segment) -> list[Edited]:
        """The edits that put a name for "he" or "she" at the front: whoever speaks there, or who is spoken for."""
        first = segment.row[0]
        if first.text.lower() not in {"he", "she"}:
            return []
        speaks = [a for a in self.attributions if a.source and a.source[0].start == first.start]
        holder = self.holders[id((speaks or segment.chain)[-1])] if speaks or segment.chain else None
        return [(first.start, first.end, holder.name)] if holder and holder.kind == "person" else []

    def _renamed(self, span: Span) -> list[Edited]:
        return [
            (s.start, s.end, entity.name.removeprefix("The ") if s.start > span.start else entity.name)
            for s, entity in self.names.within(self.article.id, span.start, span.end)
            if entity.kind == "person" and s.text != entity.name
        ]


def _pieces(text: str, row: Sequence[Token]) -> list[tuple[int, int]]:
    """The offsets of a clause: pieces where words that are not its own stand between its tokens."""
    pieces: list[tuple[int, int]] = []
    for token in row:
        if pieces and not re.search(r"\w", text[pieces[-1][1] : token.start]):
            pieces[-1] = (pieces[-1][0], token.end)
        else:
            pieces.append((token.start, token.end))
    return pieces


def _edited(span: Span, edits: Iterable[Edited]) -> str:
    """The words of a span with stretches replaced."""
    out, at = [], span.start
    for start, end, words in sorted(edits):
        out += [span.text[at - span.start : start - span.start], words]
        at = end
    out.append(span.text[at - span.start :])
    return re.sub(r"\s+", " ", "".join(out)).strip()


def _day(period: Period) -> str:
    return f"{period.start.day} {period.start:%B %Y}"


def _sentence(words: str) -> str:
    """Words without quotation marks, with a capital in front and no space before a comma."""
    words = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"[\"“”]", "", words)).strip(" ,;:")
    return re.sub(r"\s+", " ", words[:1].upper() + words[1:])


def _positive(row: Sequence[Token]) -> list[Edited]:
    """The edits that take the negation out of the main verb group or its noun phrases."""
    edits = []
    for i, token in enumerate(row):
        if token.text.lower() in NEGATIONS | {"yet"} and _negated(row):
            end = row[i + 1].start if i + 1 < len(row) and token.text.lower() not in {"n't", "n’t"} else token.end
            edits.append((token.start, end, ""))
    return edits


def _stance(flipped: bool, *, unsure: bool = False) -> Stance:
    return "denies" if flipped else "unsure" if unsure else "asserts"


def _hedged(words: str, held: bool) -> bool:
    """Whether the proposition itself is left open; in the article's own voice also by "alleged" and by the future."""
    return bool(OPEN.search(words)) or (not held and bool(HEDGES.search(words)))


def _negated(row: Sequence[Token]) -> bool:
    """Whether the main verb, or "no" before its subject or object, turns the clause round; what should not be is no
    denial that it is."""
    groups = verb_groups(row)
    main = next((g for g in groups if g.finite), groups[0] if groups else None)
    if main is None or any(t.text.lower() in {"should", "must", "shall"} for t in row[main.start : main.end]):
        return False
    no = any(t.text.lower() in {"no", "neither", "nobody", "none", "nothing"} for t in row[: main.end + 3])
    return main.negated != no


def _denies(attribution: Attribution) -> bool:
    """Whether the cue itself denies, or brands what it is about as false."""
    cue = " ".join(c.text for c in attribution.cue)
    if any(stem(word) in DENYING for word in re.findall(r"\w+", cue)):
        return not any(word in NEGATIONS for word in cue.lower().split())
    return False


def _is_clausal(text: str, attribution: Attribution) -> bool:
    """Whether the content is a proposition (a clause, a quotation, a denied or reported thing) and not a mere object of
    the act ("discussed the war", "urged him to leave")."""
    cue = attribution.cue[0].text.lower() if attribution.cue else ""
    if attribution.kind in {"direct", "unmarked"} or not cue or _denies(attribution):
        return True
    if cue.startswith("according") or (cue.endswith(" of") and not attribution.source):
        return True
    content = attribution.content[0]
    row = tokens(text, content.start, content.end)
    groups = verb_groups(row)
    opens = bool(row) and row[0].text.lower() in {"that", "whether", "if"}
    if opens or not groups or not groups[0].finite:
        return opens
    return noun_phrase_from(row, 0) == groups[0].start or row[0].text[0] in '"“'
