"""Noun phrases and verb groups, read off part-of-speech tags from left to right, without a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsclaims.text import Token

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
ADVERBS = frozenset({"RB", "RBR", "RBS", "RP"})
QUOTES = frozenset("\"'“”‘’«»")
WITHIN_NOUN_PHRASE = NOUNS | {"DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "$", "#", "HYPH", "AFX"}
AUXILIARIES = frozenset(
    "be am is are was were been being have has had having do does did will would shall should can could may might must"
    " ca wo 's 're 've 'd 'm 'll ’s ’re ’ve ’d ’m ’ll".split()
)
BE = frozenset("be am is are was were been being 's 're 'm ’s ’re ’m".split())
IN_VERB_GROUP = VERBS | ADVERBS | {"TO"}
BEFORE_TO = frozenset({"going", "have", "has", "had", "used"})
# Words between a subject and its verb that taggers take for anything.
BETWEEN = frozenset("first also later both then all each now".split())
OPENS_RELATIVE = frozenset("who which that".split())
# Words that open a clause with a verb of its own.
SUBORDINATING = OPENS_RELATIVE | frozenset("what whose whom when where why how whether if because while".split())
NEGATIONS = frozenset("not n't n’t never no neither nor none nobody nothing without".split())
# Participles that have become prepositions.
PREPOSITIONS_IN_ING = frozenset("including according regarding concerning following excluding".split())
# Words that say when or on what occasion something is said, between a cue and its content.
WHEN = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|earlier|later|last|week|weekend|month|year|"
    r"morning|afternoon|evening|night|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?|may|\d{1,4}",
    re.IGNORECASE,
)
OCCASION = frozenset(
    "statement interview briefing conference post tweet letter speech email e-mail memo twitter facebook telegram"
    " podcast broadcast".split()
)
# What stands before a number that is not exact: "more than 300 people", "at least two".
ROUGHLY = frozenset("about nearly almost around roughly some over up to more less fewer than at least most".split())
# Prepositions that tie a second noun phrase to the first inside a name or a description of a source.
ATTACHING = frozenset("of for in on at from to with by about close familiar near within under over".split())


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Tokens ``start:end`` with auxiliaries, adverbs and negation; ``head`` is the verb that means something."""

    start: int
    end: int
    head: int
    finite: bool
    negated: bool
    passive: bool


def verb_groups(tokens: Sequence[Token]) -> list[VerbGroup]:
    """The verb groups of a sentence, in order.

    >>> from newsclaims.text import tokens
    >>> row = tokens("The ministry has not yet denied reports that it was told.")
    >>> [" ".join(t.text for t in row[g.start : g.end]) for g in verb_groups(row)]
    ['has not yet denied', 'was told']
    """
    groups = []
    i = 0
    while i < len(tokens):
        if tokens[i].tag not in VERBS or attributive(tokens, i):
            i += 1
            continue
        j, head = i, i
        while j < len(tokens) and (tokens[j].tag in IN_VERB_GROUP or tokens[j].text.lower() in BETWEEN):
            tag = tokens[j].tag
            if tag == "TO" and tokens[j - 1].text.lower() not in BEFORE_TO:
                break
            if tag in VERBS:
                # A full verb closes its group: "advised escalating" are two.
                if j > i and tokens[head].text.lower() not in AUXILIARIES and tag != "VBN":
                    break
                if tag == "VBN" and j > i and tokens[head].text.lower() not in AUXILIARIES:
                    break
                head = j
            j += 1
        end = head + 1
        if end < len(tokens) and tokens[end].tag == "RP":
            end += 1
        start = i
        while start > 0 and tokens[start - 1].tag in ADVERBS and tokens[start - 1].tag != "RP":
            start -= 1
        words = [t.text.lower() for t in tokens[start:head]]
        if tokens[head].text.lower() in AUXILIARIES:  # "is not among them", "isn't guilty"
            words += [w for t in tokens[head + 1 : head + 2] if (w := t.text.lower()) in {"not", "n't", "n’t", "never"}]
        groups.append(
            VerbGroup(
                start,
                end,
                head,
                finite=any(t.tag in FINITE for t in tokens[i : head + 1]),
                negated=any(w in NEGATIONS for w in words),
                passive=tokens[head].tag == "VBN" and any(w in BE for w in words),
            )
        )
        i = max(end, i + 1)
    return groups


