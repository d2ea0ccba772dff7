"""The clauses of an article, each with the attributions that it lies in."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsclaims.articles import Article
from newsclaims.asides import (
    alleged,
    alternatives,
    appositions,
    denials,
    events,
    reasons,
    restrictions,
    without,
)
from newsclaims.attributions import Attribution
from newsclaims.clauses import NOBODY, RELATIVE, clauses
from newsclaims.contents import is_clausal
from newsclaims.cues import TELLING, says, stem
from newsclaims.marker import Marks
from newsclaims.matching import SAME
from newsclaims.phrases import (
    AUXILIARIES,
    VERBS,
    VerbGroup,
    is_time,
    noun_phrase_before,
    noun_phrase_from,
    subject_before,
    verb_groups,
)
from newsclaims.reports import CALLED_FALSE, DENIAL
from newsclaims.stance import denies
from newsclaims.tagging import tagged
from newsclaims.text import Span, Token, sentences

OPENERS = frozenset("that whether because although though while as with after before when since until whereas".split())
LEAST = 0.4  # probability of a claim that the marker alone finds
LEAST_WITHOUT_VERB = 0.6  # the same where it has no verb
SHORT = 12  # tokens: swept over 8, 10, 12 and any number on the seeds and three more events
LONG = 6  # tokens: a longer antecedent of "which" stands for itself without what hangs on it
TELLS_MORE = re.compile(r"\btold (?:[A-Z]|(?:reporters|journalists) \w)|\bciting\b|\bfirst\b")
DOUBLE_MARK = re.compile('["“”]')
QUESTION = re.compile(r"[\"'”’]?\?")
INTERROGATIVES = frozenset("who whom whose what which when where why how".split())
CLOSES = re.compile('[,.;!?]?["”]')


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause and the attributions that it lies in, outermost first.

    ``subject`` is carried over from the clause before where the clause has none of its own, None elsewhere. ``lead`` is
    what a relative clause, a participle or an apposition speaks of, ``tail`` what is said in a clause that tells so.
    """

    row: Sequence[Token]
    chain: tuple[Attribution, ...]
    subject: Span | None
    lead: Sequence[Token] = ()
    tail: Sequence[Token] = ()

    @property
    def words(self) -> str:
        """The clause's own words, one space between each two."""
        return " ".join(token.text for token in self.row)

    @property
    def start(self) -> int:
        """Where it begins in the article."""
        return (*self.lead, *self.row)[0].start

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return (*self.row, *self.tail)[-1].end

    def pieces(self, text: str) -> tuple[Span, ...]:
        """Its stretches in the article: several where words that are not its own stand between its own."""
        pairs: list[tuple[int, int]] = []
        for token in (*self.lead, *self.row, *self.tail):
            if pairs and not re.search(r"\w", text[pairs[-1][1] : token.start]):
                pairs[-1] = (pairs[-1][0], token.end)
            else:
                pairs.append((token.start, token.end))
        return tuple(_with_closing_mark(text, *pair) for pair in pairs)


def _with_closing_mark(text: str, start: int, end: int) -> Span:
    """A stretch with the quotation mark that closes what it opens, or without one that is not closed behind it."""
    marks = [m.start() for m in DOUBLE_MARK.finditer(text, start, end)]
    if len(marks) % 2 == 0:
        return Span.cut(text, start, end)
    closing = CLOSES.match(text, end)
    if closing:
        return Span.cut(text, start, closing.end())
    return Span.cut(text, start + (marks[0] == start), end)


def segments(article: Article, attributions: Sequence[Attribution], marks: Marks) -> Iterator[list[Segment]]:
    """The clauses of each sentence of an article's title and body that say something, sentence by sentence, and what
    the marker takes for claims besides.

    Sentences are cut where a content begins or ends, too. What only tells that somebody speaks is left out unless it
    says when, to whom or from where; so is "are false" behind what it is said of.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> article = make_article("a", "The mayor said that the dam was safe. It broke and flooded the town.")
    >>> [[s.words for s in sentence] for sentence in segments(article, extract_attributions(article), Marks(article))]
    [['the dam was safe'], ['It broke', 'flooded the town']]
    """
    passages = article.passages()
    starts = [passage.start for passage in passages]
    near: dict[int, dict[int, Attribution]] = defaultdict(dict)  # by passage, in the order given
    for attribution in attributions:
        if is_clausal(article.text, attribution):
            for span in (*attribution.cue, *attribution.content):
                near[bisect(starts, span.start)][id(attribution)] = attribution
    for n, passage in enumerate(passages, 1):
        for sentence in sentences(article.text, passage.start, passage.end):
            here = [a for a in near[n].values() if any(sentence.overlaps(s) for s in (*a.content, *a.cue))]
            row = tagged(article.text, sentence)
            subjects = _subjects(article.text, row)
            found = [s for s in _clauses(article, row, here, subjects) if _says_something(article, s, here)]
            yield _with_marked(row, here, subjects, [_with_content(s, found) for s in found], marks)


