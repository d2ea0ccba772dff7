"""How a holder stands to a proposition: by the cue, by negation inside it, by hedges, by calling it false."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from newsclaims.attributions import Attribution
from newsclaims.cues import stem
from newsclaims.opinions import DEONTIC, is_act
from newsclaims.phrases import BE, NEGATIONS, NOUNS, QUOTES, VerbGroup, verb_groups, without_relative
from newsclaims.reports import FALSE, named_false
from newsclaims.text import Token
from newsclaims.text import words as cut_words

Stance = Literal["asserts", "denies", "unsure"]

# Verbs whose holder says that the content is not so, as Snowball stems.
DENYING = frozenset("deni dismiss reject refut disput rebut disavow debunk contradict repudi".split())
# Verbs, as stems, that say so where they are negated: "did not believe that", "found no".
BELIEVING = frozenset("believ think expect consid".split())
# What makes an attribution one of something false, in the words of whoever tells it: "falsely claimed", "false claims".
FALSELY = frozenset(
    "falsely wrongly erroneously incorrectly inaccurately mistakenly baselessly false baseless debunked bogus"
    " unfounded".split()
)
WORD_BEFORE = re.compile(r"\b\w+\s$")
LONGEST = 20  # characters of such a word: longer than all of them
# Words, as stems, that leave their content open where they are negated or what is refused: "did not say that".
OPENLY = frozenset("say state specifi confirm rule mention indic sure certain confid".split())
REFUSING = frozenset("declin refus".split())
# Words around a clause's main verb that leave it open, and those that do so only in the article's own voice: whoever is
# said to hold an "alleged" thing holds it.
OPEN = re.compile(
    r"\b(?:may|might|could(?! (?:not|see|hear|feel|tell|smell)\b)"
    r"|perhaps|maybe|allegedly|possibly|potentially|probably|likely|unlikely|unclear"
    r"|(?:is|are|was|were) expected|(?:appears?|appeared|seems?|seemed) to)\b"
)
HEDGES = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|(?:[Tt]he|[Aa]n?|this) reported|apparently|supposed(?:ly)?|purported(?:ly)?|"
    r"uncertain|unresolved|unconfirmed|rumou?red|will)\b"
)
SCHEDULED = re.compile(r"\b(?:is|are) (?:due|set|scheduled|slated|poised) to\b")
# What a clause says of a question that nobody has answered: "leaves open the question of a ban".
OPEN_QUESTION = re.compile(
    r"\b(?:leav\w+|left)\b(?: \S+){0,2}? (?:the )?questions?\b|\bquestions?\b.* (?:unresolved|unanswered|open)\b", re.I
)
# Attributions to nobody that leave what they say open: "questions whether", "the expectation that".
DOUBTS = frozenset("expect alleg rumour rumor specul question indic possibl possibil suspicion suspect hint".split())
# Of one's own doubt: "I am not sure that", "I do not know that"; no denial of it.
UNSURE = re.compile(
    r"(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey) (?:\S+ ){0,2}(?:not|n't|n’t) (?:be )?(?:entirely |quite )?"
    r"(?:sure|certain|know that)\b"
)
NO = frozenset("no neither nobody none nothing dont doesnt didnt".split())
# What follows a negation that turns nothing round: "no fewer than 20", "not only", "no question that".
IDLE = {
    "no": frozenset("fewer less more later question doubt matter".split()),
    "not": frozenset("only just least merely without".split()),
    "nothing": frozenset("less but".split()),
}
NOT = {"n't": "not", "n’t": "not"}
HARDLY = frozenset("hardly scarcely".split())  # behind "is": "it was hardly a surprise", not "they can hardly wait"
HAVE = frozenset("have has had 've ’ve".split())
LACKING = HARDLY | {"without"}  # "the suit is without merit"
ONE_OF_SEVERAL = (("the", "first"), ("the", "last"))  # "it was not the first time"
STAND_IN = re.compile(
    r"(?:(?:the|this|that|these|those|such|his|her|their|its|any|all|a|an|media|news|\w+\s['’]s)\s+)*"
    r"(?:reports?|articles?|accounts?|claims?|allegations?|accusations?|stor(?:y|ies)|assertions?|rumou?rs?|statements?|suggestions?"
    r"|it|this|that)\b(?!\s+(?:that|of|about))",
    re.IGNORECASE,
)
# "called the report a lie"; what a stand-in is denied on is no part of it ("denied this on Monday").
BRANDING = re.compile(rf"\b(?:brand|call|label|describ|dismiss|denounc|decr|slam|reject)\w*\s+{STAND_IN.pattern}", re.I)
# Words that may stand between what a verdict is on and the verdict, and behind it: "This is just false information". Of
# 35 events no verdict has more, and eight sentences that are none have ("It follows a request to tell why false …").
BEFORE_IT, BEHIND_IT = 6, 4
DAY_BEHIND = re.compile(r"(?<!\s)\s+(?:(?:on|late|early)\s+)*(?:\w+day|yesterday|today)\b.*$", re.IGNORECASE)
# A clause that only says that something was or was not: "no such meeting took place", "there was no call".
EXISTENCE = re.compile(
    r"[\"“]?\s*(?:there (?:was|were|has been|had been) (?:no|never an?|an?)(?: such)?(?: \w+){0,2}"
    r"|(?:an?|the|no|any)(?: such| alleged| reported| disputed)?(?: \w+)? \w+"
    r" (?:(?:has|have|had|ever|never|not|n't|did) )*(?:(?:took|taken|take) place|happen(?:ed)?|occur(?:red)?|came))\b"
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
    row = without_relative(row)
    groups = verb_groups(row)
    main = next((g for g in groups if g.finite), groups[0] if groups else None)
    words = " ".join(token.text for token in row[: main.end + 2 if main else len(row)])
    whole = " ".join(token.text for token in row)
    if OPEN_QUESTION.search(whole) or UNSURE.match(whole):
        return True
    if main and main is groups[0] and not held and SCHEDULED.search(words):
        return True
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
    row = [token for token in row if token.text not in QUOTES]  # 'would "never pay"'
    condition = next((i for i, token in enumerate(row) if i and token.text.lower() in {"if", "unless"}), len(row))
    row = without_relative(row[:condition])
    if UNSURE.match(" ".join(token.text for token in row)):
        return False
    groups = verb_groups(row)
    finite = (g for g in groups if g.finite or g.negated or row[g.start].tag == "VBG")
    main = groups[0] if groups and is_act(row, groups[0]) else next(finite, groups[0] if groups else None)
    if main is None or any(t.text.lower() in DEONTIC for t in row[main.start : main.end]) or is_act(row, main):
        return False
    pairs = [(NOT.get(a.text.lower(), a.text.lower()), b.text.lower()) for a, b in pairwise(row)]
    idle = any(following in IDLE.get(word, ()) for word, following in pairs[main.start : main.end + 1])
    idle = idle or any(pair in pairs[main.end : main.end + 2] for pair in ONE_OF_SEVERAL)
    no = any(word in NO and following not in IDLE.get(word, ()) for word, following in pairs[: main.end + 3])
    turned = main.negated or lacks(row, main)
    if not turned and not no and row[main.head].text.lower() in BE:  # "a word that does not appear"
        related = next((i for i in range(main.end, len(row)) if row[i].text.lower() in {"that", "which", "who"}), None)
        inner = next((g for g in groups if related is not None and g.start == related + 1), None)
        nominal = (
            related is not None and row[main.end].text.lower() in {"a", "an", "the"} and row[related - 1].tag in NOUNS
        )
        return bool(nominal and inner and inner.negated)
    until = main.negated and any(word == "until" for word, _ in pairs[main.end :])
    if main.negated and row[main.head].text == "comment" and row[main.head - 2].tag in {"VBP", "VBZ"}:
        return False  # "does not comment", as a rule
    return (turned and not idle and not until) != (no or (row[:1] and row[0].text.lower() == "without"))


def lacks(row: Sequence[Token], verb: VerbGroup) -> bool:
    """Whether what follows "is" or "has" turns it round: "is hardly new", "was without power", "has yet to open".

    >>> from newsclaims.text import tokens
    >>> rows = [tokens(t) for t in ("The town is without power", "It has yet to rain", "It was new without doubt")]
    >>> [lacks(row, verb_groups(row)[0]) for row in rows]
    [True, True, False]
    """
    behind = [token.text.lower() for token in row[verb.head + 1 : verb.head + 3]]
    head = row[verb.head].text.lower()
    return (head in BE and bool(LACKING & set(behind[:1]))) or (head in HAVE | BE and behind == ["yet", "to"])


def denies(attribution: Attribution) -> bool:
    """Whether the cue says that the content is not so, and is not negated itself ("did not deny").

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> text = "Lee denied that it rained. Roe didn't deny that it rained."
    >>> [denies(found) for found in extract_attributions(make_article("a", text))]
    [True, False]
    """
    cut = [word.text.lower() for cue in attribution.cue for word in cut_words(cue.text)]
    stems = {stem(word) for word in cut}
    if NEGATIONS & set(cut):
        return bool(stems & BELIEVING) and len(cut_words(attribution.content[0].text)) > 2
    return bool(stems & DENYING) or named_false(attribution.cue, attribution.content)


def says_falsely(attribution: Attribution, text: str) -> bool:
    """Whether the cue, or a word beside it, says that what is said is not so: "falsely claimed that", "said, wrongly,
    that", "false claims that", and not "did not falsely claim that".

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> article = make_article("a", "Lee falsely claimed that it rained. Roe said, wrongly, that it did not.")
    >>> [says_falsely(found, article.text) for found in extract_attributions(article)]
    [True, True]
    """
    start, end = attribution.cue[0].start, max(attribution.cue[-1].end, attribution.content[0].start)
    beside = WORD_BEFORE.search(text, max(0, start - LONGEST), start)
    words = {word.text.lower() for word in cut_words(text[beside.start() if beside else start : end])}
    return bool(FALSELY & words) and not NEGATIONS & words


def doubts(attribution: Attribution) -> bool:
    """Whether the cue leaves the content open: "it is expected that", "questions whether", "doubted that"."""
    words = {word.text.lower() for cue in attribution.cue for word in cut_words(cue.text)}
    cut = {stem(word) for word in words}
    opening = attribution.content[0].text.split(maxsplit=1)[0].lower()
    if cut & {"seem", "appear"} or ("doubt" in cut and not NEGATIONS & words) or opening == "whether":
        return True
    if (NEGATIONS & words and cut & OPENLY) or (cut & REFUSING and cut & OPENLY):
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
    if (on := STAND_IN.match(words)) is None:
        return bool(FALSE.search(words) and BRANDING.search(words))
    found = ((words[on.end() : m.start()].split(), words[m.end() :].split()) for m in FALSE.finditer(words, on.end()))
    return any(len(before) <= BEFORE_IT and len(behind) <= BEHIND_IT for before, behind in found)
