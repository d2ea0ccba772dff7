"""How articles name one person: what has him take up an office that is to come in another one."""

from __future__ import annotations

import pytest
from factories import case

from newsclaims.claims import Claim, Title
from newsclaims.compare import Cluster
from newsclaims.namings import taken_up

OFFICES = [
    case("taken up", "Bo Ek became the head of the town", True),
    case("an office of two words", "Bo Ek is now the new prime minister", True),
    case("between the article and the office", "Bo Ek is the longtime party leader", True),
    case("held before", "Bo Ek is the former president", False),
    case("denied", "Bo Ek is not the mayor", False),
    case("given up", "Bo Ek is no longer mayor", False),
    case("yet to come", "Bo Ek is the next mayor", False),
    case("yet to come, behind", "Bo Ek has become president-elect", False),
    case("yet to come, without a hyphen", "Bo Ek became president elect", False),
    case("of another one's", "Bo Ek became deputy mayor", False),
]


@pytest.mark.parametrize(("words", "expected"), OFFICES)
def test_an_office_is_taken_up_by_who_is_said_to_hold_it(words: str, expected: bool) -> None:
    elect = Claim("m1", "a", (), "Bo Ek is mayor-elect", (), "asserts", title=Title("Bo Ek", "mayor-elect"))
    held = Claim("m2", "b", (), words, (), "asserts")
    clusters = [Cluster(claim.id, claim.proposition, (claim,)) for claim in (elect, held)]
    assert bool([*taken_up(clusters, "Bo Ek")]) == expected