def without_relative(tokens: Sequence[Token]) -> list[Token]:
    """A clause without what tells of its subject: "a man | who never voted | was fined", "Lee | , who did, | was not".

    All of it where no main verb follows, or a verb comes first. Wrong where "that" points at something within.

    >>> from newsclaims.text import tokens
    >>> [token.text for token in without_relative(tokens("Those who had no car could not leave"))]
    ['Those', 'could', 'not', 'leave']
    """
    finite = [group for group in verb_groups(tokens) if group.finite]
    ahead = finite[0].start if finite else 0
    opening = next((i for i in range(1, ahead) if tokens[i].text.lower() in OPENS_RELATIVE), None)
    if opening is None:
        return list(tokens)
    end = opening - (tokens[opening - 1].text == ",")  # of the subject
    if tokens[end - 1].tag not in NOUNS and tokens[end - 1].text.lower() != "those":
        return list(tokens)
    closed = 0  # verbs within, of as many clauses
    for group in finite:
        opened = sum(token.text.lower() in SUBORDINATING for token in tokens[opening : group.start])
        before = tokens[group.start - 1].tag
        if before == "CC":
            continue
        if closed >= opened and before != "PRP":
            return [*tokens[:end], *tokens[group.start :]]
        closed += 1
    return list(tokens)


