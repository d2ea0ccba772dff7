"""A clause with the attributions that it lies in, and whether it says something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsclaims.articles import Article
from newsclaims.asides import alleged, no_more
from newsclaims.attributions import Attribution
from newsclaims.clauses import NOBODY
from newsclaims.cues import says
from newsclaims.phrases import AUXILIARIES, VerbGroup, is_time, noun_phrase_from, verb_groups
from newsclaims.reports import CALLED_FALSE, DENIAL, FALSE
from newsclaims.stance import denies
from newsclaims.text import Span, Token

AS_FALSE = re.compile(rf"(?:as )?(?:\w+ )?(?:{FALSE.pattern})", re.IGNORECASE)  # "dismissed it as | sheer nonsense"
SHORT = 6  # tokens: quoted words that are no clause say something if they are no more
TELLS_MORE = re.compile(r"\btold (?:[A-Z]|(?:reporters|journalists) \w)|\bciting\b|\bfirst\b")
DOUBLE_MARK = re.compile('["“”]')
QUESTION = re.compile(r"[\"'”’]?\?")
INTERROGATIVES = frozenset("who whom whose what which when where why how".split())
CLOSES = re.compile('[,.;!?]?["”]')
# Single ones, which an apostrophe may look like: "the '90s" opens nothing that is closed right behind.
OPENING, CLOSING = re.compile(r"(?<![\w.,!?])['‘](?=\w)"), re.compile(r"(?<=[\w.,!?])['’](?!\w)")
CLOSES_SINGLE = re.compile(r"[,.;!?]?['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause and the attributions that it lies in, outermost first.

    ``subject`` is carried over from the clause before where the clause has none of its own, None elsewhere. ``lead`` is
    what a relative clause, a participle or an apposition speaks of, ``tail`` what is said in a clause that tells so.
    ``unreal`` is a condition that is told not to be met, or what there was no more than; ``teller`` who is told to have
    told it without an attribution.
    """

    row: Sequence[Token]
    chain: tuple[Attribution, ...]
    subject: Span | None
    lead: Sequence[Token] = ()
    tail: Sequence[Token] = ()
    unreal: bool = False
    teller: Span | None = None

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
    if len(marks) % 2:
        closing = CLOSES.match(text, end)
        return Span.cut(text, start, closing.end()) if closing else Span.cut(text, start + (marks[0] == start), end)
    left_open = len(OPENING.findall(text, start, end)) > len(CLOSING.findall(text, start, end))
    closing = CLOSES_SINGLE.match(text, end) if left_open else None
    return Span.cut(text, start, closing.end() if closing else end)


def says_something(article: Article, segment: Segment, here: Sequence[Attribution]) -> bool:
    """Whether a clause is more than the words that tie a source to its content."""
    verbs = verb_groups(segment.row)
    if segment.unreal and no_more(segment.row):
        return True
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
        return len(segment.row) <= SHORT and len(own) == 1 and len(own[0].text) <= segment.end - segment.start + 4
    if is_question(article.text, segment) and not (segment.chain and segment.chain[-1].source):
        return False
    named = segment.chain and (denies(segment.chain[-1]) or not segment.chain[-1].source)  # "denied a meeting with"
    if not (verbs or named) or CALLED_FALSE.fullmatch(segment.words) or AS_FALSE.fullmatch(segment.words):
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