def _with_marked(
    row: Sequence[Token],
    here: Sequence[Attribution],
    subjects: Mapping[int, Span],
    found: Sequence[Segment],
    marks: Marks,
) -> list[Segment]:
    """The clauses of a sentence, and what the marker takes for claims that are none of these, in their order."""
    kept = list(found)
    taken = [_starts((*s.lead, *s.row, *s.tail)) for s in kept]
    for mark in marks.found(row[0].start, row[-1].end, LEAST):
        own = [token for token in row if mark.start <= token.start and token.end <= mark.end]
        starts, verbs = _starts(own), verb_groups(own)
        sure = bool(verbs) or mark.probability >= LEAST_WITHOUT_VERB
        if sure and starts and all(2 * len(starts & other) < SAME * (len(starts) + len(other)) for other in taken):
            subject = subjects.get(own[0].start) if verbs and verbs[0].start == 0 else None
            kept.append(Segment(own, _around(own, here), subject))
            taken.append(starts)
    return sorted(kept, key=lambda segment: segment.start)


def _starts(row: Sequence[Token]) -> frozenset[int]:
    """Where the words of a row start."""
    return frozenset(token.start for token in row if token.text[0].isalnum())


def _with_content(segment: Segment, found: Sequence[Segment]) -> Segment:
    """What tells when, or that first, something was said with the clause that says what, if that is short: "On Monday,
    he said | that it was safe". To whom it was told is told without."""
    behind = [s for s in found if s.start >= segment.end and len(s.chain) > len(segment.chain)]
    said = min(behind, key=lambda s: s.start, default=None)
    if said is None or said.start > segment.end + len(" that “") or len(said.row) > SHORT:
        return segment
    said_by = [a for a in said.chain if not denies(a)]
    cues = [c for a in said_by for c in a.cue if segment.start <= c.start and c.end <= segment.end]
    told = any(stem(word) in TELLING for cue in cues for word in cue.text.split())
    return replace(segment, tail=said.row) if cues and not told else segment


def _clauses(
    article: Article, row: Sequence[Token], here: Sequence[Attribution], subjects: Mapping[int, Span]
) -> Iterator[Segment]:
    first, last = row[0].start, row[-1].end
    edges = {first, last}
    for span in (span for attribution in here for span in attribution.content):
        edges |= {min(max(at, first), last) for at in (span.start, span.end)}
    for stretch in _stretches(row, sorted(edges)):
        for clause in clauses(stretch):
            opening, chain = clause.row[0], _around(clause.row, here)
            own = _without_frame(clause.row)
            own = own[1:] if len(own) > 1 and own[0].text.lower() in OPENERS else own
            verbs = verb_groups(own)
            bare = bool(verbs) and (verbs[0].start == 0 or own[0].tag in RELATIVE or own[0].text == "without")
            bare = bare and own[0].text.lower() != "according"
            for start, behind, noun, end in denials(own) if verbs else ():
                yield Segment(own[noun:end], chain, Span.cut(article.text, own[start].start, own[behind - 1].end))
            yield from (Segment(own[start:end], chain, None) for start, end in (alleged(own) if verbs else ()))
            yield from (Segment(reason, chain, None) for reason in reasons(own))
            took_place = events(own) if verbs else []
            more = restrictions(own)
            yield from (Segment(own[mid:end], chain, None, own[start:mid]) for start, mid, end in (*took_place, *more))
            own = without(own, more[:1])
            passing = appositions(own)
            yield from (Segment(own[mark + 1 : end], (), None, own[name:mark]) for name, mark, end in passing)
            for one in alternatives(without(own, passing)):
                yield Segment(one, chain, subjects.get(opening.start) if bare else None, clause.lead)


def _stretches(row: Sequence[Token], edges: Sequence[int]) -> list[list[Token]]:
    """The tokens between each two edges; a verb goes with its subject where a cue stands between: "he | reportedly |
    left"."""
    cut = [[t for t in row if start <= t.start and t.end <= end] for start, end in pairwise(edges)]
    for one, cue, other in zip(cut, cut[1:], cut[2:], strict=False):
        subject = one and len(cue) < LONG and noun_phrase_from(one, 0) == len(one)
        if subject and other and other[0].tag in VERBS | {"TO"}:
            other[:0], one[:] = one, []
    return cut


