"""Make the shipped files of the reader from its weights, and check them against these.

    python training/export_reader.py WEIGHTS POLNEAR RESOURCES

WEIGHTS is what ``train_reader.py`` wrote, POLNEAR the folder that it read, RESOURCES the package's folder.
Writes ``reader.onnx`` (the network, its matrices in 8 bits), ``pieces.npz`` (the table of word pieces, in 8 bits too,
which the network does not hold, so that other networks may use it) and ``reader.json`` (their hashes, and the numbers
that turn evidence into confidence, fitted on PolNeAR's training articles that were held out and, for attributions
within contents, on these articles' contents, each read alone).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from reader_data import Document, decoded, lines_of, read_documents, read_nested, read_training, scores
from reader_examples import Excerpt, contents_alone
from reader_network import WIDTH, Plain, Reader, as_encoder, load_reader
from scipy.optimize import minimize
from torch import Tensor, nn

from newsclaims.matching import SAME, overlap
from newsclaims.model import Encoder, distances, load
from newsclaims.wordpieces import SPECIAL, windows
from newsclaims.writing import write_whole

OPSET = 17


Axes = dict[str, dict[int, str]]  # the names of inputs or outputs, and of their axes that vary


def write_network(network: nn.Module, inputs: tuple[Tensor, ...], path: Path, *, names: Axes, outputs: Axes) -> None:
    """Write a network with its matrices in 8 bits, each column with a scale of its own."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        torch.onnx.export(
            network.eval(),
            inputs,
            str(whole),
            dynamo=False,
            input_names=list(names),
            output_names=list(outputs),
            dynamic_axes=names | outputs,
            opset_version=OPSET,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(path)
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, path)


def write_reader(reader: Reader, path: Path) -> None:
    """Write the reader's network, which is given the vectors of pieces."""
    words = 40
    steps = torch.from_numpy(distances(words))
    inputs = (torch.zeros(50, WIDTH), torch.full((50,), SPECIAL), torch.arange(words), steps)
    names: Axes = {"vectors": {0: "L"}, "features": {0: "L"}, "firsts": {0: "W"}, "distances": {0: "W", 1: "W"}}
    outputs: Axes = {"tags": {0: "W"}, "contents": {0: "W", 1: "V"}, "sources": {0: "W", 1: "W"}}
    write_network(Plain(reader), inputs, path, names=names, outputs=outputs)


def write_pieces(reader: Reader, path: Path) -> None:
    """Write the table of word pieces: 8 bits each, with a scale for each piece."""
    table = reader.encoder.pieces.weight.detach().numpy()
    scales = np.abs(table).max(1, keepdims=True) / 127
    np.savez(path, table=np.round(table / scales).astype(np.int8), scales=scales.astype(np.float32))


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fit_confidence(encoder: Encoder, excerpts: Iterable[Excerpt], *, alone: bool) -> list[float]:
    """Intercept and weights of a logistic regression from evidence to whether an annotator marked the same.

    The same means half of the words in content and source, as everywhere.
    """
    rows, right = [], []
    for window, view in excerpts:
        for relation, source, content in decoded(encoder, window, alone=alone):
            alike = (min(overlap(content, r.content), overlap(source, r.source)) for r in view)
            rows.append((1.0, *relation.evidence))
            right.append(max(alike, default=0.0) >= SAME)
    x, signs = np.array(rows), np.where(right, 1, -1)
    fitted = minimize(lambda weights: np.logaddexp(0, -signs * (x @ weights)).mean(), np.zeros(x.shape[1]))
    return [round(float(weight), 4) for weight in fitted.x]


def compare(whole: Encoder, small: Encoder, documents: Sequence[Document]) -> float:
    """The mean difference of the probabilities of all tags between the network in 32 bits and in 8."""
    differences = []
    for window in windows(line for document in documents for line in lines_of(document.text)):
        a, b = (1 / (1 + np.exp(-encoder.scores(window).tags)) for encoder in (whole, small))
        differences.append(np.abs(a - b).mean())
    return float(np.mean(differences))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("weights", "polnear", "resources"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    reader = load_reader(args.weights)
    network, pieces, card = (args.resources / name for name in ("reader.onnx", "pieces.npz", "reader.json"))
    write_reader(reader, network)
    write_pieces(reader, pieces)
    said = {"sha256": {path.name: digest(path) for path in (network, pieces)}}
    write_whole(card, json.dumps(said, indent=1) + "\n")
    held_out = read_training(args.polnear)[1]
    outer = ((window, view) for d in held_out for window in windows(lines_of(d.text)) for view in d.views)
    nested = (e for d in read_nested(held_out) for e in contents_alone(d, random.Random(0)))
    said["confidence"] = {
        "outer": fit_confidence(load(args.resources), outer, alone=False),
        "nested": fit_confidence(load(args.resources), nested, alone=True),
    }
    write_whole(card, json.dumps(said, indent=1) + "\n")
    dev = read_documents(args.polnear / "dev")
    encoders = {"32 bits": as_encoder(reader, said), "8 bits": load(args.resources)}
    for name, encoder in encoders.items():
        print(name, *(f"{measure} {100 * score.f1:.1f}" for measure, score in scores(encoder, dev).items()), sep=", ")
    print(f"mean difference of tags' probabilities: {compare(*encoders.values(), dev[:20]):.4f}")


if __name__ == "__main__":
    main()
