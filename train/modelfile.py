"""The model file that internal/weights reads; that package's comment describes it.

    python train/modelfile.py internal/weights/testdata/tiny.model    writes the tests' file
"""

import hashlib
import json
import struct
import sys
from typing import NamedTuple

import numpy as np

MAGIC = b"\x89DICTUM\n"
VERSION = 1
ALIGNMENT = 64
PREAMBLE = len(MAGIC) + 16


class Nibbles(NamedTuple):
    """Rows of whole numbers from -8 to 7, an even number in each, and a scale for each row."""
    q: np.ndarray  # int8
    scales: np.ndarray

    def packed(self):
        x = (self.q + 8).astype(np.uint8).reshape(len(self.q), -1)
        return x[:, ::2] | x[:, 1::2] << 4


def quantise(w):
    """Return (int8 array, float32 scales), one scale for each row (index of the first dimension)."""
    w = np.asarray(w, np.float32)
    top = np.abs(w.reshape(len(w), -1)).max(axis=1)
    top = np.where(top > 0, top, 1).astype(np.float32)
    column = top.reshape(-1, *[1] * (w.ndim - 1))
    return np.rint(w * (127 / column)).clip(-127, 127).astype(np.int8), top / np.float32(127)


MAX_SUM = 128  # of the magnitudes of four weights that meet in one int16 of the kernels


def quantise_linear(w):
    """As quantise, for the weights of a linear layer: of each eight in a row, the magnitudes of the first, second, fifth and
    sixth sum to no more than MAX_SUM, and so do those of the other four, so that the sums of their products fit int16."""
    w = np.asarray(w, np.float32)
    top = np.abs(w).max(axis=1)
    f = (127 / np.where(top > 0, top, 1)).astype(np.float32)
    padded = np.zeros((len(w), -(-w.shape[1] // 8) * 8))
    while True:
        q = np.rint(w * f[:, None]).clip(-127, 127)
        padded[:, :w.shape[1]] = np.abs(q)
        fours = padded.reshape(len(w), -1, 2, 2, 2).sum((2, 4))  # of inputs 4i+2j+k, one sum for each j
        over = fours.max((1, 2))
        if (over <= MAX_SUM).all():
            return q.astype(np.int8), 1 / f
        f = np.where(over > MAX_SUM, f * np.minimum(MAX_SUM / over, .998), f).astype(np.float32)


def dequantise(q, scales):
    return q.astype(np.float32) * scales.reshape(-1, *[1] * (q.ndim - 1))


def write(path, config, vocab, tensors):
    """Write a model file and return its checksum in hexadecimal.

    config: a dict that JSON can hold.
    vocab: the entries, in the order of their ids.
    tensors: for each name an array, kept as float32, or what quantise returns, or Nibbles.
    """
    for i, entry in enumerate(vocab):
        if "\n" in entry:
            raise ValueError(f"entry {i} of the vocabulary, {entry!r}, has a line feed")
    words = "".join(entry + "\n" for entry in vocab).encode()

    # Two passes: the place of the data depends on the length of the manifest.
    blobs, entries = [words], []
    for name, t in tensors.items():
        if isinstance(t, tuple):
            q, scales = t
            if q.dtype != np.int8 or scales.shape != (len(q),):
                raise ValueError(f"{name}: want int8 and a scale a row, have {q.dtype} {q.shape}, {scales.shape}")
            four = isinstance(t, Nibbles)
            entries.append({"name": name, "dtype": "i4" if four else "i8", "shape": q.shape, "offset": len(blobs), "scales": len(blobs) + 1})
            blobs += [np.ascontiguousarray(t.packed() if four else q).tobytes(), _float32(name + ", scales", scales)]
        else:
            entries.append({"name": name, "dtype": "f32", "shape": np.shape(t), "offset": len(blobs)})
            blobs.append(_float32(name, t))
    start = 0
    while True:
        offsets, end = [], _aligned(start)
        for b in blobs:
            offsets.append(end)
            end = _aligned(end + len(b))
        manifest = {"config": config, "vocab": {"offset": offsets[0], "length": len(words), "count": len(vocab)}, "tensors": []}
        for e in entries:
            manifest["tensors"].append({k: offsets[v] if k in ("offset", "scales") else v for k, v in e.items()})
        text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()
        if PREAMBLE + len(text) <= start:
            break
        start = _aligned(PREAMBLE + len(text) + 64)

    out = bytearray(end)
    out[:PREAMBLE] = MAGIC + struct.pack("<IIQ", VERSION, len(text), end + 32)
    out[PREAMBLE : PREAMBLE + len(text)] = text
    for offset, b in zip(offsets, blobs):
        out[offset : offset + len(b)] = b
    digest = hashlib.sha256(out)
    with open(path, "wb") as f:
        f.write(out + digest.digest())
    return digest.hexdigest()


def read(path):
    """Return (config, vocab, tensors) as given to write."""
    data = open(path, "rb").read()
    version, length, size = struct.unpack_from("<IIQ", data, len(MAGIC))
    if data[: len(MAGIC)] != MAGIC or version != VERSION or size != len(data):
        raise ValueError(f"{path}: not a whole model file of version {VERSION}")
    if hashlib.sha256(data[:-32]).digest() != data[-32:]:
        raise ValueError(f"{path}: damaged")
    manifest = json.loads(data[PREAMBLE : PREAMBLE + length])
    v = manifest["vocab"]
    vocab = data[v["offset"] : v["offset"] + v["length"]].decode().split("\n")[:-1]
    tensors = {}
    for t in manifest["tensors"]:
        n = int(np.prod(t["shape"]))
        if t["dtype"] == "i8":
            q = np.frombuffer(data, np.int8, n, t["offset"]).reshape(t["shape"])
            tensors[t["name"]] = q, np.frombuffer(data, "<f4", t["shape"][0], t["scales"])
        elif t["dtype"] == "i4":
            x = np.frombuffer(data, np.uint8, n // 2, t["offset"])
            q = (np.stack([x & 15, x >> 4], -1).astype(np.int8) - 8).reshape(t["shape"])
            tensors[t["name"]] = Nibbles(q, np.frombuffer(data, "<f4", t["shape"][0], t["scales"]))
        else:
            tensors[t["name"]] = np.frombuffer(data, "<f4", n, t["offset"]).reshape(t["shape"])
    return manifest["config"], vocab, tensors


def _float32(name, a):
    a = np.ascontiguousarray(a, "<f4")
    if not np.isfinite(a).all():
        raise ValueError(f"{name}: not finite")
    return a.tobytes()


def _aligned(n):
    return -(-n // ALIGNMENT) * ALIGNMENT


if __name__ == "__main__":
    m = np.arange(12, dtype=np.float32).reshape(3, 4) - 5
    m[1] = 0
    four = Nibbles(np.arange(-8, 8, dtype=np.int8).reshape(2, 8), np.array([.5, 2], np.float32))
    tiny = {"vector": np.arange(5) / 4, "matrix": m, "matrix.i8": quantise(m), "cube.i8": quantise(np.arange(8).reshape(2, 2, 2)),
            "matrix.i4": four}
    vocab = ["[UNK]", "naïve", "", "##s"]
    print(write(sys.argv[1], {"name": "tiny", "labels": ["O", "B-PERSON"]}, vocab, tiny))
    config, words, tensors = read(sys.argv[1])
    assert (config["name"], words) == ("tiny", vocab) and list(tensors) == list(tiny)
    assert np.array_equal(tensors["matrix.i4"].q, four.q)
    assert np.array_equal(tensors["matrix"], m) and np.allclose(dequantise(*tensors["matrix.i8"]), m, atol=0.03)