def attributive(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle stands before its noun ("the alleged call", "in widely respected papers")."""
    before = i - 1
    if before > 0 and tokens[before].tag == "RB" and tokens[before].text.lower().endswith("ly"):
        before -= 1
    opens = {"DT", "PRP$", "POS"} if before == i - 1 else {"DT", "PRP$", "POS", "IN"}
    return (
        tokens[i].tag in {"VBN", "VBG", "VBD"}
        and before >= 0
        and (tokens[before].tag in opens or tokens[before].tag.startswith("JJ"))
        and noun_ahead(tokens, i + 1)
    )


def noun_phrase_from(tokens: Sequence[Token], i: int, *, attach: bool = True) -> int:
    """Where the noun phrase that opens at ``i`` ends (exclusive); ``i`` itself if none opens there.

    ``attach``: with what prepositions and "and" tie to it.

    >>> from newsclaims.text import tokens
    >>> row = tokens("The mayor of the town denied it.")
    >>> noun_phrase_from(row, 0), noun_phrase_from(row, 0, attach=False)
    (5, 2)
    """
    end = _core_from(tokens, i)
    while attach and end > i and end + 1 < len(tokens):
        word = tokens[end].text.lower()
        if word in ATTACHING:
            further = _core_from(tokens, end + 1)
            if word in {"familiar", "close"} and tokens[end + 1].text.lower() in {"with", "to"}:
                further = _core_from(tokens, end + 2)
            if further <= end + 1:
                break
            end = further
        elif word in {"and", "&"} and (further := _core_from(tokens, end + 1)) > end + 1:
            if further < len(tokens) and tokens[further].tag in FINITE:
                break
            end = further
        elif tokens[end].text == "(" and end + 2 < len(tokens) and tokens[end + 2].text == ")":
            end += 3
        else:
            break
    return end


def _core_from(tokens: Sequence[Token], i: int) -> int:
    """The end of the noun phrase at ``i`` without what is attached to it."""
    if i >= len(tokens):
        return i
    if tokens[i].tag in {"PRP", "EX", "WP", "WDT"}:
        return i + 1
    number = i
    while number < len(tokens) - 1 and tokens[number].text.lower() in ROUGHLY:
        number += 1
    i = number if tokens[number].tag == "CD" else i
    j, noun = i, i
    while j < len(tokens):
        token = tokens[j]
        if token.tag in NOUNS or (token.tag in {"CD", "DT"} and j == i) or (token.tag == "CD" and noun == j):
            noun = j + 1
        elif token.text.lower() == "citing" or (token.tag == "DT" and noun == j > i):
            break
        elif token.tag in {"VBG", "VBN", "VBD"} and i < j and noun_ahead(tokens, j + 1):
            if noun == j and j > i and tokens[j - 1].tag in NOUNS:
                break
        elif token.tag in {"RB", "RBR", "RBS"} and j + 1 < len(tokens) and tokens[j + 1].tag.startswith("JJ"):
            pass
        elif token.tag not in WITHIN_NOUN_PHRASE:
            break
        j += 1
    return noun


def noun_ahead(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun follows at ``i`` with nothing but adjectives between."""
    while i < len(tokens) and tokens[i].tag in {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH"}:
        i += 1
    return i < len(tokens) and tokens[i].tag in NOUNS


def noun_phrase_before(tokens: Sequence[Token], end: int, *, limit: int = 25) -> int:
    """Where the noun phrase that closes before ``end`` begins; ``end`` itself if none does.

    The longest one is taken; ``limit`` is how many tokens it may have.

    >>> from newsclaims.text import tokens
    >>> noun_phrase_before(tokens("Yesterday, the mayor of the town denied it."), 7)
    2
    """
    best = end
    for start in range(end - 1, max(-1, end - 1 - limit), -1):
        if tokens[start].text in {",", ";", ":", "—", "–", "QUOTE"}:
            break
        if (
            tokens[start].tag in FINITE
            and tokens[start].text.lower() not in ATTACHING
            and not attributive(tokens, start)
        ):
            break
        if noun_phrase_from(tokens, start) == end and not (start and continues(tokens, start)):
            best = start
    return best


def continues(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token at ``i`` belongs to a noun phrase that opened before it."""
    before, here = tokens[i - 1], tokens[i]
    if before.tag in {"DT", "PRP$", "POS", "JJ", "JJR", "JJS", "CD", "NNP", "NNPS", "NN", "HYPH", "$"}:
        return here.tag in WITHIN_NOUN_PHRASE and here.tag not in {"DT", "PRP$"}
    return False


def subject_before(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The noun phrase that is subject of the verb at ``i``, stepping over what stands between commas; None if none is.

    An apposition goes with its name, a participle or a clause does not.

    >>> from newsclaims.text import tokens
    >>> subject_before(tokens("Ann Lee, the mayor, said no."), 6)
    (0, 5)
    >>> subject_before(tokens("The Herald, citing officials, said no."), 6)
    (0, 2)
    """
    end = i
    while end and tokens[end - 1].text.lower() in BETWEEN:
        end -= 1
    if end and tokens[end - 1].tag in {"WP", "WDT"}:
        end -= 1
        if end and tokens[end - 1].text == ",":
            end -= 1
    if not end:
        return None
    if tokens[end - 1].text in {",", "—", "–", ")"}:
        return _before_insertion(tokens, end - 1)
    start = noun_phrase_before(tokens, end)
    return (start, _without_time(tokens, start, end)) if start < end else None


def _before_insertion(tokens: Sequence[Token], closing: int) -> tuple[int, int] | None:
    """The noun phrase before an insertion that ends at ``closing``, with it if it is an apposition or in brackets.

    "Citing" opens an insertion with or without a comma: "The Herald citing officials, said".
    """
    mark = {")": "("}.get(tokens[closing].text, tokens[closing].text)
    opens = (k for k in range(closing - 1, max(0, closing - 30), -1) if tokens[k].text.lower() in {mark, "citing"})
    opening = next(opens, 0)
    citing = tokens[opening].text.lower() == "citing"
    end = opening - 1 if citing and tokens[opening - 1].text == "," else opening
    start = noun_phrase_before(tokens, end)
    if opening == 0 or start == end:
        return None
    if mark == "(":
        return start, closing + 1
    apposition = not citing and noun_phrase_from(tokens, opening + 1) == closing
    return start, closing if apposition else end


def is_time(token: Token) -> bool:
    """Whether a word says when or on what occasion something is said ("Monday", "2016", "interview", not "Post")."""
    occasion = token.text.lower() in OCCASION and token.text != "Post"
    return occasion or WHEN.fullmatch(token.text.rstrip(".")) is not None


def _without_time(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end of a noun phrase without a day behind it ("the minister on Monday | denied")."""
    for k in range(end - 1, start, -1):
        if tokens[k].text.lower() in {"on", "over", "during", "in", "at"} and is_time(tokens[end - 1]):
            return k
    if end - start > 1 and is_time(tokens[end - 1]) and tokens[end - 2].tag in NOUNS:
        return end - 1
    return end


def trim(tokens: Sequence[Token], start: int, end: int, *, quotes: bool = True) -> tuple[int, int] | None:
    """A token range without marks and conjunctions at its ends, ``quotes`` too or not; None if nothing is left.

    >>> from newsclaims.text import tokens
    >>> trim(tokens("and the dam broke."), 0, 5)
    (1, 4)
    """
    edges = {",", ":", ";", "—", "–", "―", "-", "--", ".", "!", "?", "[", "]", "and", "but", "or"} | (
        QUOTES if quotes else frozenset()
    )
    while start < end and tokens[start].text.lower() in edges:
        start += 1
    while end > start and tokens[end - 1].text.lower() in edges:
        end -= 1
    return (start, end) if end > start else None
