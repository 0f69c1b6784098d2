"""Writes the encoder of a model file as ONNX: export.py MODEL OUT_FOLDER

    encoder.onnx        float32, the numbers of the file, with the graph as ONNX Runtime's
                        tool for transformers fuses it
    encoder.int8.onnx   the same after dynamic quantisation to int8, one scale a channel
    hugot/              the float32 graph of standard operators, with the inputs of a plain
                        BERT and its tokenizer, as hugot reads them
"""

import json
import pathlib
import sys

import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper, save
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "train"))
import modelfile


class Graph:
    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, name, value):
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def op(self, kind, *inputs, **attributes):
        out = f"{kind}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=out, **attributes))
        return out


def build(config, tensors, plain=False):
    """The encoder: ids, shapes, gaps and marks, each [windows, pieces], to hidden [windows, pieces, width].

    A plain one has the inputs of BERT, and a shape, gap and mark of 0 everywhere.
    """
    g = Graph()
    width, heads = config["hidden"], config["heads"]

    def number(name):
        t = tensors[name]
        return modelfile.dequantise(*t) if isinstance(t, tuple) else t

    def norm(x, name):
        scale, shift = (g.constant(f"{name}.{k}", number(f"{name}.{k}")) for k in ("weight", "bias"))
        return g.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=config["eps"])

    def linear(x, name):
        product = g.op("MatMul", x, g.constant(name + ".weight", number(name + ".weight").T))
        return g.op("Add", product, g.constant(name + ".bias", number(name + ".bias")))

    def table(name):
        return g.constant("embeddings." + name, number("embeddings." + name))

    names = ["input_ids", "attention_mask", "token_type_ids"] if plain else ["ids", "shapes", "gaps", "marks"]
    x = g.op("Gather", table("word"), names[0])
    length = g.op("Slice", g.op("Shape", names[0]), g.constant("one", np.array([1])), g.constant("two", np.array([2])))
    zero = g.constant("zero", np.array([0]))
    x = g.op("Add", x, g.op("Slice", table("position"), zero, length, zero))
    for name in ("shape", "gap", "mark"):
        if plain:
            x = g.op("Add", x, g.constant(name, number("embeddings." + name)[0]))
        else:
            x = g.op("Add", x, g.op("Gather", table(name), name + "s"))
    x = norm(x, "embeddings.norm")
    split = g.constant("split", np.array([0, 0, heads, width // heads]))
    join = g.constant("join", np.array([0, 0, width]))
    for i in range(config["layers"]):
        p = f"layer.{i}."
        q, k, v = (g.op("Reshape", linear(x, f"{p}attention.{part}"), split) for part in ("query", "key", "value"))
        q, v = (g.op("Transpose", t, perm=[0, 2, 1, 3]) for t in (q, v))
        scores = g.op("MatMul", q, g.op("Transpose", k, perm=[0, 2, 3, 1]))
        scores = g.op("Div", scores, g.constant("root", np.float32((width // heads) ** 0.5)))
        context = g.op("MatMul", g.op("Softmax", scores, axis=-1), v)
        context = g.op("Reshape", g.op("Transpose", context, perm=[0, 2, 1, 3]), join)
        x = norm(g.op("Add", linear(context, p + "attention.output"), x), p + "attention.norm")
        y = linear(x, p + "ffn.in")
        e = g.op("Erf", g.op("Div", y, g.constant("root two", np.float32(2**0.5))))
        y = g.op("Mul", g.op("Mul", y, g.op("Add", e, g.constant("1", np.float32(1)))), g.constant("half", np.float32(0.5)))
        x = norm(g.op("Add", linear(y, p + "ffn.out"), x), p + "ffn.norm")
    output = "last_hidden_state" if plain else "hidden"
    g.nodes.append(helper.make_node("Identity", [x], [output]))
    shape = ["windows", "pieces"]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, shape) for n in names]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [*shape, width])]
    graph = helper.make_graph(g.nodes, "encoder", inputs, outputs, list(g.constants.values()))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    return model


def tokenizer(vocab):
    """The contents of a tokenizer.json."""
    special = [{"id": vocab.index(t), "content": t, "special": True, "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False} for t in ("[UNK]", "[CLS]", "[SEP]")]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
                       "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", vocab.index("[SEP]")], "cls": ["[CLS]", vocab.index("[CLS]")]},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                  "vocab": {word: i for i, word in enumerate(vocab)}},
    }


def fold(file):
    """Replaces a graph by what ONNX Runtime makes of it at its first level: constants folded, casts removed.

    The tool for transformers would do the same, but imports PyTorch for it.
    """
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(file) + ".folded"
    onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"], disabled_optimizers=["ConstantSharing"])
    pathlib.Path(options.optimized_model_filepath).replace(file)


def main():
    config, vocab, tensors = modelfile.read(sys.argv[1])
    out = pathlib.Path(sys.argv[2])
    hugot = out / "hugot"
    hugot.mkdir(parents=True, exist_ok=True)
    save(build(config, tensors, plain=True), hugot / "model.onnx")
    (hugot / "tokenizer.json").write_text(json.dumps(tokenizer(vocab)))
    (hugot / "config.json").write_text(json.dumps({"max_position_embeddings": config["positions"]}))

    whole, encoder = out / "unfused.onnx", out / "encoder.onnx"
    save(build(config, tensors), whole)
    fold(whole)
    fused = optimize_model(str(whole), "bert", num_heads=config["heads"], hidden_size=config["hidden"], opt_level=0)
    fused.save_model_to_file(str(encoder))
    whole.unlink()
    print("fused:", {k: v for k, v in fused.get_fused_operator_statistics().items() if v}, file=sys.stderr)
    # The tool for shapes does not know the operators that were fused.
    quantize_dynamic(encoder, out / "encoder.int8.onnx", per_channel=True, weight_type=QuantType.QInt8,
                     extra_options={"DefaultTensorType": TensorProto.FLOAT})


if __name__ == "__main__":
    main()
