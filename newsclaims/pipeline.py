"""Many articles, over several processes: the same function as for one, and the same result."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, Extract, extract_attributions

# Articles under way for each process. They are handed on in order, so while a long one is read the others need work: on
# the lengths of PolNeAR's articles 2 keep eight processes busy for 84 % of the time, 4 for 96 %, 8 for 99 %.
AHEAD = 8


def extract_all(
    articles: Iterable[Article], *, extract: Extract = extract_attributions, jobs: int = 1
) -> Generator[tuple[Article, list[Attribution]], None, None]:
    """Each article with its attributions, in the order given, read by so many processes at a time.

    The articles are taken as they are needed, ``AHEAD`` for each process, and none is kept: they may be more than fit
    into memory. One job reads them in this process. More start processes of their own, each of which loads the reader
    once; ``extract`` must then be a function that a module defines, and a script calls this under
    ``if __name__ == "__main__":``. Raises BrokenExecutor if one of the processes dies.

    >>> from newsclaims.articles import make_article
    >>> articles = (make_article(id, "The bridge is closed, the mayor of the town said on Monday.") for id in "ab")
    >>> [article.id for article, attributions in extract_all(articles)]
    ['a', 'b']
    """
    if jobs == 1:
        for article in articles:
            yield article, list(extract(article))
        return
    # Not forked: a process with threads, as readers have, may hang in its copy. Ctrl-C is left to this process.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    under_way: deque[tuple[Article, Future[Iterable[Attribution]]]] = deque()
    try:
        for article in articles:
            under_way.append((article, pool.submit(extract, article)))
            if len(under_way) == AHEAD * jobs:
                yield _next(under_way)
        while under_way:
            yield _next(under_way)
    except BrokenExecutor as error:
        raise BrokenExecutor(
            f"one of {jobs} processes that read articles has died: take fewer jobs if memory ran out; "
            "in a script of your own, call this under if __name__ == '__main__'"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _next(under_way: deque[tuple[Article, Future[Iterable[Attribution]]]]) -> tuple[Article, list[Attribution]]:
    article, found = under_way.popleft()
    return article, list(found.result())
