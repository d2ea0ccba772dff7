"""Bytes become text once: by what they say of their encoding, else UTF-8, else a guess that is told."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from newsclaims.loaders.inputs import Problem, Source, unreadable

CHUNK = 1 << 20  # bytes read at a time
SAMPLE = 1 << 16  # bytes an encoding is guessed from
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# No text has these bytes in any encoding that isn't marked as such.
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
HIGH = re.compile(rb"[\x80-\xff]")
MOST_HIGH = 0.1  # of the bytes of an English text; typographic marks are one in a hundred, in one short quotation seven
# Ellipsis, quotation marks and dashes.
WINDOWS = re.compile(rb"[\x85\x91-\x97]")
MAC = re.compile(rb"[\xc9\xd0-\xd5]")
# Encodings of pages by Python's names; its other codecs, such as hex, are no encodings of text.
ON_PAGES = ("cp", "iso8859", "koi8", "mac", "big5", "gb", "euc", "shift_jis", "utf-16", "iso2022_jp", "tis-620")
NON_ASCII = re.compile("[\x80-\U0010ffff]{2,}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with doubts about how it was decoded."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file, with a note where that was guessed."""

    name: str
    note: str | None = None


def decode(data: bytes, where: str, *, declared: str | None = None) -> Decoded | Problem:
    r"""The text of a file, line ends and byte order mark included.

    ``declared`` is what a web page or its server says of the encoding: believed where the bytes aren't UTF-8.

    >>> decode("The café is closed.".encode("cp1252"), "a.txt").notes
    ('not UTF-8, read as cp1252 by a guess: check its special characters, or save it as UTF-8',)
    """
    encoding = _encoding([data], where, declared)
    if isinstance(encoding, Problem):
        return encoding
    try:
        text = data.decode(encoding.name)
    except UnicodeDecodeError as error:
        return _spoilt(where, data[error.start], error.start)
    garbled = mojibake(text)
    return Decoded(text, tuple(note for note in (encoding.note, garbled) if note))


def stream_encoding(source: Source) -> Encoding | Problem:
    """How to decode a table, seen from all of it: its rows above a spoilt place would pass for the whole.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> print(stream_encoding(file_source(Path("no", "such.csv"))))
    no/such.csv: can't be read (No such file or directory): check the file and its permissions
    """
    try:
        return _encoding(_chunks(source), source.name, None)
    except OSError as error:
        return unreadable(source.name, error)


def mojibake(text: str) -> str | None:
    """A note on characters that look like UTF-8 read as Windows-1252 and saved so; None where there are none.

    Nothing is repaired: what stands in the file is what the evidence quotes. Wrong about a text that means "Ã©".

    >>> mojibake("The mayor wonâ€™t say.")
    'garbled in 1 place, such as "â€™" for "’": read as it stands; get the text anew if you can'
    """
    found = [(garbled[0], meant) for garbled in NON_ASCII.finditer(text) if (meant := _ungarbled(garbled[0]))]
    if found:
        places = "1 place" if len(found) == 1 else f"{len(found)} places"
        garbled, meant = found[0]
        return (
            f'garbled in {places}, such as "{garbled[:12]}" for "{meant[:4]}": '
            "read as it stands; get the text anew if you can"
        )
    if lost := text.count("\N{REPLACEMENT CHARACTER}"):
        return f"{lost} characters were lost before it came here: read as it stands; get the text anew if you can"
    return None


def _ungarbled(run: str) -> str | None:
    """What a run of characters was before its UTF-8 was read as Windows-1252; None if it is as it should be."""
    single = _single_bytes()
    try:
        return bytes(single[char] for char in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):  # no such run: most are not
        return None


@cache
def _single_bytes() -> dict[str, int]:
    """Windows-1252 as browsers read it: the five bytes that it leaves open are control characters."""
    high = range(0x80, 0x100)
    return {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in high}


def _chunks(source: Source) -> Iterator[bytes]:
    with source.open() as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _encoding(chunks: Iterable[bytes], where: str, declared: str | None) -> Encoding | Problem:
    """UTF-8, unless the first character beyond ASCII isn't; bytes that spoil UTF-8 further down are damage."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    offset, ascii_so_far = 0, True
    for chunk in chunks:
        if offset == 0 and (marked := next((name for mark, name in MARKS if chunk.startswith(mark)), None)):
            if marked != "utf-8":
                return Encoding(marked)
            ascii_so_far = False
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            at = offset + len(chunk) - len(error.object) + error.start
            if ascii_so_far and error.object[: error.start].isascii():
                return _guess(error.object[max(0, error.start - SAMPLE // 2) :][:SAMPLE], where, at, declared)
            return _spoilt(where, error.object[error.start], at)
        offset += len(chunk)
        ascii_so_far = ascii_so_far and text.isascii()
    unfinished = decoder.getstate()[0]
    if not unfinished:
        return Encoding("utf-8")
    if ascii_so_far and len(unfinished) == 1:
        return _guess(unfinished, where, offset - 1, declared)
    return _spoilt(where, unfinished[0], offset - len(unfinished))


def _guess(sample: bytes, where: str, offset: int, declared: str | None) -> Encoding | Problem:
    """What else bytes may be that aren't UTF-8; ``offset`` is where in the file that shows."""
    high = next(byte for byte in sample if byte >= 0x80)
    if CONTROL.search(sample):
        return _spoilt(where, high, offset)
    if declared and (name := _codec(declared)):
        return Encoding(name)
    name = _western(sample) or _detected(sample)
    if name is None:
        return _spoilt(where, high, offset)
    return Encoding(name, f"not UTF-8, read as {name} by a guess: check its special characters, or save it as UTF-8")


def _western(sample: bytes) -> str | None:
    """The encoding of text in mostly plain letters, as English is: by where its quotation marks and dashes are.

    Of the articles of PolNeAR and BASIL that have such marks it is right about 655 of 666 written in Windows-1252 and
    about 635 of 667 in Mac OS Roman; of each sixth of them charset-normalizer about 68 and 19 of 82, as encodings of
    Eastern Europe have the same marks and other letters.
    """
    if len(HIGH.findall(sample)) > MOST_HIGH * len(sample):
        return None
    windows, mac = len(WINDOWS.findall(sample)), len(MAC.findall(sample))
    return "mac_roman" if mac > windows else "cp1252"


def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None


def _codec(declared: str) -> str | None:
    """Python's name for an encoding as web pages call it, where Latin-1 always means Windows-1252."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if name.startswith(ON_PAGES) else None


def _spoilt(where: str, byte: int, offset: int) -> Problem:
    return Problem(
        where,
        f"not UTF-8 (byte 0x{byte:02x} at offset {offset}), nor text in another encoding: "
        "save it anew as UTF-8 if it is text, remove it if it is none",
    )
