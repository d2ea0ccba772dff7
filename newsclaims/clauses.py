"""The clauses of a sentence: its units of discourse, joined where they make no claim of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsclaims.phrases import (
    PREPOSITIONS_IN_ING,
    QUOTES,
    VerbGroup,
    is_time,
    noun_phrase_before,
    noun_phrase_from,
    trim,
    verb_groups,
)
from newsclaims.text import Token
from newsclaims.units import unit_starts

MARKS = QUOTES | {",", ".", ";", ":", "-", "--", "—", "–", "―", "(", ")", "[", "]", "...", "…"}
RELATIVE = frozenset({"WDT", "WP", "WP$"})
PARTICIPLES = frozenset({"VBG", "VBN"})
# What opens part of the clause before: a condition, a complement, how something is done.
BOUND = frozenset("if unless whether that than before by for of in from about on at to into".split())
SUBORDINATORS = frozenset(
    "after before while although though because since until whereas when as despite once whereby so without".split()
)
UNTIL = frozenset({"until", "once"})  # with a verb in the present, something that is still to come
NOBODY = frozenset("nothing nobody none".split())
NO_FACTS = frozenset({("as", "if"), ("as", "though"), ("so", "that")})  # what open a likeness or an end, no claim
LENGTHS = frozenset("moments minutes minute hours hour days day weeks week months month years year".split())
LONG = 6  # tokens: a longer antecedent stands for itself without what hangs on it


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a clause without the marks and conjunctions around it, in pieces where another one interrupts it.

    ``lead`` is what a relative clause or a participle says something of, () for others.
    """

    row: tuple[Token, ...]
    lead: tuple[Token, ...] = ()


