"""What ships was made as its card says, and the scripts that make it count what they say."""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "newsclaims" / "resources"
CARD = (ROOT / "training" / "README.md").read_text(encoding="utf-8")
RULES = ROOT / "benchmarks" / "rules_cues.json"
CUES: dict[str, list[int]] = json.loads((RESOURCES / "cues.json").read_text(encoding="utf-8"))
RULES_CUES: dict[str, list[int]] = json.loads(RULES.read_text(encoding="utf-8"))
NAMES: dict[str, list[str]] = json.loads((RESOURCES / "names.json").read_text(encoding="utf-8"))


def section(name: str) -> str:
    """The card of one file, in one line."""
    return " ".join(CARD.split(f"`{name}`\n", 1)[1].split("\n## ", 1)[0].split())


@pytest.mark.parametrize("path", sorted(RESOURCES.iterdir()), ids=lambda path: path.name)
def test_every_shipped_file_has_a_card_and_is_the_one_on_it(path: Path) -> None:
    assert section(path.name)
    assert f"{path.name} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}\n" in CARD


def stems(rows: Iterable[str], part: str) -> set[str]:
    """The verbs or nouns of a table."""
    return {key.split()[1] for key in rows if key.startswith(part)}


def test_the_card_counts_the_cues() -> None:
    verbs, nouns = stems(CUES, "verb"), stems(CUES, "noun")
    assert f"{len(verbs)} verbs that were a cue at least five times, and {len(nouns)} nouns" in section("cues.json")
    verbs, nouns = stems(RULES_CUES, "verb"), stems(RULES_CUES, "noun")
    assert f"{len(RULES_CUES):,} rows for {len(verbs)} verbs and {len(nouns)} nouns" in section("cues.json")


def test_the_package_has_those_rows_of_the_rules_that_it_needs() -> None:
    assert {row: RULES_CUES[row] for row in CUES} == CUES
    often = {key.split()[1] for key, (cues, _) in CUES.items() if key.startswith("verb") and cues >= 5}
    assert often == {key.split()[1] for key in CUES}


def test_cues_are_counts_and_no_text() -> None:
    for key, (cues, seen) in RULES_CUES.items():
        assert re.fullmatch(r"(?:verb|noun) \S+( \S+){0,2}", key)
        assert 0 <= cues <= seen
        assert cues <= RULES_CUES[" ".join(key.split()[:2])][0]


