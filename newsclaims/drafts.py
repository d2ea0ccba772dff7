"""A claim as its words give it: the record, and its plain form before it is known who holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise

from newsclaims.articles import Article
from newsclaims.asides import alleged, no_more
from newsclaims.clauses import RELATIVE
from newsclaims.encounters import encounter
from newsclaims.holders import Holder
from newsclaims.mentions import in_full, is_title
from newsclaims.names import Names
from newsclaims.periods import Period, find_periods
from newsclaims.phrases import NOUNS, verb_groups
from newsclaims.propositions import Rewrite, Step, absolute, positive, rewrite, unhedged
from newsclaims.quantities import Quantity, find_quantities
from newsclaims.segment import Segment
from newsclaims.stance import Stance
from newsclaims.text import Span, sentences

ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.?\s\Z")
LONGEST = 5  # characters of a form of address
THE_TWO = re.compile(r"\bthe two (?:leaders|men|women|presidents|politicians|rivals|candidates)\b", re.IGNORECASE)
AFTER = re.compile(r"\b(?:after|before|following|until|ahead of)\b[^,;]*\Z", re.IGNORECASE)
THIRD = {"am": "is", "'m": "is", "’m": "is", "have": "has", "'ve": "has", "’ve": "has"}  # behind a name for "I"
CLOSING = '.?!"”'  # what a whole sentence ends with
NEAREST = 4  # sentences back to the one that names both
TITLE = NOUNS | {"JJ", "POS", "CD"}  # tags of the words of a title before a name


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
    the words. ``title`` is the office that the claim is about, None for all other claims. ``speaker`` is whose opinion
    it tells of: "Lee said: It is a shame" is held by whoever tells so, and spoken by Lee. ``steps`` replay from the
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
    speaker: Holder | None = None

    def voice(self) -> Holder | None:
        """Who put it so: the speaker that is told of, else the innermost holder; None for the article itself."""
        return self.speaker or (self.holders[-1] if self.holders else None)


class Drafts:
    """Makes claims of the clauses of one article; who holds them, and with which stance, is set later."""

    def __init__(self, article: Article, names: Names) -> None:
        self.article, self.names = article, names

    def draft(self, segment: Segment, speaker: Holder | None, *, as_said: bool = False) -> Claim:
        """The claim of a clause; ``speaker`` is who "he", "she" or "I" at its head means, None if that is not known.

        ``as_said``: with the negation that it has.
        """
        text = self.article.text
        if segment.tail:  # what was said is another claim, for its holder: this one is that it was said
            told = self.draft(replace(segment, tail=()), speaker, as_said=as_said)
            spans = segment.pieces(text)
            shorter = text[told.spans[0].start : told.spans[-1].end]
            left_out = Step("what was said left out", text[spans[0].start : spans[-1].end], shorter)
            return replace(told, spans=spans, steps=(left_out, *told.steps))
        spans = segment.pieces(text)
        whole = Span.cut(text, spans[0].start, spans[-1].end)
        if (titled := self._titled(segment, whole)) is not None:
            return titled
        periods = [p for s in spans for p in find_periods(text, s.start, s.end, reference=self.article.published)]
        named = not segment.lead and not verb_groups(segment.row)
        talks = encounter(whole, self._short_names) if named else []
        subject = [] if talks else _after_lead(segment)
        if segment.subject and not segment.lead:
            pronoun = segment.row[0].end if segment.row[0].tag in RELATIVE else whole.start
            subject = [(whole.start, pronoun, f"{self._name(segment.subject)} ")]
        rules: list[tuple[str, list[Rewrite]]] = [
            ("talks told as such", talks),
            ("subject carried over", subject),
            ("insertion left out", [(a.end, b.start, " ") for a, b in pairwise(spans)]),
            ("more than that", _more_than_that(segment)),
            ("speaker named", _named(segment, speaker, as_said=as_said)),
            ("both named", self._both(whole)),
            ("canonical names", self.canonical(whole)),
            ("absolute dates", absolute(periods)),
            ("hedge left out", [] if as_said else unhedged(segment.row)),
            ("positive form", [] if as_said else positive(segment.row)),
        ]
        steps = tuple(rewrite(whole, rules))
        numbers = tuple(q for s in spans for q in find_quantities(text, s.start, s.end))
        proposition = steps[-1].after if steps else whole.text
        # An event named in passing is easily taken for what it is named in: their days are not set against each other.
        # So is one that it came after: "left after the vote on Monday".
        later = bool(periods) and AFTER.search(text, whole.start, periods[0].span.start) is not None
        period = periods[0] if periods and not later and not _is_event(segment) else None
        return Claim("", self.article.id, spans, proposition, (), "asserts", period, numbers, steps)

    def _titled(self, segment: Segment, whole: Span) -> Claim | None:
        """The claim of a name behind its title: "Mayor Ann Lee" says that she is mayor; None for other words."""
        name, entity = next(reversed(self.names.within(self.article.id, whole.start, whole.end)), (None, None))
        if segment.lead or name is None or entity is None or entity.kind != "person" or name.end != whole.end:
            return None
        title = [token for token in segment.row if token.end <= name.start]
        if any(token.tag not in TITLE for token in title) or not any(is_title(token.text) for token in title):
            return None
        words = f"{entity.name} is {' '.join(map(in_full, self.article.text[whole.start : title[-1].end].split()))}"
        return Claim("", self.article.id, (whole,), words, (), "asserts", steps=(Step("title", whole.text, words),))

    @cached_property
    def _short_names(self) -> dict[str, str]:
        """The names by which the article calls people in one word, with their canonical names."""
        mentions = self.names.of(self.article.id)
        return {e.name.split()[-1]: e.name for _, e in mentions if e.kind == "person"}

    def _both(self, whole: Span) -> list[Rewrite]:
        """The rewrite that puts two people's names for "the two leaders": whom the nearest sentence before names, or
        their own with no comma between."""
        found = THE_TWO.search(whole.text)
        if not found:
            return []
        at, text = whole.start + found.start(), self.article.text
        passages = (p for p in reversed(self.article.passages()) if p.start <= at)
        before = (s for p in passages for s in reversed(sentences(text, p.start, min(p.end, at))))
        own: set[str] = set()  # who is named in the sentence itself beside the two
        for sentence in islice(before, NEAREST):
            mentions = self.names.within(self.article.id, sentence.start, sentence.end)
            people = dict.fromkeys(entity.name for _, entity in mentions if entity.kind == "person")
            between = text[mentions[0][0].end : mentions[-1][0].start] if mentions else ""
            closed = sentence.text[-1] in CLOSING
            if len(people) == 2 and own.isdisjoint(people) and (closed or "," not in between):
                return [(at, whole.start + found.end(), " and ".join(people))]
            own |= set() if closed else set(people)
        return []

    def _name(self, span: Span) -> str:
        """The words of a subject, with the canonical name if they are a name."""
        entity = self.names.at(self.article.id, span)
        return entity.name if entity else span.text

    def canonical(self, whole: Span) -> list[Rewrite]:
        """The rewrites that put each person's canonical name for the name that stands there, and for "Mr." and it."""
        found = []
        for span, entity in self.names.within(self.article.id, whole.start, whole.end):
            address = ADDRESS.search(self.article.text, max(whole.start, span.start - LONGEST), span.start)
            start = address.start() if address and " " in entity.name else span.start
            if entity.kind == "person" and (start < span.start or span.text != entity.name):
                found.append((start, span.end, entity.name))
        return found


