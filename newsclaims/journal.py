"""What a run has done so far, on disk: it outlives the run, and no two runs share it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path


class OtherRunError(ValueError):
    """What is there was left by a run on other articles, with other options, or of another version."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one article: a line about it, or the reason why there is none."""

    digest: str
    line: str | None
    reason: str | None
    found: int = 0


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries of a run, in order. SQLite keeps them whole whenever the run ends, and knows how on any system."""

    base: sqlite3.Connection

    def __len__(self) -> int:
        return int(self.base.execute("SELECT count(*) FROM entries").fetchone()[0])

    def __iter__(self) -> Iterator[Entry]:
        for row in self.base.execute("SELECT digest, line, reason, found FROM entries ORDER BY number"):
            yield Entry(*row)

    def digests(self) -> Iterator[str]:
        """The digests of the articles of this run so far."""
        for (digest,) in self.base.execute("SELECT digest FROM entries ORDER BY number"):
            yield digest

    def add(self, entry: Entry) -> None:
        """Add what is on disk when this returns, should the run be killed."""
        row = (entry.digest, entry.line, entry.reason, entry.found)
        self.base.execute("INSERT INTO entries (digest, line, reason, found) VALUES (?, ?, ?, ?)", row)


@contextmanager
def open_journal(path: Path, run: str) -> Iterator[Journal]:
    """The journal of such a run, empty or as an earlier one left it; it is gone if nothing was added.

    Raises OtherRunError if it is of another run, BlockingIOError if a run has it open, OSError if it can't be read or
    written.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "said.unfinished")
    >>> for reason in ("no blocks", "too long"):
    ...     with open_journal(path, "version 1") as journal:
    ...         journal.add(Entry("", None, reason))
    >>> with open_journal(path, "version 1") as journal:
    ...     [entry.reason for entry in journal]
    ['no blocks', 'too long']
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    empty = False
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as base:
            journal = _begin(base, path, run)
            try:
                yield journal
            finally:
                empty = not len(journal)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise BlockingIOError(errno.EAGAIN, "another run is writing it", str(path)) from error
        raise OSError(errno.EIO, str(error), str(path)) from error
    finally:
        if empty:
            path.unlink()


def _begin(base: sqlite3.Connection, path: Path, run: str) -> Journal:
    """The journal, locked until the connection is closed."""
    base.execute("PRAGMA locking_mode = EXCLUSIVE")
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")  # a power cut may take the last entries, never the journal
    base.execute("BEGIN EXCLUSIVE")
    base.execute("CREATE TABLE IF NOT EXISTS run (name TEXT)")
    base.execute(
        "CREATE TABLE IF NOT EXISTS entries "
        "(number INTEGER PRIMARY KEY, digest TEXT, line TEXT, reason TEXT, found INTEGER)"
    )
    begun = base.execute("SELECT name FROM run").fetchone()
    if begun is None:
        base.execute("INSERT INTO run VALUES (?)", (run,))
    elif begun != (run,):
        raise OtherRunError(f"{path} is of another run, {begun[0]}, and not {run}: end that one or delete it")
    base.execute("COMMIT")
    return Journal(base)
