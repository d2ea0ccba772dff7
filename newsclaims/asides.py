"""What a clause says besides: who somebody is, which one is meant, what one is blamed for, the second object."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.clauses import LONG, MARKS, PARTICIPLES, RELATIVE
from newsclaims.phrases import (
    BE,
    NOUNS,
    OCCASION,
    QUOTES,
    VERBS,
    VerbGroup,
    continues,
    is_time,
    noun_phrase_before,
    noun_phrase_from,
    verb_groups,
)
from newsclaims.text import Token

OWNING = frozenset("guilty admit admits admitted confess confesses confessed".split())
# Nouns for what happened once: whoever speaks of "her victory" says that she won. Not what is said ("his denial") or
# may be only wished for ("his return").
EVENTS = frozenset(
    "victory win defeat loss election invasion assault attack death killing murder assassination"
    " arrest resignation dismissal firing ouster indictment conviction acquittal sentencing inauguration"
    " interview marriage divorce disappearance abduction kidnapping shooting surrender arrival".split()
)
ALLEGED = frozenset("alleged reported purported supposed rumored rumoured".split())
MODIFIERS = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBN"}  # what taggers take a noun behind its owner for, too
VAGUE = frozenset("any something somebody someone anyone anybody everyone everybody anything no".split())
TYING = RELATIVE | {"PRP", "CC", "IN"}  # tags before a verb that is not the main clause's
REST = 9  # tokens that a clause has besides: swept over 0, 4, 6, 7, 9 on the seeds and nine more events
SO_MUCH = frozenset({"is", "was"})  # behind what somebody does or knows and no more
PARTY = re.compile(r"[DRI]-[A-Z]")  # as US papers give a member's party and state: "(D-Ohio)"


def reasons(row: Sequence[Token]) -> list[Sequence[Token]]:
    """What a clause takes for granted that somebody did: is thanked or blamed for, or owns up to.

    >>> from newsclaims.text import tokens
    >>> [" ".join(t.text for t in one) for one in reasons(tokens("He apologized for closing the bridge"))]
    ['closing the bridge']
    """
    return [row[i:] for i in range(2, len(row) - 2) if row[i].tag == "VBG" and _is_blamed(row, i)]


def _is_blamed(row: Sequence[Token], i: int) -> bool:
    tie = row[i - 1].text.lower()
    owned = tie == "to" and any(token.text.lower() in OWNING for token in row[: i - 1])
    return (tie == "for" or owned) and (row[i + 1].tag in {"IN", "TO"} or noun_phrase_from(row, i + 1) > i + 1)


def events(row: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Where a clause takes for granted that something happened to somebody or was done by him: its owner's first token,
    the one behind him, and its end.

    Wrong where it only may happen: "his victory would be a surprise".

    >>> from newsclaims.text import tokens
    >>> row = tokens("The bridge was closed after Ann Lee's election victory in May")
    >>> [" ".join(t.text for t in row[owner:end]) for owner, _, end in events(row)]
    ["Ann Lee 's election victory in May"]
    """
    found = []
    for i, token in enumerate(row):
        start = i if token.tag == "PRP$" else _owner_before(row, i) if token.tag == "POS" else len(row)
        if start == len(row):
            continue
        event = next((k for k in range(i + 1, len(row)) if row[k].tag not in MODIFIERS), len(row)) - 1
        if event > i and row[event].text.lower() in EVENTS:
            named = [*row[:event], replace(row[event], tag="NN"), *row[event + 1 :]]
            found.append((start, i + (token.tag == "PRP$"), noun_phrase_from(named, i + 1)))
    return found


def denials(row: Sequence[Token]) -> list[tuple[int, int, int, int]]:
    """Where a clause speaks of somebody's denial of something: its owner's first token and the one behind, the noun,
    and the end of what is denied.

    >>> from newsclaims.text import tokens
    >>> row = tokens("The ministry's quick denial of a deal with the union surprised many")
    >>> [" ".join(t.text for t in row[noun:end]) for *_, noun, end in denials(row)]
    ['denial of a deal with the union']
    """
    found = []
    for i in range(2, len(row) - 2):
        if row[i].text.lower() not in {"denial", "refusal", "rejection", "repudiation"} or row[i + 1].text != "of":
            continue
        owner = next((k for k in range(i - 1, 0, -1) if row[k].tag == "POS"), 0)
        if owner and all(row[k].tag in MODIFIERS | {"RB"} for k in range(owner + 1, i)):
            found.append((_owner_before(row, owner), owner, i, noun_phrase_from(row, i + 2)))
    return found


