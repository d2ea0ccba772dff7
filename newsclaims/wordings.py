"""One utterance in the words of several articles, aligned word by word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, Literal

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.grouping import joined, neighbours, parts
from newsclaims.likeness import Likeness, Numbers, common, contained, memberships, shares
from newsclaims.text import Span
from newsclaims.utterances import Utterance, find_utterances
from newsclaims.wordpieces import Ints

EditKind = Literal["same", "inserted", "deleted", "replaced"]

# Utterances are renderings of one above this average likeness. Swept over 0.18, 0.2, 0.22 with LIKELY at 0: wording F1
# of twenty-four events 45.4, 45.0, 43.8, of the seeds 65.9, 65.9, 64.3.
RENDERING = 0.2
# Quotations are of one utterance where the shorter one has that much of its words in the other. Swept over 0.4-0.75 on
# ten events, when quotations were compared as wholes: wording F1 53, 53 (0.5), 53, 51.
CITED = 0.5
# The log odds that two utterances are renderings of one, by the share of the shorter one that both have, how much that
# is, the same share of what is quoted, whether claims tie them, whether speakers have a name in common, and whether
# the article is the same: a logistic regression, rounded, on 25,000 pairs that have a word in common, of thirty-four
# events, the seeds among them. It was fitted on a finer cut, which took contents without claims for utterances, too.
CONSTANT, SHARE, MUCH, QUOTED, TOLD, SPEAKER, WITHIN = -6.3, 1.5, 2.2, 1.7, 1.3, 1.6, -0.75
# They are renderings without further ties above LIKELY (swept over -1, -0.6, -0.5, 0: wording F1 of the twenty-four
# 43.9, 45.7, 45.9, 45.0), where odds more by one make them more alike by STEEP. Those of two speakers are none below
# UNLIKELY, unless both deny the same (-2.5, -2, -1.5 there: 44.7, 45.9, 45.7; the seeds fall by 1.6 above -2).
LIKELY, STEEP, UNLIKELY = -0.5, 0.15, -2.0
STEP = 0.1  # by how much more alike what is too much to compare all with all must be


@dataclass(frozen=True, slots=True)
class Variant:
    """One article's rendering of an utterance."""

    article_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One utterance, carried in different words; ``speaker`` is None where no article names one."""

    speaker: str | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a word-by-word alignment: ``before`` in the one rendering became ``after`` in the other."""

    kind: EditKind
    before: str
    after: str


def find_wordings(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Claim]],
    attributions: Sequence[Attribution],
) -> list[Wording]:
    """Renderings of one utterance, also within one article, in the order of the articles.

    ``groups`` are claims that say the same. Sentences that share a group, that two articles quote in part with the same
    words, or that share much are renderings of one where they are alike enough on average; so are several sentences in
    one, if two speeches have them all.
    """
    said = find_utterances(articles, claims, groups, attributions)
    rows: dict[str, list[int]] = defaultdict(list)
    for n in sorted(range(len(said)), key=lambda n: said[n].words):
        rows[said[n].words].append(n)
    copies = list(rows.values())
    alike = _Alike([[said[n] for n in same] for same in copies], Likeness(claims))
    left, right = neighbours(alike.words)
    ties = parts(len(rows), left, right, alike(left, right), RENDERING, step=STEP)
    joint = [part[group] for part in ties for group in joined(alike.square(part), RENDERING)]
    found = []
    for members in _whole(said, [[n for row in group.tolist() for n in copies[row]] for group in joint]):
        renderings = list(_renderings(said, members))
        differ = len({u.plain for u in renderings}) > 1
        known = any(u.speakers for u in renderings)  # what nobody is said to have said is a name or a term
        if differ and known and not _is_one_passage(renderings):
            found.append((members[0], _wording(renderings)))
    return [wording for _, wording in sorted(found, key=lambda pair: pair[0])]


def _is_one_passage(renderings: Sequence[Utterance]) -> bool:
    """Whether all stand in one article, one of them partly within another."""
    spans = [(u.article_id, span) for u in renderings for span in u.spans]
    alone = len({article_id for article_id, _ in spans}) == 1
    return alone and any(one.overlaps(other) for (_, one), (_, other) in combinations(spans, 2))


