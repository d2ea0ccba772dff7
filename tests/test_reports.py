"""Who denies what a noun stands for."""

from __future__ import annotations

import pytest
from factories import case

from newsclaims.reports import denier

DENIED = [
    case("behind the verb", "a claim denied by the ministry", "the ministry"),
    case("before the verb", "a claim that Lee has denied", "Lee"),
    case("without a tie", "an accusation Moscow rejects", "Moscow"),
    case("an adverb between", "an allegation Lee has repeatedly denied", "Lee"),
    case("a name that ends like an adverb", "a report Kelly denied", "Kelly"),
    case("not denied", "a report the mayor did not deny", None),
    case("not denied, shortened", "a report the mayor didn\N{RIGHT SINGLE QUOTATION MARK}t deny", None),
    case("never denied", "a claim that the ministry never disputed", None),
    case("denied by nobody", "a story that nobody denied", None),
    case("by whom is left open", "a claim that was denied", None),
    case("by whom is left open, too", "a claim widely disputed", None),
    case("what is declined", "a claim the club has refused to deny", None),
]


@pytest.mark.parametrize(("words", "expected"), DENIED)
def test_who_denies_a_claim_is_who_is_named(words: str, expected: str | None) -> None:
    found = denier(words)
    assert (words[slice(*found)] if found else None) == expected
