"""The clauses of an article, each with the attributions that it lies in."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from newsclaims.articles import Article
from newsclaims.asides import (
    alleged,
    alternatives,
    appositions,
    denials,
    events,
    no_more,
    occasions,
    reasons,
    restrictions,
    unreal,
    without,
)
from newsclaims.attributions import Attribution
from newsclaims.clauses import RELATIVE, clauses
from newsclaims.contents import is_clausal
from newsclaims.cues import TELLING, stem
from newsclaims.encounters import talk_alone
from newsclaims.marker import Mark, Marks
from newsclaims.matching import SAME
from newsclaims.phrases import (
    VERBS,
    VerbGroup,
    is_time,
    noun_phrase_before,
    noun_phrase_from,
    subject_before,
    verb_groups,
)
from newsclaims.segment import Segment, says_something
from newsclaims.stance import denies
from newsclaims.tagging import tagged
from newsclaims.text import Span, Token, sentences

OPENERS = frozenset("that whether because although though while as with after before when since until whereas".split())
ADDRESSES = frozenset("mr mrs ms miss sir madam".split())
DEPICTING = frozenset("depict describ detail recal recount".split())  # verbs, as stems
FILLERS = (("you", "know"), ("i", "mean"))
# The probability that a stretch must have which the marker alone takes for a claim, and one without a verb. Over .4
# and .6, .5 and .6 (this), .5 and .8 on the six events held out of training/claims.jsonl, and without the marker: F1
# of mentions 87.5, 87.5, 87.1, 86.4, cells 66.0, 66.0, 65.7, 64.8, shared ones 53.4, 53.9, 54.1, 51.5, links 31.0,
# 31.0, 30.5, 30.0; on three others mentions 88.6, 88.2, 88.0, 87.3, cells 71.0, 71.4, 71.7, 72.0, shared ones 74.3,
# 75.2, 76.0, 74.3, links 58.9, 59.2, 59.1, 57.8.
LEAST = 0.5
LEAST_WITHOUT_VERB = 0.6
SHORT = 12  # tokens: swept over 8, 10, 12 and any number on the seeds and three more events
LONG = 6  # tokens: a longer antecedent of "which" stands for itself without what hangs on it


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
            found = [s for s in _clauses(article, row, here, subjects) if says_something(article, s, here)]
            yield _with_marked(article, row, here, subjects, [_with_content(s, found) for s in found], marks)


def _with_marked(
    article: Article,
    row: Sequence[Token],
    here: Sequence[Attribution],
    subjects: Mapping[int, Span],
    found: Sequence[Segment],
    marks: Marks,
) -> list[Segment]:
    """The clauses of a sentence, and behind them what the marker takes for claims that are none of these."""
    kept = list(found)
    taken = [_starts((*s.lead, *s.row, *s.tail)) for s in kept]
    for mark in marks.found(row[0].start, row[-1].end, LEAST):
        own = [token for token in row if mark.start <= token.start and token.end <= mark.end]
        starts, verbs = _starts(own), verb_groups(own)
        if not starts or any(2 * len(starts & other) >= SAME * (len(starts) + len(other)) for other in taken):
            continue
        subject = subjects.get(own[0].start) if verbs and verbs[0].start == 0 else None
        segment = Segment(own, _around(own, here), subject)
        if any((_touches(mark, a.cue) and _touches(mark, a.content)) or _crosses(mark, a.content) for a in here):
            continue  # "Lee hopes that it rains": what is hoped, and that somebody hopes it, are claims already
        addressed = own[0].text.lower().rstrip(".") in ADDRESSES and all(t.tag in {"NNP", "NNPS"} for t in own)
        likely = mark.probability >= LEAST_WITHOUT_VERB and not addressed and own[0].tag not in {"IN", "TO"}
        likely = likely and len(own) < len(row)  # a line without a verb is a heading
        if says_something(article, segment, here) if verbs else likely:
            kept.append(segment)
            taken.append(starts)
    return [*kept[: len(found)], *sorted(kept[len(found) :], key=lambda segment: segment.start)]


def _touches(mark: Mark, spans: Sequence[Span]) -> bool:
    return any(span.start < mark.end and mark.start < span.end for span in spans)


def _crosses(mark: Mark, spans: Sequence[Span]) -> bool:
    """Whether it begins within one of them and ends behind it."""
    return any(span.start < mark.start < span.end < mark.end for span in spans)


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
    if said := _no_more(row, here):
        yield Segment(said, _around(said, here), None, unreal=True)
    edges = {first, last}
    for span in (span for attribution in here for span in attribution.content):
        edges |= {min(max(at, first), last) for at in (span.start, span.end)}
    for stretch in _stretches(row, sorted(edges)):
        for clause in clauses(stretch):
            opening, chain = clause.row[0], _around(clause.row, here)
            own = _without_frame(clause.row)
            own = own[1:] if len(own) > 1 and own[0].text.lower() in OPENERS else own
            own = own[2:] if _opens_idly(own) else own
            verbs = verb_groups(own)
            bare = bool(verbs) and (verbs[0].start == 0 or own[0].tag in RELATIVE or own[0].text == "without")
            bare = bare and own[0].text.lower() != "according"
            for start, behind, noun, end in denials(own) if verbs else ():
                yield Segment(own[noun:end], chain, Span.cut(article.text, own[start].start, own[behind - 1].end))
            yield from (Segment(own[start:end], chain, None) for start, end in (alleged(own) if verbs else ()))
            yield from (Segment(reason, chain, None) for reason in reasons(own))
            teller = _teller(article.text, own)
            yield from (Segment(one, chain, None, teller=teller) for one in occasions(own))
            if condition := unreal(own):
                yield Segment(condition, chain, None, unreal=True)
            took_place = [event for event in events(own) if not _is_denied(verbs, event[0])] if verbs else []
            more = restrictions(own)
            yield from (Segment(own[mid:end], chain, None, own[start:mid]) for start, mid, end in (*took_place, *more))
            own = without(own, more[:1])
            passing = appositions(own)
            yield from (Segment(own[mark + 1 : end], (), None, own[name:mark]) for name, mark, end in passing)
            for one in alternatives(without(own, passing)):
                yield Segment(one, chain, subjects.get(opening.start) if bare else None, clause.lead)
            if not verbs and (named := talk_alone(article.text[own[0].start : own[-1].end])):
                yield Segment([token for token in own if token.start < own[0].start + named], chain, None)


def _no_more(row: Sequence[Token], here: Sequence[Attribution]) -> Sequence[Token]:
    """The words of a sentence that deny that there is more than they tell, up to where what is said ends."""
    if (found := no_more(row)) is None:
        return []
    first = row[found[0]]
    ends = [span.end for attribution in here for span in attribution.content if _covers(span, first)]
    said = [token for token in row[found[0] :] if token.end <= min(ends, default=row[-1].end)]
    return said[: 1 + max(n for n, token in enumerate(said) if token.text[0].isalnum())]


def _is_denied(verbs: Sequence[VerbGroup], at: int) -> bool:
    """Whether the last verb before a place is negated: "does not speak of | her defeat"."""
    before = [verb for verb in verbs if verb.head < at]
    return bool(before) and before[-1].negated


def _teller(text: str, row: Sequence[Token]) -> Span | None:
    """Who tells in a clause what happened in something: "the paper" in "the paper described a talk in which …"."""
    verb = next((g for g in verb_groups(row) if g.finite), None)
    subject = subject_before(row, verb.start) if verb and stem(row[verb.head].text) in DEPICTING else None
    return Span.cut(text, row[subject[0]].start, row[subject[1] - 1].end) if subject else None


def _stretches(row: Sequence[Token], edges: Sequence[int]) -> list[list[Token]]:
    """The tokens between each two edges; a verb goes with its subject where a cue stands between: "he | reportedly |
    left"; so does what somebody is taken for: "Lee | was considered | a rival"."""
    cut = [[t for t in row if start <= t.start and t.end <= end] for start, end in pairwise(edges)]
    for one, cue, other in zip(cut, cut[1:], cut[2:], strict=False):
        subject = one and len(cue) < LONG and noun_phrase_from(one, 0) == len(one)
        if subject and other and other[0].tag in VERBS | {"TO"}:
            other[:0], one[:] = one, []
        elif subject and other and cue and cue[0].tag in VERBS and noun_phrase_from(other, 0) == len(other):
            other[:0], one[:], cue[:] = [*one, *cue], [], []
    return cut


