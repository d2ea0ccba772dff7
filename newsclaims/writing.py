"""Files are written whole or not at all, and attributions as they come, a line of JSON for each article, and back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, get_args

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, Kind
from newsclaims.text import Span


def write_whole(path: Path | str, content: str | bytes) -> Path:
    r"""Write text as UTF-8 with its own line ends, or bytes, so that no file is seen half written; make its folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "out", "note.txt"), "The mayor said no.").read_text(encoding="utf-8")
    'The mayor said no.'
    """
    with whole(path := Path(path)) as file:
        if isinstance(content, bytes):
            file.buffer.write(content)
        else:
            file.write(content)
    return path


def write_attributions(articles: Iterable[Article], attributions: Iterable[Attribution], path: Path | str) -> Path:
    """Write the attributions of several articles as :func:`write_extracted` does, in the order of the articles.

    Raises ValueError if a span does not stand in its article.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_attributions([Article("a", "No news.")], [], Path(folder, "attributions.jsonl"))
    ...     print(path.read_text(encoding="utf-8"), end="")
    {"article": "a", "attributions": []}
    """
    articles = tuple(articles)
    texts = {article.id: article.text for article in articles}
    of: dict[str, list[Attribution]] = {id: [] for id in texts}
    for attribution in attributions:
        check_spans(texts, attribution.article_id, ())  # its spans are checked where they are written
        of[attribution.article_id].append(attribution)
    return write_extracted(((article, of[article.id]) for article in articles), path)


def write_extracted(extracted: Iterable[tuple[Article, Sequence[Attribution]]], path: Path | str) -> Path:
    """Write one JSON object a line for each article, those without attributions too, as the articles come.

    Each role is a list of ``[start, end]``; ``parent`` is the place in the article's list of the attribution that this
    one lies in, null for an outer one or one whose parent is not among those given; ``confidence`` has three decimals.
    Raises ValueError if a span does not stand in its article. No article is kept once it is written, and the file is
    there when all are: an error on the way leaves none.

    >>> import tempfile
    >>> source, cue, content = Span(0, 9, "The mayor"), Span(10, 14, "said"), Span(15, 17, "no")
    >>> found = [Attribution("a", (source,), (cue,), (content,), "indirect", confidence=2 / 3)]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_extracted([(Article("a", "The mayor said no."), found)], Path(folder, "attributions.jsonl"))
    ...     json.loads(path.read_text(encoding="utf-8"))["attributions"][0]["confidence"]
    0.667
    """
    with whole(path := Path(path)) as file:
        for article, attributions in extracted:
            file.write(as_line(article, attributions) + "\n")
    return path


def as_line(article: Article, attributions: Sequence[Attribution]) -> str:
    """The line of :func:`write_extracted` for one article. Raises ValueError if a span does not stand in it.

    >>> as_line(Article("a", "No news."), [])
    '{"article": "a", "attributions": []}'
    """
    for attribution in attributions:
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        check_spans({article.id: article.text}, attribution.article_id, spans)
    return json.dumps({"article": article.id, "attributions": _relations(attributions)}, ensure_ascii=False)


def read_attributions(path: Path | str, texts: Mapping[str, str]) -> dict[str, list[Attribution]]:
    """The attributions of each article of a file that :func:`write_extracted` wrote, cut from ``texts`` (id → text).

    An article without a text is passed over. Raises ValueError for a line of another form.

    >>> import tempfile
    >>> said = Attribution("a", (Span(0, 3, "Lee"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_extracted([(Article("a", "Lee said no."), [said])], Path(folder, "attributions.jsonl"))
    ...     read_attributions(path, {"a": "Lee said no."})["a"] == [said]
    True
    """
    found: dict[str, list[Attribution]] = {}
    for number, line in enumerate(Path(path).read_bytes().split(b"\n"), 1):
        try:
            row = json.loads(line) if line.strip() else {}
            if row and (id := row["article"]) in texts:
                found[id] = _attributions(id, texts[id], row["attributions"])
        except (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError) as error:
            raise ValueError(
                f"{path}, line {number}: no attributions of an article as newsclaims extract writes them ({error})"
            ) from error
    return found


def check_spans(texts: Mapping[str, str], article_id: str, spans: Iterable[Span]) -> None:
    """Raise ValueError unless the article is there and reads so at each span.

    >>> check_spans({"a": "The mayor said no."}, "a", [Span(4, 9, "major")])
    Traceback (most recent call last):
    ValueError: article 'a' reads 'mayor' at 4:9, not 'major': export it with the text that the spans were cut from
    """
    if article_id not in texts:
        raise ValueError(f"a span of article {article_id!r}, which is not among {sorted(texts)}: export them together")
    text = texts[article_id]
    for span in spans:
        if not span.stands_in(text):
            raise ValueError(
                f"article {article_id!r} reads {text[span.start : span.end]!r} at {span.start}:{span.end}, "
                f"not {span.text!r}: export it with the text that the spans were cut from"
            )


@contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A file that gets its name when all is written, in a folder made for it; an error leaves what was there before.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "out", "note.txt")
    >>> with whole(path) as file:
    ...     _ = file.write("The mayor said no.")
    >>> path.read_text(encoding="utf-8")
    'The mayor said no.'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _attributions(article: str, text: str, rows: Sequence[Mapping[str, Any]]) -> list[Attribution]:
    """The attributions of one article, each with its parent, which may stand behind it."""
    made: dict[int, Attribution] = {}
    while len(made) < len(rows):
        ready = [i for i, row in enumerate(rows) if i not in made and row["parent"] in (None, *made)]
        if not ready:
            raise ValueError("attributions lie in each other, or in one that is not there")
        for i in ready:
            row = rows[i]
            if row["kind"] not in get_args(Kind):
                raise ValueError(f"{row['kind']!r} is no kind: it is one of {', '.join(get_args(Kind))}")
            source, cue, content = (
                tuple(Span.cut(text, start, end) for start, end in row[role]) for role in ("source", "cue", "content")
            )
            parent = None if row["parent"] is None else made[row["parent"]]
            made[i] = Attribution(article, source, cue, content, row["kind"], parent, confidence=row["confidence"])
    return [made[i] for i in range(len(rows))]


def _relations(attributions: Sequence[Attribution]) -> list[dict[str, Any]]:
    """The attributions of one article."""
    place = {_roles(attribution): i for i, attribution in enumerate(attributions)}
    return [
        {
            "source": offsets(attribution.source),
            "cue": offsets(attribution.cue),
            "content": offsets(attribution.content),
            "kind": attribution.kind,
            "parent": place.get(_roles(attribution.parent)) if attribution.parent else None,
            "confidence": None if attribution.confidence is None else round(attribution.confidence, 3),
        }
        for attribution in attributions
    ]


def _roles(attribution: Attribution) -> tuple[object, ...]:
    """What tells it from the others of its article; to hash the record itself would be to hash all its parents."""
    return attribution.source, attribution.cue, attribution.content, attribution.kind


def offsets(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as files give them.

    >>> offsets([Span(4, 9, "mayor")])
    [[4, 9]]
    """
    return [[span.start, span.end] for span in spans]
