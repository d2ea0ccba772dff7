"""The commands as tests call them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from newsclaims.cli import main

GAZETTE = """Bridge over the Lenn closed, mayor says
By Ann Lee, May 6, 2024
The bridge over the Lenn was closed on Monday, Mayor Rosa Lind said.
"Forty people were moved to the school," she told reporters.
"""
COURIER = """Police deny that the bridge is closed
May 7, 2024
Police spokesman Tom Hale denied that the bridge over the Lenn was closed on Monday.
Mayor Rosa Lind had said that forty people were moved to the school.
"""
EVENT = {"gazette.txt": GAZETTE, "courier.txt": COURIER}
Put = Callable[[Mapping[str, str | bytes]], Path]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)], prog_name="newsclaims")


def run_alone(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "newsclaims", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment})


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
