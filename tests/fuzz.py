"""Inputs that nobody meant, by the thousand: each is read or refused with a message, in a bounded time.

    python tests/fuzz.py [--inputs N] [--first N] [--only TARGET] [--faults FOLDER]

N inputs (100,000 unless given) are made, each from its number alone: ``--first 4711 --inputs 1`` makes number 4711
again. What goes wrong is put into FOLDER ("faults"), the files and the traceback in a folder with the input's number;
if the process itself dies, ``FOLDER/running`` has the number that it was at. Ends with 1 if anything went wrong.
``tests/test_fuzz.py`` runs a few hundred.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from time import process_time

from commands import EVENT
from mutations import HOSTILE, damaged, damaged_file, damaged_json, hostile_text

from newsclaims.annotations import write_brat, write_label_studio
from newsclaims.articles import Article, ArticleError, ArticleWarning, make_article, read_articles
from newsclaims.compare import compare_articles
from newsclaims.entities import find_entities
from newsclaims.export import write_claims
from newsclaims.findings import derive_findings, verify
from newsclaims.gold_files import read_marks
from newsclaims.linked_data import write_schema_org, write_web_annotations
from newsclaims.parquet import write_parquet
from newsclaims.periods import find_periods
from newsclaims.quantities import find_quantities
from newsclaims.quotations import quotations
from newsclaims.report import write_report
from newsclaims.restore import read_claims
from newsclaims.scorecard import make_scorecards
from newsclaims.stories import group_stories, read_stories, write_stories
from newsclaims.tables import write_tables
from newsclaims.terminal import show_findings, show_matrix
from newsclaims.text import sentences, tokens
from newsclaims.versions import find_versions
from newsclaims.writing import write_attributions

LIMIT = 10.0  # seconds of processor time for an input of at most 60,000 characters; all but a few take a hundredth
STUCK = 600  # seconds after which a process that nothing interrupts is ended with a traceback


class Hang(BaseException):
    """An input took longer than the limit; no Exception, as libraries catch these."""


@dataclass(slots=True)
class Tally:
    """What came of the inputs of one target."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_number: int = -1


def files(random: Random, folder: Path) -> str:
    """A file of any format is read, or named with the reason."""
    name, data = damaged_file(random)
    path = folder / name
    path.write_bytes(data)
    articles = read(path)
    return "read" if articles else "refused"


