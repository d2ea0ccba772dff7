"""Web archives (WARC): the pages in them, one record after another."""

from __future__ import annotations

import io
import re
import zlib
from contextlib import redirect_stderr

from newsclaims.loaders.inputs import LARGEST, Items, Problem, Source, needs, numbered, unreadable
from newsclaims.loaders.pages import page_text

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
STUMBLES = (AttributeError, EOFError, KeyError, TypeError, ValueError, zlib.error)  # of warcio, at a damaged head
PAGES = ("text/html", "application/xhtml+xml")


def read_warc(source: Source) -> Items:
    """The reports in the pages of an archive that were there (status 200), in its order; nothing else is looked at.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> print(*read_warc(file_source(Path("no", "such.warc"))))
    no/such.warc: can't be read (No such file or directory): check the file and its permissions
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield needs(source.name, "warcio", "html")
        return
    number = 0
    try:
        with source.open() as file:
            records = iter(ArchiveIterator(file))
            while True:
                with redirect_stderr(io.StringIO()) as said:  # where warcio would print pieces of a damaged record
                    record = next(records, None)
                if said.getvalue():
                    yield Problem(source.name, "a record is not as long as it says: what is in it may be missing")
                if record is None:
                    break
                headers = record.http_headers
                if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                    continue
                kind = headers.get_header("Content-Type") or ""
                if not kind.lower().startswith(PAGES):
                    continue
                number += 1
                url = record.rec_headers.get_header("WARC-Target-URI")
                where = f"{source.name}, page {number} ({url})"
                data = record.content_stream().read(LARGEST + 1)
                if len(data) > LARGEST:
                    yield Problem(where, f"more than {LARGEST:,} bytes: the archive is not read from here on")
                    return
                declared = CHARSET.search(kind)
                yield page_text(
                    data, numbered(source, number), source.path, where,
                    declared=declared[1] if declared else None, url=url,
                )  # fmt: skip
    except (ArchiveLoadFailed, *STUMBLES) as error:
        yield Problem(source.name, f"no web archive from here on ({error}): get it anew")
        return
    except OSError as error:
        yield unreadable(source.name, error)
        return
    if number == 0:
        yield Problem(source.name, "no pages in this archive: it has no response of type text/html")
