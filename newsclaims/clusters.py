"""Ten million articles: a Dask cluster reads Parquet files, one to one, on any storage that fsspec knows."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from io import BytesIO
from itertools import islice
from typing import Any
from uuid import uuid4

import fsspec
import pyarrow as pa
from distributed import Client, Future, KilledWorker, Lock, as_completed
from pyarrow import parquet as pq

from newsclaims.articles import Article, make_article
from newsclaims.attributions import Extract, extract_attributions
from newsclaims.bylines import written_date
from newsclaims.parquet import Row, as_rows, stream_rows
from newsclaims.pipeline import extract_each
from newsclaims.runs import Done, reason_of, run_of

# Articles of a partition: a minute or two of work, which is all that is lost with a worker, and a few megabytes.
SIZE = 1000
RETRIES = 3  # of a partition whose storage or worker failed
WAIT = "2s"  # for another run's lock
NOTE = "newsclaims"  # the key of a file's metadata that tells what it was made from
COLUMNS = ("id", "text", "outlet", "published", "title", "byline", "url")


@contextmanager
def connect(scheduler: str) -> Iterator[Client]:
    """A client of the cluster at an address. Raises OSError if nobody answers there."""
    with Client(scheduler, set_as_default=False, timeout="10s") as client:
        yield client


def write_partitions(articles: Iterable[Article], folder: str, *, size: int = SIZE) -> int:
    """Write articles to a folder as Parquet files of so many articles each, and give the number of files.

    They have the columns of ``COLUMNS``; tables of one's own do too if they have at least ``id`` and ``text``.

    >>> write_partitions([Article("a", "The bridge is closed.")] * 3, "memory://bridge", size=2)
    2
    """
    schema = pa.schema([(name, pa.date32() if name == "published" else pa.string()) for name in COLUMNS])
    fs, root = fsspec.url_to_fs(folder)
    fs.makedirs(root, exist_ok=True)
    each = iter(articles)
    number = 0
    while part := list(islice(each, size)):
        content = BytesIO()
        rows = [{name: getattr(article, name) for name in COLUMNS} for article in part]
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), content)
        _put(fs, f"{root}/articles-{number:06}.parquet", content.getvalue())
        number += 1
    return number


def extract_partitions(
    source: str,
    out: str,
    client: Client,
    *,
    extract: Extract = extract_attributions,
    retries: int = RETRIES,
    progress: Callable[[Iterable[Any], int], Iterable[Any]] = lambda items, total: items,
) -> Done:
    """Have each Parquet file of a folder read by a cluster, and its attributions written to a file of that name.

    The rows are those of :func:`newsclaims.runs.extract_to`. A worker that dies loses nothing: others read its files
    again; a file that goes on killing workers is read here, to set aside the article that does so. A file is there when
    it is whole, and says what it was made from: called again, this reads only what is not there, with the same bytes in
    the end.

    Raises RuntimeError, once all others are read, naming the files that failed each time, with the reasons: one that is
    there already, made from other articles, with other options or by another version or model, is left and fails.
    Raises ValueError if there is nothing to read, BlockingIOError if another run of the cluster writes there.
    """
    fs, root = fsspec.url_to_fs(source)
    target, folder = fsspec.url_to_fs(out)
    names = sorted(path.rsplit("/", 1)[-1] for path in fs.glob(f"{root}/*.parquet"))
    if not names:
        raise ValueError(f"{source} has no Parquet files: make them with newsclaims.clusters.write_partitions")
    target.makedirs(folder, exist_ok=True)
    run = run_of(extract)
    done: dict[str, Done] = {}
    failed: dict[str, str] = {}
    with client.as_current(), _alone(out):
        tasks: dict[Future, str] = {}
        for name in names:
            places = f"{source}/{name}", f"{out}/{name}"
            tasks[client.submit(read_partition, *places, run, extract, retries=retries, pure=False)] = name
        for task in progress(as_completed(tasks), len(tasks)):
            name = tasks[task]
            try:
                done[name] = task.result()
            except KilledWorker:  # processes of our own tell which article it was that killed them
                done[name] = read_partition(f"{source}/{name}", f"{out}/{name}", run, extract, jobs=2)
            except Exception as error:
                failed[name] = reason_of(error)
        for left in target.glob(f"{folder}/.*.part"):
            target.rm(left)  # of workers that died in mid-write
    if failed:
        listed = "\n".join(f"  {name}: {reason}" for name, reason in sorted(failed.items()))
        raise RuntimeError(f"{len(failed)} of {len(names)} files failed, the others are written:\n{listed}")
    parts = [done[name] for name in names]
    aside = tuple(each for part in parts for each in part.aside)
    return Done(sum(part.articles for part in parts), sum(part.attributions for part in parts), aside)


@contextmanager
def _alone(out: str) -> Iterator[None]:
    """The only run of the cluster that writes there; its scheduler lets go of the lock half a minute after it dies."""
    lock = Lock(f"newsclaims {out}")
    if not lock.acquire(timeout=WAIT):
        raise BlockingIOError(errno.EAGAIN, "another run is writing there", out)
    try:
        yield
    finally:
        lock.release()


def read_partition(source: str, out: str, run: str, extract: Extract = extract_attributions, *, jobs: int = 1) -> Done:
    """Write the attributions of one Parquet file of articles to another, unless that is there.

    Raises ValueError if it is there but was made from something else.

    >>> _ = write_partitions([make_article("a", "The bridge is closed, the mayor said.")], "memory://news")
    >>> read_partition("memory://news/articles-000000.parquet", "memory://said.parquet", "version 1")
    Done(articles=1, attributions=1, aside=())
    """
    fs, path = fsspec.url_to_fs(source)
    target, place = fsspec.url_to_fs(out)
    content = fs.cat_file(path)
    made_from = {"run": run, "articles": hashlib.sha256(content).hexdigest()}
    if target.exists(place):
        with target.open(place) as file:
            note = json.loads((pq.read_schema(file).metadata or {}).get(NOTE.encode(), b"{}"))
        if {key: note.get(key) for key in made_from} != made_from:
            raise ValueError(f"{out} was made by another run or from other articles: name another folder or delete it")
        return Done(note["done"]["articles"], note["done"]["attributions"], tuple(map(tuple, note["done"]["aside"])))
    rows: list[list[Row]] = []
    aside = []
    for article, outcome in extract_each(_articles(content), extract=extract, jobs=jobs):
        if isinstance(outcome, Exception):
            aside.append((article.id, reason_of(outcome)))
        else:
            rows.append(as_rows(outcome))
    done = Done(len(rows), sum(map(len, rows)), tuple(aside))
    file = BytesIO()
    stream_rows(rows, file, note={NOTE: json.dumps({**made_from, "done": asdict(done)})})
    _put(target, place, file.getvalue())
    return done


def _articles(content: bytes) -> Iterator[Article]:
    for batch in pq.ParquetFile(BytesIO(content)).iter_batches():
        for row in batch.to_pylist():
            known = {name: row.get(name) for name in COLUMNS[2:]}
            if isinstance(known["published"], str):
                known["published"] = written_date(known["published"])
            elif isinstance(known["published"], dt.datetime):
                known["published"] = known["published"].date()
            yield make_article(str(row["id"]), row["text"], **known)


def _put(fs: fsspec.AbstractFileSystem, path: str, content: bytes) -> None:
    """A file that has its name once it is whole; two workers may write it at a time, as both write the same."""
    folder, _, name = path.rpartition("/")
    part = f"{folder}/.{name}.{uuid4().hex}.part"
    fs.pipe_file(part, content)
    fs.mv(part, path)
