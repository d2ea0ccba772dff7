"""Attributions go to annotation tools and come back corrected: brat's standoff files, Label Studio's tasks."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclaims import __version__
from newsclaims.articles import Article
from newsclaims.attributions import Attribution, kind_of
from newsclaims.evaluate import nest
from newsclaims.matching import ROLES, by_article
from newsclaims.text import Span
from newsclaims.writing import check_spans, write_whole

BRAT_SETTINGS = """\
[entities]
Source
Cue
Content

[relations]

[events]
Attribution\tSource*:Source, Cue+:Cue, Content+:Content

[attributes]
"""

# What Label Studio is to be set up with before tasks are imported (its "labeling interface", as code).
LABEL_STUDIO_INTERFACE = """\
<View>
  <Relations>
    <Relation value="source"/>
    <Relation value="cue"/>
    <Relation value="content"/>
  </Relations>
  <Labels name="role" toName="text">
    <Label value="Source" background="#0072b2"/>
    <Label value="Cue" background="#d55e00"/>
    <Label value="Content" background="#009e73"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""


def write_brat(articles: Iterable[Article], attributions: Iterable[Attribution], folder: Path | str) -> list[Path]:
    """Write a folder for brat: ``ID.txt`` and ``ID.ann`` for each article, and ``annotation.conf``.

    An attribution is an event whose trigger is its cue, as in PolNeAR, or its content if it has no cue. Read it with
    :func:`newsclaims.evaluate.read_attribution_gold`. Raises ValueError for an id that can't name a file and for a
    span that does not stand in its article.

    >>> import tempfile
    >>> spans = Span(0, 9, "The mayor"), Span(10, 14, "said"), Span(15, 17, "no")
    >>> said = Attribution("a", *((span,) for span in spans), "indirect")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _, notes, _ = write_brat([Article("a", "The mayor said no.")], [said], folder)
    ...     print(notes.read_text(encoding="utf-8").expandtabs(3))
    T1 Source 0 9  The mayor
    T2 Cue 10 14   said
    T3 Content 15 17  no
    E1 Attribution:T2 Source:T1 Cue:T2 Content:T3
    <BLANKLINE>
    """
    folder = Path(folder)
    written = []
    checked = _checked(articles, attributions)
    for id in (article.id for article, _ in checked):
        if id != Path(id).name or not id.strip("."):
            raise ValueError(f"{id!r} can't name a file: give the article another id before writing for brat")
    for article, found in checked:
        lines = [line for number, attribution in enumerate(found) for line in _brat(attribution, number)]
        written.append(write_whole(folder / f"{article.id}.txt", article.text))
        written.append(write_whole(folder / f"{article.id}.ann", "".join(f"{line}\n" for line in lines)))
    return [*written, write_whole(folder / "annotation.conf", BRAT_SETTINGS)]