def _around(row: Sequence[Token], here: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions whose content a row lies in, outermost first."""
    around = [a for a in here if _within(row[0], a) and _within(row[-1], a)]
    return tuple(sorted(around, key=lambda a: -sum(s.end - s.start for s in a.content)))


def _within(token: Token, attribution: Attribution) -> bool:
    return any(s.start <= token.start and token.end <= s.end for s in attribution.content)


def _without_frame(row: Sequence[Token]) -> Sequence[Token]:
    """A clause without the place or manner in front of its subject ("In the second half, he …"); a time stays."""
    comma = next((i for i, token in enumerate(row) if token.text == ","), 0)
    frame, groups = row[:comma], verb_groups(row)
    said = any(is_time(token) or token.tag == "VBG" for token in frame)
    plain = bool(frame) and frame[0].tag == "IN" and bool(groups) and groups[0].start > comma + 1 and not said
    return row[comma + 1 :] if plain and groups[0].finite else row


def _says_something(article: Article, segment: Segment, here: Sequence[Attribution]) -> bool:
    """Whether a clause is more than the words that tie a source to its content."""
    verbs = verb_groups(segment.row)
    if not verbs and (segment.lead or DENIAL.match(segment.words) or alleged(segment.row, opening=True)):
        return True
    if segment.row[0].text.lower() in NOBODY and not any(g.finite for g in verbs):  # "nothing further to add"
        return False
    if len(segment.row) < 3 and segment.row[-1].text.lower() in AUXILIARIES:  # "I have"
        return False
    if verbs and _only_speaks(segment.row, verbs[0]):
        return False
    if is_mere_quotation(segment):
        own = segment.chain[-1].content
        return len(segment.row) <= LONG and len(own) == 1 and len(own[0].text) <= segment.end - segment.start + 4
    if is_question(article.text, segment) and not (segment.chain and segment.chain[-1].source):
        return False
    named = segment.chain and (denies(segment.chain[-1]) or not segment.chain[-1].source)  # "denied a meeting with"
    if not (verbs or named) or CALLED_FALSE.fullmatch(segment.words):
        return False
    main = next((g for g in verbs if g.finite), verbs[0] if verbs else None)
    first, last = (segment.row[main.head],) * 2 if main else (segment.row[0], segment.row[-1])
    cues = [cue for a in here if a not in segment.chain for cue in a.cue]
    tying = bool(verbs) and not verbs[-1].finite and any(cue.end == segment.end for cue in cues)  # "a habit of denying"
    if not tying and not any(cue.start < last.end and first.start < cue.end for cue in cues):
        return True
    return any(map(is_time, segment.row)) or TELLS_MORE.search(segment.words) is not None


def _only_speaks(row: Sequence[Token], verb: VerbGroup) -> bool:
    """Whether a clause is a subject with a verb of saying, what is said being elsewhere: "Lee said"."""
    bare = verb.end == len(row) and not verb.negated and not any(map(is_time, row))
    return bare and says(row[verb.head].text) and noun_phrase_from(row, 0, attach=False) == verb.start


def is_question(text: str, segment: Segment) -> bool:
    """Whether a clause asks what it says."""
    first = segment.row[0].text.lower()
    return first in AUXILIARIES | INTERROGATIVES and QUESTION.match(text, segment.end) is not None


def is_mere_quotation(segment: Segment) -> bool:
    """Whether words are quoted that are no clause: "No", "Very sad"."""
    direct = bool(segment.chain) and segment.chain[-1].kind == "direct"
    return direct and not segment.lead and not verb_groups(segment.row)


def _subjects(text: str, row: Sequence[Token]) -> dict[int, Span]:
    """For each token's offset the subject of the last verb before it that has one.

    For a relative pronoun behind a comma it is what stands before the comma.
    """
    found: dict[int, Span] = {}
    last: Span | None = None
    groups = {g.start: g for g in verb_groups(row)}
    for i, token in enumerate(row):
        if token.tag in RELATIVE and i > 1 and row[i - 1].text == ",":
            first, end = noun_phrase_before(row, i - 1), i - 1
            if end - first > LONG:
                end = noun_phrase_from(row, first, attach=False)
            if first < end:
                found[token.start] = Span.cut(text, row[first].start, row[end - 1].end)
            continue
        if i in groups and (groups[i].finite or row[i - 1].text != ",") and (pair := subject_before(row, i)):
            last = Span.cut(text, row[pair[0]].start, row[pair[1] - 1].end)
        if last:
            found[token.start] = last
    return found