def alleged(row: Sequence[Token], *, opening: bool = False) -> list[tuple[int, int]]:
    """Where a clause speaks behind its verb of something that is only alleged, and says between or of whom.

    ``opening``: where it begins with that.

    >>> from newsclaims.text import tokens
    >>> row = tokens("Reports surfaced of an alleged meeting between Ann Lee and Bo Ek")
    >>> [" ".join(t.text for t in row[start:end]) for start, end in alleged(row)]
    ['an alleged meeting between Ann Lee and Bo Ek']
    """
    found = []
    groups = verb_groups(row)
    behind = 0 if opening else groups[0].end if groups else len(row)
    for i in range(behind, len(row) - 3):
        if row[i].text.lower() not in {"a", "an"} or row[i + 1].text.lower() not in ALLEGED:
            continue
        core, end = noun_phrase_from(row, i, attach=False), noun_phrase_from(row, i)
        if core < len(row) and row[core].text.lower() == "between":
            end = noun_phrase_from(row, core + 1)
        if end > core > i + 2 and row[core].text.lower() in {"between", "by", "of"}:
            found.append((i, end))
    return found


def occasions(row: Sequence[Token]) -> list[Sequence[Token]]:
    """What a clause tells of something that happened in what it speaks of: "a talk in which he resigned".

    >>> from newsclaims.text import tokens
    >>> row = tokens("They described a session in which the mayor resigned")
    >>> [" ".join(token.text for token in one) for one in occasions(row)]
    ['the mayor resigned']
    """
    groups = verb_groups(row)
    found = []
    for i in range(2, len(row) - 3):
        if row[i].tag == "IN" and row[i + 1].text.lower() == "which" and row[i - 1].tag in NOUNS:
            within = next((g for g in groups if g.start > i), None)
            if within and within.finite and within.start > i + 2 and groups[0].finite and groups[0].head < i:
                found.append(row[i + 2 :])
    return found


def unreal(row: Sequence[Token]) -> Sequence[Token]:
    """The condition of a clause that its verbs tell is not met; nothing if it has none such.

    >>> from newsclaims.text import tokens
    >>> clauses = "I would help if I knew him", "If he had left, we would have said so", "He would help if he left"
    >>> [" ".join(token.text for token in unreal(tokens(clause))) for clause in clauses]
    ['I knew him', 'he had left', '']
    """
    at = next((i for i, token in enumerate(row) if token.text.lower() == "if"), len(row))
    end = next((i for i in range(at, len(row)) if row[i].text == ","), len(row)) if at == 0 else len(row)
    groups = verb_groups(row)
    within = next((g for g in groups if at < g.start < end), None)
    main = next((g for g in groups if not at <= g.start < end), None)
    if within is None or main is None or row[main.start].text.lower() not in {"would", "'d", "’d"}:
        return []
    past = any(token.text.lower() in {"have", "'ve", "’ve"} for token in row[main.start : main.head])
    verb, who = row[within.start].text.lower(), row[within.start - 1]
    wished = verb in {"knew", "thought", "believed"} or (
        verb == "were" and who.text.lower() in {"i", "he", "she", "it"}
    )
    return row[at + 1 : end] if wished or (past and verb == "had" and within.head > within.start) else []


def no_more(row: Sequence[Token]) -> tuple[int, int] | None:
    """Where a clause opens and where its "is" stands that says of something that it is all: "All he knew | was …".

    >>> from newsclaims.text import tokens
    >>> [no_more(tokens(words)) for words in ("All the mayor knew was that it rained", "All the roads were closed")]
    [(0, 4), None]
    """
    for i in (i for i, token in enumerate(row) if token.text.lower() == "all"):
        if i and row[i - 1].text.lower() not in {"that", *QUOTES}:
            continue
        verb = noun_phrase_from(row, i + 1, attach=False)
        end = next((k for k in range(verb, len(row)) if row[k].tag not in VERBS | {"RB"} or row[k].text in SO_MUCH), 0)
        if i + 1 < verb < end < len(row) - 2 and row[end].text in SO_MUCH and row[verb].text.lower() not in BE:
            return i, end
    return None


