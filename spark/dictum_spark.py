"""Reads news articles on Spark, with the static binary of Dictum and nothing else on the executors.

    spark-submit --files dictum --py-files dictum_spark.py job.py articles/*.jsonl out

``read`` makes a DataFrame of the documents of a DataFrame of articles, and of the errors of those that could not be
read. ``pipe`` does it with an RDD of lines, through ``RDD.pipe``. Both write what ``dictum extract -f jsonl`` writes,
without "origin", which tells of a file that there is not.
"""

import collections
import json
import os
import queue
import re
import subprocess
import threading

# The binary's answers in the order of its input: a document, or why there is none.
_DOCUMENT = re.compile(r',"origin":"stdin:(\d+)"')
_ERROR = re.compile(r"dictum: stdin:(\d+): (?!warning: )(.*)")

# How often an article is tried alone that a run of the binary died over.
TRIES = 3

# How many rows a frame has that goes to Spark.
_ROWS = 32

SCHEMA = "document string, error string, article string"

Answer = collections.namedtuple("Answer", ["document", "error", "article"])


def _command(binary, flags):
    return [binary, "extract", "-i", "jsonl", "-f", "jsonl", "-j", "1", *flags]


def _parse(line):
    """Returns the number of the line of the input that a line of the output answers, and the document or error."""
    if line.startswith("{"):
        at = _DOCUMENT.search(line)
        return int(at[1]), line[: at.start()] + line[at.end() :], None
    at = _ERROR.fullmatch(line)
    return (int(at[1]), None, at[2]) if at else (None, None, None)


class _Run:
    """One process of the binary. A thread feeds it, since it reads while it writes."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.lines = queue.SimpleQueue()
        self.feeder = threading.Thread(target=self._feed, daemon=True)
        self.feeder.start()

    def _feed(self):
        try:
            for line in iter(self.lines.get, None):
                self.process.stdin.write(line.encode() + b"\n")
                self.process.stdin.flush()
            self.process.stdin.close()
        except OSError:
            pass  # it has died, as the end of its output tells

    def end(self):
        """Ends the process, whatever it does."""
        self.lines.put(None)
        self.process.kill()
        self.feeder.join()
        self.process.stdout.close()
        self.process.wait()


def answers(lines, binary, flags=(), ahead=4):
    """Yields an Answer for each line that is not empty, in order, whatever becomes of the binary.

    Where it dies, each article that it had not answered is tried alone, TRIES times at most: one over which it dies each
    time is an error, and the others have their documents.
    """
    source = (line.replace("\n", " ") for line in lines if line.strip())
    more = True
    while more:
        waiting = collections.deque()
        more = yield from _stream(source, waiting, _command(binary, flags), ahead)
        for line in waiting:
            yield _alone(line, _command(binary, flags))


def _stream(source, waiting, command, ahead):
    """Yields the answers of one run, and returns whether there may be more lines. waiting has those it did not answer."""
    run, answered, more = _Run(command), 0, True
    try:
        while True:
            while more and len(waiting) < ahead:
                line = next(source, None)
                if more := line is not None:
                    waiting.append(line)
                run.lines.put(line)
            if not waiting:
                return False
            raw = run.process.stdout.readline()
            if not raw:
                return True
            number, document, error = _parse(raw.decode("utf-8", "replace").rstrip("\n"))
            if number is None:
                continue
            answered += 1
            if number != answered:
                raise RuntimeError(f"line {number} is answered in place of line {answered}")
            line = waiting.popleft()
            yield Answer(document, error, line if error else None)
    finally:
        run.end()


def _alone(line, command):
    for _ in range(TRIES):
        waiting = collections.deque()
        for answer in _stream(iter([line]), waiting, command, 1):
            return answer
    return Answer(None, f"the binary died over it {TRIES} times", line)


def _resolved(binary):
    """The path of the binary on this executor: what --files or addFile brought, or else a path that is the same everywhere."""
    from pyspark import SparkFiles

    shipped = SparkFiles.get(os.path.basename(binary))
    return shipped if os.path.exists(shipped) else binary


def read(articles, binary="dictum", flags=()):
    """Makes a DataFrame with the columns document, error and article of one whose column "value" has articles as JSON.

    A row has a document, or an error with the article as it came.
    """

    def frames(parts):
        import pandas

        rows = []
        for answer in answers((line for part in parts for line in part["value"]), _resolved(binary), flags):
            rows.append(answer)
            if len(rows) == _ROWS:
                yield pandas.DataFrame(rows, columns=Answer._fields)
                rows = []
        yield pandas.DataFrame(rows, columns=Answer._fields)

    return articles.select("value").mapInPandas(frames, SCHEMA)


def pipe(lines, binary="./dictum", flags=""):
    """Makes an RDD of documents of one of lines: what "dictum extract -f jsonl" writes, with "origin". What it reports is
    in it too, in lines that begin with "dictum: ".

    It goes through RDD.pipe, which has to be told that the end of the binary counts: without checkCode the articles
    that a binary which died had not read are lost, and nobody is told. So the task fails, and Spark tries it anew. An
    article over which the binary dies each time fails the job: read goes on without it.
    """
    script = f"exec 2>&1; {binary} extract -i jsonl -f jsonl -j 1 {flags}; s=$?; [ $s -le 1 ] || exit $s"
    return lines.pipe(f"sh -c '{script}'", checkCode=True)


def texts(spark, paths):
    """Makes articles of files that hold one text each, for read: with no id, so that one is made of the text."""
    from pyspark.sql import functions as f

    files = spark.read.text(paths, wholetext=True)
    return files.select(f.to_json(f.struct(f.col("value").alias("text"))).alias("value"))


def write(answers, out):
    """Writes the answers of read in one pass: out/kind=documents has JSON lines, and out/kind=errors an object for each."""
    from pyspark.sql import functions as f

    kind = f.when(f.col("error").isNull(), "documents").otherwise("errors")
    value = f.coalesce("document", f.to_json(f.struct("error", "article")))
    answers.select(kind.alias("kind"), value.alias("value")).write.partitionBy("kind").text(out)