def write_label_studio(articles: Iterable[Article], attributions: Iterable[Attribution], path: Path | str) -> Path:
    """Write tasks for Label Studio, the attributions as predictions; set it up with ``LABEL_STUDIO_INTERFACE`` first.

    Each piece of a role is a region, and relations lead from the first piece of the cue to the others. Raises
    ValueError for a span that does not stand in its article.
    """
    tasks = []
    for article, found in _checked(articles, attributions):
        result = [row for number, attribution in enumerate(found, 1) for row in _regions(attribution, number)]
        prediction = {"model_version": f"newsclaims {__version__}", "result": result}
        tasks.append({"data": {"article": article.id, "text": article.text}, "predictions": [prediction]})
    return write_whole(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")


def read_label_studio(path: Path | str, *, predictions: bool = True) -> dict[str, list[Attribution]]:
    """The attributions of each article of an export from Label Studio (JSON), in text order, nested ones with parent.

    Of each task the last annotation that was not cancelled is read, or the first prediction if nobody has annotated
    it; without ``predictions``, a task that nobody has annotated is left out. What a region is, its label says; what
    belongs together, the relations say, whichever way they point. Raises ValueError for a file of another form and for
    a region that does not stand in the text.

    >>> import tempfile
    >>> spans = Span(0, 9, "The mayor"), Span(10, 14, "said"), Span(15, 17, "no")
    >>> said = Attribution("a", *((span,) for span in spans), "indirect")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_label_studio([Article("a", "The mayor said no.")], [said], Path(folder, "tasks.json"))
    ...     read_label_studio(path)["a"] == [said]
    True
    """
    path = Path(path)
    try:
        tasks = json.loads(path.read_bytes())
        read = [task for task in tasks if predictions or _done(task)]
        return {str(t["data"]["article"]): _attributions(t["data"]["article"], t["data"]["text"], t) for t in read}
    except (LookupError, TypeError, AttributeError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path} is no export of Label Studio: export the project as JSON, not JSON-MIN") from error


def _checked(
    articles: Iterable[Article], attributions: Iterable[Attribution]
) -> list[tuple[Article, list[Attribution]]]:
    """Each article with its attributions, whose spans are checked."""
    articles = tuple(articles)
    texts = {article.id: article.text for article in articles}
    own = by_article(attributions)
    for a in (a for found in own.values() for a in found):
        check_spans(texts, a.article_id, (*a.source, *a.cue, *a.content))
    return [(article, own[article.id]) for article in articles]


def _roles(attribution: Attribution) -> list[tuple[str, tuple[Span, ...]]]:
    """The roles that it has, by their names in the tools."""
    spans: list[tuple[str, tuple[Span, ...]]] = [(role.capitalize(), getattr(attribution, role)) for role in ROLES]
    return [(role, pieces) for role, pieces in spans if pieces]


def _brat(attribution: Attribution, number: int) -> Iterator[str]:
    """The lines of one attribution: brat joins the pieces of a role, and none may run over a line."""
    keys = {}
    for place, (role, pieces) in enumerate(_roles(attribution), 3 * number + 1):
        keys[role] = f"T{place}"
        lines = [line for piece in pieces for line in _lines(piece)]
        stretches = ";".join(f"{line.start} {line.end}" for line in lines)
        yield f"T{place}\t{role} {stretches}\t{' '.join(line.text for line in lines)}"
    trigger = keys.get("Cue") or keys["Content"]
    yield " ".join([f"E{number + 1}\tAttribution:{trigger}", *(f"{role}:{key}" for role, key in keys.items())])


def _lines(span: Span) -> Iterator[Span]:
    """The lines of a span, without their ends."""
    for line in re.finditer(r"[^\r\n]+", span.text):
        yield Span(span.start + line.start(), span.start + line.end(), line[0])


def _regions(attribution: Attribution, number: int) -> Iterator[dict[str, Any]]:
    """One attribution as regions and the relations between them."""
    ids: list[tuple[str, str]] = []
    for role, pieces in _roles(attribution):
        for place, piece in enumerate(pieces, 1):
            ids.append((f"{number}-{role.lower()}-{place}", role.lower()))
            value = {"start": piece.start, "end": piece.end, "text": piece.text, "labels": [role]}
            yield {"id": ids[-1][0], "from_name": "role", "to_name": "text", "type": "labels", "value": value}
    first = next((id for id, role in ids if role == "cue"), ids[0][0])
    for id, role in ids:
        if id != first:
            yield {"type": "relation", "from_id": first, "to_id": id, "direction": "right", "labels": [role]}


@dataclass(frozen=True, slots=True)
class _Region:
    role: str
    span: Span


def _done(task: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What annotators have made of a task."""
    return [annotation for annotation in task.get("annotations", []) if not annotation.get("was_cancelled")]


def _attributions(article_id: str, text: str, task: Mapping[str, Any]) -> list[Attribution]:
    """The attributions of one task: a cue, or what has none, with all that it is tied to."""
    result = (_done(task)[-1:] or task.get("predictions", [])[:1] or [{"result": []}])[0]["result"]
    regions = {row["id"]: _region(article_id, text, row["value"]) for row in result if row["type"] == "labels"}
    ties: dict[str, list[str]] = defaultdict(list)
    for row in result:
        if row["type"] == "relation" and {row["from_id"], row["to_id"]} <= regions.keys():
            ties[row["from_id"]].append(row["to_id"])
            ties[row["to_id"]].append(row["from_id"])
    found, seen = [], set()
    for role in ("cue", "content"):  # contents that no cue has taken have none
        for id in (id for id, region in regions.items() if region.role == role and id not in seen):
            members = [id]
            for member in members:  # its pieces may hang on one another, all else hangs on these
                if regions[member].role == role:
                    members += [other for other in ties[member] if other not in members]
            seen.update(members)
            parts = {r: tuple(sorted({regions[m].span for m in members if regions[m].role == r})) for r in ROLES}
            kind = kind_of(parts["content"], parts["cue"]) if parts["content"] else "indirect"
            found.append(Attribution(article_id, parts["source"], parts["cue"], parts["content"], kind))
    return nest(sorted(found, key=lambda a: (a.cue or a.content, a.content)))


def _region(article_id: str, text: str, value: Mapping[str, Any]) -> _Region:
    span = Span.cut(text, value["start"], value["end"])
    check_spans({article_id: text}, article_id, [Span(span.start, span.end, value.get("text", span.text))])
    return _Region(value["labels"][0].lower(), span)
