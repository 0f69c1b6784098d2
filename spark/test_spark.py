"""Tests of dictum_spark, on a cluster of processes of this machine.

    DICTUM_BINARY=…/dictum python -m unittest discover spark
"""

import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import dictum_spark

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.abspath(os.environ.get("DICTUM_BINARY") or shutil.which("dictum") or "dictum")
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")

# A binary that kills itself over a word. It stands for a fault that some article brings out.
DEADLY = """#!{python}
import os, signal, subprocess, sys
child = subprocess.Popen([{binary!r}, *sys.argv[1:]], stdin=subprocess.PIPE)
for line in sys.stdin.buffer:
    if b"POISON" in line:
        child.kill()
        os.kill(os.getpid(), signal.SIGKILL)
    child.stdin.write(line)
    child.stdin.flush()
child.stdin.close()
sys.exit(child.wait())
"""


def articles(times):
    """The articles of examples, several times, each under an id of its own."""
    texts = []
    for name in sorted(glob.glob(os.path.join(HERE, "..", "examples", "newsgraph", "articles", "*.txt"))):
        with open(name, encoding="utf-8") as f:
            texts.append(f.read())
    return [json.dumps({"id": f"{i}-{n}", "text": text, "published": "2025-07-04"}) for i in range(times) for n, text in enumerate(texts)]


def command(lines):
    """What the command makes of lines, without the origin."""
    run = subprocess.run([BINARY, "extract", "-i", "jsonl", "-f", "jsonl"], input="\n".join(lines).encode(), stdout=subprocess.PIPE, check=True)
    return sorted(without_origin(line) for line in run.stdout.decode().split("\n") if line)


def without_origin(line):
    return dictum_spark._parse(line)[1]


