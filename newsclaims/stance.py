"""How a holder stands to a proposition: by the cue, by negation inside it, by hedges, by calling it false."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from newsclaims.attributions import Attribution
from newsclaims.cues import stem
from newsclaims.opinions import DEONTIC, is_act
from newsclaims.phrases import NEGATIONS, verb_groups
from newsclaims.reports import FALSE
from newsclaims.text import Token
from newsclaims.text import words as cut_words

Stance = Literal["asserts", "denies", "unsure"]

# Verbs whose holder says that the content is not so, as Snowball stems.
DENYING = frozenset("deni dismiss reject refut disput rebut disavow debunk contradict repudi".split())
# Words around a clause's main verb that leave it open, and those that do so only in the article's own voice: whoever is
# said to hold an "alleged" thing holds it.
OPEN = re.compile(
    r"\b(?:may|might|perhaps|maybe|allegedly|possibly|potentially|probably|likely|unlikely|unclear"
    r"|(?:is|are|was|were) expected|(?:appears?|appeared|seems?|seemed) to)\b"
)
HEDGES = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|(?:[Tt]he|[Aa]n?|this) reported|apparently|supposed(?:ly)?|purported(?:ly)?|"
    r"uncertain|unresolved|unconfirmed|rumou?red|will)\b"
)
# Attributions to nobody that leave what they say open: "questions whether", "the expectation that".
DOUBTS = frozenset("expect alleg rumour rumor specul question indic possibl possibil suspicion suspect hint".split())
NO = frozenset("no neither nobody none nothing dont doesnt didnt".split())
# What follows a negation that turns nothing round: "no fewer than 20", "not only", "no question that".
IDLE = {
    "no": frozenset("fewer less more later question doubt matter one".split()),
    "not": frozenset("only just least merely".split()),
    "nothing": frozenset("less but".split()),
}
STAND_IN = re.compile(
    r"(?:(?:the|this|that|these|those|such|his|her|their|its|any|all|a|an|media|news|\w+\s['’]s)\s+)*"
    r"(?:reports?|claims?|allegations?|accusations?|stor(?:y|ies)|assertions?|rumou?rs?|statements?|suggestions?"
    r"|it|this|that)\b(?!\s+(?:that|of|about))",
    re.IGNORECASE,
)
# "called the report a lie"; what a stand-in is denied on is no part of it ("denied this on Monday").
BRANDING = re.compile(rf"\b(?:brand|call|label|describ|dismiss|denounc|decr|slam|reject)\w*\s+{STAND_IN.pattern}", re.I)
DAY_BEHIND = re.compile(r"\s+(?:(?:on|late|early)\s+)*(?:\w+day|yesterday|today)\b.*$", re.IGNORECASE)
# A clause that only says that something was or was not: "no such meeting took place", "there was no call".
EXISTENCE = re.compile(
    r"[\"“]?\s*(?:there (?:was|were|has been|had been) (?:no|never an?|an?)(?: such)?(?: \w+){0,2}"
    r"|(?:an?|the|no|any)(?: such| alleged| reported| disputed)?(?: \w+)? \w+"
    r" (?:(?:has|have|had|ever|never|not|n't|did) )*(?:(?:took|taken|take) place|happen(?:ed)?|occur(?:red)?))\b"
    r"\s*[\"”]?",
    re.IGNORECASE,
)


def stance_of(flipped: bool, *, unsure: bool = False) -> Stance:
    """The stance towards the positive form of a proposition that was ``flipped``."""
    return "denies" if flipped else "unsure" if unsure else "asserts"


def hedged(row: Sequence[Token], *, held: bool) -> bool:
    """Whether a proposition is left open up to its main verb and the word behind it; in the article's own voice (not
    ``held``) also by "alleged" and the future.

    >>> from newsclaims.text import tokens
    >>> [hedged(tokens(t), held=False) for t in ("The alleged call took place.", "It may rain.", "They met in May.")]
    [True, True, False]
    """
    groups = verb_groups(row)
    main = next((g for g in groups if g.finite), groups[0] if groups else None)
    words = " ".join(token.text for token in row[: main.end + 2 if main else len(row)])
    return bool(OPEN.search(words)) or (not held and bool(HEDGES.search(words)))


def negated(row: Sequence[Token]) -> bool:
    """Whether the main verb of a clause, or "no" before its subject or object, turns it round; both together do not.

    What should not be, or somebody is told not to do, is no denial that it is; nor is what was not so until it was.

    >>> from newsclaims.text import tokens
    >>> [negated(tokens(t)) for t in ("It did not rain.", "No rain fell.", "It did not only rain.", "It rained.")]
    [True, True, False, False]
    """
    if row[0].text.lower() in {"if", "unless"}:  # what is so on a condition, which may not be met
        comma = next((i for i, token in enumerate(row) if token.text == ","), len(row) - 1)
        row = row[comma + 1 :]
    groups = verb_groups(row)
    finite = (g for g in groups if g.finite or g.negated or row[g.start].tag == "VBG")
    main = groups[0] if groups and is_act(row, groups[0]) else next(finite, groups[0] if groups else None)
    if main is None or any(t.text.lower() in DEONTIC for t in row[main.start : main.end]) or is_act(row, main):
        return False
    pairs = [(a.text.lower(), b.text.lower()) for a, b in pairwise(row)]
    idle = any(following in IDLE.get(word, ()) for word, following in pairs[main.start : main.end + 1])
    no = any(word in NO and following not in IDLE.get(word, ()) for word, following in pairs[: main.end + 3])
    until = main.negated and any(word == "until" for word, _ in pairs[main.end :])
    return (main.negated and not idle and not until) != (no or (row[:1] and row[0].text.lower() == "without"))


def denies(attribution: Attribution) -> bool:
    """Whether the cue says that the content is not so, and is not negated itself ("did not deny").

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> text = "Lee denied that it rained. Roe didn't deny that it rained."
    >>> [denies(found) for found in extract_attributions(make_article("a", text))]
    [True, False]
    """
    cut = [word.text.lower() for cue in attribution.cue for word in cut_words(cue.text)]
    return any(stem(word) in DENYING for word in cut) and not NEGATIONS & set(cut)


def doubts(attribution: Attribution) -> bool:
    """Whether the cue leaves the content open: "it is expected that", "questions whether", "seemed to think"."""
    words = {word.text.lower() for cue in attribution.cue for word in cut_words(cue.text)}
    cut = {stem(word) for word in words}
    if cut & {"seem", "appear"}:
        return True
    said = bool(attribution.source) and attribution.source[0].text.lower() not in {"that", "this"}
    return not said and bool(cut & DOUBTS or ("mean" in cut and NEGATIONS & words))


def is_verdict(words: str) -> bool:
    """Whether a clause is a bare verdict on what something stands for: "This is false", "calling the claim a lie", or
    the mere stand-in that a cue denies ("the reports").

    >>> [is_verdict(w) for w in ("This is false", "the reports", "branding it fiction", "the reports of a fire")]
    [True, True, True, False]
    """
    if STAND_IN.fullmatch(DAY_BEHIND.sub("", words)):
        return True
    return bool(FALSE.search(words)) and bool(STAND_IN.match(words) or BRANDING.search(words))
