"""Train the marker of claims on events whose claims are marked, and write its shipped files.

    python training/train_marker.py ARTICLES READER OUT RESOURCES [--epochs 10] [--seed 0]

ARTICLES is the folder of the texts of the articles in ``claims.jsonl``, READER the weights of the reader of
attributions, as ``train_reader.py`` wrote them, from which the marker starts, OUT a folder for checkpoints and the log,
RESOURCES the package's folder. Writes ``marker.onnx``, its matrices in 8 bits, and ``marker.json``, the hashes. A run
that was stopped goes on from its last epoch when it is started again with the same arguments.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from claims_data import Event, Mention, read_events
from export_reader import digest, write_network
from reader_network import WIDTH, Pairs, load_reader
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from newsclaims.marker import ALIKE, LONGEST, alike
from newsclaims.model import distances
from newsclaims.wordpieces import SPECIAL, Window, joined, read_line, windows
from newsclaims.writing import write_whole

STANCES = ("asserts", "denies", "unsure")
BATCH = 4  # windows
RATES = {"encoder": 5e-5, "heads": 1e-3}
WARM_UP = 0.1  # of all steps; then the rates fall to nothing
SLACK = 2  # words by which a stretch that is nearly a claim begins or ends elsewhere
FEWEST = 4  # claims that a window counts for, at least: one without any must not outweigh the others
STANCE_WEIGHT, HELD_WEIGHT = 3.0, 2.0
Stretch = tuple[int, int]  # first and last word


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window, the paragraph of each of its words, and what is marked in it: stance and whether somebody holds it."""

    window: Window
    lines: Tensor
    marked: dict[Stretch, tuple[int, bool]]


class Marker(nn.Module):
    """Scores of each stretch of words: a claim, denied, left open, held by somebody. Only the first is shipped."""

    def __init__(self, reader: Path) -> None:
        super().__init__()
        self.encoder, self.drop = load_reader(reader).encoder, nn.Dropout(0.2)
        self.heads = nn.ModuleList(Pairs() for _ in range(4))
        for alone in (self.heads[0].word_alone, self.heads[0].cue_alone):
            nn.init.constant_(alone.bias, -2.0)  # few stretches are claims

    def forward(self, window: Window) -> Tensor:
        """The scores [4, W, W] of a window's stretches, by their first and their last word."""
        ids, features = (torch.from_numpy(row)[None] for row in (window.ids, window.features))
        x = self.encoder(ids, features, torch.zeros(1, 1, 1, ids.shape[1]))[:, torch.from_numpy(window.firsts)]
        steps = torch.from_numpy(distances(len(window.firsts)))
        return torch.cat([head(self.drop(x), steps) for head in self.heads])


class Plain(nn.Module):
    """The network for one window without padding, in operators that quantisation knows; it is given pieces' vectors."""

    def __init__(self, marker: Marker) -> None:
        super().__init__()
        self.marker = marker

    def forward(self, vectors: Tensor, features: Tensor, firsts: Tensor, steps: Tensor) -> Tensor:
        """The log odds [W, W] of a claim, given vectors [L, WIDTH]: the other heads are there to be learnt from."""
        return self.marker.heads[0].plain(self.marker.encoder.plain(vectors, features)[firsts], steps)


def examples_of(event: Event) -> Iterator[Example]:
    """The windows of an event's articles, with what is marked in them."""
    for article in event.articles:
        lines = (read_line(article.text, passage.start, passage.end) for passage in article.passages())
        mentions = [mention for mention in event.mentions if mention.article_id == article.id]
        for window in windows(line for line in lines if len(line)):
            yield label(window, mentions)


def label(window: Window, mentions: Sequence[Mention]) -> Example:
    """A window with the mentions that lie in one of its paragraphs; one in pieces reaches over what is between them."""
    words = joined(window.lines)
    lines = torch.repeat_interleave(torch.tensor([len(line) for line in window.lines]))
    marked: dict[Stretch, tuple[int, bool]] = {}
    for mention in mentions:
        first = int(np.searchsorted(words.ends, mention.spans[0].start, "right"))
        last = int(np.searchsorted(words.starts, mention.spans[-1].end)) - 1
        if 0 <= first <= last < len(lines) and lines[first] == lines[last]:
            marked.setdefault((first, last), (STANCES.index(mention.stance), mention.held))
    return Example(window, lines, marked)


