"""How time and memory grow with the number of articles, and what a second process or Dask worker gains.

    python benchmarks/scale.py FOLDER [--most N] [--dask]

FOLDER holds any articles, as ``newsclaims extract`` reads them. As many others as wanted are made of their paragraphs,
always the same, from 100 up to N (3000 unless given, which takes about ten minutes). Run it on a machine that does
nothing else: it has a process or two of its own for each row. ``--dask`` adds a cluster on this machine.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np

from newsclaims.articles import Article, make_article, read_articles
from newsclaims.runs import extract_to

SEED = 1


def recombined(folder: str, number: int) -> Iterator[Article]:
    """So many articles, each as long in paragraphs as one of the folder's, which are drawn from all of them."""
    texts = [[line for line in article.text.splitlines() if line.strip()] for article in read_articles(folder)]
    paragraphs = [line for lines in texts for line in lines]
    random = Random(SEED)
    for n in range(number):
        yield make_article(f"a{n}", "\n".join(random.choices(paragraphs, k=len(random.choice(texts)))))


def measure(folder: str, number: int, jobs: int) -> tuple[int, float, float]:
    """Words, seconds, and the most megabytes that this process held, with those that it started apart."""
    words = sum(len(article.text.split()) for article in recombined(folder, number))
    with tempfile.TemporaryDirectory() as out:
        start = perf_counter()
        extract_to(recombined(folder, number), Path(out, "said.jsonl"), jobs=jobs)
        seconds = perf_counter() - start
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return words, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def alone(folder: str, number: int, jobs: int) -> tuple[int, float, float]:
    """The same in a process that has held nothing before."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure, folder, number, jobs).result()


def on_cluster(folder: str, number: int, workers: int) -> float:
    """Seconds of a cluster whose workers have the reader loaded."""
    from distributed import LocalCluster

    from newsclaims.clusters import connect, extract_partitions, write_partitions

    with (
        tempfile.TemporaryDirectory() as out,
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as cluster,
        connect(cluster.scheduler_address) as client,
    ):
        write_partitions(recombined(folder, 4 * workers), f"{out}/first", size=1)
        extract_partitions(f"{out}/first", f"{out}/first-said", client)
        write_partitions(recombined(folder, number), f"{out}/articles", size=max(1, number // 40))
        start = perf_counter()
        extract_partitions(f"{out}/articles", f"{out}/said", client)
        return perf_counter() - start


def exponent(sizes: list[int], figures: list[float]) -> float:
    """The power of the number of articles that fits the figures best."""
    return float(np.polyfit(np.log(sizes), np.log(figures), 1)[0])


def main(folder: str, most: int, dask: bool) -> None:
    steps = np.linspace(np.log10(min(100, most)), np.log10(most), 1 + round(2 * max(0, np.log10(most / 100))))
    sizes = [round(10**step) for step in steps]
    rows = []
    print("| articles | words | processes | seconds | seconds a million words | peak, MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for number, jobs in [*((size, 1) for size in sizes), (sizes[-1], 2)]:
        words, seconds, peak = alone(folder, number, jobs)
        rows.append((seconds, peak))
        cost = 1e6 * seconds / words
        print(f"| {number:,} | {words:,} | {jobs} | {seconds:.1f} | {cost:.0f} | {peak:.0f} |", flush=True)
    one, two = rows[-2][0], rows[-1][0]
    if len(sizes) > 1:
        times, peaks = zip(*rows[:-1], strict=True)
        print(f"\nTime grows with the number of articles to the power of {exponent(sizes, times):.2f}, ", end="")
        print(f"memory to the power of {exponent(sizes, peaks):.2f}.")
    print(f"Two processes are {one / two:.2f} times as fast as one on {sizes[-1]:,} articles.")
    if dask:
        one, two = (on_cluster(folder, sizes[-1], workers) for workers in (1, 2))
        print(f"Two Dask workers are {one / two:.2f} times as fast as one ({one:.1f} s and {two:.1f} s).")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--most", type=int, default=3000)
    parser.add_argument("--dask", action="store_true")
    main(**vars(parser.parse_args()))
