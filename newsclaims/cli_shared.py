"""What the commands have in common: their argument, a progress bar, and errors that end them with a message."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from newsclaims.terminal import printable

Item = TypeVar("Item")
NAMED = 3  # groups of articles that a note spells out
LISTED = 20  # of anything that one message spells out


def articles_argument(command: Callable[..., None]) -> Callable[..., None]:
    """The argument that all commands take."""
    return click.argument("source", metavar="DIR", type=click.Path(exists=True, path_type=Path))(command)


def language_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option of the commands that leave out what is not English."""
    text = "Read articles that do not look like English too; what is found in them is not to be trusted."
    return click.option("--any-language", is_flag=True, help=text)(command)


def bar(items: Iterable[Item], total: int | None = None, *, unit: str = "article") -> Iterable[Item]:
    """A progress bar for a terminal, once the work has taken two seconds; ``total`` for items that have no length.

    >>> list(bar(["gazette", "courier"]))
    ['gazette', 'courier']
    """
    from tqdm import tqdm

    hidden = not sys.stderr.isatty()
    return tqdm(items, desc="reading", unit=unit, total=total, delay=2, leave=False, disable=hidden)


@contextmanager
def reading() -> Iterator[None]:
    """Name on stderr what could not be read, or why the reading had to end.

    >>> from newsclaims.articles import ArticleError
    >>> with reading():
    ...     raise ArticleError("news: no .txt files in this folder")
    Traceback (most recent call last):
    click.exceptions.ClickException: news: no .txt files in this folder
    """
    from newsclaims.articles import ArticleError, ArticleWarning
    from newsclaims.model import ModelError

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ArticleWarning)
        try:
            yield
        except (ArticleError, BrokenExecutor, ModelError) as error:
            raise click.ClickException(printable(str(error))) from error
    for warning in caught:
        click.echo(f"Note: {printable(str(warning.message))}", err=True)


def note_versions(groups: Sequence[Sequence[str]]) -> None:
    """Name on stderr the articles that are one text in several versions.

    >>> note_versions([])
    """
    if groups:
        listed = "; ".join(", ".join(group) for group in groups[:NAMED])
        more = f"; and {len(groups) - NAMED} more" if len(groups) > NAMED else ""
        told = f"versions of one text, each read as an article: {listed}{more}: keep one of each if they count once"
        click.echo(f"Note: {printable(told)}", err=True)


def note(what: str, items: Sequence[str]) -> None:
    """Name on stderr how many articles something befell, and the first of them, if there are any.

    >>> note("set aside, with the reason", [])
    """
    if items:
        listed = [f"  {printable(item)}" for item in items[:LISTED]]
        if len(items) > LISTED:
            listed.append(f"  and {len(items) - LISTED} more")
        number = f"{len(items)} article{'s' if len(items) > 1 else ''}"
        click.echo("\n".join([f"Note: {number} {what}:", *listed]), err=True)


def spare(source: Path, *outputs: Path) -> None:
    """End the command if writing these would write over what it reads, or put there what it would read next time.

    >>> spare(Path("bridge.csv"), Path("report/attributions.jsonl"))
    """
    from newsclaims.files import reads

    for path in outputs:
        if reads(source, path):
            raise click.UsageError(printable(f"{path} is what this command reads: name another place with --out"))


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Name on stderr what could not be written.

    >>> with writing(Path("report")):
    ...     raise PermissionError(13, "Permission denied", "report/claims.json")
    Traceback (most recent call last):
    click.exceptions.ClickException: cannot write report/claims.json (Permission denied): name another place with --out
    """
    try:
        yield
    except OSError as error:
        reason = f"cannot write {error.filename or out} ({error.strerror}): name another place with --out"
        raise click.ClickException(printable(reason)) from error
