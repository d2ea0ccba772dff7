"""What the reader is taught with: batches of examples, and its loss against their labels and against other readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from reader_data import IGNORED, Example
from reader_network import Reader
from torch import Tensor
from torch.nn import functional

from newsclaims.model import distances
from newsclaims.wordpieces import SPECIAL

ROLES = [slice(3 * role, 3 * role + 3) for role in range(3)]  # columns of the tags: source, cue, content
CUE_BEGINS, CONTENT_OUT, ENDS = 4, 6, 9
ENDS_WEIGHT, SOURCES_WEIGHT = 0.3, 0.25
CERTAIN = 0.3  # least probability that a cue begins at a word for its source to be learnt from other readers
TAUGHT = 0.5  # weight of what other readers say; the labels have the rest

Scores = tuple[Tensor, Tensor, Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Examples padded to one size; ``cues`` has a row (example, place of the cue) for each row of ``sources``.

    ``taught`` [B, W] are the words of which other readers' answers may be learnt.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    present: Tensor
    taught: Tensor
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
        taught = (present > 0) & torch.tensor([r.taught for r in rows])[:, None]
        for row, (_, _, source) in enumerate(pairs):
            sources[row, source] = 1
        cues = torch.tensor([(b, cue) for b, cue, _ in pairs], dtype=torch.long).reshape(-1, 2)
        return cls(ids, features, mask, firsts, present, taught, tags, ends, heads, cues, sources)

    def read(self, network: Reader) -> Scores:
        """The network's scores, in 32 bits; no word can choose a cue that is not there."""
        steps = torch.from_numpy(distances(self.firsts.shape[1]))
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(self.ids, self.features, self.mask, self.firsts, steps)
        tags, contents, sources = (s.float() for s in scores)
        absent = functional.pad(self.present == 0, (1, 0))
        return tags, contents.masked_fill(absent[:, None], -1e4), sources


def loss(network: Reader, batch: Batch, teachers: Sequence[Reader]) -> Tensor:
    """The loss of one batch: against its labels, and against the mean of what the teachers say where there are any."""
    scores = batch.read(network)
    labelled = bool((batch.tags[..., 0] != IGNORED).any())
    if not teachers or not batch.taught.any():
        return label_loss(scores, batch)
    taught = teacher_loss(scores, mean_answer(teachers, batch), batch)
    return TAUGHT * taught + (1 - TAUGHT) * label_loss(scores, batch) if labelled else taught


def label_loss(scores: Scores, batch: Batch) -> Tensor:
    """The sum of the losses of tags, ends, contents' cues and sources (the last two a word and a cue each)."""
    tags, contents, sources = scores
    total = functional.cross_entropy(contents.flatten(0, 1), batch.heads.flatten(), ignore_index=IGNORED)
    for n, role in enumerate(ROLES):
        wanted = batch.tags[..., n].flatten()
        total = total + functional.cross_entropy(tags[..., role].flatten(0, 1), wanted, ignore_index=IGNORED)
    inside = batch.tags[..., 2] > 0
    if inside.any():
        each = functional.binary_cross_entropy_with_logits(tags[..., ENDS][inside], batch.ends[inside])
        total = total + ENDS_WEIGHT * each
    if len(batch.cues):
        b, cue = batch.cues.T
        total = total + SOURCES_WEIGHT * _source_loss(sources[b, :, cue], batch.sources, batch.present[b])
    return total


def mean_answer(teachers: Sequence[Reader], batch: Batch) -> Scores:
    """The mean of the teachers' probabilities, in the form of scores."""
    answers = []
    with torch.no_grad():
        for teacher in teachers:
            tags, contents, sources = batch.read(teacher)
            shares = [*(tags[..., role].softmax(-1) for role in ROLES), tags[..., ENDS:].sigmoid()]
            answers.append((torch.cat(shares, -1), contents.softmax(-1), sources.sigmoid()))
    tags, contents, sources = (torch.stack(part).mean(0) for part in zip(*answers, strict=True))
    return tags, contents, sources


def teacher_loss(scores: Scores, taught: Scores, batch: Batch) -> Tensor:
    """The same sum against the teachers' probabilities; the sources' are learnt where these see a cue."""
    (tags, contents, sources), (tag_shares, content_shares, source_shares) = scores, taught
    here = batch.taught
    total = _cross_entropy(contents, content_shares)[here].mean()
    for role in ROLES:
        total = total + _cross_entropy(tags[..., role], tag_shares[..., role])[here].mean()
    inside = here & (tag_shares[..., CONTENT_OUT] < 0.5)
    if inside.any():
        wanted = tag_shares[..., ENDS][inside]
        each = functional.binary_cross_entropy_with_logits(tags[..., ENDS][inside], wanted)
        total = total + ENDS_WEIGHT * each
    b, cue = (here & (tag_shares[..., CUE_BEGINS] > CERTAIN)).nonzero(as_tuple=True)
    if len(b):
        each = _source_loss(sources[b, :, cue], source_shares[b, :, cue], batch.present[b])
        total = total + SOURCES_WEIGHT * each
    return total


def _source_loss(scores: Tensor, wanted: Tensor, present: Tensor) -> Tensor:
    """A cue's share of the loss of its source's words."""
    each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (each * present).sum() / len(scores)


def _cross_entropy(scores: Tensor, shares: Tensor) -> Tensor:
    return -(shares * scores.log_softmax(-1)).sum(-1)