def ours(pattern):
    """The processes that this one has started, and those that they have, whose command line has the pattern."""
    found, parents = [], {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as f:
                parents[int(pid)] = int(f.read().rpartition(")")[2].split()[1])
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                if pattern in f.read().decode("utf-8", "replace").replace("\0", " "):
                    found.append(int(pid))
        except OSError:
            pass
    def descends(pid):
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()
    return [pid for pid in found if pid != os.getpid() and descends(pid)]


def kill_one(pattern, ready):
    """Starts to wait until it is ready, and then kills one of our processes with the pattern. The thread has those it killed."""
    def wait():
        while not thread.over:
            pids = ours(pattern) if ready() else []
            if pids:
                os.kill(pids[-1], signal.SIGKILL)
                thread.killed.append(pids[-1])
                return
            time.sleep(0.05)
    thread = threading.Thread(target=wait, daemon=True)
    thread.killed, thread.over = [], False
    thread.start()
    return thread


class Answers(unittest.TestCase):
    """Without Spark."""

    def test_same_as_command(self):
        lines = articles(1)
        self.assertEqual(sorted(a.document for a in dictum_spark.answers(lines, BINARY)), command(lines))

    def test_errors(self):
        lines = ['{"id":"a","text":"It rained."}', "{", "", '{"id":"b"}', '{"id":"c","text":"It\\nsnowed."}']
        got = list(dictum_spark.answers(lines, BINARY))
        self.assertEqual([a.error is None for a in got], [True, False, False, True])
        self.assertEqual([a.article for a in got], [None, "{", '{"id":"b"}', None])
        self.assertIn("no text", got[2].error)

    def test_nothing(self):
        self.assertEqual(list(dictum_spark.answers([], BINARY)), [])

    def test_poison(self):
        with tempfile.TemporaryDirectory() as folder:
            lines = articles(1)
            lines.insert(3, '{"id":"p","text":"POISON"}')
            got = list(dictum_spark.answers(lines, deadly(folder)))
        self.assertEqual(len(got), len(lines))
        self.assertEqual([a.article for a in got if a.error], [lines[3]])
        self.assertIn("died", got[3].error)
        self.assertEqual(sorted(a.document for a in got if a.document), command(lines[:3] + lines[4:]))

    def test_killed(self):
        lines = articles(1)
        killer = kill_one("extract -i jsonl", lambda: True)
        got = list(dictum_spark.answers(lines, BINARY))
        killer.over = True
        self.assertEqual(len(killer.killed), 1)
        self.assertEqual([a.error for a in got if a.error], [])
        self.assertEqual(sorted(a.document for a in got), command(lines))

    def test_none(self):
        with self.assertRaises(OSError):
            list(dictum_spark.answers(articles(1), "/nowhere/dictum"))


def deadly(folder):
    path = os.path.join(folder, "deadly")
    with open(path, "w") as f:
        f.write(DEADLY.format(python=sys.executable, binary=BINARY))
    os.chmod(path, 0o755)
    return path


try:
    from pyspark.sql import SparkSession
except ImportError:
    SparkSession = None


@unittest.skipIf(SparkSession is None, "no pyspark here")
class Spark(unittest.TestCase):
    """Two executors of one core each, as processes of their own."""

    @classmethod
    def setUpClass(cls):
        cls.spark = (
            SparkSession.builder.master("local-cluster[2,1,700]").appName("test")
            .config("spark.executor.memory", "600m").config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1").config("spark.sql.maxConcurrentOutputFileWriters", 2)
            .config("spark.python.worker.reuse", "true").getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.spark.sparkContext.addPyFile(os.path.join(HERE, "dictum_spark.py"))
        cls.spark.sparkContext.addFile(BINARY)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def lines(self, lines, parts):
        path = os.path.join(self.folder, f"{time.monotonic_ns()}.jsonl")
        with open(path, "w") as f:
            f.write("\n".join(lines))
        return self.spark.read.text(path).repartition(parts)

    def write(self, frame):
        """Writes the answers of frame, and returns the documents and the errors that are then there."""
        out = os.path.join(self.folder, f"out{time.monotonic_ns()}")
        dictum_spark.write(frame, out)
        return [
            sorted(line.rstrip("\n") for name in glob.glob(f"{out}/kind={kind}/part-*") for line in open(name, encoding="utf-8"))
            for kind in ("documents", "errors")
        ]

    def half_way(self):
        """Returns a function that tells whether some tasks of a stage that runs are done."""
        tracker = self.spark.sparkContext.statusTracker()
        return lambda: any((tracker.getStageInfo(s) or tracker).numCompletedTasks >= 2 for s in tracker.getActiveStageIds()
                           if tracker.getStageInfo(s) and tracker.getStageInfo(s).numTasks > 2)

    def test_same_as_command(self):
        lines = articles(1)
        documents, errors = self.write(dictum_spark.read(self.lines(lines, 3), BINARY))
        self.assertEqual(documents, command(lines))
        self.assertEqual(errors, [])

    def test_pipe(self):
        lines = articles(1)
        got = dictum_spark.pipe(self.lines(lines, 3).rdd.map(lambda row: row.value), BINARY).collect()
        self.assertEqual(sorted(map(without_origin, got)), command(lines))

    def test_executor_killed(self):
        lines = articles(2)
        killer = kill_one("CoarseGrainedExecutorBackend", self.half_way())
        documents, errors = self.write(dictum_spark.read(self.lines(lines, 10), BINARY))
        killer.over = True
        self.assertEqual(len(killer.killed), 1, "no executor was killed in the middle")
        self.assertEqual(errors, [])
        self.assertEqual(documents, command(lines))

    def test_binary_killed(self):
        lines = articles(1)
        for made in (
            lambda: self.write(dictum_spark.read(self.lines(lines, 3), BINARY))[0],
            lambda: sorted(map(without_origin, dictum_spark.pipe(self.lines(lines, 3).rdd.map(lambda row: row.value), BINARY).collect())),
        ):
            killer = kill_one("extract -i jsonl", lambda: True)
            documents = made()
            killer.over = True
            self.assertEqual(len(killer.killed), 1, "no binary was killed")
            self.assertEqual(documents, command(lines))

    def test_poison(self):
        lines = articles(1)
        bad = ['{"id":"p","text":"POISON"}', "no article"]
        documents, errors = self.write(dictum_spark.read(self.lines(lines + bad, 3), deadly(self.folder)))
        self.assertEqual(documents, command(lines))
        self.assertEqual(sorted(json.loads(e)["article"] for e in errors), sorted(bad))

    def test_texts(self):
        names = sorted(glob.glob(os.path.join(HERE, "..", "examples", "newsgraph", "articles", "*.txt")))
        folder = os.path.join(self.folder, "texts")
        os.mkdir(folder)
        for name in names:
            shutil.copy(name, folder)
        documents, errors = self.write(dictum_spark.read(dictum_spark.texts(self.spark, folder), BINARY))
        want = subprocess.run([BINARY, "extract", "-f", "jsonl", *names], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
        self.assertEqual([json.loads(d)["entities"] for d in sorted(documents)],
                         [json.loads(d)["entities"] for d in sorted(want)])
        self.assertEqual(errors, [])

    def test_resolve_and_graph(self):
        documents, _ = self.write(dictum_spark.read(self.lines(articles(1), 3), BINARY))
        resolved = subprocess.run([BINARY, "resolve"], input="\n".join(documents).encode(), stdout=subprocess.PIPE, check=True).stdout
        self.assertEqual(len(resolved.splitlines()), 20)
        path = os.path.join(self.folder, "resolved.jsonl")
        with open(path, "wb") as f:
            f.write(resolved)
        graph = subprocess.run([BINARY, "graph", "--documents", "-f", "nquads", path], stdout=subprocess.PIPE, check=True).stdout
        self.assertGreater(len(graph.splitlines()), 1000)


if __name__ == "__main__":
    unittest.main()
