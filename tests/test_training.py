"""What ships was made as its card says, and the scripts that make it count what they say."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "newsclaims" / "resources"
CARD = (ROOT / "training" / "README.md").read_text(encoding="utf-8")
CUES: dict[str, list[int]] = json.loads((RESOURCES / "cues.json").read_text(encoding="utf-8"))
NAMES: dict[str, list[str]] = json.loads((RESOURCES / "names.json").read_text(encoding="utf-8"))


def section(name: str) -> str:
    """The card of one file, in one line."""
    return " ".join(CARD.split(f"`{name}`\n", 1)[1].split("\n## ", 1)[0].split())


@pytest.mark.parametrize("path", sorted(RESOURCES.iterdir()), ids=lambda path: path.name)
def test_every_shipped_file_has_a_card_and_is_the_one_on_it(path: Path) -> None:
    assert section(path.name)
    assert f"{path.name} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}\n" in CARD


def test_the_card_counts_the_cues() -> None:
    stems = [key.split()[0] for key in CUES if key.count(" ") == 1]
    counted = f"{len(CUES):,} rows for {stems.count('verb')} verbs and {stems.count('noun')} nouns"
    assert counted in section("cues.json")


def test_cues_are_counts_and_no_text() -> None:
    for key, (cues, seen) in CUES.items():
        assert re.fullmatch(r"(?:verb|noun) \S+( \S+){0,2}", key)
        assert 0 <= cues <= seen
        assert cues <= CUES[" ".join(key.split()[:2])][0]


def test_the_card_names_the_lists_of_names() -> None:
    assert f"The lists: {', '.join(NAMES)}." in section("names.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_list_of_names_is_sorted_and_says_nothing_twice(name: str) -> None:
    assert NAMES[name] == sorted(set(NAMES[name]))


@pytest.fixture(scope="module")
def train_cues() -> ModuleType:
    spec = spec_from_file_location("train_cues", ROOT / "training" / "train_cues.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_cues_are_counted_with_what_follows_them(train_cues: ModuleType, tmp_path: Path) -> None:
    text = "She said that it rained.\nShe said that it snowed. He said nothing.\n"
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(text, encoding="utf-8", newline="")
    lines = ["T1\tCue 4 8\tsaid", "T2\tContent 9 23\tthat it rained", "T3\tCue 29 33\tsaid", "T4\tContent 34 48\t"]
    (tmp_path / "attributions" / "a_one.ann").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "cues.json"
    result = CliRunner().invoke(train_cues.main, [str(tmp_path), str(out)], catch_exceptions=False)
    assert result.exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == {"verb said": [2, 3], "verb said that": [2, 2]}
