#!/usr/bin/env bash
# Trains internal/office/office.model for the network that is in place: run.sh WORK GOLD, from the top of the repository.
# WORK is a folder for what is in between, GOLD the gold laid over its texts. PYTHON has what train/requirements.txt lists.
set -euo pipefail
work=$1 gold=$2 python=${PYTHON:-python}
mkdir -p "$work"
work=$(realpath "$work")
go build -o "$work/dictum" ./cmd/dictum
for split in train dev; do
	"$python" -c 'import json,sys
for d in map(json.loads, sys.stdin): print(json.dumps({"id": d["key"], "text": d["text"]}))' < "$gold/$split.gold.jsonl" > "$work/$split.texts.jsonl"
	go run ./train/states "$work/$split.texts.jsonl" "$work/$split.states"
	"$work/dictum" extract -f jsonl "$work/$split.texts.jsonl" > "$work/$split.read.jsonl"
done
"$python" train/roles/roles.py "$work" "$gold" internal/model/dictum.model internal/office/office.model
