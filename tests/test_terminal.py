"""What the terminal shows of a comparison."""

from __future__ import annotations

import pytest

from newsclaims.compare import Comparison
from newsclaims.findings import Finding
from newsclaims.terminal import printable, show_findings, show_matrix


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_matrix_and_the_findings_fit_the_terminal(compared: Comparison, found: list[Finding], width: int) -> None:
    lines = "\n".join([*show_matrix(compared, width), *show_findings(compared, found, width)]).split("\n")
    assert max(map(len, lines)) <= width


def test_the_matrix_gives_each_article_its_stance_in_words(compared: Comparison) -> None:
    lines = [line.split() for line in show_matrix(compared, 80)]
    assert "The bridge over the Lenn is closed. says denies unsure".split() in lines
    assert "Rosa Lind is the mayor. says - says".split() in lines


def test_evidence_stands_below_its_finding_marked_with_its_outlet(compared: Comparison, found: list[Finding]) -> None:
    lines = [line.strip() for line in show_findings(compared, found, 200)]
    below = lines.index("1. Rosa Lind says that the bridge over the Lenn is closed; Tom Hale denies it.") + 1
    assert lines[below : below + 2] == [
        "Lenn Gazette: the bridge over the Lenn is closed",
        "The Courier: denied that the bridge is closed",
    ]


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\r", "\N{RIGHT-TO-LEFT OVERRIDE}", "\udce9", "\x9b"])
def test_characters_that_steer_a_terminal_are_replaced(char: str) -> None:
    assert printable(f"a{char}b\n") == "a\N{REPLACEMENT CHARACTER}b\n"
