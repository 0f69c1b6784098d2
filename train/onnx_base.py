"""Base weights of a teacher, from a BERT in ONNX: onnx_base.py MODEL.onnx OUT.safetensors

The weights get the names that Hugging Face's BERT gives them. In ONNX, the matrices of linear layers have lost
theirs and are transposed; the node that multiplies by one tells where it belongs.
"""

import sys

import onnx
from onnx import numpy_helper
from safetensors.numpy import save_file


def main():
    graph = onnx.load(sys.argv[1]).graph
    init = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {k: v for k, v in init.items() if k.startswith(("embeddings.", "encoder.")) and k.endswith((".weight", ".bias"))}
    for n in graph.node:
        if n.op_type == "MatMul" and n.input[1] in init:
            out[n.name.strip("/").removesuffix("/MatMul").replace("/", ".") + ".weight"] = init[n.input[1]].T.copy()
    save_file(out, sys.argv[2])


if __name__ == "__main__":
    main()