def _around(row: Sequence[Token], here: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions whose content a row lies in, outermost first."""
    around = [a for a in here if _within(row[0], a) and _within(row[-1], a)]
    return tuple(sorted(around, key=lambda a: -sum(s.end - s.start for s in a.content)))


def _within(token: Token, attribution: Attribution) -> bool:
    return any(_covers(span, token) for span in attribution.content)


def _covers(span: Span, token: Token) -> bool:
    return span.start <= token.start and token.end <= span.end


def _without_frame(row: Sequence[Token]) -> Sequence[Token]:
    """A clause without the place or manner in front of its subject ("In the second half, he …"); a time stays."""
    comma = next((i for i, token in enumerate(row) if token.text == ","), 0)
    frame, groups = row[:comma], verb_groups(row)
    said = any(is_time(token) or token.tag == "VBG" for token in frame)
    plain = bool(frame) and frame[0].tag == "IN" and bool(groups) and groups[0].start > comma + 1 and not said
    return row[comma + 1 :] if plain and groups[0].finite else row


def _opens_idly(row: Sequence[Token]) -> bool:
    """Whether a clause opens with words that only keep the talk going: "You know, it rained", not "You know why"."""
    return len(row) > 4 and (row[0].text.lower(), row[1].text.lower()) in FILLERS and not row[2].tag.startswith("W")


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
