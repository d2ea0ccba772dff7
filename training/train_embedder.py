"""Teach the embedder which claims are the same, on events whose claims are put together.

    python training/train_embedder.py ARTICLES MINILM OUT [--seed 0]

ARTICLES is the folder of the texts of the articles in ``claims.jsonl``, MINILM that of ``model.safetensors`` of
all-MiniLM-L6-v2, from which it starts, OUT a folder for the weights, ``embedder.pt``, and the log. Of each event there
it is shown the words of the mentions that are marked, and the propositions and words of the claims that the library
makes, which belong to the marked claims whose words they share; and before these the words and propositions of the
invented events in ``renderings.jsonl``. Two of one claim are to be nearer than two of different ones:
cross entropy over the others of a batch (van den Oord, Li and Vinyals 2018), and the log odds of pairs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from claims_data import Event, read_events, read_renderings
from reader_network import MiniLM
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm
from train_marker import WARM_UP

from newsclaims.embedder import pieces_of
from newsclaims.likeness import in_words, what_is_said

RATE = 5e-5
BATCH = 112  # texts of one event at a time
WRITTEN, MARKED = 2, 6  # epochs of either events, the written ones first
LONGEST = 48  # pieces of a text, in training
TEMPERATURE = 0.05


@dataclass(frozen=True, slots=True)
class Row:
    """One mention or claim: the texts that it may be read by, and the marked claims that it belongs to."""

    texts: tuple[str, ...]
    labels: frozenset[int]


def rows_of(event: Event) -> list[Row]:
    """The mentions and the claims of an event."""
    words = (" ".join(span.text for span in mention.spans) for mention in event.mentions)
    rows = [Row((said,), frozenset({m.label})) for said, m in zip(words, event.mentions, strict=True)]
    return rows + [Row((what_is_said(claim), in_words(claim)), labels) for claim, labels in event.made()]


def vectors(encoder: MiniLM, texts: Sequence[str]) -> Tensor:
    """A row of unit length for each text."""
    pieces = [torch.from_numpy(pieces_of(text)[:LONGEST]) for text in texts]
    ids = nn.utils.rnn.pad_sequence(pieces, batch_first=True)
    there = torch.arange(ids.shape[1]) < torch.tensor([len(row) for row in pieces])[:, None]
    x = encoder(ids, torch.zeros_like(ids), torch.where(there, 0.0, -1e9)[:, None, None])
    return functional.normalize((x * there[..., None]).sum(1), dim=1)


def loss(found: Tensor, rows: Sequence[tuple[str, Row]], scale: Tensor, bias: Tensor) -> Tensor:
    """How far the vectors of some texts are from telling those of one claim from the others.

    What belongs to no marked claim says nothing of others such.
    """
    same = torch.tensor([[bool(a.labels & b.labels) for _, b in rows] for _, a in rows])
    counts = torch.tensor([[x != y and bool(a.labels or b.labels) for y, b in rows] for x, a in rows])
    alike = found @ found.T
    logits = (alike / TEMPERATURE).masked_fill(~counts, -1e9)
    right = logits.masked_fill(~(same & counts), -1e9)
    known = (same & counts).any(1)
    if not known.any():
        return found.sum() * 0
    contrast = (torch.logsumexp(logits, 1) - torch.logsumexp(right, 1))[known].mean()
    odds = scale * alike + bias
    pairs = functional.softplus(-odds)[same & counts].mean() + functional.softplus(odds)[counts & ~same].mean()
    return contrast + pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("articles", "minilm", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    marked = list(map(rows_of, read_events(args.articles)[0]))
    written = [[Row((words, said), frozenset({n})) for words, said, n in event] for event in read_renderings()]
    encoder = MiniLM()
    encoder.load(args.minilm / "model.safetensors")
    encoder.features.weight.data.zero_()  # sentences are read without them
    encoder.features.requires_grad_(False)
    scale, bias = nn.Parameter(torch.tensor(12.0)), nn.Parameter(torch.tensor(-8.0))
    learnt = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": learnt, "lr": 0.0}, {"params": [scale, bias], "lr": 0.02, "weight_decay": 0.0}], weight_decay=0.01
    )
    epochs = [written] * WRITTEN + [marked] * MARKED
    steps, step = sum(map(len, epochs)), 0
    for epoch, events in enumerate(epochs, 1):
        encoder.train()
        total, title = 0.0, f"epoch {epoch} of {len(epochs)}"
        for event in tqdm(rng.sample(events, len(events)), desc=title, disable=not sys.stderr.isatty()):
            step += 1
            optimizer.param_groups[0]["lr"] = RATE * max(0.0, min(step / steps / WARM_UP, 1 - step / steps))
            rows = [(rng.choice(row.texts), row) for row in rng.sample(event, min(BATCH, len(event)))]
            value = loss(vectors(encoder, [text for text, _ in rows]), rows, scale, bias)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            total += float(value.detach())
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"epoch": epoch, "loss": round(total / len(events), 3)}) + "\n")
        torch.save(encoder.state_dict(), args.out / "embedder.pt")


if __name__ == "__main__":
    main()
