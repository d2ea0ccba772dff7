"""Which words are cues, before what kind of complement, and where a content ends."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from newsclaims.cues import TELLING, stem
from newsclaims.phrases import ADVERBS, FINITE, PREPOSITIONS_IN_ING, VerbGroup, is_time, noun_phrase_from
from newsclaims.text import Token

# A verb or noun is read as a cue where at least this share of its occurrences with the same kind of complement are
# cues in PolNeAR's training articles. Swept over 0.3-0.7 on its dev part: relation F1 51, 53, 55, 55, 54.
CUE_SHARE = 0.6
# A clause behind "that" makes a cue likelier than the counts, which PolNeAR's annotators took outside of contents only.
THAT_SHARE = 0.4
CLAUSE_OPENERS = frozenset("that whether if how why what who when where".split())
# Nouns (as stems) that stand for somebody's words where a clause or "of" follows. PolNeAR marks them only where no verb
# does the same work, so their shares there are too low to go by.
REPORTING_NOUNS = frozenset("report claim alleg accus rumor rumour assert specul suggest indic".split())
# Whoever reports is no report, though the stem is the same.
AGENT = re.compile(r"\w+[eo]rs?", re.IGNORECASE)
WRITERS_OWN = frozenset("according though although despite while citing which".split())


@cache
def _table() -> dict[str, list[int]]:
    """How often a stem with a complement was a cue in training articles, and how often it occurred."""
    return dict(json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8")))


def counts(part: str, word: str) -> tuple[int, int]:
    """How often a word was a cue as ``part`` (verb or noun), and how often it occurred, in the training articles."""
    cues, all_ = _table().get(f"{part} {stem(word)}", [0, 0])
    return cues, all_


def cue_share(part: str, word: str, kind: str) -> float:
    """The share of a word's occurrences as ``part`` (verb or noun) with this complement that are cues; 0 if unknown.

    Few occurrences are drawn towards the share of the word whatever its complement, as four more would.

    >>> cue_share("verb", "said", "that") > 0.9 > cue_share("verb", "made", "np")
    True
    """
    if part == "noun" and AGENT.fullmatch(word) and not word.lower().startswith("rumo"):
        return 0.0
    known = stem(word) in (TELLING if part == "verb" else REPORTING_NOUNS)
    if known and kind in (
        {"np to", "np that", "np of", "np clause", "np quote", "np colon"} if part == "verb" else {"that", "of"}
    ):
        return 1.0
    whole, all_ = counts(part, word)
    cues, seen = _table().get(f"{part} {stem(word)} {kind}", [0, 0])
    return (cues + 4 * whole / (all_ + 2)) / (seen + 4)


def is_cue(part: str, word: str, kind: str) -> bool:
    """Whether a word with this complement is read as a cue.

    >>> is_cue("verb", "denied", "np"), is_cue("verb", "walked", "np")
    (True, False)
    """
    return cue_share(part, word, kind) > (THAT_SHARE if kind == "that" else CUE_SHARE)


def complement(tokens: Sequence[Token], i: int, *, phrases: int = 3) -> tuple[str, int]:
    """What follows a verb or noun at token ``i``, and the token where it starts behind time and occasion.

    One of: quote, that, colon, end, to, ing, clause, np, "np that", "np to", "np quote", "np clause", "np colon",
    "np <preposition>", a preposition, adjective, other. At most so many ``phrases`` are stepped over.

    >>> from newsclaims.text import tokens
    >>> complement(tokens("The mayor said on Monday that it rained."), 3)
    ('that', 5)
    >>> complement(tokens("The mayor told residents to leave."), 3)
    ('np to', 3)
    """
    if phrases == 0:
        return "other", i
    while i < len(tokens) and tokens[i].tag in ADVERBS and tokens[i].text.lower() != "not":
        i += 1
    if i >= len(tokens) or tokens[i].text in ".;!?—–":
        return "end", i
    here, word = tokens[i], tokens[i].text.lower()
    if here.tag == "QUOTE":
        return "quote", i
    if here.text in ",:":
        if i + 1 < len(tokens) and tokens[i + 1].tag == "QUOTE":
            return "quote", i + 1
        return ("colon", i + 1) if here.text == ":" else ("end", i)
    if word in CLAUSE_OPENERS:
        return "that", i
    if here.tag == "TO" or (word == "not" and i + 1 < len(tokens) and tokens[i + 1].tag == "TO"):
        return "to", i
    if here.tag in {"IN", "RP"}:
        stop = noun_phrase_from(tokens, i + 1, attach=False)
        if i + 1 < stop < len(tokens) and is_time(tokens[stop - 1]):
            kind, start = complement(tokens, stop, phrases=phrases - 1)
            if kind in {"quote", "that", "colon", "clause", "end"}:
                return kind, start
        return word, i
    if here.tag == "VBG":
        return "ing", i
    return _noun_phrase_complement(tokens, i, phrases)


def _noun_phrase_complement(tokens: Sequence[Token], i: int, phrases: int) -> tuple[str, int]:
    """The complement that opens with a noun phrase at ``i``: object, person told, or a clause without "that"."""
    stop = noun_phrase_from(tokens, i, attach=False)
    if stop == i:
        return ("adjective" if tokens[i].tag.startswith("JJ") else "other"), i
    if is_time(tokens[stop - 1]) and tokens[i].tag != "DT":
        return complement(tokens, stop, phrases=phrases - 1)
    k = noun_phrase_from(tokens, i)
    while k < len(tokens) and tokens[k].tag in ADVERBS:
        k += 1
    if k < len(tokens) and tokens[k].tag in FINITE:
        return "clause", i
    kind, _ = complement(tokens, stop, phrases=phrases - 1)
    if kind in {"that", "to", "quote", "clause", "colon"}:
        return f"np {kind}", i
    if stop < len(tokens) and tokens[stop].tag == "IN":
        return f"np {tokens[stop].text.lower()}", i
    return "np", i


def content_end(tokens: Sequence[Token], start: int, groups: Sequence[VerbGroup], *, phrase: bool) -> int:
    """Where a content that opens at ``start`` ends: a phrase with what hangs on it, a clause with what is not its own.

    The writer's own is what follows a semicolon or dash, another act of saying ("…, adding that", "… and said that"),
    and a clause joined by "and" or "but" in another tense.
    """
    inside = [g for g in groups if g.head >= start]
    first = next((g for g in inside if g.finite), None)
    depth = 0
    for i in range(start, len(tokens)):
        token = tokens[i]
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0 or (token.text in {";", "—", "–"} and i > start):
            return i
        opens = next((g for g in inside if g.start == i + 1), None)
        if token.tag == "CC" and opens and opens.finite and (phrase or _says(tokens, opens)):
            return i
        if phrase and i > start and token.text.lower() in {"after", "before", "while", "although", "despite"}:
            return i
        if token.text == "," and i + 1 < len(tokens) and _ends_at_comma(tokens, i + 1, inside, first, phrase=phrase):
            return i
    return len(tokens)


def _says(tokens: Sequence[Token], group: VerbGroup) -> bool:
    kind, _ = complement(tokens, group.end)
    return kind in {"that", "clause", "quote"} and is_cue("verb", tokens[group.head].text, kind)


def _ends_at_comma(
    tokens: Sequence[Token], i: int, groups: Sequence[VerbGroup], first: VerbGroup | None, *, phrase: bool
) -> bool:
    """Whether a content ends at the comma before token ``i``."""
    here = tokens[i]
    stop = noun_phrase_from(tokens, i + 1 if here.tag in {"CC", "IN"} else i)
    ahead = next((g for g in groups if g.start == stop), None)
    if phrase:
        return here.tag in {"VBG", "VBN", "WDT", "WP", "CC", "IN", "RB"} or stop == i
    if here.text.lower() in WRITERS_OWN:
        return here.tag != "IN" or ahead is not None or here.text.lower() == "despite"
    if here.tag == "VBG" and here.text.lower() not in PREPOSITIONS_IN_ING:
        return cue_share("verb", here.text, complement(tokens, i + 1)[0]) > CUE_SHARE / 2
    if here.tag == "CC":
        return ahead is not None and ahead.finite and first is not None and _past(tokens, ahead) != _past(tokens, first)
    if here.text.lower() in {"after", "before", "when", "while", "as", "hours", "days"}:
        return any(_says(tokens, g) for g in groups if g.start > i)
    # "…, a charge that the council rejected" or "rejected by the council": another's word on what was said.
    return here.tag == "DT" and ahead is not None and tokens[ahead.head].tag == "VBN" and _by(tokens, ahead)


def _by(tokens: Sequence[Token], group: VerbGroup) -> bool:
    return (
        group.end < len(tokens)
        and tokens[group.end].text.lower() == "by"
        and counts("verb", tokens[group.head].text)[0] > 0
    )


def _past(tokens: Sequence[Token], group: VerbGroup) -> bool:
    finite = next(t for t in tokens[group.start : group.head + 1] if t.tag in FINITE)
    return finite.tag == "VBD" or finite.text.lower() in {"would", "could", "might", "should"}