def _whole(said: Sequence[Utterance], groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Groups of utterances, in one where two speeches have something of both: one utterance in several sentences."""
    number: dict[tuple[str, tuple[Span, ...]], int] = {}
    held = [{number.setdefault((said[n].article_id, said[n].speech), len(number)) for n in group} for group in groups]
    table = memberships(held, len(number))
    _, labels = connected_components(table @ table.T > 1, directed=False)
    found: dict[int, list[int]] = defaultdict(list)
    for label, group in zip(labels.tolist(), groups, strict=True):
        found[label] += group
    return [sorted(members) for members in found.values()]


def _renderings(said: Sequence[Utterance], members: Sequence[int]) -> Iterator[Utterance]:
    """What each speech has of an utterance, from its first sentence to its last."""
    speeches: dict[tuple[str, tuple[Span, ...]], list[int]] = defaultdict(list)
    for n in members:
        speeches[said[n].article_id, said[n].speech].append(n)
    for (article_id, speech), own in speeches.items():
        between = [u for u in said[own[0] : own[-1] + 1] if (u.article_id, u.speech) == (article_id, speech)]
        spans = [span for utterance in between for span in utterance.spans]
        yield Utterance(
            article_id,
            set(_run_on(spans, speech) if len(between) > 1 else spans),
            speech,
            [name for n in own for name in said[n].speakers],
        )


def _run_on(sentences: Sequence[Span], speech: Sequence[Span]) -> Iterator[Span]:
    """The sentences of each stretch of a quotation in one."""
    for part in speech:
        own = [span for span in sentences if part.covers(span)]
        if own:
            start, end = min(span.start for span in own), max(span.end for span in own)
            yield Span(start, end, part.text[start - part.start : end - part.start])


class _Alike:
    """How alike utterances are, 0 to 1: by all words where claims tie them, by quoted ones where they quote the same,
    and by the odds of what they share.

    What is quoted in part is a rendering of the whole, so it is the share of the shorter quotation that counts; nobody
    quotes what another one is known to have said.
    """

    def __init__(self, copies: Sequence[Sequence[Utterance]], likeness: Likeness):
        self.words = likeness.table([same[0].words for same in copies])
        self.quoted = likeness.table([" ".join(words for u in same for words in u.quoted) for same in copies])
        self.groups = _numbered([{n for u in same for n in u.groups} for same in copies])
        self.denials = _numbered([{n for u in same for n in u.denials} for same in copies])
        self.runs = _numbered([{run for u in same for run in u.runs} for same in copies])
        self.speakers = _numbered([{name for u in same for name in u.speakers} for same in copies])
        self.names = _numbered(
            [{w for u in same for name in u.speakers for w in name.lower().split()} for same in copies]
        )
        self.articles = _numbered([{u.article_id for u in same} for same in copies])
        self.known = np.diff(self.speakers.indptr) > 0

    def __call__(self, left: Ints, right: Ints) -> Numbers:
        words, quoted = shares(self.words, left, right), contained(self.quoted, left, right)
        tables = self.groups, self.denials, self.runs, self.speakers, self.names, self.articles
        told, denied, run, same, name, within = (common(table, left, right) > 0 for table in tables)
        strangers = self.known[left] & self.known[right] & ~same
        odds = CONSTANT + SHARE * contained(self.words, left, right) + MUCH * np.log1p(common(self.words, left, right))
        odds += QUOTED * quoted + TOLD * told + SPEAKER * name + WITHIN * within
        cited = run & (quoted >= CITED) & ~strangers & ~within
        likely = np.clip(RENDERING + STEEP * (odds - LIKELY), 0, 1)
        found: Numbers = np.maximum.reduce([words * (told | cited), quoted * cited, likely])
        return found * ~(strangers & ~denied & (odds < UNLIKELY))

    def square(self, part: Ints) -> Numbers:
        """Each of some utterances by each other of them."""
        left, right = np.triu_indices(len(part), 1)
        found = np.zeros((len(part), len(part)))
        found[left, right] = found[right, left] = self(part[left], part[right])
        return found


def _numbered(sets: Sequence[Set[Any]]) -> csr_array:
    """A row for each set: 1 in the column of each thing that it has."""
    column = {thing: n for n, thing in enumerate(dict.fromkeys(thing for own in sets for thing in sorted(own)))}
    return memberships([{column[thing] for thing in own} for own in sets], len(column))


def _wording(renderings: Sequence[Utterance]) -> Wording:
    """The renderings of one utterance, and whom most of them have say it."""
    speaker = Counter(name for u in renderings for name in u.speakers).most_common(1)
    return Wording(
        speaker[0][0] if speaker else None, tuple(Variant(u.article_id, tuple(sorted(u.spans))) for u in renderings)
    )


def align(before: str, after: str) -> list[Edit]:
    """The words of two renderings, aligned word by word; unchanged words are edits of kind "same".

    >>> [(e.kind, e.before, e.after) for e in align("a very old bridge", "a rather old bridge")]
    [('same', 'a', 'a'), ('replaced', 'very', 'rather'), ('same', 'old bridge', 'old bridge')]
    """
    x, y = before.split(), after.split()
    kinds: dict[str, EditKind] = {"equal": "same", "insert": "inserted", "delete": "deleted", "replace": "replaced"}
    plain = [[re.sub(r"\W", "", word).lower() or word for word in words] for words in (x, y)]
    return [
        Edit(kinds[tag], " ".join(x[a:b]), " ".join(y[c:d]))
        for tag, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes()
    ]


def show_edits(edits: Sequence[Edit]) -> str:
    """``[-left out-]{+put in+}`` between the words that both have.

    >>> show_edits(align("a very old bridge", "a rather old bridge"))
    'a [-very-]{+rather+} old bridge'
    """
    parts = []
    for edit in edits:
        if edit.kind == "same":
            parts.append(edit.after)
        else:
            parts.append((f"[-{edit.before}-]" if edit.before else "") + (f"{{+{edit.after}+}}" if edit.after else ""))
    return " ".join(parts)