@dataclass
class _Open:
    """A clause that may still grow: its stretches, whether it stands within another, has a verb, and a finite one."""

    pieces: list[tuple[int, int]]
    inner: bool = False
    lead: tuple[int, int] | None = None
    verb: bool = False
    finite: bool = False

    def add(self, start: int, end: int) -> None:
        """Let it go on; without a gap if it stops where that begins."""
        first, stop = self.pieces[-1]
        self.pieces[-1:] = [(first, end)] if stop == start else [(first, stop), (start, end)]


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence, in the order in which they begin.

    Each unit of discourse is one, but for those that a clause needs to be true or false: complements, conditions,
    relative clauses without a comma, how and to which end something is done.

    >>> from newsclaims.text import tokens
    >>> row = tokens("The dam, which was old, broke on Friday and flooded the town, although it had been repaired.")
    >>> [" ".join(t.text for t in (*clause.lead, *clause.row)) for clause in clauses(row)]
    ['The dam broke on Friday', 'The dam which was old', 'flooded the town', 'although it had been repaired']
    """
    groups = verb_groups(tokens)
    opening = {0, *unit_starts(tokens), *(i for i in range(1, len(tokens)) if _opens(tokens, i, groups))}
    starts: list[int] = []
    for i in sorted({_behind_marks(tokens, i) for i in opening} - {len(tokens)}):
        if not (starts and _goes_on(tokens, starts[-1], i, groups)):
            starts.append(i)
    found: list[_Open] = []
    current = before = 0  # the clause that may still grow, and where the unit before begins
    around: int | None = None  # the clause that goes on behind a bracket
    for start, end in pairwise([*starts, len(tokens)]):
        here = [group for group in groups if start <= group.head < end]
        if not found:
            found.append(_Open([(start, end)]))
        elif around is not None and tokens[start - 1].text == ")":
            current, around = around, None
            found[current].add(start, end)
        elif (outer := _interrupted(tokens, found, start, here, groups)) is not None or (
            outer := _included(tokens, found, start)
        ) is not None:
            current = outer
            found[current].add(start, end)
        elif (
            (end - start > 1 or tokens[start].tag != "VBN")
            and _stands_alone(tokens, start, here)
            and not _is_condition(tokens, before)
            and (found[current].verb or _may_interrupt(tokens, start))
        ):
            bare, inner = not found[current].finite, _is_inner(tokens, start) or _is_joined(tokens, found, start)
            bound = bare and (inner or tokens[start].text.lower() in SUBORDINATORS)
            of_it = tokens[start].tag in RELATIVE or (bound and tokens[start].text.lower() != "citing")
            lead = _antecedent(tokens, start) if of_it else None
            around = current if _in_bracket(tokens, start) else around
            found.append(_Open([(start, end)], bound or inner, lead))
            current = len(found) - 1
        else:
            found[current].add(start, end)
        found[current].verb |= bool(here)
        found[current].finite |= any(group.finite for group in here)
        before = start
    return [clause for clause in (_closed(tokens, one) for one in found) if clause.row]


def _opens(tokens: Sequence[Token], i: int, groups: Sequence[VerbGroup]) -> bool:
    """Whether a clause opens at ``i`` that the perceptron may miss: behind a semicolon, a verb behind a comma,
    "with him leaving", "was seen and heard", ", and nothing more to say"."""
    last = next((k for k in range(i - 1, 0, -1) if tokens[k].text not in QUOTES), 0)
    if i > 1 and tokens[i].text.lower() in NOBODY and tokens[i - 1].tag == "CC" and tokens[i - 2].text == ",":
        return True
    if tokens[i].text.lower() == "including" and tokens[last].text == ",":
        return True
    if tokens[last].text in {";", ":"} or (tokens[last].text == ")" and _closes_clause(tokens, last, groups)):
        return True
    here = next((group for group in groups if group.start >= i), None)
    if here is None:
        return False
    comma = tokens[last].text == ","
    if _opens_with_subject(tokens, i, here) or _opens_with_time(tokens, i, here) or _says_more(tokens, i, here):
        return True
    if tokens[i].text.lower() == "with" and comma:
        return here.start == noun_phrase_from(tokens, i + 1) > i + 1 and not here.finite
    if here.start == i and tokens[i - 1].tag == "CC":
        before = next((group for group in reversed(groups) if group.head < i), None)
        return before is not None and before.passive and tokens[here.head].tag == "VBN"
    if here.start != i or not comma:
        return False
    return here.finite or (groups[0] is here and tokens[here.head].tag == "VBN" and i > 1)


def _in_bracket(tokens: Sequence[Token], start: int) -> bool:
    """Whether a bracket opens right before ``start``: "(and | he said so)"."""
    return tokens[start - 1].text == "(" or (tokens[start - 1].tag == "CC" and tokens[start - 2].text == "(")


def _closes_clause(tokens: Sequence[Token], closing: int, groups: Sequence[VerbGroup]) -> bool:
    """Whether a clause stands in the brackets that close there: "(he said so)", not "(D-Ohio)"."""
    opening = next((k for k in range(closing, 0, -1) if tokens[k].text == "("), closing)
    return any(opening < group.head < closing and group.finite for group in groups)


def _opens_with_subject(tokens: Sequence[Token], i: int, verb: VerbGroup) -> bool:
    """Whether a subject with its verb stands at ``i``: behind a quotation (',” he left'), "[and]", "but" or ", and", or
    with "after" or the like in front."""
    first, before = tokens[i].text.lower(), tokens[i - 1]
    if first in {"after", "before", "because", "although", "though", "while"} and tokens[i].tag == "IN":
        measured = before.tag == "RB" or before.text.lower() in LENGTHS  # "two days after", "even after"
        return not measured and verb.finite and verb.start == noun_phrase_from(tokens, i + 1) > i + 1
    end = noun_phrase_from(tokens, i, attach=False)
    apart = before.text in QUOTES and i > 1 and tokens[i - 2].text == ","
    added = before.tag == "CC" and i > 1 and tokens[i - 2].text in MARKS - QUOTES
    joined = before.text == "]" or added or (before.text.lower() == "but" and tokens[i].tag in {"PRP", "DT"})
    return (apart or joined) and verb.finite and verb.start == end > i


def _opens_with_time(tokens: Sequence[Token], i: int, verb: VerbGroup) -> bool:
    """Whether a verb stands at ``i`` behind a conjunction and when it was: "and | in 1990 moved to Oslo"."""
    frame = noun_phrase_from(tokens, i + 1, attach=False)
    joined = tokens[i].tag == "IN" and tokens[i - 1].tag == "CC"
    timed = is_time(tokens[frame - 1]) or tokens[frame - 1].text.lower() == "time"
    return joined and verb.finite and verb.start == frame > i + 1 and timed


def _says_more(tokens: Sequence[Token], i: int, verb: VerbGroup) -> bool:
    """Whether what else is said opens at ``i``: "He said that he left and | that it rained"."""
    joined = tokens[i].text.lower() == "that" and tokens[i - 1].tag == "CC"
    return joined and verb.finite and verb.start == noun_phrase_from(tokens, i + 1) > i + 1


def _goes_on(tokens: Sequence[Token], before: int, i: int, groups: Sequence[VerbGroup]) -> bool:
    """Whether the verb at ``i`` has the whole unit before it for its subject: "the mayor | then left"."""
    absolute = tokens[before].text.lower() == "with"
    bound = tokens[before].text.lower() in SUBORDINATORS - {"despite", "without"}
    subject = noun_phrase_from(tokens, before + (absolute or bound)) == i
    hangs = bound and tokens[i].tag in PARTICIPLES and any(g.finite and g.start > i for g in groups)
    return subject and (hangs or any(group.start == i and (group.finite or absolute) for group in groups))


def _behind_marks(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and (tokens[i].text in MARKS or tokens[i].text.lower() in {"and", "but", "or"}):
        i += 1
    return i


def _interrupted(
    tokens: Sequence[Token],
    found: Sequence[_Open],
    start: int,
    here: Sequence[VerbGroup],
    groups: Sequence[VerbGroup],
) -> int | None:
    """The clause that goes on at ``start`` with a verb whose subject stands before what interrupts it; None if none."""
    if not here or here[0].start != start or tokens[start - 1].tag == "CC":
        return None
    outer = next(n for n in range(len(found) - 1, -1, -1) if not found[n].inner)
    bare = not found[outer].finite
    past = tokens[here[0].head].tag in {"VBN", "VB"}  # what the tagger takes for a participle
    only = not any(group.finite for group in groups)  # then a participle is the verb: "Lee, a Democrat, voted"
    interrupted = only or (outer < len(found) - 1 and (bare or found[-1].inner))
    return outer if (here[0].finite and (bare or interrupted)) or (interrupted and bare and past) else None


def _included(tokens: Sequence[Token], found: Sequence[_Open], start: int) -> int | None:
    """The clause that goes on behind a shorter one with who is included: "met many | since May, | including"."""
    if tokens[start].text.lower() != "including" or len(found) < 2 or found[-1].finite:
        return None
    return len(found) - 2 if found[-2].finite else None


def _may_interrupt(tokens: Sequence[Token], start: int) -> bool:
    """Whether what opens at ``start`` may stand between a subject and its verb, or behind a heading."""
    bound = _is_inner(tokens, start) or tokens[start].text.lower() in SUBORDINATORS
    return bound or tokens[start - 1].text in {";", ":", "—", "–"}


def _is_inner(tokens: Sequence[Token], start: int) -> bool:
    """Whether what opens at ``start`` may stand within another clause: a relative clause, a participle."""
    verb = start + (tokens[start].tag == "RB" and start + 1 < len(tokens))  # "not seen before"
    return tokens[start].tag in RELATIVE or tokens[verb].tag in PARTICIPLES or _is_in_which(tokens, start)


def _is_joined(tokens: Sequence[Token], found: Sequence[_Open], start: int) -> bool:
    """Whether what opens at ``start`` is joined to a clause that stands between a subject and its verb: "who left and
    | was found"."""
    outer = next(one for one in reversed(found) if not one.inner)
    return tokens[start - 1].tag == "CC" and found[-1].inner and not outer.finite


