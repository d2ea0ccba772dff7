"""GUM's attributions, from its discourse relations and dependencies: it marks those within contents too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

GENRES = "academic bio court essay fiction interview letter news podcast speech textbook".split()
# What a verb of saying governs, or what it stands beside ("…, she said" depends on what was said).
SAID = {"ccomp", "xcomp", "advcl", "acl", "csubj", "obj", "obl", "parataxis", "appos", "root"}
HELPERS = {"aux", "aux:pass", "compound:prt", "cop"}
SIGNAL = re.compile(r"(sem-atsrc|lex-indwd|lex-indph)-([\d,-]*\d)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of GUM: where it stands in its sentence, what it depends on, its discourse unit."""

    number: int
    start: int
    end: int
    head: int
    relation: str
    unit: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, whether it opens a paragraph, and its attributions: for each, tokens of source, cue and content."""

    text: str
    opens: bool
    attributions: tuple[tuple[tuple[Token, ...], ...], ...]


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a document (CoNLL-U, as github.com/amir-zeldes/gum has it)."""
    sentences = []
    seen, unit = 0, 0
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.splitlines()
        text = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
        tokens, signals, end = [], {}, 0
        for number, form, *_, head, relation, _, misc in (x.split("\t") for x in lines if not x.startswith("#")):
            if number.isdecimal():
                start = text.index(form, end)
                end = start + len(form)
                if here := re.search(r"Discourse=([a-z-]+)[^|]*", misc):
                    unit += 1
                    if here[1].startswith("attribution-"):
                        signals[unit] = {kind: _places(places, seen) for kind, places in SIGNAL.findall(here[0])}
                tokens.append(Token(int(number), start, end, int(head), relation, unit))
        seen += len(tokens)
        found = (_attribution(tokens, number, said) for number, said in signals.items())
        opens = any(line.startswith("# newpar") for line in lines)
        sentences.append(Sentence(text, opens, tuple(a for a in found if a)))
    return sentences


def _places(listed: str, before: int) -> set[int]:
    """The tokens of a signal by their numbers in the sentence; GUM counts them through the document."""
    found: set[int] = set()
    for part in listed.split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first) - before, int(last or first) - before + 1))
    return found


def _attribution(tokens: Sequence[Token], unit: int, said: dict[str, set[int]]) -> tuple[tuple[Token, ...], ...] | None:
    """Source, cue and content of a unit that attributes, if all that it says stands in its sentence."""
    inside = {t.number for t in tokens if t.unit == unit}
    words = (said.get("lex-indwd", set()) | said.get("lex-indph", set())) & inside
    verb = next((t for t in reversed(tokens) if t.number in words), None)
    if verb is None:
        return None
    source = said.get("sem-atsrc", set()) & {t.number for t in tokens} - words
    content = max((_content(tokens, top, inside) for top in _tops(tokens, inside)), key=len, default=set())
    content -= source
    cue = words | {t.number for t in tokens if t.head == verb.number and t.relation in HELPERS and t.unit == unit}
    cue = set(range(min(cue), max(cue) + 1)) - source
    roles = tuple(tuple(t for t in tokens if t.number in role) for role in (source, cue, content - cue))
    return roles if len(roles[2]) > 1 else None


def _tops(tokens: Sequence[Token], inside: set[int]) -> Iterator[int]:
    """The words outside a unit that it governs, or that it depends on."""
    for t in tokens:
        if t.number not in inside and t.head in inside and t.relation.split(":")[0] in SAID:
            yield t.number
        if t.number in inside and t.head not in inside and t.head and t.relation in {"parataxis", "obl", "advcl"}:
            yield t.head


def _content(tokens: Sequence[Token], top: int, without: set[int]) -> set[int]:
    """The words that depend on one, itself included, and not through a unit."""
    found = {top}
    while more := {t.number for t in tokens if t.head in found and t.number not in found | without}:
        found |= more
    return found
