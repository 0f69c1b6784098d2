import contextlib
import importlib.util
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from datetime import date, datetime
from pathlib import Path

import dictum

SPOKEN = '"Every crane has been checked," Maria Okoye told reporters on Friday.'


class Read(unittest.TestCase):
    def test_quote(self):
        d = dictum.read(SPOKEN, id="a1", published=date(2025, 7, 4))
        q = d.quotes[0]
        self.assertEqual((d.id, q.speaker.name, q.speaker_text, q.kind), ("a1", "Maria Okoye", "Maria Okoye", "direct"))
        self.assertEqual(q.cue.text, "told")
        self.assertIs(q.speaker, next(e for e in d.entities if e.name == "Maria Okoye"))
        self.assertEqual([e.value["start"] for e in d.of_type("DATE")], ["2025-07-04"])

    def test_places_are_characters(self):
        for text in ["“Café — naïve,” Zoë Müller said in Zürich. 😀 “It is late,” she added.", "\ud800 " + SPOKEN, SPOKEN.replace(" ", "\n")]:
            d = dictum.read(text)
            self.assertEqual(len(d.text), len(text))
            parts = [m for e in d.entities for m in e.mentions] + d.blocks + [s for q in d.quotes for s in q.content]
            self.assertTrue(parts)
            for s in parts:
                self.assertEqual(d.text[s.start:s.end], s.text)
            at = [(m.start, m.text) for e in d.of_type("PERSON") for m in e.mentions]
            for start, words in at:
                self.assertTrue(text.startswith(words, start), words)

    def test_bytes_that_are_no_text(self):
        data = {"version": 2, "id": "x", "text": "a\ufffdé Bo", "text_base64": "Yf/DqSBCbw==", "blocks": [], "quotes": [], "entities": [
            {"id": "e1", "type": "PERSON", "name": "Bo", "aliases": [], "roles": [],
             "mentions": [{"start": 5, "end": 7, "text": "Bo", "type": "PERSON", "kind": "name"}]}]}
        m = dictum.Document.from_json(data).entities[0].mentions[0]
        self.assertEqual((m.start, m.end, m.text), (4, 6, "Bo"))

    def test_what_is_told(self):
        with self.assertRaises(TypeError):
            dictum.read(5)
        with self.assertRaises(TypeError):
            dictum.read("a", title=5)
        with self.assertRaises(dictum.ArticleError) as e:
            dictum.read("a", id="a9", published="garbage")
        self.assertIn("garbage", str(e.exception))
        self.assertEqual(e.exception.article.id, "a9")
        self.assertEqual(dictum.read("Still here.").entities, [])

    def test_ids_are_kept(self):
        read = [dictum.read(text, id="same") for text in ("One.", "Two.", "One.")]
        self.assertEqual([(d.id, d.text) for d in read], [("same", "One."), ("same", "Two."), ("same", "One.")])
        again = [dictum.read("Three.") for _ in range(2)]
        self.assertEqual(again[0].id, again[1].id)

    def test_times(self):
        self.assertTrue(dictum.read("a", published=datetime(2025, 7, 4, 12)).published.startswith("2025-07-04T"))


