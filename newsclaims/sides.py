"""Who takes a side: an article that tells of reports, or quotes somebody, takes none itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclaims.claims import Claim
from newsclaims.likeness import in_words
from newsclaims.reports import REPORT

TELLING = re.compile(
    rf"\b(?:alleged(?:ly)?|reported(?:ly)?|supposed(?:ly)?|purported(?:ly)?|rumou?red|{REPORT})\b", re.IGNORECASE
)


def accountable(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one side without what an article says in its own words if it has a voice to say so.

    Its own words may carry on from that voice. What tells of something "alleged" or reported is left out, too.

    >>> from newsclaims.holders import Holder
    >>> lee = Claim("m1", "a", (), "The bridge is closed", (Holder("Ann Lee", "person"),), "asserts")
    >>> own = Claim("m2", "a", (), "The bridge is closed", (), "asserts")
    >>> [claim.id for claim in accountable([lee, own])]
    ['m1']
    """
    voiced = {claim.article_id for claim in claims if claim.voice()}
    return [claim for claim in claims if claim.voice() or (claim.article_id not in voiced and is_own(claim))]


def is_own(claim: Claim) -> bool:
    """Whether an article says so itself, and does not tell of what is alleged or reported.

    >>> from newsclaims.text import Span
    >>> words = Span(0, 36, "Reports of a bridge collapse spread.")
    >>> is_own(Claim("m1", "a", (words,), "Reports of a bridge collapse spread", (), "asserts"))
    False
    """
    return claim.voice() is None and TELLING.search(in_words(claim)) is None
