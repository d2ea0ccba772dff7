"""The stance of a claim is its holder's, and its proposition positive."""

from __future__ import annotations

import pytest
from factories import case, claims, shown

STANCES = [
    case("said", "The mayor said that the bridge had collapsed.", ["mayor | asserts | The bridge had collapsed"]),
    case("own voice", "The bridge has collapsed.", [" | asserts | The bridge has collapsed"]),
    case("a cue that denies", "Lee denied that the bridge fell.", ["Lee | denies | The bridge fell"]),
    case("not", "The mayor says it has not collapsed.", ["mayor | denies | It has collapsed"]),
    case("not, in own voice", "The bridge has not collapsed.", [" | denies | The bridge has collapsed"]),
    case("no", "The mayor said no bridge had collapsed.", ["mayor | denies | Bridge had collapsed"]),
    case("never", "The bridge has never collapsed.", [" | denies | The bridge has collapsed"]),
    case("denied not", "Lee denied that no bridge had collapsed.", ["Lee | asserts | Bridge had collapsed"]),
    case("not denied", "Lee did not deny that the bridge had collapsed.", ["Lee | asserts | The bridge had collapsed"]),
    case("may", "The bridge may have collapsed.", [" | unsure | The bridge may have collapsed"]),
    case("allegedly", "The bridge allegedly collapsed.", [" | unsure | The bridge collapsed"]),
    case("will, in own voice", "The bridge will reopen.", [" | unsure | The bridge will reopen"]),
    case("will, promised", "The bridge will reopen, Lee said.", ["Lee | asserts | The bridge will reopen"]),
    case("a headline", "Bridge not damaged in storm", [" | denies | Bridge damaged in storm"]),
    case("should not", "Lee said that it should not reopen.", [" | asserts | Lee said: It should not reopen"]),
    case(
        "did n't deny", "Lee didn't deny that the bridge had collapsed.", ["Lee | asserts | The bridge had collapsed"]
    ),
    case("did not believe", "Lee did not believe the bridge was safe.", ["Lee | denies | The bridge was safe"]),
    case("did not say whether", "Lee did not say whether it rained.", ["Lee | unsure | It rained"]),
    case("not sure", "“I am not sure it rained,” Lee said.", ["Lee | unsure | I am not sure it rained"]),
    case("could", "The plan could damage the town, Lee said.", ["Lee | unsure | The plan could damage the town"]),
    case("could see", "The mayor could see the bridge.", [" | asserts | The mayor could see the bridge"]),
    case("due to", "The bridge is due to open in May.", [" | unsure | The bridge is due to open in May"]),
    case(
        "an open question",
        "The vote leaves open the question of a ban.",
        [" | unsure | The vote leaves open the question of a ban"],
    ),
    case("not without", "The plan is not without risks.", [" | asserts | The plan is not without risks"]),
    case(
        "not the first time",
        "It was not the first time that it rained.",
        [" | asserts | It was not the first time that it rained"],
    ),
    case(
        "not, if",
        "The mayor would leave if it did not rain.",
        [" | asserts | The mayor would leave if it did not rain"],
    ),
    case(
        "never, quoted",
        "Lee said the town would “never pay for that wall.”",
        ["Lee | denies | The town would pay for that wall"],
    ),
    case(
        "a word that does not",
        "“Bridge” is a word that does not appear in the law.",
        [" | denies | Bridge is a word that does appear in the law"],
    ),
    case(
        "falsely",
        "Lee falsely claimed that the bridge had collapsed.",
        [" | denies | The bridge had collapsed", "Lee | asserts | The bridge had collapsed"],
    ),
    case(
        "falsely, in passing",
        "Lee claimed, falsely, that the bridge had collapsed.",
        [" | denies | The bridge had collapsed", "Lee | asserts | The bridge had collapsed"],
    ),
    case(
        "false claims",
        "There were false claims that the bridge had collapsed.",
        [" | denies | The bridge had collapsed", "media reports | asserts | The bridge had collapsed"],
    ),
    case(
        "something else was false",
        "It was false. There were reports that the bridge had collapsed.",
        [" | asserts | It was false", "media reports | asserts | The bridge had collapsed"],
    ),
    case("doubts", "Lee doubted that the bridge had collapsed.", ["Lee | unsure | The bridge had collapsed"]),
    case("no confidence", "Lee has no confidence that the dam is safe.", ["Lee | unsure | The dam is safe"]),
    case(
        "not falsely",
        "Lee did not falsely claim that the bridge had collapsed, police said.",
        ["police > Lee | asserts | The bridge had collapsed"],
    ),
    case(
        "not sure, of somebody",
        "The mayor was not sure that the bridge had collapsed.",
        ["mayor | unsure | The bridge had collapsed"],
    ),
    case("nobody", "Nobody was injured, police said.", ["police | denies | Somebody was injured"]),
    case("no one", "No one was injured, police said.", ["police | denies | Somebody was injured"]),
    case("no longer", "Lee is no longer in town.", [" | denies | Lee is still in town"]),
    case("neither nor", "Neither Lee nor Roe voted.", [" | denies | Lee or Roe voted"]),
    case("wo n't", "The bridge won't reopen, Lee said.", ["Lee | denies | The bridge will reopen"]),
    case("has yet to", "The bridges have yet to be sold.", [" | denies | The bridges were sold"]),
    case("has yet to do", "Lee has yet to sign it.", [" | denies | Lee did sign it"]),
    case("is without", "The suit was “without merit,” Lee said.", ["Lee | denies | The suit was with merit"]),
    case("is hardly", "The news was hardly a surprise.", [" | denies | The news was a surprise"]),
    case("can hardly wait", "The town can hardly wait.", [" | asserts | The town can hardly wait"]),
    case("not without", "The plan is not without risk.", [" | asserts | The plan is not without risk"]),
    case(
        "not who the subject is",
        "A farmer who never went to school won the vote.",
        [" | asserts | A farmer who never went to school won the vote"],
    ),
    case(
        "beside who the subject is",
        "The men who had no car did not leave.",
        [" | denies | The men who had no car did leave"],
    ),
    case(
        "of what he is not sure of",
        "Lee was not sure that the bridge had not collapsed.",
        ["Lee | unsure | The bridge had collapsed"],
    ),
    case("no fewer than", "No fewer than 20 people died.", [" | asserts | No fewer than 20 people died"]),
    case("not only", "The storm did not only kill people.", [" | asserts | The storm did not only kill people"]),
    case("not until", "It did not open until Monday.", [" | asserts | It did not open until Monday"]),
    case("a prohibition", "“Don't cross the bridge,” Lee said.", [" | asserts | Lee said: Don't cross the bridge"]),
    case("not behind be", "The road isn't safe, Lee said.", ["Lee | denies | The road is safe"]),
    case("not behind be, apart", "The road is not among them.", [" | denies | The road is among them"]),
    case("allegedly, though held", "Lee said he allegedly ran.", ["Lee | unsure | He ran"]),
    case("a possible thing", "Lee closed the possible crossing.", [" | asserts | Lee closed the possible crossing"]),
    case("seems to", "The road seems to be closed.", [" | unsure | The road seems to be closed"]),
    case(
        "not on a condition",
        "“If it does not rain, the dam will hold,” Lee said.",
        ["Lee | asserts | If it does not rain, the dam will hold"],
    ),
    case(
        "not, on a condition",
        "“If it rains, the dam will not hold,” Lee said.",
        ["Lee | denies | If it rains, the dam will hold"],
    ),
    case("seems so", "The mayor seemed calm at the meeting.", [" | asserts | The mayor seemed calm at the meeting"]),
    case(
        "taken for granted",
        "Lee spoke of Ann Roe's arrest on Friday.",
        [
            " | asserts | Ann Roe's arrest on 8 November 2024 took place",
            " | asserts | Lee spoke of Ann Roe's arrest on 8 November 2024",
        ],
    ),
    case("likely, though held", "Lee said the dam will likely hold.", ["Lee | unsure | The dam will likely hold"]),
    case(
        "a reproach",
        "“You can't be trusted with this town,” Lee said.",
        [" | asserts | Lee said: You can't be trusted with this town"],
    ),
    case(
        "no comment",
        "“We do not comment on reports,” Lee said.",
        [" | asserts | Lee said: We do not comment on reports"],
    ),
    case(
        "without doing it",
        "Lee left the hall without answering questions.",
        [" | asserts | Lee left the hall", " | denies | Lee answering questions"],
    ),
    case(
        "only",
        "Only Lee was punished.",
        [],
        expect="fail",
        because="what “only” denies of all others is not spelled out",
    ),
    case(
        "a condition that does not hold",
        "I would leave if I were the mayor, Lee said.",
        ["Lee | asserts | I would leave if I were the mayor", "Lee | denies | I were the mayor"],
        expect="fail",
        because="that the condition does not hold is not read off its mood",
    ),
    case(
        "never said",
        "The mayor never said that the bridge had collapsed.",
        [],
        expect="fail",
        because="a negated cue of saying is read as if it had been said",
    ),
    case(
        "not true that",
        "It is not true that the bridge collapsed, the ministry said.",
        ["ministry | denies | The bridge collapsed"],
        expect="fail",
        because="“it is not true that” is cut off from the clause it denies",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_the_stance_is_the_holder_s_and_the_proposition_positive(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_what_somebody_is_taken_for_is_not_cut_off() -> None:
    assert [claim.proposition for claim in claims("Ann Lee was considered a rival.")] == [
        "Ann Lee was considered a rival"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mayor Ann Lee hopes that it rains.", "Mayor Ann Lee hopes that it rains"),
        ("Ann Lee said she hopes the bridge will open.", "Ann Lee hopes the bridge will open"),
        ("“I hope that it rains,” Ann Lee said.", "Ann Lee said: I hope that it rains"),
    ],
)
def test_what_is_hoped_for_is_not_said(text: str, told: str) -> None:
    assert shown(text) == [f" | asserts | {told}"]