def _named(segment: Segment, speaker: Holder | None, *, as_said: bool) -> list[Rewrite]:
    """The rewrite that puts a person's name for "he", "she" or, unless it is left as it was said, "I" in front."""
    first, word = segment.row[0], segment.row[0].text.lower()
    if speaker is None or speaker.kind != "person" or speaker.confidence is None:
        return []
    if word in {"he", "she"}:
        return [(first.start, first.end, speaker.name)]
    verbs = verb_groups(segment.row)
    if word != "i" or as_said or not verbs or verbs[0].start != 1:
        return []
    verb = segment.row[1]
    if verb.tag in {"VBD", "MD"}:
        return [(first.start, first.end, speaker.name)]
    third = THIRD.get(verb.text.lower())
    return [(first.start, first.end, speaker.name), (verb.start, verb.end, f" {third}")] if third else []


def _more_than_that(segment: Segment) -> list[Rewrite]:
    """What denies that there is more, in positive form: "All he knew was that it rained", "He knew more than that"."""
    found = no_more(segment.row) if segment.unreal else None
    if found is None:
        return []
    first, tie = segment.row[found[0]], segment.row[found[1]]
    return [(first.start, segment.row[found[0] + 1].start, ""), (tie.start, tie.end, "more than")]


def _after_lead(segment: Segment) -> list[Rewrite]:
    """What ties what a clause speaks of to the clause: "Ann Lee, the mayor" says that she is the mayor."""
    if not segment.lead:
        if verb_groups(segment.row) or not alleged(segment.row, opening=True):
            return []
        end = segment.row[-1].end
        return [(segment.row[0].start, segment.row[2].start, "The "), (end, end, " took place")]
    first, verbs = segment.row[0], verb_groups(segment.row)
    if _is_event(segment):
        return [(segment.row[-1].end, segment.row[-1].end, " took place")]
    if not verbs:
        plural = any(token.tag in {"CC", "NNS", "NNPS"} for token in segment.lead)
        return [(segment.lead[-1].end, first.start, " are " if plural else " is ")]
    left_out = first.tag in RELATIVE and verbs[0].start == 1
    return [(segment.lead[-1].end, first.end if left_out else first.start, " ")]


def _is_event(segment: Segment) -> bool:
    """Whether it names what happened with its owner: "her | victory", "Lee | 's arrest"."""
    owned = bool(segment.lead) and (segment.lead[-1].tag == "PRP$" or segment.row[0].tag == "POS")
    return owned and not verb_groups(segment.row)


def told_of(claim: Claim, speaker: Holder, holders: Sequence[Holder]) -> Claim:
    """What a speaker says as the claim that he said it, held by whoever tells of him."""
    said = f"{speaker.name[:1].upper()}{speaker.name[1:]} said: {claim.proposition}"
    before = claim.proposition
    steps = (*claim.steps, Step("told of its speaker", before, said))
    return replace(claim, proposition=said, holders=tuple(holders), stance="asserts", steps=steps, speaker=speaker)