class Many(unittest.TestCase):
    def test_order_and_kinds(self):
        given = [SPOKEN, {"text": "Bo Lind sang.", "id": "b"}, dictum.Article("Nothing.", id="c")] * 20
        read = list(dictum.read_all(dict(g, id=f"b{n}") if isinstance(g, dict) else g for n, g in enumerate(given)))
        self.assertEqual(len(read), len(given))
        for g, d in zip(given, read):
            self.assertEqual(d.text, g if isinstance(g, str) else g["text"] if isinstance(g, dict) else g.text)

    def test_errors(self):
        given = ["One.", {"text": "Two.", "published": "never"}, "Three."]
        out = list(dictum.read_all(given, errors="yield"))
        self.assertEqual([type(x).__name__ for x in out], ["Document", "ArticleError", "Document"])
        self.assertEqual([d.text for d in dictum.read_all(given, errors="skip")], ["One.", "Three."])
        with self.assertRaises(dictum.ArticleError):
            list(dictum.read_all(given))
        with self.assertRaises(ValueError):
            dictum.read_all(given, errors="ignore")

    def test_same_as_the_program(self):
        given = [SPOKEN, "“Ça va,” Zoë Müller said."]
        lines = "".join(json.dumps({"text": t}) + "\n" for t in given)
        from dictum._reader import program
        run = subprocess.run([program(), "extract", "--input=jsonl", "--format=jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
        want = [json.loads(line) for line in run.stdout.splitlines()]
        for w in want:
            del w["origin"]
        self.assertEqual([d.json for d in dictum.read_all(given)], want)

    def test_only_a_few_are_held(self):
        drawn = []

        def articles():
            for n in range(10_000):
                drawn.append(n)
                yield f"Article {n}."

        with dictum.Reader(workers=1) as r:
            next(iter(r.read_all(articles())))
        self.assertLess(len(drawn), 50)

    def test_threads(self):
        got = {}

        def run(n):
            got[n] = dictum.read(f"Anna Berg met {n} people.").text

        threads = [threading.Thread(target=run, args=[n]) for n in range(32)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(got, {n: f"Anna Berg met {n} people." for n in range(32)})


class Process(unittest.TestCase):
    @unittest.skipIf(sys.platform == "win32", "no such signal")
    def test_killed(self):
        with dictum.Reader() as r:
            r.read("One.")
            waiting = r._submit(dictum.Article("Anna Berg sang. " * 20_000))
            os.kill(r._process.child.pid, signal.SIGKILL)
            with self.assertRaises(dictum.DictumError) as e:
                waiting.result(timeout=30)
            self.assertIn("-9", str(e.exception))
            deadline = time.monotonic() + 30
            while not r._process.ended() and time.monotonic() < deadline:
                time.sleep(.01)
            self.assertEqual(r.read("Two.").text, "Two.")

    def test_wrong_options(self):
        with dictum.Reader(names=["no-such-file.csv"]) as r, self.assertRaises(dictum.DictumError) as e:
            r.read("a")
        self.assertIn("no-such-file.csv", str(e.exception))

    def test_too_long(self):
        with dictum.Reader(max_bytes=10) as r:
            self.assertEqual(r.read("short").text, "short")
            with self.assertRaises(dictum.ArticleError):
                r.read("longer than ten bytes")

    def test_interpreter_ends(self):
        out = subprocess.run([sys.executable, "-c", "import dictum; print(dictum.read('Anna Berg sang.').entities[0].name)"],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual((out.stdout.split(), out.stderr), ([b"Anna", b"Berg"], b""))


class Tables(unittest.TestCase):
    def test_frames(self):
        try:
            import pandas  # noqa: F401
        except ImportError:
            self.skipTest("no pandas here")
        t = dictum.frames([dictum.read(SPOKEN, id="a1"), dictum.read("Nothing.", id="a2")])
        self.assertEqual(list(t["articles"].article), ["a1", "a2"])
        quotes = t["quotes"].merge(t["entities"], left_on=["article", "speaker"], right_on=["article", "entity"])
        self.assertEqual(list(quotes.name), ["Maria Okoye"])
        self.assertEqual(len(dictum.frames([])["facts"].columns), 13)


class Spacy(unittest.TestCase):
    def test_ents(self):
        try:
            import spacy
        except ImportError:
            self.skipTest("no spaCy here")
        nlp = spacy.blank("en")
        nlp.add_pipe("dictum")
        doc = nlp("“Café,” Zoë Müller said in Paris.")
        self.assertEqual([(e.text, e.label_) for e in doc.ents], [("Zoë Müller", "PERSON"), ("Paris", "GPE")])
        self.assertEqual(doc._.dictum.quotes[0].speaker.name, "Zoë Müller")


class Documentation(unittest.TestCase):
    def test_examples(self):
        """Every program of the README prints what stands below it."""
        readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
        programs = re.findall(r"```python\n(.*?)```(?:\n\nIt prints\n\n```text\n(.*?)```)?", readme, re.S)
        self.assertGreater(len(programs), 3)
        for program, printed in programs:
            missing = {"pandas", "spacy"} - {m for m in ("pandas", "spacy") if importlib.util.find_spec(m)}
            if ("frames" in program and "pandas" in missing) or ("spacy" in program and "spacy" in missing):
                continue
            with self.subTest(program), tempfile.TemporaryDirectory() as folder:
                articles = Path(folder, "articles.jsonl")
                articles.write_text('{"id": "a1", "text": "Anna Berg sang."}\n')
                out = io.StringIO()
                with contextlib.redirect_stdout(out):
                    exec("import dictum\n" + program.replace("articles.jsonl", articles.as_posix()), {})
                if printed:
                    self.assertEqual([line.rstrip() for line in out.getvalue().splitlines()], printed.splitlines())


if __name__ == "__main__":
    unittest.main()
