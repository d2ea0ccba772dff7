"""From any number of articles to one table, in a run that may be stopped at any moment and goes on from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from glob import escape
from pathlib import Path
from typing import Literal

from newsclaims import __version__
from newsclaims.articles import Article
from newsclaims.attributions import Attribution, Extract, extract_attributions
from newsclaims.journal import Entry, Journal, OtherRunError, open_journal
from newsclaims.model import fingerprint
from newsclaims.pipeline import extract_each
from newsclaims.writing import as_line, whole

Form = Literal["jsonl", "parquet"]


@dataclass(frozen=True, slots=True)
class Done:
    """What a run has come to; ``aside`` names each article that could not be read, with the reason."""

    articles: int
    attributions: int
    aside: tuple[tuple[str, str], ...] = ()


def extract_to(
    articles: Iterable[Article],
    path: Path | str,
    *,
    form: Form = "jsonl",
    extract: Extract = extract_attributions,
    jobs: int = 1,
) -> Done:
    """Write the attributions of articles to a file, in bounded memory: a line an article, or a row an attribution.

    JSON Lines are those of :func:`newsclaims.writing.write_extracted`; Parquet has the rows of ``attributions.csv`` and
    needs pyarrow. ``extract`` and ``jobs`` are those of :func:`newsclaims.pipeline.extract_each`, and change no byte of
    what is read. An article that raises an error, or goes on killing the process that reads it, is set aside.

    Until the file is whole it is not there, but ``PATH.unfinished`` is, with what was read so far. Called again with
    the same articles in the same order, a run that was stopped goes on from there and ends with the same bytes. Raises
    OtherRunError if the articles, ``extract``, the form, the version or the model that comes with it are not those of
    the run that was stopped, BlockingIOError if another run is writing the file, OSError if it can't be written,
    ImportError without pyarrow.

    >>> import tempfile
    >>> from newsclaims.articles import make_article
    >>> path = Path(tempfile.mkdtemp(), "said.jsonl")
    >>> extract_to([make_article("a", "The bridge is closed, the mayor said."), Article("b", "No blocks.")], path)
    Done(articles=1, attributions=1, aside=(('b', "ValueError: article 'b' has text without blocks: make it with \
make_article"),))
    """
    if form == "parquet":  # with pandas it takes a second to import, which lines do without
        from newsclaims.parquet import require_pyarrow

        require_pyarrow()
    path = Path(path)
    unfinished = path.with_name(f"{path.name}.unfinished")
    with open_journal(unfinished, f"{run_of(extract)}, {form}") as journal:
        for left in path.parent.glob(f".{escape(path.name)}.*.part"):
            left.unlink()  # by a run that was killed in mid-write: no other one writes now
        fresh = _fresh(iter(articles), journal, unfinished)
        with closing(extract_each(fresh, extract=extract, jobs=jobs)) as read:
            for article, outcome in read:
                journal.add(entry_of(article, outcome, form))
        _write(journal, path, form)
        done = _done(journal)
    unfinished.unlink(missing_ok=True)
    return done


def run_of(extract: Extract) -> str:
    """What decides what is read of an article: the version, the model that comes with it, the reader and its options.

    >>> run_of(extract_attributions).startswith(f"newsclaims {__version__} with model ")
    True
    """
    return f"newsclaims {__version__} with model {fingerprint()}, {name_of(extract)}"


def name_of(extract: Extract) -> str:
    """A reader by its name and options, to tell whether a run is the same.

    >>> name_of(partial(extract_attributions, nested=False))
    'newsclaims.attributions.extract_attributions(nested=False)'
    """
    given = extract if isinstance(extract, partial) else partial(extract)
    named = (f"{option}={value!r}" for option, value in sorted(given.keywords.items()))
    listed = ", ".join([*map(repr, given.args), *named])
    return f"{given.func.__module__}.{getattr(given.func, '__qualname__', repr(given.func))}({listed})"


def entry_of(article: Article, outcome: list[Attribution] | Exception, form: Form) -> Entry:
    """What a run keeps of an article.

    >>> entry_of(Article("a", "No news."), [], "jsonl").line
    '{"article": "a", "attributions": []}'
    """
    if isinstance(outcome, Exception):
        return Entry(_digest(article), json.dumps(article.id), reason_of(outcome))
    return Entry(_digest(article), _line(article, outcome, form), None, len(outcome))


def _line(article: Article, attributions: list[Attribution], form: Form) -> str:
    if form == "jsonl":
        return as_line(article, attributions)
    from newsclaims.parquet import as_rows

    return json.dumps(as_rows(attributions), ensure_ascii=False)


def reason_of(error: Exception) -> str:
    """Why an article was set aside, in one line.

    >>> reason_of(ValueError("no blocks"))
    'ValueError: no blocks'
    """
    return " ".join(f"{type(error).__name__}: {error}".split())


def _digest(article: Article) -> str:
    """What a reader sees of an article, in short."""
    seen = [article.id, article.text, *((block.kind, block.span.start, block.span.end) for block in article.blocks)]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def _fresh(articles: Iterator[Article], journal: Journal, path: Path) -> Iterator[Article]:
    """The articles that the journal has not, behind those that it has."""
    for number, digest in enumerate(journal.digests(), 1):
        article = next(articles, None)
        if article is None or _digest(article) != digest:
            now = "is missing" if article is None else f"is {article.id!r} or has another text"
            raise OtherRunError(f"{path} is of a run on other articles: number {number} {now}; delete it to begin anew")
    yield from articles


def _write(journal: Journal, path: Path, form: Form) -> None:
    lines = (entry.line for entry in journal if entry.reason is None and entry.line is not None)
    if form == "parquet":
        from newsclaims.parquet import write_rows

        write_rows(map(json.loads, lines), path)
        return
    with whole(path) as file:
        for line in lines:
            file.write(f"{line}\n")


def _done(journal: Journal) -> Done:
    """The counts, and what was set aside."""
    articles = attributions = 0
    aside = []
    for entry in journal:
        if entry.reason is None:
            articles += 1
            attributions += entry.found
        else:
            aside.append((json.loads(entry.line or '""'), entry.reason))
    return Done(articles, attributions, tuple(aside))
