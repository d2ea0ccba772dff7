"""What an article says becomes claims: one proposition each, who holds it, and with which stance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.clauses import RELATIVE
from newsclaims.entities import find_entities
from newsclaims.holders import ANONYMOUS, MEDIA_REPORTS, Holder, Names, Sources
from newsclaims.mentions import find_mentions, office
from newsclaims.periods import Period, find_periods
from newsclaims.phrases import verb_groups
from newsclaims.propositions import Rewrite, Step, absolute, positive, replay, rewrite
from newsclaims.quantities import Quantity, find_quantities
from newsclaims.reports import CALLED_FALSE
from newsclaims.segments import Segment, is_mere_quotation, is_question, segments
from newsclaims.stance import (
    EXISTENCE,
    STAND_IN,
    Stance,
    asks,
    denies,
    doubts,
    hedged,
    is_felt,
    is_verdict,
    negated,
    stance_of,
)
from newsclaims.text import Span

__all__ = ["Claim", "Stance", "Step", "Title", "normalize_claims", "replay"]

Key = tuple[tuple[Span, ...], tuple[Span, ...]]
# An outlet's nameless sources, before its cue or behind the content.
CITING = re.compile(r"\bciting\s+(?:\w+\s+){0,2}(?:sources?|people|persons?|officials?)\b", re.IGNORECASE)
REACH = 60  # characters behind a content in which "citing" belongs to it
NEAR = 150  # characters: verdicts further apart than a source and its cue are two


@dataclass(frozen=True, slots=True)
class Title:
    """An office that an article gives somebody."""

    person: str
    office: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition in one article: the words that carry it, its plain form, who holds it and how.

    ``holders`` runs from the one nearest the article to the one nearest the proposition; ``()`` is the article's own
    voice. ``period`` is when, if the words say so and the article's date is known; ``quantities`` are the numbers in
    the words. ``title`` is the office that the claim is about, None for all other claims. ``steps`` replay from the
    words between the first span's start and the last one's end to the proposition; none where they are the same.
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


def normalize_claims(articles: Sequence[Article], attributions: Sequence[Attribution]) -> list[Claim]:
    """The claims of articles on one event, in the order of the articles and their text.

    Names are canonical over all the articles, so pass those of one event together.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> article = make_article("a", "The ministry denied reports that the bridge was closed.")
    >>> for claim in normalize_claims([article], extract_attributions(article)):
    ...     print(claim.holders[-1].name, claim.stance, "|", claim.proposition)
    ministry denies | The bridge was closed
    media reports asserts | The bridge was closed
    """
    names = Names(find_entities(articles))
    own: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        own[attribution.article_id].append(attribution)
    claims = [c for article in articles for c in _Reading(article, own[article.id], names).claims()]
    claims += _title_claims(articles, names)
    order = {article.id: n for n, article in enumerate(articles)}
    claims.sort(key=lambda claim: order[claim.article_id])
    return [replace(claim, id=f"m{n:03}") for n, claim in enumerate(claims, 1)]


def _title_claims(articles: Sequence[Article], names: Names) -> list[Claim]:
    """Who holds which office, by the titles before names, for those of whom the articles don't all say the same."""
    found: dict[str, dict[tuple[str, str], Claim]] = defaultdict(dict)
    for article in articles:
        for mention in find_mentions(article):
            entity = names.at(article.id, mention.span)
            held = office(mention.title.text) if mention.title else None
            if mention.title and held and entity and entity.kind == "person":
                span = Span.cut(article.text, mention.title.start, mention.span.end)
                words = f"{entity.name} is {held}"
                steps, title = (Step("title", span.text, words),), Title(entity.name, held)
                claim = Claim("", article.id, (span,), words, (), "asserts", steps=steps, title=title)
                found[entity.name].setdefault((article.id, held), claim)
    return [c for claims in found.values() if len({held for _, held in claims}) > 1 for c in claims.values()]


def _key(attribution: Attribution) -> Key:
    """What tells an attribution from the others of its article."""
    return attribution.cue, attribution.content