def rules(random: Random, folder: Path) -> str:
    """What needs no model finds stretches that stand in the text, whatever the text."""
    text = hostile_text(random)
    (folder / "text.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    article = make_article("a", text)
    reference = article.published
    spans = [block.span for block in article.blocks]
    for block in article.passages():
        spans += sentences(text, block.start, block.end)
        assert all(text[token.start : token.end] == token.text for token in tokens(text, block.start, block.end))
        spans += [found.span for found in find_periods(text, block.start, block.end, reference=reference)]
        spans += [found.span for found in find_quantities(text, block.start, block.end)]
        quotations(text, block.start, block.end)
    spans += [span for entity in find_entities([article]) for _, span in entity.mentions]
    assert all(span.stands_in(text) for span in spans)
    return "read"


def chain(random: Random, folder: Path) -> str:
    """Texts become articles, claims, findings and every export; the claims come back as they were written."""
    texts, out = folder / "texts", folder / "out"
    texts.mkdir()
    text = hostile_text(random)[:3000]
    other = hostile_text(random)[:3000] if random.random() < 0.5 else _changed(random, text)
    for name, each in (("a", text), ("b", other)):
        (texts / f"{name}.txt").write_bytes(each.encode("utf-8", "surrogatepass"))
    articles = read(texts)
    if not articles:
        return "refused"
    find_versions(articles)
    comparison = compare_articles(articles)
    findings = derive_findings(comparison)
    for finding in findings:
        verify(finding, articles)
    claims = write_claims(comparison, out / "claims.json")
    assert read_claims(claims, articles, comparison.attributions) == comparison
    write_attributions(articles, comparison.attributions, out / "attributions.jsonl")
    write_tables(comparison, findings, out / "tables")
    write_parquet(comparison, findings, out / "tables")
    write_report(comparison, findings, out)
    json.loads(write_web_annotations(comparison, out / "annotations.jsonld").read_bytes())
    json.loads(write_schema_org(comparison, out / "schema-org.jsonld").read_bytes())
    write_brat(articles, comparison.attributions, out / "brat")
    write_label_studio(articles, comparison.attributions, out / "tasks.json")
    stories = write_stories(group_stories(articles), out / "stories.tsv")
    assert len(read_stories(stories)) == len(articles)
    for width in (20, 80):
        list(show_matrix(comparison, width))
        list(show_findings(comparison, findings, width))
    return "read"


def marks(random: Random, folder: Path) -> str:
    """A file of gold, claims, attributions or stories is scored, or refused with a ValueError."""
    texts, originals = _marked()
    name = random.choice([*originals])
    data = originals[name]
    is_json = name.endswith((".json", ".jsonl"))
    if is_json and random.random() < 0.7:
        lines = data.splitlines() if name.endswith(".jsonl") else [data]
        lines[0] = damaged_json(random, lines[0])
        data = b"\n".join(lines)
    else:
        data = damaged(random, data)
    path = folder / name
    path.write_bytes(data)
    try:
        if name == "stories.tsv":
            read_stories(path)
            return "read"
        found = read_marks(folder if name.endswith(".ann") else path, texts)
        make_scorecards(found, found, texts)
    except ValueError:
        return "refused"
    return "read"


Target = Callable[[Random, Path], str]
# One in fifty runs the chain: it takes thirty times as long as a file.
TARGETS: dict[str, tuple[Target, int]] = {
    "files": (files, 25),
    "rules": (rules, 14),
    "marks": (marks, 10),
    "chain": (chain, 1),
}


def run(numbers: Iterable[int], faults: Path, *, only: str | None = None, limit: float = LIMIT) -> dict[str, Tally]:
    """Make and run each input; what goes wrong is written into the folder and counted as "fault"."""
    tallies = {name: Tally() for name in TARGETS}
    faults.mkdir(parents=True, exist_ok=True)
    names = [name for name, (_, weight) in TARGETS.items() for _ in range(weight)]
    with tempfile.TemporaryDirectory() as scratch:
        for number in numbers:
            random = Random(number)
            name = random.choice(names)
            name = only or name
            folder = Path(scratch, "input")
            folder.mkdir()
            (faults / "running").write_text(str(number), encoding="ascii")
            faulthandler.dump_traceback_later(STUCK, exit=True)
            begun = process_time()
            try:
                with limited(limit):
                    outcome = TARGETS[name][0](random, folder)
            except (Exception, Hang):
                outcome = "fault"
                shutil.copytree(folder, faults / str(number), dirs_exist_ok=True)
                (faults / str(number) / "traceback").write_text(traceback.format_exc(), "utf-8", "backslashreplace")
            tally, seconds = tallies[name], process_time() - begun
            tally.outcomes[outcome] += 1
            if seconds > tally.slowest:
                tally.slowest, tally.slowest_number = seconds, number
            shutil.rmtree(folder)
    faulthandler.cancel_dump_traceback_later()
    (faults / "running").unlink(missing_ok=True)
    return tallies


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Hang when what is inside has had so much processor time: others on the machine don't count."""

    def stop(*_: object) -> None:
        raise Hang(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def read(path: Path) -> list[Article]:
    """The articles of a place; that none are read must be told by an ArticleError that names it."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            articles = read_articles(path, any_language=True)
        except ArticleError as error:
            assert path.name.split(".")[0] in str(error), str(error)
            return []
    assert all(issubclass(warning.category, ArticleWarning) for warning in caught), [str(w.message) for w in caught]
    for article in articles:
        article.text.encode("utf-8")
        assert all(block.span.stands_in(article.text) for block in article.blocks)
    return articles


def _changed(random: Random, text: str) -> str:
    """The text as another outlet might have it: some words gone, some new."""
    words = text.split(" ")
    for _ in range(random.randint(0, 6)):
        place = random.randrange(len(words))
        words[place : place + random.randint(0, 3)] = random.choices(
            ("denied", "60", "not", "the", *HOSTILE), k=random.randint(0, 2)
        )
        words = words or [""]
    return " ".join(words)


@cache
def _marked() -> tuple[dict[str, str], dict[str, bytes]]:
    """Articles with what is found in them, in each of the forms that can be read back."""
    articles = [make_article(name.removesuffix(".txt"), text) for name, text in EVENT.items()]
    comparison = compare_articles(articles)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        written = [
            write_claims(comparison, folder / "claims.json"),
            write_attributions(articles, comparison.attributions, folder / "attributions.jsonl"),
            write_label_studio(articles, comparison.attributions, folder / "tasks.json"),
            write_stories({article.id: "s1" for article in articles}, folder / "stories.tsv"),
            *(path for path in write_brat(articles, comparison.attributions, folder) if path.suffix == ".ann"),
        ]
        return {article.id: article.text for article in articles}, {path.name: path.read_bytes() for path in written}


def main(inputs: int, first: int, only: str | None, faults: Path) -> int:
    """Run them and print what came of them, a row a target."""
    tallies = run(range(first, first + inputs), faults, only=only)
    tallies = {name: tally for name, tally in tallies.items() if tally.outcomes}
    print("| target | inputs | read | refused | faults | slowest, seconds (number) |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, tally in tallies.items():
        counts = " | ".join(f"{tally.outcomes[outcome]:,}" for outcome in ("read", "refused", "fault"))
        slowest = f"{tally.slowest:.1f} ({tally.slowest_number})"
        print(f"| {name} | {tally.outcomes.total():,} | {counts} | {slowest} |", flush=True)
    return int(any(tally.outcomes["fault"] for tally in tallies.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", choices=TARGETS)
    parser.add_argument("--faults", type=Path, default=Path("faults"))
    sys.exit(main(**vars(parser.parse_args())))
