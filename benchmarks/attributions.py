"""How well and how fast attributions are read: this package, its rules and two others on PolNeAR, as a Markdown table.

    python benchmarks/attributions.py [--articles N] POLNEAR/dev

The folder holds ``text/`` and ``attributions/``. Each system runs in a process of its own on one thread. Its time is
the processor's, of reading all articles without loading it; its memory is the most that the process held. Scores are F1
on words, as ``newsclaims.evaluate`` explains them. The last three are of the stretches of each label, whoever they
belong to, as taggers are scored on PolNeAR. PolNeAR marks outer attributions alone: nested ones are not read.
"Stretched" is a system's output in the corpus's manner, with whole phrases as sources and all quotations of one cue as
one content.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import readers

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
MEASURES = ("relation+source", "relation", "direct", "exact content")
COLUMNS = ("system", *MEASURES, "source", "cue", "content", "words/s", "load, s", "peak, MB")


def run(system: str, folder: Path, number: int) -> dict[str, Any]:
    """What a system found in the first articles of a folder, the seconds that it took, and megabytes."""
    command = [sys.executable, readers.__file__, system, str(folder / "text"), str(number)]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def row(result: dict[str, Any], folder: Path, texts: dict[str, str]) -> list[str]:
    """The figures of one system."""
    # Not before the systems have run: a process's peak counts from what the one that starts it holds.
    from newsclaims.attributions import Attribution, kind_of
    from newsclaims.evaluate import read_attribution_gold, score_attributions, score_labels
    from newsclaims.text import Span

    found = []
    for id, text in texts.items():
        for roles in result["found"][id]:
            source, cue, content = (tuple(Span.cut(text, *place) for place in places) for places in roles)
            found.append(Attribution(id, source, cue, content, kind_of(content, cue)))
    gold = read_attribution_gold(folder / "attributions", texts)
    scores, labels = score_attributions(gold, found, texts), score_labels(gold, found, texts)
    words = sum(len(text.split()) for text in texts.values())
    return [
        *(f"{score.f1:.3f}" for score in (*(scores[m] for m in MEASURES), *(labels[role] for role in COLUMNS[5:8]))),
        f"{words / result['seconds']:,.0f}",
        f"{result['load']:.1f}",
        f"{result['megabytes']:.0f}",
    ]


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", type=int, help="Only so many, the first.")
def main(folder: Path, articles: int | None) -> None:
    texts = readers.texts(folder / "text", articles)
    results = {}
    for name, system in readers.SYSTEMS.items():
        if all(find_spec(package.replace("-", "_")) for package in system.needs):
            results[name] = run(name, folder, len(texts))
        else:
            print(f"{name} is left out: pip install {' '.join(system.needs)}", file=sys.stderr)
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts.values()):,} words\n")
    print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
    for name, result in results.items():
        print(f"| {' | '.join([name, *row(result, folder, texts)])} |")


if __name__ == "__main__":
    main()
