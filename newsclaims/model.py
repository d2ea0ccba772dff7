"""The shipped encoder: windows of words in, scores out. It knows nothing of news."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from newsclaims.wordpieces import Ints, Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = npt.NDArray[np.float32]

RESOURCES = Path(__file__).parent / "resources"
STEPS = 20  # to either side: each of the first eight words is a step, then four steps double the distance
DISTANCES = 2 * STEPS + 1


class ModelError(RuntimeError):
    """The encoder's files are missing, or are not those that its card names: install newsclaims again."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the encoder says of the W words of a window, before any softmax.

    ``tags`` [W, 10]: out, begin, in of source, cue and content, and whether a stretch of content ends. ``contents``
    [W, 1 + W]: that a word is in no content, or in that of the cue that begins at each word. ``sources`` [W, W]: log
    odds that a word is in the source of the cue that begins at each word.
    """

    tags: Floats
    contents: Floats
    sources: Floats

    def part(self, start: int, end: int) -> Scores:
        """The scores of the words ``start:end`` among themselves."""
        cut = slice(start, end)
        return Scores(self.tags[cut], self.contents[cut, [0, *range(start + 1, end + 1)]], self.sources[cut, cut])


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """A network with its table of word pieces [30522, 384], a row in 8 bits and its scale; ``card`` tells of them.

    It is shown by its card alone, which is the same wherever the same files are loaded.
    """

    session: InferenceSession = field(repr=False)
    table: npt.NDArray[np.int8] = field(repr=False)
    scales: Floats = field(repr=False)
    card: dict[str, Any]

    def scores(self, window: Window) -> Scores:
        """The scores of one window; the same whatever is read beside it.

        Windows are not stacked: the network measures its activations' range anew for each input, so a window's scores
        would depend on its neighbours, and one of 256 pieces keeps a core busy (see ``benchmarks/README.md``).
        """
        return Scores(*self.session.run(None, inputs_of(window, self.table, self.scales)))

    def read(self, windows: Iterable[Window], *, threads: int = 1) -> Iterator[Scores]:
        """The scores of windows in their order, so many at a time."""
        if threads == 1:
            yield from map(self.scores, windows)
        else:
            with ThreadPoolExecutor(threads) as pool:
                yield from pool.map(self.scores, windows)


def inputs_of(
    window: Window, table: npt.NDArray[np.int8], scales: Floats
) -> dict[str, npt.NDArray[np.float32] | npt.NDArray[np.int64]]:
    """What a network that reads windows is given of one: the vectors of its pieces [L, 384], their features [L], each
    word's first piece [W], and how far apart each two words stand [W, W]."""
    return {
        "vectors": table[window.ids] * scales[window.ids],
        "features": window.features,
        "firsts": window.firsts,
        "distances": distances(len(window.firsts)),
    }


@cache
def shipped() -> Encoder:
    """The encoder that comes with the package, loaded once. Raises ModelError if its files are missing or others."""
    return load(RESOURCES)


def load(folder: Path) -> Encoder:
    """The encoder of a folder: ``reader.onnx``, ``pieces.npz`` and the card ``reader.json``, which has their SHA-256.

    Raises ModelError if one is missing, or is not the file that the card names.
    """
    card, files = verified(folder, "reader.json", ("reader.onnx", "pieces.npz"))
    return Encoder(open_session(files["reader.onnx"]), *open_pieces(files["pieces.npz"]), card)


def fingerprint(folder: Path = RESOURCES) -> str:
    """Twelve digits that change with the encoder of a folder: its card, which has the SHA-256 of the network and the
    table, or the vocabulary. Nothing is loaded. Raises ModelError if a file is missing.

    >>> len(fingerprint())
    12
    """
    read = _bytes(folder / "reader.json") + _bytes(folder / "pieces.txt")
    return hashlib.sha256(read).hexdigest()[:12]


def verified(folder: Path, card: str, names: Iterable[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A card and the files of these names, once their SHA-256 was found to be what the card says. Raises ModelError."""
    try:
        said = json.loads(_bytes(folder / card))
        expected = {name: said["sha256"][name] for name in names}
    except (ValueError, KeyError) as error:
        raise ModelError(f"{folder / card} is no card of an encoder: install newsclaims again") from error
    files = {name: _bytes(folder / name) for name in expected}
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != expected[name]:
            raise ModelError(f"{folder / name} is not the file that its card names: install newsclaims again")
    return said, files


def open_session(network: bytes) -> InferenceSession:
    """A network on one thread of this processor."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(network, options, providers=["CPUExecutionProvider"])


def open_pieces(content: bytes) -> tuple[npt.NDArray[np.int8], Floats]:
    """The table of word pieces and the scale of each row."""
    with np.load(BytesIO(content), allow_pickle=False) as pieces:
        return pieces["table"], pieces["scales"]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"{path} is missing, and nothing can be read without it: install newsclaims again") from error


@lru_cache(maxsize=512)
def distances(size: int) -> Ints:
    """For each pair of ``size`` words how far the first stands behind (0 to 20) or before (21 to 40) the second."""
    apart = np.arange(size)[:, None] - np.arange(size)[None, :]
    far = np.abs(apart)
    steps: Ints = (
        np.where(far < 8, far, np.floor(8 + 4 * np.log2(np.maximum(far, 1) / 8))).clip(max=STEPS).astype(np.int64)
    )
    steps[apart < 0] += STEPS
    return steps
