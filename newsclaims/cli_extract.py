"""Who said what in any number of articles, on the command line: to a file, to annotation tools, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclaims.cli_shared import articles_argument, bar, language_option, note, note_versions, reading, spare, writing
from newsclaims.terminal import printable

if TYPE_CHECKING:  # what reads articles takes a second to import, and --help needs none of it
    from newsclaims.articles import Article
    from newsclaims.attributions import Extract
    from newsclaims.runs import Done
    from newsclaims.versions import Versions

WATCHED = 20_000  # articles that are looked at for versions: 3 KB each


@click.command(epilog="Ends with 0 if there are attributions, 1 if not or if the input is bad, 2 if called wrongly.")
@articles_argument
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="The file to write, or the folder for brat."
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["jsonl", "parquet", "brat", "label-studio"]),
    default="jsonl",
    show_default=True,
    help="Write a table, or for a tool in which people correct attributions; such a tool needs all articles at once.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Read N articles at a time, each in a process of its own. The file is the same.",
)
@click.option(
    "--outer",
    is_flag=True,
    help="Leave out attributions inside the content of another one, as corpora such as PolNeAR do.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Have a Dask cluster read the Parquet files of DIR (tcp://...), each to a file in the folder --out.",
)
@language_option
def extract(
    source: Path, out: Path, form: str, jobs: int, outer: bool, scheduler: str | None, any_language: bool
) -> None:
    """Write who is said to have said what, as JSON Lines, as Parquet, or for brat or Label Studio.

    There is a line for each article in DIR (see "newsclaims compare --help"). Source, cue ("said") and content are
    given as offsets into the article's text. Articles are read one after another, so there may be any number of them.
    What you correct in brat or Label Studio, "newsclaims evaluate" reads and scores newsclaims by.

    If it is stopped, what was read is in a file beside the output that ends in ".unfinished": the same command goes on
    from there. An article that can't be read is left out and named at the end.

    \b
    Examples:
        newsclaims extract data/seeds -o attributions.jsonl
        newsclaims extract data/seeds --to brat -o corrected
    """
    from newsclaims.articles import iterate_articles
    from newsclaims.attributions import extract_attributions
    from newsclaims.files import count_texts
    from newsclaims.versions import Versions

    read = partial(extract_attributions, nested=not outer)
    if scheduler is not None:
        done = _on_cluster(source, out, form, read, scheduler)
    else:
        _check_place(source, out, form)
        versions = Versions()
        articles = _watched(iterate_articles(source, any_language=any_language), versions)
        with reading(), writing(out):
            done = _extract(bar(articles, count_texts(source)), out, form, read, jobs)
        note_versions(versions.groups())
    note("set aside, with the reason", [f"{id}: {reason}" for id, reason in done.aside])
    click.echo(f"{done.attributions} attributions of {done.articles} articles are in {printable(str(out))}.")
    if not done.attributions:
        raise click.ClickException("nothing to report: nobody is said to have said anything in these articles")


def _watched(articles: Iterable[Article], versions: Versions) -> Iterator[Article]:
    """The articles, the first of which are looked at for versions of one text: that takes memory for each."""
    for number, article in enumerate(articles):
        if number < WATCHED:
            versions.add(article)
        elif number == WATCHED:
            click.echo(
                f"Note: versions of one text are looked for among the first {WATCHED:,} articles alone", err=True
            )
        yield article


def _extract(articles: Iterable[Article], out: Path, form: str, read: Extract, jobs: int) -> Done:
    from newsclaims.annotations import write_brat, write_label_studio
    from newsclaims.pipeline import extract_each
    from newsclaims.runs import Done, extract_to, reason_of

    if form in ("jsonl", "parquet"):
        with _going_on(out):
            return extract_to(articles, out, form="parquet" if form == "parquet" else "jsonl", extract=read, jobs=jobs)
    with closing(extract_each(articles, extract=read, jobs=jobs)) as each:
        outcomes = list(each)
    aside = tuple((article.id, reason_of(outcome)) for article, outcome in outcomes if isinstance(outcome, Exception))
    kept = [(article, outcome) for article, outcome in outcomes if not isinstance(outcome, Exception)]
    found = [said for _, outcome in kept for said in outcome]
    try:
        (write_brat if form == "brat" else write_label_studio)([article for article, _ in kept], found, out)
    except ValueError as error:  # brat names files after the articles
        raise click.ClickException(printable(str(error))) from error
    return Done(len(kept), len(found), aside)


@contextmanager
def _going_on(out: Path) -> Iterator[None]:
    """Say of a run that is stopped how to go on with it."""
    from newsclaims.journal import OtherRunError

    unfinished = out.with_name(f"{out.name}.unfinished")
    left = printable(f"{unfinished} has what was read: the same command goes on from there")
    try:
        yield
    except (OtherRunError, ImportError) as error:
        raise click.ClickException(printable(str(error))) from error
    except BlockingIOError:
        raise
    except KeyboardInterrupt as error:
        raise click.ClickException(f"stopped; {left}" if unfinished.exists() else "stopped") from error
    except Exception:
        if unfinished.exists():
            click.echo(f"Note: {left}", err=True)
        raise


def _check_place(source: Path, out: Path, form: str) -> None:
    """End the command if what it is to write would take the place of articles or of somebody's corrections."""
    if form != "brat":
        if out.is_dir():
            raise click.UsageError(printable(f"{out} is a folder: name a file with --out"))
        spare(source, out)
        return
    if out.exists() and not out.is_dir():
        raise click.UsageError(printable(f"{out} is a file, and brat needs a folder: name one with --out"))
    spare(source, out / "article.txt", out / source.name)
    if any(out.glob("*.ann")):
        raise click.UsageError(
            printable(f"{out} has .ann files already, which somebody may have corrected: name another folder")
        )


def _on_cluster(source: Path, out: Path, form: str, read: Extract, scheduler: str) -> Done:
    """Have a cluster read a folder of partitions."""
    if form != "parquet":
        raise click.UsageError("--scheduler reads and writes Parquet: add --to parquet, and name a folder with --out")
    try:
        from newsclaims.clusters import connect, extract_partitions
    except ImportError as error:
        raise click.ClickException("a cluster needs Dask: pip install 'newsclaims[scale]'") from error
    with writing(out):
        try:
            with connect(scheduler) as client:
                return extract_partitions(
                    str(source), str(out), client, extract=read, progress=partial(bar, unit="file")
                )
        except (RuntimeError, ValueError) as error:
            raise click.ClickException(printable(str(error))) from error