@dataclass
class _Reading:
    """One article on its way to claims; remembers what was last reported or denied, for "the report" and "this"."""

    article: Article
    attributions: Sequence[Attribution]
    names: Names
    holders: dict[Key, Holder | None] = field(default_factory=dict)
    made: list[Claim] = field(default_factory=list)
    topic: Claim | None = None  # what was last denied, or first reported
    reporter: Holder | None = None  # the outlet last said to report something
    sources: Sources = field(init=False)

    def claims(self) -> list[Claim]:
        """The claims of the article, in the order of its sentences."""
        self.sources = Sources(self.article, self.names, self.attributions)
        for a in self.attributions:
            self.holders[_key(a)] = self.sources.holder(a.source[0], a) if a.source else None
        for sentence in segments(self.article, self.attributions):
            first = len(self.made)
            for segment in sentence:
                judged = is_verdict(segment.words) or (bool(segment.chain) and _is_judged(segment.chain[-1]))
                denied = self._denied(segment, first) if judged else None
                if denied is None:
                    self._read(segment)
                else:
                    self._judge(segment, denied, first)
        return self.made

    def _chain(self, attributions: Iterable[Attribution]) -> list[Holder]:
        """Who holds what lies in these contents, from the article inwards; nobody twice in a row."""
        chain = [holder for attribution in attributions for holder in self._who(attribution)]
        return [h for n, h in enumerate(chain) if n == 0 or h.name != chain[n - 1].name]

    def _who(self, attribution: Attribution) -> list[Holder]:
        """Who holds a content: the source, with the outlet that nameless sources told or those that it cites."""
        holder = self.holders[_key(attribution)] or Holder(MEDIA_REPORTS, "group")
        text, cue = self.article.text, attribution.cue
        if not cue or not attribution.source:
            return [holder]
        first, last = attribution.content[0].start, attribution.content[-1].end
        if holder.name == ANONYMOUS:
            told = [e for _, e in self.names.within(self.article.id, cue[-1].end, first) if e.kind == "outlet"]
            return [*(Holder(e.name, e.kind) for e in told[:1]), holder]
        around = text[attribution.source[-1].end : first] + text[last : last + REACH].split(". ")[0]
        if holder.kind == "outlet" and CITING.search(around):
            return [holder, Holder(ANONYMOUS, "group")]
        return [holder]

    def _read(self, segment: Segment) -> None:
        """Add the claims of one clause: one as a rule, two where a denial spells out what others assert."""
        words, chain = segment.words, segment.chain
        if chain and (asks(chain[-1]) or is_mere_quotation(segment)):
            self._add_act(chain)
            return
        holders = self._chain(chain)
        if "reportedly" in words and not holders and self.reporter:
            holders = [self.reporter]
        flipped, unsure = negated(segment.row), hedged(segment.row, held=bool(holders))
        unsure = unsure or (bool(chain) and doubts(chain[-1]))
        base = self._claim(segment)
        if chain and (is_felt(segment.row) or is_question(self.article.text, segment)):
            base = self._with_telling(base, chain[-1])
        if self.topic and EXISTENCE.match(words):
            base = self._standing_for(self.topic, base)
        denial = next((k for k, attribution in enumerate(chain) if denies(attribution)), None)
        if denial is None and chain and self._called_false(chain[-1]):
            self._deny(base, self._chain(chain[:-1]), holders, flipped)
        elif denial is not None:
            spelled_out = denial + 1 < len(chain)
            others = self._chain(chain[:denial] + chain[denial + 1 :]) if spelled_out else None
            self._deny(base, self._chain(chain[: denial + 1]), others, flipped)
        else:
            self.made.append(replace(base, holders=tuple(holders), stance=stance_of(flipped, unsure=unsure)))
            if holders and holders[0].kind == "outlet":
                self.reporter = holders[0]
                self.topic = self.topic or self.made[-1]

    def _with_telling(self, claim: Claim, act: Attribution) -> Claim:
        """A claim about its holder, with the words that tell so."""
        pieces = tuple(sorted({*claim.spans, *act.source, *act.cue}))
        words = self.article.text[pieces[0].start : max(p.end for p in pieces)]
        return replace(claim, spans=pieces, steps=(Step("told by its holder", words, claim.proposition),))

    def _add_act(self, chain: Sequence[Attribution]) -> None:
        """Add the claim that somebody asked or exclaimed something, once for all that one act says; whoever asks holds
        it, so that its wordings can be compared."""
        act = chain[-1]
        pieces = sorted([*act.source, *act.cue, *act.content])
        if any(claim.spans == tuple(pieces) for claim in self.made):
            return
        whole = Span.cut(self.article.text, pieces[0].start, max(piece.end for piece in pieces))
        steps = tuple(rewrite(whole, [("canonical names", self._canonical(whole))]))
        words = steps[-1].after if steps else whole.text
        holders = tuple(self._chain(chain))
        self.made.append(Claim("", self.article.id, tuple(pieces), words, holders, "asserts", steps=steps))

    def _deny(self, base: Claim, deniers: list[Holder], others: list[Holder] | None, flipped: bool) -> None:
        """Add a denial, which becomes the topic, and the assertion of ``others`` if the text gives one."""
        self.topic = replace(base, holders=tuple(deniers), stance=stance_of(not flipped))
        self.made.append(self.topic)
        if others is not None:
            self.made.append(replace(base, holders=tuple(others), stance=stance_of(flipped)))

    def _denied(self, segment: Segment, first: int) -> Claim | None:
        """What a verdict is about: the clause before it in its sentence for "a claim", what a person last said for "his
        claim", else the topic; None if there is none yet."""
        if re.match(r"an? ", segment.words) and len(self.made) > first:
            return self.made[-1]
        if re.match(r"(?:his|her|their)\b", segment.words, re.IGNORECASE):
            return next((c for c in reversed(self.made) if c.holders and c.holders[-1].kind == "person"), self.topic)
        return self.topic

    def _judge(self, segment: Segment, denied: Claim, first: int) -> None:
        """Add the denial of what "the reports" or "this" stands for; verdicts in a row are one in pieces."""
        holders = self._chain(segment.chain)
        start, end = segment.start, segment.end
        act = self._act(segment)
        if act and not segment.chain:
            holders = [self.holders[_key(act)] or Holder(MEDIA_REPORTS, "group")]
        elif not holders and len(self.made) > first and self.topic in self.made[first:]:
            holders = list(denied.holders)  # "…, branding it false": whoever denied it in the same breath
        elif not holders and segment.subject:
            holders = [self.sources.holder(segment.subject)]
        if act and act.kind != "direct" and STAND_IN.match(segment.words) and act.content[0].start >= start - 1:
            told = [act.cue[0].start, act.cue[-1].end, *(s.end for s in act.source if s.start > act.cue[0].start)]
            start, end = min(start, *told), max(end, *told)
        claim = replace(denied, holders=tuple(holders), stance="denies")
        spans: tuple[Span, ...] = (Span.cut(self.article.text, start, end),)
        last = self.made[-1] if self.made else None
        if (
            last
            and 0 <= start - last.spans[-1].end < NEAR
            and replace(claim, spans=last.spans, steps=last.steps) == last
        ):
            spans = (*last.spans, *spans)
            del self.made[-1]
        self.made.append(self._standing_for(claim, replace(claim, spans=spans)))

    def _standing_for(self, meant: Claim, claim: Claim) -> Claim:
        """A claim with the proposition of what its words stand for."""
        words = self.article.text[claim.spans[0].start : claim.spans[-1].end]
        return replace(claim, proposition=meant.proposition, steps=(Step("stands for", words, meant.proposition),))

    def _act(self, segment: Segment) -> Attribution | None:
        """The attribution whose cue or content a verdict is; None if it is nobody's."""
        for attribution in self.attributions:
            cue = attribution.cue[0].start if attribution.cue else segment.end
            near = cue < segment.end and segment.start <= attribution.content[-1].end
            if near and (attribution in segment.chain[-1:] or segment.start <= cue):
                return attribution
        return None

    def _called_false(self, attribution: Attribution) -> bool:
        """Whether what follows a noun's content calls it false: "Reports that … are false"."""
        after = attribution.content[-1].end
        return CALLED_FALSE.match(self.article.text[after : after + 60].lstrip()) is not None

    def _claim(self, segment: Segment) -> Claim:
        """The claim of a clause before its holders and stance are known."""
        text = self.article.text
        if segment.tail:  # what was said is another claim, for its holder: this one is that it was said
            told = self._claim(replace(segment, tail=()))
            spans = segment.pieces(text)
            shorter = text[told.spans[0].start : told.spans[-1].end]
            left_out = Step("what was said left out", text[spans[0].start : spans[-1].end], shorter)
            return replace(told, spans=spans, steps=(left_out, *told.steps))
        spans = segment.pieces(text)
        whole = Span.cut(text, spans[0].start, spans[-1].end)
        periods = [p for s in spans for p in find_periods(text, s.start, s.end, reference=self.article.published)]
        subject = _after_lead(segment)
        if segment.subject and not segment.lead:
            pronoun = segment.row[0].end if segment.row[0].tag in RELATIVE else whole.start
            subject = [(whole.start, pronoun, f"{self._name(segment.subject)} ")]
        rules: list[tuple[str, list[Rewrite]]] = [
            ("subject carried over", subject),
            ("insertion left out", [(a.end, b.start, " ") for a, b in pairwise(spans)]),
            ("speaker named", self._speaker(segment)),
            ("canonical names", self._canonical(whole)),
            ("absolute dates", absolute(periods)),
            ("positive form", positive(segment.row)),
        ]
        steps = tuple(rewrite(whole, rules))
        numbers = tuple(q for s in spans for q in find_quantities(text, s.start, s.end))
        proposition = steps[-1].after if steps else whole.text
        period = periods[0] if periods else None
        return Claim("", self.article.id, spans, proposition, (), "asserts", period, numbers, steps)

    def _name(self, span: Span) -> str:
        """The words of a subject, with the canonical name if they are a name."""
        entity = self.names.at(self.article.id, span)
        return entity.name if entity else span.text

    def _speaker(self, segment: Segment) -> list[Rewrite]:
        """The rewrite that puts a name for "he" or "she" in front: who speaks there, or who is spoken for."""
        first = segment.row[0]
        if first.text.lower() not in {"he", "she"}:
            return []
        speaks = [a for a in self.attributions if a.source and a.source[0].start == first.start]
        holder = self.holders[_key((speaks or segment.chain)[-1])] if speaks or segment.chain else None
        return [(first.start, first.end, holder.name)] if holder and holder.kind == "person" else []

    def _canonical(self, whole: Span) -> list[Rewrite]:
        """The rewrites that put each person's canonical name for the name that stands there."""
        return [
            (span.start, span.end, entity.name)
            for span, entity in self.names.within(self.article.id, whole.start, whole.end)
            if entity.kind == "person" and span.text != entity.name
        ]


def _is_judged(attribution: Attribution) -> bool:
    """Whether cue and content are a verdict together: "called the report | completely false"."""
    return bool(attribution.cue) and is_verdict(f"{attribution.cue[0].text} {attribution.content[0].text}")


def _after_lead(segment: Segment) -> list[Rewrite]:
    """What ties what a clause speaks of to the clause: "Ann Lee, the mayor" says that she is the mayor."""
    if not segment.lead:
        return []
    first, verbs = segment.row[0], verb_groups(segment.row)
    if not verbs:
        plural = any(token.tag in {"CC", "NNS", "NNPS"} for token in segment.lead)
        return [(segment.lead[-1].end, first.start, " are " if plural else " is ")]
    left_out = first.tag in RELATIVE and verbs[0].start == 1
    return [(segment.lead[-1].end, first.end if left_out else first.start, " ")]
