"""The reader's network: MiniLM with a feature for each word, and heads that tie words to the cue they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from newsclaims.model import DISTANCES, Encoder
from newsclaims.wordpieces import FEATURES

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30522, 512
PAIR = 128  # width of the vectors that are compared for a pair of words


class Layer(nn.Module):
    """One layer of BERT: attention and feed-forward, each with its residual and norm behind it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, 1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.done = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors [B, L, WIDTH] to vectors of the same shape."""
        batch, length, _ = x.shape
        parts = self.attend(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        x = self.attended(x + self.drop(self.out(found.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.done(x + self.drop(self.narrow(functional.gelu(self.widen(x)))))

    def plain(self, x: Tensor) -> Tensor:
        """The same for the vectors of one text [L, WIDTH], its attention written out in plain operators."""
        length = x.shape[0]
        query, key, value = self.attend(x).view(length, 3, HEADS, WIDTH // HEADS).permute(1, 2, 0, 3)
        weights = torch.softmax(query @ key.transpose(1, 2) * (WIDTH // HEADS) ** -0.5, -1)
        x = self.attended(x + self.out((weights @ value).transpose(0, 1).reshape(length, WIDTH)))
        return self.done(x + self.narrow(functional.gelu(self.widen(x))))


class MiniLM(nn.Module):
    """MiniLM-L6 with an embedding of each word's feature added to those of its pieces."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Parameter(torch.zeros(PLACES, WIDTH))
        self.features = nn.Embedding(FEATURES, WIDTH)
        nn.init.normal_(self.features.weight, std=0.005)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Vectors of pieces [B, L, WIDTH]; ``mask`` [B, 1, 1, L] is added to the attention, 0 for what is there."""
        x = self.norm(self.pieces(ids) + self.places[: ids.shape[1]] + self.features(features))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def plain(self, vectors: Tensor, features: Tensor) -> Tensor:
        """The same for one text, given the vectors of its pieces [L, WIDTH], in plain operators."""
        x = self.norm(vectors + self.places[: vectors.shape[0]] + self.features(features))
        for layer in self.layers:
            x = layer.plain(x)
        return x

    def load(self, path: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 (``model.safetensors``); pieces and places stay as they are there."""
        w = load_file(path)
        self.pieces.weight.data = w["embeddings.word_embeddings.weight"].clone()
        kind = w["embeddings.token_type_embeddings.weight"][0]
        self.places.data = w["embeddings.position_embeddings.weight"] + kind
        names = {"out": "attention.output.dense", "attended": "attention.output.LayerNorm", "narrow": "output.dense"}
        names |= {"widen": "intermediate.dense", "done": "output.LayerNorm"}
        for part in ("weight", "bias"):
            getattr(self.norm, part).data = w[f"embeddings.LayerNorm.{part}"].clone()
            for i, layer in enumerate(self.layers):
                stem = f"encoder.layer.{i}"
                rows = [w[f"{stem}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.attend, part).data = torch.cat(rows)
                for ours, theirs in names.items():
                    getattr(getattr(layer, ours), part).data = w[f"{stem}.{theirs}.{part}"].clone()
        self.pieces.requires_grad_(False)
        self.places.requires_grad_(False)


class Pairs(nn.Module):
    """A score for each word and each cue: of their vectors, of either alone, and of how far apart they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.cue = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.between = nn.Parameter(torch.empty(PAIR, PAIR))
        nn.init.normal_(self.between, std=0.5 * PAIR**-0.5)
        self.word_alone, self.cue_alone = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        self.distance = nn.Parameter(torch.zeros(DISTANCES))

    def forward(self, x: Tensor, distances: Tensor) -> Tensor:
        """Scores [B, W, W], a row for each word, a column for each cue; ``distances`` [W, W] are numbers of steps."""
        word, cue = functional.gelu(self.word(x)), functional.gelu(self.cue(x))
        alone = self.word_alone(x) + self.cue_alone(x).transpose(1, 2)
        return (word @ self.between) @ cue.transpose(1, 2) + alone + self.distance[distances]

    def plain(self, x: Tensor, steps: Tensor) -> Tensor:
        """The same for the words of one window [W, WIDTH], in plain operators."""
        word, cue = functional.gelu(self.word(x)), functional.gelu(self.cue(x))
        return (word @ self.between) @ cue.T + self.word_alone(x) + self.cue_alone(x).T + self.distance[steps]


class Reader(nn.Module):
    """Scores of words: tags, the cue whose content each is in, the cue whose source each is in."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = MiniLM(dropout)
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, 10)  # source, cue, content: out, begin, in; and: a stretch of content ends
        self.none = nn.Linear(WIDTH, 1)
        self.contents, self.sources = Pairs(), Pairs()

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor, firsts: Tensor, distances: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Tags [B, W, 10], contents [B, W, 1 + W] with "none" in front, sources [B, W, W], all before any softmax."""
        x = self.encoder(ids, features, mask)
        x = self.drop(torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH)))
        contents = torch.cat([self.none(x), self.contents(x, distances)], 2)
        return self.tags(x), contents, self.sources(x, distances)


def load_reader(weights: Path) -> Reader:
    """The network that a run has written, as it reads."""
    reader = Reader()
    reader.load_state_dict(torch.load(weights, weights_only=True))
    return reader.eval()


class Plain(nn.Module):
    """The network for one window without padding, in operators that quantisation knows; it is given pieces' vectors."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, vectors: Tensor, features: Tensor, firsts: Tensor, steps: Tensor) -> tuple[Tensor, ...]:
        """Tags [W, 10], contents [W, 1 + W] and sources [W, W] of vectors [L, WIDTH]."""
        x = self.reader.encoder.plain(vectors, features)[firsts]
        contents = torch.cat([self.reader.none(x), self.reader.contents.plain(x, steps)], 1)
        return self.reader.tags(x), contents, self.reader.sources.plain(x, steps)


@dataclass
class _Session:
    """The network as onnxruntime would run it."""

    network: Plain

    def run(self, outputs: None, inputs: dict[str, npt.NDArray[np.generic]]) -> list[npt.NDArray[np.float32]]:
        with torch.no_grad():
            return [scores.numpy() for scores in self.network(*map(torch.from_numpy, inputs.values()))]


def as_encoder(reader: Reader, card: dict[str, Any]) -> Encoder:
    """The network in 32 bits in the place of the shipped one."""
    table = reader.encoder.pieces.weight.detach().numpy()
    scales = np.ones((len(table), 1), dtype=np.float32)
    return Encoder(_Session(Plain(reader).eval()), table, scales, card)
