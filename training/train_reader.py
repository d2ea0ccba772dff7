"""Train the reader of attributions on PolNeAR.

    python training/train_reader.py POLNEAR GUM MINILM OUT [--epochs 8] [--seed 1] [--share 1.0]
                                    [--teachers WEIGHTS…] [--start WEIGHTS] [--nested]

POLNEAR is a clone's folder of parts (``train/`` and ``dev/``, each with ``text/`` and ``attributions/``), GUM a folder
of its CoNLL-U files and ``splits.md``, MINILM the file ``model.safetensors`` of all-MiniLM-L6-v2, OUT a folder for
checkpoints, the log and the weights, ``reader.pt``. A run that was stopped goes on from its last checkpoint when it is
started again with the same arguments.

Teachers are the weights of earlier runs: what they say on average is learnt beside the labels, so that one reader comes
near several (Hinton, Vinyals and Dean 2015). With --start a run goes on from earlier weights, gently, and writes the
mean of these and of each epoch's. With --nested it also reads contents of PolNeAR within which attributions are marked
(``nested.jsonl``), and writes what it ends with. ``train_reader.sh`` does it all, up to the shipped weights.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from reader_data import (
    Document,
    Example,
    label,
    lines_of,
    read_documents,
    read_gum,
    read_nested,
    read_training,
    scores,
    unlabelled,
)
from reader_examples import HIDDEN_SHARE, LIMITS, contents_alone, examples, excerpts, masked
from reader_loss import Batch, loss
from reader_network import Reader, as_encoder, load_reader
from torch import Tensor
from torch.optim.swa_utils import get_ema_multi_avg_fn
from tqdm import tqdm

from newsclaims.model import DISTANCES, distances
from newsclaims.wordpieces import windows

BATCH = 8  # windows
POOL = 20  # batches whose windows are sorted by length, to pad less
RATES = {"encoder": 2e-4, "heads": 1.5e-3, "distance": 2e-2}
WARM_UP = 0.04  # of all steps; then the rates fall to nothing
AVERAGE = 0.999  # decay of the averaged weights, which are what is kept
CHECKPOINT = 200  # steps
GENTLY = 0.4  # of the rates, where a run goes on from earlier weights
GENTLY_HIDDEN = 0.03  # of the words are hidden then: the reader meets none that are
READ_SHARE = 0.4  # of GUM's documents, in each epoch, where other readers teach


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run depends on, besides its data."""

    epochs: int
    seed: int
    share: float
    teachers: tuple[str, ...]
    start: str | None
    nested: bool


def batches(
    articles: Sequence[Document],
    others: Sequence[Document],
    layer: Sequence[Document],
    rng: random.Random,
    *,
    taught: bool,
    hidden: float,
) -> list[list[Example]]:
    """One epoch's batches, in random order, each of windows about as long as each other.

    A share of the words is ``hidden``. Where other readers teach, some of GUM's documents are read as articles, too:
    these readers' answers take the place of labels. They teach nothing where nested attributions are marked, which
    they know less of.
    """
    rows = [label(*excerpt) for document in articles for excerpt in examples(document, rng, hidden)]
    rows += [label(masked(w, rng, hidden), view) for document in others for w, view in excerpts(document, rng)]
    own = (label(masked(w, rng, hidden), view) for document in layer for w, view in contents_alone(document, rng))
    rows += [replace(row, taught=False) for row in own]
    if taught:
        read = (document for document in others if rng.random() < READ_SHARE)
        whole = (w for document in read for w in windows(lines_of(document.text), rng.choice(LIMITS)))
        rows += [unlabelled(masked(w, rng, hidden)) for w in whole]
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


def mean(weights: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights of several files."""
    states = [torch.load(path, weights_only=True) for path in weights]
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


class Run:
    """A training run: network, averaged weights, optimiser and where it is."""

    def __init__(self, plan: Plan, articles: Sequence[Document], others: Sequence[Document], minilm: Path) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.articles, self.others = plan, articles, others
        self.layer = read_nested(articles) if plan.nested else []
        self.teachers = [load_reader(Path(weights)) for weights in plan.teachers]
        self.network = Reader()
        self.network.encoder.load(minilm)
        start_distances(self.network, articles[:300])
        if plan.start:
            self.network.load_state_dict(torch.load(plan.start, weights_only=True))
        self.average = deepcopy(self.network)
        self.averaged = [list(filter(lambda p: p.requires_grad, n.parameters())) for n in (self.average, self.network)]
        groups: dict[str, list[Tensor]] = {name: [] for name in RATES}
        for name, parameter in self.network.named_parameters():
            if parameter.requires_grad:
                head = not name.startswith("encoder.") or "features" in name
                groups["distance" if name.endswith("distance") else "heads" if head else "encoder"].append(parameter)
        share = GENTLY if plan.start else 1.0
        self.optimizer = torch.optim.AdamW(
            [{"params": groups[name], "lr": 0.0, "rate": share * rate} for name, rate in RATES.items()],
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.optimizer.param_groups[-1]["weight_decay"] = 0.0
        self.epoch, self.step = 0, 0

    def epochs(self) -> Iterator[list[list[Example]]]:
        """The batches of the epochs that are left; the first may be one that was begun."""
        while self.epoch < self.plan.epochs:
            rng = random.Random(f"{self.plan.seed} {self.epoch}")
            hidden = GENTLY_HIDDEN if self.plan.start else HIDDEN_SHARE
            documents = (self.articles, self.others, self.layer)
            yield batches(*documents, rng, taught=bool(self.teachers), hidden=hidden)
            self.epoch, self.step = self.epoch + 1, 0

    def learn(self, rows: Sequence[Example], done: float) -> float:
        """One step; ``done`` is the share of all steps behind it. Returns the loss."""
        torch.manual_seed(hash((self.plan.seed, self.epoch, self.step)) % 2**31)
        rate = min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * max(rate, 0.005)
        value = loss(self.network, Batch.of(rows), self.teachers)
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
    parser.add_argument("--teachers", nargs="*", default=[], metavar="WEIGHTS", help="earlier runs' reader.pt")
    parser.add_argument("--start", metavar="WEIGHTS", help="go on from these, gently")
    parser.add_argument("--nested", action="store_true", help="read contents with what is marked within them, too")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(args.epochs, args.seed, args.share, tuple(args.teachers), args.start, args.nested)
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
        torch.save(run.average.state_dict(), args.out / f"epoch{run.epoch + 1}.pt")
    path = args.out / "reader.pt"
    if plan.start and not plan.nested:
        torch.save(mean([Path(plan.start), *(args.out / f"epoch{n + 1}.pt" for n in range(plan.epochs))]), path)
    else:
        torch.save(run.average.state_dict(), path)


if __name__ == "__main__":
    main()
