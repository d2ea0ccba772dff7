"""What gzip and zip hold, unpacked as it is read: nothing is written to disk, and no bomb goes off."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from newsclaims.loaders.inputs import LARGEST, Problem, Source, unreadable

# Bytes that one packed byte may become. News texts give 2 to 4, a table that repeats a row gives 300; deflate's most is
# 1,032. Short files may be repetitive without harm.
MOST_RATIO = 200
FREE = 1 << 20  # bytes unpacked before the ratio counts
MOST_MEMBERS = 100_000
BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile)


def is_packed(source: Source) -> bool:
    """Whether a source is gzipped and something else inside; a ``.warc.gz`` is unpacked record by record instead.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> is_packed(file_source(Path("news.csv.gz"))), is_packed(file_source(Path("crawl.warc.gz")))
    (True, False)
    """
    return source.suffix == ".gz" and not source.stem.lower().endswith(".warc")


def unpacked(source: Source) -> Source:
    """What a gzipped source holds, named by what stands before ``.gz``.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> inner = unpacked(file_source(Path("news.csv.gz")))
    >>> inner.name, inner.stem, inner.suffix
    ('news.csv.gz', 'news', '.csv')
    """
    inner = PurePosixPath(source.stem)
    return replace(source, stem=inner.stem, suffix=inner.suffix.lower(), open=partial(_open_gzip, source))


def zip_members(source: Source) -> list[Source] | Problem:
    """The files in a zip, in order of their names, or why the zip is refused.

    They are read where they are, so that a name such as ``../../x`` leads nowhere; it is refused all the same.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> print(zip_members(file_source(Path("no", "such.zip"))))
    no/such.zip: can't be read (No such file or directory): check the file and its permissions
    """
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if _is_file(each)]
            packed = file.seek(0, io.SEEK_END)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        return unreadable(source.name, OSError(f"a broken zip: {error}"))
    except OSError as error:
        return unreadable(source.name, error)
    fault = _fault(members, packed)
    if fault:
        return Problem(source.name, fault)
    return [_member(source, member) for member in sorted(members, key=lambda member: member.filename)]


def _fault(members: list[zipfile.ZipInfo], packed: int) -> str | None:
    if len(members) > MOST_MEMBERS:
        return f"{len(members):,} files, more than {MOST_MEMBERS:,}: unpack it into a folder"
    unpacks = sum(member.file_size for member in members)  # zipfile stops at the size that is stated
    if unpacks > max(FREE, MOST_RATIO * packed):
        return f"unpacks to {unpacks:,} bytes, more than {MOST_RATIO} times its size: leave it out"
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if not path.parts:
            return f"holds {member.filename!r}, which is no name of a file: leave it out"
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            return f"holds {member.filename!r}, a name that leads out of it: leave it out"
        if stat.S_ISLNK(member.external_attr >> 16):
            return f"holds {member.filename!r}, a link: leave it out"
        if path.suffix.lower() == ".zip":
            return f"holds {member.filename!r}, a zip within it: unpack it first"
        if member.flag_bits & 1:
            return "locked with a password: unpack it first"
    return None


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether it is a file, and not one of those that a Mac adds; is_dir() wants a name, which a member may lack."""
    return not member.filename.endswith("/") and "__MACOSX/" not in member.filename


def _member(source: Source, member: zipfile.ZipInfo) -> Source:
    path = PurePosixPath(member.filename)
    return Source(
        f"{source.name}/{member.filename}",
        source.path,
        path.stem,
        path.suffix.lower(),
        partial(_open_member, source, member),
    )


def _open_gzip(source: Source) -> BinaryIO:
    file = source.open()
    if not file.seekable():  # it lies in a zip
        with file:
            file = io.BytesIO(file.read(LARGEST))  # what is longer is cut off, and so broken
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return _bounded(cast(BinaryIO, gzip.GzipFile(fileobj=file)), size, (file,))


def _open_member(source: Source, member: zipfile.ZipInfo) -> BinaryIO:
    file = source.open()
    try:
        archive = zipfile.ZipFile(file)
        inner = archive.open(member)
    except (*BROKEN, NotImplementedError, OSError, ValueError) as error:
        file.close()
        raise OSError(f"broken in the zip: {error}") from error
    return _bounded(cast(BinaryIO, inner), member.compress_size, (archive, file))


def _bounded(inner: BinaryIO, packed: int, behind: tuple[zipfile.ZipFile | BinaryIO, ...]) -> BinaryIO:
    return io.BufferedReader(_Bounded(inner, max(FREE, MOST_RATIO * packed), behind))


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than ``most`` bytes, and says in one way that what it reads is broken."""

    def __init__(self, inner: BinaryIO, most: int, behind: tuple[zipfile.ZipFile | BinaryIO, ...]) -> None:
        self.inner, self.left, self.behind = inner, most, behind

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self.inner.read(len(view))
        except BROKEN as error:
            raise OSError(f"packed data that is broken: {error}") from error
        self.left -= len(data)
        if self.left < 0:
            raise OSError(f"unpacks to more than {MOST_RATIO} times its size")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            for each in (self.inner, *self.behind):
                each.close()
        super().close()