def test_the_card_names_the_lists_of_names() -> None:
    assert f"The lists: {', '.join(NAMES)}." in section("names.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_list_of_names_is_sorted_and_says_nothing_twice(name: str) -> None:
    assert NAMES[name] == sorted(set(NAMES[name]))


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "training" / f"{name}.py")
    assert spec and spec.loader
    sys.modules[name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NESTED = """
# newpar
# text = Ann Lee said that she knew it rained.
1 Ann _ _ _ _ 3 nsubj _ Discourse=attribution-positive:4->5:0:sem-atsrc-11-12-_+lex-indwd-13-_
2 Lee _ _ _ _ 1 flat _ _
3 said _ _ _ _ 0 root _ _
4 that _ _ _ _ 6 mark _ Discourse=attribution-positive:5->6:0:lex-indwd-16-gold+sem-atsrc-15-_
5 she _ _ _ _ 6 nsubj _ _
6 knew _ _ _ _ 3 ccomp _ _
7 it _ _ _ _ 8 nsubj _ Discourse=context-background:6->2:1
8 rained _ _ _ _ 6 ccomp _ SpaceAfter=No
9 . _ _ _ _ 3 punct _ _
""".strip()


def test_attributions_are_read_off_discourse_units_with_those_within_contents(tmp_path: Path) -> None:
    before = "# text = " + "No " * 10 + "\n" + "\n".join(f"{n} No _ _ _ _ 0 root _ _" for n in range(1, 11))
    rows = f"{before}\n\n{NESTED}".splitlines()
    text = "\n".join(row if row.startswith("#") else row.replace(" ", "\t") for row in rows)
    (tmp_path / "a.conllu").write_text(text, encoding="utf-8")
    _, sentence = script("gum_attributions").read_sentences(tmp_path / "a.conllu")
    assert sentence.opens
    assert [
        " | ".join(" ".join(sentence.text[t.start : t.end] for t in role) for role in roles)
        for roles in sentence.attributions
    ] == ["Ann Lee | said | that she knew it rained", "she | knew | it rained"]


def test_contents_are_read_alone_with_what_is_marked_within_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    data, examples = script("reader_data"), script("reader_examples")
    text = "“Ek knew,” Lee said, “that it rained.”"
    places = {word: (text.index(word), text.index(word) + len(word)) for word in ("Ek", "knew", "Lee", "said")}
    outer = data.mark(text, [[[places["Lee"]], [places["said"]], [(0, 10), (21, 38)]]])
    (tmp_path / "layer").write_text(json.dumps(["a", [[[places["Ek"]], [places["knew"]], [(22, 36)]]]]))
    documents = [data.Document(name, text, (tuple(outer),), {}) for name in ("a", "b")]
    (nested,) = data.read_nested(documents, tmp_path / "layer")
    read = [
        ([text[a:b] for line in window.lines for a, b in zip(line.starts, line.ends, strict=True)], view)
        for window, view in examples.contents_alone(nested, random.Random(0))
    ]
    assert [words for words, _ in read] == [["Ek", "knew", ",", "that", "it", "rained", "."], ["that", "it", "rained"]]
    assert [[text[min(r.cue) :][:4] for r in view] for _, view in read] == [["knew"], []]


def test_cues_are_counted_with_what_follows_them(tmp_path: Path) -> None:
    train_cues = script("train_cues")
    text = "She said that it rained.\n" * 5 + "He said nothing.\n"
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(text, encoding="utf-8", newline="")
    lines = [
        f"T{at}\tCue {at + 4} {at + 8}\tsaid\nT{at + 1}\tContent {at + 9} {at + 23}\tthat it rained"
        for at in range(0, 125, 25)
    ]
    (tmp_path / "attributions" / "a_one.ann").write_text("\n".join(lines), encoding="utf-8")
    tables = [tmp_path / "cues.json", tmp_path / "rules_cues.json"]
    result = CliRunner().invoke(train_cues.main, [str(tmp_path), *map(str, tables)], catch_exceptions=False)
    assert result.exit_code == 0
    words, rules = (json.loads(path.read_text(encoding="utf-8")) for path in tables)
    assert words == {"verb said": [5, 6]}
    assert rules == {"verb said": [5, 6], "verb said that": [5, 5]}


def test_a_text_whose_claims_are_not_marked_is_refused(tmp_path: Path) -> None:
    data = script("claims_data")
    line = (ROOT / "training" / "claims.jsonl").read_text(encoding="utf-8").splitlines()[0]
    for id in json.loads(line)[1]:
        (tmp_path / f"{id}.txt").write_text("The bridge is closed.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="is not the text whose claims are marked"):
        data.read_events(tmp_path)


def test_marked_claims_are_places_and_no_text() -> None:
    for line in (ROOT / "training" / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        name, articles, claims = json.loads(line)
        assert all(re.fullmatch(r"[\w-]{5,12}", word) for word in (name, *articles, *articles.values()))
        for article, places, stance, held in (mention for claim in claims for mention in claim):
            assert article in articles
            assert all(0 <= start < end for start, end in places)
            assert stance in {"asserts", "denies", "unsure"}
            assert held in {True, False}


def test_written_claims_are_words_with_their_propositions_each_in_one_claim_of_its_event() -> None:
    events = script("claims_data").read_renderings()
    assert events
    for event in events:
        claim_of = {words: n for words, _, n in event}
        assert all(claim_of[words] == n and words.strip() and said.strip() for words, said, n in event)


def test_average_precision_is_one_where_the_same_come_first() -> None:
    script("claims_data")
    precision = script("fit_likeness").average_precision
    odds = np.array([3.0, 2.0, 1.0, 0.0])
    assert precision(odds, np.array([True, True, False, False])) == 1
    assert precision(odds, np.array([False, True, False, True])) == pytest.approx((1 / 2 + 2 / 4) / 2)
