"""Bytes that lead the loaders along new ways, as libFuzzer finds them: each is read or refused with a message.

    python tests/fuzz_guided.py [libFuzzer's options, such as -runs=100000] [FOLDER of a corpus]

Needs ``pip install atheris``. The first byte tells the kind of file, the others are the file; it begins with those of
``tests/mutations.py``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsclaims"]):
    from fuzz import read
    from mutations import FILES

SUFFIXES = sorted({name.partition(".")[2] for name in FILES} | {"ndjson", "xhtml", "rss"})


def one_input(data: bytes) -> None:
    if not data:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"any.{SUFFIXES[data[0] % len(SUFFIXES)]}")
        path.write_bytes(data[1:])
        read(path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as first:
        for name, content in FILES.items():
            Path(first, name).write_bytes(bytes([SUFFIXES.index(name.partition(".")[2])]) + content)
        atheris.Setup([*sys.argv, first], one_input)
        atheris.Fuzz()
