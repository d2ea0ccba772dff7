"""One utterance in the words of several articles, aligned word by word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.holders import MEDIA_REPORTS
from newsclaims.likeness import Likeness
from newsclaims.text import Span

EditKind = Literal["same", "inserted", "deleted", "replaced"]
Place = tuple[str, int]  # an article's id and an offset in it

# Renderings in one cluster are of one utterance above this likeness of their words. Swept over 0.1-0.4 on the same
# events: wording F1 45, 46, 46 (0.3), 46, 43 on average.
RENDERING = 0.3


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
    claims: Sequence[Claim], groups: Iterable[Sequence[Claim]], attributions: Sequence[Attribution]
) -> list[Wording]:
    """Renderings of one utterance in several articles: what clusters' claims say in words near enough to be one's.

    Claims that stand in the same quotations of two articles are renderings of one utterance together.
    """
    like = Likeness(claims)
    quoted: dict[str, list[Span]] = defaultdict(list)
    for attribution in attributions:
        if attribution.kind in {"direct", "unmarked"}:
            quoted[attribution.article_id] += attribution.content
    found: dict[frozenset[Place], list[Claim]] = {}
    for alike in groups:
        rest = list({(c.article_id, c.spans): c for c in alike if _in_own_words(c)}.values())
        while rest:
            group = [rest.pop(0)]
            for other in list(rest):
                if any(like(in_words(member), in_words(other)) >= RENDERING for member in group):
                    group.append(other)
                    rest.remove(other)
            places = frozenset(_place(c, quoted[c.article_id]) for c in group)
            same = next((k for k in found if len({article for article, _ in places & k}) > 1), places)
            found[same | places] = found.pop(same, []) + group
    return [w for group in found.values() if (w := _wording(group, quoted)) is not None]


def _in_own_words(claim: Claim) -> bool:
    """Whether somebody is said to have put it so: not what others are said to report, nor a report that is denied, nor
    what only refers to what happened ("the call took place")."""
    rules = {step.rule for step in claim.steps}
    denied_report = claim.stance == "denies" and not rules & {"positive form", "stands for"}
    refers = claim.stance == "asserts" and "stands for" in rules
    return bool(claim.holders) and claim.holders[-1].name != MEDIA_REPORTS and not denied_report and not refers


def _place(claim: Claim, quoted: Sequence[Span]) -> Place:
    """The quotation that a claim stands in, by article and offset; its own offset where it stands in none."""
    start = claim.spans[0].start
    return claim.article_id, next((q.start for q in quoted if q.start <= start < q.end), start)


def _wording(group: Sequence[Claim], quoted: Mapping[str, Sequence[Span]]) -> Wording | None:
    """The wording of a group of claims, those of one quotation in one variant; None if all words are the same."""
    pieces: dict[Place, list[Span]] = defaultdict(list)
    for claim in group:
        pieces[_place(claim, quoted[claim.article_id])] += claim.spans
    variants = tuple(Variant(article, tuple(sorted(set(spans)))) for (article, _), spans in pieces.items())
    texts = {re.sub(r"\W+", " ", " ".join(s.text for s in v.spans)).strip().lower() for v in variants}
    if len(texts) < 2 or len({v.article_id for v in variants}) < 2:
        return None
    return Wording(Counter(c.holders[-1].name for c in group).most_common(1)[0][0], variants)


def in_words(claim: Claim) -> str:
    """The words that carry a claim, its pieces joined."""
    return " ".join(span.text for span in claim.spans)


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
