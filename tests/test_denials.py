"""A denial is of what was reported, whatever words stand for it."""

from __future__ import annotations

import pytest
from factories import case, shown

REPORTED = "The Lenn Herald reported that the bridge had collapsed. "


FELL = "The Lenn Herald | asserts | The bridge had collapsed"


DENIED = "denies | The bridge had collapsed"


DENIALS = [
    case(
        "of a condition that is not met",
        "“I would apologize if I knew their names,” Lee said.",
        ["Lee | denies | I knew their names", "Lee | asserts | I would apologize if I knew their names"],
    ),
    case(
        "of one in the past",
        "“If it had rained, we would have closed the bridge,” Lee said.",
        ["Lee | denies | It had rained", "Lee | asserts | If it had rained, we would have closed the bridge"],
    ),
    case(
        "not of one that may be met",
        "Lee said that he would help if they were ready.",
        ["Lee | asserts | He would help if they were ready"],
    ),
    case(
        "not where something false is told of",
        REPORTED + "It sold readers false hopes of a bridge to last for years.",
        [FELL, " | asserts | It sold readers false hopes of a bridge to last for years"],
    ),
    case(
        "not by calling something wrong to do",
        REPORTED + "It would be wrong to close it, Lee said.",
        [FELL, " | asserts | Lee said: It would be wrong to close it"],
    ),
    case(
        "of more than all that was",
        "“All the mayor knew was that it rained,” Lee said.",
        [
            "Lee | denies | The mayor knew more than that it rained",
            "Lee | asserts | All the mayor knew was that it rained",
        ],
    ),
    case(
        "not where all of them were so",
        "Lee said that all the roads were closed.",
        ["Lee | asserts | All the roads were closed"],
    ),
    case(
        "of a report with its owner",
        "The ministry disputed the Herald's report that the bridge had collapsed.",
        ["ministry | denies | The bridge had collapsed", "Herald | asserts | The bridge had collapsed"],
    ),
    case(
        "of two things",
        "Lee denied that it had rained and that the bridge had collapsed.",
        ["Lee | denies | It had rained", "Lee | denies | The bridge had collapsed"],
    ),
    case(
        "by two places",
        "Oslo and Bergen denied that the bridge had collapsed.",
        ["Oslo | denies | The bridge had collapsed", "Bergen | denies | The bridge had collapsed"],
    ),
    case(
        "of reports that are spelled out",
        "The ministry denied reports that the bridge had collapsed.",
        ["ministry | denies | The bridge had collapsed", "media reports | asserts | The bridge had collapsed"],
    ),
    case(
        "of a claim that it had not",
        "The ministry rejected the claim that the bridge had not collapsed.",
        ["ministry | asserts | The bridge had collapsed", "media reports | denies | The bridge had collapsed"],
    ),
    case(
        "of reports that are branded",
        "Lee branded reports of a closure of the bridge as fake news.",
        ["Lee | denies | A closure of the bridge", "media reports | asserts | A closure of the bridge"],
    ),
    case(
        "of a talk that two names stand for",
        "The ministry denied the Lee-Ek call. Ann Lee and Bo Ek are ministers.",
        ["ministry | denies | Ann Lee and Bo Ek spoke by phone", " | asserts | Ann Lee and Bo Ek are ministers"],
    ),
    case(
        "that it is the only one",
        "Lenn is not the only town that was flooded.",
        [" | denies | Lenn is the only town that was flooded"],
    ),
    case("of the report", f"{REPORTED}The ministry denied the report.", [FELL, f"ministry | {DENIED}"]),
    case("of the reports", f"{REPORTED}The ministry has dismissed the reports.", [FELL, f"ministry | {DENIED}"]),
    case("of the account", f"{REPORTED}Lee disputed the account.", [FELL, f"Lee | {DENIED}"]),
    case("of the article", f"{REPORTED}The ministry disputed the article.", [FELL, f"ministry | {DENIED}"]),
    case(
        "as something phony",
        f"{REPORTED}Lee said it was a phony story.",
        [FELL, " | asserts | Lee said it was a phony story", f"Lee | {DENIED}"],
    ),
    case("as inaccurate", f"{REPORTED}Lee called the article inaccurate.", [FELL, f"Lee | {DENIED}"]),
    case("of it", f"{REPORTED}The ministry has denied it.", [FELL, f"ministry | {DENIED}"]),
    case(
        "of it in four words",
        f"{REPORTED}The ministry denied it.",
        [FELL, f"ministry | {DENIED}"],
    ),
    case(
        "that a noun stands for",
        f"{REPORTED[:-2]}, a claim denied by the ministry.",
        [FELL, f"ministry | {DENIED}"],
    ),
    case("by a verdict", f"{REPORTED}The mayor said that the reports were untrue.", [FELL, f"mayor | {DENIED}"]),
    case("by calling this false", f"{REPORTED}The ministry said this was false.", [FELL, f"ministry | {DENIED}"]),
    case(
        "in quotation marks",
        f'{REPORTED}"This is nonsense," Bo Ek said.',
        [FELL, " | asserts | Bo Ek said: This is nonsense", f"Bo Ek | {DENIED}"],
    ),
    case("of the event", f"{REPORTED}The mayor said no such collapse occurred.", [FELL, f"mayor | {DENIED}"]),
    case(
        "of this on a day",
        f"{REPORTED}Bo Ek denied this on Monday.",
        [FELL, f"Bo Ek | {DENIED}"],
        expect="fail",
        because="the reader sees no content in “denied this”",
    ),
    case(
        "by a name for the report",
        f"{REPORTED}The ministry called the report a lie.",
        [FELL, " | asserts | The ministry called the report a lie", f"ministry | {DENIED}"],
    ),
    case(
        "by a verdict in quotation marks",
        f'{REPORTED}Bo Ek called the report "completely false".',
        [FELL, f"Bo Ek | {DENIED}"],
    ),
    case(
        "that ends before what the writer adds",
        "Bo Ek denied that the bridge had collapsed, after the Lenn Herald reported that the dam was closed.",
        [f"Bo Ek | {DENIED}", "Lenn Herald | asserts | The dam was closed"],
    ),
    case(
        "of reports that are called false",
        "Reports that the bridge had collapsed are false, the ministry said.",
        ["ministry | denies | The bridge had collapsed", "media reports | asserts | The bridge had collapsed"],
        expect="fail",
        because="the content of a noun in a subject takes in the verb that it is subject of",
    ),
]


def test_a_denial_that_a_noun_tells_of_is_one() -> None:
    denial, _ = shown("The ministry's denial of a deal with the union surprised the council.")
    assert denial == "ministry | denies | A deal with the union"


@pytest.mark.parametrize(("text", "expected"), DENIALS)
def test_a_denial_is_of_what_was_reported_even_by_words_that_stand_for_it(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_a_name_for_what_is_denied_is_no_claim_of_its_own() -> None:
    told = shown("Mayor Ann Lee dismissed claims that the bridge was closed as nonsense.")
    assert "Ann Lee | denies | The bridge was closed" in told
    assert not any("onsense" in each for each in told)


@pytest.mark.parametrize("said", ["Bo Ek said", "said Mayor Bo Ek, whose aides were there"])
def test_it_stands_for_what_was_said_last_where_nothing_was_reported(said: str) -> None:
    told = shown(f"The bridge had fallen, {said}. Ann Lee denied it.")
    assert "Ann Lee | denies | The bridge had fallen" in told
    assert sum("denies" in each for each in told) == 1
