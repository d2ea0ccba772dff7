"""Which renderings of one utterance show a reader how they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from rapidfuzz import fuzz

from newsclaims.wordings import Edit, Variant, Wording, align, show_edits

# Two renderings are shown as one utterance if they share half of the shorter one, and that is no mere name: what shares
# less is often two statements, or a paraphrase in which a reader sees nothing but struck-out words.
SHARED, SHORTEST = 0.5, 4
NEAREST = 20  # pairs that are looked at word by word: what is further apart by its letters is not alike
BREATH = 5  # words shown at each end of a change of more than three times as many


def nearest(wording: Wording) -> tuple[Variant, Variant] | None:
    """The renderings of two articles that are most alike and yet differ in words; None if none are near enough.

    >>> from newsclaims.text import Span
    >>> said = "It is a very bad day", "It is a bad day", "A shame"
    >>> variants = tuple(Variant(f"a{n}", (Span(0, len(words), words),)) for n, words in enumerate(said))
    >>> [variant.article_id for variant in nearest(Wording("Ann Lee", variants))]
    ['a0', 'a1']
    """
    words = {variant: words_of(variant) for variant in wording.variants}
    across = (pair for pair in combinations(wording.variants, 2) if pair[0].article_id != pair[1].article_id)
    pairs = [(one, other) for one, other in across if words[one] != words[other]]
    pairs.sort(key=lambda pair: -fuzz.ratio(words[pair[0]], words[pair[1]]))
    return next((pair for pair in pairs[:NEAREST] if differ(*pair) and _alike(*pair)), None)


def words_of(variant: Variant) -> str:
    """The words of a rendering, its pieces joined.

    >>> from newsclaims.text import Span
    >>> words_of(Variant("a", (Span(0, 5, "It is"), Span(16, 20, "bad."))))
    'It is bad.'
    """
    return " ".join(span.text for span in variant.spans)


def differ(one: Variant, other: Variant) -> bool:
    """Whether more differs than marks and capitals.

    >>> from newsclaims.text import Span
    >>> differ(Variant("a", (Span(0, 4, "Bad!"),)), Variant("b", (Span(9, 12, "bad"),)))
    False
    """
    return any(edit.kind != "same" for edit in align(words_of(one), words_of(other)))


def changes(one: Variant, other: Variant) -> str:
    """What the other has for the words of the one, long changes without their middle.

    >>> from newsclaims.text import Span
    >>> changes(Variant("a", (Span(0, 11, "It was bad."),)), Variant("b", (Span(0, 10, "It is bad,"),)))
    'It [-was-]{+is+} bad'
    """
    return show_edits([*map(_shortened, align(words_of(one), words_of(other)))]).rstrip(" ,;.")


def _alike(one: Variant, other: Variant) -> bool:
    """Whether two renderings share enough for a reader to see one utterance in them."""
    shorter = min(words_of(one).split(), words_of(other).split(), key=len)
    kept = _length(edit for edit in align(words_of(one), words_of(other)) if edit.kind == "same")
    return len(shorter) >= SHORTEST and kept >= SHARED * len(shorter)


def _length(edits: Iterable[Edit]) -> int:
    return sum(len(edit.after.split()) for edit in edits)


def _shortened(edit: Edit) -> Edit:
    """An edit without the middle of what is too long to be read in one breath; the rest of a sentence stays whole."""
    if edit.kind == "same":
        return edit
    sides = (side.split() for side in (edit.before, edit.after))
    before, after = (" ".join([*s[:BREATH], "…", *s[-BREATH:]] if len(s) > 3 * BREATH else s) for s in sides)
    return replace(edit, before=before, after=after)