def loss(scores: Tensor, example: Example) -> Tensor:
    """Of the claims among all stretches, those nearly the same left out, and of their stances and holders."""
    place = torch.arange(len(example.lines))
    apart = place - place[:, None]
    counts = (example.lines[:, None] == example.lines) & (apart >= 0) & (apart < LONGEST)
    claims = torch.zeros(counts.shape)
    for first, last in example.marked:
        for i in range(max(0, first - SLACK), first + SLACK + 1):
            for j in range(max(i, last - SLACK), min(len(place), last + SLACK + 1)):
                if alike((i, j + 1), (first, last + 1)) >= ALIKE:
                    counts[i, j] = False
    for stretch in example.marked:
        counts[stretch], claims[stretch] = True, 1.0
    every = functional.binary_cross_entropy_with_logits(scores[0][counts], claims[counts], reduction="sum")
    total = every / max(FEWEST, len(example.marked))
    if example.marked:
        rows, columns = torch.tensor(list(example.marked)).T
        stances = torch.stack([torch.zeros(len(rows)), scores[1, rows, columns], scores[2, rows, columns]], 1)
        stance, held = map(torch.tensor, zip(*example.marked.values(), strict=True))
        total += STANCE_WEIGHT * functional.cross_entropy(stances, stance)
        total += HELD_WEIGHT * functional.binary_cross_entropy_with_logits(scores[3, rows, columns], held.float())
    return total


def write_marker(marker: Marker, resources: Path) -> None:
    """Write the network, which is given the vectors of pieces, and its card."""
    words = 40
    inputs = (torch.zeros(50, WIDTH), torch.full((50,), SPECIAL), torch.arange(words))
    names = {"vectors": {0: "L"}, "features": {0: "L"}, "firsts": {0: "W"}, "distances": {0: "W", 1: "W"}}
    path = resources / "marker.onnx"
    steps = torch.from_numpy(distances(words))
    write_network(Plain(marker), (*inputs, steps), path, names=names, outputs={"claims": {0: "W", 1: "W"}})
    card = {"sha256": {file.name: digest(file) for file in (path, resources / "pieces.npz")}}
    write_whole(resources / "marker.json", json.dumps(card, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("articles", "reader", "out", "resources"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    examples = [example for event in read_events(args.articles)[0] for example in examples_of(event)]
    marker = Marker(args.reader)
    groups = [list(filter(lambda p: p.requires_grad, part.parameters())) for part in (marker.encoder, marker.heads)]
    rated = [{"params": g, "lr": 0.0, "rate": r} for g, r in zip(groups, RATES.values(), strict=True)]
    optimizer = torch.optim.AdamW(rated, weight_decay=0.01)
    checkpoint, begin = args.out / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        marker.load_state_dict(state["marker"])
        optimizer.load_state_dict(state["optimizer"])
        begin = state["epoch"]
    for epoch in range(begin, args.epochs):
        random.Random(f"{args.seed} {epoch}").shuffle(order := list(range(len(examples))))
        torch.manual_seed(args.seed + epoch)
        marker.train()
        total, title = 0.0, f"epoch {epoch + 1} of {args.epochs}"
        for at in tqdm(range(0, len(order), BATCH), desc=title, disable=not sys.stderr.isatty()):
            batch = [examples[n] for n in order[at : at + BATCH]]
            value = torch.stack([loss(marker(e.window), e) for e in batch]).sum() / BATCH
            done = (epoch + at / len(order)) / args.epochs
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * max(0.02, min(done / WARM_UP, 1 - done))
            value.backward()
            torch.nn.utils.clip_grad_norm_(marker.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += float(value.detach())
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"epoch": epoch + 1, "loss": round(total * BATCH / len(order), 3)}) + "\n")
        state = {"marker": marker.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1}
        torch.save(state, checkpoint)
    write_marker(marker, args.resources)


if __name__ == "__main__":
    main()