def _is_in_which(tokens: Sequence[Token], start: int) -> bool:
    return tokens[start].tag == "IN" and start + 1 < len(tokens) and tokens[start + 1].tag in RELATIVE


def _stands_alone(tokens: Sequence[Token], start: int, here: Sequence[VerbGroup]) -> bool:
    """Whether a unit makes a claim of its own."""
    first, before = tokens[start], tokens[start - 1]
    word = first.text.lower()
    if not here or first.tag == "TO":
        return False
    apart = before.text in MARKS or before.tag == "CC"
    if _opens_with_time(tokens, start, here[0]) or _says_more(tokens, start, here[0]):
        return True
    if _is_in_which(tokens, start):
        return apart
    if _is_to_come(tokens, start, here[0]) or tuple(t.text.lower() for t in tokens[start : start + 2]) in NO_FACTS:
        return False
    if word in BOUND | PREPOSITIONS_IN_ING or (first.tag == "RB" and tokens[start + 1].text.lower() in BOUND):
        return False
    return apart or (word in SUBORDINATORS and first.tag in {"IN", "WRB", "RB"})


def _is_to_come(tokens: Sequence[Token], start: int, verb: VerbGroup) -> bool:
    """Whether a unit names what has not happened yet: "until it reopens", not "until it closed"."""
    return tokens[start].text.lower() in UNTIL and tokens[verb.start].tag in {"VBZ", "VBP"}


def _is_condition(tokens: Sequence[Token], start: int) -> bool:
    """Whether the unit at ``start`` is a condition, with which its consequence goes: "if it rains, | we stay"."""
    words = [token.text.lower() for token in tokens[start : start + 2]]
    return words[0] in {"if", "unless"} or words == ["no", "matter"]


def _antecedent(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """The noun phrase before a relative clause, or before a participle that stands between it and its verb."""
    end = start - 1 if tokens[start - 1].text == "," else start
    if end > 2 and tokens[end - 1].tag == "CD" and tokens[end - 2].text == ",":  # "Ann Lee, 31, who"
        end -= 2
    first = noun_phrase_before(tokens, end)
    if end - first > LONG:
        end = noun_phrase_from(tokens, first, attach=False)
    return (first, end) if first < end else None


def _closed(tokens: Sequence[Token], clause: _Open) -> Clause:
    trimmed = (trim(tokens, *pair) for pair in clause.pieces)
    row = _without_aside([t for pair in trimmed if pair is not None for t in _without_bracket(tokens[slice(*pair)])])
    lead = tuple(tokens[slice(*clause.lead)]) if clause.lead else ()
    return Clause(tuple(row[2:] if row and _is_in_which(row, 0) else row), lead)


def _without_aside(row: list[Token]) -> list[Token]:
    """A clause without what stands between its "and" and the verb behind it: "It broke | and, although old,"."""
    at = next((i for i in range(len(row) - 3, 0, -1) if row[i].tag == "CC" and row[i + 1].text == ","), 0)
    aside = at and row[at + 2].text.lower() in SUBORDINATORS and not verb_groups(row[at:])
    return row[:at] if aside else row


def _without_bracket(row: Sequence[Token]) -> Sequence[Token]:
    """A stretch without a bracket at its end that only opens or only closes there."""
    marks = [token.text for token in row]
    return row[:-1] if marks[-1] in {"(", ")"} and marks.count("(") != marks.count(")") else row
