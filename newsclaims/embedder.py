"""Sentences as vectors: what is meant alike points the same way. Knows nothing of news."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from newsclaims.model import RESOURCES, Floats, open_pieces, open_session, verified
from newsclaims.wordpieces import WORD, Ints, special_pieces, word_pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WIDTH = 384
LONGEST = 128  # pieces of a sentence; what is longer is cut, as the network was taught


def embed(texts: Iterable[str]) -> Floats:
    """The vectors of texts by the embedder that comes with the package: a row of unit length for each.

    Each text is read alone, so that its vector is the same whatever stands beside it.

    >>> shut, closed, rain = embed(["The bridge is shut.", "They closed the bridge.", "It rained."])
    >>> bool(shut @ closed > 0.7 > 0.5 > shut @ rain)
    True
    """
    rows = [_vector(text) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, WIDTH), dtype=np.float32)


@lru_cache(maxsize=1 << 15)  # 50 MB
def _vector(text: str) -> Floats:
    return shipped().vector(text)


@dataclass(frozen=True, slots=True, eq=False)
class Embedder:
    """A network with its table of word pieces [30522, 384], a row in 8 bits and its scale."""

    session: InferenceSession
    table: npt.NDArray[np.int8]
    scales: Floats

    def vector(self, text: str) -> Floats:
        """The vector of one text [384], of unit length."""
        ids = pieces_of(text)
        found: Floats = self.session.run(None, {"vectors": self.table[ids] * self.scales[ids]})[0]
        return found


def pieces_of(text: str) -> Ints:
    """The numbers of a text's pieces, between the marks that open and close it, at most LONGEST in all."""
    opening, _, closing = special_pieces()
    pieces = [piece for match in WORD.finditer(text) for piece in word_pieces(match[0])]
    return np.array([opening, *pieces[: LONGEST - 2], closing], dtype=np.int64)


@cache
def shipped() -> Embedder:
    """The embedder that comes with the package, loaded once. Raises ModelError if its files are missing or others."""
    return load(RESOURCES)


def load(folder: Path) -> Embedder:
    """The embedder of a folder: ``embedder.onnx``, ``pieces.npz`` and the card ``embedder.json``, which has their
    SHA-256. Raises ModelError if one is missing, or is not the file that the card names."""
    _, files = verified(folder, "embedder.json", ("embedder.onnx", "pieces.npz"))
    return Embedder(open_session(files["embedder.onnx"]), *open_pieces(files["pieces.npz"]))
