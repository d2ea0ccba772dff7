"""The words of a clause become a sentence that stands alone, by steps that can be replayed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsclaims.calendars import MONTHS
from newsclaims.periods import Period
from newsclaims.phrases import NEGATIONS, QUOTES, verb_groups, without_relative
from newsclaims.stance import lacks, negated
from newsclaims.text import Span, Token

# What stands for a word when the negation that it is or carries is gone ("won't" is cut into "wo" and "n't").
POSITIVE = {"nobody": "somebody", "nothing": "something", "none": "some", "wo": "will", "ca": "can"}
OF_TWO = {("no", "longer"): "still", ("no", "one"): "somebody"}
POSITIVE |= {"dont": "do", "doesnt": "does", "didnt": "did"}
HEARSAY = frozenset({"allegedly", "reportedly", "supposedly", "purportedly", "apparently"})
PLURAL = frozenset("have are".split())
Rewrite = tuple[int, int, str]  # offsets into the article, and the words that take their place


@dataclass(frozen=True, slots=True)
class Step:
    """One rewrite on the way from the words to the proposition: the rule, and the whole before and after it."""

    rule: str
    before: str
    after: str


def replay(steps: Iterable[Step], words: str) -> str:
    """The proposition that the steps make of an article's words; raises ValueError where they do not fit.

    >>> replay([Step("positive form", "It did not rain", "It did rain")], "It did not rain")
    'It did rain'
    """
    for step in steps:
        if step.before != words:
            raise ValueError(f"step {step.rule!r} starts from {step.before!r}, not from {words!r}")
        words = step.after
    return words


def rewrite(whole: Span, rules: Iterable[tuple[str, Sequence[Rewrite]]]) -> Iterator[Step]:
    """The steps that rules make of a stretch, one for each rule that changes it; an earlier rule's rewrite stands.

    >>> [step.after for step in rewrite(Span(0, 8, "he left "), [("speaker named", [(0, 2, "Ann Lee")])])]
    ['Ann Lee left']
    """
    done: list[Rewrite] = []
    before = whole.text
    for rule, more in rules:
        done += [r for r in more if not any(r[0] < end and start < r[1] for start, end, _ in done)]
        after = _rewritten(whole, done)
        if after != before:
            yield Step(rule, before, after)
        before = after
    if (after := as_sentence(before)) != before:
        yield Step("written as a sentence", before, after)


def _rewritten(whole: Span, rewrites: Iterable[Rewrite]) -> str:
    """The words of a stretch with some replaced."""
    out, at = [], whole.start
    for start, end, words in sorted(rewrites):
        out += [whole.text[at - whole.start : start - whole.start], words]
        at = end
    out.append(whole.text[at - whole.start :])
    return re.sub(r"\s+", " ", "".join(out)).strip()


def as_sentence(words: str) -> str:
    """Words without quotation marks, with a capital in front and no space before a comma.

    >>> as_sentence('he is "very sorry" , he said')
    'He is very sorry, he said'
    """
    words = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"[\"“”]", "", words)).strip(" ,;:")
    words = re.sub(r"(?<=\w\w)\.$", "", words)
    return re.sub(r"\s+", " ", words[:1].upper() + words[1:])


def positive(row: Sequence[Token]) -> list[Rewrite]:
    """The rewrites that take the negation out of a clause's main verb group, subject and object."""
    if not negated(row):
        return []
    turned = without_relative([token for token in row if token.text not in QUOTES])
    lacking = next((verb.head for verb in verb_groups(turned) if lacks(turned, verb)), None)
    if lacking is not None:
        return _had(turned, lacking)
    out = []
    for before, token, following in zip([None, *row], row, [*row[1:], None], strict=False):
        word = token.text.lower()
        if token not in turned:
            continue
        if following is not None and (other := OF_TWO.get((word, following.text.lower()))):
            out.append((token.start, following.end, other))
        elif word == "nor" and out:  # "neither Lee nor Roe"
            out.append((token.start, token.end, "or"))
        elif word in POSITIVE:
            out.append((token.start, token.end, POSITIVE[word]))
        elif word in NEGATIONS | {"yet"}:
            glued = before is not None and before.end == token.start  # "can" and "not"
            out.append((token.start, following.start if following and not glued else token.end, ""))
    return out


def _had(row: Sequence[Token], head: int) -> list[Rewrite]:
    """The rewrites that give back what is lacking behind a verb: "is with power", "is news", "did open"."""
    verb, word = row[head], row[head + 1]
    if word.text.lower() == "without":
        return [(word.start, word.end, "with")]
    if word.text.lower() != "yet":
        return [(word.start, row[head + 2].start, "")] if head + 2 < len(row) else []
    to, bare = row[head + 2 : head + 4] if head + 3 < len(row) else (row[head + 2], None)
    if bare is not None and bare.text == "be":
        return [(verb.start, bare.end, "were" if verb.text.lower() in PLURAL else "was")]
    return [(verb.start, to.end, "did")]


def unhedged(row: Sequence[Token]) -> list[Rewrite]:
    """The rewrites that take out adverbs that only say that others say so: the stance tells it.

    >>> from newsclaims.text import tokens
    >>> unhedged(tokens("It allegedly rained"))
    [(3, 13, '')]
    """
    found = ((token, behind) for token, behind in pairwise(row[1:]) if token.text in HEARSAY and behind.text != ",")
    return [(token.start, behind.start, "") for token, behind in found]


def absolute(periods: Iterable[Period]) -> list[Rewrite]:
    """The rewrites that put the date for words that name a single day ("on Thursday")."""
    days = [p for p in periods if (p.end - p.start).days == 1]
    return [(p.span.start, p.span.end, f"{p.start.day} {MONTHS[p.start.month - 1]} {p.start.year}") for p in days]