def _owner_before(row: Sequence[Token], end: int) -> int:
    """Where the words that name the owner begin, of which "'s" at ``end`` is the last."""
    start = end
    while start and row[start - 1].tag in NOUNS | {"DT", "JJ", "HYPH"}:
        start -= 1
    return start


def restrictions(row: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Where a long clause tells which one it speaks of: the first token of the noun phrase, the one behind it, and the
    end of what is told.

    Wrong where "that" opens what a noun says ("the report that he left"), which is cut elsewhere if it is a content.

    >>> from newsclaims.text import tokens
    >>> row = tokens("On Friday, a clerk at the town hall received a letter that criticized the mayor")
    >>> [" ".join(t.text for t in row[start:end]) for start, _, end in restrictions(row)]
    ['a letter that criticized the mayor']
    """
    groups = verb_groups(row)
    found = []
    for verb in groups:
        mid = _restriction(row, verb)
        start = _restricted(row, mid) if mid is not None else len(row)
        if mid is None or start == mid:
            continue
        behind = (g.start for g in groups if g.finite and g.head > verb.head and row[g.start - 1].tag not in TYING)
        within = any(g.finite and g.head < start for g in groups)
        end = len(row) if within else next(behind, mid)
        if end > verb.head + 1 and len(row) - (end - start) >= REST:
            found.append((start, mid, end))
    return found


def _restriction(row: Sequence[Token], verb: VerbGroup) -> int | None:
    """Where what is told with a verb begins, right behind a noun: "who left", "he has written", "urging her to leave";
    None if the verb tells nothing so."""
    mid = verb.start
    if mid > 1 and verb.finite and (row[mid - 1].tag == "PRP" or row[mid - 1].text.lower() in {"who", "which", "that"}):
        mid -= 1
    elif verb.finite or row[mid].tag not in PARTICIPLES:
        return None
    before = row[mid - 1] if mid else None
    timed = before is None or (is_time(before) and before.text.lower() not in OCCASION) or before.text.lower() == "time"
    plain = before is not None and before.tag in NOUNS and not timed
    named = row[mid].tag == "PRP" and before is not None and before.tag in {"NNP", "NNPS"}  # "told Lee he had left"
    return mid if plain and not named else None


def _restricted(row: Sequence[Token], end: int) -> int:
    """Where the noun phrase begins of which more is told at ``end``; ``end`` itself if that is told to say who or what
    something is ("was the one who left"), or of nothing in particular."""
    start = noun_phrase_before(row, end)
    if end - start > LONG:
        plain = (k for k in range(start + 1, end) if noun_phrase_from(row, k, attach=False) == end)
        start = next((k for k in plain if not continues(row, k)), start)
    vague = start == end or row[start].text.lower() in VAGUE or row[start].tag in {"PRP", "EX"}
    if vague or (start and row[start - 1].text.lower() == "with"):  # "with his face blurred out" is one
        return end
    being = (g.end for g in verb_groups(row[:start]) if row[g.head].text.lower() in BE)
    return end if any(noun_phrase_from(row, at) >= end for at in being) else start


def alternatives(row: Sequence[Token]) -> list[Sequence[Token]]:
    """A clause for each of two objects that are joined, of which each can be false alone; else the clause as it is.

    >>> from newsclaims.text import tokens
    >>> [" ".join(t.text for t in one) for one in alternatives(tokens("He sued the mayor and the council on Monday"))]
    ['He sued the mayor on Monday', 'He sued the council on Monday']
    """
    groups = verb_groups(row)
    behind = groups[0].end if groups else len(row)
    for i in range(behind + 1, len(row) - 1):
        if row[i].text.lower() not in {"and", "or", "nor"}:
            continue
        end = noun_phrase_from(row, i + 1, attach=False)
        starts = (k for k in range(behind, i) if noun_phrase_from(row, k, attach=False) == i)
        start = next(starts, i)
        tied = start == behind or row[start - 1].text.lower() in {"to", "with", "against", "by"}
        if tied and start < i and _are_two(row[start:i], row[i + 1 : end]):
            return [[*row[:i], *row[end:]], [*row[:start], *row[i + 1 :]]]
    return [row]


def _are_two(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether two noun phrases name a thing each: "the mayor | the council", not "Ann | Bo Ek"."""
    kinds = [[t.tag in {"NNP", "NNPS"} for t in words] for words in (one, other)]
    named = kinds[0] == kinds[1] and all(kinds[0])
    definite = all(words and words[0].tag in {"DT", "PRP$"} for words in (one, other))
    return (named or definite) and not any(token.tag == "POS" for token in other)


def appositions(row: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Where a clause says in passing who or what somebody is: the name's first token, the mark behind it, and the end
    of what is said of it.

    >>> from newsclaims.text import tokens
    >>> row = tokens("Ann Lee, the mayor of Lenn, met Bo Ek, 31, and Jo Roe (D-Ohio).")
    >>> [" ".join(t.text for t in row[name:end]) for name, _, end in appositions(row)]
    ['Ann Lee , the mayor of Lenn', 'Bo Ek , 31', 'Jo Roe ( D-Ohio']
    """
    found = []
    for i in range(1, len(row) - 1):
        if row[i].text not in {",", "(", "—", "–"}:
            continue
        start = i + 1 + (row[i + 1].text.lower() in {"now", "then"})
        end = noun_phrase_from(row, start)
        name = _name_before(row, i)
        if _opens_list(row, end):  # "the Root, a news, opinion and culture site"
            continue
        if end <= start or name == i or is_time(row[i - 1]) or not _closes(row, end):
            continue
        if _describes(row[name:i], row[start:end]):
            found.append((name, i, end))
    return found


def without(row: Sequence[Token], asides: Sequence[tuple[int, int, int]]) -> Sequence[Token]:
    """A clause without what ``appositions`` found in it, and without the marks around that.

    >>> from newsclaims.text import tokens
    >>> row = tokens("Ann Lee, the mayor, left")
    >>> [token.text for token in without(row, appositions(row))]
    ['Ann', 'Lee', 'left']
    """
    ends = [(mark, end + (end < len(row) and row[end].text in {",", ")", "—", "–"})) for _, mark, end in asides]
    return [token for i, token in enumerate(row) if not any(mark <= i < end for mark, end in ends)]


def _name_before(row: Sequence[Token], end: int) -> int:
    """Where a name, or a noun phrase, that closes at ``end`` begins; ``end`` itself if none does."""
    first = noun_phrase_before(row, end)
    joined = next((k for k in range(end - 1, first, -1) if row[k].tag == "CC" and row[k + 1].tag == "PRP$"), first - 1)
    plain = (k for k in range(max(0, end - LONG), end) if noun_phrase_from(row, k, attach=False) == end)
    return min(plain, default=end) if first == end else joined + 1


def _opens_list(row: Sequence[Token], end: int) -> bool:
    """Whether a noun is the first of three before the one that they describe: "a news, | opinion and culture site"."""
    return end + 2 < len(row) and row[end].text == "," and row[end + 1].tag in NOUNS and row[end + 2].tag == "CC"


def _closes(row: Sequence[Token], end: int) -> bool:
    """Whether a mark stands at ``end``, or a gap where something was taken out."""
    return end == len(row) or row[end].text in MARKS or row[end].start > row[end - 1].end + 1


def _describes(name: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether words behind a name say who that is: a description, an age, a party; or the name behind a description."""
    first, named = words[0], name[-1].tag in {"NNP", "NNPS"}
    if named and len(words) == 1:
        return (first.text.isdecimal() and 5 < int(first.text) < 110) or PARTY.match(first.text) is not None
    if named and len(words) > 2 and (words[1].text == "of" or any(t.tag == "POS" for t in words)):
        return words[-1].tag in NOUNS
    if named:
        return first.tag in {"DT", "PRP$", "JJ", "NN"} and any(t.tag in {"NN", "NNS"} for t in words)
    return name[0].tag in {"PRP$", "DT"} and all(t.tag in {"NNP", "NNPS"} for t in words) and len(words) > 1
