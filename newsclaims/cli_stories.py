"""The command that tells which articles are about one event, and comparing them story by story."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclaims.cli_shared import articles_argument, bar, language_option, reading, spare, writing
from newsclaims.terminal import printable

if TYPE_CHECKING:  # a command fetches what it needs, --help needs none of it
    from newsclaims.articles import Article
    from newsclaims.compare import Comparison
    from newsclaims.findings import Finding

TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
NAME = re.compile(r"\w[\w .-]*(?<![ .])")  # of a folder, on any system


@click.command(epilog="Ends with 0 if there are articles, 1 if the input is bad, 2 if called wrongly.")
@articles_argument
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option(
    "--earlier",
    metavar="TSV",
    type=TABLE,
    help="A file that this command wrote for some of the articles: it looks at the others alone, and at what is near.",
)
@click.option(
    "--days",
    type=click.IntRange(min=0),
    help="Articles further apart are not on one event; 7 unless given. Those without a date may be of any day.",
)
@language_option
def stories(source: Path, out: Path, earlier: Path | None, days: int | None, any_language: bool) -> None:
    """Write which articles are about one event, as a table with tabs.

    There is a line for each article in DIR (see "newsclaims compare --help"), with its id and its story: "s1", "s2" and
    so on. "newsclaims compare DIR --stories stories.tsv --out report" then compares each story.

    When more articles have come into DIR, --earlier puts them to the stories there are.

    \b
    Examples:
        newsclaims stories news -o stories.tsv
        newsclaims stories news --earlier stories.tsv -o stories.tsv
    """
    from newsclaims.articles import iterate_articles
    from newsclaims.files import count_texts
    from newsclaims.stories import DAYS, group_stories, members, read_stories, write_stories

    spare(source, out)
    with _told():
        known = read_stories(earlier) if earlier else {}
    gone = {*known}

    def noted(articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            gone.discard(article.id)
            yield article

    with reading():
        articles = noted(bar(iterate_articles(source, any_language=any_language), count_texts(source)))
        found = group_stories(articles, earlier=known, days=DAYS if days is None else days)
    if gone:
        place = printable(str(earlier))
        click.echo(f"Note: {len(gone)} of the articles in {place} are not in DIR: no other can join them.", err=True)
    with writing(out), _told():
        write_stories(found, out)
    several = sum(len(articles) > 1 for articles in members(found).values())
    number = f"{len(found)} articles, {len(set(found.values()))} stories, {several} of them with several articles"
    click.echo(f"{number}: {printable(str(out))}")


def compare_stories(
    source: Path,
    table: Path,
    out: Path,
    write: Callable[[Comparison, Sequence[Finding], Path], None],
    *,
    any_language: bool = False,
) -> None:
    """Compare the articles of each story that has several, and write each into a folder with the story's name."""
    from newsclaims.articles import iterate_articles
    from newsclaims.compare import compare_articles
    from newsclaims.findings import derive_findings
    from newsclaims.stories import members, read_stories

    with _told():
        known = {story: ids for story, ids in members(read_stories(table)).items() if len(ids) > 1}
    if odd := [story for story in known if not NAME.fullmatch(story)]:
        raise click.ClickException(printable(f"{table}: story {odd[0]!r} can't name a folder: use letters and digits"))
    for story in known:
        spare(source, out / story / "attributions.jsonl", out / story / "tables" / source.name)
    wanted = {id for ids in known.values() for id in ids}
    with reading():
        read = iterate_articles(source, any_language=any_language)
        articles = {article.id: article for article in read if article.id in wanted}
    there = {story: [articles[id] for id in ids if id in articles] for story, ids in known.items()}
    several = {story: some for story, some in there.items() if len(some) > 1}
    total = 0
    for story, some in several.items():
        comparison = compare_articles(some)
        findings = derive_findings(comparison)
        write(comparison, findings, out / story)
        total += len(findings)
        title = next((article.title for article in some if article.title), "no title")
        click.echo(printable(f"{story}: {len(some)} articles, {len(findings)} findings · {title}"))
    if not several:
        raise click.ClickException(printable(f"nothing to compare: no story in {table} has two articles in {source}"))
    click.echo(f"Stories compared: {len(several)}. Each has a folder of its own in {printable(str(out))}.")
    if not total:
        raise click.ClickException("nothing to report: the articles share and dispute no claim")


@contextmanager
def _told() -> Iterator[None]:
    """End the command with what is wrong with a table of stories."""
    try:
        yield
    except ValueError as error:
        raise click.ClickException(printable(str(error))) from error
