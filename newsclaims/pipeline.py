"""Many articles, over several processes: the same function as for one, and the same result."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread, current_thread, main_thread

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, Extract, extract_attributions
from newsclaims.model import ModelError

# Articles under way for each process. They are handed on in order, so while a long one is read the others need work: on
# the lengths of PolNeAR's articles 2 keep eight processes busy for 84 % of the time, 4 for 96 %, 8 for 99 %.
AHEAD = 8
DEATHS = 2  # of a process while an article was under way: after these it is read with nothing beside it

Outcome = list[Attribution] | Exception


def extract_all(
    articles: Iterable[Article], *, extract: Extract = extract_attributions, jobs: int = 1
) -> Generator[tuple[Article, list[Attribution]], None, None]:
    """Each article with its attributions, as :func:`extract_each` reads them; raises what an article raises.

    >>> from newsclaims.articles import make_article
    >>> articles = (make_article(id, "The bridge is closed, the mayor of the town said on Monday.") for id in "ab")
    >>> [article.id for article, attributions in extract_all(articles)]
    ['a', 'b']
    """
    each = extract_each(articles, extract=extract, jobs=jobs)
    try:
        for article, outcome in each:
            if isinstance(outcome, Exception):
                raise outcome
            yield article, outcome
    finally:
        each.close()


def extract_each(
    articles: Iterable[Article], *, extract: Extract = extract_attributions, jobs: int = 1
) -> Generator[tuple[Article, Outcome], None, None]:
    """Each article with its attributions or with the error that it raised, in the order given.

    The articles are taken as they are needed, ``AHEAD`` for each process, and none is kept: they may be more than fit
    into memory. One job reads them in this process. More start processes of their own, each of which loads the reader
    once; ``extract`` must then be a function that a module defines, and a script calls this under
    ``if __name__ == "__main__":``.

    Where a process dies, its articles are read again. The error of an article that goes on killing the process that
    reads it, alone in the end, is a BrokenExecutor. Raises BrokenExecutor if no process can be started, and ModelError.

    >>> [(article.id, type(outcome).__name__) for article, outcome in extract_each([Article("a", "No blocks.")])]
    [('a', 'ValueError')]
    """
    if jobs == 1:
        for article in articles:
            yield article, _outcome(partial(extract, article))
        return
    readers = _Readers(extract, jobs)
    under_way: deque[_UnderWay] = deque()
    try:
        for article in articles:
            under_way.append(readers.begin(article))
            if len(under_way) == AHEAD * jobs:
                yield readers.end(under_way)
        while under_way:
            yield readers.end(under_way)
    finally:
        readers.close()


@dataclass(slots=True)
class _UnderWay:
    article: Article
    future: Future[Iterable[Attribution]]
    deaths: int = 0


@dataclass(slots=True)
class _Readers:
    """Processes that read articles, and new ones for those that die."""

    extract: Extract
    jobs: int
    pool: ProcessPoolExecutor | None = None
    alone: ProcessPoolExecutor | None = field(default=None, init=False)

    def begin(self, article: Article) -> _UnderWay:
        return _UnderWay(article, self._submit(article))

    def end(self, under_way: deque[_UnderWay]) -> tuple[Article, Outcome]:
        """The first of what is under way; if its process died, all that was lost with it is begun again."""
        first = under_way[0]
        while first.deaths < DEATHS and isinstance(first.future.exception(), BrokenExecutor):
            for each in under_way:
                if each.future.done() and isinstance(each.future.exception(), BrokenExecutor):
                    each.deaths += 1
                    if each.deaths < DEATHS:
                        each.future = self._submit(each.article)
        under_way.popleft()
        if isinstance(first.future.exception(), BrokenExecutor):
            return first.article, self._read_alone(first.article)
        return first.article, _outcome(first.future.result)

    def close(self) -> None:
        for pool in (self.pool, self.alone):
            if pool is not None:
                pool.shutdown(cancel_futures=True)

    def _submit(self, article: Article) -> Future[Iterable[Attribution]]:
        if self.pool is None:
            self.pool = _start(self.jobs)
        try:
            return self.pool.submit(self.extract, article)
        except BrokenExecutor:
            self.pool.shutdown()
            self.pool = _start(self.jobs)
            return self.pool.submit(self.extract, article)

    def _read_alone(self, article: Article) -> Outcome:
        """What a process makes of an article that has nothing else to read, so that its death has one cause."""
        if self.alone is None:
            self.alone = _start(1)
            try:
                self.alone.submit(os.getpid).result()
            except BrokenExecutor as error:
                raise BrokenExecutor(
                    f"the {self.jobs} processes that should read articles die before they read one: take fewer jobs if "
                    "memory ran out; in a script of your own, call this under if __name__ == '__main__'"
                ) from error
        outcome = _outcome(self.alone.submit(self.extract, article).result)
        if isinstance(outcome, BrokenExecutor):
            self.alone.shutdown()
            self.alone = None
            return BrokenExecutor("each process that read it has died, for want of memory or in the reader")
        return outcome


def _outcome(read: Callable[[], Iterable[Attribution]]) -> Outcome:
    """What is read, or the article's error; without a model there is nothing to go on with."""
    try:
        return list(read())
    except ModelError:
        raise
    except Exception as error:
        return error


def _start(jobs: int) -> ProcessPoolExecutor:
    """Processes that are not forked: one with threads, as readers have, may hang in its copy."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _prepare)
    with _deaf():  # as they are then from their first moment, before they come to _prepare
        for _ in range(jobs):
            pool.submit(os.getpid)
    return pool


@contextmanager
def _deaf() -> Iterator[None]:
    """Ignore Ctrl-C for a moment, where that can be done."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare() -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
