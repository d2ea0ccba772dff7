"""The command that scores: own gold against what newsclaims finds, or two readings of files against each other."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsclaims import __version__
from newsclaims.cli_shared import articles_argument, bar, language_option, reading, spare, writing
from newsclaims.terminal import printable, show_mistakes, show_scores

if TYPE_CHECKING:
    from newsclaims.articles import Article
    from newsclaims.gold_files import Marks
    from newsclaims.scorecard import Scorecard

WIDTH = 100  # of a file, which no terminal measures

_marks = click.Path(exists=True, path_type=Path)


@click.command(epilog="Ends with 0 if there are scores, 1 if the input is bad, 2 if called wrongly.")
@articles_argument
@click.argument("gold", metavar="GOLD", type=_marks)
@click.argument("found", metavar="[FOUND]", type=_marks, required=False)
@click.option("--errors", is_flag=True, help="List the errors, each with its words.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, with all errors, for another program.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file instead.")
@language_option
def evaluate(
    source: Path, gold: Path, found: Path | None, errors: bool, as_json: bool, out: Path | None, any_language: bool
) -> None:
    """Score what newsclaims finds in your articles against what people marked.

    DIR holds the articles (see "newsclaims compare --help"). GOLD is what people marked in them: a folder of brat's
    .ann files, an export of Label Studio (.json), claims.json, or a folder with several of these. FOUND is what to
    score instead of newsclaims: the same forms, or what "newsclaims extract" or "newsclaims compare" wrote. With the
    work of a second annotator as FOUND you see how far two people agree.

    \b
    Examples:
        newsclaims evaluate data/seeds data/seeds/gold
        newsclaims evaluate my-articles annotator-a annotator-b --errors
    """
    from newsclaims.articles import read_articles
    from newsclaims.gold_files import read_marks
    from newsclaims.scorecard import as_data, make_scorecards

    if out is not None:
        spare(source, out)
        for path in (gold, *([found] if found else [])):
            if out.exists() and path.exists() and out.samefile(path):
                raise click.UsageError(printable(f"{out} is what this command reads: name another place with --out"))
    with reading():
        articles = read_articles(source, any_language=any_language)
    texts = {article.id: article.text for article in articles}
    with _bad_input():
        wanted = read_marks(gold, texts, predictions=False)
        given = read_marks(found, texts) if found else None
    for note in (*wanted.notes, *(given.notes if given else ())):
        click.echo(f"Note: {printable(note)}", err=True)
    with reading():
        ours = given or _ours(articles, wanted)
    with _bad_input():
        cards = make_scorecards(wanted, ours, texts)
    if as_json:
        names = {"gold": str(gold), "found": str(found) if found else f"newsclaims {__version__}"}
        data: dict[str, Any] = names | {card.subject: as_data(card) for card in cards}
        shown = json.dumps(data, ensure_ascii=False, indent=1)
    else:
        width = WIDTH if out else shutil.get_terminal_size().columns
        shown = printable("\n".join(_report(cards, width, errors)))
    if out is None:
        click.echo(shown)
        return
    from newsclaims.writing import write_whole

    with writing(out):
        write_whole(out, shown + "\n")
    click.echo(f"The scores are in {printable(str(out))}.")


def _ours(articles: Sequence[Article], gold: Marks) -> Marks:
    """What newsclaims finds of what the gold has, in the articles that the gold has."""
    from newsclaims.gold_files import Marks
    from newsclaims.matching import article_of, by_article
    from newsclaims.pipeline import extract_all

    ids = {article.id for article in articles}
    marked = {article_of(key, dict.fromkeys(ids, "")) for key in gold.attributions or ()}
    claims = None
    if gold.claims is not None:
        from newsclaims.compare import compare_articles
        from newsclaims.export import write_claims

        claimed = [article for article in articles if article.id in gold.claimed]
        comparison = compare_articles(claimed, progress=bar)
        with tempfile.TemporaryDirectory() as folder:
            claims = json.loads(write_claims(comparison, Path(folder, "claims.json")).read_bytes())
        own = by_article(comparison.attributions)
        found = {article.id: own[article.id] for article in claimed}
    else:
        found = {}
    rest = [article for article in articles if article.id in marked and article.id not in found]
    found |= {article.id: said for article, said in bar(extract_all(rest), len(rest))}
    return Marks(found if gold.attributions is not None else None, claims)


def _report(cards: Sequence[Scorecard], width: int, errors: bool) -> Iterator[str]:
    for number, card in enumerate(cards):
        if number:
            yield ""
        yield from show_scores(card, width)
        if errors:
            yield from show_mistakes(card.mistakes)
    if not errors and any(card.mistakes for card in cards):
        yield "\n--errors lists them."


@contextmanager
def _bad_input() -> Iterator[None]:
    """End the command with what is wrong with a file."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise click.ClickException(printable(str(error))) from error
