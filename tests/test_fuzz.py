"""A few hundred of the inputs of ``tests/fuzz.py``, and that it tells what goes wrong."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import fuzz
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no clock of processor time that interrupts")


@pytest.mark.parametrize(("target", "inputs"), [("files", 300), ("rules", 100), ("marks", 200), ("chain", 10)])
def test_no_input_ends_in_an_error_or_takes_long(target: str, inputs: int, tmp_path: Path) -> None:
    tally = fuzz.run(range(inputs), tmp_path, only=target)[target]
    told = [path.read_text("utf-8").splitlines()[-1] for path in sorted(tmp_path.glob("*/traceback"))]
    assert told == []
    assert tally.outcomes.total() == inputs
    assert tally.outcomes["read"] > inputs / 10
    assert not (tmp_path / "running").exists()


def broken(random: Random, folder: Path) -> str:
    (folder / "a.txt").write_text("The bridge is closed.", encoding="utf-8")
    raise KeyError("bridge")


def endless(random: Random, folder: Path) -> str:
    while True:
        pass


@pytest.mark.parametrize(
    ("target", "told"), [(broken, "KeyError: 'bridge'"), (endless, "fuzz.Hang: more than 0.2 seconds")]
)
def test_an_error_and_a_hang_are_kept_with_what_is_needed_to_see_them_again(
    target: fuzz.Target, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(fuzz.TARGETS, "files", (target, 1))
    tally = fuzz.run([7], tmp_path, only="files", limit=0.2)["files"]
    assert tally.outcomes == {"fault": 1}
    assert (tmp_path / "7" / "traceback").read_text("utf-8").splitlines()[-1] == told
    assert (tmp_path / "7" / "a.txt").exists() == (target is broken)
