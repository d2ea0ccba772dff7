"""The commands: read articles, compare them, print and write; the only module that prints."""

from __future__ import annotations

import io
import shutil
import sys
import textwrap
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing, contextmanager
from functools import partial
from itertools import count, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from newsclaims import __version__

if TYPE_CHECKING:  # pandas and nltk take a second to import: a command fetches what it needs, --help needs none of it
    from newsclaims.articles import Article
    from newsclaims.attributions import Attribution
    from newsclaims.compare import Comparison
    from newsclaims.findings import Finding

    Extracted = tuple[Article, list[Attribution]]

LEGEND = (
    "says: the article has somebody say so, or says so itself; denies: somebody denies it; unsure: it is hedged, "
    "alleged or planned; says/denies: both stand in the article; -: not found in the article."
)
CELL = 8  # a gap and "denies/", the widest line of a cell
EXAMPLES = 3  # quotations shown where all say alike: where sources differ, all are shown
ALIKE = ("origin", "shared", "omission")
NARROWEST = 24  # four words a line: a proposition stays readable

Item = TypeVar("Item")


def _articles(command: Callable[..., None]) -> Callable[..., None]:
    """The argument that both commands take."""
    return click.argument("source", metavar="DIR", type=click.Path(exists=True, path_type=Path))(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsclaims")
def main() -> None:
    """Compare what news articles claim: who says what, who denies it, who leaves it out.

    Put the articles on one event into a folder, each in a text file of its own, and give the folder's name:

    \b
        newsclaims compare my-articles --out report

    "newsclaims compare --help" tells more. The texts stay on your machine.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that has no curly quotes shows "?" instead of stopping
            stream.reconfigure(errors="replace")


@main.command(
    epilog="Ends with 0 if there is something to report, 1 if not or if the input is bad, 2 if called wrongly."
)
@_articles
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write report.html, findings.md, claims.json, attributions.jsonl and CSV tables into this folder.",
)
def compare(source: Path, out: Path | None) -> None:
    """Show what articles share and dispute, with evidence.

    DIR is a folder of .txt files (UTF-8), or a .csv or .jsonl table with a column of texts. All of them should be
    English articles on one event.

    \b
    Example:
        newsclaims compare data/seeds --out report
    """
    from newsclaims.articles import read_articles
    from newsclaims.compare import compare_articles
    from newsclaims.findings import derive_findings

    with _reading():
        articles = read_articles(source)
    if out is not None:
        _spare(source, out / "attributions.jsonl", out / "tables" / source.name)
    comparison = compare_articles(articles, progress=_bar)
    findings = derive_findings(comparison)
    if out is not None:
        _write(comparison, findings, out)
    width = shutil.get_terminal_size().columns
    for part in (*show_matrix(comparison, width), *show_findings(comparison, findings, width)):
        click.echo(printable(part))
    if out is not None:
        click.echo(f"The report is in {printable(str(out / 'report.html'))}, with the data beside it.")
    if len(comparison.articles) == 1:
        raise click.ClickException(
            f"one article in {printable(str(source))}, and comparing needs two: put another report on the event there"
        )
    if not findings:
        raise click.ClickException("nothing to report: the articles share and dispute no claim; are they on one event?")


@main.command(epilog="Ends with 0 if there are attributions, 1 if not or if the input is bad, 2 if called wrongly.")
@_articles
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
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
def extract(source: Path, out: Path, jobs: int, outer: bool) -> None:
    """Write who is said to have said what, as JSON Lines.

    There is a line for each article in DIR (see "newsclaims compare --help"). Source, cue ("said") and content are
    given as offsets into the article's text. Articles are read one after another, so there may be any number of them.

    \b
    Example:
        newsclaims extract data/seeds -o attributions.jsonl
    """
    from newsclaims.articles import iterate_articles
    from newsclaims.attributions import extract_attributions
    from newsclaims.files import count_texts
    from newsclaims.pipeline import extract_all
    from newsclaims.writing import write_extracted

    _spare(source, out)
    number: Counter[str] = Counter()

    def counted(extracted: Iterable[Extracted]) -> Iterator[Extracted]:
        for article, found in extracted:
            number.update(articles=1, attributions=len(found))
            yield article, found

    read = partial(extract_attributions, nested=not outer)
    with (
        _reading(),
        _writing(out),
        closing(extract_all(iterate_articles(source), extract=read, jobs=jobs)) as extracted,
    ):
        write_extracted(counted(_bar(extracted, count_texts(source))), out)
    click.echo(f"{number['attributions']} attributions of {number['articles']} articles are in {printable(str(out))}.")
    if not number["attributions"]:
        raise click.ClickException("nothing to report: nobody is said to have said anything in these articles")


def printable(text: str) -> str:
    r"""The text without what would steer a terminal: escape sequences and marks that turn the direction of writing.

    >>> print(ascii(printable("The \x1b[31mmayor\nsaid no")))
    'The \ufffd[31mmayor\nsaid no'
    """
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


def show_matrix(comparison: Comparison, width: int) -> Iterator[str]:
    """The articles with their numbers, then the claims that are disputed or that several carry, in lines of ``width``.

    Of one article all claims are shown.
    """
    for number, article in enumerate(comparison.articles, start=1):
        about = (comparison.labels[article.id], str(article.published or "no date"), article.title or "no title")
        yield textwrap.shorten(f"{number} {' · '.join(about)}", width, placeholder=" …")
    clusters, matrix = comparison.clusters, comparison.matrix()
    cells = dict(zip(matrix.index, matrix.to_numpy().tolist(), strict=True))
    several = min(2, len(comparison.articles))
    disputed = [cluster for cluster in clusters if cluster.disputed]
    shared = [cluster for cluster in clusters if not cluster.disputed and len(cluster.articles) >= several]
    for heading, some in (("Disputed claims", disputed), ("Shared claims" if several > 1 else "Claims", shared)):
        rows = [cells[cluster.id] for cluster in some]
        if rows:
            yield from _table(heading, rows, width)
    if disputed or shared:
        yield "\n" + textwrap.fill(LEGEND, width)
    alone = len(clusters) - len(disputed) - len(shared)
    if alone:
        yield "\n" + textwrap.fill(f"Claims that stand in one article alone: {alone}.", width)


def show_findings(comparison: Comparison, findings: Sequence[Finding], width: int) -> Iterator[str]:
    """Each finding as a sentence, with the words that back it below: a line each, marked with the outlet."""
    from newsclaims.frames import quoted
    from newsclaims.report import KINDS

    number = count(1)
    for kind, title in KINDS.items():
        group = [finding for finding in findings if finding.kind == kind]
        if group:
            yield f"\n{title}"
        for finding in group:
            start = f"{next(number):>3}. "
            yield textwrap.fill(finding.statement, width, initial_indent=start, subsequent_indent="     ")
            lines = [f"{comparison.labels[part.article_id]}: {quoted(part.spans)}" for part in finding.evidence]
            lines = list(dict.fromkeys(lines))  # one stretch may back a finding twice, said and denied
            if kind in ALIKE and len(lines) > EXAMPLES + 1:
                lines[EXAMPLES:] = [f"and {len(lines) - EXAMPLES} more quotations"]
            for line in lines:
                yield "       " + textwrap.shorten(line, width - 7, placeholder=" …")


def _table(heading: str, rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Rows of a proposition and one stance an article, as many articles side by side as fit."""
    from newsclaims.frames import in_words

    numbers, longest = range(1, len(rows[0])), max(len(row[0]) for row in rows)
    at_once = max(1, (width - NARROWEST) // CELL)
    for first in range(0, len(numbers), at_once):
        some = numbers[first : first + at_once]
        left = max(NARROWEST, min(longest, width - CELL * len(some)))
        yield ""
        yield from _lines(heading, [str(number) for number in some], left)
        yield "-" * (left + CELL * len(some))
        for row in rows:
            yield from _lines(row[0], [in_words(row[i]) or "-" for i in some], left)


def _lines(text: str, cells: Sequence[str], width: int) -> Iterator[str]:
    """One row of a table: the text wrapped to ``width``, a cell of several stances with one below the other."""
    columns = [
        textwrap.wrap(text, width, subsequent_indent="  "),
        *(cell.replace("/", "/\n").split("\n") for cell in cells),
    ]
    for first, *rest in zip_longest(*columns, fillvalue=""):
        yield (f"{first:<{width}}" + "".join(f" {cell:<{CELL - 1}}" for cell in rest)).rstrip()


def _bar(items: Iterable[Item], total: int | None = None) -> Iterable[Item]:
    """A progress bar for a terminal, once the work has taken two seconds; ``total`` for items that have no length."""
    from tqdm import tqdm

    hidden = not sys.stderr.isatty()
    return tqdm(items, desc="reading", unit="article", total=total, delay=2, leave=False, disable=hidden)


@contextmanager
def _reading() -> Iterator[None]:
    """Name on stderr what could not be read, or why the reading had to end."""
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


def _spare(source: Path, *outputs: Path) -> None:
    """End the command if writing these would write over what it reads, or put there what it would read next time."""
    from newsclaims.files import reads

    for path in outputs:
        if reads(source, path):
            raise click.UsageError(printable(f"{path} is what this command reads: name another place with --out"))


def _write(comparison: Comparison, findings: Sequence[Finding], out: Path) -> None:
    from newsclaims.export import write_claims, write_tables
    from newsclaims.report import write_report
    from newsclaims.writing import write_attributions

    with _writing(out):
        write_claims(comparison, out / "claims.json")
        write_attributions(comparison.articles, comparison.attributions, out / "attributions.jsonl")
        write_tables(comparison, findings, out / "tables")
        write_report(comparison, findings, out)


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = f"cannot write {error.filename or out} ({error.strerror}): name another place with --out"
        raise click.ClickException(printable(reason)) from error
