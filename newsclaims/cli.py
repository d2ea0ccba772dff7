"""The commands: read articles, compare them, print and write; the only module that prints."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclaims import __version__
from newsclaims.cli_evaluate import evaluate
from newsclaims.cli_extract import extract
from newsclaims.cli_shared import articles_argument, bar, language_option, note_versions, reading, spare, writing
from newsclaims.cli_stories import TABLE, compare_stories, stories
from newsclaims.terminal import printable, show_findings, show_matrix

if TYPE_CHECKING:  # pandas and nltk take a second to import: a command fetches what it needs, --help needs none of it
    from newsclaims.articles import Article
    from newsclaims.attributions import Attribution
    from newsclaims.compare import Comparison
    from newsclaims.findings import Finding

    Extracted = tuple[Article, list[Attribution]]


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
@articles_argument
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write report.html, findings.md, claims.json, attributions.jsonl and CSV tables into this folder.",
)
@click.option(
    "--stories",
    "table",
    metavar="TSV",
    type=TABLE,
    help='Compare each story of a file that "newsclaims stories" wrote, and write into a folder for each.',
)
@click.option(
    "--also",
    type=click.Choice(["parquet", "web-annotation", "schema-org"]),
    multiple=True,
    help="Write this there too; may be given several times.",
)
@language_option
def compare(source: Path, out: Path | None, table: Path | None, also: Sequence[str], any_language: bool) -> None:
    """Show what articles share and dispute, with evidence.

    DIR is a folder of articles, or a file with many. All of them should be English articles on one event, unless
    --stories tells which ones are.

    \b
    It may hold:
        .txt            text, or an export of ProQuest
        .html           saved web pages, or an export of Factiva
        .docx, .rtf     documents, or an export of Nexis Uni or Factiva
        .csv, .jsonl    a table with a column of texts; .tsv and .parquet too
        .warc           a web archive
        .gz, .zip       any of these, packed

    Web pages and archives need "pip install 'newsclaims[html]'", Parquet "newsclaims[parquet]". Nothing is fetched from
    the web. What cannot be read, or is not English, is named and left out.

    \b
    Examples:
        newsclaims compare data/seeds --out report
        newsclaims compare data/seeds --out report --also parquet --also schema-org
        newsclaims compare news --stories stories.tsv --out reports
    """
    from newsclaims.articles import read_articles
    from newsclaims.compare import compare_articles
    from newsclaims.findings import derive_findings
    from newsclaims.versions import find_versions

    _check(out, table, also)
    if out is not None and table is not None:
        compare_stories(source, table, out, partial(_write, also=also), any_language=any_language)
        return
    with reading():
        articles = read_articles(source, any_language=any_language)
    if out is not None:
        spare(source, out / "attributions.jsonl", out / "tables" / source.name)
    note_versions(find_versions(articles))
    comparison = compare_articles(articles, progress=bar)
    findings = derive_findings(comparison)
    if out is not None:
        _write(comparison, findings, out, also)
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


def _check(out: Path | None, table: Path | None, also: Sequence[str]) -> None:
    """End the command if it is told to write, and not where, or what only an extra of the package can write."""
    if also and out is None:
        raise click.UsageError("--also writes beside the report: name a folder with --out")
    if table is not None and out is None:
        raise click.UsageError("--stories writes a report for each story: name a folder with --out")
    if "parquet" in also:
        from newsclaims.parquet import require_pyarrow

        try:
            require_pyarrow()
        except ImportError as error:
            raise click.ClickException(str(error)) from error


def _write(comparison: Comparison, findings: Sequence[Finding], out: Path, also: Sequence[str]) -> None:
    from newsclaims.export import write_claims
    from newsclaims.linked_data import write_schema_org, write_web_annotations
    from newsclaims.parquet import write_parquet
    from newsclaims.report import write_report
    from newsclaims.tables import write_tables
    from newsclaims.writing import write_attributions

    with writing(out):
        write_claims(comparison, out / "claims.json")
        write_attributions(comparison.articles, comparison.attributions, out / "attributions.jsonl")
        write_tables(comparison, findings, out / "tables")
        write_report(comparison, findings, out)
        if "parquet" in also:
            write_parquet(comparison, findings, out / "tables")
        if "web-annotation" in also:
            write_web_annotations(comparison, out / "annotations.jsonld")
        if "schema-org" in also:
            write_schema_org(comparison, out / "schema-org.jsonld")


main.add_command(evaluate)
main.add_command(extract)
main.add_command(stories)
