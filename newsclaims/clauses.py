"""The clauses of a sentence, read off its verb groups, conjunctions and commas."""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.phrases import PREPOSITIONS_IN_ING, VerbGroup, noun_phrase_from, trim, verb_groups
from newsclaims.text import Token

SUBORDINATORS = frozenset(
    "after before while although though because since unless until whereas when if as despite once whereby so".split()
)
# Those that only say when: what they open stays with its clause unless a comma stands between.
TEMPORAL = frozenset("after before since until when once if as".split())


def clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    """The clauses of a sentence, in order, without the marks and conjunctions between them.

    A clause opens at a relative pronoun, participle or subordinator that starts a verb group of its own, at a
    conjunction between verbs, and behind a semicolon, colon or dash. What holds no verb, and what opens a sentence
    without a finite one, stays with its neighbour; what an insertion between commas interrupts is one clause in pieces.

    >>> from newsclaims.text import tokens
    >>> row = tokens("The dam broke on Friday and flooded the town, although it had been repaired.")
    >>> [" ".join(t.text for t in clause) for clause in clauses(row)]
    ['The dam broke on Friday', 'flooded the town', 'although it had been repaired']
    """
    groups = verb_groups(tokens)
    starts = [0, *(i for i in range(1, len(tokens)) if _opens_clause(tokens, i, groups))]
    heads = {len(tokens), *(g.start for g in groups)}
    pieces: list[list[tuple[int, int]]] = []
    pending: int | None = None
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(tokens)
        resumes = len(pieces) > 1 and _resumes(tokens, start, groups) and _embedded(tokens, pieces[-1][0][0], groups)
        start = start if pending is None else pending
        if resumes:
            pieces[-2].append((start, end))
        elif any(start <= g.head < end and (g.finite or pieces or end in heads) for g in groups):
            pieces.append([(start, end)])
            pending = None
        elif pieces and tokens[start - 1].text not in {";", ":", "—", "–"}:
            pieces[-1][-1] = (pieces[-1][-1][0], end)
        else:
            pending = start
    if pending is not None:
        pieces.append([(pending, len(tokens))])
    trimmed = ([trim(tokens, *pair) for pair in piece] for piece in pieces)
    found = [[t for pair in piece if pair is not None for t in tokens[slice(*pair)]] for piece in trimmed]
    return [clause for clause in found if clause]


def _resumes(tokens: Sequence[Token], i: int, groups: Sequence[VerbGroup]) -> bool:
    """Whether a finite verb without a subject of its own stands right behind a comma at ``i``.

    What stands between that comma and the one before must have a verb: else it is part of the subject.
    """
    if i == 0 or tokens[i - 1].text != "," or not any(g.start == i and g.finite for g in groups):
        return False
    comma = next((k for k in range(i - 2, 0, -1) if tokens[k].text == ","), 0)
    heads = (tokens[g.head].text.lower() for g in groups if comma <= g.head < i)
    return any(word not in PREPOSITIONS_IN_ING for word in heads)


def _embedded(tokens: Sequence[Token], i: int, groups: Sequence[VerbGroup]) -> bool:
    """Whether the clause at ``i`` is one that can stand between commas: relative, participial."""
    if i == 0 or tokens[i - 1].text != ",":
        return False
    return tokens[i].tag in {"WDT", "WP", "WRB", "WP$"} or any(g.start == i and not g.finite for g in groups)


def _opens_clause(tokens: Sequence[Token], i: int, groups: Sequence[VerbGroup]) -> bool:
    """Whether a clause opens at token ``i``."""
    here, before = tokens[i], tokens[i - 1]
    word = here.text.lower()
    ahead = next((g for g in groups if g.head >= i), None)
    behind = any(g.head < i for g in groups)
    if before.text in {";", ":", "—", "–"}:
        return True
    if ahead is None:
        return False
    if here.tag in {"WDT", "WP", "WRB", "WP$"} and word != "that" and before.text == ",":
        return True
    if behind and _resumes(tokens, i, groups):
        return True
    if word in PREPOSITIONS_IN_ING:
        return False
    if before.text == "," and ahead.start == i and not ahead.finite and tokens[ahead.head].tag in {"VBG", "VBN"}:
        return behind
    if before.tag == "CC" and behind and ahead.start == i:
        last = next(g for g in reversed(groups) if g.head < i)
        return ahead.finite or (tokens[ahead.head].tag == tokens[last.head].tag == "VBG")
    if here.tag == "CC" and before.text == "," and behind:
        stop = noun_phrase_from(tokens, i + 1)
        return stop > i + 1 and ahead.start == stop and ahead.finite
    if word == "with" and behind:
        stop = noun_phrase_from(tokens, i + 1)
        return stop > i + 1 and ahead.start == stop and tokens[ahead.head].tag == "VBG"
    if (
        word in SUBORDINATORS
        and here.tag in {"IN", "WRB", "RB"}
        and behind
        and (word not in TEMPORAL or before.text == ",")
    ):
        stop = noun_phrase_from(tokens, i + 1)
        return (stop > i + 1 and ahead.start == stop and ahead.finite) or ahead.start == i + 1
    if before.text == "," and not any(g.finite and _main(tokens, g) for g in groups if g.head < i):
        # Behind an opening clause: "As he left, | the president said".
        return behind and i < noun_phrase_from(tokens, i) == ahead.start and ahead.finite
    return False


def _main(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether no subordinator stands before the group in its sentence."""
    return not any(t.text.lower() in SUBORDINATORS for t in tokens[: group.start])
