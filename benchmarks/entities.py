"""How well names are found, and whom "he" and "she" mean, on documents with coreference annotated.

    python benchmarks/entities.py GUM_FOLDER [PART]

GUM_FOLDER holds the Georgetown University Multilayer corpus (Zeldes 2017) as ``.conllu`` files with ``Entity=`` and a
``splits.md`` that names the documents of each PART (dev unless given).

A named mention of the gold is one whose head is a proper noun, no date and no number; it is found if a name that was
found lies in it and holds its head. "He", "she" and their forms are counted where the gold's person has been named
before in the document, and right if a name of the person found is a mention of the gold's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsclaims.articles import Article
from newsclaims.blocks import Block
from newsclaims.entities import find_entities
from newsclaims.evaluate import Score
from newsclaims.mentions import find_mentions
from newsclaims.names import Names
from newsclaims.pronouns import PERSONAL, antecedents
from newsclaims.text import Span

Place = tuple[int, int]
TIMES = {"time", "quantity"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named mention of the gold: its offsets, those of its head, and its entity."""

    start: int
    end: int
    head: Place
    entity: str

    def holds(self, span: Span) -> bool:
        """Whether a name lies in it and has its head."""
        return self.start <= span.start <= self.head[0] and self.head[1] <= span.end <= self.end


@dataclass(slots=True)
class Document:
    """A text, its tokens' places and tags, and its mentions: first and last token, head, entity and type of each."""

    text: str = ""
    places: list[Place] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, int, str, str]] = field(default_factory=list)


def read(path: Path) -> Document:
    document = Document()
    opened: dict[str, list[tuple[int, str, int]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar"):
            document.text = document.text.rstrip() + "\n"
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        at, start = len(document.places), len(document.text)
        document.text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        document.places.append((start, start + len(cells[1])))
        document.tags.append(cells[3])
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity[1] if entity else ""):
            fields = part.strip("()").split("-")
            if part.startswith("("):
                head = int(fields[5].split(",")[0]) if len(fields) > 5 and fields[5].split(",")[0].isdigit() else 1
                opened.setdefault(fields[0], []).append((at, fields[1], head))
            if part.endswith(")"):
                first, kind, head = opened[fields[0]].pop()
                document.mentions.append((first, at, min(first + head - 1, at), fields[0], kind))
    return document


def documents(folder: Path, part: str) -> Iterator[tuple[str, Document]]:
    wanted = re.split(r"^## ", (folder / "splits.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name in re.findall(r"GUM_\w+", next(section for section in wanted if section.startswith(f"{part}\n"))):
        if (path := folder / f"{name}.conllu").exists():
            yield name, read(path)


def as_article(id: str, text: str) -> Article:
    lines = re.finditer(r"\S[^\n]*", text)
    return Article(id, text, blocks=tuple(Block("body", Span.cut(text, *line.span())) for line in lines))


def length(stretch: Stretch) -> int:
    return stretch.end - stretch.start


def main(folder: str, part: str = "dev") -> None:
    names = [0, 0, 0, 0]  # right of the gold, fitting of the found, found, gold
    asked = answered = right = 0
    for name, document in documents(Path(folder), part):
        article = as_article(name, document.text)
        gold = [m for m in document.mentions if document.tags[m[2]] == "PROPN" and m[4] not in TIMES]
        at = document.places
        stretches = [Stretch(at[first][0], at[last][1], at[head], entity) for first, last, head, entity, _ in gold]
        spans = [mention.span for mention in find_mentions(article)]
        hits = [[s for s in stretches if s.holds(span)] for span in spans]
        counts = len({s for hit in hits for s in hit}), sum(map(bool, hits)), len(spans), len(set(stretches))
        names = [a + b for a, b in zip(names, counts, strict=True)]
        meant = antecedents(article, Names(find_entities([article])).of(article.id))
        narrow = {span: min(hit, key=length).entity for span, hit in zip(spans, hits, strict=True) if hit}
        for first, last, _, entity, _ in document.mentions:
            start, end = at[first]
            pronoun = first == last and PERSONAL.fullmatch(document.text[start:end])
            if pronoun and any(s.entity == entity and s.start < start for s in stretches):
                asked += 1
                answered += start in meant
                right += start in meant and any(narrow.get(span) == entity for _, span in meant[start][0].mentions)
    score = Score.of(names[0], names[2], names[3], fitting=names[1])
    print(
        f"names: precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f} ({names[3]} in the gold)"
    )
    print(f"pronouns: {right / asked:.3f} of {asked} right, {right / answered:.3f} of the {answered} resolved")


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit("usage: python benchmarks/entities.py GUM_FOLDER [PART]")
    main(*sys.argv[1:])
