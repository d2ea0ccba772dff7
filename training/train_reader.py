"""Train the reader of attributions on PolNeAR.

    python training/train_reader.py POLNEAR GUM MINILM OUT [--epochs 8] [--seed 1] [--share 1.0]

POLNEAR is a clone's folder of parts (``train/`` and ``dev/``, each with ``text/`` and ``attributions/``), GUM a folder
of its CoNLL-U files and ``splits.md``, MINILM the file ``model.safetensors`` of all-MiniLM-L6-v2, OUT a folder for
checkpoints, the log and the weights, ``reader.pt``.
A run that was stopped goes on from its last checkpoint when it is started again with the same arguments.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from reader_data import IGNORED, Document, Example, label, read_documents, read_gum, read_training, scores
from reader_examples import examples, excerpts, masked
from reader_network import Reader, as_encoder
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import get_ema_multi_avg_fn
from tqdm import tqdm

from newsclaims.model import DISTANCES, distances
from newsclaims.wordpieces import SPECIAL

BATCH = 8  # windows
POOL = 20  # batches whose windows are sorted by length, to pad less
RATES = {"encoder": 2e-4, "heads": 1.5e-3, "distance": 2e-2}
WARM_UP = 0.04  # of all steps; then the rates fall to nothing
AVERAGE = 0.999  # decay of the averaged weights, which are what is kept
CHECKPOINT = 200  # steps


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run depends on, besides its data."""

    epochs: int
    seed: int
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Examples padded to one size; ``cues`` has a row (example, place of the cue) for each row of ``sources``."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    present: Tensor
    tags: Tensor
    ends: Tensor
    heads: Tensor
    cues: Tensor
    sources: Tensor

    @classmethod
    def of(cls, rows: Sequence[Example]) -> Batch:
        """The examples, padded to the longest of them."""
        size = len(rows)
        length = -(-max(len(r.window.ids) for r in rows) // 16) * 16
        words = -(-max(len(r.heads) for r in rows) // 16) * 16
        ids, features = torch.zeros(size, length, dtype=torch.long), torch.full((size, length), SPECIAL)
        mask = torch.full((size, 1, 1, length), -1e4)
        firsts, present = torch.zeros(size, words, dtype=torch.long), torch.zeros(size, words)
        tags, heads = torch.full((size, words, 3), IGNORED), torch.full((size, words), IGNORED)
        ends = torch.zeros(size, words)
        pairs = [(b, cue, source) for b, r in enumerate(rows) for cue, source in r.sources]
        sources = torch.zeros(len(pairs), words)
        for b, r in enumerate(rows):
            n, w = len(r.window.ids), len(r.heads)
            ids[b, :n], features[b, :n] = torch.from_numpy(r.window.ids), torch.from_numpy(r.window.features)
            mask[b, ..., :n] = 0
            firsts[b, :w], present[b, :w] = torch.from_numpy(r.window.firsts), 1
            tags[b, :w], heads[b, :w] = torch.from_numpy(r.tags), torch.from_numpy(r.heads)
            ends[b, :w] = torch.from_numpy(r.ends)
        for row, (_, _, source) in enumerate(pairs):
            sources[row, source] = 1
        cues = torch.tensor([(b, cue) for b, cue, _ in pairs], dtype=torch.long).reshape(-1, 2)
        return cls(ids, features, mask, firsts, present, tags, ends, heads, cues, sources)


def loss(network: Reader, batch: Batch) -> Tensor:
    """The sum of the losses of tags, ends, contents' cues and sources (the last two a word and a cue each)."""
    steps = torch.from_numpy(distances(batch.firsts.shape[1]))
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(batch.ids, batch.features, batch.mask, batch.firsts, steps)
    tags, contents, sources = (s.float() for s in scores)
    total = torch.zeros(())
    for role in range(3):
        logits = tags[..., 3 * role : 3 * role + 3].reshape(-1, 3)
        total = total + functional.cross_entropy(logits, batch.tags[..., role].reshape(-1), ignore_index=IGNORED)
    inside = batch.tags[..., 2] > 0
    if inside.any():
        total = total + 0.3 * functional.binary_cross_entropy_with_logits(tags[..., 9][inside], batch.ends[inside])
    absent = functional.pad(batch.present == 0, (1, 0))
    contents = contents.masked_fill(absent[:, None], -1e4).reshape(-1, contents.shape[2])
    total = total + functional.cross_entropy(contents, batch.heads.reshape(-1), ignore_index=IGNORED)
    if len(batch.cues):
        b, cue = batch.cues.T
        each = functional.binary_cross_entropy_with_logits(sources[b, :, cue], batch.sources, reduction="none")
        total = total + (each * batch.present[b]).sum() / len(b) / 4
    return total


def batches(articles: Sequence[Document], others: Sequence[Document], rng: random.Random) -> list[list[Example]]:
    """One epoch's batches, in random order, each of windows about as long as each other."""
    rows = [label(*excerpt) for document in articles for excerpt in examples(document, rng)]
    rows += [label(masked(window, rng), view) for document in others for window, view in excerpts(document, rng)]
    rng.shuffle(rows)
    made = []
    for at in range(0, len(rows), POOL * BATCH):
        pool = sorted(rows[at : at + POOL * BATCH], key=lambda row: len(row.window.ids))
        made += [pool[k : k + BATCH] for k in range(0, len(pool), BATCH)]
    rng.shuffle(made)
    return made


def start_distances(network: Reader, documents: Sequence[Document]) -> None:
    """Start the scores of distances from how often words at each stand in a cue's content or source.

    From nothing, they never get as large as they should: they are few, and each is seen in few pairs.
    """
    content, source, all_ = (np.zeros(DISTANCES) for _ in range(3))
    for example in (label(*excerpt) for d in documents for excerpt in examples(d, random.Random(0))):
        steps = distances(len(example.heads))
        for cue, words in example.sources:
            np.add.at(all_, steps[:, cue], 1)
            np.add.at(source, steps[words, cue], 1)
            np.add.at(content, steps[np.flatnonzero(example.heads == cue + 1), cue], 1)
    for pairs, counts in ((network.contents, content), (network.sources, source)):
        logs = np.log((counts + 1) / (all_ + 20))
        logs = np.maximum(logs - logs.max(), -6)
        pairs.distance.data = torch.tensor(logs - (logs * counts).sum() / counts.sum(), dtype=torch.float32)


class Run:
    """A training run: network, averaged weights, optimiser and where it is."""

    def __init__(self, plan: Plan, articles: Sequence[Document], others: Sequence[Document], minilm: Path) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.articles, self.others = plan, articles, others
        self.network = Reader()
        self.network.encoder.load(minilm)
        start_distances(self.network, articles[:300])
        self.average = deepcopy(self.network)
        self.averaged = [list(filter(lambda p: p.requires_grad, n.parameters())) for n in (self.average, self.network)]
        groups: dict[str, list[Tensor]] = {name: [] for name in RATES}
        for name, parameter in self.network.named_parameters():
            if parameter.requires_grad:
                head = not name.startswith("encoder.") or "features" in name
                groups["distance" if name.endswith("distance") else "heads" if head else "encoder"].append(parameter)
        self.optimizer = torch.optim.AdamW(
            [{"params": groups[name], "lr": rate, "rate": rate} for name, rate in RATES.items()],
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.optimizer.param_groups[-1]["weight_decay"] = 0.0
        self.epoch, self.step = 0, 0

    def epochs(self) -> Iterator[list[list[Example]]]:
        """The batches of the epochs that are left; the first may be one that was begun."""
        while self.epoch < self.plan.epochs:
            yield batches(self.articles, self.others, random.Random(f"{self.plan.seed} {self.epoch}"))
            self.epoch, self.step = self.epoch + 1, 0

    def learn(self, rows: Sequence[Example], done: float) -> float:
        """One step; ``done`` is the share of all steps behind it. Returns the loss."""
        torch.manual_seed(hash((self.plan.seed, self.epoch, self.step)) % 2**31)
        rate = min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * max(rate, 0.005)
        value = loss(self.network, Batch.of(rows))
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        get_ema_multi_avg_fn(AVERAGE)(*self.averaged, None)
        self.step += 1
        return float(value.detach())

    def save(self, path: Path) -> None:
        """Write all that is needed to go on; whole or not at all."""
        state = {name: getattr(self, name).state_dict() for name in ("network", "average", "optimizer")}
        torch.save(
            {**state, "plan": asdict(self.plan), "epoch": self.epoch, "step": self.step}, path.with_suffix(".new")
        )
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint. Raises ValueError if it is another plan's."""
        state = torch.load(path, weights_only=True)
        if state["plan"] != asdict(self.plan):
            raise ValueError(f"{path} was made with {state['plan']}, not {asdict(self.plan)}: name another folder")
        for name in ("network", "average", "optimizer"):
            getattr(self, name).load_state_dict(state[name])
        self.epoch, self.step = state["epoch"], state["step"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("polnear", "gum", "minilm", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the training articles: for a learning curve")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(args.epochs, args.seed, args.share)
    dev = read_documents(args.polnear / "dev")
    kept, _ = read_training(args.polnear)
    kept = random.Random(plan.seed).sample(kept, round(plan.share * len(kept)))
    run = Run(plan, kept, read_gum(args.gum), args.minilm)
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        run.load(checkpoint)
    log = (args.out / "log.jsonl").open("a", encoding="utf-8")
    for rows in run.epochs():
        start, total = perf_counter(), 0.0
        todo = rows[run.step :]
        for row in tqdm(todo, desc=f"epoch {run.epoch + 1} of {plan.epochs}", disable=not sys.stderr.isatty()):
            total += run.learn(row, (run.epoch + run.step / len(rows)) / plan.epochs)
            if run.step % CHECKPOINT == 0:
                run.save(checkpoint)
        line = {"epoch": run.epoch + 1, "loss": total / max(1, len(todo)), "seconds": perf_counter() - start}
        found = scores(as_encoder(run.average, {"confidence": {"outer": [0.0] * 4}}), dev)
        line |= {measure: 100 * score.f1 for measure, score in found.items()}
        log.write(json.dumps({key: round(value, 2) for key, value in line.items()}) + "\n")
        log.flush()
    torch.save(run.average.state_dict(), args.out / "reader.pt")


if __name__ == "__main__":
    main()
