"""One utterance in the words of several articles, aligned word by word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

import numpy as np
from scipy.sparse import csr_array, hstack

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.grouping import joined, neighbours, parts
from newsclaims.likeness import Likeness, Numbers, common, contained, memberships, shares
from newsclaims.text import Span, sentences
from newsclaims.utterances import Utterance, find_utterances
from newsclaims.wordpieces import Ints

EditKind = Literal["same", "inserted", "deleted", "replaced"]

# Utterances are renderings of one above this average likeness. Swept over 0.15-0.25 on ten events: wording F1 of all
# their pairs 50, 50, 53 (0.2), 50, 49; of what is shown, 55, 58, 65, 63, 64 percent are in the gold.
RENDERING = 0.2
# Quotations are of one utterance where the shorter one has that much of its words in the other. Swept over 0.4-0.75
# there: 53, 53 (0.5), 53, 51.
CITED = 0.5
# A sentence at either end of a rendering belongs to it where another one has a sentence so alike. Swept over 0.2-0.5 on
# four events, with no difference.
SENTENCE = 0.3
FRAGMENT = re.compile(r"(?:[\w'’-]+\s+){0,2}[\w'’-]+")  # who says so, and the verb, beside what is said
SEVERAL = -1  # in the place of an article's number
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
    """Renderings of one utterance in several articles, in the order of the articles.

    ``groups`` are claims that say the same. Utterances that share a group, or that two articles quote in part with the
    same words, are renderings of one where their words are alike enough on average: a quotation is compared as a whole,
    so that one that repeats half of another stays apart, and shown without what no other one has of it.
    """
    said = find_utterances(articles, claims, groups, attributions)
    rows: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in sorted(said, key=lambda u: u.words):
        rows[utterance.words].append(utterance)
    copies, order = list(rows.values()), {id(u): n for n, u in enumerate(said)}
    likeness = Likeness(claims)
    alike = _Alike(copies, likeness)
    left, right = neighbours(alike.ties())
    found = []
    for part in parts(len(rows), left, right, alike(left, right), RENDERING, step=STEP):
        for label in joined(alike.square(part), RENDERING):
            renderings = sorted((u for n in part[label] for u in copies[n]), key=lambda u: order[id(u)])
            trimmed = _trimmed(renderings, likeness)
            several = len({u.article_id for u in trimmed}) > 1 and len({u.plain for u in trimmed}) > 1
            if several and any(u.speakers for u in trimmed):  # what nobody is said to have said is a name or a term
                found.append((order[id(renderings[0])], trimmed))
    return [_wording(trimmed) for _, trimmed in sorted(found, key=lambda pair: pair[0])]


class _Alike:
    """How alike utterances are, 0 to 1: by all words where claims tie them, by quoted ones where they quote the same.

    What is quoted in part is a rendering of the whole, so it is the share of the shorter quotation that counts; nobody
    quotes what another one is known to have said.
    """

    def __init__(self, copies: Sequence[Sequence[Utterance]], likeness: Likeness):
        self.words = likeness.table([same[0].words for same in copies])
        self.quoted = likeness.table([" ".join(words for u in same for words in u.quoted) for same in copies])
        self.groups = _numbered([{n for u in same for n in u.groups} for same in copies])
        self.runs = _numbered([{run for u in same for run in u.runs} for same in copies])
        self.speakers = _numbered([{name for u in same for name in u.speakers} for same in copies])
        self.known = np.diff(self.speakers.indptr) > 0
        articles = _numbered([{u.article_id for u in same} for same in copies])
        self.only = np.where(np.diff(articles.indptr) == 1, articles.indices[articles.indptr[:-1]], SEVERAL)

    def ties(self) -> csr_array:
        """A row for each utterance, a column for each group and for each run of quoted words."""
        return csr_array(hstack([self.groups, self.runs], format="csr"))

    def __call__(self, left: Ints, right: Ints) -> Numbers:
        words, quoted = shares(self.words, left, right), contained(self.quoted, left, right)
        told = common(self.groups, left, right) > 0
        strangers = self.known[left] & self.known[right] & (common(self.speakers, left, right) == 0)
        within = (self.only[left] == self.only[right]) & (self.only[left] != SEVERAL)
        cited = (common(self.runs, left, right) > 0) & (quoted >= CITED) & ~strangers & ~within
        found: Numbers = np.maximum(words * (told | cited), quoted * cited)
        return found

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


def _trimmed(renderings: Sequence[Utterance], likeness: Likeness) -> list[Utterance]:
    """Renderings without the sentences at either end that none of the others has anything of.

    A long quotation is a rendering of what another article gives only in so far as that one has it, too.
    """
    cut = [[(span, s) for span in sorted(u.spans) for s in sentences(span.text)] for u in renderings]
    found = []
    for n, (utterance, own) in enumerate(zip(renderings, cut, strict=True)):
        others = [sentence.text for m, row in enumerate(cut) if m != n for _, sentence in row]
        alike = [k for k, (_, s) in enumerate(own) if _belongs(s.text, others, likeness)]
        ends: dict[Span, list[int]] = defaultdict(list)
        for span, sentence in own[alike[0] : alike[-1] + 1] if alike else own:
            ends[span] += [sentence.start, sentence.end]
        spans = {Span(s.start + min(e), s.start + max(e), s.text[min(e) : max(e)]) for s, e in ends.items()}
        found.append(Utterance(utterance.article_id, spans, utterance.speakers))
    return found


def _belongs(sentence: str, others: Sequence[str], likeness: Likeness) -> bool:
    """Whether other renderings have something of a sentence, or it is but a piece: "he asked"."""
    return bool(FRAGMENT.fullmatch(sentence)) or any(likeness(sentence, other) >= SENTENCE for other in others)


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
