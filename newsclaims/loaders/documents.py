"""Word (.docx) and RTF documents as lines of text, and which of them are an export of a news database."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from newsclaims.loaders.factiva import factiva_texts, is_factiva
from newsclaims.loaders.inputs import LARGEST, Items, Problem, RawText, Source, at_once, checked
from newsclaims.loaders.nexis import is_nexis, nexis_texts
from newsclaims.loaders.xml_trees import parse_xml

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box a second time
MAIN = "word/document.xml"
FONTS = re.compile(r"{[^{}]*\\fonttbl")
BRACE = re.compile(r"[{}]")
# Characters of an RTF file's table of fonts; Word writes up to 25,000. striprtf takes the square of it in time.
MOST_FONTS = 50_000


@at_once
def read_docx(source: Source, data: bytes) -> Items:
    """The articles of a Word file: of a Nexis Uni or Factiva export, else the one that it is.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> print(*read_docx(file_source(Path("no", "such.docx"))))
    no/such.docx: can't be read (No such file or directory): check the file and its permissions
    """
    try:
        lines = docx_lines(data)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        yield Problem(source.name, f"not a Word file that can be read ({error}): save it anew as .docx")
        return
    yield from _texts(source, lines)


@at_once
def read_rtf(source: Source, data: bytes) -> Items:
    """The articles of an RTF file: of a Factiva or Nexis Uni export, else the one that it is.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> print(*read_rtf(file_source(Path("no", "such.rtf"))))
    no/such.rtf: can't be read (No such file or directory): check the file and its permissions
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        yield Problem(source.name, "not RTF: save it anew as .rtf, .docx or text")
        return
    try:
        lines = rtf_lines(data)
    except (ValueError, LookupError, OverflowError) as error:
        yield Problem(source.name, f"not RTF that can be read ({error}): save it anew as .rtf, .docx or text")
        return
    yield from _texts(source, lines)


def docx_lines(data: bytes) -> list[str]:
    """The paragraphs of a Word file, deleted words and comments left out, tabs and line breaks kept.

    Raises zipfile.BadZipFile, KeyError or ValueError if it is none, or holds more than an article could.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(MAIN).file_size > LARGEST:
            raise ValueError(f"its text has more than {LARGEST:,} bytes")
        tree = parse_xml(archive.read(MAIN))
    return [line for paragraph in _paragraphs(tree) for line in "".join(_pieces(paragraph)).split("\n")]


def rtf_lines(data: bytes) -> list[str]:
    r"""The lines of an RTF file.

    Raises ValueError, LookupError or OverflowError if it is spoilt.

    >>> rtf_lines(rb"{\rtf1\ansi Bridge closed\par The caf\'e9 stays open.\par}")
    ['Bridge closed', 'The café stays open.', '']
    """
    from striprtf.striprtf import rtf_to_text

    rtf = data.decode("latin-1")
    if _font_table(rtf) > MOST_FONTS:
        raise ValueError(f"a table of fonts of more than {MOST_FONTS:,} characters")
    # A line end behind a control word is nothing in RTF. Here it keeps striprtf from writing addresses behind links,
    # and from looking through a line of many links for each of them.
    rtf = rtf.replace("{\\field{", "{\\field\n{")
    text: str = rtf_to_text(rtf, errors="replace")  # type: ignore[no-untyped-call] # it has none
    return text.split("\n")


def _font_table(rtf: str) -> int:
    """How long the group of the fonts is."""
    start = FONTS.search(rtf)
    depth = 1
    for brace in BRACE.finditer(rtf, start.end()) if start else ():
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end() - start.start() if start else 0
    return len(rtf) - start.start() if start else 0


def _paragraphs(tree: Element) -> Iterator[Element]:
    return tree.iter(f"{WORD}p")


def _pieces(paragraph: Element) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs in it, as text boxes have: they come by themselves."""
    stack = list(reversed(paragraph))
    while stack:  # not recursive: a file may nest as deep as it likes
        element = stack.pop()
        if element.tag == f"{WORD}t":
            yield element.text or ""
        elif element.tag == f"{WORD}tab":
            yield "\t"
        elif element.tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n"
        elif element.tag not in (f"{WORD}p", FALLBACK):
            stack += reversed(element)


def _texts(source: Source, lines: Sequence[str]) -> Items:
    if is_nexis(lines):
        yield from nexis_texts(source, lines)
    elif is_factiva(lines):
        yield from factiva_texts(source, lines)
    else:
        yield checked(RawText(source.stem, "\n".join(lines), source.path, source.name))
