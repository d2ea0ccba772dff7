"""What the README shows, works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsclaims.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_first_two_commands_compare_the_seeds_and_run_the_tests_each_in_one_line() -> None:
    first, second = [line for block in blocks("sh") for line in block.splitlines()][:2]
    assert first == (
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/newsclaims compare data/seeds --out report"
    )
    assert second == "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"


def test_the_library_example_runs_in_about_ten_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [example] = blocks("python")
    assert len(example.split("\n")) <= 13
    monkeypatch.chdir(ROOT)
    exec(compile(example, "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) > 10


COMMANDS = [
    line.partition("#")[0].split()[1:]
    for text in (README, (ROOT / "docs" / "exports.md").read_text(encoding="utf-8"))
    for block in re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    for line in re.findall(r"^newsclaims .*$", block, re.MULTILINE)
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_commands_and_options_that_are_shown_are_there(command: list[str]) -> None:
    name, *arguments = command
    main.commands[name].make_context(name, arguments, resilient_parsing=True)


def test_every_file_that_it_links_to_is_there() -> None:
    local = [target for target in re.findall(r"\]\(([^)]+)\)", README) if not target.startswith("https://")]
    assert [target for target in local if not (ROOT / target).is_file()] == []
