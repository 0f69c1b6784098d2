"""Runs encoders by ONNX Runtime for main.go: worker.py FOLDER, with the folder of export.py.

It reads the lines of its standard input and answers each with one line of JSON:

    load NAME       reads NAME.onnx, and runs the first window: {"seconds": …}
    run NAME        runs every window once: {"seconds": …}
    compare NAME    {"cosine": of the first window's vectors with those in hidden.f32, on average}
"""

import json
import pathlib
import sys
import time

import numpy as np
import onnxruntime


def main():
    folder = pathlib.Path(sys.argv[1])
    windows = [{k: np.array([v], np.int64) for k, v in w.items()} for w in json.loads((folder / "windows.json").read_text())]
    sessions = {}
    for line in sys.stdin:
        command, name = line.split()
        start = time.perf_counter()
        answer = {}
        if command == "load":
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            sessions[name] = onnxruntime.InferenceSession(folder / f"{name}.onnx", options, providers=["CPUExecutionProvider"])
            sessions[name].run(None, windows[0])
        elif command == "run":
            for w in windows:
                sessions[name].run(None, w)
        elif command == "compare":
            theirs = sessions[name].run(None, windows[0])[0][0]
            ours = np.fromfile(folder / "hidden.f32", "<f4").reshape(theirs.shape)
            norms = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
            answer["cosine"] = float(((ours * theirs).sum(1) / norms).mean())
        print(json.dumps(answer | {"seconds": time.perf_counter() - start}), flush=True)


if __name__ == "__main__":
    main()
