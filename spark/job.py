"""Reads all articles of files in a store, and writes their documents into a folder of it.

    spark-submit --files dictum --py-files dictum_spark.py job.py [--texts] [--parts N] ARTICLES ... OUT

The files hold an article a line, as JSON; with --texts each is the text of one. OUT/kind=documents has the documents as
JSON lines, and OUT/kind=errors what could not be read, with the reason. Nothing is written twice, whatever is tried anew.
"""

import argparse

from pyspark.sql import SparkSession

import dictum_spark


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", help="files, folders or patterns, in whatever store Spark can read")
    parser.add_argument("out", help="folder that does not exist yet")
    parser.add_argument("--texts", action="store_true", help="each file is the text of one article")
    parser.add_argument("--parts", type=int, help="into how many tasks to cut the work; by default as the files are")
    parser.add_argument("--binary", default="dictum", help="what --files brought, or a path on all executors")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("dictum").config("spark.sql.maxConcurrentOutputFileWriters", 2).getOrCreate()
    articles = dictum_spark.texts(spark, args.articles) if args.texts else spark.read.text(args.articles)
    if args.parts:
        articles = articles.repartition(args.parts)
    dictum_spark.write(dictum_spark.read(articles, args.binary), args.out)
    spark.stop()


if __name__ == "__main__":
    main()
