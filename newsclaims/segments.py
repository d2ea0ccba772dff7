"""The clauses of an article, each with the attributions that it lies in."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.clauses import clauses
from newsclaims.cues import CALLED_FALSE, TELLING, retagged, stem
from newsclaims.periods import find_periods
from newsclaims.phrases import noun_phrase_before, noun_phrase_from, subject_before, verb_groups
from newsclaims.stance import denies
from newsclaims.text import Span, Token, sentences, tokens

OPENERS = frozenset("that whether if because although though while as with".split())
LONG = 6  # tokens: a longer antecedent of "which" stands for itself without what hangs on it
TELLS_MORE = re.compile(r"\btold [A-Z]|\bciting\b|\bfirst\b")
DOUBLE_MARK = re.compile('["“”]')
CLOSES = re.compile('[,.;!?]?["”]')
RELATIVE = frozenset({"WDT", "WP", "WP$"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause and the attributions that it lies in, outermost first.

    ``subject`` is carried over from the clause before where the clause has none of its own, None elsewhere.
    """

    row: Sequence[Token]
    chain: tuple[Attribution, ...]
    subject: Span | None

    @property
    def words(self) -> str:
        """The clause's own words, one space between each two."""
        return " ".join(token.text for token in self.row)

    @property
    def start(self) -> int:
        """Where it begins in the article."""
        return self.row[0].start

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.row[-1].end

    def pieces(self, text: str) -> tuple[Span, ...]:
        """Its stretches in the article: several where words that are not its own stand between its own."""
        pairs: list[tuple[int, int]] = []
        for token in self.row:
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


def segments(article: Article, attributions: Sequence[Attribution]) -> Iterator[list[Segment]]:
    """The clauses of each sentence of an article's title and body that say something, sentence by sentence.

    Sentences are cut where a content begins or ends, too. What only tells that somebody speaks is left out unless it
    says when, to whom or from where; so is "are false" behind what it is said of.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.rules import extract_attributions
    >>> article = make_article("a", "The mayor said that the dam was safe. It broke and flooded the town.")
    >>> [[s.words for s in sentence] for sentence in segments(article, extract_attributions(article))]
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
            yield [s for s in _clauses(article, sentence, here) if _says_something(article, s, here)]


def _clauses(article: Article, sentence: Span, here: Sequence[Attribution]) -> Iterator[Segment]:
    row = retagged(tokens(article.text, sentence.start, sentence.end))
    subjects = _subjects(article.text, row)
    edges = {sentence.start, sentence.end}
    for span in (span for attribution in here for span in attribution.content):
        edges |= {min(max(at, sentence.start), sentence.end) for at in (span.start, span.end)}
    for start, end in pairwise(sorted(edges)):
        for part in clauses([t for t in row if start <= t.start and t.end <= end]):
            around = [a for a in here if any(s.start <= part[0].start and part[-1].end <= s.end for s in a.content)]
            around.sort(key=lambda a: -sum(s.end - s.start for s in a.content))
            clause = part[1:] if len(part) > 1 and part[0].text.lower() in OPENERS else part
            verbs = verb_groups(clause)
            bare = bool(verbs) and (verbs[0].start == 0 or clause[0].tag in RELATIVE)
            yield Segment(clause, tuple(around), subjects.get(part[0].start) if bare else None)


def _says_something(article: Article, segment: Segment, here: Sequence[Attribution]) -> bool:
    """Whether a clause is more than the words that tie a source to its content."""
    verbs = verb_groups(segment.row)
    named = segment.chain and (denies(segment.chain[-1]) or not segment.chain[-1].source)  # "denied a meeting with"
    if not (verbs or named) or CALLED_FALSE.fullmatch(segment.words):
        return False
    main = next((g for g in verbs if g.finite), verbs[0] if verbs else None)
    first, last = (segment.row[main.head],) * 2 if main else (segment.row[0], segment.row[-1])
    cues = [cue for a in here if a not in segment.chain for cue in a.cue]
    tying = bool(verbs) and not verbs[-1].finite and any(cue.end == segment.end for cue in cues)  # "a habit of denying"
    if not tying and not any(cue.start < last.end and first.start < cue.end for cue in cues):
        return True
    dated = find_periods(segment.words, reference=article.published)
    return bool(dated) or TELLS_MORE.search(segment.words) is not None


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


def is_clausal(text: str, attribution: Attribution) -> bool:
    """Whether the content is a proposition (a clause, a quotation, a denied or reported thing) and not a mere object of
    the act ("discussed the war", "urged him to leave", "told them that they should go")."""
    cue = attribution.cue[0].text.lower() if attribution.cue else ""
    if attribution.kind in {"direct", "unmarked"} or not cue or denies(attribution):
        return True
    if cue.startswith("according") or (cue.endswith(" of") and not attribution.source):
        return True
    content = attribution.content[0]
    if attribution.cue[0].start > content.start:
        return True
    row = retagged(tokens(text, content.start, content.end))
    if stem(cue.split()[-1]) in TELLING and any(t.text.lower() in {"should", "must"} for t in row):
        return False
    groups = verb_groups(row)
    if row and row[0].text.lower() in {"that", "whether", "if"}:
        return True
    opens = bool(groups) and groups[0].finite and noun_phrase_from(row, 0) == groups[0].start
    return opens or (bool(row) and row[0].text[0] in '"“')
