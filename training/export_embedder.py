"""Make the shipped embedder of sentences from its weights, and check it against the network in 32 bits.

    python training/export_embedder.py WEIGHTS TEXTS RESOURCES

WEIGHTS is what ``train_embedder.py`` wrote, TEXTS a folder of articles that the check reads (no weight is learnt),
RESOURCES the package's folder. Writes ``embedder.onnx``, the network without the table of word pieces, which stands in
``pieces.npz`` and is the same, and ``embedder.json``, the hashes of both.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from export_reader import digest, write_network
from reader_network import WIDTH, MiniLM
from torch import Tensor, nn

from newsclaims.articles import read_articles
from newsclaims.embedder import LONGEST, Floats, load, pieces_of
from newsclaims.text import sentences
from newsclaims.writing import write_whole

PAIRS = 200_000  # of sentences, whose likeness in 8 bits is compared with that in 32


class Sentence(nn.Module):
    """The network for one sentence without padding, in operators that quantisation knows; given its pieces' vectors."""

    def __init__(self, encoder: MiniLM) -> None:
        super().__init__()
        self.encoder = encoder
        self.places = nn.Parameter(encoder.places[:LONGEST].clone())

    def forward(self, vectors: Tensor) -> Tensor:
        """The mean of the last layer's vectors [L, WIDTH], at unit length."""
        x = self.encoder.norm(vectors + self.places[: vectors.shape[0]])
        for layer in self.encoder.layers:
            x = layer.plain(x)
        mean = x.mean(0)
        return mean / torch.sqrt((mean * mean).sum())


def compare(whole: Callable[[str], Floats], small: Callable[[str], Floats], texts: list[str]) -> tuple[float, float]:
    """How the likenesses of random pairs in 32 bits and in 8 correlate, and how much they differ on average."""
    a, b = (np.stack([embed(text) for text in texts]) for embed in (whole, small))
    left, right = np.random.default_rng(0).integers(len(texts), size=(2, PAIRS))
    x, y = ((v[left] * v[right]).sum(1)[left != right] for v in (a, b))
    return float(np.corrcoef(x, y)[0, 1]), float(np.abs(x - y).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("weights", "texts", "resources"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    encoder = MiniLM()
    encoder.load_state_dict(torch.load(args.weights, weights_only=True))
    network = Sentence(encoder).eval()
    path, card = args.resources / "embedder.onnx", args.resources / "embedder.json"
    axes = {"names": {"vectors": {0: "L"}}, "outputs": {"sentence": {}}}
    write_network(network, (torch.zeros(50, WIDTH),), path, **axes)
    files = (path, args.resources / "pieces.npz")
    write_whole(card, json.dumps({"sha256": {file.name: digest(file) for file in files}}, indent=1) + "\n")

    @torch.no_grad()
    def whole(text: str) -> Floats:
        found: Floats = network(encoder.pieces.weight[torch.from_numpy(pieces_of(text))]).numpy()
        return found

    articles = read_articles(args.texts)
    texts = [article.text[s.start : s.end] for article in articles for s in sentences(article.text)]
    correlation, difference = compare(whole, load(args.resources).vector, texts)
    print(f"{path.stat().st_size:,} bytes; {len(texts)} sentences: r {correlation:.4f}, off by {difference:.4f}")


if __name__ == "__main__":
    main()
