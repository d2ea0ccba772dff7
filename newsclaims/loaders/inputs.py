"""What every loader takes, a source of bytes, and gives: texts with what is said of them, and problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import BinaryIO, TypeVar

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
LARGEST = 50_000_000  # bytes of a text, characters of a cell; long reports have a thousandth, so more is something else
LONGEST_LINE = 100_000  # characters; the longest paragraph of PolNeAR's 1,000 news articles has 2,573
SURROGATE = re.compile("[\ud800-\udfff]")  # an escape in JSON can smuggle it in, UTF-8 can't write it


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or one in an archive: ``open`` gives its bytes from the start, ``name`` is what messages call it."""

    name: str
    path: Path
    stem: str
    suffix: str
    open: Callable[[], BinaryIO] = field(compare=False)


@dataclass(frozen=True, slots=True)
class RawText:
    """A text as it was decoded or extracted; ``said`` holds what is given for it, by the keys of ``tables.COLUMNS``.

    ``notes`` are doubts about the text. ``dated`` says that files of its kind tell the day of publication, so that one
    without it is worth a word.
    """

    id: str
    text: str
    path: Path
    where: str
    said: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, why, and what to do."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Items = Iterator[RawText | Problem]
Item = TypeVar("Item")


def file_source(path: Path) -> Source:
    """A file as a source.

    >>> file_source(Path("news", "bridge.TXT")).suffix
    '.txt'
    """
    return Source(str(path), path, path.stem, path.suffix.lower(), lambda: path.open("rb"))


def read_whole(source: Source) -> bytes | Problem:
    """All bytes of a source, which must be no more than an article or a batch of them can have.

    >>> print(read_whole(file_source(Path("no", "such.txt"))))
    no/such.txt: can't be read (No such file or directory): check the file and its permissions
    """
    try:
        with source.open() as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return unreadable(source.name, error)
    if len(data) > LARGEST:
        return Problem(source.name, f"more than the {LARGEST:,} bytes of an article: split it or leave it out")
    return data


def at_once(
    read: Callable[[Source, bytes], Iterator[Item | Problem]],
) -> Callable[[Source], Iterator[Item | Problem]]:
    """A loader that takes a source, of one that takes its bytes too; of a source that can't be read the problem alone.

    >>> @at_once
    ... def read_lines(source, data):
    ...     yield from data.splitlines()
    >>> print(*read_lines(file_source(Path("no", "such.txt"))))
    no/such.txt: can't be read (No such file or directory): check the file and its permissions
    """

    @wraps(read)
    def load(source: Source) -> Iterator[Item | Problem]:
        data = read_whole(source)
        return iter([data]) if isinstance(data, Problem) else read(source, data)

    return load


def unreadable(where: str, error: OSError) -> Problem:
    """The problem with a file that the system, or what unpacks it, does not let us read.

    >>> print(unreadable("a.txt", PermissionError(13, "Permission denied")))
    a.txt: can't be read (Permission denied): check the file and its permissions
    """
    advice = "check the file and its permissions" if error.errno else "leave it out, or get it anew"
    return Problem(where, f"can't be read ({error.strerror or error}): {advice}")


def needs(where: str, package: str, extra: str) -> Problem:
    """The problem with a file that only an extra of the package can read.

    >>> print(needs("bridge.html", "trafilatura", "html"))
    bridge.html: needs trafilatura: pip install 'newsclaims[html]'
    """
    return Problem(where, f"needs {package}: pip install 'newsclaims[{extra}]'")


def numbered(source: Source, number: int) -> str:
    """The id of one of several articles in a file.

    >>> numbered(file_source(Path("nexis.docx")), 7)
    'nexis-007'
    """
    return f"{source.stem}-{number:03}"


def checked(raw: RawText) -> RawText | Problem:
    """The text, or why it can't be an article.

    >>> print(checked(RawText("a", " ", Path("a.txt"), "a.txt")))
    a.txt: empty: put the article's text in, or leave it out
    """
    fault = text_fault(raw.text) or half_character(" ".join(raw.said.values()))
    return Problem(raw.where, fault) if fault else raw


def text_fault(text: str) -> str | None:
    r"""Why a text can't be an article; None if it can.

    >>> text_fault("Bridge\0closed")
    'holds null characters, so it is no text or in another encoding: convert it to UTF-8'
    """
    if not text.strip().strip(BOM).strip():
        return "empty: put the article's text in, or leave it out"
    if "\0" in text:
        return "holds null characters, so it is no text or in another encoding: convert it to UTF-8"
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        return (
            f"a line of {longest:,} characters, more than the {LONGEST_LINE:,} of a paragraph: "
            "put each paragraph on a line of its own, or leave it out"
        )
    return half_character(text)


def half_character(text: str) -> str | None:
    r"""Why a text can't be written as UTF-8; None if it can.

    >>> half_character("Bridge \ud83d closed")
    "holds half a character ('\\ud83d'): write it anew as UTF-8"
    """
    found = SURROGATE.search(text)
    return f"holds half a character ({found[0]!a}): write it anew as UTF-8" if found else None
