"""Where GUM's documents lie: CoNLL-U files and ``splits.md``, as github.com/amir-zeldes/gum has them."""

from __future__ import annotations

import re
from pathlib import Path


def documents(folder: Path, part: str) -> list[Path]:
    """The files of a part ("train", "dev" or "test"), in the order in which it lists them.

    Reddit's documents are left out: they are in the list, but their words are not in GUM's repository.
    """
    listed = (folder / "splits.md").read_text("utf-8").partition(f"## {part}\n")[2].partition("##")[0]
    paths = (folder / f"{name}.conllu" for name in re.findall(r"GUM_\w+", listed))
    return [path for path in paths if path.exists()]
