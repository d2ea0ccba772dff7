#!/usr/bin/env bash
# From PolNeAR, GUM and MiniLM (see train_reader.py) to the weights that export_reader.py turns into the shipped files.
# It takes four hours on two cores; one that was stopped goes on where it was.
set -euo pipefail
cd "$(dirname "$0")"
test $# -eq 4 || { echo "usage: train_reader.sh POLNEAR GUM MINILM OUT" >&2; exit 2; }
data=("$1" "$2" "$3") out=$4
teachers=()
for seed in 1 2 3; do
    python train_reader.py "${data[@]}" "$out/teacher$seed" --seed "$seed"
    teachers+=("$out/teacher$seed/reader.pt")
done
python train_reader.py "${data[@]}" "$out/taught" --epochs 7 --teachers "${teachers[@]}"
python train_reader.py "${data[@]}" "$out/long" --epochs 2 --seed 7 --teachers "${teachers[@]}" --start "$out/taught/reader.pt"
python train_reader.py "${data[@]}" "$out" --epochs 2 --seed 8 --teachers "$out/long/reader.pt" --start "$out/long/reader.pt" --nested
